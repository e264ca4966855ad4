"""What the public functions of this room ask of their arguments, said in one way.

In: an argument's name and value. Out: nothing, or a CallError that names the argument, what was
found and what is taken. NaN passes: it means "not reported" everywhere in this room.
"""

from collections.abc import Collection, Sized

import numpy as np
from numpy.typing import ArrayLike

from cchc_lib.errors import CallError


def one_of(name: str, value: object, choices: Collection[str]) -> None:
    """Raises CallError unless `value` is one of `choices`."""
    if value not in choices:
        raise CallError("error.measure-choice", name=name, found=value, hint=", ".join(choices))


def between(name: str, values: ArrayLike, low: float, high: float) -> None:
    """Raises CallError, naming the first value that is not within [low, high]."""
    array = np.atleast_1d(np.asarray(values, dtype="float64"))
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
