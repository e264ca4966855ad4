"""The tables of the city's report."""

import math

import pandas as pd
from markupsafe import Markup

from cchc_lib.present.phrases import (
    aim_words,
    amount,
    change_sign,
    rank_span,
    reached,
    reason_words,
    status_mark,
)
from cchc_lib.present.rows import Row, only_value
from cchc_lib.present.table import Column, Table
from cchc_lib.present.tables.unit import target_name, target_notes, with_due, with_interval
from cchc_lib.texts import Language, text
from cchc_lib.vietnamese import format_number
from cchc_lib.vietnamese.formats import MISSING


def city_targets(frame: pd.DataFrame, language: Language) -> Table:
    """The targets for the city: aim, reached (with numerator and denominator), pace, status."""
    one_due = only_value(frame["due"]) is not None

    def aim(row: Row) -> Markup:
        words = aim_words(amount(row["threshold"], _percent(row), language), row, language)
        return with_due(words, row, language, hidden=one_due)

    columns = (
        Column("name", _heading("target", language), header=True,
               show=lambda row: target_name(row, language)),
        Column("threshold", _heading("aim", language), show=aim),
        Column("actual", _heading("reached", language),
               show=lambda row: with_interval(reached(_percent(row), language), row, language)),
        Column("pace", _heading("pace", language),
               show=lambda row: amount(row["pace"] or math.nan, _percent(row), language)),
        Column("reported", _heading("reported-units", language),
               show=lambda row: f"{row['reported']}/{row['expected']}"),
        Column("status", _heading("status", language),
               show=lambda row: status_mark(row["status"], language)),
    )  # fmt: skip
    return Table(
        "targets", frame, columns, language,
        caption=text("present.table.targets", language),
        notes=(*target_notes(frame, language), text("present.table.denominator", language)),
        stacks=True,
    )  # fmt: skip


def league(frame: pd.DataFrame, group: str, language: Language) -> Table:
    """The units of one group in order of rank; those without a rank stand last and say why."""
    rows = frame[frame["group"] == group]
    named = rows["group_name"].iloc[0] if len(rows) else group
    subgroups = rows["subgroup"].notna().any()

    def change(row: Row) -> str:
        value = row["rank_change"]
        return MISSING if value is None or math.isnan(value) else change_sign(float(value))

    columns = [
        Column("rank", _heading("rank", language), "number"),
        Column("name", _heading("unit", language), header=True),
        Column("score", _heading("score", language), "number", 2),
        Column("rank_change", _heading("change", language), "number", show=change),
        Column("rank_lower", _heading("rank-set", language), "number", show=_rank_set),
        Column("subgroup_rank", _heading("subgroup-rank", language), "number"),
        Column("weight_reported", _heading("reported-weight", language), "number",
               show=lambda row: f"{format_number(100 * row['weight_reported'], language, 0)}%"),
        Column("reason", _heading("remark", language),
               show=lambda row: reason_words(row, language)),
    ]  # fmt: skip
    kept = tuple(column for column in columns if subgroups or column.key != "subgroup_rank")
    caption = text("present.table.league", language, group=named)
    return Table(f"league-{group}-table", rows, kept, language, caption=caption)


def persons(frame: pd.DataFrame, fewer_than: int, language: Language) -> Table:
    """Totals of figures that count persons; `fewer_than` is the threshold of what is shown."""
    whole = text("present.table.whole-city-title", language)
    columns = (
        Column("group_name", _heading("group", language), header=True,
               show=lambda row: row["group_name"] or whole),
        Column("value", _heading("value", language), "number",
               show=lambda row: _persons(row, language)),
        Column("unit_of_measure", _heading("measure", language)),
        Column("reported", _heading("reported-units", language), "number"),
    )  # fmt: skip
    return Table(
        "persons", frame, columns, language,
        caption=text("present.table.persons", language),
        empty=text("present.table.no-persons", language),
        notes=(text("present.table.persons-note", language, fewer_than=fewer_than),),
        section="name",
    )  # fmt: skip


def _persons(row: Row, language: Language) -> str:
    if row["hidden"]:
        return text("present.table.kept-back", language)
    return format_number(row["value"], language)


def _rank_set(row: Row) -> str:
    """The ranks that cannot be told apart from the unit's own: `4–9`."""
    if math.isnan(row["rank_lower"]):
        return MISSING
    return rank_span(int(row["rank_lower"]), int(row["rank_upper"]))


def quality(frame: pd.DataFrame, language: Language) -> Table:
    """How much each unit reported of what it should, and its problems by severity."""
    shares = frame.assign(share=100 * frame["reported"] / frame["expected"].where(
        frame["expected"] > 0
    ))  # fmt: skip
    columns = (
        Column("name", _heading("unit", language), header=True),
        Column("reported", _heading("reported-of", language), "number",
               show=lambda row: f"{row['reported']}/{row['expected']}"),
        Column("share", _heading("share-reported", language), "percent", 0),
        Column("refuse", _heading("refuse", language), "number"),
        Column("doubtful", _heading("doubtful", language), "number"),
        Column("note", _heading("note", language), "number"),
    )  # fmt: skip
    caption = text("present.table.quality", language)
    return Table("quality", shares, columns, language, caption=caption, section="group_name")


def _percent(row: Row) -> Row:
    return {**row, "kind": "share", "unit_of_measure": "%"}


def _heading(key: str, language: Language) -> str:
    return text(f"present.column.{key}", language)
