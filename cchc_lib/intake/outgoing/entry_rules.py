"""What may be entered in a figure's cell of a form, told to Excel and to who fills it in.

In: an indicator, and which days its figures cover. Out: a data validation in XlsxWriter's words,
with the limits of params/indicators.yml, so that intake takes every figure that Excel lets pass.
"""

import datetime
from dataclasses import dataclass
from typing import Literal

from cchc_lib.intake.numerals import MAX_DIGITS, write_numeral
from cchc_lib.registry import Calendar, Indicator, Quarter, Window
from cchc_lib.texts import text
from cchc_lib.vietnamese import format_date

Blank = Literal["not_reported", "zero"]
LONGEST_MESSAGE = 255
LONGEST_REFUSAL = 225
"""Excel takes no longer texts."""
MOST = 10**MAX_DIGITS - 1
"""What intake takes without a limit of the indicator's own."""


@dataclass(frozen=True)
class Span:
    """The days that a form's figures cover, and whether they are those of the year so far."""

    start: datetime.date
    end: datetime.date
    window: Window

    @classmethod
    def of(cls, quarter: Quarter, window: Window, calendar: Calendar) -> "Span":
        """The days of `window`, which a form may fix otherwise than the calendar does."""
        end = calendar.end(quarter)
        if window == calendar.window(quarter):
            return cls(calendar.start(quarter), end, window)
        if window == "year_to_date":
            return cls(calendar.start(Quarter(quarter.year, 1)), end, window)
        return cls(calendar.end(quarter.previous()) + datetime.timedelta(days=1), end, window)

    @property
    def days(self) -> dict[str, str]:
        """Both days as texts name them."""
        return {"start": format_date(self.start, "vi"), "end": format_date(self.end, "vi")}


def validation(indicator: Indicator, span: Span, blank: Blank) -> dict[str, object]:
    """The rule of one cell: what it takes, what it says when selected, and when it refuses."""
    kind = indicator.kind if indicator.kind in ("flag", "count") else "number"
    days = text(f"template.entry.span.{_span(indicator, span)}", "vi", **span.days)
    said = {"limits": _limits(indicator), "measure": indicator.unit_of_measure.vi}
    prompt = text(f"template.entry.prompt.{kind}", "vi", **said)
    blank_means = text(f"template.entry.blank.{blank}{'-flag' * (kind == 'flag')}", "vi")
    refusal = text(f"template.entry.error.{kind}", "vi", **said, span=days)
    return {
        **_accepted(indicator),
        "input_title": text(f"template.entry.title.{indicator.kind}", "vi"),
        "input_message": f"{prompt} {days} {blank_means}"[:LONGEST_MESSAGE],
        "error_title": text("template.entry.error-title", "vi"),
        "error_message": refusal[:LONGEST_REFUSAL],
        "error_type": "stop",
    }


def flag_words() -> tuple[str, str]:
    """Yes and no as the drop-down offers them."""
    return text("template.flag.yes", "vi"), text("template.flag.no", "vi")


def _accepted(indicator: Indicator) -> dict[str, object]:
    if indicator.kind == "flag":
        return {"validate": "list", "source": list(flag_words())}
    low, high = indicator.minimum, indicator.maximum
    return {
        "validate": "integer" if indicator.kind == "count" else "decimal",
        "criteria": "between",
        "minimum": -MOST if low is None else _short(low),
        "maximum": MOST if high is None else _short(high),
    }


def _short(limit: float) -> float | int:
    return int(limit) if limit.is_integer() else limit


def _limits(indicator: Indicator) -> str:
    low, high = indicator.minimum, indicator.maximum
    if low is None and high is None:
        return text("template.entry.limits.none", "vi")
    if high is None:
        return text("template.entry.limits.low", "vi", low=write_numeral(low or 0))
    if low is None:
        return text("template.entry.limits.high", "vi", high=write_numeral(high))
    return text(
        "template.entry.limits.both", "vi", low=write_numeral(low), high=write_numeral(high)
    )


def _span(indicator: Indicator, span: Span) -> str:
    return "moment" if indicator.nature == "stock" else span.window
