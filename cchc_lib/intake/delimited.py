"""Text tables (.csv, .tsv) in any encoding, with commas, semicolons or tabs between the columns."""

import csv
import io
from collections import Counter

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.encodings import Decoded, decode_text
from cchc_lib.intake.grid import Cell, Sheet, SheetBuilder, Workbook

SHEET = "CSV"
SEPARATORS = "\t;,"
"""Where two fit as well, the first: a comma is for decimals where a semicolon parts columns."""
FIRST_LINES = 60
"""Title lines may stand above the header."""


def open_delimited(content: bytes, file_name: str) -> Workbook:
    """The one sheet of a text table. Raises SubmissionError for what is no text table."""
    decoded = decode_text(content, file_name)
    words = decoded.words
    separator = max(SEPARATORS, key=lambda mark: _regular_rows(words, mark))
    if "\0" in words or not _regular_rows(words, separator):
        raise SubmissionError("error.not-a-workbook", file=file_name, kind="–")
    sheet = _read(decoded, separator, file_name)
    return Workbook("csv", (SHEET,), frozenset(), {SHEET: sheet}.__getitem__)


def _regular_rows(words: str, separator: str) -> int:
    """How many of the first rows are parted into the same number of columns, more than one.

    Commas stand in names and in numbers, too, but not as many in each row.
    """
    first_lines = "\n".join(words.split("\n", FIRST_LINES)[:FIRST_LINES])
    widths: Counter[int] = Counter()
    try:
        for row in csv.reader(io.StringIO(first_lines, newline=""), delimiter=separator):
            widths[len(row)] += len(row) > 1
    except csv.Error:
        pass
    return max(widths.values(), default=0)


def _read(decoded: Decoded, separator: str, file_name: str) -> Sheet:
    builder = SheetBuilder(file_name, SHEET, legacy=decoded.legacy)
    rows = csv.reader(io.StringIO(decoded.words, newline=""), delimiter=separator, strict=True)
    try:
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                if value.strip():
                    builder.add(Cell(number, column, value))
    except csv.Error:
        raise SubmissionError("error.csv-quotes", file=file_name, line=rows.line_num) from None
    return builder.finish()
