"""What every container is read into: sheets of cells with their addresses.

Cells hold NFC text, numbers, dates or truth values; empty cells are left out. Rows and columns
count from 1, as people see them.
"""

import datetime
import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from cchc_lib.intake.phrases import plain

Value = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta
State = Literal["value", "error", "formula"]
Block = tuple[int, int, int, int]
"""First row, first column, last row, last column."""


class Cell(NamedTuple):
    """One filled cell; `state` tells #REF! and its like, and formulas that nobody worked out."""

    row: int
    column: int
    value: Value
    number_format: str = "General"
    state: State = "value"

    @property
    def text(self) -> str:
        """The value as words, on one line."""
        return shown(self.value)

    @property
    def folded(self) -> str:
        """The value in plain lower-case words."""
        return plain(self.text)

    @property
    def is_number(self) -> bool:
        """Whether the container itself says that this is a number."""
        return isinstance(self.value, int | float) and not isinstance(self.value, bool)


class Remark(NamedTuple):
    """What was done to a sheet on opening it: the code of a problem, its cell, further values."""

    code: str
    cell: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One sheet: its filled cells, what is merged or hidden, and what was done on opening it."""

    name: str
    cells: dict[tuple[int, int], Cell]
    merged: tuple[Block, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
    remarks: tuple[Remark, ...] = ()
    rows: dict[int, list[Cell]] = field(init=False, repr=False, compare=False)
    """The filled cells of each row that has any, top to bottom and left to right."""

    def __post_init__(self) -> None:
        rows: dict[int, list[Cell]] = {}
        for place in sorted(self.cells):
            rows.setdefault(place[0], []).append(self.cells[place])
        object.__setattr__(self, "rows", rows)

    def at(self, row: int, column: int) -> Cell | None:
        """The cell, or None where it is empty."""
        return self.cells.get((row, column))

    def text(self, row: int, column: int) -> str:
        """The cell's words, "" where it is empty."""
        cell = self.cells.get((row, column))
        return "" if cell is None else cell.text

    def is_hidden(self, row: int, column: int) -> bool:
        """Whether people who open the sheet do not see this cell."""
        return row in self.hidden_rows or column in self.hidden_columns


@dataclass(frozen=True)
class Stamp:
    """What a form that we gave out says of itself, as it was found: "" for what is missing."""

    unit: str
    quarter: str
    form: str
    version: str


@dataclass(frozen=True)
class Workbook:
    """A container that was opened: `sheet(name)` reads one sheet, when it is asked for.

    `stamp`: what the file says of itself where it is a form that we gave out; untrusted.
    """

    container: str
    sheet_names: tuple[str, ...]
    hidden_sheets: frozenset[str]
    sheet: Callable[[str], Sheet]
    stamp: Stamp | None = None


@functools.lru_cache(maxsize=16_384)
def address(row: int, column: int) -> str:
    """The cell's name as in a spreadsheet: row 5, column 28 is AB5."""
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def shown(value: Value) -> str:
    """A cell's value as words, on one line, without outer blanks."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return f"{value:.15g}"
    if isinstance(value, datetime.datetime):
        return value.strftime("%d/%m/%Y" if value.time() == datetime.time() else "%d/%m/%Y %H:%M")
    return value.strftime("%d/%m/%Y") if isinstance(value, datetime.date) else str(value)
