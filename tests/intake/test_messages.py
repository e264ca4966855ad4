"""Each kind of problem as its readers see it: one small file that makes it, and the exact words.

Those whose words stand in the test of their own room are not repeated here; the last test holds
that every kind has its words in some test.
"""

import datetime
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from cchc_lib.texts import texts
from tests.conftest import ROOT
from tests.intake.books import book_of, dossier_book, saved, unit_book, unit_rows
from tests.intake.conftest import Read
from tests.intake.test_city_table import BA_DINH, SECTION, TAY_HO, TOTAL
from tests.intake.test_tidy import table

INITIATIVES, DIALOGUES = "Số sáng kiến CCHC", "Số hội nghị đối thoại"
OF = "“Số sáng kiến CCHC” của Quận Ba Đình"
Change = Callable[[openpyxl.Workbook], object]


def form(value: object, label: str = INITIATIVES) -> bytes:
    """A unit form with one figure, in D9."""
    return unit_book([(label, value)])


def changed(change: Change, *rows: tuple[str, object]) -> bytes:
    """A unit form on which something was done by hand."""
    book = book_of({"Biểu 01": unit_rows(rows or [(INITIATIVES, 2)])})
    change(book)
    return saved(book)


def dossiers(change: Change) -> bytes:
    """The table of dossiers on which something was done by hand."""
    book = dossier_book([SECTION, BA_DINH])
    change(book)
    return saved(book)


def error_cell(book: openpyxl.Workbook) -> None:
    """D9 holds an error."""
    cell = book["Biểu 01"]["D9"]
    cell.value, cell.data_type = "#REF!", "e"


def both_forms() -> bytes:
    """A unit form and a table of dossiers in one workbook."""
    book = book_of({"Biểu 01": unit_rows([(INITIATIVES, 2)])})
    target = book.create_sheet("II.06a")
    source = dossier_book([SECTION, BA_DINH])["II.06a"]
    for row in source.iter_rows():
        for cell in row:
            if cell.value is not None:
                target[cell.coordinate] = cell.value
    for block in source.merged_cells.ranges:
        target.merge_cells(str(block))
    return saved(book)


def with_head(reporter: str, head: str) -> bytes:
    """A unit form with another name in its second row."""
    rows = unit_rows([(DIALOGUES, 2)], reporter=f"Đơn vị báo cáo: {reporter}")
    rows[1] = (head,)
    return saved(book_of({"Biểu 01": rows}))


