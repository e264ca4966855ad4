"""Small numbers of persons: which published figures are hidden so that no small one can be found.

In: counts of persons by unit, or unit × column (quarters), and the group of each unit. Out: the
same table with its totals, and the state of each figure: `shown`, `primary` (the figure is below
the threshold), `secondary` (hidden so that a primary one cannot be computed), `not_reported`.

What a reader knows of a hidden figure is its feasibility interval: the least and the greatest
value that fit all shown figures and totals. Source: Hundepool et al., Handbook on Statistical
Disclosure Control, chapter 4.2.2 (github.com/sdcTools/HandbookSDC), which follows Fischetti and
Salazar (2000); protection levels as defined there.

The rule of protection here: the interval of every primary figure holds all of 1 … threshold - 1,
so that a reader learns no more than "small, perhaps"; and never just one value. (The handbook's
level for a minimum frequency rule, zero, asks for the second alone: 3 may then be told from 1.)
Where zeros are shown, a reader knows that a hidden cell is at least 1, and a hidden total at least
the number of its cells above 0; the intervals take that into account.

Not protected: against those who are behind a hidden figure themselves and know it. And print
`primary` and `secondary` as one and the same sign: told apart, they narrow the intervals.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeVar, overload

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array

from cchc_lib.measure.arguments import between, labelled, one_of, same_length

Figures = TypeVar("Figures", pd.Series, pd.DataFrame)
Listed = Mapping[Hashable, Any] | ArrayLike
"""Figures without labels, or by name: a list is a Series, lists of lists a table."""
Groups = pd.Series | Mapping[Hashable, Hashable] | Sequence[Hashable]
Total = Literal["group", "all", "row"]
Zeros = Literal["shown", "hidden"]
TOTALS: tuple[Total, ...] = ("group", "all", "row")
TOTAL = "total"
"""The label of the row over all units, and of the column over all columns."""
INFEASIBLE, UNBOUNDED = 2, 3
"""What scipy's linear programs say of a figure that cannot move so far, or without end."""


@overload
def add_totals(
    values: Figures, groups: Groups | None = ..., *, totals: Collection[Total] = ...
) -> Figures: ...
@overload
def add_totals(
    values: Listed, groups: Groups | None = ..., *, totals: Collection[Total] = ...
) -> pd.Series | pd.DataFrame: ...
def add_totals(
    values: pd.Series | pd.DataFrame | Listed,
    groups: Groups | None = None,
    *,
    totals: Collection[Total] = TOTALS,
) -> pd.Series | pd.DataFrame:
    """The figures as they would be published: `values`, then the totals that `totals` names.

    `values` are whole numbers, unit by unit (Series) or unit × column (DataFrame); a list is a
    Series, lists of lists are a table, both labelled from 0, and a mapping is either by its labels.
    `groups` gives the group by unit (Series or mapping), or is a list in the order of the units
    (None: no groups). `group` adds a row for each group in order of appearance,
    named after it; `all` a row `total` over all units; `row` a column `total` over all columns
    (Q1 + Q2: the half-year to date; it has no meaning for a Series). NaN (not reported) stays NaN:
    totals are of the figures reported, and NaN where there is none.
    Raises CallError for another total, a unit without a group, a label that stands for two rows or
    columns, or a value that is no whole number from 0.
    """
    figures = labelled("values", values)
    table = _table(figures, groups, totals, "hidden")
    return _shaped(table.figures, table, figures)


@overload
def suppress(
    values: Figures, groups: Groups | None = ..., *, threshold: int,
    totals: Collection[Total] = ..., zeros: Zeros = ...,
) -> Figures: ...  # fmt: skip
@overload
def suppress(
    values: Listed, groups: Groups | None = ..., *, threshold: int,
    totals: Collection[Total] = ..., zeros: Zeros = ...,
) -> pd.Series | pd.DataFrame: ...  # fmt: skip
def suppress(
    values: pd.Series | pd.DataFrame | Listed,
    groups: Groups | None = None,
    *,
    threshold: int,
    totals: Collection[Total] = TOTALS,
    zeros: Zeros = "shown",
) -> pd.Series | pd.DataFrame:
    """The state of each figure of `add_totals(values, groups, totals=totals)`, in its shape.

    Values and groups as there.

    `primary` is every figure, totals included, with 0 < figure < `threshold`; with `zeros="hidden"`
    0 too. Then, the smallest first, where the interval of a primary figure is too narrow, a linear
    program finds the cheapest movement of the table that takes it there, and what moves is hidden
    (after Kelly, Golden and Assad 1992). A cell costs its rank by size, of equals the earlier less;
    the total of a group or a row costs more than all cells, a total over all units more than all
    these: totals are hidden only where cells cannot help, as in a group with one unit above 0.
    Last, each secondary figure that is not needed after all is shown again, the dearest first.
    Every movement is a second table that fits all that is shown: no hidden figure can be computed.

    Without `row` each column is treated by itself, so what a quarter shows does not depend on later
    ones: publish quarter after quarter that way. A table with `row` must be published as a whole
    and once: what earlier releases have shown of it is not known here.
    Raises CallError as `add_totals`, for a threshold below 1 and for another word for `zeros`.
    """
    between("threshold", threshold, 1, np.inf)
    figures = labelled("values", values)
    if isinstance(figures, pd.DataFrame) and "row" not in totals:
        columns: list[pd.Series] = [
            suppress(column, groups, threshold=threshold, totals=totals, zeros=zeros)
            for _, column in figures.items()
        ]
        return pd.concat(columns, axis=1)
    table = _table(figures, groups, totals, zeros)
    primary = (table.figures >= table.least) & (table.figures < threshold)
    hidden = _hide(table, primary, threshold)
    states = np.select(
        [np.isnan(table.figures), primary, hidden],
        ["not_reported", "primary", "secondary"],
        default="shown",
    )
    return _shaped(states.astype(object), table, figures)


