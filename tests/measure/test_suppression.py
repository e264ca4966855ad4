"""Small numbers of persons are hidden, and no total gives them away."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from cchc_lib.errors import CallError
from cchc_lib.measure.suppression import add_totals, audit, suppress

NAN = math.nan
HIDDEN = ["primary", "secondary"]
SIGNS = {"shown": ".", "primary": "p", "secondary": "s", "not_reported": "-"}


def signs(states: pd.Series | pd.DataFrame) -> list[str]:
    """One sign a figure, one word a row: easier to read than the words."""
    rows = states.to_frame() if isinstance(states, pd.Series) else states
    return ["".join(SIGNS[state] for state in row) for row in rows.to_numpy()]


def bounds(table: pd.DataFrame) -> dict[object, tuple[float, float]]:
    """The feasible intervals by figure."""
    return dict(zip(table.index, table.itertuples(index=False, name=None), strict=True))


# --- Published examples ---------------------------------------------------------------------------


def test_intervals_are_those_of_the_handbook() -> None:
    """Handbook on SDC, chapter 4.2.2, example 3 (Geurts 1992, table 10): X11 from 3 to 6.

    sdcTools/HandbookSDC@chapters/04/_04-magnitude-tabular-data-02-Disclosure-Control-Concepts-…qmd;
    X21 ≤ 3 is printed too. The true figures are not; 5, 2, 1, 2 is one of the tables that fit.
    """
    table = pd.DataFrame({"1": [5, 1, 3], "2": [2, 2, 3]}, index=["1", "2", "3"])
    totals = add_totals(table)
    assert totals.loc[["1", "2", "3"], ["total"]].to_numpy().tolist() == [[7], [3], [6]]
    assert totals.loc["total"].tolist() == [9, 7, 16]
    hidden = totals.notna() & False
    hidden.loc[["1", "2"], ["1", "2"]] = True
    found = bounds(audit(table, hidden, zeros="hidden"))
    assert found["1", "1"] == (3, 6)
    assert found["2", "1"] == (0, 3)


def test_difference_of_total_and_shown_figures_gives_the_hidden_one_away() -> None:
    """Handbook on SDC, chapter 4.1, example 1a: 56,600 - 47,600 - 8,002 = 998."""
    production = pd.Series({"I": 998, "II": 47_600, "III": 8_002})
    hidden = pd.Series([True, False, False, False])
    assert bounds(audit(production, hidden)) == {"I": (998, 998)}
    assert add_totals(production)["total"] == 56_600


SDCTABLE = pd.DataFrame(
    [[30, 47, 64, 89], [90, 124, 5, 31], [92, 100, 59, 85], [800, 991, 651, 685]],
    index=list("wxyz"), columns=list("abcd"),
)  # fmt: skip


def test_two_hidden_figures_in_each_line_are_not_enough() -> None:
    """sdcTools/sdcTable@tests/testthat/test-simpleheuristic.R: w|b is 47, then 0 to 141.

    Nine figures are hidden, at least two in each row and column, and still rows less columns give
    236 - 189 = 47. With x|b hidden too `attack` finds low 0, up 141.
    """
    totals = add_totals(SDCTABLE)
    assert totals.loc["total", list("abcd")].tolist() == [1012, 1262, 779, 890]
    hidden = totals.notna() & False
    for cell in ("wa", "wb", "wc", "xa", "xc", "yb", "yd", "zb", "zd"):
        hidden.loc[cell[0], cell[1]] = True
    assert bounds(audit(SDCTABLE, hidden, zeros="hidden"))["w", "b"] == (47, 47)
    hidden.loc["x", "b"] = True
    assert bounds(audit(SDCTABLE, hidden, zeros="hidden"))["w", "b"] == (0, 141)


def test_one_small_cell_hides_the_rectangle_that_sdctable_hides() -> None:
    """sdcTools/sdcTable@tests/testthat/test-protectTable.r with data-raw/microdata1.R, counted.

    One primary cell (A, female); OPT, HITAS, HYPERCUBE and SIMPLEHEURISTIC all hide figures 5, 6,
    11 and 12 of the 15: A and C, male and female.
    """
    table = pd.DataFrame({"male": [18, 14, 12, 11], "female": [2, 19, 10, 14]}, index=list("ABCD"))
    assert add_totals(table).loc["total", ["total", "male", "female"]].tolist() == [100, 55, 45]
    assert signs(suppress(table, threshold=3)) == ["sp.", "...", "ss.", "...", "..."]


Z1 = pd.DataFrame(
    {
        "annet": [11, 7, 5, 13, 9, 12, 6, 9],
        "arbeid": [11, 1, 8, 2, 14, 9, 4, 3],
        "soshjelp": [55, 29, 35, 17, 63, 24, 22, 38],
        "trygd": [36, 18, 25, 13, 52, 22, 8, 15],
    },
    index=list("ABCDEFGH"),
)


def test_small_counts_protect_each_other_as_in_gausssuppression() -> None:
    """statisticsnorway/ssb-gausssuppression@reference/GaussSuppressionFromData.md, data z1, maxN 3.

    Primary: arbeid in B, D and H; hidden with them: annet in B, D and H. Totals 596, 72, 52, 283.
    """
    totals = add_totals(Z1)
    assert totals.loc["total"].tolist() == [72, 52, 283, 189, 596]
    assert totals["total"].tolist() == [113, 55, 73, 45, 138, 67, 40, 65, 596]
    states = signs(suppress(Z1, threshold=4))
    assert [states[at] for at in (0, 2, 4, 5, 6)] == ["....."] * 5
    assert [states[at] for at in (1, 3, 7)] == ["sp..."] * 3
    assert states[8] == "....."


def test_three_ones_with_a_total_of_three_need_a_fourth_figure() -> None:
    """The same page, last example of df (zeros shown): three ones, hidden with E in rows 1 and 2.

    Of the equal cells D and E GaussSuppression takes the later, we the earlier: E comes first here.
    """
    table = pd.DataFrame(
        [[1, 1, 1, 5, 5], [9, 9, 9, 9, 9], [0, 0, 0, 7, 7]], columns=list("ABCED"), index=[1, 2, 3]
    )
    states = suppress(table, threshold=4)
    assert signs(states) == ["ppps..", "ssss..", "......", "......"]
    assert signs(suppress(table[list("ABCDE")], threshold=4)[[*"ABCED", "total"]]) == [
        "ppp.s.",
        "sss.s.",
        "......",
        "......",
    ]


AGES = pd.DataFrame({"young": [5, 2, 0], "old": [6, 3, 4]}, index=["Spain", "Iceland", "Portugal"])
UNION = pd.Series({"Spain": "EU", "Iceland": "nonEU", "Portugal": "EU"})


def test_zeros_may_be_hidden_too() -> None:
    """ssb-gausssuppression@articles/Small_count_frequency_table_suppression.md, table 1 (maxN 1).

    The zero is primary; Iceland and the other figure of Portugal are hidden with it.
    """
    states = suppress(AGES, threshold=2, zeros="hidden")
    assert signs(states) == ["...", "ss.", "ps.", "..."]


def test_published_pattern_lets_no_figure_be_computed_but_narrows_some() -> None:
    """The same article, table 4 (maxN 4, zeros shown): our primary figures are theirs.

    Their secondary ones (Spain: young and total; EU: young and old) keep every figure from being
    computed, but Portugal is 3 at least. We hide Spain's other figure as well.
    """
    states = suppress(AGES, UNION, threshold=5)
    assert signs(states) == ["sss", "pp.", ".pp", "ss.", "pp.", "..."]
    published = states.isin(HIDDEN)
    published.loc["Spain", "old"] = False
    found = audit(AGES, published, UNION)
    assert (found["lower"] < found["upper"]).all()
    assert bounds(found)["Portugal", "total"] == (3, 6)
    assert bounds(audit(AGES, states.isin(HIDDEN), UNION))["Portugal", "total"] == (1, 11)


# --- Units in groups ------------------------------------------------------------------------------

CASES = pd.Series({"a": 2, "b": 9, "c": 7, "d": 8, "e": 12}, name="2020-Q1")
GROUPS = pd.Series({"a": "x", "b": "x", "c": "x", "d": "y", "e": "y"})


def test_totals_come_after_the_units() -> None:
    """Units, groups in order of appearance, then all; the Series keeps its name."""
    totals = add_totals(CASES, GROUPS)
    assert list(totals.index) == ["a", "b", "c", "d", "e", "x", "y", "total"]
    assert totals.tolist() == [2, 9, 7, 8, 12, 18, 20, 38]
    assert totals.name == "2020-Q1"
    assert add_totals(CASES).tolist() == [2, 9, 7, 8, 12, 38]
    assert add_totals(CASES, GROUPS, totals=["group"]).tolist() == [2, 9, 7, 8, 12, 18, 20]
    assert add_totals(CASES, GROUPS, totals=["all"]).tolist() == [2, 9, 7, 8, 12, 38]


def test_smallest_other_unit_of_the_group_is_hidden_with_a_small_number() -> None:
    """Of 2, 9 and 7 in a group the 7 is hidden with the 2: each may be anything from 1 to 8."""
    states = suppress(CASES, GROUPS, threshold=5)
    assert signs(states) == ["p", ".", "s", ".", ".", ".", ".", "."]
    assert states.name == "2020-Q1"
    assert list(add_totals(CASES, GROUPS).index) == list(states.index)
    hidden = states.isin(HIDDEN)
    assert bounds(audit(CASES, hidden, GROUPS)) == {"a": (1, 8), "c": (1, 8)}
    assert bounds(audit(CASES, hidden, GROUPS, zeros="hidden")) == {"a": (0, 9), "c": (0, 9)}


def test_of_equal_units_the_first_is_hidden() -> None:
    """Of 2, 9 and 9 the first 9."""
    assert signs(suppress(pd.Series([2, 9, 9]), threshold=5)) == ["p", "s", ".", "."]
    assert signs(suppress(pd.Series([9, 9, 2]), threshold=5)) == ["s", ".", "p", "."]


def test_threshold_itself_is_shown_and_so_is_zero() -> None:
    """Below 5 are 1 to 4."""
    states = suppress(pd.Series([0, 1, 4, 5, 6]), threshold=5, totals=())
    assert signs(states) == [".", "p", "p", ".", "."]
    states = suppress(pd.Series([0, 1, 4, 5, 6]), threshold=5, totals=(), zeros="hidden")
    assert signs(states) == ["p", "p", "p", ".", "."]
    assert signs(suppress(pd.Series([0, 1]), threshold=1)) == ["."] * 3
    assert signs(suppress(pd.Series([0, 1]), threshold=1)) == [".", ".", "."]
    assert signs(suppress(pd.Series([0, 3, 4]), threshold=1, zeros="hidden")) == [
        "p",
        "s",
        ".",
        ".",
    ]


def test_small_numbers_protect_each_other_where_their_sum_is_large_enough() -> None:
    """4 and 1 may each be 1 to 4; of 3 and 1 none can be 4, so a third figure is hidden."""
    assert signs(suppress(pd.Series([4, 1, 9]), threshold=5)) == ["p", "p", ".", "."]
    assert signs(suppress(pd.Series([3, 1, 9]), threshold=5)) == ["p", "p", "s", "."]


def test_ones_that_only_can_be_ones_are_not_left_alone() -> None:
    """Threshold 2 hides ones: 1 + 1 = 2 gives both away, though both are in 1 … threshold - 1."""
    assert signs(suppress(pd.Series([1, 1, 5]), threshold=2)) == ["p", "p", "s", "."]
    assert signs(suppress(pd.Series([1, 2, 5]), threshold=2)) == ["p", "s", ".", "."]


def test_group_of_one_hides_its_total_and_another_group_s() -> None:
    """A alone in x: its total is small too, and of the other groups the one of one unit goes."""
    cases = pd.Series({"a": 2, "b": 7, "d": 8, "e": 12})
    states = suppress(cases, pd.Series({"a": "x", "b": "z", "d": "y", "e": "y"}), threshold=5)
    assert signs(states) == ["p", "s", ".", ".", "p", "s", ".", "."]


def test_group_of_two_small_units_hides_its_total_for_want_of_another_unit() -> None:
    """3 and 1 make a small total; of the other group the total and the smaller unit go."""
    cases = pd.Series({"a": 3, "b": 1, "d": 12, "e": 8})
    states = suppress(cases, pd.Series({"a": "x", "b": "x", "d": "y", "e": "y"}), threshold=5)
    assert signs(states) == ["p", "p", ".", "s", "p", "s", "."]
    found = bounds(audit(cases, states.isin(HIDDEN), GROUPS))
    assert found == {"a": (1, 10), "b": (1, 10), "e": (1, 10), "x": (2, 11), "y": (13, 22)}


def test_total_that_is_not_small_goes_only_where_no_cell_can_help() -> None:
    """3, 1 and 1 in a group with nothing else: 5 in all, none of them could be 4."""
    cases = pd.Series({"a": 3, "b": 1, "c": 1, "d": 8, "e": 12})
    states = suppress(cases, GROUPS, threshold=5)
    assert signs(states) == ["p", "p", "p", "s", ".", "s", "s", "."]
    assert signs(suppress(cases, GROUPS, threshold=5, totals=["group"])) == [
        "p",
        "p",
        "p",
        ".",
        ".",
        "s",
        ".",
    ]
    assert signs(suppress(cases, GROUPS, threshold=5, totals=["all"])) == [
        "p",
        "p",
        "p",
        "s",
        ".",
        ".",
    ]


def test_total_over_all_goes_last() -> None:
    """Where another group has a unit above 0, even a large one, that goes; else the city's."""
    groups = pd.Series({"a": "x", "b": "x", "c": "x", "d": "y"})
    cases = pd.Series({"a": 3, "b": 1, "c": 1, "d": 900})
    assert signs(suppress(cases, groups, threshold=5)) == ["p", "p", "p", "s", "s", "s", "."]
    cases["d"] = 0
    states = suppress(cases, groups, threshold=5)
    assert signs(states) == ["p", "p", "p", ".", "s", ".", "s"]
    found = bounds(audit(cases, states.isin(HIDDEN), groups))
    assert (3, math.inf) == found["x"] == found["total"]
    assert (1, math.inf) == found["a"]


