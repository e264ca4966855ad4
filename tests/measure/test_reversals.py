"""A share that is higher over all and lower in every group."""

import dataclasses
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.errors import CallError
from cchc_lib.measure.reversals import REVERSAL_COLUMNS, Reversal, reversal, reversals

NAN = math.nan

# --- Published examples ---------------------------------------------------------------------------


def percents(parts: list[int], wholes: list[int]) -> list[int]:
    """Shares as they are printed."""
    return [round(100 * part / whole) for part, whole in zip(parts, wholes, strict=True)]


def test_kidney_stones_reverse() -> None:
    """Charig et al. 1986, as in generalist.academy/2019/08/16/kidney-stone-paradox.

    Small stones 93% (81/87) and 87% (234/270), large 73% (192/263) and 69% (55/80), all 78%
    (273/350) and 83% (289/350).
    """
    surgery, wholes = [81, 192], [87, 263]
    needle, others = [234, 55], [270, 80]
    assert percents(surgery, wholes) == [93, 73]
    assert percents(needle, others) == [87, 69]
    found = reversal(surgery, wholes, needle, others)
    assert (found.share_a, found.share_b) == (273 / 350, 289 / 350)
    assert [round(100 * found.share_a), round(100 * found.share_b)] == [78, 83]
    assert dataclasses.astuple(found)[2:] == ("b", 2, 0, 0, 0)
    assert (found.against, found.reversal) == (2, True)


def test_batting_averages_reverse() -> None:
    """Jeter .250 and .314, all .310; Justice .253 and .321, all .270, in 1995 and 1996.

    nicholasjin/nicholasjin.github.io@_posts/2020-2-21-Intro-and-Simpson.md, after Ross 2004.
    """
    found = reversal([12, 183], [48, 582], [104, 45], [411, 140])
    assert f"{found.share_a:.3f} {found.share_b:.3f}" == "0.310 0.270"
    assert (found.share_a, found.share_b) == (195 / 630, 149 / 551)
    averages = [12 / 48, 183 / 582, 104 / 411, 45 / 140]
    assert [f"{one:.3f}" for one in averages] == ["0.250", "0.314", "0.253", "0.321"]
    assert (found.pooled, found.a_higher, found.b_higher, found.reversal) == ("a", 0, 2, True)


BERKELEY = {
    "men": ([512, 353, 120, 138, 53, 22], [825, 560, 325, 417, 191, 373]),
    "women": ([89, 17, 202, 131, 94, 24], [108, 25, 593, 375, 393, 341]),
}


def test_berkeley_contradicts_itself_in_four_departments_of_six() -> None:
    """Bickel, Hammel and O'Connell 1975: 44.5% of men and 30.4% of women were admitted.

    Counts: R's UCBAdmissions (vincentarelbundock/Rdatasets@csv/datasets/UCBAdmissions.csv), shares
    over all from its help page, by department from math.upenn.edu/~kazdan/210/…/GradAdmit.html.
    Women's share is higher in A, B, D and F, men's in C and E: no strict reversal.
    """
    men, women = BERKELEY["men"], BERKELEY["women"]
    assert percents(*men) == [62, 63, 37, 33, 28, 6]
    assert percents(*women) == [82, 68, 34, 35, 24, 7]
    found = reversal(*men, *women)
    assert (found.share_a, found.share_b) == (1198 / 2691, 557 / 1835)
    assert f"{100 * found.share_a:.1f} {100 * found.share_b:.1f}" == "44.5 30.4"
    assert dataclasses.astuple(found)[2:] == ("a", 2, 4, 0, 0)
    assert (found.against, found.reversal) == (4, False)


def test_drug_that_helps_all_and_neither_men_nor_women() -> None:
    """Murphy 2006, cs.ubc.ca/~murphyk/Teaching/CS340-Fall06/reading/simpsons.pdf, (1) to (6)."""
    found = reversal([18, 2], [30, 10], [7, 9], [10, 30])
    assert (found.share_a, found.share_b) == (0.5, 0.4)
    assert (found.pooled, found.against, found.reversal) == ("a", 2, True)


def test_association_that_disappears_is_no_reversal() -> None:
    """Simpson 1951, table 1 of the Stanford Encyclopedia: 50% both, though 61 > 57, 44 > 40."""
    found = reversal([8, 12], [13, 27], [4, 2], [7, 5])
    assert (found.share_a, found.share_b) == (0.5, 0.5)
    assert dataclasses.astuple(found)[2:] == ("equal", 2, 0, 0, 0)
    assert (found.against, found.reversal) == (0, False)


def test_smallest_example() -> None:
    """1/5 < 2/8 and 6/8 < 4/5, yet 7/13 > 6/13 (encyclopedia, in cafebedouin.org/2019/03/13)."""
    found = reversal([1, 6], [5, 8], [2, 4], [8, 5])
    assert (found.share_a, found.share_b) == (7 / 13, 6 / 13)
    assert (found.pooled, found.b_higher, found.reversal) == ("a", 2, True)


