"""The parser of .xlsx files, held against openpyxl's and against what Excel may write."""

import datetime
import io
import zipfile
from collections.abc import Mapping

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from cchc_lib.intake.containers.workbook import open_workbook
from cchc_lib.intake.grid import Cell, Sheet
from cchc_lib.registry import Quarter, Registry
from cchc_lib.sample.figures import unit_figures
from cchc_lib.sample.unit_form import UnitReport, write_unit_form
from cchc_lib.vietnamese import nfc
from tests.intake.books import dossier_book, saved
from tests.intake.test_city_table import BA_DINH, SECTION, TOTAL

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def by_openpyxl(content: bytes) -> dict[str, dict[tuple[int, int], tuple[object, str]]]:
    """Value and number format of each filled cell, by sheet."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    return {
        nfc(sheet.title): {
            (cell.row, cell.column): (
                nfc(cell.value) if isinstance(cell.value, str) else cell.value,
                cell.number_format,
            )
            for row in sheet.iter_rows()
            for cell in row
            if cell.value not in (None, "")
        }
        for sheet in book.worksheets
    }


def by_ours(content: bytes) -> dict[str, dict[tuple[int, int], tuple[object, str]]]:
    """The same by the parser under test."""
    book = open_workbook(content, "x")
    return {
        name: {
            place: (cell.value, cell.number_format)
            for place, cell in book.sheet(name).cells.items()
            if cell.state == "value"
        }
        for name in book.sheet_names
    }


def package(sheet: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A workbook with one sheet of this XML, as bare as the standard allows."""
    written = {
        "[Content_Types].xml": (
            '<Types><Override PartName="/xl/workbook.xml" ContentType="application/'
            'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Target="xl/workbook.xml"'
            f' Type="{RELATIONS}/officeDocument"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}">'
            f'<Relationship Id="r1" Target="worksheets/s.xml" Type="{RELATIONS}/worksheet"/>'
            f'<Relationship Id="r2" Target="/xl/strings.xml" Type="{RELATIONS}/sharedStrings"/>'
            f'<Relationship Id="r3" Target="http://example.org/x" TargetMode="External"'
            f' Type="{RELATIONS}/styles"/></Relationships>'
        ),
        "xl/worksheets/s.xml": sheet,
        **(parts or {}),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, words in written.items():
            archive.writestr(name, words)
    return stream.getvalue()


def cells_of(rows: str, parts: Mapping[str, str] | None = None) -> dict[tuple[int, int], Cell]:
    """The cells of a bare sheet with these rows."""
    content = package(f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>', parts)
    sheet: Sheet = open_workbook(content, "x").sheet("S")
    return sheet.cells


def test_forms_and_tables_give_openpyxls_values(registry: Registry) -> None:
    """Every cell of a unit form and of a city table, by value and number format."""
    quarter = Quarter(2020, 1)
    unit = registry.unit("ba-dinh", quarter)
    report = UnitReport(
        unit, quarter, unit.full_name, datetime.date(2020, 3, 18),
        unit_figures(unit, quarter, registry),
    )  # fmt: skip
    for content in (
        write_unit_form(report, registry).content,
        saved(dossier_book([TOTAL, SECTION, BA_DINH])),
    ):
        expected = by_openpyxl(content)
        assert expected == by_ours(content)
        assert sum(map(len, expected.values())) > 50


VALUES = st.one_of(
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=20),
    st.booleans(),
    st.integers(0, 10**9).map(lambda s: datetime.datetime(1905, 1, 1) + datetime.timedelta(0, s)),  # noqa: DTZ001
    st.none(),
)


@settings(max_examples=60)
@given(
    rows=st.lists(st.lists(VALUES, max_size=6), max_size=6),
    number_format=st.sampled_from(["General", "0.0%", "#,##0", '0" ngày"', '"d"0.0']),
    from_1904=st.booleans(),
)
def test_any_workbook_gives_openpyxls_values(
    rows: list[list[object]], number_format: str, *, from_1904: bool
) -> None:
    """Numbers, words, dates, truth values, in any format, with either first day."""
    book = openpyxl.Workbook()
    if from_1904:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    for row, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            if isinstance(value, str):
                sheet.cell(row, column).value = value
                sheet.cell(row, column).data_type = "s"
            else:
                sheet.cell(row, column, value)
                if isinstance(value, int | float) and not isinstance(value, bool):
                    sheet.cell(row, column).number_format = number_format
    content = saved(book)
    assert by_openpyxl(content) == by_ours(content)


def test_a_workbook_of_another_writer_gives_openpyxls_values() -> None:
    """XlsxWriter writes rich text, formulas with results, hidden and merged cells otherwise."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("Biểu 01")
    bold = book.add_format({"bold": True})
    sheet.write_rich_string(0, 0, "Quận ", bold, "Ba Đình")
    sheet.write_formula(1, 0, "=1+1", None, 2)
    sheet.write_formula(2, 0, '=""', None, "")
    sheet.write_datetime(3, 0, datetime.datetime(2020, 3, 12), book.add_format({"num_format": 14}))  # noqa: DTZ001
    sheet.write_number(7, 1, 0, book.add_format({"num_format": "[h]:mm"}))
    sheet.write_number(7, 2, 1.75, book.add_format({"num_format": "[h]:mm"}))
    sheet.merge_range(4, 0, 5, 2, "gộp")
    sheet.set_row(6, None, None, {"hidden": True})
    sheet.set_column(3, 4, None, None, {"hidden": True})
    book.add_worksheet("Ẩn").hide()
    book.close()
    content = stream.getvalue()
    assert by_openpyxl(content) == by_ours(content)
    opened = open_workbook(content, "x")
    found = opened.sheet("Biểu 01")
    assert found.merged == ((5, 1, 6, 3),)
    assert (found.hidden_rows, found.hidden_columns) == (frozenset({7}), frozenset({4, 5}))
    assert opened.hidden_sheets == frozenset({"Ẩn"})


def test_cells_without_addresses_stand_side_by_side() -> None:
    """The standard lets a writer leave out rows' and cells' addresses."""
    found = cells_of("<row><c><v>1</v></c><c/><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    assert {place: cell.value for place, cell in found.items()} == {(1, 1): 1, (1, 3): 2, (2, 1): 3}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c t="inlineStr"><is><r><t>Ba </t></r><r><t>Đình</t></r></is></c>', "Ba Đình"),
        ('<c t="str"><f>A1</f><v>x_x000D_y</v></c>', "x\ry"),
        ('<c t="b"><v>1</v></c>', True),
        ('<c t="d"><v>2020-03-12T00:00:00Z</v></c>', datetime.datetime(2020, 3, 12)),  # noqa: DTZ001
        ('<c t="d"><v>hôm qua</v></c>', "hôm qua"),
        ("<c><v>1E3</v></c>", 1000.0),
        ("<c><v> 7 </v></c>", 7),
        ("<c><v>1_000</v></c>", "1_000"),
        ("<c><v>nan</v></c>", "nan"),
        ('<c t="s"><v>1</v></c>', "hai"),
    ],
)
def test_each_type_of_cell_has_its_value(cell: str, expected: object) -> None:
    """What is no number is kept as the words that stand there."""
    strings = f'<sst xmlns="{MAIN}"><si><t>một</t></si><si><t>hai</t><rPh><t>x</t></rPh></si></sst>'
    found = cells_of(f"<row>{cell}</row>", {"xl/strings.xml": strings})
    assert [expected] == [one.value for one in found.values()]


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("<c><f>SUM(A1)</f></c>", "formula"),
        ("<c><f>SUM(A1)</f><v></v></c>", "formula"),
        ('<c t="e"><f>A1</f><v>#REF!</v></c>', "error"),
    ],
)
def test_formulas_without_result_and_errors_are_told_apart(cell: str, state: str) -> None:
    """Neither is a blank, neither is a number."""
    assert [state] == [one.state for one in cells_of(f"<row>{cell}</row>").values()]


def test_a_formula_with_an_empty_text_is_an_empty_cell() -> None:
    """`=IF(A1="","",A1)` is how offices leave a cell blank."""
    assert cells_of('<row><c t="str"><f>A1</f><v></v></c></row>') == {}


def test_prefixed_names_are_the_same_names() -> None:
    """Some writers give every element a prefix."""
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="2"><x:c r="B2"><x:v>5</x:v></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )
    found = open_workbook(package(sheet), "x").sheet("S")
    assert {place: cell.value for place, cell in found.cells.items()} == {(2, 2): 5}


def test_raised_and_struck_digits_do_not_join_a_number() -> None:
    """12 with the mark of a footnote is not 121, and a corrected 12 is not 123."""
    raised = "<is><r><t>12</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>1</t></r></is>"
    struck = (
        "<is><r><rPr><strike/></rPr><t>12</t></r><r><rPr><strike val='0'/></rPr><t>3</t></r></is>"
    )
    rows = (
        f"<row r='1'><c r='A1' t='inlineStr'>{raised}</c><c r='B1' t='inlineStr'>{struck}</c></row>"
    )
    found = cells_of(rows)
    assert [found[1, 1].value, found[1, 2].value] == ["12(1)", "[12]3"]


def test_rows_and_columns_without_height_or_width_are_hidden() -> None:
    """Nobody sees them, as if they were hidden by the menu."""
    columns = "<cols><col min='2' max='3' width='0' customWidth='1'/></cols>"
    rows = "<row r='1' ht='0' customHeight='1'><c r='A1'><v>1</v></c></row>"
    content = package(
        f'<worksheet xmlns="{MAIN}">{columns}<sheetData>{rows}</sheetData></worksheet>'
    )
    sheet = open_workbook(content, "bao-cao.xlsx").sheet("S")
    assert sheet.hidden_rows == frozenset({1})
    assert sheet.hidden_columns == frozenset({2, 3})
