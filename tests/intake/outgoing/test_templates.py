"""The forms that units get to fill in: what stands on them, and that intake reads them back."""

import datetime
import io
from collections.abc import Callable, Mapping, Sequence

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from cchc_lib.errors import CallError
from cchc_lib.intake import FormDefinition, read_submission
from cchc_lib.intake.outgoing.templates import (
    NOTHING,
    EarlierFigures,
    FormRequest,
    form_to_fill,
    write_template,
)
from cchc_lib.registry import Indicator, Quarter, Registry, Unit
from cchc_lib.vietnamese import format_number
from tests.intake.books import saved
from tests.intake.conftest import Read, besides_blanks, cells, figures

Values = Mapping[str, object]
FIGURES, REMARKS = "E", "F"


def made(
    registry: Registry,
    forms: Sequence[FormDefinition],
    slug: str = "ba-dinh",
    quarter: str = "2020-Q2",
    earlier: EarlierFigures = NOTHING,
) -> bytes:
    """The form of one unit and quarter."""
    asked = Quarter.parse(quarter)
    unit = registry.unit(slug, asked)
    return write_template(FormRequest(unit, asked, form_to_fill(asked, forms)), registry, earlier)


def sheet_of(content: bytes) -> Worksheet:
    """The one sheet of a form."""
    (sheet,) = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    return sheet


def places(sheet: Worksheet, registry: Registry) -> dict[str, str]:
    """The cell of each indicator's figure."""
    ids = {indicator.name.vi: name for name, indicator in registry.indicators.items()}
    labels = ((row, sheet.cell(row, 2).value) for row in range(1, sheet.max_row + 1))
    return {ids[label]: f"{FIGURES}{row}" for row, label in labels if label in ids}


