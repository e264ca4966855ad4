"""Trends: aligned small charts of eight quarters, with the group's middle 80% behind each line.

In: the trends table of a unit. Out: a chart of two panels with four series each.
"""

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
TITLE_SIZE = 11.5
PLOT = 58.0
FOOT = 17.0
GAP = 14.0
VALUE_ROOM = 4.0
SIGNIFICANT = 0.02
"""A series that moved by less than this share of its level counts as unchanged."""


@dataclass(frozen=True)
class Trend:
    """One series: a value per quarter, and the group's around it; NaN where nothing is known."""

    name: str
    unit: str
    quarters: tuple[str, ...]
    values: tuple[float, ...]
    median: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


def trends(frame: pd.DataFrame, language: Language) -> Chart:
    """Eight quarters of every series."""
    rows = [_trend(part) for _, part in frame.groupby("indicator", sort=False)]
    half = COLUMNS * math.ceil(len(rows) / (2 * COLUMNS))
    title = _finding(rows, language)
    svg, words = "", []
    for at, part in enumerate(p for p in (rows[:half], rows[half:]) if p):
        listed = "; ".join(_said(trend, language) for trend in part)
        words.append(listed)
        label = text("present.chart.trends.label", language, part=at + 1)
        svg += _draw(part, language).svg(f"{NAME}-{at + 1}", label, listed)
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
    now = [row for row in rows if row.values and not math.isnan(row.values[-1])]
    above = sum(row.values[-1] > row.median[-1] for row in now)
    if not now:
        return text("present.chart.trends.nothing", language)
    return text(
        "present.chart.trends.finding", language,
        above=above, all=len(now), quarter=now[0].quarters[-1],
    )  # fmt: skip


def _value(value: float, unit: str, language: Language) -> str:
    return format_percent(value, language) if unit == "%" else format_number(value, language)


def _said(trend: Trend, language: Language) -> str:
    known = _known(trend.values)
    if not known:
        return f"{trend.name}: {text('present.status.not_reported', language)}"
    first, last = known[0], known[-1]
    return text(
        "present.chart.trends.said", language,
        name=trend.name, first=_value(trend.values[first], trend.unit, language),
        first_quarter=trend.quarters[first],
        last=_value(trend.values[last], trend.unit, language),
        last_quarter=trend.quarters[last],
        median=_value(trend.median[last], trend.unit, language),
    )  # fmt: skip


def _draw(rows: Sequence[Trend], language: Language) -> Canvas:
    titles = [look.wrap(row.name, CELL, TITLE_SIZE, look.SEMIBOLD) for row in rows]
    heads = [
        max(lines_height(lines, TITLE_SIZE) for lines in titles[at : at + COLUMNS])
        for at in range(0, len(rows), COLUMNS)
    ]
    line = TITLE_SIZE * 1.28
    height = sum(head + line + 6 + PLOT + FOOT + GAP for head in heads)
    canvas = Canvas(WIDTH, height)
    y = 0.0
    for at, head in enumerate(heads):
        for column, index in enumerate(range(at * COLUMNS, min((at + 1) * COLUMNS, len(rows)))):
            x = column * (CELL + GUTTER)
            # Titles of one row end on the same line, so that the plots stand aligned.
            write_lines(canvas, x, y, titles[index], size=TITLE_SIZE, weight=look.SEMIBOLD)
            _latest(canvas, x, y + head, rows[index], language)
            _plot(canvas, x, y + head + line + 6, rows[index], language)
        y += head + line + 6 + PLOT + FOOT + GAP
    return canvas


def _latest(canvas: Canvas, x: float, y: float, trend: Trend, language: Language) -> None:
    """The newest figure in words, under the title."""
    value = trend.values[-1]
    if math.isnan(value):
        words, colour = text("present.status.not_reported", language), look.MUTED
    else:
        unit = "" if trend.unit == "%" else f" {trend.unit}"
        words, colour = _value(value, trend.unit, language) + unit, look.ACCENT
    canvas.label(x, y + 11, words, size=TITLE_SIZE, weight=look.SEMIBOLD, colour=colour)


def _plot(canvas: Canvas, x: float, y: float, trend: Trend, language: Language) -> None:
    low, high = _range(trend)
    across = Scale(0, max(1, len(trend.quarters) - 1), x + 4, x + CELL - 6)
    up = Scale(low, high, y + PLOT, y)
    band = [at for at in _known(trend.low) if not math.isnan(trend.high[at])]
    if len(band) > 1:
        over = [(across(at), up(trend.high[at])) for at in band]
        under = [(across(at), up(trend.low[at])) for at in reversed(band)]
        canvas.polygons([[*over, *under]], look.BAND)
    canvas.lines([[(x, y + PLOT), (x + CELL, y + PLOT)]], look.RULE)
    years = [at for at, quarter in enumerate(trend.quarters) if at and quarter.startswith("I/")]
    canvas.lines([[(across(at), y + PLOT), (across(at), y + PLOT + 4)] for at in years], look.RULE)
    canvas.lines(_runs(trend.median, across, up), look.MUTED, width=1.2, dash=(2.5, 2))
    canvas.lines(_runs(trend.values, across, up), look.ACCENT, width=2.2)
    known = _known(trend.values)
    lone = [at for at in known if at - 1 not in known and at + 1 not in known]
    marks = sorted({*lone, *known[-1:]})
    canvas.dots([(across(at), up(trend.values[at])) for at in marks], 3.4, look.ACCENT)
    foot = y + PLOT + 13
    canvas.label(x, foot, trend.quarters[0], size=SMALL_SIZE, colour=look.MUTED)
    canvas.label(x + CELL, foot, trend.quarters[-1], size=SMALL_SIZE, colour=look.MUTED,
                 anchor="end")  # fmt: skip
    _limits(canvas, x, y, trend, (low, high), language)


def _limits(
    canvas: Canvas, x: float, y: float, trend: Trend, limits: tuple[float, float],
    language: Language,
) -> None:  # fmt: skip
    """The ends of the vertical scale, in the middle of the foot: every plot has its own."""
    low, high = (_value(limit, trend.unit, language) for limit in limits)
    canvas.label(x + CELL / 2, y + PLOT + 13, f"{low}–{high}", size=SMALL_SIZE,
                 colour=look.MUTED, anchor="middle")  # fmt: skip


def _range(trend: Trend) -> tuple[float, float]:
    """From 0 for counts; for shares from the ten below the lowest figure to at most 100."""
    figures = [v for part in (trend.values, trend.low, trend.high) for v in part]
    known = [v for v in figures if not math.isnan(v)] or [0.0, 1.0]
    if trend.unit == "%":
        low = 10 * math.floor(min(known) / 10)
        return float(max(0, min(low, 90))), float(max(100, max(known)))
    return min(0.0, min(known)), _round_above(max(known))


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