def test_unit_that_did_not_report_is_said_to_have_not() -> None:
    """NaN is nothing to hide, is in no total, and protects nobody: the next unit is hidden."""
    cases = pd.Series({"a": 2, "b": NAN, "c": 7, "d": NAN, "e": NAN})
    assert add_totals(cases, GROUPS)[["x", "total"]].tolist() == [9, 9]
    assert math.isnan(add_totals(cases, GROUPS)["y"])
    states = suppress(cases, GROUPS, threshold=5)
    assert signs(states) == ["p", "-", "s", "-", "-", ".", "-", "."]
    everything = states != ""
    found = bounds(audit(cases, everything, GROUPS))
    assert {"a": (1, math.inf), "c": (1, math.inf), "x": (2, math.inf), "total": (2, math.inf)} == (
        found
    )


def test_nothing_small_hides_nothing() -> None:
    """From the threshold on all is shown, and there is nothing to audit."""
    states = suppress(pd.Series([5, 6, 0]), threshold=5)
    assert signs(states) == ["."] * 4
    found = audit(pd.Series([5, 6, 0]), states.isin(HIDDEN))
    assert found.shape == (0, 2)
    assert list(found.columns) == ["lower", "upper"]


# --- Units and quarters ---------------------------------------------------------------------------

QUARTERS = pd.DataFrame(
    {"2020-Q1": [6, 9, 8, 7, 11], "2020-Q2": [1, 7, 5, 0, 9]}, index=list("abcde")
)


