"""One score of many criteria: means, what was not reported, coverage, points and classes."""

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.errors import CallError
from cchc_lib.measure.composite import INDEX_COLUMNS, bands, composite, coverage, index_points

PUBLISHED = Path(__file__).parent / "published"
TAI = pd.read_csv(PUBLISHED / "tai.csv", comment="#", index_col="country")
INDICATORS = ["patents", "royalties", "internet", "exports", "telephones", "electricity",
              "schooling", "university"]  # fmt: skip
NAN = math.nan
METHODS = ["arithmetic", "geometric", "harmonic"]


def close(expected: object) -> object:
    return pytest.approx(expected, rel=1e-12, abs=1e-12, nan_ok=True)


def told(error: pytest.ExceptionInfo[CallError]) -> tuple[object, ...]:
    """The key, the argument and what was found, of a wrong call."""
    values = error.value.values  # noqa: PD011 - the error's own
    return error.value.key, values["name"], values["found"]


def test_human_development_index() -> None:
    """The geometric mean of 0.6971, 0.3447 and 0.5506 is 0.510.

    UNDP, Human Development Report 2020, technical note 1, text at pdf4pro.com/amp/view/
    technical-notes-united-nations-development-programme-79ae81.html.
    """
    found = composite([[0.6971, 0.3447, 0.5506]], method="geometric")
    assert found.round(3).tolist() == [0.510]


def test_handbook_table_38_geometric() -> None:
    """Ranks of 23 countries by the geometric mean of eight raw indicators (table 38, p. 116)."""
    scores = composite(TAI[INDICATORS], method="geometric")
    assert scores.rank(ascending=False).tolist() == TAI["geometric_rank"].tolist()


@pytest.mark.parametrize(
    ("values", "expected"),
    [([21, 1, 1, 1], 2.14), ([21, 2, 1, 1], 2.54), ([6, 6, 6, 6], 6), ([6, 7, 6, 6], 6.23)],
)
def test_handbook_section_6_11(values, expected) -> None:
    """Low values weigh more in a geometric mean (pp. 103-104); the book cuts the digits off."""
    found = composite([values], method="geometric").item()
    assert math.floor(100 * found + 1e-9) / 100 == expected
    assert composite([[21, 1, 1, 1], [6, 6, 6, 6]]).tolist() == [6, 6]


def test_handbook_table_14() -> None:
    """Two countries by temperature and humidity, each by the leader (table 14, p. 83)."""
    celsius = [[35 / 39, 1], [1, 50 / 75]]
    assert composite(celsius, [0.5, 0.5]).round(3).tolist() == [0.949, 0.833]


def test_arithmetic_mean_of_coinr() -> None:
    """Of 1 to 10 with weights 10 to 1 it is 4 (bluefoxr/COINr docs/reference/a_amean.html)."""
    found = composite([list(range(1, 11))], list(range(10, 0, -1)))
    assert found.tolist() == [4]


VALUES = pd.DataFrame(
    {
        "plan": [1.0, NAN, 0.5, NAN],
        "dialogue": [0.5, 0.25, NAN, NAN],
        "cost": [0.25, 1.0, 0.5, NAN],
    },
    index=["ba-dinh", "tay-ho", "ba-vi", "soc-son"],
)
WEIGHTS = pd.Series({"cost": 20.0, "plan": 50.0, "dialogue": 30.0})
BY_HAND = {
    "arithmetic": [0.7, (30 * 0.25 + 20 * 1) / 50, 0.5, NAN],
    "geometric": [0.5**0.3 * 0.25**0.2, 0.25**0.6, 0.5, NAN],
    "harmonic": [100 / (50 + 60 + 80), 50 / (120 + 20), 0.5, NAN],
}


