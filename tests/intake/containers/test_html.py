"""Web pages saved as .xls: tables of the city's systems, of Excel and of LibreOffice."""

import pytest

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.containers.workbook import open_workbook
from cchc_lib.intake.grid import Sheet, address


def sheet_of(page: str) -> Sheet:
    """The one sheet of a page."""
    book = open_workbook(page.encode(), "bao-cao.xls")
    assert book.container == "html"
    (name,) = book.sheet_names
    return book.sheet(name)


def values(sheet: Sheet) -> dict[str, object]:
    """The values by the names of their cells."""
    return {address(*place): found.value for place, found in sheet.cells.items()}


def test_title_and_table_meet_on_one_sheet() -> None:
    """Whether the title stands in paragraphs, in a table of its own, or in a caption."""
    found = sheet_of(
        "<html><head><title>Báo cáo</title><script>var a='<td>x</td>';</script></head><body>"
        "<h3>BÁO CÁO SỐ LIỆU</h3><p>Quý I năm 2020<br>Đơn vị: Hồ sơ"
        "<table><tr><td>UBND</td><td>Mẫu 06</td></tr></table>"
        "<table><caption>Biểu 1</caption><thead><tr><th>TT<th>Đơn vị</thead>"
        "<tbody><tr><td>1<td>Ba&nbsp;Đình &amp; B</tbody></table>"
        "<div>Người lập</div></body></html>"
    )
    assert values(found) == {
        "A1": "BÁO CÁO SỐ LIỆU",
        "A2": "Quý I năm 2020",
        "A3": "Đơn vị: Hồ sơ",
        "A4": "UBND", "B4": "Mẫu 06",
        "A5": "Biểu 1",
        "A6": "TT", "B6": "Đơn vị",
        "A7": "1", "B7": "Ba\xa0Đình & B",
        "A8": "Người lập",
    }  # fmt: skip


def test_of_tables_inside_each_other_the_innermost_holds_the_figures() -> None:
    """The outer table only lays out the page; what stands beside goes below."""
    found = sheet_of(
        "<table><tr><td>Quý I năm 2020<table><tr><td>a<td>b<tr><td>c<td>d</table>dưới</td>"
        "<td>bên phải</td></tr><tr><td>sau</table>"
    )
    assert values(found) == {
        "A1": "Quý I năm 2020",
        "A2": "a", "B2": "b", "A3": "c", "B3": "d",
        "A4": "dưới",
        "A5": "bên phải",
        "A6": "sau",
    }  # fmt: skip


def test_cells_that_reach_over_others_are_merged_blocks() -> None:
    """What stands below a high cell moves to the right of it."""
    found = sheet_of(
        "<table><tr><td rowspan=2>Đơn vị<td colspan=2>Hồ sơ<td rowspan='2'>Ghi chú"
        "<tr><td>nhận<td>trả<tr><td>A<td>1<td>2<td>3</table>"
    )
    assert found.merged == ((1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 2, 4))
    assert values(found) == {
        "A1": "Đơn vị", "B1": "Hồ sơ", "D1": "Ghi chú", "B2": "nhận", "C2": "trả",
        "A3": "A", "B3": "1", "C3": "2", "D3": "3",
    }  # fmt: skip


def test_excel_and_libreoffice_tell_the_true_number() -> None:
    """The text is rounded, and in the locale of whoever saved the page."""
    found = sheet_of(
        '<style><!-- .xl25 {mso-number-format:"0\\.0%";} --></style><table><tr>'
        '<td class=xl25 x:num="0.97234">97,2%</td><td x:num>126</td><td x:num>1.234</td>'
        '<td x:str>007</td><td x:num="5" x:fmla="=SUM(A1)">5</td><td x:fmla="=SUM(A1)"></td>'
        '<td x:err="#REF!">#REF!</td><td x:bool="TRUE">ĐÚNG</td>'
        '<td sdval="0.5" sdnum="1066;0;0%">50%</td><td>97,2%</td><td>#N/A</td></table>'
    )
    assert list(values(found).values()) == [
        0.97234, 126, "1.234", "007", 5, "=", "#REF!", True, 0.5, "97,2%", "#N/A",
    ]  # fmt: skip
    assert (found.cells[1, 1].number_format, found.cells[1, 9].number_format) == ("0.0%", "0%")
    states = [place[1] for place, told in found.cells.items() if told.state != "value"]
    assert states == [6, 7, 11]


def test_what_a_page_does_not_show_is_hidden_or_left_out() -> None:
    """Rows and columns are told as hidden; hidden words inside a cell are no part of it."""
    found = sheet_of(
        "<style>.an {display: none}</style>"
        "<div style='display:none'>không thấy</div>"
        "<table><col><col style='display:none'><tr><td>a<span class=an>007</span><td>b"
        "<tr style='DISPLAY:none'><td>c<tbody hidden><tr><td>d</tbody></table>"
    )
    assert values(found)["A1"] == "a"
    assert found.hidden_columns == frozenset({2})
    assert found.hidden_rows >= {2}
    assert "không thấy" not in values(found).values()


def test_the_sheet_has_the_name_that_excel_gave_it() -> None:
    """Forms are known by the names of their sheets, too."""
    head = "<html xmlns:x='urn:x'><!--[if gte mso 9]><xml><x:Name>II.06a</x:Name></xml><![endif]-->"
    assert sheet_of(f"{head}<table><tr><td>1</table>").name == "II.06a"
    assert sheet_of("<table><tr><td>1</table>").name == "HTML"


def test_pages_without_a_table_or_cut_off_are_refused() -> None:
    """A page that a login took the place of is no report."""
    assert refusal("<html><body><p>Đăng nhập</p></body></html>") == "error.page-without-table"
    assert refusal("<table><tr><td>1</td><td cla") == "error.page-broken"
    assert refusal("<table><tr><td>" * 30) == "error.tables-too-deep"


def refusal(page: str) -> str:
    """The key of the error that a page ends in."""
    with pytest.raises(SubmissionError) as caught:
        open_workbook(page.encode(), "bao-cao.xls")
    return caught.value.key


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("12<sup>1</sup>", "12(1)"),
        ("Hồ sơ<sup>(2)</sup>", "Hồ sơ(2)"),
        ("<s>12</s>3", "[12]3"),
        ("<del>12</del> 3", "[12] 3"),
        ("3<sup></sup>", "3"),
        ("<b>1</b>2", "12"),
    ],
)
def test_raised_and_struck_digits_do_not_join_a_number(cell: str, expected: str) -> None:
    """12 with the mark of a footnote is not 121, and a corrected 12 is not 123."""
    assert values(sheet_of(f"<table><tr><td>{cell}</table>")) == {"A1": expected}
