"""Shares that are made of outcomes, each beside its group's own share and its funnel.

In: figures to date as unit × indicator, the group of each unit, series (numerator, denominator) and
the rules of params/certainty.yml. Out: one row a series and unit, shares in percent.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cchc_lib.measure.dispersion import over_dispersion
from cchc_lib.measure.funnel import funnel_position
from cchc_lib.measure.intervals import wilson
from cchc_lib.measure.rules import part_of, total
from cchc_lib.registry import Certainty, Series

POSITION_COLUMNS = [
    "series", "unit", "group", "part", "whole", "share", "lower", "upper", "group_share",
    "tau2", "position", "inner", "outer",
]  # fmt: skip


def share_positions(
    figures: pd.DataFrame, groups: pd.Series, series: Sequence[Series], rules: Certainty
) -> pd.DataFrame:
    """Series, unit, group, part, whole, share, lower and upper (Wilson), group_share (pooled over
    the units that reported), tau2, position, inner and outer (the limits' confidence, percent).

    `tau2` is the variance between the units of the group beyond chance, 0 where chance explains
    their spread; it widens the limits (see `over_dispersion`). `position` is `below_outer`,
    `below_inner`, `within`, `above_inner` or `above_outer`, None where a share or a funnel is
    missing; a group of fewer units than the rules ask for has no funnel.
    """
    values = figures.reindex(groups.index)
    parts = [
        _positions(values[groups == group], str(group), one, rules)
        for one in series
        for group in groups.unique()
    ]
    if not parts:
        return pd.DataFrame(columns=POSITION_COLUMNS)
    return pd.concat(parts, ignore_index=True)[POSITION_COLUMNS]


def _positions(values: pd.DataFrame, group: str, series: Series, rules: Certainty) -> pd.DataFrame:
    part, whole = part_of(total(values, series.numerator), total(values, series.denominator))
    known = whole > 0
    part, whole = np.where(known, part, np.nan), np.where(known, whole, np.nan)
    interval = wilson(part, whole, rules.confidence)
    table = pd.DataFrame(
        {
            "series": series.id, "unit": values.index, "group": group, "part": part,
            "whole": whole, "share": 100 * part / whole, "lower": 100 * interval.lower,
            "upper": 100 * interval.upper, "group_share": np.nan, "tau2": np.nan,
            "position": None, "inner": 100 * rules.funnel.limits[0],
            "outer": 100 * rules.funnel.limits[1],
        }
    )  # fmt: skip
    if known.sum() < rules.funnel.least_units:
        return table
    baseline = float(np.nansum(part) / np.nansum(whole))
    spread = over_dispersion(part, whole, baseline)
    tau2 = spread.tau2 if spread.factor > 1 else 0.0
    words = funnel_position(part, whole, baseline, confidence=rules.funnel.limits, tau2=tau2)
    inner, outer = (f"{100 * limit:g}" for limit in rules.funnel.limits)
    renamed = {
        f"below_{outer}": "below_outer", f"below_{inner}": "below_inner", "within": "within",
        f"above_{inner}": "above_inner", f"above_{outer}": "above_outer",
    }  # fmt: skip
    return table.assign(
        group_share=100 * baseline, tau2=tau2,
        position=pd.Series(words, dtype=object).map(renamed).to_numpy(),
    )  # fmt: skip
