"""Funnel: each unit's share against how many items it is made of, within limits around the group's.

In: the shares table of a city's report and a group. Out: one chart, a panel for each share that has
a funnel in the group.
"""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from cchc_lib.measure import funnel_limits
from cchc_lib.present import tables
from cchc_lib.present import theme as look
from cchc_lib.present.canvas import Canvas, Point
from cchc_lib.present.chart import Chart
from cchc_lib.present.charts.panel import (
    NOTE_SIZE,
    SMALL_SIZE,
    WIDTH,
    Scale,
    round_below,
    ticks,
    write_lines,
)
from cchc_lib.present.rows import Row, records
from cchc_lib.present.text.funnel import outside_sentences
from cchc_lib.texts import Language, text
from cchc_lib.vietnamese import format_number, format_percent, format_share

LEFT, RIGHT = 44.0, WIDTH - 8.0
TOP, HEIGHT, BELOW = 34.0, 190.0, 40.0
CURVE = 40
"""Places at which a limit is worked out: a smooth line in 2 KB."""
RADIUS = 4.0
COLOURS = {"within": look.OTHERS, "inner": look.BEHIND, "outer": look.MISSED}


def funnel(frame: pd.DataFrame, group: str, language: Language) -> Chart:
    """The shares of one group's units; those beyond the outer limits are named."""
    rows = frame[(frame["group"] == group) & frame["position"].notna()]
    name = f"funnel-{group}"
    if rows.empty:
        words = text("present.chart.funnel.none", language)
        return Chart(name, words, "", words, language)
    said = outside_sentences(rows, language)
    panels = []
    for at, (_, part) in enumerate(rows.groupby("series", sort=False)):
        canvas = _draw(part, language)
        panels.append(canvas.svg(f"{name}-{at + 1}", part["name"].iloc[0], said[at]))
    inner, outer = (format_percent(rows[key].iloc[0], language) for key in ("inner", "outer"))
    beyond = int(rows["position"].str.endswith("outer").sum())
    title = text("present.chart.funnel.finding", language, group=rows["group_name"].iloc[0],
                 count=beyond, outer=outer)  # fmt: skip
    return Chart(
        name, title, "".join(panels), " ".join([title, *said]), language,
        caption=text("present.chart.funnel.how", language, inner=inner, outer=outer),
        data=tables.funnel(rows, name, language),
    )  # fmt: skip


def _draw(rows: pd.DataFrame, language: Language) -> Canvas:
    canvas = Canvas(WIDTH, TOP + HEIGHT + BELOW)
    write_lines(canvas, 0, 0, [rows["name"].iloc[0]], weight=look.SEMIBOLD)
    logs = np.log10(rows["whole"])
    margin = 0.04 * max(logs.max() - logs.min(), 0.1)
    across = Scale(logs.min() - margin, logs.max() + margin, LEFT, RIGHT)
    up = _shares_scale(rows)
    grid = np.linspace(across.low, across.high, CURVE)
    limits = _limits(rows, 10**grid)
    places = [across(one) for one in grid]
    _band(canvas, places, limits, up, key="outer", fill=look.TRACK)
    _band(canvas, places, limits, up, key="inner", fill=look.BAND)
    _axes(canvas, across, up, language)
    middle = up(float(rows["group_share"].iloc[0]))
    canvas.lines([[(LEFT, middle), (RIGHT, middle)]], look.INK, width=1.2, dash=(3, 2.5))
    for kind, colour in COLOURS.items():
        part = rows[rows["position"].str.endswith(kind)]
        points = [(across(math.log10(row["whole"])), up(row["share"])) for row in records(part)]
        canvas.dots(points, RADIUS, colour, stroke=look.PAPER,
                    words=[_words(row, language) for row in records(part)])  # fmt: skip
        if kind == "outer":
            _names(canvas, points, records(part))
    return canvas


