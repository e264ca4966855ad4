"""What is told of sheets, their titles and their text, word for word."""

from collections.abc import Sequence

import pytest

from cchc_lib.intake import FormDefinition
from cchc_lib.registry import Registry
from tests.intake.told import Told, told_of_file

TOLD = {
    "figures-repeated": Told(
        "note", "Biểu 01 (2)", "D9",
        "Trang “Biểu 01 (2)”, từ ô D9: 1 số liệu ghi lại đúng như đã có ở trang “Biểu 01”.",
        "Số liệu chỉ được tính một lần; nếu là trang thừa thì nên xóa trước khi gửi.",
        (
            "Sheet “Biểu 01 (2)”, from cell D9: figures stand here again, the same as on sheet "
            "“Biểu 01” (number of figures: 1)."
        ),
    ),
    "sheets-joined": Told(
        "doubtful", "Biểu 01 (cũ)", "D9",
        (
            "Trang “Biểu 01 (cũ)”, từ ô D9: 1 số liệu của Quận Ba Đình được ghép thêm vào số "
            "liệu cùng kỳ ở trang “Biểu 01”."
        ),
        (
            "Kiểm tra xem trang này có phải là bản cũ không; nếu là bản cũ thì xóa trang này rồi"
            " gửi lại."
        ),
        (
            "Sheet “Biểu 01 (cũ)”, from cell D9: figures of Ba Dinh District were added to those"
            " of the same period on sheet “Biểu 01” (number of figures: 1)."
        ),
    ),
    "second-table": Told(
        "refuse", "Biểu 01", "B16",
        "Ô B16: từ đây là bảng thứ hai trên cùng một trang; số liệu của bảng này không được đọc.",
        (
            "Mỗi trang chỉ để một bảng của một kỳ báo cáo; chuyển bảng thứ hai sang trang riêng,"
            " có đủ tiêu đề, rồi gửi lại."
        ),
        "Cell B16: a second table begins here on the same sheet; its figures were not read.",
    ),
    "unit-label-unknown": Told(
        "doubtful", "Biểu 01", "A5",
        (
            "Ô A5: không có đơn vị “Quận Ba Dinhh”; số liệu được hiểu là của Quận Ba Đình theo "
            "tên cơ quan ở đầu biểu."
        ),
        "Kiểm tra và sửa tên đơn vị báo cáo.",
        (
            "Cell A5: there is no unit “Quận Ba Dinhh”; the figures are read as those of Quận Ba"
            " Đình, after the name at the head of the form."
        ),
    ),
    "two-units-named": Told(
        "doubtful", "Biểu 01", "A2",
        "Ô A2 ghi Quận Tây Hồ, nhưng ô A5 ghi đơn vị báo cáo là Quận Ba Đình.",
        "Kiểm tra xem biểu có đúng là của Quận Ba Đình không, rồi sửa phần tiêu đề.",
        "Cell A2 names Quận Tây Hồ, but cell A5 says that the reporting unit is Quận Ba Đình.",
    ),
    "read-as-year-to-date": Told(
        "doubtful", "Biểu 01", "A4",
        (
            "Ô A4: “Quý II năm 2020” không nói rõ số liệu của riêng quý hay cộng dồn; được hiểu "
            "là cộng dồn từ đầu năm theo lịch báo cáo."
        ),
        (
            "Ghi rõ kỳ, ví dụ “6 tháng đầu năm 2020”; nếu số liệu chỉ của riêng quý thì gửi lại "
            "số cộng dồn."
        ),
        (
            "Cell A4: “Quý II năm 2020” does not say whether the figures are of the quarter "
            "alone; by the calendar they are read as counted from the start of the year."
        ),
    ),
    "read-as-quarter": Told(
        "doubtful", "Biểu 01", "A4",
        (
            "Ô A4 (“Quý III năm 2020”): phần tiêu đề vừa ghi kỳ của riêng quý, vừa ghi kỳ cộng "
            "dồn từ đầu năm; số liệu được hiểu là của riêng quý theo lịch báo cáo."
        ),
        (
            "Phần tiêu đề chỉ ghi một kỳ, ví dụ “Quý III năm 2020” nếu là số liệu của riêng quý,"
            " “9 tháng đầu năm 2020” nếu là số cộng dồn."
        ),
        (
            "Cell A4 (“Quý III năm 2020”): the title names both the quarter alone and the time "
            "from the start of the year; by the calendar the figures are read as those of the "
            "quarter alone."
        ),
    ),
    "sheet-not-read": Told(
        "refuse", "Biểu 01 (2)", "A1",
        (
            "Không đọc được trang “Biểu 01 (2)”. Tệp “bao-cao.xlsx”, trang “Biểu 01 (2)”: phần "
            "tiêu đề không ghi rõ kỳ báo cáo. Hãy ghi, ví dụ, “Quý I năm 2020”, “6 tháng đầu năm"
            " 2020” hoặc “Năm 2020” phía trên bảng."
        ),
        "Sửa trang này rồi gửi lại; các trang khác của tệp đã được đọc.",
        (
            "The sheet “Biểu 01 (2)” cannot be read. The file “bao-cao.xlsx”, sheet “Biểu 01 "
            "(2)”: the title does not say the reporting period. Write, for example, “Quý I năm "
            "2020”, “6 tháng đầu năm 2020” or “Năm 2020” above the table."
        ),
    ),
    "other-form": Told(
        "refuse", "Biểu 01", "A1",
        (
            "Trang “Biểu 01” theo biểu mẫu khác (“Biểu số liệu CCHC của đơn vị (đến năm 2024)”) "
            "nên không được đọc cùng với “Biểu II.06a/VPCP/KSTT: tình hình, kết quả giải quyết "
            "TTHC”."
        ),
        "Gửi mỗi biểu mẫu trong một tệp riêng.",
        (
            "The sheet “Biểu 01” follows another form (“Unit form (up to 2024)”) and is not read"
            " together with “Form II.06a/VPCP/KSTT: dossiers of administrative procedures”."
        ),
    ),
    "other-sheet": Told(
        "note", "Phụ lục", "A1",
        "Trang “Phụ lục” không theo biểu mẫu nào nên không được đọc.",
        "Nếu trang này có số liệu cần báo cáo, hãy chuyển số liệu sang đúng biểu mẫu.",
        "The sheet “Phụ lục” follows no form and is not read.",
    ),
    "hidden-sheet": Told(
        "note", "Biểu 01", "A1",
        "Trang “Biểu 01” bị ẩn nhưng là trang duy nhất đúng biểu mẫu nên vẫn được đọc.",
        "Kiểm tra xem trang này có phải là bản cũ không.",
        (
            "The sheet “Biểu 01” is hidden, but it is the only one that follows a form, so it "
            "was read."
        ),
    ),
    "form-blank": Told(
        "note", "Biểu 01", "D7",
        "Ô D7: biểu của Quận Ba Đình không có số liệu nào nên chưa được coi là đã báo cáo.",
        (
            "Đề nghị Quận Ba Đình điền số liệu rồi gửi lại; số liệu đã gửi trước đó (nếu có) "
            "được giữ nguyên."
        ),
        "Cell D7: the form of Ba Dinh District holds no figure, so it does not count as a report.",
    ),
    "stamp-broken": Told(
        "note", "Biểu 01", "A1",
        (
            "Tệp có thông tin nhận dạng của biểu đã phát nhưng không đầy đủ hoặc đã bị sửa "
            "(ba-dinh, 2020-Q1, –, –); đơn vị và kỳ báo cáo được đọc theo tiêu đề."
        ),
        (
            "Kiểm tra đơn vị và kỳ báo cáo ghi ở đầu biểu; lần sau đề nghị điền vào đúng tệp "
            "được phát."
        ),
        (
            "The stamp of a form that was given out is incomplete or altered (ba-dinh, 2020-Q1, "
            "–, –); unit and period are read from the title."
        ),
    ),
    "formats-not-read": Told(
        "note", "Biểu 01", "A1",
        (
            "Trang “Biểu 01”: tệp .xls này chỉ đọc được giá trị các ô, không đọc được định dạng "
            "phần trăm và dòng, cột bị ẩn."
        ),
        (
            "Đối chiếu các tỷ lệ phần trăm và các dòng, cột bị ẩn (nếu có) với tệp gốc; tốt nhất"
            " mở tệp bằng Excel, lưu ở dạng .xlsx rồi gửi lại."
        ),
        (
            "Sheet “Biểu 01”: only the values of this .xls file could be read, neither percent "
            "formats nor which rows and columns are hidden."
        ),
    ),
    "legacy-text": Told(
        "note", "Biểu 01", "A1",
        (
            "Trang “Biểu 01”: chữ ở cột A–E (từ ô A1) theo bảng mã TCVN3 (ABC), đã được chuyển "
            "sang Unicode."
        ),
        (
            "Đối chiếu lại chữ với tệp gốc; từ kỳ sau hãy dùng phông chữ Unicode (ví dụ Times "
            "New Roman), với tệp CSV thì lưu ở dạng “CSV UTF-8”."
        ),
        (
            "Sheet “Biểu 01”: text in the charset TCVN3 (ABC) (columns A–E, from cell A1) was "
            "converted to Unicode."
        ),
    ),
}  # fmt: skip
"""By the code of the problem; the files are those of faulty_files."""


@pytest.mark.parametrize(("code", "expected"), TOLD.items(), ids=TOLD)
def test_each_sheet_that_is_odd_is_told_of(
    registry: Registry, forms: Sequence[FormDefinition], code: str, expected: Told
) -> None:
    """How grave it is, its sheet and cell, what is wrong and what to do."""
    assert [expected] == told_of_file(code, registry, forms)
