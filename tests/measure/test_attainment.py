"""Actual against target, worked out by hand."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.measure import attain_city, attain_units
from cchc_lib.measure.attainment import due_share
from cchc_lib.registry import Target
from cchc_lib.registry.params import Bilingual

WORDS = Bilingual(vi="…", en="…")
UNITS = pd.DataFrame(
    {
        "unit": ["ba-dinh", "tay-ho", "ba-vi", "so-noi-vu"],
        "group": ["districts", "districts", "districts", "departments"],
    }
)
BOTH = ("departments", "districts")


def target(**changes: object) -> Target:
    """At least two dialogues a year in each unit, linear pace, unless changed."""
    values: dict[str, object] = {
        "id": "dialogue",
        "name": WORDS,
        "text": WORDS,
        "scope": BOTH,
        "assessed": "unit",
        "rule": "count_per_unit",
        "indicator": "dialogues",
        "each": 2,
        "threshold": 100,
        "firm": True,
        "pacing": "linear",
        "pacing_source": "project default",
        "source": "Báo cáo 60/BC-UBND",
    }
    return Target.model_validate(values | changes)


def figures(**columns: list[float]) -> pd.DataFrame:
    """Unit × indicator, to date, in the order of UNITS."""
    return pd.DataFrame(columns, index=pd.Index(UNITS["unit"], name="unit"))


def units(one: Target, table: pd.DataFrame, quarter: str) -> pd.DataFrame:
    return attain_units([one], table, UNITS, quarter).set_index("unit")


def city(one: Target, table: pd.DataFrame, quarter: str) -> pd.Series:
    return attain_city([one], table, UNITS, quarter).iloc[0]


FLAG = {"id": "plan", "rule": "share_of_units", "indicator": "plan", "each": 1}
SHARE = {
    "id": "schools",
    "rule": "share_of_items",
    "indicator": None,
    "numerator": ("informed",),
    "denominator": ("schools",),
}


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


def test_city_counts_units_that_reach_the_target() -> None:
    """2 of 4 units with two dialogues: 50% of 100%, two units short."""
    found = city(target(), figures(dialogues=[2, 1, 3, 0]), "2020-Q4")
    assert [found["numerator"], found["denominator"], found["actual"]] == [2, 4, 50]
    assert [found["gap"], found["status"]] == [2, "missed"]


def test_city_keeps_pace_when_its_units_do() -> None:
    """No unit need have two dialogues by June, but each should have one."""
    assert city(target(), figures(dialogues=[1, 1, 1, 1]), "2020-Q2")["status"] == "on_track"
    assert city(target(), figures(dialogues=[1, 1, 1, 0]), "2020-Q2")["status"] == "behind"
    assert city(target(), figures(dialogues=[0, 0, 0, 0]), "2020-Q1")["status"] == "on_track"


def test_city_keeps_the_declared_pace_of_flags() -> None:
    """Half of the units by June: 2 of 4 keeps pace, 1 of 4 does not, and the pace is shown."""
    rule = target(**FLAG, pacing="shares", pace_shares=(0, 0.5, 0.75, 1))
    late = city(rule, figures(plan=[1, 0, 0, 0]), "2020-Q2")
    assert [late["pace"], late["status"]] == [50, "behind"]
    assert city(rule, figures(plan=[1, 1, 0, 0]), "2020-Q2")["status"] == "on_track"


def test_city_has_not_missed_what_silent_units_could_still_reach() -> None:
    """One of three inspected of four units: 25% or 50%, so neither met nor missed is certain."""
    rule = target(**FLAG | {"indicator": "inspected"}, assessed="city", threshold=40)
    assert city(rule, figures(inspected=[1, 0, 0, math.nan]), "2020-Q4")["status"] == "not_reported"
    assert city(rule, figures(inspected=[0, 0, 0, math.nan]), "2020-Q4")["status"] == "missed"


def test_thirty_percent_of_agencies_inspected() -> None:
    """Two of four inspected is 50% ≥ 30%; one of four is 25%, ahead of a pace of 7.5%."""
    rule = target(**FLAG | {"indicator": "inspected"}, assessed="city", threshold=30)
    assert city(rule, figures(inspected=[1, 0, 1, 0]), "2020-Q1")["status"] == "met"
    early = city(rule, figures(inspected=[1, 0, 0, 0]), "2020-Q1")
    assert [early["actual"], early["pace"], early["status"]] == [25, 7.5, "on_track"]
    assert city(rule, figures(inspected=[1, 0, 0, 0]), "2020-Q4")["status"] == "missed"


def test_target_of_the_city_is_not_held_against_a_unit() -> None:
    """A unit that was not inspected has missed nothing."""
    rule = target(**FLAG | {"indicator": "inspected"}, assessed="city", threshold=30)
    found = units(rule, figures(inspected=[0, 0, 0, 0]), "2020-Q4")
    assert found["status"].tolist() == ["not_applicable"] * 4


def test_city_does_not_claim_what_missing_units_could_undo() -> None:
    """Three of three that reported have a plan, the fourth is silent: not met, not missed."""
    rule = target(**FLAG, pacing="every_quarter")
    found = city(rule, figures(plan=[1, 1, 1, math.nan]), "2020-Q1")
    assert [found["numerator"], found["denominator"]] == [3, 3]
    assert [found["reported"], found["expected"], found["status"]] == [3, 4, "not_reported"]


def test_city_claims_what_missing_units_cannot_undo() -> None:
    """Two of three inspected of four units: at least 50%, so 30% is met whoever is silent."""
    rule = target(**FLAG | {"indicator": "inspected"}, assessed="city", threshold=30)
    assert city(rule, figures(inspected=[1, 0, 1, math.nan]), "2020-Q1")["status"] == "met"


def test_items_of_the_city_are_summed_over_the_units_that_reported() -> None:
    """50 + 40 of 60 + 40 schools: 90%; ten schools short."""
    rule = target(**SHARE, scope=("districts",))
    table = figures(informed=[50, 40, math.nan, 7], schools=[60, 40, 30, 7])
    found = city(rule, table, "2020-Q4")
    assert [found["numerator"], found["denominator"], found["actual"]] == [90, 100, 90]
    assert [found["gap"], found["reported"], found["expected"]] == [10, 2, 3]


def test_nothing_reported_is_not_reported() -> None:
    """No row for an indicator makes every status not_reported, for units and the city."""
    empty = figures()
    assert units(target(), empty, "2020-Q4")["status"].unique().tolist() == ["not_reported"]
    assert city(target(), empty, "2020-Q4")["status"] == "not_reported"


@pytest.mark.parametrize(
    ("pacing", "expected"),
    [
        ("linear", [0.25, 0.5, 0.75, 1]),
        ("at_due_date", [0, 0, 0, 1]),
        ("every_quarter", [1, 1, 1, 1]),
        ("shares", [0.1, 0.4, 0.8, 1]),
    ],
)
def test_pacing(pacing: str, expected: list[float]) -> None:
    """What is expected by each quarter under each pacing."""
    shares = (0.1, 0.4, 0.8, 1.0) if pacing == "shares" else ()
    rule = target(pacing=pacing, pace_shares=shares)
    assert [due_share(rule, number) for number in (1, 2, 3, 4)] == expected


def test_lower_is_better() -> None:
    """At most 5 late dossiers: 5 is met, 6 is missed by 1, attainment is 5/6."""
    rule = target(rule="level_reached", operator="at_most", threshold=5, indicator="late")
    found = units(rule, figures(late=[5, 6, 0, math.nan]), "2020-Q4")
    assert found["status"].tolist() == ["met", "missed", "met", "not_reported"]
    assert found["gap"].tolist()[:3] == [0, 1, 0]
    assert found["attainment"].tolist()[:3] == [1, 5 / 6, 1]
    assert math.isnan(found["attainment"].tolist()[3])


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
