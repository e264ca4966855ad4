"""One cell of an OpenDocument spreadsheet: its stored value, whatever its text shows.

In: the attributes and the text of a `table:table-cell`. Out: a `Cell` whose place is still open.
"""

import datetime
import re

from cchc_lib.intake.containers.markup import Attributes, local
from cchc_lib.intake.grid import Cell, Value
from cchc_lib.vietnamese import nfc

PERCENT = "0.00%"
NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
DURATION = re.compile(r"PT([0-9]{1,6})H([0-9]{1,6})M([0-9]{1,6})(?:[.,]([0-9]+))?S")
ERROR_CODE = re.compile(r"#[A-Z0-9/]+[!?]?|(?:Err|Lỗi):[0-9]{3}")


def facts_of(attributes: Attributes) -> dict[str, str]:
    """Attributes without namespace; LibreOffice says "error" beside the standard's "string"."""
    facts: dict[str, str] = {}
    for key, value in attributes.items():
        name = local(key)
        if name != "value-type" or facts.get(name) != "error":
            facts[name] = value
    return facts


def count(facts: dict[str, str], name: str) -> int:
    """How often something is repeated, or how far it spans."""
    said = facts.get(name, "1")
    if not said.isdecimal() or len(said) > 9:
        raise ValueError(f"{name} {said[:20]}")
    return max(int(said), 1)


def cell_of(facts: dict[str, str], words: str) -> Cell | None:
    """The cell, its place still open; None for an empty one."""
    kind, is_formula = facts.get("value-type", ""), "formula" in facts
    if is_formula and not words and (not kind or _is_unsolved(facts, kind)):
        return Cell(0, 0, "=", state="formula")
    told = words.strip()
    if kind == "error" or (is_formula and ERROR_CODE.fullmatch(told)):
        return Cell(0, 0, told or "#N/A", state="error")
    value = _value(kind, facts, words)
    if value == "":
        return None
    return Cell(0, 0, value, PERCENT if kind == "percentage" else "General")


def _is_unsolved(facts: dict[str, str], kind: str) -> bool:
    return kind in ("float", "percentage", "currency") and not facts.get("value")


def _value(kind: str, facts: dict[str, str], words: str) -> Value:
    if kind in ("float", "percentage", "currency"):
        return _number(facts.get("value", "") or words)
    if kind == "boolean":
        return facts.get("boolean-value") == "true"
    if kind == "date":
        return _date(facts.get("date-value", ""), words)
    if kind == "time":
        return _time(facts.get("time-value", ""), words)
    return nfc(facts.get("string-value", "") or words)


def _number(said: str) -> Value:
    """The number; what is none stays text, for the reader of figures to refuse with its cell."""
    if not NUMBER.fullmatch(said):
        return nfc(said)
    number = float(said)
    return int(number) if number.is_integer() else number


def _date(said: str, words: str) -> Value:
    try:
        return datetime.datetime.fromisoformat(said[:26])
    except ValueError:
        return nfc(words or said)


def _time(said: str, words: str) -> Value:
    match = DURATION.fullmatch(said)
    if match is None:
        return nfc(words or said)
    hours, minutes, seconds = int(match[1]), int(match[2]), int(match[3])
    if hours < 24 and minutes < 60 and seconds < 60:
        return datetime.time(hours, minutes, seconds)
    return datetime.timedelta(hours=hours, minutes=minutes, seconds=seconds)
