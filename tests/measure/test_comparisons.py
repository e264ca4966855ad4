"""A figure beside last quarter's, last year's, the group's median and the best."""

import math

import pandas as pd
import pytest

from cchc_lib.measure import compare
from cchc_lib.measure.comparisons import COMPARISON_COLUMNS

NAN = math.nan
GROUPS = pd.Series(
    {
        "ba-dinh": "districts",
        "tay-ho": "districts",
        "ba-vi": "districts",
        "so-noi-vu": "departments",
    }
)
VALUES = pd.DataFrame(
    {
        "2019-Q1": [90, 70, NAN, 10],
        "2019-Q4": [80, NAN, 60, 20],
        "2020-Q1": [85, 75, 95, 30],
        "2020-Q2": [NAN, 76, 96, 31],
    },
    index=pd.Index(GROUPS.index, name="unit"),
)


def test_first_quarter_is_held_against_the_fourth_of_the_year_before() -> None:
    """Ba Đình: 85 after 80 in the quarter before and 90 a year ago."""
    row = compare(VALUES, GROUPS, "2020-Q1").set_index("unit").loc["ba-dinh"]
    assert row[["now", "previous", "year_before", "change", "change_on_year"]].tolist() == [
        85, 80, 90, 5, -5,
    ]  # fmt: skip


def test_later_quarter_is_held_against_the_one_before() -> None:
    """Tây Hồ in June: 76 after 75; nothing is known of a year ago."""
    row = compare(VALUES, GROUPS, "2020-Q2").set_index("unit").loc["tay-ho"]
    assert [row["previous"], row["change"]] == [75, 1]
    assert math.isnan(row["change_on_year"])


def test_group_median_and_best_are_of_the_units_that_reported() -> None:
    """In June two districts reported: median 86, best Ba Vì; Ba Đình sees them too."""
    table = compare(VALUES, GROUPS, "2020-Q2").set_index("unit")
    assert table["group_median"].tolist() == [86, 86, 86, 31]
    assert table["group_best"].tolist() == [96, 96, 96, 31]
    assert table["best_unit"].tolist() == ["ba-vi"] * 3 + ["so-noi-vu"]
    assert table["compared"].tolist() == [2, 2, 2, 1]
    assert table["best_count"].tolist() == [1, 1, 1, 1]
    assert math.isnan(table.loc["ba-dinh", "now"])


def test_lower_may_be_the_best_and_neither_has_no_best() -> None:
    """The direction decides which end is the best."""
    lower = compare(VALUES, GROUPS, "2020-Q1", higher_is_better=False).set_index("unit")
    assert lower.loc["ba-dinh", ["group_best", "best_unit"]].tolist() == [75, "tay-ho"]
    neither = compare(VALUES, GROUPS, "2020-Q1", higher_is_better=None)
    assert neither["group_best"].isna().all()
    assert neither["best_unit"].isna().all()
    assert neither["group_median"].tolist() == [85, 85, 85, 30]


def test_group_in_which_nobody_reported_has_neither() -> None:
    """No median and no best of nothing."""
    empty = VALUES.assign(**{"2020-Q1": [85, 75, 95, NAN]})
    row = compare(empty, GROUPS, "2020-Q1").set_index("unit").loc["so-noi-vu"]
    assert row[["group_median", "group_best"]].isna().all()
    assert row["compared"] == 0


def test_units_come_in_the_order_of_the_groups_with_those_that_are_silent() -> None:
    """A unit without any figure has a row of its own."""
    groups = pd.concat([pd.Series({"hoan-kiem": "districts"}), GROUPS])
    table = compare(VALUES, groups, "2020-Q1")
    assert list(table.columns) == COMPARISON_COLUMNS
    assert table["unit"].tolist() == list(groups.index)
    assert math.isnan(table["now"][0])
    assert table["group_median"][0] == pytest.approx(85)


def test_equals_share_the_best() -> None:
    """Two districts at 95: the first is named, and that there are two; groups apart."""
    equal = VALUES.assign(**{"2020-Q1": [95, 75, 95, 95]})
    table = compare(equal, GROUPS.to_dict(), "2020-Q1").set_index("unit")
    assert table["best_unit"].tolist() == ["ba-dinh"] * 3 + ["so-noi-vu"]
    assert table["best_count"].tolist() == [2, 2, 2, 1]
    neither = compare(equal, GROUPS, "2020-Q1", higher_is_better=None)
    assert neither["best_count"].tolist() == [0, 0, 0, 0]
    silent = compare(equal * NAN, GROUPS, "2020-Q1")
    assert silent["best_count"].tolist() == [0, 0, 0, 0]