def filled(content: bytes, registry: Registry, values: Values) -> bytes:
    """The form with these figures by indicator, saved again by another program than wrote it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    at = places(book.worksheets[0], registry)
    for name, value in values.items():
        book.worksheets[0][at[name]] = value
    return saved(book)


def asked_of(unit: Unit, form: FormDefinition, registry: Registry) -> list[Indicator]:
    """The indicators of the form that this unit reports."""
    listed = [registry.indicators[name] for name in form.indicators]
    return [indicator for indicator in listed if unit.group in indicator.reported_by]


@st.composite
def reports(draw: st.DrawFn, asked: Sequence[Indicator], form: FormDefinition) -> dict[str, float]:
    """Figures that keep the limits and the relations of the form."""
    values: dict[str, float] = {}
    for indicator in asked:
        low = 0 if indicator.minimum is None else int(indicator.minimum)
        high = 10**9 if indicator.maximum is None else int(indicator.maximum)
        if indicator.kind in ("flag", "count"):
            values[indicator.id] = draw(st.integers(low, high))
        elif indicator.kind == "share":  # up to 1 it may be a fraction, and intake asks
            values[indicator.id] = draw(st.integers(11, high * 10)) / 10
        else:
            values[indicator.id] = draw(st.integers(low * 10, high * 10)) / 10
    for check in form.checks:
        if check.smaller in values and check.larger in values:
            pair = sorted((values[check.smaller], values[check.larger]))
            values[check.smaller], values[check.larger] = pair
    return values


def as_number(indicator: Indicator, value: float) -> object:
    """The figure as Excel holds it."""
    return ("Không", "Có")[int(value)] if indicator.kind == "flag" else value


def as_text(indicator: Indicator, value: float) -> object:
    """The figure as typed by hand: 1.234,5."""
    if indicator.kind == "flag":
        return as_number(indicator, value)
    return format_number(value, "vi", 0 if indicator.kind == "count" else 1)


def test_each_form_of_a_quarter_reads_back_as_a_blank_one(
    registry: Registry, forms: Sequence[FormDefinition], read: Read
) -> None:
    """52 units in 2020: nobody has reported yet, and nothing else is wrong."""
    quarter = Quarter(2020, 2)
    for unit in registry.units_in(quarter):
        reading = read(made(registry, forms, unit.slug))
        assert [(p.code, p.severity, p.unit) for p in reading.problems] == [
            ("form-blank", "note", unit.slug)
        ]
        assert reading.submission.covers == ()
        assert len(reading.observations) == 0
    assert len(registry.units_in(quarter)) == 52


def test_forms_of_wards_and_communes_read_back(
    registry: Registry, forms: Sequence[FormDefinition], read: Read
) -> None:
    """28 of them have the name of an old district: the form names the ward."""
    quarter = Quarter(2026, 1)
    units = registry.units_in(quarter)
    assert sum(unit.level == "commune" for unit in units) == 126
    for unit in (*units[::17], registry.unit("phuong-tay-ho", quarter)):
        content = made(registry, forms, unit.slug, "2026-Q1")
        name = next(iter(places(sheet_of(content), registry)))
        reading = read(filled(content, registry, {name: "Có"}))
        assert besides_blanks(reading) == []
        assert reading.submission.covers == ((unit.slug, "2026-Q1"),)
        assert reading.submission.form == "unit-form-2025"


@pytest.mark.parametrize("way", [as_number, as_text])
@pytest.mark.parametrize(
    ("slug", "quarter"),
    [("ba-dinh", "2020-Q2"), ("so-tu-phap", "2020-Q3"), ("phuong-ba-dinh", "2026-Q1")],
)
def test_what_is_filled_in_is_read_at_its_very_cell(
    registry: Registry, forms: Sequence[FormDefinition], slug: str, quarter: str, way
) -> None:
    """Any figures within the limits: each is read as meant, and nothing is wrong."""
    asked_quarter = Quarter.parse(quarter)
    form = form_to_fill(asked_quarter, forms)
    content = made(registry, forms, slug, quarter)
    asked = asked_of(registry.unit(slug, asked_quarter), form, registry)
    at = places(sheet_of(content), registry)

    @settings(max_examples=8)
    @given(reports(asked, form))
    def holds(values: dict[str, float]) -> None:
        written = {name: way(registry.indicators[name], value) for name, value in values.items()}
        reading = read_submission(
            filled(content, registry, written), "x", datetime.date(2020, 6, 18), registry, forms
        )
        assert besides_blanks(reading) == []
        assert figures(reading) == {(slug, name): value for name, value in values.items()}
        assert cells(reading) == {(slug, name): at[name] for name in values}

    holds()


@pytest.mark.parametrize(
    ("quarter", "title", "days", "before"),
    [
        ("2020-Q1", "Quý I năm 2020", "15/12/2019 đến ngày 14/3/2020", "năm 2019"),
        ("2020-Q2", "6 tháng đầu năm 2020", "15/12/2019 đến ngày 14/6/2020", "quý I/2020"),
        ("2020-Q3", "Quý III năm 2020", "15/6/2020 đến ngày 14/9/2020", "6 tháng đầu năm 2020"),
        ("2020-Q4", "Năm 2020", "15/12/2019 đến ngày 14/12/2020", "quý III/2020"),
    ],
)
def test_the_title_says_which_days_the_figures_cover(
    heads: Callable[[str], list[object]], quarter: str, title: str, days: str, before: str
) -> None:
    """The report's name, its first and last day, and what it is set against."""
    period, span, column = heads(quarter)
    assert period == title
    assert days in str(span)
    assert column == f"Kỳ trước\n({before})"


@pytest.fixture
def heads(registry: Registry, forms: Sequence[FormDefinition]) -> Callable[[str], list[object]]:
    """The cells of Ba Đình's form that name the period, its days, and the one before."""

    def found(quarter: str) -> list[object]:
        sheet = sheet_of(made(registry, forms, quarter=quarter))
        return [sheet[cell].value for cell in ("A5", "A6", "D9")]

    return found


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_quarter_and_window_are_read_without_a_doubt(
    registry: Registry, forms: Sequence[FormDefinition], read: Read, number: int
) -> None:
    """As the calendar has them."""
    quarter = Quarter(2020, number)
    content = made(registry, forms, quarter=str(quarter))
    reading = read(filled(content, registry, {"dialogues": 2}))
    assert besides_blanks(reading) == []
    (row,) = reading.observations.itertuples()
    assert (row.quarter, row.window) == (str(quarter), registry.calendar.window(quarter))


