"""Workbooks in the Office Open XML format (.xlsx, .xlsm): openpyxl opens, one pass reads a sheet.

openpyxl's full load took 9 s for Hanoi's budget of 2016 (14 sheets, one of 7.5 MB that no form
wants), and shows formulas without a stored value only by a second load. So the workbook is opened
read-only, a sheet is read when a form asks for it, and its parser is openpyxl's own with one
question added. XML with entities is refused: openpyxl uses defusedxml where that is installed.
"""

import functools
import io
import re
import warnings
import zipfile
from typing import Any
from xml.etree.ElementTree import Element

import openpyxl
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.grid import Block, Cell, Sheet, SheetBuilder, Workbook
from cchc_lib.intake.stamps import stamp_in
from cchc_lib.vietnamese import nfc

MAX_UNPACKED = 64 * 1024 * 1024
"""Beyond this the reader needs more than ten seconds (7.5 MB take one)."""
MAX_PARTS = 5_000
MOST_BLOCKS = 20_000
"""Merged blocks and hidden columns beyond this tell nothing about a form."""
UNSOLVED = object()
ERROR_CODE = re.compile(r"#[A-Z0-9/]+[!?]?")


class _Parser(WorkSheetParser):
    """openpyxl's parser of one sheet, which also notices formulas without a stored value."""

    def parse_cell(self, element: Element) -> dict[str, Any]:
        cell = super().parse_cell(element)
        if (
            cell["value"] is None
            and element.find(FORMULA_TAG) is not None
            and element.get("t") != "str"  # a formula whose result is an empty text
        ):
            cell["value"] = UNSOLVED
        return cell


def open_xlsx(content: bytes, file_name: str) -> Workbook:
    """The workbook in these bytes. Raises SubmissionError for a damaged or outsized one."""
    _check_size(content, file_name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that no figure depends on
            book = openpyxl.load_workbook(
                io.BytesIO(content), read_only=True, data_only=True, keep_links=False
            )
    except Exception as error:  # noqa: BLE001  damaged files break openpyxl in ways it does not list
        raise _broken(file_name, error) from None
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        stamp = stamp_in(archive)
    return Workbook(
        container="xlsx",
        sheet_names=tuple(sheets),
        hidden_sheets=frozenset(
            name for name, sheet in sheets.items() if sheet.sheet_state != "visible"
        ),
        sheet=functools.cache(lambda name: _read_sheet(sheets[name], file_name)),
        stamp=stamp,
    )


def _check_size(content: bytes, file_name: str) -> None:
    """Refuse what unpacks to more than any form, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _broken(file_name, error) from None
    if not any(part.filename == "[Content_Types].xml" for part in parts):
        raise SubmissionError("error.not-a-workbook", file=file_name, kind="ZIP")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED or len(parts) > MAX_PARTS:
        raise SubmissionError(
            "error.unpacks-too-big",
            file=file_name, found=unpacked // (1024 * 1024), limit=MAX_UNPACKED // (1024 * 1024),
        )  # fmt: skip


def _read_sheet(sheet: ReadOnlyWorksheet, file_name: str) -> Sheet:
    source: Any = sheet  # openpyxl's stubs leave out what its own reader of a sheet uses
    book = source.parent
    builder = SheetBuilder(file_name, source.title)
    formats: dict[int, str] = {}
    try:
        with warnings.catch_warnings(), source._get_source() as xml:
            warnings.simplefilter("ignore")
            parser = _Parser(
                xml,
                source._shared_strings,
                data_only=True,
                epoch=book.epoch,
                date_formats=book._date_formats,
                timedelta_formats=book._timedelta_formats,
            )
            for _, row in parser.parse():
                for found in row:
                    if found["value"] not in (None, ""):
                        style = found["style_id"]
                        if style not in formats:
                            formats[style] = ReadOnlyCell(source, **found).number_format
                        builder.add(_cell(found, formats[style]))
        return builder.finish(
            merged=_merged(parser),
            hidden_rows=frozenset(
                int(row) for row, facts in parser.row_dimensions.items() if _is_hidden(facts)
            ),
            hidden_columns=frozenset(
                column
                for facts in parser.column_dimensions.values()
                if _is_hidden(facts)
                for column in range(int(facts["min"]), min(int(facts["max"]), MOST_BLOCKS) + 1)
            ),
            hidden=source.sheet_state != "visible",
        )
    except SubmissionError:
        raise
    except Exception as error:  # noqa: BLE001  as above
        raise _broken(file_name, error) from None


def _cell(found: dict[str, Any], number_format: str) -> Cell:
    row, column, value = found["row"], found["column"], found["value"]
    if value is UNSOLVED:
        return Cell(row, column, "=", number_format, "formula")
    if isinstance(value, str):
        if found["data_type"] == "e" and ERROR_CODE.fullmatch(value):
            return Cell(row, column, value, number_format, "error")
        return Cell(row, column, nfc(value), number_format)
    return Cell(row, column, value, number_format)


def _merged(parser: WorkSheetParser) -> tuple[Block, ...]:
    if parser.merged_cells is None:
        return ()
    blocks = []
    for merged in parser.merged_cells.mergeCell[:MOST_BLOCKS]:
        first_column, first_row, last_column, last_row = range_boundaries(merged.ref)
        if first_column and first_row and last_column and last_row:
            blocks.append((first_row, first_column, last_row, last_column))
    return tuple(blocks)


def _is_hidden(facts: dict[str, str]) -> bool:
    return facts.get("hidden") in ("1", "true")


def _broken(file_name: str, error: Exception) -> SubmissionError:
    reason = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
    return SubmissionError("error.broken-workbook", file=file_name, reason=reason)
