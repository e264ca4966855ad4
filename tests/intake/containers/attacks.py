"""Files made to fill the memory, to keep the reader busy, or to reach out of themselves."""

import io
import struct
import zipfile
from collections.abc import Callable

import xlwt

from tests.intake.books import book_of, saved, xls_of
from tests.intake.containers.spreadsheets import MIMETYPE, ods_package, zipped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROW = "<table:table-row{}>{}</table:table-row>"
LAUGHS = (
    "<!DOCTYPE w [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    + "]>"
)
EXTERNAL = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE w [<!ENTITY % p SYSTEM "http://example.com/x.dtd"> %p;]>'
DTD = '<!DOCTYPE w SYSTEM "http://example.com/x.dtd">'


def _book() -> dict[str, str | bytes]:
    """The parts of a workbook, shared texts with them."""
    with zipfile.ZipFile(io.BytesIO(saved(book_of({"Sheet1": [("a", 1)]})))) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    link = f'<Relationship Id="s9" Type="{DOCUMENT}/sharedStrings" Target="sharedStrings.xml"/>'
    links = str(parts["xl/_rels/workbook.xml.rels"], "utf-8")
    if "sharedStrings" not in links:
        parts["xl/_rels/workbook.xml.rels"] = links.replace("</R", f"{link}</R")
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}"><si><t>a</t></si></sst>'
    return parts


def with_parts(**parts: str | bytes) -> bytes:
    """A workbook with parts of it changed: `sheet`, `strings`, `styles`, `book`, `rels`, …"""
    places = {
        "sheet": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml",
        "styles": "xl/styles.xml", "book": "xl/workbook.xml", "package": "_rels/.rels",
        "rels": "xl/_rels/workbook.xml.rels", "types": "[Content_Types].xml",
        "core": "docProps/core.xml", "comments": "xl/comments/comment1.xml",
        "theme": "xl/theme/theme1.xml",
    }  # fmt: skip
    found = _book()
    found.update({places[name]: content for name, content in parts.items()})
    return zipped(found)


def declaring(name: str, place: str, declaration: str) -> bytes:
    """A workbook in one part of which a declaration stands before the first element."""
    part = _book().get(place, b"<comments/>")
    content = part if isinstance(part, str) else part.decode()
    head, mark, rest = content.partition("?>") if content.startswith("<?") else ("", "", content)
    return with_parts(**{name: f"{head}{mark}{declaration}{rest}"})


def sheet_of(rows: str) -> str:
    """The XML of a sheet."""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def blanks() -> bytes:
    """Blanks without end: 80 MB in 80 KB."""
    return with_parts(sheet=sheet_of(" " * 80_000_000))


def repeated() -> bytes:
    """Below the limit of the whole, but one thing over and over."""
    return with_parts(sheet=sheet_of("<row/>" * 5_000_000))


def lying() -> bytes:
    """A part that says 1 KB and unpacks to 100 MB."""
    content = bytearray(with_parts(sheet=sheet_of(" " * 100_000_000)))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    start = content.rfind(b"PK\x01\x02", 0, content.rfind(part.filename.encode()))
    struct.pack_into("<I", content, start + 24, 1_000)
    struct.pack_into("<I", content, part.header_offset + 22, 1_000)
    return bytes(content)


def overlapping() -> bytes:
    """Many names in the directory for the one part of 1 MB."""
    content = with_parts(theme=" " * 1_000_000)
    end = content.rfind(b"PK\x05\x06")
    size, start = struct.unpack_from("<II", content, end + 12)
    entry_at = content.rfind(b"PK\x01\x02", 0, content.rfind(b"xl/theme/theme1.xml"))
    name, extra, comment = struct.unpack_from("<HHH", content, entry_at + 28)
    entry = content[entry_at : entry_at + 46 + name + extra + comment]
    more = [entry.replace(b"theme1", b"them%02d" % n) for n in range(30)]
    count = struct.unpack_from("<H", content, end + 10)[0] + len(more)
    tail = struct.pack(
        "<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, size + sum(map(len, more)), start, 0
    )
    return content[: start + size] + b"".join(more) + tail


def many_parts() -> bytes:
    """A hundred thousand empty parts."""
    entry = struct.pack("<4s42x", b"PK\x01\x02")
    return b"PK\x03\x04" + bytes(60) + entry * 100_000 + struct.pack("<4s18x", b"PK\x05\x06")


def nested() -> bytes:
    """Archives in archives in archives."""
    content = zipped({"0.txt": " " * 10_000_000})
    for level in range(5):
        content = zipped({f"{level}-{n}.zip": content for n in range(10)})
    return content


def huge_strings() -> bytes:
    """A shared text of 30 MB."""
    words = "".join(f"{n} " for n in range(4_500_000))
    return with_parts(strings=f'<sst xmlns="{MAIN}"><si><t>{words}</t></si></sst>')


