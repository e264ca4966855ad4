"""Numbers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.intake.numerals import (
    Ambiguous,
    decimal_mark_of,
    parse_numeral,
    tidied,
    write_numeral,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", 0),
        ("007", 7),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1234567),
        ("1,234,567.25", 1234567.25),
        ("1 234", 1234),
        ("12 345 678,9", 12345678.9),
        ("97,2", 97.2),
        ("95.5", 95.5),
        ("0.123", 0.123),
        ("0,5", 0.5),
        ("1234,567", 1234.567),
        ("-12", -12),
        ("+3", 3),
        ("05", 5),
        ("05,5", 5.5),
        ("97.16666666666667", 97.16666666666667),
        ("1.234,567", 1234.567),
    ],
)
def test_clear_numbers_are_read(text: str, expected: float) -> None:
    """Both notations, with points, commas or spaces between thousands."""
    assert expected == parse_numeral(text)


@pytest.mark.parametrize(
    ("text", "thousands", "decimal"),
    [("1.234", 1234, 1.234), ("-1,500", -1500, -1.5), ("1 234.567", 1234567, 1234.567)],
)
def test_one_mark_before_three_digits_leaves_two_meanings(
    text: str, thousands: float, decimal: float
) -> None:
    """A Vietnamese and a spreadsheet read 1.234 differently."""
    found = parse_numeral(text)
    assert isinstance(found, Ambiguous)
    assert (thousands, decimal) == (found.thousands, found.decimal)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        ".",
        "1.",
        ",5",
        "12.34.5",
        "1.23,4.5",
        "1,23,4",
        "12a",
        "1 23",
        "1e5",
        "٣",
        "0912345678901234",
        "0912345678",
        "0.123.456",
        "012.345",
        "0 123",
        "1  234",
        "1\n234",
        "1\t234",
        "(5)",
        "5-",
        "--5",
        "５",
        "5²",
        "½",
        "1'234",
        "1_000",
        "0x1F",
        "inf",
        "nan",
    ],
)
def test_what_is_no_number_is_not_read(text: str) -> None:
    """No part of a text is taken for the whole, and no two numbers for one."""
    assert parse_numeral(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("97,2", ","),
        ("95.5", "."),
        ("1.234.567", ","),
        ("1,234.5", "."),
        ("1.234", None),
        ("12", None),
    ],
)
def test_a_clear_number_gives_its_decimal_mark_away(text: str, expected: str | None) -> None:
    """1.234 alone says nothing; 1.234.567 says that the comma is for decimals."""
    assert expected == decimal_mark_of(text)


@given(st.integers(-(10**11), 10**11))
def test_written_whole_numbers_are_read_back(number: int) -> None:
    """What we write with Vietnamese marks, we read as written, up to the one open case."""
    found = parse_numeral(write_numeral(number))
    assert number == (found.thousands if isinstance(found, Ambiguous) else found)


@given(st.integers(0, 10**9), st.integers(1, 9))
def test_written_decimals_are_read_back(whole: int, tenths: int) -> None:
    """One decimal is never ambiguous."""
    value = whole + tenths / 10
    assert value == parse_numeral(write_numeral(value))


@pytest.mark.parametrize(
    "text", ["1\u00a0234", "1\u2009234", "1\u202f234", " 1\u3000234 ", "\u200b1 234\ufeff"]
)
def test_blanks_of_any_width_part_thousands(text: str) -> None:
    """And signs that nobody sees are no part of a number."""
    assert parse_numeral(tidied(text)) == 1234


@given(st.text())
def test_any_text_is_a_number_or_none(text: str) -> None:
    """Nothing that can be typed stops the reader."""
    assert isinstance(parse_numeral(tidied(text)), float | Ambiguous | None)
