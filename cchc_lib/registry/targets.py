"""What was promised for a year: the targets of params/targets."""

import itertools
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from cchc_lib.errors import ParamsError
from cchc_lib.registry.indicators import Indicator
from cchc_lib.registry.params import SLUG, Bilingual, Record, nearest, read_yaml

Rule = Literal["share_of_units", "count_per_unit", "share_of_items", "level_reached", "reduction"]
Pacing = Literal["linear", "at_due_date", "every_quarter", "shares"]


class FieldException(Record):
    """A lower or higher threshold for one part of what a target covers.

    `numerator` and `denominator` count that part alone, where units report it apart.
    """

    field: Bilingual
    threshold: float
    numerator: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _complete(self) -> "FieldException":
        if bool(self.numerator) != bool(self.denominator):
            raise ValueError("an exception has both numerator and denominator, or neither")
        return self


class Target(Record):
    """One promise of the year's plan.

    `scope` holds the group ids it binds; `assessed` says whether each unit is held to it or only
    the city as a whole. `threshold` is in percent of units (share_of_units, count_per_unit), in
    percent of items (share_of_items, reduction), or in the indicator's unit (level_reached);
    `each` is what one unit must reach. `pace_shares` are cumulative, from 0 to 1, by quarter.
    A reduction with `base_indicator` is worked out from it and `indicator`, (base - now) / base;
    without, `indicator` is the percent that the unit itself reports. `outcomes`: each item of the
    denominator is one outcome of the unit's work, such as a dossier.
    """

    id: str = Field(pattern=SLUG)
    name: Bilingual
    text: Bilingual
    scope: tuple[str, ...]
    assessed: Literal["unit", "city"]
    rule: Rule
    indicator: str | None = None
    numerator: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()
    base_indicator: str | None = None
    each: float = Field(default=1, gt=0)
    operator: Literal["at_least", "at_most"] = "at_least"
    threshold: float
    exceptions: tuple[FieldException, ...] = ()
    firm: bool
    outcomes: bool = False
    due_quarter: int = Field(default=4, ge=1, le=4)
    pacing: Pacing
    pace_shares: tuple[float, ...] = ()
    pacing_source: str
    source: str

    @model_validator(mode="after")
    def _complete(self) -> "Target":
        if self.rule == "share_of_items" and not (self.numerator and self.denominator):
            raise ValueError("share_of_items needs numerator and denominator")
        if self.rule != "share_of_items" and self.indicator is None:
            raise ValueError(f"{self.rule} needs indicator")
        if self.base_indicator is not None and self.rule != "reduction":
            raise ValueError("base_indicator goes with rule: reduction")
        if self.outcomes and self.rule != "share_of_items":
            raise ValueError("outcomes goes with rule: share_of_items")
        if self.exceptions and self.rule != "share_of_items":
            raise ValueError("exceptions go with rule: share_of_items")
        percents = [self.threshold, *(one.threshold for one in self.exceptions)]
        if self.rule != "level_reached" and not all(0 <= one <= 100 for one in percents):
            raise ValueError(f"{self.rule} has thresholds from 0 to 100 percent")
        if (self.pacing == "shares") != (len(self.pace_shares) == 4):
            raise ValueError("pacing: shares goes with four pace_shares")
        return self

    @property
    def indicators(self) -> tuple[str, ...]:
        """The ids of all indicators that the rule reads."""
        own = tuple(one for one in (self.indicator, self.base_indicator) if one is not None)
        parts = (one.numerator + one.denominator for one in self.exceptions)
        return own + self.numerator + self.denominator + tuple(itertools.chain(*parts))


class TargetPlan(Record):
    """params/targets/YEAR.yml: the plan of one year; `complete` False where targets are missing."""

    year: int
    title: Bilingual
    document: Bilingual
    complete: bool
    targets: list[Target]


def read_targets(params: Path, indicators: dict[str, Indicator]) -> dict[int, TargetPlan]:
    """The plans by year. Raises ParamsError for an indicator that is not registered."""
    plans: dict[int, TargetPlan] = {}
    for path in sorted((params / "targets").glob("*.yml")):
        plan = read_yaml(path, TargetPlan)
        named_by_year(path, plan.year)
        for target in plan.targets:
            known_indicators(f"targets/{path.name}", target.id, target.indicators, indicators)
        plans[plan.year] = plan
    return plans


def named_by_year(path: Path, year: int) -> None:
    """A file copied for a new year must not silently replace the old year's."""
    if path.stem != str(year):
        file = f"{path.parent.name}/{path.name}"
        raise ParamsError("error.params-year", file=file, found=year, expected=path.stem)


def known_indicators(
    file: str, owner: str, used: tuple[str, ...], indicators: dict[str, Indicator]
) -> None:
    """Raises ParamsError, naming the nearest, for an indicator that is not registered."""
    for name in used:
        if name not in indicators:
            hint = nearest(name, indicators, 0)
            raise ParamsError(
                "error.unknown-indicator", file=file, owner=owner, found=name, hint=hint
            )
