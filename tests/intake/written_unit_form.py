"""The unit form written in a random layout: one unit, one indicator a row."""

import unicodedata
from typing import Any

from cchc_lib.intake.forms import Check, FormDefinition
from cchc_lib.intake.grid import address
from cchc_lib.registry import Indicator, Quarter, Registry
from tests.intake.containers.pages import Book
from tests.intake.figures import cell_of, random_style, random_value
from tests.intake.layouts import Draft, Layout, finished, new_draft, put_end, put_titles, spelt

LABEL_HEADINGS = ("Chỉ tiêu", "CHỈ TIÊU", "Tên chỉ tiêu", "Nội dung", "Chỉ tiêu thống kê")
VALUE_HEADINGS = (
    "Số liệu",
    "SỐ LIỆU",
    "Kết quả",
    "Số liệu báo cáo",
    "Kết quả thực hiện",
    "Số lượng",
)
NUMBER_HEADINGS = ("TT", "STT", "Số TT", "Stt")
TITLES = ("BÁO CÁO SỐ LIỆU CẢI CÁCH HÀNH CHÍNH", "Báo cáo số liệu CCHC")
REPORTER_LABELS = ("Đơn vị báo cáo", "Tên đơn vị", "Cơ quan báo cáo", "ĐƠN VỊ")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")


def write_unit_form(layout: Layout, registry: Registry, form: FormDefinition) -> tuple[Book, Draft]:
    """The book, and the draft that knows what is in it."""
    draft = new_draft(layout, registry, ("Biểu 01", "Biểu số 01", "BIỂU 01", "Bieu 01"))
    chance = draft.chance
    year = chance.choice((2020, 2021, 2024) if form.id == "unit-form-2020" else (2025, 2026))
    quarter = Quarter(year, chance.randint(1, 4))
    unit = chance.choice(registry.units_in(quarter))
    name = " ".join(spelt(draft, unit).split())
    reporter: tuple[object, ...]
    if draft.has("head only"):
        reporter = (name,)
    elif draft.has("label in two cells"):
        reporter = (f"{chance.choice(REPORTER_LABELS)}:", None, name)
    else:
        reporter = (f"{chance.choice(REPORTER_LABELS)}: {name}",)
    put_titles(draft, chance.choice(TITLES), quarter, [reporter])
    columns = _put_header(draft)
    values = _values(draft, form)
    style = random_style(chance, typed=draft.container.typed)
    for number, (indicator, value) in enumerate(_rows(draft, values), start=1):
        if isinstance(indicator, str):
            draft.page.put(draft.row, columns["number"] or columns["label"], ROMAN[number % 7])
            draft.page.put(draft.row, columns["label"], indicator)
            draft.row += 1
            continue
        if draft.has("blank rows") and chance.random() < 0.1:
            draft.row += 1
        _put_row(draft, columns, number, indicator)
        if value is not None:
            content, number_format = cell_of(chance, indicator, value, style)
            place = (draft.row, columns["value"])
            draft.page.put(*place, content)
            if number_format:
                draft.page.formats[place] = number_format
            sheet = draft.container.sheet or draft.page.name
            key = (unit.slug, str(quarter), indicator.id)
            draft.expected[key] = (value, sheet, address(*place))
        draft.row += 1
    put_end(draft)
    return finished(draft), draft


def _values(draft: Draft, form: FormDefinition) -> dict[str, float | None]:
    """A value for each indicator of the form, or None for a blank; the form's checks hold."""
    values: dict[str, float | None] = {}
    for name in form.indicators:
        if not (draft.has("rows left out") and draft.chance.random() < 0.5):
            values[name] = random_value(draft.chance, draft.registry.indicators[name])
    for check in form.checks:
        _make_true(values, check)
    if draft.has("blank cells"):
        values = {key: None if draft.chance.random() < 0.3 else v for key, v in values.items()}
    return values


