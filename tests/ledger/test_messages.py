"""What is told of figures and files that do not fit each other, word for word."""

import pytest

from cchc_lib.findings.problems import quarter_problems
from cchc_lib.ledger import Ledger, edition
from cchc_lib.registry import Registry
from tests.intake.told import Told, told
from tests.ledger.doubtful_ledgers import LEDGERS
from tests.source_keys import problem_codes

TOLD = {
    "correction-stale": Told(
        "refuse", "Biểu 01", "D8",
        (
            "Đính chính “Số hội nghị đối thoại với người dân, tổ chức và doanh nghiệp” của Quận "
            "Ba Đình (ngày 2/4/2020, Sở Nội vụ) không áp dụng được. Số liệu hiện có: 5 (quý "
            "I/2020, tệp “ba-dinh-2.xlsx”, trang “Biểu 01”, ô D8); số liệu gốc nêu trong đính "
            "chính: 2."
        ),
        (
            "Báo cáo dùng số liệu đang có. Kiểm tra báo cáo mới của đơn vị; sửa hoặc xóa đính "
            "chính này trong params/corrections."
        ),
        (
            "The correction of “Dialogue conferences with citizens, organisations and "
            "enterprises”, Ba Dinh District (2 April 2020, Sở Nội vụ) does not apply. The figure"
            " is now: 5 (Q1 2020, file ba-dinh-2.xlsx, sheet Biểu 01, cell D8); the correction "
            "expects: 2."
        ),
    ),
    "cumulative-falls": Told(
        "doubtful", "Biểu 01", "D8",
        (
            "Ô D8, “Vốn đầu tư công đã giải ngân” của Quận Ba Đình: số cộng dồn từ đầu năm là "
            "900, thấp hơn số đã báo cáo trước đó trong năm là 1.500 (quý I/2020, tệp “q1.xlsx”,"
            " trang “Biểu 01”, ô D8)."
        ),
        (
            "Kiểm tra các số liệu này và gửi lại báo cáo của kỳ bị sai; báo cáo giữ nguyên các "
            "số liệu đã nhận."
        ),
        (
            "Cell D8, “Public investment capital disbursed” of Ba Dinh District: the "
            "year-to-date figure 900 is lower than 1.500, reported earlier in the year (Q1 2020,"
            " file q1.xlsx, sheet Biểu 01, cell D8)."
        ),
    ),
    "stock-jumps": Told(
        "doubtful", "Biểu 01", "D8",
        (
            "Ô D8, “Số biên chế được giao” của Quận Ba Đình: 1.500, thay đổi nhiều so với 150 ở "
            "lần báo cáo trước (quý I/2020, tệp “q1.xlsx”, trang “Biểu 01”, ô D8)."
        ),
        (
            "Kiểm tra cả hai số liệu; nếu số mới đúng thì ghi rõ lý do thay đổi khi gửi lại."
        ),
        (
            "Cell D8, “Posts assigned” of Ba Dinh District: 1.500 is far from 150, the figure "
            "last reported (Q1 2020, file q1.xlsx, sheet Biểu 01, cell D8)."
        ),
    ),
    "differs-from-before": Told(
        "doubtful", "Biểu 01", "D8",
        (
            "Ô D8, “Tổng số văn bản đi” của Quận Ba Đình: riêng quý này là 1.000, quý trước là "
            "100 (quý I/2020, tệp “q1.xlsx”, trang “Biểu 01”, ô D8); nếu thay đổi như các đơn vị"
            " cùng khối thì vào khoảng 120."
        ),
        (
            "Kiểm tra số liệu của cả hai quý; báo cáo giữ nguyên các số liệu đã nhận."
        ),
        (
            "Cell D8, “Outgoing documents” of Ba Dinh District: 1.000 in this quarter alone, 100"
            " in the quarter before (Q1 2020, file q1.xlsx, sheet Biểu 01, cell D8); a change "
            "like those in the unit's group would give about 120."
        ),
    ),
    "differs-from-group": Told(
        "doubtful", "Biểu 01", "D37",
        (
            "Ô D37, “Số biên chế được giao” của Huyện Mỹ Đức: 1.290 khác xa các đơn vị cùng khối"
            " (Quận, huyện, thị xã, trung vị 114)."
        ),
        (
            "Kiểm tra số liệu và đơn vị tính; báo cáo giữ nguyên số liệu đã nhận."
        ),
        (
            "Cell D37, “Posts assigned” of My Duc Rural District: 1.290 is far from the other "
            "units of the group (Districts, median 114)."
        ),
    ),
    "same-figure-differs": Told(
        "doubtful", "Biểu 01", "D8",
        (
            "Ô D8, “Số hội nghị đối thoại với người dân, tổ chức và doanh nghiệp” của Quận Ba "
            "Đình: ghi 3, nhưng tệp khác ghi 2 (quý I/2020, tệp “a.xlsx”, trang “Biểu 01”, ô "
            "D8)."
        ),
        (
            "Thống nhất số liệu giữa hai biểu rồi gửi lại; báo cáo dùng số liệu nhận sau."
        ),
        (
            "Cell D8, “Dialogue conferences with citizens, organisations and enterprises” of Ba "
            "Dinh District: 3 here, but another file says 2 (Q1 2020, file a.xlsx, sheet Biểu "
            "01, cell D8)."
        ),
    ),
    "same-as-other": Told(
        "doubtful", "", "",
        (
            "Toàn bộ 11 số liệu của Quận Ba Đình trùng với số liệu của Quận Tây Hồ (tệp "
            "“b.xlsx”)."
        ),
        "Kiểm tra xem có gửi nhầm tệp của đơn vị khác hay không.",
        (
            "All 11 figures of Ba Dinh District equal those of Tay Ho District (file b.xlsx)."
        ),
    ),
    "same-as-before": Told(
        "doubtful", "", "",
        (
            "Toàn bộ 11 số liệu của Quận Ba Đình trùng với báo cáo quý I/2020 (tệp “q1.xlsx”)."
        ),
        "Kiểm tra xem có gửi lại số liệu của kỳ trước hay không.",
        (
            "All 11 figures of Ba Dinh District equal those of its report for Q1 2020 (file "
            "q1.xlsx)."
        ),
    ),
    "replaces-earlier": Told(
        "doubtful", "", "",
        (
            "Tệp “b.xlsx” thay cho tệp “a.xlsx” nhận ngày 17/3/2020: 1 số liệu thay đổi, 1 số "
            "liệu không còn, 0 số liệu mới."
        ),
        (
            "Báo cáo chỉ dùng tệp nhận sau. Nếu tệp sau thiếu số liệu, đề nghị đơn vị gửi lại "
            "đầy đủ."
        ),
        (
            "File b.xlsx replaces a.xlsx, received 17 March 2020: figures changed: 1, gone: 1, "
            "new: 0."
        ),
    ),
    "late": Told(
        "note", "", "",
        (
            "Tệp “a.xlsx” nhận ngày 23/3/2020, muộn 3 ngày so với hạn 20/3/2020."
        ),
        "Đề nghị đơn vị gửi báo cáo đúng hạn.",
        (
            "File a.xlsx was received 23 March 2020, after the due day 20 March 2020 (days late:"
            " 3)."
        ),
    ),
}  # fmt: skip
"""By the code of the problem; of two units with the same figures, what the first one is told."""


@pytest.mark.parametrize(("code", "expected"), TOLD.items(), ids=TOLD)
def test_each_problem_between_files_is_told_of(
    ledger: Ledger, registry: Registry, code: str, expected: Told
) -> None:
    """How grave it is, where it lies, what is wrong and what to do."""
    doubtful = LEDGERS[code]
    doubtful.fill(ledger, registry)
    found = quarter_problems(ledger, edition(ledger), doubtful.quarter, registry)
    assert expected == told((problem for problem, _ in found), code)[0]


def test_every_problem_of_the_ledger_has_its_message_shown() -> None:
    """A new kind of problem needs its ledger and its words here."""
    assert sorted(TOLD) == sorted(LEDGERS) == sorted(problem_codes("ledger.yml"))