def audit(
    values: pd.Series | pd.DataFrame | Listed,
    hidden: pd.Series | pd.DataFrame | ArrayLike,
    groups: Groups | None = None,
    *,
    totals: Collection[Total] = TOTALS,
    zeros: Zeros = "shown",
) -> pd.DataFrame:
    """What a reader can compute of each hidden figure: lower and upper, by the figure's labels.

    `values` and `groups` as in `add_totals`; `hidden` has the shape of what it gives, a table or
    lists, place by place: true where a figure is not printed; what was not reported is nothing to
    hide. Two linear programs a figure, over all tables that fit what is printed: a hidden cell is
    at least 1 where zeros are shown, else at least 0. `upper` is infinite where nothing limits it;
    a figure with equal bounds is given away. The index is the row for a Series, (row, column) for a
    table. Raises CallError as `add_totals`, for another shape and for a hidden 0 where zeros are
    shown.
    """
    figures = labelled("values", values)
    table = _table(figures, groups, totals, zeros)
    marked = np.asarray(hidden, dtype=bool).ravel()
    same_length(hidden=marked, figures=table.figures)
    mask, printed = marked & ~np.isnan(table.figures), ~marked & ~np.isnan(table.figures)
    unknown = mask[table.inner]
    between("hidden", table.counts[unknown], table.least, np.inf)
    known = table.parts[:, ~unknown] @ table.counts[~unknown]
    sums = (table.figures - known)[printed]
    told = LinearConstraint(table.parts[printed][:, unknown], sums, sums)
    bounds = Bounds(np.full(unknown.sum(), table.least), np.inf)
    ends = np.repeat(known[:, None], 2, axis=1)
    for figure in np.flatnonzero(mask & table.parts[:, unknown].any(axis=1)):
        for at, sign in enumerate((1, -1)):
            end = milp(sign * table.parts[figure, unknown], constraints=told, bounds=bounds)
            ends[figure, at] += np.inf if end.status == UNBOUNDED else sign * np.float64(end.fun)
    rows = _shaped(mask, table, figures)
    index = (rows if isinstance(rows, pd.Series) else rows.stack(future_stack=True)).index
    found = pd.DataFrame(ends.round(6), index=index, columns=["lower", "upper"])
    return found.iloc[np.flatnonzero(mask)]


@dataclass(frozen=True)
class _Table:
    """The published figures, row after row, and how they hang together."""

    rows: list[Any]
    columns: list[Any]
    figures: np.ndarray
    counts: np.ndarray
    """The cells that were reported."""
    inner: np.ndarray
    """The place of each cell among the figures."""
    parts: np.ndarray
    """Figures × cells: 1 where the cell is a part of the figure."""
    least: int
    """What a hidden cell is at least."""

    @property
    def floors(self) -> np.ndarray:
        """What each figure is at least, however much is hidden."""
        return np.asarray(self.parts @ np.minimum(self.counts, self.least))

    @cached_property
    def balance(self) -> csc_array:
        """Totals × moves of all figures, up then down: 0 where totals move as their parts do."""
        net = -np.eye(self.figures.size)
        net[:, self.inner] += self.parts
        return csc_array(np.hstack([net, -net])[net.any(axis=1)])

    @cached_property
    def room(self) -> np.ndarray:
        """How far each figure can move, up then down; a zero that is shown does not move."""
        up = np.full(self.figures.size, np.inf)
        down = up.copy()
        down[self.inner] = self.counts - np.minimum(self.counts, self.least)
        up[self.inner[self.counts < self.least]] = 0
        return np.concatenate([up, down])

    @property
    def prices(self) -> np.ndarray:
        """What hiding costs: the rank by size; a total, more than all that it can spare."""
        ranks = np.empty(self.figures.size)
        ranks[np.argsort(self.figures, kind="stable")] = np.arange(1, self.figures.size + 1)
        total = np.ones(self.figures.size)
        total[self.inner] = 0
        whole = np.repeat([row == TOTAL for row in self.rows], len(self.columns))
        return np.asarray(ranks + ranks.sum() * (total + self.figures.size * whole))


