"""Small numbers of persons stay off the pages, and cannot be worked out from what is on them."""

import dataclasses
import shutil

import pandas as pd
import pytest

from cchc_lib.findings import Findings, open_findings
from cchc_lib.intake import Problem
from cchc_lib.ledger import Ledger
from cchc_lib.measure import audit
from cchc_lib.project import Project
from cchc_lib.registry import Quarter, Registry
from tests.conftest import ROOT
from tests.findings.conftest import take

CASES = {"ba-dinh": 2, "tay-ho": 7, "cau-giay": 9, "ba-vi": 0}
"""Persons disciplined in four districts; everybody else reported none."""


@pytest.fixture(scope="module")
def findings(tmp_path_factory, registry: Registry) -> Findings:
    """Every unit's discipline cases of the first quarter of 2020."""
    home = Project(tmp_path_factory.mktemp("persons"))
    shutil.copytree(ROOT / "params", home.params)
    ledger = Ledger.create(home.ledger, home.submissions)
    for unit in registry.units_in(Quarter(2020, 1)):
        take(ledger, unit.slug, "2020-Q1", {"discipline-cases": float(CASES.get(unit.slug, 0))})
    return open_findings("2020-Q1", project=home)


def shown(findings: Findings, unit: str) -> tuple[bool, bool]:
    """Whether the unit's page keeps the figure back, and whether its value is gone."""
    row = findings.unit_report(unit).sources.set_index("indicator").loc["discipline-cases"]
    return bool(row["hidden"]), bool(row[["value", "reported"]].isna().all())


def test_a_small_number_is_kept_back_and_nobody_can_work_it_out(findings) -> None:
    """Ba Đình's 2 is hidden, and with it Tây Hồ's 7: the total of 18 would give it away alone."""
    assert shown(findings, "ba-dinh") == (True, True)
    assert shown(findings, "tay-ho") == (True, True)
    assert shown(findings, "cau-giay") == (False, False)
    assert shown(findings, "ba-vi") == (False, False)


def test_what_pages_show_leaves_the_figure_open(findings) -> None:
    """By everything printed, Ba Đình's cases may be any number from 1 to 8."""
    slugs = {unit.slug: unit.group for unit in findings.registry.units_in(findings.quarter)}
    now = findings.observations.set_index("unit")["value"]
    hidden = {unit: shown(findings, unit)[0] for unit in slugs}
    totals = findings.city_report().persons.set_index("group")["hidden"]
    groups = dict.fromkeys(slugs.values())
    marked = [*hidden.values(), *(totals[group] for group in groups), totals[""]]
    values = now.reindex(list(slugs))
    bounds = audit(
        values, type(values)(marked), type(values)(slugs), totals=("group", "all")
    )  # fmt: skip
    assert bounds.loc["ba-dinh"].tolist() == [1, 8]


def test_totals_that_give_nothing_away_are_shown(findings) -> None:
    """18 in the districts, 0 in the departments, 18 in the city."""
    table = findings.city_report().persons.set_index("group")
    assert table["value"].to_dict() == {"departments": 0, "districts": 18, "": 18}
    assert table["reported"].to_dict() == {"departments": 22, "districts": 30, "": 52}
    assert not table["hidden"].any()


WINDOWS = {1: "year_to_date", 2: "year_to_date", 3: "quarter"}


@pytest.fixture(scope="module")
def third(tmp_path_factory, registry: Registry) -> Findings:
    """Sở Nội vụ: 3 in the half year (hidden), 10 in the third quarter; the others none."""
    home = Project(tmp_path_factory.mktemp("third"))
    shutil.copytree(ROOT / "params", home.params)
    ledger = Ledger.create(home.ledger, home.submissions)
    for number, value in ((1, 0), (2, 3), (3, 10)):
        for unit in registry.units_in(Quarter(2020, number)):
            cases = float(value if unit.slug == "so-noi-vu" else 0)
            take(ledger, unit.slug, f"2020-Q{number}", {"discipline-cases": cases},
                 window=WINDOWS[number])  # fmt: skip
    return open_findings("2020-Q3", project=home)


def test_what_was_kept_back_stays_so_for_the_year(third) -> None:
    """10 and a total of 13 would give the half year's 3 away: neither is shown."""
    rows = third.unit_report("so-noi-vu").sources
    mine = rows[rows["indicator"] == "discipline-cases"].set_index("quarter")
    assert mine["hidden"].to_dict() == {"2020-Q2": True, "2020-Q3": True}
    assert mine["value"].isna().all()
    totals = third.city_report().persons.set_index("group")["hidden"]
    assert totals.to_dict() == {"departments": True, "districts": False, "": True}


def test_a_doubt_of_persons_shows_no_figure(third) -> None:
    """Whatever is wrong with the figure, the page says only that something is, and where."""
    doubt = Problem(
        code="not-a-number", severity="refuse", file="so-noi-vu.xlsx", sheet="Biểu 01", cell="D9",
        unit="so-noi-vu", quarter="2020-Q3", indicator="discipline-cases", found="3 vụ",
        expected="4",
    )  # fmt: skip
    findings = dataclasses.replace(third, problems=((doubt, "0" * 64),))
    for table in (findings.unit_report("so-noi-vu").doubts, findings.intake_review().doubts):
        (row,) = table.to_dict("records")
        assert [row["found"], row["expected"], row["cell"]] == ["", "", "D9"]
        assert row["message"].startswith("Số đếm người không hiển thị có vấn đề")


def test_a_correction_of_persons_shows_neither_figure_nor_reason(third) -> None:
    """Its reason may tell the number."""
    row = {
        "unit": "so-noi-vu", "quarter": "2020-Q2", "indicator": "discipline-cases", "found": 2.0,
        "becomes": 3.0, "reason": "sửa 2 thành 3", "author": "Sở Nội vụ", "date": None,
        "status": "applied", "file_name": "so-noi-vu.xlsx", "sheet": "Biểu 01", "cell": "D9",
    }  # fmt: skip
    findings = dataclasses.replace(third, corrections=pd.DataFrame([row]))
    shown = findings.unit_report("so-noi-vu").corrections.iloc[0]
    assert shown[["reported", "corrected"]].isna().all()
    assert [shown["reason"], bool(shown["hidden"])] == ["không hiển thị", True]


def test_ledger_keeps_every_figure(findings) -> None:
    """Only pages hold back: the analysts' own table is whole."""
    row = findings.observations.set_index("unit").loc["ba-dinh"]
    assert row["value"] == 2
