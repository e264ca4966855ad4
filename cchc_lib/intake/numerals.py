"""Numbers as people type them: text in, a number out, or both meanings where one mark leaves two.

`1.234,5` · `1 234` · `1,234.5` · `-12` are clear. `1.234` is 1234 to a Vietnamese and 1.234 to a
spreadsheet: that is for the caller to decide. Thousands are grouped throughout or not at all, and a
number that begins with 0 and goes on (a telephone number, a code) is none.
"""

import re
from dataclasses import dataclass
from typing import Literal

Mark = Literal[",", "."]
"""The decimal mark: Vietnamese `1.234,5`, or English `1,234.5`."""

SPACES = re.compile(r"[ \u00a0\u2000-\u200a\u202f\u205f\u3000]")
"""Blanks within a line, of any width; a line break parts two numbers, it never groups one."""
UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Signs without width, which nobody sees in a cell."""
NUMBER = re.compile(r"([+\-]?)(\d[\d.,]*)", re.ASCII)
SPACED = re.compile(r"([+\-]?)([1-9]\d{0,2}(?: \d{3})+)(?:([.,])(\d+))?", re.ASCII)
ONE_MARK = re.compile(r"(\d+)([.,])(\d+)", re.ASCII)
GROUPED = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*", re.ASCII)
PADDED = re.compile(r"0\d(?:\d?|\d?[.,]\d\d?)", re.ASCII)
"""Two or three digits that begin with 0, as officials write small numbers: 05, 05,5."""
MAX_DIGITS = 15
"""What a float64 holds exactly; a longer whole number is a telephone or account number."""
MAX_DECIMALS = 20
"""Programs write 97.16666666666667; far more decimals are no figure."""


@dataclass(frozen=True)
class Ambiguous:
    """A number such as 1.234: with `mark` between thousands, or before decimals."""

    thousands: float
    decimal: float
    mark: Mark


def tidied(text: str) -> str:
    """Text of a cell on which a number is looked for: any blank as " ", any minus as "-"."""
    return SPACES.sub(" ", text).strip().strip(UNSEEN).strip().replace("\u2212", "-")


def parse_numeral(text: str) -> float | Ambiguous | None:
    """The number that `text` writes, or its two meanings, or None where it writes none."""
    if spaced := SPACED.fullmatch(text):
        found = _with_spaces(spaced[2].replace(" ", ""), spaced[3], spaced[4] or "")
        sign = spaced[1]
    elif match := NUMBER.fullmatch(text):
        found, sign = _unsigned(match[2]), match[1]
    else:
        return None
    if sign != "-" or found is None:
        return found
    if isinstance(found, Ambiguous):
        return Ambiguous(-found.thousands, -found.decimal, found.mark)
    return -found


def decimal_mark_of(text: str) -> Mark | None:
    """The decimal mark that one written number gives away: `1.234,5` and `97,2` say a comma."""
    digits = text.lstrip("+-")
    found = parse_numeral(digits)
    if found is None or isinstance(found, Ambiguous):
        return None
    last = max(digits.rfind(","), digits.rfind("."))
    if last < 0:
        return None
    is_thousands = GROUPED.fullmatch(digits) is not None and digits[0] != "0"
    return other_mark(digits[last]) if is_thousands else _mark(digits[last])


def write_numeral(value: float) -> str:
    """The number as a Vietnamese official writes it, with all its decimals: 1.234,56."""
    return f"{value + 0.0:,.12g}".translate(str.maketrans(",.", ".,"))


def other_mark(mark: str) -> Mark:
    """The decimal mark where `mark` stands between thousands."""
    return "." if mark == "," else ","


def _mark(mark: str) -> Mark:
    return "," if mark == "," else "."


def _unsigned(digits: str) -> float | Ambiguous | None:
    if digits[0] == "0" and digits[1:2].isdecimal() and not PADDED.fullmatch(digits):
        return None
    if digits.isdecimal():
        return _number(digits)
    grouped = GROUPED.fullmatch(digits) if digits[0] != "0" else None
    if one := ONE_MARK.fullmatch(digits):
        decimal = _number(one[1], one[3])
        if grouped is None or decimal is None:
            return decimal
        return Ambiguous(float(one[1] + one[3]), decimal, _mark(one[2]))
    if grouped is not None:
        return _number(digits.replace(grouped[1], ""))
    return _with_both_marks(digits)


def _with_both_marks(digits: str) -> float | None:
    """`1.234,5`: thousands in one mark, one decimal part after the other."""
    last = max(digits.rfind(","), digits.rfind("."))
    whole, rest = digits[:last], digits[last + 1 :]
    grouped = GROUPED.fullmatch(whole)
    if grouped is None or whole[0] == "0" or grouped[1] == digits[last] or not rest:
        return None
    return _number(whole.replace(grouped[1], ""), rest)


def _with_spaces(whole: str, mark: str | None, rest: str) -> float | Ambiguous | None:
    """`12 345,6`; three digits after the mark may be one more group: 12 345.678."""
    decimal = _number(whole, rest)
    if mark is None or len(rest) != 3 or decimal is None:
        return decimal
    return Ambiguous(float(whole + rest), decimal, _mark(mark))


def _number(whole: str, decimals: str = "") -> float | None:
    """The value of these digits; None where there are more than any figure has."""
    if len(whole) > MAX_DIGITS or len(decimals) > MAX_DECIMALS:
        return None
    return float(f"{whole}.{decimals or 0}")
