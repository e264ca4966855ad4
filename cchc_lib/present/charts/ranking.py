"""Ranked units as rows: rank, name, the score as a dot on a scale, change of rank.

In: rows of a league table. Out: a drawing; the place-in-group chart and the league share it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from cchc_lib.present import theme as look
from cchc_lib.present.canvas import Canvas, Point
from cchc_lib.present.charts.panel import (
    NOTE_SIZE,
    SMALL_SIZE,
    WIDTH,
    Scale,
    lines_height,
    ticks,
    write_lines,
)
from cchc_lib.present.phrases import change_sign
from cchc_lib.texts import Language
from cchc_lib.vietnamese import format_number

RANK_END = 25.0
NAME_START = 32.0
NAME_WIDTH = 150.0
SCORE_END = 312.0
SCALE = (192.0, 276.0)
ROW = 19.0
PADDING = 5.0
HEAD = 20.0


@dataclass(frozen=True)
class Standing:
    """One unit's row. `rank` NaN: not ranked, and `note` says why; `note` alone is a gap."""

    name: str
    rank: float
    score: float
    change: float = math.nan
    is_this: bool = False
    note: str = ""


def draw_ranking(rows: Sequence[Standing], scale: Scale, language: Language) -> Canvas:
    """The rows one below the other, under a scale of scores."""
    names = [_name_lines(row) for row in rows]
    heights = [max(ROW, lines_height(lines, NOTE_SIZE) + PADDING) for lines in names]
    canvas = Canvas(WIDTH, HEAD + sum(heights) + 2)
    last = max((at for at, row in enumerate(rows) if _scored(row)), default=-1)
    bottom = HEAD + sum(heights[: last + 1])
    score_end = SCORE_END if any(not math.isnan(row.change) for row in rows) else WIDTH - 4.0
    _grid(canvas, scale, bottom, language)
    y = HEAD
    dots: list[Point] = []
    words: list[str] = []
    for row, lines, height in zip(rows, names, heights, strict=True):
        if row.is_this:
            canvas.rectangles([(0, y, WIDTH, height)], look.BAND)
        _write_name(canvas, y, height, row, lines)
        if _scored(row):
            _write_figures(canvas, y + height / 2 + 4, row, score_end, language)
        if _scored(row):
            place = (scale(row.score), y + height / 2)
            if row.is_this:
                canvas.dots([place], 6, look.ACCENT)
            else:
                dots.append(place)
                words.append(f"{row.name}: {format_number(row.score, language, 1)}")
        y += height
    canvas.dots(dots, 4.2, look.OTHERS, words=words)
    return canvas


def _name_lines(row: Standing) -> list[str]:
    room = NAME_WIDTH if _scored(row) else WIDTH - NAME_START
    words = row.name if _scored(row) else " – ".join(w for w in (row.name, row.note) if w)
    return look.wrap(words, room, NOTE_SIZE, _weight(row))


def _scored(row: Standing) -> bool:
    return not math.isnan(row.rank)


def _grid(canvas: Canvas, scale: Scale, bottom: float, language: Language) -> None:
    values = ticks(scale, 2)
    canvas.lines([[(scale(v), HEAD - 3), (scale(v), bottom)] for v in values], look.RULE)
    for value in values:
        canvas.label(
            scale(value), 11, format_number(value, language),
            size=SMALL_SIZE, colour=look.MUTED, anchor="middle",
        )  # fmt: skip


def _weight(row: Standing) -> int:
    return look.SEMIBOLD if row.is_this else look.REGULAR


def _write_name(canvas: Canvas, y: float, height: float, row: Standing, lines: list[str]) -> None:
    colour = look.INK if _scored(row) else look.MUTED
    top = y + (height - lines_height(lines, NOTE_SIZE)) / 2
    write_lines(canvas, NAME_START, top, lines, size=NOTE_SIZE, weight=_weight(row), colour=colour)


def _write_figures(
    canvas: Canvas, base: float, row: Standing, score_end: float, language: Language
) -> None:
    canvas.label(RANK_END, base, f"{row.rank:.0f}", size=NOTE_SIZE, weight=_weight(row),
                 colour=look.MUTED, anchor="end")  # fmt: skip
    canvas.label(score_end, base, format_number(row.score, language, 1), size=NOTE_SIZE,
                 weight=_weight(row), anchor="end")  # fmt: skip
    if not math.isnan(row.change):
        canvas.label(WIDTH - 1, base, change_sign(row.change), size=SMALL_SIZE,
                     colour=look.MUTED, anchor="end")  # fmt: skip
