"""Figures of the old districts carried to wards and communes: labelled estimates, never figures.

In: the findings of a quarter before 01/07/2025 and params/units/old_to_new.csv. Out: estimates by
new unit with the share table that made them. No page mixes them with what units reported.
"""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from cchc_lib.findings.quarter import Findings
from cchc_lib.measure import carry_figures, carry_shares
from cchc_lib.registry import Unit
from cchc_lib.registry.units import read_successions


@dataclass(frozen=True, eq=False)
class Carried:
    """Estimates (unit, quarter, indicator, estimate, basis, sources, missing), the shares of each
    district (district, unit, share, basis), and what cannot be carried, with the reason.
    """

    estimates: pd.DataFrame
    shares: pd.DataFrame
    left_out: pd.DataFrame


def carried_to_new_units(findings: Findings, params: Path) -> Carried:
    """The districts' figures of the quarter alone as estimates for the units that came after them.

    Each old commune counts the same, and one that was split counts in equal parts: what would hold
    if all communes of a district were alike. Departments went on and are not carried.
    """
    pairs = pd.DataFrame(
        [(one.old_code, one.old_district_code, one.new_code) for one in read_successions(params)],
        columns=["old", "district", "new"],
    )
    shares = carry_shares(pairs)
    registered = findings.registry.units.all
    named = shares.assign(
        district=shares["district"].map(_slugs(registered, "district")),
        unit=shares["unit"].map(_slugs(registered, "commune")),
    )
    groups = {unit.slug: unit.level for unit in findings.registry.units_in(findings.quarter)}
    table = findings.figures
    mine = table[
        (table["quarter"] == str(findings.quarter)) & (table["unit"].map(groups) == "district")
    ]
    kinds = {name: one.kind for name, one in findings.registry.indicators.items()}
    estimates, left_out = carry_figures(mine, named, kinds)
    return Carried(estimates, named, left_out)


def _slugs(units: tuple[Unit, ...], level: str) -> dict[str, str]:
    """The slug of the last unit that had each code at one level."""
    return {unit.code: unit.slug for unit in units if unit.level == level}
