"""The modified z-score, against numbers worked out by hand."""

import pandas as pd
import pytest

from cchc_lib.ledger.robust import modified_z


def scores(values: list[float], **said) -> list[float]:
    """The score of each value of one group."""
    rule = {"least_group": 3, "zero_mad": "mean_deviation", **said}
    numbers = pd.Series(values, dtype="float64")
    return modified_z(numbers, [pd.Series("a", index=numbers.index)], **rule)["z"].tolist()


def test_score_by_hand() -> None:
    """Median 3, absolute deviations 2 1 0 1 97, MAD 1: 0.6745 · 97 for the last."""
    assert scores([1, 2, 3, 4, 100]) == pytest.approx([-1.349, -0.6745, 0, 0.6745, 65.4265])


def test_where_most_agree_the_mean_deviation_takes_over() -> None:
    """Median 5, MAD 0, mean absolute deviation 10/5: 10 / (1.2533 · 2)."""
    assert scores([5, 5, 5, 5, 15]) == pytest.approx([0, 0, 0, 0, 3.98942], rel=1e-5)


def test_where_most_agree_nothing_is_compared_if_the_rule_says_so() -> None:
    """zero_mad: skip."""
    assert pd.Series(scores([5, 5, 5, 5, 15], zero_mad="skip")).isna().all()


def test_where_all_agree_nobody_differs() -> None:
    """Both deviations are 0."""
    assert pd.Series(scores([5, 5, 5, 5])).isna().all()


def test_small_group_is_not_compared() -> None:
    """Two of three needed."""
    assert pd.Series(scores([1, 100])).isna().all()


def test_groups_are_kept_apart() -> None:
    """Each group has its own median."""
    values = pd.Series([1.0, 2, 3, 101, 102, 103])
    groups = pd.Series(list("aaabbb"))
    found = modified_z(values, [groups], least_group=3, zero_mad="skip")
    assert found["median"].tolist() == [2, 2, 2, 102, 102, 102]
