"""The ranks that units have under other weights.

No published table was found with its data, its weights and the ranks of ±20% draws, so the figures
here are worked by hand, or counted draw by draw.
"""

import importlib
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.errors import CallError
from cchc_lib.measure.composite import composite
from cchc_lib.measure.ranks import rank
from cchc_lib.measure.weight_sensitivity import rank_range

COLUMNS = ["rank", "best", "lower", "median", "upper", "worst", "share_same"]


def table(**units: list[float]) -> pd.DataFrame:
    """Unit × criterion, the criteria called a, b, c … in order."""
    return pd.DataFrame.from_dict(
        units, orient="index", columns=list("abcdef")[: len(next(iter(units.values())))]
    )


def weights(*values: float) -> pd.Series:
    """Weights of a, b, c …"""
    return pd.Series(values, index=list("abcdef")[: len(values)], dtype=float)


def ends(ranges: pd.DataFrame, unit: str) -> tuple[float, float]:
    """The best and the worst rank of one unit."""
    return ranges.loc[unit, "best"], ranges.loc[unit, "worst"]


def counted(shares: pd.DataFrame, given: pd.Series, spread: float, draws: int) -> pd.DataFrame:
    """The ranks of every draw, unit × draw, one composite after the other."""
    names = sorted(given.index)
    factors = np.random.default_rng(7).uniform(1 - spread, 1 + spread, (draws, len(names)))
    drawn = [pd.Series(row, index=names) * given[names] for row in factors]
    return pd.DataFrame({at: rank(composite(shares, row)) for at, row in enumerate(drawn)})


SHARES = pd.DataFrame(
    np.random.default_rng(11).integers(40, 61, (9, 4)) / 100,
    index=[f"unit-{at}" for at in range(9)],
    columns=list("dbca"),
).mask(lambda known: known == 0.5)
GIVEN = pd.Series({"a": 10.0, "b": 30.0, "c": 20.0, "d": 40.0})


def test_ranges_are_those_counted_draw_by_draw() -> None:
    """Best, worst, median and share_same of 101 draws, and the eleventh rank from either end."""
    drawn = counted(SHARES, GIVEN, 0.3, 101)
    own = rank(composite(SHARES, GIVEN[SHARES.columns]))
    found = rank_range(SHARES, GIVEN, spread=0.3, draws=101, seed=7, quantiles=(0.1, 0.9))
    in_order = np.sort(drawn.to_numpy(), axis=1)
    assert found.columns.tolist() == COLUMNS
    assert found.index.equals(SHARES.index)
    assert found["rank"].tolist() == own.tolist()
    assert found["best"].tolist() == in_order[:, 0].tolist()
    assert found["lower"].tolist() == in_order[:, 10].tolist()
    assert found["median"].tolist() == in_order[:, 50].tolist()
    assert found["upper"].tolist() == in_order[:, 90].tolist()
    assert found["worst"].tolist() == in_order[:, 100].tolist()
    assert found["share_same"].tolist() == drawn.eq(own, axis=0).mean(axis=1).tolist()
    assert (found["best"] < found["lower"]).any()
    assert (found["upper"] < found["worst"]).any()
    assert (found["lower"] < found["median"]).any()


def test_ends_between_two_draws_are_taken_outward() -> None:
    """Of 4 draws the 30% and 70% points lie between the first and second, and third and fourth."""
    drawn = np.sort(counted(SHARES, GIVEN, 0.3, 4).to_numpy(), axis=1)
    found = rank_range(SHARES, GIVEN, spread=0.3, draws=4, seed=7, quantiles=(0.3, 0.7))
    assert found["lower"].tolist() == drawn[:, 0].tolist()
    assert found["upper"].tolist() == drawn[:, 3].tolist()
    assert found["median"].tolist() == drawn[:, 1:3].mean(axis=1).tolist()
    assert (drawn[:, 0] < drawn[:, 1]).any()
    assert (drawn[:, 2] < drawn[:, 3]).any()


def test_defaults() -> None:
    """1000 draws of ±20%, from 2.5% to 97.5%."""
    pd.testing.assert_frame_equal(
        rank_range(SHARES, GIVEN),
        rank_range(SHARES, GIVEN, spread=0.2, draws=1000, seed=20200312, quantiles=(0.025, 0.975)),
    )
    assert (rank_range(SHARES, GIVEN)["share_same"] * 1000 % 1 < 1e-9).all()


