"""Strict reading of params/: every mistake is named with file, line and the way out."""

import datetime
from pathlib import Path

import pytest
from pydantic import Field

from cchc_lib.errors import ParamsError
from cchc_lib.registry.params import SLUG, Bilingual, Record, nearest, read_csv, read_yaml


class Line(Record):
    """A record with a field of every kind."""

    code: str = Field(default="x", pattern=SLUG)
    title: Bilingual | None = None
    weight: float = 1
    year: int = 2020
    firm: bool = True
    day: datetime.date | None = None


class Lines(Record):
    """A file of such records."""

    source: str
    lines: tuple[Line, ...] = ()


def read(tmp_path: Path, words: str) -> Lines:
    """What a file params/lines.yml with these words holds."""
    folder = tmp_path / "params"
    folder.mkdir(exist_ok=True)
    (folder / "lines.yml").write_text(words, encoding="utf-8")
    return read_yaml(folder / "lines.yml", Lines)


def refused(tmp_path: Path, words: str) -> ParamsError:
    """The error that these words end in."""
    with pytest.raises(ParamsError) as caught:
        read(tmp_path, words)
    return caught.value


def test_a_code_with_leading_zeros_stays_text(tmp_path: Path) -> None:
    """001 is a code, 1 is a number."""
    assert read(tmp_path, "source: s\nlines:\n  - code: 001\n").lines[0].code == "001"


@pytest.mark.parametrize("words", ["no", "off", "1_000", "2020-03-12", "0x1F", "1e3", "12:30"])
def test_words_are_not_taken_for_something_else(tmp_path: Path, words: str) -> None:
    """YAML 1.1 would read these as false, numbers, a date or minutes."""
    assert read(tmp_path, f"source: {words}\n").source == words


def test_a_typo_in_a_key_names_file_line_key_and_the_nearest(tmp_path: Path) -> None:
    """The key that was meant is among those allowed at that place."""
    error = refused(tmp_path, "source: s\nlines:\n  - code: a\n    wieght: 5\n")
    assert error.message("vi") == (
        "params/lines.yml, dòng 4: không có khóa “wieght”. Có phải ý là: weight?"
    )
    assert error.message("en") == (
        "params/lines.yml, line 4: there is no key “wieght”. Did you mean: weight?"
    )
    assert error.exit_status == 3


def test_a_typo_in_a_required_key_is_not_called_a_missing_key(tmp_path: Path) -> None:
    """What was written wrongly is what has to be mended."""
    error = refused(tmp_path, "soucre: s\n")
    assert error.message("vi") == (
        "params/lines.yml, dòng 1: không có khóa “soucre”. Có phải ý là: source?"
    )


def test_a_typo_inside_a_text_in_both_languages_is_named(tmp_path: Path) -> None:
    """The allowed keys are those of the deepest record."""
    error = refused(tmp_path, "source: s\nlines:\n  - title:\n      vn: a\n      en: b\n")
    assert (
        error.message("vi") == "params/lines.yml, dòng 4: không có khóa “vn”. Có phải ý là: vi, en?"
    )


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    """With the place where it belongs."""
    error = refused(tmp_path, "lines:\n  - title: {vi: a}\n    code: a\nsource: s\n")
    assert error.message("vi") == (
        "params/lines.yml, dòng 2: thiếu khóa bắt buộc “lines.0.title.en”. Hãy bổ sung khóa này."
    )


def test_a_key_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    """The second one would silently win."""
    error = refused(tmp_path, "source: a\nlines: []\nsource: b\n")
    assert error.message("vi") == (
        "params/lines.yml, dòng 3: khóa “source” được khai báo hai lần. Hãy giữ lại một khóa."
    )


@pytest.mark.parametrize(
    ("line", "vi"),
    [
        ("year: 20.5", "cần một số nguyên, nhưng tìm thấy “20.5”."),
        ("weight: 1,5", "cần một số (dấu thập phân là dấu chấm), nhưng tìm thấy “1,5”."),
        ("firm: có", "cần true hoặc false, nhưng tìm thấy “có”."),
        ("day: 12/3/2020", "cần một ngày viết theo dạng 2020-03-12, nhưng tìm thấy “12/3/2020”."),
        ("code: 12", "cần một đoạn chữ, nhưng tìm thấy “12”. Hãy đặt giá trị trong ngoặc kép."),
        ("code: Ba Đình", "“Ba Đình” chỉ được gồm chữ thường không dấu, chữ số và dấu gạch nối."),
        ("title: Tên", "cần các khóa con (vi: và en:) thụt vào bên dưới, nhưng tìm thấy “Tên”."),
    ],
)
def test_a_value_of_the_wrong_kind_says_what_is_needed(tmp_path: Path, line: str, vi: str) -> None:
    """In Vietnamese, with what was found."""
    key = line.partition(":")[0]
    error = refused(tmp_path, f"source: s\nlines:\n  - {line}\n")
    assert error.message("vi") == f"params/lines.yml, dòng 3, khóa “lines.0.{key}”: {vi}"


