"""Restatements of published figures: which figures changed, and how much they tend to change.

In: what was published earlier and later, in pairs or as two tables of figures. Out: a summary of
the revisions, or a table of them. A revision is always later - earlier.

With r the n revisions in order, r̄ their mean and e = r - r̄, the standard error of r̄ that allows
for neighbouring revisions that move together (HAC) is

√[(Σ eₜ² + 3/4 Σ eₜ·eₜ₋₁ + 2/3 Σ eₜ·eₜ₋₂) / (n·(n - 1))]

Source: McKenzie and Gamba (2008), Interpreting the results of revision analyses: recommended
summary statistics (OECD/Eurostat task force), as carried out by the revision tool of JDemetra+
(bogosmith/jdemetraplus-revtool, class DescriptiveAnalysisRevisions), from where the HAC formula is.
"""

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from cchc_lib.errors import CallError
from cchc_lib.measure.arguments import between, numbers_of, one_of, same_length

Floats = NDArray[np.float64]
KEYS = ("unit", "quarter", "indicator")
LARGEST = sys.float_info.max
ROUNDING = 1e-12
"""A standard error below this share of the largest figure is rounding."""


@dataclass(frozen=True)
class RevisionSummary:
    """What the revisions of a set of figures have in common; NaN where there are too few.

    Counts: `n` pairs, and the figures `added` (only later) and `withdrawn` (only earlier).
    In the figures' unit: `mean` (its sign is the direction of a bias), `mean_absolute`, `median`,
    `median_absolute`, `minimum`, `maximum`, `range`, `standard_deviation` (divisor n - 1),
    `root_mean_square`, `standard_error` (s / √n) and `hac_standard_error`. Shares, 0 to 1: `upward`
    and `downward` revisions. `relative_mean_absolute` is Σ|r| / Σ|later|, `relative_to_earlier`
    Σ|r| / Σ|earlier|. `t_statistic` and `hac_t_statistic` are the mean by its standard error.
    """

    n: int
    added: int
    withdrawn: int
    mean: float
    mean_absolute: float
    relative_mean_absolute: float
    relative_to_earlier: float
    median: float
    median_absolute: float
    minimum: float
    maximum: float
    range: float
    standard_deviation: float
    root_mean_square: float
    upward: float
    downward: float
    standard_error: float
    hac_standard_error: float
    t_statistic: float
    hac_t_statistic: float


def revision_summary(
    earlier: pd.Series | ArrayLike, later: pd.Series | ArrayLike
) -> RevisionSummary:
    """Summary of the revisions of figures that were published earlier and later.

    Two Series are matched by label (a label that only one of them has is a figure added or
    withdrawn) and taken in the order of their labels, or as they stand if the labels are the same;
    anything else is matched by place; two numbers are one pair. NaN is "not reported". Raises
    CallError for unequal lengths, labels that occur twice, text, and infinite figures.
    """
    first, last = _pairs(earlier, later)
    between("earlier", first, -LARGEST, LARGEST)
    between("later", last, -LARGEST, LARGEST)
    known_first, known_last = ~np.isnan(first), ~np.isnan(last)
    added = int((~known_first & known_last).sum())
    withdrawn = int((known_first & ~known_last).sum())
    first, last = first[known_first & known_last], last[known_first & known_last]
    n = len(first)
    if n == 0:
        nothing = [math.nan] * (len(fields(RevisionSummary)) - 3)
        return RevisionSummary(0, added, withdrawn, *nothing)
    revisions = last - first
    sizes = np.abs(revisions)
    mean = float(revisions.mean())
    deviation = float(revisions.std(ddof=1)) if n > 1 else math.nan
    error = deviation / math.sqrt(n)
    hac_error = _hac_error(revisions - mean)
    rounding = ROUNDING * max(np.abs(first).max(), np.abs(last).max())
    return RevisionSummary(
        n=n,
        added=added,
        withdrawn=withdrawn,
        mean=mean,
        mean_absolute=float(sizes.mean()),
        relative_mean_absolute=_ratio(sizes.sum(), np.abs(last).sum()),
        relative_to_earlier=_ratio(sizes.sum(), np.abs(first).sum()),
        median=float(np.median(revisions)),
        median_absolute=float(np.median(sizes)),
        minimum=float(revisions.min()),
        maximum=float(revisions.max()),
        range=float(revisions.max() - revisions.min()),
        standard_deviation=deviation,
        root_mean_square=float(np.sqrt((revisions**2).mean())),
        upward=float((revisions > 0).mean()),
        downward=float((revisions < 0).mean()),
        standard_error=error,
        hac_standard_error=hac_error,
        t_statistic=_ratio(mean, error, rounding),
        hac_t_statistic=_ratio(mean, hac_error, rounding),
    )


