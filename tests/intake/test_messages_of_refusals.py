"""What an office is told of a workbook that is refused as a whole, word for word."""

import datetime
from collections.abc import Sequence

import pytest

from cchc_lib.errors import SubmissionError
from cchc_lib.intake import FormDefinition, read_submission
from cchc_lib.registry import Registry
from tests.intake.refused_files import FILES
from tests.intake.test_refusals import MESSAGES
from tests.source_keys import refusals

TOLD = {
    "empty-file": "Tệp “bao-cao.xlsx” rỗng. Đề nghị đơn vị gửi lại tệp có số liệu.",
    "file-too-big": (
        "Tệp “bao-cao.xlsx” lớn hơn 32 MB nên không được nhận. Đề nghị đơn vị chỉ gửi biểu số "
        "liệu, bỏ hình ảnh và các trang không liên quan."
    ),
    "password": (
        "Tệp “bao-cao.xlsx” được đặt mật khẩu nên không đọc được. Đề nghị đơn vị bỏ mật khẩu rồi"
        " gửi lại."
    ),
    "not-a-workbook": (
        "Tệp “bao-cao.xlsx” không phải là bảng tính. Chỉ nhận .xlsx, .xlsm, .xls, .ods, .csv và "
        "bảng HTML; đề nghị đơn vị gửi lại biểu số liệu ở một trong các dạng này."
    ),
    "broken-workbook": (
        "Tệp “bao-cao.xlsx” bị hỏng hoặc chưa tải hết (File is not a zip file). Đề nghị đơn vị "
        "mở tệp, lưu lại và gửi lại."
    ),
    "sheet-too-big": (
        "Tệp “bao-cao.xlsx”, trang “Biểu 01” có dữ liệu đến ô A100001, vượt quá 100000 dòng, "
        "1000 cột hoặc số ô cho phép. Đề nghị đơn vị chép biểu số liệu sang một tệp mới rồi gửi "
        "lại."
    ),
    "csv-encoding": (
        "Tệp “so-lieu.csv”, dòng 2: không xác định được bảng mã của chữ (đã thử UTF-8, UTF-16, "
        "Windows-1258, TCVN3 và VNI). Đề nghị lưu lại tệp theo bảng mã UTF-8 (trong Excel: “CSV "
        "UTF-8”) rồi gửi lại."
    ),
    "csv-letters-lost": (
        "Tệp “so-lieu.csv”, dòng 2: khi lưu tệp, các chữ có dấu đã bị thay bằng dấu chấm hỏi "
        "(“h?i”) nên không thể đọc lại được. Đề nghị mở tệp gốc, lưu lại theo bảng mã UTF-8 "
        "(trong Excel: “CSV UTF-8”) rồi gửi lại."
    ),
    "csv-quotes": (
        "Tệp “so-lieu.csv”, dòng 2: dấu ngoặc kép không khớp. Đề nghị lưu lại tệp CSV từ Excel."
    ),
    "csv-commas": (
        "Tệp “so-lieu.csv”, dòng 2 có nhiều cột hơn dòng tiêu đề: dấu phẩy vừa dùng để ngăn cách"
        " cột, vừa là dấu thập phân. Đề nghị lưu lại tệp CSV với dấu chấm phẩy ngăn cách cột, "
        "hoặc gửi tệp .xlsx."
    ),
    "no-recognised-sheet": (
        "Tệp “bao-cao.xlsx” không có trang nào đúng biểu mẫu. Các trang trong tệp: “Danh sách”. "
        "Đã tìm: Mẫu số 18: quyết toán ngân sách quận, huyện, thị xã; Biểu II.06a/VPCP/KSTT: "
        "tình hình, kết quả giải quyết TTHC; Bảng số liệu theo dòng (CSV); Biểu số liệu CCHC của"
        " đơn vị (đến năm 2024); Biểu số liệu CCHC của đơn vị (từ năm 2025). Hãy kiểm tra tiêu "
        "đề và tên các cột, hoặc khai báo biểu mẫu mới trong params/forms."
    ),
    "no-form-of-year": (
        "Tệp “bao-cao.xlsx”, trang “Biểu 01”: không có biểu mẫu dùng cho năm 2026 (đã có: Biểu "
        "số liệu CCHC của đơn vị (đến năm 2024)). Hãy kiểm tra kỳ báo cáo ghi trong tệp, hoặc "
        "khai báo biểu mẫu của năm đó trong params/forms."
    ),
    "no-calendar-year": (
        "Tệp “bao-cao.xlsx”: chưa có lịch báo cáo của năm 1999. Hãy kiểm tra năm ghi trong tệp, "
        "hoặc bổ sung năm này vào params/calendar.yml."
    ),
    "period-missing": (
        "Tệp “bao-cao.xlsx”, trang “Biểu 01”: phần tiêu đề không ghi rõ kỳ báo cáo. Hãy ghi, ví "
        "dụ, “Quý I năm 2020”, “6 tháng đầu năm 2020” hoặc “Năm 2020” phía trên bảng."
    ),
    "period-unclear": (
        "Tệp “bao-cao.xlsx”, trang “Biểu 01”: phần tiêu đề ghi nhiều kỳ báo cáo khác nhau (A4 "
        "“Quý I, II năm 2020”). Hãy chỉ để lại kỳ của số liệu trong bảng."
    ),
    "unit-missing": (
        "Tệp “bao-cao.xlsx”, trang “Biểu 01”: không thấy tên đơn vị báo cáo. Hãy ghi “Đơn vị báo"
        " cáo: …” phía trên bảng."
    ),
    "unit-unknown": (
        "Tệp “bao-cao.xlsx”, trang “Biểu 01”, ô A5: không có đơn vị “Quận Ba Đìnhh” trong kỳ báo"
        " cáo này. Tên gần nhất: Quận Ba Đình / Quận Hà Đông. Hãy sửa tên đơn vị trong tệp, hoặc"
        " bổ sung cách viết này vào params/units."
    ),
    "unit-unclear": (
        "Tệp “bao-cao.xlsx”, trang “Biểu 01”: phần tiêu đề có tên của nhiều đơn vị (A2 “UBND "
        "QUẬN TÂY HỒ”, A5 “Quận Ba Đình”). Hãy ghi rõ “Đơn vị báo cáo: …” phía trên bảng."
    ),
    "measure-differs": (
        "Tệp “bao-cao.xlsx”, trang “II.06a”, ô B4: đơn vị tính là “Nghìn hồ sơ”, biểu mẫu quy "
        "định “Hồ sơ”. Không đọc số liệu của trang này; đề nghị đơn vị gửi lại theo đúng đơn vị "
        "tính."
    ),
    "value-column-unclear": (
        "Tệp “bao-cao.xlsx”, trang “Biểu 01”: không rõ cột nào là số liệu của kỳ báo cáo (C7 “Số"
        " liệu đơn vị”, D7 “Số liệu thẩm định”). Hãy đặt tên cột số liệu theo đúng biểu mẫu."
    ),
    "stamp-differs": (
        "Tệp “bao-cao.xlsx” là biểu đã phát cho Quận Tây Hồ, quý I/2020, nhưng phần tiêu đề ghi "
        "Quận Ba Đình, quý I/2020. Không đọc số liệu nào của tệp; đề nghị đơn vị điền lại vào "
        "đúng biểu được phát, không sửa tên đơn vị và kỳ báo cáo."
    ),
    "no-rows": (
        "Tệp “so-lieu.csv” có tiêu đề bảng nhưng không có dòng số liệu nào. Đề nghị đơn vị điền"
        " số liệu rồi gửi lại."
    ),
    "nothing-read": (
        "Tệp “so-lieu.csv” không có dòng nào đọc được (2 lỗi). Lỗi đầu tiên, trang “CSV”: Ô B2:"
        " không rõ kỳ báo cáo “2020-Q5”; số liệu của dòng không được đọc. Hãy sửa các dòng rồi gửi"
        " lại."
    ),
}
"""By the key of the error."""


@pytest.mark.parametrize(("key", "expected"), TOLD.items(), ids=TOLD)
def test_each_refusal_names_the_file_and_what_to_do(
    registry: Registry, forms: Sequence[FormDefinition], key: str, expected: str
) -> None:
    """With sheet and cell, or the line, where it lies in one."""
    file, day = FILES[key], datetime.date(2020, 3, 18)
    own = [form for form in forms if key != "no-form-of-year" or form.id != "unit-form-2025"]
    with pytest.raises(SubmissionError) as caught:
        read_submission(file.content, file.file_name, day, registry, own)
    assert caught.value.key == f"error.{key}"
    assert expected == caught.value.message("vi")


def test_every_refusal_of_intake_has_its_message_shown() -> None:
    """Here, or where test_refusals shows those of files that are no workbook of ours."""
    assert {*TOLD, *(key for key, *_ in MESSAGES)} == refusals("intake")
