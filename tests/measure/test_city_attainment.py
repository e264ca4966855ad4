"""The city's actual against target: shares of units and of items, and what silence leaves open."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.measure import attain_city
from cchc_lib.measure.attainment import FINDING_COLUMNS
from cchc_lib.registry import Target
from tests.measure.targets import FLAG, SHARE, UNITS, figures, target


def city(one: Target, table: pd.DataFrame, quarter: str) -> pd.Series:
    return attain_city([one], table, UNITS, quarter).iloc[0]


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


def test_limit_on_items_of_the_city_counts_the_items_too_many() -> None:
    """At most 5% of 100 schools: 7 are two too many, behind until December and missed then."""
    rule = target(**SHARE, operator="at_most", threshold=5)
    table = figures(informed=[3, 4, 0, 0], schools=[50, 50, 0, 0])
    june, december = city(rule, table, "2020-Q2"), city(rule, table, "2020-Q4")
    assert [june["status"], june["gap"]] == ["behind", 2]
    assert [december["status"], december["attainment"]] == ["missed", pytest.approx(5 / 7)]
    assert city(rule, table, "2020-Q4")["reported"] == 4


def test_limit_on_each_unit_is_kept_by_a_share_of_them() -> None:
    """At most two late cases each, in at least 75% of units: 3 of 4 keep it, then 2 of 4.

    It is met in December only, and a silent unit may still break it.
    """
    rule = target(operator="at_most", threshold=75)
    kept = city(rule, figures(dialogues=[3, 1, 0, 2]), "2020-Q4")
    assert [kept["numerator"], kept["actual"], kept["status"]] == [3, 75, "met"]
    assert kept["attainment"] == 1
    assert city(rule, figures(dialogues=[3, 1, 0, 2]), "2020-Q2")["status"] == "on_track"
    broken = city(rule, figures(dialogues=[3, 1, 5, 2]), "2020-Q4")
    assert [broken["actual"], broken["gap"], broken["status"]] == [50, 1, "missed"]
    assert city(rule, figures(dialogues=[3, 1, 5, 2]), "2020-Q2")["status"] == "behind"
    open_still = city(rule, figures(dialogues=[3, 1, math.nan, 2]), "2020-Q4")
    assert [open_still["numerator"], open_still["denominator"]] == [2, 3]
    assert open_still["status"] == "not_reported"
    every = target(operator="at_most")
    assert city(every, figures(dialogues=[5, 6, 7, 1]), "2020-Q4")["status"] == "missed"


def test_part_above_its_whole_is_in_no_pool() -> None:
    """150 of 100 schools is an error: the city is 250 of 300, and that unit may still change it."""
    rule = target(**SHARE)
    table = figures(informed=[150, 50, 100, 100], schools=[100.0] * 4)
    found = city(rule, table, "2020-Q4")
    assert [found["numerator"], found["denominator"], found["reported"]] == [250, 300, 3]
    assert found["status"] == "not_reported"


def test_items_of_silent_units_leave_the_city_open() -> None:
    """All schools of three units are informed; the fourth may have any number."""
    rule = target(**SHARE)
    table = figures(informed=[5, 5, 5, math.nan], schools=[5, 5, 5, 5])
    assert city(rule, table, "2020-Q4")["status"] == "not_reported"
    short = figures(informed=[1, 5, 5, math.nan], schools=[5, 5, 5, 5])
    assert city(rule, short, "2020-Q4")["status"] == "not_reported"
    assert city(rule, short, "2020-Q2")["status"] == "on_track"
    assert (
        city(rule, figures(informed=[0, 1, 1, math.nan], schools=[5, 5, 5, 5]), "2020-Q2")["status"]
        == "behind"
    )


def test_city_without_items_has_nothing_to_do() -> None:
    """No document was issued: not applicable, and no division by 0."""
    found = city(target(**SHARE), figures(informed=[0.0] * 4, schools=[0.0] * 4), "2020-Q4")
    assert [found["status"], found["gap"]] == ["not_applicable", 0]
    assert math.isnan(found["actual"])


def test_level_of_the_city_is_not_a_mean_of_units() -> None:
    """Nobody published the city's level: not reported, whatever units say, with its pace."""
    rule = target(rule="level_reached", indicator="sipas", threshold=85, assessed="city")
    found = city(rule, figures(sipas=[90.0] * 4), "2020-Q2")
    assert [found["status"], found["reported"], found["expected"]] == ["not_reported", 0, 4]
    assert [found["pace"], found["threshold"]] == [42.5, 85]
    assert math.isnan(found["actual"])
    assert math.isnan(found["gap"])


