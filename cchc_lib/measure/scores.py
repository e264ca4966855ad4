"""The composite score: attainments, capped at 1, weighted and re-based to what was reported.

score = 100 · Σ wᵢ·min(1, aᵢ) / Σ wᵢ over the criteria that apply to the unit and were reported.
The weighted arithmetic mean of normalised indicators is the additive method of the OECD/JRC
Handbook on Constructing Composite Indicators (2008), section 6; the weights are params/scoring.
"""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from cchc_lib.registry import Criterion, Scoring

SCORE_COLUMNS = ["unit", "score", "weight_reported", "reason"]


def composite(shares: pd.DataFrame, weights: pd.Series, applies: pd.DataFrame) -> pd.DataFrame:
    """Scores from 0 to 100 and the share of weight that was reported, one row a unit.

    `shares` is unit × criterion from 0 to 1 with NaN for not reported, `weights` are by
    criterion, `applies` is unit × criterion: False leaves a criterion out of this unit's score.
    """
    weight = applies.to_numpy() * weights.reindex(shares.columns).to_numpy()
    known = weight * ~np.isnan(shares.to_numpy())
    points = (known * np.nan_to_num(shares.to_numpy())).sum(axis=1)
    reported, possible = known.sum(axis=1), weight.sum(axis=1)
    empty = np.full(len(shares), np.nan)
    return pd.DataFrame(
        {
            "score": np.divide(100 * points, reported, out=empty.copy(), where=reported > 0),
            "weight_reported": np.divide(
                reported, possible, out=np.zeros(len(shares)), where=possible > 0
            ),
        },
        index=shares.index,
    )


def criterion_shares(
    criteria: Sequence[Criterion], findings: pd.DataFrame, figures: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What each unit reached of each criterion, from 0 to 1, and whether the criterion applies.

    `findings` are those of `attain_units`, `figures` is unit × indicator, year to date.
    """
    units = pd.Index(findings["unit"].unique(), name="unit")
    attained = findings.pivot_table(
        index="unit", columns="target", values="attainment", dropna=False, aggfunc="first"
    ).reindex(units)
    status = findings.pivot(index="unit", columns="target", values="status").reindex(units)
    values = figures.reindex(units)
    shares: dict[str, pd.Series] = {}
    applies: dict[str, pd.Series] = {}
    for criterion in criteria:
        if criterion.target is not None:
            shares[criterion.id] = attained[criterion.target].clip(upper=1)
            applies[criterion.id] = status[criterion.target] != "not_applicable"
        else:
            part = _total(values, criterion.numerator)
            whole = _total(values, criterion.denominator)
            shares[criterion.id] = (part / whole.where(whole > 0)).clip(0, 1)
            applies[criterion.id] = whole != 0
    return pd.DataFrame(shares, index=units), pd.DataFrame(applies, index=units)


def score_units(
    scoring: Scoring | None, findings: pd.DataFrame, figures: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Scores (unit, score, weight_reported, reason) and criteria (unit, criterion, weight,
    attainment, points, applies).

    `reason` tells why a unit cannot be ranked: `no_method`, `not_reported`,
    `too_little_reported` (less than the method's least share of weight), else None.
    """
    if scoring is None or findings.empty:
        units = findings["unit"].unique()
        scores = pd.DataFrame({"unit": units, "score": np.nan, "weight_reported": 0.0})
        return scores.assign(reason="no_method"), _no_criteria()
    shares, applies = criterion_shares(scoring.criteria, findings, figures)
    weights = pd.Series({criterion.id: criterion.weight for criterion in scoring.criteria})
    scores = composite(shares, weights, applies)
    part, whole = scoring.least_weight_reported
    scores["reason"] = pd.Series(
        [
            "not_reported" if math.isnan(score)
            else "too_little_reported" if reported * whole < part - 1e-9
            else None
            for score, reported in zip(scores["score"], scores["weight_reported"], strict=True)
        ],
        index=scores.index,
        dtype=object,
    )  # fmt: skip
    long = shares.rename_axis(columns="criterion").stack(future_stack=True)
    criteria = pd.DataFrame({"attainment": long}).reset_index()
    criteria["weight"] = criteria["criterion"].map(weights)
    criteria["points"] = criteria["weight"] * criteria["attainment"]
    criteria["applies"] = applies.stack(future_stack=True).to_numpy()
    return scores.reset_index()[SCORE_COLUMNS], criteria


def _total(values: pd.DataFrame, indicators: tuple[str, ...]) -> pd.Series:
    """The sum of several indicators by unit; NaN where one of them is not reported."""
    return values.reindex(columns=list(indicators)).sum(axis=1, min_count=len(indicators))


def _no_criteria() -> pd.DataFrame:
    return pd.DataFrame(columns=["unit", "criterion", "attainment", "weight", "points", "applies"])
