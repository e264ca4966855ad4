"""Each unit's actual against target, worked out by hand."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.measure import attain_city, attain_units
from cchc_lib.measure.attainment import FINDING_COLUMNS
from cchc_lib.registry import Target
from tests.measure.targets import FLAG, SHARE, UNITS, figures, target


def units(one: Target, table: pd.DataFrame, quarter: str) -> pd.DataFrame:
    return attain_units([one], table, UNITS, quarter).set_index("unit")


def city(one: Target, table: pd.DataFrame, quarter: str) -> pd.Series:
    return attain_city([one], table, UNITS, quarter).iloc[0]


@pytest.mark.parametrize(
    ("quarter", "expected", "pace"),
    [
        # pace of 2 a year: floor(0.5), floor(1), floor(1.5), 2
        ("2020-Q1", ["on_track", "on_track", "met", "not_reported"], 0),
        ("2020-Q2", ["behind", "on_track", "met", "not_reported"], 1),
        ("2020-Q3", ["behind", "on_track", "met", "not_reported"], 1),
        ("2020-Q4", ["missed", "missed", "met", "not_reported"], 2),
    ],
)
def test_two_dialogues_a_year(quarter: str, expected: list[str], pace: float) -> None:
    """0, 1, 3 dialogues and no report, quarter by quarter; missed only at the due date."""
    found = units(target(), figures(dialogues=[0, 1, 3, math.nan]), quarter)
    assert found["status"].tolist() == expected
    assert found["pace"].tolist() == [pace] * 4


def test_gap_is_in_real_numbers() -> None:
    """One dialogue short is a gap of 1; more than the target is no gap; unknown stays unknown."""
    found = units(target(), figures(dialogues=[0, 1, 3, math.nan]), "2020-Q2")
    assert found["gap"].tolist()[:3] == [2, 1, 0]
    assert math.isnan(found["gap"].tolist()[3])
    assert found["attainment"].tolist()[:3] == [0, 0.5, 1.5]


def test_flag_that_must_hold_every_quarter() -> None:
    """A missing plan is behind from the first quarter on and missed in the fourth."""
    rule = target(**FLAG, pacing="every_quarter")
    table = figures(plan=[1, 0, 1, math.nan])
    expected = ["met", "behind", "met", "not_reported"]
    assert units(rule, table, "2020-Q1")["status"].tolist() == expected
    assert units(rule, table, "2020-Q4")["status"].tolist()[1] == "missed"


def test_share_of_items_compares_whole_numbers() -> None:
    """86 of 87 schools is not 100%, whatever a rounded percent says; gap 1 school."""
    rule = target(**SHARE, scope=("districts",))
    table = figures(informed=[86, 40, 0, 5], schools=[87, 40, 0, 5])
    found = units(rule, table, "2020-Q4")
    assert found["status"].tolist() == ["missed", "met", "not_applicable", "not_applicable"]
    assert found["actual"].tolist()[:2] == [100 * 86 / 87, 100]
    assert found["gap"].tolist()[:2] == [1, 0]


def test_share_with_one_part_not_reported_is_not_reported() -> None:
    """A numerator without its denominator says nothing."""
    rule = target(**SHARE, scope=("districts",))
    table = figures(informed=[86, 40, 10, 5], schools=[math.nan, 40, 10, 5])
    assert units(rule, table, "2020-Q1")["status"].tolist()[0] == "not_reported"


def test_target_of_the_city_is_not_held_against_a_unit() -> None:
    """A unit that was not inspected has missed nothing."""
    rule = target(**FLAG | {"indicator": "inspected"}, assessed="city", threshold=30)
    found = units(rule, figures(inspected=[0, 0, 0, 0]), "2020-Q4")
    assert found["status"].tolist() == ["not_applicable"] * 4


def test_nothing_reported_is_not_reported() -> None:
    """No row for an indicator makes every status not_reported, for units and the city."""
    empty = figures()
    assert units(target(), empty, "2020-Q4")["status"].unique().tolist() == ["not_reported"]
    assert city(target(), empty, "2020-Q4")["status"] == "not_reported"


def test_limit_is_kept_until_its_due_date_and_met_only_then() -> None:
    """At most 5 late dossiers: 5 keep the limit, 6 break it by 1; attainment is 5/6."""
    rule = target(rule="level_reached", operator="at_most", threshold=5, indicator="late")
    table = figures(late=[5, 6, 0, math.nan])
    june, december = units(rule, table, "2020-Q2"), units(rule, table, "2020-Q4")
    assert june["status"].tolist() == ["on_track", "behind", "on_track", "not_reported"]
    assert december["status"].tolist() == ["met", "missed", "met", "not_reported"]
    assert december["gap"].tolist()[:3] == [0, 1, 0]
    assert december["attainment"].tolist()[:3] == [1, 5 / 6, 1]
    assert math.isnan(december["attainment"].tolist()[3])


def test_due_before_the_end_of_the_year() -> None:
    """What is due in June is missed in June."""
    rule = target(due_quarter=2)
    table = figures(dialogues=[0, 1, 2, 1])
    assert units(rule, table, "2020-Q1")["status"].tolist() == [
        "behind", "on_track", "met", "on_track",
    ]  # fmt: skip
    assert units(rule, table, "2020-Q2")["status"].tolist() == ["missed", "missed", "met", "missed"]


def test_share_keeps_its_pace_by_whole_items() -> None:
    """A quarter of 87 schools are 22: 21 (24.1%) are behind, 22 keep pace; the pace is 25%."""
    rule = target(**SHARE)
    found = units(rule, figures(informed=[21, 22, 87, 0], schools=[87, 87, 87, 87]), "2020-Q1")
    assert found["status"].tolist() == ["behind", "on_track", "met", "behind"]
    assert found["pace"].tolist() == [25] * 4
    assert found["threshold"].tolist() == [100] * 4


def test_undecided_share_is_not_reported_though_its_figures_are_shown() -> None:
    """199 of 200 with a milder field that nobody reported apart: the status must wait."""
    field = {"field": {"vi": "Đầu tư", "en": "Investment"}, "threshold": 99}
    rule = target(**SHARE, exceptions=(field,))
    table = figures(informed=[199, 200, 190, 0], schools=[200, 200, 200, 0])
    found = units(rule, table, "2020-Q4")
    assert found["status"].tolist() == ["not_reported", "met", "missed", "not_applicable"]
    assert found["actual"].tolist()[0] == 99.5
    assert found["reported"].tolist() == [1, 1, 1, 0]


def test_projection_is_for_flows_only() -> None:
    """1 dialogue in a quarter of the year makes 4 a year; a stock and a flag are not projected."""
    table = figures(dialogues=[1, 0, 2, math.nan])
    found = attain_units([target()], table, UNITS, "2020-Q1", flows={"dialogues"}, elapsed=0.25)
    assert found["projected"].tolist()[:3] == [4, 0, 8]
    assert math.isnan(found["projected"].tolist()[3])
    stock = attain_units([target()], table, UNITS, "2020-Q1", flows={"other"}, elapsed=0.25)
    assert stock["projected"].isna().all()
    flag = target(**FLAG, pacing="every_quarter")
    yes = attain_units([flag], figures(plan=[1.0] * 4), UNITS, "2020-Q1", flows={"plan"})
    assert yes["projected"].isna().all()


def test_findings_have_the_declared_columns_and_order() -> None:
    """Target by target, unit by unit; nothing to measure gives the same columns."""
    rules = [target(), target(**FLAG)]
    found = attain_units(rules, figures(dialogues=[1.0] * 4), UNITS, "2020-Q3")
    assert list(found.columns) == FINDING_COLUMNS
    assert found["unit"].tolist() == UNITS["unit"].tolist() * 2
    assert found["target"].tolist() == ["dialogue"] * 4 + ["plan"] * 4
    assert found["group"].tolist() == UNITS["group"].tolist() * 2
    assert set(found["quarter"]) == {"2020-Q3"}
    assert set(found["expected"]) == {1}
    assert list(attain_units([], figures(), UNITS, "2020-Q3").columns) == FINDING_COLUMNS


COUNTS = st.none() | st.integers(0, 5)


@given(st.lists(COUNTS, min_size=4, max_size=4), st.integers(1, 4))
def test_not_reported_is_never_counted_as_zero(counts: list[int | None], number: int) -> None:
    """A silent unit is in no numerator and in no denominator, and is the only one without a row."""
    values = [math.nan if count is None else float(count) for count in counts]
    table = figures(dialogues=values)
    quarter = f"2020-Q{number}"
    found = units(target(), table, quarter)["status"]
    silent = [count is None for count in counts]
    assert (found == "not_reported").tolist() == silent
    whole = city(target(), table, quarter)
    assert whole["denominator"] == 4 - sum(silent)
    assert whole["numerator"] == sum(count is not None and count >= 2 for count in counts)
