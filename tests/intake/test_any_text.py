"""Whole files in any charset read to the same figures and unit as in Unicode, with one note."""

import pytest

from cchc_lib.intake import Reading
from cchc_lib.vietnamese import TCVN3, VNI, WINDOWS_1258, Charset
from tests.intake.books import Rows, book_of, saved, unit_rows
from tests.intake.conftest import Read, cells, figures, problems
from tests.intake.legacy_books import table_bytes, table_words, xls_in, xlsx_in

FORM = unit_rows(
    [
        ("Ban hành và triển khai đầy đủ kế hoạch CCHC năm", "Có"),
        ("Số hội nghị đối thoại với người dân, tổ chức và doanh nghiệp", 2),
        ("Số sáng kiến CCHC", "1.234"),
        ("Số văn bản đi được gửi dưới dạng điện tử", "12 văn bản"),
        ("Tự kiểm tra công tác CCHC", "Đã thực hiện"),
    ],
    reporter="Đơn vị báo cáo: Huyện Ứng Hoà",
)
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")
ENCODINGS = pytest.mark.parametrize(
    "encoding", [*UNICODE, TCVN3, VNI, WINDOWS_1258], ids=lambda one: getattr(one, "name", one)
)
KINDS = pytest.mark.parametrize("save", [xlsx_in, xls_in], ids=["xlsx", "xls"])


def essence(reading: Reading) -> object:
    """All that a report uses of a file."""
    submission = reading.submission
    return figures(reading), cells(reading), submission.form, submission.covers


@pytest.fixture(scope="module")
def expected(read: Read) -> object:
    """What the same form says in a Unicode workbook."""
    reading = read(saved(book_of({"Biểu 01": FORM})))
    assert len(figures(reading)) == 5
    assert reading.submission.covers == (("ung-hoa", "2020-Q1"),)
    assert reading.problems == ()
    return essence(reading)


@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@ENCODINGS
def test_a_form_saved_as_a_text_table(
    read: Read, expected: object, encoding: str | Charset, separator: str
) -> None:
    """Each encoding with each separator."""
    reading = read(table_bytes(table_words(FORM, separator), encoding), "bieu-01.csv")
    assert essence(reading) == expected
    legacy = [] if isinstance(encoding, str) else [("legacy-text", "note", "A1")]
    assert problems(reading) == legacy


@KINDS
@pytest.mark.parametrize("font", [".VnTime", ".VnTimeH", "VNI-Times"])
def test_a_workbook_in_an_old_font(read: Read, expected: object, font: str, save) -> None:
    """Also in a font of capitals from top to bottom."""
    reading = read(save(FORM, font))
    assert essence(reading) == expected
    assert problems(reading) == [("legacy-text", "note", "A1")]


@KINDS
@pytest.mark.parametrize("font", ["Times New Roman", ".VnTimes-Unicode"])
def test_unicode_in_any_font_needs_no_note(read: Read, expected: object, font: str, save) -> None:
    """A font may lie."""
    reading = read(save(FORM, font))
    assert (essence(reading), reading.problems) == (expected, ())


def test_the_note_names_the_charset_the_columns_and_the_first_cell(read: Read) -> None:
    """In both languages."""
    rows: Rows = [("UBND",), *FORM[1:]]
    (note,) = read(xlsx_in(rows, ".VnTime")).problems
    assert note.message("vi") == (
        "Trang “Biểu 01”: chữ ở cột A–E (từ ô A3) theo bảng mã TCVN3 (ABC), đã được chuyển "
        "sang Unicode."
    )
    assert note.advice("vi") == (
        "Đối chiếu lại chữ với tệp gốc; từ kỳ sau hãy dùng phông chữ Unicode (ví dụ Times New "
        "Roman), với tệp CSV thì lưu ở dạng “CSV UTF-8”."
    )
    assert note.message("en") == (
        "Sheet “Biểu 01”: text in the charset TCVN3 (ABC) (columns A–E, from cell A3) was "
        "converted to Unicode."
    )
    assert note.advice("en") == (
        "Compare the words with the file; in future use a Unicode font (such as Times New Roman), "
        "and save CSV files as “CSV UTF-8”."
    )
