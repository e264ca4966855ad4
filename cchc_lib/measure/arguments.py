"""What the public functions of this room ask of their arguments, said in one way.

In: an argument's name and value. Out: nothing, or the value as floats; or a CallError that names
the argument, what was found and what is taken. NaN passes: it means "not reported" everywhere in
this room.
"""

from collections.abc import Collection, Mapping, Sized
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from cchc_lib.errors import CallError


def one_of(name: str, value: object, choices: Collection[str]) -> None:
    """Raises CallError unless `value` is one of `choices`."""
    if value not in choices:
        raise CallError("error.measure-choice", name=name, found=value, hint=", ".join(choices))


def between(name: str, values: ArrayLike, low: float, high: float) -> None:
    """Raises CallError, naming the first value that is not within [low, high]."""
    array = np.atleast_1d(numbers_of(name, values))
    wrong = array[(array < low) | (array > high)]
    if wrong.size:
        raise CallError(
            "error.measure-range", name=name, found=f"{wrong.flat[0]:g}", low=f"{low:g}",
            high=f"{high:g}",
        )  # fmt: skip


def same_length(**values: Sized) -> None:
    """Raises CallError unless all values have as many elements."""
    lengths = [len(value) for value in values.values()]
    if len(set(lengths)) > 1:
        found = ", ".join(str(length) for length in lengths)
        raise CallError("error.measure-length", names=", ".join(values), found=found)


def numbers_of(name: str, values: object) -> NDArray[np.float64]:
    """The values as floats, in their shape; or CallError, naming the first that is no number."""
    try:
        if isinstance(values, pd.Series | pd.DataFrame):
            return values.to_numpy(dtype="float64", na_value=np.nan)
        if not isinstance(values, str):
            return np.asarray(values, dtype="float64")
    except (TypeError, ValueError):
        parts = np.asarray(values, dtype=object)
        for part in parts if parts.ndim else ():
            numbers_of(name, part)
    raise CallError("error.measure-choice", name=name, found=values, hint="0, 1, …") from None


def number_of(name: str, value: object) -> float:
    """The one number that the value is; raises CallError for several, and for anything else."""
    array = numbers_of(name, value)
    if array.ndim:
        raise CallError("error.measure-choice", name=name, found=value, hint="0, 1, …")
    return float(array)


def by_label(values: Mapping[Any, Any]) -> pd.Series | pd.DataFrame:
    """A mapping of lists as a table of columns, one of single values as a Series."""
    if not any(np.ndim(column) for column in values.values()):
        return pd.Series(values)
    same_length(**{str(label): np.atleast_1d(column) for label, column in values.items()})
    return pd.DataFrame(values)


def labelled(name: str, values: object) -> pd.Series | pd.DataFrame:
    """The values as floats with labels: a table if they have two dimensions, else a Series.

    Mappings as in `by_label`; what has no labels is numbered from 0. Raises CallError for what is
    no number, and for columns of unequal length.
    """
    if isinstance(values, Mapping):
        values = by_label(values)
    array = numbers_of(name, values)
    if isinstance(values, pd.DataFrame):
        return pd.DataFrame(array, index=values.index, columns=values.columns)
    if isinstance(values, pd.Series):
        return pd.Series(array, index=values.index, name=values.name)
    return pd.DataFrame(array) if array.ndim > 1 else pd.Series(np.atleast_1d(array))
