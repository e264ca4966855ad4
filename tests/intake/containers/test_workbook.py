"""Opening received files by what they are, not by what they are called."""

import datetime
import io
import zipfile

import openpyxl
import pytest
import xlwt

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.containers.workbook import open_workbook
from cchc_lib.intake.grid import Sheet, address
from tests.intake.books import book_of, saved, xls_of


def sheet_of(content: bytes, name: str = "Biểu 01") -> Sheet:
    """One sheet of a file with a misleading name."""
    return open_workbook(content, "bao-cao.pdf").sheet(name)


def refusal(content: bytes) -> str:
    """The key of the error that a file ends in."""
    with pytest.raises(SubmissionError) as caught:
        open_workbook(content, "bao-cao.xlsx").sheet("Sheet1")
    assert "bao-cao.xlsx" in str(caught.value)
    return caught.value.key


def test_addresses_are_those_of_a_spreadsheet() -> None:
    """Columns go from A to Z, then AA."""
    assert [
        address(row, column) for row, column in ((1, 1), (2, 26), (3, 27), (40, 28), (5, 702))
    ] == ["A1", "Z2", "AA3", "AB40", "ZZ5"]


@pytest.mark.parametrize("container", ["xlsx", "xls"])
def test_both_workbook_formats_give_the_same_cells(container: str) -> None:
    """Text is composed, numbers are numbers, empty cells are left out."""
    rows = [("Hòa", None, 3), (None, 2.5, "  ")]
    content = saved(book_of({"Biểu 01": rows})) if container == "xlsx" else xls_of("Biểu 01", rows)
    assert container == open_workbook(content, "x").container
    found = sheet_of(content)
    assert {address(*place): cell.value for place, cell in found.cells.items()} == {
        "A1": "Hòa",
        "C1": 3,
        "B2": 2.5,
        "C2": "  ",
    }


def test_xlsx_tells_formats_merges_and_what_is_hidden() -> None:
    """All that a reader of figures has to know besides the values."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Biểu 01"
    sheet["B2"] = 0.972
    sheet["B2"].number_format = "0.0%"
    sheet["B3"] = datetime.datetime(2020, 3, 12)  # noqa: DTZ001  as Excel stores it
    sheet["A4"] = "gộp"
    sheet.merge_cells("A4:C5")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    found = sheet_of(saved(book))
    assert found.cells[2, 2].number_format == "0.0%"
    assert found.text(3, 2) == "12/03/2020"
    assert found.merged == ((4, 1, 5, 3),)
    assert (found.hidden_rows, found.hidden_columns) == (frozenset({3}), frozenset({2}))
    assert found.is_hidden(2, 2)


def test_xls_tells_formats_merges_and_what_is_hidden() -> None:
    """The old format, too: calamine alone would lose the percent sign."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Biểu 01")
    sheet.write(1, 1, 0.972, xlwt.easyxf(num_format_str="0.0%"))
    sheet.write(2, 1, datetime.date(2020, 3, 12), xlwt.easyxf(num_format_str="dd/mm/yyyy"))
    sheet.write_merge(3, 4, 0, 2, "gộp")
    sheet.row(2).hidden = True
    stream = io.BytesIO()
    book.save(stream)
    found = sheet_of(stream.getvalue())
    assert found.cells[2, 2].number_format == "0.0%"
    assert found.text(3, 2) == "12/03/2020"
    assert found.merged == ((4, 1, 5, 3),)
    assert found.hidden_rows == frozenset({3})


