"""The unit form: one unit a sheet, one indicator a row under section headings.

In: a sheet and where its header stands. Out: the unit's figures and problems, in the draft. Columns
may stand in any order and begin anywhere; notes and signatures follow the table.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.draft import Draft, Subject, figure_words
from cchc_lib.intake.forms import Phrases, UnitLayout
from cchc_lib.intake.grid import Cell, Sheet, address
from cchc_lib.intake.headers import next_table
from cchc_lib.intake.labels import IndicatorLabels
from cchc_lib.intake.measures import scales, scales_differ
from cchc_lib.intake.names import unit_names
from cchc_lib.intake.phrases import shortened
from cchc_lib.intake.reporter import find_reporter
from cchc_lib.intake.table_header import is_figure
from cchc_lib.intake.titles import find_stated_period, report_open_window, title_cells
from cchc_lib.intake.unit_header import UnitPlace, heads_figures_of
from cchc_lib.intake.values import decimal_mark, read_value
from cchc_lib.registry import Indicator, Registry

COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Za-z])\)?")
LISTED = re.compile(r"\d+(?:\.\d+)*\.?")


@functools.lru_cache(maxsize=32)
def _labels(indicators: tuple[Indicator, ...], aliases: tuple[Phrases, ...]) -> IndicatorLabels:
    names = (indicator.id for indicator in indicators)
    return IndicatorLabels(indicators, dict(zip(names, aliases, strict=True)))


def form_labels(layout: UnitLayout, registry: Registry) -> IndicatorLabels:
    """The labels of the form's indicators, worked out once."""
    asked = tuple(registry.indicators[name] for name in layout.indicators)
    return _labels(asked, tuple(layout.indicators.values()))


@dataclass(frozen=True)
class _Row:
    """One row of the table whose label is an indicator."""

    row: int
    indicator: Indicator


def read_unit_form(sheet: Sheet, layout: UnitLayout, place: UnitPlace, draft: Draft) -> None:
    """Read one unit's figures.

    Raises SubmissionError where unit, quarter or the column of figures cannot be told.
    """
    registry = draft.registry
    if place.doubled:
        raise _unclear(sheet, place, draft)
    stated = find_stated_period(sheet, place.top, draft.form, registry.calendar, draft.file_name)
    if not heads_figures_of(place.heading, layout, stated):
        raise _unclear(sheet, place, draft)
    names = unit_names(registry.units_in(stated.quarter))
    unit = find_reporter(title_cells(sheet, place.top), sheet, layout.unit_labels, names, draft)
    subject = Subject(unit, stated.quarter, stated.window)
    known = len(draft.problems)
    rows = list(_indicator_rows(sheet, layout, place, draft, subject))
    if len(draft.problems) == known and not any(sheet.at(row.row, place.value) for row in rows):
        # As a blank row of a table: it must not wipe out what the unit sent before.
        draft.leave_blank(subject)
        cell = address(place.bottom, place.value)
        draft.report("form-blank", "note", sheet.name, cell, subject=subject)
        return
    draft.cover(subject)
    report_open_window(draft, sheet, stated)
    mark = decimal_mark((sheet.at(row.row, place.value), row.indicator) for row in rows)
    for row in rows:
        if _is_otherwise_measured(sheet, place, row, draft, subject):
            continue
        reading = read_value(sheet.at(row.row, place.value), row.indicator, draft.form.words, mark)
        draft.keep(subject, row.indicator, reading, sheet, at=(row.row, place.value))


def _unclear(sheet: Sheet, place: UnitPlace, draft: Draft) -> SubmissionError:
    return SubmissionError(
        "error.value-column-unclear",
        file=draft.file_name, sheet=sheet.name,
        cells=", ".join(
            f"{address(place.top, column)} “{shortened(sheet.text(place.top, column))}”"
            for column in (place.value, *place.doubled)
        ),
    )  # fmt: skip


def _indicator_rows(
    sheet: Sheet, layout: UnitLayout, place: UnitPlace, draft: Draft, subject: Subject
) -> Iterator[_Row]:
    """The rows of indicators; one with a figure but an unknown label is a problem."""
    found = _labelled_rows(sheet, layout, place, draft)
    known = [row for row, indicator in found.items() if indicator is not None]
    first, last = (known[0], known[-1]) if known else (0, 0)
    for row, indicator in found.items():
        if indicator is not None:
            yield _Row(row, indicator)
            continue
        cells = sheet.rows[row]
        if row > last and any(cell.folded.startswith(layout.end) for cell in cells):
            return
        label = sheet.text(row, place.label)
        number = "" if place.number is None else sheet.text(row, place.number)
        value = sheet.at(row, place.value)
        if value is None or (not label and row < first):
            continue
        if _is_table_row(sheet, row, place, label, value) and (label or number or row < last):
            nearest = form_labels(layout, draft.registry).nearest(label) if label else ()
            draft.report(
                "unknown-indicator", "refuse", sheet.name, address(row, place.label),
                subject=subject, found=label or "–", expected=" / ".join(nearest) or "–",
                values={"value": figure_words(value), "value_cell": address(row, place.value)},
            )  # fmt: skip


def _labelled_rows(
    sheet: Sheet, layout: UnitLayout, place: UnitPlace, draft: Draft
) -> dict[int, Indicator | None]:
    """The rows below the header, each with the indicator that its label names; a second table on
    the sheet may be of another unit or quarter, and is not read.
    """
    labels = form_labels(layout, draft.registry)
    found = {
        row: labels.find(sheet.text(row, place.label)) for row in sheet.rows if row > place.bottom
    }
    second = next_table(
        sheet, place.bottom, place.label, layout.label, lambda row: found[row] is not None
    )
    if second is None:
        return found
    draft.report("second-table", "refuse", sheet.name, address(second, place.label))
    return {row: indicator for row, indicator in found.items() if row < second}


def _is_otherwise_measured(
    sheet: Sheet, place: UnitPlace, row: _Row, draft: Draft, subject: Subject
) -> bool:
    """Whether a row's figure is in another scale than the form asks for, which is reported."""
    value = sheet.at(row.row, place.value)
    said = "" if place.measure is None else sheet.text(row.row, place.measure)
    heading = " ".join(sheet.text(top, place.value) for top in range(place.top, place.bottom + 1))
    expected = row.indicator.unit_of_measure.vi
    at = (row.row, place.measure or place.value)
    if value is None:
        return False
    if not said or scales(said) == scales(expected):
        if not scales_differ(heading, expected):
            return False
        said, at = heading, (place.top, place.value)
    draft.report(
        "measure-differs", "refuse", sheet.name, address(*at),
        subject=subject, indicator=row.indicator, found=said, expected=expected,
        values={"value": figure_words(value), "value_cell": address(row.row, place.value)},
    )  # fmt: skip
    return True


def _is_table_row(sheet: Sheet, row: int, place: UnitPlace, label: str, value: Cell) -> bool:
    """Whether an unknown row belongs to the table: it is numbered, or its figure is a number.

    The row of column numbers and the names of those who sign do not.
    """
    if COLUMN_NUMBER.fullmatch(label):
        return False
    number = "" if place.number is None else sheet.text(row, place.number)
    return is_figure(value) or LISTED.fullmatch(number) is not None
