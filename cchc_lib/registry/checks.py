"""What looks wrong between files: the bounds declared in params/checks.yml.

In: the file and the register of indicators. Out: one rule a check; indicators that a rule leaves
out must be registered.
"""

from pathlib import Path
from typing import Literal

from pydantic import Field

from cchc_lib.errors import ParamsError
from cchc_lib.registry.indicators import Indicator
from cchc_lib.registry.params import Record, nearest, read_yaml


class FallRule(Record):
    """How far a year-to-date figure may lie below what the year had before it."""

    tolerance: float = Field(ge=0)
    leaves_out: tuple[str, ...] = ()
    source: str


class JumpRule(Record):
    """How far a stock may move, as a share of its last value and in its unit of measure.

    Both must be exceeded; `reach` is how many quarters back the last value may lie. `within_year`
    lists stocks that every year's plan sets anew.
    """

    share: float = Field(gt=0)
    amount: float = Field(ge=0)
    reach: int = Field(ge=1)
    within_year: tuple[str, ...] = ()
    leaves_out: tuple[str, ...] = ()
    source: str


class RobustRule(Record):
    """The modified z-score of Iglewicz and Hoaglin (1993) beyond which a figure differs.

    A group needs `least_group` figures. A count or an amount of money is compared on a logarithmic
    scale, and is looked at only from `least_value` on and where it is `least_factor` times off;
    a share or score must be `least_points` off. `zero_mad`: what happens where the median absolute
    deviation is 0, by the mean absolute deviation, or no comparison at all.
    """

    threshold: float = Field(gt=0)
    least_group: int = Field(ge=3)
    least_value: float = Field(ge=0)
    least_factor: float = Field(ge=1)
    least_points: float = Field(ge=0)
    zero_mad: Literal["mean_deviation", "skip"]
    leaves_out: tuple[str, ...] = ()
    source: str


class SameRule(Record):
    """How many figures other than 0 two reports must share to be called the same."""

    least_figures: int = Field(ge=1)
    source: str


class LateRule(Record):
    """Whose files are held to the due day of the report: all forms but these."""

    forms_left_out: tuple[str, ...] = ()
    source: str


class CheckRules(Record):
    """params/checks.yml."""

    cumulative_falls: FallRule
    stock_jumps: JumpRule
    differs_from_before: RobustRule
    differs_from_group: RobustRule
    same_as_other: SameRule
    late: LateRule


def read_checks(params: Path, indicators: dict[str, Indicator]) -> CheckRules:
    """The rules. Raises ParamsError for an indicator that is not registered."""
    rules = read_yaml(params / "checks.yml", CheckRules)
    for name in CheckRules.model_fields:
        rule = getattr(rules, name)
        for used in (*getattr(rule, "leaves_out", ()), *getattr(rule, "within_year", ())):
            if used not in indicators:
                hint = nearest(used, indicators, 0)
                raise ParamsError(
                    "error.unknown-indicator", file="checks.yml", owner=name, found=used, hint=hint
                )
    return rules
