"""Where a city table stands: its header rows, and which column holds which indicator.

In: a sheet and the layout of a form. Out: a TablePlace. A column is known by the path of its header
texts, never by its position.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cchc_lib.intake.forms import TableLayout
from cchc_lib.intake.grid import Cell, Sheet
from cchc_lib.intake.headers import (
    HEADER_WITHIN,
    Path,
    block_of,
    column_paths,
    columns_headed,
    columns_named,
    without_spanned,
)
from cchc_lib.intake.numerals import parse_numeral, tidied
from cchc_lib.intake.phrases import matches

HIGHEST_HEADER = 6
LONGEST_HEADING = 80
MOST_HEADINGS = 12
"""How many cells are tried as the heading of the units."""
FIGURE = re.compile(r"[+\-]?[0-9][0-9., ]{0,30}(?:%|[^\W\d][^\n]{0,30})?")
COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?")
NUMBERED = re.compile(r"\(?(\d{1,2})\)?(?: ?=.*)?")
"""The number of a column, perhaps with what it adds up: (3)=(4)+(5)."""


@dataclass(frozen=True)
class TablePlace:
    """Where the table stands: header rows, the columns of names and of each indicator."""

    top: int
    bottom: int
    number: int | None
    unit: int
    columns: dict[str, int]
    missing: tuple[str, ...]
    doubled: dict[str, tuple[int, ...]]
    unknown: dict[int, str]


def locate_table(sheet: Sheet, layout: TableLayout) -> TablePlace | None:
    """The header under which most of the form's columns are found, or None for none of them.

    The heading of the units may stand in the lowest header row, with the groups' above it.
    """
    places = (
        _place(sheet, layout, top, heading.row, heading.column)
        for heading in itertools.islice(_unit_headings(sheet, layout), MOST_HEADINGS)
        for top in range(heading.row, max(heading.row - 4, 0), -1)
    )
    found = [place for place in places if place.columns]
    return max(found, key=lambda place: len(place.columns), default=None)


def _unit_headings(sheet: Sheet, layout: TableLayout) -> Iterator[Cell]:
    """Cells that may head the column of units."""
    for row, cells in sheet.rows.items():
        if row > HEADER_WITHIN:
            return
        for cell in cells:
            if len(cell.text) <= LONGEST_HEADING and matches(cell.folded, layout.unit):
                yield cell


def _place(sheet: Sheet, layout: TableLayout, top: int, row: int, unit: int) -> TablePlace:
    bottom = _header_end(sheet, row, unit)
    paths = column_paths(sheet, top, bottom)
    found = {
        name: without_spanned(sheet, bottom, columns_named(paths, levels))
        for name, levels in layout.columns.items()
    }
    columns = {name: named[0] for name, named in found.items() if len(named) == 1}
    number = next(iter(columns_headed(paths, layout.number)), None)
    claimed = {unit, number, *(column for named in found.values() for column in named)}
    unknown = _unknown_columns(sheet, layout, paths, claimed, bottom)
    if _is_column_numbers(sheet, bottom + 1, unit):
        bottom += 1
    return TablePlace(
        top=top,
        bottom=bottom,
        number=None if number == unit else number,
        unit=unit,
        columns=columns,
        missing=tuple(name for name, named in found.items() if not named),
        doubled={name: tuple(named) for name, named in found.items() if len(named) > 1},
        unknown=unknown,
    )


def _header_end(sheet: Sheet, row: int, unit: int) -> int:
    """The last header row: where the merged heading of the units ends, and rows of words go on."""
    _, _, bottom, _ = block_of(sheet, row, unit)
    while bottom < row + HIGHEST_HEADER:
        cells = sheet.rows.get(bottom + 1, [])
        is_heading = cells and all(cell.column > unit and not is_numeric(cell) for cell in cells)
        if not is_heading or _is_column_numbers(sheet, bottom + 1, unit):
            break
        bottom += 1
    return bottom


def _unknown_columns(
    sheet: Sheet, layout: TableLayout, paths: dict[int, Path], claimed: set[int | None], bottom: int
) -> dict[int, str]:
    """Columns that neither an indicator nor the form's ignored words claim, with their headings."""
    return {
        column: sheet.text(*block_of(sheet, bottom, column)[:2]) or path[-1]
        for column, path in paths.items()
        if column not in claimed and not columns_headed({column: path}, layout.ignored_columns)
    }


def _is_column_numbers(sheet: Sheet, row: int, unit: int) -> bool:
    """Whether a row numbers the columns: that of the units too, or only those of figures."""
    name = sheet.text(row, unit)
    if name:
        return COLUMN_NUMBER.fullmatch(name) is not None
    matched = [NUMBERED.fullmatch(cell.text) for cell in sheet.rows.get(row, ())]
    numbers = [int(match[1]) for match in matched if match is not None]
    return len(numbers) == len(matched) > 1 and all(
        after == before + 1 for before, after in itertools.pairwise(numbers)
    )


def heading_over(sheet: Sheet, place: TablePlace, column: int) -> str:
    """The words that stand over a column itself, without its number."""
    words = (sheet.text(row, column) for row in range(place.top, place.bottom + 1))
    return " ".join(text for text in words if text and not NUMBERED.fullmatch(text))


def is_numeric(cell: Cell) -> bool:
    """Whether a cell holds a number, as such or typed as text."""
    return cell.is_number or (
        isinstance(cell.value, str) and parse_numeral(tidied(cell.value)) is not None
    )


def is_figure(cell: Cell) -> bool:
    """Whether a cell is meant as a figure: a number, with a percent sign or words after it too."""
    return is_numeric(cell) or (
        isinstance(cell.value, str) and FIGURE.fullmatch(tidied(cell.value)) is not None
    )