def test_totals_of_quarters_are_the_year_to_date() -> None:
    """Units, groups and all have a figure for each quarter, and their sum."""
    totals = add_totals(QUARTERS, GROUPS)
    assert list(totals.columns) == ["2020-Q1", "2020-Q2", "total"]
    assert [*"abcde", "x", "y", "total"] == list(totals.index)
    assert totals.loc["a"].tolist() == [6, 1, 7]
    assert totals.loc["x"].tolist() == [23, 13, 36]
    assert totals.loc["total"].tolist() == [41, 22, 63]
    assert list(add_totals(QUARTERS, totals=["all"]).columns) == ["2020-Q1", "2020-Q2"]


def test_half_year_less_first_quarter_gives_the_second() -> None:
    """To date 7 in June, 6 in March: hiding the second quarter alone hides nothing."""
    hidden = add_totals(QUARTERS).notna() & False
    hidden.loc["a", "2020-Q2"] = True
    assert bounds(audit(QUARTERS, hidden)) == {("a", "2020-Q2"): (1, 1)}


def test_small_number_of_one_quarter_hides_a_rectangle_in_its_group() -> None:
    """A had 1 in Q2: its Q1 goes too, and both of c, whose figures are the smallest to do it."""
    states = suppress(QUARTERS, GROUPS, threshold=5)
    assert signs(states) == ["sp.", "...", "ss.", "...", "...", "...", "...", "..."]
    found = bounds(audit(QUARTERS, states.isin(HIDDEN), GROUPS))
    assert found["a", "2020-Q2"] == (1, 5)
    assert found["a", "2020-Q1"] == (2, 6)
    assert found["c", "2020-Q1"] == (8, 12)


