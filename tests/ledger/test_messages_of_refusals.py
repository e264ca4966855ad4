"""What is told of a file that the ledger does not take in, word for word."""

import pytest

from cchc_lib.errors import SubmissionError
from tests.source_keys import refusals

MESSAGES = [
    (
        "reader-too-slow",
        {"file": "a.xls", "seconds": 60},
        (
            "Tệp “a.xls” đọc quá 60 giây chưa xong nên không được nhận. Đề nghị đơn vị chép biểu "
            "số liệu sang một tệp mới rồi gửi lại."
        ),
    ),
    (
        "reader-crashed",
        {"file": "a.xls"},
        (
            "Tệp “a.xls” làm dừng chương trình đọc nên không được nhận. Đề nghị đơn vị mở tệp, lưu "
            "lại và gửi lại."
        ),
    ),
    (
        "reader-too-much",
        {"file": "a.xls"},
        (
            "Tệp “a.xls” cần nhiều bộ nhớ hơn mức cho phép nên không được nhận. Đề nghị đơn vị "
            "chép biểu số liệu sang một tệp mới rồi gửi lại."
        ),
    ),
    (
        "file-gone",
        {"file": "a.xls"},
        (
            "Không tìm thấy tệp “a.xls”: tệp đã bị chuyển đi hoặc liên kết trỏ đến nơi không có. "
            "Hãy kiểm tra rồi nhập lại."
        ),
    ),
    (
        "file-denied",
        {"file": "a.xls"},
        (
            "Không có quyền mở “a.xls”. Hãy đóng chương trình đang mở tệp hoặc xin quyền đọc rồi "
            "nhập lại."
        ),
    ),
    (
        "file-is-folder",
        {"file": "a.xls"},
        ("“a.xls” là liên kết đến một thư mục nên không được đọc. Hãy nhập thẳng thư mục đó."),
    ),
    (
        "file-unreadable",
        {"file": "a.xls", "reason": "Input/output error"},
        (
            "Không mở được tệp “a.xls”: Input/output error. Hãy kiểm tra ổ đĩa hoặc đường truyền "
            "rồi nhập lại."
        ),
    ),
    (
        "file-too-big",
        {"file": "a.xls", "limit": 32},
        (
            "Tệp “a.xls” lớn hơn 32 MB nên không được nhận. Đề nghị đơn vị chỉ gửi biểu số liệu, "
            "bỏ hình ảnh và các trang không liên quan."
        ),
    ),
    (
        "content-differs",
        {"file": "a.xls"},
        ("Nội dung của «a.xls» đã thay đổi trong lúc đọc. Hãy nhập lại tệp này."),
    ),
    (
        "real-into-sample",
        {"file": "a.xls"},
        (
            "Không nhập «a.xls»: sổ số liệu đang chứa dữ liệu mẫu, không được trộn với số liệu "
            "chính thức. Hãy xóa dữ liệu mẫu bằng «cchc sample --remove» rồi nhập lại."
        ),
    ),
    (
        "sample-into-real",
        {"file": "a.xls"},
        (
            "Không nhập «a.xls»: đây là dữ liệu mẫu, còn sổ số liệu đang chứa số liệu chính thức. "
            "Hãy dùng một thư mục dự án khác (biến môi trường CCHC_HOME) cho dữ liệu mẫu."
        ),
    ),
    (
        "register",
        {"file": "inbox/received.csv"},
        (
            "Sổ văn bản đến «inbox/received.csv» không đúng mẫu. Dòng đầu cần hai cột: file, "
            "received."
        ),
    ),
    (
        "register-line",
        {"file": "inbox/received.csv", "line": 3, "found": "b.xlsx, thứ hai"},
        (
            "Sổ văn bản đến «inbox/received.csv», dòng 3: “b.xlsx, thứ hai” không có ngày nhận hợp "
            "lệ. Ghi tên tệp và ngày, ví dụ bao-cao.xlsx,18/3/2020 hoặc bao-cao.xlsx,2020-03-18."
        ),
    ),
]
"""The key of the error, its values, and the paragraph."""


@pytest.mark.parametrize(("key", "values", "message"), MESSAGES)
def test_a_refusal_says_why_and_what_to_do(
    key: str, values: dict[str, object], message: str
) -> None:
    """Each in one paragraph of an official's words, with the name of the file."""
    assert message == SubmissionError(f"error.{key}", **values).message("vi")


def test_every_refusal_of_the_ledger_has_its_message_shown() -> None:
    """A new one needs its words here."""
    assert {key for key, *_ in MESSAGES} == refusals("ledger")
