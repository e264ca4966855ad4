"""Restated figures: what changed, and how large and how one-sided revisions are."""

import dataclasses
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.errors import CallError
from cchc_lib.measure.revisions import RevisionSummary, restatements, revision_summary

PUBLISHED = Path(__file__).parent / "published"
PAYROLL = pd.read_csv(PUBLISHED / "payroll_revisions.csv", comment="#")
NAN = math.nan


def told(error: pytest.ExceptionInfo[CallError]) -> tuple[object, ...]:
    """The key, the argument and what was found, of a wrong call."""
    values = error.value.values  # noqa: PD011 - the error's own
    return error.value.key, values["name"], values["found"]


@pytest.mark.parametrize(
    ("year", "editions", "mean", "mean_absolute", "n"),
    [
        (2024, ("first", "second"), -16, 33, 12),
        (2024, ("second", "third"), -5, 36, 12),
        (2024, ("first", "third"), -20, 48, 12),
        (2025, ("first", "second"), -28, 31, 10),
        (2025, ("second", "third"), -37, 39, 11),
        (2025, ("first", "third"), -58, 58, 11),
    ],
)
def test_payroll_revisions(year, editions, mean, mean_absolute, n) -> None:
    """Mean and mean absolute revision of the US payroll figures, as the BLS prints them.

    https://www.bls.gov/web/empsit/cesnaicsrev.htm; it rounds -4.5 to -5, 35.5 to 36, 30.5 to 31.
    """
    figures = PAYROLL[PAYROLL["year"] == year]
    found = revision_summary(*(figures[edition] for edition in editions))
    assert found.n == n
    assert abs(found.mean - mean) <= 0.5
    assert abs(found.mean_absolute - mean_absolute) <= 0.5


def test_payroll_figures_that_were_not_published() -> None:
    """In 2025 September has no second estimate, October no first."""
    figures = PAYROLL[PAYROLL["year"] == 2025]
    found = revision_summary(figures["first"], figures["second"])
    assert (found.n, found.added, found.withdrawn) == (10, 1, 1)


def test_revisions_of_reviser() -> None:
    """Revisions to the first release: p-wegmueller/reviser@111eaf9 tests/testthat/test-revision.R.

    The index of four quarters in releases of 2022-10 to 2023-07; there `rev_first` is given as
    earlier minus later.
    """
    first = {"2022-Q3": 110, "2022-Q4": 106.2, "2023-Q1": 108.3, "2023-Q2": 113.2}
    latest = {"2022-Q3": 111.3, "2022-Q4": 107.1, "2023-Q1": 108.6, "2023-Q2": 113.2}
    tables = [
        pd.DataFrame({"quarter": list(release), "value": list(release.values())})
        for release in (first, latest)
    ]
    found = restatements(*tables, keys=["quarter"])
    assert found["quarter"].tolist() == ["2022-Q3", "2022-Q4", "2023-Q1"]
    assert found["revision"].round(2).tolist() == [1.3, 0.9, 0.3]


EARLIER = [10.0, 20.0, 30.0, 40.0, NAN, 60.0, NAN]
LATER = [12.0, 19.0, 34.0, 40.0, 50.0, NAN, NAN]


def test_summary_by_hand() -> None:
    """Revisions 2, -1, 4 and 0: mean 1.25, deviations 0.75, -2.25, 2.75, -1.25.

    HAC: Σe² = 14.75, Σeₜeₜ₋₁ = -1.6875 - 6.1875 - 3.4375 = -11.3125, Σeₜeₜ₋₂ = 2.0625 + 2.8125 =
    4.875; (14.75 - 8.484375 + 3.25) / 12 = 0.79296875.
    """
    deviation = math.sqrt(14.75 / 3)
    expected = RevisionSummary(
        n=4,
        added=1,
        withdrawn=1,
        mean=1.25,
        mean_absolute=1.75,
        relative_mean_absolute=7 / 105,
        relative_to_earlier=7 / 100,
        median=1,
        median_absolute=1.5,
        minimum=-1,
        maximum=4,
        range=5,
        standard_deviation=deviation,
        root_mean_square=math.sqrt(21 / 4),
        upward=0.5,
        downward=0.25,
        standard_error=deviation / 2,
        hac_standard_error=math.sqrt(0.79296875),
        t_statistic=1.25 / (deviation / 2),
        hac_t_statistic=1.25 / math.sqrt(0.79296875),
    )
    found = revision_summary(EARLIER, LATER)
    assert dataclasses.asdict(found) == pytest.approx(dataclasses.asdict(expected), rel=1e-14)
    assert (type(found.n), type(found.added), type(found.mean)) == (int, int, float)


