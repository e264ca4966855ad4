"""Units of measure that a title or a row states."""

import pytest

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.measures import scales
from tests.intake.books import book_of, dossier_book, saved, unit_book, unit_rows
from tests.intake.conftest import Read, figures, problems

PLANNED = "Kế hoạch vốn đầu tư công được giao trong năm"
SPENT = "Vốn đầu tư công đã giải ngân"
BA_DINH = (1, "UBND Quận Ba Đình", 100, 60, 30, 10, 90, 50, 35, 5, 10, 8, 2)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Triệu đồng", {"1000000"}),
        ("tr.đồng", {"1000000"}),
        ("1.000 đồng", {"1000"}),
        ("1.000.000 đ", {"1000000"}),
        ("Tỷ đồng", {"1000000000"}),
        ("Tỷ lệ %", {"%"}),
        ("tỷ lệ", {"%"}),
        ("1.000.000 đồng", {"1000000"}),
        ("hội nghị", set()),
        ("ngân sách", set()),
        ("công ty", set()),
        ("đồng", set()),
    ],
)
def test_the_scale_of_a_unit_is_told_by_its_words(words: str, expected: set[str]) -> None:
    """Shortened and in figures, too; "tỷ lệ" is no billion."""
    assert expected == scales(words)


@pytest.mark.parametrize(
    "measure",
    [
        "Đơn vị tính: Nghìn hồ sơ",
        "(ĐVT: nghìn hồ sơ)",
        "Đơn vị tính nghìn hồ sơ",
        "ĐVT 1.000 hồ sơ",
        "Đơn vị: Nghìn hồ sơ",
    ],
)
def test_another_scale_in_the_title_is_refused_however_it_is_written(
    read: Read, measure: str
) -> None:
    """With or without a colon and brackets."""
    with pytest.raises(SubmissionError, match="B4"):
        read(saved(dossier_book([BA_DINH], measure=measure)))


def test_the_unit_of_measure_may_stand_in_the_next_cell(read: Read) -> None:
    """“Đơn vị tính:” in one cell, “Nghìn hồ sơ” in the next."""
    book = dossier_book([BA_DINH], measure="Đơn vị tính:")
    book["II.06a"]["C4"] = "Hồ sơ"
    assert read(saved(book)).problems == ()
    book["II.06a"]["C4"] = "Nghìn hồ sơ"
    with pytest.raises(SubmissionError, match="“Nghìn hồ sơ”"):
        read(saved(book))


def test_a_row_in_another_scale_is_not_read(read: Read) -> None:
    """The message names unit and figure; 120 billion are no 120 million."""
    rows = unit_rows([(PLANNED, 120), (SPENT, 40), ("Số hội nghị đối thoại", 2)])
    for place, measure in enumerate(("Tỷ đồng", "Triệu đồng", "cuộc"), start=8):
        rows[place] = (*rows[place][:2], measure, rows[place][3])
    reading = read(saved(book_of({"Biểu 01": rows})))
    assert figures(reading) == {("ba-dinh", "disbursement-done"): 40, ("ba-dinh", "dialogues"): 2}
    assert problems(reading) == [("measure-differs", "refuse", "C9")]
    problem = reading.problems[0]
    assert problem.message("vi") == (
        f"Ô C9, “{PLANNED}” của Quận Ba Đình: đơn vị tính ghi là “Tỷ đồng”, biểu mẫu quy định "
        "“triệu đồng”; số liệu ở ô D9 (120) không được đọc."
    )
    assert problem.advice("vi") == "Ghi lại số liệu theo đúng đơn vị tính của biểu mẫu rồi gửi lại."


def test_a_figure_shown_in_thousands_is_refused_with_its_cell(read: Read) -> None:
    """What the sender sees in the cell is not what the cell holds."""
    rows = unit_rows([(PLANNED, 1_205_000)])
    book = book_of({"Biểu 01": rows})
    book["Biểu 01"]["D9"].number_format = "#,##0,"
    reading = read(saved(book))
    assert problems(reading) == [("scaled-number", "refuse", "D9")]
    assert reading.problems[0].message("vi") == (
        f"Ô D9, “{PLANNED}” của Quận Ba Đình: ô chứa số 1.205.000 nhưng định dạng lại hiển thị "
        "theo nghìn hoặc triệu, nên không rõ số nào đúng."
    )
    assert read(unit_book([(PLANNED, 1_205_000)])).problems == ()


def test_a_heading_of_figures_may_name_the_scale(read: Read) -> None:
    """“Số liệu (nghìn)” over all rows, where the rows say nothing."""
    rows = unit_rows([("Số hội nghị đối thoại", 2)])
    rows[6] = ("TT", "Chỉ tiêu", "Đơn vị tính", "Số liệu (đơn vị: nghìn)")
    reading = read(saved(book_of({"Biểu 01": rows})))
    assert problems(reading) == [("measure-differs", "refuse", "D7")]
    assert figures(reading) == {}


def test_a_column_in_another_scale_is_not_read(read: Read) -> None:
    """A share of dossiers on time is no count of them; the other columns are read."""
    book = dossier_book([BA_DINH])
    book["II.06a"]["I6"] = "Đúng hạn (%)"
    reading = read(saved(book))
    assert ("column-measure", "refuse", "I8") in problems(reading)
    assert ("ba-dinh", "dossiers-resolved-on-time") not in figures(reading)
    assert len(figures(reading)) == 10
    assert reading.problems[0].message("vi") == (
        "Ô I8, “Số hồ sơ đã giải quyết đúng hạn”: tiêu đề cột là “Đúng hạn (%)”, biểu mẫu quy "
        "định đơn vị tính “hồ sơ”; số liệu của cột không được đọc."
    )
