"""Figures of abolished districts, carried to the new units as estimates."""

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.errors import CallError
from cchc_lib.measure.carried import CARRIED_COLUMNS, carry_figures, carry_shares
from cchc_lib.registry.units import read_successions

NAN = math.nan
ROOT = Path(__file__).resolve().parents[2]
PAIRS = pd.DataFrame(
    [
        ("c1", "tay-ho", "phu-thuong"),
        ("c2", "tay-ho", "phu-thuong"),
        ("c2", "tay-ho", "tay-ho"),
        ("c3", "tay-ho", "tay-ho"),
        ("c4", "ba-dinh", "tay-ho"),
        ("c5", "ba-dinh", "ba-dinh"),
    ],
    columns=["old", "district", "new"],
)
KINDS = {"cases": "count", "fees": "money", "on_time": "share", "site": "flag", "par": "score"}


def reported(*rows: tuple[str, str, str, float]) -> pd.DataFrame:
    """A table of reported figures."""
    return pd.DataFrame(rows, columns=["unit", "quarter", "indicator", "value"])


# --- Published example ----------------------------------------------------------------------------


def test_shares_and_estimates_are_those_of_areal() -> None:
    """chris-prener/areal@docs/articles/areal-weighted-interpolation.html, steps 2 to 4.

    Two tracts of 2510 and 3545 people, the land of their parts in three wards: weights and
    sums in the seven digits that R prints (710.2547, 4662.6270, 682.1182).
    """
    pairs = pd.DataFrame(
        {
            "old": ["11a", "12a", "12b", "13b"],
            "district": ["29510101100", "29510101100", "29510101200", "29510101200"],
            "new": ["11", "12", "12", "13"],
        }
    )
    land = pd.Series(
        {"11a": 355702.9, "12a": 901331.1, "12b": 875554.7, "13b": 208612.1}, name="land"
    )
    shares = carry_shares(pairs, land)
    assert shares["share"].round(6).tolist() == [0.282970, 0.717030, 0.807583, 0.192417]
    assert shares["basis"].unique().tolist() == ["land"]
    people = reported(
        ("29510101100", "2012", "TOTAL_E", 2510), ("29510101200", "2012", "TOTAL_E", 3545)
    )
    carried, left_out = carry_figures(people, shares, {"TOTAL_E": "count"})
    assert carried["unit"].tolist() == ["11", "12", "13"]
    printed = [f"{estimate:.7g}" for estimate in carried["estimate"]]
    assert printed == ["710.2547", "4662.627", "682.1182"]
    assert left_out.empty


# --- Shares ---------------------------------------------------------------------------------------


def test_old_commune_that_was_split_counts_in_equal_parts() -> None:
    """Tây Hồ: c1 and half of c2 to one unit, half of c2 and c3 to the other; Ba Đình 1 to 1."""
    expected = pd.DataFrame(
        {
            "district": ["tay-ho", "tay-ho", "ba-dinh", "ba-dinh"],
            "unit": ["phu-thuong", "tay-ho", "tay-ho", "ba-dinh"],
            "share": [0.5, 0.5, 0.5, 0.5],
            "basis": "communes",
        }
    )
    pd.testing.assert_frame_equal(expected, carry_shares(PAIRS))
    three = pd.DataFrame(
        [("c1", "d", "u"), ("c1", "d", "v"), ("c1", "d", "w"), ("c2", "d", "w")],
        columns=["old", "district", "new"],
    )
    assert carry_shares(three)["share"].tolist() == pytest.approx([1 / 6, 1 / 6, 4 / 6])


def test_weights_stand_in_for_the_communes() -> None:
    """People: c1 10, c2 20, c3 30 of Tây Hồ's 60; the basis is their name."""
    people = pd.Series({"c1": 10, "c2": 20, "c3": 30, "c4": 1, "c5": 3}, name="people")
    shares = carry_shares(PAIRS, people)
    assert shares["share"].tolist() == pytest.approx([20 / 60, 40 / 60, 1 / 4, 3 / 4])
    assert shares["basis"].tolist() == ["people"] * 4


