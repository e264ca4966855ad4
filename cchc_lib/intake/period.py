"""Which quarter a file reports on, from its title rows: "Quý I năm 2020", "6 tháng đầu năm 2020".

In: title cells. Out: a Period, with the window that the words state. Dates and mere mentions of a
year ("Kế hoạch năm 2020") are no period.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cchc_lib.intake.grid import Cell
from cchc_lib.intake.phrases import matches, plain
from cchc_lib.registry import Quarter, Window

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
ROMAN_NUMERALS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
NUMBER = r"(iv|i{1,3}|0?[1-4])"
YEAR = r"((?:19|20)\d\d)"
DATE = re.compile(
    r"\bngay(?: \d{1,2})? (?:thang )?(?:\d{1,2} )?(?:nam )?" + YEAR
    + r"\b|\b\d{1,2} \d{1,2} " + YEAR + r"\b|\bthang \d{1,2} (?:nam )?" + YEAR + r"\b"
)  # fmt: skip
CODE = re.compile(rf"\b{YEAR} q([1-4])\b")
QUARTER = re.compile(rf"\b(?:qu[yi]|q) ?{NUMBER}(?: nam)? {YEAR}\b")
SEVERAL = re.compile(
    rf"\b(?:qu[yi]|q) ?{NUMBER}(?: (?:va|den|het|toi|qu[yi]|q|{NUMBER}))* {NUMBER}"
    rf"(?: nam)? {YEAR}\b"
)
"""More quarters than one: "Quý I, II năm 2020", "Quý I và quý II năm 2020"."""
BARE_QUARTER = re.compile(rf"\b(?:qu[yi]|q) ?{NUMBER}\b")
MONTHS = re.compile(rf"\b(0?6|sau|0?9|chin) thang(?: dau)?(?: nam)? {YEAR}\b")
YEAR_ONLY = re.compile(rf"(?:ky bao cao |ky |bao cao |so lieu )?(?:ca )?nam {YEAR}")
YEAR_IN_TITLE = re.compile(rf"\bnam {YEAR}\b")
UNREAD = re.compile(r"\b(?:qu[yi]|thang)\b")
MONTH_ONLY = re.compile(rf"(?:ky bao cao |ky |bao cao |so lieu )?thang \d{{1,2}}(?: nam)? {YEAR}")
UP_TO = re.compile(
    rf"\bden (?:het )?(?:ngay )?(?:\d{{1,2}} )?(?:thang )?(\d{{1,2}})(?: nam)? {YEAR}\b"
)
"""The last day of the figures: "từ ngày 15/12/2019 đến ngày 14/3/2020"."""
LAST_MONTHS = range(10, 13)
"""A report of the year may be closed before the year is."""
TODAY = 4
"""The quarter whose report closes the year."""


@dataclass(frozen=True)
class Period:
    """A quarter, and the window that its name states: None for a code such as 2020-Q1."""

    quarter: Quarter
    stated: Window | None


def period_name(quarter: Quarter, window: Window) -> str:
    """The period as forms name it: "Quý I năm 2020", "6 tháng đầu năm 2020", "Năm 2020"."""
    if quarter.number == 1 or window == "quarter":
        return f"Quý {ROMAN_NUMERALS[quarter.number]} năm {quarter.year}"
    months = {2: "6 tháng đầu năm", 3: "9 tháng đầu năm", 4: "Năm"}
    return f"{months[quarter.number]} {quarter.year}"


def read_period(words: str) -> Period | None:
    """The period that a single text names, or None."""
    text = plain(words)
    found = _named(text) or _year_only([text])
    periods = set(found)
    return periods.pop() if len(periods) == 1 else None


def find_periods(cells: Iterable[Cell], titles: Sequence[str]) -> dict[Period, Cell]:
    """All periods that title cells name, each with the first cell that does.

    `titles` are the form's own folded titles: only there may a bare year be the period.
    """
    texts = [(cell, DATE.sub(" ", cell.folded)) for cell in cells]
    found: dict[Period, Cell] = {}
    for cell, text in texts:
        for period in _named(text):
            found.setdefault(period, cell)
    if found:
        return found
    own = [(cell, text) for cell, text in texts if YEAR_ONLY.fullmatch(text.strip())]
    own += [
        (cell, text) for cell, text in texts if matches(text, titles) or BARE_QUARTER.search(text)
    ]
    years = {int(match[1]): cell for cell, text in own for match in YEAR_IN_TITLE.finditer(text)}
    bare = {
        _number(match[1]): cell for cell, text in texts for match in BARE_QUARTER.finditer(text)
    }
    if bare:
        return {
            Period(Quarter(year, number), "quarter"): cell
            for year in years
            for number, cell in bare.items()
        }
    if any(UNREAD.search(text) for _, text in texts if matches(text, ("nam",))):
        return {}
    return {
        Period(Quarter(year, TODAY), "year_to_date"): cell
        for year, cell in years.items()
        if not any(_ends_within(cell.folded, year) for cell, _ in texts)
    }


def _named(text: str) -> list[Period]:
    """The periods that a folded text names in full."""
    found = [Period(Quarter(int(m[1]), int(m[2])), None) for m in CODE.finditer(text)]
    found += [Period(Quarter(int(m[2]), _number(m[1])), "quarter") for m in QUARTER.finditer(text)]
    for m in SEVERAL.finditer(text):
        numbers = m[1], m[3]
        found += [Period(Quarter(int(m[4]), _number(number)), "quarter") for number in numbers]
    for m in MONTHS.finditer(text):
        number = 2 if m[1].lstrip("0") in ("6", "sau") else 3
        found.append(Period(Quarter(int(m[2]), number), "year_to_date"))
    return found


def _ends_within(text: str, year: int) -> bool:
    """Whether a folded text says that the figures are of a month, or end before the year does."""
    month = MONTH_ONLY.fullmatch(text)
    if month is not None and int(month[1]) == year:
        return True
    return any(int(m[2]) == year and int(m[1]) not in LAST_MONTHS for m in UP_TO.finditer(text))


def _year_only(texts: Sequence[str]) -> list[Period]:
    matched = [YEAR_ONLY.fullmatch(text) for text in texts]
    return [Period(Quarter(int(m[1]), TODAY), "year_to_date") for m in matched if m]


def _number(words: str) -> int:
    return ROMAN.get(words) or int(words)
