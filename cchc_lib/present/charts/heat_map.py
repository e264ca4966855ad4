"""Heat map: unit × target, each cell's status told by colour and by shape.

In: the city's heat table. Out: one chart a group, of one or two panels.
"""

import math
from collections.abc import Sequence

import pandas as pd

from cchc_lib.present import theme as look
from cchc_lib.present.canvas import Box, Canvas, Point
from cchc_lib.present.chart import Chart
from cchc_lib.present.charts.panel import SMALL_SIZE, WIDTH, lines_height, write_lines
from cchc_lib.present.phrases import STATUS_ORDER, status_words
from cchc_lib.present.table import Column, Table
from cchc_lib.texts import Language, text
from cchc_lib.vietnamese.letters import sort_key

NAME_WIDTH = 150.0
HEAD_SIZE = 11.0
HEAD_LINE = 1.08
"""Distance of two lines of a heading: two of them fit a column of 24 pixels."""
CELL_MOST = 28.0
ROW = 17.0
PAD = 1.0
CELL_COLOURS = {
    "met": look.BAND,
    "on_track": look.TRACK,
    "behind": look.BEHIND,
    "missed": look.MISSED,
}
"""What is well stays pale, so that what is behind is seen first."""
LATE = ("missed", "behind")


def heat_map(table: pd.DataFrame, group: str, language: Language) -> Chart:
    """The units of one group, those with most targets behind first, then by name."""
    rows = table[(table["group"] == group) & (table["status"] != "not_applicable")]
    targets = dict(zip(rows["target"], rows["target_name"], strict=True))
    names = dict(zip(rows["unit"], rows["name"], strict=True))
    wide = rows.pivot(index="unit", columns="target", values="status").reindex(
        columns=list(targets)
    )
    late = wide.isin(LATE).sum(axis=1).to_dict()
    order = sorted(names, key=lambda unit: (-late[unit], sort_key(names[unit])))
    half = (len(order) + 1) // 2
    title = f"{rows['group_name'].iloc[0]}: {_finding(rows, targets, language)}"
    svg = ""
    for at, part in enumerate(p for p in (order[:half], order[half:]) if p):
        drawing = _draw(part, names, targets, wide)
        label = text("present.chart.heat.label", language, part=at + 1)
        svg += drawing.svg(f"heat-{group}-{at + 1}", label, _said(part, names, targets, wide,
                                                                  language))  # fmt: skip
    return Chart(
        f"heat-{group}", title, svg, f"{title}. {_words(rows, targets, language)}", language,
        caption=text("present.chart.heat.how", language),
        data=_data(rows, targets, language),
    )  # fmt: skip


def _finding(rows: pd.DataFrame, targets: dict[str, str], language: Language) -> str:
    late = (
        rows[rows["status"].isin(LATE)]
        .groupby("target")
        .size()
        .reindex(list(targets), fill_value=0)
    )
    if late.sum() == 0:
        return text("present.chart.heat.none-late", language)
    worst = str(late.idxmax())
    return text(
        "present.chart.heat.finding", language,
        target=targets[worst], count=int(late.max()), units=rows["unit"].nunique(),
    )  # fmt: skip


def _words(rows: pd.DataFrame, targets: dict[str, str], language: Language) -> str:
    """Target by target, how many units have each status."""
    counts = rows.groupby(["target", "status"]).size().to_dict()
    said = []
    for target, name in targets.items():
        listed = ", ".join(
            f"{counts[target, status]} {status_words(status, language).lower()}"
            for status in STATUS_ORDER
            if (target, status) in counts
        )
        said.append(f"{name}: {listed}")
    return "; ".join(said)


def _said(
    units: Sequence[str],
    names: dict[str, str],
    targets: dict[str, str],
    wide: pd.DataFrame,
    language: Language,
) -> str:
    """Unit by unit, which targets are behind or missed."""
    said = []
    for unit in units:
        behind = [targets[t] for t in targets if wide.loc[unit, t] in LATE]
        words = ", ".join(behind) or text("present.chart.heat.nothing-late", language)
        said.append(f"{names[unit]}: {words}")
    return "; ".join(said)


