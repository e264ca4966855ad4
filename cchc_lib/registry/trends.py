"""Which series reports follow over time: params/trends.yml."""

from pathlib import Path
from typing import Literal

from pydantic import model_validator

from cchc_lib.errors import ParamsError
from cchc_lib.registry.indicators import Indicator
from cchc_lib.registry.params import Bilingual, Record, nearest, read_yaml


class Series(Record):
    """One series: an indicator, or a share of indicators in percent; `direction` says which way is
    better.
    """

    id: str
    name: Bilingual
    unit_of_measure: Bilingual
    direction: Literal["higher", "lower", "neutral"]
    indicator: str | None = None
    numerator: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _complete(self) -> "Series":
        if (self.indicator is None) != bool(self.numerator and self.denominator):
            raise ValueError("a series needs either indicator, or numerator and denominator")
        return self

    @property
    def indicators(self) -> tuple[str, ...]:
        """All indicators that the series reads."""
        own = () if self.indicator is None else (self.indicator,)
        return own + self.numerator + self.denominator


class TrendsFile(Record):
    """params/trends.yml."""

    source: str
    series: list[Series]


def read_trends(params: Path, indicators: dict[str, Indicator]) -> tuple[Series, ...]:
    """The series in the file's order. Raises ParamsError for an unknown indicator."""
    series = read_yaml(params / "trends.yml", TrendsFile).series
    for one in series:
        for name in one.indicators:
            if name not in indicators:
                hint = nearest(name, indicators, 0)
                raise ParamsError(
                    "error.unknown-indicator",
                    file="trends.yml", owner=one.id, found=name, hint=hint,
                )  # fmt: skip
            if indicators[name].persons:
                raise ParamsError(
                    "error.persons-shown", file="trends.yml", owner=one.id, found=name
                )
    return tuple(series)
