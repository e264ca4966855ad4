"""One cell of a form as a figure: a strict reader of numbers, percentages, flags and dashes.

In: a cell, its indicator, and which decimal mark the cells around it use. Out: a number, "blank",
or the code of the problem. Nothing is guessed: `1.234` stays undecided unless the kind of figure,
the other cells or its limits decide.
"""

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from cchc_lib.intake.forms import Words
from cchc_lib.intake.grid import Cell
from cchc_lib.intake.number_formats import shows_percent, shows_scaled
from cchc_lib.intake.numerals import (
    Ambiguous,
    Mark,
    decimal_mark_of,
    other_mark,
    parse_numeral,
    tidied,
)
from cchc_lib.intake.phrases import plain
from cchc_lib.registry import Indicator

WITH_WORDS = re.compile(r"([+\-]?[0-9](?:[0-9., ]*[0-9])?) ?([^\W\d].*)")
STOPPED = re.compile(r"(?<=[^\W\d_])\.\Z")
"""A full stop behind a word, as in "Có."; three of them say that nothing is known."""
OUT_OF = re.compile(r"([0-9]{1,9}) ?/ ?([0-9]{1,9})")
NOT_FIGURES = {
    "date-for-number": re.compile(r"[0-9]{1,2}[/\-.][0-9]{1,2}[/\-.][0-9]{2,4}"),
    "error-cell": re.compile(r"#[A-ZÊ/0]{3,8}[!?]?|Err:[0-9]{3}"),
    "formula-without-value": re.compile(r"=.*"),
}
"""Text that says for itself what it is: a file of text holds dates, errors and formulas so, too."""
PERCENT_KINDS = ("share", "score")
LARGEST = 10**15
"""Beyond this a float64 no longer holds each whole number, and no figure of a city is."""


@dataclass(frozen=True)
class CellReading:
    """What a cell says: a value, or nothing (blank), or a problem that keeps it from being read.

    `meanings` holds both meanings of an ambiguous number: with thousands, with decimals.
    """

    value: float | None = None
    problem: str | None = None
    meanings: tuple[float, float] | None = None


BLANK = CellReading()
STATES = {"error": "error-cell", "formula": "formula-without-value"}


def read_value(
    cell: Cell | None, indicator: Indicator, words: Words, mark: Mark | None = None
) -> CellReading:
    """The figure in a cell: shares in percent, flags 0 or 1, all else as it is written."""
    if cell is None or cell.state != "value":
        return BLANK if cell is None else CellReading(problem=STATES[cell.state])
    if isinstance(cell.value, str):
        text = tidied(_on_one_line(cell.value))
        return _said(text, indicator, words) or _written(text, indicator, words, mark)
    if isinstance(cell.value, bool):
        return CellReading(float(cell.value)) if indicator.kind == "flag" else _no_number(indicator)
    if isinstance(cell.value, int | float):
        return _stored(cell.value, cell.number_format, indicator)
    return CellReading(problem="date-for-number")


def decimal_mark(cells: Iterable[tuple[Cell | None, Indicator]]) -> Mark | None:
    """The decimal mark of cells that hold numbers as text, where all the clear ones agree."""
    marks = set()
    for cell, indicator in cells:
        if cell is None or not isinstance(cell.value, str):
            continue
        text = tidied(cell.value).rstrip("% ")
        mark = decimal_mark_of(text)
        if mark is None and indicator.kind == "count":
            found = parse_numeral(text)
            if isinstance(found, Ambiguous) and not found.decimal.is_integer():
                mark = other_mark(found.mark)
        if mark is not None:
            marks.add(mark)
    return marks.pop() if len(marks) == 1 else None


def _on_one_line(words: str) -> str:
    """A cell's lines as one, unless a number ends one and another begins the next."""
    if "\n" not in words:
        return words
    lines = [line.strip() for line in words.split("\n") if line.strip()]
    pairs = itertools.pairwise(lines)
    if any(above[-1].isdigit() and below[0].isdigit() for above, below in pairs):
        return "\n".join(lines)
    return " ".join(lines)


