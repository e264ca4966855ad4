"""Targets: bullets (actual, pace, target) for figures, a list of marks for yes-or-no targets.

In: the targets table of a unit or of the city. Out: a chart of two panels.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from cchc_lib.present import theme as look
from cchc_lib.present.canvas import Canvas
from cchc_lib.present.chart import Chart
from cchc_lib.present.charts.panel import (
    NAME_SIZE,
    NOTE_SIZE,
    SMALL_SIZE,
    WIDTH,
    Scale,
    lines_height,
    unreported_bar,
    write_lines,
)
from cchc_lib.present.phrases import STATUS_ORDER, aim_words, amount, reached, status_words
from cchc_lib.present.rows import Row, records
from cchc_lib.present.table import Column, Table
from cchc_lib.present.text.keys import by_firmness
from cchc_lib.texts import Language, text

NAME = "targets"
BAR = 11.0
AIM = 276.0
"""Where every bullet has its target: the rest is for those that reached more."""
MOST = 1.2
GAP = 18.0
ABOVE = 8.0
BELOW = 4.0
SIGN = 9.0
_INDENT = 28.0


@dataclass(frozen=True)
class Bullet:
    """One row of the chart; `actual` and `pace` as shares of the target (NaN: not reported).

    `words` say what was reached, `aim` what the target is.
    """

    name: str
    status: str
    words: str
    aim: str
    actual: float
    pace: float
    mark_only: bool


def targets(frame: pd.DataFrame, language: Language) -> Chart:
    """The targets that a unit is held to, with the city's result for those of the city alone."""
    rows = sorted((row for row in records(frame) if _shown(row)), key=_of_city)
    bullets = [_city_row(row, language) if _of_city(row) else _own(row, language) for row in rows]
    own = [row for row in rows if not _of_city(row)]
    return _chart(bullets, _finding(own, "unit", language), language)


def city_targets(frame: pd.DataFrame, language: Language) -> Chart:
    """The targets for the city as a whole: shares of units or of items."""
    rows = records(frame)
    bullets = [_share(row, language) for row in rows]
    chart = _chart(bullets, _finding(rows, "city", language), language)
    whole = text("present.table.denominator", language)
    return replace(chart, caption=f"{chart.caption} {whole}")


def _shown(row: Row) -> bool:
    return row["status"] != "not_applicable" or _of_city(row)


def _of_city(row: Row) -> bool:
    return row.get("assessed") == "city" and "city_actual" in row


def _own(row: Row, language: Language) -> Bullet:
    threshold = row["threshold"] or math.nan
    pace = row["pace"] / threshold
    words = reached(row, language)
    if row["kind"] != "flag" and not math.isnan(row["actual"]) and 0 < pace < 1:
        words += _needed(amount(row["pace"], row, language), language)
    actual = row["actual"] / threshold
    aim = aim_words(amount(threshold, row, language), row, language)
    return Bullet(row["name"], row["status"], words, aim, actual, pace, row["kind"] == "flag")


def _city_row(row: Row, language: Language) -> Bullet:
    """A target of the city alone, in a unit's chart: the city's own result, so named."""
    percent = {**row, "kind": "level", "unit_of_measure": "%"}
    words = text(
        "present.chart.targets.of-city", language,
        actual=amount(row["city_actual"], percent, language),
    )  # fmt: skip
    aim = aim_words(amount(row["city_threshold"], percent, language), row, language)
    share = row["city_actual"] / row["city_threshold"]
    return Bullet(row["name"], row["city_status"], words, aim, share, math.nan, mark_only=False)


def _share(row: Row, language: Language) -> Bullet:
    percent = {**row, "kind": "level", "unit_of_measure": "%"}
    words = reached({**percent, "kind": "share"}, language)
    aim = aim_words(amount(row["threshold"], percent, language), row, language)
    pace = row["pace"] / row["threshold"]
    if not math.isnan(row["actual"]) and 0 < pace < 1:
        words += _needed(amount(row["pace"], percent, language), language)
    return Bullet(row["name"], row["status"], words, aim, row["attainment"], pace, mark_only=False)


