"""A unit's place in its group: every unit's score as a dot, this one named, and its neighbours.

In: the group table (ranked first) and the unit's score line. Out: a chart of two panels.
"""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from cchc_lib.present import theme as look
from cchc_lib.present.canvas import Canvas, Point
from cchc_lib.present.chart import Chart
from cchc_lib.present.charts.panel import (
    NAME_SIZE,
    NOTE_SIZE,
    SMALL_SIZE,
    WIDTH,
    Scale,
    lines_height,
    score_scale,
    ticks,
    write_lines,
)
from cchc_lib.present.charts.ranking import Standing, draw_ranking
from cchc_lib.present import tables
from cchc_lib.texts import Language, text
from cchc_lib.vietnamese import format_number

if TYPE_CHECKING:
    from cchc_lib.findings import ScoreLine

NAME = "place"
MARGIN = 12.0
NEIGHBOURS = 2
EDGE = 1
AXIS = 34.0


def group_strip(group: pd.DataFrame, score: "ScoreLine", language: Language) -> Chart:
    """Where the unit stands among the ranked units of its group."""
    ranked = group[group["rank"].notna()]
    title = _finding(group, ranked, score, language)
    if ranked.empty:
        svg, alt = "", title
    else:
        words = _words(ranked, language)
        alt = f"{title}. {words}"
        strip = _strip(ranked, language)
        scale = score_scale(list(ranked["score"]), 192, 276)
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
    first, last = ranked.iloc[0], ranked.iloc[-1]
    return text(
        "present.chart.place.words", language,
        count=len(ranked), median=format_number(float(ranked["score"].median()), language, 1),
        best=first["name"], best_score=format_number(first["score"], language, 1),
        last=last["name"], last_score=format_number(last["score"], language, 1),
    )  # fmt: skip


def swarm(xs: Sequence[float], radius: float) -> list[float]:
    """How far above (negative: below) the line each dot must lie so that none hides another."""
    placed: list[Point] = []
    offsets = []
    for x in xs:
        near = [(px, py) for px, py in placed if abs(px - x) < 2 * radius]
        candidates = [0.0] + [
            py + sign * math.sqrt(max(0.0, 4 * radius**2 - (px - x) ** 2))
            for px, py in near
            for sign in (1, -1)
        ]
        free = [
            y for y in candidates
            if all((px - x) ** 2 + (py - y) ** 2 >= 4 * radius**2 - 1e-6 for px, py in near)
        ]  # fmt: skip
        best = min(free, key=lambda y: (round(abs(y), 6), y))
        placed.append((x, best))
        offsets.append(best)
    return offsets


def _strip(ranked: pd.DataFrame, language: Language) -> Canvas:
    radius = 5.0 if len(ranked) <= 60 else 3.6
    scale = score_scale(list(ranked["score"]), MARGIN, WIDTH - MARGIN)
    xs = [scale(value) for value in ranked["score"]]
    offsets = swarm(xs, radius + 0.6)
    spread = max(abs(y) for y in offsets) + radius
    this = [at for at, own in enumerate(ranked["is_this"]) if own]
    name = look.wrap(ranked.iloc[this[0]]["name"], 240, NAME_SIZE, look.SEMIBOLD) if this else []
    head = lines_height(name, NAME_SIZE) + (18 if this else 0)
    middle = head + spread + 16
    ends = _ends(ranked, language)
    below = max(len(lines) for lines in ends) * NOTE_SIZE * 1.28
    bottom = middle + spread + 8
    canvas = Canvas(WIDTH, bottom + AXIS + below + 6)
    _axis(canvas, scale, bottom, language)
    median = scale(float(ranked["score"].median()))
    canvas.lines([[(median, head + 8), (median, bottom)]], look.INK, width=1.2, dash=(3, 2.5))
    _median_label(canvas, median, bottom, float(ranked["score"].median()), language)
    points = list(zip(xs, (middle - y for y in offsets), strict=True))
    words = [
        f"{row.rank:.0f}. {row.name}: {format_number(float(row.score), language, 1)}"
        for row in ranked.itertuples()
    ]
    rest = [at for at in range(len(points)) if at not in this]
    canvas.dots([points[at] for at in rest], radius, look.OTHERS, words=[words[at] for at in rest])
    for at in this:
        _name_this(canvas, points[at], name, float(ranked.iloc[at]["score"]), radius, language)
    y = bottom + AXIS
    for lines, x, anchor in ((ends[0], 0.0, "start"), (ends[1], float(WIDTH), "end")):
        for step, line in enumerate(lines):
            canvas.label(
                x, y + 11 + step * NOTE_SIZE * 1.28, line, size=NOTE_SIZE, colour=look.MUTED,
                anchor="start" if anchor == "start" else "end",
            )  # fmt: skip
    return canvas


def _axis(canvas: Canvas, scale: Scale, bottom: float, language: Language) -> None:
    canvas.lines([[(scale.start, bottom), (scale.end, bottom)]], look.RULE)
    for value in ticks(scale, 4):
        x = scale(value)
        canvas.lines([[(x, bottom), (x, bottom + 4)]], look.RULE)
        canvas.label(x, bottom + 15, format_number(value, language), size=SMALL_SIZE,
                     colour=look.MUTED, anchor="middle")  # fmt: skip


def _median_label(
    canvas: Canvas, x: float, bottom: float, median: float, language: Language
) -> None:
    words = text("present.chart.place.median", language, value=format_number(median, language, 1))
    half = look.text_width(words, NOTE_SIZE) / 2
    canvas.label(min(max(x, half), WIDTH - half), bottom + 29, words, size=NOTE_SIZE,
                 anchor="middle")  # fmt: skip


def _name_this(
    canvas: Canvas,
    point: Point,
    name: list[str],
    score: float,
    radius: float,
    language: Language,
) -> None:
    x, y = point
    words = text("present.chart.place.score", language, score=format_number(score, language, 1))
    wide = max(
        look.text_width(words, NOTE_SIZE),
        *(look.text_width(line, NAME_SIZE, look.SEMIBOLD) for line in name),
    )
    centre = min(max(x, wide / 2), WIDTH - wide / 2)
    top = 0.0
    for line in name:
        canvas.label(centre, top + 12, line, size=NAME_SIZE, weight=look.SEMIBOLD,
                     colour=look.ACCENT, anchor="middle")  # fmt: skip
        top += NAME_SIZE * 1.28
    canvas.label(centre, top + 12, words, size=NOTE_SIZE, colour=look.ACCENT, anchor="middle")
    canvas.lines([[(x, top + 18), (x, y)]], look.ACCENT, width=1.2)
    canvas.dots([point], radius + 2.2, look.ACCENT, stroke=look.PAPER, stroke_width=1.5)


def _ends(ranked: pd.DataFrame, language: Language) -> tuple[list[str], list[str]]:
    half = WIDTH / 2 - 10
    words = []
    for key, row in (("lowest", ranked.iloc[-1]), ("highest", ranked.iloc[0])):
        said = text(
            f"present.chart.place.{key}", language,
            unit=row["name"], score=format_number(row["score"], language, 1),
        )  # fmt: skip
        words.append(look.wrap(said, half, NOTE_SIZE))
    return words[0], words[1]


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
