"""What a number format makes of a stored number: a percentage, or so many thousands or millions.

In: a format such as `0.0%`, `0;-0%;"–"` or `#,##0,,`, and the number. Only the section that the
number is shown in counts, and a sign in quotes is a decoration.
"""

import operator
import re

DECORATION = re.compile(r'"[^"]*"?|\\.|[_*].')
"""Quoted words, and the signs after a backslash, `_` (a blank as wide) and `*` (filling)."""
CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[0-9.]{1,20})\]")
SCALED = re.compile(r"[0#?],+(?![0#?,])")
"""Commas behind the last digit: each divides what is shown by 1 000."""
COMPARED = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "=": operator.eq, "<>": operator.ne,
}  # fmt: skip


def shows_percent(number_format: str, value: float) -> bool:
    """Whether a number format shows this fraction as a percentage."""
    if "%" not in number_format:
        return False
    return "%" in _section(DECORATION.sub("", number_format).split(";"), value)


def shows_scaled(number_format: str, value: float) -> bool:
    """Whether a number format shows this number in thousands or millions."""
    if "," not in number_format or value == 0:
        return False
    section = _section(DECORATION.sub("", number_format).split(";"), value)
    return SCALED.search(section) is not None


def _section(sections: list[str], value: float) -> str:
    """The part of a format for this number: by its conditions, else by its sign."""
    if len(sections) == 1:
        return sections[0]
    if any(CONDITION.search(section) for section in sections):
        return next((section for section in sections if _holds(section, value)), sections[-1])
    if value == 0 and len(sections) > 2:
        return sections[2]
    return sections[1 if value < 0 else 0]


def _holds(section: str, value: float) -> bool:
    condition = CONDITION.search(section)
    if condition is None:
        return True
    try:
        bound = float(condition[2])
    except ValueError:
        return True
    return bool(COMPARED[condition[1]](value, bound))
