"""One file as a whole: what it is, which sheets are read, and what is refused."""

import datetime
import hashlib

import pandas as pd
import pytest

from cchc_lib.errors import IntegrityError, SubmissionError
from cchc_lib.intake import observations_schema
from cchc_lib.registry import Quarter, Registry
from tests.intake.books import book_of, dossier_book, fill, saved, unit_book, unit_rows, xls_of
from tests.intake.conftest import Read, figures, problems
from tests.intake.test_city_table import BA_DINH, SECTION

DIALOGUES = ("Số hội nghị đối thoại", 2)


def test_a_submission_is_known_by_its_bytes(read: Read) -> None:
    """Hash, name as received, container, form and date; the name decides nothing."""
    content = unit_book([DIALOGUES])
    submission = read(content, "../../etc/passwd").submission
    assert submission.sha256 == hashlib.sha256(content).hexdigest()
    assert submission.file_name == "../../etc/passwd"
    assert (submission.container, submission.form) == ("xlsx", "unit-form-2020")
    assert submission.received == datetime.date(2020, 3, 18)
    assert not submission.sample


def test_a_sample_is_known_by_its_mark(read: Read) -> None:
    """In any cell of the sheet, also below the table."""
    rows = [*unit_rows([DIALOGUES]), ("Dữ liệu mẫu – không phải số liệu chính thức",)]
    assert read(saved(book_of({"Biểu 01": rows}))).submission.sample


def test_a_file_without_a_known_form_says_what_was_looked_for(read: Read) -> None:
    """Its sheets and the forms' names are told."""
    with pytest.raises(SubmissionError) as caught:
        read(saved(book_of({"Danh sách": [("Họ tên", "Ngày sinh")]})))
    assert caught.value.key == "error.no-recognised-sheet"
    assert "“Danh sách”" in caught.value.message("vi")
    assert "II.06a" in caught.value.message("vi")


def test_other_sheets_are_noted_unless_the_form_ignores_them(read: Read) -> None:
    """Empty ones are not worth a word."""
    sheets = {"Biểu 01": unit_rows([DIALOGUES]), "Phụ lục": [("x", 1)], "Trang3": []}
    reading = read(saved(book_of(sheets)))
    assert problems(reading) == [("other-sheet", "note", "A1")]
    assert reading.problems[0].sheet == "Phụ lục"


def test_a_sheet_of_another_form_asks_for_a_file_of_its_own(read: Read) -> None:
    """A submission is of one form; the other sheet is named, not dropped silently."""
    book = dossier_book([SECTION, BA_DINH])
    fill(book.create_sheet("Biểu 01"), unit_rows([DIALOGUES]))
    reading = read(saved(book))
    assert reading.submission.form == "dossiers-ii-06a"
    assert problems(reading) == [("other-form", "refuse", "A1")]


def test_one_bad_sheet_does_not_cost_the_good_one(read: Read) -> None:
    """The half-filled copy is named with its reason."""
    sheets = {
        "Biểu 01": unit_rows([DIALOGUES]),
        "Biểu 01 (2)": unit_rows([DIALOGUES], period="Quý … năm 2020"),
    }
    reading = read(saved(book_of(sheets)))
    assert figures(reading) == {("ba-dinh", "dialogues"): 2}
    assert problems(reading) == [("sheet-not-read", "refuse", "A1")]
    assert "kỳ báo cáo" in reading.problems[0].message("vi")
    assert "reporting period" in reading.problems[0].message("en")


def test_a_hidden_sheet_is_read_only_where_no_other_fits(read: Read) -> None:
    """A hidden old version beside the new one is left alone."""
    book = book_of({"Biểu 01": unit_rows([DIALOGUES]), "khác": [("x",)]})
    book["Biểu 01"].sheet_state = "hidden"
    reading = read(saved(book))
    assert problems(reading) == [("hidden-sheet", "note", "A1"), ("other-sheet", "note", "A1")]
    assert figures(reading) == {("ba-dinh", "dialogues"): 2}


def test_an_empty_form_does_not_speak_for_its_unit(read: Read) -> None:
    """Received, but nothing reported: what the unit sent before must not be wiped out."""
    reading = read(unit_book([(DIALOGUES[0], None)]))
    assert reading.submission.covers == ()
    assert problems(reading) == [("form-blank", "note", "D7")]
    assert reading.problems[0].message("vi") == (
        "Ô D7: biểu của Quận Ba Đình không có số liệu nào nên chưa được coi là đã báo cáo."
    )
    assert reading.problems[0].message("en") == (
        "Cell D7: the form of Ba Dinh District holds no figure, so it does not count as a report."
    )


def test_an_empty_form_has_the_columns_of_all_observations(read: Read) -> None:
    """No row, but the same table."""
    reading = read(unit_book([(DIALOGUES[0], None)]))
    assert list(reading.observations.columns) == list(observations_schema.columns)
    assert len(reading.observations) == 0
    assert reading.observations["value"].dtype == "float64"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("unit", "Ba Đình"),
        ("quarter", "2020-Q5"),
        ("indicator", ""),
        ("value", float("nan")),
        ("window", "year"),
        ("sheet", ""),
        ("cell", "9D"),
    ],
)
def test_the_schema_of_observations_is_strict(read: Read, column: str, value: object) -> None:
    """A table that breaks it goes no further."""
    table = read(unit_book([DIALOGUES])).observations
    assert observations_schema.validate(table) is table
    with pytest.raises(IntegrityError, match=column):
        observations_schema.validate(table.assign(**{column: value}))


def test_the_schema_allows_one_row_a_figure(read: Read) -> None:
    """No column may be missing, no key may come twice."""
    table = read(unit_book([DIALOGUES])).observations
    with pytest.raises(IntegrityError, match="unit, quarter, indicator"):
        observations_schema.validate(pd.concat([table, table]))
    with pytest.raises(IntegrityError):
        observations_schema.validate(table.drop(columns="window"))
    with pytest.raises(IntegrityError, match="value"):
        observations_schema.validate(table.astype({"value": "str"}))


def test_a_book_with_a_sheet_for_each_of_126_units_is_read_whole(
    read: Read, registry: Registry
) -> None:
    """No sheet is left out because there are many."""
    units = [unit for unit in registry.units_in(Quarter(2025, 4)) if unit.level == "commune"]
    sheets = {
        unit.slug[:31]: unit_rows(
            [("Số hội nghị đối thoại", 2)],
            period="Năm 2025", reporter=f"Đơn vị báo cáo: {unit.full_name}",
        )
        for unit in units
    }  # fmt: skip
    reading = read(saved(book_of(sheets)))
    assert {unit for unit, _ in figures(reading)} == {unit.slug for unit in units}
    assert len(units) == 126
    assert reading.problems == ()


def test_formats_that_could_not_be_read_are_noted(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A percentage of such an .xls file may be a fraction."""

    def stop(*_: object, **__: object) -> None:
        raise UnicodeDecodeError("utf_16_le", b"a", 0, 1, "truncated data")

    monkeypatch.setattr("xlrd.open_workbook", stop)
    reading = read(xls_of("Biểu 01", unit_rows([("Số hội nghị đối thoại", 2)])))
    assert problems(reading) == [("formats-not-read", "note", "A1")]
    assert reading.problems[0].message("vi") == (
        "Trang “Biểu 01”: tệp .xls này chỉ đọc được giá trị các ô, không đọc được định dạng phần "
        "trăm và dòng, cột bị ẩn."
    )