def _shares_scale(rows: pd.DataFrame) -> Scale:
    """Shares from below the lowest to above the highest, in steps of five, at most 0 to 100."""
    low = max(0.0, round_below(float(rows["share"].min()) - 1, 5))
    high = min(100.0, -round_below(-float(rows["share"].max()) - 1, 5))
    return Scale(low, max(high, low + 5), TOP + HEIGHT, TOP)


def _limits(rows: pd.DataFrame, grid: np.ndarray) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Lower and upper limits in percent at each number of items, inner and outer."""
    first = rows.iloc[0]
    levels = (first["inner"] / 100, first["outer"] / 100)
    table = funnel_limits(
        np.round(grid), first["group_share"] / 100, confidence=levels,
        tau2=first["tau2"],
    )  # fmt: skip
    return {
        key: (
            100 * table[f"lower_{first[key]:g}"].to_numpy(),
            100 * table[f"upper_{first[key]:g}"].to_numpy(),
        )
        for key in ("inner", "outer")
    }


def _band(
    canvas: Canvas,
    places: Sequence[float],
    limits: dict[str, tuple[np.ndarray, np.ndarray]],
    up: Scale,
    *,
    key: str,
    fill: str,
) -> None:
    lower, upper = limits[key]
    above = [(x, up(value)) for x, value in zip(places, upper, strict=True)]
    below = [(x, up(value)) for x, value in zip(places, lower, strict=True)]
    canvas.polygons([[*above, *reversed(below)]], fill)


def _axes(canvas: Canvas, across: Scale, up: Scale, language: Language) -> None:
    bottom = TOP + HEIGHT
    canvas.lines([[(LEFT, bottom), (RIGHT, bottom)]], look.RULE)
    for value in ticks(up, 4):
        y = up(value)
        canvas.lines([[(LEFT - 4, y), (LEFT, y)]], look.RULE)
        canvas.label(LEFT - 7, y + 4, format_percent(value, language), size=SMALL_SIZE,
                     colour=look.MUTED, anchor="end")  # fmt: skip
    last = -math.inf
    for value in _round_numbers(across):
        x = across(math.log10(value))
        words = format_number(value, language)
        half = look.text_width(words, SMALL_SIZE) / 2
        if x - half < last + 8 or x + half > WIDTH:
            continue
        last = x + half
        canvas.lines([[(x, bottom), (x, bottom + 4)]], look.RULE)
        canvas.label(x, bottom + 16, words, size=SMALL_SIZE, colour=look.MUTED, anchor="middle")
    canvas.label((LEFT + RIGHT) / 2, bottom + 34, text("present.chart.funnel.items", language),
                 size=NOTE_SIZE, colour=look.MUTED, anchor="middle")  # fmt: skip


def _round_numbers(across: Scale) -> list[float]:
    """1, 2 and 5 times the powers of ten on the axis."""
    powers = range(math.floor(across.low), math.ceil(across.high) + 1)
    numbers = [step * 10.0**power for power in powers for step in (1, 2, 5)]
    return [one for one in numbers if across.low <= math.log10(one) <= across.high]


def _words(row: Row, language: Language) -> str:
    share = format_share(row["share"], language, 1)
    part, whole = (format_number(row[key], language) for key in ("part", "whole"))
    return f"{row['unit_name']}: {share} ({part}/{whole})"


def _names(canvas: Canvas, points: Sequence[Point], rows: Sequence[Row]) -> None:
    """Names beside their dots, from the top; one that would lie on another stays in its title."""
    taken: list[tuple[float, float, float]] = []
    for (x, y), row in sorted(zip(points, rows, strict=True), key=lambda pair: pair[0][1]):
        name = str(row["unit_name"])
        width = look.text_width(name, SMALL_SIZE)
        start = x + RADIUS + 3 if x + RADIUS + 3 + width <= WIDTH else x - RADIUS - 3 - width
        clear = all(
            abs(y - other) >= SMALL_SIZE + 1 or start + width < left or start > right
            for left, right, other in taken
        )
        if clear and start >= LEFT:
            taken.append((start, start + width, y))
            canvas.label(start, y + 4, name, size=SMALL_SIZE)