def test_without_totals_of_rows_each_quarter_is_treated_by_itself() -> None:
    """Then the second quarter's small number hides nothing of the first."""
    states = suppress(QUARTERS, GROUPS, threshold=5, totals=["group", "all"])
    assert signs(states) != ["..", "..", "..", "..", "..", "..", "..", ".."]
    assert signs(states) == [".p", "..", ".s", "..", "..", "..", "..", ".."]
    assert list(states.columns) == ["2020-Q1", "2020-Q2"]
    alone = suppress(QUARTERS["2020-Q2"], GROUPS, threshold=5)
    assert alone.tolist() == states["2020-Q2"].tolist()


def test_row_totals_alone_hide_the_other_quarter_alone() -> None:
    """No total over units is published, so no other unit has to help."""
    states = suppress(QUARTERS, GROUPS, threshold=5, totals=["row"])
    assert signs(states) == ["sp.", "...", "...", "...", "..."]


def test_small_year_to_date_is_hidden_like_any_small_figure() -> None:
    """1 and 2 make 3: the sum is small too, and known to be at least 2."""
    table = QUARTERS.loc[["a", "b", "c"]].assign(**{"2020-Q1": [1, 9, 8], "2020-Q2": [2, 7, 5]})
    states = suppress(table, threshold=5)
    assert signs(states) == ["ppp", "...", "sss", "..."]
    found = bounds(audit(table, states.isin(HIDDEN)))
    assert found["a", "total"] == (2, 14)
    assert found["a", "2020-Q1"] == (1, 8)
    assert found["a", "2020-Q2"] == (1, 6)


