"""How far a score would move if the same work were done again: its standard error.

In: how many of how many items a share is made of, and the weight of that share in a score.
Out: standard errors, in points of the score.

The figures are a full count, not a sample. What is uncertain is the process behind them: dossier by
dossier, a unit is on time with some probability, of which the quarter shows one outcome (the
superpopulation view; Spiegelhalter 2005, section 2). Yes-or-no figures, counts and levels have no
error here, so the true uncertainty is larger rather than smaller.
"""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from cchc_lib.measure.rules import part_of, total
from cchc_lib.registry import Criterion

ADDED = 4.0
"""Two successes and two failures (Agresti and Coull 1998): no share of 0% or 100% is certain."""


def share_error(part: ArrayLike, whole: ArrayLike) -> np.ndarray | pd.Series:
    """The standard error of `part / whole`, from 0 to 1: sqrt(p(1 - p) / n) with n = whole + 4 and
    p = (part + 2) / n. NaN where either is NaN, the whole is 0, or the part is no part of it.
    A Series keeps its index.

    Source: Agresti and Coull (1998), Approximate is better than "exact" for interval estimation
    of binomial proportions, The American Statistician 52: 119-126.
    """
    good, items = part_of(np.asarray(part, dtype="float64"), np.asarray(whole, dtype="float64"))
    items = np.where(items > 0, items, np.nan) + ADDED
    likely = (good + ADDED / 2) / items
    errors = np.sqrt(likely * (1 - likely) / items)
    return pd.Series(errors, index=part.index) if isinstance(part, pd.Series) else errors


def score_errors(
    criteria: list[Criterion], parts: pd.DataFrame, figures: pd.DataFrame
) -> pd.Series:
    """The standard error of each unit's score, in points; 0 where no criterion is made of outcomes.

    `parts` holds unit, criterion and weight_share (see `score_units`), `figures` is unit ×
    indicator. The score is a weighted sum of shares that move apart from each other:
    se = 100 · sqrt(Σ wᵢ² · seᵢ²) over the criteria whose items are outcomes.
    """
    units = pd.Index(parts["unit"].unique(), name="unit")
    values = figures.reindex(units)
    squares = np.zeros(len(units))
    for criterion in criteria:
        if not criterion.outcomes:
            continue
        rows = parts[parts["criterion"] == criterion.id].set_index("unit")
        weight = rows["weight_share"].reindex(units).to_numpy(dtype="float64")
        error = share_error(
            total(values, criterion.numerator), total(values, criterion.denominator)
        )
        squares += np.nan_to_num(100 * weight * error) ** 2
    return pd.Series(np.sqrt(squares), index=units, name="error")
