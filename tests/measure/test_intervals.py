"""Intervals of a share and of a difference of two shares, on published tables."""

import math
from decimal import Decimal, localcontext
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cchc_lib.errors import CallError
from cchc_lib.measure.intervals import Interval, critical_value, newcombe, wilson

PUBLISHED = Path(__file__).parent / "published"
NEWCOMBE_TABLE_II = [
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0000),
    (10, 10, 0, 10, 0.6075, 1.0000),
]
"""Newcombe (1998), Statistics in Medicine 17: 873-890, table II, method 10, rows (a) to (h), in the
digits on which the tests of nine public repositories agree."""
counts = st.integers(1, 10**9).flatmap(
    lambda n: st.tuples(st.one_of(st.integers(0, n), st.sampled_from([0, 1, n - 1, n])), st.just(n))
)


def told(error: pytest.ExceptionInfo[CallError]) -> tuple[str, dict[str, object]]:
    """The key and the values of a wrong call."""
    return error.value.key, error.value.values  # noqa: PD011 - the error's own


def exact_wilson(x: int, n: int, z: float) -> tuple[Decimal, Decimal]:
    """Both limits with 60 digits."""
    with localcontext() as context:
        context.prec = 60
        part, whole, square = Decimal(x), Decimal(n), Decimal(z) ** 2
        root = (square * (square / 4 + part * (whole - part) / whole)).sqrt()
        centre = part + square / 2
        return (centre - root) / (whole + square), (centre + root) / (whole + square)


def test_published_cases() -> None:
    """All 16 of PHEindicatormethods' testdata_Proportion, to the 13 digits their z has."""
    table = pd.read_csv(PUBLISHED / "wilson_intervals.csv", comment="#")
    for confidence, rows in table.groupby("confidence"):
        limits = wilson(rows["x"], rows["n"], float(str(confidence)))
        assert rows["lower"].tolist() == pytest.approx(limits.lower.tolist(), rel=1e-13, abs=0)
        assert rows["upper"].tolist() == pytest.approx(limits.upper.tolist(), rel=1e-13, abs=0)
    assert len(table) == 16


def test_confidence_is_95_percent_unless_told() -> None:
    """1 of 100 at 95%: 0.0017674320641406 to 0.054486196178705, as numbers."""
    limits = wilson(1, 100)
    assert isinstance(limits.lower, float)
    assert isinstance(limits.upper, float)
    assert Interval(0.0017674320641406, 0.054486196178705) == pytest.approx(limits, rel=1e-13)
    assert wilson(1, 100, 0.95) == limits


def test_another_implementation() -> None:
    """The score interval of scipy, without correction, is the same for every x of n up to 12."""
    for n in range(1, 13):
        for x in range(n + 1):
            test = stats.binomtest(x, n).proportion_ci(0.9, method="wilson")
            assert [test.low, test.high] == pytest.approx(wilson(x, n, 0.9), abs=1e-12)


@given(counts, st.sampled_from([0.5, 0.8, 0.95, 0.998, 0.999999]))
def test_digits_hold_at_any_size(count: tuple[int, int], confidence: float) -> None:
    """15 digits against 60-digit arithmetic, from 0 of 1 to a thousand million."""
    x, n = count
    lower, upper = exact_wilson(x, n, critical_value(confidence))
    limits = wilson(x, n, confidence)
    assert float(lower) == pytest.approx(limits.lower, rel=1e-14, abs=1e-60)
    assert float(upper) == pytest.approx(limits.upper, rel=1e-14)


@given(st.integers(1, 10**12), st.floats(0.5, 0.9999))
def test_nothing_and_everything_are_exact(n: int, confidence: float) -> None:
    """0 of n has the lower limit 0, n of n the upper limit 1; the other limit leaves room."""
    none, every = wilson(0, n, confidence), wilson(n, n, confidence)
    assert (none.lower, every.upper) == (0, 1)
    assert 0 < none.upper < 1
    assert 0 < every.lower < 1
    assert none.upper == pytest.approx(1 - every.lower, abs=1e-15)


@given(counts)
def test_limits_surround_the_share(count: tuple[int, int]) -> None:
    """0 <= lower <= share <= upper <= 1, and more confidence never narrows."""
    x, n = count
    narrow, wide = wilson(x, n, 0.8), wilson(x, n, 0.95)
    assert 0 <= wide.lower <= narrow.lower <= x / n
    assert x / n <= narrow.upper <= wide.upper <= 1


@given(counts)
def test_a_share_and_its_rest_mirror_each_other(count: tuple[int, int]) -> None:
    """The interval of those late is that of those on time, upside down."""
    x, n = count
    late, on_time = wilson(n - x, n), wilson(x, n)
    assert abs(late.lower - (1 - on_time.upper)) < 1e-15
    assert abs(late.upper - (1 - on_time.lower)) < 1e-15


