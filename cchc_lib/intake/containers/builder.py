"""One sheet while it is read: cells are collected up to the limits, legacy text is converted.

In: cells as a container gives them. Out: a `Sheet`, or a SubmissionError for a file that is larger
than any form.
"""

import math
from collections.abc import Collection, Iterable, Sequence

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.containers.legacy_text import find_legacy_text
from cchc_lib.intake.grid import Block, Cell, Remark, Sheet, Value, address
from cchc_lib.intake.phrases import shortened
from cchc_lib.vietnamese import nfc

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
