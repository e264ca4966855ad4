"""What a target's rule makes of figures: how much was reached, is it enough, what lacks.

In: a target and figures to date as unit × indicator (NaN: not reported). Out: one `Result` with an
entry for each unit. A share compares whole numbers: at least t% of n items is reached when the
failures f = n - k keep 100·f <= (100 - t)·n; at most t% when 100·k <= t·n.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cchc_lib.measure.pacing import COUNTED, TOLERANCE
from cchc_lib.registry import Target

Numbers = np.ndarray
"""float64, one entry a unit."""
Flags = np.ndarray
"""bool, one entry a unit."""


@dataclass(frozen=True)
class Part:
    """Items under one threshold (percent): how many of how many."""

    threshold: float
    numerator: Numbers
    denominator: Numbers


@dataclass(frozen=True)
class Share:
    """A share of items: the whole, and the parts that have a threshold of their own.

    Where a unit did not report a part, the part is NaN and the whole still stands.
    """

    whole: Part
    excepted: tuple[Part, ...]


@dataclass(frozen=True)
class Result:
    """What each unit reached of one target.

    `denominator` is NaN for what is no share; `decided` is False where the figures do not tell
    whether the target is reached; `gap` is what is missing, in items or in the figure's own unit.
    """

    numerator: Numbers
    denominator: Numbers
    actual: Numbers
    met: Flags
    decided: Flags
    gap: Numbers


def result_of(target: Target, values: pd.DataFrame, paced: float = 1.0) -> Result:
    """The result of each row of `values`, held against `paced` times the year's target."""
    if is_share(target):
        return share_result(target, share_of(target, values), paced)
    threshold = paced * (target.each if target.rule in COUNTED else target.threshold)
    return amount_result(target, column(values, target.indicator or ""), threshold)


def is_share(target: Target) -> bool:
    """Whether the rule counts items out of items."""
    return target.rule == "share_of_items" or target.base_indicator is not None


def share_of(target: Target, values: pd.DataFrame) -> Share:
    """The items of each unit. A reduction counts what is gone out of what was in the base year.

    A part that is below 0 or above its whole is no share (`part_of`) and counts as not reported.
    """
    if target.base_indicator is not None:
        base = column(values, target.base_indicator)
        part = Part(target.threshold, base - column(values, target.indicator or ""), base)
        return Share(part, ())
    whole = Part(
        target.threshold,
        *part_of(total(values, target.numerator), total(values, target.denominator)),
    )
    excepted = [
        Part(one.threshold, *part_of(total(values, one.numerator), total(values, one.denominator)))
        for one in target.exceptions
    ]
    rest = _rest(whole, excepted)
    broken = (rest.numerator < 0) | (rest.numerator > rest.denominator)
    return Share(_without(whole, broken), tuple(_without(part, broken) for part in excepted))


def part_of(part: Numbers, whole: Numbers) -> tuple[Numbers, Numbers]:
    """Both, where 0 <= part <= whole, else NaN: an error of the data, told with its cells."""
    known = (part >= 0) & (part <= whole)
    return np.where(known, part, np.nan), np.where(known, whole, np.nan)


def pooled(share: Share) -> Share:
    """The items of all units that reported together, as a share of one entry."""
    known = ~np.isnan(share.whole.numerator + share.whole.denominator)

    def summed(part: Part) -> Part:
        sums = (part.numerator[known].sum(), part.denominator[known].sum())
        return Part(part.threshold, np.array([sums[0]]), np.array([sums[1]]))

    return Share(summed(share.whole), tuple(summed(part) for part in share.excepted))


def share_result(target: Target, share: Share, paced: float = 1.0) -> Result:
    """Whether each part keeps its threshold, times `paced`.

    Where the parts are not known apart, the target is surely reached only without any failure,
    and surely not where there are more failures than the mildest threshold allows for the whole;
    between the two it is not decided.
    """
    whole = share.whole
    rest = _rest(whole, share.excepted)
    gaps = [_excess(target, part, part.threshold, paced) for part in (rest, *share.excepted)]
    gap = np.sum(gaps, axis=0)
    known = ~np.isnan(gap)
    if share.excepted:
        thresholds = [part.threshold for part in (whole, *share.excepted)]
        at_least = target.operator == "at_least"
        mildest = min(thresholds) if at_least else max(thresholds)
        strictest = 100.0 if at_least else 0.0
        least = _excess(target, whole, mildest, paced)
        faultless = _excess(target, whole, strictest, 1.0) == 0
        split = np.where(faultless, 0.0, np.where(least > 0, least, np.nan))
        gap = np.where(known, gap, split)
    actual = np.full(len(gap), np.nan)
    np.divide(100 * whole.numerator, whole.denominator, out=actual, where=whole.denominator > 0)
    return Result(whole.numerator, whole.denominator, actual, gap == 0, ~np.isnan(gap), gap)


def amount_result(target: Target, actual: Numbers, threshold: float) -> Result:
    """Whether a count or a level keeps its threshold."""
    distance = actual - threshold if target.operator == "at_most" else threshold - actual
    gap = np.maximum(np.where(np.abs(distance) <= TOLERANCE, 0.0, distance), 0.0)
    no_share = np.full(len(actual), np.nan)
    return Result(actual, no_share, actual, gap == 0, ~np.isnan(actual), gap)


def attainment(target: Target, actual: Numbers, threshold: float) -> Numbers:
    """Actual over threshold, 1 = reached, uncapped; where less is better, threshold over actual.

    A figure of 0 where less is better, and any figure against a threshold of 0, count as 1.
    """
    full = np.where(np.isnan(actual), np.nan, 1.0)
    if target.operator == "at_most":
        limit = np.full(len(actual), threshold)
        return np.asarray(np.divide(limit, actual, out=full, where=actual > 0))
    return np.asarray(actual / threshold) if threshold > 0 else full


def column(values: pd.DataFrame, indicator: str) -> Numbers:
    """One indicator of each unit; NaN where nobody reported it."""
    if indicator not in values.columns:
        return np.full(len(values), np.nan)
    return values[indicator].to_numpy(dtype="float64")


def total(values: pd.DataFrame, indicators: tuple[str, ...]) -> Numbers:
    """The sum of several indicators of each unit; NaN where one of them is not reported."""
    if not indicators:
        return np.full(len(values), np.nan)
    return np.asarray(np.sum([column(values, name) for name in indicators], axis=0))


def _rest(whole: Part, excepted: Sequence[Part]) -> Part:
    """What is left of the whole beside the parts with a threshold of their own."""
    return Part(
        whole.threshold,
        whole.numerator - sum(part.numerator for part in excepted),
        whole.denominator - sum(part.denominator for part in excepted),
    )


def _without(part: Part, broken: Flags) -> Part:
    """The part, not reported by the units in `broken`."""
    numerator, denominator = np.where(broken, np.nan, (part.numerator, part.denominator))
    return Part(part.threshold, numerator, denominator)


def _excess(target: Target, part: Part, threshold: float, paced: float) -> Numbers:
    """How many items too few are good (at_least) or too many are bad (at_most); whole numbers."""
    aim = paced * threshold * part.denominator / 100
    if target.operator == "at_most":
        over = part.numerator - np.floor(aim + TOLERANCE)
    else:
        over = np.ceil(aim - TOLERANCE) - part.numerator
    return np.asarray(np.maximum(over, 0.0))
