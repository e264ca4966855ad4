"""Competition ranks within groups."""

import itertools
import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.errors import CallError
from cchc_lib.measure import rank, rank_units

PUBLISHED = Path(__file__).parent / "published"

SCORES = st.lists(st.floats(0, 100) | st.just(math.nan), min_size=1, max_size=60)


@given(SCORES)
def test_rank_follows_the_score(scores: list[float]) -> None:
    """A higher score never has a worse rank; only NaN has none."""
    values = pd.Series(scores)
    ranks = rank(values)
    assert ranks.isna().tolist() == values.isna().tolist()
    places = ranks.loc[values.dropna().sort_values().index].tolist()
    assert all(worse >= better for worse, better in itertools.pairwise(places))


@given(SCORES, st.randoms(use_true_random=False))
def test_order_of_the_table_does_not_matter(scores: list[float], random) -> None:
    """Shuffled units keep their ranks."""
    values = pd.Series(scores)
    order = list(values.index)
    random.shuffle(order)
    pd.testing.assert_series_equal(rank(values), rank(values.loc[order]).sort_index())


@given(SCORES, st.integers(1, 5))
def test_units_that_reported_nothing_change_no_rank(scores: list[float], silent: int) -> None:
    """However many units without a score join, the others keep their ranks."""
    alone, joined = rank(scores), rank([*scores, *[math.nan] * silent])
    assert joined[: len(scores)].tolist() == pytest.approx(alone.tolist(), nan_ok=True)
    assert np.isnan(joined[len(scores) :]).all()


TIES = {
    "competition_min": "competition",
    "modified_competition_max": "modified_competition",
    "dense": "dense",
    "ordinal": "ordinal",
    "fractional": "fractional",
}
CASES = json.loads((PUBLISHED / "ranking_ties.json").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize(
    ("case", "ties", "expected"),
    [(case, TIES[key], case[key]) for case in CASES for key in TIES if key in case]
    + [(case, case["omega"], case["mixed"]) for case in CASES if "omega" in case],
)
def test_published_cases_of_ties(case, ties, expected) -> None:
    """The cases of csranks, scipy and Wikipedia that stand in published/ranking_ties.json."""
    found = rank(case["x"], higher_is_better=case["best"] == "high", ties=ties)
    assert found.tolist() == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("ties", [-0.1, 1.1])
def test_a_number_for_ties_lies_between_0_and_1(ties: float) -> None:
    """0 is the best place of equals, 1 the worst."""
    assert rank([7, 7, 5], ties=0).tolist() == [1, 1, 3]
    assert rank([7, 7, 5], ties=1).tolist() == [2, 2, 3]
    with pytest.raises(CallError) as caught:
        rank([1, 2], ties=ties)
    assert caught.value.message("en").startswith("ties must lie between 0 and 1; got ")


def test_tables_are_ranked_column_by_column_and_words_of_others_are_taken() -> None:
    """Scipy says min where we say competition."""
    table = pd.DataFrame({"a": [9.0, 7, 7], "b": [1.0, 2, 3]}, index=list("xyz"))
    assert rank(table).to_numpy().T.tolist() == [[1, 2, 2], [3, 2, 1]]
    assert rank(table, higher_is_better=False, ties="max")["a"].tolist() == [3, 2, 2]
    for word, ours in (("min", "competition"), ("max", "modified_competition"),
                       ("first", "ordinal"), ("average", "fractional")):  # fmt: skip
        assert rank([9, 7, 7], ties=word).tolist() == rank([9, 7, 7], ties=ours).tolist()


def test_signs_of_infinity_are_the_ends() -> None:
    """An infinite score is first or last, and hides no difference among the others."""
    assert rank([math.inf, 1, 2, -math.inf]).tolist() == [1, 3, 2, 4]
    assert rank([0.0, 0.0]).tolist() == [1, 1]
    assert rank([1e-30, 2e-30]).tolist() == [2, 1]


def test_another_word_for_ties_is_refused() -> None:
    """The words that are taken stand in the error."""
    with pytest.raises(CallError) as caught:
        rank([1, 2], ties="olympic")
    assert caught.value.message("vi").startswith("ties không nhận «olympic»")
    assert "competition, modified_competition, dense" in caught.value.message("en")


def test_series_keeps_its_index_and_an_array_stays_one() -> None:
    """Ranks come back in the shape of the scores."""
    named = rank(pd.Series([5.0, 9.0], index=["ba-dinh", "tay-ho"]))
    assert named.to_dict() == {"ba-dinh": 2, "tay-ho": 1}
    assert isinstance(rank([5, 9]), np.ndarray)


def test_last_digits_tell_scores_apart_to_twelve_places() -> None:
    """A billionth of a point is a difference, a ten-trillionth is rounding."""
    assert rank([80.0, 80.0 + 1e-9]).tolist() == [2, 1]
    assert rank([80.0, 80.0 + 1e-12]).tolist() == [1, 1]


def test_sum_in_another_order_is_still_a_tie() -> None:
    """0.1 + 0.2 and 0.3 are one score."""
    assert rank(pd.Series([0.1 + 0.2, 0.3, 0.4])).tolist() == [2, 2, 1]


def scored(rows: list[tuple[str, str, str | None, float, str | None]]) -> pd.DataFrame:
    units = pd.DataFrame([row[:3] for row in rows], columns=["unit", "group", "subgroup"])
    scores = pd.DataFrame(
        [(row[0], row[3], 1.0, row[4]) for row in rows],
        columns=["unit", "score", "weight_reported", "reason"],
    )
    return rank_units(scores, units).set_index("unit")


def test_groups_are_ranked_apart() -> None:
    """A department's score never moves a district; sub-groups count apart."""
    table = scored(
        [
            ("so-noi-vu", "departments", None, 99, None),
            ("ba-dinh", "districts", "urban-districts", 80, None),
            ("ba-vi", "districts", "rural-districts-and-towns", 90, None),
            ("tay-ho", "districts", "urban-districts", 80, None),
        ]
    )
    assert table["rank"].to_dict() == {"so-noi-vu": 1, "ba-dinh": 2, "ba-vi": 1, "tay-ho": 2}
    assert table.loc["ba-dinh", "subgroup_rank"] == 1
    assert table.loc["ba-vi", "subgroup_ranked"] == 1


def test_unit_that_reported_too_little_has_no_rank_and_moves_nobody() -> None:
    """The unit with a reason is out of the ranking; N says how many are in it."""
    table = scored(
        [
            ("ba-dinh", "districts", "urban-districts", 80, None),
            ("tay-ho", "districts", "urban-districts", 95, "too_little_reported"),
        ]
    )
    assert table.loc["ba-dinh", "rank"] == 1
    assert math.isnan(table.loc["tay-ho", "rank"])
    assert table["ranked"].tolist() == [1, 1]
    assert table["group_size"].tolist() == [2, 2]


def test_text_is_no_score() -> None:
    """The first that is no number is named."""
    with pytest.raises(CallError) as caught:
        rank([90, "tám mươi"])
    assert caught.value.message("vi").startswith("scores không nhận «tám mươi»")
