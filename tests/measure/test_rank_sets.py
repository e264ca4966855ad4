"""Sets of ranks that cannot be ruled out.

Published: csranks on PISA 2018, mathematics, 37 countries of the OECD. Its draws have no seed, so
what it prints is sure only where it does not hang on the draw.
- [1] danielwilhelm/R-CS-ranks@2ee8432 articles/Introduction.html
- [2] cran/csranks@534c124 inst/doc/Inference-for-Ranks.html
- [3] danielwilhelm/R-CS-ranks@00a01e8 README.md
"""

import importlib
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.stats import norm, studentized_range

from cchc_lib.errors import CallError
from cchc_lib.measure.rank_sets import BLOCK, bottom_set, rank_sets, top_set

PISA = pd.read_csv(
    Path(__file__).parent / "published" / "pisa2018_math.csv", comment="#", index_col="country"
)
MATH, SE = PISA["math"], PISA["se"]
UNITED_KINGDOM = "United Kingdom"
TOP_AT_90 = [
    "Belgium", "Canada", "Denmark", "Estonia", "Finland", "Japan", "Korea", "Netherlands", "Poland",
    "Slovenia", "Switzerland",
]  # fmt: skip


def ends(sets: pd.DataFrame, unit: object) -> tuple[float, float]:
    """The best and the worst rank of one unit."""
    return sets.loc[unit, "lower"], sets.loc[unit, "upper"]


def told(caught: pytest.ExceptionInfo[CallError]) -> dict[str, object]:
    """What an error says: its values by name."""
    return caught.value.values  # noqa: PD011 - the error's own


def test_ranks_of_pisa() -> None:
    """The 37 ranks that [3] prints as math_rank, in the order of the file."""
    printed = [
        24, 18, 10, 7, 35, 37, 17, 8, 3, 11, 20, 15, 34, 30, 21, 16, 32, 25, 1, 2, 19, 29, 27, 36,
        4, 22, 14, 5, 23, 26, 9, 28, 12, 6, 33, 13, 31,
    ]  # fmt: skip
    assert printed == rank_sets(MATH, SE)["rank"].tolist()


def test_marginal_set_of_the_united_kingdom() -> None:
    """[1] prints L 7, rank 13, U 23; [2] says "anywhere between 7 and 23"."""
    assert rank_sets(MATH, SE).loc[UNITED_KINGDOM].tolist() == [13, 7, 23]


def test_united_kingdom_lies_on_an_edge() -> None:
    """Canada is 2.942 errors ahead, c is 2.931: with many draws its lower end is the 8 of [2]."""
    assert rank_sets(MATH, SE, draws=100_000).loc[UNITED_KINGDOM].tolist() == [13, 8, 23]


def test_set_of_one_step_is_the_wider() -> None:
    """In one step c is 3.025, and Canada is not shown to be ahead however many draws there are."""
    sets = rank_sets(MATH, SE, stepdown=False, draws=100_000)
    assert sets.loc[UNITED_KINGDOM].tolist() == [13, 7, 23]


def test_top_five_of_pisa() -> None:
    """[1] and [2] list 12 countries at 95%, and 11 at 90%: Sweden drops out."""
    at_95, at_90 = top_set(MATH, SE, 5), top_set(MATH, SE, 5, confidence=0.9)
    assert sorted([*TOP_AT_90, "Sweden"]) == MATH.index[at_95].tolist()
    assert MATH.index[at_90].tolist() == TOP_AT_90


def test_simultaneous_sets_of_pisa() -> None:
    """[1] reads off its plot that Sweden begins at 5, and the eleven above it at 4 or better; [2]
    that Germany and Korea share rank 7, and Chile, Mexico and Colombia none with the others.
    """
    sets = rank_sets(MATH, SE, kind="simultaneous")
    last = ["Chile", "Mexico", "Colombia"]
    assert sets.loc["Sweden", "lower"] == 5
    assert (sets.loc[TOP_AT_90, "lower"] <= 4).all()
    assert (sets.loc["Korea", "upper"], sets.loc["Germany", "lower"]) == (7, 7)
    assert sets.loc[last, "lower"].min() > sets.drop(last)["upper"].max()


