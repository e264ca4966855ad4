"""A marked copy is the sender's own workbook with the doubtful cells coloured and commented."""

import html
import io
import os
import re
import subprocess
import sys
import zipfile

import openpyxl
import pytest
import xlwt
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation

from cchc_lib.intake import Problem
from cchc_lib.intake.grid import Cell, Sheet, Workbook
from cchc_lib.intake.outgoing.marked_copy import COLOURS, MOST_COMMENTS, MarkedCopy, marked_copy
from cchc_lib.intake.outgoing.rebuilt import rebuilt
from tests.conftest import ROOT
from tests.intake.books import book_of, dossier_book, saved, unit_book, unit_rows, xls_of
from tests.intake.conftest import Read, figures

FIGURES = (
    ("Số hội nghị đối thoại với người dân, tổ chức và doanh nghiệp", 2),
    ("Số sáng kiến CCHC", -1),
    ("Số biên chế đã tinh giản", "=D9+1"),
)
INJECTED = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1:A9)", "=1+1")


def problem(cell: str, severity: str = "refuse", **facts: str) -> Problem:
    """A problem in a cell of a unit form."""
    values = {"name_vi": "Số hồ sơ", "name_en": "Dossiers", "unit_name_vi": "Quận Ba Đình",
              "unit_name_en": "Ba Dinh District"}  # fmt: skip
    return Problem(
        code=facts.get("code", "outside-limits"), severity=severity, file="a.xlsx",
        sheet=facts.get("sheet", "Biểu 01"), cell=cell, unit="ba-dinh", quarter="2020-Q1",
        indicator="dossiers", found=facts.get("found", "-1"), expected="≥ 0",
        values=tuple(values.items()),
    )  # fmt: skip


def opened(copy: MarkedCopy) -> openpyxl.Workbook:
    """The copy as Excel would open it."""
    return openpyxl.load_workbook(io.BytesIO(copy.content))


def comments(book: openpyxl.Workbook) -> dict[tuple[str, str], str]:
    """The comments by sheet and cell."""
    return {
        (sheet.title, cell.coordinate): cell.comment.text
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None
    }


def ods_of(sheet: str, column: list[str]) -> bytes:
    """The bytes of an OpenDocument spreadsheet with words in column A."""
    rows = "".join(
        '<table:table-row><table:table-cell office:value-type="string">'
        f"<text:p>{html.escape(words)}</text:p></table:table-cell></table:table-row>"
        for words in column
    )
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}>'
        f'<office:body><office:spreadsheet><table:table table:name="{sheet}">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return target.getvalue()


def own_book() -> openpyxl.Workbook:
    """A unit form with everything that a copy has to keep."""
    book = book_of({"Biểu 01": unit_rows(FIGURES), "Phụ lục": [("=A2", "x"), (3, "y")]})
    sheet = book["Biểu 01"]
    sheet.merge_cells("A3:E3")
    sheet["D9"].number_format = "#,##0.0"
    sheet["D9"].comment = Comment("Số liệu của phòng Nội vụ", "Nguyễn Văn A")
    sheet.column_dimensions["B"].width = 47
    sheet.row_dimensions[2].hidden = True
    rule = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0")
    rule.add("D9:D11")
    sheet.add_data_validation(rule)
    sheet.freeze_panes = "A8"
    return book


