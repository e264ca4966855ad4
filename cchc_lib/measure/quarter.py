"""A quarter of the whole city in one call: from figures to findings, scores and ranks.

In: the registry and the figures of `quarter_figures`. Out: `Measured`, tables as the other modules
of this room give them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cchc_lib.measure.attainment import attain_units
from cchc_lib.measure.city_attainment import attain_city
from cchc_lib.measure.intervals import wilson
from cchc_lib.measure.ranks import rank_units
from cchc_lib.measure.score_errors import score_errors
from cchc_lib.measure.scores import score_units
from cchc_lib.measure.windows import quarter_table
from cchc_lib.registry import Quarter, Registry, Target


@dataclass(frozen=True, eq=False)
class Measured:
    """The findings of one quarter.

    `figures` is unit × indicator, year to date. `units` and `city` are findings with `lower` and
    `upper` (percent; NaN where the items are no outcomes), `scores` has the rank, its basis and
    the `error` of the score, `criteria` one row a unit and criterion.
    """

    figures: pd.DataFrame
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
    scoring = registry.scoring(quarter.year)
    units = units_frame(registry, quarter)
    to_date = quarter_table(figures, str(quarter))
    flows = {name for name, one in registry.indicators.items() if one.nature == "flow"}
    findings = attain_units(
        plan.targets, to_date, units, str(quarter),
        flows=flows, elapsed=registry.calendar.elapsed(quarter),
    )  # fmt: skip
    new = findings["unit"].isin(registry.continuity(quarter).starts().keys())
    # The year of a unit that was founded within it is shorter: its rate is not known.
    findings["projected"] = findings["projected"].mask(new)
    city = attain_city(plan.targets, to_date, units, str(quarter))
    scores, criteria = score_units(scoring, findings, to_date)
    ranked = rank_units(scores, units)
    errors = score_errors(scoring.criteria if scoring else [], criteria, to_date)
    confidence = registry.certainty.confidence
    return Measured(
        figures=to_date,
        units=_with_intervals(findings, plan.targets, confidence),
        city=_with_intervals(city, plan.targets, confidence),
        scores=ranked.assign(error=ranked["unit"].map(errors)),
        criteria=criteria,
    )


def units_frame(registry: Registry, quarter: Quarter) -> pd.DataFrame:
    """The units in force: unit, group, subgroup, in register order."""
    units = registry.units_in(quarter)
    return pd.DataFrame(
        [(unit.slug, unit.group, unit.subgroup) for unit in units],
        columns=["unit", "group", "subgroup"],
    )


def _with_intervals(
    findings: pd.DataFrame, targets: Sequence[Target], confidence: float
) -> pd.DataFrame:
    """Findings with the Wilson interval of those shares whose items are outcomes, in percent."""
    outcomes = findings["target"].isin([target.id for target in targets if target.outcomes])
    part = np.where(outcomes, findings["numerator"], np.nan)
    interval = wilson(part, np.where(outcomes, findings["denominator"], np.nan), confidence)
    return findings.assign(lower=100 * interval.lower, upper=100 * interval.upper)
