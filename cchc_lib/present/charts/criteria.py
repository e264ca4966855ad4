"""What made the score: points of each criterion against the group's median.

In: the criteria table of a unit. Out: a chart of two panels.
"""

import math
from collections.abc import Sequence

import pandas as pd

from cchc_lib.present import theme as look
from cchc_lib.present.canvas import Canvas
from cchc_lib.present.chart import Chart
from cchc_lib.present.charts.panel import (
    NOTE_SIZE,
    WIDTH,
    Scale,
    lines_height,
    unreported_bar,
    write_lines,
)
from cchc_lib.present.phrases import named_list
from cchc_lib.present.rows import Row, records
from cchc_lib.present.table import Column, Table
from cchc_lib.texts import Language, text
from cchc_lib.vietnamese import format_number

NAME = "criteria"
NAME_WIDTH = 262.0
BAR = 7.0
GAP = 13.0
LEAST_SHOWN = 0.05
"""Points that would show as 0,0 are not missing."""


def criteria(frame: pd.DataFrame, language: Language) -> Chart:
    """Points won of the points that each criterion can bring, beside the group's median."""
    if frame.empty:
        nothing = text("present.chart.criteria.no-method", language)
        return Chart(NAME, nothing, "", nothing, language)
    rows = records(frame)
    title = _finding(frame, language)
    half = (len(rows) + 1) // 2
    svg = ""
    words: list[str] = []
    for at, part in enumerate(p for p in (rows[:half], rows[half:]) if p):
        listed = "; ".join(f"{row['name']}: {_points(row, language)}" for row in part)
        words.append(listed)
        label = text("present.chart.criteria.label", language, part=at + 1)
        svg += _draw(part, language).svg(f"{NAME}-{at + 1}", label, listed)
    return Chart(
        NAME, title, svg, ". ".join([title, *words]), language,
        caption=text("present.chart.criteria.how", language), data=_data(frame, language),
    )  # fmt: skip


def _finding(frame: pd.DataFrame, language: Language) -> str:
    if frame["points"].isna().all():
        return text("present.chart.criteria.nothing", language)
    short = frame.assign(lost=frame["weight"] - frame["points"])
    most = short[short["lost"] > LEAST_SHOWN].sort_values("lost", ascending=False, kind="stable")
    if most.empty:
        return text("present.chart.criteria.full", language)
    names = [
        text(
            "present.chart.criteria.short",
            language,
            name=row["name"],
            points=format_number(row["lost"], language, 1),
        )
        for row in records(most.head(2))
    ]
    return text("present.chart.criteria.finding", language, names=named_list(names, language))


def _points(row: Row, language: Language) -> str:
    if math.isnan(row["points"]):
        return text("present.status.not_reported", language)
    points, weight = (format_number(row[key], language) for key in ("points", "weight"))
    return f"{points}/{weight}"


def _draw(rows: Sequence[Row], language: Language) -> Canvas:
    names = [look.wrap(row["name"], NAME_WIDTH, NOTE_SIZE) for row in rows]
    height = sum(lines_height(name, NOTE_SIZE) + BAR + 4 + GAP for name in names)
    canvas = Canvas(WIDTH, height + 2)
    y = 1.0
    for row, name in zip(rows, names, strict=True):
        top = y
        y = write_lines(canvas, 0, y, name, size=NOTE_SIZE)
        canvas.label(WIDTH, top + 11, _points(row, language), size=NOTE_SIZE,
                     weight=look.SEMIBOLD, anchor="end")  # fmt: skip
        y += 4
        scale = Scale(0, row["weight"], 0, WIDTH)
        if math.isnan(row["points"]):
            unreported_bar(canvas, y, WIDTH, BAR)
        else:
            canvas.rectangles([(0, y, WIDTH, BAR)], look.TRACK)
        if row["points"] > 0:
            canvas.rectangles([(0, y, scale(row["points"]), BAR)], look.MET)
        median = row["group_median_points"]
        if not math.isnan(median):
            x = min(max(scale(median), 1.0), WIDTH - 1.0)
            canvas.lines([[(x, y - 3), (x, y + BAR + 3)]], look.INK, width=2)
        y += BAR + GAP
    return canvas


def _data(frame: pd.DataFrame, language: Language) -> Table:
    def heading(key: str) -> str:
        return text(f"present.column.{key}", language)

    columns = (
        Column("name", heading("criterion"), header=True),
        Column("weight", heading("weight"), "number"),
        Column("points", heading("points"), "number", 2),
        Column("group_median_points", heading("median-points"), "number", 2),
    )
    return Table(f"{NAME}-data", frame, columns, language)