@pytest.mark.parametrize("method", METHODS)
def test_means_by_hand(method) -> None:
    """Weights 50, 30 and 20, matched by label; what is missing takes its weight along."""
    found = composite(VALUES, WEIGHTS, method=method)
    assert found.index.tolist() == VALUES.index.tolist()
    assert BY_HAND[method] == close(found.tolist())
    for values, weights in (
        (VALUES, WEIGHTS.to_dict()), (VALUES, [50, 30, 20]), (VALUES.to_numpy(), [50, 30, 20]),
    ):  # fmt: skip
        np.testing.assert_array_equal(composite(values, weights, method=method), found)


def test_arithmetic_is_the_default() -> None:
    """Without a method it is the arithmetic mean, without weights they are equal."""
    assert BY_HAND["arithmetic"] == close(composite(VALUES, WEIGHTS).tolist())
    assert composite([[1, 2, 6]]).tolist() == [3]
    assert composite([[1, 4]], method="geometric").tolist() == [2]
    assert composite([[1, 3]], method="harmonic").tolist() == [1.5]


def test_what_does_not_apply_is_left_out() -> None:
    """A criterion that does not apply counts neither in the score nor in the coverage."""
    applies = pd.DataFrame(
        {"dialogue": [True, True, True, False], "plan": [False, True, True, False],
         "cost": [True, False, True, False]},
        index=["soc-son", "tay-ho", "ba-vi", "ba-dinh"],
    )  # fmt: skip
    expected = [NAN, 0.25, 0.5, NAN]
    assert expected == close(composite(VALUES, WEIGHTS, applies=applies).tolist())
    assert coverage(VALUES, WEIGHTS, applies=applies).tolist() == close([0, 30 / 80, 0.7, 0])
    by_place = applies.reindex(index=VALUES.index, columns=VALUES.columns).to_numpy()
    assert expected == close(composite(VALUES, WEIGHTS, applies=by_place).tolist())


def test_a_larger_table_of_what_applies_is_taken_for_its_own_units() -> None:
    """Other units and criteria of the table do not disturb."""
    applies = pd.DataFrame(
        np.ones((5, 4), dtype=bool), index=[*VALUES.index, "hue"], columns=[*VALUES, "other"]
    )
    assert BY_HAND["arithmetic"] == close(composite(VALUES, WEIGHTS, applies=applies).tolist())


def test_coverage_by_hand() -> None:
    """All, 50 of 100, 70 of 100, and nothing."""
    assert coverage(VALUES, WEIGHTS).tolist() == close([1, 0.5, 0.7, 0])
    assert coverage(VALUES).tolist() == close([1, 2 / 3, 2 / 3, 0])
    assert coverage(VALUES, WEIGHTS).index.tolist() == VALUES.index.tolist()


def test_without_weight_a_value_does_not_count() -> None:
    """A weight of 0 leaves a criterion out, however bad or missing it is."""
    for method in METHODS:
        found = composite([[2, 0], [2, NAN], [NAN, 3], [2, -1]], [5, 0], method=method)
        assert found.tolist() == close([2, 2, NAN, 2])
    assert coverage([[2, NAN], [NAN, 3]], [5, 0]).tolist() == [1, 0]


@pytest.mark.parametrize("method", ["geometric", "harmonic"])
def test_a_zero_makes_the_whole_0(method) -> None:
    """No other criterion makes up for a 0; where it is not counted it does not count."""
    applies = [[True, True], [False, True], [True, True]]
    found = composite([[0, 8], [0, 8], [NAN, 8]], method=method, applies=applies)
    assert found.tolist() == close([0, 8, 8])


def test_negative_values_have_an_arithmetic_mean_only() -> None:
    """-1 and 3 have the mean 1."""
    assert composite([[-1, 3]]).tolist() == [1]
    for method in ("geometric", "harmonic"):
        with pytest.raises(CallError) as error:
            composite([[1, 3], [-1, 3]], method=method)
        assert told(error) == ("error.measure-range", "values", "-1")