def _table(
    values: pd.Series | pd.DataFrame,
    groups: Groups | None,
    totals: Collection[Total],
    zeros: Zeros,
) -> _Table:
    one_of("zeros", zeros, ("shown", "hidden"))
    for total in totals:
        one_of("totals", total, TOTALS)
    frame = values.to_frame() if isinstance(values, pd.Series) else values
    array = frame.to_numpy()
    between("values", array, 0, np.inf)
    for broken in array[~np.isnan(array) & (array % 1 != 0)]:
        one_of("values", f"{broken:g}", ("0", "1", "2", "3…"))
    rows, row_labels = np.eye(len(frame)), list(frame.index)
    if groups is not None and "group" in totals:
        known = _by_unit(groups, frame.index).dropna()
        same_length(values=frame, groups=known)
        names = list(dict.fromkeys(known))
        rows = np.vstack([rows, *((known == name).to_numpy() for name in names)])
        row_labels += names
    if "all" in totals:
        rows = np.vstack([rows, np.ones(len(frame))])
        row_labels.append(TOTAL)
    columns, column_labels = np.eye(frame.shape[1]), list(frame.columns)
    if "row" in totals and isinstance(values, pd.DataFrame):
        columns = np.vstack([columns, np.ones(frame.shape[1])])
        column_labels.append(TOTAL)
    for labels in (row_labels, column_labels):
        same_length(labels=labels, distinct_labels=set(labels))
    reported = ~np.isnan(array)
    sums = rows @ np.where(reported, array, 0) @ columns.T
    figures = np.where(rows @ reported @ columns.T > 0, sums, np.nan)
    places = np.arange(figures.size).reshape(figures.shape)[: len(frame), : frame.shape[1]]
    return _Table(
        row_labels, column_labels, figures.ravel(), array[reported], places[reported],
        np.kron(rows, columns)[:, reported.ravel()], 1 if zeros == "shown" else 0,
    )  # fmt: skip


def _by_unit(groups: Groups, units: pd.Index) -> pd.Series:
    """The group of each unit: by its label, of a list by its place."""
    if isinstance(groups, pd.Series | Mapping):
        return pd.Series(groups).reindex(units)
    same_length(values=units, groups=groups)
    return pd.Series(groups, index=units)


def _shaped(
    flat: np.ndarray, table: _Table, values: pd.Series | pd.DataFrame
) -> pd.Series | pd.DataFrame:
    if isinstance(values, pd.Series):
        return pd.Series(flat, index=table.rows, name=values.name)
    shape = len(table.rows), len(table.columns)
    return pd.DataFrame(flat.reshape(shape), index=table.rows, columns=table.columns)


def _hide(table: _Table, primary: np.ndarray, threshold: int) -> np.ndarray:
    """The figures to hide: the primary ones and those that protect them.

    The evidence for each primary figure and direction is a movement in which only hidden ones move.
    """
    floors, prices = table.floors, table.prices
    reach = np.vstack([floors, np.maximum(threshold - 1, floors + 1)]) - table.figures
    hidden = primary.copy()
    evidence: dict[tuple[int, float], np.ndarray] = {}
    for figure in np.argsort(table.figures, kind="stable"):
        for by in reach[:, figure][primary[figure] & (reach[:, figure] != 0)]:
            # What goes further in the same direction is evidence too: half the way fits as well.
            move = next((one for one in evidence.values() if one[figure] / by >= 1), None)
            if move is None:
                move = _movement(table, figure, by, np.where(hidden, 1, np.inf))
            if not move.any():
                move = _movement(table, figure, by, np.where(hidden, 0, prices))
            evidence[figure, by] = move
            hidden |= move != 0
    for figure in np.argsort(-prices, kind="stable"):
        if hidden[figure] and not primary[figure]:
            fewer = np.where(hidden, 1, np.inf)
            fewer[figure] = np.inf
            again = {}
            for (one, by), move in evidence.items():
                if move[figure]:
                    again[one, by] = _movement(table, one, by, fewer)
                    if not again[one, by].any():
                        break
            else:
                hidden[figure] = False
                evidence |= again
    return hidden


def _movement(table: _Table, figure: int, by: float, prices: np.ndarray) -> np.ndarray:
    """How all figures move, at the least price, where `figure` moves `by`; zeros: it cannot.

    A figure of infinite price stays.
    """
    free = np.flatnonzero(np.isfinite(prices))
    both = np.concatenate([free, len(prices) + free])
    lower, upper = np.zeros(len(both)), table.room[both]
    ends = np.tile(free == figure, 2)
    lower[ends] = upper[ends] = max(by, 0), max(-by, 0)
    found = milp(
        np.tile(prices[free], 2), bounds=Bounds(lower, upper),
        constraints=LinearConstraint(table.balance[:, both], 0, 0),
    )  # fmt: skip
    move = np.zeros(len(prices))
    if found.status != INFEASIBLE:
        up, down = np.split(np.asarray(found.x), 2)
        move[free] = (up - down).round(6)
    return move
