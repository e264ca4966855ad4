"""What is told of figures that cannot be read, or look wrong, word for word."""

from collections.abc import Sequence

import pytest

from cchc_lib.intake import FormDefinition
from cchc_lib.registry import Registry
from tests.intake.told import Told, told_of_file

TOLD = {
    "error-cell": Told(
        "refuse", "Biểu 01", "D9",
        "Ô D9, “Số sáng kiến CCHC” của Quận Ba Đình: công thức báo lỗi #DIV/0!.",
        "Sửa công thức hoặc nhập trực tiếp số liệu (0, 1, 2 …) rồi gửi lại.",
        "Cell D9, “Reform initiatives” of Ba Dinh District: the formula gives the error #DIV/0!.",
    ),
    "formula-without-value": Told(
        "refuse", "Biểu 01", "D9",
        (
            "Ô D9, “Số sáng kiến CCHC” của Quận Ba Đình: công thức chưa được tính, tệp không lưu"
            " kết quả."
        ),
        "Mở tệp bằng Excel, lưu lại rồi gửi lại; hoặc nhập trực tiếp số liệu.",
        (
            "Cell D9, “Reform initiatives” of Ba Dinh District: the formula was never worked "
            "out, the file holds no result."
        ),
    ),
    "date-for-number": Told(
        "refuse", "Biểu 01", "D9",
        (
            "Ô D9, “Số sáng kiến CCHC” của Quận Ba Đình: ghi ngày tháng (12/03/2020), không phải"
            " số liệu."
        ),
        "Nhập lại số liệu (0, 1, 2 …) và đặt định dạng ô là Number.",
        (
            "Cell D9, “Reform initiatives” of Ba Dinh District: holds a date (12/03/2020), not a"
            " figure."
        ),
    ),
    "not-a-number": Told(
        "refuse", "Biểu 01", "D9",
        "Ô D9, “Số sáng kiến CCHC” của Quận Ba Đình: “nhiều” không phải là số.",
        "Nhập số (0, 1, 2 …); nếu chưa có số liệu thì để trống.",
        "Cell D9, “Reform initiatives” of Ba Dinh District: “nhiều” is not a number.",
    ),
    "scaled-number": Told(
        "refuse", "Biểu 01", "D9",
        (
            "Ô D9, “Vốn đầu tư công đã giải ngân” của Quận Ba Đình: ô chứa số 1.234.000 nhưng "
            "định dạng lại hiển thị theo nghìn hoặc triệu, nên không rõ số nào đúng."
        ),
        "Nhập lại số liệu (≥ 0) theo đúng đơn vị tính của biểu và đặt định dạng ô là Number.",
        (
            "Cell D9, “Public investment capital disbursed” of Ba Dinh District: the cell holds "
            "1.234.000, but its format shows it in thousands or millions; which is meant is not "
            "clear."
        ),
    ),
    "measure-differs": Told(
        "refuse", "Biểu 01", "C9",
        (
            "Ô C9, “Vốn đầu tư công đã giải ngân” của Quận Ba Đình: đơn vị tính ghi là “Tỷ "
            "đồng”, biểu mẫu quy định “triệu đồng”; số liệu ở ô D9 (12) không được đọc."
        ),
        "Ghi lại số liệu theo đúng đơn vị tính của biểu mẫu rồi gửi lại.",
        (
            "Cell C9, “Public investment capital disbursed” of Ba Dinh District: the unit of "
            "measure is “Tỷ đồng”, the form asks for “triệu đồng”; the figure in cell D9 (12) "
            "was not read."
        ),
    ),
    "not-a-flag": Told(
        "refuse", "Biểu 01", "D9",
        (
            "Ô D9, “Ban hành và triển khai đầy đủ kế hoạch CCHC năm” của Quận Ba Đình: “Đang "
            "thực hiện” không phải là Có hoặc Không."
        ),
        "Ghi Có hoặc Không; nội dung giải thích ghi ở cột Ghi chú.",
        (
            "Cell D9, “Annual reform plan issued and carried out in full” of Ba Dinh District: "
            "“Đang thực hiện” is neither Có (yes) nor Không (no)."
        ),
    ),
    "not-whole": Told(
        "refuse", "Biểu 01", "D9",
        "Ô D9, “Số sáng kiến CCHC” của Quận Ba Đình: 1,5 không phải là số nguyên.",
        "Kiểm tra lại số liệu; chỉ tiêu này đếm được nên phải là số nguyên (0, 1, 2 …).",
        "Cell D9, “Reform initiatives” of Ba Dinh District: 1,5 is not a whole number.",
    ),
    "percent-for-number": Told(
        "refuse", "Biểu 01", "D9",
        (
            "Ô D9, “Số sáng kiến CCHC” của Quận Ba Đình: ghi tỷ lệ phần trăm (95%), trong khi "
            "cần số tuyệt đối."
        ),
        "Nhập số tuyệt đối (0, 1, 2 …), không nhập tỷ lệ; bỏ định dạng phần trăm của ô (nếu có).",
        (
            "Cell D9, “Reform initiatives” of Ba Dinh District: a percentage (95%) stands where "
            "a number is needed."
        ),
    ),
    "words-after-number": Told(
        "refuse", "Biểu 01", "D9",
        "Ô D9, “Số sáng kiến CCHC” của Quận Ba Đình: không rõ “12 người” theo đơn vị tính nào.",
        "Chỉ nhập số theo đúng đơn vị tính của biểu; nội dung khác ghi ở cột Ghi chú.",
        (
            "Cell D9, “Reform initiatives” of Ba Dinh District: it is not clear in which measure"
            " “12 người” is."
        ),
    ),
    "ambiguous-number": Told(
        "refuse", "Biểu 01", "D9",
        (
            "Ô D9, “Vốn đầu tư công đã giải ngân” của Quận Ba Đình: “1.234” có thể là 1.234 hoặc"
            " 1,234."
        ),
        "Nhập lại ô này ở dạng số (không phải dạng chữ).",
        (
            "Cell D9, “Public investment capital disbursed” of Ba Dinh District: “1.234” may be "
            "1.234 or 1,234 (Vietnamese notation)."
        ),
    ),
    "outside-limits": Told(
        "refuse", "Biểu 01", "D9",
        (
            "Ô D9, “Số sáng kiến CCHC” của Quận Ba Đình: -1 nằm ngoài các giá trị cho phép (0, "
            "1, 2 …)."
        ),
        "Kiểm tra và sửa lại số liệu; con số này chưa được tính vào báo cáo.",
        (
            "Cell D9, “Reform initiatives” of Ba Dinh District: -1 is none of the values allowed"
            " (0, 1, 2 …)."
        ),
    ),
    "figure-twice": Told(
        "refuse", "Biểu 01", "D10",
        (
            "Ô D10, “Số hội nghị đối thoại với người dân, tổ chức và doanh nghiệp” của Quận Ba "
            "Đình: ghi lần thứ hai (3); ô Biểu 01!D9 đã ghi 2."
        ),
        "Chỉ để lại một dòng cho mỗi chỉ tiêu; báo cáo dùng con số ghi trước.",
        (
            "Cell D10, “Dialogue conferences with citizens, organisations and enterprises” of Ba"
            " Dinh District: given a second time (3); cell Biểu 01!D9 gave 2."
        ),
    ),
    "figure-blank": Told(
        "note", "Biểu 01", "D10",
        "Ô D10, “Số sáng kiến CCHC” của Quận Ba Đình: để trống nên được coi là chưa báo cáo.",
        "Nhập số liệu; nếu không phát sinh thì ghi 0.",
        (
            "Cell D10, “Reform initiatives” of Ba Dinh District: empty, and therefore taken as "
            "not reported."
        ),
    ),
    "figures-blank": Told(
        "note", "Biểu 01", "D10",
        "Từ ô D10: 15 ô của Quận Ba Đình để trống (D10:D24) nên được coi là chưa báo cáo.",
        "Nhập số liệu; nếu không phát sinh thì ghi 0.",
        (
            "From cell D10: 15 cells of Ba Dinh District are empty (D10:D24), and therefore "
            "taken as not reported."
        ),
    ),
    "hidden-figure": Told(
        "note", "Biểu 01", "D9",
        "Ô D9, “Số sáng kiến CCHC” của Quận Ba Đình: số liệu 2 nằm ở dòng hoặc cột bị ẩn.",
        "Số liệu vẫn được tính; kiểm tra xem dòng hoặc cột này có phải là bản cũ không.",
        (
            "Cell D9, “Reform initiatives” of Ba Dinh District: the figure 2 stands in a hidden "
            "row or column."
        ),
    ),
    "share-as-fraction": Told(
        "doubtful", "Biểu 01", "D9",
        (
            "Ô D9, “Tỷ lệ người dân, doanh nghiệp hài lòng khi sử dụng dịch vụ công trực tuyến” "
            "của Phường Ba Đình: 0,972 được hiểu là 0,972%, nhưng có thể là 97,2%."
        ),
        "Ghi tỷ lệ theo phần trăm (ví dụ 97,2) hoặc đặt định dạng phần trăm cho ô.",
        (
            "Cell D9, “Citizens and enterprises satisfied with online services” of Ba Dinh Ward:"
            " 0,972 is read as 0,972%, but may mean 97,2%."
        ),
    ),
    "not-asked-of-unit": Told(
        "note", "Biểu 01", "D9",
        (
            "Ô D9: Sở Du lịch không phải báo cáo “Tổng số trường THCS, THPT trên địa bàn” nhưng "
            "có ghi 4."
        ),
        "Kiểm tra xem số liệu có bị ghi nhầm dòng hoặc nhầm đơn vị không.",
        (
            "Cell D9: Department of Tourism need not report “Lower and upper secondary schools "
            "in the district”, but gives 4."
        ),
    ),
}  # fmt: skip
"""By the code of the problem; the files are those of faulty_files."""


@pytest.mark.parametrize(("code", "expected"), TOLD.items(), ids=TOLD)
def test_each_figure_that_is_wrong_is_told_of(
    registry: Registry, forms: Sequence[FormDefinition], code: str, expected: Told
) -> None:
    """How grave it is, its sheet and cell, what is wrong and what to do."""
    assert [expected] == told_of_file(code, registry, forms)
