"""Damaged files that fuzzing found: each is refused by name, never by a traceback."""

import pytest

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.workbook import open_workbook
from tests.intake.books import book_of, saved
from tests.intake.test_workbook import repacked


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<row r="1"', b'<row r="1e999"'),
        (b'<row r="1"', b'<row r="-5"'),
        (b'r="A1"', b'r="XFD99999999999999999999"'),
        (b"<v>1</v>", b"<v>" + b"9" * 5000 + b"</v>"),
        (b"<v>1</v>", b"<v>1e999</v>"),
    ],
)
def test_numbers_beyond_any_sheet_are_refused_or_kept_as_no_figure(old: bytes, new: bytes) -> None:
    """A row 1e999 has no place; a cell of 5000 digits is kept, and is no number of ours."""
    content = saved(book_of({"Sheet1": [(1,)]}))
    attack = repacked(content, "xl/worksheets/sheet1.xml", old, new)
    try:
        sheet = open_workbook(attack, "bao-cao.xlsx").sheet("Sheet1")
    except SubmissionError as error:
        assert error.key in ("error.broken-workbook", "error.sheet-too-big")
    else:
        assert all(len(cell.text) < 6000 for cell in sheet.cells.values())
