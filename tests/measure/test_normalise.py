"""Indicators on one scale: the methods of the OECD/JRC handbook, goalposts, and what is missing."""

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.errors import CallError
from cchc_lib.measure.normalise import BANDS, normalise

PUBLISHED = Path(__file__).parent / "published"
TAI = pd.read_csv(PUBLISHED / "tai.csv", comment="#", index_col="country")
NAN = math.nan
VALUES = st.lists(
    st.integers(-(10**6), 10**6).map(lambda number: number / 8) | st.just(NAN),
    min_size=1, max_size=12,
)  # fmt: skip
EVERY_METHOD = ["min_max", "z_score", "rank", "borda", "percentile", "categorical"]


def close(expected: object) -> object:
    return pytest.approx(expected, rel=1e-12, abs=1e-12, nan_ok=True)


def told(error: pytest.ExceptionInfo[CallError]) -> tuple[object, ...]:
    """The key, the argument and what was found, of a wrong call."""
    values = error.value.values  # noqa: PD011 - the error's own
    return error.value.key, values["name"], values["found"]


TABLE_15 = {
    "rank": ("rank", {}, 0),
    "z_score": ("z_score", {}, 2),
    "min_max": ("min_max", {}, 2),
    "ratio_mean": ("ratio", {"base": "mean"}, 2),
    "ratio_best": ("ratio", {"base": "best"}, 2),
    "ratio_worst": ("ratio", {"base": "worst"}, 2),
    "difference_mean": ("difference", {"base": "mean"}, 2),
    "difference_worst": ("difference", {"base": "worst"}, 2),
    "above_below_mean": ("above_below_mean", {"threshold": 0.2}, 0),
    "percentile": ("percentile", {}, 1),
    "categorical": (
        "categorical", {"bands": {0: 0, 5: 20, 15: 40, 35: 50, 65: 60, 85: 80, 95: 100}}, 0,
    ),
}  # fmt: skip


@pytest.mark.parametrize("column", TABLE_15)
def test_handbook_table_15(column: str) -> None:
    """Mean years of school of 23 countries, as the handbook normalises them (table 15, p. 87).

    The bands are those that table 15 shows; the text of section 1.5 gives those from 65 up.
    """
    method, rules, digits = TABLE_15[column]
    found = normalise(TAI["schooling"], method, **rules)
    assert TAI[column].tolist() == found.round(digits).tolist()


@pytest.mark.parametrize(
    ("heat", "humidity", "expected"),
    [
        ([35, 39], [75, 50], [0.949, 0.833]),
        ([35.9, 40], [70, 45], [0.949, 0.821]),
        ([95, 102.2], [75, 50], [0.965, 0.833]),
        ([96.62, 104], [70, 45], [0.965, 0.821]),
    ],
)
def test_handbook_table_14(heat, humidity, expected) -> None:
    """Temperature and humidity by the best performer (table 14, p. 83): the unit matters."""
    table = pd.DataFrame({"heat": heat, "humidity": humidity})
    assert expected == normalise(table, "ratio").mean(axis=1).round(3).tolist()


def test_goalposts_of_the_human_development_index() -> None:
    """GNI of 3,829 by ln 100 and ln 75,000 is 0.5506; 55 years of life by 20 and 83.57 are 0.551.

    UNDP, Human Development Report 2020, technical note 1 (text at pdf4pro.com/amp/view/
    technical-notes-united-nations-development-programme-79ae81.html); the second from
    hdr.undp.org on the HDI of 2012, quoted at studymode.com/essays/Human-Development-Index-1823139.
    """
    table = pd.DataFrame({"income": [math.log(3829)], "life": [55]})
    index = normalise(
        table,
        low={"income": math.log(100), "life": 20},
        high=pd.Series({"income": math.log(75_000), "life": 83.57}),
    )
    assert round(index["income"].item(), 4) == 0.5506
    assert round(index["life"].item(), 3) == 0.551


