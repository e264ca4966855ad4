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

RANK_END = 20.0
NAME_START = 28.0
NAME_WIDTH = 152.0
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
    bottom = HEAD + sum(h for h, row in zip(heights, rows, strict=True) if _scored(row))
    _grid(canvas, scale, bottom, language)
    y = HEAD
    dots: list[Point] = []
    words: list[str] = []
    for row, lines, height in zip(rows, names, heights, strict=True):
        if row.is_this:
            canvas.rectangles([(0, y, WIDTH, height)], look.BAND)
        _write(canvas, y, height, row, lines, language)
        if _scored(row):
            place = (scale(row.score), y + height / 2)
            if row.is_this:
                canvas.dots([place], 6, look.ACCENT)
            else:
                dots.append(place)
                words.append(f"{row.name}: {format_number(row.score, language, 1)}")
        y += height
    canvas.dots(dots, 4.2, look.OTHERS)
    return canvas


def _name_lines(row: Standing) -> list[str]:
    weight = look.SEMIBOLD if row.is_this else look.REGULAR
    room = NAME_WIDTH if _scored(row) else WIDTH - NAME_START
    words = row.name if _scored(row) else " – ".join(w for w in (row.name, row.note) if w)
    return look.wrap(words, room, NOTE_SIZE, weight)


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


def _write(
    canvas: Canvas, y: float, height: float, row: Standing, lines: list[str], language: Language
) -> None:
    weight = look.SEMIBOLD if row.is_this else look.REGULAR
    colour = look.INK if _scored(row) else look.MUTED
    top = y + (height - lines_height(lines, NOTE_SIZE)) / 2
    write_lines(
        canvas, NAME_START, top, lines, size=NOTE_SIZE, weight=weight, colour=colour
    )  # fmt: skip
    if not _scored(row):
        return
    base = y + height / 2 + 4
    canvas.label(RANK_END, base, f"{row.rank:.0f}", size=NOTE_SIZE, weight=weight,
                 colour=look.MUTED, anchor="end")  # fmt: skip
    canvas.label(SCORE_END, base, format_number(row.score, language, 1), size=NOTE_SIZE,
                 weight=weight, anchor="end")  # fmt: skip
    if not math.isnan(row.change):
        canvas.label(WIDTH - 1, base, change_sign(row.change), size=SMALL_SIZE,
                     colour=look.MUTED, anchor="end")  # fmt: skip
