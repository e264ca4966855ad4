"""Sentences: full, true to the figures, in the reader's language only."""

import datetime
import re

import pytest

from cchc_lib.present import tables, text
from cchc_lib.present.phrases import mid_sentence, named_list, reached, still_missing
from cchc_lib.present.text.keys import target_keys
from cchc_lib.texts import texts
from cchc_lib.vietnamese import format_share
from tests.present import frames

COUNT = {
    "kind": "count", "unit_of_measure": "hội nghị", "numerator": 1.0, "denominator": float("nan"),
    "actual": 1.0, "threshold": 2.0, "gap": 1.0,
}  # fmt: skip
SHARE = {
    "kind": "share", "unit_of_measure": "%", "numerator": 12.0, "denominator": 16.0,
    "actual": 75.0, "threshold": 100.0, "gap": 4.0,
}  # fmt: skip
VIETNAMESE = re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)


def words(html: str) -> str:
    """What a reader reads: no tags, spaces joined."""
    return " ".join(re.sub(r"<[^>]+>", " ", str(html)).split()).replace("\u00a0", " ")


def test_what_is_missing_is_told_in_real_numbers() -> None:
    """One more conference, four more schools: not a percentage."""
    assert still_missing(COUNT, "vi") == "1 hội nghị"
    assert still_missing(SHARE, "vi") == "4/16"
    assert still_missing(SHARE, "en") == "4 of 16"


def test_a_share_shows_its_numerator_and_denominator() -> None:
    """A rate without its denominator cannot be checked."""
    assert reached(SHARE, "vi") == "75% (12/16)"
    assert reached(COUNT, "vi") == "1/2 hội nghị"


def test_what_was_not_reported_is_no_number() -> None:
    """A dash, never a zero."""
    assert reached({**SHARE, "actual": float("nan")}, "vi") == "–"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Quận Ba Đình", "quận Ba Đình"),
        ("Thị xã Sơn Tây", "thị xã Sơn Tây"),
        ("Sở Nội vụ", "Sở Nội vụ"),
        ("Xã Sóc Sơn", "xã Sóc Sơn"),
    ],
)
def test_a_type_of_place_is_small_inside_a_sentence(name: str, expected: str) -> None:
    """A department's name begins with a capital everywhere."""
    assert expected == mid_sentence(name, "vi")


def test_a_share_is_never_rounded_to_all_or_nothing() -> None:
    """11,662 of 11,663 is not 100%; 1 of 30,000 is not 0%."""
    assert format_share(100 * 11662 / 11663, "vi", 1) == "99,99%"
    assert format_share(100 / 30000, "en") == "0.003%"
    assert [format_share(100, "vi", 1), format_share(0, "vi")] == ["100,0%", "0%"]
    assert [format_share(97.25, "vi"), format_share(50, "vi")] == ["97,2%", "50%"]
    assert format_share(float("nan"), "vi") == "–"


def test_long_lists_are_cut_and_counted() -> None:
    """126 names do not make a sentence; names hold commas, so semicolons part them."""
    assert named_list(["a", "b"], "vi") == "a; b"
    assert named_list([str(n) for n in range(9)], "vi", 3) == "0; 1; 7 đơn vị khác"


def test_the_summary_says_what_was_met_and_what_is_behind() -> None:
    """The sentences of a leader's first minute, against the frame."""
    report = frames.unit_report()
    report.targets["status"] = ["met", "not_applicable", "met", "behind", "not_reported", "behind",
                                "met", "not_applicable", "missed", "on_track"]  # fmt: skip
    report.targets.loc[report.targets["target"] == "initiative", "gap"] = 1.0
    report.targets.loc[report.targets["target"] == "dialogue", "gap"] = 1.0
    said = words(text.unit_summary(report))
    assert (
        "Đến hết ngày 14 tháng 3 năm 2020, quận Ba Đình đạt 3/7 chỉ tiêu của năm áp dụng cho đơn "
        "vị: Kế hoạch CCHC năm; Tự kiểm tra CCHC; Kế hoạch thông tin, tuyên truyền CCHC. "
        "Chỉ tiêu phấn đấu: đạt 0/1: Sáng kiến CCHC (chậm tiến độ)."
    ) in said
    assert ("Chậm tiến độ 1 chỉ tiêu: Hội nghị đối thoại (còn thiếu 1 hội nghị).") in said
    assert "Không đạt 1 chỉ tiêu: Đăng tải thông tin CCHC" in said


