"""Whether a unit lies farther from the common share than chance explains: funnel limits.

In: denominators and a baseline. Out: limits around the baseline for each denominator, and where
each unit lies against them.

The funnel of shares is wide for units with few items and narrow for those with many, so that units
of all sizes are held to one standard and nobody is ranked (Spiegelhalter 2005, Funnel plots for
comparing institutional performance, Statistics in Medicine 24: 1185-1202).
"""

from collections.abc import Callable, Sequence
from typing import Literal, cast

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import special

from cchc_lib.measure.arguments import between, number_of, numbers_of, one_of
from cchc_lib.measure.dispersion import (
    SCALES,
    Scale,
    Statistic,
    baseline_within,
    counts_within,
    off_scale,
    on_scale,
    standard_error,
)
from cchc_lib.measure.intervals import Floats, critical_value, numbers, positive

Places = NDArray[np.intp]
COUNTED = 1e15
"""The most expected events for exact limits: beyond it, floats do not tell whole counts apart."""
Method = Literal["exact", "spiegelhalter", "interval", "normal", "arcsine", "root", "log"]
METHODS: dict[Statistic, tuple[Method, ...]] = {
    "proportion": ("exact", "spiegelhalter", *SCALES["proportion"]),
    "ratio": ("exact", "spiegelhalter", "interval", *SCALES["ratio"]),
    "rate": ("exact", "spiegelhalter", "interval", *SCALES["rate"]),
}


def funnel_limits(
    n: ArrayLike,
    baseline: ArrayLike,
    *,
    statistic: Statistic = "proportion",
    confidence: float | Sequence[float] = (0.95, 0.998),
    method: Method = "exact",
    dispersion: float = 1.0,
    tau2: float = 0.0,
    multiplier: float = 1.0,
) -> pd.DataFrame:
    """The limits around `baseline` for denominators `n`: `lower_95`, `upper_95`, `lower_99.8`, …

    One row for each element of n, with its index; columns in the order of `confidence`, one or more
    levels. Values are on the scale of the baseline: shares from 0 to 1 (`proportion`, n items),
    ratios (`ratio`, n expected events), events per `multiplier` (`rate`, a population of n); with
    multiplier=100 also percent. NaN where n is NaN or 0.

    - `exact`: a unit lies outside if so few, or so many, have a probability of less than
      (1 - confidence)/2, by the binomial or the Poisson distribution, at any n; between whole
      counts the probability is taken as a straight line. Both sides are alike: limits for items
      late are those for items on time, upside down.
    - `spiegelhalter`: the same interpolation as Spiegelhalter (2005), appendix A.1.1 has it,
      (r - α)/n on both sides. Its upper limit is one item lower, so at small n a unit may lie above
      with a probability far greater than asked for, up to all of 5 items of 5.
    - `interval` (ratio, rate): the exact Poisson interval of n·baseline, taken as a count.
    - `normal`: baseline ± z·√(baseline(1 - baseline)/n), or ± z·√(baseline/n) for ratio and rate.
      For a proportion a unit lies outside exactly when its Wilson interval excludes the baseline.
    - `arcsine` (proportion), `root`, `log` (ratio, rate): normal on that scale.

    Over-dispersion moves each limit out from its distance d to √(dispersion·d² + z²·tau2), on the
    method's scale (see `over_dispersion`). Limits never leave what is possible (0 to 1; from 0).
    Raises CallError for an argument out of range, text for a number, or an unknown word.

    Sources: Spiegelhalter (2005); for `exact` Seaton and Manktelow (2012), BMC Medical Research
    Methodology 12: 98, prediction limits; for arcsine and root Spiegelhalter et al. (2012).
    """
    (whole, target), index = numbers(n=n, baseline=baseline)
    target = target / number_of("multiplier", multiplier)
    baseline_within(target, statistic)
    one_of("method", method, METHODS[statistic])
    between("n", whole, 0, np.inf)
    between("dispersion", dispersion, 1, np.inf)
    between("tau2", tau2, 0, np.inf)
    whole, target = np.broadcast_arrays(*np.atleast_1d(positive(whole), target))
    scale = _scale(method)
    highest = 1 if statistic == "proportion" else np.inf
    columns = {}
    for level in _levels(confidence):
        z = critical_value(level)
        distances = _distances(whole, target, level, statistic, method)
        for side, sign, distance in zip(("lower", "upper"), (-1, 1), distances, strict=True):
            square = dispersion * distance * np.abs(distance) + z * z * tau2
            outward = sign * np.copysign(np.sqrt(np.abs(square)), square)
            limit = off_scale(on_scale(target, scale) + outward, scale)
            columns[f"{side}_{100 * level:g}"] = np.clip(limit, 0, highest) * multiplier
    return pd.DataFrame(columns, index=index)