def test_a_list_is_asked_for_where_a_word_stands(tmp_path: Path) -> None:
    """A single entry still needs its brackets."""
    error = refused(tmp_path, "source: s\nlines: a\n")
    assert error.message("vi") == (
        "params/lines.yml, dòng 2, khóa “lines”: cần một danh sách, ví dụ [departments, districts],"
        " nhưng tìm thấy “a”."
    )


def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path) -> None:
    """A lone word has no keys."""
    error = refused(tmp_path, "chỉ một dòng chữ\n")
    assert error.key == "error.params-mapping"


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("", "error.params-empty"),
        ("# chỉ có chú thích\n", "error.params-empty"),
        ("source: [a\n", "error.params-syntax"),
        ("source: a\n\tlines: b\n", "error.params-syntax"),
        ("source: *missing\n", "error.params-syntax"),
        ("a: 1\n---\nb: 2\n", "error.params-syntax"),
        ("{{source}}: a\n", "error.params-syntax"),
    ],
)
def test_a_broken_file_ends_in_one_paragraph(tmp_path: Path, words: str, key: str) -> None:
    """File and line are named in both languages."""
    error = refused(tmp_path, words)
    assert error.key == key
    assert all("params/lines.yml" in error.message(language) for language in ("vi", "en"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """And where to get it back from."""
    with pytest.raises(ParamsError) as caught:
        read_yaml(tmp_path / "params" / "lines.yml", Lines)
    assert caught.value.message("vi") == (
        "Thiếu tệp params/lines.yml. Hãy khôi phục tệp này từ bản gốc của dự án."
    )


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """Files are UTF-8."""
    (tmp_path / "lines.yml").write_bytes("source: Sở".encode("utf-16"))
    with pytest.raises(ParamsError) as caught:
        read_yaml(tmp_path / "lines.yml", Lines)
    assert caught.value.key == "error.params-unreadable"


def read_table(tmp_path: Path, words: str) -> list[Line]:
    """What a file params/lines.csv with these words holds."""
    folder = tmp_path / "params"
    folder.mkdir(exist_ok=True)
    (folder / "lines.csv").write_text(words, encoding="utf-8-sig")
    return read_csv(folder / "lines.csv", Line)


def test_a_table_keeps_codes_and_leaves_out_remarks_and_empty_cells(tmp_path: Path) -> None:
    """Excel puts a mark before the first line; lines with # are remarks."""
    lines = read_table(tmp_path, "# nguồn\ncode,year\n001,\n# ghi chú\n\n002,2019\n")
    assert [(line.code, line.year) for line in lines] == [("001", 2020), ("002", 2019)]


@pytest.mark.parametrize(
    ("words", "vi"),
    [
        ("# nguồn\ncode,yaer\n", "dòng 2: không có khóa “yaer”. Có phải ý là: year?"),
        (
            "# nguồn\ncode,year\n001,2020\n\n002,nay\n",
            "dòng 5, khóa “year”: cần một số nguyên, nhưng tìm thấy “nay”.",
        ),
        (
            "code,year\n001,2020,thừa\n",
            "dòng 2: tìm thấy 3 ô, cần 2 ô. Ô có chứa dấu phẩy phải đặt trong ngoặc kép.",
        ),
    ],
)
def test_a_mistake_in_a_table_names_its_line(tmp_path: Path, words: str, vi: str) -> None:
    """Remarks and empty lines count as lines."""
    with pytest.raises(ParamsError) as caught:
        read_table(tmp_path, words)
    assert caught.value.message("vi") == f"params/lines.csv, {vi}"


@pytest.mark.parametrize("words", ["", "# nguồn\n", "code,year\n"])
def test_a_table_without_rows_is_refused(tmp_path: Path, words: str) -> None:
    """A register of no units would make reports of nobody."""
    with pytest.raises(ParamsError) as caught:
        read_table(tmp_path, words)
    assert caught.value.key == "error.params-empty"


def test_the_nearest_word_is_none_where_nothing_is_alike() -> None:
    """A hint that is no hint is not given."""
    assert nearest("wieght", ["weight", "year"]) == "weight"
    assert nearest("qqq", ["weight", "year"]) is None
