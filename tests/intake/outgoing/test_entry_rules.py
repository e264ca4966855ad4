"""What a cell of a form takes, and what it tells who fills it in."""

from collections.abc import Sequence

import pytest

from cchc_lib.intake import FormDefinition
from cchc_lib.intake.forms import Words
from cchc_lib.intake.outgoing.entry_rules import LONGEST_MESSAGE, LONGEST_REFUSAL, Span, validation
from cchc_lib.registry import Indicator, Quarter, Registry
from tests.intake.outgoing.test_templates import made, places, sheet_of


def span(registry: Registry, quarter: str = "2020-Q2") -> Span:
    """The days of a quarter by the calendar."""
    asked = Quarter.parse(quarter)
    return Span.of(asked, registry.calendar.window(asked), registry.calendar)


def changed(indicator: Indicator, **limits: object) -> Indicator:
    """The same indicator with other limits."""
    return indicator.model_copy(update=limits)


def test_each_figure_has_the_rule_of_its_kind(
    registry: Registry, forms: Sequence[FormDefinition]
) -> None:
    """Whole numbers for counts, a drop-down for flags, decimals for the rest; within the limits."""
    sheet = sheet_of(made(registry, forms, "phuong-ba-dinh", "2026-Q1"))
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    at = places(sheet, registry)
    assert set(rules) == set(at.values())
    kinds = {"flag": "list", "count": "whole"}
    for name, cell in at.items():
        indicator, rule = registry.indicators[name], rules[cell]
        assert rule.type == kinds.get(indicator.kind, "decimal")
        assert rule.errorStyle in (None, "stop")
        assert rule.showErrorMessage
        assert rule.showInputMessage
        if indicator.kind == "flag":
            assert rule.formula1 == '"Có,Không"'
        else:
            most = 999_999_999_999_999
            low = -most if indicator.minimum is None else indicator.minimum
            high = most if indicator.maximum is None else indicator.maximum
            assert (float(rule.formula1), float(rule.formula2)) == (low, high)


ZERO = "Để trống: chưa báo cáo; không phát sinh thì ghi 0."


@pytest.mark.parametrize(
    ("name", "quarter", "limits", "days"),
    [
        (
            "plan-tasks-done", "2020-Q2",
            "Số nguyên từ 0 trở lên; đơn vị tính: nhiệm vụ.",
            "Cộng dồn từ đầu năm (15/12/2019 – 14/6/2020).",
        ),
        (
            "plan-tasks-done", "2020-Q3",
            "Số nguyên từ 0 trở lên; đơn vị tính: nhiệm vụ.",
            "Chỉ tính trong kỳ (15/6/2020 – 14/9/2020).",
        ),
        (
            "sipas-score", "2020-Q2",
            "Số từ 0 đến 100; đơn vị tính: %.",
            "Tính tại ngày 14/6/2020, không cộng dồn.",
        ),
    ],
)  # fmt: skip
def test_a_cell_tells_limits_days_and_what_a_blank_means(
    registry: Registry, name: str, quarter: str, limits: str, days: str
) -> None:
    """The calendar says whether a figure counts from the start of the year."""
    rule = validation(registry.indicators[name], span(registry, quarter), "not_reported")
    assert rule["input_message"] == f"{limits} {days} {ZERO}"


def test_each_kind_has_a_heading_of_its_own(registry: Registry) -> None:
    """The prompt begins with what to enter."""
    titles = {
        indicator.kind: validation(indicator, span(registry), "not_reported")["input_title"]
        for indicator in registry.indicators.values()
    }
    assert titles == {
        "flag": "Có hoặc Không",
        "count": "Nhập số nguyên",
        "share": "Nhập tỷ lệ phần trăm",
        "score": "Nhập điểm số",
        "money": "Nhập số tiền",
    }


def test_a_flag_tells_how_to_answer(registry: Registry) -> None:
    """There is no 0 to write."""
    rule = validation(registry.indicators["plan-implemented"], span(registry), "not_reported")
    assert rule["input_message"] == (
        "Chọn Có hoặc Không trong danh sách. Tính tại ngày 14/6/2020, không cộng dồn. "
        "Để trống: chưa báo cáo."
    )


def test_a_refused_entry_is_told_what_the_cell_takes(registry: Registry) -> None:
    """Limits and days, and where words go."""
    rule = validation(registry.indicators["disbursement-done"], span(registry), "not_reported")
    assert rule["error_title"] == "Số liệu chưa đúng"
    assert rule["error_message"] == (
        "Ô này chỉ nhận số từ 0 trở lên (triệu đồng). Cộng dồn từ đầu năm (15/12/2019 – "
        "14/6/2020). Nội dung khác ghi ở cột Ghi chú."
    )


def test_a_form_in_which_a_blank_is_zero_says_so(registry: Registry) -> None:
    """For flags it is No."""
    count = validation(registry.indicators["dialogues"], span(registry), "zero")
    assert str(count["input_message"]).endswith("Để trống được tính là 0.")
    flag = validation(registry.indicators["plan-implemented"], span(registry), "zero")
    assert str(flag["input_message"]).endswith("Để trống được tính là Không.")


@pytest.mark.parametrize(
    ("minimum", "maximum", "words"),
    [
        (None, None, "Số nguyên bất kỳ;"),
        (None, 12.0, "Số nguyên không quá 12;"),
        (1500.0, None, "Số nguyên từ 1.500 trở lên;"),
        (0.0, 24.0, "Số nguyên từ 0 đến 24;"),
    ],
)
def test_limits_are_told_as_they_are(
    registry: Registry, minimum: float | None, maximum: float | None, words: str
) -> None:
    """Also those that are open."""
    indicator = changed(registry.indicators["dialogues"], minimum=minimum, maximum=maximum)
    rule = validation(indicator, span(registry), "not_reported")
    assert str(rule["input_message"]).startswith(words)


def test_no_text_is_longer_than_excel_takes(registry: Registry) -> None:
    """Of any indicator of the register, in any quarter; a longer measure is cut."""
    for quarter in ("2020-Q1", "2020-Q3", "2020-Q4"):
        for indicator in registry.indicators.values():
            rule = validation(indicator, span(registry, quarter), "not_reported")
            assert str(rule["input_message"]).endswith(".")
            assert len(str(rule["input_title"])) <= 32
            assert str(rule["error_message"]).endswith("Ghi chú.")
    long = registry.indicators["dialogues"].unit_of_measure.model_copy(update={"vi": "x" * 300})
    rule = validation(
        changed(registry.indicators["dialogues"], unit_of_measure=long),
        span(registry),
        "not_reported",
    )
    assert len(str(rule["input_message"])) == LONGEST_MESSAGE
    assert len(str(rule["error_message"])) == LONGEST_REFUSAL


def test_the_words_of_the_drop_down_are_read_as_flags(registry: Registry) -> None:
    """Có is yes, Không is no."""
    rule = validation(registry.indicators["plan-implemented"], span(registry), "zero")
    yes, no = rule["source"]
    assert yes.casefold() in Words().yes
    assert no.casefold() in Words().no


def test_a_form_may_fix_the_days_against_the_calendar(registry: Registry) -> None:
    """The quarter alone begins the day after the one before, the year so far with the year."""
    calendar = registry.calendar
    alone = Span.of(Quarter(2020, 2), "quarter", calendar)
    assert alone.days == {"start": "15/3/2020", "end": "14/6/2020"}
    so_far = Span.of(Quarter(2020, 3), "year_to_date", calendar)
    assert so_far.days == {"start": "15/12/2019", "end": "14/9/2020"}
