"""Which figures of persons a quarter keeps to itself.

In: the findings of one quarter, the indicators with `persons: true` and params/suppression.yml.
Out: the reported figures that no page shows, and the totals that a city's page may show. A figure
is kept back if it, or the quarter alone that follows from it and the report before, is small, or
would give another small one away through the totals of its group or of the city. What was kept back
once stays so for the rest of the year: later figures and totals, less earlier ones, would give it
away.
"""

from typing import TYPE_CHECKING

import pandas as pd

from cchc_lib.measure import add_totals, suppress
from cchc_lib.measure.suppression import Total

if TYPE_CHECKING:
    from cchc_lib.findings.quarter import Findings
    from cchc_lib.findings.report import Report

Keys = frozenset[tuple[str, str, str]]
"""(unit, quarter, indicator)."""
FIGURE = ["unit", "quarter", "indicator"]
TOTAL_COLUMNS = ["indicator", "name", "unit_of_measure", "group", "group_name", "value", "hidden",
                 "reported"]  # fmt: skip
PUBLISHED: tuple[Total, ...] = ("group", "all")
"""The totals that pages show, and that must not give a figure away."""
ALL = "total"


def person_indicators(findings: "Findings") -> list[str]:
    """The indicators that count persons."""
    return [name for name, one in findings.registry.indicators.items() if one.persons]


def kept_back(findings: "Findings") -> Keys:
    """Every figure of the year, of a unit, a group (by its id) or the city (`total`), that no page
    shows.
    """
    found: set[tuple[str, str, str]] = set()
    for indicator in person_indicators(findings):
        hidden: set[str] = set()
        for quarter in findings.quarter.year_so_far():
            hidden |= _hidden_labels(findings, indicator, str(quarter))
            found |= {(label, str(quarter), indicator) for label in hidden}
    return frozenset(found)


def is_kept_back(table: pd.DataFrame, keys: Keys) -> pd.Series:
    """Whether each row of `table` (unit, quarter, indicator) is one of `keys`."""
    rows = zip(*(table[key] for key in FIGURE), strict=True)
    return pd.Series([row in keys for row in rows], index=table.index, dtype="bool")


def person_totals(report: "Report") -> pd.DataFrame:
    """Indicator, group and city, year to date: value (NaN where hidden), hidden, and how many units
    reported. `group` is empty for the city.
    """
    findings = report.findings
    rows = []
    for indicator in person_indicators(findings):
        values = _whole(findings, indicator, str(report.quarter), "year_to_date")
        if values.empty:
            continue
        groups = _groups(findings, values)
        totals = add_totals(values, groups, totals=PUBLISHED)
        known = findings.registry.indicators[indicator]
        for group in [*dict.fromkeys(groups), ALL]:
            hidden = (group, str(report.quarter), indicator) in findings.kept_back
            rows.append(
                {
                    "indicator": indicator,
                    "name": report.indicator_name(indicator),
                    "unit_of_measure": known.unit_of_measure[report.language],
                    "group": "" if group == ALL else group,
                    "group_name": "" if group == ALL else report.group_name(group),
                    "value": float("nan") if hidden else float(totals[group]),
                    "hidden": hidden,
                    "reported": len(groups) if group == ALL else int((groups == group).sum()),
                }
            )
    return pd.DataFrame(rows, columns=TOTAL_COLUMNS)


def _hidden_labels(findings: "Findings", indicator: str, quarter: str) -> set[str]:
    """Units, groups and `total` whose figure of one quarter is not shown, by that quarter alone."""
    threshold = findings.registry.suppression.fewer_than
    found: set[str] = set()
    for column in ("year_to_date", "value"):
        values = _whole(findings, indicator, quarter, column)
        states = suppress(values, _groups(findings, values), threshold=threshold, totals=PUBLISHED)
        found |= set(states.index[states.isin(["primary", "secondary"])])
    table = findings.observations
    rows = table[(table["indicator"] == indicator) & (table["quarter"] == quarter)]
    for column in ("value", "reported"):
        found |= set(rows.loc[(rows[column] > 0) & (rows[column] < threshold), "unit"])
    return found


def _whole(findings: "Findings", indicator: str, quarter: str, column: str) -> pd.Series:
    """One indicator's figures by unit, if whole numbers from 0; others are told as problems."""
    figures = findings.figures
    rows = figures[(figures["indicator"] == indicator) & (figures["quarter"] == quarter)]
    values = rows.set_index("unit")[column]
    return values[(values >= 0) & (values % 1 == 0)]


def _groups(findings: "Findings", values: pd.Series) -> pd.Series:
    units = {unit.slug: unit.group for unit in findings.registry.units_in(findings.quarter)}
    return pd.Series({slug: units[slug] for slug in values.index}, dtype="object")