def restatements(
    before: pd.DataFrame,
    after: pd.DataFrame,
    keys: Sequence[str] = KEYS,
    *,
    value: str = "value",
) -> pd.DataFrame:
    """Every figure that differs between two editions, in the order of the keys.

    Both tables have the columns `keys` and `value`; a figure that is not reported has no row, or
    NaN. Out: the keys, before, after, revision (after - before) and kind: `changed`, `added` (no
    figure before) or `withdrawn` (none after), the last two with NaN as revision. Raises CallError
    for a column that is missing, keys that occur twice, and text for a figure.
    """
    names = list(keys)
    old = _figures("before", before, names, value)
    new = _figures("after", after, names, value)
    table = old.merge(new, on=names, how="outer")
    # NaN differs from every figure; no row has NaN twice.
    table = table[table["before"] != table["after"]].reset_index(drop=True)
    table["revision"] = table["after"] - table["before"]
    table["kind"] = np.select(
        [table["before"].isna(), table["after"].isna()], ["added", "withdrawn"], default="changed"
    )
    return table


def _pairs(earlier: pd.Series | ArrayLike, later: pd.Series | ArrayLike) -> tuple[Floats, Floats]:
    """Earlier and later figures, place by place."""
    if isinstance(earlier, pd.Series) and isinstance(later, pd.Series):
        earlier, later = _by_label(earlier, later)
    first = np.atleast_1d(numbers_of("earlier", earlier))
    last = np.atleast_1d(numbers_of("later", later))
    same_length(earlier=first, later=last)
    return first, last


def _by_label(earlier: pd.Series, later: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Both with every label that one of them has."""
    if earlier.index.equals(later.index):
        return earlier, later
    _once("earlier", earlier.index)
    _once("later", later.index)
    return earlier.align(later, join="outer")


def _hac_error(deviations: Floats) -> float:
    """The standard error of a mean, for deviations from it that move with the two before them."""
    n = len(deviations)
    squares = (deviations**2).sum()
    by_one = (deviations[1:] * deviations[:-1]).sum()
    by_two = (deviations[2:] * deviations[:-2]).sum()
    # Never below 0: 1 + 3/4·cos x + 2/3·cos 2x > 0.2.
    return math.sqrt(_ratio(squares + 3 / 4 * by_one + 2 / 3 * by_two, n * (n - 1)))


def _ratio(above: float, below: float, least: float = 0) -> float:
    """A quotient; NaN where the divisor is not above `least`."""
    return float(above / below) if below > least else math.nan


def _figures(name: str, table: pd.DataFrame, keys: list[str], value: str) -> pd.DataFrame:
    """The figures that are reported, with their keys; the value is named after the edition."""
    for column in (*keys, value):
        one_of(name, column, [str(label) for label in table.columns])
    known = table[table[value].notna()]
    _once(name, pd.MultiIndex.from_frame(known[keys]))
    return known[keys].assign(**{name: numbers_of(name, known[value])})


def _once(name: str, labels: pd.Index) -> None:
    """Raises CallError, with the first label that occurs twice."""
    if labels.has_duplicates:
        label = labels[labels.duplicated()][0]
        words = ", ".join(str(part) for part in (label if isinstance(label, tuple) else (label,)))
        found = sum(one == label for one in labels)
        raise CallError(
            "error.measure-range", name=f"count({name}: {words})", found=found, low=0, high=1
        )
