"""What a wrong argument is told."""

import math

import pytest

from cchc_lib.errors import CallError
from cchc_lib.measure.arguments import between, one_of, same_length


def test_a_word_that_is_not_taken_names_those_that_are() -> None:
    """The argument, what was found, and the choices."""
    one_of("method", "exact", ("exact", "normal"))
    with pytest.raises(CallError) as caught:
        one_of("method", "exakt", ("exact", "normal"))
    assert (
        caught.value.message("en") == "method does not take «exakt»; choose one of: exact, normal."
    )
    assert caught.value.message("vi") == "method không nhận «exakt»; chọn một trong: exact, normal."


def test_a_number_out_of_range_names_the_first_of_them() -> None:
    """Both ends are within; NaN is not reported, and passes."""
    between("confidence", [0, 0.5, 1, math.nan], 0, 1)
    for values, found in (([0.5, 1.5, 2], "1.5"), (-0.25, "-0.25"), ([[0, -3]], "-3")):
        with pytest.raises(CallError) as caught:
            between("confidence", values, 0, 1)
        assert caught.value.message("en") == (f"confidence must lie between 0 and 1; got {found}.")


def test_unequal_lengths_name_both() -> None:
    """Equal lengths pass, however many there are."""
    same_length(x=[1, 2], n=[3, 4], w=[5, 6])
    same_length()
    with pytest.raises(CallError) as caught:
        same_length(x=[1, 2], n=[3])
    assert caught.value.message("en") == ("x, n must have the same number of elements; got 2, 1.")
