"""What the city has defined: calendar, units, indicators, targets and weights, read from params/.

In: the folder params/. Out: one frozen `Registry`.
"""

import functools
from dataclasses import dataclass
from pathlib import Path

from cchc_lib.registry.agreement import check_agreement
from cchc_lib.registry.certainty import (
    Certainty,
    Suppression,
    read_certainty,
    read_suppression,
)
from cchc_lib.registry.checks import CheckRules, read_checks
from cchc_lib.registry.continuity import Continuity
from cchc_lib.registry.heads import OfficialHead, read_head
from cchc_lib.registry.indicators import Indicator, IndicatorField, read_indicators
from cchc_lib.registry.quarters import Calendar, Quarter, Window, quarter_range, read_calendar
from cchc_lib.registry.scorings import (
    Adjustment,
    Bands,
    Component,
    Criterion,
    Scoring,
    read_scoring,
)
from cchc_lib.registry.targets import Target, TargetPlan, read_targets
from cchc_lib.registry.trends import Series, read_trends
from cchc_lib.registry.units import CITY, Group, Unit, Units, read_units

__all__ = [
    "CITY",
    "Adjustment",
    "Bands",
    "Calendar",
    "Certainty",
    "CheckRules",
    "Component",
    "Continuity",
    "Criterion",
    "Group",
    "Indicator",
    "IndicatorField",
    "OfficialHead",
    "Quarter",
    "Registry",
    "Scoring",
    "Series",
    "Suppression",
    "Target",
    "TargetPlan",
    "Unit",
    "Units",
    "Window",
    "quarter_range",
    "read_registry",
]


@dataclass(frozen=True)
class Registry:
    """All of params/ that figures are measured by."""

    calendar: Calendar
    units: Units
    fields: dict[str, IndicatorField]
    indicators: dict[str, Indicator]
    plans: dict[int, TargetPlan]
    scorings: dict[int, Scoring]
    trends: tuple[Series, ...]
    head: OfficialHead
    checks: CheckRules
    certainty: Certainty
    suppression: Suppression

    def units_in(self, quarter: Quarter) -> tuple[Unit, ...]:
        """The units in force on the last day of the quarter's window, in register order."""
        return self.units.in_force(self.calendar.end(quarter))

    def unit(self, slug: str, quarter: Quarter) -> Unit:
        """The unit of that slug in that quarter. Raises CallError naming the nearest."""
        return self.units.get(slug, self.calendar.end(quarter))

    def continuity(self, quarter: Quarter) -> Continuity:
        """Which units of other quarters are the very units of `quarter`."""
        return Continuity(self.units, self.calendar, quarter)

    def scoring(self, year: int) -> Scoring | None:
        """The method for `year`: its own, or one that is applied backwards to it."""
        if year in self.scorings:
            return self.scorings[year]
        for method in self.scorings.values():
            if year in method.applied_backwards_to:
                return method
        return None

    def plan(self, year: int) -> TargetPlan | None:
        """The plan for `year`: its own, or the one that its scoring method applies backwards."""
        if year in self.plans:
            return self.plans[year]
        method = self.scoring(year)
        return None if method is None else self.plans.get(method.year)


@functools.cache
def read_registry(params: Path) -> Registry:
    """The registry of one params/ folder, read once per process. Raises ParamsError."""
    fields, indicators = read_indicators(params)
    units = read_units(params)
    plans = read_targets(params, indicators)
    scorings = read_scoring(params, indicators)
    trends = read_trends(params, indicators)
    check_agreement(units.groups, indicators, plans, scorings)
    return Registry(
        calendar=read_calendar(params),
        units=units,
        fields=fields,
        indicators=indicators,
        plans=plans,
        scorings=scorings,
        trends=trends,
        head=read_head(params),
        checks=read_checks(params, indicators),
        certainty=read_certainty(params, trends),
        suppression=read_suppression(params),
    )
