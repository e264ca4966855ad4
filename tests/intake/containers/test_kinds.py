"""A file is what its first bytes say; every other kind is refused by its own name."""

import struct

import pytest

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.containers.workbook import open_workbook
from tests.intake.books import book_of, saved, xls_of
from tests.intake.containers.spreadsheets import (
    archive_text,
    ods_package,
    repacked,
    xlsm_of,
    zipped,
)

XLSX = saved(book_of({"Biểu 01": [("Hòa", 1)]}))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SPREADSHEET_2003 = (
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
)
FLAT = '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:x"/>'


def office(kind: str) -> bytes:
    """An Office archive whose main part has this type."""
    return zipped({"[Content_Types].xml": f'<Types><Override ContentType="{kind}"/></Types>'})


def ole(stream: str) -> bytes:
    """An old Office file that lists this stream."""
    return OLE + bytes(1_016) + stream.encode("utf-16-le") + bytes(100)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"%PDF-1.7\n", "kind-pdf"),
        (b"\xef\xbb\xbf  %PDF-1.7\n", "kind-pdf"),
        (b"{\\rtf1 a}", "kind-word"),
        (ole("WordDocument"), "kind-word"),
        (ole("PowerPoint Document"), "kind-slides"),
        (ole("__substg1.0_001A"), "kind-mail"),
        (ole("EncryptedPackage"), "password"),
        (office("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
         "kind-word"),
        (office("application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml"),
         "kind-slides"),
        (office("application/vnd.ms-excel.sheet.binary.macroEnabled.main"), "kind-xlsb"),
        (office("application/vnd.ms-visio.drawing.main+xml"), "kind-archive"),
        (zipped({"a.xlsx": XLSX}), "kind-archive"),
        (b"Rar!\x1a\x07\x01", "kind-archive"),
        (b"7z\xbc\xaf\x27\x1c", "kind-archive"),
        (b"\x1f\x8b\x08", "kind-archive"),
        (b"\x89PNG\r\n\x1a\n", "kind-image"),
        (b"\xff\xd8\xff\xe0", "kind-image"),
        (b"GIF89a", "kind-image"),
        (b"BM\x00\x00\x00\x00", "kind-image"),
        (b"MIME-Version: 1.0\r\n", "kind-web-archive"),
        (SPREADSHEET_2003.encode(), "kind-xml-2003"),
        (FLAT.encode(), "kind-flat-ods"),
        (b'<?xml version="1.0"?><a/>', "kind-xml"),
        ("một dòng chữ".encode(), "not-a-workbook"),
        (b"\0\0 \n", "empty-file"),
    ],
)  # fmt: skip
def test_other_kinds_are_refused_by_their_own_name(content: bytes, key: str) -> None:
    """The ending says nothing: all of these are called .xlsx."""
    assert refusal(content).key == f"error.{key}"


@pytest.mark.parametrize(
    ("content", "container"),
    [
        (XLSX, "xlsx"),
        (xlsm_of(XLSX), "xlsm"),
        (xls_of("a", [(1,)]), "xls"),
        (xls_of("a", [(1,)])[512:], "xls"),
        (ods_package('<table:table table:name="a"/>'), "ods"),
        (b"\r\n <TABLE><tr><td>1</table>", "html"),
        (b'<?xml version="1.0"?><html><body><table><tr><td>1</td></tr></table></html>', "html"),
        ("<table><tr><td>Hòa</table>".encode("utf-16"), "html"),
        (b"BM,GIF\n1,2\n", "csv"),
    ],
)  # fmt: skip
def test_spreadsheets_are_known_whatever_they_are_called(content: bytes, container: str) -> None:
    """The name of the container becomes the ending of the kept file."""
    assert open_workbook(content, "bao-cao.pdf").container == container


def test_a_template_is_read_as_a_workbook() -> None:
    """Offices save forms as .xltx, too."""
    types = archive_text(XLSX, "[Content_Types].xml").replace("sheet.main", "template.main")
    content = repacked(XLSX, **{"[Content_Types]_xml": types.encode()})
    assert open_workbook(content, "x").container == "xlsx"


def test_a_locked_old_workbook_is_told_from_a_damaged_one() -> None:
    """Excel marks it by a record right after the first one."""
    stream = xls_of("a", [(1,)])[512:]
    size = struct.unpack_from("<H", stream, 2)[0] + 4
    locked = stream[:size] + struct.pack("<HH6s", 0x2F, 6, b"\x00\x00\x01\x02\x03\x04")
    assert refusal(locked + stream[size:]).key == "error.password"
    assert refusal(stream[: size + 3]).key == "error.broken-workbook"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_files_that_were_cut_off_are_refused_as_a_whole(share: float) -> None:
    """An archive has its directory at the end."""
    for content in (XLSX, ods_package('<table:table table:name="a"/>')):
        error = refusal(content[: int(len(content) * share)])
        assert error.key == "error.broken-workbook"


def refusal(content: bytes) -> SubmissionError:
    """The error that a file ends in."""
    with pytest.raises(SubmissionError) as caught:
        read_all(content)
    return caught.value


def read_all(content: bytes) -> None:
    """Open a file and read each of its sheets."""
    book = open_workbook(content, "bao-cao.xlsx")
    for name in book.sheet_names:
        book.sheet(name)
