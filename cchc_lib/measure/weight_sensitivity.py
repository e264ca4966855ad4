"""How far ranks hang on the choice of weights: the ranks that a unit has under other weights.

In: what each unit reached of each criterion, and the weights. Out: one row a unit.

The weights are a choice of people, so they are varied: each draw multiplies every weight by a
factor of its own, uniform in [1 - spread, 1 + spread], and the units are scored and ranked anew.
score = Σ wᵢ·aᵢ / Σ wᵢ over the criteria that apply to the unit and were reported, as in
`composite`. What is left out here: the choice of criteria, of targets and of the rule of the score.

Source: OECD and JRC (2008), Handbook on Constructing Composite Indicators, step 7 (uncertainty
and sensitivity analysis); Saisana, Saltelli and Tarantola (2005), Uncertainty and sensitivity
analysis techniques as tools for the quality assessment of composite indicators, Journal of the
Royal Statistical Society A, doi:10.1111/j.1467-985X.2005.00350.x. A spread of 0.2 is "+/- 20% of
nominal values" of COINr::get_noisy_weights.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.stats import rankdata

from cchc_lib.measure.arguments import between, one_of, same_length
from cchc_lib.measure.ranks import SIGNIFICANT

RANK_RANGE_COLUMNS = ["rank", "best", "lower", "median", "upper", "worst", "share_same"]
SEED = 20200312
LARGEST = 1e9
"""No weight is larger."""
BLOCK = 1_000_000
"""Scores held at once (8 MB), however many units and draws there are."""


def rank_range(
    shares: pd.DataFrame | ArrayLike,
    weights: pd.Series | Mapping[str, float] | Sequence[float],
    *,
    spread: float = 0.2,
    draws: int = 1000,
    seed: int = SEED,
    applies: pd.DataFrame | None = None,
    quantiles: tuple[float, float] = (0.025, 0.975),
    higher_is_better: bool = True,
    eligible: pd.Series | None = None,
    added: pd.Series | None = None,
) -> pd.DataFrame:
    """Rank under the weights as they are; best, lower, median, upper, worst of the ranks drawn, and
    share_same: the share of draws that give the very same rank.

    `shares` is unit × criterion, from 0 to 1, NaN where not reported, `applies` the same with True
    or False (all, if not passed); pass the units that are ranked together. `weights` is by
    criterion (as many numbers as columns, or by label), and only its criteria count; one of NaN
    does not. `added` are points by unit that no weight moves, such as a bonus, on the scale of the
    shares (NaN: none). Lower and upper are ranks that were
    drawn, and the ranks beyond them make up at most the share of draws that `quantiles` leaves out.
    A unit that reported nothing of any weight, or is not `eligible`, has NaN and changes nobody's
    rank. Raises CallError for weights that are negative, none of which is of a column, or not
    one a column, a spread outside 0 to 1, and quantiles that are not in order.

    The same table gives the same ranges in whatever order its units and criteria stand. Memory
    grows with units × draws (10,000 units of 12 criteria and 1000 draws: 2 s, below 300 MB).
    """
    table = shares if isinstance(shares, pd.DataFrame) else pd.DataFrame(np.asarray(shares))
    by_criterion = _by_criterion(weights, table)
    between("weights", by_criterion, 0, LARGEST)
    between("spread", spread, 0, 1)
    between("draws", draws, 1, 1_000_000)
    low, high = quantiles
    between("quantiles", low, 0, high)
    between("quantiles", high, low, 1)
    criteria = sorted(by_criterion.dropna().index)
    given = by_criterion[criteria].to_numpy(dtype="float64")
    reached = table.reindex(columns=criteria).to_numpy(dtype="float64")
    counts = ~np.isnan(reached)
    if applies is not None:
        applied = applies.astype(bool).reindex(table.index, columns=criteria, fill_value=True)
        counts &= applied.to_numpy()
    ranked = counts @ given > 0
    if eligible is not None:
        ranked &= eligible.astype(bool).reindex(table.index, fill_value=False).to_numpy()
    points = np.where(counts, reached, 0)[ranked]
    bonus = pd.Series(0.0, index=table.index) if added is None else added.reindex(table.index)
    fixed = bonus.fillna(0).to_numpy(dtype="float64")[ranked]
    if not higher_is_better:
        points, fixed = -points, -fixed
    factors = np.random.default_rng(seed).uniform(1 - spread, 1 + spread, (draws, len(criteria)))
    own = _ranks(points, counts[ranked], fixed, given[None, :])
    drawn = _ranks(points, counts[ranked], fixed, given * factors)
    found = {
        "rank": own[:, 0],
        "best": drawn.min(axis=1),
        "lower": np.quantile(drawn, low, axis=1, method="lower"),
        "median": np.median(drawn, axis=1),
        "upper": np.quantile(drawn, high, axis=1, method="higher"),
        "worst": drawn.max(axis=1),
        "share_same": (drawn == own).mean(axis=1),
    }
    ranges = pd.DataFrame(np.nan, index=table.index, columns=RANK_RANGE_COLUMNS)
    columns = [found[name] for name in RANK_RANGE_COLUMNS]
    ranges.iloc[np.flatnonzero(ranked)] = np.column_stack(columns)
    return ranges


def _by_criterion(
    weights: pd.Series | Mapping[str, float] | Sequence[float], table: pd.DataFrame
) -> pd.Series:
    """Weights by the labels of the table's columns."""
    if isinstance(weights, pd.Series | Mapping):
        by_label = pd.Series(weights, dtype="float64")
        if len(by_label) and not by_label.index.isin(table.columns).any():
            one_of("weights", str(list(by_label.index)), [str(name) for name in table.columns])
        return by_label
    same_length(weights=weights, criteria=table.columns)
    return pd.Series(weights, index=table.columns, dtype="float64")


def _ranks(
    points: np.ndarray, counts: np.ndarray, fixed: np.ndarray, weights: np.ndarray
) -> np.ndarray:
    """Unit × set of weights: the competition rank by the weighted mean of the points that count,
    with the fixed points added.

    Units with the same figures are scored once, in an order of the figures' own: a product of
    matrices may round the last digit of a row by where it stands.
    """
    rows = np.hstack([points, counts, fixed[:, None]])
    figures, unit = np.unique(rows, axis=0, return_inverse=True)
    points, counts, fixed = np.hsplit(figures, [points.shape[1], 2 * points.shape[1]])
    ranks = np.empty((len(unit), len(weights)), dtype="int32")
    step = max(1, BLOCK // max(1, len(unit)))
    for start in range(0, len(weights), step):
        some = weights[start : start + step]
        reached, known = some @ points.T, some @ counts.T
        scores = np.divide(reached, known, out=np.zeros(known.shape), where=known > 0)
        scores += fixed.T
        largest = np.abs(scores).max(axis=1, initial=0, keepdims=True)
        places = np.round(scores / np.where(largest > 0, largest, 1), SIGNIFICANT)
        ranks[:, start : start + step] = rankdata(-places[:, unit], method="min", axis=1).T
    return ranks