@pytest.mark.parametrize(
    ("value", "expected", "higher_is_better"),
    [(1, 0.1, True), (11, 1, True), (-1, 0, True), (1, 0.9, False), (-1, 1, False), (11, 0, False)],
)
def test_goalposts_of_coinr(value, expected, higher_is_better) -> None:
    """n_goalposts(x, c(0, 10, 1)), bluefoxr/COINr@1d4847e tests/testthat/test-normalise.R."""
    found = normalise([value], low=0, high=10, higher_is_better=higher_is_better, clip=True)
    assert found.tolist() == close([expected])


@pytest.mark.parametrize(
    ("values", "target", "higher_is_better", "free", "capped"),
    [
        ([0, 5, 11], 10, True, [0, 0.5, 1.1], [0, 0.5, 1]),
        ([-1, 1, 10], 0, False, [1.1, 0.9, 0], [1, 0.9, 0]),
    ],
)
def test_distance_to_target_of_coinr(values, target, higher_is_better, free, capped) -> None:
    """n_dist2targ, bluefoxr/COINr@1d4847e tests/testthat/test-normalise.R."""
    rules = {"target": target, "higher_is_better": higher_is_better}
    assert normalise(values, "distance_to_target", **rules).tolist() == close(free)
    assert normalise(values, "distance_to_target", **rules, clip=True).tolist() == close(capped)


def test_scales_of_coinr() -> None:
    """1 to 10 onto [2, 7], and with mean 5 and standard deviation 2 (COINr, the same file)."""
    numbers = np.arange(1, 11)
    ends = normalise(numbers, onto=(2, 7))
    assert (ends.min(), ends.max()) == (2, 7)
    scores = normalise(numbers, "z_score", onto=(5, 2))
    assert (scores.mean(), scores.std(ddof=1)) == close((5, 2))
    assert list(range(10)) == normalise(numbers, "borda").tolist()


def test_distance_to_target_starts_at_the_goalpost_if_there_is_one() -> None:
    """From 2 to the target 10 it is 8: 4 has gone a quarter of the way; and so downwards."""
    values = [4, 10]
    assert normalise(values, "distance_to_target", target=10, low=2).tolist() == [0.25, 1]
    lower = normalise([8, 2], "distance_to_target", target=2, high=10, higher_is_better=False)
    assert lower.tolist() == [0.25, 1]


@pytest.mark.parametrize(
    ("target", "expected"), [(5, [1, 1]), (4, [1, 1]), (6, [0, 2]), (5.5, [0, 4])]
)
def test_a_target_that_the_worst_has_reached_is_reached_by_all(target, expected) -> None:
    """Where nobody is short of the target, all have 1."""
    assert expected == normalise([5, 7], "distance_to_target", target=target).tolist()


BOTH_WAYS = [
    ("min_max", {}, [0, 0.5, 1], [1, 0.5, 0]),
    ("min_max", {"low": 0, "high": 8}, [0.25, 0.5, 0.75], [0.75, 0.5, 0.25]),
    ("min_max", {"low": 0}, [1 / 3, 2 / 3, 1], [2 / 3, 1 / 3, 0]),
    ("min_max", {"high": 8}, [0, 1 / 3, 2 / 3], [1, 2 / 3, 1 / 3]),
    ("min_max", {"low": 3, "high": 5}, [-0.5, 0.5, 1.5], [1.5, 0.5, -0.5]),
    ("min_max", {"low": 3, "high": 5, "clip": True}, [0, 0.5, 1], [1, 0.5, 0]),
    ("min_max", {"onto": (1, 100)}, [1, 50.5, 100], [100, 50.5, 1]),
    ("z_score", {}, [-1, 0, 1], [1, 0, -1]),
    ("z_score", {"ddof": 0}, [-math.sqrt(1.5), 0, math.sqrt(1.5)],
     [math.sqrt(1.5), 0, -math.sqrt(1.5)]),
    ("z_score", {"onto": (50, 10)}, [40, 50, 60], [60, 50, 40]),
    ("rank", {}, [1, 2, 3], [3, 2, 1]),
    ("borda", {}, [0, 1, 2], [2, 1, 0]),
    ("percentile", {}, [100 / 3, 200 / 3, 100], [100, 200 / 3, 100 / 3]),
    ("categorical", {}, [40, 60, 100], [100, 60, 40]),
    ("ratio", {}, [1 / 3, 2 / 3, 1], [1, 1 / 2, 1 / 3]),
    ("ratio", {"base": "worst"}, [1, 2, 3], [3, 3 / 2, 1]),
    ("ratio", {"base": "mean"}, [0.5, 1, 1.5], [2, 1, 2 / 3]),
    ("ratio", {"base": 8}, [0.25, 0.5, 0.75], [4, 2, 4 / 3]),
    ("difference", {}, [-2 / 3, -1 / 3, 0], [0, -1, -2]),
    ("difference", {"base": "worst"}, [0, 1, 2], [2 / 3, 1 / 3, 0]),
    ("difference", {"base": 8}, [-0.75, -0.5, -0.25], [0.75, 0.5, 0.25]),
    ("distance_to_target", {"target": 4}, [0, 1, 2], [2, 1, 0]),
    ("above_below_mean", {}, [-1, 0, 1], [1, 0, -1]),
    ("above_below_mean", {"threshold": 0.6}, [0, 0, 0], [0, 0, 0]),
]  # fmt: skip