def _draw(
    units: Sequence[str], names: dict[str, str], targets: dict[str, str], wide: pd.DataFrame
) -> Canvas:
    cell = float(int(min(CELL_MOST, (WIDTH - NAME_WIDTH) / len(targets))))
    lines = [look.wrap(names[unit], NAME_WIDTH - 8, SMALL_SIZE) for unit in units]
    heights = [float(math.ceil(max(ROW, lines_height(part, SMALL_SIZE) + 3))) for part in lines]
    heads = _heads(list(targets.values()), cell)
    longest = max(look.text_width(line, HEAD_SIZE) for part in heads for line in part)
    head = float(math.ceil(10 + longest))
    canvas = Canvas(WIDTH, head + sum(heights) + 2)
    for at, part in enumerate(heads):
        _head(canvas, NAME_WIDTH + (at + 0.5) * cell, head - 5, part)
    cells: dict[str, list[Box]] = {}
    y = head
    for unit, part, height in zip(units, lines, heights, strict=True):
        top = y + (height - lines_height(part, SMALL_SIZE)) / 2
        write_lines(canvas, 0, top, part, size=SMALL_SIZE)
        for at, target in enumerate(targets):
            status = wide.loc[unit, target]
            if isinstance(status, str):
                box = (NAME_WIDTH + at * cell + PAD, y + PAD, cell - 2 * PAD, height - 2 * PAD)
                cells.setdefault(status, []).append(box)
        y += height
    for status in STATUS_ORDER:
        if status in cells:
            _cells(canvas, status, cells[status])
    return canvas


def _heads(names: Sequence[str], cell: float) -> list[list[str]]:
    """The targets' names in as many lines as a column is wide for."""
    most = max(1, int(cell // (HEAD_SIZE * HEAD_LINE)))
    width = 90.0
    while True:
        heads = [look.wrap(name, width, HEAD_SIZE) for name in names]
        if all(len(head) <= most for head in heads):
            return heads
        width += 10


def _head(canvas: Canvas, x: float, y: float, lines: Sequence[str]) -> None:
    """A target's name, read upwards."""
    step = HEAD_SIZE * HEAD_LINE
    first = x + HEAD_SIZE * 0.36 - step * (len(lines) - 1) / 2
    for at, line in enumerate(lines):
        canvas.label(first + at * step, y, line, size=HEAD_SIZE, colour=look.MUTED, rotation=90)


def _cells(canvas: Canvas, status: str, boxes: list[Box]) -> None:
    if status == "not_reported":
        canvas.rectangles([(x + 0.5, y + 0.5, w - 1, h - 1) for x, y, w, h in boxes],
                          "none", stroke=look.RULE)  # fmt: skip
    else:
        canvas.rectangles(boxes, CELL_COLOURS[status])
    marks = [_mark(status, x + width // 2, y + height // 2) for x, y, width, height in boxes]
    if status == "behind":
        canvas.polygons(marks, look.PAPER)
    elif status == "missed":
        crossed = [line for mark in marks for line in (mark[:2], mark[2:])]
        canvas.lines(crossed, look.PAPER, width=2)
    elif status == "met":
        canvas.lines(marks, look.MET, width=1.8)
    elif status == "not_reported":
        canvas.lines(marks, look.UNKNOWN, width=1.6)


def _mark(status: str, x: float, y: float) -> list[Point]:
    """The points of a status's sign around (x, y)."""
    if status == "behind":
        return [(x - 4, y - 3), (x + 4, y - 3), (x, y + 4)]
    if status == "missed":
        return [(x - 3, y - 3), (x + 3, y + 3), (x - 3, y + 3), (x + 3, y - 3)]
    if status == "met":
        return [(x - 4, y), (x - 1, y + 3), (x + 4, y - 3)]
    return [(x - 3, y), (x + 3, y)]


def _data(rows: pd.DataFrame, targets: dict[str, str], language: Language) -> Table:
    """How many units have each status, target by target."""
    counts = pd.crosstab(rows["target"], rows["status"]).reindex(
        index=list(targets), columns=list(STATUS_ORDER[:-1]), fill_value=0
    )
    frame = counts.assign(name=list(targets.values())).reset_index(drop=True)
    columns = (
        Column("name", text("present.column.target", language), header=True),
        *(Column(status, status_words(status, language), "number") for status in counts.columns),
    )
    return Table(f"heat-data-{rows['group'].iloc[0]}", frame, columns, language)
