"""Text tables (.csv, .tsv) in any encoding, with commas, semicolons or tabs between the columns."""

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.containers.builder import MAX_COLUMNS, SheetBuilder
from cchc_lib.intake.containers.encodings import Decoded, decode_text
from cchc_lib.intake.grid import Cell, Sheet, Workbook

SHEET = "CSV"
SEPARATORS = "\t;,"
"""Where two fit as well, the first: a comma is for decimals where a semicolon parts columns."""
FIRST_LINES = 60
"""Title lines may stand above the header."""
FIRST_CHARACTERS = 200_000
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
MOST_ROWS = 1_048_576
"""As many as Excel has."""
MOST_MARKS = 100_000
"""Separators in one row, those inside quotes with them; 31 MB of commas took 540 MB."""


def open_delimited(content: bytes, file_name: str) -> Workbook:
    """The one sheet of a text table. Raises SubmissionError for what is no text table."""
    decoded = decode_text(content, file_name)
    words = decoded.words
    separator = max(SEPARATORS, key=lambda mark: _evenness(words, mark))
    if "\0" in words or not _evenness(words, separator):
        raise SubmissionError("error.not-a-workbook", file=file_name, kind="–")
    sheet = _read(decoded, separator, file_name)
    return Workbook("csv", (SHEET,), frozenset(), {SHEET: sheet}.__getitem__)


def _evenness(words: str, separator: str) -> float:
    """The share of the first rows that are parted into the same number of columns, more than one.

    Commas stand in names and in numbers, too, but not as many in each row.
    """
    start = words[:FIRST_CHARACTERS]
    first_lines = "\n".join(start.split("\n", FIRST_LINES)[:FIRST_LINES])
    widths: Counter[int] = Counter()
    try:
        for row in csv.reader(io.StringIO(first_lines, newline=""), delimiter=separator):
            widths[len(row)] += any(row)
    except csv.Error:
        pass  # what comes before a quote in the wrong place still shows the separator
    even = max((count for width, count in widths.items() if width > 1), default=0)
    return even / max(widths.total(), 1)


def _read(decoded: Decoded, separator: str, file_name: str) -> Sheet:
    builder = SheetBuilder(file_name, SHEET, legacy=decoded.legacy)
    lines = _Lines(decoded.words, separator, builder)
    rows = csv.reader(lines, delimiter=separator, strict=True)
    widths = _Widths()
    try:
        for number, row in enumerate(rows, start=1):
            lines.end_row(number)
            widths.note(row, rows.line_num)
            for column, value in enumerate(row, start=1):
                if value.strip():
                    builder.add(Cell(number, column, value))
    except csv.Error:
        raise SubmissionError("error.csv-quotes", file=file_name, line=rows.line_num) from None
    if separator == "," and widths.cut_line:
        raise SubmissionError("error.csv-commas", file=file_name, line=widths.cut_line)
    return builder.finish()


class _Widths:
    """How many columns rows have, those with two whole numbers side by side apart: where such a row
    is wider than all others, a comma parts columns and stands before decimals, too.
    """

    def __init__(self) -> None:
        self.others = self.widest = self.line = 0

    def note(self, row: list[str], line: int) -> None:
        """Count one row."""
        pairs = itertools.pairwise(map(str.strip, row))
        if not any(one.isdecimal() and other.isdecimal() for one, other in pairs):
            self.others = max(self.others, len(row))
        elif len(row) > self.widest:
            self.widest, self.line = len(row), line

    @property
    def cut_line(self) -> int:
        """The line where a number was cut into two, 0 for none."""
        return self.line if self.widest > self.others > 1 else 0


class _Lines:
    """The lines of a text, one at a time, as long as a row of them is no longer than any form."""

    def __init__(self, words: str, separator: str, builder: SheetBuilder) -> None:
        self.lines = LINE.finditer(words)
        self.separator = separator
        self.builder = builder
        self.marks = self.row = 0

    def __iter__(self) -> Iterator[str]:
        for match in self.lines:
            self.marks += match[0].count(self.separator)
            if self.marks > MOST_MARKS:
                raise self.builder.too_big(self.row + 1, MAX_COLUMNS + 1)
            yield match[0]

    def end_row(self, row: int) -> None:
        """A row is complete; blank ones may follow the table, but not without end."""
        self.marks, self.row = 0, row
        if row > MOST_ROWS:
            raise self.builder.too_big(row, 1)