def test_at_75_percent_korea_is_ahead_of_germany() -> None:
    """[2]: "Germany's and Korea's confidence sets do not overlap" at 75%."""
    sets = rank_sets(MATH, SE, kind="simultaneous", confidence=0.75)
    assert (sets.loc["Korea", "upper"], sets.loc["Germany", "lower"]) == (6, 8)


def dunnett(others: int, confidence: float, *, two_sided: bool) -> float:
    """The quantile of the largest of equally sure differences from one unit, by quadrature."""

    def below(c: float) -> float:
        def at(z: float) -> float:
            width = norm.cdf(z + c * math.sqrt(2))
            width -= norm.cdf(z - c * math.sqrt(2)) if two_sided else 0
            return float(norm.pdf(z) * width**others)

        return quad(at, -8, 8)[0] - confidence

    return float(brentq(below, 0, 6))


def passes(gap: float, others: int, **options: object) -> bool:
    """Whether one unit is shown to be better than all its equals, `gap` errors of the difference
    below it; the errors of the difference are 1.
    """
    scores = [gap] + [0.0] * others
    errors = [math.sqrt(0.5)] * (others + 1)
    sets = rank_sets(scores, errors, draws=100_000, stepdown=False, **options)
    assert sets["lower"][0] == 1
    return bool(sets["upper"][0] == 1)


@pytest.mark.parametrize("others", [1, 9])
@pytest.mark.parametrize("confidence", [0.9, 0.95])
@pytest.mark.parametrize(("tail", "two_sided"), [("two-sided", True), ("upper", False)])
def test_critical_value_of_one_unit(others, confidence, tail, two_sided) -> None:
    """With equal errors it is Dunnett's (1955, JASA 50: 1096): 1.96 and 1.645 for one other."""
    critical = dunnett(others, confidence, two_sided=two_sided)
    assert not passes(critical - 0.03, others, confidence=confidence, tail=tail)
    assert passes(critical + 0.03, others, confidence=confidence, tail=tail)


@pytest.mark.parametrize("others", [1, 9])
@pytest.mark.parametrize("tail", ["two-sided", "upper"])
def test_critical_value_of_all_units(others: int, tail: str) -> None:
    """With equal errors it is Tukey's: the studentized range over the root of 2, on either tail."""
    critical = studentized_range.ppf(0.95, others + 1, 1e6) / math.sqrt(2)
    assert not passes(critical - 0.03, others, kind="simultaneous", tail=tail)
    assert passes(critical + 0.03, others, kind="simultaneous", tail=tail)


def test_pairs_that_are_shown_make_room_for_the_rest() -> None:
    """Once nine units are shown to be ahead, the tenth needs 1.6 errors instead of 2.6."""
    scores, errors = [0.0, 2.0] + [50.0] * 9, [0.1] + [1.0] * 10
    one_step = rank_sets(scores, errors, tail="lower", stepdown=False)
    steps = rank_sets(scores, errors, tail="lower")
    assert ends(one_step, 0) == (10, 11)
    assert ends(steps, 0) == (11, 11)


@pytest.mark.parametrize("kind", ["marginal", "simultaneous"])
def test_tails_bound_one_end_each(kind: str) -> None:
    """`lower` says how good a rank may be, `upper` how bad; the other end is open."""
    scores, errors = pd.Series([30.0, 20.0, 10.0]), [1.0] * 3
    both = rank_sets(scores, errors, kind=kind)
    assert both.to_numpy().tolist() == [[1, 1, 1], [2, 2, 2], [3, 3, 3]]
    best = rank_sets(scores, errors, kind=kind, tail="lower")
    assert best.to_numpy().tolist() == [[1, 1, 3], [2, 2, 3], [3, 3, 3]]
    worst = rank_sets(scores, errors, kind=kind, tail="upper")
    assert worst.to_numpy().tolist() == [[1, 1, 1], [2, 1, 2], [3, 1, 3]]


@pytest.mark.parametrize("kind", ["marginal", "simultaneous"])
@pytest.mark.parametrize("confidence", [0.0, 0.95, 1.0])
def test_exact_scores_have_their_ranks(kind: str, confidence: float) -> None:
    """Where nothing has an error the set is the rank, and equals share it."""
    sets = rank_sets([5, 7, 9, 7], [0, 0, 0, 0], kind=kind, confidence=confidence)
    assert sets.to_numpy().tolist() == [[4, 4, 4], [2, 2, 2], [1, 1, 1], [2, 2, 2]]


