"""Quarter and year-to-date figures from reports whose windows are cumulative or not.

In: observations (unit, quarter, indicator, value, window). Out: figures (unit, quarter, indicator,
value of the quarter alone, year_to_date). Rule: Văn bản 581/BNV-CCHC; a cumulative report minus
what the year had before it is the quarter alone, a stock is its own value at the window's end.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from cchc_lib.registry import Calendar, Quarter

FIGURE_COLUMNS = ["unit", "quarter", "indicator", "value", "year_to_date"]


def quarter_figures(observations: pd.DataFrame, natures: Mapping[str, str]) -> pd.DataFrame:
    """The figure of each quarter alone and of the year so far.

    `observations` holds unit, quarter (`2020-Q1`), indicator, value, window (`quarter` or
    `year_to_date`); `natures` says `flow` or `stock` by indicator. A quarter that lacks a report
    leaves exactly what depends on it empty: quarter 2 alone needs quarter 1, the year to date at
    quarter 3 needs quarter 2 when quarter 3 counts alone. A difference below zero is kept.
    """
    table = observations.assign(
        year=observations["quarter"].str[:4], number=observations["quarter"].str[-1].astype("int8")
    )
    keys = ["unit", "year", "indicator"]
    wide = table.pivot_table(index=keys, columns="number", values="value", aggfunc="last")
    wide = wide.reindex(columns=range(1, 5))
    cumulative = table.assign(cumulative=(table["window"] == "year_to_date").astype(float))
    flags = cumulative.pivot_table(index=keys, columns="number", values="cumulative").reindex(
        index=wide.index, columns=range(1, 5)
    )
    stock = (wide.index.get_level_values("indicator").map(natures) == "stock").astype(bool)
    before = np.zeros(len(wide))
    parts = []
    for number in range(1, 5):
        reported = wide[number].to_numpy()
        from_year_start = flags[number].to_numpy() == 1
        to_date = np.where(stock | from_year_start, reported, before + reported)
        alone = np.where(stock | ~from_year_start, reported, reported - before)
        part = pd.DataFrame({"value": alone, "year_to_date": to_date}, index=wide.index)
        parts.append(part.assign(number=number)[~np.isnan(reported)])
        before = to_date
    figures = pd.concat(parts).reset_index() if len(wide) else _no_figures()
    figures["quarter"] = figures["year"] + "-Q" + figures["number"].astype(str)
    return figures.sort_values(["quarter", "unit", "indicator"], ignore_index=True)[FIGURE_COLUMNS]


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


def _no_figures() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "unit": pd.Series(dtype="str"),
            "year": pd.Series(dtype="str"),
            "indicator": pd.Series(dtype="str"),
            "value": pd.Series(dtype="float64"),
            "year_to_date": pd.Series(dtype="float64"),
            "number": pd.Series(dtype="int8"),
        }
    )
