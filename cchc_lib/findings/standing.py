"""Where a unit stands: its score, its place in group and sub-group, and what moved them."""

import math
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cchc_lib.findings.report import Report
from cchc_lib.findings.series import quarter_label
from cchc_lib.measure import Measured, criterion_moves, rank_changes
from cchc_lib.registry import Unit
from cchc_lib.texts import text

MOVE_COLUMNS = [
    "criterion", "name", "points_before", "points", "moved", "counted_before", "counted",
]  # fmt: skip


@dataclass(frozen=True)
class ScoreLine:
    """A unit's score and place. `rank_change` is positive when the unit rose.

    It is told against `compared_title`: the quarter before, or in a first quarter, when attainment
    starts anew, the same quarter a year ago. Of `rank_change` places, `own_places` are the unit's
    doing, the rest the other units'; `score_change` is in points. `reason` tells why there is no
    rank: `no_method`, `not_reported`, `too_little_reported`. `backcast`: that quarter lies in a
    year without a plan of its own and was measured by this year's method.
    """

    score: float
    rank: int | None
    ranked: int
    group_size: int
    rank_change: int | None
    compared_title: str
    own_places: int | None
    score_change: float
    previous_rank: int | None
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
    change = _changes(report, unit)
    subgroup = registry.units.group(unit.group).subgroups.get(unit.subgroup or "")
    compared = report.findings.compared_quarter
    scoring = registry.scoring(compared.year)
    return ScoreLine(
        score=float(now["score"]),
        rank=_whole(now["rank"]),
        ranked=int(now["ranked"]),
        group_size=int(now["group_size"]),
        rank_change=_whole(change["change"]),
        compared_title=quarter_label(compared),
        own_places=_whole(change["own"]),
        score_change=float(change["score_change"]),
        previous_rank=_whole(change["rank_before"]),
        subgroup_name=subgroup[report.language] if subgroup else "",
        subgroup_rank=_whole(now["subgroup_rank"]),
        subgroup_ranked=int(now["subgroup_ranked"]) if subgroup else 0,
        weight_reported=float(now["weight_reported"]),
        adjustment=float(now["adjustment"]),
        band=_band(report, now["band"]),
        reason=None if pd.isna(now["reason"]) else str(now["reason"]),
        backcast=scoring is not None and scoring.year != compared.year,
    )


def score_moves(report: Report, unit: Unit) -> pd.DataFrame:
    """What moved the unit's score against the quarter that it is compared with, by criterion.

    `counted` and `counted_before` say whether the criterion was reported; bonus and penalty points
    stand as `adjustment`.
    """
    before, now = report.findings.compared, report.findings.now
    scoring = report.findings.registry.scoring(report.quarter.year)
    if before is None or scoring is None or math.isnan(_changes(report, unit)["change"]):
        return pd.DataFrame(columns=MOVE_COLUMNS)
    table = criterion_moves(_of(before, unit), _of(now, unit))
    names = {one.id: one.name[report.language] for one in scoring.criteria}
    named = table.assign(name=table["criterion"].map(lambda key: names.get(key, key)))
    points = [_adjustment(one, unit) for one in (before, now)]
    if any(points):
        added = {
            "criterion": "adjustment", "name": text("findings.adjustment", report.language),
            "points_before": points[0], "points": points[1], "moved": points[1] - points[0],
            "counted_before": True, "counted": True,
        }  # fmt: skip
        named = pd.concat([named, pd.DataFrame([added])], ignore_index=True)
    order = named["moved"].abs().sort_values(ascending=False, kind="stable").index
    return named.loc[order, MOVE_COLUMNS].reset_index(drop=True)


def _changes(report: Report, unit: Unit) -> dict[Any, Any]:
    """The unit's row of `rank_changes`; all NaN where there is nothing to compare with."""
    before = report.findings.compared
    if before is None:
        return dict.fromkeys(("change", "own", "score_change", "rank_before"), math.nan)
    now = report.findings.now.scores
    mine = now[now["group"] == unit.group]
    table = rank_changes(before.scores[before.scores["group"] == unit.group], mine)
    return table[table["unit"] == unit.slug].to_dict("records")[0]


def _adjustment(measured: Measured, unit: Unit) -> float:
    scores = measured.scores.set_index("unit")["adjustment"]
    return float(scores.get(unit.slug, 0.0))


def _of(measured: Measured, unit: Unit) -> pd.DataFrame:
    return measured.criteria[measured.criteria["unit"] == unit.slug]


def _band(report: Report, place: float) -> str:
    scoring = report.findings.registry.scoring(report.quarter.year)
    if scoring is None or scoring.bands is None or math.isnan(place):
        return ""
    return scoring.bands.classes[int(place)].name[report.language]


def _whole(value: float) -> int | None:
    return None if math.isnan(value) else int(value)
