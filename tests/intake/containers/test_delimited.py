"""Text tables: which sign parts the columns."""

import pytest

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.containers.workbook import open_workbook

HEADER = "TT,Chỉ tiêu,Số liệu\n1,Số sáng kiến,3\n"


def test_a_comma_cannot_part_columns_and_stand_before_decimals() -> None:
    """1234,5 would be 1234 with a 5 beside it: the line is named, nothing is read."""
    with pytest.raises(SubmissionError) as refused:
        open_workbook(f"{HEADER}2,Vốn đã giải ngân,1234,5\n".encode(), "a.csv")
    assert refused.value.message("vi") == (
        "Tệp “a.csv”, dòng 3 có nhiều cột hơn dòng tiêu đề: dấu phẩy vừa dùng để ngăn cách cột, "
        "vừa là dấu thập phân. Đề nghị lưu lại tệp CSV với dấu chấm phẩy ngăn cách cột, hoặc gửi "
        "tệp .xlsx."
    )


@pytest.mark.parametrize(
    "row", ['2,Vốn đã giải ngân,"1234,5"', "2,3,4", "2,Vốn,1234,ghi chú", "2;Vốn;1234,5"]
)
def test_quoted_decimals_and_rows_of_numbers_are_read(row: str) -> None:
    """A row of whole numbers is no wider than the header; remarks may be."""
    header = HEADER.replace(",", ";") if ";" in row else HEADER
    sheet = open_workbook(f"{header}{row}\n".encode(), "a.csv").sheet("CSV")
    assert sheet.text(3, 1) == "2"