def test_large_and_small_weights_overflow_nothing() -> None:
    """Weights are taken as shares of the largest before they are summed."""
    for size in (1e308, 1e-300):
        assert composite([[1, 3]], [size, size]).tolist() == [2]
        assert coverage([[1, NAN]], [size, size]).tolist() == [0.5]


def test_none_and_numbers_for_words_are_understood() -> None:
    """None is not reported, 0 is: does not apply."""
    table = pd.DataFrame({"a": [None, 1.0], "b": [2, 4.0]}, dtype=object)
    assert composite(table).tolist() == [2, 2.5]
    assert composite(table, applies=[[1, 1], [0, 1]]).tolist() == [2, 4]
    assert composite(table, weights=np.array([1, 2], dtype=object)).tolist() == [2, 3]
    assert index_points([[7.0], [8]], [10], adjustment=[None, 5])["index"].tolist() == [70, 85]
    assert bands([None, 95], CLASSES).fillna("").tolist() == ["", "A"]


WRONG = [
    ({"method": "median"}, "error.measure-choice", "method", "median"),
    ({"weights": [1, -1]}, "error.measure-range", "weights", "-1"),
    ({"weights": [1, NAN]}, "error.measure-range", "weights", "nan"),
    ({"weights": [1, math.inf]}, "error.measure-range", "weights", "inf"),
    ({"weights": [0, 0]}, "error.measure-range", "max(weights)", "0"),
    ({"weights": {"a": 1}}, "error.measure-choice", "values", "b"),
    ({"weights": pd.Series({"a": 1, "b": 1, "c": 1})}, "error.measure-choice", "weights", "c"),
    ({"values": [[1, math.inf]]}, "error.measure-range", "values", "inf"),
    ({"values": [[1, -math.inf]]}, "error.measure-range", "values", "-inf"),
    ({"applies": pd.DataFrame({"a": [True]})}, "error.measure-choice", "values", "b"),
    ({"applies": pd.DataFrame({"a": [True], "b": [True]}, index=[7])}, "error.measure-choice",
     "values", "0"),
]  # fmt: skip


@pytest.mark.parametrize(("rules", "key", "name", "found"), WRONG)
def test_a_wrong_call_names_the_argument(rules, key, name, found) -> None:
    """What was found, and in which argument."""
    with pytest.raises(CallError) as error:
        composite(**{"values": pd.DataFrame({"a": [1], "b": [2]})} | rules)
    assert told(error) == (key, name, found)


@pytest.mark.parametrize(
    ("rules", "hint"),
    [
        ({"weights": {"a": 1}}, "a"),
        ({"weights": {"a": 1, "b": 1, "c": 1}}, "a, b"),
        ({"applies": pd.DataFrame({"a": [True], "c": [True]})}, "a, c"),
    ],
)
def test_a_wrong_label_brings_those_there_are(rules, hint) -> None:
    """The way out: the labels to choose from."""
    with pytest.raises(CallError) as error:
        coverage(pd.DataFrame({"a": [1], "b": [2]}), **rules)
    values = error.value.values  # noqa: PD011 - the error's own
    assert values["hint"] == hint


@pytest.mark.parametrize(
    ("rules", "names", "found"),
    [
        ({"weights": [1, 1, 1]}, "values, weights", "2, 3"),
        ({"weights": []}, "values, weights", "2, 0"),
        ({"applies": [[True, True], [True, True]]}, "values, applies", "1, 2"),
        ({"applies": [[True]]}, "values, applies", "2, 1"),
    ],
)
def test_as_many_as_there_are_columns(rules, names, found) -> None:
    """One weight a criterion, one answer a unit and criterion."""
    for function in (composite, coverage):
        with pytest.raises(CallError) as error:
            function([[1, 2]], **rules)
        values = error.value.values  # noqa: PD011 - the error's own
        assert (error.value.key, values["names"], values["found"]) == (
            "error.measure-length", names, found,
        )  # fmt: skip