def test_quarter_not_reported_is_in_no_sum() -> None:
    """A unit with one quarter has that quarter's figure to date, and both are hidden."""
    table = pd.DataFrame(
        {"Q1": [2, NAN, 8, NAN], "Q2": [NAN, 7, 5, NAN]}, index=["a", "b", "c", "d"]
    )
    assert add_totals(table).loc["total"].tolist() == [10, 12, 22]
    assert add_totals(table)["total"].tolist()[:3] == [2, 7, 13]
    assert add_totals(table).loc["d"].isna().all()
    assert signs(suppress(table, threshold=5)) == ["p-p", "-..", "s.s", "---", "..."]


def test_quarters_alone_hide_zeros_where_told_to() -> None:
    """Of Q2 d had none: hidden with the smaller of its group, e's 9."""
    states = suppress(QUARTERS, GROUPS, threshold=1, totals=["group"], zeros="hidden")
    assert signs(states) == ["..", "..", "..", ".p", ".s", "..", ".."]


def test_total_is_shown_again_before_a_cell() -> None:
    """Where 7 of c's Q2 or its sum of 11 is one too many, the sum is the dearer."""
    table = pd.DataFrame({"Q1": [0, 4, 4], "Q2": [4, 3, 7]}, list("abc"))
    states = suppress(table, pd.Series(list("xyx"), list("abc")), threshold=5)
    assert signs(states) == [".pp", "pps", "ps.", "pss", "pps", "..."]


def test_figure_hidden_already_costs_nothing() -> None:
    """Two units in two groups, 1 and 2, 7 and 2: of the city's, Q1 goes, and the sum stays."""
    table = pd.DataFrame({"Q1": [1, 7], "Q2": [2, 2]}, list("ab"))
    states = suppress(table, pd.Series(list("yx"), list("ab")), threshold=5)
    assert signs(states) == ["ppp", "sps", "ppp", "sps", "sp."]


def test_movement_up_is_no_evidence_for_a_movement_down() -> None:
    """Four units, three quarters, seven small figures: the pattern, figure by figure."""
    table = pd.DataFrame(
        [[8, 5, 6], [1, 7, 6], [4, 1, 8], [6, 2, 2]], list("abcd"), ["Q1", "Q2", "Q3"]
    )
    groups = pd.Series(list("yxyy"), list("abcd"))
    states = suppress(table, groups, threshold=5)
    assert signs(states) == ["....", "ps..", "pps.", "spp.", "ss..", "ps..", "...."]
    check(table, groups, ("group", "all", "row"), 5, "shown")


def test_other_types_of_number_are_taken_as_numbers() -> None:
    """A table of Python objects, None for what is not reported, and marks of 0 and 1."""
    cases = pd.Series([2, None, 9, 7], dtype=object)
    states = suppress(cases, threshold=5)
    assert signs(states) == ["p", "-", ".", "s", "."]
    found = bounds(audit(cases, states.isin(HIDDEN).astype(int)))
    assert found == {0: (1, 8), 3: (1, 8)}


def test_input_is_not_changed() -> None:
    """The tables that come in are as they were."""
    before = QUARTERS.copy()
    states = suppress(QUARTERS, GROUPS, threshold=5)
    hidden = states.isin(HIDDEN)
    kept = hidden.copy()
    audit(QUARTERS, hidden, GROUPS)
    pd.testing.assert_frame_equal(before, QUARTERS)
    pd.testing.assert_frame_equal(kept, hidden)


