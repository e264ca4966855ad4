"""The tidy table: one figure a row, with its own unit, period and indicator.

In: a sheet and the columns of its header. Out: figures and problems; each row stands for itself.
"""

import functools
from dataclasses import dataclass

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.draft import Draft, Subject, figure_words
from cchc_lib.intake.forms import TidyLayout
from cchc_lib.intake.grid import Cell, Sheet, address
from cchc_lib.intake.labels import IndicatorLabels
from cchc_lib.intake.names import unit_names
from cchc_lib.intake.period import Period, read_period
from cchc_lib.intake.titles import Stated, report_open_window, stated_window
from cchc_lib.intake.values import decimal_mark, read_value
from cchc_lib.registry import Indicator, Window

HEADER_WITHIN = 20


@dataclass(frozen=True)
class TidyPlace:
    """The header row and its four columns."""

    bottom: int
    unit: int
    period: int
    indicator: int
    value: int


@dataclass(frozen=True)
class _Entry:
    row: int
    subject: Subject
    indicator: Indicator


def locate_tidy(sheet: Sheet, layout: TidyLayout) -> TidyPlace | None:
    """The row that heads all four columns, or None."""
    for row, cells in sheet.rows.items():
        if row > HEADER_WITHIN:
            return None
        by_word = {cell.folded: cell.column for cell in reversed(cells)}
        columns = [
            next((by_word[word] for word in words if word in by_word), None)
            for words in (layout.unit, layout.period, layout.indicator, layout.value)
        ]
        found = [column for column in columns if column is not None]
        if len(set(found)) == 4:
            return TidyPlace(row, *found)
    return None


def read_tidy(sheet: Sheet, place: TidyPlace, draft: Draft) -> None:
    """Read all rows; one whose unit, period or indicator is unknown is a problem."""
    _TidyReader(sheet, place, draft).read()


class _TidyReader:
    """Reads the rows of one tidy table."""

    def __init__(self, sheet: Sheet, place: TidyPlace, draft: Draft) -> None:
        self.sheet = sheet
        self.place = place
        self.draft = draft
        self.labels = IndicatorLabels(draft.registry.indicators.values(), {})
        self.units_in = functools.cache(draft.registry.units_in)
        self.windows: dict[Period, Window] = {}

    def read(self) -> None:
        """Read the rows; numbers are read as the same unit writes them elsewhere."""
        entries = [
            entry
            for row in self.sheet.rows
            if row > self.place.bottom and (entry := self._entry(row)) is not None
        ]
        by_unit: dict[str, list[_Entry]] = {}
        for entry in entries:
            by_unit.setdefault(entry.subject.unit.slug, []).append(entry)
        marks = {
            slug: decimal_mark((self._cell(entry), entry.indicator) for entry in listed)
            for slug, listed in by_unit.items()
        }
        for entry in entries:
            self.draft.cover(entry.subject)
            mark = marks[entry.subject.unit.slug]
            reading = read_value(self._cell(entry), entry.indicator, self.draft.form.words, mark)
            self.draft.keep(
                entry.subject, entry.indicator, reading, self.sheet,
                at=(entry.row, self.place.value),
            )  # fmt: skip

    def _cell(self, entry: _Entry) -> Cell | None:
        return self.sheet.at(entry.row, self.place.value)

    def _entry(self, row: int) -> _Entry | None:
        subject = self._subject(row)
        words = self.sheet.text(row, self.place.indicator)
        indicator = self.labels.find(words)
        if indicator is None:
            self.draft.report(
                "unknown-indicator", "refuse", self.sheet.name, address(row, self.place.indicator),
                subject=subject, found=words or "–",
                expected=" / ".join(self.labels.nearest(words)) if words else "–",
                values={
                    "value": figure_words(self.sheet.at(row, self.place.value)),
                    "value_cell": address(row, self.place.value),
                },
            )  # fmt: skip
        if subject is None or indicator is None:
            return None
        return _Entry(row, subject, indicator)

    def _subject(self, row: int) -> Subject | None:
        words = self.sheet.text(row, self.place.period)
        period = read_period(words)
        try:
            window = None if period is None else self._window(period, row)
        except SubmissionError:
            window = None
        if period is None or window is None:
            self.draft.report(
                "unknown-period", "refuse", self.sheet.name, address(row, self.place.period),
                found=words or "–", expected="2020-Q1",
            )  # fmt: skip
            return None
        name = self.sheet.text(row, self.place.unit)
        names = unit_names(self.units_in(period.quarter))
        unit = names.find(name)
        if unit is None:
            self.draft.report(
                "unknown-unit", "refuse", self.sheet.name, address(row, self.place.unit),
                quarter=period.quarter, found=name or "–",
                expected=" / ".join(names.nearest(name)) if name else "–",
            )  # fmt: skip
            return None
        return Subject(unit, period.quarter, window)

    def _window(self, period: Period, row: int) -> Window:
        """The days that a figure covers; the first row that leaves them open is reported.

        Raises SubmissionError for a year without a calendar.
        """
        if period not in self.windows:
            window, is_open = stated_window(
                period.quarter, [period], self.draft.form, self.draft.registry.calendar,
                self.draft.file_name,
            )  # fmt: skip
            self.windows[period] = window
            cell = self.sheet.at(row, self.place.period)
            if cell is not None:
                stated = Stated(period.quarter, window, cell, is_open)
                report_open_window(self.draft, self.sheet, stated)
        return self.windows[period]