def test_a_wrong_weight_names_its_limits() -> None:
    """Weights begin at 0."""
    with pytest.raises(CallError) as error:
        coverage([[1, 2]], [1, NAN])
    values = error.value.values  # noqa: PD011 - the error's own
    assert (values["low"], values["high"]) == ("0", "1.79769e+308")


def test_what_goes_in_stays_as_it_was() -> None:
    """No table is changed."""
    values, weights = VALUES.copy(), WEIGHTS.copy()
    composite(values, weights)
    coverage(values, weights)
    pd.testing.assert_frame_equal(VALUES, values)
    pd.testing.assert_series_equal(WEIGHTS, weights)


POINTS = pd.DataFrame(
    {"appraisal": [63.0, 56.0, NAN, NAN], "survey": [24.0, NAN, 27.0, NAN]},
    index=["ba-dinh", "tay-ho", "ba-vi", "soc-son"],
)
MOST = pd.Series({"survey": 30, "appraisal": 70})


def test_index_of_points_by_hand() -> None:
    """63 of 70 and 24 of 30 are 87 of 100; where no survey was run, 56 of 70 are 80 of 100.

    Bonus and penalty points come after the re-basing: 80 + 2 - not (56 + 2) of 70.
    """
    adjustment = pd.Series({"ba-vi": -1.5, "tay-ho": 2, "ba-dinh": NAN})
    found = index_points(POINTS, MOST, adjustment=adjustment)
    expected = pd.DataFrame(
        {"points": [87, 56, 27, NAN], "most_points": [100.0, 70, 30, 0],
         "before_adjustment": [87.0, 80, 90, NAN], "adjustment": [0, 2, -1.5, 0],
         "index": [87, 82, 88.5, NAN]},
        index=POINTS.index,
    )  # fmt: skip
    pd.testing.assert_frame_equal(expected, found)
    assert list(found) == INDEX_COLUMNS


def test_index_without_adjustment() -> None:
    """None, 0 for all, and a number for each unit."""
    none = index_points(POINTS, MOST)
    assert none["adjustment"].tolist() == [0, 0, 0, 0]
    assert none["index"].tolist() == close([87, 80, 90, NAN])
    same = index_points(POINTS, [70, 30], adjustment=3)
    assert same["index"].tolist() == close([90, 83, 93, NAN])
    each = index_points(POINTS.to_numpy(), [70, 30], adjustment=[1, NAN, 2, 3])
    assert each["index"].tolist() == close([88, 80, 92, NAN])


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({}, [110, 81, -5, NAN]),
        ({"least": 0}, [110, 81, 0, NAN]),
        ({"most": 100}, [100, 81, -5, NAN]),
        ({"least": 0, "most": 100}, [100, 81, 0, NAN]),
        ({"least": 81, "most": 81}, [81, 81, 81, NAN]),
    ],
)
def test_index_is_held_within_limits_only_if_there_are_any(limits, expected) -> None:
    """Bonus points may lift an index above 100."""
    found = index_points(POINTS, MOST, adjustment=[23, 1, -95, 0], **limits)
    assert expected == close(found["index"].tolist())
    assert found["before_adjustment"].tolist() == close([87, 80, 90, NAN])


def test_points_of_a_component_without_points() -> None:
    """Where only a component was run that gives none, there is nothing to re-base."""
    found = index_points([[NAN, 0.0]], [70, 0])
    assert found.iloc[0].tolist() == close([0, 0, NAN, 0, NAN])


