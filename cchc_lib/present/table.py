"""A table as readers get it: typed figures in a frame, and how each column is shown.

In: a DataFrame and its columns' headings. Out: `<table class="figures">`, every cell, heading and
caption escaped, without styles and without random ids. Figures stay typed in `frame`, for those
who write them to other files. (pandas' Styler puts an id on each cell, cannot name rows, and takes
ten times as long.)
"""

import datetime
import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd
from markupsafe import Markup

from cchc_lib.present.block import joined, tag
from cchc_lib.present.rows import Row, records
from cchc_lib.texts import Language, text
from cchc_lib.vietnamese import format_date, format_number, format_percent
from cchc_lib.vietnamese.formats import MISSING

Kind = Literal["text", "number", "percent", "date"]
RIGHT = ("number", "percent")


@dataclass(frozen=True)
class Column:
    """One column: which column of the frame, its heading, and how its values are written.

    `show` (if given) makes the cell from the whole row; its words are escaped unless they are
    Markup. `header` marks the column that names the row.
    """

    key: str
    heading: str
    kind: Kind = "text"
    decimals: int | None = None
    header: bool = False
    show: Callable[[Row], object] | None = None


@dataclass(frozen=True)
class Table:
    """A table with its caption; `row_id` and `row_class` give a row's id and class from its row.

    `stacks`: on a phone each row becomes a small list of its own instead of a table that scrolls.
    `section`: a column of the frame whose value heads the rows that share it.
    """

    name: str
    frame: pd.DataFrame
    columns: tuple[Column, ...]
    language: Language
    caption: str = ""
    empty: str = ""
    row_id: Callable[[Row], str | None] | None = None
    row_class: Callable[[Row], str | None] | None = None
    notes: tuple[str, ...] = field(default=())
    stacks: bool = False
    section: str | None = None

    def html(self) -> Markup:
        """The table in a box that scrolls by itself where the screen is narrow.

        Without rows it is the sentence `empty`.
        """
        if self.frame.empty:
            words = self.empty or text("present.table.empty", self.language)
            return tag("p", words, class_="nothing", id=self.name)
        table = tag(
            "table",
            tag("caption", self.caption) if self.caption else "",
            self._head(),
            *self._bodies(),
            class_="figures stacks" if self.stacks else "figures",
        )
        notes = joined(*(tag("p", note, class_="note") for note in self.notes))
        label = self.caption or text("present.table.label", self.language)
        box = tag("div", table, class_="scroll", tabindex=0, role="region", aria_label=label)
        return tag("div", box, notes, class_=f"table table-{self.name}", id=self.name)

    def _head(self) -> Markup:
        cells = (
            tag("th", column.heading, scope="col", class_=_class(column)) for column in self.columns
        )
        return tag("thead", tag("tr", *cells))

    def _bodies(self) -> list[Markup]:
        rows = records(self.frame)
        if self.section is None:
            return [tag("tbody", *(self._row(row) for row in rows))]
        name = self.section
        return [
            tag("tbody", self._section(head), *(self._row(row) for row in part))
            for head, part in itertools.groupby(rows, key=lambda row: row[name])
        ]

    def _section(self, name: object) -> Markup:
        head = tag("th", name, colspan=len(self.columns), scope="rowgroup")
        return tag("tr", head, class_="section")

    def _row(self, row: Row) -> Markup:
        cells = (
            tag("th", self._cell(column, row), scope="row", class_=_class(column))
            if column.header
            else tag(
                "td",
                self._cell(column, row),
                class_=_class(column),
                data_label=column.heading if self.stacks else None,
            )
            for column in self.columns
        )
        return tag(
            "tr",
            *cells,
            id=self.row_id(row) if self.row_id else None,
            class_=self.row_class(row) if self.row_class else None,
        )

    def _cell(self, column: Column, row: Row) -> object:
        if column.show is not None:
            return column.show(row)
        return written(row[column.key], column.kind, self.language, column.decimals)


def written(value: object, kind: Kind, language: Language, decimals: int | None = None) -> str:
    """One value as readers see it; `–` where there is none."""
    if value is None or value is pd.NaT or (isinstance(value, float) and pd.isna(value)):
        return MISSING
    if kind == "number":
        return format_number(_number(value), language, decimals)
    if kind == "percent":
        return format_percent(_number(value), language, decimals)
    if isinstance(value, datetime.date):
        return format_date(value, language)
    return str(value)


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float | np.number) else math.nan


def plain_table(frame: pd.DataFrame, language: Language = "vi", name: str = "table") -> Table:
    """Any frame as a table: numbers to the right, the first column names the row."""
    columns = tuple(
        Column(
            str(key),
            str(key),
            "number" if pd.api.types.is_numeric_dtype(frame[key]) else "text",
            header=at == 0,
        )
        for at, key in enumerate(frame.columns)
    )
    renamed = frame.rename(columns={key: str(key) for key in frame.columns})
    return Table(name, renamed, columns, language)


def _class(column: Column) -> str | None:
    return "number" if column.kind in RIGHT else "date" if column.kind == "date" else None
