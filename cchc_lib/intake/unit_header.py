"""Where a unit form stands: its header rows, and which column holds the figures of the period.

In: a sheet and the layout of a form. Out: a UnitPlace. Columns may stand in any order; one of
another period is never taken for the form's own.
"""

import re
from dataclasses import dataclass

from cchc_lib.intake.forms import UnitLayout
from cchc_lib.intake.grid import Sheet
from cchc_lib.intake.headers import (
    HEADER_WITHIN,
    block_of,
    column_paths,
    columns_headed,
    without_spanned,
)
from cchc_lib.intake.period import read_period
from cchc_lib.intake.phrases import matches
from cchc_lib.intake.titles import Stated

YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class UnitPlace:
    """Where the form stands on its sheet: header rows and columns.

    `heading`: the folded words over the column of figures.
    `doubled`: further columns that might be the one of figures, with which nothing can be read.
    """

    top: int
    bottom: int
    number: int | None
    label: int
    value: int
    heading: str
    measure: int | None
    doubled: tuple[int, ...]


def locate_unit_form(sheet: Sheet, layout: UnitLayout) -> UnitPlace | None:
    """The header with a column of labels and one of figures, or None."""
    for row, cells in sheet.rows.items():
        if row > HEADER_WITHIN:
            return None
        label = next((cell for cell in cells if cell.folded in layout.label), None)
        if label is None:
            continue
        _, _, bottom, _ = block_of(sheet, row, label.column)
        paths = column_paths(sheet, row, bottom)
        headed = [
            column for column in columns_headed(paths, layout.value) if column != label.column
        ]
        values = without_spanned(sheet, bottom, headed)
        own = [c for c in values if not matches(" ".join(paths[c]), layout.other_values)]
        values = own or values
        if values:
            number = next(iter(columns_headed(paths, layout.number)), None)
            measure = next((c for c, path in paths.items() if path[-1] in layout.measure), None)
            return UnitPlace(
                top=row, bottom=bottom, number=number, label=label.column, value=values[0],
                heading=" ".join(paths[values[0]]), measure=measure, doubled=tuple(values[1:]),
            )  # fmt: skip
    return None


def heads_figures_of(heading: str, layout: UnitLayout, stated: Stated) -> bool:
    """Whether a heading may be of the stated period: it names no other, and no other window."""
    years = {int(year) for year in YEAR.findall(heading)}
    period = read_period(heading)
    if (years and stated.quarter.year not in years) or matches(heading, layout.other_values):
        return False
    if period is not None and period.quarter != stated.quarter:
        return False
    if stated.window == "quarter":
        return not matches(heading, layout.since_new_year)
    return stated.quarter.number == 1 or not matches(heading, layout.quarter_alone)
