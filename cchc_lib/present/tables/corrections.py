"""The table of corrections, in a unit's report and in the intake review."""

import math

import pandas as pd
from markupsafe import Markup

from cchc_lib.present.block import joined, tag
from cchc_lib.present.rows import Row
from cchc_lib.present.table import Column, Table
from cchc_lib.texts import Language, text
from cchc_lib.vietnamese import format_date, format_number
from cchc_lib.vietnamese.formats import MISSING


def corrections(frame: pd.DataFrame, language: Language, *, with_unit: bool = False) -> Table:
    """Reported and corrected figure, why, by whom, where; `with_unit` names the unit first.

    A correction that does not fit the source any more says so.
    """
    unit = (Column("unit_name", _heading("unit", language), header=True),) if with_unit else ()
    columns = (
        *unit,
        Column("name", _heading("indicator", language), header=not with_unit),
        Column("quarter", _heading("quarter", language)),
        Column("reported", _heading("as-reported", language), "number",
               show=lambda row: _reported(row, language)),
        Column("corrected", _heading("corrected", language), "number",
               show=lambda row: _corrected(row, language)),
        Column("reason", _heading("reason", language)),
        Column("author", _heading("author", language), show=lambda row: _author(row, language)),
        Column("cell", _heading("place", language), show=_place),
    )  # fmt: skip
    return Table(
        "corrections", frame, columns, language,
        caption=text("present.table.corrections", language),
        empty=text("present.table.no-corrections", language), stacks=True,
    )  # fmt: skip


def _reported(row: Row, language: Language) -> str:
    if row["hidden"]:
        return text("present.table.kept-back", language)
    return format_number(row["reported"], language)


def _corrected(row: Row, language: Language) -> Markup:
    if row["hidden"]:
        return joined(text("present.table.kept-back", language))
    gone = math.isnan(row["corrected"])
    value = (
        text("present.table.not-counted", language)
        if gone else format_number(row["corrected"], language)
    )  # fmt: skip
    if row["status"] == "applied":
        return joined(value)
    return joined(value, " ", tag("small", text("present.table.not-applied", language)))


def _author(row: Row, language: Language) -> Markup:
    return joined(row["author"], " ", tag("small", format_date(row["date"], language)))


def _place(row: Row) -> Markup:
    parts = [part for part in (row["file"], row["sheet"], row["cell"]) if part]
    return joined(*(tag("span", part) for part in parts or [MISSING]), between=" · ")


def _heading(key: str, language: Language) -> str:
    return text(f"present.column.{key}", language)
