"""The page that asks a sender for corrections."""

import datetime
import html
import re
from dataclasses import replace

import pytest

from cchc_lib.findings import FileProblems
from cchc_lib.intake import Problem, read_forms
from cchc_lib.intake.outgoing.marked_copy import MarkedCopy
from cchc_lib.registry import Quarter, Registry
from cchc_lib.release.return_page import MOST_ROWS, Letter, return_page
from cchc_lib.texts import Language
from tests.conftest import ROOT

Q1 = Quarter(2020, 1)
EVIL = "<script>alert(1)</script>\"'&=cmd|x"
ROW = re.compile(r"<tr>(<th scope=\"row\".*?)</tr>", re.DOTALL)
CELL = re.compile(r"<t[dh][^>]*>(.*?)</t[dh]>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")


def problem(cell: str, severity: str = "refuse", **facts: str | None) -> Problem:
    """A problem of Ba Đình."""
    values = {"name_vi": "Số hồ sơ", "name_en": "Dossiers", "unit_name_vi": "Quận Ba Đình",
              "unit_name_en": "Ba Dinh District"}  # fmt: skip
    return Problem(
        code=facts.get("code") or "outside-limits", severity=severity, file="a.xlsx",
        sheet=facts.get("sheet") or "Biểu 01", cell=cell, unit=facts.get("unit", "ba-dinh"),
        quarter="2020-Q1", indicator="dossiers", found=facts.get("found") or "-1",
        expected="≥ 0", values=tuple(values.items()),
    )  # fmt: skip


@pytest.fixture(scope="module")
def letter(registry: Registry) -> Letter:
    """A letter in Vietnamese that asks for files by 25/3/2020."""
    forms = read_forms(ROOT / "params")
    by = datetime.date(2020, 3, 25)
    return Letter(Q1, registry, forms, "vi", edition=(7, "0123456789ab"), by=by)


@pytest.fixture(scope="module")
def ba_dinh(registry: Registry) -> FileProblems:
    """A file of one district with a problem of each severity and one without a cell."""
    return FileProblems(
        file_name="bao cao.xlsx",
        problems=(
            problem("D9"),
            problem("D10", "doubtful"),
            problem("D11", "note", found="5"),
            problem("A1", "note", code="other-sheet", sheet="Phụ lục"),
        ),
        sha256="ab" * 32, container="xlsx", form="unit-form-2020",
        received=datetime.date(2020, 3, 5), sample=False, units=(registry.unit("ba-dinh", Q1),),
    )  # fmt: skip


def page(file: FileProblems, letter: Letter, copy: MarkedCopy | None = None) -> str:
    """The page as text."""
    made = copy or MarkedCopy(b"", marked=3, commented=3)
    return return_page(file, made, "ba-dinh-abababab.xlsx", letter).decode()


def rows(page: str) -> list[list[str]]:
    """The words in the cells of the table's rows."""
    return [
        [" ".join(html.unescape(TAG.sub(" ", cell)).split()) for cell in CELL.findall(row)]
        for row in ROW.findall(page)
    ]


def words(page: str) -> str:
    """What a reader sees of the page."""
    body = page[page.index("<main") :]
    return " ".join(html.unescape(TAG.sub(" ", body)).split())