@pytest.mark.parametrize(
    ("rules", "key", "name", "found"),
    [
        ({"most_points": [-1, 2]}, "error.measure-range", "most_points", "-1"),
        ({"most_points": [0, 0]}, "error.measure-range", "max(most_points)", "0"),
        ({"most_points": {"survey": 3}}, "error.measure-choice", "values", "appraisal"),
        ({"adjustment": pd.Series({"hue": 1})}, "error.measure-choice", "adjustment", "hue"),
        ({"adjustment": math.inf}, "error.measure-range", "adjustment", "inf"),
        ({"adjustment": -math.inf}, "error.measure-range", "adjustment", "-inf"),
        ({"points_scored": POINTS.fillna(math.inf)}, "error.measure-range", "points_scored",
         "inf"),
        ({"points_scored": POINTS.fillna(-math.inf)}, "error.measure-range", "points_scored",
         "-inf"),
        ({"least": 5, "most": 4}, "error.measure-range", "most", "4"),
    ],
)  # fmt: skip
def test_a_wrong_call_for_points(rules, key, name, found) -> None:
    """What was found, and in which argument."""
    with pytest.raises(CallError) as error:
        index_points(**{"points_scored": POINTS, "most_points": MOST} | rules)
    assert told(error) == (key, name, found)


def test_a_unit_that_is_not_in_the_table_brings_those_that_are() -> None:
    """The units to choose from."""
    with pytest.raises(CallError) as error:
        index_points(POINTS, MOST, adjustment=pd.Series({"hue": 1}))
    values = error.value.values  # noqa: PD011 - the error's own
    assert values["hint"] == "ba-dinh, tay-ho, ba-vi, soc-son"


def test_one_adjustment_a_unit() -> None:
    """Three adjustments do not fit four units."""
    with pytest.raises(CallError) as error:
        index_points(POINTS, MOST, adjustment=[1, 2, 3])
    values = error.value.values  # noqa: PD011 - the error's own
    assert (error.value.key, values) == (
        "error.measure-length", {"names": "points_scored, adjustment", "found": "4, 3"},
    )  # fmt: skip


CLASSES = {"A": 90, "B": 80, "C": 65, "D": 50}


@pytest.mark.parametrize(
    ("score", "expected"),
    [(100, "A"), (90, "A"), (89.999999, "B"), (80, "B"), (79.995, "C"), (65, "C"), (50, "D"),
     (49.99, NAN), (-1, NAN), (NAN, NAN), (math.inf, "A"), (-math.inf, NAN)],
)  # fmt: skip
def test_classes_begin_at_their_least_score(score, expected) -> None:
    """A from 90, B from 80 to below 90: the score is not rounded first."""
    found = bands(pd.Series([score], index=["ba-dinh"]), CLASSES)
    assert found.index.tolist() == ["ba-dinh"]
    assert found.tolist() == pytest.approx([expected], nan_ok=True)


def test_rounding_of_a_sum_costs_no_class() -> None:
    """A score that is 90 but for the last bits of a sum of floats is 90; 1e-9 less is not."""
    assert bands([90 - 1e-11, 90 - 1e-9, -1e-11], {"A": 90, "Z": 0}).fillna("").tolist() == [
        "A", "Z", "",
    ]  # fmt: skip
    assert bands([-10 - 1e-12, -10.1], {"A": -10}).fillna("").tolist() == ["A", ""]


def test_classes_in_any_order_and_as_pairs() -> None:
    """The order of the limits does not matter, nor whether they are a mapping."""
    pairs = [("D", 50), ("A", 90), ("C", 65), ("B", 80)]
    assert bands([85, 95, 60, 70], pairs).tolist() == ["B", "A", "D", "C"]
    assert bands([0, -0.1], {"Z": 0}).fillna("").tolist() == ["Z", ""]
    assert bands([85, 95], {}).isna().tolist() == [True, True]
    assert bands([], CLASSES).tolist() == []


NUMBERS = st.integers(1, 1000).map(lambda number: number / 8)
ROWS = st.lists(
    st.lists(NUMBERS | st.just(NAN), min_size=3, max_size=3), min_size=1, max_size=5
)  # fmt: skip
THREE = st.lists(st.integers(1, 100), min_size=3, max_size=3)