@pytest.mark.parametrize(("method", "rules", "higher", "lower"), BOTH_WAYS)
def test_more_is_always_better_in_what_comes_out(method, rules, higher, lower) -> None:
    """2, 4, 6 by hand, with either direction; a missing figure changes nothing."""
    values = [2, NAN, 4, 6]
    for direction, expected in ((True, higher), (False, lower)):
        found = normalise(values, method, **rules, higher_is_better=direction)
        assert found.tolist() == close([expected[0], NAN, *expected[1:]])


def test_equals_share_the_lower_place() -> None:
    """Nobody gains by being equal to another: of 1, 2, 2, 3 the equals are second, 50%."""
    assert normalise([1, 2, 2, 3], "rank").tolist() == [1, 2, 2, 4]
    assert normalise([1, 2, 2, 3], "percentile").tolist() == [25, 50, 50, 100]


@pytest.mark.parametrize(
    ("place", "expected"), [(14, 0), (15, 20), (24, 20), (25, 40), (64, 40), (65, 60), (84, 60),
                            (85, 80), (94, 80), (95, 100), (100, 100)],
)  # fmt: skip
def test_bands_begin_at_their_least_percentile(place, expected) -> None:
    """The bands of table 3 of the handbook, at both sides of each limit, with 100 units."""
    assert BANDS == {0: 0, 15: 20, 25: 40, 65: 60, 85: 80, 95: 100}
    assert expected == normalise(np.arange(100), "categorical")[place - 1]


def test_below_all_bands_is_none() -> None:
    """Two bands in any order: the lower half has no score."""
    found = normalise([1, 2, 3, 4], "categorical", bands={75: 2, 60: 1})
    assert found.tolist() == close([NAN, NAN, 2, 2])


@pytest.mark.parametrize(
    ("value", "expected"), [(8, 0), (7.99, -1), (12, 0), (12.01, 1), (9.6 / 1.2, 0)]
)
def test_edges_of_the_region_around_the_mean_belong_to_it(value, expected) -> None:
    """With a mean of 10 and p = 0.2, the neutral region is from 8 to 12."""
    assert expected == normalise([value, 20 - value], "above_below_mean")[0]


def test_rounding_does_not_leave_the_neutral_region() -> None:
    """0.3, 0.2 and 0.1 + 0.2 - 0.2: 0.3 / 0.2 is not above 1.5 but for rounding."""
    found = normalise([0.1 * 3, 0.2, 0.1], "above_below_mean", threshold=0.5)
    assert found.tolist() == [0, 0, 0]


CONSTANT = [
    ("min_max", {}, 0.5),
    ("min_max", {"onto": (0, 100)}, 50),
    ("min_max", {"low": 0.1}, 0.5),
    ("z_score", {}, 0),
    ("z_score", {"onto": (50, 10)}, 50),
    ("rank", {}, 1),
    ("percentile", {}, 100 / 3),
    ("ratio", {}, 1),
    ("difference", {}, 0),
    ("above_below_mean", {}, 0),
    ("distance_to_target", {"target": 0.1}, 1),
]