def _needed(pace: str, language: Language) -> str:
    return text("present.chart.targets.needed", language, pace=pace)


def _finding(rows: Sequence[Row], whose: str, language: Language) -> str:
    """How many firm targets are met, late and on track; the aspirational ones apart."""
    firm, aspirational = by_firmness(row for row in rows if row["status"] != "not_applicable")
    statuses = firm or aspirational
    counts = {status: statuses.count(status) for status in STATUS_ORDER}
    held = len(statuses)
    if held == 0:
        return text("present.chart.targets.none", language)
    if held == counts["not_reported"]:
        return text("present.chart.targets.nothing", language, all=held)
    parts = [
        text(f"present.chart.targets.count.{status}", language, count=counts[status])
        for status in STATUS_ORDER
        if counts[status] and status not in ("met", "not_applicable")
    ]
    head = text(f"present.chart.targets.met-{whose}", language, met=counts["met"], all=held)
    if firm and aspirational:
        met = aspirational.count("met")
        parts.append(text("present.keys.aspirational", language, met=met, all=len(aspirational)))
    return "; ".join([head, *parts])


def _chart(bullets: list[Bullet], title: str, language: Language) -> Chart:
    panels = _panels(bullets)
    drawings, words = [], []
    for at, rows in enumerate(panels):
        listed = "; ".join(f"{b.name}: {_said(b, language)}" for b in rows)
        words.append(listed)
        part = text("present.chart.targets.label", language, part=at + 1, parts=len(panels))
        drawings.append(_draw(rows, language).svg(f"{NAME}-{at + 1}", part, listed))
    return Chart(
        NAME, title, "".join(drawings), ". ".join([title, *words]), language,
        caption=text("present.chart.targets.how", language), data=_data(bullets, language),
    )  # fmt: skip


def _panels(bullets: list[Bullet]) -> list[list[Bullet]]:
    """Figures left and marks right; two halves where there is only one of them."""
    marks = [bullet for bullet in bullets if bullet.mark_only]
    figures = [bullet for bullet in bullets if not bullet.mark_only]
    if marks and figures:
        return [figures, marks]
    half = (len(bullets) + 1) // 2
    return [part for part in (bullets[:half], bullets[half:]) if part]


def _said(bullet: Bullet, language: Language) -> str:
    status = status_words(bullet.status, language).lower()
    return status if bullet.mark_only else f"{bullet.words} ({bullet.aim}), {status}"


def _draw(rows: list[Bullet], language: Language) -> Canvas:
    names = [look.wrap(row.name, _name_room(row), NAME_SIZE, look.SEMIBOLD) for row in rows]
    notes = [look.wrap(_after_status(row, language), WIDTH - _INDENT, NOTE_SIZE) for row in rows]
    height = sum(
        lines_height(name) + lines_height(note or [""], NOTE_SIZE)
        + GAP + (0 if row.mark_only else BAR + ABOVE + BELOW)
        for row, name, note in zip(rows, names, notes, strict=True)
    )  # fmt: skip
    canvas = Canvas(WIDTH, height - GAP + 6)
    y = 2.0
    for row, name in zip(rows, names, strict=True):
        drawn = _mark if row.mark_only else _bullet
        y = drawn(canvas, y, row, name, language)
    return canvas


def _name_room(row: Bullet) -> float:
    """How wide a name may be: the target's words stand above the target's line."""
    if row.mark_only:
        return WIDTH - _INDENT
    return AIM - look.text_width(row.aim, SMALL_SIZE) / 2 - 10


def _after_status(row: Bullet, language: Language) -> str:
    """The words under a row, in which the status comes first."""
    status = status_words(row.status, language)
    known = not (row.mark_only or math.isnan(row.actual))
    return f"{status} · {row.words}" if known else status


