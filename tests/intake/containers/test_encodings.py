"""The encoding of a text file, told from its bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.containers.encodings import Decoded, decode_text
from cchc_lib.vietnamese import TCVN3, VNI, WINDOWS_1258, Charset, nfc
from tests.vietnamese.legacy import legacy_bytes

WORDS = "Đơn vị;Số hội nghị đối thoại\r\nQuận Ba Đình;2\r\nHuyện Thanh Trì;1.234,5\r\n"
LEGACY = pytest.mark.parametrize(
    "charset", [TCVN3, VNI, WINDOWS_1258], ids=lambda charset: charset.name
)


def decoded(content: bytes, declared: str | None = None) -> Decoded:
    """A file of that content."""
    return decode_text(content, "so-lieu.csv", declared=declared)


@pytest.mark.parametrize(
    ("codec", "mark", "name"),
    [
        ("utf-8", "", "UTF-8"), ("utf-8", "\ufeff", "UTF-8"),
        ("utf-16-le", "", "UTF-16"), ("utf-16-le", "\ufeff", "UTF-16"),
        ("utf-16-be", "", "UTF-16"), ("utf-16-be", "\ufeff", "UTF-16"),
    ],
)  # fmt: skip
def test_unicode_is_read_with_and_without_its_mark(codec: str, mark: str, name: str) -> None:
    """Excel's “Unicode Text” is UTF-16."""
    found = decoded((mark + WORDS).encode(codec))
    assert found == Decoded(WORDS, name)
    assert found.legacy == ""


@LEGACY
def test_legacy_charsets_are_told_by_their_syllables(charset: Charset) -> None:
    """The whole file decides: a cell such as "Thanh Trì" could be anything."""
    found = decoded(legacy_bytes(WORDS, charset))
    assert found == Decoded(WORDS, charset.name)
    assert found.legacy == charset.name


@LEGACY
def test_a_file_of_one_line_is_enough(charset: Charset) -> None:
    """As long as its words are clear."""
    words = "Sở Nội vụ;Số hội nghị đối thoại;2"
    assert decoded(legacy_bytes(words, charset)) == Decoded(words, charset.name)


def test_letters_are_composed() -> None:
    """Also those that were half composed: ê and a dot below."""
    assert decoded("Viê\u0323t Nam;1".encode()).words == "Việt Nam;1"
    assert decoded("Viê\u0323t Nam;1".encode("utf-16")).words == "Việt Nam;1"


def test_what_fits_no_encoding_is_refused_with_its_line() -> None:
    """Nothing is guessed."""
    with pytest.raises(SubmissionError) as caught:
        decoded(b"a;b\nBa \xd0\xffnh;2\n")
    assert caught.value.message("vi") == (
        "Tệp “so-lieu.csv”, dòng 2: không xác định được bảng mã của chữ (đã thử UTF-8, UTF-16, "
        "Windows-1258, TCVN3 và VNI). Đề nghị lưu lại tệp theo bảng mã UTF-8 (trong Excel: “CSV "
        "UTF-8”) rồi gửi lại."
    )
    assert caught.value.message("en") == (
        "The file “so-lieu.csv”, line 2: it is not clear in which encoding the letters are (UTF-8, "
        "UTF-16, Windows-1258, TCVN3 and VNI were tried). Save it again in UTF-8 (in Excel: “CSV "
        "UTF-8”)."
    )


@pytest.mark.parametrize(
    "content",
    [
        "Größe;Änderung;Übersicht;Prüfung\n".encode("cp1252"),
        "Có;2\nCó;3\n".encode("cp1258"),
        "Đơn vị;1\n".encode() + b"\xff;2\n",
        b"\xff\xfeB\x00a",
        b"\xef\xbb\xbfBa \xd0nh",
        "Quận Ba Đình;".encode() + b"\xd0\n\x01",
        legacy_bytes("Quận Ba Đình;Số hội nghị\x02", TCVN3),
        bytes(range(256)) * 4,
    ],
    ids=["German", "one word", "one byte", "half UTF-16", "not UTF-8", "both", "control", "all"],
)
def test_doubtful_files_are_refused(content: bytes) -> None:
    """Other languages, too few words, a damaged letter, control characters."""
    with pytest.raises(SubmissionError) as caught:
        decoded(content)
    assert caught.value.key == "error.csv-encoding"


@pytest.mark.parametrize("codec", ["ascii", "cp1252"])
def test_letters_that_were_lost_are_named(codec: str) -> None:
    """Excel's plain “CSV” leaves question marks for what its charset does not have."""
    with pytest.raises(SubmissionError) as caught:
        decoded(("a;b\n" + WORDS).encode(codec, "replace"))
    assert caught.value.message("vi") == (
        "Tệp “so-lieu.csv”, dòng 2: khi lưu tệp, các chữ có dấu đã bị thay bằng dấu chấm hỏi "
        "(“h?i”) nên không thể đọc lại được. Đề nghị mở tệp gốc, lưu lại theo bảng mã "
        "UTF-8 (trong Excel: “CSV UTF-8”) rồi gửi lại."
    )
    assert caught.value.message("en") == (
        "The file “so-lieu.csv”, line 2: when it was saved, letters with marks were replaced by "
        "question marks (“h?i”) and cannot be read again. Open the original, save it in UTF-8 (in "
        "Excel: “CSV UTF-8”) and send that."
    )


def test_question_marks_in_good_text_mean_nothing() -> None:
    """Questions without a blank, and addresses of pages."""
    words = WORDS + "x?y,đúng?sai;a?b"
    assert decoded(words.encode()).words == words
    links = "http://hanoi.gov.vn/bao-cao?quy=1&nam=2020;2\n" * 5
    assert decoded(links.encode()).words == links


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "windows-1258", "x-viet-vni"]))
def test_any_bytes_are_read_or_refused(content: bytes, declared: str | None) -> None:
    """Never anything else; what is read is composed."""
    try:
        words = decoded(content, declared).words
    except SubmissionError:
        return
    assert words == nfc(words)


@LEGACY
@pytest.mark.parametrize("declared", ["utf-8", "windows-1252", "x-unknown", "", "rot13", "utf-16"])
def test_a_wrong_declaration_is_not_believed(charset: Charset, declared: str) -> None:
    """Pages say utf-8 and hold TCVN3."""
    assert decoded(legacy_bytes(WORDS, charset), declared) == Decoded(WORDS, charset.name)
    assert decoded(WORDS.encode(), "windows-1258") == Decoded(WORDS, "UTF-8")


@pytest.mark.parametrize(
    ("declared", "name"),
    [
        ("windows-1258", "Windows-1258"),
        ("x-viet-tcvn5712", "TCVN3 (ABC)"),
        ("ISO-8859-1", "Windows-1252"),
    ],
)
def test_a_declaration_decides_where_the_words_leave_it_open(declared: str, name: str) -> None:
    """Each of these three makes a syllable of the one word."""
    found = decoded(b"C\xf3;2", declared)
    assert name == found.encoding
    assert found.words == ("Cú;2" if name.startswith("TCVN3") else "Có;2")