def test_comments_stand_on_exactly_the_cells_with_problems(read: Read) -> None:
    """One figure is below zero: its cell says so, and the note that was there before stays."""
    content = saved(own_book())
    found = read(content).problems
    copy = marked_copy(content, "a.xlsx", found, "vi")
    assert comments(opened(copy)) == {
        ("Biểu 01", "D9"): "Số liệu của phòng Nội vụ",
        ("Biểu 01", "D10"): (
            "Không nhận. Ô D10, “Số sáng kiến CCHC” của Quận Ba Đình: -1 nằm ngoài"
            " các giá trị cho phép (0, 1, 2 …).\nCách sửa: Kiểm tra và sửa lại số liệu;"
            " con số này chưa được tính vào báo cáo."
        ),
        ("Biểu 01", "D11"): (
            "Không nhận. Ô D11, “Số biên chế đã tinh giản” của Quận Ba Đình: công thức chưa được"
            " tính, tệp không lưu kết quả.\nCách sửa: Mở tệp bằng Excel, lưu lại rồi gửi lại; hoặc"
            " nhập trực tiếp số liệu."
        ),
    }
    assert (copy.marked, copy.commented, copy.is_rebuilt) == (2, 2, False)


def test_nothing_but_colour_and_comment_is_changed(read: Read) -> None:
    """Values, formulas, formats, merged blocks, validations and what is hidden stay."""
    content = saved(own_book())
    copy = opened(marked_copy(content, "a.xlsx", read(content).problems, "vi"))
    before = openpyxl.load_workbook(io.BytesIO(content))
    assert copy.sheetnames == before.sheetnames
    for sheet in before.worksheets:
        other = copy[sheet.title]
        assert other.dimensions == sheet.dimensions
        assert other.merged_cells == sheet.merged_cells
        assert other.freeze_panes == sheet.freeze_panes
        assert other.data_validations == sheet.data_validations
        assert other.row_dimensions[2].hidden == sheet.row_dimensions[2].hidden
        assert other.column_dimensions["B"].width == sheet.column_dimensions["B"].width
        for row in sheet.iter_rows():
            for cell in row:
                kept = other[cell.coordinate]
                assert (kept.value, kept.data_type) == (cell.value, cell.data_type)
                assert kept.number_format == cell.number_format
                assert repr((kept.font, kept.border)) == repr((cell.font, cell.border))
                if (sheet.title, cell.coordinate) not in {("Biểu 01", "D10"), ("Biểu 01", "D11")}:
                    assert repr(kept.fill) == repr(cell.fill)


def test_colours_tell_the_severity_and_the_worst_one_counts() -> None:
    """Each severity has its colour; a cell with two problems has that of the worse one."""
    found = [problem("D9", "note"), problem("D10", "doubtful"), problem("D11", "note"),
             problem("D11", "refuse")]  # fmt: skip
    copy = opened(marked_copy(unit_book(FIGURES), "a.xlsx", found, "vi"))
    shades = [copy["Biểu 01"][cell].fill.fgColor.rgb[2:] for cell in ("D9", "D10", "D11")]
    assert shades == [COLOURS["note"], COLOURS["doubtful"], COLOURS["refuse"]]
    said = copy["Biểu 01"]["D11"].comment.text
    assert said.index("Không nhận.") < said.index("Lưu ý.")


