"""The same rows in every container that offices send, with the attributes their programs write."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import openpyxl
import xlwt
from openpyxl.utils.cell import range_boundaries

from tests.intake.books import Rows

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = " ".join(
    (
        f'xmlns:office="{ODF}office:1.0"', f'xmlns:table="{ODF}table:1.0"',
        f'xmlns:text="{ODF}text:1.0"', f'xmlns:style="{ODF}style:1.0"',
        f'xmlns:number="{ODF}datastyle:1.0"', f'xmlns:draw="{ODF}drawing:1.0"',
        f'xmlns:fo="{ODF}xsl-fo-compatible:1.0"', f'xmlns:svg="{ODF}svg-compatible:1.0"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"', 'xmlns:xlink="http://www.w3.org/1999/xlink"',
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"',
    )
)  # fmt: skip
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{ODF}manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
EXCEL_PAGE = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel"
xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=Generator content="Microsoft Excel 11">
<style>
<!--table
	{mso-displayed-decimal-separator:"\\,";}
td
	{padding:0px; mso-number-format:General;}
.xl24
	{mso-style-parent:style0; font-family:".VnTime", sans-serif;}
.xl25
	{mso-style-parent:style0; mso-number-format:"0\\.0%%";}
-->
</style>
<!--[if gte mso 9]><xml>
 <x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet>
    <x:Name>%s</x:Name>
 </x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook>
</xml><![endif]-->
</head>
<body link=blue vlink=purple>
<table x:str border=0 cellpadding=0 cellspacing=0 width=600 style='border-collapse: collapse'>
%s
</table>
</body>
</html>
"""


def zipped(parts: Mapping[str, str | bytes], stored: Sequence[str] = ("mimetype",)) -> bytes:
    """An archive of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            way = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, way)
    return stream.getvalue()


def repacked(content: bytes, **changed: bytes) -> bytes:
    """The archive with parts changed or added; in names `__` stands for `/` and `_` for a dot."""
    parts: dict[str, str | bytes] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts.update({name: archive.read(name) for name in archive.namelist()})
    parts.update({name.replace("__", "/").replace("_", "."): new for name, new in changed.items()})
    return zipped(parts)


def xlsm_of(content: bytes) -> bytes:
    """An .xlsx file as Excel saves it with macros."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    types = archive_text(content, "[Content_Types].xml")
    parts["[Content_Types].xml"] = types.replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000)
    return zipped(parts)


def archive_text(content: bytes, part: str) -> str:
    """One part of an archive as text."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(part).decode()


def ods_package(body: str, styles: str = "", before: str = "") -> bytes:
    """An .ods file whose spreadsheet holds `body`, with these automatic styles."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{before}<office:document-content {NAMESPACES} '
        f'office:version="1.3"><office:scripts/><office:font-face-decls/>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": MIMETYPE, "META-INF/manifest.xml": MANIFEST, "content.xml": content})


def ods_of(name: str, rows: Rows, merged: Sequence[str] = ()) -> bytes:
    """The bytes of an .ods file with one sheet, as LibreOffice writes it."""
    spans, covered = _spans(merged)
    lines = []
    for row, values in enumerate(rows, start=1):
        cells = [
            _ods_cell(value, spans.get((row, column)), covered=(row, column) in covered)
            for column, value in enumerate(values, start=1)
        ]
        cells += [
            "<table:covered-table-cell/>" if (row, column) in covered else "<table:table-cell/>"
            for column in range(len(values) + 1, 14)
        ]
        blank = 16_384 - max(len(values), 13)
        cells.append(f'<table:table-cell table:number-columns-repeated="{blank}"/>')
        lines.append(f'<table:table-row table:style-name="ro1">{"".join(cells)}</table:table-row>')
    lines.append(
        f'<table:table-row table:style-name="ro1" table:number-rows-repeated="'
        f'{1_048_576 - len(lines)}"><table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row>"
    )
    return ods_package(
        f'<table:table table:name="{name}" table:style-name="ta1">'
        '<table:table-column table:style-name="co1" table:number-columns-repeated="16384" '
        f'table:default-cell-style-name="Default"/>{"".join(lines)}</table:table>'
    )


def _ods_cell(value: Any, span: tuple[int, int] | None, *, covered: bool) -> str:
    tag = "table:covered-table-cell" if covered else "table:table-cell"
    reach = (
        f' table:number-columns-spanned="{span[1]}" table:number-rows-spanned="{span[0]}"'
        if span
        else ""
    )
    if value is None:
        return f"<{tag}{reach}/>"
    if isinstance(value, int | float):
        shown = f"{value:n}".replace(".", ",")
        return (
            f'<{tag} office:value-type="float" office:value="{value}" '
            f'calcext:value-type="float"{reach}><text:p>{shown}</text:p></{tag}>'
        )
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return (
        f'<{tag} office:value-type="string" calcext:value-type="string"{reach}>{paragraphs}</{tag}>'
    )


def html_of(name: str, rows: Rows, merged: Sequence[str] = ()) -> bytes:
    """The bytes of a page with one table, as Excel writes it."""
    spans, covered = _spans(merged)
    lines = []
    for row, values in enumerate(rows, start=1):
        cells = []
        for column in range(1, 14):
            value = values[column - 1] if column <= len(values) else None
            if (row, column) not in covered:
                cells.append(_html_cell(value, spans.get((row, column))))
        lines.append(f" <tr height=17 style='height:12.75pt'>\n{''.join(cells)} </tr>")
    return (EXCEL_PAGE % (escape(name), "\n".join(lines))).encode()


def _html_cell(value: Any, span: tuple[int, int] | None) -> str:
    reach = f" rowspan={span[0]} colspan={span[1]}" if span else ""
    if value is None:
        return f"  <td{reach} class=xl26>&nbsp;</td>\n"
    if isinstance(value, int | float):
        shown = f"{value:,}".translate(str.maketrans(",.", ".,"))
        return f'  <td{reach} class=xl26 align=right x:num="{value}">{shown}</td>\n'
    return f"  <td{reach} class=xl26>{escape(str(value)).replace(chr(10), '<br>')}</td>\n"


def xls_with_blocks(name: str, rows: Rows, merged: Sequence[str] = ()) -> bytes:
    """The bytes of an .xls file with merged cells."""
    spans, _ = _spans(merged)
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet(name)
    for row, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            if value is None:
                continue
            high, wide = spans.get((row, column), (1, 1))
            if (high, wide) == (1, 1):
                sheet.write(row - 1, column - 1, value)
            else:
                sheet.write_merge(row - 1, row + high - 2, column - 1, column + wide - 2, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def in_every_container(book: openpyxl.Workbook) -> dict[str, bytes]:
    """One sheet as .xlsx, .xlsm, .xls, .ods and HTML."""
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    merged = sorted(str(block) for block in sheet.merged_cells.ranges)
    stream = io.BytesIO()
    book.save(stream)
    return {
        "xlsx": stream.getvalue(),
        "xlsm": xlsm_of(stream.getvalue()),
        "xls": xls_with_blocks(sheet.title, rows, merged),
        "ods": ods_of(sheet.title, rows, merged),
        "html": html_of(sheet.title, rows, merged),
    }


def _spans(
    merged: Sequence[str],
) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """Rows and columns that each merged cell takes, and the places that it covers."""
    spans, covered = {}, set()
    for block in merged:
        left, top, right, bottom = map(int, range_boundaries(block))
        spans[top, left] = (bottom - top + 1, right - left + 1)
        covered |= {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
        covered.discard((top, left))
    return spans, covered