def test_exact_scores_are_told_apart_as_ranks_are() -> None:
    """0.1 + 0.2 and 0.3 are one score; a billionth more is another."""
    assert rank_sets([0.1 + 0.2, 0.3], [0, 0])["upper"].tolist() == [1, 1]
    assert rank_sets([0.3, 0.3 + 1e-9], [0, 0])["upper"].tolist() == [2, 1]
    unsure = rank_sets([0.1 + 0.2, 0.3], [1e-30, 0])
    assert unsure.to_numpy().tolist() == [[1, 1, 2], [1, 1, 2]]


def test_exact_pairs_stand_beside_uncertain_ones() -> None:
    """Two exact scores are compared exactly though a third may lie anywhere among them."""
    sets = rank_sets([9.0, 8.9, 8.95], [0, 0, 10])
    assert sets.to_numpy().tolist() == [[1, 1, 2], [3, 2, 3], [2, 1, 3]]


def test_errors_far_smaller_than_scores_are_still_errors() -> None:
    """A gap of more errors than a float can tell is shown, without a warning."""
    assert rank_sets([1e100, 0], [5e-324, 0]).to_numpy().tolist() == [[1, 1, 1], [2, 2, 2]]


@pytest.mark.parametrize("kind", ["marginal", "simultaneous"])
def test_equals_have_equal_sets(kind: str) -> None:
    """Units with the same score and error have the same set, though each is drawn apart."""
    scores = [60, 51, 52, 52, 52, 53, 40, 41, 53, 47]
    for seed in range(20):
        sets = rank_sets(scores, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1], kind=kind, draws=20, seed=seed)
        assert len(sets.iloc[[2, 3, 4]].drop_duplicates()) == 1
        assert len(sets.iloc[[5, 8]].drop_duplicates()) == 1


def test_equals_have_the_wider_of_their_sets() -> None:
    """With 20 draws c of equals differs: the set is that of the larger, at either end."""
    alone = [
        rank_sets([52.0, 52.0 + 1e-10, 48.8, 55.2], [1.0] * 4, draws=20, seed=seed).iloc[:2]
        for seed in range(40)
    ]
    equals = [
        rank_sets([52.0, 52.0, 48.8, 55.2], [1.0] * 4, draws=20, seed=seed).iloc[0]
        for seed in range(40)
    ]
    assert any(two["lower"].nunique() == 2 for two in alone)
    assert any(two["upper"].nunique() == 2 for two in alone)
    assert [two["lower"].min() for two in alone] == [one["lower"] for one in equals]
    assert [two["upper"].max() for two in alone] == [one["upper"] for one in equals]


def test_full_confidence_shows_only_what_is_exact() -> None:
    """No finite gap passes at a confidence of 1."""
    assert [ends(rank_sets([1e6, 0], [1, 1], confidence=1), at) for at in (0, 1)] == [
        (1, 2),
        (1, 2),
    ]


def test_at_no_confidence_the_order_stands() -> None:
    """The critical value is never below 0: nobody is shown to be ahead of a better unit."""
    sets = rank_sets([2.0, 1.0], [5.0, 5.0], confidence=0, tail="lower")
    assert sets.to_numpy().tolist() == [[1, 1, 2], [2, 2, 2]]
    sets = rank_sets([2.0, 1.0], [5.0, 5.0], confidence=0.2, tail="upper", draws=1)
    assert (sets["rank"] <= sets["upper"]).all()


def test_fewer_is_better() -> None:
    """The same scores with the other sign give the same sets."""
    turned = rank_sets(-MATH, SE, higher_is_better=False)
    pd.testing.assert_frame_equal(rank_sets(MATH, SE), turned)


def test_other_seeds_and_draws_give_other_sets() -> None:
    """The arguments reach the draws: two seeds of 20 draws differ, and so do 20 and 21 draws."""
    base = rank_sets(MATH, SE, draws=20)
    assert base.equals(rank_sets(MATH, SE, draws=20, seed=20200312))
    assert not base.equals(rank_sets(MATH, SE, draws=20, seed=1))
    assert not base.equals(rank_sets(MATH, SE, draws=21))


