"""How much farther units lie from their common share than chance alone explains.

In: counts, denominators and the baseline of comparable units. Out: z-scores, and their spread:
the factor φ and the variance between units τ², either of which widens the limits of a funnel.
"""

from typing import Literal, NamedTuple, cast

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import special

from cchc_lib.measure.arguments import between, number_of, numbers_of, one_of
from cchc_lib.measure.intervals import (
    Floats,
    critical_value,
    numbers,
    positive,
    shaped,
    within_whole,
)

Statistic = Literal["proportion", "ratio", "rate"]
"""`proportion`: x of n items (binomial). `ratio`: x events for n expected ones, with a baseline of
1 as a rule; `rate`: x events in a population of n (both Poisson)."""
Scale = Literal["normal", "arcsine", "root", "log"]
"""What chance is taken to spread normally: the value as it is, arcsin √y, √y, or log y."""
SCALES: dict[Statistic, tuple[Scale, ...]] = {
    "proportion": ("normal", "arcsine"),
    "ratio": ("normal", "root", "log"),
    "rate": ("normal", "root", "log"),
}


class Dispersion(NamedTuple):
    """The spread of units around their baseline, beyond chance.

    `phi` is the mean square of the winsorised z-scores of `units` units, `p_value` the chance of as
    much without over-dispersion. `factor` is `phi` where it is more than 1 and significantly so,
    else 1: the `dispersion` of `funnel_limits`. `tau2` is the variance between units on the scale
    asked for, 0 where chance explains the spread: the `tau2` of `funnel_limits`.
    """

    units: int
    phi: float
    p_value: float
    factor: float
    tau2: float


def z_scores(
    x: ArrayLike,
    n: ArrayLike,
    baseline: ArrayLike,
    *,
    statistic: Statistic = "proportion",
    scale: Scale = "normal",
    multiplier: float = 1.0,
) -> pd.Series | np.ndarray:
    """How many standard errors each unit lies above the baseline, by chance alone: (y - θ) / s.

    y is x/n and θ the baseline on the `scale`, s the standard error of y if θ is true:
    √(θ(1 - θ)/n) for a proportion, √(θ/n) for a ratio or rate; 1/(2√n) for arcsin √y and for √y,
    1/√(nθ) for log y. The baseline is per `multiplier`, such as 100 for percent. NaN where a figure
    is NaN, n is 0, s is 0, or a count of 0 has no logarithm. A Series keeps its index.
    Raises CallError for counts out of range, for text, and for a scale that the statistic lacks.

    Source: Spiegelhalter (2005), Statistics in Medicine 24: 1185-1202; on transformed scales
    Spiegelhalter et al. (2012), Journal of the Royal Statistical Society A 175: 1-47.
    """
    (part, whole, target), index = numbers(x=x, n=n, baseline=baseline)
    target = target / number_of("multiplier", multiplier)
    z, _ = _standardised(part, whole, target, statistic, scale)
    return cast("pd.Series | np.ndarray", shaped(z, index))


