"""A small ledger made by hand: every unit of the first quarter of 2020, few figures each."""

import datetime
import hashlib
import shutil

import pytest

from cchc_lib.intake import Figure, Problem, Reading, Submission
from cchc_lib.ledger import Ledger
from cchc_lib.project import Project
from cchc_lib.registry import Quarter, Registry, Unit, Window
from tests.conftest import ROOT

SILENT = "tay-ho"
LATE = "ba-vi"
ALL_MET: dict[str, float] = {
    "plan-implemented": 1,
    "plan-tasks-assigned": 20,
    "plan-tasks-done": 5,
    "self-inspection": 1,
    "initiatives": 1,
    "dialogues": 2,
    "communication-plan": 1,
    "portal-posted": 1,
    "inspected-by-city": 0,
    "feedback-received": 10,
    "feedback-resolved": 9,
    "dossiers-resolved": 100,
    "dossiers-resolved-early": 60,
    "dossiers-resolved-on-time": 38,
    "dossiers-received-online": 30,
    "dossiers-received-in-person": 70,
}
DISTRICT: dict[str, float] = {"index-scoring": 1, "schools-total": 40, "schools-informed": 40}
DEPARTMENT: dict[str, float] = {
    "legal-documents-issued": 3,
    "legal-documents-published": 3,
    "procedure-decisions-issued": 2,
    "procedure-decisions-published": 2,
}
BA_DINH: dict[str, float] = {
    "plan-implemented": 1,
    "self-inspection": 0,
    "initiatives": 0,
    "index-scoring": 0,
    "dialogues": 1,
    "communication-plan": 0,
    "portal-posted": 1,
    "inspected-by-city": 1,
    "schools-total": 87,
    "schools-informed": 21,
}


DOUBT = Problem(
    code="outside-limits", severity="doubtful", file="ba-dinh.xlsx", sheet="Biểu 01", cell="D9",
    unit="ba-dinh", quarter="2020-Q1", indicator="dialogues", found="1", expected="2",
)  # fmt: skip


def figures_of(unit: Unit) -> dict[str, float]:
    """What one unit reported for the first quarter of 2020."""
    group = DISTRICT if unit.group == "districts" else DEPARTMENT
    return ALL_MET | group | (BA_DINH if unit.slug == "ba-dinh" else {})


def take(
    ledger: Ledger, unit: str, quarter: str, figures: dict[str, float],
    window: Window = "year_to_date",
) -> None:  # fmt: skip
    """Append one unit's own report, as intake would have read it."""
    content = f"{unit} {quarter} {figures}".encode()
    rows = tuple(
        Figure(unit, quarter, name, value, window, "Biểu 01", f"D{row}")
        for row, (name, value) in enumerate(figures.items(), start=8)
    )
    submission = Submission(
        sha256=hashlib.sha256(content).hexdigest(),
        file_name=f"{unit}.xlsx",
        container="xlsx",
        form="unit-form-2020",
        received=datetime.date(2020, 3, 25 if unit == LATE else 18),
        sample=True,
        covers=((unit, quarter),),
    )
    problems = (DOUBT,) if (unit, quarter) == ("ba-dinh", "2020-Q1") else ()
    ledger.add(Reading(submission, rows, problems), content)


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory, registry: Registry) -> Project:
    """A project with the ledger described above: 51 of 52 units reported, one late."""
    home = Project(tmp_path_factory.mktemp("project"))
    shutil.copytree(ROOT / "params", home.params)
    ledger = Ledger.create(home.ledger, home.submissions)
    for unit in registry.units_in(Quarter(2019, 4)):
        take(ledger, unit.slug, "2019-Q4", ALL_MET)
    for unit in registry.units_in(Quarter(2020, 1)):
        if unit.slug != SILENT:
            take(ledger, unit.slug, "2020-Q1", figures_of(unit))
    return home