@pytest.mark.parametrize(("share", "flips"), [(0.66, False), (0.70, True)])
def test_order_flips_only_past_the_bound(share: float, flips: bool) -> None:  # noqa: FBT001
    """1 on one criterion against `share` on the other: they change places once the ratio of the
    weights falls below it, and with ±20% it can fall to 0.8 / 1.2 = 0.667.
    """
    ranges = rank_range(table(north=[1, 0], south=[0, share]), weights(1, 1), draws=20_000)
    assert ranges["rank"].tolist() == [1, 2]
    assert (1, 2 if flips else 1) == ends(ranges, "north")
    assert (1 if flips else 2, 2) == ends(ranges, "south")
    assert flips == (ranges["share_same"] < 1).all()


def test_share_same_is_the_area_of_the_draws() -> None:
    """With 0.9 on the other criterion the order stands where u > 0.9·v: 0.69 of the square."""
    share = rank_range(table(north=[1, 0], south=[0, 0.9]), weights(1, 1), draws=50_000)
    # u < 0.9 v within [0.8, 1.2]²: a triangle of height 1.2 - 0.8/0.9 and width 1.08 - 0.8.
    area = (1.2 - 0.8 / 0.9) * (1.08 - 0.8) / 2 / 0.16
    assert share["share_same"].tolist() == pytest.approx([1 - area] * 2, abs=0.01)


def test_spread_reaches_both_ways() -> None:
    """At a spread of 0.5 the ratio falls to 1/3 and rises to 3; at 0 nothing moves."""
    shares = table(north=[1, 0], south=[0, 0.34], east=[0, 2.9])
    wide = rank_range(shares, weights(1, 1), spread=0.5, draws=50_000)
    assert [ends(wide, unit) for unit in shares.index] == [(1, 3), (2, 3), (1, 2)]
    assert not (wide["share_same"] == 1).any()
    none = rank_range(shares, weights(1, 1), spread=0)
    assert [2, 3, 1] == none["rank"].tolist() == none["best"].tolist() == none["worst"].tolist()
    assert none["share_same"].tolist() == [1, 1, 1]
    assert rank_range(shares, weights(1, 1), spread=1)["rank"].tolist() == [2, 3, 1]


def test_equals_share_their_ranks_in_every_draw() -> None:
    """Units with the same figures have the same competition rank: 1, 2, 2, 4."""
    shares = table(best=[1, 1], one=[0.3, 0.1], two=[0.3, 0.1], last=[0.1, 0])
    ranges = rank_range(shares, weights(1, 3))
    assert [1, 2, 2, 4] == ranges["rank"].tolist() == ranges["worst"].tolist()
    assert ranges["share_same"].tolist() == [1, 1, 1, 1]


def test_differences_of_rounding_are_none() -> None:
    """0.1 + 0.2 and 0.3 are one share of the largest score, a billionth apart are two."""
    assert rank_range(table(x=[0.1 + 0.2], y=[0.3]), weights(1))["worst"].tolist() == [1, 1]
    assert rank_range(table(x=[0.3], y=[0.3 + 1e-9]), weights(1))["best"].tolist() == [2, 1]
    tiny = table(x=[3e-15], y=[2e-15], z=[0.0])
    assert rank_range(tiny, weights(1))["rank"].tolist() == [1, 2, 3]
    assert rank_range(table(x=[0.0], y=[0.0]), weights(1))["worst"].tolist() == [1, 1]


def test_what_is_not_reported_is_left_out() -> None:
    """A unit is scored on what it reported, re-based; on one criterion its score never moves."""
    shares = table(full=[0.9, 0.1], half=[0.55, math.nan], none=[math.nan, math.nan])
    ranges = rank_range(shares, weights(1, 1), draws=5000)
    assert ranges.loc["none"].isna().all()
    assert ranges["rank"].tolist()[:2] == [2, 1]
    assert [ends(ranges, unit) for unit in ("full", "half")] == [(1, 2), (1, 2)]
    near = rank_range(shares.replace(0.55, 0.59), weights(1, 1), draws=5000)
    assert ends(near, "half") == (1, 1)