# --- Wrong calls ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "key", "values"),
    [
        (
            lambda: suppress(CASES, threshold=0),
            "error.measure-range",
            {"name": "threshold", "found": "0", "low": "1", "high": "inf"},
        ),
        (
            lambda: suppress(pd.Series([3, -1]), threshold=5),
            "error.measure-range",
            {"name": "values", "found": "-1", "low": "0", "high": "inf"},
        ),
        (
            lambda: add_totals(pd.Series([3, 2.5])),
            "error.measure-choice",
            {"name": "values", "found": "2.5", "hint": "0, 1, 2, 3…"},
        ),
        (
            lambda: add_totals(CASES, totals=["rows"]),
            "error.measure-choice",
            {"name": "totals", "found": "rows", "hint": "group, all, row"},
        ),
        (
            lambda: suppress(CASES, threshold=5, zeros="kept"),
            "error.measure-choice",
            {"name": "zeros", "found": "kept", "hint": "shown, hidden"},
        ),
        (
            lambda: add_totals(CASES, GROUPS.drop("b")),
            "error.measure-length",
            {"names": "values, groups", "found": "5, 4"},
        ),
        (
            lambda: add_totals(CASES, GROUPS.replace("y", "a")),
            "error.measure-length",
            {"names": "labels, distinct_labels", "found": "8, 7"},
        ),
        (
            lambda: add_totals(QUARTERS.rename(columns={"2020-Q1": "total"})),
            "error.measure-length",
            {"names": "labels, distinct_labels", "found": "3, 2"},
        ),
        (
            lambda: audit(CASES, pd.Series([True] * 5)),
            "error.measure-length",
            {"names": "hidden, figures", "found": "5, 6"},
        ),
        (
            lambda: audit(pd.Series([3, 0]), pd.Series([True, True, False])),
            "error.measure-range",
            {"name": "hidden", "found": "0", "low": "1", "high": "inf"},
        ),
    ],
)
def test_wrong_calls_say_what_is_taken(call, key: str, values: dict[str, str]) -> None:
    """The error names the argument, what was found and what is taken."""
    with pytest.raises(CallError) as caught:
        call()
    assert (key, values) == (caught.value.key, dict(caught.value.values))


# --- For any table --------------------------------------------------------------------------------

COUNTS = st.sampled_from([0, 1, 2, 3, 4, 5, 7, 9, 12, NAN])
TOTALS = st.sampled_from([("group", "all", "row"), ("all", "row"), ("group", "all"), ("row",), ()])
UNITS = ["a", "b", "c"]


@st.composite
def tables(draw) -> tuple[pd.DataFrame, pd.Series]:
    """Up to three units in two groups, or two units in two quarters."""
    height, width = draw(st.sampled_from([(1, 1), (2, 1), (3, 1), (2, 2)]))
    figures = draw(st.lists(COUNTS, min_size=height * width, max_size=height * width))
    groups = draw(st.lists(st.sampled_from(["x", "y"]), min_size=height, max_size=height))
    array = np.array(figures, dtype="float64").reshape(height, width)
    return pd.DataFrame(array, UNITS[:height], ["Q1", "Q2"][:width]), pd.Series(
        groups, UNITS[:height]
    )


def floors(
    table: pd.DataFrame, groups: pd.Series, totals: tuple[str, ...], zeros: str
) -> pd.DataFrame:
    """What each figure is at least, whatever is hidden: one for each cell above 0."""
    cells = (table > 0).astype(float).where(table.notna())
    return add_totals(cells if zeros == "shown" else 0 * cells, groups, totals=totals)


def check(
    table: pd.DataFrame, groups: pd.Series, totals: tuple[str, ...], threshold: int, zeros: str
) -> None:
    """The audit finds two values or more for each figure, all small ones for a primary one."""
    marked = suppress(table, groups, threshold=threshold, totals=totals, zeros=zeros)
    hidden = marked.isin(HIDDEN)
    found = audit(table, hidden, groups, totals=totals, zeros=zeros).to_numpy().T
    lowest = floors(table, groups, totals, zeros).to_numpy()[hidden]
    figures, states = add_totals(table, groups, totals=totals).to_numpy(), marked.to_numpy()
    small = (figures >= (zeros == "shown")) & (figures < threshold)
    assert (small == (states == "primary")).all()
    assert (np.isnan(figures) == (states == "not_reported")).all()
    lower, upper = found
    assert (lower <= figures[hidden]).all()
    assert (figures[hidden] <= upper).all()
    assert (lower < upper).all()
    assert (lower == lowest)[small[hidden]].all()
    assert (upper >= threshold - 1)[small[hidden]].all()


@given(tables(), TOTALS, st.integers(1, 6), st.sampled_from(["shown", "hidden"]))
def test_no_hidden_figure_can_be_computed(
    case: tuple[pd.DataFrame, pd.Series], totals: tuple[str, ...], threshold: int, zeros: str
) -> None:
    """In small tables of every kind."""
    check(*case, totals, threshold, zeros)


@pytest.mark.parametrize("seed", range(12))
def test_no_hidden_figure_of_a_larger_table_can_be_computed(seed: int) -> None:
    """Eight units in three groups, three quarters, all totals, some figures not reported."""
    random = np.random.default_rng(seed)
    array = random.poisson(random.gamma(0.7, 8, (8, 1)), (8, 3)).astype("float64")
    array[random.random(array.shape) < 0.1] = NAN
    units = list("abcdefgh")
    table = pd.DataFrame(array, units, ["Q1", "Q2", "Q3"])
    groups = pd.Series(list("xxxyyyzz"), units)
    check(table, groups, ("group", "all", "row"), 3 + seed % 4, ["shown", "hidden"][seed % 2])


