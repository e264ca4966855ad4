"""What is due by each quarter, and where a flow would end."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.errors import CallError
from cchc_lib.measure.pacing import due_share, projected, unit_pace
from tests.measure.targets import FLAG, SHARE, target


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


def test_earlier_due_date_quickens_the_pace() -> None:
    """Due in the second quarter: half by March, all from June on."""
    rule = target(due_quarter=2)
    assert [due_share(rule, number) for number in (1, 2, 3, 4)] == [0.5, 1, 1, 1]


@pytest.mark.parametrize(
    ("each", "expected"), [(1, [0, 0, 0, 1]), (2, [0, 1, 1, 2]), (4, [1, 2, 3, 4])]
)
def test_counts_are_rounded_down(each: float, expected: list[float]) -> None:
    """Two conferences a year: none by March, one by June and by September, two in December."""
    assert [unit_pace(target(each=each), number) for number in (1, 2, 3, 4)] == expected


def test_a_product_just_below_a_whole_number_is_that_number() -> None:
    """10 a year, 30% of it, short by a rounding, by March: 3."""
    rule = target(each=10, pacing="shares", pace_shares=(0.29999999999999993, 0.5, 0.8, 1))
    assert unit_pace(rule, 1) == 3


def test_shares_and_levels_have_a_pace_in_their_own_unit() -> None:
    """100% of schools: 25% by March; 85 points: 42.5 by June; a flag: 1 only when all is due."""
    assert unit_pace(target(**SHARE), 1) == 25
    assert unit_pace(target(rule="level_reached", indicator="sipas", threshold=85), 2) == 42.5
    assert [unit_pace(target(**FLAG), number) for number in (3, 4)] == [0, 1]


def test_flow_goes_on_at_its_rate() -> None:
    """3 after a quarter of the year makes 12; unknown stays unknown; at its end nothing changes."""
    assert projected([3, 0], 0.25).tolist() == [12, 0]
    assert math.isnan(projected([math.nan], 0.5)[0])
    assert projected([7], 1).tolist() == [7]
    assert projected(pd.Series({"ba-dinh": 1}), 0.5).to_dict() == {"ba-dinh": 2}


@pytest.mark.parametrize("elapsed", [0, -0.1, 1.01])
def test_no_rate_without_time(elapsed: float) -> None:
    """Nothing can be projected from no time, or beyond the year."""
    with pytest.raises(CallError) as caught:
        projected([1], elapsed)
    assert caught.value.key == "error.measure-range"
    assert caught.value.message("en").startswith("elapsed must lie between")


@given(st.integers(1, 40), st.sampled_from(["linear", "at_due_date", "every_quarter"]),
       st.integers(1, 4))  # fmt: skip
def test_pace_never_falls_and_ends_at_the_whole(each: int, pacing: str, due: int) -> None:
    """A later quarter never expects less, and the due date expects all."""
    rule = target(each=each, pacing=pacing, due_quarter=due)
    paces = [unit_pace(rule, number) for number in (1, 2, 3, 4)]
    assert paces == sorted(paces)
    assert paces[due - 1 :] == [each] * (5 - due)
