"""Receipts: on which day each unit's report came, counted from the due date.

In: the receipts table. Out: a chart of two panels: a calendar of dots, and who is late or missing.
"""

from collections.abc import Sequence

import pandas as pd

from cchc_lib.present import theme as look
from cchc_lib.present.canvas import Canvas, Point
from cchc_lib.present.chart import Chart
from cchc_lib.present.charts.panel import (
    NAME_SIZE,
    NOTE_SIZE,
    SMALL_SIZE,
    WIDTH,
    lines_height,
    write_lines,
)
from cchc_lib.present.phrases import named_list
from cchc_lib.present.rows import records
from cchc_lib.texts import Language, text

NAME = "receipts"
EARLIEST, LATEST = -10, 10
"""Days around the due date that have a column; earlier and later ones share the outermost."""
MARGIN = 8.0
MOST_LISTED = 14


def receipts(table: pd.DataFrame, language: Language) -> Chart:
    """Who reported when."""
    counts = table["status"].value_counts()
    values = {
        "on_time": int(counts.get("on_time", 0)),
        "late": int(counts.get("late", 0)),
        "missing": int(counts.get("missing", 0)),
        "all": len(table),
    }
    title = text("present.chart.receipts.finding", language, **values)
    late = _late_words(table, language)
    missing = list(table.loc[table["status"] == "missing", "name"])
    said = "; ".join(
        [
            title,
            text("present.chart.receipts.late", language) + ": " + (", ".join(late) or "–"),
            text("present.chart.receipts.missing", language) + ": "
            + (named_list(missing, language, MOST_LISTED) or "–"),
        ]
    )  # fmt: skip
    days = table.loc[table["status"] != "missing", "days_late"]
    svg = _calendar([int(day) for day in days], language).svg(
        f"{NAME}-1", text("present.chart.receipts.label", language), title
    )
    svg += _lists(late, missing, language).svg(
        f"{NAME}-2", text("present.chart.receipts.names", language), said
    )
    how = text("present.chart.receipts.how", language)
    return Chart(NAME, title, svg, said, language, caption=how)


def _late_words(table: pd.DataFrame, language: Language) -> list[str]:
    late = table[table["status"] == "late"].sort_values("days_late", kind="stable")
    return [
        text("present.chart.receipts.days", language, unit=row["name"], days=int(row["days_late"]))
        for row in records(late)
    ]


def _calendar(days: Sequence[int], language: Language) -> Canvas:
    step = (WIDTH - 2 * MARGIN) / (LATEST - EARLIEST + 1)
    stacks: dict[int, int] = {}
    for day in days:
        column = min(max(day, EARLIEST), LATEST)
        stacks[column] = stacks.get(column, 0) + 1
    tallest = max(stacks.values(), default=1)
    rise = min(2 * 5.6 + 1.2, 150 / tallest)
    radius = min(5.6, step / 2 - 0.8, max(2.0, rise / 2 - 0.4))
    bottom = 24 + tallest * rise + 6
    canvas = Canvas(WIDTH, bottom + 34)

    def place(day: float) -> float:
        return MARGIN + (day - EARLIEST + 0.5) * step

    due = place(0) + step / 2
    canvas.lines([[(due, 18), (due, bottom + 4)]], look.INK, width=1.2, dash=(3, 2.5))
    words = text("present.chart.receipts.due", language)
    canvas.label(due, 12, words, size=NOTE_SIZE, anchor="middle")
    canvas.lines([[(MARGIN, bottom), (WIDTH - MARGIN, bottom)]], look.RULE)
    points: dict[bool, list[Point]] = {False: [], True: []}
    for day, count in sorted(stacks.items()):
        for at in range(count):
            points[day > 0].append((place(day), bottom - 2 - radius - at * rise))
    canvas.dots(points[False], radius, look.MET)
    canvas.dots(points[True], radius, look.PAPER, stroke=look.BEHIND, stroke_width=2.4)
    for day in (EARLIEST, EARLIEST // 2, 0, LATEST // 2, LATEST):
        canvas.label(place(day), bottom + 15, _day(day), size=SMALL_SIZE, colour=look.MUTED,
                     anchor="middle")  # fmt: skip
    below = text("present.chart.receipts.axis", language)
    canvas.label(WIDTH / 2, bottom + 30, below, size=SMALL_SIZE, colour=look.MUTED,
                 anchor="middle")  # fmt: skip
    return canvas


def _day(day: int) -> str:
    if abs(day) == LATEST:
        return f"{'≤ −' if day < 0 else '≥ +'}{abs(day)}"
    return f"−{-day}" if day < 0 else f"+{day}" if day else "0"


def _lists(late: Sequence[str], missing: Sequence[str], language: Language) -> Canvas:
    """Two headed lists: who is late, who is missing."""
    blocks = []
    for key, names in (("late", late), ("missing", missing)):
        shown = list(names[:MOST_LISTED])
        if len(names) > MOST_LISTED:
            shown.append(text("present.list.others", language, count=len(names) - MOST_LISTED))
        head = text(f"present.chart.receipts.{key}", language)
        lines = [part for name in shown or ["–"] for part in look.wrap(name, WIDTH - 18, NOTE_SIZE)]
        blocks.append((key, f"{head}: {len(names)}", lines))
    height = sum(24 + lines_height(lines, NOTE_SIZE) + 14 for *_, lines in blocks)
    canvas = Canvas(WIDTH, height)
    y = 2.0
    for key, head, lines in blocks:
        place = [(6.0, y + 8)]
        if key == "late":
            canvas.dots(place, 4.6, look.PAPER, stroke=look.BEHIND, stroke_width=2.4)
        else:
            canvas.lines([[(2, y + 4), (10, y + 12)], [(2, y + 12), (10, y + 4)]], look.MISSED,
                         width=2.2)  # fmt: skip
        y = write_lines(canvas, 18, y, [head], weight=look.SEMIBOLD, size=NAME_SIZE) + 3
        y = write_lines(canvas, 18, y, lines, size=NOTE_SIZE) + 14
    return canvas