def test_what_does_not_apply_is_left_out() -> None:
    """A share that does not apply counts no more than one that is not reported."""
    shares = table(one=[0.2, 0.9], two=[0.5, 0.4], three=[0.1, 0.1])
    applies = pd.DataFrame(
        [[True, False], [True, True], [False, False]], index=shares.index, columns=["b", "a"]
    )
    blank = table(one=[math.nan, 0.9], two=[0.5, 0.4], three=[math.nan] * 2)
    expected = rank_range(blank, weights(1, 2))
    pd.testing.assert_frame_equal(expected, rank_range(shares, weights(1, 2), applies=applies))
    numbers = applies.astype(float)
    pd.testing.assert_frame_equal(expected, rank_range(shares, weights(1, 2), applies=numbers))
    all_apply = pd.DataFrame(data=True, index=shares.index, columns=["a", "b"])
    silent = shares.mask(shares == 0.9)
    pd.testing.assert_frame_equal(
        rank_range(silent, weights(1, 2)), rank_range(silent, weights(1, 2), applies=all_apply)
    )
    part = applies.loc[["three", "one"], ["a"]]
    blank = table(one=[math.nan, 0.9], two=[0.5, 0.4], three=[math.nan, 0.1])
    expected = rank_range(blank, weights(1, 2))
    pd.testing.assert_frame_equal(expected, rank_range(shares, weights(1, 2), applies=part))


def test_units_that_are_not_eligible_move_nobody() -> None:
    """They have no rank, and the others have those that they have alone."""
    eligible = pd.Series({unit: unit != "unit-3" for unit in SHARES.index if unit != "unit-4"})
    ranges = rank_range(SHARES, GIVEN, eligible=eligible.iloc[::-1])
    assert ranges.loc[["unit-3", "unit-4"]].isna().all(axis=None)
    numbers = eligible.astype(float)
    pd.testing.assert_frame_equal(ranges, rank_range(SHARES, GIVEN, eligible=numbers))
    silent = SHARES.copy()
    silent.loc["unit-5"] = math.nan
    everybody = pd.Series(data=True, index=SHARES.index)
    pd.testing.assert_frame_equal(
        rank_range(silent, GIVEN), rank_range(silent, GIVEN, eligible=everybody)
    )
    alone = rank_range(SHARES.drop(["unit-3", "unit-4"]), GIVEN)
    pd.testing.assert_frame_equal(alone, ranges.drop(["unit-3", "unit-4"]))


def test_only_criteria_with_a_weight_count() -> None:
    """A criterion without one, or with none of its own, changes nothing."""
    more = SHARES.assign(other=np.linspace(0, 1, 9))
    pd.testing.assert_frame_equal(rank_range(SHARES, GIVEN), rank_range(more, GIVEN))
    nothing = pd.Series({**GIVEN, "other": math.nan})
    pd.testing.assert_frame_equal(rank_range(SHARES, GIVEN), rank_range(more, nothing))
    unreported = pd.Series({**GIVEN, "e": 5.0})
    assert (
        rank_range(SHARES, unreported)["rank"].tolist()
        == rank_range(SHARES, GIVEN)["rank"].tolist()
    )
    zero = rank_range(table(x=[1, 0.2], y=[math.nan, 0.5], z=[1, math.nan]), weights(0, 1))
    assert zero["rank"].tolist()[:2] == [2, 1]
    assert math.isnan(zero["rank"].tolist()[2])


def test_tables_of_any_numbers_are_taken() -> None:
    """Objects and whole numbers are numbers."""
    expected = rank_range(SHARES, GIVEN)
    pd.testing.assert_frame_equal(expected, rank_range(SHARES.astype(object), GIVEN))
    pd.testing.assert_frame_equal(expected, rank_range(SHARES, GIVEN.astype(object)))
    assert rank_range(table(x=[1], y=[2]), weights(1).astype(int))["rank"].tolist() == [2, 1]


def test_weight_that_vanishes_leaves_the_lowest_score() -> None:
    """The least weight there is, times less than a half, is 0: who hangs on it is last."""
    shares = table(north=[0.5, math.nan], south=[math.nan, 1], east=[0.1, 0.1])
    ranges = rank_range(shares, weights(1, 5e-324), spread=0.9)
    assert ranges["rank"].tolist() == [2, 1, 3]
    assert ends(ranges, "south") == (1, 3)
    assert [ends(ranges, unit) for unit in ("north", "east")] == [(1, 2), (2, 3)]


def test_fewer_is_better() -> None:
    """The same shares with the other sign have the same ranges."""
    turned = rank_range(-SHARES, GIVEN, higher_is_better=False)
    pd.testing.assert_frame_equal(rank_range(SHARES, GIVEN), turned)
    fewest = rank_range(table(x=[0.3], y=[0.2]), weights(1), higher_is_better=False)
    assert fewest["rank"].tolist() == [2, 1]


