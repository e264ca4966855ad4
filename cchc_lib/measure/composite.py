"""From what each unit reached of each criterion to one score, its coverage and its class.

In: a table unit × criterion (or component) and weights; what has one dimension is one unit. Out:
one number, or one row, a unit.

A score is re-based to what was reported: with r the criteria that apply to a unit and were
reported, and w the weights,

arithmetic  Σᵣ w·x / Σᵣ w
geometric   exp(Σᵣ w·ln x / Σᵣ w), 0 where an x that has a weight is 0
harmonic    Σᵣ w / Σᵣ (w / x), 0 where an x that has a weight is 0
index       100 · Σᵣ points / Σᵣ most points + adjustment

Source: OECD and JRC (2008), Handbook on Constructing Composite Indicators, sections 6.10 (additive
aggregation, equation 31) and 6.11 (geometric aggregation); the harmonic mean, and leaving out what
is missing together with its weight, as in bluefoxr/COINr R/aggregate.R. Points that are re-based
where a component was not run: the rule of the city's index, appraisal 70 and survey 30.
"""

import sys
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Literal, overload

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from cchc_lib.errors import CallError
from cchc_lib.measure.arguments import (
    between,
    by_label,
    labelled,
    number_of,
    numbers_of,
    one_of,
    same_length,
)

Mean = Literal["arithmetic", "geometric", "harmonic"]
Weights = pd.Series | Mapping[Hashable, float] | Sequence[float] | NDArray[np.float64]
Table = pd.DataFrame | Mapping[Hashable, Any] | ArrayLike
"""Unit × criterion: a table, columns by name, lists of lists. One dimension is one unit."""
OneUnit = pd.Series | Mapping[Hashable, float] | Sequence[float]
Floats = NDArray[np.float64]
INDEX_COLUMNS = ["points", "most_points", "before_adjustment", "adjustment", "index"]
LARGEST = sys.float_info.max
ROUNDING = 1e-12
"""A score that misses a limit by less than this share of it reaches it: sums of floats do."""


@overload
def composite(
    values: pd.DataFrame, weights: Weights | None = ..., *, method: Mean = ...,
    applies: Table | None = ...,
) -> pd.Series: ...  # fmt: skip
@overload
def composite(
    values: OneUnit, weights: Weights | None = ..., *, method: Mean = ...,
    applies: Table | None = ...,
) -> float: ...  # fmt: skip
@overload
def composite(
    values: Table, weights: Weights | None = ..., *, method: Mean = ..., applies: Table | None = ...
) -> pd.Series | float: ...
def composite(
    values: Table,
    weights: Weights | None = None,
    *,
    method: Mean = "arithmetic",
    applies: Table | None = None,
) -> pd.Series | float:
    """The weighted mean of each row of `values` (unit × criterion, NaN: not reported).

    A table, a mapping of columns or lists of lists give a Series by unit; a Series, a mapping of
    numbers or one list is one unit, by criterion, and gives a float.
    `weights` are by column: a Series or mapping by label, or as many numbers as columns; None is
    equal weights. Only their proportions count. `applies` is unit × criterion with True or False
    (None: all apply); a table is matched by its labels. A unit that reported nothing that has a
    weight has NaN. Raises CallError for another method, weights that are negative, NaN, all 0 or
    not one for each column, values below 0 in a geometric or harmonic mean, infinite values, text.
    """
    one_of("method", method, _MEANS)
    given = labelled("values", values)
    table = _rows(given)
    counted = _reported(table) * _applicable(table, applies) * _weights(table, weights)
    # What has no weight is set to 1, which no mean minds.
    known = np.where(counted > 0, table.to_numpy(), 1.0)
    between("values", known, -LARGEST if method == "arithmetic" else 0, LARGEST)
    return _by_unit_of(given, _MEANS[method](known, counted))


