"""Where a city table stands: its header rows, and which column holds which indicator.

In: a sheet and the layout of a form. Out: a TablePlace. A column is known by the path of its header
texts, never by its position.
"""

import re
from dataclasses import dataclass

from cchc_lib.intake.forms import TableLayout
from cchc_lib.intake.grid import Cell, Sheet
from cchc_lib.intake.headers import Path, block_of, column_headed, column_paths, columns_named
from cchc_lib.intake.numerals import parse_numeral

HEADER_WITHIN = 60
"""The header stands in the first rows, or the sheet is something else."""
HIGHEST_HEADER = 6
LONGEST_HEADING = 80
COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?")


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
    """The header under which most of the form's columns are found, or None for none of them."""
    best: TablePlace | None = None
    for row, cells in sheet.rows.items():
        if row > HEADER_WITHIN:
            break
        for cell in cells:
            if (
                len(cell.text) > LONGEST_HEADING
                or column_headed({cell.column: (cell.folded,)}, layout.unit) is None
            ):
                continue
            for top in range(row, max(row - 4, 0), -1):
                place = _place(sheet, layout, top, row, cell.column)
                if place.columns and (best is None or len(place.columns) > len(best.columns)):
                    best = place
    return best


def _place(sheet: Sheet, layout: TableLayout, top: int, row: int, unit: int) -> TablePlace:
    bottom = _header_end(sheet, row, unit)
    paths = column_paths(sheet, top, bottom)
    found = {name: columns_named(paths, levels) for name, levels in layout.columns.items()}
    columns = {name: named[0] for name, named in found.items() if len(named) == 1}
    number = column_headed(paths, layout.number)
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
        if not is_heading:
            break
        bottom += 1
    return bottom


def _unknown_columns(
    sheet: Sheet, layout: TableLayout, paths: dict[int, Path], claimed: set[int | None], bottom: int
) -> dict[int, str]:
    """Columns that neither an indicator nor the form's ignored words claim, with their headings."""
    return {
        column: sheet.text(bottom, column) or path[-1]
        for column, path in paths.items()
        if column not in claimed and column_headed({column: path}, layout.ignored_columns) is None
    }


def _is_column_numbers(sheet: Sheet, row: int, unit: int) -> bool:
    return COLUMN_NUMBER.fullmatch(sheet.text(row, unit)) is not None


def is_numeric(cell: Cell) -> bool:
    return cell.is_number or (
        isinstance(cell.value, str) and parse_numeral(cell.value.strip()) is not None
    )
