"""A received file of any kind as a new .xlsx workbook of the cells that were read from it.

In: an opened `Workbook`. Out: openpyxl's workbook with values, merged blocks, number formats, and
what is hidden; and under which name each sheet stands in it. What was text stays text: nothing
that a file says becomes a formula.
"""

import datetime
import math
import re

import openpyxl
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.containers.builder import MAX_COLUMNS
from cchc_lib.intake.grid import Block, Cell, Sheet, Workbook

FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold."""
LONGEST_NAME = 31
LONGEST_FORMAT = 255
MOST_MERGED = 100_000
"""Cells below merged blocks of one sheet; a form has some hundreds, a damaged file 17 billion."""
WIDEST = 60
NARROWEST = 9


def rebuilt(workbook: Workbook) -> tuple[openpyxl.Workbook, dict[str, str]]:
    """The new workbook, and its sheets' names by the names that they had.

    A sheet that cannot be read is left out; it has a problem of its own.
    """
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    made: list[Worksheet] = []
    names: dict[str, str] = {}
    for name in workbook.sheet_names:
        try:
            sheet = workbook.sheet(name)
        except SubmissionError:
            continue
        names[name] = _free_name(name, set(names.values()))
        target: Worksheet = book.create_sheet(names[name])
        made.append(target)
        _fill(target, sheet)
        if sheet.hidden:
            target.sheet_state = "hidden"
    if all(target.sheet_state == "hidden" for target in made):
        for target in made:
            target.sheet_state = "visible"
    return book, names


def writable(words: str) -> str:
    """`words` without the signs that XML cannot hold."""
    return UNWRITABLE.sub("\ufffd", words)


def _free_name(name: str, taken: set[str]) -> str:
    """`name` as Excel allows it, and as no other sheet has it."""
    plain = FORBIDDEN.sub("_", writable(name)).strip("'")[:LONGEST_NAME] or "_"
    known = {other.casefold() for other in taken}
    free, number = plain, 1
    while free.casefold() in known:
        number += 1
        free = f"{plain[: LONGEST_NAME - 6]} ({number})"
    return free


def _fill(target: Worksheet, sheet: Sheet) -> None:
    blocks, inside = _apart(sheet.merged)
    widths: dict[int, int] = {}
    for cell in sheet.cells.values():
        _write(target, cell)
        if (cell.row, cell.column) not in inside:
            widths[cell.column] = max(widths.get(cell.column, NARROWEST), len(cell.text) + 2)
    for column, width in sorted(widths.items()):
        target.column_dimensions[get_column_letter(column)].width = min(width, WIDEST)
    for first_row, first_column, last_row, last_column in blocks:
        target.merge_cells(None, first_row, first_column, last_row, last_column)
    for row in sorted(sheet.hidden_rows):
        target.row_dimensions[row].hidden = True
    for column in sorted(sheet.hidden_columns):
        if column <= MAX_COLUMNS:
            target.column_dimensions[get_column_letter(column)].hidden = True


def _write(target: Worksheet, cell: Cell) -> None:
    if cell.state == "formula":
        return  # nothing is known of it but that nobody worked it out
    value, place = cell.value, target.cell(cell.row, cell.column)
    if isinstance(value, str):
        place.value = writable(value)
        # openpyxl takes "=…" for a formula and "#N/A" for an error.
        is_error = cell.state == "error" and value in ERROR_CODES
        place.data_type = "e" if is_error else "s"
    elif isinstance(value, float) and not math.isfinite(value):
        place.value = str(value)
    else:
        place.value = value
    if cell.number_format != "General":
        if len(cell.number_format) <= LONGEST_FORMAT:
            place.number_format = writable(cell.number_format)
    elif isinstance(value, datetime.date):
        has_time = isinstance(value, datetime.datetime) and value.time() != datetime.time()
        place.number_format = "dd/mm/yyyy hh:mm" if has_time else "dd/mm/yyyy"


def _apart(blocks: tuple[Block, ...]) -> tuple[list[Block], set[tuple[int, int]]]:
    """The blocks that overlap no earlier one, up to what a workbook can hold; and their cells."""
    kept: list[Block] = []
    inside: set[tuple[int, int]] = set()
    for block in blocks:
        first_row, first_column, last_row, last_column = block
        rows, columns = range(first_row, last_row + 1), range(first_column, last_column + 1)
        size = len(rows) * len(columns)
        if size < 2 or len(inside) + size > MOST_MERGED:
            continue
        own = {(row, column) for row in rows for column in columns}
        if inside.isdisjoint(own):
            inside |= own
            kept.append(block)
    return kept, inside
