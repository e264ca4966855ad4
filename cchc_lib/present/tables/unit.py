"""The tables of a unit's report."""

import datetime
import math

import pandas as pd
from markupsafe import Markup

from cchc_lib.present.block import joined, tag
from cchc_lib.present.phrases import (
    aim_words,
    amount,
    reached,
    reason_words,
    source_links,
    status_mark,
    still_missing,
)
from cchc_lib.present.rows import Row, only_value, records
from cchc_lib.present.table import Column, Table
from cchc_lib.present.tables.comparison import interval
from cchc_lib.texts import Language, text
from cchc_lib.vietnamese import format_date, format_number
from cchc_lib.vietnamese.formats import MISSING


def targets(frame: pd.DataFrame, sources: pd.DataFrame, language: Language) -> Table:
    """The year's targets: aim, what was reached (with its sources), pace, gap, status.

    A target of the city alone shows the city's status; one that does not bind the unit is left
    out.
    """
    places = {row["key"]: _source_place(row, language) for row in records(sources)}
    shown = frame[(frame["status"] != "not_applicable") | (frame["assessed"] == "city")]
    one_due = only_value(frame["due"]) is not None
    columns = (
        Column("name", _heading("target", language), header=True,
               show=lambda row: target_name(row, language)),
        Column("threshold", _heading("aim", language),
               show=lambda row: with_due(_aim(row, language), row, language, hidden=one_due)),
        Column("actual", _heading("reached", language),
               show=lambda row: _reached(row, places, language)),
        Column("pace", _heading("pace", language), show=lambda row: _pace(row, language)),
        Column("gap", _heading("gap", language), show=lambda row: _gap(row, language)),
        Column("status", _heading("status", language), show=lambda row: _status(row, language)),
    )  # fmt: skip
    return Table(
        "targets", shown, columns, language,
        caption=text("present.table.targets", language),
        notes=target_notes(frame, language), stacks=True,
    )  # fmt: skip


def target_name(row: Row, language: Language) -> Markup:
    """A target's name; an aspirational one says so."""
    if row["firm"]:
        return joined(row["name"])
    return joined(row["name"], " ", tag("small", text("present.table.aspirational", language)))


def with_due(aim: str, row: Row, language: Language, *, hidden: bool) -> Markup:
    """A target's aim with its due date, unless all targets share one."""
    if hidden:
        return joined(aim)
    due = text("present.table.due", language, due=format_date(row["due"], language))
    return joined(aim, " ", tag("small", due))


def _reached(row: Row, places: dict[str, str], language: Language) -> Markup:
    figure = joined(
        with_interval(reached(row, language), row, language),
        source_links(row["sources"], places),
        _projected(row, language),
    )
    if row["assessed"] != "city":
        return figure
    whole = amount(row["city_actual"], _percent(row), language)
    words = text("present.table.city-actual", language, actual=whole)
    return joined(figure, " ", tag("small", words))


def with_interval(figure: str, row: Row, language: Language) -> Markup:
    """A share with its interval, where its items are outcomes."""
    if math.isnan(row["lower"]):
        return joined(figure)
    words = text("present.table.interval", language, interval=interval(row, language))
    return joined(figure, " ", tag("small", words))


def _projected(row: Row, language: Language) -> Markup:
    """Where a count that is not reached yet would end in the year at its present rate."""
    value = row["projected"]
    if math.isnan(value) or value == 0 or row["status"] not in ("on_track", "behind"):
        return joined("")
    figure = amount(math.floor(value + 0.5), row, language)
    words = text("present.table.projected", language, figure=figure)
    return joined(" ", tag("small", words))


def _pace(row: Row, language: Language) -> str:
    if row["status"] == "not_applicable" or row["pace"] == 0:
        return MISSING
    if row["kind"] == "flag":
        return text("present.table.yes", language) if row["pace"] >= 1 else MISSING
    return amount(row["pace"], row, language)


def _gap(row: Row, language: Language) -> str:
    held = row["status"] in ("behind", "missed", "on_track")
    return (still_missing(row, language) if held else "") or MISSING


def _status(row: Row, language: Language) -> Markup:
    if row["assessed"] != "city":
        return status_mark(row["status"], language)
    whole = text("present.table.whole-city", language)
    return joined(status_mark(row["city_status"], language), " ", tag("small", whole))