def test_the_table_has_a_row_for_each_problem(ba_dinh, letter) -> None:
    """Number, sheet, cell with severity, what was found, given, expected, what to do."""
    assert rows(page(ba_dinh, letter)) == [
        [
            "1", "Biểu 01", "D9 ✕ Không nhận",
            "Ô D9, “Số hồ sơ” của Quận Ba Đình: -1 nằm ngoài các giá trị cho phép (≥ 0).",
            "-1", "≥ 0",
            "Kiểm tra và sửa lại số liệu; con số này chưa được tính vào báo cáo.",
        ],
        [
            "2", "Biểu 01", "D10 ? Cần kiểm tra",
            "Ô D10, “Số hồ sơ” của Quận Ba Đình: -1 nằm ngoài các giá trị cho phép (≥ 0).",
            "-1", "≥ 0",
            "Kiểm tra và sửa lại số liệu; con số này chưa được tính vào báo cáo.",
        ],
        [
            "3", "Biểu 01", "D11 i Lưu ý",
            "Ô D11, “Số hồ sơ” của Quận Ba Đình: 5 nằm ngoài các giá trị cho phép (≥ 0).",
            "5", "≥ 0",
            "Kiểm tra và sửa lại số liệu; con số này chưa được tính vào báo cáo.",
        ],
        [
            "4", "Phụ lục", "– i Lưu ý",
            "Trang “Phụ lục” không theo biểu mẫu nào nên không được đọc.", "–", "–",
            "Nếu trang này có số liệu cần báo cáo, hãy chuyển số liệu sang đúng biểu mẫu.",
        ],
    ]  # fmt: skip


def test_the_page_is_a_letter_of_the_official_form(ba_dinh, letter) -> None:
    """Quốc hiệu, issuing body, an open number and day, to whom, which file, by when."""
    said = words(page(ba_dinh, letter))
    for part in (
        "UBND THÀNH PHỐ HÀ NỘI SỞ NỘI VỤ Số: ……/SNV-CCHC",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "Hà Nội, ngày …… tháng …… năm 2020",
        "PHIẾU ĐỀ NGHỊ CHỈNH SỬA SỐ LIỆU Số liệu cải cách hành chính quý I năm 2020",
        "Kính gửi: Ủy ban nhân dân quận Ba Đình",
        "tệp số liệu “bao cao.xlsx” nhận ngày 05 tháng 3 năm 2020, có 4 nội dung",
        "(1 không nhận, 1 cần kiểm tra, 2 lưu ý)",
        "bản sao kèm theo: ba-dinh-abababab.xlsx",
        (
            "Đề nghị Quý cơ quan kiểm tra, chỉnh sửa và gửi lại tệp số liệu chậm nhất"
            " ngày 25 tháng 3 năm 2020./."
        ),
    ):
        assert part in said


def test_no_day_is_claimed_where_none_is_given(ba_dinh, letter) -> None:
    """Without --by the page asks for the file and names no day."""
    said = words(page(ba_dinh, replace(letter, by=None)))
    assert "Đề nghị Quý cơ quan kiểm tra, chỉnh sửa và gửi lại tệp số liệu./." in said
    assert "chậm nhất" not in said


def test_notes_alone_ask_for_nothing_but_a_look(ba_dinh, letter) -> None:
    """A note is no reason to demand another file."""
    notes = ba_dinh.of_severities(("note",))
    assert (
        "Đề nghị Quý cơ quan xem các lưu ý trên; nếu phải sửa số liệu, đề nghị gửi lại tệp chậm"
        " nhất ngày 25 tháng 3 năm 2020./." in words(page(notes, letter))
    )


def test_the_page_in_english(ba_dinh, letter) -> None:
    """The same letter for who reads English."""
    english = page(ba_dinh, replace(letter, language="en"))
    said = words(english)
    assert '<html lang="en">' in english
    assert "To: People's Committee of" in said
    assert "check the figures, correct them and send the file again by 25 March 2020." in said
    assert [row[2] for row in rows(english)] == [
        "D9 ✕ Refused", "D10 ? Doubtful", "D11 i Note", "– i Note",
    ]  # fmt: skip


def test_a_department_is_no_peoples_committee(ba_dinh, letter, registry) -> None:
    """A department is addressed by its own name."""
    file = replace(ba_dinh, units=(registry.unit("so-noi-vu", Q1),))
    assert "Kính gửi: Sở Nội vụ" in words(page(file, letter))


