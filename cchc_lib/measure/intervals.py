"""How far a share lies, at most, from the process that made it: confidence intervals.

In: how many items of how many. Out: lower and upper limits, shares from 0 to 1 (differences: from
-1 to 1).

A unit's dossiers of a quarter are a full count, not a sample: of them the share is known exactly.
The interval is over the process behind them. Dossier by dossier, a unit is on time with some
probability; the quarter shows outcomes of it, taken as independent (the superpopulation view:
Eayres 2008, APHO/PHE technical briefing 3, Commonly used public health statistics and their
confidence intervals; Spiegelhalter 2005, Statistics in Medicine 24: 1185-1202).
"""

from typing import Any, Generic, NamedTuple, TypeVar, overload

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import special

from cchc_lib.errors import CallError
from cchc_lib.measure.arguments import between, number_of, numbers_of, same_length

Floats = NDArray[np.float64]
Limits = TypeVar("Limits", float, np.ndarray, pd.Series)


class Interval(NamedTuple, Generic[Limits]):
    """The limits of a value, in the form in which the counts came: number, array or Series."""

    lower: Limits
    upper: Limits


@overload
def wilson(x: pd.Series, n: ArrayLike, confidence: float = ...) -> Interval[pd.Series]: ...
@overload
def wilson(x: ArrayLike, n: pd.Series, confidence: float = ...) -> Interval[pd.Series]: ...
@overload
def wilson(x: float, n: float, confidence: float = ...) -> Interval[float]: ...
@overload
def wilson(x: ArrayLike, n: ArrayLike, confidence: float = ...) -> Interval[np.ndarray]: ...
def wilson(x: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> Interval[Any]:
    """The interval of the share `x` of `n`, from 0 to 1: those shares p that a score test does not
    reject, |x/n - p| <= z·sqrt(p(1 - p)/n). NaN where x or n is NaN, or n is 0.

    No continuity correction. 0 of n has the lower limit 0, n of n the upper limit 1, exactly.
    A Series keeps its index (a second one is laid on it by label), numbers give numbers.
    Raises CallError where x is not from 0 to n, for text, and for a confidence not between 0 and 1.

    Source: Wilson (1927), Journal of the American Statistical Association 22: 209-212; Eayres
    (2008), APHO/PHE technical briefing 3, "Proportions".
    """
    (part, whole), index = numbers(x=x, n=n)
    lower, upper = _wilson(part, whole, critical_value(confidence))
    return Interval(shaped(lower, index), shaped(upper, index))


@overload
def newcombe(
    x1: pd.Series, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, confidence: float = ...
) -> Interval[pd.Series]: ...
@overload
def newcombe(
    x1: float, n1: float, x2: float, n2: float, confidence: float = ...
) -> Interval[float]: ...
@overload
def newcombe(
    x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, confidence: float = ...
) -> Interval[np.ndarray]: ...
def newcombe(
    x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, confidence: float = 0.95
) -> Interval[Any]:
    """The interval of the difference x1/n1 - x2/n2 of two units, or of two quarters, from -1 to 1.

    With the Wilson limits l and u of either share p: lower = d - sqrt((p1 - l1)² + (u2 - p2)²),
    upper = d + sqrt((u1 - p1)² + (p2 - l2)²). Arguments, NaN and errors as for `wilson`.

    Source: Newcombe (1998), Interval estimation for the difference between independent
    proportions, Statistics in Medicine 17: 873-890, method 10.
    """
    (part1, whole1, part2, whole2), index = numbers(x1=x1, n1=n1, x2=x2, n2=n2)
    z = critical_value(confidence)
    lower1, upper1 = _wilson(part1, whole1, z, "1")
    lower2, upper2 = _wilson(part2, whole2, z, "2")
    share1, share2 = part1 / positive(whole1), part2 / positive(whole2)
    lower = share1 - share2 - np.hypot(share1 - lower1, upper2 - share2)
    upper = share1 - share2 + np.hypot(upper1 - share1, share2 - lower2)
    return Interval(shaped(lower, index), shaped(upper, index))


def critical_value(confidence: float) -> float:
    """z, so that a normal value lies within ±z of its mean with this probability.

    Raises CallError unless `confidence` is between 0 and 1, such as 0.95, ends excluded.
    """
    level = number_of("confidence", confidence)
    if not 0 < level < 1:
        raise CallError(
            "error.measure-range", name="confidence", found=f"{level:g}", low="0", high="1"
        )
    return float(-special.ndtri((1 - level) / 2))


def numbers(**values: ArrayLike) -> tuple[list[Floats], pd.Index | None]:
    """The values as arrays of floats, and the index of the first Series among them, if any.

    A Series is laid on that index by label, so that a unit which only one of them knows becomes
    NaN. Raises CallError where lengths differ (a single number goes with any), and for text.
    """
    index = next((value.index for value in values.values() if isinstance(value, pd.Series)), None)
    arrays = {name: _floats(name, value, index) for name, value in values.items()}
    same_length(**{name: array for name, array in arrays.items() if array.ndim})
    return list(arrays.values()), index


def shaped(result: np.ndarray, index: pd.Index | None) -> Any:  # noqa: ANN401 (as the counts came)
    """The result as a Series where there is an index, as an array, or as a number."""
    if index is not None:
        return pd.Series(result, index=index)
    return result if result.ndim else result.item()


def within_whole(part: Floats, whole: Floats, number: str = "") -> None:
    """Raises CallError, naming x and the number, unless each part is from 0 to its whole."""
    between(f"n{number}", whole, 0, np.inf)
    parts, wholes = np.broadcast_arrays(part, whole)
    wrong = (parts < 0) | (parts > wholes)
    if wrong.any():
        found, high = parts[wrong].flat[0], wholes[wrong].flat[0]
        raise CallError(
            "error.measure-range", name=f"x{number}", found=f"{found:g}", low="0", high=f"{high:g}"
        )


def positive(whole: Floats) -> Floats:
    """The whole where it is more than 0, else NaN: of nothing there is no share."""
    return np.where(whole > 0, whole, np.nan)


def _floats(name: str, value: ArrayLike, index: pd.Index | None) -> Floats:
    if isinstance(value, pd.Series) and not value.index.equals(index):
        value = value.reindex(index)
    return numbers_of(name, value)


def _wilson(part: Floats, whole: Floats, z: float, number: str = "") -> tuple[Floats, Floats]:
    """Both limits without a difference of near equals, so that tiny shares keep their digits.

    The limits are the roots of (n + z²)p² - (2x + z²)p + x²/n = 0. The larger is a sum of positive
    terms; their product is x²/n over n + z², which gives the smaller.
    """
    within_whole(part, whole, number)
    n = positive(whole)
    larger = part + z * z / 2 + z * np.sqrt(z * z / 4 + part * ((n - part) / n))
    upper = np.where(part == n, 1.0, np.minimum(larger / (n + z * z), 1.0))
    return part * (part / n) / larger, upper
