"""Quarters and the reporting calendar: which days a quarter's report covers, and when it is due.

The calendar is not the calendar quarter (Văn bản 581/BNV-CCHC): it stands in params/calendar.yml.
"""

import datetime
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from cchc_lib.errors import CallError, ParamsError
from cchc_lib.registry.params import Bilingual, Record, read_yaml

QUARTER = re.compile(r"(\d{4})-Q([1-4])")
Window = Literal["quarter", "year_to_date"]


@dataclass(frozen=True, order=True, slots=True)
class Quarter:
    """A quarter of a reporting year, written `2020-Q1`.

    >>> Quarter.parse("2020-Q1").previous()
    Quarter(year=2019, number=4)
    """

    year: int
    number: int

    @classmethod
    def parse(cls, words: str) -> "Quarter":
        """The quarter that `words` name. Raises CallError, with what to write instead."""
        match = QUARTER.fullmatch(words) if isinstance(words, str) else None
        if match is None:
            raise CallError("error.unknown-quarter", found=words, hint=_meant(str(words)))
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    def plus(self, quarters: int) -> "Quarter":
        """The quarter that lies `quarters` later (earlier, if negative)."""
        year, index = divmod(self.year * 4 + self.number - 1 + quarters, 4)
        return Quarter(year, index + 1)

    def previous(self) -> "Quarter":
        """The quarter before."""
        return self.plus(-1)

    def year_so_far(self) -> "list[Quarter]":
        """The quarters of this year up to this one, oldest first."""
        return [Quarter(self.year, number) for number in range(1, self.number + 1)]


def quarter_range(first: Quarter, last: Quarter) -> list[Quarter]:
    """All quarters from `first` to `last`, both included."""
    count = (last.year - first.year) * 4 + last.number - first.number
    return [first.plus(step) for step in range(count + 1)]


class Day(Record):
    """A day of the calendar, in the reporting year or (`year: -1`) the year before."""

    day: int = Field(ge=1, le=31)
    month: int = Field(ge=1, le=12)
    year: int = Field(default=0, ge=-1, le=1)

    def in_year(self, year: int) -> datetime.date:
        """The date of this day for the reporting year `year`."""
        return datetime.date(year + self.year, self.month, self.day)


class ReportPeriod(Record):
    """One report of the year: what it is called, which days it covers, when it is due."""

    quarter: int = Field(ge=1, le=4)
    name: Bilingual
    start: Day
    end: Day
    due: Day
    window: Window


class YearCalendar(Record):
    """The four reports of each year from `from_year` to `to_year` (None: still in force)."""

    from_year: int
    to_year: int | None = None
    source: str
    reports: list[ReportPeriod] = Field(min_length=4, max_length=4)


class CalendarFile(Record):
    """params/calendar.yml."""

    calendars: list[YearCalendar]


@dataclass(frozen=True)
class Calendar:
    """The reporting calendars by year."""

    calendars: tuple[YearCalendar, ...]

    def of(self, year: int) -> YearCalendar:
        """The calendar in force in `year`. Raises CallError where params/ has none."""
        for calendar in self.calendars:
            if calendar.from_year <= year <= (calendar.to_year or year):
                return calendar
        raise CallError("error.no-calendar", year=year)

    def report(self, quarter: Quarter) -> ReportPeriod:
        """The report that is made for `quarter`."""
        by_number = {report.quarter: report for report in self.of(quarter.year).reports}
        if quarter.number not in by_number:
            raise ParamsError("error.calendar-quarter", quarter=str(quarter))
        return by_number[quarter.number]

    def start(self, quarter: Quarter) -> datetime.date:
        """The first day that the report covers."""
        return self.report(quarter).start.in_year(quarter.year)

    def end(self, quarter: Quarter) -> datetime.date:
        """The last day that the report covers: the data's cut-off."""
        return self.report(quarter).end.in_year(quarter.year)

    def elapsed(self, quarter: Quarter) -> float:
        """The share of the reporting year's days up to the cut-off, above 0 and up to 1."""
        last = Quarter(quarter.year, 4)
        start = self.start(Quarter(quarter.year, 1))
        return ((self.end(quarter) - start).days + 1) / ((self.end(last) - start).days + 1)

    def due(self, quarter: Quarter) -> datetime.date:
        """The last day on which the report is in time."""
        return self.report(quarter).due.in_year(quarter.year)

    def window(self, quarter: Quarter) -> Window:
        """Whether the report's flows count from the year's start or in the quarter only."""
        return self.report(quarter).window


def read_calendar(params: Path) -> Calendar:
    """The calendar of params/calendar.yml."""
    return Calendar(tuple(read_yaml(params / "calendar.yml", CalendarFile).calendars))


def _meant(words: str) -> str:
    """The spelling that `words` were probably meant as, or the form to follow."""
    year = re.search(r"(19|20)\d{2}", words)
    rest = words.replace(year[0], " ", 1) if year else ""
    number = re.search(r"(?<!\d)0?([1-4])(?!\d)", rest)
    if year and number:
        return f"{year[0]}-Q{number[1]}"
    return f"{year[0]}-Q1" if year else "2020-Q1"