def test_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gaps that are drawn one by one, or all at once, give the same sets."""
    at_once = rank_sets(MATH, SE)
    for block in (1, 5000):
        monkeypatch.setattr(importlib.import_module("cchc_lib.measure.rank_sets"), "BLOCK", block)
        pd.testing.assert_frame_equal(at_once, rank_sets(MATH, SE))
    assert len(MATH) * 1000 < BLOCK


def test_units_without_a_score_or_an_error_change_nothing() -> None:
    """They have no rank and no set, and nobody else's is moved."""
    alone = rank_sets([9.0, 8.0, 4.0], [1.0, 1.0, 1.0])
    joined = rank_sets([9.0, np.nan, 8.0, 4.0, 99.0], [1.0, 1.0, 1.0, 1.0, np.nan])
    assert alone.to_numpy().tolist() == joined.iloc[[0, 2, 3]].to_numpy().tolist()
    assert joined.iloc[[1, 4]].isna().all(axis=None)
    assert rank_sets([np.nan], [1.0]).isna().all(axis=None)
    assert rank_sets([], []).shape == (0, 3)
    assert rank_sets([3.0], [1.0]).to_numpy().tolist() == [[1, 1, 1]]


def test_series_are_matched_by_label_and_keep_their_index() -> None:
    """Errors in another order still belong to their unit; arrays are matched by place."""
    scores = pd.Series([9.0, 8.0, 7.0], index=["ba-dinh", "tay-ho", "ba-vi"])
    errors = pd.Series([0.0, 0.1, 5.0], index=["ba-vi", "ba-dinh", "tay-ho"])
    sets = rank_sets(scores, errors)
    assert sets.index.equals(scores.index)
    assert sets.columns.tolist() == ["rank", "lower", "upper"]
    assert [ends(sets, unit) for unit in scores.index] == [(1, 2), (1, 3), (2, 3)]
    by_place = rank_sets(scores.to_numpy(), errors)
    assert by_place["upper"].tolist() == rank_sets([9, 8, 7], [0, 0.1, 5.0])["upper"].tolist()


def test_covariance_takes_the_place_of_the_errors() -> None:
    """A diagonal one gives the very sets of its errors, whatever stands in their place."""
    alone = rank_sets(MATH, SE)
    diagonal = pd.DataFrame(np.diag(SE**2), index=MATH.index, columns=MATH.index)
    shuffled = diagonal.iloc[::-1, [*range(5, 37), *range(5)]]
    pd.testing.assert_frame_equal(alone, rank_sets(MATH, SE * 0, covariance=shuffled))
    assert alone.to_numpy().tolist() == (
        rank_sets(MATH.to_numpy(), SE * 0, covariance=np.diag(SE**2)).to_numpy().tolist()
    )


def test_scores_that_move_together_are_told_apart_sooner() -> None:
    """A gap of 1 is 0.7 errors of two units alone, 2.2 where they share 0.9 of their variance."""
    scores = [2.0, 1.0]
    assert ends(rank_sets(scores, [1, 1]), 0) == (1, 2)
    assert ends(rank_sets(scores, [1, 1], covariance=[[1, 0.9], [0.9, 1]]), 0) == (1, 1)
    apart = rank_sets(scores, [1, 1], covariance=[[0.25, -0.2], [-0.2, 0.25]])
    assert ends(apart, 0) == (1, 2)
    assert ends(rank_sets(scores, [1, 1], covariance=np.diag([0.125, 0.125])), 0) == (1, 1)


def test_scores_that_move_as_one_are_compared_exactly() -> None:
    """A difference without a variance is exact, even where rounding leaves a trace of one."""
    shared = np.full((3, 3), 0.3)
    shared[0, 1] = shared[1, 0] = 0.3 - 1e-14
    for confidence in (0.95, 1):
        sets = rank_sets([2.0, 1.0, 2.0], [9, 9, 9], covariance=shared, confidence=confidence)
        assert sets.to_numpy().tolist() == [[1, 1, 1], [3, 3, 3], [1, 1, 1]]
    impossible = [[1, 1 + 1e-9, 0], [1 + 1e-9, 1, 0], [0, 0, 1]]
    sets = rank_sets([2.0, 1.0, -9.0], [9, 9, 9], covariance=impossible)
    assert sets["upper"].tolist() == [1, 2, 3]
    tiny = rank_sets([1.00001, 1.000005], [9, 9], covariance=np.eye(2) * 1e-10)
    assert ends(tiny, 0) == (1, 2)
    nearly = np.array([[1, 1 - 1e-9], [1 - 1e-9, 1]])
    assert ends(rank_sets([1.0, 1.0 - 1e-5], [1, 1], covariance=nearly), 0) == (1, 2)