def test_reduction_of_the_city_is_over_all_units_together() -> None:
    """3 of 20 and 1 of 20 units cut are 10% together; 2 more are needed for 15%."""
    rule = target(rule="reduction", indicator="now", base_indicator="base", threshold=15,
                  scope=("districts",))  # fmt: skip
    found = city(rule, figures(now=[17, 19, 0, 9], base=[20, 20, 0, 9]), "2020-Q4")
    assert [found["numerator"], found["denominator"], found["actual"]] == [4, 40, 10]
    assert [found["gap"], found["status"]] == [2, "missed"]


def test_pace_of_the_city() -> None:
    """30% inspected: 15% by June. Counted per unit, the city's own pace is shown when due."""
    inspected = target(**FLAG | {"indicator": "inspected"}, assessed="city", threshold=30)
    assert city(inspected, figures(inspected=[1, 0, 0, 0]), "2020-Q2")["pace"] == 15
    assert math.isnan(city(target(), figures(dialogues=[1.0] * 4), "2020-Q3")["pace"])
    assert city(target(), figures(dialogues=[1.0] * 4), "2020-Q4")["pace"] == 100
    schools = city(target(**SHARE), figures(informed=[1.0] * 4, schools=[2.0] * 4), "2020-Q2")
    assert [schools["pace"], schools["status"]] == [50, "on_track"]
    of_city = target(assessed="city")
    assert city(of_city, figures(dialogues=[1.0] * 4), "2020-Q2")["pace"] == 50
    assert city(of_city, figures(dialogues=[2, 2, 1, 1]), "2020-Q2")["status"] == "on_track"
    assert city(of_city, figures(dialogues=[2, 1, 1, 1]), "2020-Q2")["status"] == "behind"


def test_city_is_one_row_a_target_with_the_declared_columns() -> None:
    """The city stands in unit and group; a share of units has no projection."""
    found = attain_city([target(), target(**FLAG)], figures(dialogues=[1.0] * 4), UNITS, "2020-Q1")
    assert list(found.columns) == FINDING_COLUMNS
    assert found["target"].tolist() == ["dialogue", "plan"]
    assert found[["unit", "group"]].to_numpy().tolist() == [["city", "city"]] * 2
    assert found["quarter"].tolist() == ["2020-Q1"] * 2
    assert found["projected"].isna().all()
    assert list(attain_city([], figures(), UNITS, "2020-Q1").columns) == FINDING_COLUMNS


def test_units_out_of_scope_count_nowhere() -> None:
    """A department's conferences do not help the districts."""
    rule = target(scope=("districts",))
    found = city(rule, figures(dialogues=[2, 0, 2, 2]), "2020-Q4")
    assert [found["numerator"], found["denominator"], found["expected"]] == [2, 3, 3]
    assert [found["gap"], found["attainment"]] == [1, pytest.approx(2 / 3)]


COUNTS = st.lists(st.none() | st.integers(0, 4), min_size=4, max_size=4)


@given(COUNTS, st.integers(1, 4), st.sampled_from([30, 50, 100]))
def test_what_is_called_met_or_missed_stays_so_whatever_the_silent_units_report(
    counts: list[int | None], number: int, threshold: int
) -> None:
    """No later report can turn a verdict of the city."""
    rule = target(threshold=threshold)
    quarter = f"2020-Q{number}"

    def status(silent: float) -> str:
        values = [silent if count is None else float(count) for count in counts]
        return str(city(rule, figures(dialogues=values), quarter)["status"])

    verdict = status(math.nan)
    if verdict in ("met", "missed"):
        assert [status(0), status(9)] == [verdict, verdict]