def test_colours_differ_in_grey_and_black_reads_well_on_them() -> None:
    """A fifth of full brightness lies between any two; contrast with black is at least 6:1."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, middle, pale = (light(COLOURS[one]) for one in ("refuse", "doubtful", "note"))
    assert pale - middle > 0.18
    assert middle - dark > 0.18
    assert (dark + 0.05) / 0.05 > 6


def test_a_copy_that_comes_back_mended_is_marked_anew() -> None:
    """Of the cell that was mended colour and comment go; the other one is told of once."""
    book = openpyxl.load_workbook(io.BytesIO(unit_book(FIGURES)))
    book.active["D11"].comment = Comment("Theo Quyết định 12", "Chị Lan")
    first = [problem(cell) for cell in ("D9", "D10", "D11")]
    once = opened(marked_copy(saved(book), "a.xlsx", first, "vi"))
    once.active["D9"] = 2
    again = opened(marked_copy(saved(once), "a.xlsx", [problem("D10")], "vi"))
    alone = opened(marked_copy(unit_book(FIGURES), "a.xlsx", [problem("D10")], "vi"))
    assert comments(again) == {
        **comments(alone),
        ("Biểu 01", "D11"): "Theo Quyết định 12",
    }
    fills = [again.active[cell].fill.fill_type for cell in ("D9", "D10", "D11")]
    assert fills == [None, "solid", None]


def test_an_existing_comment_is_kept_above_ours() -> None:
    """The sender's own words come first, under the sender's name."""
    copy = opened(marked_copy(saved(own_book()), "a.xlsx", [problem("D9")], "en"))
    comment = copy["Biểu 01"]["D9"].comment
    assert comment.text.startswith("Số liệu của phòng Nội vụ\n\nCCHC: Refused. ")
    assert comment.author == "Nguyễn Văn A"


def test_a_problem_below_a_merged_block_is_marked_in_its_first_cell() -> None:
    """Excel shows nothing else of a merged block."""
    found = [problem("D6", "doubtful", sheet="II.06a"), problem("E6", "note", sheet="II.06a")]
    copy = marked_copy(saved(dossier_book([])), "a.xlsx", found, "vi")
    assert [place for place, _ in comments(opened(copy)).items()] == [("II.06a", "D6")]
    assert copy.marked == 1


@pytest.mark.parametrize(
    "found",
    [
        problem("A1", code="column-missing"),
        problem("A1", code="other-sheet"),
        problem("D9", sheet="Trang không có"),
        problem(""),
        problem("A0"),
        problem("ZZZ9"),
        problem("../../D9"),
    ],
    ids=["column", "sheet", "unknown sheet", "no cell", "row 0", "column ZZZ", "no address"],
)
def test_a_problem_without_a_cell_marks_nothing(found: Problem) -> None:
    """It stands on the page alone."""
    copy = marked_copy(unit_book(FIGURES), "a.xlsx", [found], "vi")
    assert (copy.marked, comments(opened(copy))) == (0, {})


def test_macros_are_left_out_and_told() -> None:
    """A workbook with macros comes back as .xlsx without them."""
    target = io.BytesIO(unit_book(FIGURES))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macros")
    copy = marked_copy(target.getvalue(), "a.xlsm", [problem("D9")], "vi")
    with zipfile.ZipFile(io.BytesIO(copy.content)) as archive:
        assert "xl/vbaProject.bin" not in archive.namelist()
        kinds = archive.read("[Content_Types].xml").decode()
    assert copy.lost_macros
    assert "spreadsheetml.sheet.main+xml" in kinds


def test_same_workbook_and_problems_give_the_same_bytes() -> None:
    """No clock, and no order that another process would see differently."""
    content, found = saved(own_book()), [problem("D9"), problem("D10", "note")]
    copy = marked_copy(content, "a.xlsx", found, "vi").content
    words = (
        "import sys, hashlib; from cchc_lib.intake.outgoing.marked_copy import marked_copy;"
        "from tests.intake.outgoing.test_marked_copy import problem;"
        "found = [problem('D9'), problem('D10', 'note')];"
        "copy = marked_copy(sys.stdin.buffer.read(), 'a.xlsx', found, 'vi');"
        "print(hashlib.sha256(copy.content).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", words],
            input=content, capture_output=True, check=True, cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(digests) == 1
    assert marked_copy(content, "a.xlsx", found, "vi").content == copy
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_days_in_a_copy_are_those_of_the_file() -> None:
    """The day of the last change is the sender's, not the day of marking."""
    content = unit_book(FIGURES)
    before = openpyxl.load_workbook(io.BytesIO(content)).properties
    with zipfile.ZipFile(
        io.BytesIO(marked_copy(content, "a.xlsx", [problem("D9")], "vi").content)
    ) as archive:
        core = archive.read("docProps/core.xml").decode()
    assert before.modified.isoformat(timespec="seconds") in core
    rebuilt = marked_copy(xls_of("Biểu 01", unit_rows(FIGURES)), "a.xls", [problem("D9")], "vi")
    with zipfile.ZipFile(io.BytesIO(rebuilt.content)) as archive:
        assert archive.read("docProps/core.xml").count(b"1980-01-01T00:00:00Z") == 2


