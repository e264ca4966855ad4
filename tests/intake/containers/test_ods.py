"""OpenDocument spreadsheets: what LibreOffice and Excel write into them is read as it is shown."""

import datetime

import pytest

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.containers.workbook import open_workbook
from cchc_lib.intake.grid import Sheet, address
from tests.intake.containers.spreadsheets import MANIFEST, MIMETYPE, ODF, ods_package, zipped


def table(rows: str, attributes: str = 'table:name="Biểu 01"') -> str:
    """The XML of one sheet."""
    return f"<table:table {attributes}>{rows}</table:table>"


def row(*cells: str, attributes: str = "") -> str:
    """The XML of one row."""
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def cell(kind: str = "", words: str = "", attributes: str = "") -> str:
    """The XML of one cell with one paragraph."""
    said = f'office:value-type="{kind}" calcext:value-type="{kind}"' if kind else ""
    return f"<table:table-cell {said} {attributes}><text:p>{words}</text:p></table:table-cell>"


def sheet_of(body: str, styles: str = "") -> Sheet:
    """The first sheet of a file."""
    book = open_workbook(ods_package(body, styles), "bao-cao.xls")
    assert book.container == "ods"
    return book.sheet(book.sheet_names[0])


def values(sheet: Sheet) -> dict[str, object]:
    """The values by the names of their cells."""
    return {address(*place): found.value for place, found in sheet.cells.items()}


def test_each_type_of_value_is_read_as_it_is_stored() -> None:
    """The text of a number is what people see, in the locale of whoever saved the file."""
    found = sheet_of(
        table(
            row(
                cell("float", "1.234,5", 'office:value="1234.5"'),
                cell("percentage", "97,2%", 'office:value="0.972"'),
                cell("currency", "5 đ", 'office:value="5" office:currency="VND"'),
                cell("date", "12/03/20", 'office:date-value="2020-03-12"'),
                cell("time", "10:30", 'office:time-value="PT10H30M00S"'),
                cell("boolean", "ĐÚNG", 'office:boolean-value="true"'),
                cell("string", "Hòa"),
                cell("float", "", 'office:value="NaN"'),
            )
        )
    )
    assert values(found) == {
        "A1": 1234.5,
        "B1": 0.972,
        "C1": 5,
        "D1": datetime.datetime(2020, 3, 12),  # noqa: DTZ001  as the other containers give it
        "E1": datetime.time(10, 30),
        "F1": True,
        "G1": "Hòa",
        "H1": "NaN",
    }
    assert [found.cells[1, column].number_format for column in (1, 2)] == ["General", "0.00%"]


def test_text_keeps_its_paragraphs_spans_and_spaces() -> None:
    """Comments and drawings in a cell are none of its text."""
    words = (
        "<table:table-cell office:value-type='string'>"
        "<office:annotation><dc:creator>A</dc:creator><text:p>ghi chú</text:p></office:annotation>"
        "<draw:frame><draw:text-box><text:p>hình</text:p></draw:text-box></draw:frame>"
        "<text:p>Quận <text:span>Ba<text:s text:c='2'/>Đình</text:span></text:p>"
        "<text:p>dòng<text:tab/>hai<text:line-break/>ba</text:p></table:table-cell>"
    )
    assert values(sheet_of(table(row(words)))) == {"A1": "Quận Ba  Đình\ndòng\thai\nba"}


def test_repeated_cells_and_rows_are_written_out_where_they_are_filled() -> None:
    """Those at the end of a sheet, a million of them, cost nothing."""
    blank = '<table:table-cell table:number-columns-repeated="16380"/>'
    found = sheet_of(
        table(
            row(cell("float", "1", 'office:value="1" table:number-columns-repeated="2"'), blank,
                attributes='table:number-rows-repeated="2"')
            + row(blank, attributes='table:number-rows-repeated="3"')
            + row(cell("string", "hết"))
            + row(blank, attributes='table:number-rows-repeated="1048570"')
        )
    )  # fmt: skip
    assert values(found) == {"A1": 1, "B1": 1, "A2": 1, "B2": 1, "A6": "hết"}


def test_merged_hidden_and_filtered_parts_are_told() -> None:
    """Rows and columns that people do not see, folded groups with them."""
    found = sheet_of(
        table(
            '<table:table-column table:number-columns-repeated="2"/>'
            '<table:table-column table:visibility="collapse"/>'
            '<table:table-column-group table:display="false"><table:table-column/>'
            "</table:table-column-group>"
            + row(
                cell("string", "gộp", 'table:number-columns-spanned="3" '
                     'table:number-rows-spanned="2"'),
                '<table:covered-table-cell table:number-columns-repeated="2"/>',
            )
            + row('<table:covered-table-cell table:number-columns-repeated="3"/>')
            + row(cell("string", "a"), attributes='table:visibility="filter"')
            + row(cell("string", "b"), attributes='table:visibility="collapse" '
                  'table:number-rows-repeated="2"')
        )
    )  # fmt: skip
    assert found.merged == ((1, 1, 2, 3),)
    assert found.hidden_rows == frozenset({3, 4, 5})
    assert found.hidden_columns == frozenset({3, 4})


