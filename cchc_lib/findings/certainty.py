"""How sure a report is: of ranks, and of the shares that are made of outcomes.

In: a report of one quarter. Out: what its pages say of one unit, and the tables of a whole city.
"""

import math
from dataclasses import dataclass

import pandas as pd

from cchc_lib.findings.report import Report
from cchc_lib.measure import rank_certainty, share_positions
from cchc_lib.registry import Unit

SHARE_COLUMNS = [
    "series", "name", "unit", "unit_name", "group", "group_name", "part", "whole", "share", "lower",
    "upper", "group_share", "tau2", "position", "inner", "outer",
]  # fmt: skip


@dataclass(frozen=True)
class RankCertainty:
    """How sure one unit's rank is.

    With `confidence`, its rank lies from `lower` to `upper`; `tied` other units share it. With each
    weight moved by up to `spread` of itself, `draws` times, its rank lies from `weights_lower` to
    `weights_upper` in that share of the draws.
    """

    confidence: float
    tied: int
    lower: int
    upper: int
    spread: float
    draws: int
    weights_lower: int
    weights_upper: int


def group_certainty(report: Report, group: str) -> pd.DataFrame:
    """How sure the ranks of one group are; empty for a year without a method."""
    registry = report.findings.registry
    scoring = registry.scoring(report.quarter.year)
    if scoring is None:
        return pd.DataFrame(columns=["unit", "rank", "lower", "upper"])
    return rank_certainty(report.findings.now, scoring, registry.certainty, group)


def rank_certainty_of(report: Report, unit: Unit) -> RankCertainty | None:
    """How sure the unit's rank is; None where it has none."""
    rules = report.findings.registry.certainty
    table = group_certainty(report, unit.group)
    mine = table[table["unit"] == unit.slug]
    if mine.empty or math.isnan(mine["rank"].iloc[0]):
        return None
    row = mine.iloc[0]
    return RankCertainty(
        confidence=rules.confidence,
        tied=int(row["tied"]),
        lower=int(row["lower"]),
        upper=int(row["upper"]),
        spread=rules.weights,
        draws=rules.draws,
        weights_lower=int(row["weights_lower"]),
        weights_upper=int(row["weights_upper"]),
    )


def unit_shares(report: Report, unit: Unit) -> pd.DataFrame:
    """The unit's shares that are made of outcomes, year to date, where it reported them."""
    table = city_shares(report)
    mine = table[(table["unit"] == unit.slug) & table["share"].notna()]
    return mine.reset_index(drop=True)


def city_shares(report: Report) -> pd.DataFrame:
    """Every unit's shares, with interval, the group's own share and the place in its funnel."""
    findings = report.findings
    registry = findings.registry
    rules = registry.certainty
    followed = [one for one in registry.trends if one.id in rules.funnel.series]
    groups = pd.Series({slug: unit.group for slug, unit in report.units.items()})
    table = share_positions(findings.now.figures, groups, followed, rules)
    names = {series.id: series.name[report.language] for series in followed}
    return table.assign(
        name=table["series"].map(names),
        unit_name=table["unit"].map(report.unit_name),
        group_name=table["group"].map(report.group_name),
    )[SHARE_COLUMNS]
