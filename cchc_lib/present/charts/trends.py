"""Trends: aligned small charts of eight quarters, with the group's middle 80% behind each line.

In: the trends table of a unit. Out: a chart of two panels with four series each.
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from cchc_lib.present import theme as look
from cchc_lib.present.canvas import Canvas, Point
from cchc_lib.present.chart import Chart
from cchc_lib.present.charts.panel import SMALL_SIZE, WIDTH, Scale, lines_height, write_lines
from cchc_lib.present.table import Column, Table
from cchc_lib.texts import Language, text
from cchc_lib.vietnamese import format_number, format_percent

NAME = "trends"
COLUMNS = 2
GUTTER = 20.0
CELL = (WIDTH - GUTTER) / COLUMNS
TITLE_SIZE = 12.0
PLOT = 58.0
FOOT = 18.0
GAP = 20.0


LEAST_SPAN = 20.0
"""The least height of a plot of shares, in percentage points."""


@dataclass(frozen=True)
class Trend:
    """One series: the unit's own value per quarter and the group's around it; NaN: not known."""

    name: str
    unit: str
    quarters: tuple[str, ...]
    own: tuple[float, ...]
    median: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


def trends(frame: pd.DataFrame, language: Language) -> Chart:
    """Eight quarters of every series."""
    rows = [_trend(part) for _, part in frame.groupby("indicator", sort=False)]
    half = COLUMNS * math.ceil(len(rows) / (2 * COLUMNS))
    title = _finding(rows, language)
    titles = [look.wrap(row.name, CELL, TITLE_SIZE, look.SEMIBOLD) for row in rows]
    # Both panels share the heights of their rows, so that they stay aligned side by side.
    heads = [
        max(pair)
        for pair in itertools.zip_longest(
            _heads(titles[:half]), _heads(titles[half:]), fillvalue=0.0
        )
    ]
    svg = ""
    words: list[str] = []
    for at, part in enumerate(p for p in (rows[:half], rows[half:]) if p):
        listed = "; ".join(_said(trend, language) for trend in part)
        words.append(listed)
        label = text("present.chart.trends.label", language, part=at + 1)
        start = at * half
        drawing = _draw(part, titles[start : start + half], heads, language)
        svg += drawing.svg(f"{NAME}-{at + 1}", label, listed)
    return Chart(
        NAME, title, svg, ". ".join([title, *words]), language,
        caption=text("present.chart.trends.how", language), data=_data(frame, language),
    )  # fmt: skip


def _trend(part: pd.DataFrame) -> Trend:
    def column(name: str) -> tuple[float, ...]:
        return tuple(float(value) for value in part[name])

    return Trend(
        str(part["name"].iloc[0]), str(part["unit_of_measure"].iloc[0]),
        tuple(part["quarter_label"]), column("value"), column("group_median"),
        column("group_low"), column("group_high"),
    )  # fmt: skip


def _known(values: Sequence[float]) -> list[int]:
    return [at for at, value in enumerate(values) if not math.isnan(value)]


def _finding(rows: Sequence[Trend], language: Language) -> str:
    now = [row for row in rows if row.own and not math.isnan(row.own[-1])]
    if not now:
        return text("present.chart.trends.nothing", language)
    above = sum(row.own[-1] > row.median[-1] + 1e-9 for row in now)
    below = sum(row.own[-1] < row.median[-1] - 1e-9 for row in now)
    return text(
        "present.chart.trends.finding", language,
        above=above, below=below, all=len(now), quarter=now[0].quarters[-1],
    )  # fmt: skip


def _value(value: float, unit: str, language: Language) -> str:
    return format_percent(value, language) if unit == "%" else format_number(value, language)


def _said(trend: Trend, language: Language) -> str:
    known = _known(trend.own)
    if not known:
        return f"{trend.name}: {text('present.status.not_reported', language)}"
    first, last = known[0], known[-1]
    return text(
        "present.chart.trends.said", language,
        name=trend.name, first=_value(trend.own[first], trend.unit, language),
        first_quarter=trend.quarters[first],
        last=_value(trend.own[last], trend.unit, language),
        last_quarter=trend.quarters[last],
        median=_value(trend.median[last], trend.unit, language),
    )  # fmt: skip


def _draw(
    rows: Sequence[Trend], titles: Sequence[list[str]], heads: Sequence[float], language: Language
) -> Canvas:
    line = TITLE_SIZE * 1.28
    used = math.ceil(len(rows) / COLUMNS)
    below = line + 8 + PLOT + FOOT + GAP
    canvas = Canvas(WIDTH, sum(head + below for head in heads[:used]) - GAP + 4)
    y = 0.0
    for at, head in enumerate(heads[:used]):
        for column, index in enumerate(range(at * COLUMNS, min((at + 1) * COLUMNS, len(rows)))):
            x = column * (CELL + GUTTER)
            after = write_lines(canvas, x, y, titles[index], size=TITLE_SIZE, weight=look.SEMIBOLD)
            _latest(canvas, x, after, rows[index], language)
            _plot(canvas, x, y + head + line + 8, rows[index], language)
        y += head + below
    return canvas


def _heads(titles: Sequence[list[str]]) -> list[float]:
    """How high the titles of each row are."""
    return [
        max(lines_height(lines, TITLE_SIZE) for lines in titles[at : at + COLUMNS])
        for at in range(0, len(titles), COLUMNS)
    ]


def _latest(canvas: Canvas, x: float, y: float, trend: Trend, language: Language) -> None:
    """The newest figure in words, under the title."""
    value = trend.own[-1]
    if math.isnan(value):
        words, colour = text("present.status.not_reported", language), look.MUTED
    else:
        unit = "" if trend.unit == "%" else f" {trend.unit}"
        words, colour = _value(value, trend.unit, language) + unit, look.ACCENT
    canvas.label(x, y + 12, words, size=TITLE_SIZE, weight=look.SEMIBOLD, colour=colour)


def _plot(canvas: Canvas, x: float, y: float, trend: Trend, language: Language) -> None:
    low, high = _range(trend)
    limits = [_value(limit, trend.unit, language) for limit in (low, high)]
    gutter = max(look.text_width(limit, SMALL_SIZE) for limit in limits) + 6
    start, end = x + gutter, x + CELL
    across = Scale(0, max(1, len(trend.quarters) - 1), start + 4, end - 5)
    up = Scale(low, high, y + PLOT, y)
    band = [at for at in _known(trend.low) if not math.isnan(trend.high[at])]
    if len(band) > 1:
        over = [(across(at), up(trend.high[at])) for at in band]
        under = [(across(at), up(trend.low[at])) for at in reversed(band)]
        canvas.polygons([[*over, *under]], look.BAND)
    canvas.lines([[(start, y), (end, y)], [(start, y + PLOT), (end, y + PLOT)]], look.RULE)
    for limit, place in zip(limits, (y + PLOT, y), strict=True):
        canvas.label(start - 5, place + 4, limit, size=SMALL_SIZE, colour=look.MUTED, anchor="end")
    years = [at for at, quarter in enumerate(trend.quarters) if at and quarter.startswith("I/")]
    canvas.lines([[(across(at), y + PLOT), (across(at), y + PLOT + 4)] for at in years], look.RULE)
    canvas.lines(_runs(trend.median, across, up), look.MUTED, width=1.2, dash=(2.5, 2))
    canvas.lines(_runs(trend.own, across, up), look.ACCENT, width=2.2)
    known = _known(trend.own)
    lone = [at for at in known if at - 1 not in known and at + 1 not in known]
    marks = sorted({*lone, *known[-1:]})
    canvas.dots([(across(at), up(trend.own[at])) for at in marks], 3.4, look.ACCENT)
    foot = y + PLOT + 15
    canvas.label(start, foot, trend.quarters[0], size=SMALL_SIZE, colour=look.MUTED)
    canvas.label(end, foot, trend.quarters[-1], size=SMALL_SIZE, colour=look.MUTED, anchor="end")


def _range(trend: Trend) -> tuple[float, float]:
    """From 0 for counts; for shares the tens around the figures, so that noise stays small."""
    figures = [v for part in (trend.own, trend.low, trend.high) for v in part]
    known = [v for v in figures if not math.isnan(v)] or [0.0, 1.0]
    if trend.unit == "%":
        low = max(0.0, min(10.0 * math.floor(min(known) / 10), 100 - LEAST_SPAN))
        high = max(low + LEAST_SPAN, 10.0 * math.ceil(max(known) / 10))
        return low, max(min(high, 100.0), *known)
    return min(0.0, *known), _round_above(max(known))


def _round_above(value: float) -> float:
    """The next of 1, 2, 4, 5, 6, 8, 10 times a power of ten."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    step = next(s for s in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if s * power >= value - 1e-9)
    return max(step * power, 1.0)


def _runs(values: Sequence[float], across: Scale, up: Scale) -> list[list[Point]]:
    """Lines through neighbouring known values; a quarter that is not known leaves a gap."""
    runs: list[list[Point]] = [[]]
    for at, value in enumerate(values):
        if math.isnan(value):
            runs.append([])
        else:
            runs[-1].append((across(at), up(value)))
    return [run for run in runs if run]


def _data(frame: pd.DataFrame, language: Language) -> Table:
    """One row a series, one column a quarter."""
    quarters = list(dict.fromkeys(frame["quarter_label"]))
    rows = [
        {
            "name": f"{part['name'].iloc[0]} ({part['unit_of_measure'].iloc[0]})",
            **dict(zip(part["quarter_label"], part["value"], strict=True)),
            "median": part["group_median"].iloc[-1],
        }
        for _, part in frame.groupby("indicator", sort=False)
    ]
    columns = (
        Column("name", text("present.column.series", language), header=True),
        *(Column(quarter, quarter, "number") for quarter in quarters),
        Column("median", text("present.column.median-now", language), "number"),
    )
    return Table(f"{NAME}-data", pd.DataFrame(rows), columns, language)
