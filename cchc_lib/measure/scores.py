"""From findings to scores: what each unit reached of each criterion, weighted and re-based.

score = 100 · Σ wᵢ·min(cap, aᵢ) / Σ wᵢ over the criteria that apply to the unit and were reported,
plus bonus and penalty points. In: a scoring method, findings of `attain_units`, figures to date.
Out: one row a unit, and one row a unit and criterion.
"""

import numpy as np
import pandas as pd

from cchc_lib.measure.composite import bands, composite, coverage
from cchc_lib.measure.rules import column, part_of, total
from cchc_lib.registry import Criterion, Scoring

SCORE_COLUMNS = ["unit", "score", "before_adjustment", "adjustment", "weight_reported", "band",
                 "reason"]  # fmt: skip
CRITERION_COLUMNS = ["unit", "criterion", "attainment", "weight", "points", "applies",
                     "weight_share", "contribution"]  # fmt: skip


def score_units(
    scoring: Scoring | None, findings: pd.DataFrame, figures: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Scores (unit, score, before_adjustment, adjustment, weight_reported, band, reason) and
    criteria (unit, criterion, attainment, weight, points, applies, weight_share, contribution).

    `reason` tells why a unit cannot be ranked: `no_method`, `not_reported`,
    `too_little_reported` (less than the method's least share of weight), else None. `band` is the
    place of the class in the method's list (NaN: none). `points` are out of the criterion's weight,
    `contribution` out of the score: contributions add up to the score before the adjustment.
    """
    units = pd.Index(findings["unit"].unique(), name="unit")
    if scoring is None or findings.empty:
        scores = pd.DataFrame(
            {"unit": units, "score": np.nan, "before_adjustment": np.nan, "adjustment": 0.0,
             "weight_reported": 0.0, "band": np.nan, "reason": "no_method"}
        )  # fmt: skip
        return scores, pd.DataFrame(columns=CRITERION_COLUMNS)
    shares, applies = criterion_shares(scoring, findings, figures)
    weights = pd.Series({criterion.id: criterion.weight for criterion in scoring.criteria})
    base = 100 * composite(shares, weights, applies=applies)
    adjustment = _adjustments(scoring, figures.reindex(units))
    reported = coverage(shares, weights, applies=applies)
    part, whole = scoring.least_weight_reported
    reasons = np.select(
        [base.isna(), reported * whole < part - 1e-9],
        ["not_reported", "too_little_reported"],
        default="",
    )
    number = int(str(findings["quarter"].iloc[0])[-1])
    scores = pd.DataFrame(
        {
            "unit": units,
            "score": (base + adjustment).to_numpy(),
            "before_adjustment": base.to_numpy(),
            "adjustment": adjustment.to_numpy(),
            "weight_reported": reported.to_numpy(),
            "band": _bands(scoring, base + adjustment, number),
            "reason": pd.Series([str(one) or None for one in reasons], dtype=object),
        },
        columns=SCORE_COLUMNS,
    )
    return scores, _criteria(shares, applies, weights)


def criterion_shares(
    scoring: Scoring, findings: pd.DataFrame, figures: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What each unit reached of each criterion, from 0 to the method's cap, and whether it applies.

    `findings` are those of `attain_units`, `figures` is unit × indicator, year to date. A component
    of which no unit of a group has a figure was not run for that group, and does not apply to it.
    """
    units = pd.Index(findings["unit"].unique(), name="unit")
    values = figures.reindex(units)
    by_target = {str(name): rows.set_index("unit") for name, rows in findings.groupby("target")}
    shares, applies = {}, {}
    for criterion in scoring.criteria:
        if criterion.target is not None:
            rows = by_target[criterion.target].reindex(units)
            reached = rows["attainment"].to_numpy(dtype="float64")
            applies[criterion.id] = (rows["status"] != "not_applicable").to_numpy()
        else:
            reached, applies[criterion.id] = _own_share(criterion, values)
        shares[criterion.id] = np.clip(reached, 0, scoring.cap)
    groups = findings.drop_duplicates("unit").set_index("unit")["group"]
    for component in scoring.components:
        own = [one.id for one in scoring.criteria if one.component == component.id]
        known = pd.Series(np.any([~np.isnan(shares[name]) for name in own], axis=0), index=units)
        run = known.groupby(groups).transform("any").to_numpy()
        for name in own:
            applies[name] = applies[name] & run
    return pd.DataFrame(shares, index=units), pd.DataFrame(applies, index=units)


def _own_share(criterion: Criterion, values: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """A criterion that is no target: its share, and whether there was anything to do."""
    if criterion.indicator is not None:
        return column(values, criterion.indicator) / criterion.best, np.ones(len(values), bool)
    part, whole = part_of(total(values, criterion.numerator), total(values, criterion.denominator))
    share = np.divide(part, whole, out=np.full(len(values), np.nan), where=whole > 0)
    return share, whole != 0


def _adjustments(scoring: Scoring, values: pd.DataFrame) -> pd.Series:
    """Bonus and penalty points of each unit; what is not reported brings none."""
    points = np.zeros(len(values))
    for one in scoring.adjustments:
        counted = np.nan_to_num(column(values, one.indicator))
        points += np.clip(one.points_each * counted, one.least, one.most)
    return pd.Series(points, index=values.index)


def _bands(scoring: Scoring, scores: pd.Series, number: int) -> np.ndarray:
    """The place of each score's class in the method's list; NaN below all, or too early."""
    if scoring.bands is None or number < scoring.bands.from_quarter:
        return np.full(len(scores), np.nan)
    limits = {str(at): band.least for at, band in enumerate(scoring.bands.classes)}
    return bands(scores, limits).astype("float64").to_numpy()


def _criteria(shares: pd.DataFrame, applies: pd.DataFrame, weights: pd.Series) -> pd.DataFrame:
    """Unit by unit, criterion by criterion in the method's order."""
    attained = shares.to_numpy()
    weight = weights.reindex(shares.columns).to_numpy()
    counted = weight * (applies.to_numpy() & ~np.isnan(attained))
    known = counted.sum(axis=1, keepdims=True)
    part = np.divide(counted, known, out=np.zeros(counted.shape), where=known > 0)
    return pd.DataFrame(
        {
            "unit": np.repeat(shares.index.to_numpy(), len(weight)),
            "criterion": np.tile(shares.columns.to_numpy(), len(shares)),
            "attainment": attained.ravel(),
            "weight": np.tile(weight, len(shares)),
            "points": (weight * attained).ravel(),
            "applies": applies.to_numpy().ravel(),
            "weight_share": part.ravel(),
            "contribution": (100 * part * np.nan_to_num(attained)).ravel(),
        },
        columns=CRITERION_COLUMNS,
    )