def _write_status(canvas: Canvas, x: float, y: float, row: Bullet, language: Language) -> float:
    """The status in ink, then what was reached, muted."""
    status = status_words(row.status, language)
    lines = look.wrap(_after_status(row, language), WIDTH - _INDENT, NOTE_SIZE)
    canvas.label(x, y + 0.95 * NOTE_SIZE, status, size=NOTE_SIZE)
    rest = lines[0].removeprefix(status)
    if rest:
        after = x + look.text_width(status, NOTE_SIZE)
        canvas.label(after + 3, y + 0.95 * NOTE_SIZE, rest.strip(), size=NOTE_SIZE,
                     colour=look.MUTED)  # fmt: skip
    below = y + lines_height(lines[:1], NOTE_SIZE)
    return write_lines(canvas, x, below, lines[1:], size=NOTE_SIZE, colour=look.MUTED)


def _mark(canvas: Canvas, y: float, row: Bullet, name: list[str], language: Language) -> float:
    colour = look.STATUS_COLOURS[row.status]
    centre = y + 8
    if row.status == "not_reported":
        canvas.dots([(SIGN + 1, centre)], SIGN - 1, look.PAPER, stroke=colour, stroke_width=2)
    else:
        canvas.dots([(SIGN + 1, centre)], SIGN, colour)
        if row.status != "on_track":
            sign = look.STATUS_SIGNS[row.status]
            canvas.label(SIGN + 1, centre + 4, sign, size=12, colour=look.PAPER,
                         anchor="middle", weight=look.SEMIBOLD)  # fmt: skip
    y = write_lines(canvas, _INDENT, y, name, weight=look.SEMIBOLD)
    return _write_status(canvas, _INDENT, y, row, language) + GAP


def _bullet(canvas: Canvas, y: float, row: Bullet, name: list[str], language: Language) -> float:
    scale = Scale(0, MOST, 0, AIM * MOST)
    y = write_lines(canvas, 0, y, name, weight=look.SEMIBOLD)
    canvas.label(AIM, y - 4, row.aim, size=SMALL_SIZE, colour=look.MUTED, anchor="middle")
    y += ABOVE
    if math.isnan(row.actual):
        unreported_bar(canvas, y, AIM, BAR)
    else:
        canvas.rectangles([(0, y, AIM, BAR)], look.TRACK)
    if row.actual > 0:
        canvas.rectangles([(0, y, scale(row.actual), BAR)], look.STATUS_COLOURS[row.status])
    canvas.lines([[(AIM, y - 3), (AIM, y + BAR + 3)]], look.INK, width=2.5)
    if 0 < row.pace < 1:
        x = scale(row.pace)
        canvas.polygons([[(x, y + 1), (x - 4.5, y - 6), (x + 4.5, y - 6)]], look.INK)
    y += BAR + BELOW
    sign, colour = look.STATUS_SIGNS[row.status], look.STATUS_COLOURS[row.status]
    canvas.label(0, y + 0.95 * NOTE_SIZE, sign, size=NOTE_SIZE, weight=look.SEMIBOLD, colour=colour)
    return _write_status(canvas, 14, y, row, language) + GAP


def _data(bullets: list[Bullet], language: Language) -> Table:
    frame = pd.DataFrame(
        [
            {
                "name": bullet.name,
                "words": f"{bullet.words} ({bullet.aim})",
                "actual": 100 * bullet.actual,
                "pace": 100 * bullet.pace,
                "status": bullet.status,
            }
            for bullet in bullets
        ]
    )

    def heading(key: str) -> str:
        return text(f"present.column.{key}", language)

    columns = (
        Column("name", heading("target"), header=True),
        Column("words", heading("reached")),
        Column("actual", heading("attainment"), "percent"),
        Column("pace", heading("pace"), "percent"),
        Column("status", heading("status"), show=lambda r: status_words(r["status"], language)),
    )
    return Table(f"{NAME}-data", frame, columns, language)
