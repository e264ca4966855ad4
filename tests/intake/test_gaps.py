"""Cells that ask for a figure and are blank."""

from cchc_lib.registry import Registry
from tests.intake.books import dossier_book, saved, unit_book
from tests.intake.conftest import Read, figures, problems
from tests.intake.test_city_table import BA_DINH, SECTION

DIALOGUES = "Số hội nghị đối thoại"


def test_a_blank_cell_is_asked_for(read: Read) -> None:
    """It is not reported, which is for the sender to know; what says so itself is not asked."""
    rows = [(DIALOGUES, 2), ("Số sáng kiến CCHC", "  "), ("Sáng kiến", "chưa có số liệu")]
    (problem,) = read(unit_book(rows[:2])).problems
    assert (problem.code, problem.severity, problem.cell) == ("figure-blank", "note", "D10")
    assert problem.message("vi") == (
        "Ô D10, “Số sáng kiến CCHC” của Quận Ba Đình: để trống nên được coi là chưa báo cáo."
    )
    assert problem.advice("vi") == "Nhập số liệu; nếu không phát sinh thì ghi 0."
    said = [(DIALOGUES, 2), ("Số sáng kiến CCHC", "chưa có số liệu")]
    assert read(unit_book(said)).problems == ()


def test_a_form_that_is_hardly_filled_in_gets_one_note(read: Read, registry: Registry) -> None:
    """Twenty messages of the same kind would be read by nobody."""
    counts = [
        indicator.name.vi
        for indicator in registry.indicators.values()
        if indicator.kind == "count" and "districts" in indicator.reported_by
    ][:20]
    reading = read(
        unit_book([(name, 1 if place == 0 else None) for place, name in enumerate(counts)])
    )
    (problem,) = reading.problems
    assert (problem.code, problem.severity, problem.cell) == ("figures-blank", "note", "D10")
    assert problem.message("vi") == (
        "Từ ô D10: 15 ô của Quận Ba Đình để trống (D10:D24) nên được coi là chưa báo cáo."
    )


def test_a_table_has_one_note_a_row(read: Read) -> None:
    """The unit's cells are named; its figures are kept."""
    row = (*BA_DINH[:2], *(value or None for value in (100, 60, 30, 10, 90, 50, 35, 5)), None, 8, 2)
    reading = read(saved(dossier_book([SECTION, row])))
    assert problems(reading) == [("figures-blank", "note", "K10")]
    assert len(figures(reading)) == 10


def test_what_the_unit_need_not_report_is_not_asked_for(read: Read) -> None:
    """A department has no schools."""
    rows = [(DIALOGUES, 2), ("Tổng số trường THCS, THPT trên địa bàn", None)]
    assert read(unit_book(rows, reporter="Đơn vị báo cáo: Sở Du lịch")).problems == ()
