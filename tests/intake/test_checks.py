"""Relations between figures that a form declares."""

import datetime
from collections.abc import Sequence

import pytest
from pydantic import ValidationError

from cchc_lib.intake import FormDefinition, Reading, read_submission
from cchc_lib.intake.forms import Check
from cchc_lib.registry import Registry
from tests.intake.books import unit_book
from tests.intake.conftest import figures

SENT, ALL = "edocuments-sent", "edocuments-total"
SHARE = Check(rule="share", share="online-satisfaction", part=SENT, whole=ALL, tolerance=0.05)


def read_with(
    check: Check, values: dict[str, float], registry: Registry, forms: Sequence[FormDefinition]
) -> Reading:
    """A unit form of 2026 with these figures, whose only relation is `check`."""
    form = next(form for form in forms if form.id == "unit-form-2025")
    own = form.model_copy(update={"checks": (check,)})
    rows = [(registry.indicators[name].name.vi, value) for name, value in values.items()]
    content = unit_book(rows, period="Quý I năm 2026", reporter="Đơn vị báo cáo: Phường Ba Đình")
    return read_submission(content, "x.xlsx", datetime.date(2026, 3, 18), registry, [own])


@pytest.mark.parametrize(("share", "held"), [(96.3, True), (96.35, True), (99.96, False)])
def test_a_share_is_held_against_its_parts(
    registry: Registry, forms: Sequence[FormDefinition], share: float, *, held: bool
) -> None:
    """A rate “99.96%” whose parts give 96.3%: published, and wrong."""
    values = {SENT: 963, ALL: 1000, "online-satisfaction": share}
    reading = read_with(SHARE, values, registry, forms)
    assert held == (reading.problems == ())
    assert len(figures(reading)) == 3


def test_a_broken_share_names_its_cells(
    registry: Registry, forms: Sequence[FormDefinition]
) -> None:
    """Numerator, denominator and what they give."""
    values = {SENT: 963, ALL: 1000, "online-satisfaction": 99.96}
    (problem,) = read_with(SHARE, values, registry, forms).problems
    assert (problem.code, problem.severity, problem.cell) == ("share-differs", "doubtful", "D11")
    assert problem.message("vi") == (
        "Ô D11, “Tỷ lệ người dân, doanh nghiệp hài lòng khi sử dụng dịch vụ công trực tuyến” của"
        " Phường Ba Đình: ghi 99,96%, nhưng tính theo Số văn bản đi được gửi dưới dạng điện tử"
        " / Tổng số văn bản đi (ô D9 / D10) là 96,3%."
    )


def test_a_share_of_nothing_is_not_checked(
    registry: Registry, forms: Sequence[FormDefinition]
) -> None:
    """A denominator of 0 says nothing about the share."""
    values = {SENT: 0, ALL: 0, "online-satisfaction": 50}
    assert read_with(SHARE, values, registry, forms).problems == ()


def test_a_relation_may_refuse_its_figures(
    registry: Registry, forms: Sequence[FormDefinition]
) -> None:
    """Which of them is wrong cannot be told, so none is taken in."""
    check = Check(rule="at_most", smaller=SENT, larger=ALL, severity="refuse")
    values = {SENT: 12, ALL: 10, "dialogues": 2}
    reading = read_with(check, values, registry, forms)
    (problem,) = reading.problems
    assert problem.severity == "refuse"
    assert problem.advice("vi") == (
        "Kiểm tra ô D9 và các ô D10; các số liệu này chưa được tính vào báo cáo."
    )
    assert figures(reading) == {("phuong-ba-dinh", "dialogues"): 2}


@pytest.mark.parametrize(
    "given",
    [
        {"rule": "sum", "total": "a", "parts": ("b",)},
        {"rule": "share", "share": "a", "part": "b"},
        {"rule": "at_most", "smaller": "a", "larger": "b", "share": "c"},
    ],
)
def test_a_relation_is_complete_and_of_one_kind(given: dict[str, object]) -> None:
    """What is missing, or belongs to another rule, is refused when params are read."""
    with pytest.raises(ValidationError, match="sum needs total and parts"):
        Check.model_validate(given)