def test_a_table_of_the_city_names_the_unit_of_each_row(ba_dinh, letter, registry) -> None:
    """Addressed to who sent the form; a column says whose figure it is."""
    units = tuple(registry.unit(slug, Q1) for slug in ("ba-dinh", "tay-ho"))
    problems = (problem("D9"), problem("D10", unit=None))
    file = replace(ba_dinh, units=units, form="dossiers-ii-06a", problems=problems)
    made = page(file, letter)
    assert (
        "Kính gửi: Đơn vị gửi “Biểu II.06a/VPCP/KSTT: tình hình, kết quả giải quyết TTHC”"
        in words(made)
    )
    assert [row[3] for row in rows(made)] == ["Quận Ba Đình", "–"]


def test_sample_data_say_so_once(ba_dinh, letter) -> None:
    """Nobody takes a page on synthetic figures for an official request."""
    sample = page(replace(ba_dinh, sample=True), letter)
    assert sample.count("DỮ LIỆU MẪU – không phải số liệu chính thức") == 1
    assert "DỮ LIỆU MẪU" not in page(ba_dinh, letter)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_everything_that_a_file_says_is_escaped(ba_dinh, letter, language: Language) -> None:
    """Names of files and sheets, cells and what was found are words, whatever they are."""
    evil = problem("D9", sheet=EVIL, found=EVIL, unit=EVIL)
    files = [
        replace(ba_dinh, file_name=EVIL, problems=(evil,)),
        replace(ba_dinh, file_name=EVIL, problems=(evil,), units=(), form=EVIL),
    ]
    for file in files:
        made = page(file, replace(letter, language=language))
        assert "<script" not in made
        assert html.escape(EVIL, quote=False).split("&")[0] in made


def test_nothing_is_loaded_and_no_script_runs(ba_dinh, letter) -> None:
    """A strict policy; the only link leads to the copy beside the page."""
    made = page(ba_dinh, letter)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', made)
    assert policy is not None
    rules = html.unescape(policy[1])
    assert rules.startswith("default-src 'none'; style-src 'sha256-")
    assert "script" not in rules
    links = set(re.findall(r'(?:href|src)="([^"]*)"', made))
    assert links == {"data:,", "#main", "ba-dinh-abababab.xlsx"}


@pytest.mark.parametrize(
    ("copy", "remark"),
    [
        (MarkedCopy(b"", 3, 3, is_rebuilt=True), "lập lại từ các ô đã đọc"),
        (MarkedCopy(b"", 3, 3, lost_macros=True), "Bản sao không có macro của tệp đã gửi."),
        (MarkedCopy(b"", 3, 3, lost_drawings=True), "Một số hình vẽ, biểu đồ"),
        (MarkedCopy(b"", 3, 2), "chỉ 2 ô đầu (lỗi nặng trước) có chú thích."),
        (MarkedCopy(b"", 0, 0), "Các nội dung dưới đây không gắn với ô nào"),
    ],
)
def test_the_page_says_how_the_copy_differs(ba_dinh, letter, copy, remark) -> None:
    """Nothing is left out of a copy in silence."""
    assert remark in words(page(ba_dinh, letter, copy))


def test_a_table_that_is_too_long_says_what_it_leaves_out(ba_dinh, letter) -> None:
    """A thousand rows stand on the page, the worst first, and how many there are."""
    file = replace(ba_dinh, problems=(problem("D9"),) * (MOST_ROWS + 1))
    made = page(file, letter)
    assert len(rows(made)) == MOST_ROWS
    assert "Bảng nêu 1.000 nội dung đầu (lỗi nặng trước) trong số 1.001 nội dung." in words(made)


def test_the_sender_is_not_told_of_our_folders(ba_dinh, letter) -> None:
    """What only the office can do (params/units) is not asked of the sender."""
    found = problem("B9", code="unknown-unit", found="Quận Ba Đìn")
    made = page(replace(ba_dinh, problems=(found,)), letter)
    assert rows(made)[0][-1] == "Sửa tên đơn vị theo danh mục đơn vị hiện hành. Tên gần nhất: ≥ 0."
    assert "params/" not in made
