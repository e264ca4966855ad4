"""The ranks that cannot be ruled out: confidence sets for the ranks of scores that have errors.

In: one score a unit and its standard error. Out: one row a unit, or who may be among the best.

A set is not over a sample of units or of citizens: the published figures are a full count. An error
says how far a unit's shares would move were the same process to bring another quarter's dossiers
(see `score_errors`), and a set holds the ranks that such quarters could not tell apart.

That unit k is better than unit j is shown when (sₖ - sⱼ) / seⱼₖ > c. The critical value c is the
quantile, at the confidence asked for, of the largest (zₖ - zⱼ) / seⱼₖ over the pairs not yet shown,
z drawn from N(0, se²); pairs that are shown leave, which lowers c for the rest (stepdown). Then
lower is 1 + the units shown to be better, and upper is 1 + those not shown to be no better.

Source: Mogstad, Romano, Shaikh and Wilhelm (2024), Inference for Ranks with Applications to
Mobility across Neighbourhoods and Academic Achievement across Countries, Review of Economic
Studies, doi:10.1093/restud/rdad006; which pairs count together as in danielwilhelm/R-CS-ranks,
R/ranks.R and R/diffmeans.R. Our own: c is at least 0, and pairs without an error are compared
exactly.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from cchc_lib.measure.arguments import between, numbers_of, one_of, same_length
from cchc_lib.measure.ranks import comparable, rank

Kind = Literal["marginal", "simultaneous"]
Tail = Literal["two-sided", "lower", "upper"]
Scores = TypeVar("Scores", pd.Series, np.ndarray)
RANK_SET_COLUMNS = ["rank", "lower", "upper"]
SEED = 20200312
BLOCK = 128_000
"""Gaps held at once (1 MB), however many units there are."""
LARGEST = 1e150
"""Scores and errors lie below it, so that their squares are still numbers."""
ROUNDING = 1e-12
"""The share of two variances below which the variance of their difference is rounding."""


def rank_sets(
    estimates: ArrayLike,
    standard_errors: ArrayLike,
    *,
    confidence: float = 0.95,
    kind: Kind = "marginal",
    tail: Tail = "two-sided",
    higher_is_better: bool = True,
    covariance: ArrayLike | pd.DataFrame | None = None,
    stepdown: bool = True,
    draws: int = 1000,
    seed: int = SEED,
) -> pd.DataFrame:
    """Rank, lower and upper of each unit: its rank, and the best and the worst that it may have.

    `marginal` sets hold for each unit by itself, `simultaneous` ones for all units at once. A tail
    of `lower` bounds only the best rank (upper is the number of units), `upper` only the worst
    (lower is 1). An error of 0 is an exact score; equal exact scores share a rank. A unit whose
    score or error is NaN has no rank and no set, and changes nobody else's. Series are matched by
    label, and the index is kept. `covariance` (unit × unit), for scores that move together, takes
    the place of the errors. Raises CallError for another word, infinite scores or errors, negative
    errors, unequal lengths and a confidence outside 0 to 1 (at 1 only what is exact is shown).

    The same units have the same sets in whatever order they stand. c is drawn: 1000 draws give it
    to about ±0.1, and an end that hangs on less may move with the seed. Time grows with the draws
    and with the square of the units (126 units: 0.1 s; 2000: 20 s), memory with draws × units (2000
    units: 16 MB), and with the square of the units only if a covariance is passed.
    """
    one_of("kind", kind, ("marginal", "simultaneous"))
    one_of("tail", tail, ("two-sided", "lower", "upper"))
    between("confidence", confidence, 0, 1)
    between("draws", draws, 1, 1_000_000)
    scores = pd.Series(estimates, dtype="float64")
    between("estimates", scores, -LARGEST, LARGEST)
    if isinstance(estimates, pd.Series):
        if isinstance(standard_errors, pd.Series):
            standard_errors = standard_errors.reindex(scores.index)
        if isinstance(covariance, pd.DataFrame):
            covariance = covariance.reindex(index=scores.index, columns=scores.index)
    together = None if covariance is None else _covariance(covariance, scores)
    given = standard_errors if together is None else np.sqrt(together.diagonal())
    values = scores if higher_is_better else -scores
    everyone = _Contest(values.to_numpy(), _errors(given, scores), together)
    places = everyone.known()
    order, groups = everyone.take(places).order()
    places = places[order]
    contest = everyone.take(places)
    noise = contest.draw(draws, seed)
    if kind == "marginal":
        each = [
            contest.critical(noise, [unit], tail, confidence, stepdown=stepdown)
            for unit in range(len(places))
        ]
    else:
        everybody = range(len(places))
        critical = contest.critical(noise, everybody, "lower", confidence, stepdown=stepdown)
        each = [critical] * len(places)
    lower, upper = contest.ends(each, tail)
    # Equals were drawn apart: what one of them may be, the others may be too.
    first = np.flatnonzero(np.diff(groups, prepend=-1))
    table = np.full((len(scores), 3), np.nan)
    table[places, 0] = rank(contest.values)
    table[places, 1] = np.minimum.reduceat(lower, first)[groups]
    table[places, 2] = np.maximum.reduceat(upper, first)[groups]
    return pd.DataFrame(table, index=scores.index, columns=RANK_SET_COLUMNS)


def top_set(
    estimates: Scores,
    standard_errors: ArrayLike,
    k: int,
    *,
    confidence: float = 0.95,
    higher_is_better: bool = True,
    covariance: ArrayLike | pd.DataFrame | None = None,
    stepdown: bool = True,
    draws: int = 1000,
    seed: int = SEED,
) -> Scores:
    """Whether each unit may be among the `k` best: with this confidence, all who are, are in it.

    The units whose simultaneous one-sided set reaches rank k (csranks::cstaubest). A unit without
    a set is not in it. A Series in gives a Series. Raises CallError as `rank_sets`, and for k < 1.
    """
    between("k", k, 1, math.inf)
    sets = rank_sets(
        estimates, standard_errors, confidence=confidence, kind="simultaneous", tail="lower",
        higher_is_better=higher_is_better, covariance=covariance, stepdown=stepdown, draws=draws,
        seed=seed,
    )  # fmt: skip
    found = (sets["lower"] <= k).rename(None)
    return found if isinstance(estimates, pd.Series) else found.to_numpy()


def bottom_set(
    estimates: Scores,
    standard_errors: ArrayLike,
    k: int,
    *,
    confidence: float = 0.95,
    higher_is_better: bool = True,
    covariance: ArrayLike | pd.DataFrame | None = None,
    stepdown: bool = True,
    draws: int = 1000,
    seed: int = SEED,
) -> Scores:
    """Whether each unit may be among the `k` worst: `top_set` of the same scores, turned round."""
    return top_set(
        estimates, standard_errors, k, confidence=confidence,
        higher_is_better=not higher_is_better, covariance=covariance, stepdown=stepdown,
        draws=draws, seed=seed,
    )  # fmt: skip


@dataclass(frozen=True)
class _Contest:
    """Scores of which more is better, and their errors; their covariance, if they move together."""

    values: np.ndarray
    errors: np.ndarray
    covariance: np.ndarray | None

    def take(self, places: np.ndarray) -> "_Contest":
        """These units alone, in this order."""
        together = None if self.covariance is None else self.covariance[np.ix_(places, places)]
        return _Contest(self.values[places], self.errors[places], together)

    def known(self) -> np.ndarray:
        """The places of the units that have a score and an error."""
        known = ~(np.isnan(self.values) | np.isnan(self.errors))
        if self.covariance is not None:
            known &= ~np.isnan(self.covariance[:, known]).any(axis=1)
        return np.flatnonzero(known)

    def order(self) -> tuple[np.ndarray, np.ndarray]:
        """The places in an order that hangs on the figures alone, and the number of the group of
        equals that each of the ordered belongs to.
        """
        keys = [self.values, self.errors]
        if self.covariance is not None:
            keys += list(np.sort(self.covariance, axis=1).T)
        order = np.lexsort(keys[::-1])
        figures = np.column_stack(keys)[order]
        changes = (figures[1:] != figures[:-1]).any(axis=1)
        return order, np.concatenate([np.zeros(min(1, len(order)), dtype=int), changes.cumsum()])

    def draw(self, draws: int, seed: int) -> np.ndarray:
        """Unit × draw: how far each score might have strayed."""
        normal: np.ndarray = np.random.default_rng(seed).standard_normal((len(self.values), draws))
        if self.covariance is None:
            return np.asarray(normal * self.errors[:, None])
        sizes, directions = np.linalg.eigh(self.covariance)
        return np.asarray((directions * np.sqrt(sizes.clip(0))) @ (directions.T @ normal))

    def spread(self, unit: int) -> np.ndarray:
        """The standard error of the difference between this unit and each; 0 where it is exact."""
        if self.covariance is None:
            spread: np.ndarray = np.hypot(self.errors[unit], self.errors)
        else:
            both = self.errors[unit] ** 2 + self.errors**2
            squares = both - 2 * self.covariance[unit]
            spread = np.sqrt(np.where(squares > ROUNDING * both, squares, 0))
        spread[unit] = 0
        return spread

    @cached_property
    def places(self) -> np.ndarray:
        """The scores, cut to the digits that tell two of them apart."""
        return np.asarray(comparable(pd.Series(self.values)))

    def shown(self, unit: int, critical: float) -> tuple[np.ndarray, np.ndarray]:
        """Who is shown to be better than this unit, and who is shown to be no better."""
        ahead, behind = self.places > self.places[unit], self.places < self.places[unit]
        spread = self.spread(unit)
        exact = spread == 0
        with np.errstate(over="ignore"):
            gap = (self.values - self.values[unit]) / np.where(exact, 1, spread)
        better = ahead & (exact | (gap > critical))
        return better, np.where(exact, ~ahead, behind & (gap < -critical))

    def critical(
        self, noise: np.ndarray, units: Sequence[int], tail: Tail, confidence: float, *,
        stepdown: bool,
    ) -> float:  # fmt: skip
        """What the gaps between these units and all others must pass, in standard errors."""
        critical, before = math.inf, -1
        while before != (left := sum(self._open(unit, critical, tail).sum() for unit in units)):
            largest = np.zeros(noise.shape[1])
            for unit in units:
                np.maximum(largest, self._largest(noise, unit, critical, tail), out=largest)
            critical = math.inf if confidence == 1 else float(np.quantile(largest, confidence))
            if not stepdown:
                break
            before = left
        return critical

    def ends(self, critical: Sequence[float], tail: Tail) -> tuple[np.ndarray, np.ndarray]:
        """The best and the worst rank of each unit, given what its gaps must pass."""
        lower = np.ones(len(self.values))
        upper = np.full(len(self.values), float(len(self.values)))
        for unit, least in enumerate(critical):
            better, no_better = self.shown(unit, least)
            if tail != "upper":
                lower[unit] += better.sum()
            if tail != "lower":
                upper[unit] -= no_better.sum() - 1
        return lower, upper

    def _open(self, unit: int, critical: float, tail: Tail) -> np.ndarray:
        """2 × unit: who may yet be better than this unit, and who may yet be worse."""
        better, no_better = self.shown(unit, critical)
        inexact = self.spread(unit) > 0
        return np.array(
            [inexact & ~better & (tail != "upper"), inexact & ~no_better & (tail != "lower")]
        )

    def _largest(self, noise: np.ndarray, unit: int, critical: float, tail: Tail) -> np.ndarray:
        """The largest chance gap of each draw, in standard errors, over the pairs that are open."""
        largest = np.zeros(noise.shape[1])
        spread = self.spread(unit)
        above, below = self._open(unit, critical, tail)
        step = max(1, BLOCK // noise.shape[1])
        for still, sided in (
            (above & below, np.abs), (above & ~below, np.positive), (below & ~above, np.negative),
        ):  # fmt: skip
            others = np.flatnonzero(still)
            for start in range(0, len(others), step):
                some = others[start : start + step]
                gaps = noise[some]
                gaps -= noise[unit]
                gaps /= spread[some, None]
                np.maximum(largest, sided(gaps, out=gaps).max(axis=0), out=largest)
        return largest


def _errors(standard_errors: ArrayLike, scores: pd.Series) -> np.ndarray:
    """The errors, checked; one number is the error of all."""
    errors = numbers_of("standard_errors", standard_errors)
    if errors.ndim == 0:
        errors = np.full(len(scores), float(errors))
    same_length(estimates=scores, standard_errors=errors)
    between("standard_errors", errors, 0, LARGEST)
    return errors


def _covariance(covariance: ArrayLike, scores: pd.Series) -> np.ndarray:
    """The covariance, checked: a square of which both halves agree."""
    table = np.atleast_2d(np.asarray(covariance, dtype="float64"))
    same_length(estimates=scores, covariance=table)
    same_length(estimates=scores, covariance=table.T)
    between("covariance", table.diagonal(), 0, LARGEST**2)
    return np.asarray((table + table.T) / 2)
