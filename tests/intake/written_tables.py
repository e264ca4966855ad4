"""Tables of many units written in a random layout: form II.06a, the accounts, the tidy table."""

from collections.abc import Sequence
from typing import Any

from cchc_lib.intake.grid import address
from cchc_lib.registry import Indicator, Quarter, Registry, Unit
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
from tests.intake.pages import Book

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


def _write_table(
    draft: Draft, quarter: Quarter, groups: Sequence[Group], unit_heading: str
) -> tuple[Book, Draft]:
    chance = draft.chance
    number, unit_column, columns = _put_header(draft, groups, unit_heading)
    listed = [unit for unit in draft.registry.units_in(quarter) if _reports(draft, unit)]
    units = chance.sample(listed, min(len(listed), chance.randint(1, 12)))
    style = random_style(chance, typed=draft.container.typed)
    values = {unit.slug: _values_of(draft, columns) for unit in units}
    sections: dict[str, list[Unit]] = {}
    for unit in units:
        sections.setdefault(unit.group if draft.has("sections") else "", []).append(unit)
    if draft.has("total above"):
        _put_total(draft, unit_column, columns, units, values, style)
    count = 0
    for order, (group, members) in enumerate(sections.items()):
        if group:
            if not draft.has("section titles alone"):
                draft.page.put(draft.row, number or unit_column, ("I", "II", "III")[order])
            draft.page.put(draft.row, unit_column, SECTIONS[group])
            draft.row += 1
        for unit in members:
            count += 1
            _put_unit(
                draft,
                (number, unit_column, count),
                columns,
                unit,
                quarter,
                values[unit.slug],
                style,
            )
            if draft.has("blank rows") and chance.random() < 0.1:
                draft.row += 1
        if group and draft.has("section totals"):
            _put_total(draft, unit_column, columns, members, values, style, "Cộng")
    if draft.has("total below"):
        _put_total(draft, unit_column, columns, units, values, style)
    put_end(draft)
    return finished(draft), draft


def _reports(draft: Draft, unit: Unit) -> bool:
    return unit.level == "district" or draft.layout.kind == "city table"


def _put_header(
    draft: Draft, groups: Sequence[Group], unit_heading: str
) -> tuple[int | None, int, dict[str, int]]:
    """The header of two or three rows; the columns of numbers, units and indicators."""
    page, chance, top = draft.page, draft.chance, draft.row
    height = 3 if draft.has("three header rows") else 2
    is_merged = draft.container.merges and not draft.has("unmerged groups")
    column, number = draft.left, None
    if not draft.has("no number column"):
        number, column = column, column + 1
        page.put(top, number, chance.choice(("TT", "STT", "Số TT")))
    unit_column, column = column, column + 1
    page.put(top, unit_column, unit_heading)
    listed = [(heading, list(names.items())) for heading, names in groups]
    if draft.has("shuffled columns"):
        chance.shuffle(listed)
        for _, names in listed:
            chance.shuffle(names)
    columns: dict[str, int] = {}
    for heading, names in listed:
        first = column
        for name, words in names:
            columns[name] = column
            page.put(top + 1 if heading else top, column, words)
            if draft.container.merges:
                page.merge(top + 1 if heading else top, column, top + height - 1, column)
            column += 1
        if heading:
            page.put(top, first, heading)
            if is_merged:
                page.merge(top, first, top, column - 1)
    if draft.has("extra columns"):
        page.put(top, column, "Ghi chú")
        if draft.container.merges:
            page.merge(top, column, top + height - 1, column)
        column += 1
    if draft.container.merges:
        for wide in filter(None, (number, unit_column)):
            page.merge(top, wide, top + height - 1, wide)
    draft.row += height if draft.container.merges else 2
    if draft.has("column numbers"):
        first = min(columns.values()) if draft.has("numbers over figures") else draft.left
        for count, place in enumerate(range(first, column), start=1):
            shown: Any = count if draft.has("plain column numbers") else f"({count})"
            if draft.has("formulas over figures") and count % 4 == 3:
                shown = f"({count})=({count + 1})+({count + 2})"
            page.put(draft.row, place, shown)
        draft.row += 1
    return number, unit_column, columns


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


def _put_unit(
    draft: Draft, place: tuple[int | None, int, int], columns: dict[str, int], unit: Unit,
    quarter: Quarter, values: dict[str, float | None], style: Style,
) -> None:  # fmt: skip
    number, unit_column, count = place
    if number:
        draft.page.put(draft.row, number, draft.chance.choice((count, str(count))))
    draft.page.put(draft.row, unit_column, spelt(draft, unit))
    is_blank = all(value is None for value in values.values())
    for name, value in values.items():
        at = (draft.row, columns[name])
        if value is not None:
            _put_figure(draft, at, draft.registry.indicators[name], value, style)
        if not is_blank and (value is not None or draft.layout.kind == "accounts"):
            sheet = draft.container.sheet or draft.page.name
            draft.expected[unit.slug, str(quarter), name] = (value or 0.0, sheet, address(*at))
    draft.row += 1


def _put_figure(
    draft: Draft, at: tuple[int, int], indicator: Indicator, value: float, style: Style
) -> None:
    content, number_format = cell_of(draft.chance, indicator, value, style)
    draft.page.put(*at, content)
    if number_format:
        draft.page.formats[at] = number_format


def _put_total(
    draft: Draft, unit_column: int, columns: dict[str, int], units: list[Unit],
    values: dict[str, dict[str, float | None]], style: Style, words: str | None = None,
) -> None:  # fmt: skip
    left = draft.left
    name_column = unit_column
    if left < unit_column and draft.chance.random() < 0.4:
        name_column = left
        if draft.container.merges:
            draft.page.merge(draft.row, left, draft.row, unit_column)
    counted = f" ({len(units)} đơn vị)" if draft.has("counted totals") else ""
    draft.page.put(draft.row, name_column, (words or draft.chance.choice(TOTALS)) + counted)
    for name, column in columns.items():
        tenths = sum(round((values[unit.slug][name] or 0) * 10) for unit in units)
        _put_figure(draft, (draft.row, column), draft.registry.indicators[name], tenths / 10, style)
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