def _aim(row: Row, language: Language) -> str:
    if row["assessed"] == "city":
        aim = amount(row["city_threshold"], _percent(row), language)
        return aim_words(aim, row, language)
    if row["kind"] == "flag":
        return text("present.table.yes", language)
    return aim_words(amount(row["threshold"], row, language), row, language)


def target_notes(frame: pd.DataFrame, language: Language) -> tuple[str, ...]:
    """Under a table of targets: the due date where all share one, and whose the pace is."""
    pacing = text("present.table.pacing", language)
    due = only_value(frame["due"])
    if not isinstance(due, datetime.date):
        return (pacing,)
    one = text("present.table.one-due", language, due=format_date(due, language))
    return (f"{one} {pacing}",)


def _percent(row: Row) -> Row:
    return {**row, "kind": "level", "unit_of_measure": "%"}


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


def sources(frame: pd.DataFrame, fewer_than: int, language: Language) -> Table:
    """Figure by figure, the cell it was read from; rows have the ids s1, s2 …

    Rows stand under the file, the sheet and the day of receipt that they share. A corrected figure
    shows the reported one too; of persons, numbers below `fewer_than` are not shown.
    """
    kept = text("present.table.kept-back-note", language, fewer_than=fewer_than)
    named = frame.assign(place=[_file_words(row, language) for row in records(frame)])
    ordered = named.sort_values(["file", "sheet", "submission"], kind="stable")
    columns = (
        Column("key", _heading("key", language), show=lambda row: row["key"].removeprefix("s")),
        Column("name", _heading("indicator", language), header=True),
        Column("quarter", _heading("quarter", language)),
        Column("value", _heading("value", language), "number",
               show=lambda row: _corrected(row, language)),
        Column("unit_of_measure", _heading("measure", language)),
        Column("cell", _heading("cell", language), show=lambda row: row["cell"] or MISSING),
    )  # fmt: skip
    return Table(
        "sources", ordered, columns, language,
        caption=text("present.table.sources", language),
        notes=(kept,) if frame["hidden"].any() else (),
        row_id=lambda row: row["key"], section="place", stacks=True,
    )  # fmt: skip


def _source_place(row: Row, language: Language) -> str:
    if not row["file"]:
        return text("present.table.source-correction", language)
    return f"{row['file']} · {row['sheet']}!{row['cell']}"


def _corrected(row: Row, language: Language) -> Markup:
    """The figure, and the one in the file where it was corrected; a small number of persons not."""
    if row["hidden"]:
        return joined(text("present.table.kept-back", language))
    value = format_number(row["value"], language)
    if math.isnan(row["reported"]) or row["value"] == row["reported"]:
        return joined(value)
    reported = format_number(row["reported"], language)
    words = text("present.table.as-reported", language, reported=reported)
    return joined(value, " ", tag("small", words))


def _file_words(row: Row, language: Language) -> str:
    if not row["file"]:
        return text("present.table.source-correction", language)
    return text(
        "present.table.source-file", language,
        file=row["file"], sheet=row["sheet"] or MISSING, submission=row["submission"],
        date=format_date(row["received"], language),
    )  # fmt: skip


def doubts(frame: pd.DataFrame, language: Language, *, with_unit: bool = False) -> Table:
    """Problems: how grave, where, what is wrong, what to do; `with_unit` names the unit first."""

    def place(row: Row) -> Markup:
        return joined(*(tag("span", part) for part in _place(row)), between=" · ")

    unit = (_named("unit_name", "unit", language, header=True),) if with_unit else ()
    columns = (
        *unit,
        Column("severity_name", _heading("severity", language), show=_severity),
        _named("name", "indicator", language, header=not with_unit),
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


def _named(key: str, heading: str, language: Language, *, header: bool) -> Column:
    """A column of names in which a problem of a whole file, or of no unit, has a dash."""
    return Column(
        key, _heading(heading, language), header=header, show=lambda row: row[key] or MISSING
    )


def _severity(row: Row) -> Markup:
    return tag("span", row["severity_name"], class_=f"severity severity-{row['severity']}")


def _place(row: Row) -> list[str]:
    return [part for part in (row["file"], row["sheet"], row["cell"]) if part]


def _heading(key: str, language: Language) -> str:
    return text(f"present.column.{key}", language)
