"""What was promised for a year, and how attainments make a score: params/targets and scoring."""

from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from cchc_lib.errors import ParamsError
from cchc_lib.registry.indicators import Indicator
from cchc_lib.registry.params import SLUG, Bilingual, Record, nearest, read_yaml

Rule = Literal["share_of_units", "count_per_unit", "share_of_items", "level_reached", "reduction"]
Pacing = Literal["linear", "at_due_date", "every_quarter", "shares"]


class FieldException(Record):
    """A lower or higher threshold for one part of what a target covers."""

    field: Bilingual
    threshold: float


class Target(Record):
    """One promise of the year's plan.

    `scope` holds the group ids it binds; `assessed` says whether each unit is held to it or only
    the city as a whole. `threshold` is in percent of units (share_of_units, count_per_unit), in
    percent of items (share_of_items, reduction), or in the indicator's unit (level_reached);
    `each` is what one unit must reach. `pace_shares` are cumulative, from 0 to 1, by quarter.
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
    each: float = 1
    operator: Literal["at_least", "at_most"] = "at_least"
    threshold: float
    exceptions: tuple[FieldException, ...] = ()
    firm: bool
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
        if (self.pacing == "shares") != (len(self.pace_shares) == 4):
            raise ValueError("pacing: shares goes with four pace_shares")
        return self

    @property
    def indicators(self) -> tuple[str, ...]:
        """The ids of all indicators that the rule reads."""
        own = () if self.indicator is None else (self.indicator,)
        return own + self.numerator + self.denominator


class TargetPlan(Record):
    """params/targets/YEAR.yml: the plan of one year; `complete` False where targets are missing."""

    year: int
    title: Bilingual
    document: Bilingual
    complete: bool
    targets: list[Target]


class Criterion(Record):
    """One part of the score: a target's attainment, or a share of items, with its weight."""

    id: str
    name: Bilingual
    weight: float = Field(gt=0)
    target: str | None = None
    numerator: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()
    source: str

    @model_validator(mode="after")
    def _complete(self) -> "Criterion":
        if (self.target is None) != bool(self.numerator and self.denominator):
            raise ValueError("a criterion needs either target, or numerator and denominator")
        return self


class Scoring(Record):
    """params/scoring/YEAR.yml: weights, and the share of weight below which no rank is given.

    `applied_backwards_to` lists years without a plan of their own to which this method (targets
    and weights) is applied for comparison only; pages say so.
    """

    year: int
    title: Bilingual
    source: Bilingual
    least_weight_reported: tuple[int, int]
    applied_backwards_to: tuple[int, ...] = ()
    criteria: list[Criterion]


def read_targets(params: Path, indicators: dict[str, Indicator]) -> dict[int, TargetPlan]:
    """The plans by year. Raises ParamsError for an indicator that is not registered."""
    plans: dict[int, TargetPlan] = {}
    for path in sorted((params / "targets").glob("*.yml")):
        plan = read_yaml(path, TargetPlan)
        _named_by_year(path, plan.year)
        for target in plan.targets:
            _known(f"targets/{path.name}", target.id, target.indicators, indicators)
        plans[plan.year] = plan
    return plans


def read_scoring(params: Path, indicators: dict[str, Indicator]) -> dict[int, Scoring]:
    """The scoring methods by year. Raises ParamsError for an indicator that is not registered."""
    methods: dict[int, Scoring] = {}
    for path in sorted((params / "scoring").glob("*.yml")):
        method = read_yaml(path, Scoring)
        _named_by_year(path, method.year)
        for criterion in method.criteria:
            used = criterion.numerator + criterion.denominator
            _known(f"scoring/{path.name}", criterion.id, used, indicators)
        methods[method.year] = method
    return methods


def _named_by_year(path: Path, year: int) -> None:
    """A file copied for a new year must not silently replace the old year's."""
    if path.stem != str(year):
        file = f"{path.parent.name}/{path.name}"
        raise ParamsError("error.params-year", file=file, found=year, expected=path.stem)


def _known(file: str, owner: str, used: tuple[str, ...], indicators: dict[str, Indicator]) -> None:
    for name in used:
        if name not in indicators:
            hint = nearest(name, indicators, 0)
            raise ParamsError(
                "error.unknown-indicator", file=file, owner=owner, found=name, hint=hint
            )
