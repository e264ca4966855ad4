"""A submission while it is read: figures and problems are collected, and each figure is tried.

In: what a layout finds, cell by cell. Out: figures that pass their indicator's limits, and a
problem for each that does not; the first of two figures for the same thing stands.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from cchc_lib.intake.forms import FormDefinition
from cchc_lib.intake.grid import Cell, Sheet, address
from cchc_lib.intake.numerals import write_numeral
from cchc_lib.intake.problems import Problem, Severity
from cchc_lib.intake.values import Reading, shows_percent
from cchc_lib.registry import Indicator, Quarter, Registry, Unit, Window


@dataclass(frozen=True, slots=True)
class Figure:
    """One reported figure with the place where it stands."""

    unit: str
    quarter: str
    indicator: str
    value: float
    window: Window
    sheet: str
    cell: str


@dataclass(frozen=True)
class Subject:
    """Of whom and of when figures are: a unit, a quarter, and the days they cover."""

    unit: Unit
    quarter: Quarter
    window: Window


class Draft:
    """What one file has given so far."""

    def __init__(self, file_name: str, form: FormDefinition, registry: Registry) -> None:
        self.file_name = file_name
        self.form = form
        self.registry = registry
        self.figures: dict[tuple[str, str, str], Figure] = {}
        self.problems: list[Problem] = []
        self.covers: dict[tuple[str, str], None] = {}

    def cover(self, subject: Subject) -> None:
        """Note that the file speaks for this unit and quarter."""
        self.covers[subject.unit.slug, str(subject.quarter)] = None

    def report(
        self,
        code: str,
        severity: Severity,
        sheet: str = "",
        cell: str = "",
        *,
        subject: Subject | None = None,
        quarter: Quarter | None = None,
        indicator: Indicator | None = None,
        found: str = "",
        expected: str = "",
        **values: str,
    ) -> None:
        """Note a problem; its texts may use the names of its unit and indicator."""
        if subject is not None:
            quarter = subject.quarter
            values |= {
                "unit_name_vi": subject.unit.title("vi"),
                "unit_name_en": subject.unit.title("en"),
            }
        if indicator is not None:
            values |= {"name_vi": indicator.name.vi, "name_en": indicator.name.en}
        self.problems.append(
            Problem(
                code=code,
                severity=severity,
                file=self.file_name,
                sheet=sheet,
                cell=cell,
                unit=None if subject is None else subject.unit.slug,
                quarter=None if quarter is None else str(quarter),
                indicator=None if indicator is None else indicator.id,
                found=found,
                expected=expected,
                values=tuple(sorted(values.items())),
            )
        )

    def keep(
        self,
        subject: Subject,
        indicator: Indicator,
        reading: Reading,
        sheet: Sheet,
        place: tuple[int, int],
    ) -> None:
        """Take in what the cell at `place` says of an indicator, or the problem with it."""
        cell, at = sheet.at(*place), address(*place)
        if reading.problem is not None:
            self._refuse(reading.problem, subject, indicator, reading, sheet.name, at, cell)
            return
        value = reading.value
        if value is None:
            if self.form.blank == "not_reported" or (cell is not None and cell.text):
                return
            value = 0.0
        if not _within(value, indicator):
            self._refuse("out-of-limits", subject, indicator, reading, sheet.name, at, cell)
            return
        key = (subject.unit.slug, str(subject.quarter), indicator.id)
        earlier = self.figures.get(key)
        if earlier is not None:
            self.report(
                "figure-twice", "refuse", sheet.name, at, subject=subject, indicator=indicator,
                found=_words(cell, value), expected=write_numeral(earlier.value),
                earlier=f"{earlier.sheet}!{earlier.cell}",
            )  # fmt: skip
            return
        self.figures[key] = Figure(*key, value, subject.window, sheet.name, at)
        self._look_twice(value, subject, indicator, sheet, cell)

    def _look_twice(
        self, value: float, subject: Subject, indicator: Indicator, sheet: Sheet, cell: Cell | None
    ) -> None:
        """Note what is odd about a figure that is kept."""
        if cell is None:
            return
        at = address(cell.row, cell.column)
        if sheet.is_hidden(cell.row, cell.column):
            self.report(
                "hidden-figure", "note", sheet.name, at,
                subject=subject, indicator=indicator, found=cell.text,
            )  # fmt: skip
        is_fraction = indicator.kind == "share" and 0 < value <= 1 and cell.is_number
        if is_fraction and not shows_percent(cell.number_format):
            self.report(
                "share-as-fraction", "doubtful", sheet.name, at,
                subject=subject, indicator=indicator, found=_words(cell, value),
                expected=write_numeral(value * 100) + "%",
            )  # fmt: skip
        if subject.unit.group not in indicator.reported_by and value != 0:
            self.report(
                "not-asked-of-unit", "note", sheet.name, at,
                subject=subject, indicator=indicator, found=cell.text,
            )  # fmt: skip

    def _refuse(
        self,
        code: str,
        subject: Subject,
        indicator: Indicator,
        reading: Reading,
        sheet: str,
        at: str,
        cell: Cell | None,
    ) -> None:
        values = {}
        if reading.meanings is not None:
            thousands, decimal = reading.meanings
            values = {
                "thousands": write_numeral(thousands),
                "decimal": write_numeral(decimal),
            }
        self.report(
            code, "refuse", sheet, at, subject=subject, indicator=indicator,
            found=_words(cell, reading.value), expected=expected_of(indicator), **values,
        )  # fmt: skip


def expected_of(indicator: Indicator) -> str:
    """What may stand in the indicator's cell, without words: `≥ 0`, `0 – 100`, `Có / Không`."""
    if indicator.kind == "flag":
        return "Có / Không"
    low, high = indicator.minimum, indicator.maximum
    if low is not None and high is not None:
        return f"{format_number(low, 'vi')} – {format_number(high, 'vi')}"
    if low is not None:
        return f"≥ {format_number(low, 'vi')}"
    return "1.234,5" if high is None else f"≤ {format_number(high, 'vi')}"


def first_and_last(cells: Iterable[str]) -> str:
    """A column of cells as a range: C8:C37."""
    listed = list(cells)
    return listed[0] if len(listed) == 1 else f"{listed[0]}:{listed[-1]}"


def _within(value: float, indicator: Indicator) -> bool:
    low, high = indicator.minimum, indicator.maximum
    return (low is None or low <= value) and (high is None or value <= high)


def _words(cell: Cell | None, value: float | None) -> str:
    """What stands in a cell as people see it: numbers in the Vietnamese form."""
    if cell is None:
        return ""
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        return write_numeral(float(cell.value) if value is None else value)
    return cell.text
