"""How far a number lies from the others of its group: the modified z-score.

Rule: Iglewicz and Hoaglin, How to Detect and Handle Outliers (1993): 0.6745 · (x − median) / MAD,
where MAD is the median absolute deviation from the median. Where more than half of the group agree
MAD is 0; then the mean absolute deviation takes its place, (x − median) / (1.2533 · mean absolute
deviation), or nothing is compared, as the rule in params/checks.yml says.
"""

from typing import Literal

import numpy as np
import pandas as pd

CONSISTENT = 0.6745
"""The 75th percentile of the normal distribution: MAD · 1/0.6745 estimates its deviation."""
MEAN_CONSISTENT = float(np.sqrt(np.pi / 2))
"""1.2533 · mean absolute deviation estimates the deviation of a normal distribution."""


def modified_z(
    values: "pd.Series[float]",
    groups: list["pd.Series[str]"],
    *,
    least_group: int,
    zero_mad: Literal["mean_deviation", "skip"],
) -> pd.DataFrame:
    """`median` of the value's group and the modified `z`; NaN for a group that is too small."""
    grouped = values.groupby(groups)
    median = grouped.transform("median")
    away = values - median
    distance = away.abs().groupby(groups)
    mad, mean = distance.transform("median"), distance.transform("mean")
    z = CONSISTENT * away / mad.where(mad > 0)
    if zero_mad == "mean_deviation":
        z = z.where(mad > 0, away / (MEAN_CONSISTENT * mean.where(mean > 0)))
    large = grouped.transform("count") >= least_group
    return pd.DataFrame({"median": median, "z": z.where(large)})
