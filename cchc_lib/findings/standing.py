"""Where a unit stands: its score, its place in group and sub-group, and what moved them."""

import math
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cchc_lib.findings.report import Report
from cchc_lib.findings.series import quarter_label
from cchc_lib.measure import Measured, criterion_moves, rank_changes
from cchc_lib.registry import Quarter, Unit

MOVE_COLUMNS = ["criterion", "name", "points_before", "points", "moved"]


@dataclass(frozen=True)
class ScoreLine:
    """A unit's score and place. `rank_change` is positive when the unit rose.

    What moved it is told against `compared`: the quarter before, or in a first quarter, when
    attainment starts anew, the same quarter a year ago. Of `compared_change` places, `own_places`
    are the unit's doing, the rest the other units'; `score_change` is in points. `reason` tells why
    there is no rank: `no_method`, `not_reported`, `too_little_reported`. `backcast`: the quarter
    before lies in a year without a plan of its own and was measured by this year's method.
    """

    score: float
    rank: int | None
    ranked: int
    group_size: int
    rank_change: int | None
    compared_title: str
    compared_change: int | None
    own_places: int | None
    score_change: float
    previous_rank: int | None
    previous_quarter_title: str
    subgroup_name: str
    subgroup_rank: int | None
    subgroup_ranked: int
    weight_reported: float
    adjustment: float
    band: str
    reason: str | None
    backcast: bool


def score_line(report: Report, unit: Unit) -> ScoreLine:
    """The unit's score and place in the report's quarter, beside the quarter before."""
    registry = report.findings.registry
    scores = report.findings.now.scores
    now: dict[Any, Any] = scores[scores["unit"] == unit.slug].to_dict("records")[0]
    last = _changes(report.findings.before, report, unit)
    change = _changes(_compared(report), report, unit)
    subgroup = registry.units.group(unit.group).subgroups.get(unit.subgroup or "")
    previous = report.quarter.previous()
    scoring = registry.scoring(previous.year)
    return ScoreLine(
        score=float(now["score"]),
        rank=_whole(now["rank"]),
        ranked=int(now["ranked"]),
        group_size=int(now["group_size"]),
        rank_change=_whole(last["change"]),
        compared_title=quarter_label(_compared_quarter(report)),
        compared_change=_whole(change["change"]),
        own_places=_whole(change["own"]),
        score_change=float(change["score_change"]),
        previous_rank=_whole(last["rank_before"]),
        previous_quarter_title=quarter_label(previous),
        subgroup_name=subgroup[report.language] if subgroup else "",
        subgroup_rank=_whole(now["subgroup_rank"]),
        subgroup_ranked=int(now["subgroup_ranked"]) if subgroup else 0,
        weight_reported=float(now["weight_reported"]),
        adjustment=float(now["adjustment"]),
        band=_band(report, now["band"]),
        reason=None if pd.isna(now["reason"]) else str(now["reason"]),
        backcast=scoring is not None and scoring.year != previous.year,
    )


def score_moves(report: Report, unit: Unit) -> pd.DataFrame:
    """What moved the unit's score against the quarter that it is compared with, by criterion."""
    before, now = _compared(report), report.findings.now
    scoring = report.findings.registry.scoring(report.quarter.year)
    changes = _changes(before, report, unit)
    if before is None or scoring is None or math.isnan(changes["change"]):
        return pd.DataFrame(columns=MOVE_COLUMNS)
    table = criterion_moves(_of(before, unit), _of(now, unit))
    names = {one.id: one.name[report.language] for one in scoring.criteria}
    named = table.assign(name=table["criterion"].map(lambda key: names.get(key, key)))
    order = named["moved"].abs().sort_values(ascending=False, kind="stable").index
    return named.loc[order, MOVE_COLUMNS].reset_index(drop=True)


def _compared_quarter(report: Report) -> Quarter:
    """The quarter before; of a first quarter the same one a year ago."""
    return report.quarter.plus(-4 if report.quarter.number == 1 else -1)


def _compared(report: Report) -> Measured | None:
    findings = report.findings
    return findings.year_before if report.quarter.number == 1 else findings.before


def _changes(before: Measured | None, report: Report, unit: Unit) -> dict[Any, Any]:
    """The unit's row of `rank_changes`; all NaN where there is no such quarter."""
    if before is None:
        return dict.fromkeys(("change", "own", "score_change", "rank_before"), math.nan)
    now = report.findings.now.scores
    mine = now[now["group"] == unit.group]
    table = rank_changes(before.scores[before.scores["group"] == unit.group], mine)
    return table[table["unit"] == unit.slug].to_dict("records")[0]


def _of(measured: Measured, unit: Unit) -> pd.DataFrame:
    return measured.criteria[measured.criteria["unit"] == unit.slug]


def _band(report: Report, place: float) -> str:
    scoring = report.findings.registry.scoring(report.quarter.year)
    if scoring is None or scoring.bands is None or math.isnan(place):
        return ""
    return scoring.bands.classes[int(place)].name[report.language]


def _whole(value: float) -> int | None:
    return None if math.isnan(value) else int(value)
