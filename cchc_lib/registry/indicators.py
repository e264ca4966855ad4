"""What is counted: the register of indicators in params/indicators.yml."""

from pathlib import Path
from typing import Literal

from pydantic import Field

from cchc_lib.errors import ParamsError
from cchc_lib.registry.params import SLUG, Bilingual, Record, read_yaml


class IndicatorField(Record):
    """One of the fields of CCHC work under which indicators are listed."""

    id: str
    name: Bilingual


class Indicator(Record):
    """One indicator: a flow adds up over the year, a stock is a value at the window's end.

    `minimum` and `maximum` are in the unit of measure; `reported_by` holds group ids.
    """

    id: str = Field(pattern=SLUG)
    field: str
    name: Bilingual
    unit_of_measure: Bilingual
    kind: Literal["count", "flag", "share", "score", "money"]
    nature: Literal["flow", "stock"]
    direction: Literal["higher", "lower", "neutral"]
    minimum: float | None = None
    maximum: float | None = None
    persons: bool = False
    reported_by: tuple[str, ...]
    source: str

    def allows(self, value: float) -> bool:
        """Whether a figure keeps the limits; what is counted is a whole number."""
        low, high = self.minimum, self.maximum
        whole = self.kind not in ("count", "flag") or value.is_integer()
        return whole and (low is None or low <= value) and (high is None or value <= high)


class IndicatorsFile(Record):
    """params/indicators.yml."""

    fields: list[IndicatorField]
    indicators: list[Indicator]


def read_indicators(params: Path) -> tuple[dict[str, IndicatorField], dict[str, Indicator]]:
    """Fields and indicators by id, in the file's order. Raises ParamsError for an id used twice."""
    file = read_yaml(params / "indicators.yml", IndicatorsFile)
    fields = {field.id: field for field in file.fields}
    indicators: dict[str, Indicator] = {}
    for indicator in file.indicators:
        if indicator.id in indicators:
            raise ParamsError("error.indicator-twice", indicator=indicator.id)
        if indicator.field not in fields:
            raise ParamsError(
                "error.indicator-field", indicator=indicator.id, found=indicator.field
            )
        indicators[indicator.id] = indicator
    return fields, indicators