def test_critical_value_of_scores_that_move_together() -> None:
    """Equal correlations leave the differences' own as they are: the value is Tukey's again."""
    critical = studentized_range.ppf(0.95, 5, 1e6) / math.sqrt(2)
    covariance = np.full((5, 5), 0.5) + 0.5 * np.eye(5)
    for gap, worst in ((critical - 0.04, 5), (critical + 0.04, 1)):
        sets = rank_sets(
            [gap, 0, 0, 0, 0], [1] * 5, covariance=covariance, kind="simultaneous",
            stepdown=False, draws=100_000,
        )  # fmt: skip
        assert (1, worst) == ends(sets, 0)


def test_covariance_that_is_not_known_is_no_set() -> None:
    """A unit without a variance, or without one that its comparison needs, has no set."""
    covariance = np.eye(4)
    covariance[1, :] = covariance[:, 1] = np.nan
    sets = rank_sets([4.0, 3.0, 2.0, 1.0], [1] * 4, covariance=covariance)
    assert sets["rank"].notna().tolist() == [True, False, True, True]
    sets = rank_sets([4.0, math.nan, 2.0, 1.0], [1] * 4, covariance=np.eye(4))
    assert sets.iloc[1].isna().all()
    assert sets["upper"].max() == 3
    covariance = np.eye(4)
    covariance[0, 1] = covariance[1, 0] = np.nan
    sets = rank_sets([4.0, 3.0, 2.0, 1.0], [1] * 4, covariance=covariance)
    assert sets["rank"].notna().tolist() == [False, False, True, True]


def test_covariance_of_any_numbers_is_taken() -> None:
    """Objects and whole numbers are numbers, and a variance may be as large as a square."""
    expected = rank_sets([2.0, 1.0], [1, 1]).to_numpy().tolist()
    for table in (np.eye(2, dtype=object), np.eye(2, dtype=int), np.eye(2) * 1e200):
        assert expected == rank_sets([2.0, 1.0], [1, 1], covariance=table).to_numpy().tolist()


def test_errors_of_any_numbers_are_taken() -> None:
    """Objects and whole numbers are numbers."""
    expected = rank_sets([2.0, 1.0], [1.0, 0.0])
    for errors in (np.array([1, 0], dtype=object), (1, 0)):
        pd.testing.assert_frame_equal(expected, rank_sets([2, 1], errors))


def test_halves_of_a_covariance_are_averaged() -> None:
    """A table whose halves differ is read the same from either side."""
    skew = np.array([[1, 0.9, 0], [0.7, 1, 0], [0, 0, 1]])
    even = np.array([[1, 0.8, 0], [0.8, 1, 0], [0, 0, 1]])
    expected = rank_sets(MATH.iloc[:3], [1] * 3, covariance=even)
    for table in (skew, skew.T):
        pd.testing.assert_frame_equal(expected, rank_sets(MATH.iloc[:3], [1] * 3, covariance=table))


def test_top_and_bottom_of_exact_scores() -> None:
    """Equals are in or out together; a unit without a score is in neither."""
    scores = pd.Series([9, 7, 7, 5, np.nan], index=list("abcde"))
    errors = pd.Series(0.0, index=scores.index)
    assert top_set(scores, errors, 1).tolist() == [True, False, False, False, False]
    assert top_set(scores, errors, 2).tolist() == [True, True, True, False, False]
    assert top_set(scores, errors, 3).tolist() == [True, True, True, False, False]
    assert top_set(scores, errors, 9).tolist() == [True, True, True, True, False]
    assert bottom_set(scores, errors, 1).tolist() == [False, False, False, True, False]
    assert bottom_set(scores, errors, 2).tolist() == [False, True, True, True, False]


