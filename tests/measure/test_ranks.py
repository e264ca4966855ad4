"""Competition ranks within groups."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.measure import rank, rank_units

SCORES = st.lists(st.floats(0, 100) | st.just(math.nan), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("scores", "higher_is_better", "ties", "expected"),
    [
        # csranks, tests/testthat/test_rank_utils.R (larger is better)
        ([1, 3, 4, 4, 4, 7, 7, 10], True, "competition", [8, 7, 4, 4, 4, 2, 2, 1]),
        ([1, 3, 4, 4, 4, 7, 7, 10], True, "modified_competition", [8, 7, 6, 6, 6, 3, 3, 1]),
        ([1, 3, 4, 4, 4, 7, 7, 10], True, "fractional", [8, 7, 5, 5, 5, 2.5, 2.5, 1]),
        # docstring of scipy.stats.rankdata (smaller is better)
        ([0, 2, 3, 2], False, "fractional", [1, 2.5, 4, 2.5]),
        ([0, 2, 3, 2], False, "competition", [1, 2, 4, 2]),
        ([0, 2, 3, 2], False, "modified_competition", [1, 3, 4, 3]),
        ([0, 2, 3, 2], False, "dense", [1, 2, 3, 2]),
        ([0, 2, 3, 2], False, "ordinal", [1, 2, 4, 3]),
    ],
)
def test_published_tie_cases(scores, higher_is_better, ties, expected) -> None:
    """Ties are broken as in the published examples."""
    found = rank(pd.Series(scores), higher_is_better=higher_is_better, ties=ties)
    assert found.tolist() == expected


@given(SCORES)
def test_rank_follows_the_score(scores: list[float]) -> None:
    """A higher score never has a worse rank; only NaN has none."""
    values = pd.Series(scores)
    ranks = rank(values)
    assert ranks.isna().tolist() == values.isna().tolist()
    pairs = sorted(zip(values.dropna().round(9), ranks.dropna(), strict=True))
    assert [place for _, place in pairs] == sorted((place for _, place in pairs), reverse=True)


@given(SCORES, st.randoms(use_true_random=False))
def test_order_of_the_table_does_not_matter(scores: list[float], random) -> None:
    """Shuffled units keep their ranks."""
    values = pd.Series(scores)
    order = list(values.index)
    random.shuffle(order)
    pd.testing.assert_series_equal(rank(values), rank(values.loc[order]).sort_index())


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
