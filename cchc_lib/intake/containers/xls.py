"""Workbooks in the old binary format (.xls): xlrd, and calamine where xlrd cannot read the text.

Measured on real and on damaged files: calamine leaves out number formats (0.972 shown as 97.2%),
hidden rows and error cells; xlrd gives them, but stops at the text of one real file in ten.
"""

import functools
import io
from typing import Literal

import xlrd
from xlrd.biffh import XLRDError
from xlrd.sheet import Cell as XlrdCell
from xlrd.sheet import Sheet as XlrdSheet

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.containers.archive import broken
from cchc_lib.intake.containers.builder import Allowance, SheetBuilder, sheet_titles
from cchc_lib.intake.containers.calamine import open_with_calamine
from cchc_lib.intake.containers.xls_limits import check_records
from cchc_lib.intake.grid import Cell, Sheet, Value, Workbook
from cchc_lib.vietnamese import nfc


def open_xls(content: bytes, file_name: str) -> Workbook:
    """The workbook in these bytes. Raises SubmissionError for a damaged or outsized one."""
    check_records(content, file_name)
    try:
        book = xlrd.open_workbook(
            file_contents=content,
            formatting_info=True,
            ragged_rows=True,
            logfile=io.StringIO(),
        )
        titles = sheet_titles(book.sheet_names())
        sheets = dict(zip(titles, book.sheets(), strict=True))
    except UnicodeDecodeError:
        return open_with_calamine(content, file_name)
    except XLRDError as error:
        if "encrypted" in str(error):
            raise SubmissionError("error.password", file=file_name) from None
        raise broken(file_name, error) from None
    except Exception as error:  # noqa: BLE001  damaged files break xlrd in ways it does not list
        raise broken(file_name, error) from None
    allowance = Allowance()
    return Workbook(
        container="xls",
        sheet_names=tuple(sheets),
        hidden_sheets=frozenset(name for name, sheet in sheets.items() if sheet.visibility),
        sheet=functools.cache(
            lambda name: _read_sheet(book, sheets[name], SheetBuilder(file_name, name, allowance))
        ),
    )


def _read_sheet(book: xlrd.Book, source: XlrdSheet, builder: SheetBuilder) -> Sheet:
    try:
        for row in range(source.nrows):
            for column, kind in enumerate(source.row_types(row)):
                if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                    continue
                found = source.cell(row, column)
                cell = _cell(book, found, row + 1, column + 1)
                if cell is not None:
                    builder.add(cell, _font(book, found))
    except SubmissionError:
        raise
    except Exception as error:  # noqa: BLE001  as above
        raise broken(builder.file_name, error) from None
    return builder.finish(
        merged=tuple(
            (first_row + 1, first_column + 1, end_row, end_column)
            for first_row, end_row, first_column, end_column in source.merged_cells
        ),
        hidden_rows=frozenset(row + 1 for row, facts in source.rowinfo_map.items() if facts.hidden),
        hidden_columns=frozenset(
            column + 1 for column, facts in source.colinfo_map.items() if facts.hidden
        ),
        hidden=bool(source.visibility),
    )


def _cell(book: xlrd.Book, found: XlrdCell, row: int, column: int) -> Cell | None:
    value, kind = found.value, found.ctype
    if value == "":
        return None
    if kind == xlrd.XL_CELL_TEXT:
        return Cell(row, column, nfc(str(value)))
    if kind == xlrd.XL_CELL_ERROR:
        code = xlrd.error_text_from_code.get(int(value), "#N/A")
        return Cell(row, column, code, state="error")
    if kind == xlrd.XL_CELL_BOOLEAN:
        return Cell(row, column, bool(value))
    number = float(value)
    if kind == xlrd.XL_CELL_DATE:
        return Cell(row, column, _date(number, book.datemode))
    style = book.xf_list[found.xf_index or 0]
    number_format = book.format_map[style.format_key].format_str
    return Cell(row, column, int(number) if number.is_integer() else number, number_format)


def _font(book: xlrd.Book, found: XlrdCell) -> str:
    """The font of a text; a damaged style has none, and no figure depends on it."""
    if found.ctype != xlrd.XL_CELL_TEXT:
        return ""
    try:
        return str(book.font_list[book.xf_list[found.xf_index or 0].font_index].name)
    except IndexError:
        return ""


def _date(number: float, datemode: Literal[0, 1]) -> Value:
    try:
        return xlrd.xldate_as_datetime(number, datemode)
    except (ValueError, OverflowError):
        return number
