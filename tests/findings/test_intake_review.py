"""Corrections and refused files, as the reports show them."""

import datetime
import shutil

import pytest

from cchc_lib.errors import SubmissionError
from cchc_lib.findings import open_findings
from cchc_lib.ledger import Ledger, record_corrections, record_refusal
from cchc_lib.project import Project
from cchc_lib.registry.corrections import Correction


@pytest.fixture
def changed(project: Project, tmp_path) -> Project:
    """A copy of the project, for tests that append to its ledger."""
    home = Project(tmp_path / "copy")
    shutil.copytree(project.root, home.root)
    return home


def ledger_of(home: Project) -> Ledger:
    """Its ledger."""
    return Ledger.open(home.ledger, home.submissions)


def correct(home: Project, registry, *changes: tuple[str, str, float | None, float | None]) -> None:
    """Record corrections of the first quarter of 2020: unit, indicator, expected, corrected."""
    corrections = [
        Correction(
            unit=unit, quarter="2020-Q1", indicator=indicator, expects=expects, becomes=becomes,
            reason="Ghi nhầm", author="Sở Nội vụ", date=datetime.date(2020, 4, 2),
        )
        for unit, indicator, expects, becomes in changes
    ]  # fmt: skip
    record_corrections(ledger_of(home), corrections, registry.calendar)


def test_units_report_shows_its_own_corrections(changed, registry) -> None:
    """Reported and corrected figure, the reason, and the cell; another unit's are not shown."""
    correct(changed, registry, ("ba-dinh", "dialogues", 1, 2), ("ba-vi", "dialogues", 2, 1))
    report = open_findings("2020-Q1", project=changed).unit_report("ba-dinh")
    columns = ["reported", "corrected", "reason", "author", "status", "file", "cell"]
    assert report.corrections[columns].to_numpy().tolist() == [
        [1, 2, "Ghi nhầm", "Sở Nội vụ", "applied", "ba-dinh.xlsx", "D13"]
    ]
    assert report.targets.set_index("target").loc["dialogue", "status"] == "met"


def test_source_of_a_corrected_figure_shows_both(changed, registry) -> None:
    """The figure that counts and the one in the file."""
    correct(changed, registry, ("ba-dinh", "dialogues", 1, 2))
    report = open_findings("2020-Q1", project=changed).unit_report("ba-dinh")
    sources = report.sources.set_index("indicator")
    assert sources.loc["dialogues", ["value", "reported"]].tolist() == [2, 1]
    assert sources.loc["schools-total", ["value", "reported"]].tolist() == [87, 87]


def test_review_shows_all_corrections_of_the_quarter(changed, registry) -> None:
    """Also one that does not fit any more, which is a problem besides."""
    correct(changed, registry, ("ba-dinh", "dialogues", 7, 2), ("ba-vi", "dialogues", 2, 1))
    review = open_findings("2020-Q1", project=changed).intake_review()
    shown = review.corrections[["unit_name", "status"]].to_numpy().tolist()
    assert shown == [["Quận Ba Đình", "stale"], ["Huyện Ba Vì", "applied"]]
    refused = review.doubts[review.doubts["severity"] == "refuse"]
    assert refused[["unit", "file", "cell"]].to_numpy().tolist() == [
        ["ba-dinh", "ba-dinh.xlsx", "D13"]
    ]


def test_report_without_corrections_has_an_empty_table(project) -> None:
    """In the unit's report and in the review."""
    findings = open_findings("2020-Q1", project=project)
    assert findings.unit_report("ba-dinh").corrections.empty
    assert findings.intake_review().corrections.empty


@pytest.mark.parametrize(
    ("quarter", "received", "shown"),
    [("2019-Q4", "2019-12-14", 0), ("2019-Q4", "2019-12-15", 1), ("2019-Q4", "2020-03-14", 1),
     ("2019-Q4", "2020-03-15", 0), ("2020-Q1", "2019-12-14", 0), ("2020-Q1", "2019-12-15", 1),
     ("2020-Q1", "2026-11-25", 1)],
)  # fmt: skip
def test_refused_file_is_shown_where_its_report_was_awaited(
    changed, quarter, received, shown
) -> None:
    """From the end of the quarter's window to the end of the next one's; the newest quarter has all
    that came later, too.
    """
    error = SubmissionError("error.empty-file", file="rỗng.xlsx")
    day = datetime.date.fromisoformat(received)
    record_refusal(ledger_of(changed), b"", "rỗng.xlsx", day, error)
    refusals = open_findings(quarter, project=changed).intake_review().refusals
    assert refusals[["file", "message"]].to_numpy().tolist() == [
        ["rỗng.xlsx", "Tệp “rỗng.xlsx” rỗng. Đề nghị đơn vị gửi lại tệp có số liệu."]
        for _ in range(shown)
    ]


def test_ledger_of_refused_files_alone_has_its_reports(project, tmp_path) -> None:
    """Nobody has reported, and the review says which file could not be read."""
    home = Project(tmp_path)
    shutil.copytree(project.params, home.params)
    ledger = Ledger.create(home.ledger, home.submissions)
    error = SubmissionError("error.empty-file", file="rỗng.xlsx")
    record_refusal(ledger, b"", "rỗng.xlsx", datetime.date(2020, 3, 18), error)
    findings = open_findings("2020-Q1", project=home)
    assert len(findings.intake_review().refusals) == 1
    assert set(findings.unit_report("ba-dinh").targets["status"]) == {
        "not_reported", "not_applicable",
    }  # fmt: skip
    assert findings.unit_report("ba-dinh").sources.empty
