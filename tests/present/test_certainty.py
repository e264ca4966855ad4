"""What pages say of certainty: of ranks, of shares, and of what moved them."""

import pandas as pd
import pytest

from cchc_lib.present import charts, tables, text
from cchc_lib.present.phrases import aim_words, rank_span
from cchc_lib.present.tables.comparison import interval, position_words
from cchc_lib.present.text.certainty import moved_sentences, rank_set_sentence
from cchc_lib.present.text.funnel import outside_sentences, reversal_sentences
from tests.present import frames
from tests.present.certainty_frames import certainty_line
from tests.present.test_text import words


def test_a_rank_says_which_ranks_it_cannot_be_told_apart_from() -> None:
    """In the words of a report, in both languages."""
    line = certainty_line()
    assert rank_set_sentence(line, 6, "vi") == (
        "Với độ tin cậy 95%, hạng của đơn vị nằm trong khoảng 4–9; không phân biệt được với các "
        "hạng khác trong khoảng này."
    )
    assert rank_set_sentence(line, 6, "en") == (
        "At 95% confidence, the unit's rank lies within 4–9; it cannot be told apart from the "
        "other ranks in that range."
    )
    line.lower = line.upper = 6
    assert rank_set_sentence(line, 6, "vi") == "Với độ tin cậy 95%, hạng của đơn vị là 6."
    line.tied = 2
    assert rank_set_sentence(line, 6, "vi") == (
        "Với độ tin cậy 95%, hạng của đơn vị là 6, đồng hạng với 2 đơn vị khác."
    )


def test_the_summary_carries_the_sentence_on_certainty() -> None:
    """Whoever reads only the summary reads how sure the rank is."""
    report = frames.unit_report()
    assert rank_set_sentence(report.certainty, report.score.rank, "vi") in words(
        text.unit_summary(report)
    )
    report.score.band, report.score.adjustment = "nhóm A", 1.5
    said = words(text.unit_summary(report))
    assert "Xếp loại: nhóm A." in said
    assert "Điểm đã gồm 1,5 điểm thưởng, phạt." in said


def test_ranks_under_other_weights() -> None:
    """A range, or the same rank in all of it."""
    report = frames.unit_report()
    assert (
        "Khi từng trọng số tăng hoặc giảm tối đa 20% (1.000 lần tính lại), hạng nằm trong khoảng "
        "3–7 ở 95% số lần."
    ) in words(text.certainty(report))
    report.certainty.weights_lower = report.certainty.weights_upper = 5
    assert "hạng vẫn là 5 trong 95% số lần." in words(text.certainty(report))


def test_a_unit_without_a_rank_has_no_certainty() -> None:
    """Nothing is said of a rank that there is not."""
    report = frames.unit_report(certainty=None)
    report.score.rank, report.score.rank_change = None, None
    said = words(text.certainty(report))
    assert "Đơn vị không được xếp hạng nên không xét mức độ tin cậy của hạng." in said
    assert "độ tin cậy 95%" not in said


def test_what_the_interval_is_over_stands_on_the_page() -> None:
    """A census is no sample, and the page says so."""
    said = words(text.certainty(frames.unit_report()))
    assert "Số liệu là toàn bộ hồ sơ của kỳ, không phải mẫu điều tra." in said


def test_a_change_is_traced_to_criteria_and_to_others() -> None:
    """The greatest rises and the greatest falls, then whose doing the rank is."""
    report = frames.unit_report(quarter="2020-Q2")
    report.score.rank_change, report.score.compared_title = 3, "I/2020"
    score, rank = moved_sentences(report)
    assert score == (
        "Điểm tổng hợp tăng 2,4 điểm so với quý I/2020. Tăng ở: Kế hoạch CCHC năm (+8,1); "
        "Chấm điểm chỉ số CCHC (+8,1); Tuyên truyền dịch vụ công trực tuyến tới trường học "
        "(+8,1); và 3 tiêu chí khác. Giảm ở: Hoàn thành nhiệm vụ trong kế hoạch CCHC (−3,4); "
        "Hội nghị đối thoại (−3,4); Hồ sơ TTHC giải quyết trước hạn và đúng hạn (−3,4)."
    )
    assert rank == (
        "So với quý I/2020, hạng tăng 3 bậc: riêng thay đổi điểm của đơn vị làm hạng tăng 4 bậc, "
        "thay đổi của các đơn vị khác làm hạng giảm 1 bậc."
    )
    report.score.score_change, report.score.rank_change = -2.4, -1
    report.score.own_places = 0
    down, places = moved_sentences(report)
    assert down.startswith("Điểm tổng hợp giảm 2,4 điểm so với quý I/2020. Tăng ở: ")
    assert places.endswith(
        "hạng giảm 1 bậc: riêng thay đổi điểm của đơn vị làm hạng không đổi, thay đổi của các đơn "
        "vị khác làm hạng giảm 1 bậc."
    )
    report.score.score_change, report.score.rank_change = 0.01, 0
    report.moves["moved"] = 0.01
    assert moved_sentences(report) == ["Điểm tổng hợp không đổi so với quý I/2020."]


def test_silence_is_not_a_loss_of_points() -> None:
    """A criterion without figures moved the score by being left out, and says so."""
    report = frames.unit_report(quarter="2020-Q2")
    report.moves = report.moves.head(2).assign(
        moved=[-5.6, 3.0], counted=[False, True], counted_before=[True, False]
    )
    (score, _) = moved_sentences(report)
    assert "Tăng ở: Chấm điểm chỉ số CCHC (+3,0; kỳ trước chưa có số liệu)." in score
    assert "Giảm ở: Kế hoạch CCHC năm (−5,6; kỳ này chưa có số liệu)." in score


