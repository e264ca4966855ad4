"""Actual against target: one row for each unit and target, and for the city as a whole.

In: year-to-date figures as a table with units as rows and indicators as columns, NaN where a unit
did not report. Out: findings with numerator, denominator, actual, threshold, attainment
(uncapped), pace, gap and status. Shares are in percent; a share rule compares whole numbers
(100·k ≥ t·n); a denominator of 0 is not applicable; what is not reported is never counted.
"""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from cchc_lib.registry import CITY, Target

FINDING_COLUMNS = [
    "unit", "group", "quarter", "target", "numerator", "denominator", "actual", "threshold",
    "attainment", "pace", "gap", "status", "reported", "expected",
]  # fmt: skip
COUNTED = ("share_of_units", "count_per_unit")
TOLERANCE = 1e-9
"""Counts are whole numbers in float64; the tolerance only absorbs the product with a percent."""


def attain_units(
    targets: Sequence[Target],
    figures: pd.DataFrame,
    units: pd.DataFrame,
    quarter: str,
) -> pd.DataFrame:
    """Findings of every unit: `figures` is unit × indicator, `units` holds unit and group.

    A target that binds another group, or only the city as a whole, is `not_applicable`.
    """
    values = figures.reindex(units["unit"])
    parts = [_attain_target(target, values, units, quarter) for target in targets]
    return pd.concat(parts, ignore_index=True)[FINDING_COLUMNS] if parts else _no_findings()


def attain_city(
    targets: Sequence[Target],
    figures: pd.DataFrame,
    units: pd.DataFrame,
    quarter: str,
) -> pd.DataFrame:
    """Findings of the city: shares of the units, or of the items of all units, in scope.

    `reported` and `expected` count units. A target that is reached among the units that
    reported, but could still be missed by those that did not, is `not_reported`, not `met`; in
    the same way it is not `missed` while the silent units could still make it reached.
    """
    number = int(quarter[-1])
    rows = []
    for target in targets:
        bound = units.loc[units["group"].isin(target.scope), "unit"]
        values = figures.reindex(bound)
        rows.append(_city_row(target, values, number) | {"quarter": quarter})
    return pd.DataFrame(rows, columns=FINDING_COLUMNS) if rows else _no_findings()


def due_share(target: Target, number: int) -> float:
    """The share of the year's target, from 0 to 1, that is expected by quarter `number`."""
    if number >= target.due_quarter:
        return 1.0
    if target.pacing == "every_quarter":
        return 1.0
    if target.pacing == "linear":
        return number / target.due_quarter
    return target.pace_shares[number - 1] if target.pacing == "shares" else 0.0


def _attain_target(
    target: Target, values: pd.DataFrame, units: pd.DataFrame, quarter: str
) -> pd.DataFrame:
    number = int(quarter[-1])
    numerator, denominator, actual = _actual(target, values)
    threshold = target.each if target.rule in COUNTED else target.threshold
    pace = _unit_pace(target, number)
    reached = _reached(target, numerator, denominator, actual, threshold)
    status = np.select(
        [np.isnan(actual), reached, np.full(len(actual), number >= target.due_quarter)],
        ["not_reported", "met", "missed"],
        default=np.where(_in_pace(target, actual, pace), "on_track", "behind"),
    )
    empty = np.zeros(len(actual), dtype=bool)
    nothing_to_do = denominator == 0 if target.rule == "share_of_items" else empty
    bound = units["group"].isin(target.scope).to_numpy() & (target.assessed == "unit")
    status = np.where(nothing_to_do | ~bound, "not_applicable", status)
    return pd.DataFrame(
        {
            "unit": units["unit"].to_numpy(),
            "group": units["group"].to_numpy(),
            "quarter": quarter,
            "target": target.id,
            "numerator": numerator,
            "denominator": denominator,
            "actual": actual,
            "threshold": threshold,
            "attainment": _attainment(target, actual, threshold),
            "pace": pace,
            "gap": _gap(target, numerator, denominator, actual, threshold),
            "status": status,
            "reported": (~np.isnan(actual)).astype("int64"),
            "expected": 1,
        }
    )


def _unit_pace(target: Target, number: int) -> float:
    """What one unit should have reached by quarter `number`; whole numbers for counts."""
    if target.rule in COUNTED:
        return float(math.floor(target.each * due_share(target, number) + TOLERANCE))
    return target.threshold * due_share(target, number)


Parts = tuple[np.ndarray, np.ndarray, np.ndarray]


def _actual(target: Target, values: pd.DataFrame) -> Parts:
    """Numerator, denominator and actual of each unit; NaN where any part is not reported."""
    if target.rule != "share_of_items":
        reached = _column(values, target.indicator or "")
        return reached, np.full(len(values), np.nan), reached
    numerator = sum(_column(values, name) for name in target.numerator)
    denominator = sum(_column(values, name) for name in target.denominator)
    whole = np.asarray(denominator, dtype="float64")
    part = np.asarray(numerator, dtype="float64")
    share = np.divide(100 * part, whole, out=np.full(len(values), np.nan), where=whole > 0)
    return part, whole, share


def _column(values: pd.DataFrame, indicator: str) -> np.ndarray:
    if indicator not in values.columns:
        return np.full(len(values), np.nan)
    return values[indicator].to_numpy(dtype="float64")


