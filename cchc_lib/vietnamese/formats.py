"""Numbers, dates and quarters as text, in the official form of each language."""

import datetime
import math

from babel.numbers import format_decimal

ROMAN = ("", "I", "II", "III", "IV")
MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
MOST_DECIMALS = 6
MISSING = "–"
"""What a cell shows where nothing was reported."""


def format_number(value: float, language: str, decimals: int | None = None) -> str:
    """`1.234,5` in Vietnamese, `1,234.5` in English; `–` for NaN.

    `decimals` None keeps whole numbers whole and gives others one decimal at the most.
    """
    if value is None or math.isnan(value):
        return MISSING
    digits = ".#" if decimals is None else "." * bool(decimals) + "0" * decimals
    return format_decimal(value + 0.0, format=f"#,##0{digits}", locale=language)


def format_percent(value: float, language: str, decimals: int | None = None) -> str:
    """`97,2%` for 97.2: `value` is in percent already, not a fraction."""
    shown = format_number(value, language, decimals)
    return shown if shown == MISSING else f"{shown}%"


def format_share(value: float, language: str, decimals: int | None = None) -> str:
    """A share in percent that is never rounded to what it is not: 99.99 stays `99,99%`.

    `value` is in percent; only 100 and 0 themselves are written so. `decimals` as in
    `format_number`.
    """
    if not math.isnan(value) and value not in (0, 100):
        places = 1 if decimals is None else decimals
        while places < MOST_DECIMALS and round(value, places) in (0, 100):
            places += 1
            decimals = places
    return format_percent(value, language, decimals)


def format_date(day: datetime.date, language: str) -> str:
    """`12/3/2020` in Vietnamese, `12 March 2020` in English."""
    if language == "en":
        return f"{day.day} {MONTHS[day.month]} {day.year}"
    return f"{day.day}/{day.month}/{day.year}"


def long_date(day: datetime.date, language: str) -> str:
    """`ngày 12 tháng 3 năm 2020`; days 1-9 and months 1-2 with a 0 (Nghị định 30/2020/NĐ-CP)."""
    if language == "en":
        return format_date(day, language)
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def place_and_date(place: str, day: datetime.date, language: str) -> str:
    """`Hà Nội, ngày 12 tháng 3 năm 2020`."""
    return f"{place}, {long_date(day, language)}"


def quarter_name(year: int, number: int, language: str) -> str:
    """`quý I/2020` or `Q1 2020`."""
    return f"Q{number} {year}" if language == "en" else f"quý {ROMAN[number]}/{year}"


def report_name(name: str, year: int, language: str) -> str:
    """The report's own name with its year: `quý I năm 2020`, `6 tháng năm 2020`, `năm 2020`."""
    if language == "en":
        return f"{name} {year}"
    return f"năm {year}" if name.casefold() == "năm" else f"{name} năm {year}"
