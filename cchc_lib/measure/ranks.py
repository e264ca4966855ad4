"""Ranks: competition ranking (1, 2, 2, 4) on unrounded scores, within a group."""

from typing import Literal, overload

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from cchc_lib.measure.arguments import between, numbers_of, one_of

Ties = Literal[
    "competition", "modified_competition", "dense", "ordinal", "fractional",
    "min", "max", "first", "average",
]  # fmt: skip
_METHODS: dict[str, Literal["min", "max", "dense", "first", "average"]] = {
    "competition": "min",
    "modified_competition": "max",
    "dense": "dense",
    "ordinal": "first",
    "fractional": "average",
    "min": "min",
    "max": "max",
    "first": "first",
    "average": "average",
}
SIGNIFICANT = 12
"""Digits of the largest score that count: equal scores summed in another order stay equal."""


@overload
def rank(
    scores: pd.Series, *, higher_is_better: bool = ..., ties: Ties | float = ...
) -> pd.Series: ...
@overload
def rank(
    scores: pd.DataFrame, *, higher_is_better: bool = ..., ties: Ties | float = ...
) -> pd.DataFrame: ...
@overload
def rank(
    scores: ArrayLike, *, higher_is_better: bool = ..., ties: Ties | float = ...
) -> np.ndarray: ...
def rank(
    scores: pd.Series | pd.DataFrame | ArrayLike,
    *,
    higher_is_better: bool = True,
    ties: Ties | float = "competition",
) -> pd.Series | pd.DataFrame | np.ndarray:
    """The rank of each score, 1 for the best; NaN stays without a rank.

    Of scores 9, 7, 7, 5: `competition` gives 1, 2, 2, 4, `modified_competition` 1, 3, 3, 4,
    `dense` 1, 2, 2, 3, `fractional` 1, 2.5, 2.5, 4, and `ordinal` 1, 2, 3, 4 in the order given.
    A number from 0 to 1 lies between the best and the worst place of equals: 0.5 is `fractional`.
    The words of scipy and pandas for these (`min`, `max`, `average`, `first`) are taken too. A
    Series keeps its index; a table is ranked column by column. Raises CallError for another word
    or number for `ties`.
    """
    if isinstance(scores, pd.DataFrame):
        table: pd.DataFrame = scores.apply(rank, higher_is_better=higher_is_better, ties=ties)
        return table
    index = scores.index if isinstance(scores, pd.Series) else None
    series = comparable(pd.Series(numbers_of("scores", scores), index=index))
    best_first = not higher_is_better
    if isinstance(ties, str):
        one_of("ties", ties, _METHODS)
        ranks = series.rank(method=_METHODS[ties], ascending=best_first)
    else:
        between("ties", ties, 0, 1)
        best = series.rank(method="min", ascending=best_first)
        worst = series.rank(method="max", ascending=best_first)
        ranks = best + ties * (worst - best)
    return ranks if isinstance(scores, pd.Series) else ranks.to_numpy()


def comparable(scores: pd.Series) -> pd.Series:
    """Scores as shares of the largest, cut to the digits that tell two of them apart."""
    largest = scores.abs().where(np.isfinite(scores)).max()
    if np.isnan(largest) or largest == 0:
        return scores
    shares: pd.Series = (scores / largest).round(SIGNIFICANT)
    return shares


def rank_units(scores: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """Scores with rank and ranked (how many are) in the group and in the sub-group.

    `scores` as from `score_units`, `units` with unit, group, subgroup. A unit with a reason not
    to be ranked has no rank, in either. `group_size` counts all units of the group.
    """
    table = units[["unit", "group", "subgroup"]].merge(scores, on="unit", how="left")
    ranked = table["score"].where(table["reason"].isna())
    for column, by in (("", "group"), ("subgroup_", "subgroup")):
        groups = ranked.groupby(table[by])
        table[f"{column}rank"] = groups.transform(rank)
        table[f"{column}ranked"] = groups.transform("count")
    table["group_size"] = table.groupby("group")["unit"].transform("count")
    return table
