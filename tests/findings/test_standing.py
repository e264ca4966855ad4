"""Where a unit stands, what moved it, and how sure that is."""

import math

import pytest

from cchc_lib.findings import Findings, open_findings
from cchc_lib.project import Project
from tests.findings.conftest import SILENT


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
    assert table.loc["dialogues", "previous"] == 2
    dialogues = table.loc["dialogues"]
    assert [dialogues["now"], dialogues["group_median"], dialogues["group_best"]] == [1, 2, 2]


def test_full_year_has_a_class_and_a_quarter_has_none(project, findings) -> None:
    """Of the full year 2019 everybody is in group A; in March there are no classes."""
    assert findings.unit_report("ba-vi").score.band == ""
    year = open_findings("2019-Q4", project=project)
    assert year.unit_report("ba-vi").score.score >= 80
    assert year.unit_report("ba-vi").score.band in ("nhóm A", "nhóm B")
    assert year.unit_report("ba-vi", "en").score.band.startswith("group")


def test_counts_are_projected_to_the_year(findings) -> None:
    """One dialogue in 91 of 366 days would make 4 a year; a flag is not projected."""
    targets = findings.unit_report("ba-dinh").targets.set_index("target")
    assert targets.loc["dialogue", "projected"] == pytest.approx(366 / 91)
    assert math.isnan(targets.loc["plan", "projected"])
    assert targets[["lower", "upper"]].isna().all().all()
