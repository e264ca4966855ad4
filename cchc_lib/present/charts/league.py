"""League: every unit of every group by its score, those without a rank at the end.

In: the city's league table. Out: one chart a group, of one or two panels.
"""

import math

import pandas as pd

from cchc_lib.present import tables
from cchc_lib.present.chart import Chart
from cchc_lib.present.charts.panel import score_scale
from cchc_lib.present.charts.ranking import SCALE, Standing, draw_ranking
from cchc_lib.present.phrases import extremes
from cchc_lib.present.rows import Row, only_value, records
from cchc_lib.texts import Language, text
from cchc_lib.vietnamese import format_number

ENDS = 3
"""How many of the first and of the last an alternative text names."""


def league(table: pd.DataFrame, group: str, language: Language) -> Chart:
    """The units of one group in order of rank."""
    rows = table[table["group"] == group]
    ranked = rows[rows["rank"].notna()]
    title = f"{rows['group_name'].iloc[0]}: {_finding(rows, ranked, language)}"
    if ranked.empty:
        return Chart(f"league-{group}", title, "", title, language)
    standings = [_standing(row, language) for row in records(rows)]
    half = (len(standings) + 1) // 2
    scale = score_scale(list(ranked["score"]), *SCALE)
    alt = f"{title}. {_words(ranked, language)}"
    svg = ""
    for at, part in enumerate(p for p in (standings[:half], standings[half:]) if p):
        first, last = part[0].name, part[-1].name
        label = text("present.chart.league.label", language, first=first, last=last)
        svg += draw_ranking(part, scale, language).svg(
            f"league-{group}-{at + 1}", label, "; ".join(_said(row, language) for row in part)
        )
    how = text("present.chart.league.how", language)
    data = tables.league(table, group, language)
    return Chart(f"league-{group}", title, svg, alt, language, caption=how, data=data)


def _standing(row: Row, language: Language) -> Standing:
    reason = row["reason"]
    note = text(f"present.reason.{reason}", language) if isinstance(reason, str) else ""
    change = row["rank_change"]
    return Standing(
        str(row["name"]), _float(row["rank"]), _float(row["score"]), _float(change), note=note
    )


def _float(value: object) -> float:
    return float(value) if isinstance(value, int | float) else math.nan


def _said(row: Standing, language: Language) -> str:
    if math.isnan(row.rank):
        return f"{row.name}: {row.note}"
    return f"{row.rank:.0f}. {row.name} {format_number(row.score, language, 1)}"


def _finding(rows: pd.DataFrame, ranked: pd.DataFrame, language: Language) -> str:
    if ranked.empty:
        reason = text(f"present.reason.{only_value(rows['reason']) or 'several'}", language)
        return text("present.chart.league.nobody", language, all=len(rows), reason=reason)
    ends = extremes(ranked, language)
    return text("present.chart.league.finding", language, ranked=len(ranked), all=len(rows), **ends)


def _words(ranked: pd.DataFrame, language: Language) -> str:
    ends = pd.concat([ranked.head(ENDS), ranked.iloc[ENDS:].tail(ENDS)])
    return "; ".join(
        f"{row['rank']:.0f}. {row['name']} {format_number(row['score'], language, 1)}"
        for row in records(ends)
    )
