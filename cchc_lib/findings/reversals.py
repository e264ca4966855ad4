"""Shares of the city that move against every group since the quarter before."""

import pandas as pd

from cchc_lib.findings.report import Report
from cchc_lib.findings.series import quarter_label
from cchc_lib.measure import quarter_table, reversals, total
from cchc_lib.registry import Series

REVERSAL_COLUMNS = ["series", "name", "direction", "quarter"]


def city_reversals(report: Report) -> pd.DataFrame:
    """Series, name, direction (up, down), quarter (the one before, `IV/2019`).

    The quarters alone are compared, over the units that reported in both; the strata are the
    sub-groups, and the groups that have none.
    """
    followed = {one.id: one for one in report.findings.registry.trends if one.indicator is None}
    previous = report.quarter.previous()
    sides = {"a": str(report.quarter), "b": str(previous)}
    parts = [
        _strata(report, series, quarter).assign(side=side)
        for series in followed.values()
        for side, quarter in sides.items()
    ]
    columns = ["comparison", "unit", "stratum", "part", "whole", "side"]
    table = pd.concat([pd.DataFrame(columns=columns), *parts], ignore_index=True)
    both = table.groupby(["comparison", "unit"])["side"].transform("size") == len(sides)
    summed = table[both].groupby(["comparison", "side", "stratum"], as_index=False)[
        ["part", "whole"]
    ].sum()  # fmt: skip
    found = reversals(summed)
    turned = found[found["reversal"].astype(bool)]
    return pd.DataFrame(
        {
            "series": turned["comparison"],
            "name": [followed[name].name[report.language] for name in turned["comparison"]],
            "direction": turned["pooled"].map({"a": "up", "b": "down"}),
            "quarter": quarter_label(previous),
        },
        columns=REVERSAL_COLUMNS,
    ).reset_index(drop=True)


def _strata(report: Report, series: Series, quarter: str) -> pd.DataFrame:
    """Part and whole of each unit that reported both, none below 0, and its stratum."""
    values = quarter_table(report.findings.figures, quarter, "value")
    units = [report.units.get(str(slug)) for slug in values.index]
    table = pd.DataFrame(
        {
            "comparison": series.id,
            "unit": values.index,
            "stratum": [unit and (unit.subgroup or unit.group) for unit in units],
            "part": total(values, series.numerator),
            "whole": total(values, series.denominator),
        }
    )
    return table[(table["part"] >= 0) & (table["whole"] >= 0)].dropna()
