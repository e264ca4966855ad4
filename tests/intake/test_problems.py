"""Problems as people read them, and that every one has its words."""

import re

import pytest

from cchc_lib.intake import Problem
from cchc_lib.texts import texts
from tests.conftest import ROOT
from tests.intake.books import dossier_book, saved, unit_book
from tests.intake.conftest import Read
from tests.intake.test_city_table import BA_DINH, SECTION

CODES = sorted(
    key.split(".")[1] for key in texts("vi") if re.fullmatch(r"problem\.[a-z-]+\.message", key)
)
CODE_TEXT = "\n".join(
    path.read_text(encoding="utf-8") for path in (ROOT / "cchc_lib").rglob("*.py")
)


@pytest.mark.parametrize("code", CODES)
def test_every_kind_of_problem_is_used_and_has_advice(code: str) -> None:
    """A text that nothing shows is gone; a problem without advice helps nobody."""
    assert f'"{code}"' in CODE_TEXT
    assert f"problem.{code}.advice" in texts("vi")


def test_the_message_names_cell_indicator_unit_and_what_was_found(read: Read) -> None:
    """In Vietnamese and in English."""
    (problem,) = read(unit_book([("Số sáng kiến CCHC", "nhiều")])).problems
    assert (problem.file, problem.sheet, problem.cell) == ("bao-cao.xlsx", "Biểu 01", "D9")
    assert (problem.unit, problem.quarter, problem.indicator) == (
        "ba-dinh", "2020-Q1", "initiatives",
    )  # fmt: skip
    assert problem.message("vi") == (
        "Ô D9, “Số sáng kiến CCHC” của Quận Ba Đình: “nhiều” không phải là số."
    )
    assert problem.advice("vi") == ("Nhập số (0, 1, 2 …); nếu chưa có số liệu thì để trống.")
    assert problem.message("en") == (
        "Cell D9, “Reform initiatives” of Ba Dinh District: “nhiều” is not a number."
    )


def test_a_broken_identity_names_both_sides(read: Read) -> None:
    """Figures, cells and the difference, so that the office can look it up."""
    row = (*BA_DINH[:2], 101, *BA_DINH[3:])
    first, second = read(saved(dossier_book([SECTION, row]))).problems
    assert first.message("vi") == (
        "Ô C10, “Tổng số hồ sơ tiếp nhận (kể cả từ kỳ trước chuyển qua)” của Quận Ba Đình: ghi 101,"
        " nhưng Số hồ sơ mới tiếp nhận trực tuyến + Số hồ sơ mới tiếp nhận trực tiếp, qua dịch vụ"
        " bưu chính + Số hồ sơ từ kỳ trước chuyển qua (D10 + E10 + F10) cộng lại là 100 (chênh lệch"
        " 1)."
    )
    assert "(G10 + K10)" in second.message("en")


def test_long_words_of_a_file_are_cut_short(read: Read) -> None:
    """A message stays a sentence, whatever stands in the cell."""
    (problem,) = read(unit_book([("Số sáng kiến CCHC", "rất " * 500)])).problems
    assert len(problem.found) == 200
    assert problem.found.endswith("…")


def test_a_problem_kept_in_the_ledger_gives_the_same_message(read: Read) -> None:
    """All that a message needs travels with the problem."""
    (problem,) = read(unit_book([("Số sáng kiến CCHC", -1)])).problems
    copy = Problem(
        problem.code, problem.severity, problem.file, problem.sheet, problem.cell, problem.unit,
        problem.quarter, problem.indicator, problem.found, problem.expected,
        tuple((str(name), str(value)) for name, value in problem.values),
    )  # fmt: skip
    assert copy.message("vi") == problem.message("vi")
    assert "-1" in problem.message("vi")
