"""A submission while it is read: figures and problems are collected, and each figure is tried.

In: what a layout finds, cell by cell. Out: figures that pass their indicator's limits, and a
problem for each that does not; the first of two figures for the same thing stands.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.forms import FormDefinition
from cchc_lib.intake.grid import Cell, Sheet, address
from cchc_lib.intake.number_formats import shows_percent
from cchc_lib.intake.numerals import parse_numeral, tidied, write_numeral
from cchc_lib.intake.phrases import shortened
from cchc_lib.intake.problems import Problem, Severity
from cchc_lib.intake.values import CellReading
from cchc_lib.registry import Indicator, Quarter, Registry, Unit, Window

MOST_PROBLEMS = 5_000
"""Five thousand take 2 s; a crafted table of 90 000 unknown units took 40 s."""


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


@dataclass(frozen=True)
class Place:
    """Where a figure stands, and what it is a figure of."""

    sheet: str
    cell: str
    subject: Subject
    indicator: Indicator
    content: Cell | None

    @property
    def is_plain_number(self) -> bool:
        """Whether the cell holds a number, typed as text or not, that is shown as it is."""
        content = self.content
        if content is None:
            return False
        if isinstance(content.value, str):
            return parse_numeral(tidied(content.value)) is not None
        return isinstance(content.value, int | float) and not shows_percent(
            content.number_format, content.value
        )


@dataclass(frozen=True)
class Blank:
    """A cell that asks for a figure and holds nothing."""

    subject: Subject
    indicator: Indicator
    sheet: str
    cell: str


class Draft:
    """What one file has given so far."""

    def __init__(self, file_name: str, form: FormDefinition, registry: Registry) -> None:
        self.file_name = file_name
        self.form = form
        self.registry = registry
        self.figures: dict[tuple[str, str, str], Figure] = {}
        self.problems: list[Problem] = []
        self.covers: dict[tuple[str, str], Subject] = {}
        self.blank: list[Subject] = []
        self.blanks: list[Blank] = []
        self.repeated: dict[tuple[str, str], list[str]] = {}

    def cover(self, subject: Subject) -> None:
        """Note that the file speaks for this unit and quarter."""
        self.covers.setdefault((subject.unit.slug, str(subject.quarter)), subject)

    def leave_blank(self, subject: Subject) -> None:
        """Note that a form of this unit and quarter came without a figure."""
        self.blank.append(subject)

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
        values: Mapping[str, str] | None = None,
    ) -> None:
        """Note a problem; its texts may use `values` and the names of its unit and indicator.

        Raises SubmissionError where there are more than anybody would go through.
        """
        if len(self.problems) >= MOST_PROBLEMS:
            raise SubmissionError(
                "error.too-many-problems", file=self.file_name, limit=MOST_PROBLEMS
            )
        fields = dict(values or {})
        if subject is not None:
            quarter = subject.quarter
            fields["unit_name_vi"] = subject.unit.title("vi")
            fields["unit_name_en"] = subject.unit.title("en")
        if indicator is not None:
            fields["name_vi"] = indicator.name.vi
            fields["name_en"] = indicator.name.en
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
                found=shortened(found),
                expected=expected,
                values=tuple(sorted(fields.items())),
            )
        )

    def report_repeated(self) -> None:
        """Note the figures that stand in the file twice, and alike."""
        for (earlier, sheet), cells in self.repeated.items():
            self.report(
                "figures-repeated", "note", sheet, cells[0],
                found=str(len(cells)), values={"earlier": earlier},
            )  # fmt: skip

    def report_joined(self) -> None:
        """Note the sheets that give one unit and quarter figures beside another sheet's: the second
        may be an old version. Rows of a tidy table each stand for themselves.
        """
        sheets: dict[tuple[str, str], dict[str, list[str]]] = {}
        for figure in self.figures.values():
            by_sheet = sheets.setdefault((figure.unit, figure.quarter), {})
            by_sheet.setdefault(figure.sheet, []).append(figure.cell)
        for key, by_sheet in sheets.items():
            first, *others = by_sheet
            for sheet in others if self.form.kind != "tidy" else ():
                self.report(
                    "sheets-joined", "doubtful", sheet, by_sheet[sheet][0],
                    subject=self.covers.get(key), found=str(len(by_sheet[sheet])),
                    values={"earlier": first},
                )  # fmt: skip

    def keep(
        self,
        subject: Subject,
        indicator: Indicator,
        reading: CellReading,
        sheet: Sheet,
        *,
        at: tuple[int, int],
    ) -> None:
        """Take in what the cell at row and column `at` says, or the problem with it."""
        cell = sheet.at(*at)
        place = Place(sheet.name, address(*at), subject, indicator, cell)
        value = reading.value
        if reading.problem is not None:
            self._refuse(place, reading.problem, reading)
        elif value is None and (self.form.blank == "not_reported" or cell is not None):
            is_asked = subject.unit.group in indicator.reported_by
            if is_asked and (cell is None or not cell.text):
                self.blanks.append(Blank(subject, indicator, place.sheet, place.cell))
        elif not _within(value or 0.0, indicator):
            self._refuse(place, "outside-limits", reading)
        else:
            self._take(place, value or 0.0)
            if cell is not None and sheet.is_hidden(*at):
                self._report_at(place, "hidden-figure", "note", value or 0.0)

    def _take(self, place: Place, value: float) -> None:
        subject, indicator = place.subject, place.indicator
        key = (subject.unit.slug, str(subject.quarter), indicator.id)
        earlier = self.figures.get(key)
        if earlier is not None and earlier.value == value:
            self.repeated.setdefault((earlier.sheet, place.sheet), []).append(place.cell)
            return
        if earlier is not None:
            self._report_at(
                place, "figure-twice", "refuse", value, expected=write_numeral(earlier.value),
                values={"earlier": f"{earlier.sheet}!{earlier.cell}"},
            )  # fmt: skip
            return
        self.figures[key] = Figure(*key, value, subject.window, place.sheet, place.cell)
        if place.is_plain_number and indicator.kind == "share" and 0 < value <= 1:
            self._report_at(
                place, "share-as-fraction", "doubtful", value,
                expected=write_numeral(value * 100) + "%",
            )  # fmt: skip
        if value != 0 and subject.unit.group not in indicator.reported_by:
            self._report_at(place, "not-asked-of-unit", "note", value)

    def _refuse(self, place: Place, code: str, reading: CellReading) -> None:
        values = {}
        if reading.meanings is not None:
            thousands, decimal = map(write_numeral, reading.meanings)
            values = {"thousands": thousands, "decimal": decimal}
        expected = expected_of(place.indicator)
        self._report_at(place, code, "refuse", reading.value, expected=expected, values=values)

    def _report_at(
        self,
        place: Place,
        code: str,
        severity: Severity,
        value: float | None,
        *,
        expected: str = "",
        values: Mapping[str, str] | None = None,
    ) -> None:
        self.report(
            code,
            severity,
            place.sheet,
            place.cell,
            subject=place.subject,
            indicator=place.indicator,
            found=figure_words(place.content, value),
            expected=expected,
            values=values,
        )


def expected_of(indicator: Indicator) -> str:
    """What may stand in its cell, without words: `0, 1, 2 …`, `≥ 0`, `0 – 100`, `Có / Không`."""
    if indicator.kind == "flag":
        return "Có / Không"
    low, high = indicator.minimum, indicator.maximum
    if indicator.kind == "count" and low == 0 and high is None:
        return "0, 1, 2 …"
    if low is not None and high is not None:
        return f"{write_numeral(low)} – {write_numeral(high)}"
    if low is not None:
        return f"≥ {write_numeral(low)}"
    return "1.234,5" if high is None else f"≤ {write_numeral(high)}"


def first_and_last(cells: Iterable[str]) -> str:
    """A column of cells as a range: C8:C37."""
    listed = list(cells)
    return listed[0] if len(listed) == 1 else f"{listed[0]}:{listed[-1]}"


def _within(value: float, indicator: Indicator) -> bool:
    low, high = indicator.minimum, indicator.maximum
    return (low is None or low <= value) and (high is None or value <= high)


def figure_words(cell: Cell | None, value: float | None = None) -> str:
    """What stands in a cell as people see it: numbers in the Vietnamese form."""
    if cell is None:
        return ""
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        return write_numeral(float(cell.value) if value is None else value)
    return cell.text
