"""What must hold between figures: relations declared in a form, printed totals against sums.

Published figures really do break these. A check names the difference and the cells; it never
mends, and both figures are kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cchc_lib.intake.draft import Draft, Figure, Subject, first_and_last
from cchc_lib.intake.forms import Check
from cchc_lib.intake.numerals import write_numeral
from cchc_lib.intake.values import CellReading
from cchc_lib.registry import Indicator, Quarter

ADDED_UP = ("count", "money")
"""Kinds of which a column has a sum."""
ROUNDING = 1e-6
"""Far below any unit of measure, far above what adding a thousand float64 leaves behind."""


@dataclass(frozen=True)
class ColumnEntry:
    """One cell of a column that has a printed total."""

    cell: str
    reading: CellReading


@dataclass(frozen=True)
class PrintedTotal:
    """A total as it is printed, and the cells that it stands for."""

    indicator: Indicator
    total: ColumnEntry
    entries: tuple[ColumnEntry, ...]

    @property
    def sum(self) -> float:
        """The sum of the cells; blanks add nothing."""
        return sum(entry.reading.value or 0.0 for entry in self.entries)

    def differs(self, tolerance: float) -> bool:
        """Whether total and sum differ.

        A column with a cell that cannot be read is left alone: that cell is a problem of its own.
        """
        printed = self.total.reading.value
        readable = all(entry.reading.problem is None for entry in self.entries)
        if printed is None or not readable or self.indicator.kind not in ADDED_UP:
            return False
        return bool(self.entries) and abs(printed - self.sum) > tolerance + _rounding(printed)


def _rounding(value: float) -> float:
    """What adding a thousand float64 of this size may leave behind."""
    return max(ROUNDING, abs(value) * 1e-12)


def check_relations(draft: Draft, subjects: Sequence[Subject]) -> None:
    """Try the form's relations for each unit and quarter of the file.

    A figure of a broken relation is taken out only where the form says `refuse`, after all
    relations have been tried.
    """
    refused: list[Figure] = []
    for subject in subjects:
        for check in draft.form.checks:
            key = (subject.unit.slug, str(subject.quarter))
            figures = [draft.figures.get((*key, name)) for name in check.indicators]
            known = [figure for figure in figures if figure is not None]
            if len(known) < len(figures):
                continue
            expected = _expected(check, known)
            if expected is not None and not _holds(check, known[0].value, expected):
                _report(draft, subject, check, known, expected)
                refused += known if check.severity == "refuse" else []
    for figure in refused:
        draft.figures.pop((figure.unit, figure.quarter, figure.indicator), None)


def _expected(check: Check, figures: Sequence[Figure]) -> float | None:
    """What the other figures say the first one is; None where they say nothing."""
    _, *rest = (figure.value for figure in figures)
    if check.rule != "share":
        return sum(rest)
    part, whole = rest
    return 100 * part / whole if whole else None


def _holds(check: Check, found: float, expected: float) -> bool:
    difference = found - expected
    limit = check.tolerance + _rounding(found)
    return difference <= limit if check.rule == "at_most" else abs(difference) <= limit


CODES = {"sum": "parts-differ", "at_most": "more-than-all", "share": "share-differs"}


def _report(
    draft: Draft, subject: Subject, check: Check, figures: Sequence[Figure], expected: float
) -> None:
    first, rest = figures[0], figures[1:]
    sign = " / " if check.rule == "share" else " + "
    said = write_numeral(round(expected, 2) if check.rule == "share" else expected)
    names = [draft.registry.indicators[figure.indicator].name for figure in rest]
    draft.report(
        CODES[check.rule],
        check.severity,
        first.sheet,
        first.cell,
        subject=subject,
        indicator=draft.registry.indicators[first.indicator],
        found=write_numeral(first.value),
        expected=f"{'≤ ' if check.rule == 'at_most' else ''}{said}",
        values={
            "said": said,
            "difference": write_numeral(first.value - expected),
            "cells": sign.join(figure.cell for figure in rest),
            "others_vi": sign.join(name.vi for name in names),
            "others_en": sign.join(name.en for name in names),
        },
    )


def report_total(draft: Draft, quarter: Quarter, printed: PrintedTotal, sheet: str) -> None:
    """Name a printed total that is not the sum of its cells."""
    value = printed.total.reading.value or 0.0
    draft.report(
        "total-differs",
        "doubtful",
        sheet,
        printed.total.cell,
        quarter=quarter,
        indicator=printed.indicator,
        found=write_numeral(value),
        expected=write_numeral(printed.sum),
        values={
            "difference": write_numeral(value - printed.sum),
            "cells": first_and_last(entry.cell for entry in printed.entries),
        },
    )