@pytest.mark.parametrize(("method", "rules", "expected"), CONSTANT)
def test_a_column_that_tells_nobody_apart(method, rules, expected) -> None:
    """Three times 0.1, whose mean is not 0.1: the middle, the mean, one place for all."""
    assert normalise([0.1] * 3, method, **rules).tolist() == close([expected] * 3)


def test_one_figure_is_a_constant_column() -> None:
    """A single unit is neither best nor worst."""
    assert normalise([7, NAN]).tolist() == close([0.5, NAN])
    assert normalise([7, NAN], "z_score").tolist() == close([0, NAN])


def test_values_too_close_to_have_a_deviation() -> None:
    """A deviation that vanishes in floats divides nothing."""
    assert normalise([0, 5e-324], "z_score").tolist() == [0, 0]


@pytest.mark.parametrize(
    ("method", "values", "rules", "expected"),
    [
        ("ratio", [0, 0], {}, [NAN, NAN]),
        ("ratio", [0, 4], {"higher_is_better": False, "base": 2}, [NAN, 0.5]),
        ("ratio", [-4, -2], {"base": "mean"}, [4 / 3, 2 / 3]),
        ("difference", [0, -1], {}, [NAN, NAN]),
        ("above_below_mean", [-1, 1], {}, [NAN, NAN]),
        ("above_below_mean", [-4, -2, -3], {}, [1, -1, 0]),
    ],
)
def test_a_divisor_of_0_is_none(method, values, rules, expected) -> None:
    """There is no ratio to 0."""
    assert normalise(values, method, **rules).tolist() == close(expected)


def test_shape_index_and_columns_come_out_as_they_went_in() -> None:
    """A Series, a table, a list and an array; what went in is not changed."""
    series = pd.Series([1, 3], index=["tay-ho", "ba-dinh"], name="on-time")
    pd.testing.assert_series_equal(
        pd.Series([0.0, 1.0], index=["tay-ho", "ba-dinh"], name="on-time"), normalise(series)
    )
    assert series.tolist() == [1, 3]
    table = pd.DataFrame({"a": [1, 3], "b": [NAN, 2]}, index=["x", "y"])
    expected = pd.DataFrame({"a": [0, 1.0], "b": [NAN, 0.5]}, index=["x", "y"])
    pd.testing.assert_frame_equal(expected, normalise(table))
    assert normalise([[1, 5], [3, 2]]).tolist() == [[0, 1], [1, 0]]
    assert isinstance(normalise([1, 2]), np.ndarray)
    assert normalise([]).tolist() == []
    assert normalise(pd.DataFrame(index=["x", "y"])).shape == (2, 0)


def test_none_is_not_reported() -> None:
    """A column of objects is read as numbers."""
    table = pd.DataFrame({"a": [None, 1, 3]}, dtype=object)
    assert normalise(table)["a"].tolist() == close([NAN, 0, 1])
    zero = normalise(pd.DataFrame({"a": [0, 0]}), "above_below_mean")
    assert zero["a"].tolist() == close([NAN, NAN])


def test_rules_may_differ_by_column() -> None:
    """Late dossiers are better when few; the column that is left out is better when many."""
    table = pd.DataFrame({"late": [0, 5, 10], "done": [1, 2, 3]})
    late = {"late": False}
    expected = {"late": [1, 0.5, 0], "done": [0, 0.5, 1]}
    assert expected == normalise(table, higher_is_better=late).to_dict("list")
    assert expected == normalise(table, higher_is_better=pd.Series(late)).to_dict("list")
    reached = normalise(table, "distance_to_target", target={"late": 10, "done": 5})
    assert reached.to_dict("list") == {"late": [0, 0.5, 1], "done": [0, 0.25, 0.5]}
    ratios = normalise(table, "ratio", base={"late": 20, "done": "worst"})
    assert ratios.to_dict("list") == {"late": [0, 0.25, 0.5], "done": [1, 2, 3]}


def test_a_goalpost_that_is_nan_is_none() -> None:
    """In a table of goalposts, NaN is: the end of the column itself."""
    table = pd.DataFrame({"a": [1, 3], "b": [1, 3]})
    found = normalise(table, low=pd.Series({"a": 0, "b": NAN}), high=NAN)
    assert found.to_dict("list") == {"a": [1 / 3, 1], "b": [0, 1]}