def _stored(number: float, number_format: str, indicator: Indicator) -> CellReading:
    """A number that the container itself holds as one."""
    if not abs(number) < LARGEST:
        return _no_number(indicator)
    if shows_scaled(number_format, number):
        return CellReading(problem="scaled-number")
    value = float(f"{number:.15g}")  # 0.1 + 0.2 is 0.3 in the cell, and 0.30000000000000004 in it
    if shows_percent(number_format, value):
        if indicator.kind not in PERCENT_KINDS:
            return _no_number(indicator, "percent-for-number")
        value = round(value * 100, 10)  # 0.07 * 100 is 7.000000000000001
    return _of_kind(value, indicator)


def _said(text: str, indicator: Indicator, words: Words) -> CellReading | None:
    """What a cell says without digits: nothing, none, yes or no."""
    said = STOPPED.sub("", text.casefold())
    if not said or said in words.not_reported:
        return BLANK
    if indicator.kind == "flag" and said in words.yes:
        return CellReading(1.0)
    if said in words.zero or (indicator.kind == "flag" and said in words.no):
        return CellReading(0.0)
    return None


def _written(text: str, indicator: Indicator, words: Words, mark: Mark | None) -> CellReading:
    """A number typed as text."""
    for code, pattern in NOT_FIGURES.items():
        if pattern.fullmatch(text):
            return CellReading(problem=code)
    if indicator.kind == "share" and (share := OUT_OF.fullmatch(text)):
        part, whole = int(share[1]), int(share[2])
        return CellReading(100 * part / whole) if whole else _no_number(indicator)
    limit, number = indicator.maximum, text
    if text.endswith("%"):
        limit, number = 100.0, text[:-1].rstrip()
        if indicator.kind not in PERCENT_KINDS:
            return _no_number(indicator, "percent-for-number")
    elif counted := WITH_WORDS.fullmatch(text):
        number, tail = counted[1], plain(counted[2])
        if not _is_measure(tail, indicator, words):
            return _no_number(indicator, "words-after-number")
    found = parse_numeral(number)
    if isinstance(found, Ambiguous):
        return _decided(found, indicator, mark, limit)
    return _no_number(indicator) if found is None else _of_kind(found, indicator)


def _is_measure(tail: str, indicator: Indicator, words: Words) -> bool:
    """Whether words behind a number say in what the indicator is measured: 200 people are no
    conferences.
    """
    own = plain(indicator.unit_of_measure.vi)
    if not tail or tail == own:
        return bool(tail)
    if indicator.kind not in ("count", "flag"):
        return False
    return tail in words.counted or any(own in same and tail in same for same in words.measures)


def _decided(
    found: Ambiguous, indicator: Indicator, mark: Mark | None, limit: float | None
) -> CellReading:
    """Thousands or decimals: by the kind, by the other cells, by the limit, or left open."""
    whole = indicator.kind in ("count", "flag")
    if whole and not (mark == found.mark and found.decimal.is_integer()):
        return _of_kind(found.thousands, indicator)  # nobody writes a count with three decimals
    if mark is not None and not whole:
        return _of_kind(found.decimal if found.mark == mark else found.thousands, indicator)
    if limit is not None and not whole and abs(found.decimal) <= limit < abs(found.thousands):
        return _of_kind(found.decimal, indicator)
    return CellReading(problem="ambiguous-number", meanings=(found.thousands, found.decimal))


def _of_kind(value: float, indicator: Indicator) -> CellReading:
    """The number, if an indicator of this kind can have it."""
    if indicator.kind == "flag" and value not in (0, 1):
        return CellReading(problem="not-a-flag")
    if indicator.kind == "count" and not value.is_integer():
        return CellReading(problem="not-whole")
    return CellReading(value + 0.0)


def _no_number(indicator: Indicator, problem: str = "not-a-number") -> CellReading:
    """The problem; who is asked for yes or no is not told to enter a number."""
    return CellReading(problem="not-a-flag" if indicator.kind == "flag" else problem)