# --- The rule -------------------------------------------------------------------------------------


def test_ties_of_strata_do_not_undo_a_reversal_but_are_none_alone() -> None:
    """One stratum against and one equal reverse; with all equal nothing contradicts."""
    one = reversal([1, 6], [2, 8], [5, 4], [10, 5])
    assert (one.pooled, one.a_higher, one.b_higher, one.equal) == ("a", 0, 1, 1)
    assert one.reversal
    level = reversal([1, 8], [2, 10], [5, 4], [10, 5])
    assert (level.pooled, level.equal, level.against, level.reversal) == ("a", 2, 0, False)


def test_agreement_is_no_reversal() -> None:
    """A is higher everywhere; and with one stratum for it, one against."""
    found = reversal([9, 8], [10, 10], [1, 2], [10, 10])
    assert (found.pooled, found.a_higher, found.against, found.reversal) == ("a", 2, 0, False)
    mixed = reversal([9, 1], [10, 10], [1, 2], [10, 10])
    assert (mixed.pooled, mixed.against, mixed.reversal) == ("a", 1, False)
    mirrored = reversal([1, 2], [10, 10], [9, 1], [10, 10])
    assert (mirrored.pooled, mirrored.against, mirrored.reversal) == ("b", 1, False)


def test_stratum_without_a_whole_or_a_report_is_left_out_of_everything() -> None:
    """Of six strata two count; the shares over all are of those two: 3/10 and 2/10."""
    found = reversal(
        [1, 2, 100, NAN, 5, 5], [5, 5, 0, 9, NAN, 9], [1, 1, 1, 1, 1, NAN], [5, 5, 9, 9, 9, 9]
    )
    assert found == Reversal(0.3, 0.2, "a", 1, 0, 1, 4)
    assert reversal([1, 1], [5, 5], [1, 1], [5, 0]).left_out == 1
    assert reversal([1, None], [5, 5], [1, 1], [5, 5]).left_out == 1
    assert reversal([1, 1], [5, 5], [1, 1], [5, NAN]).left_out == 1


def test_nothing_to_compare_has_no_shares() -> None:
    """No stratum, or none with data on both sides."""
    for found, left_out in ((reversal([], [], [], []), 0), (reversal([1], [0], [1], [2]), 1)):
        assert math.isnan(found.share_a)
        assert math.isnan(found.share_b)
        assert dataclasses.astuple(found)[2:] == ("none", 0, 0, 0, left_out)
        assert (found.against, found.reversal) == (0, False)


def test_equal_shares_are_equal_whatever_their_numbers() -> None:
    """0.1 of 0.3 is not quite 1 of 3, but 10**15 of 3 · 10**15 is, and one more is more."""
    large = 10**15
    assert reversal([1], [3], [large], [3 * large]).pooled == "equal"
    assert reversal([1], [3], [large + 1], [3 * large]).pooled == "b"
    assert reversal([1], [3], [large - 1], [3 * large]).pooled == "a"
    assert reversal([0.1], [0.3], [1], [3]).pooled == "a"


# --- Tables ---------------------------------------------------------------------------------------


def long(comparison: str, a: tuple[list, list], b: tuple[list, list]) -> pd.DataFrame:
    """One comparison as rows; strata are numbered."""
    return pd.concat(
        pd.DataFrame(
            {"comparison": comparison, "side": side, "stratum": range(len(parts)), "part": parts,
             "whole": wholes}
        )
        for side, (parts, wholes) in (("a", a), ("b", b))
    )  # fmt: skip


def test_table_of_comparisons_gives_one_row_each() -> None:
    """Stones, then Berkeley, in the order in which they come, whatever the order of the strata."""
    table = pd.concat(
        [
            long("stones", ([81, 192], [87, 263]), ([234, 55], [270, 80])).iloc[::-1],
            long("berkeley", BERKELEY["men"], BERKELEY["women"]),
            long("alone", ([1, 2], [5, 5]), ([1], [5])),
            long("a alone", ([1], [5]), ([], [])),
            long("b alone", ([], []), ([1, 2], [5, 5])),
        ]
    )
    found = reversals(table)
    assert list(found.columns) == REVERSAL_COLUMNS
    assert found["comparison"].tolist() == ["stones", "berkeley", "alone", "a alone", "b alone"]
    assert found["share_a"].tolist()[:3] == [273 / 350, 1198 / 2691, 0.2]
    assert found["share_b"].tolist()[:3] == [289 / 350, 557 / 1835, 0.2]
    assert found[["share_a", "share_b"]].iloc[3:].isna().all(axis=None)
    assert found["pooled"].tolist() == ["b", "a", "equal", "none", "none"]
    assert found["a_higher"].tolist() == [2, 2, 0, 0, 0]
    assert found["b_higher"].tolist() == [0, 4, 0, 0, 0]
    assert found["equal"].tolist() == [0, 0, 1, 0, 0]
    assert found["against"].tolist() == [2, 4, 0, 0, 0]
    assert found["left_out"].tolist() == [0, 0, 1, 1, 2]
    assert found["reversal"].tolist() == [True, False, False, False, False]


