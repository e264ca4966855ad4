"""The containers and encodings that offices send: each writes the same pages of cells as bytes.

In: a Book of pages. Out: bytes. CONTAINERS is the one list: a new container is one line there.
"""

import csv
import functools
import io
from collections.abc import Callable
from dataclasses import dataclass

import xlsxwriter
import xlwt

from cchc_lib.vietnamese import TCVN3, VNI, WINDOWS_1258, Charset, nfc
from tests.intake.containers.open_containers import html, ods
from tests.intake.containers.pages import Book
from tests.vietnamese.legacy import legacy_bytes

MODERN = str.maketrans(
    {"\u2009": " ", "\u00a0": " ", "✓": "x", "✔": "x", "–": "-", "—": "-", "…": "..."}
)
"""Signs that came with Unicode, as a file of an older charset has them."""


@dataclass(frozen=True)
class Container:
    """How a book becomes bytes. `typed`: numbers stay numbers, and there may be more sheets;
    `sheet`: the name that the reader gives to the only sheet of a file that names none.
    """

    write: Callable[[Book], bytes]
    typed: bool = True
    merges: bool = True
    sheet: str | None = None


def xlsx(book: Book) -> bytes:
    """A workbook of Excel."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as file:
        for page in book:
            sheet = file.add_worksheet(page.name)
            if page.hidden:
                sheet.hide()
            styles = {name: file.add_format({"num_format": name}) for name in page.formats.values()}
            for top, left, bottom, right in page.merged:
                sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "")
            for (row, column), value in page.cells.items():
                style = styles.get(page.formats.get((row, column), ""))
                if isinstance(value, str):
                    sheet.write_string(row - 1, column - 1, value, style)
                else:
                    sheet.write(row - 1, column - 1, value, style)
            for row in page.hidden_rows:
                sheet.set_row(row - 1, None, None, {"hidden": True})
            for column in page.hidden_columns:
                sheet.set_column(column - 1, column - 1, None, None, {"hidden": True})
    return stream.getvalue()


def xls(book: Book) -> bytes:
    """A workbook of Excel up to 2003."""
    file = xlwt.Workbook(encoding="utf-8")
    for page in book:
        sheet = file.add_sheet(page.name)
        sheet.visibility = int(page.hidden)
        for top, left, bottom, right in page.merged:
            sheet.merge(top - 1, bottom - 1, left - 1, right - 1)
        for (row, column), value in page.cells.items():
            style = xlwt.XFStyle()
            style.num_format_str = page.formats.get((row, column), "General")
            sheet.write(row - 1, column - 1, value, style)
        for row in page.hidden_rows:
            sheet.row(row - 1).hidden = True
        for column in page.hidden_columns:
            sheet.col(column - 1).hidden = True
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def delimited(book: Book, separator: str, encoding: str | Charset) -> bytes:
    """A text table of the only page."""
    (page,) = book
    last_row = max(row for row, _ in page.cells)
    last_column = max(column for _, column in page.cells)
    stream = io.StringIO(newline="")
    rows = csv.writer(stream, delimiter=separator)
    for row in range(1, last_row + 1):
        rows.writerow([page.cells.get((row, column), "") for column in range(1, last_column + 1)])
    words = stream.getvalue()
    if isinstance(encoding, str):
        return words.encode(encoding)
    return legacy_bytes(nfc(words).translate(MODERN), encoding)


def text_table(separator: str, encoding: str | Charset) -> Container:
    """A text table with this separator in this encoding."""
    write = functools.partial(delimited, separator=separator, encoding=encoding)
    return Container(write, typed=False, merges=False, sheet="CSV")


CONTAINERS = {
    "xlsx": Container(xlsx),
    "xls": Container(xls),
    "ods": Container(ods),
    "html": Container(html, typed=False, sheet="HTML"),
    "csv, utf-8": text_table(",", "utf-8"),
    "csv, utf-8 with mark": text_table(",", "utf-8-sig"),
    "csv, utf-16": text_table(",", "utf-16"),
    "csv, semicolons": text_table(";", "utf-8"),
    "tsv, utf-8": text_table("\t", "utf-8"),
    "tsv, utf-16": text_table("\t", "utf-16"),
    "csv, Windows-1258": text_table(",", WINDOWS_1258),
    "csv, TCVN3": text_table(",", TCVN3),
    "csv, VNI": text_table(",", VNI),
}
