"""The tidy table: one figure a row, with its own unit, period and indicator.

In: a sheet and the columns of its header. Out: figures and problems; each row stands for itself.
"""

from dataclasses import dataclass

from cchc_lib.intake.draft import Draft, Subject
from cchc_lib.intake.forms import TidyLayout
from cchc_lib.intake.grid import Sheet, address
from cchc_lib.intake.labels import IndicatorLabels
from cchc_lib.intake.names import unit_names
from cchc_lib.intake.numerals import Mark
from cchc_lib.intake.period import read_period
from cchc_lib.intake.titles import stated_window
from cchc_lib.intake.values import decimal_mark, read_value
from cchc_lib.registry import Indicator

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
    labels = IndicatorLabels(draft.registry.indicators.values(), {})
    entries = []
    for row in sheet.rows:
        if row > place.bottom:
            subject = _subject(sheet, place, draft, row)
            indicator = _indicator(sheet, place, draft, row, labels, subject)
            if subject is not None and indicator is not None:
                entries.append(_Entry(row, subject, indicator))
    marks: dict[str, Mark | None] = {}
    for slug in dict.fromkeys(entry.subject.unit.slug for entry in entries):
        marks[slug] = decimal_mark(
            (sheet.at(entry.row, place.value), entry.indicator)
            for entry in entries
            if entry.subject.unit.slug == slug
        )
    for entry in entries:
        draft.cover(entry.subject)
        cell = sheet.at(entry.row, place.value)
        mark = marks[entry.subject.unit.slug]
        reading = read_value(cell, entry.indicator, draft.form.words, mark)
        draft.keep(entry.subject, entry.indicator, reading, sheet, at=(entry.row, place.value))


def _subject(sheet: Sheet, place: TidyPlace, draft: Draft, row: int) -> Subject | None:
    words = sheet.text(row, place.period)
    period = read_period(words)
    if period is None:
        draft.report(
            "unknown-period", "refuse", sheet.name, address(row, place.period),
            found=words or "–", expected="2020-Q1",
        )  # fmt: skip
        return None
    window, _ = stated_window(
        period.quarter, [period], draft.form, draft.registry.calendar, draft.file_name
    )
    name = sheet.text(row, place.unit)
    names = unit_names(draft.registry.units_in(period.quarter))
    unit = names.find(name)
    if unit is None:
        draft.report(
            "unknown-unit", "refuse", sheet.name, address(row, place.unit),
            quarter=period.quarter, found=name or "–",
            expected=" / ".join(names.nearest(name)) if name else "–",
        )  # fmt: skip
        return None
    return Subject(unit, period.quarter, window)


def _indicator(
    sheet: Sheet,
    place: TidyPlace,
    draft: Draft,
    row: int,
    labels: IndicatorLabels,
    subject: Subject | None,
) -> Indicator | None:
    words = sheet.text(row, place.indicator)
    indicator = labels.find(words)
    if indicator is None:
        value = sheet.text(row, place.value)
        draft.report(
            "unknown-indicator", "refuse", sheet.name, address(row, place.indicator),
            subject=subject, found=words or "–",
            expected=" / ".join(labels.nearest(words)) if words else "–",
            value=value, value_cell=address(row, place.value),
        )  # fmt: skip
    return indicator
