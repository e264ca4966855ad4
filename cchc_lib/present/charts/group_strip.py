"""A unit's place in its group: every unit's score as a dot, this one named, and its neighbours.

In: the group table (ranked first) and the unit's score line. Out: a chart of two panels.
"""

import math
from typing import TYPE_CHECKING

import pandas as pd

from cchc_lib.present import tables
from cchc_lib.present.chart import Chart
from cchc_lib.present.charts.panel import score_scale
from cchc_lib.present.charts.ranking import SCALE, Standing, draw_ranking
from cchc_lib.present.charts.strip import draw_strip
from cchc_lib.present.phrases import extremes
from cchc_lib.texts import Language, text
from cchc_lib.vietnamese import format_number

if TYPE_CHECKING:
    from cchc_lib.findings import ScoreLine

NAME = "place"
NEIGHBOURS = 2


def group_strip(group: pd.DataFrame, score: "ScoreLine", language: Language) -> Chart:
    """Where the unit stands among the ranked units of its group."""
    ranked = group[group["rank"].notna()]
    title = _finding(group, ranked, score, language)
    if ranked.empty:
        svg, alt = "", title
    else:
        words = _words(ranked, language)
        alt = f"{title}. {words}"
        strip = draw_strip(ranked, language)
        scale = score_scale(list(ranked["score"]), *SCALE)
        rows = draw_ranking(_neighbours(ranked), scale, language)
        svg = strip.svg(f"{NAME}-1", text("present.chart.place.strip", language), words)
        listed = "; ".join(
            f"{row.rank:.0f}. {row.name} {format_number(row.score, language, 1)}"
            for row in _neighbours(ranked)
            if not math.isnan(row.rank)
        )
        svg += rows.svg(f"{NAME}-2", text("present.chart.place.neighbours", language), listed)
    return Chart(
        NAME, title, svg, alt, language,
        caption=text("present.chart.place.how", language), data=tables.group(group, "", language),
    )  # fmt: skip


def _finding(
    group: pd.DataFrame, ranked: pd.DataFrame, score: "ScoreLine", language: Language
) -> str:
    this = group[group["is_this"]].iloc[0]
    if score.rank is None:
        reason = text(f"present.reason.{score.reason or 'not_reported'}", language)
        return text("present.chart.place.unranked", language, unit=this["name"], reason=reason)
    values = {"unit": this["name"], "rank": score.rank, "ranked": score.ranked}
    ahead = float(ranked["score"].max()) - score.score
    if score.rank == 1:
        return text("present.chart.place.first", language, **values)
    points = format_number(ahead, language, 1)
    return text("present.chart.place.finding", language, points=points, **values)


def _words(ranked: pd.DataFrame, language: Language) -> str:
    median = format_number(float(ranked["score"].median()), language, 1)
    ends = extremes(ranked, language)
    return text("present.chart.place.words", language, count=len(ranked), median=median, **ends)


def _neighbours(ranked: pd.DataFrame) -> list[Standing]:
    """The first, those around this unit, and the last; gaps between them say how many."""
    this = next((at for at, own in enumerate(ranked["is_this"]) if own), 0)
    last = len(ranked) - 1
    shown = {0, last} | set(range(max(0, this - NEIGHBOURS), min(last, this + NEIGHBOURS) + 1))
    rows: list[Standing] = []
    before = -1
    for at in sorted(shown):
        if at > before + 1:
            rows.append(Standing("…", math.nan, math.nan))
        row = ranked.iloc[at]
        rows.append(
            Standing(row["name"], float(row["rank"]), float(row["score"]),
                     is_this=bool(row["is_this"]))
        )  # fmt: skip
        before = at
    return rows