def funnel_position(
    x: ArrayLike,
    n: ArrayLike,
    baseline: ArrayLike,
    *,
    statistic: Statistic = "proportion",
    confidence: float | Sequence[float] = (0.95, 0.998),
    method: Method = "exact",
    dispersion: float = 1.0,
    tau2: float = 0.0,
    multiplier: float = 1.0,
) -> pd.Series | np.ndarray:
    """Where each unit lies: `below_99.8`, `below_95`, `within`, `above_95`, `above_99.8`.

    The number is the widest of the limits that x/n lies beyond; on a limit is within it. None where
    x or n is NaN, or n is 0. A Series keeps its index, numbers give an array of one. Arguments as
    for `funnel_limits`; raises CallError also for x not from 0 to n (proportion) or below 0.
    """
    (part, whole, target), index = numbers(x=x, n=n, baseline=baseline)
    limits = funnel_limits(
        whole, target, statistic=statistic, confidence=confidence, method=method,
        dispersion=dispersion, tau2=tau2, multiplier=multiplier,
    )  # fmt: skip
    counts_within(part, whole, statistic)
    value = np.atleast_1d(part / positive(whole) * multiplier)
    words = np.full(value.shape, "within", dtype=object)
    for level in sorted(_levels(confidence)):
        name = f"{100 * level:g}"
        words[value < limits[f"lower_{name}"].to_numpy()] = f"below_{name}"
        words[value > limits[f"upper_{name}"].to_numpy()] = f"above_{name}"
    words[np.isnan(value) | limits.isna().any(axis="columns").to_numpy()] = None
    return words if index is None else pd.Series(words, index=index, dtype=object)


def _levels(confidence: float | Sequence[float]) -> list[float]:
    levels: list[float] = np.atleast_1d(numbers_of("confidence", confidence)).tolist()
    return levels


def _distances(
    n: Floats, target: Floats, level: float, statistic: Statistic, method: Method
) -> tuple[Floats, Floats]:
    """How far the lower limit lies below the baseline, and the upper above it, on its scale."""
    if method in SCALES[statistic]:
        error = standard_error(n, target, statistic, _scale(method))
        distance = critical_value(level) * error
        return distance, distance
    tail = (1 - level) / 2
    lower, upper = np.full(n.shape, np.nan), np.full(n.shape, np.nan)
    known = ~np.isnan(n * target)
    items, share = n[known], target[known]
    if method == "interval":
        lower[known] = special.gammaincinv(items * share, tail)
        upper[known] = special.gammainccinv(items * share + 1, tail)
    else:
        lower[known], upper[known] = _exact(items, share, tail, statistic)
        if method == "spiegelhalter":
            upper = upper - 1
    return target - lower / n, upper / n - target


def _exact(n: Floats, share: Floats, tail: float, statistic: Statistic) -> tuple[Floats, Floats]:
    """The counts at which the probability of so few, or so many, passes `tail`."""
    mean, z = n * share, special.ndtri(tail)
    between("n", mean, 0, COUNTED)
    binomial = statistic == "proportion"
    rest = 1 - share if binomial else np.ones_like(share)

    def so_few(count: Floats, at: Places) -> Floats:
        few = np.maximum(count, 0)
        if not binomial:
            return np.where(count < 0, 0.0, special.pdtr(few, mean[at]))
        left = n[at] - few
        chance = special.betainc(np.where(left > 0, left, 1), few + 1, rest[at])
        return np.where(count < 0, 0.0, np.where(left > 0, chance, 1.0))

    def not_so_many(count: Floats, at: Places) -> Floats:
        many = np.maximum(count, 1)
        if not binomial:
            return -np.where(count < 1, 1.0, special.gammainc(many, mean[at]))
        left = n[at] - many + 1
        chance = special.betainc(many, np.where(left > 0, left, 1), share[at])
        return -np.where(count < 1, 1.0, np.where(left > 0, chance, 0.0))

    reach = z * np.sqrt(mean * rest)
    lower = _crossing(so_few, tail, np.floor(mean + reach))
    upper = _crossing(not_so_many, -tail, np.ceil(mean - reach))
    return lower, upper


def _crossing(rising: Callable[[Floats, Places], Floats], level: float, guess: Floats) -> Floats:
    """Where a function of whole counts, which rises, passes a level, on straight lines between.

    `guess` is a count near it (the normal one is off by three at most unless confidence is
    extreme), so only few values are looked at.
    """
    count = np.maximum(guess, 0.0)
    everywhere = np.arange(len(count))
    here = rising(count, everywhere)
    at = everywhere[here < level]
    while at.size:
        count[at] += 1
        here[at] = rising(count[at], at)
        at = at[here[at] < level]
    before = rising(count - 1, everywhere)
    at = everywhere[before >= level]
    while at.size:
        count[at] -= 1
        here[at] = before[at]
        before[at] = rising(count[at] - 1, at)
        at = at[before[at] >= level]
    return count - (here - level) / (here - before)


def _scale(method: Method) -> Scale:
    """The scale of the distances from the baseline: exact limits are on that of the values."""
    return "normal" if method in {"exact", "spiegelhalter", "interval"} else cast("Scale", method)