@given(st.lists(COUNTS, min_size=1, max_size=8), st.integers(2, 6))
def test_group_gives_none_of_its_small_numbers_away(cases: list[float], threshold: int) -> None:
    """By hand: n hidden cells of sum s are 1 to s - n + 1 each; that must reach far enough.

    And of cells at most one is hidden that is not small, the smallest.
    """
    values = pd.Series(cases)
    states = suppress(values, threshold=threshold)
    hidden = values[states[values.index].isin(HIDDEN)]
    others = values[states[values.index] == "secondary"]
    if states["total"] == "shown" and len(hidden):
        assert len(hidden) > 1
        assert max(threshold - 1, 2) <= hidden.sum() - len(hidden) + 1
    assert len(others) <= 1
    assert others.tolist() == sorted(values[values >= threshold])[: len(others)]
    if states["total"] == "secondary":
        assert (values.dropna() < threshold).all()


@given(tables(), TOTALS)
def test_what_is_shown_adds_up(
    case: tuple[pd.DataFrame, pd.Series], totals: tuple[str, ...]
) -> None:
    """Units make their group and the total, quarters the row; of no report there is no sum."""
    table, groups = case
    figures = add_totals(table, groups, totals=totals)
    cells = table.to_numpy()
    columns = np.vstack([cells.T, np.nansum(cells, axis=1)]).T if "row" in totals else cells
    rows = dict(zip(table.index, columns, strict=True))
    names = list(dict.fromkeys(groups)) if "group" in totals else []
    rows |= {name: np.nansum(columns[groups == name], axis=0) for name in names}
    if "all" in totals:
        rows["total"] = np.nansum(columns, axis=0)
    assert list(figures.index) == list(rows)
    assert np.nan_to_num(figures.to_numpy()).tolist() == np.nan_to_num([*rows.values()]).tolist()
    reported = add_totals(table.notna().astype(float), groups, totals=totals)
    assert (figures.isna() == (reported == 0)).all(axis=None)


def reader_bounds(
    figures: pd.DataFrame, hidden: pd.DataFrame, groups: pd.Series, least: int
) -> list[tuple[float, float]]:
    """The intervals by other equations: each figure a variable, each total a sum of figures."""
    places = {label: at for at, label in enumerate(figures.stack(future_stack=True).index)}
    sums: list[tuple[tuple[str, str], list[tuple[str, str]]]] = []
    for column in figures.columns:
        for name in ("x", "y"):
            if name in figures.index:
                units = [(unit, column) for unit in groups.index[groups == name]]
                sums.append(((name, column), units))
        names = [name for name in ("x", "y") if name in figures.index]
        sums.append((("total", column), [(name, column) for name in names]))
    quarters = figures.columns[:-1]
    sums += [((row, "total"), [(row, column) for column in quarters]) for row in figures.index]
    equations = np.zeros((len(sums), len(places)))
    for at, (total, parts) in enumerate(sums):
        equations[at, places[total]] = -1
        equations[at, [places[part] for part in parts]] += 1
    limits = [
        (least, None) if gone else (value, value)
        for value, gone in zip(figures.to_numpy().ravel(), hidden.to_numpy().ravel(), strict=True)
    ]
    found = []
    for place in np.flatnonzero(hidden.to_numpy().ravel()):
        aim = np.zeros(len(places))
        aim[place] = 1
        ends = [
            linprog(sign * aim, A_eq=equations, b_eq=np.zeros(len(sums)), bounds=limits)
            for sign in (1, -1)
        ]
        upper = math.inf if ends[1].x is None else -ends[1].fun
        found.append((ends[0].fun, upper))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_audit_agrees_with_other_equations(seed: int) -> None:
    """However figures are hidden, well or badly, both programs find the same intervals."""
    random = np.random.default_rng(seed)
    table = pd.DataFrame(random.integers(1, 12, (4, 2)), list("abcd"), ["Q1", "Q2"])
    groups = pd.Series(list("xxyy"), list("abcd"))
    figures = add_totals(table, groups)
    hidden = figures.notna() & (random.random(figures.shape) < 0.3 + 0.05 * seed)
    for zeros, least in (("shown", 1), ("hidden", 0)):
        found = audit(table, hidden, groups, zeros=zeros)
        expected = reader_bounds(figures, hidden, groups, least)
        index = figures.stack(future_stack=True).index
        assert list(found.index) == list(index[hidden.to_numpy().ravel()])
        assert found.to_numpy() == pytest.approx(np.array(expected), abs=1e-6)


