"""The ten targets of one unit, worked out by hand, and what stands beside them."""

import datetime

import pytest

from cchc_lib.errors import CallError, NotReported
from cchc_lib.findings import UnitReport, open_findings
from cchc_lib.project import Project
from tests.findings.conftest import SILENT


@pytest.fixture
def ba_dinh(project: Project) -> UnitReport:
    """The report of Ba Đình for the first quarter of 2020."""
    return open_findings("2020-Q1", project=project).unit_report("ba-dinh")


def test_ten_targets_by_hand(ba_dinh) -> None:
    """Status of each of the ten targets of Báo cáo 60/BC-UBND for Ba Đình.

    21 of 87 schools is 24.1%, short of the 25% that a linear pace expects by March; a dialogue a
    half-year is in pace; a missing communication plan is behind from the first quarter on.
    """
    expected = {
        "plan": "met",
        "inspected": "not_applicable",
        "self-inspection": "on_track",
        "initiative": "on_track",
        "index-scoring": "on_track",
        "dialogue": "on_track",
        "communication": "behind",
        "publication": "not_applicable",
        "portal": "met",
        "schools": "behind",
    }
    targets = ba_dinh.targets.set_index("target")
    assert targets["status"].to_dict() == expected


def test_gaps_are_in_real_numbers(ba_dinh) -> None:
    """One dialogue and 66 schools are still missing by the end of the year."""
    gaps = ba_dinh.targets.set_index("target")["gap"]
    assert [gaps["dialogue"], gaps["schools"], gaps["plan"]] == [1, 66, 0]


def test_city_stands_beside_the_unit(ba_dinh) -> None:
    """One of 51 agencies inspected is 1.96%, behind a pace of 7.5%; the row says so."""
    row = ba_dinh.targets.set_index("target").loc["inspected"]
    assert row["city_actual"] == pytest.approx(100 / 51)
    assert row["city_status"] == "behind"


def test_score_by_hand(ba_dinh) -> None:
    """Points of the 2020 method: weights times capped attainments.

    plan 10, tasks 15·5/20, self-inspection 0, initiative 0, index 0, dialogue 10·1/2,
    communication 0, portal 5, schools 5·21/87, on time 15·98/100, online 10·30/100, feedback
    5·9/10; all of 100 applies and was reported.
    """
    points = 10 + 3.75 + 0 + 0 + 0 + 5 + 0 + 5 + 5 * 21 / 87 + 14.7 + 3 + 4.5
    assert ba_dinh.score.score == pytest.approx(points)
    assert ba_dinh.score.weight_reported == 1


def test_rank_is_last_of_those_that_reported(ba_dinh) -> None:
    """All other 28 districts are equal first; Tây Hồ is silent; nothing is known of Q1/2019."""
    score = ba_dinh.score
    assert (score.rank, score.ranked, score.group_size) == (29, 29, 30)
    assert (score.previous_rank, score.rank_change) == (None, None)
    assert (score.subgroup_rank, score.subgroup_ranked) == (11, 11)
    assert score.backcast


def test_group_lists_everybody_once(ba_dinh) -> None:
    """30 districts; the silent one stands last, without a rank, with its reason."""
    group = ba_dinh.group
    assert len(group) == 30
    assert group["unit"].iloc[-1] == SILENT
    assert group["reason"].iloc[-1] == "not_reported"
    assert group.loc[group["is_this"], "unit"].tolist() == ["ba-dinh"]
    assert group["rank"].tolist()[:2] == [1, 1]


def test_sources_lead_to_the_cell(ba_dinh) -> None:
    """Dialogues stand in D13 of the form; the target's row names that source."""
    sources = ba_dinh.sources.set_index("indicator")
    row = sources.loc["dialogues"]
    assert (row["file"], row["sheet"], row["cell"], row["value"]) == (
        "ba-dinh.xlsx", "Biểu 01", "D13", 1,
    )  # fmt: skip
    keys = ba_dinh.targets.set_index("target")["sources"]["dialogue"]
    assert keys == (row["key"],)


def test_trends_reach_back_eight_quarters(ba_dinh) -> None:
    """Eight quarters a series, empty where nothing was taken in; shares in percent."""
    trends = ba_dinh.trends
    on_time = trends[trends["indicator"] == "dossiers-on-time"]
    assert on_time["quarter"].tolist()[0] == "2018-Q2"
    assert on_time["quarter_label"].tolist()[-1] == "I/2020"
    assert on_time["value"].tolist()[-1] == 98
    assert on_time["value"].isna().sum() == 7


def test_doubts_are_those_of_the_unit(ba_dinh) -> None:
    """The problem that was planted in Ba Đình's file, and no other."""
    assert ba_dinh.doubts[["file", "cell", "severity"]].to_numpy().tolist() == [
        ["ba-dinh.xlsx", "D9", "doubtful"]
    ]


def test_head_facts(ba_dinh) -> None:
    """Period, cut-off and due date are those of 581/BNV-CCHC."""
    assert ba_dinh.quarter_title == "quý I năm 2020"
    assert ba_dinh.cut_off == datetime.date(2020, 3, 14)
    assert ba_dinh.due == datetime.date(2020, 3, 20)
    assert ba_dinh.received == datetime.date(2020, 3, 18)
    assert ba_dinh.sample


def test_silent_unit_has_a_report_that_says_so(project) -> None:
    """No figure is made up: every target is not reported, or not applicable."""
    report = open_findings("2020-Q1", project=project).unit_report(SILENT)
    assert set(report.targets["status"]) == {"not_reported", "not_applicable"}
    assert (report.score.rank, report.score.reason) == (None, "not_reported")
    assert report.received is None
    assert report.sources.empty
    assert {"dialogues", "schools-total"} <= set(report.missing["indicator"])


def test_unknown_unit_names_the_nearest(project) -> None:
    """`ba-din` is meant as `ba-dinh`."""
    with pytest.raises(CallError, match="ba-dinh"):
        open_findings("2020-Q1", project=project).unit_report("ba-din")


def test_unknown_language_names_the_known(project) -> None:
    """There are Vietnamese and English."""
    with pytest.raises(CallError, match="vi, en"):
        open_findings("2020-Q1", project=project).unit_report("ba-dinh", "fr")


def test_year_without_a_plan_says_so(project) -> None:
    """2023's plan is not registered."""
    with pytest.raises(CallError, match=r"params/targets/2023\.yml"):
        open_findings("2023-Q1", project=project)


def test_no_ledger_names_the_command(tmp_path, project) -> None:
    """A project without a ledger says what makes one."""
    empty = Project(tmp_path)
    empty.params.symlink_to(project.params)
    with pytest.raises(NotReported, match="cchc intake"):
        open_findings("2020-Q1", project=empty)


def test_english_has_no_vietnamese_words(project) -> None:
    """The English report names targets and units in English."""
    report = open_findings("2020-Q1", project=project).unit_report("ba-dinh", "en")
    words = " ".join([report.unit_title, report.quarter_title, *report.targets["name"]])
    assert words.isascii(), words
