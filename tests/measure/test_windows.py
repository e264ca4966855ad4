"""Quarter and year-to-date figures from cumulative reports."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.errors import CallError
from cchc_lib.measure import quarter_figures, quarter_table, source_quarters
from cchc_lib.registry import Calendar, Quarter

WINDOWS = ["year_to_date", "year_to_date", "quarter", "year_to_date"]


def reported(values: list[float | None], unit: str = "ba-dinh", name: str = "dialogues"):
    """Observations of 2020 as the calendar of 581/BNV-CCHC has them; None is not reported."""
    return pd.DataFrame(
        [
            (unit, f"2020-Q{number}", name, float(value), WINDOWS[number - 1])
            for number, value in enumerate(values, start=1)
            if value is not None
        ],
        columns=["unit", "quarter", "indicator", "value", "window"],
    )


def alone(figures: pd.DataFrame) -> list[float]:
    return figures["value"].tolist()


def to_date(figures: pd.DataFrame) -> list[float]:
    return figures["year_to_date"].tolist()


def test_second_and_fourth_quarter_are_differences_of_cumulative_reports() -> None:
    """Q2 = 6 months - Q1, Q4 = year - 6 months - Q3; to date at Q3 = 6 months + Q3."""
    figures = quarter_figures(reported([3, 5, 4, 12]), {"dialogues": "flow"})
    assert alone(figures) == [3, 2, 4, 3]
    assert to_date(figures) == [3, 5, 9, 12]


def test_stock_is_neither_added_nor_subtracted() -> None:
    """A stock is its own value at the window's end, in the quarter and to date."""
    figures = quarter_figures(reported([30, 31, 29, 35], name="staff"), {"staff": "stock"})
    assert alone(figures) == [30, 31, 29, 35]
    assert to_date(figures) == [30, 31, 29, 35]


@pytest.mark.parametrize(
    ("values", "value", "year_to_date"),
    [
        ([None, 5, 4, 12], {2: math.nan, 3: 4, 4: 3}, {2: 5, 3: 9, 4: 12}),
        ([3, None, 4, 12], {1: 3, 3: 4, 4: math.nan}, {1: 3, 3: math.nan, 4: 12}),
        ([3, 5, None, 12], {1: 3, 2: 2, 4: math.nan}, {1: 3, 2: 5, 4: 12}),
    ],
)
def test_missing_quarter_empties_exactly_what_depends_on_it(values, value, year_to_date) -> None:
    """Without Q1 only Q2 alone is unknown; without Q2, Q3 to date and Q4 alone; and so on."""
    figures = quarter_figures(reported(values), {"dialogues": "flow"})
    numbers = figures["quarter"].str[-1].astype(int)
    assert dict(zip(numbers, figures["value"], strict=True)) == pytest.approx(value, nan_ok=True)
    found = dict(zip(numbers, figures["year_to_date"], strict=True))
    assert found == pytest.approx(year_to_date, nan_ok=True)


def test_negative_difference_is_kept() -> None:
    """A year's figure below the half year's shows as a negative quarter, never as zero."""
    figures = quarter_figures(reported([3, 5, 0, 4]), {"dialogues": "flow"})
    assert alone(figures)[-1] == -1


@given(st.lists(st.integers(0, 10_000), min_size=4, max_size=4))
def test_quarters_add_up_to_the_year(parts: list[int]) -> None:
    """Whatever the quarters were, the figures of the four quarters add up to the year's report."""
    first, second, third, fourth = parts
    figures = quarter_figures(
        reported([first, first + second, third, sum(parts)]), {"dialogues": "flow"}
    )
    assert alone(figures) == parts
    assert to_date(figures)[-1] == first + second + third + fourth


def test_units_do_not_mix() -> None:
    """One unit's missing quarter leaves the other unit's figures alone."""
    both = pd.concat([reported([3, 5, 4, 12]), reported([None, 7, 1, 9], unit="tay-ho")])
    figures = quarter_figures(both, {"dialogues": "flow"}).set_index(["unit", "quarter"])
    assert figures.loc[("ba-dinh", "2020-Q2"), "value"] == 2
    assert figures.loc[("tay-ho", "2020-Q3"), "year_to_date"] == 8


def test_no_observation_gives_no_figure() -> None:
    """An empty ledger gives an empty table with the same columns."""
    figures = quarter_figures(reported([]), {})
    assert list(figures.columns) == ["unit", "quarter", "indicator", "value", "year_to_date"]
    assert figures.empty


