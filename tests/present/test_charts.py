"""Charts: titles state the finding, alternative texts give the figures, no label hides another."""

import re

import pandas as pd
import pytest

from cchc_lib.present import Chart, charts
from cchc_lib.present.charts.strip import swarm
from cchc_lib.registry import Quarter
from tests.present import frames
from tests.present.drawings import clipped, drawings, overlapping

PLACES = [
    (unit.slug, quarter)
    for quarter in ("2020-Q1", "2026-Q1")
    for unit in frames.registry().units_in(Quarter.parse(quarter))
    if quarter == "2026-Q1" or unit.group != "communes"
]
QUARTERS = ("2020-Q1", "2020-Q4", "2026-Q1")


def assert_legible(chart: Chart) -> None:
    """Every label stands inside its drawing, and over no other."""
    for drawing in drawings(chart.svg):
        assert clipped(drawing) == []
        assert overlapping(drawing) == []


@pytest.mark.parametrize(("unit", "quarter"), PLACES)
def test_no_label_of_a_units_place_is_hidden(unit: str, quarter: str) -> None:
    """For each of the 52 units of 2020 and the 148 of 2026, the longest names included."""
    known, when = frames.registry(), Quarter.parse(quarter)
    this = known.unit(unit, when)
    group = frames.group_frame(known, this, when, "vi")
    score = frames.unit_report(unit, quarter).score
    assert_legible(charts.group_strip(group, score, "vi"))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("quarter", QUARTERS)
@pytest.mark.parametrize("unit", ["so-noi-vu", "ban-quan-ly-cac-kcn-va-che-xuat"])
def test_no_label_of_a_units_charts_is_hidden(unit: str, quarter: str, language: str) -> None:
    """Targets, criteria and trends, in both languages."""
    report = frames.unit_report(unit, quarter, language)
    assert_legible(charts.targets(report.targets, language))
    assert_legible(charts.criteria(report.criteria, language))
    assert_legible(charts.trends(report.trends, language))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("quarter", QUARTERS)
def test_no_label_of_the_citys_charts_is_hidden(quarter: str, language: str) -> None:
    """Targets, league, heat map and receipts, for all groups."""
    report = frames.city_report(quarter, language)
    assert_legible(charts.city_targets(report.targets, language))
    assert_legible(charts.receipts(report.receipts, language))
    for group in report.league["group"].unique():
        assert_legible(charts.league(report.league, group, language))
        assert_legible(charts.funnel(report.shares, group, language))
        assert_legible(charts.heat_map(report.heat, group, language))


@pytest.mark.parametrize("statuses", [["met"] * 10, ["not_reported"] * 10, ["missed"] * 10])
def test_targets_can_be_drawn_whatever_their_status(statuses: list[str]) -> None:
    """A unit without any figure has a chart too."""
    report = frames.unit_report()
    frame = report.targets.assign(status=statuses, city_status=statuses)
    if statuses[0] == "not_reported":
        frame = frame.assign(actual=float("nan"), attainment=float("nan"), gap=float("nan"))
    assert_legible(charts.targets(frame, "vi"))


def test_the_title_counts_what_was_met_and_what_is_behind() -> None:
    """A reader who sees the title only knows the finding."""
    frame = frames.unit_report().targets.assign(assessed="unit")
    frame["status"] = ["met"] * 6 + ["behind"] * 2 + ["missed", "not_applicable"]
    title = charts.targets(frame, "vi").title.replace("\u00a0", " ")
    assert title == (
        "Đạt 5/8 chỉ tiêu của năm; 1 không đạt; 2 chậm tiến độ; chỉ tiêu phấn đấu đạt 1/1"
    )


def test_a_unit_without_figures_is_not_said_to_have_met_none() -> None:
    """Not reported is not zero, in a title too."""
    frame = frames.unit_report().targets.assign(assessed="unit", status="not_reported")
    title = charts.targets(frame, "vi").title
    assert title == "Chưa có số liệu để đánh giá 9 chỉ tiêu của năm"


def test_a_share_of_units_names_its_denominator() -> None:
    """Of the units that reported, not of all."""
    assert (
        "mẫu số là số đơn vị đã báo cáo"
        in charts.city_targets(frames.city_report().targets, "vi").caption
    )


def test_a_status_is_told_by_its_word() -> None:
    """Each row of the chart says its status; colour only repeats it."""
    frame = frames.unit_report().targets
    svg = charts.targets(frame, "vi").svg
    for words in ("Đạt", "Chậm tiến độ", "Không đạt", "Chưa báo cáo", "Đúng tiến độ"):
        assert f">{words}</text>" in svg


