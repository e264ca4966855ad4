"""Small workbooks of the layouts that offices send, built cell by cell."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl
import xlwt
from openpyxl.worksheet.worksheet import Worksheet

Rows = Sequence[Sequence[Any]]
HEADER = ("TT", "Chỉ tiêu", "Đơn vị tính", "Số liệu", "Ghi chú")
UNIT_TITLE = "BÁO CÁO SỐ LIỆU CẢI CÁCH HÀNH CHÍNH"


def saved(book: openpyxl.Workbook) -> bytes:
    """The workbook as the bytes of an .xlsx file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def fill(sheet: Worksheet, rows: Rows, top: int = 1, left: int = 1) -> None:
    """Write rows of values; None leaves a cell empty."""
    for row, values in enumerate(rows, start=top):
        for column, value in enumerate(values, start=left):
            if value is not None:
                sheet.cell(row, column, value)


def book_of(sheets: Mapping[str, Rows]) -> openpyxl.Workbook:
    """A workbook with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        fill(book.create_sheet(name), rows)
    return book


def xls_of(name: str, rows: Rows) -> bytes:
    """The bytes of a true .xls file with one sheet."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet(name)
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if value is not None:
                sheet.write(row, column, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def unit_rows(
    figures: Rows,
    period: str = "Quý I năm 2020",
    reporter: str = "Đơn vị báo cáo: Quận Ba Đình",
) -> list[Sequence[Any]]:
    """A unit form: the header in row 7, the first figure in D9. `figures` are (label, value)."""
    return [
        ("UBND THÀNH PHỐ HÀ NỘI",),
        (),
        (UNIT_TITLE,),
        (period,),
        (reporter,),
        (),
        HEADER,
        ("I", "Chỉ đạo, điều hành"),
        *((number, label, None, value) for number, (label, value) in enumerate(figures, start=1)),
        ("Ghi chú: số liệu tính đến ngày 14/3/2020",),
        (None, "NGƯỜI LẬP BIỂU", None, "CHỦ TỊCH"),
        (None, "Nguyễn Văn A", None, "Trần Thị B"),
    ]


def unit_book(figures: Rows, **words: str) -> bytes:
    """The bytes of a unit form as an .xlsx file."""
    return saved(book_of({"Biểu 01": unit_rows(figures, **words)}))


def dossier_book(
    rows: Rows, period: str = "Quý I năm 2020", measure: str = "Đơn vị tính: Hồ sơ"
) -> openpyxl.Workbook:
    """Form II.06a: merged header rows 5 to 7, column numbers in row 8, data from row 9."""
    book = book_of(
        {
            "II.06a": [
                ("Biểu số II.06a/VPCP/KSTT",),
                ("TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH",),
                (period,),
                (None, measure),
                (
                    "TT", "Đơn vị", "Số lượng hồ sơ tiếp nhận", None, None, None,
                    "Số lượng hồ sơ đã giải quyết", None, None, None,
                    "Số lượng hồ sơ đang giải quyết",
                ),
                (
                    None, None, "Tổng số", "Trong kỳ", None, "Từ kỳ trước",
                    "Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn",
                    "Tổng số", "Trong hạn", "Quá hạn",
                ),
                (None, None, None, "Trực tuyến", "Trực tiếp, dịch vụ bưu chính"),
                [f"({number})" for number in range(1, 14)],
                *rows,
            ]
        }
    )  # fmt: skip
    sheet = book["II.06a"]
    for block in ("A5:A7", "B5:B7", "C5:F5", "G5:J5", "K5:M5", "C6:C7", "D6:E6", "F6:F7"):
        sheet.merge_cells(block)
    for column in "GHIJKLM":
        sheet.merge_cells(f"{column}6:{column}7")
    return book


def budget_2016_rows(rows: Rows) -> list[Sequence[Any]]:
    """The layout of the published accounts of 2016: header rows 4 to 6, the total in row 7."""
    return [
        ("UBND THÀNH PHỐ HÀ NỘI", None, None, None, "Mẫu số 18/CKTC-NSĐP"),
        ("QUYẾT TOÁN CHI BỔ SUNG TỪ NGÂN SÁCH THÀNH PHỐ VÀ CHI NGÂN SÁCH\nNĂM 2016",),
        (None, None, None, None, "Đơn vị tính: Triệu đồng"),
        (
            "STT", "Quận, huyện, thị xã", "Chi cân đối ngân sách Quận, Huyện, Thị Xã",
            "Bổ sung từ ngân sách Thành phố cho ngân sách Quận, Huyện, Thị xã",
        ),
        (None, None, None, "Tổng số", "Bổ sung cân đối", "Bổ sung mục tiêu"),
        (),
        *rows,
    ]  # fmt: skip


def budget_2016_book(rows: Rows) -> bytes:
    """The accounts of 2016, beside another table of the same book."""
    book = book_of({"17": [("Mẫu số 17",), (1, 2, 3)], "18": budget_2016_rows(rows)})
    for block in ("A4:A6", "B4:B6", "C4:C6", "D4:F4", "D5:D6", "E5:E6", "F5:F6"):
        book["18"].merge_cells(block)
    return saved(book)


def budget_2011_rows(rows: Rows) -> list[Sequence[Any]]:
    """The layout of the published accounts of 2011: header rows 7 and 8, the total in row 9."""
    return [
        ("UBND THÀNH PHỐ HÀ NỘI", None, None, None, None, None, "Mẫu số 18/CKNS-NSĐP"),
        (),
        ("QUYẾT TOÁN THU, CHI NGÂN SÁCH \nCỦA CÁC QUẬN, HUYỆN THUỘC THÀNH PHỐ NĂM 2011",),
        (),
        (None, None, None, None, None, None, "    Đơn vị: Triệu đồng"),
        (),
        (
            "STT", "Tên các quận, huyện\n thuộc Thành phố",
            "Tổng thu NSNN trên địa bàn huyện theo phân cấp",
            "Tổng chi cân đối \nngân sách quận, huyện",
            "Bổ sung từ NS cấp Thành phố cho NS cấp quận, huyện",
        ),
        (None, None, None, None, "Tổng số", "Bổ sung\ncân đối", "Bổ sung \nmục tiêu"),
        *rows,
    ]  # fmt: skip
