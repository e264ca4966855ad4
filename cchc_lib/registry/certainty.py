"""How sure a report is of its figures, and which figures of persons it keeps to itself.

In: params/certainty.yml and params/suppression.yml. Out: one record each.
"""

from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from cchc_lib.errors import ParamsError
from cchc_lib.registry.params import Bilingual, Record, nearest, read_yaml
from cchc_lib.registry.trends import Series

Confidence = Annotated[float, Field(gt=0, lt=1)]


class FunnelRules(Record):
    """Which shares are held against their group's, and at which limits (two, the milder first).

    A group of fewer than `least_units` units with figures has no funnel.
    """

    limits: tuple[Confidence, Confidence]
    series: tuple[str, ...]
    least_units: int = Field(ge=3)

    @model_validator(mode="after")
    def _milder_first(self) -> "FunnelRules":
        if self.limits[0] >= self.limits[1]:
            raise ValueError("limits: the milder first, such as [0.95, 0.998]")
        return self


class Certainty(Record):
    """params/certainty.yml; `weights` is the share by which each weight is moved up or down;
    `top` how many of the best a city's page asks about.
    """

    confidence: Confidence
    draws: int = Field(ge=100)
    seed: int = Field(ge=0)
    top: int = Field(ge=1)
    weights: float = Field(gt=0, lt=1)
    funnel: FunnelRules
    source: Bilingual


class Suppression(Record):
    """params/suppression.yml: figures of persons from 1 up to below `fewer_than` are not shown."""

    fewer_than: int = Field(ge=2)
    source: str


def read_certainty(params: Path, trends: tuple[Series, ...]) -> Certainty:
    """The rules. Raises ParamsError for a series that is no share of params/trends.yml."""
    rules = read_yaml(params / "certainty.yml", Certainty)
    shares = [series.id for series in trends if series.indicator is None]
    for name in rules.funnel.series:
        if name not in shares:
            raise ParamsError(
                "error.certainty-series",
                file="certainty.yml", found=name, hint=nearest(name, shares, 0) or "–",
            )  # fmt: skip
    return rules


def read_suppression(params: Path) -> Suppression:
    """The threshold for figures of persons."""
    return read_yaml(params / "suppression.yml", Suppression)