def test_top_and_bottom_pass_their_arguments_on() -> None:
    """Each argument changes who is found, as it changes the sets."""
    assert top_set(MATH, SE, 5).equals(bottom_set(-MATH, SE, 5))
    assert top_set(MATH, SE, 5).equals(top_set(-MATH, SE, 5, higher_is_better=False))
    assert top_set(MATH, SE, 5).equals(bottom_set(MATH, SE, 5, higher_is_better=False))
    options = {"draws": 5, "seed": 3, "confidence": 0.9}
    best = rank_sets(MATH, SE, kind="simultaneous", **options)["lower"].tolist()
    worst = rank_sets(-MATH, SE, kind="simultaneous", **options)["lower"].tolist()
    for k in range(1, 38):
        assert [place <= k for place in best] == top_set(MATH, SE, k, **options).tolist()
        assert [place <= k for place in worst] == bottom_set(MATH, SE, k, **options).tolist()
    for tie in (top_set, bottom_set):
        sign = 1 if tie is top_set else -1
        close = sign * pd.Series([3.0, 2.0])
        assert tie(close, [1, 1], 1).tolist() == [True, True]
        assert tie(close, [0.1, 0.1], 1).tolist() == [True, False]
        assert tie(close, [1, 1], 1, covariance=np.eye(2) / 100).tolist() == [True, False]


def test_one_step_reaches_top_and_bottom() -> None:
    """Eighteen units far apart are shown to be; the last then needs 3.4 errors instead of 3.6."""
    scores = pd.Series([0.0, 3.48, *range(100, 1900, 100)])
    errors = np.full(20, math.sqrt(0.5))
    for best, sign in ((top_set, 1), (bottom_set, -1)):
        assert not best(sign * scores, errors, 19, draws=5000)[0]
        assert best(sign * scores, errors, 19, draws=5000, stepdown=False)[0]


def test_array_in_gives_an_array() -> None:
    """A Series keeps its index and no name; an array stays one."""
    named = top_set(MATH, SE, 5)
    assert named.index.equals(MATH.index)
    assert named.name is None
    array = top_set(MATH.to_numpy(), SE.to_numpy(), 5)
    assert isinstance(array, np.ndarray)
    assert named.tolist() == array.tolist()
    assert isinstance(bottom_set(MATH.to_numpy(), SE.to_numpy(), 5), np.ndarray)


@pytest.mark.parametrize(
    ("changed", "key", "name"),
    [
        ({"kind": "joint"}, "error.measure-choice", "kind"),
        ({"tail": "both"}, "error.measure-choice", "tail"),
        ({"confidence": 1.01}, "error.measure-range", "confidence"),
        ({"confidence": -0.01}, "error.measure-range", "confidence"),
        ({"draws": 0}, "error.measure-range", "draws"),
        ({"draws": 1_000_001}, "error.measure-range", "draws"),
        ({"estimates": [1.0, math.inf]}, "error.measure-range", "estimates"),
        ({"estimates": [-2e150, 1.0]}, "error.measure-range", "estimates"),
        ({"standard_errors": [1.0, -0.1]}, "error.measure-range", "standard_errors"),
        ({"standard_errors": [1.0, math.inf]}, "error.measure-range", "standard_errors"),
        ({"covariance": [[1.0, 0.0], [0.0, -1.0]]}, "error.measure-range", "covariance"),
        ({"covariance": [[math.inf, 0.0], [0.0, 1.0]]}, "error.measure-range", "covariance"),
    ],
)
def test_arguments_outside_their_range(changed: dict, key: str, name: str) -> None:
    """The error names the argument."""
    arguments = {"estimates": [1.0, 2.0], "standard_errors": [1.0, 1.0], **changed}
    with pytest.raises(CallError) as caught:
        rank_sets(arguments.pop("estimates"), arguments.pop("standard_errors"), **arguments)
    assert key == caught.value.key
    assert name == told(caught)["name"]


def test_words_that_are_taken_stand_in_the_error() -> None:
    """Kinds and tails are told."""
    for name, words in (("kind", "marginal, simultaneous"), ("tail", "two-sided, lower, upper")):
        with pytest.raises(CallError) as caught:
            rank_sets([1.0], [1.0], **{name: "none"})
        assert words == told(caught)["hint"]


@pytest.mark.parametrize("shape", [(2, 2), (3, 2), (2, 3), (3,)])
def test_lengths_must_agree(shape: tuple[int, ...]) -> None:
    """Three scores need three errors, or a covariance of three by three."""
    with pytest.raises(CallError) as caught:
        rank_sets([1.0, 2.0, 3.0], [1.0] * 3, covariance=np.ones(shape))
    assert caught.value.key == "error.measure-length"
    assert told(caught)["names"] == "estimates, covariance"
    with pytest.raises(CallError) as caught:
        rank_sets([1.0, 2.0, 3.0], [1.0, 1.0])
    assert told(caught) == {"names": "estimates, standard_errors", "found": "3, 2"}


