"""Why a rank changed: which criteria moved the unit's own score, and how far the others moved.

In: scores and criteria of two quarters. Out: one row a unit, and one row a unit and criterion.
Own places are those the unit would have won if every other score had stayed as it was; the rest of
the change is the others' doing, those who came into the ranking or left it included. The two add up
to the change, and the points of the criteria add up to the change of the score before bonus and
penalty points.
"""

import numpy as np
import pandas as pd

from cchc_lib.measure.ranks import comparable

CHANGE_COLUMNS = ["unit", "rank_before", "rank", "change", "own", "others", "score_change"]


def rank_changes(before: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Unit, rank_before, rank, change (positive: it rose), own, others, score_change.

    Both tables as from `rank_units`: unit, group, score, rank. Units are compared with the units of
    their group; NaN where a unit had no rank in one of the two quarters. Pass only units that are
    the same in both: a slug may name another unit after 01/07/2025.
    """
    both = now[["unit", "group", "score", "rank"]].merge(
        before[["unit", "score", "rank"]], on="unit", how="left", suffixes=("", "_before")
    )
    own = np.full(len(both), np.nan)
    moved = both["rank"].notna() & both["rank_before"].notna()
    for group, rows in both[moved].groupby("group"):
        field = before.loc[(before["group"] == group) & before["rank"].notna(), "score"]
        place = _place_among(rows["score"], rows["score_before"], field)
        own[rows.index] = rows["rank_before"] - place
    change = both["rank_before"] - both["rank"]
    score_change = (both["score"] - both["score_before"]).where(change.notna())
    return both.assign(
        change=change, own=own, others=change - own, score_change=score_change
    )[CHANGE_COLUMNS]  # fmt: skip


def criterion_moves(before: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Unit, criterion, points_before, points, moved: what each criterion brought to the score;
    counted_before and counted: whether it was reported and had a part in it.

    Both tables hold unit, criterion, contribution, weight_share, as from `score_units`; a criterion
    that did not count in a quarter brought 0 points to that score, and its weight went to the
    others.
    """
    keys, parts = ["unit", "criterion"], ["contribution", "weight_share"]
    both = now[[*keys, *parts]].merge(
        before[[*keys, *parts]], on=keys, how="outer", suffixes=("", "_before")
    )
    points, earlier = both["contribution"].fillna(0), both["contribution_before"].fillna(0)
    return both[keys].assign(
        points_before=earlier,
        points=points,
        moved=points - earlier,
        counted_before=both["weight_share_before"].fillna(0) > 0,
        counted=both["weight_share"].fillna(0) > 0,
    )


def _place_among(scores: pd.Series, own: pd.Series, field: pd.Series) -> np.ndarray:
    """The rank of each of `scores` in `field`, with the unit's `own` score taken out of it."""
    together = comparable(pd.concat([scores, own, field], ignore_index=True)).to_numpy()
    new, old, others = np.split(together, [len(scores), 2 * len(scores)])
    above = len(others) - np.searchsorted(np.sort(others), new, side="right")
    return np.asarray(1 + above - (old > new))
