"""Numbers as people type them: text in, a number out, or both meanings where one mark leaves two.

`1.234,5` · `1 234` · `1,234.5` · `-12` are clear. `1.234` is 1234 to a Vietnamese and 1.234 to a
spreadsheet: that is for the caller to decide.
"""

import re
from dataclasses import dataclass
from typing import Literal

Mark = Literal[",", "."]
"""The decimal mark: Vietnamese `1.234,5`, or English `1,234.5`."""

SPACES = re.compile(r"[\s\u00a0\u2007\u202f]+")
NUMBER = re.compile(r"([+\-]?)(\d[\d.,]*)", re.ASCII)
SPACED = re.compile(r"[+\-]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?", re.ASCII)
ONE_MARK = re.compile(r"(\d+)([.,])(\d+)", re.ASCII)
GROUPED = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*", re.ASCII)
MAX_DIGITS = 15
"""What a float64 holds exactly; a longer number is a telephone or account number."""


@dataclass(frozen=True)
class Ambiguous:
    """A number such as 1.234: with `mark` between thousands, or before decimals."""

    thousands: float
    decimal: float
    mark: Mark


def parse_numeral(text: str) -> float | Ambiguous | None:
    """The number that `text` writes, or its two meanings, or None where it writes none."""
    if sum(map(str.isdecimal, text)) > MAX_DIGITS:
        return None
    if SPACED.fullmatch(text):
        return float(text.replace(" ", "").replace(",", "."))
    match = NUMBER.fullmatch(text)
    if match is None:
        return None
    found = _unsigned(match[2])
    if match[1] != "-" or found is None:
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
    if digits.isdecimal():
        return float(digits)
    grouped = GROUPED.fullmatch(digits)
    if one := ONE_MARK.fullmatch(digits):
        decimal = float(f"{one[1]}.{one[3]}")
        if grouped is not None and digits[0] != "0":
            return Ambiguous(float(one[1] + one[3]), decimal, _mark(one[2]))
        return decimal
    if grouped is not None:
        return float(digits.replace(grouped[1], ""))
    return _with_both_marks(digits)


def _with_both_marks(digits: str) -> float | None:
    """`1.234,5`: thousands in one mark, one decimal part after the other."""
    last = max(digits.rfind(","), digits.rfind("."))
    whole, rest = digits[:last], digits[last + 1 :]
    grouped = GROUPED.fullmatch(whole)
    if grouped is None or grouped[1] == digits[last] or not rest:
        return None
    return float(f"{whole.replace(grouped[1], '')}.{rest}")