def test_series_are_matched_by_label() -> None:
    """A unit that only one edition knows is added or withdrawn; order does not matter."""
    earlier = pd.Series({"ba-vi": 10, "tay-ho": 20, "ba-dinh": 30})
    later = pd.Series({"ba-dinh": 33, "ba-vi": 11, "hoan-kiem": 5})
    found = revision_summary(earlier, later)
    assert (found.n, found.added, found.withdrawn, found.mean) == (2, 1, 1, 2)
    assert (found.minimum, found.maximum) == (1, 3)


def test_series_with_other_labels_are_taken_in_the_order_of_the_labels() -> None:
    """The order counts for the HAC error: by quarter, not as the table happened to stand."""
    quarters = [f"2024-Q{number}" for number in (1, 2, 3, 4)]
    earlier = pd.Series([10.0, 20, 30, 40], index=quarters)
    later = pd.Series([12.0, 19, 34, 40], index=quarters)
    found = revision_summary(earlier, later.iloc[[2, 0, 3, 1]])
    assert found == revision_summary(earlier, later)
    assert found != revision_summary(earlier.iloc[[0, 2, 1, 3]], later.iloc[[0, 2, 1, 3]])


def test_equal_labels_may_repeat() -> None:
    """Where both have the same labels in the same order they are pairs as they stand."""
    units = ["ba-vi", "ba-vi"]
    found = revision_summary(pd.Series([1, 2], index=units), pd.Series([2, 4], index=units))
    assert (found.n, found.mean) == (2, 1.5)


def test_a_series_and_a_list_are_matched_by_place() -> None:
    """Labels count only where both have them."""
    assert revision_summary(pd.Series([1, 2], index=["b", "a"]), [2, 4]).mean == 1.5
    assert revision_summary([2, 4], pd.Series([1, 2], index=["b", "a"])).mean == -1.5


STATISTICS = [field.name for field in dataclasses.fields(RevisionSummary)][3:]


@pytest.mark.parametrize(
    ("earlier", "later", "counts"),
    [([], [], (0, 0, 0)), ([NAN], [NAN], (0, 0, 0)), ([NAN, 1, 2], [1, NAN, NAN], (0, 1, 2))],
)
def test_without_a_pair_there_is_nothing_to_say(earlier, later, counts) -> None:
    """Only the counts are known."""
    found = revision_summary(earlier, later)
    assert (found.n, found.added, found.withdrawn) == counts
    assert all(math.isnan(getattr(found, name)) for name in STATISTICS)


def test_one_revision_has_no_spread() -> None:
    """One pair has a mean and a size, and no error."""
    found = dataclasses.asdict(revision_summary([4], [3]))
    missing = {name for name, value in found.items() if math.isnan(value)}
    assert missing == {
        "standard_deviation", "standard_error", "hac_standard_error", "t_statistic",
        "hac_t_statistic",
    }  # fmt: skip
    assert (found["mean"], found["mean_absolute"], found["range"]) == (-1, 1, 0)
    assert (found["relative_mean_absolute"], found["relative_to_earlier"]) == (1 / 3, 0.25)
    assert (found["upward"], found["downward"], found["root_mean_square"]) == (0, 1, 1)


def test_two_revisions_have_one_neighbour() -> None:
    """Revisions 1 and 3: Σe² = 2, Σeₜeₜ₋₁ = -1; (2 - 0.75) / 2 = 0.625."""
    found = revision_summary([0, 0], [1, 3])
    assert found.hac_standard_error == pytest.approx(math.sqrt(0.625))
    assert found.hac_t_statistic == pytest.approx(2 / math.sqrt(0.625))
    assert found.standard_error == pytest.approx(1)
    assert found.t_statistic == pytest.approx(2)
    assert math.isnan(found.relative_to_earlier)
    assert found.relative_mean_absolute == 1


def test_negative_figures_count_by_size() -> None:
    """The relative revision of figures of both signs: Σ|r| = 4 of Σ|later| = 6, Σ|earlier| = 4."""
    found = revision_summary([-2, 2], [-4, 2 + 2 - 2])
    assert (found.relative_mean_absolute, found.relative_to_earlier) == (2 / 6, 2 / 4)


