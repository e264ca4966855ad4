"""Form II.06a for the whole city: one row a unit, three header rows, a row of column numbers.

In: the dossiers of all units and what is planted among them. Out: the bytes of the workbook and
the addresses of names, figures and totals.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cchc_lib.intake.period import ROMAN_NUMERALS, period_name
from cchc_lib.registry import Quarter, Registry, Unit
from cchc_lib.sample.dossiers import COLUMNS
from cchc_lib.sample.workbook import MARK, Form
from cchc_lib.vietnamese import format_number, place_and_date

SHEET = "II.06a"
LAST = len(COLUMNS) + 1
GROUPS = {
    "department": "Sở, cơ quan ngang sở",
    "district": "UBND quận, huyện, thị xã",
    "commune": "UBND phường, xã",
}
HEADER = 6
"""The first of the three header rows, from 0; a row of column numbers follows them."""


@dataclass(frozen=True)
class CityRow:
    """One unit's row: its name as typed and its figures, None where it did not report."""

    unit: Unit
    name: str
    figures: Mapping[str, float] | None
    as_text: bool = False


@dataclass(frozen=True)
class WrittenTable:
    """The saved table; addresses by unit slug (`names`), by slug and indicator, by indicator."""

    content: bytes
    names: Mapping[str, str]
    cells: Mapping[tuple[str, str], str]
    totals: Mapping[str, str]


def totals_of(rows: Sequence[CityRow]) -> dict[str, float]:
    """The sums of the columns as they are printed."""
    reported = [row.figures for row in rows if row.figures is not None]
    return {column: sum(figures[column] for figures in reported) for column in COLUMNS}


def write_city_table(
    rows: Sequence[CityRow],
    totals: Mapping[str, float],
    quarter: Quarter,
    registry: Registry,
    day: datetime.date,
) -> WrittenTable:
    """The table of one quarter; its total row stands above the units in odd quarters."""
    names: dict[str, str] = {}
    cells: dict[tuple[str, str], str] = {}
    above = quarter.number % 2 == 1
    with Form(SHEET, day, size=11) as form:
        _head(form, period_name(quarter, registry.calendar.window(quarter)))
        line = HEADER + 4
        total_cells: dict[str, str] = {}
        if above:
            form.write(line, 0, None, "total")
            form.write(line, 1, "Tổng số", "total")
            total_cells = _totals(form, line, totals)
            line += 1
        levels = [level for level in GROUPS if any(row.unit.level == level for row in rows)]
        for number, level in enumerate(levels, start=1):
            _group(form, line, ROMAN_NUMERALS[number], GROUPS[level])
            members = [row for row in rows if row.unit.level == level]
            for place, row in enumerate(members, start=1):
                line += 1
                form.write(line, 0, float(place), "middle")
                names[row.unit.slug] = form.write(line, 1, row.name, "label")
                for column, address in _figures(form, line, row).items():
                    cells[row.unit.slug, column] = address
            line += 1
        if not above:
            form.merge((line, line), (0, 1), "TỔNG SỐ", "total")
            total_cells = _totals(form, line, totals)
            line += 1
        _foot(form, line, day)
    return WrittenTable(form.content, names, cells, total_cells)


def _head(form: Form, period: str) -> None:
    form.widths(0, [6, 40, *[11] * len(COLUMNS)])
    form.landscape((HEADER, HEADER + 3))
    form.write(0, 0, "UBND THÀNH PHỐ HÀ NỘI", "bold")
    form.merge((0, 0), (LAST - 3, LAST), "Biểu số II.06a/VPCP/KSTT", "right")
    title = "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"
    form.merge((1, 1), (0, LAST), title, "title")
    form.merge((2, 2), (0, LAST), period, "centre")
    form.merge((3, 3), (0, LAST), MARK, "centre-italic")
    form.merge((5, 5), (LAST - 3, LAST), "Đơn vị tính: Hồ sơ", "right")
    top, middle, bottom = HEADER, HEADER + 1, HEADER + 2
    form.merge((top, bottom), (0, 0), "TT", "header")
    form.merge((top, bottom), (1, 1), "Đơn vị", "header")
    form.merge((top, top), (2, 5), "Số lượng hồ sơ tiếp nhận", "header")
    form.merge((top, top), (6, 9), "Số lượng hồ sơ đã giải quyết", "header")
    form.merge((top, top), (10, 12), "Số lượng hồ sơ đang giải quyết", "header")
    form.merge((middle, bottom), (2, 2), "Tổng số", "header")
    form.merge((middle, middle), (3, 4), "Trong kỳ", "header")
    form.write(bottom, 3, "Trực tuyến", "header")
    form.write(bottom, 4, "Trực tiếp, dịch vụ bưu chính", "header")
    form.merge((middle, bottom), (5, 5), "Từ kỳ trước", "header")
    tall = ("Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn", "Tổng số", "Trong hạn", "Quá hạn")
    for column, words in enumerate(tall, start=6):
        form.merge((middle, bottom), (column, column), words, "header")
    for column in range(LAST + 1):
        form.write(HEADER + 3, column, f"({column + 1})", "header")


def _group(form: Form, line: int, number: str, title: str) -> None:
    form.write(line, 0, number, "section-number")
    form.write(line, 1, title, "section")
    for column in range(2, LAST + 1):
        form.write(line, column, None, "section")


def _figures(form: Form, line: int, row: CityRow) -> dict[str, str]:
    written: dict[str, str] = {}
    for place, column in enumerate(COLUMNS, start=2):
        value: str | float | None = None if row.figures is None else row.figures[column]
        if row.as_text and isinstance(value, float | int):
            value = format_number(value, "vi")
        written[column] = form.write(line, place, value, "number")
    return written


def _totals(form: Form, line: int, totals: Mapping[str, float]) -> dict[str, str]:
    return {
        column: form.write(line, place, totals[column], "total-number")
        for place, column in enumerate(COLUMNS, start=2)
    }


def _foot(form: Form, line: int, day: datetime.date) -> None:
    note = "Ghi chú: cột (3) = (4) + (5) + (6); cột (7) = (8) + (9) + (10); cột (11) = (12) + (13)."
    form.write(line, 0, note, "italic")
    form.merge((line + 2,) * 2, (LAST - 4, LAST), place_and_date("Hà Nội", day, "vi"), "right")
    form.write(line + 3, 1, "NGƯỜI LẬP BIỂU", "bold")
    form.merge((line + 3,) * 2, (LAST - 4, LAST), "TL. CHỦ TỊCH", "centre")
    form.merge((line + 4,) * 2, (LAST - 4, LAST), "CHÁNH VĂN PHÒNG", "centre")
