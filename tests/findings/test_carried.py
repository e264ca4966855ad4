"""Old districts' figures for new wards: estimates with their shares, apart from figures."""

import pytest

from cchc_lib.findings import carried_to_new_units, open_findings
from cchc_lib.project import Project


def test_districts_are_carried_as_estimates(project: Project) -> None:
    """126 wards and communes; the districts' total of any count stays; shares are left out."""
    findings = open_findings("2020-Q1", project=project)
    found = carried_to_new_units(findings, project.params)
    assert found.estimates["unit"].nunique() == 126
    assert "value" not in found.estimates.columns
    figures = findings.figures
    reported = figures[(figures["quarter"] == "2020-Q1") & (figures["indicator"] == "dialogues")]
    districts = [unit.slug for unit in findings.registry.units_in(findings.quarter)
                 if unit.level == "district"]  # fmt: skip
    total = reported.loc[reported["unit"].isin(districts), "value"].sum()
    dialogues = found.estimates[found.estimates["indicator"] == "dialogues"]
    known = dialogues["estimate"].dropna()
    assert 0 < known.sum() < total
    assert set(dialogues.loc[dialogues["estimate"].isna(), "missing"]) == {"tay-ho"}
    shares = found.shares.groupby("district")["share"].sum()
    assert len(shares) == 30
    assert shares.tolist() == pytest.approx([1] * 30)
    assert set(found.left_out["reason"]) == {"not_additive"}
    assert "plan-implemented" in set(found.left_out["indicator"])