def test_nothing_reported_has_no_interval() -> None:
    """NaN where a count is missing or there was nothing to count; the others keep theirs."""
    limits = wilson(np.array([math.nan, 1.0, 0.0, 1.0]), np.array([5.0, math.nan, 0.0, 2.0]))
    assert np.isnan(limits.lower).tolist() == [True, True, True, False]
    assert np.isnan(limits.upper).tolist() == [True, True, True, False]
    assert wilson(1, 2).lower == limits.lower[3]
    assert math.isnan(wilson(0, 0).lower)


def test_a_series_keeps_its_index() -> None:
    """Limits are laid on the index of the first Series, whatever the order of the second."""
    part = pd.Series([1, 2], index=["ba-dinh", "tay-ho"])
    whole = pd.Series([8, 4, 5], index=["tay-ho", "ba-dinh", "ba-vi"])
    limits = wilson(part, whole)
    assert ["ba-dinh", "tay-ho"] == limits.lower.index.tolist() == limits.upper.index.tolist()
    assert [wilson(1, 4).lower, wilson(2, 8).lower] == limits.lower.tolist()
    alone = wilson(1, whole)
    assert alone.upper.index.tolist() == ["tay-ho", "ba-dinh", "ba-vi"]
    assert wilson(1, 5).upper == alone.upper["ba-vi"]


def test_a_unit_that_one_side_does_not_know_has_no_interval() -> None:
    """A unit without a denominator becomes NaN, also where pandas says NA."""
    part = pd.Series([1, None], index=["ba-dinh", "tay-ho"], dtype="Int64")
    limits = wilson(part, pd.Series([4, 5], index=["ba-dinh", "ba-vi"]))
    assert limits.lower.isna().tolist() == [False, True]
    for values in ([1, None], pd.Series([1, None], dtype=object)):
        assert np.isnan(np.asarray(wilson(values, [2, 3]).upper)).tolist() == [False, True]


def test_almost_all_is_not_more_than_all() -> None:
    """Where the limit is next to 1, rounding does not carry it beyond."""
    almost = math.nextafter(math.nextafter(17, 0), 0)
    assert wilson(almost, 17).upper == 1


def test_arrays_and_tables_of_counts_keep_their_form() -> None:
    """Arrays give arrays; a single denominator goes with all; nothing is changed in place."""
    part = np.array([0, 3])
    limits = wilson(part, 3)
    assert isinstance(limits.lower, np.ndarray)
    assert [0.0, wilson(3, 3).lower] == limits.lower.tolist()
    assert part.tolist() == [0, 3]


@pytest.mark.parametrize(
    ("x", "n", "name", "found", "high"),
    [
        (6, 5, "x", "6", "5"),
        (-1, 5, "x", "-1", "5"),
        (1, 0, "x", "1", "0"),
        (0, -2, "n", "-2", "inf"),
        ([1, 7], [2, 3], "x", "7", "3"),
    ],
)
def test_counts_must_fit(x: list[int], n: list[int], name: str, found: str, high: str) -> None:
    """More items than all, or fewer than none, are a wrong call that names the first of them."""
    with pytest.raises(CallError) as refused:
        wilson(x, n)
    expected = {"name": name, "found": found, "low": "0", "high": high}
    assert told(refused) == ("error.measure-range", expected)


def test_as_many_parts_as_wholes() -> None:
    """Lengths that differ are a wrong call."""
    with pytest.raises(CallError) as refused:
        wilson([1, 2], [3, 4, 5])
    assert told(refused) == ("error.measure-length", {"names": "x, n", "found": "2, 3"})


@pytest.mark.parametrize(("confidence", "found"), [(0, "0"), (1, "1"), (95, "95"), (-0.5, "-0.5")])
def test_confidence_lies_between_0_and_1(confidence: float, found: str) -> None:
    """Percents, certainty and nothing are no confidence."""
    with pytest.raises(CallError) as refused:
        wilson(1, 2, confidence)
    expected = {"name": "confidence", "found": found, "low": "0", "high": "1"}
    assert told(refused) == ("error.measure-range", expected)


def test_critical_values() -> None:
    """The usual z, to the digits of a table, and at confidences next to 0 and 1."""
    assert [round(critical_value(c), 9) for c in (0.95, 0.998)] == [1.959963985, 3.090232306]
    assert pytest.approx(critical_value(0.5), rel=1e-9) == 0.6744897502
    assert 0 < critical_value(1e-9) < 1e-8
    assert round(critical_value(1 - 1e-12), 4) == 7.1305


