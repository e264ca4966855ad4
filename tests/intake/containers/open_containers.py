"""OpenDocument spreadsheets and web pages, written by hand: the same pages of cells as bytes."""

import datetime
import io
import zipfile
from html import escape
from typing import Any

from tests.intake.containers.pages import Book, Page

NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"),
        ("number", "datastyle"), ("manifest", "manifest"),
    )
)  # fmt: skip
HIDDEN = ' table:visibility="collapse"'
KIND = "application/vnd.oasis.opendocument.spreadsheet"


def ods(book: Book) -> bytes:
    """A spreadsheet of LibreOffice."""
    styles = (
        '<office:automatic-styles><style:style style:name="hidden" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    )
    tables = "".join(_ods_table(page) for page in book)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES} '
        f'office:version="1.2">{styles}<office:body><office:spreadsheet>{tables}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest {NAMESPACES}>'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in (
            ("mimetype", KIND), ("META-INF/manifest.xml", manifest), ("content.xml", content),
        ):  # fmt: skip
            archive.writestr(zipfile.ZipInfo(name, (2020, 3, 18, 0, 0, 0)), words)
    return stream.getvalue()


def _size(page: Page) -> tuple[int, int]:
    rows = [row for row, _ in page.cells] + [block[2] for block in page.merged]
    columns = [column for _, column in page.cells] + [block[3] for block in page.merged]
    return max(rows, default=1), max(columns, default=1)


def _spans(page: Page) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """The height and width of each merged cell, and the places that they cover."""
    spans = {(top, left): (bottom - top + 1, right - left + 1)
             for top, left, bottom, right in page.merged}  # fmt: skip
    covered = {
        (row, column)
        for top, left, bottom, right in page.merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - set(spans)
    return spans, covered


def _ods_table(page: Page) -> str:
    spans, covered = _spans(page)
    last_row, last_column = _size(page)
    columns = "".join(
        f"<table:table-column{HIDDEN if column in page.hidden_columns else ''}/>"
        for column in range(1, last_column + 1)
    )  # fmt: skip
    rows = []
    for row in range(1, last_row + 1):
        cells = "".join(
            "<table:covered-table-cell/>" if (row, column) in covered
            else _ods_cell(page, (row, column), spans.get((row, column)))
            for column in range(1, last_column + 1)
        )  # fmt: skip
        shown = HIDDEN if row in page.hidden_rows else ""
        rows.append(f"<table:table-row{shown}>{cells}</table:table-row>")
    style = ' table:style-name="hidden"' if page.hidden else ""
    return (
        f'<table:table table:name="{escape(page.name)}"{style}>{columns}{"".join(rows)}'
        "</table:table>"
    )


def _ods_cell(page: Page, place: tuple[int, int], span: tuple[int, int] | None) -> str:
    value = page.cells.get(place)
    spanned = "" if span is None else (
        f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"'
    )  # fmt: skip
    if value is None:
        return f"<table:table-cell{spanned}/>"
    if isinstance(value, bool):
        kind = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
    elif isinstance(value, int | float):
        percent = "percentage" if "%" in page.formats.get(place, "") else "float"
        kind = f'office:value-type="{percent}" office:value="{value!r}"'
    elif isinstance(value, datetime.date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    else:
        kind = 'office:value-type="string"'
    lines = "".join(f"<text:p>{_spaced(escape(line))}</text:p>" for line in str(value).split("\n"))
    return f"<table:table-cell {kind}{spanned}>{lines}</table:table-cell>"


def _spaced(words: str) -> str:
    """Blanks that XML would fold into one, as OpenDocument keeps them."""
    return words.replace("  ", " <text:s/>")


def html(book: Book) -> bytes:
    """A web page saved as .xls: everything is text."""
    (page,) = book
    spans, covered = _spans(page)
    last_row, last_column = _size(page)
    rows = []
    for row in range(1, last_row + 1):
        cells = "".join(
            _html_cell(page.cells.get((row, column)), spans.get((row, column)))
            for column in range(1, last_column + 1)
            if (row, column) not in covered
        )
        rows.append(f"<tr>{cells}</tr>")
    return (
        '<html><head><meta charset="utf-8"></head><body><table border="1">'
        f"{''.join(rows)}</table></body></html>"
    ).encode()


def _html_cell(value: Any, span: tuple[int, int] | None) -> str:
    spanned = "" if span is None else f' rowspan="{span[0]}" colspan="{span[1]}"'
    words = "" if value is None else escape(str(value)).replace("\n", "<br>")
    return f"<td{spanned}>{words}</td>"