def test_the_summary_gives_rank_group_and_change() -> None:
    """Rank of how many, in which group, against which quarter."""
    report = frames.unit_report()
    report.score.score, report.score.rank, report.score.ranked = 87.25, 5, 28
    report.score.rank_change, report.score.previous_rank = 2, 7
    said = words(text.unit_summary(report))
    assert (
        "Điểm tổng hợp 87,2/100, xếp hạng 5 trong 28 đơn vị được xếp hạng của khối quận, huyện, "
        "thị xã, tăng 2 bậc so với quý IV/2019 (hạng 7); xếp hạng 3 trong 12 đơn vị của nhóm quận."
    ) in said


@pytest.mark.parametrize(
    ("change", "expected"),
    [(-3, "giảm 3 bậc"), (0, "giữ nguyên hạng"), (None, "quý IV/2019 không có hạng")],
)
def test_a_change_of_rank_has_its_own_words(change: int | None, expected: str) -> None:
    """Fell, stayed, or was not ranked before."""
    report = frames.unit_report()
    report.score.rank_change = change
    assert expected in words(text.unit_summary(report))


def test_a_unit_that_did_not_report_is_told_so() -> None:
    """No rank, no score, and nothing counted as zero."""
    report = frames.unit_report(received=None, receipt_status="missing")
    report.targets["status"] = "not_reported"
    report.score.rank, report.score.score, report.score.reason = None, float("nan"), "not_reported"
    said = words(text.unit_summary(report))
    assert "Đơn vị không được xếp hạng: chưa báo cáo." in said
    assert "Chưa nhận được báo cáo của đơn vị cho kỳ này." in said
    assert "Chưa có số liệu của quận Ba Đình cho kỳ này" in said
    assert "nan" not in said
    assert "0/" not in said


def test_nothing_reported_is_never_a_count_of_zero() -> None:
    """«Met 0 of 8» would be a judgement on figures that nobody sent: the tile holds a dash."""
    tiles = target_keys(["not_reported"] * 8 + ["not_applicable"] * 2, [], "vi")
    assert [tile.figure for tile in tiles] == ["–", "–"]
    assert words(tiles[0].remark) == "8 chưa báo cáo"
    some = target_keys(["met", "behind", "not_reported"], [], "vi")
    assert [tile.figure + tile.of for tile in some] == ["1/3", "1"]


def test_aspirational_targets_are_counted_apart() -> None:
    """What the city strives for never adds to what it promised; alone, it is what counts."""
    both = target_keys(["met", "behind"], ["met", "not_applicable", "behind"], "vi")
    assert [tile.figure + tile.of for tile in both] == ["1/2", "1"]
    assert both[0].remark == "chỉ tiêu phấn đấu đạt 1/2"
    alone = target_keys(["not_applicable"], ["met", "missed"], "vi")
    assert [tile.figure + tile.of for tile in alone] == ["1/2", "1"]


def test_a_unit_that_no_target_binds_is_told_so() -> None:
    """Neither met nor unreported."""
    report = frames.unit_report()
    report.targets["status"] = "not_applicable"
    said = words(text.unit_summary(report))
    assert "Không có chỉ tiêu nào của năm áp dụng riêng cho quận Ba Đình." in said


def test_the_city_tells_its_problems_by_severity() -> None:
    """A refused figure is not the same as a note."""
    said = words(text.city_summary(frames.city_report()))
    assert "Có 3 vấn đề về số liệu: 1 không nhận, 1 cần kiểm tra, 1 lưu ý." in said


