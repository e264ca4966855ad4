"""The unit form as units save it: one workbook a unit, indicators as rows under Roman sections.

In: a unit, its figures and what is planted among them. Out: the bytes of the workbook and the
address of each figure. Units differ in columns, title rows, flags and numbers, and keep to it.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeGuard

from cchc_lib.intake.names import head_name
from cchc_lib.intake.period import ROMAN_NUMERALS, period_name
from cchc_lib.registry import Indicator, Quarter, Registry, Unit
from cchc_lib.sample.oddities import Planted, Written
from cchc_lib.sample.traits import dice
from cchc_lib.sample.workbook import MARK, Form, Look
from cchc_lib.vietnamese import format_date, format_number, place_and_date

SHEET = "Biểu 01"
WIDTHS = {"TT": 6.0, "Chỉ tiêu": 62.0, "Đơn vị tính": 14.0, "Số liệu": 14.0, "Ghi chú": 26.0}


@dataclass(frozen=True)
class Layout:
    """Where things stand; rows and columns are counted from 0."""

    columns: tuple[str, ...]
    first_column: int
    mark: int
    title: int
    period: int
    reporter: int
    header: int
    enclosure: int | None = None


LAYOUTS = (
    Layout(
        ("TT", "Chỉ tiêu", "Đơn vị tính", "Số liệu", "Ghi chú"),
        first_column=0, title=3, period=4, mark=5, reporter=7, header=8,
    ),
    Layout(
        ("TT", "Chỉ tiêu", "Số liệu", "Đơn vị tính", "Ghi chú"),
        first_column=1, mark=2, title=4, period=5, reporter=6, header=8,
    ),
    Layout(
        ("TT", "Chỉ tiêu", "Đơn vị tính", "Ghi chú", "Số liệu"),
        first_column=0, title=4, period=5, enclosure=6, reporter=7, mark=8, header=10,
    ),
)  # fmt: skip
FLAGS: tuple[tuple[str | float, str | float], ...] = (("Có", "Không"), ("x", "Không"), (1.0, 0.0))
TEXT_NUMBERS = 0.2
"""The share of units that type numbers as text."""


@dataclass(frozen=True)
class UnitReport:
    """What one unit reports: `name` is how it spells itself, `day` when it signs."""

    unit: Unit
    quarter: Quarter
    name: str
    day: datetime.date
    figures: Mapping[str, float]
    planted: tuple[Planted, ...] = ()


@dataclass(frozen=True)
class WrittenForm:
    """A saved form: address and content of each indicator's figure, and the name's address."""

    content: bytes
    cells: Mapping[str, str]
    written: Mapping[str, Written]
    reporter: str


def write_unit_form(report: UnitReport, registry: Registry) -> WrittenForm:
    """The form of one unit, in the layout and the habits that are its own."""
    habits = dice("habits", report.unit.slug)
    layout = LAYOUTS[int(habits.integers(len(LAYOUTS)))]
    flags = FLAGS[int(habits.integers(len(FLAGS)))]
    as_text = habits.random() < TEXT_NUMBERS
    instead = {odd.indicator: odd.written for odd in report.planted}
    cells: dict[str, str] = {}
    written: dict[str, Written] = {}
    with Form(SHEET, report.day) as form:
        page = Page(form, layout)
        reporter = _head(page, report, registry)
        row = layout.header + 1
        for number, (title, names) in enumerate(_sections(registry, report.figures), start=1):
            page.line(row, {"TT": ROMAN_NUMERALS[number], "Chỉ tiêu": title}, "section")
            for place, name in enumerate(names, start=1):
                row += 1
                indicator = registry.indicators[name]
                value: Written = report.figures[name]
                if name in instead:
                    value = instead[name]
                elif indicator.kind == "flag":
                    value = flags[0] if value else flags[1]
                written[name] = (
                    format_number(value, "vi") if as_text and is_number(value) else value
                )
                page.line(row, _words(place, indicator, report), "label")
                cells[name] = page.put(row, "Số liệu", written[name], _look(indicator))
            row += 1
        _foot(page, row, report, registry)
    return WrittenForm(form.content, cells, written, reporter)


def is_number(value: Written) -> TypeGuard[float]:
    """Whether a cell holds a number, not words and not nothing."""
    return isinstance(value, float)


class Page:
    """A form and where its layout puts things."""

    def __init__(self, form: Form, layout: Layout) -> None:
        self.form, self.layout = form, layout
        self.left = layout.first_column
        self.right = self.left + len(layout.columns) - 1

    def put(self, row: int, column: str, value: Written, look: Look) -> str:
        """Writes under the heading `column`, and gives the address."""
        return self.form.write(row, self.left + self.layout.columns.index(column), value, look)

    def line(self, row: int, words: Mapping[str, Written], look: Look) -> None:
        """Writes a whole row of the table; what `words` lack stays empty."""
        beside: Look = "section-number" if look == "section" else "middle"
        for column in self.layout.columns:
            own = beside if column in ("TT", "Đơn vị tính") else look
            self.put(row, column, words.get(column), own)

    def across(self, row: int, words: str, look: Look) -> None:
        """Writes one text over the full width of the table."""
        self.form.merge((row, row), (self.left, self.right), words, look)

    def beside(self, row: int, words: str, look: Look) -> None:
        """Writes one text over the three columns on the right."""
        self.form.merge((row, row), (self.right - 2, self.right), words, look)


def _head(page: Page, report: UnitReport, registry: Registry) -> str:
    layout, form = page.layout, page.form
    form.widths(page.left, [WIDTHS[column] for column in layout.columns])
    form.write(0, 0, "UBND THÀNH PHỐ HÀ NỘI", "plain")
    form.write(1, 0, head_name(report.unit), "bold")
    page.beside(0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "centre")
    page.beside(1, "Độc lập - Tự do - Hạnh phúc", "centre")
    page.across(layout.mark, MARK, "centre-italic")
    page.across(layout.title, "BÁO CÁO SỐ LIỆU CẢI CÁCH HÀNH CHÍNH", "title")
    window = registry.calendar.window(report.quarter)
    page.across(layout.period, period_name(report.quarter, window), "centre")
    if layout.enclosure is not None:
        words = "(Kèm theo Báo cáo công tác cải cách hành chính của đơn vị)"
        page.across(layout.enclosure, words, "centre-italic")
    words = f"Đơn vị báo cáo: {report.name}"
    reporter = form.write(layout.reporter, page.left, words, "bold")
    for column in layout.columns:
        page.put(layout.header, column, column, "header")
    return reporter


def _sections(
    registry: Registry, figures: Mapping[str, float]
) -> list[tuple[str, tuple[str, ...]]]:
    """Titles of the fields with their indicators; a field without any is left out."""
    grouped = [
        (field.name.vi, tuple(n for n in figures if registry.indicators[n].field == field.id))
        for field in registry.fields.values()
    ]
    return [(title, names) for title, names in grouped if names]


def _words(place: int, indicator: Indicator, report: UnitReport) -> dict[str, Written]:
    """What stands beside the figure; the plan's number is remarked on, as officials like to."""
    words: dict[str, Written] = {
        "TT": float(place),
        "Chỉ tiêu": indicator.name.vi,
        "Đơn vị tính": indicator.unit_of_measure.vi,
    }
    if indicator.id == "plan-implemented" and report.figures[indicator.id]:
        number = int(dice("plan-number", report.unit.slug, report.quarter.year).integers(4, 60))
        office = "KH" if report.unit.level == "department" else "KH-UBND"
        words["Ghi chú"] = f"Kế hoạch số {number}/{office}"
    return words


def _look(indicator: Indicator) -> Look:
    if indicator.kind == "flag":
        return "middle"
    return "decimal" if indicator.kind in ("share", "score") else "number"


def _foot(page: Page, row: int, report: UnitReport, registry: Registry) -> None:
    start = format_date(registry.calendar.start(report.quarter), "vi")
    end = format_date(registry.calendar.end(report.quarter), "vi")
    note = f"Ghi chú: số liệu tổng hợp từ ngày {start} đến ngày {end}."
    page.form.write(row, page.left, note, "italic")
    department = report.unit.level == "department"
    page.beside(row + 2, place_and_date("Hà Nội", report.day, "vi"), "right")
    page.form.write(row + 3, page.left + 1, "NGƯỜI LẬP BIỂU", "bold")
    page.beside(row + 3, "THỦ TRƯỞNG ĐƠN VỊ" if department else "TM. ỦY BAN NHÂN DÂN", "centre")
    page.form.write(row + 4, page.left + 1, "(Ký, ghi rõ họ tên)", "italic")
    page.beside(row + 4, "(Ký tên, đóng dấu)", "centre-italic")