@given(ROWS, THREE, st.sampled_from(METHODS))
def test_a_mean_lies_between_the_values(rows, weights, method) -> None:
    """No score is better than the best criterion or worse than the worst."""
    for row, score in zip(rows, composite(rows, weights, method=method), strict=True):
        known = [value for value in row if not math.isnan(value)]
        assert math.isnan(score) == (not known)
        if known:
            assert min(known) * (1 - 1e-12) <= score <= max(known) * (1 + 1e-12)


@given(ROWS, THREE)
def test_harmonic_is_least_and_arithmetic_greatest(rows, weights) -> None:
    """The order of the three means."""
    arithmetic, geometric, harmonic = (composite(rows, weights, method=name) for name in METHODS)
    known = arithmetic.notna()
    assert (geometric[known] <= arithmetic[known] * (1 + 1e-12)).all()
    assert (harmonic[known] <= geometric[known] * (1 + 1e-12)).all()


@given(ROWS, THREE, st.integers(-20, 20), st.sampled_from(METHODS))
def test_only_the_proportions_of_weights_count(rows, weights, power, method) -> None:
    """Weights in percent or in points: the same score, to the bit when scaled by a power of 2."""
    scaled = [weight * 2.0**power for weight in weights]
    expected = composite(rows, weights, method=method)
    pd.testing.assert_series_equal(
        expected, composite(rows, scaled, method=method), check_exact=True
    )
    tripled = composite(rows, [3 * weight for weight in weights], method=method)
    np.testing.assert_allclose(tripled, expected, rtol=1e-14)
    assert coverage(rows, weights).tolist() == coverage(rows, scaled).tolist()


@given(ROWS, THREE, st.permutations(range(3)), st.sampled_from(METHODS))
def test_order_of_criteria_does_not_matter(rows, weights, order, method) -> None:
    """Columns and weights in another order give the same scores and coverage."""
    table = pd.DataFrame(rows, columns=list("abc"))
    by_label = pd.Series(weights, index=list("abc"))
    turned = table[[list("abc")[place] for place in order]]
    for function in (lambda values: composite(values, by_label, method=method),
                     lambda values: coverage(values, by_label)):  # fmt: skip
        np.testing.assert_allclose(function(turned), function(table), rtol=1e-12)


@given(ROWS, THREE)
def test_coverage_is_a_share(rows, weights) -> None:
    """1 where all was reported, 0 where nothing was, and the rest to weight between."""
    for row, share in zip(rows, coverage(rows, weights), strict=True):
        known = sum(weight for value, weight in zip(row, weights, strict=True)
                    if not math.isnan(value))  # fmt: skip
        assert known / sum(weights) == close(share)


@given(ROWS, THREE, st.integers(-5, 5))
def test_index_of_points_is_a_composite_of_shares(rows, most, bonus) -> None:
    """100 · Σ points / Σ most is the mean of points / most with the most points as weights."""
    shares = [[value / limit for value, limit in zip(row, most, strict=True)] for row in rows]
    index = index_points(rows, most, adjustment=bonus)["index"]
    np.testing.assert_allclose(index, 100 * composite(shares, most) + bonus, rtol=1e-12)


@given(st.lists(st.floats(0, 110) | st.just(NAN), max_size=20))
def test_a_class_is_the_highest_that_is_reached(scores) -> None:
    """By the definition, score by score."""
    for score, name in zip(scores, bands(scores, CLASSES), strict=True):
        reached = [label for label, least in CLASSES.items() if score >= least * (1 - 1e-12)]
        assert [name] == reached[:1] or (pd.isna(name) and not reached)


@pytest.mark.parametrize(
    "values", [[1, 3], (1, 3), np.array([1, 3]), pd.Series([1, 3]), {0: 1, 1: 3}]
)
def test_one_dimension_is_one_unit(values) -> None:
    """It has one score and one coverage: numbers."""
    for found, expected in (
        (composite(values), 2),
        (composite(values, [1, 3]), 2.5),
        (composite(values, [1, 3], applies=[False, True]), 3),
        (composite(values, method="harmonic"), 1.5),
        (coverage(values, [1, 3]), 1),
    ):
        assert isinstance(found, float)
        assert found == close(expected)


