"""Text tables (.csv, .tsv) in any encoding, with commas, semicolons or tabs between the columns."""

import csv
import io

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.encodings import Decoded, decode_text
from cchc_lib.intake.grid import Cell, Sheet, SheetBuilder, Workbook

SHEET = "CSV"
SEPARATORS = ",;\t"
FIRST_LINES = 10
"""Title lines may stand above the header."""


def open_delimited(content: bytes, file_name: str) -> Workbook:
    """The one sheet of a text table. Raises SubmissionError for what is no text table."""
    decoded = decode_text(content, file_name)
    words = decoded.words
    lines = words.split("\n", FIRST_LINES)[:FIRST_LINES]
    separator = max(SEPARATORS, key=lambda mark: sum(line.count(mark) for line in lines))
    if "\0" in words or not any(separator in line for line in lines):
        raise SubmissionError("error.not-a-workbook", file=file_name, kind="–")
    sheet = _read(decoded, separator, file_name)
    return Workbook("csv", (SHEET,), frozenset(), {SHEET: sheet}.__getitem__)


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
