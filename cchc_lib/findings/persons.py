"""Which figures of persons a report keeps to itself.

In: a report, the indicators with `persons: true` and params/suppression.yml. Out: the reported
figures that no page shows, and the totals that a city's page may show. A figure is kept back if it,
or the quarter alone that follows from it and the report before, is small, or would give another
small one away through the totals of its group or of the city.
"""

import pandas as pd

from cchc_lib.findings.report import Report
from cchc_lib.measure import add_totals, suppress
from cchc_lib.measure.suppression import Total

FIGURE = ["unit", "quarter", "indicator"]
TOTAL_COLUMNS = ["indicator", "name", "unit_of_measure", "group", "group_name", "value", "hidden",
                 "reported"]  # fmt: skip
PUBLISHED: tuple[Total, ...] = ("group", "all")
"""The totals that pages show, and that must not give a figure away."""
ALL = "total"


def person_indicators(report: Report) -> list[str]:
    """The indicators that count persons."""
    return [name for name, one in report.findings.registry.indicators.items() if one.persons]


def kept_back(report: Report) -> frozenset[tuple[str, str, str]]:
    """(unit, quarter, indicator) of every reported figure of the year that no page shows."""
    found: set[tuple[str, str, str]] = set()
    table = report.findings.observations
    for indicator in person_indicators(report):
        for quarter in report.quarter.year_so_far():
            rows = table[(table["indicator"] == indicator) & (table["quarter"] == str(quarter))]
            if rows.empty:
                continue
            states = _states(report, indicator, str(quarter))
            hidden = set(states.index[states.isin(["primary", "secondary"])]) & set(rows["unit"])
            small = _small(report, rows["value"]) | _small(report, rows["reported"])
            hidden |= set(rows.loc[small, "unit"])
            found |= {(unit, str(quarter), indicator) for unit in hidden}
    return frozenset(found)


def person_totals(report: Report) -> pd.DataFrame:
    """Indicator, group and city, year to date: value (NaN where hidden), hidden, and how many units
    reported. `group` is empty for the city.
    """
    registry = report.findings.registry
    rows = []
    for indicator in person_indicators(report):
        values = _whole(report, indicator, str(report.quarter), "year_to_date")
        if values.empty:
            continue
        groups = _groups(report, values)
        totals = add_totals(values, groups, totals=PUBLISHED)
        states = _states(report, indicator, str(report.quarter))
        known = registry.indicators[indicator]
        for group in [*dict.fromkeys(groups), ALL]:
            hidden = states[group] != "shown"
            counted = groups if group == ALL else groups[groups == group]
            rows.append(
                {
                    "indicator": indicator,
                    "name": report.indicator_name(indicator),
                    "unit_of_measure": known.unit_of_measure[report.language],
                    "group": "" if group == ALL else group,
                    "group_name": "" if group == ALL else report.group_name(group),
                    "value": float("nan") if hidden else float(totals[group]),
                    "hidden": bool(hidden),
                    "reported": len(counted),
                }
            )
    return pd.DataFrame(rows, columns=TOTAL_COLUMNS)


def is_kept_back(table: pd.DataFrame, keys: frozenset[tuple[str, str, str]]) -> pd.Series:
    """Whether each row of `table` (unit, quarter, indicator) is one of `keys`."""
    rows = zip(*(table[key] for key in FIGURE), strict=True)
    return pd.Series([row in keys for row in rows], index=table.index, dtype="bool")


def _states(report: Report, indicator: str, quarter: str) -> pd.Series:
    """The state of each unit and total, hidden if the year to date or the quarter alone is."""
    threshold = report.findings.registry.suppression.fewer_than
    found = []
    for column in ("year_to_date", "value"):
        values = _whole(report, indicator, quarter, column)
        found.append(
            suppress(values, _groups(report, values), threshold=threshold, totals=PUBLISHED)
        )
    to_date, alone = found
    return to_date.where(to_date != "shown", alone.reindex(to_date.index).fillna("shown"))


def _whole(report: Report, indicator: str, quarter: str, column: str) -> pd.Series:
    """One indicator's figures by unit, if whole numbers from 0; others are told as problems."""
    figures = report.findings.figures
    rows = figures[(figures["indicator"] == indicator) & (figures["quarter"] == quarter)]
    values = rows.set_index("unit")[column]
    return values[(values >= 0) & (values % 1 == 0)]


def _groups(report: Report, values: pd.Series) -> pd.Series:
    return pd.Series({slug: report.units[slug].group for slug in values.index}, dtype="object")


def _small(report: Report, values: pd.Series) -> pd.Series:
    return (values > 0) & (values < report.findings.registry.suppression.fewer_than)