def test_an_xls_whose_text_xlrd_cannot_read_is_read_by_calamine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One real file in ten; text, numbers and merged cells come through."""

    def stop(*_: object, **__: object) -> None:
        raise UnicodeDecodeError("utf_16_le", b"a", 0, 1, "truncated data")

    monkeypatch.setattr("xlrd.open_workbook", stop)
    content = xls_of("Biểu 01", [("Hòa", None, 3), (None, 2.5)])
    found = sheet_of(content)
    assert {address(*place): cell.value for place, cell in found.cells.items()} == {
        "A1": "Hòa", "C1": 3, "B2": 2.5,
    }  # fmt: skip
    assert [(remark.code, remark.cell) for remark in found.remarks] == [("formats-not-read", "A1")]
    assert refusal(content[:600]) == "error.broken-workbook"


def test_errors_and_formulas_without_a_value_are_told_apart() -> None:
    """Openpyxl saves a formula without its result, as many programs do."""
    content = saved(book_of({"Biểu 01": [("=SUM(B1:B2)", "#REF!", "#1")]}))
    states = {address(*place): cell.state for place, cell in sheet_of(content).cells.items()}
    assert states == {"A1": "formula", "B1": "error", "C1": "value"}


def test_hidden_sheets_are_named() -> None:
    """They are read only where nothing else is there."""
    book = book_of({"Biểu 01": [(1,)], "cũ": [(2,)]})
    book["cũ"].sheet_state = "hidden"
    assert frozenset({"cũ"}) == open_workbook(saved(book), "x").hidden_sheets


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_text_tables_are_read_with_any_separator(separator: str, mark: str) -> None:
    """With and without a byte order mark; a blank line keeps its number."""
    words = f'{mark}đơn vị{separator}giá trị\r\n\r\n"Ba\nĐình"{separator}3\r\n'
    found = sheet_of(words.encode(), "CSV")
    assert {address(*place): cell.value for place, cell in found.cells.items()} == {
        "A1": "đơn vị",
        "B1": "giá trị",
        "A3": "Ba\nĐình",
        "B3": "3",
    }
    assert found.text(3, 1) == "Ba Đình"


def test_files_that_are_no_workbook_say_what_they_are() -> None:
    """One clear paragraph each, never a traceback."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("a.txt", "a")
    assert refusal(b"") == "error.empty-file"
    assert refusal(b"\0\0\n ") == "error.empty-file"
    assert refusal(b"%PDF-1.4\n%") == "error.kind-pdf"
    assert refusal(b"<html><p>") == "error.page-without-table"
    assert refusal("một dòng chữ".encode()) == "error.not-a-workbook"
    assert refusal(archive.getvalue()) == "error.kind-archive"
    assert refusal("a,Ba Đình\n".encode("cp1258", "replace")) == "error.csv-encoding"
    assert refusal(b'a,b\n"a"b,c\n') == "error.csv-quotes"


def test_damaged_and_protected_workbooks_are_refused() -> None:
    """Cut off, mixed up, or with a password."""
    xlsx, xls = saved(book_of({"Sheet1": [(1,)]})), xls_of("Sheet1", [(1,)])
    assert refusal(xlsx[: len(xlsx) // 2]) == "error.broken-workbook"
    assert refusal(xls[:700]) == "error.broken-workbook"
    assert refusal(xls[:512] + "EncryptedPackage".encode("utf-16-le")) == "error.password"


def repacked(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The workbook with one part changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as file:
        for part in source.namelist():
            data = source.read(part)
            if part == name:
                assert old in data
                data = data.replace(old, new)
            file.writestr(part, data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def test_entities_are_never_expanded() -> None:
    """A workbook that defines entities is refused."""
    bomb = b'<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet '
    content = saved(book_of({"Sheet1": [(1,)]}))
    attack = repacked(content, "xl/worksheets/sheet1.xml", b"<worksheet ", bomb)
    assert refusal(attack) == "error.declares-entities"


def test_what_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    """65 MB of blanks pack into a few kilobytes."""
    content = saved(book_of({"Sheet1": [(1,)]}))
    attack = repacked(
        content, "xl/worksheets/sheet1.xml", b"</worksheet>", b" " * 2**26 + b"</worksheet>"
    )
    assert len(attack) < 2**18
    assert refusal(attack) == "error.unpacks-too-big"


def test_a_sheet_beyond_any_form_is_refused() -> None:
    """A value in row 200 000 or column XFD is no form of ours."""
    assert refusal(saved(_with_cell(200_000, 1))) == "error.sheet-too-big"
    assert refusal(saved(_with_cell(1, 16_384))) == "error.sheet-too-big"


def _with_cell(row: int, column: int) -> openpyxl.Workbook:
    book = book_of({"Sheet1": []})
    book["Sheet1"].cell(row, column, 1)
    return book
