"""Whole files in any charset read to the same figures and unit as in Unicode, with one note."""

import unicodedata

import pytest
from openpyxl.styles import Font

from cchc_lib.intake import Reading
from cchc_lib.intake.containers.builder import sheet_titles
from cchc_lib.vietnamese import TCVN3, VNI, WINDOWS_1258, Charset
from tests.intake.books import Rows, book_of, dossier_book, saved, unit_rows
from tests.intake.conftest import Read, cells, figures, problems
from tests.intake.containers.legacy_books import table_bytes, table_words, xls_in, xlsx_in
from tests.vietnamese.legacy import TONES, written

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


def decomposed(value: object, form: str) -> object:
    """Text in NFD, or with the tone alone apart from its vowel."""
    if not isinstance(value, str):
        return value
    if form == "NFD":
        return unicodedata.normalize("NFD", value)
    letters = []
    for letter in value:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(part for part in parts if part in TONES)
        base = "".join(part for part in parts if part not in TONES)
        letters.append(unicodedata.normalize("NFC", base) + tone)
    return "".join(letters)


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


@pytest.mark.parametrize("charset", [TCVN3, VNI, WINDOWS_1258], ids=lambda charset: charset.name)
def test_legacy_letters_in_a_unicode_file(read: Read, expected: object, charset: Charset) -> None:
    """Excel's “CSV UTF-8” of a sheet in an old font keeps the letters of that font."""
    words = written(table_words(FORM, ","), charset)
    reading = read(words.encode("utf-8-sig"), "bieu-01.csv")
    assert essence(reading) == expected
    assert problems(reading) == [("legacy-text", "note", "A1")]


@pytest.mark.parametrize("form", ["NFD", "half"])
@pytest.mark.parametrize("save", [xlsx_in, xls_in, None], ids=["xlsx", "xls", "csv"])
def test_letters_that_are_not_composed(read: Read, expected: object, form: str, save) -> None:
    """In titles, headers, labels, names, words and the sheet's own name: no note is needed."""
    rows = [[decomposed(value, form) for value in row] for row in FORM]
    if save is None:
        content = table_words(rows, ";").encode()
        assert essence(read(content, "bieu-01.csv")) == expected
        return
    reading = read(save(rows, "Arial", decomposed("Biểu 01", form)))
    assert (essence(reading), reading.problems) == (expected, ())
    assert set(reading.observations["sheet"]) == {"Biểu 01"}


@pytest.mark.parametrize(
    ("label", "reporter"),
    [
        ("Số TTHC được đơn giản hoá", "Cơ quan báo cáo: Uỷ ban nhân dân huyện Ứng Hoà"),
        ("Số TTHC được đơn giản hóa", "Cơ quan báo cáo: Ủy ban nhân dân huyện Ứng Hòa"),
    ],
)
def test_both_tone_styles_are_the_same(read: Read, label: str, reporter: str) -> None:
    """In names of offices and units, and in labels."""
    reading = read(saved(book_of({"Biểu 01": unit_rows([(label, 3)], reporter=reporter)})))
    assert figures(reading) == {("ung-hoa", "procedures-simplified"): 3}


@pytest.mark.parametrize(("font", "charset"), [(".VnArial", TCVN3), ("VNI-Helve", VNI)])
def test_a_city_table_in_an_old_font(read: Read, font: str, charset: Charset) -> None:
    """Merged headers, units as rows."""
    names = ("Quận Ba Đình", "Thị xã Sơn Tây", "Huyện Mê Linh", "Sở Nội vụ")
    rows = [(number, name, 9, 4, 3, 2, 7, 2, 4, 1, 2, 2, 0) for number, name in enumerate(names)]
    book = dossier_book(rows)
    unicode = read(saved(book))
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.value = written(cell.value, charset)
                cell.font = Font(name=font)
    reading = read(saved(book))
    assert len(reading.submission.covers) == len(names)
    assert essence(reading) == essence(unicode)
    assert problems(reading) == [("legacy-text", "note", "A1"), *problems(unicode)]


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
        "Compare the words with the original file; in future use a Unicode font (such as Times New "
        "Roman), and save CSV files as “CSV UTF-8”."
    )


def test_two_sheets_never_become_one() -> None:
    """Names are composed, unless they would be the same then."""
    assert sheet_titles(["Bie\u0302\u0309u 01", "Biểu 02"]) == ["Biểu 01", "Biểu 02"]
    twins = ["Biểu 01", "Bie\u0302\u0309u 01"]
    assert sheet_titles(twins) == twins