def test_no_revision_at_all() -> None:
    """Nothing changed: revisions of 0, and no bias to test."""
    found = revision_summary([1, 2, 3], [1, 2, 3])
    assert (found.mean, found.range, found.standard_deviation) == (0, 0, 0)
    assert (found.upward, found.downward, found.relative_mean_absolute) == (0, 0, 0)
    assert math.isnan(found.t_statistic)
    assert math.isnan(found.hac_t_statistic)


def test_equal_revisions_have_no_t_statistic_made_of_rounding() -> None:
    """0.1 more each time: the deviation is rounding, and a mean by it means nothing."""
    found = revision_summary([1, 2, 4], [1.1, 2.1, 4.1])
    assert 0 < found.standard_deviation < 1e-15
    assert math.isnan(found.t_statistic)
    assert math.isnan(found.hac_t_statistic)
    found = revision_summary([1, 2, 4], [1.1, 2.1, 4.1 + 1e-10])
    assert found.t_statistic == pytest.approx(0.1 / (1e-10 / 3), rel=1e-4)


def test_rounding_is_measured_by_the_size_of_the_figures() -> None:
    """0.1 more on millions: the deviation is larger, and still rounding."""
    found = revision_summary([1e6, 2e6, 4e6], [1e6 + 0.1, 2e6 + 0.1, 4e6 + 0.1])
    assert 0 < found.standard_deviation < 1e-9
    assert math.isnan(found.t_statistic)


def test_small_figures_have_relative_revisions() -> None:
    """Shares below 1 are figures as any other; None is not reported."""
    found = revision_summary([0.125, None], [0.25, 0.5])
    assert (found.relative_mean_absolute, found.relative_to_earlier) == (0.5, 1)
    assert (found.n, found.added) == (1, 1)
    assert revision_summary([0.125, 0.25], [0.25, None]).withdrawn == 1


@pytest.mark.parametrize(
    ("revisions", "expected"),
    [
        ([1, -1, 1, -1], (4 - 3 / 4 * 3 + 2 / 3 * 2) / 12),
        ([1, -1, -1, 1], (4 - 3 / 4 * 1 - 2 / 3 * 2) / 12),
        ([1, 0, -1, 1, 0, -1], (4 - 3 / 4 * 1 - 2 / 3 * 2) / 30),
    ],
)
def test_hac_error_of_revisions_that_contradict_each_other(revisions, expected) -> None:
    """Neighbours of the opposite sign make the mean surer, those of the same sign less sure."""
    found = revision_summary([0] * len(revisions), revisions)
    assert found.hac_standard_error == pytest.approx(math.sqrt(expected))


@pytest.mark.parametrize(
    ("earlier", "later", "name", "found"),
    [
        ([1, math.inf], [1, 2], "earlier", "inf"),
        ([1, -math.inf], [1, 2], "earlier", "-inf"),
        ([1, 2], [1, math.inf], "later", "inf"),
        ([1, 2], [1, -math.inf], "later", "-inf"),
        (pd.Series([1, 2], index=["hue", "hue"]), pd.Series([1]), "count(earlier: hue)", 2),
        (pd.Series([1]), pd.Series([1, 2, 3], index=["b", "a", "a"]), "count(later: a)", 2),
    ],
)
def test_a_wrong_call_names_the_argument(earlier, later, name, found) -> None:
    """What was found, and in which argument."""
    with pytest.raises(CallError) as error:
        revision_summary(earlier, later)
    assert told(error) == ("error.measure-range", name, found)


def test_every_figure_has_a_partner() -> None:
    """Without labels there must be as many later figures as earlier ones."""
    with pytest.raises(CallError) as error:
        revision_summary([1, 2], [1])
    values = error.value.values  # noqa: PD011 - the error's own
    assert (error.value.key, values) == (
        "error.measure-length", {"names": "earlier, later", "found": "2, 1"},
    )  # fmt: skip