def test_the_place_names_rank_and_distance_to_the_first() -> None:
    """Leaders ask who is first and by how much."""
    report = frames.unit_report()
    best = report.group["score"].max()
    distance = f"{best - report.score.score:.1f}".replace(".", ",")
    expected = f"Quận Ba Đình xếp hạng {report.score.rank}/28, kém đơn vị cao nhất {distance} điểm"
    assert expected == charts.group_strip(report.group, report.score, "vi").title


def test_a_unit_without_a_rank_is_told_why() -> None:
    """It still sees the group that it belongs to."""
    report = frames.unit_report()
    group = report.group.copy()
    group.loc[group["is_this"], ["score", "rank"]] = float("nan")
    group.loc[group["is_this"], "reason"] = "not_reported"
    report.score.rank, report.score.reason = None, "not_reported"
    ordered = group.sort_values("rank", na_position="last")
    chart = charts.group_strip(ordered, report.score, "vi")
    assert chart.title == "Quận Ba Đình không được xếp hạng: chưa báo cáo"
    assert_legible(chart)


def test_a_group_without_any_rank_is_one_sentence() -> None:
    """No empty axes."""
    report = frames.unit_report()
    group = report.group.assign(rank=float("nan"), score=float("nan"), reason="no_method")
    report.score.rank, report.score.reason = None, "no_method"
    html = charts.group_strip(group, report.score, "vi").html()
    assert "<svg" not in html
    assert "chưa có phương pháp tính điểm cho năm này" in html


def test_dots_of_a_strip_do_not_hide_each_other() -> None:
    """Equal scores lie above and below each other; the unit itself lies on the line."""
    offsets = swarm([50.0] * 5 + [52.0], 5, first=3)
    points = list(zip([50.0] * 5 + [52.0], offsets, strict=True))
    apart = [
        (ax - bx) ** 2 + (ay - by) ** 2
        for at, (ax, ay) in enumerate(points)
        for bx, by in points[at + 1 :]
    ]
    assert min(apart) >= 100 - 1e-3
    assert offsets[3] == 0


def test_a_quarter_that_was_not_reported_leaves_a_gap() -> None:
    """A line is never drawn through a figure that nobody reported."""
    frame = frames.unit_report().trends
    one = frame[frame["indicator"] == frame["indicator"].iloc[0]].copy()
    whole = charts.trends(one, "vi").svg
    one.iloc[3, one.columns.get_loc("value")] = float("nan")
    broken = charts.trends(one, "vi").svg

    def own_line(svg: str) -> str:
        return re.search(r'd="([^"]*)" fill="none" stroke="#0b4f8a"', svg)[1]

    assert own_line(whole).count("M") == 1
    assert own_line(broken).count("M") == 2


def test_criteria_without_figures_are_no_lost_points() -> None:
    """Not reported is neither zero nor full: no bar, and a title that says so."""
    frame = frames.unit_report().criteria.assign(points=float("nan"), attainment=float("nan"))
    chart = charts.criteria(frame, "vi")
    assert chart.title == "Chưa có số liệu để tính điểm theo tiêu chí"
    assert "#e9edf1" not in chart.svg
    assert chart.svg.count("stroke-dasharray") == len(frame)


def test_full_points_leave_nothing_missing() -> None:
    """The title of the best unit."""
    frame = frames.unit_report().criteria
    chart = charts.criteria(frame.assign(points=frame["weight"], attainment=1.0), "vi")
    assert chart.title == "Đạt điểm tối đa ở mọi tiêu chí đã báo cáo"


def test_missing_points_are_named_with_the_most_first() -> None:
    """Two criteria at the most, in points."""
    frame = frames.unit_report().criteria.assign(attainment=1.0)
    frame["points"] = frame["weight"] - [1.0, 4.0, 2.5, *[0.0] * (len(frame) - 3)]
    first, second = frame["name"].iloc[1], frame["name"].iloc[2]
    expected = f"Còn thiếu điểm nhiều nhất ở: {first} (4,0 điểm); {second} (2,5 điểm)"
    assert charts.criteria(frame, "vi").title == expected


def test_a_trend_at_the_median_is_neither_above_nor_below() -> None:
    """100% where everybody has 100% is no lag behind the group."""
    frame = frames.unit_report().trends
    frame = frame.assign(group_median=frame["value"])
    title = charts.trends(frame, "vi").title
    assert title == "Quý I/2020: 0/8 chỉ số cao hơn và 0/8 thấp hơn trung vị của khối"


