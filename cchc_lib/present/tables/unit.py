"""The tables of a unit's report."""

import pandas as pd
from markupsafe import Markup

from cchc_lib.present.block import joined, tag
from cchc_lib.present.phrases import (
    Row,
    amount,
    reason_words,
    reached,
    source_links,
    status_mark,
    still_missing,
)
from cchc_lib.present.table import Column, Table
from cchc_lib.texts import Language, text
from cchc_lib.vietnamese import format_date
from cchc_lib.vietnamese.formats import MISSING

def targets(frame: pd.DataFrame, sources: pd.DataFrame, language: Language) -> Table:
    """The year's targets: aim, what was reached (with its sources), pace, gap, status.

    A target of the city alone shows the city's status; one that does not bind the unit says so.
    """
    places = {
        key: f"{file} · {sheet}!{cell}"
        for key, file, sheet, cell in zip(
            sources["key"], sources["file"], sources["sheet"], sources["cell"], strict=True
        )
    }
    shown = frame[(frame["status"] != "not_applicable") | (frame["assessed"] == "city")]

    def name(row: Row) -> Markup:
        tail = "" if row["firm"] else tag("small", text("present.table.aspirational", language))
        return joined(row["name"], " ", tail) if tail else joined(row["name"])

    def aim(row: Row) -> Markup:
        due = text("present.table.due", language, due=format_date(row["due"], language))
        return joined(_aim(row, language), " ", tag("small", due))

    def own(row: Row) -> Markup:
        return joined(reached(row, language), source_links(row["sources"], places))

    def gap(row: Row) -> str:
        held = row["status"] in ("behind", "missed", "on_track")
        return (still_missing(row, language) if held else "") or MISSING

    def pace(row: Row) -> str:
        if row["kind"] == "flag" and row["pace"] < 1:
            return MISSING
        return MISSING if row["status"] == "not_applicable" else amount(row["pace"], row, language)

    def status(row: Row) -> Markup:
        if row["assessed"] != "city":
            return status_mark(row["status"], language)
        whole = text("present.table.whole-city", language)
        return joined(status_mark(row["city_status"], language), " ", tag("small", whole))

    columns = (
        Column("name", _heading("target", language), header=True, show=name),
        Column("threshold", _heading("aim", language), show=aim),
        Column("actual", _heading("reached", language), show=own),
        Column("pace", _heading("pace", language), show=pace),
        Column("gap", _heading("gap", language), show=gap),
        Column("status", _heading("status", language), show=status),
    )
    return Table(
        "targets", shown, columns, language,
        caption=text("present.table.targets", language),
        notes=(text("present.table.pacing", language),), stacks=True,
    )  # fmt: skip


def _aim(row: Row, language: Language) -> str:
    if row["assessed"] == "city":
        percent = {**row, "kind": "level", "unit_of_measure": "%"}
        return text("present.table.at-least", language,
                    aim=amount(row["city_threshold"], percent, language))  # fmt: skip
    if row["kind"] == "flag":
        return text("present.table.yes", language)
    return text("present.table.at-least", language, aim=amount(row["threshold"], row, language))


def group(frame: pd.DataFrame, group_title: str, language: Language) -> Table:
    """The unit's whole group in order of rank; those without a rank say why."""
    columns = (
        Column("rank", _heading("rank", language), "number"),
        Column("name", _heading("unit", language), header=True),
        Column("score", _heading("score", language), "number", 2),
        Column("reason", _heading("remark", language),
               show=lambda row: reason_words(row, language)),
    )  # fmt: skip
    return Table(
        "group", frame, columns, language,
        caption=text("present.table.group", language, group=group_title) if group_title else "",
        row_class=lambda row: "this" if row["is_this"] else None,
    )  # fmt: skip


def sources(frame: pd.DataFrame, language: Language) -> Table:
    """Figure by figure: which file, sheet and cell it was read from; rows have the ids s1, s2 …"""
    columns = (
        Column("key", "", show=lambda row: row["key"].removeprefix("s")),
        Column("name", _heading("indicator", language), header=True),
        Column("quarter", _heading("quarter", language)),
        Column("value", _heading("value", language), "number"),
        Column("unit_of_measure", _heading("measure", language)),
        Column("file", _heading("file", language)),
        Column("sheet", _heading("sheet", language)),
        Column("cell", _heading("cell", language)),
        Column("received", _heading("received", language), "date"),
    )
    return Table(
        "sources", frame, columns, language,
        caption=text("present.table.sources", language), row_id=lambda row: row["key"],
    )  # fmt: skip


def doubts(frame: pd.DataFrame, language: Language, *, with_unit: bool = False) -> Table:
    """Problems: how grave, where, what is wrong, what to do; `with_unit` names the unit first."""

    def place(row: Row) -> Markup:
        return joined(*(tag("span", part) for part in _place(row)), between=" · ")

    unit = (Column("unit_name", _heading("unit", language), header=True),) if with_unit else ()
    columns = (
        *unit,
        Column("severity_name", _heading("severity", language), show=_severity),
        Column("name", _heading("indicator", language), header=not with_unit),
        Column("file", _heading("place", language), show=place),
        Column("message", _heading("problem", language)),
        Column("advice", _heading("advice", language)),
    )
    return Table(
        "doubts", frame, columns, language,
        caption=text("present.table.doubts", language),
        empty=text("present.table.no-doubts", language), stacks=True,
    )  # fmt: skip


def missing(frame: pd.DataFrame, language: Language) -> Table:
    """Indicators that the unit should have reported and did not."""
    columns = (
        Column("name", _heading("indicator", language), header=True),
        Column("field_name", _heading("field", language)),
    )
    return Table(
        "missing", frame, columns, language,
        caption=text("present.table.missing", language),
        empty=text("present.table.nothing-missing", language),
    )  # fmt: skip


def _severity(row: Row) -> Markup:
    return tag("span", row["severity_name"], class_=f"severity severity-{row['severity']}")


def _place(row: Row) -> list[str]:
    return [part for part in (row["file"], row["sheet"], row["cell"]) if part]


def _heading(key: str, language: Language) -> str:
    return text(f"present.column.{key}", language)