def test_whole_numbers_that_may_be_missing_are_numbers_too() -> None:
    """Weights and figures in pandas' nullable integers, as a file of codes gives them."""
    people = pd.Series({"c1": 10, "c2": 20, "c3": 30, "c4": 1, "c5": None}, dtype="Int64")
    shares = carry_shares(PAIRS, people.rename("people"))
    assert shares["share"].dtype == "float64"
    assert shares["share"].fillna(-1).tolist() == pytest.approx([1 / 3, 2 / 3, -1, -1])
    figures = CASES.assign(value=pd.array([60, None], dtype="Int64"))
    carried, _ = carry_figures(figures, carry_shares(PAIRS), KINDS)
    assert carried["estimate"].fillna(-1).tolist() == [30, -1, -1]


def test_district_with_a_weight_missing_has_no_shares() -> None:
    """Without c3's people nothing can be said of Tây Hồ; with no people at all neither."""
    people = pd.Series({"c1": 10, "c2": 20, "c4": 1, "c5": 3}, name="people")
    shares = carry_shares(PAIRS, people)["share"].tolist()
    assert [math.isnan(share) for share in shares] == [True, True, False, False]
    assert shares[2:] == [0.25, 0.75]
    nobody = pd.Series({"c1": 10, "c2": 20, "c3": NAN, "c4": 0, "c5": 0}, name="people")
    assert carry_shares(PAIRS, nobody)["share"].isna().all()


def test_pair_given_twice_counts_once() -> None:
    """Lines are facts, not amounts; the index of the table says nothing, and nothing is changed."""
    twice = pd.concat([PAIRS, PAIRS.iloc[[2, 2]]])
    before = twice.copy()
    pd.testing.assert_frame_equal(carry_shares(PAIRS), carry_shares(twice))
    pd.testing.assert_frame_equal(before, twice)


# --- Figures --------------------------------------------------------------------------------------

CASES = reported(("tay-ho", "2025-Q1", "cases", 60), ("ba-dinh", "2025-Q1", "cases", 31))


def test_each_unit_gets_its_share_of_each_district() -> None:
    """60 and 31 by halves: 30, 30 + 15.5, 15.5; all columns, in the order of the shares."""
    carried, left_out = carry_figures(CASES, carry_shares(PAIRS), KINDS)
    expected = pd.DataFrame(
        {
            "unit": ["phu-thuong", "tay-ho", "ba-dinh"],
            "quarter": "2025-Q1",
            "indicator": "cases",
            "estimate": [30, 45.5, 15.5],
            "basis": "communes",
            "sources": ["tay-ho", "tay-ho, ba-dinh", "ba-dinh"],
            "missing": "",
        }
    )
    pd.testing.assert_frame_equal(expected, carried, check_dtype=False)
    assert left_out.empty
    assert list(left_out.columns) == ["unit", "quarter", "indicator", "reason"]


def test_estimate_stays_apart_from_what_was_reported() -> None:
    """Below reported figures it fills a column of its own and leaves `value` empty."""
    carried, _ = carry_figures(CASES, carry_shares(PAIRS), KINDS)
    both = pd.concat([CASES, carried])
    assert "value" not in carried.columns
    assert both["value"].isna().tolist() == [False, False, True, True, True]
    assert both["estimate"].isna().tolist() == [True, True, False, False, False]


@pytest.mark.parametrize(
    "figures", [CASES.iloc[:1], CASES.assign(value=[60, NAN])], ids=["no row", "NaN"]
)
def test_unit_of_which_a_district_did_not_report_has_no_estimate(figures: pd.DataFrame) -> None:
    """Without Ba Đình's figure only the unit all of Tây Hồ has one; who is missing is said."""
    carried, _ = carry_figures(figures, carry_shares(PAIRS), KINDS)
    assert carried["estimate"].fillna(-1).tolist() == [30, -1, -1]
    assert carried["missing"].tolist() == ["", "ba-dinh", "ba-dinh"]
    assert carried["sources"].tolist() == ["tay-ho", "tay-ho, ba-dinh", "ba-dinh"]


def test_share_of_nothing_is_no_source_and_unknown_share_no_estimate() -> None:
    """A share of 0 asks for no report; a share that is NaN gives NaN, though all reported."""
    shares = carry_shares(PAIRS).assign(share=[1, 0, NAN, 1], basis=["a", "a", "b", "b"])
    carried, _ = carry_figures(CASES, shares, KINDS)
    assert carried["estimate"].fillna(-1).tolist() == [60, -1, 31]
    assert carried["sources"].tolist() == ["tay-ho", "ba-dinh", "ba-dinh"]
    assert carried["missing"].tolist() == ["", "", ""]
    assert carried["basis"].tolist() == ["a", "a, b", "b"]
    whole = shares.assign(share=[1, 0, 0, 1])
    alone, _ = carry_figures(CASES.iloc[:1], whole, KINDS)
    assert alone["estimate"].fillna(-1).tolist() == [60, 0, -1]