def test_the_first_quarter_of_the_calendar_has_one_before(
    registry: Registry, forms: Sequence[FormDefinition]
) -> None:
    """No calendar says how its report was called."""
    sheet = sheet_of(made(registry, forms, quarter="2010-Q1"))
    assert sheet["D9"].value == "Kỳ trước\n(quý IV/2009)"


def test_the_head_is_that_of_an_administrative_form(
    registry: Registry, forms: Sequence[FormDefinition]
) -> None:
    """Who issues it, the national title, the form's number and name, the unit."""
    sheet = sheet_of(made(registry, forms))
    assert [sheet[cell].value for cell in ("A1", "A2", "A3", "C1", "C2", "C3", "A4", "A7")] == [
        "UBND THÀNH PHỐ HÀ NỘI",
        "UBND QUẬN BA ĐÌNH",
        "Biểu số 01",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        None,
        "BÁO CÁO SỐ LIỆU CẢI CÁCH HÀNH CHÍNH",
        "Đơn vị báo cáo: Quận Ba Đình",
    ]
    assert [sheet.cell(9, column).value for column in (1, 2, 3, 5, 6)] == [
        "TT", "Chỉ tiêu", "Đơn vị tính", "Số liệu", "Ghi chú",
    ]  # fmt: skip
    written = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.font.name for cell in written} == {"Times New Roman"}


@pytest.mark.parametrize(
    ("slug", "signs"),
    [("so-noi-vu", "THỦ TRƯỞNG ĐƠN VỊ"), ("ba-dinh", "TM. ỦY BAN NHÂN DÂN")],
)
def test_instructions_and_signatures_follow_the_table(
    registry: Registry, forms: Sequence[FormDefinition], slug: str, signs: str
) -> None:
    """Officials know from them what a blank means and who signs."""
    sheet = sheet_of(made(registry, forms, slug))
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    after = words[words.index("Hướng dẫn điền biểu:") :]
    assert "4. Để trống nghĩa là chưa báo cáo; nếu không phát sinh thì ghi số 0." in after
    assert after[-5:] == [
        "Hà Nội, ngày …… tháng …… năm 2020",
        "NGƯỜI LẬP BIỂU",
        signs,
        "(Ký, ghi rõ họ tên)",
        "(Ký tên, đóng dấu)",
    ]


def test_a_form_asks_only_for_what_its_unit_reports(
    registry: Registry, forms: Sequence[FormDefinition]
) -> None:
    """Departments have no schools, districts issue no legal documents; fields are sections."""
    asked = {
        slug: set(places(sheet_of(made(registry, forms, slug)), registry))
        for slug in ("ba-dinh", "so-noi-vu")
    }
    form = form_to_fill(Quarter(2020, 2), forms)
    for slug, found in asked.items():
        unit = registry.unit(slug, Quarter(2020, 2))
        assert found == {indicator.id for indicator in asked_of(unit, form, registry)}
    assert "schools-total" in asked["ba-dinh"] - asked["so-noi-vu"]
    sheet = sheet_of(made(registry, forms))
    assert [sheet.cell(10, column).value for column in (1, 2)] == [
        "I",
        "Chỉ đạo, điều hành cải cách hành chính",
    ]


def test_last_quarter_stands_beside_as_values(
    registry: Registry, forms: Sequence[FormDefinition], read: Read
) -> None:
    """Numbers as numbers, flags as words, nothing where nothing was reported; none is taken in."""
    before = {"dialogues": 1234.0, "plan-implemented": 1.0, "self-inspection": 0.0}
    content = made(registry, forms, earlier=EarlierFigures(before))
    sheet = sheet_of(content)
    at = places(sheet, registry)
    shown = {name: sheet[f"D{cell[1:]}"] for name, cell in at.items()}
    held = {name: cell.value for name, cell in shown.items() if cell.value is not None}
    assert held == {"dialogues": 1234, "plan-implemented": "Có", "self-inspection": "Không"}
    assert shown["dialogues"].number_format == "#,##0"
    assert shown["disbursement-done"].number_format == "#,##0.0"
    assert len(read(content).observations) == 0