def test_the_first_quarter_says_why_it_looks_a_year_back() -> None:
    """Attainment starts anew with the year."""
    sentences = moved_sentences(frames.unit_report(quarter="2020-Q1"))
    assert sentences[-1].startswith("Quý I được so với quý I năm trước")
    report = frames.unit_report()
    report.score.rank_change = None
    assert moved_sentences(report) == []


ROW = {"lower": 95.04, "upper": 98.46, "position": "below_outer", "inner": 95.0, "outer": 99.8}


def test_an_interval_is_written_in_percent() -> None:
    """One decimal each; a dash where there is none."""
    assert interval(ROW, "vi") == "95,0–98,5%"
    assert interval(ROW, "en") == "95.0–98.5%"
    assert interval({**ROW, "lower": float("nan")}, "vi") == "–"


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        ("below_outer", "thấp hơn rõ rệt (dưới giới hạn 99,8%)"),
        ("below_inner", "thấp hơn (dưới giới hạn 95%)"),
        ("within", "không khác biệt rõ so với tỷ lệ chung"),
        ("above_inner", "cao hơn (trên giới hạn 95%)"),
        ("above_outer", "cao hơn rõ rệt (trên giới hạn 99,8%)"),
        (None, "–"),
    ],
)
def test_a_place_in_the_funnel_has_words(position: str | None, expected: str) -> None:
    """With the limit that it lies beyond."""
    assert position_words({**ROW, "position": position}, "vi") == expected


def test_who_stands_out_is_named_for_each_share_and_group() -> None:
    """Below and above the outer limits, by name; nobody is said to be nobody."""
    frame = frames.city_report().shares
    group = frame[(frame["group"] == "districts") & (frame["series"] == "dossiers-on-time")]
    (said,) = outside_sentences(group, "vi")
    assert said.startswith(
        "Hồ sơ giải quyết trước và đúng hạn – quận, huyện, thị xã: thấp hơn rõ rệt so với tỷ lệ "
        "chung 96,0%: "
    )
    lower = group.loc[group["position"] == "below_outer", "unit_name"]
    assert all(name[1:] in said for name in lower)
    calm = outside_sentences(group.assign(position="within"), "vi")
    assert calm[0].endswith("không đơn vị nào khác rõ rệt so với tỷ lệ chung 96,0%.")
    one = group.assign(position=["above_outer", *["within"] * (len(group) - 1)])
    assert (
        "thấp hơn rõ rệt so với tỷ lệ chung 96,0%: không có đơn vị nào;"
        in (outside_sentences(one, "vi")[0])
    )


def test_a_share_that_moves_against_every_group_is_flagged() -> None:
    """Simpson's paradox, in a sentence."""
    table = pd.DataFrame(
        [("s", "Hồ sơ đúng hạn", "down", "IV/2019")],
        columns=["series", "name", "direction", "quarter"],
    )
    (said,) = reversal_sentences(table, "vi")
    assert said.startswith("Lưu ý: Hồ sơ đúng hạn của toàn Thành phố giảm so với quý IV/2019")
    assert said.endswith("(nghịch lý Simpson).")


def test_tables_show_intervals_ranges_and_what_is_kept_back() -> None:
    """In the league, the shares, the comparison and the figures of persons."""
    city, unit = frames.city_report(), frames.unit_report()
    league = words(tables.league(city.league, "districts", "vi").html())
    assert "Khoảng hạng" in league
    shares = words(tables.shares(unit.shares, 0.95, "vi").html())
    assert "Khoảng tin cậy 95%" in shares
    assert "Tỷ lệ chung của khối" in shares
    compared = words(tables.comparisons(unit.comparisons, "vi").html())
    assert "Điểm tổng hợp (lũy kế từ đầu năm) 87,2 85,1 – 82,4 95,3 (quận Tây Hồ)" in compared
    tied = unit.comparisons.assign(best_count=21)
    assert "95,3 (21 đơn vị)" in words(tables.comparisons(tied, "vi").html())
    persons = words(tables.persons(city.persons, 5, "vi").html())
    assert "Quận, huyện, thị xã 17 người 20" in persons
    assert "Toàn Thành phố không hiển thị người 20" in persons
    assert "số người dưới 5" in persons
    sources = words(tables.sources(unit.sources, 5, "vi").html())
    assert "bị xử lý kỷ luật I/2020 không hiển thị" in sources.replace("2020-Q1", "I/2020")


def test_a_limit_is_written_as_at_most() -> None:
    """≥ for what must be reached, ≤ for what must not be exceeded."""
    assert aim_words("85%", {"operator": "at_least"}, "vi") == "≥ 85%"
    assert aim_words("5%", {"operator": "at_most"}, "vi") == "≤ 5%"
    assert [rank_span(4, 9), rank_span(4, 4)] == ["4–9", "4"]


def test_a_funnel_has_a_panel_for_each_share() -> None:
    """Two shares, two drawings, the words of each in its description."""
    frame = frames.city_report().shares
    chart = charts.funnel(frame, "districts", "vi")
    assert chart.svg.count("<svg") == 2
    assert "ngoài giới hạn 99,8% quanh tỷ lệ chung của khối" in chart.title
    empty = charts.funnel(frame.assign(position=None), "districts", "vi")
    assert empty.svg == ""
    assert empty.title == "Khối này chưa đủ số liệu để vẽ biểu đồ phễu."