def test_an_old_workbook_is_built_anew_from_its_cells(read: Read) -> None:
    """Values, number formats, merged blocks, hidden rows and sheets of an .xls file stay."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Biểu 01")
    percent = xlwt.easyxf(num_format_str="0.0%")
    for row, values in enumerate(unit_rows((("Số sáng kiến CCHC", -1),))):
        for column, value in enumerate(values):
            if value is not None:
                sheet.write(row, column, value)
    sheet.write(20, 3, 0.972, percent)
    sheet.merge(2, 2, 0, 4)
    sheet.row(20).hidden = True
    sheet.col(6).hidden = True
    other = book.add_sheet("Phụ lục")
    other.write(0, 0, "ghi chú")
    other.visibility = 1
    stream = io.BytesIO()
    book.save(stream)
    content = stream.getvalue()

    found = [one for one in read(content, "a.xls").problems if one.severity == "refuse"]
    copy = marked_copy(content, "a.xls", found, "vi")
    new = opened(copy)
    assert copy.is_rebuilt
    assert new.sheetnames == ["Biểu 01", "Phụ lục"]
    assert new["Phụ lục"].sheet_state == "hidden"
    own = new["Biểu 01"]
    assert str(own.merged_cells) == "A3:E3"
    assert (own["D21"].value, own["D21"].number_format) == (0.972, "0.0%")
    assert own.row_dimensions[21].hidden
    assert own.column_dimensions["G"].hidden
    assert own["D9"].value == -1
    assert list(comments(new)) == [("Biểu 01", "D9")]


TIDY = "don_vi;ky_bao_cao;chi_tieu;gia_tri;ghi_chu\n{rows}"


def test_a_text_table_is_built_anew_and_reads_the_same(read: Read) -> None:
    """The sender may correct the copy and send it back."""
    rows = "".join(
        f"Quận Ba Đình;Quý I năm 2020;{label};{value};\n" for label, value in FIGURES[:2]
    )
    content = TIDY.format(rows=rows).encode("utf-8-sig")
    reading = read(content, "a.csv")
    copy = marked_copy(content, "a.csv", reading.problems, "vi")
    again = read(copy.content, "a.xlsx")
    assert figures(again) == figures(reading) != {}
    assert [(one.code, one.cell) for one in again.problems] == [
        (one.code, one.cell) for one in reading.problems
    ]
    assert list(comments(opened(copy))) == [("CSV", "D3")]


@pytest.mark.parametrize("words", INJECTED)
@pytest.mark.parametrize("container", ["csv", "html", "ods", "xls", "xlsx"])
def test_words_that_look_like_formulas_stay_words(words: str, container: str) -> None:
    """Nothing that a file says is ever worked out by whoever opens the copy."""
    if container == "csv":
        content, sheet, cell = f"a;b\n{words};x\n".encode(), "CSV", "A2"
    elif container == "html":
        page = f"<table><tr><td>a</td><td>b</td></tr><tr><td>{words}</td></tr></table>"
        content, sheet, cell = page.encode(), "HTML", "A2"
    elif container == "ods":
        content, sheet, cell = ods_of("Biểu 01", ["a", words]), "Biểu 01", "A2"
    elif container == "xls":
        content, sheet, cell = xls_of("Biểu 01", [("a",), (words,)]), "Biểu 01", "A2"
    else:
        book = book_of({"Biểu 01": [("a",)]})
        book["Biểu 01"]["A2"].value = words
        book["Biểu 01"]["A2"].data_type = "s"
        content, sheet, cell = saved(book), "Biểu 01", "A2"
    found = [problem(cell, sheet=sheet, found=words)]
    copy = marked_copy(content, f"a.{container}", found, "vi")
    kept = opened(copy)[sheet][cell]
    assert (kept.value, kept.data_type) == (words, "s")
    with zipfile.ZipFile(io.BytesIO(copy.content)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if "worksheets" in name]
    assert not any(b"<f>" in part or b"<f " in part for part in parts)


def test_signs_that_xml_cannot_hold_do_not_break_the_copy() -> None:
    """A text table may hold anything; the copy opens all the same."""
    content = "a;b\n\x01\x0bx\ufffe;y\n".encode()
    found = [problem("A2", sheet="CSV", found="\x00\x01\x1b[31m\uffff")]
    copy = opened(marked_copy(content, "a.csv", found, "vi"))
    assert copy["CSV"]["A2"].value == "��x�"
    assert "���[31m�" not in copy["CSV"]["A2"].comment.text.replace("��", "")


@pytest.mark.parametrize(
    "name",
    ["[sheet]:1", "a" * 40, "'", "x/y\\z?*"],
)
def test_a_sheet_whose_name_excel_forbids_gets_another(name: str) -> None:
    """Names of sheets come from the file; the marks find their sheet all the same."""
    sheets = {one: Sheet(one, {(1, 1): Cell(1, 1, one)}) for one in (name, name.upper(), "b")}
    book, names = rebuilt(Workbook("ods", tuple(sheets), frozenset(), sheets.__getitem__))
    stream = io.BytesIO()
    book.save(stream)
    again = openpyxl.load_workbook(stream)
    assert len({other.casefold() for other in again.sheetnames}) == len(sheets)
    assert {again[names[one]]["A1"].value for one in sheets} == set(sheets)


def test_a_merged_block_of_all_cells_does_not_eat_the_memory() -> None:
    """17 billion merged cells: the copy is built from the cells that hold something."""
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(unit_book(FIGURES))) as source,
        zipfile.ZipFile(content, "w") as target,
    ):
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                merged = b'<mergeCells><mergeCell ref="A20:XFD1048576"/></mergeCells>'
                part = part.replace(b"</sheetData>", b"</sheetData>" + merged)
            target.writestr(name, part)
    copy = marked_copy(content.getvalue(), "a.xlsx", [problem("D9")], "vi")
    assert (copy.is_rebuilt, copy.commented) == (True, 1)


def test_comments_are_limited_and_the_worst_have_them() -> None:
    """Every cell is coloured; beyond 500 comments the page must do."""
    many = [problem(f"B{row}", "note") for row in range(1, MOST_COMMENTS + 100)]
    copy = marked_copy(unit_book(FIGURES), "a.xlsx", [*many, problem("D9")], "vi")
    assert (copy.marked, copy.commented) == (MOST_COMMENTS + 100, MOST_COMMENTS)
    assert ("Biểu 01", "D9") in comments(opened(copy))


def test_a_long_comment_is_cut_and_says_so() -> None:
    """Two hundred problems of one cell are read on the page, not in a comment."""
    copy = opened(marked_copy(unit_book(FIGURES), "a.xlsx", [problem("D9")] * 200, "vi"))
    said = copy["Biểu 01"]["D9"].comment.text
    assert len(said) <= 2_000
    assert said.endswith("…\n(Còn nội dung khác, xem phiếu kèm theo.)")


def test_a_comment_is_as_large_as_its_words() -> None:
    """340 pixels wide, and as high as the lines need: nobody has to drag it open."""
    heights = []
    for number in (1, 4):
        copy = marked_copy(unit_book(FIGURES), "a.xlsx", [problem("D9")] * number, "vi")
        with zipfile.ZipFile(io.BytesIO(copy.content)) as archive:
            shapes = archive.read("xl/drawings/commentsDrawing1.vml").decode()
        assert "width:340px" in shapes
        heights.append(int(re.findall(r"height:(\d+)px", shapes)[0]))
    assert heights == [85, 340]
