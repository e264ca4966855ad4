"""Text tables (.csv, .tsv): UTF-8, with commas, semicolons or tabs between the columns."""

import csv
import io

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.grid import Cell, Sheet, SheetBuilder, Workbook
from cchc_lib.vietnamese import nfc

SHEET = "CSV"
SEPARATORS = ",;\t"
FIRST_LINES = 10
"""Title lines may stand above the header."""


def open_delimited(content: bytes, file_name: str) -> Workbook:
    """The one sheet of a text table. Raises SubmissionError for what is no UTF-8 text table."""
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SubmissionError("error.csv-encoding", file=file_name, line=line) from None
    lines = words.split("\n", FIRST_LINES)[:FIRST_LINES]
    separator = max(SEPARATORS, key=lambda mark: sum(line.count(mark) for line in lines))
    if "\0" in words or not any(separator in line for line in lines):
        raise SubmissionError("error.not-a-workbook", file=file_name, kind="–")
    sheet = _read(words, separator, file_name)
    return Workbook("csv", (SHEET,), frozenset(), {SHEET: sheet}.__getitem__)


def _read(words: str, separator: str, file_name: str) -> Sheet:
    builder = SheetBuilder(file_name, SHEET)
    rows = csv.reader(io.StringIO(words, newline=""), delimiter=separator, strict=True)
    try:
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                if value.strip():
                    builder.add(Cell(number, column, nfc(value)))
    except csv.Error:
        raise SubmissionError("error.csv-quotes", file=file_name, line=rows.line_num) from None
    return builder.finish()