def test_errors_and_formulas_without_a_value_are_told_apart() -> None:
    """LibreOffice stores an error as an empty text, and shows its code."""
    error = 'table:formula="of:=1/0" office:string-value="" calcext:value-type="error"'
    found = sheet_of(
        table(
            row(
                f"<table:table-cell office:value-type='string' {error}><text:p>#DIV/0!</text:p>"
                "</table:table-cell>",
                cell("string", "Err:502", 'table:formula="of:=SUM()"'),
                '<table:table-cell table:formula="of:=SUM([.A1])"/>',
                '<table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string" '
                'office:string-value=""/>',
                cell("float", "6", 'table:formula="of:=1+5" office:value="6"'),
                cell("string", "#1"),
            )
        )
    )
    states = {address(*place): found.cells[place].state for place in found.cells}
    assert states == {
        "A1": "error", "B1": "error", "C1": "formula", "E1": "value", "F1": "value",
    }  # fmt: skip
    assert found.text(1, 1) == "#DIV/0!"


def test_hidden_sheets_are_named_and_foreign_tables_are_left_out() -> None:
    """Tracked changes and linked tables hold cells that are not on any sheet."""
    styles = (
        '<style:style style:name="ta1" style:family="table"><style:table-properties '
        'table:display="true"/></style:style><style:style style:name="ta2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    body = (
        "<table:tracked-changes><table:cell-content-change><table:previous>"
        + cell("float", "9", 'office:value="9"')
        + "</table:previous></table:cell-content-change></table:tracked-changes>"
        + table(row(cell("string", "a")), 'table:name="Mới" table:style-name="ta1"')
        + table(row(cell("string", "b")), 'table:name="Cũ" table:style-name="ta2"')
        + "<table:dde-links><table:dde-link>"
        + table(row(cell("string", "c")), 'table:name="Xa"')
        + "</table:dde-link></table:dde-links>"
    )
    book = open_workbook(ods_package(body, styles), "x")
    assert (("Mới", "Cũ"), frozenset({"Cũ"})) == (book.sheet_names, book.hidden_sheets)
    assert values(book.sheet("Mới")) == {"A1": "a"}


def test_old_fonts_are_told_by_the_style_of_cell_row_or_column() -> None:
    """TCVN3 shows by the font alone: "Hµ Néi" in .VnTime is Hà Nội."""
    styles = (
        '<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="x">'
        '<style:text-properties style:font-name=".VnTime"/></style:style>'
    )
    rows = "".join(
        row(cell("string", words, 'table:style-name="ce1"'))
        for words in ("Thµnh phè Hµ Néi", "QuËn Ba §×nh", "QuËn Hoµn KiÕm", "HuyÖn §«ng Anh")
    )
    found = values(sheet_of(table(rows), styles))
    assert found["A1"] == "Thành phố Hà Nội"
    by_column = '<table:table-column table:default-cell-style-name="ce1"/>'
    plain = rows.replace('table:style-name="ce1"', "")
    assert values(sheet_of(table(by_column + plain), styles)) == found


@pytest.mark.parametrize("entry", ["content.xml", "encrypted-package"])
def test_a_password_is_told(entry: str) -> None:
    """The manifest says which part is encrypted; newer programs encrypt the package as a whole."""
    locked = (
        f'<manifest:manifest xmlns:manifest="{ODF}manifest:1.0"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{MIMETYPE}"/><manifest:file-entry '
        f'manifest:full-path="{entry}"><manifest:encryption-data/></manifest:file-entry>'
        "</manifest:manifest>"
    )
    content = zipped({"mimetype": MIMETYPE, entry: b"\x12", "META-INF/manifest.xml": locked})
    assert refusal(content) == "error.password"


def test_damaged_files_are_refused() -> None:
    """Cut off, without content, or with two sheets of one name."""
    content = ods_package(table(row(cell("string", "a"))))
    assert refusal(content[: len(content) // 2]) == "error.broken-workbook"
    assert refusal(ods_package("<table:table>")) == "error.broken-workbook"
    assert refusal(ods_package(table("") + table(""))) == "error.sheet-twice"
    text = MIMETYPE.replace("spreadsheet", "text")
    parts = {"mimetype": text, "content.xml": "<a/>"}
    assert refusal(zipped(parts)) == "error.kind-word"
    manifest = MANIFEST.replace("spreadsheet", "presentation")
    assert refusal(zipped({**parts, "META-INF/manifest.xml": manifest})) == "error.kind-slides"


def refusal(content: bytes) -> str:
    """The key of the error that a file ends in."""
    with pytest.raises(SubmissionError) as caught:
        open_workbook(content, "bao-cao.ods")
    return caught.value.key
