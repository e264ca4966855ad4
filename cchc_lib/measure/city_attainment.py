"""Actual against target for the city: shares of its units, or of the items of all units together.

In: as for `attain_units`. Out: one row for each target. A share of units is over the units that
reported; a target that is reached among them, but could still be missed by those that did not, is
`not_reported`, not `met`; in the same way it is not `missed` while the silent units could still
make it reached.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cchc_lib.measure.attainment import FINDING_COLUMNS, no_findings, statuses
from cchc_lib.measure.pacing import COUNTED, due_share, unit_pace
from cchc_lib.measure.rules import (
    Part,
    Result,
    Share,
    attainment,
    is_share,
    pooled,
    result_of,
    share_of,
    share_result,
)
from cchc_lib.registry import CITY, Target


@dataclass(frozen=True)
class Pooled:
    """One target of the city: its result and that of its pace (arrays of one), and whether the
    units that did not report could still turn it either way.
    """

    result: Result
    in_pace: bool
    pace: float
    reported: int
    could_fail: bool
    could_reach: bool


def attain_city(
    targets: Sequence[Target],
    figures: pd.DataFrame,
    units: pd.DataFrame,
    quarter: str,
) -> pd.DataFrame:
    """Findings of the city: columns as for units; `reported` and `expected` count units."""
    number = int(quarter[-1])
    rows = []
    for target in targets:
        bound = units.loc[units["group"].isin(target.scope), "unit"]
        rows.append(_row(target, figures.reindex(bound), number) | {"quarter": quarter})
    return pd.DataFrame(rows, columns=FINDING_COLUMNS) if rows else no_findings()


def _row(target: Target, values: pd.DataFrame, number: int) -> dict[str, object]:
    if target.rule in COUNTED:
        found = _units_reaching(target, values, number)
    elif is_share(target):
        found = _items(target, values, number)
    else:
        found = _level(target, number)
    result = found.result
    status = _status(target, number, found)
    return {
        "unit": CITY,
        "group": CITY,
        "target": target.id,
        "numerator": result.numerator[0],
        "denominator": result.denominator[0],
        "actual": result.actual[0],
        "threshold": target.threshold,
        "attainment": attainment(_of_units(target), result.actual, target.threshold)[0],
        "pace": found.pace,
        "gap": result.gap[0],
        "projected": math.nan,
        "status": status,
        "reported": found.reported,
        "expected": len(values),
    }


def _status(target: Target, number: int, found: Pooled) -> str:
    if found.reported == 0:
        return "not_reported"
    applies = np.array([found.result.denominator[0] != 0])
    in_pace = np.array([found.in_pace])
    status = str(statuses(target, number, found.result, in_pace, applies=applies)[0])
    turned = {"met": found.could_fail, "missed": found.could_reach}
    return "not_reported" if turned.get(status, False) else status


def _units_reaching(target: Target, values: pd.DataFrame, number: int) -> Pooled:
    """How many of the units that reported have reached what each of them must."""
    own = result_of(target, values)
    reported = int(own.decided.sum())
    reaching = float(own.met[own.decided].sum())
    silent = len(values) - reported

    def share(part: float, whole: float, paced: float = 1.0) -> Result:
        units = Part(target.threshold, np.array([part]), np.array([float(whole)]))
        return share_result(_of_units(target), Share(units, ()), paced)

    paced = due_share(target, number)
    pace = target.threshold * paced
    keeping, held = reaching, paced
    if target.rule == "count_per_unit" and target.assessed == "unit":
        # The city keeps pace when its units do: nobody is late before a unit's own pace says so.
        # A pace in units that have already reached the whole count would contradict that.
        keeping, held = float((own.actual >= unit_pace(target, number)).sum()), 1.0
        pace = target.threshold if number >= target.due_quarter else math.nan
    return Pooled(
        result=share(reaching, reported),
        in_pace=bool(share(keeping, reported, held).met[0]),
        pace=pace,
        reported=reported,
        could_fail=not share(reaching, len(values)).met[0],
        could_reach=bool(share(reaching + silent, len(values)).met[0]),
    )


def _of_units(target: Target) -> Target:
    """A target that each unit is held to, for the city: at least so many units do what it asks.

    What it asks of each may be a limit; of the units, more is better.
    """
    if target.rule not in COUNTED:
        return target
    return target.model_copy(update={"operator": "at_least"})


def _items(target: Target, values: pd.DataFrame, number: int) -> Pooled:
    """The items of all units that reported, together."""
    share = share_of(target, values)
    reported = int((~np.isnan(share.whole.numerator + share.whole.denominator)).sum())
    paced = due_share(target, number)
    together = pooled(share)
    some_silent = reported < len(values)
    return Pooled(
        result=share_result(target, together),
        in_pace=bool(share_result(target, together, paced).met[0]),
        pace=target.threshold * paced,
        reported=reported,
        could_fail=some_silent,
        could_reach=some_silent,
    )


def _level(target: Target, number: int) -> Pooled:
    """A level that is measured for the city itself has no row of units: it is not reported here.

    A mean over units would be a figure that nobody published.
    """
    unknown = np.array([math.nan])
    nothing = np.array([False])
    return Pooled(
        result=Result(unknown, unknown, unknown, nothing, nothing, unknown),
        in_pace=False,
        pace=target.threshold * due_share(target, number),
        reported=0,
        could_fail=True,
        could_reach=True,
    )