def test_alternative_texts_give_the_figures() -> None:
    """Who cannot see the chart hears its figures."""
    report = frames.unit_report()
    trends = report.trends
    last = trends[trends["indicator"] == "dialogues"].iloc[-1]
    alt = charts.trends(trends, "vi").alt
    assert "Hội nghị đối thoại: " in alt
    assert f"{last['value']:.0f} (I/2020)" in alt
    assert "Hội nghị đối thoại: 2/2 hội nghị" in charts.targets(report.targets, "vi").alt


def test_a_league_without_any_rank_is_one_sentence() -> None:
    """126 rows that all say the same are none."""
    league = frames.city_report().league.assign(
        rank=float("nan"), score=float("nan"), reason="no_method"
    )
    html = charts.league(league, "districts", "vi").html()
    assert "<svg" not in html
    assert "chưa đơn vị nào trong 30 đơn vị được xếp hạng (chưa có phương pháp tính điểm" in html


def test_the_league_lists_those_without_a_rank_last() -> None:
    """They are not ranked, and the chart says why."""
    report = frames.city_report()
    chart = charts.league(report.league, "districts", "vi")
    words = re.findall(r"<text[^>]*>([^<]+)</text>", chart.svg)
    assert "Thị xã Sơn Tây – chưa báo cáo" in words[-2:]


def test_the_heat_map_sorts_by_targets_behind_then_by_name() -> None:
    """The rule stands in the caption; Vietnamese order decides between equals."""
    frame = pd.DataFrame(
        [
            (unit, name, "districts", "Quận", target, target, 0.5, status)
            for unit, name, statuses in (
                ("a", "Đống Đa", ("met", "met")),
                ("b", "Ba Đình", ("met", "met")),
                ("c", "Tây Hồ", ("behind", "missed")),
                ("d", "Âu Cơ", ("met", "behind")),
            )
            for target, status in zip(("x", "y"), statuses, strict=True)
        ],
        columns=["unit", "name", "group", "group_name", "target", "target_name", "attainment",
                 "status"],
    )  # fmt: skip
    said = charts.heat_map(frame, "districts", "vi").svg
    order = re.findall(r"(Đống Đa|Ba Đình|Tây Hồ|Âu Cơ): ", said)
    assert order == ["Tây Hồ", "Âu Cơ", "Ba Đình", "Đống Đa"]


def test_receipts_name_who_is_late_and_who_is_missing() -> None:
    """With the number of days."""
    chart = charts.receipts(frames.city_report().receipts, "vi")
    assert chart.title == "49/52 đơn vị báo cáo đúng hạn; 2 nộp muộn, 1 chưa báo cáo"
    assert "Huyện Gia Lâm (muộn 4 ngày)" in chart.alt


def test_charts_of_one_page_share_no_id() -> None:
    """Links and descriptions lead to their own chart."""
    unit, city = frames.unit_report(), frames.city_report()
    html = "".join(
        chart.html()
        for chart in (
            charts.targets(unit.targets, "vi"),
            charts.group_strip(unit.group, unit.score, "vi"),
            charts.criteria(unit.criteria, "vi"),
            charts.trends(unit.trends, "vi"),
            charts.heat_map(city.heat, "departments", "vi"),
            charts.heat_map(city.heat, "districts", "vi"),
            charts.league(city.league, "departments", "vi"),
            charts.league(city.league, "districts", "vi"),
        )
    )
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_the_four_charts_of_a_unit_are_small() -> None:
    """A unit's page is at most 150 KB, fonts and tables included."""
    report = frames.unit_report()
    sizes = [
        len(chart.svg.encode())
        for chart in (
            charts.targets(report.targets, "vi"),
            charts.group_strip(report.group, report.score, "vi"),
            charts.criteria(report.criteria, "vi"),
            charts.trends(report.trends, "vi"),
        )
    ]
    assert sum(sizes) < 40_000


def test_the_same_figures_give_the_same_bytes() -> None:
    """Nothing of a chart depends on what was drawn before."""
    report = frames.city_report()
    once = charts.heat_map(report.heat, "districts", "vi").html()
    charts.receipts(report.receipts, "vi")
    assert once == charts.heat_map(report.heat, "districts", "vi").html()


def test_hostile_names_stay_text() -> None:
    """A name can hold anything."""
    report = frames.city_report()
    league = report.league.assign(name=frames.HOSTILE)
    html = charts.league(league, "districts", "vi").html()
    assert "<script" not in html
    assert_legible(charts.league(league, "districts", "vi"))