def test_tables_without_units_or_weights() -> None:
    """No unit, one unit, no criterion: a table of the same columns."""
    assert rank_range(SHARES.iloc[:0], GIVEN).columns.tolist() == COLUMNS
    assert rank_range(SHARES.iloc[:0], GIVEN).empty
    assert rank_range(SHARES.iloc[:1], GIVEN).to_numpy().tolist() == [[1, 1, 1, 1, 1, 1, 1]]
    assert rank_range(SHARES, GIVEN.iloc[:0]).isna().all(axis=None)


def test_seeds_and_draws_reach_the_draws() -> None:
    """Another seed, or one draw more, gives another table; the same gives the same."""
    one = rank_range(SHARES, GIVEN, draws=50, seed=1)
    assert one.equals(rank_range(SHARES, GIVEN, draws=50, seed=1))
    assert not one.equals(rank_range(SHARES, GIVEN, draws=50, seed=2))
    assert not one.equals(rank_range(SHARES, GIVEN, draws=51, seed=1))


def test_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draws ranked one by one, or in blocks that do not divide them, give the same table."""
    at_once = rank_range(SHARES, GIVEN, draws=100)
    module = importlib.import_module("cchc_lib.measure.weight_sensitivity")
    assert 100 * len(SHARES) < module.BLOCK
    for block in (1, 9 * 7):
        monkeypatch.setattr(module, "BLOCK", block)
        pd.testing.assert_frame_equal(at_once, rank_range(SHARES, GIVEN, draws=100))


def test_nothing_that_is_passed_is_changed() -> None:
    """Tables in, a new table out."""
    shares, given = SHARES.copy(), GIVEN.copy()
    rank_range(SHARES, GIVEN, eligible=pd.Series(data=True, index=SHARES.index))
    pd.testing.assert_frame_equal(shares, SHARES)
    pd.testing.assert_series_equal(given, GIVEN)


@pytest.mark.parametrize(
    ("changed", "name", "found"),
    [
        ({"weights": weights(1, -0.1)}, "weights", "-0.1"),
        ({"weights": weights(1, 1.1e9)}, "weights", "1.1e+09"),
        ({"spread": -0.1}, "spread", "-0.1"),
        ({"spread": 1.1}, "spread", "1.1"),
        ({"draws": 0}, "draws", "0"),
        ({"draws": 1_000_001}, "draws", "1e+06"),
        ({"quantiles": (-0.1, 0.9)}, "quantiles", "-0.1"),
        ({"quantiles": (0.1, 1.1)}, "quantiles", "1.1"),
        ({"quantiles": (0.9, 0.1)}, "quantiles", "0.9"),
    ],
)
def test_arguments_outside_their_range(changed: dict, name: str, found: str) -> None:
    """The error names the argument and what was found."""
    arguments = {"shares": table(x=[1, 0]), "weights": weights(1, 1), **changed}
    with pytest.raises(CallError) as caught:
        rank_range(arguments.pop("shares"), arguments.pop("weights"), **arguments)
    assert caught.value.key == "error.measure-range"
    told = caught.value.values  # noqa: PD011 - the error's own
    assert (name, found) == (told["name"], told["found"])


def test_limits_themselves_are_taken() -> None:
    """Weights of 0 and of a billion, spreads of 0 and 1, quantiles of 0 and 1."""
    shares = table(north=[1, 0], south=[0, 0.9])
    ranges = rank_range(shares, weights(0, 1e9), spread=1, draws=1, quantiles=(0, 1))
    assert [2, 1] == ranges["lower"].tolist() == ranges["upper"].tolist()
    same = rank_range(shares, weights(1, 1), quantiles=(0.5, 0.5))
    assert (same["lower"] <= same["upper"]).all()
    whole = rank_range(SHARES, GIVEN, quantiles=(0, 1))
    assert whole["lower"].tolist() == whole["best"].tolist()
    assert whole["upper"].tolist() == whole["worst"].tolist()


SHARE = st.integers(0, 10) | st.just(11)
ROWS = st.lists(st.tuples(SHARE, SHARE, SHARE), min_size=1, max_size=5)
THREE = st.tuples(*[st.integers(0, 5)] * 3)


def drawn_of(rows: list, three: tuple, **options: object) -> pd.DataFrame:
    """The ranges of a few units by 20 draws; a share of 11 tenths stands for none."""
    shares = pd.DataFrame(rows, columns=list("abc"), dtype=float).replace(11, math.nan) / 10
    return rank_range(shares, weights(*three), draws=20, **options)


@given(ROWS, THREE)
def test_columns_are_in_order(rows: list, three: tuple) -> None:
    """1 <= best <= lower <= median <= upper <= worst <= the number of ranked units."""
    ranges = drawn_of(rows, three).dropna()
    places = ranges[["best", "lower", "median", "upper", "worst"]].to_numpy()
    assert (np.diff(places, axis=1) >= 0).all()
    assert ((places >= 1) & (places <= len(ranges))).all()
    assert ranges["share_same"].between(0, 1).all()


@given(ROWS, THREE)
def test_own_rank_is_that_of_the_composite(rows: list, three: tuple) -> None:
    """Under the weights as they are, ranges and scores agree on every rank."""
    found = drawn_of(rows, three)["rank"]
    if any(three):
        shares = pd.DataFrame(rows, columns=list("abc"), dtype=float).replace(11, math.nan) / 10
        pd.testing.assert_series_equal(
            rank(composite(shares, weights(*three))), found, check_names=False
        )
    else:
        assert found.isna().all()


@given(ROWS, THREE, st.randoms(use_true_random=False))
def test_order_does_not_matter(rows: list, three: tuple, random) -> None:
    """Shuffled units and criteria keep their ranges."""
    shares = pd.DataFrame(rows, columns=list("abc"), dtype=float).replace(11, math.nan) / 10
    units = random.sample(range(len(rows)), len(rows))
    criteria = random.sample("abc", 3)
    shuffled = rank_range(shares.loc[units, criteria], weights(*three)[criteria[::-1]], draws=20)
    pd.testing.assert_frame_equal(drawn_of(rows, three), shuffled.sort_index())


@given(ROWS, THREE, st.integers(-3, 3))
def test_only_proportions_of_weights_count(rows: list, three: tuple, power: int) -> None:
    """Weights in other units of measure give the same ranges."""
    scaled = tuple(weight * 2.0**power for weight in three)
    pd.testing.assert_frame_equal(drawn_of(rows, three), drawn_of(rows, scaled))


@given(st.lists(st.tuples(*[st.integers(1, 9)] * 3), min_size=1, max_size=4), THREE)
def test_better_everywhere_is_never_below(rows: list, three: tuple) -> None:
    """A unit that is ahead on every criterion is first, one that is behind on every one last."""
    ranges = drawn_of([*rows, (10, 10, 10), (0, 0, 0)], three)
    if any(three):
        assert ranges.iloc[-2][["rank", "worst", "share_same"]].tolist() == [1, 1, 1]
        assert [len(rows) + 2] * 2 == ranges.iloc[-1][["best", "worst"]].tolist()


@given(ROWS, THREE)
def test_silent_units_change_nothing(rows: list, three: tuple) -> None:
    """Units that reported nothing join without moving anybody."""
    joined = drawn_of([*rows, (11, 11, 11)], three)
    assert joined.iloc[-1].isna().all()
    pd.testing.assert_frame_equal(drawn_of(rows, three), joined.iloc[:-1])


def test_bonus_points_are_moved_by_no_weight() -> None:
    """Y leads by its bonus under every weight; NaN is none; where less is better it hurts."""
    shares = table(x=[0.90], y=[0.89])
    bonus = pd.Series({"y": 0.05})
    ranges = rank_range(shares, weights(1), added=bonus)
    assert ranges[["rank", "best", "worst"]].to_numpy().tolist() == [[2, 2, 2], [1, 1, 1]]
    lower = rank_range(shares, weights(1), added=bonus, higher_is_better=False)
    assert lower["rank"].tolist() == [1, 2]
    none = rank_range(shares, weights(1), added=pd.Series({"x": math.nan}))
    pd.testing.assert_frame_equal(none, rank_range(shares, weights(1)))


def test_plain_lists_are_taken() -> None:
    """Rows are units, columns criteria; as many weights as columns."""
    ranges = rank_range([[0.9, 0.8], [0.7, 0.6]], [1, 2])
    assert ranges["rank"].tolist() == [1, 2]
    with pytest.raises(CallError) as caught:
        rank_range([[0.9, 0.8]], [1])
    assert caught.value.message("en").startswith("weights, criteria must have")
    with pytest.raises(CallError):
        rank_range(table(x=[1], y=[2]), pd.Series({"other": 1.0}))


def test_equals_share_the_best_of_their_places() -> None:
    """Three alike are all first, and the next is fourth."""
    ranges = rank_range(table(x=[0.9], y=[0.9], z=[0.9], w=[0.5]), weights(1))
    assert ranges["rank"].tolist() == [1, 1, 1, 4]
    assert ranges["worst"].tolist() == [1, 1, 1, 4]
