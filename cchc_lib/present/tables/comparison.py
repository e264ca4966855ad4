"""Tables that set a unit beside others: earlier quarters, the group, the group's own share."""

import math

import pandas as pd

from cchc_lib.present.phrases import mid_sentence
from cchc_lib.present.rows import Row
from cchc_lib.present.table import Column, Table
from cchc_lib.texts import Language, text
from cchc_lib.vietnamese import format_number, format_percent, format_share
from cchc_lib.vietnamese.formats import MISSING

SCORE = "score"


def comparisons(frame: pd.DataFrame, language: Language) -> Table:
    """The score and each series: now, last quarter, a year ago, the group's median and best."""

    def figure(key: str) -> Column:
        return Column(
            key, _heading(key, language), "number", show=lambda row: _amount(row, key, language)
        )

    columns = (
        Column("name", _heading("series", language), header=True,
               show=lambda row: _series_name(row, language)),
        figure("now"),
        figure("previous"),
        figure("year_before"),
        figure("group_median"),
        Column("group_best", _heading("group_best", language),
               show=lambda row: _best(row, language)),
    )  # fmt: skip
    return Table(
        "comparisons", frame, columns, language,
        caption=text("present.table.comparisons", language),
        notes=(text("present.table.comparisons-note", language),), stacks=True,
    )  # fmt: skip


def shares(frame: pd.DataFrame, confidence: float, language: Language) -> Table:
    """Shares of outcomes: figure, interval, the group's own share, and the place in the funnel.

    `confidence` is that of the intervals, from 0 to 1.
    """
    level = format_percent(100 * confidence, language)
    columns = (
        Column("name", _heading("share-series", language), header=True),
        Column("share", _heading("reached", language), show=lambda row: _share(row, language)),
        Column("lower", f"{_heading('interval', language)} {level}",
               show=lambda row: interval(row, language)),
        Column("group_share", _heading("group-share", language), "percent", 1),
        Column("position", _heading("position", language),
               show=lambda row: position_words(row, language)),
    )  # fmt: skip
    return Table(
        "shares", frame, columns, language,
        caption=text("present.table.shares", language),
        empty=text("present.table.no-shares", language),
        notes=(text("present.table.shares-note", language, confidence=level),), stacks=True,
    )  # fmt: skip


def interval(row: Row, language: Language) -> str:
    """`95,0–98,5%`: the interval of a share, in percent."""
    if math.isnan(row["lower"]) or math.isnan(row["upper"]):
        return MISSING
    low, high = (format_share(row[key], language, 1) for key in ("lower", "upper"))
    return f"{low.removesuffix('%')}–{high}"


def position_words(row: Row, language: Language) -> str:
    """Where a share lies in its group's funnel; a dash where there is none."""
    position = row["position"]
    if not isinstance(position, str):
        return MISSING
    limit = format_percent(row[position.rpartition("_")[2]], language) if "_" in position else ""
    return text(f"present.position.{position}", language, limit=limit)


def _share(row: Row, language: Language) -> str:
    if math.isnan(row["share"]):
        return MISSING
    part, whole = (format_number(row[key], language) for key in ("part", "whole"))
    return f"{format_share(row['share'], language, 1)} ({part}/{whole})"


def _series_name(row: Row, language: Language) -> str:
    if row["series"] == SCORE:
        return text("present.table.comparisons-score", language)
    return f"{row['name']} ({row['unit_of_measure']})"


def _amount(row: Row, key: str, language: Language) -> str:
    value = row[key]
    if math.isnan(value):
        return MISSING
    if row["series"] == SCORE:
        return format_number(value, language, 1)
    if row["unit_of_measure"] == "%":
        return format_share(value, language, 1).removesuffix("%")
    return format_number(value, language)


def _best(row: Row, language: Language) -> str:
    if not isinstance(row["best_unit"], str):
        return MISSING
    figure = _amount(row, "group_best", language)
    if row["best_count"] > 1:
        return text("present.table.best-several", language, figure=figure, count=row["best_count"])
    return f"{figure} ({mid_sentence(row['best_name'], language)})"


def _heading(key: str, language: Language) -> str:
    return text(f"present.column.{key.replace('_', '-')}", language)


def funnel(frame: pd.DataFrame, name: str, language: Language) -> Table:
    """The shares of a group's units behind a funnel, with the place of each."""
    columns = (
        Column("unit_name", _heading("unit", language), header=True),
        Column("share", _heading("reached", language), show=lambda row: _share(row, language)),
        Column("lower", _heading("interval", language), show=lambda row: interval(row, language)),
        Column("position", _heading("position", language),
               show=lambda row: position_words(row, language)),
    )  # fmt: skip
    caption = text("present.table.funnel", language)
    return Table(f"{name}-data", frame, columns, language, caption=caption, section="name")
