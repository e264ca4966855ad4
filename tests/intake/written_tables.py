"""Tables of many units written in a random layout: form II.06a, the accounts, the tidy table."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cchc_lib.intake.grid import address
from cchc_lib.registry import Indicator, Quarter, Registry, Unit
from tests.intake.containers.pages import Book
from tests.intake.figures import Style, cell_of, random_style, random_value
from tests.intake.layouts import (
    Draft,
    Layout,
    finished,
    new_draft,
    period_words,
    put_end,
    put_titles,
    spelt,
)  # fmt: skip

Group = tuple[str, dict[str, str]]
"""The heading of a group of columns, and the heading of each indicator under it."""
DOSSIERS: tuple[Group, ...] = (
    ("Số lượng hồ sơ tiếp nhận", {
        "dossiers-received": "Tổng số", "dossiers-received-online": "Trực tuyến",
        "dossiers-received-in-person": "Trực tiếp, dịch vụ bưu chính",
        "dossiers-carried-over": "Từ kỳ trước",
    }),
    ("Số lượng hồ sơ đã giải quyết", {
        "dossiers-resolved": "Tổng số", "dossiers-resolved-early": "Trước hạn",
        "dossiers-resolved-on-time": "Đúng hạn", "dossiers-resolved-late": "Quá hạn",
    }),
    ("Số lượng hồ sơ đang giải quyết", {
        "dossiers-pending": "Tổng số", "dossiers-pending-in-time": "Trong hạn",
        "dossiers-pending-overdue": "Quá hạn",
    }),
)  # fmt: skip
ACCOUNTS: tuple[Group, ...] = (
    ("", {"budget-expenditure": "Chi cân đối ngân sách Quận, Huyện, Thị xã"}),
    ("Bổ sung từ ngân sách Thành phố cho ngân sách Quận, Huyện, Thị xã", {
        "city-transfer-total": "Tổng số", "city-transfer-balancing": "Bổ sung cân đối",
        "city-transfer-targeted": "Bổ sung mục tiêu",
    }),
)  # fmt: skip
TOTALS = ("Tổng số", "TỔNG SỐ", "Tổng cộng", "Cộng", "Toàn thành phố", "TỔNG CỘNG:")
SECTIONS = {
    "departments": "Sở, cơ quan ngang sở",
    "districts": "Quận, huyện, thị xã",
    "communes": "Phường, xã",
}


def write_city_table(layout: Layout, registry: Registry) -> tuple[Book, Draft]:
    """Form II.06a."""
    draft = new_draft(layout, registry, ("II.06a", "Biểu 06a", "Bieu II.06a"))
    quarter = Quarter(draft.chance.choice((2019, 2020, 2024, 2026)), draft.chance.randint(1, 4))
    title = "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"
    measure = draft.chance.choice(
        ("Đơn vị tính: Hồ sơ", "ĐVT: Số hồ sơ TTHC", "Đơn vị tính: hồ sơ")
    )
    head = draft.chance.choice(("Biểu số II.06a/VPCP/KSTT", "Biểu số II.06a"))
    put_titles(draft, title, quarter, [(head,), (None, measure)])
    return _write_table(
        draft, quarter, DOSSIERS, draft.chance.choice(("Đơn vị", "Tên đơn vị", "ĐƠN VỊ"))
    )


def write_accounts(layout: Layout, registry: Registry) -> tuple[Book, Draft]:
    """Table 18 of the accounts."""
    draft = new_draft(layout, registry, ("18", "M18+"))
    quarter = Quarter(draft.chance.choice((2011, 2016, 2019)), 4)
    title = "QUYẾT TOÁN CHI BỔ SUNG TỪ NGÂN SÁCH THÀNH PHỐ VÀ CHI NGÂN SÁCH"
    put_titles(draft, title, quarter, [("Mẫu số 18/CKTC-NSĐP",), (None, "Đơn vị tính: Triệu đồng")])
    return _write_table(draft, quarter, ACCOUNTS, "Quận, huyện, thị xã")


@dataclass
class Table:
    """One table while it is written: its columns, and the figures of its units."""

    draft: Draft
    quarter: Quarter
    style: Style
    number: int | None = None
    unit: int = 0
    columns: dict[str, int] = field(default_factory=dict)
    values: dict[str, dict[str, float | None]] = field(default_factory=dict)


def _write_table(
    draft: Draft, quarter: Quarter, groups: Sequence[Group], unit_heading: str
) -> tuple[Book, Draft]:
    chance = draft.chance
    table = Table(draft, quarter, random_style(chance, typed=draft.container.typed))
    _put_header(table, groups, unit_heading)
    listed = [unit for unit in draft.registry.units_in(quarter) if _reports(draft, unit)]
    units = chance.sample(listed, min(len(listed), chance.randint(1, 12)))
    table.values = {unit.slug: _values_of(draft, table.columns) for unit in units}
    sections: dict[str, list[Unit]] = {}
    for unit in units:
        sections.setdefault(unit.group if draft.has("sections") else "", []).append(unit)
    if draft.has("total above"):
        _put_total(table, units)
    for order, (group, members) in enumerate(sections.items()):
        _put_section(table, ("I", "II", "III")[order], group, members)
    if draft.has("total below"):
        _put_total(table, units)
    put_end(draft)
    return finished(draft), draft


def _put_section(table: Table, roman: str, group: str, members: list[Unit]) -> None:
    """The heading of a group of units, its units, and their sum; no heading without a group."""
    draft = table.draft
    if group:
        if not draft.has("section titles alone"):
            draft.page.put(draft.row, table.number or table.unit, roman)
        draft.page.put(draft.row, table.unit, SECTIONS[group])
        draft.row += 1
    for count, unit in enumerate(members, start=1):
        _put_unit(table, count, unit)
        if draft.has("blank rows") and draft.chance.random() < 0.1:
            draft.row += 1
    if group and draft.has("section totals"):
        _put_total(table, members, "Cộng")


def _reports(draft: Draft, unit: Unit) -> bool:
    return unit.level == "district" or draft.layout.kind == "city table"


def _put_header(table: Table, groups: Sequence[Group], unit_heading: str) -> None:
    """The header of two or three rows, and perhaps the numbers of its columns."""
    draft, page, top = table.draft, table.draft.page, table.draft.row
    height = 3 if draft.has("three header rows") and draft.container.merges else 2
    column = draft.left
    if not draft.has("no number column"):
        table.number, column = column, column + 1
        page.put(top, table.number, draft.chance.choice(("TT", "STT", "Số TT")))
        page.merge(top, table.number, top + height - 1, table.number)
    table.unit, column = column, column + 1
    page.put(top, table.unit, unit_heading)
    page.merge(top, table.unit, top + height - 1, table.unit)
    column = _put_groups(table, groups, column, height)
    if draft.has("extra columns"):
        page.put(top, column, "Ghi chú")
        page.merge(top, column, top + height - 1, column)
        column += 1
    draft.row += height
    if draft.has("column numbers"):
        _put_column_numbers(table, column)


def _put_groups(table: Table, groups: Sequence[Group], column: int, height: int) -> int:
    """Headings of groups over those of their columns; the next free column."""
    draft, page, top = table.draft, table.draft.page, table.draft.row
    listed = [(heading, list(names.items())) for heading, names in groups]
    if draft.has("shuffled columns"):
        draft.chance.shuffle(listed)
        for _, names in listed:
            draft.chance.shuffle(names)
    for heading, names in listed:
        first, row = column, top + 1 if heading else top
        for name, words in names:
            table.columns[name] = column
            page.put(row, column, words)
            page.merge(row, column, top + height - 1, column)
            column += 1
        if heading:
            page.put(top, first, heading)
            if not draft.has("unmerged groups"):
                page.merge(top, first, top, column - 1)
    return column


def _put_column_numbers(table: Table, end: int) -> None:
    draft = table.draft
    over_figures = draft.has("numbers over figures")
    first = min(table.columns.values()) if over_figures else draft.left
    for count, place in enumerate(range(first, end), start=1):
        shown: Any = count if draft.has("plain column numbers") else f"({count})"
        if draft.has("formulas over figures") and count % 4 == 3:
            shown = f"({count})=({count + 1})+({count + 2})"
        draft.page.put(draft.row, place, shown)
    draft.row += 1


def _values_of(draft: Draft, columns: dict[str, int]) -> dict[str, float | None]:
    """One unit's figures; the form's own sums hold, and a sum with a blank part is not tried."""
    chance = draft.chance
    if "dossiers-received" in columns:
        early, on_time, late, in_time, overdue = (
            float(chance.randint(0, 10 ** chance.randint(0, 5))) for _ in range(5)
        )
        resolved, pending = early + on_time + late, in_time + overdue
        online = float(chance.randint(0, int(resolved)))
        carried = float(chance.randint(0, int(resolved - online)))
        values: dict[str, float | None] = dict(zip((
            "dossiers-received", "dossiers-received-online", "dossiers-received-in-person",
            "dossiers-carried-over", "dossiers-resolved", "dossiers-resolved-early",
            "dossiers-resolved-on-time", "dossiers-resolved-late", "dossiers-pending",
            "dossiers-pending-in-time", "dossiers-pending-overdue",
        ), (
            resolved + pending, online, resolved + pending - online - carried, carried, resolved,
            early, on_time, late, pending, in_time, overdue,
        ), strict=True))  # fmt: skip
    else:
        # Tenths that stay in every sum: a whole number of four to six digits is open as text.
        largest = 10 ** chance.randint(1, 8)
        balancing, targeted, spent = (
            chance.randint(0, largest) + tenths / 10 for tenths in (3, 4, 5)
        )
        total = round(balancing * 10 + targeted * 10) / 10
        values = {
            "budget-expenditure": spent, "city-transfer-total": total,
            "city-transfer-balancing": balancing, "city-transfer-targeted": targeted,
        }  # fmt: skip
    if draft.has("blank cells"):
        values = {
            name: None if chance.random() < 0.2 and (value == 0 or len(columns) > 4) else value
            for name, value in values.items()
        }
    return values


def _put_unit(table: Table, count: int, unit: Unit) -> None:
    draft, values = table.draft, table.values[unit.slug]
    if table.number:
        draft.page.put(draft.row, table.number, draft.chance.choice((count, str(count))))
    draft.page.put(draft.row, table.unit, spelt(draft, unit))
    is_blank = all(value is None for value in values.values())
    for name, value in values.items():
        at = (draft.row, table.columns[name])
        if value is not None:
            _put_figure(draft, at, draft.registry.indicators[name], value, table.style)
        if not is_blank and (value is not None or draft.layout.kind == "accounts"):
            sheet = draft.container.sheet or draft.page.name
            key = (unit.slug, str(table.quarter), name)
            draft.expected[key] = (value or 0.0, sheet, address(*at))
    draft.row += 1


def _put_figure(
    draft: Draft, at: tuple[int, int], indicator: Indicator, value: float, style: Style
) -> None:
    content, number_format = cell_of(draft.chance, indicator, value, style)
    draft.page.put(*at, content)
    if number_format:
        draft.page.formats[at] = number_format


def _put_total(table: Table, units: list[Unit], words: str = "") -> None:
    """The sum of these units, under the heading of the units or merged over the numbers, too."""
    draft, column = table.draft, table.unit
    if table.number and draft.chance.random() < 0.4:
        column = table.number
        draft.page.merge(draft.row, column, draft.row, table.unit)
    counted = f" ({len(units)} đơn vị)" if draft.has("counted totals") else ""
    draft.page.put(draft.row, column, (words or draft.chance.choice(TOTALS)) + counted)
    for name, place in table.columns.items():
        tenths = sum(round((table.values[unit.slug][name] or 0) * 10) for unit in units)
        indicator = draft.registry.indicators[name]
        _put_figure(draft, (draft.row, place), indicator, tenths / 10, table.style)
    draft.row += 1


TIDY = {
    "unit": ("don_vi", "Đơn vị", "unit", "ĐƠN VỊ"),
    "period": ("ky_bao_cao", "Kỳ báo cáo", "quarter"),
    "indicator": ("chi_tieu", "Chỉ tiêu", "indicator"),
    "value": ("gia_tri", "Giá trị", "Số liệu", "value"),
}


def write_tidy(layout: Layout, registry: Registry) -> tuple[Book, Draft]:
    """One figure a row."""
    draft = new_draft(layout, registry, ("so_lieu", "Data", "Biểu"))
    chance = draft.chance
    roles = [*TIDY]
    if draft.has("extra columns"):
        roles += ["remark", "measure"]
    if draft.has("shuffled columns"):
        chance.shuffle(roles)
    if draft.has("national title"):
        draft.line("BẢNG SỐ LIỆU")
    columns = {role: column for column, role in enumerate(roles, start=draft.left)}
    for role, column in columns.items():
        draft.page.put(draft.row, column, chance.choice(TIDY.get(role, ("ghi_chu",))) + (
            "" if role in TIDY else role
        ))  # fmt: skip
    draft.row += 1
    indicators = [*registry.indicators.values()]
    styles: dict[str, Style] = {}
    for _ in range(chance.randint(1, 30)):
        quarter = Quarter(chance.choice((2019, 2020, 2024, 2026)), chance.randint(1, 4))
        unit, indicator = chance.choice(registry.units_in(quarter)), chance.choice(indicators)
        key = (unit.slug, str(quarter), indicator.id)
        if key in draft.expected:
            continue
        style = styles.setdefault(unit.slug, random_style(chance, typed=draft.container.typed))
        page, row = draft.page, draft.row
        page.put(row, columns["unit"], spelt(draft, unit))
        page.put(row, columns["period"], period_words(draft, quarter))
        names = (indicator.id, indicator.name.vi, indicator.name.en, indicator.name.vi.upper())
        page.put(row, columns["indicator"], chance.choice(names))
        if "remark" in columns and chance.random() < 0.5:
            page.put(row, columns["remark"], chance.choice(("x", 5, "Quý I năm 2018")))
        if not (draft.has("blank cells") and chance.random() < 0.2):
            value = random_value(chance, indicator)
            _put_figure(draft, (row, columns["value"]), indicator, value, style)
            sheet = draft.container.sheet or page.name
            draft.expected[key] = (value, sheet, address(row, columns["value"]))
        draft.row += 1
        if draft.has("blank rows") and chance.random() < 0.1:
            draft.row += 1
    return finished(draft), draft