def over_dispersion(
    x: ArrayLike,
    n: ArrayLike,
    baseline: ArrayLike,
    *,
    statistic: Statistic = "proportion",
    scale: Scale = "normal",
    winsorised: float = 0.1,
    confidence: float = 0.95,
    multiplier: float = 1.0,
) -> Dispersion:
    """The spread of the units' z-scores: φ = Σ z² / N, and from it by the method of moments

        τ² = (Nφ - (N - 1)) / (Σw - Σw²/Σw),  w = 1/s²,  0 if negative.

    The z-scores are winsorised first: those of the lowest and highest tenth (`winsorised`) are set
    to that quantile, so that the units one looks for do not hide themselves. Without
    over-dispersion Nφ is about χ² with N degrees of freedom; winsorising only makes it smaller, so
    the test errs towards none. Units without a z-score are left out; of fewer than two units
    nothing can be said (φ NaN, factor 1, τ² 0). Arguments and errors as for `z_scores`.

    Widen limits by the factor or by τ², not by both. τ² is what the source prefers: units differ,
    the large ones as much as the small, and by the factor the limits of large units stay narrow.

    Source: Spiegelhalter (2005), Handling over-dispersion of performance indicators, Quality and
    Safety in Health Care 14: 347-351; DerSimonian and Laird (1986), Controlled Clinical Trials 7:
    177-188.
    """
    between("winsorised", winsorised, 0, 0.5)
    critical_value(confidence)
    (part, whole, target), _ = numbers(x=x, n=n, baseline=baseline)
    target = target / number_of("multiplier", multiplier)
    z, error = _standardised(part, whole, target, statistic, scale)
    known = ~np.isnan(z)
    units = int(known.sum())
    if units < 2:
        return Dispersion(units, phi=np.nan, p_value=np.nan, factor=1.0, tau2=0.0)
    phi = float(np.mean(winsorise(z[known], winsorised) ** 2))
    p_value = float(special.chdtrc(units, units * phi))
    weight = 1 / np.broadcast_to(error, z.shape)[known] ** 2
    spread = weight.sum() - (weight**2).sum() / weight.sum()
    return Dispersion(
        units=units,
        phi=phi,
        p_value=p_value,
        factor=max(1.0, phi) if p_value < 1 - confidence else 1.0,
        tau2=max(0.0, float((units * phi - (units - 1)) / spread)),
    )


def winsorise(values: ArrayLike, share: float = 0.1) -> Floats:
    """The values with the lowest and the highest `share` of them set to that quantile.

    Quantiles lie on straight lines between the ordered values; NaN stays, and does not count.
    """
    between("share", share, 0, 0.5)
    array = numbers_of("values", values)
    if np.isnan(array).all():
        return array.copy()
    low, high = np.nanquantile(array, [share, 1 - share])
    inside: Floats = np.clip(array, low, high)
    return inside


def on_scale(values: Floats, scale: Scale) -> Floats:
    """Shares, ratios or rates on the scale: as they are, arcsin √p, √y, or log y (NaN of 0)."""
    if scale == "arcsine":
        return np.arcsin(np.sqrt(values))
    if scale == "root":
        return np.sqrt(values)
    return np.log(positive(values)) if scale == "log" else values


def off_scale(values: Floats, scale: Scale) -> Floats:
    """Back from the scale; what lies beyond its end becomes the end."""
    if scale == "arcsine":
        return np.sin(np.clip(values, 0, np.pi / 2)) ** 2
    if scale == "root":
        return np.maximum(values, 0) ** 2
    return np.exp(values) if scale == "log" else values


def standard_error(n: Floats, baseline: Floats, statistic: Statistic, scale: Scale) -> Floats:
    """The standard error of x/n on the scale where the baseline is true; n of 0 has none."""
    whole = positive(n)
    if scale in {"arcsine", "root"}:
        return 1 / (2 * np.sqrt(whole))
    if scale == "log":
        return 1 / np.sqrt(whole * positive(baseline))
    spread = baseline * (1 - baseline) if statistic == "proportion" else baseline
    return np.sqrt(spread / whole)


def counts_within(part: Floats, whole: Floats, statistic: Statistic) -> None:
    """Raises CallError unless each x is from 0 to n (proportion), or 0 and more (ratio, rate)."""
    if statistic == "proportion":
        within_whole(part, whole)
    between("n", whole, 0, np.inf)
    between("x", part, 0, np.inf)


def baseline_within(baseline: Floats, statistic: Statistic) -> None:
    """Raises CallError for an unknown statistic, or a baseline that it cannot have."""
    one_of("statistic", statistic, SCALES)
    between("baseline", baseline, 0, 1 if statistic == "proportion" else np.inf)


def _standardised(
    part: Floats, whole: Floats, target: Floats, statistic: Statistic, scale: Scale
) -> tuple[Floats, Floats]:
    """z-scores and their standard errors on the scale."""
    baseline_within(target, statistic)
    one_of("scale", scale, SCALES[statistic])
    counts_within(part, whole, statistic)
    error = positive(standard_error(whole, target, statistic, scale))
    return (on_scale(part / positive(whole), scale) - on_scale(target, scale)) / error, error
