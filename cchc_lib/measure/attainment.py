"""Actual against target: one row for each unit and target.

In: year-to-date figures as a table with units as rows and indicators as columns, NaN where a unit
did not report. Out: findings with numerator, denominator, actual, threshold, attainment
(uncapped), pace, gap, projection and status. Shares are in percent; a denominator of 0 is not
applicable; what is not reported is never counted.
"""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from cchc_lib.measure.pacing import COUNTED, due_share, projected, unit_pace
from cchc_lib.measure.rules import Flags, Result, attainment, is_share, result_of
from cchc_lib.registry import Target

FINDING_COLUMNS = [
    "unit", "group", "quarter", "target", "numerator", "denominator", "actual", "threshold",
    "attainment", "pace", "gap", "projected", "status", "reported", "expected",
]  # fmt: skip


def attain_units(
    targets: Sequence[Target],
    figures: pd.DataFrame,
    units: pd.DataFrame,
    quarter: str,
    *,
    flows: Collection[str] = (),
    elapsed: float = 1.0,
) -> pd.DataFrame:
    """Findings of every unit: `figures` is unit × indicator, `units` holds unit and group.

    A target that binds another group, or only the city as a whole, is `not_applicable`.
    `projected` is where a count would end in the year at its present rate, for indicators in
    `flows` only; `elapsed` is the share of the year's days that the figures cover.
    """
    values = figures.reindex(units["unit"])
    parts = [_attain_target(target, values, units, quarter) for target in targets]
    if not parts:
        return no_findings()
    table = pd.concat(parts, ignore_index=True)
    counts = [one.id for one in targets if one.rule == "count_per_unit" and one.indicator in flows]
    at_rate = projected(table["actual"], elapsed)
    table["projected"] = np.where(table["target"].isin(counts), at_rate, np.nan)
    return table[FINDING_COLUMNS]


def statuses(
    target: Target, number: int, result: Result, in_pace: Flags, *, applies: Flags
) -> np.ndarray:
    """The status of each result in quarter `number`.

    `met` for what has been reached and cannot be lost by going on, `on_track` for what keeps its
    pace; a limit that must not be exceeded is met at its due date only, before it is kept.
    """
    due = number >= target.due_quarter
    known = ~np.isnan(result.numerator) & ~np.isnan(result.actual) & result.decided
    if target.operator == "at_most":
        kept, lost = ("met", "missed") if due else ("on_track", "behind")
        status = np.where(result.met, kept, lost)
    else:
        late = np.where(in_pace, "on_track", "behind")
        status = np.where(result.met, "met", "missed" if due else late)
    return np.where(applies, np.where(known, status, "not_reported"), "not_applicable")


def _attain_target(
    target: Target,
    values: pd.DataFrame,
    units: pd.DataFrame,
    quarter: str,
) -> pd.DataFrame:
    number = int(quarter[-1])
    result = result_of(target, values)
    threshold = target.each if target.rule in COUNTED else target.threshold
    pace = unit_pace(target, number)
    bound = units["group"].isin(target.scope).to_numpy() & (target.assessed == "unit")
    applies = bound & (result.denominator != 0)
    return pd.DataFrame(
        {
            "unit": units["unit"].to_numpy(),
            "group": units["group"].to_numpy(),
            "quarter": quarter,
            "target": target.id,
            "numerator": result.numerator,
            "denominator": result.denominator,
            "actual": result.actual,
            "threshold": threshold,
            "attainment": attainment(target, result.actual, threshold),
            "pace": pace,
            "gap": result.gap,
            "status": statuses(
                target, number, result, _in_pace(target, values, number), applies=applies
            ),
            "reported": (~np.isnan(result.actual)).astype("int64"),
            "expected": 1,
        }
    )


def _in_pace(target: Target, values: pd.DataFrame, number: int) -> Flags:
    """Whether each unit has what is due by quarter `number`."""
    if is_share(target):
        return result_of(target, values, due_share(target, number)).met
    actual = result_of(target, values).actual
    return np.asarray(actual >= unit_pace(target, number))


def no_findings() -> pd.DataFrame:
    """Findings without a row."""
    return pd.DataFrame(columns=FINDING_COLUMNS)
