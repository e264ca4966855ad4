"""Where a unit stands, what moved it, and how sure that is."""

import math
import shutil

import pytest

from cchc_lib.findings import Findings, open_findings
from cchc_lib.ledger import Ledger
from cchc_lib.project import Project
from tests.conftest import ROOT
from tests.findings.conftest import ALL_MET, DISTRICT, SILENT, take


@pytest.fixture
def findings(project: Project) -> Findings:
    """The first quarter of 2020: everybody met all they report, but Ba Đình."""
    return open_findings("2020-Q1", project=project)


def test_ranks_are_told_apart_by_their_errors(findings) -> None:
    """The 28 equal districts share rank 1 with sets of 1 to 28; Ba Đình is last for certain.

    Tây Hồ is silent and has neither a rank nor a set.
    """
    league = findings.city_report().league.set_index("unit")
    ba_vi, ba_dinh = league.loc["ba-vi"], league.loc["ba-dinh"]
    assert ba_vi[["rank", "rank_lower", "rank_upper"]].tolist() == [1, 1, 28]
    assert ba_dinh[["rank", "rank_lower", "rank_upper"]].tolist() == [29, 29, 29]
    assert league.loc[SILENT, ["rank", "rank_lower", "rank_upper"]].isna().all()


def test_the_unit_says_what_the_city_says(findings) -> None:
    """The same set on the unit's page as in the league, and the rules behind it."""
    sure = findings.unit_report("ba-dinh").certainty
    assert [sure.lower, sure.upper, sure.weights_lower, sure.weights_upper] == [29] * 4
    assert [sure.confidence, sure.spread, sure.draws] == [0.95, 0.2, 1000]
    assert findings.unit_report(SILENT).certainty is None


def test_first_quarter_is_compared_with_the_first_quarter_of_last_year(project, findings) -> None:
    """Attainment starts anew: the fourth quarter of 2019 says nothing of the first of 2020."""
    score = findings.unit_report("ba-dinh").score
    assert [score.compared_title, score.rank_change, score.own_places] == ["I/2019", None, None]
    assert math.isnan(score.score_change)
    assert findings.unit_report("ba-dinh").moves.empty
    assert findings.city_report().league["rank_change"].isna().all()


def test_shares_of_outcomes_have_an_interval_and_a_place(findings) -> None:
    """98 of 100 dossiers: 93.0 to 99.4% (Wilson); the group's own share is 98%, all as usual."""
    shares = findings.unit_report("ba-vi").shares.set_index("series")
    row = shares.loc["dossiers-on-time"]
    assert [row["part"], row["whole"], row["share"], row["group_share"]] == [98, 100, 98, 98]
    assert [round(row["lower"], 1), round(row["upper"], 1)] == [93.0, 99.4]
    assert [row["position"], row["tau2"]] == ["within", 0]
    assert findings.unit_report(SILENT).shares.empty


def test_comparison_begins_with_the_score(findings) -> None:
    """Ba Đình beside the best of its group, in the quarter and in the one before."""
    table = findings.unit_report("ba-dinh").comparisons.set_index("series")
    score = table.loc["score"]
    league = findings.city_report().league.set_index("unit")["score"]
    assert score["now"] == league["ba-dinh"]
    assert score["group_best"] == league["ba-vi"]
    assert score["compared"] == 29
    assert math.isnan(score["previous"])
    assert math.isnan(score["year_before"])
    dialogues = table.loc["dialogues"]
    assert [dialogues["now"], dialogues["group_median"], dialogues["group_best"]] == [1, 2, 2]


FULL = ALL_MET | DISTRICT | {
    "plan-tasks-done": 20, "dossiers-received-online": 100, "dossiers-received-in-person": 0,
}  # fmt: skip


@pytest.fixture(scope="module")
def year(tmp_path_factory) -> Project:
    """Two districts in two first quarters and at the end of 2020."""
    home = Project(tmp_path_factory.mktemp("year"))
    shutil.copytree(ROOT / "params", home.params)
    ledger = Ledger.create(home.ledger, home.submissions)
    take(ledger, "ba-vi", "2019-Q1", FULL | {"portal-posted": 0, "communication-plan": 0})
    take(ledger, "ba-dinh", "2019-Q1", FULL | {"portal-posted": 0})
    take(ledger, "ba-vi", "2020-Q1", FULL | {"communication-plan": 0})
    take(ledger, "ba-dinh", "2020-Q1", {k: v for k, v in FULL.items() if k != "portal-posted"})
    take(ledger, "ba-vi", "2020-Q4", FULL)
    take(ledger, "ba-dinh", "2020-Q4", FULL | {"plan-implemented": 0, "plan-tasks-done": 0})
    return home


def test_change_is_traced_to_criteria_and_others(year) -> None:
    """Ba Vì posted its news (+5), which alone would have caught up with Ba Đình; but Ba Đình,
    silent on its news, is now measured on the rest. Silence is marked, and is no loss.
    """
    report = open_findings("2020-Q1", project=year).unit_report("ba-vi")
    score = report.score
    assert [score.previous_rank, score.rank, score.rank_change, score.own_places] == [2, 2, 0, 1]
    assert score.score_change == pytest.approx(5)
    moves = report.moves.set_index("criterion")
    assert moves.loc["portal", ["points_before", "points", "moved"]].tolist() == [0, 5, 5]
    assert report.moves["criterion"].tolist()[0] == "portal"
    assert moves["counted"].all()
    silent = open_findings("2020-Q1", project=year).unit_report("ba-dinh").moves
    row = silent.set_index("criterion").loc["portal"]
    assert [row["moved"], bool(row["counted_before"]), bool(row["counted"])] == [0, True, False]


def test_full_year_has_a_class_and_a_quarter_has_none(year) -> None:
    """99.2 points of the year are group A, 74.2 no class; in March there is none."""
    december = open_findings("2020-Q4", project=year)
    assert december.unit_report("ba-vi").score.band == "nhóm A"
    assert december.unit_report("ba-vi", "en").score.band == "group A"
    assert december.unit_report("ba-dinh").score.band == ""
    assert open_findings("2020-Q1", project=year).unit_report("ba-vi").score.band == ""


def test_counts_are_projected_to_the_year(findings) -> None:
    """One dialogue in 91 of 366 days would make 4 a year; a flag is not projected."""
    targets = findings.unit_report("ba-dinh").targets.set_index("target")
    assert targets.loc["dialogue", "projected"] == pytest.approx(366 / 91)
    assert math.isnan(targets.loc["plan", "projected"])
    assert targets[["lower", "upper"]].isna().all().all()