def test_one_unit_by_hand() -> None:
    """Cube root of 0.336, a quarter of the weight, and nothing reported."""
    assert composite([0.8, 0.7, 0.6], method="geometric") == close(0.336 ** (1 / 3))
    assert composite([0.8, 0.7, 0.6], [1, 1, 2]) == close(0.675)
    assert coverage([0.8, NAN], [1, 3]) == 0.25
    assert composite([NAN, NAN]) == close(NAN)
    assert composite(5) == 5
    assert composite([5], 2) == 5


def test_one_unit_by_label() -> None:
    """Weights, and what applies, find the criteria of a Series or a mapping by name."""
    unit = {"late": 1, "done": 3}
    weights = {"done": 3, "late": 1}
    for values in (unit, pd.Series(unit), pd.Series(unit, name="ba-vi")):
        assert composite(values, weights) == close(2.5)
        for applies in ({"done": True, "late": False}, pd.Series({"done": True, "late": False})):
            assert composite(values, applies=applies) == 3
    assert index_points(pd.Series(unit, name="ba-vi"), weights).index.tolist() == ["ba-vi"]


def test_mapping_of_lists_is_a_table() -> None:
    """Its columns are criteria, its rows are units."""
    table = {"late": [1, 2], "done": [3, NAN]}
    assert composite(table, {"late": 1, "done": 3}).tolist() == close([2.5, 2])
    assert composite(table, applies={"late": [0, 1], "done": [1, 1]}).tolist() == [3, 2]
    assert coverage(table).tolist() == [1, 0.5]
    assert index_points(table, [4, 6])["index"].tolist() == [40, 50]
    with pytest.raises(CallError) as error:
        composite({"late": [1, 2], "done": [3]})
    values = error.value.values  # noqa: PD011 - the error's own
    assert (error.value.key, values) == (
        "error.measure-length", {"names": "late, done", "found": "2, 1"},
    )  # fmt: skip


@pytest.mark.parametrize("adjustment", [5, [5], {0: 5}, pd.Series([5])])
def test_points_of_one_unit_are_one_row(adjustment) -> None:
    """80 of 100 points and 5 as a bonus."""
    found = index_points([60, 20], [70, 30], adjustment=adjustment)
    assert found.to_dict("list") == {
        "points": [80], "most_points": [100], "before_adjustment": [80], "adjustment": [5],
        "index": [85],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: composite([1, "abc"]), "values"),
        (lambda: composite(pd.DataFrame({"a": ["abc"]})), "values"),
        (lambda: composite({"a": [1, "abc"]}), "values"),
        (lambda: composite({"a": "abc"}), "values"),
        (lambda: composite([1, 2], "abc"), "weights"),
        (lambda: composite([1, 2], [1, "abc"]), "weights"),
        (lambda: composite({"a": 1}, {"a": "abc"}), "weights"),
        (lambda: coverage(["abc", 1]), "values"),
        (lambda: index_points(["abc"], [1]), "points_scored"),
        (lambda: index_points([1], ["abc"]), "most_points"),
        (lambda: index_points([1], [1], adjustment="abc"), "adjustment"),
        (lambda: index_points([1], [1], least="abc"), "least"),
        (lambda: index_points([1], [1], most="abc"), "most"),
        (lambda: bands(["abc"], CLASSES), "scores"),
        (lambda: bands([90], {"A": 90, "B": "abc"}), "limits"),
    ],
)
def test_text_is_no_number(call, name) -> None:
    """Each argument that is a number says so."""
    with pytest.raises(CallError) as error:
        call()
    assert told(error) == ("error.measure-choice", name, "abc")