def test_only_figures_and_remarks_can_be_written_to(
    registry: Registry, forms: Sequence[FormDefinition]
) -> None:
    """The sheet is protected, without a password."""
    sheet = sheet_of(made(registry, forms))
    rows = {int(cell[1:]) for cell in places(sheet, registry).values()}
    unlocked = {
        cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked
    }
    assert unlocked == {f"{column}{row}" for row in rows for column in (FIGURES, REMARKS)}
    assert sheet.protection.sheet
    assert sheet.protection.password is None


def test_the_form_prints_on_upright_a4_with_its_header_on_each_page(
    registry: Registry, forms: Sequence[FormDefinition]
) -> None:
    """One page wide, with the unit and the page's number below, and the header in sight."""
    sheet = sheet_of(made(registry, forms))
    setup = sheet.page_setup
    assert (setup.paperSize, setup.orientation) == (9, "portrait")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (setup.fitToWidth or 1, setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$9:$9"
    assert sheet.freeze_panes == "A10"
    assert sheet.oddFooter.left.text == "Quận Ba Đình – 6 tháng đầu năm 2020"
    assert sheet.oddFooter.right.text == "Trang &P/&N"


def test_the_same_form_has_the_same_bytes(
    registry: Registry, forms: Sequence[FormDefinition]
) -> None:
    """No clock, no machine."""
    earlier = EarlierFigures({"dialogues": 2.0}, sample=True)
    assert made(registry, forms, earlier=earlier) == made(registry, forms, earlier=earlier)


def test_a_form_made_from_a_sample_is_a_sample(
    registry: Registry, forms: Sequence[FormDefinition], read: Read
) -> None:
    """It shows figures of the sample, and what is filled in never mixes with real figures."""
    content = made(registry, forms, earlier=EarlierFigures({}, sample=True))
    assert sheet_of(content)["C3"].value == "DỮ LIỆU MẪU – không phải số liệu chính thức"
    reading = read(filled(content, registry, {"dialogues": 2}))
    assert reading.submission.sample
    assert besides_blanks(reading) == []
    assert not read(made(registry, forms)).submission.sample


def test_a_form_has_a_file_name_of_its_own(
    registry: Registry, forms: Sequence[FormDefinition]
) -> None:
    """Unit, form and quarter."""
    quarter = Quarter(2026, 1)
    unit = registry.unit("phuong-ba-dinh", quarter)
    request = FormRequest(unit, quarter, form_to_fill(quarter, forms))
    assert request.file_name == "phuong-ba-dinh_unit-form-2025_2026-Q1.xlsx"


def test_a_year_without_a_form_to_fill_in_is_told(
    registry: Registry, forms: Sequence[FormDefinition]
) -> None:
    """A form whose section `printed` is missing is read, but not given out."""
    old = next(form for form in forms if form.id == "unit-form-2020")
    assert old.unit is not None
    unprinted = old.model_copy(update={"unit": old.unit.model_copy(update={"printed": None})})
    with pytest.raises(CallError) as caught:
        form_to_fill(Quarter(2020, 2), [form for form in forms if form.unit is None] + [unprinted])
    assert caught.value.message("vi") == (
        "Không có biểu mẫu để các đơn vị điền cho năm 2020 (biểu của đơn vị đã có: Biểu số liệu "
        "CCHC của đơn vị (đến năm 2024)). Hãy khai báo biểu mẫu của năm đó, kèm phần printed, "
        "trong params/forms."
    )
    request = FormRequest(registry.unit("ba-dinh", Quarter(2020, 2)), Quarter(2020, 2), unprinted)
    with pytest.raises(CallError):
        write_template(request, registry)


def test_what_a_form_prints_must_be_what_its_layout_knows(
    forms: Sequence[FormDefinition],
) -> None:
    """Otherwise the city could not read the form that it gave out itself."""
    form = next(form for form in forms if form.id == "unit-form-2020")
    for name, word in (("title", "BIỂU TỔNG HỢP"), ("value", "Con số"), ("unit", "Nơi gửi")):
        given = form.model_dump(exclude_none=True)
        given["unit"]["printed"][name] = word
        with pytest.raises(ValueError, match=f"printed.{name}"):
            FormDefinition.model_validate(given)