def test_k_is_at_least_1() -> None:
    """Nobody is among the best 0."""
    assert top_set(MATH, SE, 1).any()
    for best in (top_set, bottom_set):
        with pytest.raises(CallError) as caught:
            best(MATH, SE, 0)
        assert told(caught)["name"] == "k"


# Whole numbers make equals likely, and 0 among the errors; every ninth score is not reported.
UNITS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 4)), min_size=1, max_size=4)
KINDS = st.sampled_from(["marginal", "simultaneous"])


def sets_of(units: list[tuple[int, int]], **options: object) -> np.ndarray:
    """The sets of a few units by 20 draws; a score of 8 stands for none."""
    scores, errors = np.array(units, dtype=float).T
    scores[scores == 8] = np.nan
    return rank_sets(scores, errors, draws=20, **options).to_numpy()


@given(UNITS, KINDS, st.sampled_from(["two-sided", "lower", "upper"]), st.floats(0, 1))
def test_a_set_holds_the_rank(units: list, kind: str, tail: str, confidence: float) -> None:
    """1 <= lower <= rank <= upper <= the number of units that have one."""
    rank, lower, upper = sets_of(units, kind=kind, tail=tail, confidence=confidence).T
    known = np.array([score != 8 for score, _ in units])
    assert known.tolist() == (~np.isnan(rank)).tolist()
    assert (lower[known] >= 1).all()
    assert (lower <= rank)[known].all()
    assert (rank <= upper)[known].all()
    assert (upper[known] <= known.sum()).all()


@given(UNITS, KINDS, st.randoms(use_true_random=False))
def test_order_of_the_units_does_not_matter(units: list, kind: str, random) -> None:
    """Shuffled units keep their sets, equals included."""
    order = random.sample(range(len(units)), len(units))
    shuffled = sets_of([units[at] for at in order], kind=kind)
    np.testing.assert_array_equal(sets_of(units, kind=kind)[order], shuffled)


@given(UNITS, st.floats(0, 1))
def test_sets_for_all_hold_those_for_each(units: list, confidence: float) -> None:
    """A simultaneous set contains the marginal one from the same draws."""
    each = sets_of(units, confidence=confidence)
    together = sets_of(units, kind="simultaneous", confidence=confidence)
    assert not (together[:, 1] > each[:, 1]).any()
    assert not (together[:, 2] < each[:, 2]).any()


@given(UNITS, KINDS, st.floats(0, 1), st.floats(0, 1))
def test_more_confidence_is_a_wider_set(units: list, kind: str, one: float, other: float) -> None:
    """The set at the higher confidence contains the other."""
    narrow = sets_of(units, kind=kind, confidence=min(one, other))
    wide = sets_of(units, kind=kind, confidence=max(one, other))
    assert not (wide[:, 1] > narrow[:, 1]).any()
    assert not (wide[:, 2] < narrow[:, 2]).any()


@given(st.lists(st.integers(0, 7), min_size=1, max_size=4), KINDS)
def test_huge_errors_leave_every_rank_open(scores: list[int], kind: str) -> None:
    """From an error of a million points on, each unit may be first or last."""
    sets = sets_of([(score, 10**6) for score in scores], kind=kind)
    assert [1] * len(scores) == sets[:, 1].tolist()
    assert [len(scores)] * len(scores) == sets[:, 2].tolist()


@given(UNITS, KINDS)
def test_steps_only_narrow(units: list, kind: str) -> None:
    """A set by steps lies within the set of one step (csranks, test_csranks_compare.R)."""
    steps, one = sets_of(units, kind=kind), sets_of(units, kind=kind, stepdown=False)
    assert not (steps[:, 1] < one[:, 1]).any()
    assert not (steps[:, 2] > one[:, 2]).any()


def test_one_error_is_that_of_all() -> None:
    """A number for a list of it."""
    expected = rank_sets([90, 80, 79], [1, 1, 1])
    pd.testing.assert_frame_equal(expected, rank_sets([90, 80, 79], 1))