@overload
def coverage(
    values: pd.DataFrame, weights: Weights | None = ..., *, applies: Table | None = ...
) -> pd.Series: ...
@overload
def coverage(
    values: OneUnit, weights: Weights | None = ..., *, applies: Table | None = ...
) -> float: ...
@overload
def coverage(
    values: Table, weights: Weights | None = ..., *, applies: Table | None = ...
) -> pd.Series | float: ...
def coverage(
    values: Table, weights: Weights | None = None, *, applies: Table | None = None
) -> pd.Series | float:
    """The share of weight, of what applies to each unit, that it reported: 0 to 1.

    Arguments, shapes and errors as in `composite`. 0 where nothing that has a weight applies.
    """
    given = labelled("values", values)
    table = _rows(given)
    applicable = _applicable(table, applies) * _weights(table, weights)
    reported = (applicable * _reported(table)).sum(axis=1)
    share = _divide(reported, applicable.sum(axis=1))
    return _by_unit_of(given, np.nan_to_num(share))


def index_points(
    points_scored: Table,
    most_points: Weights,
    *,
    adjustment: pd.Series | Mapping[Hashable, float] | ArrayLike | None = None,
    least: float | None = None,
    most: float | None = None,
) -> pd.DataFrame:
    """Points, most_points, before_adjustment, adjustment and index of each unit, a row a unit.

    `points_scored` is unit × component; NaN is a component that was not run for the unit, and the
    rest is re-based to 100: before_adjustment = 100 · points / most_points, both summed over the
    components that were run (NaN if none was). One list, or Series, is one unit: one row.
    `most_points` are by component, as the weights of `composite`. `adjustment` are bonus (or, below
    0, penalty) points by unit, or one number for all; they are added last, after the re-basing, and
    NaN is none. The index is held within `least` and `most` only if these are passed. Raises
    CallError as `composite` does, and for an adjustment of a unit that is not in the table.
    """
    table = _rows(labelled("points_scored", points_scored))
    between("points_scored", table, -LARGEST, LARGEST)
    reported = _reported(table)
    points = np.where(reported, table.to_numpy(), 0).sum(axis=1)
    most_of_run = (reported * _by_column(table, "most_points", most_points)).sum(axis=1)
    before = 100 * _divide(points, most_of_run)
    added = _by_unit(table, adjustment)
    low, high = -np.inf if least is None else least, np.inf if most is None else most
    between("least", low, -np.inf, np.inf)
    between("most", high, low, np.inf)
    return pd.DataFrame(
        {
            "points": np.where(reported.any(axis=1), points, np.nan),
            "most_points": most_of_run,
            "before_adjustment": before,
            "adjustment": added,
            "index": (before + added).clip(low, high),
        },
        index=table.index,
        columns=INDEX_COLUMNS,
    )


def bands(
    scores: pd.Series | ArrayLike,
    limits: Mapping[str, float] | Sequence[tuple[str, float]],
) -> pd.Series:
    """The name of each score's class: of the limits that it reaches, that of the highest.

    `limits` are names and the least score of each, in any order: A from 90 is {"A": 90}. Scores
    are compared unrounded: 89.99 is below 90. NaN, and a score below all limits, has no name (NaN).
    Raises CallError for text where a number belongs.
    """
    given = pd.Series(scores)
    series = pd.Series(numbers_of("scores", given), index=given.index)
    pairs = limits.items() if isinstance(limits, Mapping) else limits
    known = [(name, number_of("limits", limit)) for name, limit in pairs]
    ordered = sorted(known, key=lambda pair: pair[1])
    least = np.array([limit - ROUNDING * abs(limit) for _, limit in ordered])
    names = np.array([np.nan, *(name for name, _ in ordered)], dtype=object)
    places = np.searchsorted(least, series.to_numpy(), side="right")
    return pd.Series(names[np.where(series.isna(), 0, places)], index=series.index, dtype=object)


def _arithmetic(values: Floats, weights: Floats) -> Floats:
    return _divide((weights * values).sum(axis=1), weights.sum(axis=1))


def _geometric(values: Floats, weights: Floats) -> Floats:
    logarithms = np.log(np.where(values > 0, values, 1))
    means = np.exp(_arithmetic(logarithms, weights))
    return np.where((values > 0).all(axis=1), means, 0)


