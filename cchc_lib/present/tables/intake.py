"""The tables of who reported and what was received."""

import pandas as pd
from markupsafe import Markup

from cchc_lib.present.block import joined, tag
from cchc_lib.present.rows import Row
from cchc_lib.present.table import Column, Table
from cchc_lib.texts import Language, text

SIGNS = {"on_time": "✓", "late": "▼", "missing": "✕"}
DIGITS = 12
"""How much of a file's hash is shown."""


def receipts(frame: pd.DataFrame, language: Language) -> Table:
    """Who reported when, in the frame's order."""
    columns = (
        Column("name", _heading("unit", language), header=True),
        Column("status_name", _heading("receipt", language), show=_status),
        Column("received", _heading("received", language), "date"),
        Column("days_late", _heading("days-late", language), "number",
               show=lambda row: str(row["days_late"]) if row["status"] == "late" else ""),
        Column("files", _heading("file", language)),
    )  # fmt: skip
    caption = text("present.table.receipts", language)
    return Table("receipts", frame, columns, language, caption=caption, section="group_name")


def files(frame: pd.DataFrame, language: Language) -> Table:
    """The received files with their figures and problems; a replaced file says so."""

    def name(row: Row) -> Markup:
        replaced = text("present.table.replaced", language)
        tail = "" if row["in_force"] else tag("small", replaced)
        return joined(row["file"], " ", tail) if tail else joined(row["file"])

    columns = (
        Column("file", _heading("file", language), header=True, show=name),
        Column("submission", _heading("submission", language),
               show=lambda row: tag("code", row["submission"][:DIGITS])),
        Column("form", _heading("form", language)),
        Column("received", _heading("received", language), "date"),
        Column("units", _heading("units", language), "number"),
        Column("figures", _heading("figures", language), "number"),
        Column("refuse", _heading("refuse", language), "number"),
        Column("doubtful", _heading("doubtful", language), "number"),
        Column("note", _heading("note", language), "number"),
    )  # fmt: skip
    return Table(
        "files", frame, columns, language,
        caption=text("present.table.files", language),
        empty=text("present.table.no-files", language),
    )  # fmt: skip


def refusals(frame: pd.DataFrame, language: Language) -> Table:
    """Files that could not be read as a whole, and why."""
    columns = (
        Column("file", _heading("file", language), header=True),
        Column("submission", _heading("submission", language),
               show=lambda row: tag("code", row["submission"][:DIGITS])),
        Column("received", _heading("received", language), "date"),
        Column("message", _heading("problem", language)),
    )  # fmt: skip
    return Table(
        "refusals", frame, columns, language,
        caption=text("present.table.refusals", language),
        empty=text("present.table.no-refusals", language), stacks=True,
    )  # fmt: skip


def _status(row: Row) -> Markup:
    sign = tag("span", SIGNS[row["status"]], class_="sign", aria_hidden="true")
    return tag("span", sign, " ", row["status_name"], class_=f"status receipt-{row['status']}")


def _heading(key: str, language: Language) -> str:
    return text(f"present.column.{key}", language)
