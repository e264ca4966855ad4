"""The series of params/trends.yml for one unit: eight quarters of them, and how they compare."""

from typing import Any

import pandas as pd

from cchc_lib.findings.report import Report
from cchc_lib.measure import compare
from cchc_lib.registry import Quarter, Series, Unit, quarter_range
from cchc_lib.vietnamese.formats import ROMAN

TREND_QUARTERS = 8
TREND_COLUMNS = [
    "indicator", "name", "unit_of_measure", "quarter", "quarter_label", "value", "group_median",
    "group_low", "group_high", "is_share",
]  # fmt: skip
SCORE = "score"
"""The word that stands in the series column for the composite score."""
COMPARISON_COLUMNS = [
    "series", "name", "unit_of_measure", "now", "previous", "year_before", "change",
    "change_on_year", "group_median", "group_best", "best_unit", "best_name",
    "best_count", "compared",
]  # fmt: skip


def unit_trends(report: Report, unit: Unit) -> pd.DataFrame:
    """Eight quarters of each series with the group's median and 10th and 90th percentile.

    A series that the unit did not report in any of them is left out.
    """
    quarters = quarter_range(report.quarter.plus(1 - TREND_QUARTERS), report.quarter)
    parts = []
    for series, table in _group_series(report, unit, quarters):
        if table.loc[unit.slug].isna().all():
            continue
        parts.append(
            pd.DataFrame(
                {
                    "indicator": series.id,
                    "name": series.name[report.language],
                    "unit_of_measure": series.unit_of_measure[report.language],
                    "quarter": table.columns,
                    "quarter_label": [quarter_label(quarter) for quarter in quarters],
                    "value": table.loc[unit.slug].to_numpy(),
                    "group_median": table.median().to_numpy(),
                    "group_low": table.quantile(0.1).to_numpy(),
                    "group_high": table.quantile(0.9).to_numpy(),
                    "is_share": series.indicator is None,
                }
            )
        )
    if not parts:
        return pd.DataFrame(columns=TREND_COLUMNS)
    return pd.concat(parts, ignore_index=True)


def unit_comparisons(report: Report, unit: Unit) -> pd.DataFrame:
    """The score, then each series that the unit reported: beside last quarter, last year, the
    group's median and best. Figures are of the quarter alone, scores of the year to date.
    """
    quarters = quarter_range(report.quarter.plus(-4), report.quarter)
    groups = pd.Series(dict.fromkeys(_group_units(report, unit), unit.group))
    rows = [
        _compared(report, unit, _scores(report), groups, SCORE, higher_is_better=True)
        | {"name": "", "unit_of_measure": ""}
    ]
    for series, table in _group_series(report, unit, quarters):
        better = {"higher": True, "lower": False, "neutral": None}[series.direction]
        row = _compared(report, unit, table, groups, series.id, higher_is_better=better)
        rows.append(
            row
            | {
                "name": series.name[report.language],
                "unit_of_measure": series.unit_of_measure[report.language],
            }
        )
    return pd.DataFrame(rows, columns=COMPARISON_COLUMNS)


def series_values(series: Series, wide: pd.DataFrame) -> pd.Series | None:
    """The series by (unit, quarter), or None where nobody reported it; shares in percent."""
    if not set(series.indicators) <= set(wide.columns):
        return None
    if series.indicator is not None:
        return wide[series.indicator]
    part = wide[list(series.numerator)].sum(axis=1, min_count=len(series.numerator))
    whole = wide[list(series.denominator)].sum(axis=1, min_count=len(series.denominator))
    return 100 * part / whole.where(whole > 0)


def quarter_label(quarter: Quarter) -> str:
    """`I/2020`."""
    return f"{ROMAN[quarter.number]}/{quarter.year}"


def _group_units(report: Report, unit: Unit) -> list[str]:
    return [slug for slug, other in report.units.items() if other.group == unit.group]


def _group_series(
    report: Report, unit: Unit, quarters: list[Quarter]
) -> list[tuple[Series, pd.DataFrame]]:
    """Each series that the group reported, as unit × quarter (the quarter alone)."""
    group = _group_units(report, unit)
    figures = report.findings.figures
    wide = figures[figures["unit"].isin(group)].pivot_table(
        index=["unit", "quarter"], columns="indicator", values="value", aggfunc="first"
    )
    found = []
    for series in report.findings.registry.trends:
        values = series_values(series, wide)
        if values is not None:
            names = [str(quarter) for quarter in quarters]
            table = values.unstack("quarter").reindex(index=group, columns=names)
            found.append((series, table))
    return found


def _scores(report: Report) -> pd.DataFrame:
    """Scores as unit × quarter; only ranked ones, and none of the quarter before across a new year,
    since attainment starts anew.
    """
    findings = report.findings
    same_year = report.quarter.number > 1
    measured = {
        str(report.quarter): findings.now,
        str(report.quarter.previous()): findings.before if same_year else None,
        str(report.quarter.plus(-4)): findings.year_before,
    }
    columns = {
        name: one.scores.set_index("unit")["score"].where(
            one.scores.set_index("unit")["rank"].notna()
        )
        for name, one in measured.items()
        if one is not None
    }
    return pd.DataFrame(columns)


def _compared(
    report: Report,
    unit: Unit,
    table: pd.DataFrame,
    groups: pd.Series,
    name: str,
    *,
    higher_is_better: bool | None,
) -> dict[str, object]:
    compared = compare(table, groups, str(report.quarter), higher_is_better=higher_is_better)
    row: dict[Any, Any] = compared[compared["unit"] == unit.slug].to_dict("records")[0]
    best = row["best_unit"] if isinstance(row["best_unit"], str) else None
    return {**row, "series": name, "best_unit": best, "best_name": report.unit_name(best)}
