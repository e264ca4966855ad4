"""What is expected of a target before its due date, and where a flow would end at its present rate.

In: a target's pacing and the number of the quarter; figures to date. Out: shares of the year's
target, and figures. How the city's targets divide over quarters is not defined by the city: every
pacing names its source in params/targets.
"""

import math

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from cchc_lib.measure.arguments import between
from cchc_lib.registry import Target

TOLERANCE = 1e-9
"""Counts are whole numbers in float64; the tolerance only absorbs the product with a share."""
COUNTED = ("share_of_units", "count_per_unit")
"""Rules under which each unit has something to reach, and the city a share of the units."""


def due_share(target: Target, number: int) -> float:
    """The share of the year's target, from 0 to 1, that is expected by quarter `number`.

    `linear` divides it evenly up to the due quarter, `at_due_date` expects nothing before it,
    `every_quarter` all of it at once, `shares` what the target lists.
    """
    if number >= target.due_quarter or target.pacing == "every_quarter":
        return 1.0
    if target.pacing == "linear":
        return number / target.due_quarter
    return target.pace_shares[number - 1] if target.pacing == "shares" else 0.0


def unit_pace(target: Target, number: int) -> float:
    """What one unit should have reached by quarter `number`, in the unit of its threshold.

    Counts are rounded down: of two conferences a year, 0 are due in March and 1 in June.
    """
    if target.rule in COUNTED:
        return float(math.floor(target.each * due_share(target, number) + TOLERANCE))
    return target.threshold * due_share(target, number)


def projected(to_date: ArrayLike, elapsed: float) -> np.ndarray | pd.Series:
    """The year's total if a flow goes on at its present rate: `to_date / elapsed`.

    `elapsed` is the share of the year's days that the figures cover, above 0 and up to 1. A stock
    or a share must not be projected: it has no rate. A Series keeps its
    index. Raises CallError for another `elapsed`.
    """
    between("elapsed", elapsed, np.nextafter(0, 1), 1)
    if isinstance(to_date, pd.Series):
        return to_date.astype("float64") / elapsed
    return np.asarray(to_date, dtype="float64") / elapsed
