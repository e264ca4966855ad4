"""How attainments make a score: the weights, bands and bonus items of params/scoring."""

import math
from pathlib import Path

from pydantic import Field, model_validator

from cchc_lib.registry.indicators import Indicator
from cchc_lib.registry.params import SLUG, Bilingual, Record, read_yaml
from cchc_lib.registry.targets import known_indicators, named_by_year


class Component(Record):
    """A part of the score that is run as a whole or not at all, such as a survey of 30 points.

    Where no unit has a figure of it, the score is re-based to 100 over what was run.
    """

    id: str = Field(pattern=SLUG)
    name: Bilingual
    points: float = Field(gt=0)
    source: str


class Criterion(Record):
    """One part of the score with its weight in points: a target's attainment, a share of items,
    or a level (`indicator`) out of the `best` that there can be.

    `outcomes`: each item of the denominator is one outcome of the unit's work, such as a dossier,
    so the share would come out a little different if the same work were done again.
    """

    id: str
    name: Bilingual
    weight: float = Field(gt=0)
    target: str | None = None
    numerator: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()
    indicator: str | None = None
    best: float = Field(default=100, gt=0)
    outcomes: bool = False
    component: str | None = None
    source: str

    @model_validator(mode="after")
    def _complete(self) -> "Criterion":
        share = bool(self.numerator and self.denominator)
        if [self.target is not None, share, self.indicator is not None].count(True) != 1:
            raise ValueError(
                "a criterion needs either target, or numerator and denominator, or indicator"
            )
        if self.outcomes and not share:
            raise ValueError("outcomes goes with numerator and denominator")
        return self

    @property
    def indicators(self) -> tuple[str, ...]:
        """The ids of all indicators that the criterion itself reads."""
        own = () if self.indicator is None else (self.indicator,)
        return own + self.numerator + self.denominator


class Adjustment(Record):
    """Bonus or penalty points (below 0) for each counted item, within `least` and `most`.

    They are added after the score was re-based to 100.
    """

    id: str = Field(pattern=SLUG)
    name: Bilingual
    indicator: str
    points_each: float
    least: float = -math.inf
    most: float = math.inf
    source: str

    @model_validator(mode="after")
    def _in_order(self) -> "Adjustment":
        if self.least > self.most:
            raise ValueError("least is above most")
        return self


class Band(Record):
    """A class of scores: from `least` up to the next band, on unrounded scores."""

    name: Bilingual
    least: float


class Bands(Record):
    """The classes of a year's score, the best first; given from quarter `from_quarter` on."""

    from_quarter: int = Field(ge=1, le=4)
    source: str
    classes: tuple[Band, ...]

    @model_validator(mode="after")
    def _ordered(self) -> "Bands":
        limits = [band.least for band in self.classes]
        if limits != sorted(set(limits), reverse=True):
            raise ValueError("classes go from the best to the last, each with another least")
        return self


class Scoring(Record):
    """params/scoring/YEAR.yml: weights, and the share of weight below which no rank is given.

    `cap` is the most that a criterion can count of its weight, 1 = all of it.
    `applied_backwards_to` lists years without a plan of their own to which this method (targets
    and weights) is applied for comparison only; pages say so.
    """

    year: int
    title: Bilingual
    source: Bilingual
    least_weight_reported: tuple[int, int]
    applied_backwards_to: tuple[int, ...] = ()
    cap: float = Field(default=1, ge=1)
    components: tuple[Component, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    bands: Bands | None = None
    criteria: list[Criterion]

    @model_validator(mode="after")
    def _points_agree(self) -> "Scoring":
        points = {component.id: component.points for component in self.components}
        used = {one.component for one in self.criteria if one.component is not None}
        if not used <= points.keys():
            raise ValueError(f"components lacks {', '.join(sorted(used - points.keys()))}")
        for name, most in points.items():
            weights = sum(one.weight for one in self.criteria if one.component == name)
            if not math.isclose(weights, most):
                raise ValueError(f"the criteria of {name} add up to {weights:g}, not {most:g}")
        return self


def read_scoring(params: Path, indicators: dict[str, Indicator]) -> dict[int, Scoring]:
    """The scoring methods by year. Raises ParamsError for an indicator that is not registered."""
    methods: dict[int, Scoring] = {}
    for path in sorted((params / "scoring").glob("*.yml")):
        method = read_yaml(path, Scoring)
        named_by_year(path, method.year)
        file = f"scoring/{path.name}"
        for criterion in method.criteria:
            known_indicators(file, criterion.id, criterion.indicators, indicators)
        for adjustment in method.adjustments:
            known_indicators(file, adjustment.id, (adjustment.indicator,), indicators)
        methods[method.year] = method
    return methods