def _reached(
    target: Target,
    numerator: np.ndarray,
    denominator: np.ndarray,
    actual: np.ndarray,
    threshold: float,
) -> np.ndarray:
    """Whether the threshold is reached; shares are compared as whole numbers."""
    if target.rule == "share_of_items":
        actual, threshold = 100 * numerator, threshold * denominator  # type: ignore[assignment]
    if target.operator == "at_most":
        return np.asarray(actual <= threshold + TOLERANCE)
    return np.asarray(actual >= threshold - TOLERANCE)


def _in_pace(target: Target, actual: np.ndarray, pace: float) -> np.ndarray:
    if target.operator == "at_most":
        return np.zeros(len(actual), dtype=bool)
    return np.asarray(actual >= pace - TOLERANCE)


def _attainment(target: Target, actual: np.ndarray, threshold: float) -> np.ndarray:
    """Actual over threshold (the reverse where less is better), 1 = reached, uncapped."""
    if target.operator == "at_most":
        full = np.where(np.isnan(actual), np.nan, 1.0)
        return np.asarray(np.divide(threshold, actual, out=full, where=actual > 0))
    return np.asarray(actual / threshold)


def _gap(
    target: Target,
    numerator: np.ndarray,
    denominator: np.ndarray,
    actual: np.ndarray,
    threshold: float,
) -> np.ndarray:
    """What is still missing, in real numbers: items for a share of items, else the unit's own."""
    if target.rule == "share_of_items":
        items = np.ceil(threshold * denominator / 100 - TOLERANCE) - numerator
        return np.where(np.isnan(actual), np.nan, np.maximum(items, 0))
    distance = actual - threshold if target.operator == "at_most" else threshold - actual
    return np.asarray(np.maximum(distance, 0))


def _city_row(target: Target, values: pd.DataFrame, number: int) -> dict[str, object]:
    numerator, denominator, actual = _actual(target, values)
    expected = len(values)
    pace = target.threshold * due_share(target, number)
    if target.rule in COUNTED:
        reported = int((~np.isnan(actual)).sum())
        reaching = _reached(target, numerator, denominator, actual, target.each)
        part, whole = float(reaching.sum()), float(reported)
        certain = _share_reached(target, target.threshold, part, float(expected))
        silent = expected - reported
        possible = _share_reached(target, target.threshold, part + silent, float(expected))
        in_pace = _share_reached(target, pace, part, whole)
    elif target.rule == "share_of_items":
        known = ~np.isnan(numerator + denominator)
        reported = int(known.sum())
        part, whole = float(numerator[known].sum()), float(denominator[known].sum())
        certain = reported == expected
        possible = not certain
        in_pace = _share_reached(target, pace, part, whole)
    else:
        return _city_level(target, actual, number)
    if target.rule == "count_per_unit" and target.assessed == "unit":
        # The city keeps pace when its units do: nobody is late before a unit's own pace says so.
        # A pace in units that have already reached the whole count would contradict that.
        keeping = float((actual >= _unit_pace(target, number)).sum())
        in_pace = _share_reached(target, target.threshold, keeping, whole)
        pace = target.threshold if number >= target.due_quarter else math.nan
    result = 100 * part / whole if whole else math.nan
    reached = whole > 0 and _share_reached(target, target.threshold, part, whole)
    if reached and not certain:
        status = "not_reported"
    else:
        status = _city_status(target, number, reported, whole, reached=reached, in_pace=in_pace)
    if status == "missed" and possible:
        status = "not_reported"
    return {
        "unit": CITY,
        "group": CITY,
        "target": target.id,
        "numerator": part,
        "denominator": whole,
        "actual": result,
        "threshold": target.threshold,
        "attainment": result / target.threshold,
        "pace": pace,
        "gap": max(0.0, math.ceil(target.threshold * whole / 100 - TOLERANCE) - part),
        "status": status,
        "reported": reported,
        "expected": expected,
    }


def _share_reached(target: Target, percent: float, part: float, whole: float) -> bool:
    if target.operator == "at_most":
        return 100 * part <= percent * whole + TOLERANCE
    return 100 * part >= percent * whole - TOLERANCE


def _city_status(
    target: Target,
    number: int,
    reported: int,
    whole: float,
    *,
    reached: bool,
    in_pace: bool,
) -> str:
    if reported == 0:
        return "not_reported"
    if whole == 0:
        return "not_applicable"
    if reached:
        return "met"
    if number >= target.due_quarter:
        return "missed"
    return "on_track" if in_pace else "behind"


def _city_level(target: Target, actual: np.ndarray, number: int) -> dict[str, object]:
    """A level that is measured for the city itself has no row of units: it is not reported here.

    A mean over units would be a figure that nobody published.
    """
    return {
        "unit": CITY,
        "group": CITY,
        "target": target.id,
        "numerator": math.nan,
        "denominator": math.nan,
        "actual": math.nan,
        "threshold": target.threshold,
        "attainment": math.nan,
        "pace": target.threshold * due_share(target, number),
        "gap": math.nan,
        "status": "not_reported",
        "reported": 0,
        "expected": len(actual),
    }


def _no_findings() -> pd.DataFrame:
    return pd.DataFrame(columns=FINDING_COLUMNS)
