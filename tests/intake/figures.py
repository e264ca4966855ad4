"""Figures as offices write them: for a value of an indicator, what may stand in its cell.

In: an indicator, a value and the style of the file. Out: a value for a cell and its number format.
A file keeps to one style, as a person does.
"""

import random
from dataclasses import dataclass
from typing import Any

from cchc_lib.intake.forms import Words
from cchc_lib.registry import Indicator

WORDS = Words()
MARKS = {
    "vietnamese": (".", ","), "english": (",", "."), "spaces": (" ", ","),
    "wide spaces": ("\u00a0", ","), "thin spaces": ("\u2009", ","), "bare": ("", ","),
}  # fmt: skip
PERCENT_FORMATS = ("0%", "0.0%", "0.00%", '0.0%;-0.0%;"-"', "#,##0.0%")


@dataclass(frozen=True)
class Style:
    """How a file writes numbers: as numbers, or as text with these marks; with words after them?"""

    marks: str | None
    words: bool
    percent: bool


def random_style(chance: random.Random, *, typed: bool) -> Style:
    """One way to write; only workbooks hold numbers as such."""
    marks = chance.choice((None, None, *MARKS) if typed else tuple(MARKS))
    return Style(marks, words=chance.random() < 0.3, percent=chance.random() < 0.5)


def random_value(chance: random.Random, indicator: Indicator) -> float:
    """A value within the limits that no style leaves open."""
    if indicator.kind == "flag":
        return float(chance.randint(0, 1))
    if indicator.kind in ("share", "score"):
        return chance.choice(
            (0.0, 100.0, chance.randint(20, 999) / 10, chance.randint(101, 9999) / 100)
        )
    largest = 10 ** chance.randint(0, 7)
    if indicator.kind == "count":
        return float(chance.choice((0, chance.randint(0, largest))))
    whole = chance.choice((chance.randint(0, 999), chance.randint(10**6, 10**9)))
    return chance.choice((float(whole), chance.randint(0, largest) + chance.randint(1, 9) / 10))


def written(value: float, marks: str) -> str:
    """The number as text."""
    thousands, decimal = MARKS[marks]
    text = f"{value:,.0f}" if value.is_integer() else f"{value:,.12g}"
    return text.replace(".", "|").replace(",", thousands).replace("|", decimal)


def cell_of(
    chance: random.Random, indicator: Indicator, value: float, style: Style
) -> tuple[Any, str | None]:
    """What stands in the cell, and its number format where it has one of its own."""
    if indicator.kind == "flag":
        return _flag(chance, value, typed=style.marks is None), None
    if value == 0 and chance.random() < 0.5:
        return chance.choice((*WORDS.zero, "Không", "KHÔNG", " - ")), None
    percent = indicator.kind in ("share", "score") and (style.percent or value <= 1)
    if style.marks is None and chance.random() < 0.9:
        if percent:
            return value / 100, chance.choice(PERCENT_FORMATS)
        return (int(value) if value.is_integer() else value), chance.choice((None, "#,##0", "0.00"))
    text = written(value, style.marks or "vietnamese")
    return text + _tail(chance, indicator, style, percent), None


def _tail(chance: random.Random, indicator: Indicator, style: Style, percent: bool) -> str:  # noqa: FBT001
    """What stands after a number typed as text."""
    if percent:
        return chance.choice(("%", " %"))
    own = indicator.unit_of_measure.vi
    if style.words and indicator.kind in ("count", "money"):
        words = (own, own.upper(), *WORDS_AFTER) if indicator.kind == "count" else (own,)
        return f" {chance.choice(words)}"
    return chance.choice(("", "", " ", "\n"))


WORDS_AFTER = ("cuộc", "lần", "lượt", "trường hợp")


def _flag(chance: random.Random, value: float, *, typed: bool) -> Any:
    yes = (*WORDS.yes, "Có", "CÓ", "X", "Đã ban hành", "1")
    no = (*WORDS.no, "Không", "KHÔNG", "Chưa", "-", "–", "0")
    if typed and chance.random() < 0.3:
        return chance.choice((int(value), bool(value)))
    return chance.choice(yes if value else no)