def test_sources_of_a_derived_figure_are_all_reports_it_is_made_of(calendar: Calendar) -> None:
    """The year to date at Q3 rests on the half year's report and on Q3's."""
    third = Quarter(2020, 3)
    found = source_quarters(third, "flow", calendar, year_to_date=True)
    assert [str(quarter) for quarter in found] == ["2020-Q2", "2020-Q3"]
    alone_at_four = source_quarters(Quarter(2020, 4), "flow", calendar, year_to_date=False)
    assert [str(quarter) for quarter in alone_at_four] == ["2020-Q2", "2020-Q3", "2020-Q4"]
    assert source_quarters(third, "stock", calendar, year_to_date=True) == [third]


def test_unit_that_began_within_the_year_counts_from_its_beginning() -> None:
    """A ward of 01/07/2025: its year to date at Q3 is Q3 alone, its Q4 alone is year minus Q3."""
    observations = reported([None, None, 4, 9])
    starts = {"ba-dinh": Quarter(2020, 3)}
    figures = quarter_figures(observations, {"dialogues": "flow"}, starts)
    assert alone(figures) == [4, 5]
    assert to_date(figures) == [4, 9]
    later = quarter_figures(observations, {"dialogues": "flow"}, {"ba-dinh": Quarter(2019, 3)})
    assert alone(later) == pytest.approx([4, math.nan], nan_ok=True)
    other = quarter_figures(observations, {"dialogues": "flow"}, {"tay-ho": Quarter(2020, 3)})
    assert to_date(other) == pytest.approx([math.nan, 9], nan_ok=True)


def test_figures_are_sorted_by_quarter_unit_and_indicator() -> None:
    """Whatever the order of the observations."""
    table = pd.concat(
        [reported([1, 2], "tay-ho"), reported([1, 2], "ba-dinh", "staff"), reported([3], "ba-dinh")]
    )
    figures = quarter_figures(table, {"dialogues": "flow", "staff": "stock"})
    keys = figures[["quarter", "unit", "indicator"]].to_numpy().tolist()
    assert keys == sorted(keys)
    assert len(keys) == 5


def test_years_do_not_run_into_each_other() -> None:
    """The first quarter of a year takes nothing over, even where years between are missing."""
    past = reported([3, 5, 4, 12])
    next_year = reported([2, 7]).assign(quarter=["2022-Q1", "2022-Q2"])
    figures = quarter_figures(pd.concat([past, next_year]), {"dialogues": "flow"})
    assert alone(figures) == [3, 2, 4, 3, 2, 5]
    assert to_date(figures)[-2:] == [2, 7]


def test_quarter_as_a_table_of_units_and_indicators() -> None:
    """Unit × indicator of one quarter, NaN where nothing is known; either figure."""
    both = pd.concat([reported([3, 5]), reported([30, 31], "tay-ho", "staff")])
    figures = quarter_figures(both, {"dialogues": "flow", "staff": "stock"})
    table = quarter_table(figures, "2020-Q2")
    assert table.loc["ba-dinh", "dialogues"] == 5
    assert table.loc["tay-ho", "staff"] == 31
    assert table.isna().to_numpy().tolist() == [[False, True], [True, False]]
    assert [table.index.name, table.columns.name] == ["unit", "indicator"]
    assert quarter_table(figures, "2020-Q2", "value").loc["ba-dinh", "dialogues"] == 2
    assert quarter_table(figures, "2020-Q3").empty


@given(st.lists(st.none() | st.integers(0, 50), min_size=4, max_size=4))
def test_what_is_known_does_not_depend_on_what_is_missing_elsewhere(values) -> None:
    """A missing quarter changes no figure that can be told without it."""
    whole = [3, 5, 4, 12]
    mixed = [full if value is None else value for full, value in zip(whole, values, strict=True)]
    gapped = [None if value is None else value for value in values]
    full = quarter_figures(reported(mixed), {"dialogues": "flow"}).set_index("quarter")
    part = quarter_figures(reported(gapped), {"dialogues": "flow"}).set_index("quarter")
    for column in ("value", "year_to_date"):
        known = part[column].dropna()
        assert known.tolist() == full.loc[known.index, column].tolist()


def test_two_rows_of_one_figure_are_refused() -> None:
    """The last would silently win."""
    with pytest.raises(CallError) as caught:
        quarter_figures(pd.concat([reported([3]), reported([4])]), {"dialogues": "flow"})
    assert caught.value.message("en").startswith("observations, distinct_figures must have")