def _make_true(values: dict[str, float | None], check: Check) -> None:
    smaller, larger = values.get(check.smaller or ""), values.get(check.larger or "")
    if smaller is not None and larger is not None and smaller > larger:
        values[check.smaller or ""], values[check.larger or ""] = larger, smaller


def _put_header(draft: Draft) -> dict[str, int | None]:
    """The header of one to three rows; which column holds what."""
    chance = draft.chance
    headings: list[tuple[str, str]] = [
        ("label", chance.choice(LABEL_HEADINGS)), ("value", chance.choice(VALUE_HEADINGS)),
    ]  # fmt: skip
    if not draft.has("no number column"):
        headings.insert(0, ("number", chance.choice(NUMBER_HEADINGS)))
    if draft.has("extra columns"):
        headings += [("measure", "Đơn vị tính"), ("remark", "Ghi chú")]
    if draft.has("previous period"):
        words = chance.choice(("Kỳ trước", "Cùng kỳ năm trước", "So sánh (%)"))
        headings.insert(chance.randint(0, len(headings)), ("previous", words))
    if draft.has("shuffled columns"):
        chance.shuffle(headings)
    height = 3 if draft.has("three header rows") else 2 if draft.has("two header rows") else 1
    columns: dict[str, int | None] = {"number": None}
    for column, (role, words) in enumerate(headings, start=draft.left):
        columns[role] = column
        draft.page.put(draft.row, column, words)
        draft.page.merge(draft.row, column, draft.row + height - 1, column)
    draft.row += height if draft.container.merges else 1
    if draft.has("column numbers"):
        first = draft.left + draft.has("numbers over figures")
        for number, column in enumerate(range(first, draft.left + len(headings)), start=1):
            shown: Any = number if draft.has("plain column numbers") else f"({number})"
            draft.page.put(draft.row, column, shown)
        draft.row += 1
    return columns


def _rows(
    draft: Draft, values: dict[str, float | None]
) -> list[tuple[Indicator | str, float | None]]:
    """Indicators in the form's order or in another, under the headings of their fields."""
    indicators = [draft.registry.indicators[name] for name in values]
    if draft.has("shuffled rows"):
        draft.chance.shuffle(indicators)
    rows: list[tuple[Indicator | str, float | None]] = []
    field = None
    for indicator in indicators:
        if draft.has("sections") and indicator.field != field:
            field = indicator.field
            rows.append((draft.registry.fields[field].name.vi, None))
        if draft.has("parent rows") and draft.chance.random() < 0.1:
            rows.append(("Trong đó:", None))
        rows.append((indicator, values[indicator.id]))
    return rows


def _put_row(
    draft: Draft, columns: dict[str, int | None], number: int, indicator: Indicator
) -> None:
    page, row, chance = draft.page, draft.row, draft.chance
    if columns["number"]:
        page.put(row, columns["number"], chance.choice((number, f"{number}", f"1.{number}")))
    page.put(row, columns["label"] or 0, _label(draft, number, indicator))
    if measure := columns.get("measure"):
        page.put(row, measure, indicator.unit_of_measure.vi)
    if (remark := columns.get("remark")) and chance.random() < 0.3:
        page.put(
            row, remark, chance.choice(("Theo KH số 12/KH-UBND", "tăng 5%", "12/15 đơn vị", 7))
        )
    if previous := columns.get("previous"):
        page.put(row, previous, chance.choice((5, "1.234,5", "95,5%", "-", None)))


def _label(draft: Draft, number: int, indicator: Indicator) -> str:
    name = indicator.name.vi
    if not draft.has("spelt labels"):
        return name
    return draft.chance.choice((
        name, name.upper(), f"{number}. {name}", f"1.{number}. {name}", f"a) {name}", f"- {name}",
        f"({number}) {name}", f"{name} ({indicator.unit_of_measure.vi})", f"{name}:", f" {name} ",
        unicodedata.normalize("NFD", name), name.replace(" ", "\u00a0"), name.replace(" ", "  ", 1),
        name.replace(" ", "\n", 1), indicator.name.en, indicator.id,
    ))  # fmt: skip