def test_columns_of_an_array_are_named_by_number() -> None:
    """The second column is number 1."""
    found = normalise(np.array([[1, 1], [3, 3]]), higher_is_better={1: False})
    assert found.tolist() == [[0, 1], [1, 0]]


def test_nothing_reported_is_nothing_normalised() -> None:
    """A column without a figure stays empty, whatever the method."""
    for method in EVERY_METHOD:
        assert normalise([NAN, NAN], method).tolist() == close([NAN, NAN])


@pytest.mark.parametrize(
    ("rules", "key", "name", "found"),
    [
        ({"method": "minmax"}, "error.measure-choice", "method", "minmax"),
        ({"ddof": 2}, "error.measure-range", "ddof", "2"),
        ({"ddof": -1}, "error.measure-range", "ddof", "-1"),
        ({"threshold": -0.1}, "error.measure-range", "threshold", "-0.1"),
        ({"low": 5, "high": 5}, "error.measure-range", "high", "5"),
        ({"low": 6, "high": 5}, "error.measure-range", "high", "5"),
        ({"low": 4}, "error.measure-range", "low", "4"),
        ({"high": 0}, "error.measure-range", "low", "1"),
        ({"low": {"late": 0}}, "error.measure-choice", "low", "late"),
        ({"high": {"late": 0}}, "error.measure-choice", "high", "late"),
        ({"higher_is_better": {"late": 0}}, "error.measure-choice", "higher_is_better", "late"),
        ({"target": {"late": 0}}, "error.measure-choice", "target", "late"),
        ({"base": {"late": 0}}, "error.measure-choice", "base", "late"),
        ({"method": "ratio", "base": "leader"}, "error.measure-choice", "base", "leader"),
        ({"method": "distance_to_target"}, "error.measure-choice", "target", None),
        ({"method": "distance_to_target", "target": NAN}, "error.measure-choice", "target", None),
    ],
)
def test_a_wrong_call_names_the_argument(rules, key, name, found) -> None:
    """What was found, and in which argument."""
    with pytest.raises(CallError) as error:
        normalise([1, 2, 3], **rules)
    assert told(error) == (key, name, found)


@pytest.mark.parametrize("value", [math.inf, -math.inf])
def test_infinite_values_are_refused(value: float) -> None:
    """Nobody is infinitely good."""
    with pytest.raises(CallError) as error:
        normalise([1, value])
    assert told(error) == ("error.measure-range", "values", f"{value:g}")


def test_edges_of_arguments_are_allowed() -> None:
    """A threshold of 0 leaves only the mean itself; goalposts may be the ends of the column."""
    assert normalise([1, 2, 3], "above_below_mean", threshold=0).tolist() == [-1, 0, 1]
    assert normalise([1, 2, 3], low=1, high=3).tolist() == [0, 0.5, 1]


@given(VALUES, st.sampled_from(EVERY_METHOD), st.booleans())
def test_only_what_was_not_reported_is_missing(values, method, higher_is_better) -> None:
    """NaN in is NaN out, and nothing else is."""
    found = normalise(values, method, higher_is_better=higher_is_better)
    assert np.isnan(values).tolist() == np.isnan(found).tolist()


@given(VALUES, st.sampled_from(EVERY_METHOD), st.booleans())
def test_no_method_turns_the_order_round(values, method, higher_is_better) -> None:
    """Who is better before is not worse after."""
    found = normalise(values, method, higher_is_better=higher_is_better)
    sign = 1 if higher_is_better else -1
    pairs = zip(values, found, strict=True)
    known = sorted((sign * old, new) for old, new in pairs if not math.isnan(old))
    scores = [new for _, new in known]
    assert scores == close(sorted(scores))


@given(VALUES, st.integers(1, 5), st.sampled_from(EVERY_METHOD))
def test_units_that_reported_nothing_change_nobody(values, silent, method) -> None:
    """However many silent units join, the others keep their figure."""
    alone = normalise(values, method)
    joined = normalise([*values, *[NAN] * silent], method)
    assert alone.tolist() == pytest.approx(joined[: len(values)].tolist(), nan_ok=True)