@pytest.mark.parametrize("row", NEWCOMBE_TABLE_II)
def test_difference_of_two_shares(row: tuple[float, ...]) -> None:
    """Newcombe (1998), table II, method 10, to the four printed decimals."""
    x1, n1, x2, n2, *limits = row
    assert limits == [round(limit, 4) for limit in newcombe(x1, n1, x2, n2)]


def test_differences_of_many_units() -> None:
    """The table in one call; a Series keeps its index, missing counts have no interval."""
    x1, n1, x2, n2, lower, upper = map(list, zip(*NEWCOMBE_TABLE_II, strict=True))
    limits = newcombe(np.array(x1), np.array(n1), np.array(x2), np.array(n2))
    assert lower == limits.lower.round(4).tolist()
    assert upper == limits.upper.round(4).tolist()
    now = pd.Series([56, None, 3, 1], index=["ba-dinh", "tay-ho", "ba-vi", "hoan-kiem"])
    change = newcombe(now, 70, [48, 1, 1, 0], [80, 2, 2, 0])
    assert change.lower.index.tolist() == ["ba-dinh", "tay-ho", "ba-vi", "hoan-kiem"]
    assert change.upper.isna().tolist() == [False, True, False, True]
    assert newcombe(56, 70, 48, 80) == (change.lower["ba-dinh"], change.upper["ba-dinh"])


@given(counts, counts, st.sampled_from([0.8, 0.95]))
def test_differences_mirror_each_other(
    first: tuple[int, int], second: tuple[int, int], confidence: float
) -> None:
    """The other way round the limits change places and signs; the difference lies within."""
    there = newcombe(*first, *second, confidence)
    back = newcombe(*second, *first, confidence)
    assert abs(there.lower + back.upper) < 1e-15
    assert abs(there.upper + back.lower) < 1e-15
    difference = first[0] / first[1] - second[0] / second[1]
    assert -1 - 1e-15 <= there.lower <= difference <= there.upper <= 1 + 1e-15


def test_more_confidence_widens_a_difference() -> None:
    """56 of 70 against 48 of 80: certain at 95% that the first is higher, not at 99.8%."""
    assert newcombe(56, 70, 48, 80).lower == newcombe(56, 70, 48, 80, 0.95).lower > 0
    assert newcombe(56, 70, 48, 80, 0.998).lower < 0


@pytest.mark.parametrize(
    ("call", "name", "found", "high"),
    [((8, 7, 1, 2), "x1", "8", "7"), ((1, 7, 3, 2), "x2", "3", "2")],
)
def test_differences_name_the_wrong_count(
    call: tuple[int, int, int, int], name: str, found: str, high: str
) -> None:
    """The message says which of the two shares is impossible."""
    with pytest.raises(CallError) as refused:
        newcombe(*call)
    expected = {"name": name, "found": found, "low": "0", "high": high}
    assert told(refused) == ("error.measure-range", expected)


@pytest.mark.parametrize(("call", "name"), [((0, -1, 1, 2), "n1"), ((0, 1, 0, -2), "n2")])
def test_differences_name_the_wrong_whole(call: tuple[int, int, int, int], name: str) -> None:
    """The message says which of the two denominators is negative."""
    with pytest.raises(CallError) as refused:
        newcombe(*call)
    assert told(refused)[1]["name"] == name


NO_NUMBERS = [
    (lambda: wilson("abc", 5), "x", "abc"),
    (lambda: wilson("1", 5), "x", "1"),
    (lambda: wilson([1, "abc", "def"], 5), "x", "abc"),
    (lambda: wilson(1, pd.Series([5, "abc"], dtype=object)), "n", "abc"),
    (lambda: wilson([[1, 2], [3]], 5), "x", [[1, 2], [3]]),
    (lambda: wilson({"ba-vi": 1}, 5), "x", {"ba-vi": 1}),
    (lambda: wilson(1, 5, "abc"), "confidence", "abc"),
    (lambda: wilson(1, 5, [0.95]), "confidence", [0.95]),
    (lambda: newcombe(1, 5, [[2, 1], [3, "abc"]], 5), "x2", "abc"),
]


@pytest.mark.parametrize(("call", "name", "found"), NO_NUMBERS)
def test_what_is_no_number_is_named(call, name: str, found: object) -> None:
    """The first that is none, alone; no error of numpy's hangs on to it."""
    with pytest.raises(CallError) as error:
        call()
    hint = "0, 1, …"
    assert told(error) == ("error.measure-choice", {"name": name, "found": found, "hint": hint})
    assert error.value.__suppress_context__ or error.value.__context__ is None


def test_missing_values_of_pandas_are_not_reported() -> None:
    """NA in a Series is NaN."""
    parts = pd.Series([1, pd.NA], dtype="Int64")
    assert wilson(parts, 5).lower.isna().tolist() == [False, True]
    assert wilson(parts.astype(object), 5).lower.isna().tolist() == [False, True]