def test_quarters_and_indicators_come_in_their_order() -> None:
    """Money is carried as counts are; every quarter and indicator has all units."""
    figures = reported(
        ("ba-dinh", "2025-Q2", "fees", 10.5),
        ("ba-dinh", "2025-Q1", "fees", 2),
        ("tay-ho", "2025-Q1", "fees", 4),
        ("tay-ho", "2025-Q1", "cases", 60),
    )
    carried, left_out = carry_figures(figures, carry_shares(PAIRS), KINDS)
    assert left_out.empty
    assert list(carried.columns) == CARRIED_COLUMNS
    assert carried["quarter"].tolist() == ["2025-Q1"] * 6 + ["2025-Q2"] * 3
    assert carried["indicator"].tolist() == ["cases"] * 3 + ["fees"] * 6
    assert carried["unit"].tolist() == ["phu-thuong", "tay-ho", "ba-dinh"] * 3
    assert carried["estimate"].fillna(-1).tolist() == [30, -1, -1, 2, 3, 1, -1, -1, 5.25]
    assert carried["missing"].tolist() == [
        "", "ba-dinh", "ba-dinh", "", "", "", "tay-ho", "tay-ho", "",
    ]  # fmt: skip


def test_what_does_not_add_up_is_left_out_and_said() -> None:
    """Shares, flags, scores and unknown indicators; and units that have no shares."""
    figures = reported(
        ("tay-ho", "2025-Q1", "on_time", 95),
        ("tay-ho", "2025-Q1", "site", 1),
        ("so-noi-vu", "2025-Q1", "cases", 7),
        ("tay-ho", "2025-Q1", "par", 80),
        ("so-noi-vu", "2025-Q1", "new", 7),
        ("tay-ho", "2025-Q1", "cases", 60),
    )
    figures.index = [0] * 6
    carried, left_out = carry_figures(figures, carry_shares(PAIRS), KINDS)
    expected = pd.DataFrame(
        [
            ("tay-ho", "2025-Q1", "on_time", "not_additive"),
            ("tay-ho", "2025-Q1", "site", "not_additive"),
            ("so-noi-vu", "2025-Q1", "cases", "no_shares"),
            ("tay-ho", "2025-Q1", "par", "not_additive"),
            ("so-noi-vu", "2025-Q1", "new", "not_additive"),
        ],
        columns=["unit", "quarter", "indicator", "reason"],
    )
    pd.testing.assert_frame_equal(expected, left_out)
    assert carried["estimate"].fillna(-1).tolist() == [30, -1, -1]


def test_nothing_to_carry_gives_no_rows() -> None:
    """The columns are there all the same."""
    carried, left_out = carry_figures(CASES.iloc[:0], carry_shares(PAIRS), KINDS)
    assert (len(carried), len(left_out)) == (0, 0)
    assert list(carried.columns) == CARRIED_COLUMNS


def test_what_comes_in_is_not_changed() -> None:
    """Figures and shares are as they were."""
    figures, shares = CASES.copy(), carry_shares(PAIRS)
    before = shares.copy()
    carry_figures(figures, shares, KINDS)
    pd.testing.assert_frame_equal(CASES, figures)
    pd.testing.assert_frame_equal(before, shares)


SHARES = carry_shares(PAIRS)


@pytest.mark.parametrize(
    ("call", "key", "values"),
    [
        (
            lambda: carry_shares(PAIRS.drop(columns="district")),
            "error.measure-choice",
            {"name": "pairs", "found": "district", "hint": "old, new"},
        ),
        (
            lambda: carry_shares(PAIRS, pd.Series({"c1": -2})),
            "error.measure-range",
            {"name": "weights", "found": "-2", "low": "0", "high": "inf"},
        ),
        (
            lambda: carry_figures(CASES.drop(columns="value"), SHARES, KINDS),
            "error.measure-choice",
            {"name": "figures", "found": "value", "hint": "unit, quarter, indicator"},
        ),
        (
            lambda: carry_figures(CASES, SHARES.drop(columns="share"), KINDS),
            "error.measure-choice",
            {"name": "shares", "found": "share", "hint": "district, unit, basis"},
        ),
        (
            lambda: carry_figures(pd.concat([CASES, CASES.assign(value=1)]), SHARES, KINDS),
            "error.measure-length",
            {"names": "figures, distinct_figures", "found": "4, 2"},
        ),
        (
            lambda: carry_figures(CASES, pd.concat([SHARES, SHARES.assign(share=1)]), KINDS),
            "error.measure-length",
            {"names": "shares, distinct_shares", "found": "8, 4"},
        ),
    ],
)
def test_wrong_calls_say_what_is_taken(call, key: str, values: dict[str, str]) -> None:
    """The error names the table, what was found and what is there."""
    with pytest.raises(CallError) as caught:
        call()
    assert (key, values) == (caught.value.key, dict(caught.value.values))