@given(
    VALUES, st.sampled_from([0.25, 3, 1000]), st.integers(-50, 50),
    st.sampled_from(["min_max", "z_score", "percentile"]),
)  # fmt: skip
def test_units_of_measure_do_not_matter(values, factor, shift, method) -> None:
    """Min-max, z-score and place are the same in another unit of measure (handbook, 5.1)."""
    other = [factor * value + shift for value in values]
    expected = normalise(values, method).tolist()
    assert normalise(other, method).tolist() == pytest.approx(expected, abs=1e-6, nan_ok=True)


@given(VALUES, st.booleans())
def test_min_max_lies_between_its_ends(values, higher_is_better) -> None:
    """The best has 1, the worst 0."""
    found = normalise(values, higher_is_better=higher_is_better)
    known = found[~np.isnan(found)]
    assert all(0 <= value <= 1 for value in known)
    if len(set(known)) > 1:
        assert {0, 1} <= set(known.tolist())


def test_a_number_gives_a_number() -> None:
    """5 between goalposts of 0 and 10 is half the way."""
    found = normalise(5, low=0, high=10)
    assert isinstance(found, float)
    assert found == 0.5


def test_mappings_are_tables_or_series() -> None:
    """Of lists a table of columns, of numbers a Series."""
    table = pd.DataFrame({"a": [0.0, 1], "b": [1.0, 0]})
    pd.testing.assert_frame_equal(table, normalise({"a": [1, 2], "b": [5, 3]}))
    series = pd.Series({"ba-vi": 0.0, "tay-ho": 1})
    pd.testing.assert_series_equal(series, normalise({"ba-vi": 1, "tay-ho": 3}))


def test_a_list_holds_for_columns_in_their_order() -> None:
    """Where values have two dimensions; None and NaN are no goalpost."""
    values = [[1, 2], [3, 4]]
    found = normalise(values, low=[0, None], high=np.array([4, 6]))
    assert found.tolist() == [[0.25, 0], [0.75, 0.5]]
    assert normalise(values, low=[0, NAN], high=(4, 6)).tolist() == found.tolist()
    assert normalise(values, higher_is_better=[True, False]).tolist() == [[0, 1], [1, 0]]
    reached = normalise(values, "distance_to_target", target=[5, 6]).tolist()
    assert reached == [[0, 0], [0.5, 0.5]]
    ratios = normalise({"a": [1, 3], "b": [2, 4]}, "ratio", base=["worst", 8])
    assert ratios.to_dict("list") == {"a": [1, 3], "b": [0.25, 0.5]}
    assert normalise([[1], [3]], high=[5]).tolist() == [[0], [0.5]]


@pytest.mark.parametrize("name", ["higher_is_better", "low", "high", "target", "base"])
def test_a_list_needs_columns(name: str) -> None:
    """One dimension has none; of two, each column has an element; an element is one number."""
    for values in ([1, 3], 1, pd.Series([1, 3])):
        with pytest.raises(CallError) as error:
            normalise(values, **{name: [1]})
        assert told(error) == ("error.measure-choice", name, [1])
    with pytest.raises(CallError) as error:
        normalise([[1, 2]], **{name: [1]})
    values = error.value.values  # noqa: PD011 - the error's own
    assert (error.value.key, values) == (
        "error.measure-length", {"names": f"values, {name}", "found": "2, 1"},
    )  # fmt: skip
    with pytest.raises(CallError) as error:
        normalise({"a": [1, 3]}, **{name: {"a": [1]}})
    assert told(error) == ("error.measure-choice", name, [1])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("values", ["abc", 1]),
        ("higher_is_better", "abc"),
        ("low", "abc"),
        ("high", "abc"),
        ("target", "abc"),
        ("onto", (0, "abc")),
        ("ddof", "abc"),
        ("threshold", "abc"),
        ("bands", {"abc": 1}),
        ("bands", {1: "abc"}),
    ],
)
def test_text_is_no_number(name: str, value: object) -> None:
    """Each argument that is a number says so, whatever the method."""
    for method in ("min_max", "categorical"):
        with pytest.raises(CallError) as error:
            normalise(**{"values": [1, 3], "method": method, name: value})
        assert told(error) == ("error.measure-choice", name, "abc")
