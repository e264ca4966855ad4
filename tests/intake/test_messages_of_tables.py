"""What is told of rows, columns and relations between figures, word for word."""

from collections.abc import Sequence

import pytest

from cchc_lib.intake import FormDefinition
from cchc_lib.registry import Registry
from tests.intake.told import Told, told_of_file

TOLD = {
    "unknown-indicator": Told(
        "refuse", "Biểu 01", "B9",
        "Ô B9: không có chỉ tiêu “Số sáng kiến” trong biểu mẫu; số liệu ở ô D9 (3) không được đọc.",
        (
            "Dùng đúng tên chỉ tiêu của biểu mẫu. Tên gần nhất: Số sáng kiến CCHC / Số nhiệm vụ "
            "trong kế hoạch CCHC năm."
        ),
        "Cell B9: the form has no indicator “Số sáng kiến”; the figure in cell D9 (3) is not read.",
    ),
    "more-than-all": Told(
        "doubtful", "Biểu 01", "D10",
        (
            "Ô D10, “Số văn bản đi được gửi dưới dạng điện tử” của Quận Ba Đình: 45 lớn hơn "
            "“Tổng số văn bản đi” (D9: 40)."
        ),
        "Kiểm tra cả hai ô; báo cáo giữ nguyên các số liệu đã nhận.",
        (
            "Cell D10, “Outgoing documents sent electronically” of Ba Dinh District: 45 is more "
            "than “Outgoing documents” (D9: 40)."
        ),
    ),
    "share-differs": Told(
        "doubtful", "Biểu 01", "D11",
        (
            "Ô D11, “Tỷ lệ người dân, doanh nghiệp hài lòng khi sử dụng dịch vụ công trực tuyến”"
            " của Phường Ba Đình: ghi 99,96%, nhưng tính theo Số văn bản đi được gửi dưới dạng "
            "điện tử / Tổng số văn bản đi (ô D9 / D10) là 96,3%."
        ),
        "Kiểm tra tử số, mẫu số và tỷ lệ; báo cáo giữ nguyên các số liệu đã nhận.",
        (
            "Cell D11, “Citizens and enterprises satisfied with online services” of Ba Dinh "
            "Ward: 99,96% is written, but Outgoing documents sent electronically / Outgoing "
            "documents (cells D9 / D10) gives 96,3%."
        ),
    ),
    "parts-differ": Told(
        "doubtful", "II.06a", "C10",
        (
            "Ô C10, “Tổng số hồ sơ tiếp nhận (kể cả từ kỳ trước chuyển qua)” của Quận Ba Đình: "
            "ghi 100, nhưng Số hồ sơ mới tiếp nhận trực tuyến + Số hồ sơ mới tiếp nhận trực "
            "tiếp, qua dịch vụ bưu chính + Số hồ sơ từ kỳ trước chuyển qua (D10 + E10 + F10) "
            "cộng lại là 101 (chênh lệch -1)."
        ),
        "Kiểm tra ô C10 và các ô D10 + E10 + F10; báo cáo giữ nguyên các số liệu đã nhận.",
        (
            "Cell C10, “Dossiers received, those carried over included” of Ba Dinh District: "
            "says 100, but Dossiers received online + Dossiers received in person or by post + "
            "Dossiers carried over (D10 + E10 + F10) add up to 101 (difference -1)."
        ),
    ),
    "total-differs": Told(
        "doubtful", "II.06a", "G9",
        (
            "Ô G9, “Tổng số hồ sơ đã giải quyết”: tổng in trong biểu là 310, cộng các ô G11:G12 "
            "được 130 (chênh lệch 180)."
        ),
        "Kiểm tra số liệu của từng đơn vị và dòng tổng; báo cáo dùng số liệu của từng đơn vị.",
        (
            "Cell G9, “Dossiers resolved”: the printed total is 310, the cells G11:G12 add up to"
            " 130 (difference 180)."
        ),
    ),
    "unknown-unit": Told(
        "refuse", "II.06a", "B11",
        (
            "Ô B11: không có đơn vị “Quận Tây Hô2” trong kỳ báo cáo này; số liệu của dòng không "
            "được đọc."
        ),
        (
            "Sửa tên đơn vị rồi gửi lại (tên gần nhất: Quận Tây Hồ / Quận Ba Đình); nếu tên đã "
            "đúng, báo cho cơ quan tổng hợp để bổ sung cách viết này (params/units)."
        ),
        "Cell B11: there is no unit “Quận Tây Hô2” in this period; the row's figures are not read.",
    ),
    "unit-twice": Told(
        "refuse", "II.06a", "B11",
        "Ô B11: Quận Ba Đình đã có ở ô B10; dòng thứ hai không được đọc.",
        "Chỉ để lại một dòng cho mỗi đơn vị.",
        "Cell B11: Ba Dinh District stands in cell B10 already; the second row is not read.",
    ),
    "row-blank": Told(
        "note", "II.06a", "B11",
        "Ô B11: dòng của Quận Tây Hồ không có số liệu nào.",
        "Đề nghị Quận Tây Hồ gửi số liệu; dòng để trống được coi là chưa báo cáo.",
        "Cell B11: the row of Tay Ho District holds no figure.",
    ),
    "column-missing": Told(
        "refuse", "II.06a", "B8",
        "Trang “II.06a”: không thấy cột “Số hồ sơ đã giải quyết trước hạn” trong bảng.",
        "Kiểm tra tên các cột theo đúng biểu mẫu.",
        "Sheet “II.06a”: the table has no column “Dossiers resolved early”.",
    ),
    "column-unknown": Told(
        "note", "II.06a", "H8",
        "Ô H8: cột “Sớm” không có trong biểu mẫu; số liệu của cột không được đọc.",
        (
            "Nếu cột này thừa thì nên bỏ; nếu có số liệu cần báo cáo thì báo cho cơ quan tổng "
            "hợp để bổ sung vào biểu mẫu (params/forms)."
        ),
        "Cell H8: the form has no column “Sớm”; its figures are not read.",
    ),
    "column-twice": Told(
        "refuse", "II.06a", "H8",
        (
            "Trang “II.06a”: có nhiều cột cùng khớp với “Số hồ sơ đã giải quyết trước hạn” (H8, "
            "I8); không đọc cột nào trong số đó."
        ),
        "Sửa tên các cột theo đúng biểu mẫu để mỗi chỉ tiêu chỉ có một cột.",
        (
            "Sheet “II.06a”: several columns fit “Dossiers resolved early” (H8, I8); none of "
            "them is read."
        ),
    ),
    "column-measure": Told(
        "refuse", "II.06a", "H8",
        (
            "Ô H8, “Số hồ sơ đã giải quyết trước hạn”: tiêu đề cột là “Trước hạn (nghìn hồ sơ)”,"
            " biểu mẫu quy định đơn vị tính “hồ sơ”; số liệu của cột không được đọc."
        ),
        "Ghi lại số liệu của cột theo đúng đơn vị tính của biểu mẫu rồi gửi lại.",
        (
            "Cell H8, “Dossiers resolved early”: the column is headed “Trước hạn (nghìn hồ sơ)”,"
            " the form's unit of measure is “hồ sơ”; the column was not read."
        ),
    ),
    "unknown-period": Told(
        "refuse", "CSV", "B2",
        "Ô B2: không rõ kỳ báo cáo “2020-Q5”; số liệu của dòng không được đọc.",
        "Ghi kỳ báo cáo theo mẫu 2020-Q1 hoặc “Quý I năm 2020”.",
        "Cell B2: the period “2020-Q5” is not clear; the row's figure is not read.",
    ),
}  # fmt: skip
"""By the code of the problem; the files are those of faulty_files."""


@pytest.mark.parametrize(("code", "expected"), TOLD.items(), ids=TOLD)
def test_each_row_column_and_relation_that_is_wrong_is_told_of(
    registry: Registry, forms: Sequence[FormDefinition], code: str, expected: Told
) -> None:
    """How grave it is, its sheet and cell, what is wrong and what to do."""
    assert [expected] == told_of_file(code, registry, forms)
