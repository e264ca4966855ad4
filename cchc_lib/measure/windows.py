"""Quarter and year-to-date figures from reports whose windows are cumulative or not.

In: observations (unit, quarter, indicator, value, window). Out: figures (unit, quarter, indicator,
value of the quarter alone, year_to_date). Rule: Văn bản 581/BNV-CCHC; a cumulative report minus
what the year had before it is the quarter alone, a stock is its own value at the window's end.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
import pandas as pd

from cchc_lib.measure.arguments import same_length
from cchc_lib.registry import Calendar, Quarter

FIGURE_COLUMNS = ["unit", "quarter", "indicator", "value", "year_to_date"]


def quarter_figures(
    observations: pd.DataFrame,
    natures: Mapping[str, str],
    starts: Mapping[str, Quarter] | None = None,
) -> pd.DataFrame:
    """The figure of each quarter alone and of the year so far; sorted by quarter, unit, indicator.

    `observations` holds unit, quarter (`2020-Q1`), indicator, value, window (`quarter` or
    `year_to_date`), one row a figure; `natures` says `flow` or `stock` by indicator. A quarter that
    lacks a report leaves exactly what depends on it empty: quarter 2 alone needs quarter 1, the
    year to date at quarter 3 needs quarter 2 when quarter 3 counts alone. A difference below zero
    is kept. `starts` names the first quarter of units that did not exist before it: their year
    begins there. Raises CallError for two rows of one unit, quarter and indicator.
    """
    unit, units = pd.factorize(observations["unit"], sort=True)
    indicator, indicators = pd.factorize(observations["indicator"], sort=True)
    quarter, quarters = pd.factorize(observations["quarter"], sort=True)
    names = [Quarter.parse(str(name)) for name in quarters]
    years = sorted({name.year for name in names})
    place = np.array(
        [4 * years.index(name.year) + name.number - 1 for name in names], dtype="int64"
    )
    shape = (4 * len(years), len(units), len(indicators))
    reported, cumulative = np.full(shape, np.nan), np.zeros(shape, dtype=bool)
    cells = (place[quarter], unit, indicator)
    reported[cells] = observations["value"].to_numpy(dtype="float64")
    filled = np.zeros(shape, dtype=bool)
    filled[cells] = True
    same_length(observations=observations, distinct_figures=np.flatnonzero(filled))
    cumulative[cells] = observations["window"].to_numpy() == "year_to_date"
    stock = np.array([natures.get(str(name)) == "stock" for name in indicators], dtype=bool)
    alone, to_date = np.empty(shape), np.empty(shape)
    for at in range(shape[0]):
        now = Quarter(years[at // 4], at % 4 + 1)
        before = np.zeros(shape[1:]) if now.number == 1 else to_date[at - 1]
        if starts:
            new = np.array([now <= starts.get(str(name), Quarter(0, 1)) for name in units])
            before = np.where(new[:, None], 0.0, before)
        to_date[at] = np.where(stock | cumulative[at], reported[at], before + reported[at])
        alone[at] = np.where(stock | ~cumulative[at], reported[at], reported[at] - before)
    known = np.nonzero(~np.isnan(reported))
    labels = np.array(
        [f"{year}-Q{number}" for year in years for number in range(1, 5)], dtype=object
    )
    return pd.DataFrame(
        {
            "unit": np.asarray(units, dtype=object)[known[1]],
            "quarter": labels[known[0]],
            "indicator": np.asarray(indicators, dtype=object)[known[2]],
            "value": alone[known],
            "year_to_date": to_date[known],
        },
        columns=FIGURE_COLUMNS,
    )


def quarter_table(
    figures: pd.DataFrame,
    quarter: str,
    column: Literal["value", "year_to_date"] = "year_to_date",
) -> pd.DataFrame:
    """One quarter's figures as unit × indicator; NaN where nothing is known."""
    rows = figures[figures["quarter"] == quarter]
    unit, units = pd.factorize(rows["unit"], sort=True)
    indicator, indicators = pd.factorize(rows["indicator"], sort=True)
    table = np.full((len(units), len(indicators)), np.nan)
    table[unit, indicator] = rows[column].to_numpy()
    return pd.DataFrame(
        table,
        index=pd.Index(units, name="unit", dtype=object),
        columns=pd.Index(indicators, name="indicator", dtype=object),
    )


def source_quarters(
    quarter: Quarter, nature: str, calendar: Calendar, *, year_to_date: bool
) -> Sequence[Quarter]:
    """The quarters whose reports a figure is made of, oldest first."""
    if nature == "stock":
        return [quarter]
    cumulative = calendar.window(quarter) == "year_to_date"
    if quarter.number == 1 or cumulative == year_to_date:
        return [quarter]
    return [*source_quarters(quarter.previous(), nature, calendar, year_to_date=True), quarter]
