"""Damaged files that fuzzing found: each is refused by name, never by a traceback."""

import pytest

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.containers.workbook import open_workbook
from tests.intake.books import book_of, saved
from tests.intake.containers.test_workbook import repacked


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (b'<row r="1"', b'<row r="1e999"', "error.broken-workbook"),
        (b'r="A1"', b'r="XFD99999999999999999999"', "error.broken-workbook"),
    ],
)
def test_numbers_beyond_any_sheet_are_refused(old: bytes, new: bytes, expected: str) -> None:
    """A row 1e999 and a column of twenty digits have no place."""
    content = saved(book_of({"Sheet1": [(1,)]}))
    attack = repacked(content, "xl/worksheets/sheet1.xml", old, new)
    with pytest.raises(SubmissionError) as caught:
        open_workbook(attack, "bao-cao.xlsx").sheet("Sheet1")
    assert expected == caught.value.key


@pytest.mark.parametrize("digits", ["9" * 400, "9" * 5000, "1e999", "-1e999"])
def test_a_number_without_a_float_is_kept_as_infinite(digits: str) -> None:
    """It is shown and refused as a figure, and stops nothing."""
    content = saved(book_of({"Sheet1": [(1,)]}))
    new = f"<v>{digits}</v>".encode()
    attack = repacked(content, "xl/worksheets/sheet1.xml", b"<v>1</v>", new)
    cell = open_workbook(attack, "bao-cao.xlsx").sheet("Sheet1").cells[1, 1]
    assert cell.text == ("-inf" if digits.startswith("-") else "inf")