def test_table_without_rows_has_all_columns() -> None:
    """Nothing compared, nothing found."""
    found = reversals(long("x", ([], []), ([], [])))
    assert len(found) == 0
    assert list(found.columns) == REVERSAL_COLUMNS


STONES = long("stones", ([81, 192], [87, 263]), ([234, 55], [270, 80]))


@pytest.mark.parametrize(
    ("call", "key", "values"),
    [
        (
            lambda: reversal([1], [2, 3], [1], [2]),
            "error.measure-length",
            {"names": "part_a, whole_a, part_b, whole_b", "found": "1, 2, 1, 1"},
        ),
        (
            lambda: reversal([1], [2], [1], [-2]),
            "error.measure-range",
            {"name": "whole_b", "found": "-2", "low": "0", "high": "inf"},
        ),
        (
            lambda: reversal([-1], [2], [1], [2]),
            "error.measure-range",
            {"name": "part_a", "found": "-1", "low": "0", "high": "inf"},
        ),
        (
            lambda: reversals(STONES.drop(columns="whole")),
            "error.measure-choice",
            {"name": "table", "found": "whole", "hint": "comparison, side, stratum, part"},
        ),
        (
            lambda: reversals(STONES.drop(columns="stratum")),
            "error.measure-choice",
            {"name": "table", "found": "stratum", "hint": "comparison, side, part, whole"},
        ),
        (
            lambda: reversals(STONES.replace({"side": {"b": "c"}})),
            "error.measure-choice",
            {"name": "side", "found": "c", "hint": "a, b"},
        ),
        (
            lambda: reversals(pd.concat([STONES, STONES.iloc[:1].assign(part=1)])),
            "error.measure-length",
            {"names": "table, distinct_rows", "found": "5, 4"},
        ),
    ],
)
def test_wrong_calls_say_what_is_taken(call, key: str, values: dict[str, str]) -> None:
    """The error names the argument, what was found and what is taken."""
    with pytest.raises(CallError) as caught:
        call()
    assert (key, values) == (caught.value.key, dict(caught.value.values))


def test_what_comes_in_is_not_changed() -> None:
    """The table is as it was."""
    before = STONES.copy()
    reversals(STONES)
    pd.testing.assert_frame_equal(before, STONES)


# --- For any numbers ------------------------------------------------------------------------------

STRATA = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(0, 6), st.integers(0, 6)).map(
        lambda row: (min(row[0], row[1]), row[1], min(row[2], row[3]), row[3])
    ),
    max_size=5,
)


@given(STRATA)
def test_sides_exchanged_change_the_names_alone(strata: list[tuple[int, int, int, int]]) -> None:
    """What holds of A and B holds of B and A."""
    a, wa, b, wb = np.array(strata, dtype="float64").reshape(-1, 4).T
    one, other = reversal(a, wa, b, wb), reversal(b, wb, a, wa)
    assert {"a": "b", "b": "a"}.get(one.pooled, one.pooled) == other.pooled
    assert (one.a_higher, one.b_higher, one.equal) == (
        other.b_higher, other.a_higher, other.equal,
    )  # fmt: skip
    assert (one.against, one.reversal, one.left_out) == (
        other.against, other.reversal, other.left_out,
    )  # fmt: skip
    assert one.a_higher + one.b_higher + one.equal + one.left_out == len(strata)


@given(STRATA)
def test_reversal_is_what_the_definition_says(strata: list[tuple[int, int, int, int]]) -> None:
    """By floats, which are exact enough for numbers below 7."""
    kept = [row for row in strata if row[1] and row[3]]
    gaps = [a / wa - b / wb for a, wa, b, wb in kept]
    found = reversal(*np.array(strata, dtype="float64").reshape(-1, 4).T)
    if not kept:
        assert found.pooled == "none"
        return
    a, wa, b, wb = np.sum(kept, axis=0)
    over_all = a / wa - b / wb
    up, down = sum(gap > 1e-9 for gap in gaps), sum(gap < -1e-9 for gap in gaps)
    assert (found.a_higher, found.b_higher) == (up, down)
    assert found.reversal == (
        (over_all > 1e-9 and not up and down > 0) or (over_all < -1e-9 and not down and up > 0)
    )


@given(st.lists(st.tuples(*[st.integers(0, 9)] * 3), min_size=1, max_size=6), st.integers(1, 5))
def test_same_mix_of_strata_never_reverses(strata: list[tuple[int, int, int]], times: int) -> None:
    """Where B's strata are in A's proportions, the whole cannot contradict all its parts."""
    parts_a, parts_b, wholes = np.array(strata, dtype="float64").T
    assert not reversal(parts_a, wholes, parts_b, wholes * times).reversal
