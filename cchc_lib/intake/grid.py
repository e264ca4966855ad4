"""What every container is read into: sheets of cells with their addresses.

Cells hold NFC text, numbers, dates or truth values; empty cells are left out. Rows and columns
count from 1, as people see them.
"""

import datetime
import functools
import math
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.legacy_text import find_legacy_text
from cchc_lib.vietnamese import fold, nfc

Value = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta
State = Literal["value", "error", "formula"]
Block = tuple[int, int, int, int]
"""First row, first column, last row, last column."""

MAX_ROWS = 100_000
MAX_COLUMNS = 1_000
MAX_CELLS = 500_000
"""All sheets of a file together. The largest form, 126 units with 40 indicators of 8 quarters in 4
columns, has 161 000. Half a million numbers take 150 MB, as many texts 270 MB."""
MAX_TEXT = 32_767
"""What Excel itself lets one cell hold."""
MAX_CHARACTERS = 20_000_000
"""All cells of a file together; a form of 200 000 cells has two to four million."""
MOST_BLOCKS = 20_000
"""Merged blocks beyond this tell nothing about a form."""
MAX_WHOLE = 10**300
"""A whole number beyond this has no float and is no figure: it is kept as infinite."""
LONGEST_LABEL = 200


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


class Allowance:
    """What one file may still hold, over all its sheets."""

    def __init__(self) -> None:
        self.cells = MAX_CELLS
        self.characters = MAX_CHARACTERS

    def take(self, value: Value) -> bool:
        """Count one more cell; False where that is one too many."""
        self.cells -= 1
        if isinstance(value, str):
            self.characters -= len(value)
        return self.cells >= 0 and self.characters >= 0


class SheetBuilder:
    """Collects the cells of one sheet and stops where a file is larger than any form.

    `legacy` names the charset that the whole file was converted from, if it was.
    """

    def __init__(
        self,
        file_name: str,
        sheet: str,
        allowance: Allowance | None = None,
        *,
        legacy: str = "",
    ) -> None:
        self.file_name = file_name
        self.sheet = sheet
        self.legacy = legacy
        self.allowance = allowance or Allowance()
        self.cells: dict[tuple[int, int], Cell] = {}
        self.fonts: dict[tuple[int, int], str] = {}
        """The font, or "", of each text that is not plain ASCII."""

    def add(self, cell: Cell, font: str = "") -> None:
        """Keep one filled cell; `font` where the container knows it. Raises SubmissionError
        beyond the limits.
        """
        value = cell.value
        if isinstance(value, str) and len(value) > MAX_TEXT:
            raise SubmissionError(
                "error.text-too-long",
                file=self.file_name, sheet=shortened(self.sheet),
                cell=address(cell.row, cell.column), limit=MAX_TEXT,
            )  # fmt: skip
        if cell.row > MAX_ROWS or cell.column > MAX_COLUMNS or not self.allowance.take(value):
            raise self.too_big(cell.row, cell.column)
        if isinstance(cell.value, int) and not -MAX_WHOLE < cell.value < MAX_WHOLE:
            cell = cell._replace(value=math.inf if cell.value > 0 else -math.inf)
        self.cells[cell.row, cell.column] = cell
        if isinstance(cell.value, str) and not cell.value.isascii():
            self.fonts[cell.row, cell.column] = font

    def has(self, row: int, column: int) -> bool:
        """Whether this cell was added already."""
        return (row, column) in self.cells

    def too_big(self, row: int, column: int) -> SubmissionError:
        """The refusal of a sheet that goes on beyond the limits."""
        return SubmissionError(
            "error.sheet-too-big",
            file=self.file_name, sheet=shortened(self.sheet), cell=address(row, column),
            rows=MAX_ROWS, columns=MAX_COLUMNS,
        )  # fmt: skip

    def finish(
        self,
        merged: tuple[Block, ...] = (),
        hidden_rows: frozenset[int] = frozenset(),
        hidden_columns: frozenset[int] = frozenset(),
        *,
        hidden: bool = False,
    ) -> Sheet:
        """The sheet of all cells that were added, with its legacy text converted to Unicode."""
        remarks = self._converted()
        return Sheet(self.sheet, self.cells, merged, hidden_rows, hidden_columns, hidden, remarks)

    def _converted(self) -> tuple[Remark, ...]:
        if self.legacy:
            return (_legacy_remark(self.legacy, self.fonts),) if self.fonts else ()
        texts = {place: str(self.cells[place].value) for place in self.fonts}
        found = find_legacy_text(texts, self.fonts)
        for converted in found:
            for place, words in converted.words.items():
                self.cells[place] = self.cells[place]._replace(value=words)
        return tuple(_legacy_remark(entry.charset.name, entry.words) for entry in found)


def _legacy_remark(charset: str, places: Collection[tuple[int, int]]) -> Remark:
    columns = column_ranges(column for _, column in places)
    return Remark(
        "legacy-text", address(*min(places)), (("charset", charset), ("columns", columns))
    )


def column_ranges(columns: Iterable[int]) -> str:
    """Columns by their letters, neighbours as a range: "B, D–F"."""
    ranges: list[list[int]] = []
    for column in sorted(set(columns)):
        if ranges and column == ranges[-1][-1] + 1:
            ranges[-1] = [ranges[-1][0], column]
        else:
            ranges.append([column])
    return ", ".join("–".join(address(1, end)[:-1] for end in ends) for ends in ranges)


def sheet_titles(titles: Sequence[str]) -> list[str]:
    """The names of a book's sheets, composed, unless two of them would become one."""
    composed = [nfc(title) for title in titles]
    return composed if len(set(composed)) == len(composed) else list(titles)


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


def plain(words: str) -> str:
    """`fold`, remembered for words as short as labels: a form's come back in every file."""
    return _remembered(words) if len(words) <= LONGEST_LABEL else fold(words)


@functools.lru_cache(maxsize=8_192)
def _remembered(words: str) -> str:
    return fold(words)


def shortened(words: str) -> str:
    """Words from a file as a message can quote them."""
    return words if len(words) <= LONGEST_LABEL else f"{words[: LONGEST_LABEL - 1]}…"


def holds_phrase(words: str, phrase: str) -> bool:
    """Whether folded `words` hold the folded phrase as whole words."""
    return f" {phrase} " in f" {words} "


def matches(words: str, phrases: Sequence[str]) -> bool:
    """Whether folded `words` hold any of the folded phrases."""
    return any(holds_phrase(words, phrase) for phrase in phrases)