@pytest.mark.parametrize("seed", range(8))
def test_every_secondary_figure_is_needed(seed: int) -> None:
    """Showing any one of them again would narrow a primary figure too far."""
    random = np.random.default_rng(seed)
    table = pd.DataFrame(random.integers(0, 15, (6, 3)), list("abcdef"), ["Q1", "Q2", "Q3"])
    groups = pd.Series(list("xxxyyy"), list("abcdef"))
    states = suppress(table, groups, threshold=4)
    lowest = floors(table, groups, ("group", "all", "row"), "shown").stack(future_stack=True)
    primary = (states == "primary").stack(future_stack=True)
    secondary = (states == "secondary").stack(future_stack=True)
    assert primary.any()
    for row, column in secondary.index[secondary]:
        fewer = states.isin(HIDDEN)
        fewer.loc[row, column] = False
        found = audit(table, fewer, groups)
        small = found[primary[found.index]]
        safe = (small["lower"] <= lowest[small.index]) & (small["upper"] >= 3)
        assert not safe.all()


# --- Without labels -------------------------------------------------------------------------------

BY_UNIT = [["a", "a", "b"], ("a", "a", "b"), {0: "a", 1: "a", 2: "b"}, pd.Series(["a", "a", "b"])]


@pytest.mark.parametrize("groups", BY_UNIT)
def test_a_list_is_labelled_from_0(groups) -> None:
    """Groups are by label in a mapping, by place in a list."""
    totals = {0: 1, 1: 8, 2: 9, "a": 9, "b": 9, "total": 18}
    assert add_totals([1, 8, 9], groups).to_dict() == totals
    states = suppress([1, 8, 9], groups, threshold=3)
    assert states.index.tolist() == list(totals)
    assert signs(states) == ["p", "s", ".", ".", ".", "."]
    hidden = [True, True, False, False, False, False]
    assert bounds(audit([1, 8, 9], hidden, groups)) == {0: (1, 8), 1: (1, 8)}


def test_lists_of_lists_are_a_table() -> None:
    """Rows are units, columns are numbered from 0."""
    totals = add_totals([[1, 8], [9, 7]], ["a", "a"])
    assert totals.index.tolist() == [0, 1, "a", "total"]
    assert totals.columns.tolist() == [0, 1, "total"]
    assert totals.to_numpy().tolist() == [[1, 8, 9], [9, 7, 16], [10, 15, 25], [10, 15, 25]]
    assert signs(suppress([[1, 8], [9, 7]], threshold=3)) == ["ps.", "ss.", "..."]
    alone = suppress([[1, 8], [9, 7]], ["a", "a"], threshold=3, totals=["group"])
    assert signs(alone) == ["p.", "s.", ".."]
    hidden = [[True, True, False], [True, True, False], [False] * 3]
    found = bounds(audit([[1, 8], [2, 3]], hidden))
    assert found == {(0, 0): (1, 2), (0, 1): (7, 8), (1, 0): (1, 2), (1, 1): (3, 4)}


def test_mappings_keep_their_labels() -> None:
    """Of numbers by unit, of lists by column; a list of groups goes by place."""
    assert add_totals({"x": 1, "y": 8}, ["a", "a"]).to_dict() == {
        "x": 1, "y": 8, "a": 9, "total": 9,
    }  # fmt: skip
    series = pd.Series({"x": 1, "y": 8})
    assert signs(suppress(series, {"y": "b", "x": "a"}, threshold=3)) == ["p", "s", "p", "s", "."]
    assert add_totals({"Q1": [1, 2], "Q2": [3, NAN]}).to_dict("list") == {
        "Q1": [1, 2, 3], "Q2": pytest.approx([3, NAN, 3], nan_ok=True),
        "total": [4, 2, 6],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("call", "key", "values"),
    [
        (
            lambda: suppress([1, 8], ["a"], threshold=3),
            "error.measure-length",
            {"names": "values, groups", "found": "2, 1"},
        ),
        (
            lambda: add_totals([1, 8], {0: "a"}),
            "error.measure-length",
            {"names": "values, groups", "found": "2, 1"},
        ),
        (
            lambda: audit([1, 8], [True, True]),
            "error.measure-length",
            {"names": "hidden, figures", "found": "2, 3"},
        ),
        *(
            (call, "error.measure-choice", {"name": name, "found": "abc", "hint": "0, 1, …"})
            for name, call in (
                ("values", lambda: add_totals([1, "abc"])),
                ("values", lambda: suppress(pd.Series(["abc"]), threshold=3)),
                ("values", lambda: audit({"Q1": ["abc"]}, [True])),
                ("threshold", lambda: suppress([1, 2], threshold="abc")),
            )
        ),
    ],
)
def test_wrong_lists_say_what_is_taken(call, key: str, values: dict[str, str]) -> None:
    """As many groups as units, as many signs as figures, and no text."""
    with pytest.raises(CallError) as caught:
        call()
    assert (key, values) == (caught.value.key, dict(caught.value.values))
