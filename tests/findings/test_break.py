"""Nothing runs across 01/07/2025, when districts ended and wards began."""

import datetime
import hashlib
import shutil

import pytest

from cchc_lib.findings import Findings, open_findings
from cchc_lib.intake import Figure, Reading, Submission
from cchc_lib.ledger import Ledger
from cchc_lib.project import Project
from tests.conftest import ROOT

WINDOWS = {
    "2025-Q1": "year_to_date",
    "2025-Q2": "year_to_date",
    "2025-Q3": "quarter",
    "2025-Q4": "year_to_date",
}
DOSSIERS = ("dossiers-resolved-early", "dossiers-resolved-on-time", "dossiers-resolved")


def report(ledger: Ledger, unit: str, quarter: str, timely: float, resolved: float) -> None:
    """One unit's dossiers of one quarter."""
    values = dict(zip(DOSSIERS, (0.0, timely, resolved), strict=True))
    content = f"{unit} {quarter} {values}".encode()
    figures = tuple(
        Figure(unit, quarter, name, value, WINDOWS[quarter], "II.06a", f"D{row}")
        for row, (name, value) in enumerate(values.items(), start=8)
    )
    submission = Submission(
        sha256=hashlib.sha256(content).hexdigest(), file_name=f"{unit}-{quarter}.xlsx",
        container="xlsx", form="unit-form-2025", received=datetime.date(2025, 9, 18), sample=True,
        covers=((unit, quarter),),
    )  # fmt: skip
    ledger.add(Reading(submission, figures, ()), content)


@pytest.fixture(scope="module")
def findings(tmp_path_factory) -> Findings:
    """Ba Đình, district and then ward, and Sở Nội vụ, in the quarters around the break."""
    home = Project(tmp_path_factory.mktemp("break"))
    shutil.copytree(ROOT / "params", home.params)
    ledger = Ledger.create(home.ledger, home.submissions)
    reported = (("2025-Q1", 380, 400), ("2025-Q2", 900, 1000), ("2025-Q3", 95, 100))
    for quarter, timely, resolved in reported:
        for unit in ("phuong-ba-dinh" if quarter == "2025-Q3" else "ba-dinh", "so-noi-vu"):
            report(ledger, unit, quarter, timely, resolved)
    return open_findings("2025-Q3", project=home)


def test_a_wards_year_begins_with_it(findings) -> None:
    """95 of 100 in its first quarter, not 995 of 1,100 with the old district's half year."""
    now = findings.now.figures.loc["phuong-ba-dinh"]
    assert now["dossiers-resolved"] == 100
    assert findings.now.figures.loc["so-noi-vu", "dossiers-resolved"] == 1100


def test_a_ward_has_no_earlier_quarters(findings) -> None:
    """No trend, no comparison and no earlier rank from the district of the same name."""
    ward = findings.unit_report("phuong-ba-dinh")
    trends = ward.trends[ward.trends["indicator"] == "dossiers-resolved"].set_index("quarter")
    assert trends["value"].dropna().to_dict() == {"2025-Q3": 100}
    row = ward.comparisons.set_index("series").loc["dossiers-resolved"]
    assert row[["previous", "year_before"]].isna().all()
    assert ward.score.rank_change is None
    department = findings.unit_report("so-noi-vu")
    row = department.comparisons.set_index("series").loc["dossiers-resolved"]
    assert [row["now"], row["previous"]] == [100, 600]


def test_problems_are_not_sought_across_the_break(findings) -> None:
    """A ward with a tenth of the district's dossiers has done nothing odd."""
    odd = [problem for problem, _ in findings.problems if problem.unit == "phuong-ba-dinh"]
    assert [problem.code for problem in odd if "before" in problem.code] == []
    assert ("ba-dinh", "2025-Q2") not in set(
        zip(findings.observations["unit"], findings.observations["quarter"], strict=True)
    )