def figures(*rows: tuple[str, str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["unit", "quarter", "indicator", "value"])


BEFORE = figures(
    ("tay-ho", "2020-Q1", "on-time", 90),
    ("ba-dinh", "2020-Q2", "on-time", 80),
    ("ba-dinh", "2020-Q1", "resolved", 100),
    ("ba-dinh", "2020-Q1", "on-time", 95),
    ("ba-vi", "2020-Q1", "on-time", NAN),
    ("ba-vi", "2020-Q2", "on-time", 7),
)
AFTER = figures(
    ("ba-dinh", "2020-Q1", "on-time", 96.5),
    ("ba-dinh", "2020-Q1", "resolved", 100),
    ("ba-dinh", "2020-Q2", "on-time", NAN),
    ("ba-vi", "2020-Q1", "on-time", 0),
    ("ba-vi", "2020-Q2", "on-time", 6),
    ("soc-son", "2020-Q1", "on-time", 50),
)


def test_restatements_by_hand() -> None:
    """One row for each figure that changed, appeared or disappeared, in the order of the keys.

    A figure of NaN is not reported: 0 after it is a figure that was added.
    """
    expected = pd.DataFrame(
        [
            ("ba-dinh", "2020-Q1", "on-time", 95, 96.5, 1.5, "changed"),
            ("ba-dinh", "2020-Q2", "on-time", 80, NAN, NAN, "withdrawn"),
            ("ba-vi", "2020-Q1", "on-time", NAN, 0, NAN, "added"),
            ("ba-vi", "2020-Q2", "on-time", 7, 6, -1, "changed"),
            ("soc-son", "2020-Q1", "on-time", NAN, 50, NAN, "added"),
            ("tay-ho", "2020-Q1", "on-time", 90, NAN, NAN, "withdrawn"),
        ],
        columns=["unit", "quarter", "indicator", "before", "after", "revision", "kind"],
    )
    earlier, later = BEFORE.copy(), AFTER.copy()
    pd.testing.assert_frame_equal(expected, restatements(earlier, later))
    pd.testing.assert_frame_equal(BEFORE, earlier)
    pd.testing.assert_frame_equal(AFTER, later)


def test_what_stands_beside_the_keys_does_not_count() -> None:
    """Another submission of the same figure is no restatement; the value may have another name."""
    table = AFTER.assign(submission="one").rename(columns={"value": "score"})
    other = table.assign(submission="two", score=table["score"] + [0, 1, 0, 0, 0, 0])
    found = restatements(table, other, ["unit", "quarter", "indicator"], value="score")
    assert found.drop(columns=["unit", "quarter"]).to_numpy().tolist() == [
        ["resolved", 100, 101, 1, "changed"]
    ]


def test_editions_without_a_difference() -> None:
    """No row, and all columns with their types."""
    found = restatements(BEFORE, BEFORE)
    assert found.empty
    assert list(found) == ["unit", "quarter", "indicator", "before", "after", "revision", "kind"]
    assert found.dtypes[["before", "after", "revision"]].tolist() == [np.float64] * 3
    assert restatements(BEFORE.iloc[:0], BEFORE.iloc[:0]).empty


def test_figures_may_come_as_objects() -> None:
    """None is not reported, and what comes out are numbers."""
    tables = [BEFORE.astype({"value": object}).replace({NAN: None}), AFTER]
    found = restatements(*tables)
    pd.testing.assert_frame_equal(restatements(BEFORE, AFTER), found)


def test_a_first_edition_is_all_added() -> None:
    """Nothing was published before: five figures are new, and the one that is NaN is none."""
    found = restatements(BEFORE.iloc[:0], BEFORE)
    assert found["kind"].tolist() == ["added"] * 5
    assert found["after"].tolist() == [95, 100, 80, 7, 90]
    assert restatements(BEFORE, BEFORE.iloc[:0])["kind"].tolist() == ["withdrawn"] * 5


@pytest.mark.parametrize(("first", "last"), [("first", "second"), ("first", "third")])
def test_restatements_and_summary_agree(first, last) -> None:
    """The table of what changed has the revisions that the summary counts (two years of BLS)."""
    keys = ["year", "month"]
    before, after = (PAYROLL[[*keys, one]].rename(columns={one: "value"}) for one in (first, last))
    table = restatements(before, after, keys)
    summary = revision_summary(PAYROLL[first], PAYROLL[last])
    kinds = table["kind"].value_counts().to_dict()
    counts = {"changed": summary.n, "added": summary.added, "withdrawn": summary.withdrawn}
    assert kinds == {kind: count for kind, count in counts.items() if count}
    assert table["revision"].sum() == pytest.approx(summary.n * summary.mean)


@pytest.mark.parametrize("missing", ["unit", "indicator", "value"])
def test_a_column_that_is_missing_is_named(missing) -> None:
    """In the edition where it is missing."""
    for name, tables in (
        ("before", (BEFORE.drop(columns=missing), AFTER)),
        ("after", (BEFORE, AFTER.drop(columns=missing))),
    ):
        with pytest.raises(CallError) as error:
            restatements(*tables)
        assert told(error) == ("error.measure-choice", name, missing)


def test_a_figure_has_one_value() -> None:
    """Two values for one unit, quarter and indicator are refused; a second that is NaN is none."""
    twice = pd.concat([BEFORE, figures(("ba-vi", "2020-Q2", "on-time", 8))])
    with pytest.raises(CallError) as error:
        restatements(BEFORE, twice)
    expected = ("error.measure-range", "count(after: ba-vi, 2020-Q2, on-time)", 2)
    assert told(error) == expected
    values = error.value.values  # noqa: PD011 - the error's own
    assert (values["low"], values["high"]) == (0, 1)
    again = pd.concat([BEFORE, figures(("ba-vi", "2020-Q2", "on-time", NAN))])
    assert restatements(BEFORE, again).empty


NUMBERS = st.integers(-1000, 1000).map(lambda number: number / 4)
PAIRS = st.lists(
    st.tuples(NUMBERS | st.just(NAN), NUMBERS | st.just(NAN)), min_size=1, max_size=12
)  # fmt: skip


@given(PAIRS)
def test_statistics_follow_from_each_other(pairs) -> None:
    """Mean square = bias² + variance; the sizes bound the mean; later - earlier turns the sign."""
    earlier, later = zip(*pairs, strict=True)
    found, back = revision_summary(earlier, later), revision_summary(later, earlier)
    assert found.n + found.added + found.withdrawn <= len(pairs)
    assert (found.n, found.added, found.withdrawn) == (back.n, back.withdrawn, back.added)
    if found.n:
        assert found.minimum <= found.mean <= found.maximum
        assert abs(found.mean) <= found.mean_absolute <= found.root_mean_square * (1 + 1e-12)
        assert found.range == found.maximum - found.minimum
        assert 0 <= found.upward + found.downward <= 1
        assert (found.mean, found.upward) == (-back.mean, back.downward)
    if found.n > 1:
        variance = found.standard_deviation**2 * (found.n - 1) / found.n
        assert found.root_mean_square**2 == pytest.approx(found.mean**2 + variance)


@given(PAIRS, st.sampled_from([0.5, 2, 4]))
def test_relative_statistics_have_no_unit(pairs, factor) -> None:
    """In another unit of measure sizes grow, shares and t statistics stay."""
    earlier, later = zip(*pairs, strict=True)
    found = dataclasses.asdict(revision_summary(earlier, later))
    other = dataclasses.asdict(
        revision_summary([factor * one for one in earlier], [factor * one for one in later])
    )
    same = {"n", "added", "withdrawn", "relative_mean_absolute", "relative_to_earlier", "upward",
            "downward", "t_statistic", "hac_t_statistic"}  # fmt: skip
    for name, value in found.items():
        expected = value if name in same else factor * value
        assert other[name] == pytest.approx(expected, nan_ok=True)


def test_two_numbers_are_one_pair() -> None:
    """1 that became 2 has a revision of 1."""
    found = revision_summary(1, 2)
    pair = revision_summary([1], [2])
    assert dataclasses.astuple(found) == pytest.approx(dataclasses.astuple(pair), nan_ok=True)
    assert (found.n, found.mean, found.relative_mean_absolute, found.upward) == (1, 1, 0.5, 1)
    assert revision_summary(NAN, 2).added == 1
    assert revision_summary([1], 2).n == 1


def test_text_is_no_figure() -> None:
    """The edition, and the first figure that is none."""
    for earlier, later, name in (
        ("abc", 1, "earlier"),
        ([1, 2], [1, "abc"], "later"),
        (pd.Series(["abc"]), pd.Series([1]), "earlier"),
    ):
        with pytest.raises(CallError) as error:
            revision_summary(earlier, later)
        assert told(error) == ("error.measure-choice", name, "abc")
    texts = AFTER.assign(value="abc")
    with pytest.raises(CallError) as error:
        restatements(BEFORE, texts)
    assert told(error) == ("error.measure-choice", "after", "abc")
