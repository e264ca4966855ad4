"""The ten targets of the city, worked out by hand, and who is missing."""

import pytest

from cchc_lib.findings import CityReport, open_findings
from cchc_lib.project import Project
from tests.findings.conftest import LATE, SILENT


@pytest.fixture
def city(project: Project) -> CityReport:
    """The city's report for the first quarter of 2020: 51 of 52 units reported."""
    return open_findings("2020-Q1", project=project).city_report()


def test_ten_targets_by_hand(city) -> None:
    """K of n units or items, and the status, for each of the ten targets.

    Only Ba Đình differs from the others. plan and portal: 51 of 51, but Tây Hồ is silent, so 100%
    is not certain. dialogue: 50 of 51 reached two, all keep pace. schools: 21 + 28·40 of
    87 + 28·40.
    publication: 5 of 5 in each of 22 departments.
    """
    table = city.targets.set_index("target")
    found = {
        name: (row["numerator"], row["denominator"], row["status"])
        for name, row in table.iterrows()
    }
    assert found == {
        "plan": (51, 51, "not_reported"),
        "inspected": (1, 51, "behind"),
        "self-inspection": (50, 51, "on_track"),
        "initiative": (50, 51, "on_track"),
        "index-scoring": (28, 29, "on_track"),
        "dialogue": (50, 51, "on_track"),
        "communication": (50, 51, "behind"),
        "publication": (110, 110, "met"),
        "portal": (51, 51, "not_reported"),
        "schools": (1141, 1207, "on_track"),
    }


def test_coverage_travels_with_the_share(city) -> None:
    """51 of 52 units stand behind the share of units; 29 of 30 districts behind the schools."""
    table = city.targets.set_index("target")
    assert table.loc["plan", ["reported", "expected"]].tolist() == [51, 52]
    assert table.loc["schools", ["reported", "expected"]].tolist() == [29, 30]


def test_league_lists_all_units_once(city) -> None:
    """52 rows; ranks count within the group."""
    league = city.league
    assert sorted(league["unit"]) == sorted(set(league["unit"]))
    assert len(league) == 52
    departments = league[league["group"] == "departments"]
    assert set(departments["rank"]) == {1}
    assert league["rank_change"].isna().all()


def test_receipts_tell_on_time_late_and_missing(city) -> None:
    """50 in time, one late by five days, one missing."""
    receipts = city.receipts.set_index("unit")
    assert receipts["status"].value_counts().to_dict() == {"on_time": 50, "late": 1, "missing": 1}
    assert receipts.loc[LATE, "days_late"] == 5
    assert receipts.loc[SILENT, "status"] == "missing"


def test_quality_counts_figures_and_problems(city) -> None:
    """Ba Đình has one doubtful figure; the silent unit reported none of what it should."""
    quality = city.quality.set_index("unit")
    assert quality.loc["ba-dinh", ["refuse", "doubtful", "note"]].tolist() == [0, 1, 0]
    assert quality.loc[SILENT, "reported"] == 0
    assert quality.loc[SILENT, "expected"] == quality.loc["ba-dinh", "expected"] > 10


def test_heat_holds_the_targets_that_units_are_held_to(city) -> None:
    """52 units × 8 targets; the city's own two are not in it."""
    assert len(city.heat) == 52 * 8
    assert not set(city.heat["target"]) & {"inspected", "publication"}


def test_files_of_the_quarter(project) -> None:
    """51 files came; each speaks for one unit."""
    files = open_findings("2020-Q1", project=project).intake_review().files
    assert len(files) == 51
    assert set(files["units"]) == {1}
    assert files.set_index("file").loc["ba-dinh.xlsx", "doubtful"] == 1