def one_text_everywhere() -> bytes:
    """A text of 30 000 letters in 20 000 cells, each of which would be composed anew."""
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 20_000))
    words = "e\u0302\u0301" * 10_000
    strings = f'<sst xmlns="{MAIN}"><si><t>{words}</t></si></sst>'
    return with_parts(strings=strings, sheet=sheet_of(cells))


def huge_dimension() -> bytes:
    """A value in the last cell of Excel."""
    return with_parts(sheet=sheet_of('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))


def wide_tag() -> bytes:
    """One element with 200 000 attributes."""
    attributes = " ".join(f'a{n}="{n}"' for n in range(200_000))
    return with_parts(sheet=sheet_of(f"<row {attributes}/>"))


def deep() -> bytes:
    """Elements inside each other, a million deep."""
    return with_parts(sheet=f'<worksheet xmlns="{MAIN}">' + "".join("<a>" for _ in range(100_000)))


def many_styles() -> bytes:
    """More formats than Excel can have."""
    styles = "".join(f'<xf numFmtId="{n % 50}" fontId="{n}"/>' for n in range(70_000))
    return with_parts(styles=f'<styleSheet xmlns="{MAIN}"><cellXfs>{styles}</cellXfs></styleSheet>')


def one_sheet_many_names() -> bytes:
    """Two hundred sheets that are the same part."""
    sheets = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 200))
    return with_parts(
        book=f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>{sheets}</sheets></workbook>'
    )


def changed_entry(offset: int, value: int) -> bytes:
    """A workbook with two bytes of each entry of its directory changed."""
    content = bytearray(saved(book_of({"Sheet1": [(1,)]})))
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        struct.pack_into("<H", content, place + offset, value)
        place = content.find(b"PK\x01\x02", place + 4)
    return bytes(content)


def named(name: str) -> bytes:
    """A workbook with one more part of this name."""
    return zipped({**_book(), name: b"x"})


def twice() -> bytes:
    """A workbook with two parts that differ in case only."""
    return zipped({**_book(), "XL/Workbook.xml": b"<workbook/>"})


def ods_repeats() -> bytes:
    """One cell, a million rows high and sixteen thousand columns wide."""
    said = 'table:number-columns-repeated="900" office:value-type="float" office:value="1"'
    cell = f"<table:table-cell {said}/>"
    row = ROW.format(' table:number-rows-repeated="1048576"', cell)
    return ods_package(f'<table:table table:name="Sheet1">{row}</table:table>')


def ods_text() -> bytes:
    """A text of blanks that are only counted."""
    spaces = '<text:s text:c="999999999"/>' * 100
    words = f"<text:p>{spaces}a</text:p>"
    row = ROW.format("", f'<table:table-cell office:value-type="string">{words}</table:table-cell>')
    return ods_package(f'<table:table table:name="Sheet1">{row}</table:table>')


def ods_blanks() -> bytes:
    """80 MB of content in 80 KB."""
    return ods_package(f'<table:table table:name="Sheet1">{" " * 80_000_000}</table:table>')


def html_rowspans() -> bytes:
    """Cells that reach down over all rows below, in each of them."""
    return b"<table>" + b"<tr>" * 2 + b"<td rowspan=65000 colspan=999>1<tr>" * 500 + b"</table>"


def html_depth() -> bytes:
    """Tables inside each other."""
    return b"<table><tr><td>" * 100_000


def html_bang() -> bytes:
    """Comments that never end, each of which is looked for to the end of the page."""
    return b"<table><tr><td>1" + b"<!--" * 1_000_000


def html_long() -> bytes:
    """A cell of 5 MB."""
    return b"<table><tr><td>" + b"1" * 5_000_000 + b"</table>"


def quoted_field() -> bytes:
    """A quotation mark that is never closed."""
    return b'a,b\n"' + b"x,\n" * 2_000_000


def commas() -> bytes:
    """A row of five million empty cells."""
    return b"a,b\n" + b"," * 5_000_000


def _records(*records: tuple[int, bytes]) -> bytes:
    """An old workbook of one sheet with these records in it."""
    content = bytearray(xls_of("Sheet1", [(1,)]))
    stream = content[512:]
    sheet = stream.find(struct.pack("<HHH", 0x809, 16, 0x600), 8)
    added = b"".join(struct.pack("<HH", code, len(data)) + data for code, data in records)
    return bytes(stream[: sheet + 20] + added + stream[sheet + 20 :])


def xls_links() -> bytes:
    """One link over all cells of a sheet."""
    link = struct.pack("<HHHH", 0, 65_535, 0, 255) + bytes(32)
    return _records((0x1B8, link))


def xls_blanks() -> bytes:
    """Formatted empty cells in every row and column."""
    blanks = [
        (0xBE, struct.pack("<HH", row, 0) + b"\x0f\x00" * 256 + struct.pack("<H", 255))
        for row in range(30_000)
    ]
    return _records(*blanks)