MESSAGES: dict[str, tuple[bytes, str, str, str, str]] = {
    "ambiguous-number": (
        form("1.234", "Vốn đầu tư công đã giải ngân"), "refuse", "D9",
        ("Ô D9, “Vốn đầu tư công đã giải ngân” của Quận Ba Đình: “1.234” có thể là 1.234 hoặc"
        " 1,234."),
        "Nhập lại ô này ở dạng số (không phải dạng chữ).",
    ),
    "date-for-number": (
        form(datetime.date(2020, 3, 12)), "refuse", "D9",
        f"Ô D9, {OF}: ghi ngày tháng (12/03/2020), không phải số liệu.",
        "Nhập lại số liệu (0, 1, 2 …) và đặt định dạng ô là Number.",
    ),
    "error-cell": (
        changed(error_cell), "refuse", "D9",
        f"Ô D9, {OF}: công thức báo lỗi #REF!.",
        "Sửa công thức hoặc nhập trực tiếp số liệu (0, 1, 2 …) rồi gửi lại.",
    ),
    "formula-without-value": (
        form("=SUM(A1)"), "refuse", "D9",
        f"Ô D9, {OF}: công thức chưa được tính, tệp không lưu kết quả.",
        "Mở tệp bằng Excel, lưu lại rồi gửi lại; hoặc nhập trực tiếp số liệu.",
    ),
    "figure-twice": (
        unit_book([(INITIATIVES, 2), ("Sáng kiến CCHC", 3)]), "refuse", "D10",
        f"Ô D10, {OF}: ghi lần thứ hai (3); ô Biểu 01!D9 đã ghi 2.",
        "Chỉ để lại một dòng cho mỗi chỉ tiêu; báo cáo dùng con số ghi trước.",
    ),
    "hidden-figure": (
        changed(lambda book: setattr(book["Biểu 01"].row_dimensions[9], "hidden", True)),
        "note", "D9",
        f"Ô D9, {OF}: số liệu 2 nằm ở dòng hoặc cột bị ẩn.",
        "Số liệu vẫn được tính; kiểm tra xem dòng hoặc cột này có phải là bản cũ không.",
    ),
    "hidden-sheet": (
        changed(lambda book: (
            book.create_sheet("Trang tính"), setattr(book["Biểu 01"], "sheet_state", "hidden"),
        )),
        "note", "A1",
        "Trang “Biểu 01” bị ẩn nhưng là trang duy nhất đúng biểu mẫu nên vẫn được đọc.",
        "Kiểm tra xem trang này có phải là bản cũ không.",
    ),
    "more-than-all": (
        unit_book([
            ("Tổng số nhiệm vụ trong kế hoạch CCHC", 10), ("Số nhiệm vụ đã hoàn thành", 12),
        ]),
        "doubtful", "D10",
        ("Ô D10, “Số nhiệm vụ trong kế hoạch CCHC năm đã hoàn thành” của Quận Ba Đình: 12 lớn hơn"
        " “Số nhiệm vụ trong kế hoạch CCHC năm” (D9: 10)."),
        "Kiểm tra cả hai ô; báo cáo giữ nguyên các số liệu đã nhận.",
    ),
    "not-a-flag": (
        form("một phần", "Tự kiểm tra công tác CCHC"), "refuse", "D9",
        ("Ô D9, “Xây dựng kế hoạch và thực hiện kiểm tra công tác CCHC đối với các phòng, ban, đơn"
        " vị trực thuộc” của Quận Ba Đình: “một phần” không phải là Có hoặc Không."),
        "Ghi Có hoặc Không; nội dung giải thích ghi ở cột Ghi chú.",
    ),
    "not-asked-of-unit": (
        unit_book(
            [("Tổng số trường THCS, THPT trên địa bàn", 4)],
            reporter="Đơn vị báo cáo: Sở Du lịch",
        ),
        "note", "D9",
        ("Ô D9: Sở Du lịch không phải báo cáo “Tổng số trường THCS, THPT trên địa bàn” nhưng có"
        " ghi 4."),
        "Kiểm tra xem số liệu có bị ghi nhầm dòng hoặc nhầm đơn vị không.",
    ),
    "not-whole": (
        form(12.5), "refuse", "D9",
        f"Ô D9, {OF}: 12,5 không phải là số nguyên.",
        "Kiểm tra lại số liệu; chỉ tiêu này đếm được nên phải là số nguyên (0, 1, 2 …).",
    ),
    "percent-for-number": (
        form("95%"), "refuse", "D9",
        f"Ô D9, {OF}: ghi tỷ lệ phần trăm (95%), trong khi cần số tuyệt đối.",
        ("Nhập số tuyệt đối (0, 1, 2 …), không nhập tỷ lệ; bỏ định dạng phần trăm của ô"
        " (nếu có)."),
    ),
    "words-after-number": (
        form("12 triệu"), "refuse", "D9",
        f"Ô D9, {OF}: không rõ “12 triệu” theo đơn vị tính nào.",
        "Chỉ nhập số theo đúng đơn vị tính của biểu; nội dung khác ghi ở cột Ghi chú.",
    ),
    "share-as-fraction": (
        unit_book(
            [("Tỷ lệ giảm đầu mối tổ chức bên trong", 0.5)], period="Quý I năm 2026",
            reporter="Đơn vị báo cáo: Phường Ba Đình",
        ),
        "doubtful", "D9",
        ("Ô D9, “Tỷ lệ giảm đầu mối tổ chức bên trong” của Phường Ba Đình: 0,5 được hiểu là 0,5%,"
        " nhưng có thể là 50%."),
        "Ghi tỷ lệ theo phần trăm (ví dụ 97,2) hoặc đặt định dạng phần trăm cho ô.",
    ),
    "unknown-indicator": (
        form(0.5, "Số chỉ tiêu lạ"), "refuse", "B9",
        ("Ô B9: không có chỉ tiêu “Số chỉ tiêu lạ” trong biểu mẫu; số liệu ở ô D9 (0,5) không được"
        " đọc."),
        ("Dùng đúng tên chỉ tiêu của biểu mẫu. Tên gần nhất: Số nhiệm vụ trong kế hoạch"
        " CCHC năm / Số nhiệm vụ trong kế hoạch CCHC năm đã hoàn thành."),
    ),
    "read-as-year-to-date": (
        unit_book([(DIALOGUES, 2)], period="Quý II năm 2020"), "doubtful", "A4",
        ("Ô A4: “Quý II năm 2020” không nói rõ số liệu của riêng quý hay cộng dồn; được hiểu là"
        " cộng dồn từ đầu năm theo lịch báo cáo."),
        ("Ghi rõ kỳ, ví dụ “6 tháng đầu năm 2020”; nếu số liệu chỉ của riêng quý thì gửi lại số"
        " cộng dồn."),
    ),
    "row-blank": (
        saved(dossier_book([SECTION, BA_DINH, (2, "Tây Hồ")])), "note", "B11",
        "Ô B11: dòng của Quận Tây Hồ không có số liệu nào.",
        "Đề nghị Quận Tây Hồ gửi số liệu; dòng để trống được coi là chưa báo cáo.",
    ),
    "total-differs": (
        saved(dossier_book([(*TOTAL[:6], 310, *TOTAL[7:]), SECTION, BA_DINH, TAY_HO])),
        "doubtful", "G9",
        ("Ô G9, “Tổng số hồ sơ đã giải quyết”: tổng in trong biểu là 310, cộng các ô G11:G12 được"
        " 130 (chênh lệch 180)."),
        "Kiểm tra số liệu của từng đơn vị và dòng tổng; báo cáo dùng số liệu của từng đơn vị.",
    ),
    "unit-label-unknown": (
        with_head("Quận Ba Dinhh", "UBND QUẬN BA ĐÌNH"), "doubtful", "A5",
        ("Ô A5: không có đơn vị “Quận Ba Dinhh”; số liệu được hiểu là của Quận Ba Đình theo tên cơ"
        " quan ở đầu biểu."),
        "Kiểm tra và sửa tên đơn vị báo cáo.",
    ),
    "two-units-named": (
        with_head("Quận Ba Đình", "UBND QUẬN TÂY HỒ"), "doubtful", "A2",
        "Ô A2 ghi Quận Tây Hồ, nhưng ô A5 ghi đơn vị báo cáo là Quận Ba Đình.",
        "Kiểm tra xem biểu có đúng là của Quận Ba Đình không, rồi sửa phần tiêu đề.",
    ),
    "unit-twice": (
        saved(dossier_book([SECTION, BA_DINH, (3, "Q. Ba Đình", *TAY_HO[2:])])), "refuse", "B11",
        "Ô B11: Quận Ba Đình đã có ở ô B10; dòng thứ hai không được đọc.",
        "Chỉ để lại một dòng cho mỗi đơn vị.",
    ),
    "unknown-unit": (
        saved(dossier_book([SECTION, BA_DINH, (2, "Quận Tây Hô2", *TAY_HO[2:])])),
        "refuse", "B11",
        ("Ô B11: không có đơn vị “Quận Tây Hô2” trong kỳ báo cáo này; số liệu của dòng không được"
        " đọc."),
        ("Sửa tên đơn vị rồi gửi lại (tên gần nhất: Quận Tây Hồ / Quận Ba Đình); nếu tên đã đúng,"
        " báo cho cơ quan tổng hợp để bổ sung cách viết này (params/units)."),
    ),
    "unknown-period": (
        table("ba-dinh,2020-Q5,dialogues,2,", "ba-dinh,2020-Q1,initiatives,3,"), "refuse", "B2",
        "Ô B2: không rõ kỳ báo cáo “2020-Q5”; số liệu của dòng không được đọc.",
        "Ghi kỳ báo cáo theo mẫu 2020-Q1 hoặc “Quý I năm 2020”.",
    ),
    "column-missing": (
        dossiers(lambda book: book["II.06a"].__setitem__("H6", "Sớm")), "refuse", "B8",
        "Trang “II.06a”: không thấy cột “Số hồ sơ đã giải quyết trước hạn” trong bảng.",
        "Kiểm tra tên các cột theo đúng biểu mẫu.",
    ),
    "column-unknown": (
        dossiers(lambda book: book["II.06a"].__setitem__("H6", "Sớm")), "note", "H8",
        "Ô H8: cột “Sớm” không có trong biểu mẫu; số liệu của cột không được đọc.",
        ("Nếu cột này thừa thì nên bỏ; nếu có số liệu cần báo cáo thì báo cho cơ quan tổng hợp để"
        " bổ sung vào biểu mẫu (params/forms)."),
    ),
    "column-twice": (
        dossiers(lambda book: book["II.06a"].__setitem__("H6", "Đúng hạn")), "refuse", "H8",
        ("Trang “II.06a”: có nhiều cột cùng khớp với “Số hồ sơ đã giải quyết đúng hạn” (H8, I8);"
        " không đọc cột nào trong số đó."),
        "Sửa tên các cột theo đúng biểu mẫu để mỗi chỉ tiêu chỉ có một cột.",
    ),
    "other-form": (
        both_forms(), "refuse", "A1",
        ("Trang “II.06a” theo biểu mẫu khác (“Biểu II.06a/VPCP/KSTT: tình hình, kết quả giải quyết"
        " TTHC”) nên không được đọc cùng với “Biểu số liệu CCHC của đơn vị (đến năm 2024)”."),
        "Gửi mỗi biểu mẫu trong một tệp riêng.",
    ),
    "sheet-not-read": (
        saved(book_of({
            "Biểu 01": unit_rows([(DIALOGUES, 2)]),
            "Biểu 01 (2)": unit_rows([(DIALOGUES, 2)], reporter="Đơn vị báo cáo: Quận Hà Đôngg"),
        })),
        "refuse", "A1",
        ("Không đọc được trang “Biểu 01 (2)”. Tệp “bao-cao.xlsx”, trang “Biểu 01 (2)”, ô A5: không"
        " có đơn vị “Quận Hà Đôngg” trong kỳ báo cáo này. Tên gần nhất: Quận Hà Đông / Quận Ba"
        " Đình. Hãy sửa tên đơn vị trong tệp, hoặc bổ sung cách viết này vào params/units."),
        "Sửa trang này rồi gửi lại; các trang khác của tệp đã được đọc.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_a_problem_is_told_in_these_words(read: Read, code: str) -> None:
    """Severity, cell, message and what to do."""
    content, severity, cell, message, advice = MESSAGES[code]
    (found,) = (problem for problem in read(content).problems if problem.code == code)
    assert (found.severity, found.cell) == (severity, cell)
    assert found.message("vi") == message
    assert found.advice("vi") == advice


def test_figures_of_the_quarter_alone_are_asked_about(read: Read) -> None:
    """Where the calendar says quarter, and the title two things at once."""
    content = unit_book([(DIALOGUES, 2)], period="Quý III năm 2020 (9 tháng đầu năm 2020)")
    (found,) = read(content).problems
    assert (found.code, found.severity, found.cell) == ("read-as-quarter", "doubtful", "A4")
    assert found.message("vi") == (
        "Ô A4 (“Quý III năm 2020 (9 tháng đầu năm 2020)”): phần tiêu đề vừa ghi kỳ của riêng quý,"
        " vừa ghi kỳ cộng dồn từ đầu năm; số liệu được hiểu là của riêng quý theo lịch báo cáo."
    )


CODES = sorted(
    key.split(".")[1] for key in texts("vi") if re.fullmatch(r"problem\.[a-z-]+\.message", key)
)


@pytest.mark.parametrize("code", CODES)
def test_the_words_of_every_kind_of_problem_stand_in_a_test(code: str) -> None:
    """The longest run of words without a field; a new kind needs a test of its message."""
    message = texts("vi")[f"problem.{code}.message"]
    words = max(re.split(r"\{[^}]*\}", message), key=len).strip()
    assert words in _tested(ROOT / "tests")


def _tested(folder: Path) -> str:
    """The source of all tests, with strings that go over several lines as one."""
    whole = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py")))
    return re.sub(r"\"\s*\n\s*f?\"", "", whole)