# --- The real map ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hanoi() -> pd.DataFrame:
    """The shares of the map that ships with the product."""
    lines = read_successions(ROOT / "params")
    pairs = pd.DataFrame(
        [(line.old_code, line.old_district_code, line.new_code) for line in lines],
        columns=["old", "district", "new"],
    )
    return carry_shares(pairs)


def test_every_new_unit_of_hanoi_gets_something_and_every_district_gives_all(
    hanoi: pd.DataFrame,
) -> None:
    """126 units of 30 districts; a district's shares add up to 1."""
    assert hanoi["unit"].nunique() == 126
    assert hanoi["district"].nunique() == 30
    assert (hanoi["share"] > 0).all()
    given_away = hanoi.groupby("district")["share"].sum()
    assert given_away.tolist() == pytest.approx([1] * 30, abs=1e-12)


def test_total_of_hanoi_is_unchanged(hanoi: pd.DataFrame) -> None:
    """30 districts with 1, 2, 4, …: the estimates of 126 units have the same sum."""
    districts = hanoi["district"].unique()
    figures = pd.DataFrame(
        {
            "unit": districts,
            "quarter": "2025-Q2",
            "indicator": "cases",
            "value": 2.0 ** np.arange(30),
        }
    )
    carried, _ = carry_figures(figures, hanoi, KINDS)
    assert len(carried) == 126
    assert carried["estimate"].sum() == pytest.approx(2**30 - 1, rel=1e-12)
    assert (carried["estimate"] > 0).all()


def test_silence_of_one_district_touches_its_units_alone(hanoi: pd.DataFrame) -> None:
    """Without Ba Đình (001) the units with a share of it have no estimate, and only those."""
    districts = hanoi["district"].unique()
    figures = pd.DataFrame(
        {"unit": districts, "quarter": "2025-Q2", "indicator": "cases", "value": 1.0}
    )
    carried, _ = carry_figures(figures[figures["unit"] != "001"], hanoi, KINDS)
    touched = set(hanoi.loc[hanoi["district"] == "001", "unit"])
    assert set(carried.loc[carried["estimate"].isna(), "unit"]) == touched
    assert set(carried.loc[carried["missing"] == "001", "unit"]) == touched
    assert carried.loc[~carried["unit"].isin(touched), "missing"].unique().tolist() == [""]


# --- For any map ----------------------------------------------------------------------------------

MAPS = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(["u", "v", "w"])), min_size=1, max_size=10
)


@given(MAPS, st.lists(st.integers(0, 10**6) | st.just(NAN), min_size=2, max_size=2))
def test_total_is_kept_where_all_reported(
    lines: list[tuple[int, str]], values: list[float]
) -> None:
    """Communes 0 to 2 are of one district, 3 to 5 of another; a unit has an estimate or a gap."""
    pairs = pd.DataFrame(
        [(old, "de"[old // 3], new) for old, new in lines], columns=["old", "district", "new"]
    )
    shares = carry_shares(pairs)
    share, district = shares["share"].to_numpy(), shares["district"].to_numpy()
    present = [name for name in "de" if name in district]
    assert [share[district == name].sum() for name in present] == pytest.approx([1] * len(present))
    figures = pd.DataFrame(
        {"unit": ["d", "e"], "quarter": "q", "indicator": "cases", "value": values}
    )
    carried, _ = carry_figures(figures, shares, KINDS)
    estimates = carried["estimate"].to_numpy()
    assert np.isnan(estimates).tolist() == [missing != "" for missing in carried["missing"]]
    known = [value for name, value in zip("de", values, strict=True) if name in present]
    if not np.isnan(known).any():
        assert estimates.sum() == pytest.approx(sum(known))
