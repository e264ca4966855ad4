"""The unit form: one unit a sheet, one indicator a row under section headings.

In: a sheet and where its header stands. Out: the unit's figures and problems, in the draft. Columns
may stand in any order and begin anywhere; notes and signatures follow the table.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.draft import Draft, Subject
from cchc_lib.intake.forms import FormDefinition, UnitLayout
from cchc_lib.intake.grid import Cell, Sheet, address, plain
from cchc_lib.intake.headers import block_of, column_headed, column_paths
from cchc_lib.intake.labels import IndicatorLabels
from cchc_lib.intake.names import UnitNames, unit_names
from cchc_lib.intake.titles import (
    find_stated_period,
    report_open_window,
    title_cells,
)
from cchc_lib.intake.values import decimal_mark, read_value
from cchc_lib.registry import Indicator, Unit

HEADER_WITHIN = 60
"""The header stands in the first rows, or the sheet is something else."""
COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Za-z])\)?")
LISTED = re.compile(r"\d+(?:\.\d+)*\.?")


@dataclass(frozen=True)
class UnitPlace:
    """Where the form stands on its sheet: header rows and columns."""

    top: int
    bottom: int
    number: int | None
    label: int
    value: int


@dataclass(frozen=True)
class _Row:
    """One row of the table whose label is an indicator."""

    row: int
    indicator: Indicator


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
        value = column_headed(paths, layout.value)
        if value is not None and value != label.column:
            return UnitPlace(row, bottom, column_headed(paths, layout.number), label.column, value)
    return None


def read_unit_form(sheet: Sheet, layout: UnitLayout, place: UnitPlace, draft: Draft) -> None:
    """Read one unit's figures. Raises SubmissionError where unit or quarter cannot be told."""
    registry = draft.registry
    stated = find_stated_period(sheet, place.top, draft.form, registry.calendar, draft.file_name)
    names = unit_names(registry.units_in(stated.quarter))
    unit = _find_unit(sheet, layout, place, names, draft)
    subject = Subject(unit, stated.quarter, stated.window)
    draft.cover(subject)
    report_open_window(draft, sheet, stated)
    rows = list(_indicator_rows(sheet, layout, place, draft, subject))
    mark = decimal_mark((sheet.at(row.row, place.value), row.indicator) for row in rows)
    for row in rows:
        reading = read_value(sheet.at(row.row, place.value), row.indicator, draft.form.words, mark)
        draft.keep(subject, row.indicator, reading, sheet, at=(row.row, place.value))


def form_labels(form: FormDefinition, layout: UnitLayout, draft: Draft) -> IndicatorLabels:
    """The labels of the form's own indicators."""
    asked = (draft.registry.indicators[name] for name in form.indicators)
    return IndicatorLabels(asked, layout.indicators)


def _indicator_rows(
    sheet: Sheet, layout: UnitLayout, place: UnitPlace, draft: Draft, subject: Subject
) -> Iterator[_Row]:
    """The rows of indicators; one with a figure but an unknown label is a problem."""
    labels = form_labels(draft.form, layout, draft)
    for row, cells in sheet.rows.items():
        if row <= place.bottom:
            continue
        label = sheet.text(row, place.label)
        indicator = labels.find(label) if label else None
        if indicator is not None:
            yield _Row(row, indicator)
            continue
        if any(cell.folded.startswith(layout.end) for cell in cells):
            return
        value = sheet.at(row, place.value)
        if label and value is not None and _is_table_row(sheet, row, place, label, value):
            nearest = labels.nearest(label)
            draft.report(
                "unknown-indicator", "refuse", sheet.name, address(row, place.label),
                subject=subject, found=label, expected=" / ".join(nearest),
                value=value.text, value_cell=address(row, place.value),
            )  # fmt: skip


def _is_table_row(sheet: Sheet, row: int, place: UnitPlace, label: str, value: Cell) -> bool:
    """Whether an unknown row belongs to the table: it is numbered, or its figure is a number.

    The row of column numbers and the names of those who sign do not.
    """
    if COLUMN_NUMBER.fullmatch(label):
        return False
    number = "" if place.number is None else sheet.text(row, place.number)
    return value.is_number or LISTED.fullmatch(number) is not None


def _find_unit(
    sheet: Sheet, layout: UnitLayout, place: UnitPlace, names: UnitNames, draft: Draft
) -> Unit:
    """The unit that the title rows name: a labelled name before one that stands alone."""
    cells = title_cells(sheet, place.top)
    labelled = [found for cell in cells if (found := _labelled(sheet, cell, layout)) is not None]
    alone = [(cell, unit) for cell in cells if (unit := names.find(cell.text)) is not None]
    for cell, words in labelled:
        unit = names.find(words)
        if unit is not None:
            for other_cell, other in alone:
                if other is not unit and other_cell is not cell:
                    _report_two_names(draft, sheet, cell, unit, other_cell, other)
            return unit
    own = {unit.slug: unit for _, unit in alone}
    if len(own) == 1:
        unit = next(iter(own.values()))
        for cell, words in labelled:
            draft.report(
                "unit-label-unknown", "doubtful", sheet.name, address(cell.row, cell.column),
                found=words, expected=unit.full_name,
            )  # fmt: skip
        return unit
    if own:
        found = ", ".join(f"{address(cell.row, cell.column)} “{cell.text}”" for cell, _ in alone)
        raise SubmissionError(
            "error.unit-unclear", file=draft.file_name, sheet=sheet.name, cells=found
        )
    if labelled:
        cell, words = labelled[0]
        raise SubmissionError(
            "error.unit-unknown",
            file=draft.file_name, sheet=sheet.name, cell=address(cell.row, cell.column),
            found=words, hint=" / ".join(names.nearest(words)),
        )  # fmt: skip
    raise SubmissionError("error.unit-missing", file=draft.file_name, sheet=sheet.name)


def _labelled(sheet: Sheet, cell: Cell, layout: UnitLayout) -> tuple[Cell, str] | None:
    """The name after "Đơn vị báo cáo:", in the same cell or in the next filled one."""
    label, colon, words = cell.text.partition(":")
    if plain(label) not in layout.unit_labels:
        return None
    if colon and words.strip():
        return cell, words.strip()
    following = [other for other in sheet.rows[cell.row] if other.column > cell.column]
    return (following[0], following[0].text) if following else None


def _report_two_names(
    draft: Draft, sheet: Sheet, cell: Cell, unit: Unit, other_cell: Cell, other: Unit
) -> None:
    draft.report(
        "two-units-named", "doubtful", sheet.name, address(other_cell.row, other_cell.column),
        found=other.full_name, expected=unit.full_name,
        label_cell=address(cell.row, cell.column),
    )  # fmt: skip
