"""The findings of one quarter, from figures to ranks."""

from dataclasses import dataclass

import pandas as pd

from cchc_lib.measure import attain_city, attain_units, rank_units, score_units
from cchc_lib.registry import Quarter, Registry


@dataclass(frozen=True)
class Measured:
    """The findings of one quarter: tables as `measure` gives them."""

    units: pd.DataFrame
    city: pd.DataFrame
    scores: pd.DataFrame
    criteria: pd.DataFrame


def measure_quarter(registry: Registry, figures: pd.DataFrame, quarter: Quarter) -> Measured | None:
    """The findings of one quarter, or None where no plan is registered for its year.

    `figures` are those of `quarter_figures`; targets are held against the year to date.
    """
    plan = registry.plan(quarter.year)
    if plan is None:
        return None
    units = units_frame(registry, quarter)
    rows = figures[figures["quarter"] == str(quarter)]
    to_date = rows.pivot_table(
        index="unit", columns="indicator", values="year_to_date", aggfunc="first"
    )
    findings = attain_units(plan.targets, to_date, units, str(quarter))
    city = attain_city(plan.targets, to_date, units, str(quarter))
    scores, criteria = score_units(registry.scoring(quarter.year), findings, to_date)
    return Measured(findings, city, rank_units(scores, units), criteria)


def units_frame(registry: Registry, quarter: Quarter) -> pd.DataFrame:
    """The units in force: unit, group, subgroup, in register order."""
    units = registry.units_in(quarter)
    return pd.DataFrame(
        [(unit.slug, unit.group, unit.subgroup) for unit in units],
        columns=["unit", "group", "subgroup"],
    )