def _harmonic(values: Floats, weights: Floats) -> Floats:
    inverses = 1 / np.where(values > 0, values, 1)
    means = 1 / _arithmetic(inverses, weights)
    return np.where((values > 0).all(axis=1), means, 0)


_MEANS: dict[str, Callable[[Floats, Floats], Floats]] = {
    "arithmetic": _arithmetic,
    "geometric": _geometric,
    "harmonic": _harmonic,
}


def _rows(given: pd.Series | pd.DataFrame) -> pd.DataFrame:
    """A table as it is, a Series as the row of its one unit."""
    return given if isinstance(given, pd.DataFrame) else given.to_frame().T


def _by_unit_of(given: pd.Series | pd.DataFrame, results: Floats) -> pd.Series | float:
    """The results by unit of the table, or that of the one unit."""
    if isinstance(given, pd.DataFrame):
        return pd.Series(results, index=given.index)
    return float(results[0])


def _reported(table: pd.DataFrame) -> NDArray[np.bool_]:
    return table.notna().to_numpy()


def _applicable(table: pd.DataFrame, applies: Table | None) -> NDArray[np.bool_]:
    """Unit × criterion, in the order of the table."""
    if applies is None:
        return np.ones(table.shape, dtype=bool)
    if isinstance(applies, Mapping):
        applies = by_label(applies)
    if isinstance(applies, pd.Series):
        applies = applies.to_frame().T.set_axis(table.index[:1])
    if isinstance(applies, pd.DataFrame):
        for found, known in ((table.index, applies.index), (table.columns, applies.columns)):
            for label in found.difference(known, sort=False):
                one_of("values", str(label), [str(one) for one in known])
        applies = applies.reindex(index=table.index, columns=table.columns)
    answers = np.atleast_2d(np.asarray(applies, dtype=bool))
    same_length(values=table, applies=answers)
    same_length(values=table.columns, applies=answers.T)
    return answers


def _weights(table: pd.DataFrame, weights: Weights | None) -> Floats:
    """By column, as shares of the largest: so that their scale leaves no trace."""
    own = _by_column(table, "weights", np.ones(table.shape[1]) if weights is None else weights)
    shares: Floats = own / own.max()
    return shares


def _by_column(table: pd.DataFrame, name: str, numbers: Weights) -> Floats:
    """Numbers in the order of the columns, none below 0 and not all of them 0."""
    if isinstance(numbers, pd.Series | Mapping):
        own = {str(label): number_of(name, number) for label, number in numbers.items()}
        columns = [str(column) for column in table.columns]
        for label in own:
            one_of(name, label, columns)
        for column in columns:
            one_of("values", column, own)
        numbers = [own[column] for column in columns]
    array = np.atleast_1d(numbers_of(name, numbers))
    same_length(values=table.columns, **{name: array})
    if np.isnan(array).any():
        raise CallError(
            "error.measure-range", name=name, found="nan", low="0", high=f"{LARGEST:g}"
        )  # fmt: skip
    between(name, array, 0, LARGEST)
    between(f"max({name})", array.max(initial=0), sys.float_info.min, LARGEST)
    return array


def _by_unit(
    table: pd.DataFrame, adjustment: pd.Series | Mapping[Hashable, float] | ArrayLike | None
) -> Floats:
    """Points in the order of the units; none, or NaN, is 0."""
    if adjustment is None:
        return np.zeros(len(table))
    if isinstance(adjustment, pd.Series | Mapping):
        adjustment = pd.Series(adjustment)
        for unit in adjustment.index.difference(table.index, sort=False):
            one_of("adjustment", str(unit), [str(one) for one in table.index])
        adjustment = adjustment.reindex(table.index)
    points = numbers_of("adjustment", adjustment)
    if points.ndim == 0:
        points = np.full(len(table), points)
    same_length(points_scored=table, adjustment=points)
    between("adjustment", points, -LARGEST, LARGEST)
    return np.where(np.isnan(points), 0.0, points)


def _divide(above: Floats, below: Floats) -> Floats:
    """Quotients; NaN where the divisor is 0."""
    quotients: Floats = np.divide(above, below, out=np.full(len(above), np.nan), where=below > 0)
    return quotients
