"""The strip of a group: every ranked unit's score as a dot on one line, none hidden.

In: ranked rows of a group table. Out: a drawing.
"""

import math
from collections.abc import Sequence

import pandas as pd

from cchc_lib.present import theme as look
from cchc_lib.present.canvas import Canvas, Point
from cchc_lib.present.charts.panel import (
    LINE,
    NAME_SIZE,
    NOTE_SIZE,
    SMALL_SIZE,
    WIDTH,
    Scale,
    lines_height,
    score_scale,
    ticks,
)
from cchc_lib.present.rows import records
from cchc_lib.texts import Language, text
from cchc_lib.vietnamese import format_number

MARGIN = 12.0
AXIS = 34.0


def swarm(xs: Sequence[float], radius: float, first: int = 0) -> list[float]:
    """How far above (negative: below) the line each dot must lie so that none hides another.

    The dot number `first` lies on the line.
    """
    placed: list[Point] = []
    offsets: dict[int, float] = {}
    for at in sorted(range(len(xs)), key=lambda at: (at != first, at)):
        x = xs[at]
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
        offsets[at] = best
    return [offsets[at] for at in range(len(xs))]


def draw_strip(ranked: pd.DataFrame, language: Language) -> Canvas:
    """The dots on their axis, this unit named above, lowest and highest named below."""
    radius = 5.0 if len(ranked) <= 60 else 3.6
    scale = score_scale(list(ranked["score"]), MARGIN, WIDTH - MARGIN)
    xs = [scale(value) for value in ranked["score"]]
    this = [at for at, own in enumerate(ranked["is_this"]) if own]
    offsets = swarm(xs, radius + 0.6, this[0] if this else 0)
    spread = max(abs(y) for y in offsets) + radius
    name = look.wrap(ranked.iloc[this[0]]["name"], 240, NAME_SIZE, look.SEMIBOLD) if this else []
    head = lines_height(name, NAME_SIZE) + (18 if this else 0)
    middle = head + spread + 16
    ends = _ends(ranked, language)
    below = max(len(lines) for lines in ends) * NOTE_SIZE * LINE
    bottom = middle + spread + 8
    canvas = Canvas(WIDTH, bottom + AXIS + below + 6)
    _axis(canvas, scale, bottom, language)
    median = scale(float(ranked["score"].median()))
    canvas.lines([[(median, head + 8), (median, bottom)]], look.INK, width=1.2, dash=(3, 2.5))
    _median_label(canvas, median, bottom, float(ranked["score"].median()), language)
    points = list(zip(xs, (middle - y for y in offsets), strict=True))
    words = [
        f"{row['rank']:.0f}. {row['name']}: {format_number(row['score'], language, 1)}"
        for row in records(ranked)
    ]
    for at in this:
        x, y = points[at]
        canvas.lines([[(x, head + 2), (x, y)]], look.ACCENT, width=1.2)
    rest = [at for at in range(len(points)) if at not in this]
    canvas.dots([points[at] for at in rest], radius, look.OTHERS, words=[words[at] for at in rest])
    for at in this:
        _name_this(canvas, points[at], name, float(ranked.iloc[at]["score"]), language)
        canvas.dots([points[at]], radius + 2.2, look.ACCENT, stroke=look.PAPER, stroke_width=1.5)
    y = bottom + AXIS
    for lines, x, anchor in ((ends[0], 0.0, "start"), (ends[1], float(WIDTH), "end")):
        for step, line in enumerate(lines):
            canvas.label(
                x, y + 11 + step * NOTE_SIZE * LINE, line, size=NOTE_SIZE, colour=look.MUTED,
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
    canvas: Canvas, point: Point, name: list[str], score: float, language: Language
) -> None:
    x, _ = point
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
        top += NAME_SIZE * LINE
    canvas.label(centre, top + 12, words, size=NOTE_SIZE, colour=look.ACCENT, anchor="middle")


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
