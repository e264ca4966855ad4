"""Unit forms as offices saved them before Unicode: text tables and workbooks of old fonts."""

import csv
import io
from typing import Any

import openpyxl
import xlwt
from openpyxl.styles import Font

from cchc_lib.vietnamese import TCVN3, VNI, Charset
from tests.intake.books import Rows, saved
from tests.vietnamese.legacy import legacy_bytes, written

CAPITAL_FONT = ".VnTimeH"
FONTS: dict[str, Charset] = {".VnTime": TCVN3, CAPITAL_FONT: TCVN3, "VNI-Times": VNI}


def table_words(rows: Rows, separator: str) -> str:
    """The rows as a text table; Excel ends its lines with CR and LF."""
    stream = io.StringIO()
    width = max(map(len, rows))
    csv.writer(stream, delimiter=separator).writerows(
        [*("" if value is None else value for value in row), *[""] * (width - len(row))]
        for row in rows
    )
    return stream.getvalue()


def table_bytes(words: str, encoding: str | Charset) -> bytes:
    """A text table in a codec of Python or in a legacy charset."""
    return words.encode(encoding) if isinstance(encoding, str) else legacy_bytes(words, encoding)


def in_font(value: Any, font: str) -> Any:
    """What a cell holds whose reader sees `value` in that font."""
    if not isinstance(value, str) or font not in FONTS:
        return value
    return written(value, FONTS[font])


def xlsx_in(rows: Rows, font: str, name: str = "Biểu 01") -> bytes:
    """An .xlsx file with all its texts in one font; titles in capitals use the capital font."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    for row, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            if value is not None:
                own = font_of(value, font)
                cell = sheet.cell(row, column, in_font(value, own))
                cell.font = Font(name=own)
    return saved(book)


def xls_in(rows: Rows, font: str, name: str = "Biểu 01") -> bytes:
    """The same as a true .xls file."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet(name)
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if value is not None:
                own = font_of(value, font)
                sheet.write(row, column, in_font(value, own), xlwt.easyxf(f"font: name {own}"))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def font_of(value: Any, font: str) -> str:
    """The font of a cell: TCVN3 writes capitals with tones in a font of their own."""
    is_capital = isinstance(value, str) and value.isupper() and font == ".VnTime"
    return CAPITAL_FONT if is_capital else font