def test_the_head_follows_the_decree() -> None:
    """Issuing body, number, Quốc hiệu, Tiêu ngữ, place and day, kind of document, title."""
    said = words(text.unit_head(frames.unit_report()))
    parts = [
        "UBND THÀNH PHỐ HÀ NỘI", "SỞ NỘI VỤ", "Số: ……/BC-SNV",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "Hà Nội, ngày …… tháng …… năm 2020", "BÁO CÁO",
        "Kết quả công tác cải cách hành chính quý I năm 2020 của quận Ba Đình",
        "DỮ LIỆU MẪU – không phải số liệu chính thức",
        "Số liệu đến hết ngày 14 tháng 3 năm 2020", "Phiên bản số liệu 53 (4f1c0a9be2d7)",
    ]  # fmt: skip
    places = [said.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_official_figures_carry_no_notice_of_sample_data() -> None:
    """The notice stands on pages made from synthetic figures only."""
    assert "sample-notice" not in text.unit_head(frames.unit_report(sample=False))
    assert 'class="sample-notice" role="note"' in text.unit_head(frames.unit_report())


def test_the_city_summary_names_first_last_late_and_missing() -> None:
    """Who is lowest and by how much; who has not reported."""
    report = frames.city_report()
    said = words(text.city_summary(report))
    league = report.league[report.league["group"] == "districts"]
    last = league[league["rank"].notna()].iloc[-1]["name"]
    assert f"{mid_sentence(last, 'vi')} thấp nhất" in said
    assert "51/52 đơn vị đã báo cáo, trong đó 2 đơn vị nộp muộn (" in said
    assert "1 đơn vị chưa báo cáo (Ban Dân tộc)" in said


def test_the_method_says_whose_pace_and_weights_they_are() -> None:
    """What the city did not define is called a project default."""
    said = words(text.notes(frames.unit_report()))
    assert "Thành phố không quy định tiến độ theo quý" in said
    assert "mặc định của dự án" in said
    assert "dưới 2/3 trọng số không được xếp hạng" in said
    assert "Báo cáo số 60/BC-UBND ngày 12/3/2020" in said


def test_every_target_of_the_plan_is_on_the_page() -> None:
    """Also those that do not bind the unit: their wording stands in the method."""
    report = frames.unit_report("so-noi-vu")
    said = words(text.notes(report))
    assert [name for name in report.targets["name"] if name not in said] == []


@pytest.mark.parametrize("part", ["head", "summary", "targets", "missing"])
def test_an_english_page_has_no_vietnamese_words(part: str) -> None:
    """Whole pages, no mixed words."""
    report = frames.unit_report(language="en")
    html = {
        "head": lambda: text.unit_head(report),
        "summary": lambda: text.unit_summary(report),
        "targets": lambda: tables.targets(report.targets, report.sources.head(0), "en").html(),
        "missing": lambda: tables.missing(report.missing, "en").html(),
    }[part]()
    assert VIETNAMESE.findall(words(html)) == []


def test_vietnamese_sources_in_an_english_page_are_marked() -> None:
    """A screen reader changes its voice for them."""
    html = str(text.notes(frames.unit_report(language="en")))
    rest = re.sub(r'<span lang="vi">.*?</span>', "", html, flags=re.DOTALL)
    assert VIETNAMESE.findall(words(rest)) == []


def test_english_texts_hold_no_vietnamese_letters() -> None:
    """A text that was not translated would show."""
    own = {key: said for key, said in texts("en").items() if key.startswith("present.")}
    assert [key for key, said in own.items() if VIETNAMESE.search(said)] == []


def test_a_figure_leads_to_its_source() -> None:
    """Every link of the targets table has its row in the table of sources."""
    report = frames.unit_report()
    html = tables.targets(report.targets, report.sources, "vi").html()
    links = set(re.findall(r'<a href="#(s\d+)" class="source" title="([^"]+)"', html))
    rows = tables.sources(report.sources, 5, "vi").html()
    assert links
    assert all(f'<tr id="{key}">' in rows for key, _ in links)
    assert ("s1", "bieu-01-ba-dinh.xlsx · Biểu 01!D7") in links


def test_sources_stand_under_their_file() -> None:
    """File, sheet, day of receipt and hash once, then cell by cell."""
    rows = words(tables.sources(frames.unit_report().sources, 5, "vi").html())
    head = "bieu-01-ba-dinh.xlsx · trang tính «Biểu 01» · nhận 18/3/2020 · mã 0a1b2c3d4e5f"
    assert rows.count(head) == 1


def test_a_target_of_the_city_alone_shows_the_citys_result() -> None:
    """The unit is not judged by it."""
    report = frames.unit_report()
    html = str(tables.targets(report.targets, report.sources, "vi").html())
    row = next(part for part in html.split("<tr>") if "được kiểm tra CCHC" in part)
    assert "toàn Thành phố 64,2%" in words(row)
    assert "status-on_track" in row


def test_tables_of_doubts_escape_what_a_file_holds() -> None:
    """File and sheet names, found values and messages come from outside."""
    html = tables.doubts(frames.unit_report().doubts, "vi").html()
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_no_heading_of_a_row_or_column_is_empty() -> None:
    """A problem of a whole file has neither unit nor indicator; a dash says so."""
    report = frames.unit_report()
    doubts = report.doubts.assign(name="", unit_name="")
    html = (
        tables.doubts(doubts, "vi").html()
        + tables.doubts(doubts, "vi", with_unit=True).html()
        + tables.sources(report.sources, 5, "vi").html()
    )
    assert re.findall(r"<th[^>]*></th>", html) == []


def test_receipts_of_the_intake_review_are_dated() -> None:
    """On what day, and how late."""
    frame = frames.intake_review().receipts
    late = frame[frame["status"] == "late"].iloc[0]
    assert late["received"] == datetime.date(2020, 3, 24)
    row = next(
        part for part in str(tables.receipts(frame, "vi").html()).split("<tr>")
        if late["name"] in part
    )  # fmt: skip
    assert words(row).endswith(f"{late['name']} ▼ Nộp muộn 24/3/2020 4 {late['files']}")
