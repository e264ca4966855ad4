"""What an office is told of a file that cannot be read, word for word."""

import pytest

from cchc_lib.errors import SubmissionError

MESSAGES = [
    (
        "kind-pdf",
        {},
        (
            "Tệp “bc.xlsx” là tài liệu PDF, không đọc được số liệu theo ô. Đề nghị đơn vị gửi tệp "
            "bảng tính gốc (.xlsx, .xls hoặc .ods)."
        ),
    ),
    (
        "kind-word",
        {"kind": "DOCX"},
        (
            "Tệp “bc.xlsx” là văn bản soạn thảo (DOCX), không phải bảng tính. Đề nghị đơn vị "
            "chuyển biểu số liệu sang tệp .xlsx, .xls hoặc .ods rồi gửi lại."
        ),
    ),
    (
        "kind-slides",
        {"kind": "PPTX"},
        (
            "Tệp “bc.xlsx” là bài trình chiếu (PPTX), không phải bảng tính. Đề nghị đơn vị gửi "
            "biểu số liệu ở dạng .xlsx, .xls hoặc .ods."
        ),
    ),
    (
        "kind-xlsb",
        {},
        (
            "Tệp “bc.xlsx” là sổ tính Excel dạng nhị phân (XLSB), chưa đọc được. Đề nghị đơn vị "
            "mở bằng Excel, chọn “Lưu thành” dạng .xlsx rồi gửi lại."
        ),
    ),
    (
        "kind-archive",
        {"kind": "RAR"},
        (
            "Tệp “bc.xlsx” là tệp nén (RAR). Đề nghị đơn vị giải nén và gửi từng tệp bảng tính "
            "bên trong."
        ),
    ),
    (
        "kind-image",
        {"kind": "PNG"},
        (
            "Tệp “bc.xlsx” là hình ảnh (PNG), không đọc được số liệu. Đề nghị đơn vị gửi tệp bảng "
            "tính gốc (.xlsx, .xls hoặc .ods)."
        ),
    ),
    (
        "kind-mail",
        {},
        (
            "Tệp “bc.xlsx” là thư điện tử (MSG). Đề nghị đơn vị mở thư và gửi tệp bảng tính đính "
            "kèm."
        ),
    ),
    (
        "kind-web-archive",
        {},
        (
            "Tệp “bc.xlsx” là trang web lưu thành một tệp (MHTML). Đề nghị đơn vị mở bằng Excel, "
            "chọn “Lưu thành” dạng .xlsx rồi gửi lại."
        ),
    ),
    (
        "kind-xml-2003",
        {},
        (
            "Tệp “bc.xlsx” là bảng tính XML của Excel 2003, chưa đọc được. Đề nghị đơn vị mở bằng "
            "Excel, chọn “Lưu thành” dạng .xlsx rồi gửi lại."
        ),
    ),
    (
        "kind-flat-ods",
        {},
        (
            "Tệp “bc.xlsx” là tài liệu OpenDocument dạng XML không nén (FODS, FODT), chưa đọc "
            "được. Đề nghị đơn vị mở bằng LibreOffice, lưu ở dạng .ods hoặc .xlsx rồi gửi lại."
        ),
    ),
    (
        "kind-xml",
        {},
        (
            "Tệp “bc.xlsx” là tệp XML, không phải bảng tính. Đề nghị đơn vị gửi biểu số liệu ở "
            "dạng .xlsx, .xls, .ods hoặc .csv."
        ),
    ),
    (
        "page-without-table",
        {},
        (
            "Tệp “bc.xlsx” là trang web không có bảng số liệu nào. Đề nghị đơn vị gửi biểu số "
            "liệu ở dạng .xlsx, .xls hoặc .ods."
        ),
    ),
    (
        "page-broken",
        {},
        (
            "Tệp “bc.xlsx” là trang web bị hỏng hoặc chưa tải hết. Đề nghị đơn vị tải lại tệp rồi "
            "gửi lại."
        ),
    ),
    (
        "tables-too-deep",
        {"limit": 20},
        (
            "Tệp “bc.xlsx” có các bảng lồng nhau quá 20 lớp nên không đọc được. Đề nghị đơn vị "
            "chép biểu số liệu sang một tệp .xlsx mới rồi gửi lại."
        ),
    ),
    (
        "odd-archive",
        {"part": "../x"},
        (
            "Tệp “bc.xlsx” có cấu trúc nén không bình thường ở phần “../x” (trùng tên, chồng lên "
            "nhau, sai kích thước hoặc sai đường dẫn) nên không được mở. Đề nghị đơn vị mở tệp "
            "bằng Excel hoặc LibreOffice, lưu lại rồi gửi lại."
        ),
    ),
    (
        "declares-entities",
        {"part": "xl/styles.xml"},
        (
            "Tệp “bc.xlsx” có phần “xl/styles.xml” chứa khai báo DTD mà không chương trình bảng "
            "tính nào tạo ra, nên không được mở. Đề nghị đơn vị chép biểu số liệu sang một tệp "
            "mới rồi gửi lại."
        ),
    ),
    (
        "sheet-twice",
        {},
        (
            "Tệp “bc.xlsx” có hai trang trùng tên hoặc cùng trỏ đến một nội dung nên không phân "
            "biệt được. Đề nghị đơn vị đổi tên trang, lưu lại rồi gửi lại."
        ),
    ),
    (
        "text-too-long",
        {"sheet": "Biểu 01", "cell": "B5", "limit": 32767},
        (
            "Tệp “bc.xlsx”, trang “Biểu 01”, ô B5 chứa hơn 32767 ký tự. Đề nghị đơn vị rút gọn "
            "nội dung ô này rồi gửi lại."
        ),
    ),
    (
        "too-much-text",
        {"limit": 20, "cells": 500000},
        (
            "Tệp “bc.xlsx” chứa quá nhiều chữ (trên 20 triệu ký tự hoặc trên 500000 đoạn). Đề "
            "nghị đơn vị chép biểu số liệu sang một tệp mới rồi gửi lại."
        ),
    ),
    (
        "too-many-problems",
        {"limit": 5000},
        (
            "Tệp “bc.xlsx” có hơn 5000 lỗi số liệu nên không được nhận. Đề nghị kiểm tra lại biểu "
            "mẫu, tên đơn vị và kỳ báo cáo ghi trong tệp rồi gửi lại."
        ),
    ),
    (
        "workbook-too-big",
        {"cells": 500000, "rows": 100000, "columns": 1000},
        (
            "Tệp “bc.xlsx” chứa nhiều dữ liệu hơn mọi biểu mẫu (giới hạn 500000 ô, 100000 dòng, "
            "1000 cột). Đề nghị đơn vị chép biểu số liệu sang một tệp mới rồi gửi lại."
        ),
    ),
    (
        "unpacks-too-big",
        {"found": 80, "limit": 40, "parts": 2000},
        (
            "Tệp “bc.xlsx” khi giải nén chiếm 80 MB (giới hạn 40 MB, 2000 phần) nên không được "
            "nhận. Đề nghị đơn vị chép biểu số liệu sang một tệp mới rồi gửi lại."
        ),
    ),
]
"""The key of the error, its values, and the paragraph."""


@pytest.mark.parametrize(("key", "values", "message"), MESSAGES)
def test_a_refusal_says_what_the_file_is_and_what_to_do(
    key: str, values: dict[str, object], message: str
) -> None:
    """Each in one paragraph of an official's words, with the name of the file."""
    assert message == SubmissionError(f"error.{key}", file="bc.xlsx", **values).message("vi")