def xls_last_rows() -> bytes:
    """Sheets with one value in the last row and column."""
    book = xlwt.Workbook()
    for number in range(200):
        sheet = book.add_sheet(f"S{number}")
        sheet.write(65_535, 255, 1)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def xls_formats() -> bytes:
    """Four hundred thousand records of a kind of which a book has some hundred."""
    return _records(*[(0xE0, bytes(20))] * 400_000)


def xls_cycle() -> bytes:
    """Sectors that follow each other in a circle."""
    content = bytearray(xls_of("Sheet1", [("x" * 3_000,)] * 20))
    (table,) = struct.unpack_from("<I", content, 76)
    for sector in range(10):
        struct.pack_into("<I", content, 512 + table * 512 + sector * 4, (sector + 1) % 10)
    return bytes(content)


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "blanks": (blanks, "unpacks-too-big"),
    "repeated": (repeated, "odd-archive"),
    "lying": (lying, "odd-archive"),
    "overlapping": (overlapping, "odd-archive"),
    "many-parts": (many_parts, "unpacks-too-big"),
    "nested": (nested, "kind-archive"),
    "huge-strings": (huge_strings, "too-much-text"),
    "one-text-everywhere": (one_text_everywhere, "sheet-too-big"),
    "huge-dimension": (huge_dimension, "sheet-too-big"),
    "wide-tag": (wide_tag, "broken-workbook"),
    "deep": (deep, "broken-workbook"),
    "many-styles": (many_styles, "broken-workbook"),
    "one-sheet-many-names": (one_sheet_many_names, "sheet-twice"),
    "encrypted": (lambda: changed_entry(8, 1), "password"),
    "packed-with-bzip2": (lambda: changed_entry(10, zipfile.ZIP_BZIP2), "odd-archive"),
    "climbing": (lambda: named("../../etc/cron.d/x"), "odd-archive"),
    "rooted": (lambda: named("C:/x.xml"), "odd-archive"),
    "twice": (twice, "odd-archive"),
    "ods-repeats": (ods_repeats, "sheet-too-big"),
    "ods-text": (ods_text, "text-too-long"),
    "ods-blanks": (ods_blanks, "unpacks-too-big"),
    "html-rowspans": (html_rowspans, "sheet-too-big"),
    "html-depth": (html_depth, "tables-too-deep"),
    "html-bang": (html_bang, "page-broken"),
    "html-long": (html_long, "text-too-long"),
    "quoted-field": (quoted_field, "csv-quotes"),
    "commas": (commas, "sheet-too-big"),
    "xls-links": (xls_links, "workbook-too-big"),
    "xls-blanks": (xls_blanks, "workbook-too-big"),
    "xls-last-rows": (xls_last_rows, "workbook-too-big"),
    "xls-formats": (xls_formats, "workbook-too-big"),
    "xls-cycle": (xls_cycle, "broken-workbook"),
}
"""Each file with the error that it must end in."""

ENTITIES: dict[str, Callable[[], bytes]] = {
    "laughs-in-book": lambda: declaring("book", "xl/workbook.xml", LAUGHS),
    "external-in-sheet": lambda: declaring("sheet", "xl/worksheets/sheet1.xml", EXTERNAL),
    "parameter-in-styles": lambda: declaring("styles", "xl/styles.xml", PARAMETER),
    "dtd-in-strings": lambda: declaring("strings", "xl/sharedStrings.xml", DTD),
    "dtd-in-types": lambda: declaring("types", "[Content_Types].xml", DTD),
    "laughs-in-rels": lambda: declaring("rels", "xl/_rels/workbook.xml.rels", LAUGHS),
    "external-in-package": lambda: declaring("package", "_rels/.rels", EXTERNAL),
    "laughs-in-properties": lambda: declaring("core", "docProps/core.xml", LAUGHS),
    "laughs-in-comments": lambda: declaring("comments", "", LAUGHS),
    "dtd-after-a-long-comment": lambda: declaring(
        "sheet", "xl/worksheets/sheet1.xml", f"<!--{'x' * 9_000}-->{LAUGHS}"
    ),
    "dtd-in-utf-16": lambda: with_parts(
        sheet=f'<?xml version="1.0" encoding="UTF-16"?>{LAUGHS}{sheet_of("")}'.encode("utf-16")
    ),
    "laughs-in-ods": lambda: ods_package("", before=LAUGHS),
    "external-in-ods": lambda: ods_package("", before=EXTERNAL),
    "dtd-in-ods-styles": lambda: zipped(
        {"mimetype": MIMETYPE, "content.xml": "<a/>", "styles.xml": f"{DTD}<a/>"}
    ),
    "dtd-in-manifest": lambda: zipped(
        {"mimetype": MIMETYPE, "content.xml": "<a/>", "META-INF/manifest.xml": f"{DTD}<a/>"}
    ),
}
"""Each of these declares a document type; none may be opened."""
