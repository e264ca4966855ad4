"""The city table: one unit a row, indicators as columns under a header of several rows.

In: a sheet and where its table stands. Out: the figures of all units and the problems, in the
draft. Section rows (Roman numerals) and total rows, above or below, are told apart from units.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from cchc_lib.intake.checks import ColumnEntry, PrintedTotal, report_total
from cchc_lib.intake.draft import Draft, Subject
from cchc_lib.intake.forms import TableLayout
from cchc_lib.intake.grid import Cell, Sheet, address
from cchc_lib.intake.headers import next_table
from cchc_lib.intake.labels import IN_BRACKETS
from cchc_lib.intake.measures import check_measure, scales_differ
from cchc_lib.intake.names import unit_names
from cchc_lib.intake.numerals import Mark, parse_numeral
from cchc_lib.intake.phrases import plain
from cchc_lib.intake.table_header import TablePlace, heading_over, is_figure, is_numeric
from cchc_lib.intake.titles import Stated, find_stated_period, report_open_window
from cchc_lib.intake.values import CellReading, decimal_mark, read_value
from cchc_lib.registry import Indicator, Unit

SECTION = re.compile(r"[IVX]+\.?|[A-H]\.?")
SECTION_TITLE = re.compile(r"(?:[IVX]+|[A-H])[.)/ -]+\w")
"""“II. Quận, huyện, thị xã” in one cell, where no column of numbers stands beside the names."""
MISSPELT = 80
"""How alike, of 100, a section's title is to a unit's name at the least to be taken for it."""


@dataclass(frozen=True)
class _Line:
    """One row of the table; `members` are the lines that a section or a total stands for."""

    kind: Literal["unit", "unknown", "section", "total"]
    row: int
    name: str
    unit: Unit | None = None
    members: "list[_Line]" = field(default_factory=list)
    section_members: "list[_Line]" = field(default_factory=list)


def read_table(sheet: Sheet, layout: TableLayout, place: TablePlace, draft: Draft) -> None:
    """Read all rows. Raises SubmissionError where the quarter or the measure cannot be told."""
    check_measure(sheet, place.top, draft.form, draft.file_name)
    stated = find_stated_period(
        sheet, place.top, draft.form, draft.registry.calendar, draft.file_name
    )
    report_open_window(draft, sheet, stated)
    _TableReader(sheet, layout, place, draft, stated).read()


class _TableReader:
    """Reads the rows of one table."""

    def __init__(
        self, sheet: Sheet, layout: TableLayout, place: TablePlace, draft: Draft, stated: Stated
    ) -> None:
        self.sheet = sheet
        self.layout = layout
        self.place = place
        self.draft = draft
        self.stated = stated
        self.names = unit_names(draft.registry.units_in(stated.quarter))
        self.columns: list[tuple[Indicator, int]] = [
            (draft.registry.indicators[name], column)
            for name, column in place.columns.items()
            if not self._is_otherwise_measured(draft.registry.indicators[name], column)
        ]
        self.marks: dict[int, Mark | None] = {}

    def read(self) -> None:
        """Read every row as what it is."""
        self._report_columns()
        lines = self._lines()
        self.marks = {
            column: decimal_mark((self.sheet.at(line.row, column), indicator) for line in lines)
            for indicator, column in self.columns
        }
        seen: dict[str, _Line] = {}
        for line in lines:
            if line.kind == "unknown":
                self._report_unknown(line)
            elif line.unit is None:
                self._check_totals(line)
            elif line.unit.slug in seen:
                self._report(
                    "unit-twice", "refuse", line, subject=self._subject(line.unit),
                    values={"first_cell": address(seen[line.unit.slug].row, self.place.unit)},
                )  # fmt: skip
            else:
                seen[line.unit.slug] = line
                self._read_unit(line, self._subject(line.unit))

    def _lines(self) -> list[_Line]:
        """All rows below the header; a total gets the lines of its section and of the table."""
        lines: list[_Line] = []
        everyone: list[_Line] = []
        section: list[_Line] = []
        for line in self._told_apart():
            if line.kind == "section":
                section = line.members
            elif line.kind != "total":
                everyone.append(line)
                section.append(line)
            lines.append(line)
            if line.kind == "total":
                lines[-1] = _Line("total", line.row, line.name, None, everyone, section)
        return lines

    def _told_apart(self) -> Iterator[_Line]:
        """Every row as what it is; words that end a table do so only below its last unit."""
        group: str | None = None
        below = self._rows_below()
        last = max((row for row in below if self.names.find(self._name(row)[1])), default=0)
        for row in below:
            number, name = self._name(row)
            if self._is_total(name):
                yield _Line("total", row, name)
                continue
            unit = self.names.find(name) or (self.names.find(name, group) if group else None)
            if unit is not None:
                yield _Line("unit", row, name, unit)
            elif row > last and self._is_end(row):
                return
            elif self._is_section(row, number, name):
                group = self._group_of(name)
                yield _Line("section", row, name)
            elif self._holds_figures(row, number):
                yield _Line("unknown", row, name)

    def _rows_below(self) -> list[int]:
        """The rows of the table; a second one below may be of another quarter, and is not read."""
        below = [row for row in self.sheet.rows if row > self.place.bottom]
        second = next_table(
            self.sheet, self.place.bottom, self.place.unit, self.layout.unit,
            lambda row: bool(self._figure_cells(row)),
        )  # fmt: skip
        if second is None:
            return below
        cell = address(second, self.place.unit)
        self.draft.report(
            "second-table", "refuse", self.sheet.name, cell, quarter=self.stated.quarter
        )
        return [row for row in below if row < second]

    def _name(self, row: int) -> tuple[str, str]:
        """What stands in the columns of numbers and of names; a total is often merged over both."""
        number = "" if self.place.number is None else self.sheet.text(row, self.place.number)
        name = self.sheet.text(row, self.place.unit)
        return number, name or (number if parse_numeral(number) is None else "")

    def _is_end(self, row: int) -> bool:
        return any(cell.folded.startswith(self.layout.end) for cell in self.sheet.rows[row])

    def _is_section(self, row: int, number: str, name: str) -> bool:
        """Whether a row is numbered, or without figures is headed, like a section of units."""
        if SECTION.fullmatch(number):
            return not self._is_misspelt(row, name) and not self._stands_alone(row, number, name)
        return not self._figure_cells(row) and (
            SECTION_TITLE.match(name) is not None or self._group_of(name) is not None
        )

    def _is_misspelt(self, row: int, name: str) -> bool:
        """Whether a row numbered like a section is a unit's, with a letter wrong in its name."""
        return bool(self._figure_cells(row)) and self.names.likeness(name) >= MISSPELT

    def _stands_alone(self, row: int, number: str, name: str) -> bool:
        """Whether a row numbered like a section has figures of its own and nothing under it."""
        has_figures = any(is_figure(cell) and cell.text != "0" for cell in self._figure_cells(row))
        if not has_figures or self._group_of(name) is not None:
            return False
        below = (other for other in self.sheet.rows if other > row and self._figure_cells(other))
        following = next(below, None)
        if following is None:
            return True
        next_number, next_name = self._name(following)
        is_alike = SECTION.fullmatch(next_number) and (next_number[0] in "IVX") == (
            number[0] in "IVX"
        )
        return bool(is_alike) or self._is_total(next_name)

    def _is_total(self, name: str) -> bool:
        return plain(IN_BRACKETS.sub("", name)) in self.layout.total_rows

    def _holds_figures(self, row: int, number: str) -> bool:
        cells = self._figure_cells(row)
        return any(map(is_figure, cells)) or (bool(cells) and number.isdecimal())

    def _group_of(self, title: str) -> str | None:
        """The group of units that a section's title names."""
        words = plain(title)
        for group in self.draft.registry.units.groups:
            if plain(group.name.vi) in words:
                return group.id
        return None

    def _figure_cells(self, row: int) -> list[Cell]:
        cells = (self.sheet.at(row, column) for _, column in self.columns)
        return [cell for cell in cells if cell is not None]

    def _subject(self, unit: Unit) -> Subject:
        return Subject(unit, self.stated.quarter, self.stated.window)

    def _value(self, row: int, indicator: Indicator, column: int) -> CellReading:
        cell = self.sheet.at(row, column)
        return read_value(cell, indicator, self.draft.form.words, self.marks[column])

    def _read_unit(self, line: _Line, subject: Subject) -> None:
        """One unit's figures; a row without any does not speak for its unit."""
        if not self._figure_cells(line.row):
            self._report("row-blank", "note", line, subject=subject)
            return
        self.draft.cover(subject)
        for indicator, column in self.columns:
            reading = self._value(line.row, indicator, column)
            self.draft.keep(subject, indicator, reading, self.sheet, at=(line.row, column))

    def _check_totals(self, line: _Line) -> None:
        """Totals against sums: "Cộng" may close a section or the table, the nearer one counts."""
        tolerance = self.layout.total_tolerance
        candidates = []
        for members in (line.members, line.section_members):
            if members:
                printed = [self._printed(line, members, *column) for column in self.columns]
                candidates.append([total for total in printed if total.differs(tolerance)])
        for total in min(candidates, key=len, default=[]):
            report_total(self.draft, self.stated.quarter, total, self.sheet.name)

    def _printed(
        self, line: _Line, members: list[_Line], indicator: Indicator, column: int
    ) -> PrintedTotal:
        total, *entries = (
            ColumnEntry(address(member.row, column), self._value(member.row, indicator, column))
            for member in (line, *members)
        )
        return PrintedTotal(indicator, total, tuple(entries))

    def _report_unknown(self, line: _Line) -> None:
        nearest = self.names.nearest(line.name) if line.name else ()
        self._report("unknown-unit", "refuse", line, expected=" / ".join(nearest) or "–")

    def _report(
        self,
        code: str,
        severity: Literal["refuse", "note"],
        line: _Line,
        *,
        subject: Subject | None = None,
        expected: str = "",
        values: dict[str, str] | None = None,
    ) -> None:
        self.draft.report(
            code,
            severity,
            self.sheet.name,
            address(line.row, self.place.unit),
            subject=subject,
            quarter=self.stated.quarter,
            found=line.name or "–",
            expected=expected,
            values=values,
        )

    def _is_otherwise_measured(self, indicator: Indicator, column: int) -> bool:
        """Whether the heading of a column names another scale, which is reported."""
        heading = heading_over(self.sheet, self.place, column)
        expected = indicator.unit_of_measure.vi
        if not scales_differ(heading, expected):
            return False
        self.draft.report(
            "column-measure", "refuse", self.sheet.name, address(self.place.bottom, column),
            quarter=self.stated.quarter, indicator=indicator, found=heading, expected=expected,
        )  # fmt: skip
        return True

    def _report_columns(self) -> None:
        """Columns of the form that are missing or doubled, and columns that nobody knows."""
        place, draft = self.place, self.draft
        for name in place.missing:
            draft.report(
                "column-missing", "refuse", self.sheet.name, address(place.bottom, place.unit),
                quarter=self.stated.quarter, indicator=draft.registry.indicators[name],
            )  # fmt: skip
        for name, columns in place.doubled.items():
            draft.report(
                "column-twice", "refuse", self.sheet.name, address(place.bottom, columns[0]),
                quarter=self.stated.quarter, indicator=draft.registry.indicators[name],
                found=", ".join(address(place.bottom, column) for column in columns),
            )  # fmt: skip
        for column, heading in place.unknown.items():
            below = (self.sheet.at(row, column) for row in self.sheet.rows if row > place.bottom)
            if any(cell is not None and is_numeric(cell) for cell in below):
                draft.report(
                    "column-unknown", "note", self.sheet.name, address(place.bottom, column),
                    quarter=self.stated.quarter, found=heading,
                )  # fmt: skip
