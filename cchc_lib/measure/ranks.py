"""Ranks: competition ranking (1, 2, 2, 4) on unrounded scores, within a group."""

from typing import Literal

import pandas as pd

Ties = Literal["competition", "modified_competition", "dense", "ordinal", "fractional"]
_METHODS: dict[Ties, Literal["min", "max", "dense", "first", "average"]] = {
    "competition": "min",
    "modified_competition": "max",
    "dense": "dense",
    "ordinal": "first",
    "fractional": "average",
}
PRECISION = 9
"""Decimals of a score that count: equal scores that were summed in another order stay equal."""


def rank(
    scores: pd.Series, *, higher_is_better: bool = True, ties: Ties = "competition"
) -> pd.Series:
    """The rank of each score, 1 for the best; NaN stays without a rank.

    `competition` gives 1, 2, 2, 4; `ordinal` keeps the order of the table among equals.
    """
    return scores.round(PRECISION).rank(method=_METHODS[ties], ascending=not higher_is_better)


def rank_units(scores: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """Scores with rank and ranked (how many are) in the group and in the sub-group.

    `scores` as from `score_units`, `units` with unit, group, subgroup. A unit with a reason not
    to be ranked has no rank, in either.
    """
    table = units[["unit", "group", "subgroup"]].merge(scores, on="unit", how="left")
    ranked = table["score"].where(table["reason"].isna())
    for column, by in (("", "group"), ("subgroup_", "subgroup")):
        groups = ranked.groupby(table[by])
        table[f"{column}rank"] = groups.transform(rank)
        table[f"{column}ranked"] = groups.transform("count")
    table["group_size"] = table.groupby("group")["unit"].transform("count")
    return table
