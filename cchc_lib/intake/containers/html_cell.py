"""One cell of an HTML table: its words, and what the program that wrote the page says of them.

In: the attributes and the text of a `<td>`. Out: its value, its state and its number format.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

from cchc_lib.intake.containers.builder import MAX_COLUMNS
from cchc_lib.intake.containers.html_style import Look
from cchc_lib.intake.grid import Value
from cchc_lib.vietnamese import nfc

State = Literal["value", "error", "formula"]
TWICE = re.compile(r"\(\(([^()]*)\)\)")
"""A raised mark that has brackets of its own."""
BLANKS = re.compile(r"[ \t\r\n\f]+")
WHOLE = re.compile(r"-?[0-9]{1,15}")
NUMBER = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
ERROR_CODES = ("#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!")


@dataclass
class PageCell:
    """A cell while it is read."""

    attributes: dict[str, str]
    look: Look
    rows: int
    columns: int
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    lays_out: bool = False
    """Whether another table stands inside it."""


def found_in(cell: PageCell) -> tuple[Value, State] | None:
    """What a cell holds: the true number where the program that wrote the page tells it."""
    said, words = cell.attributes, nfc(_joined(cell.pieces))
    if "x:err" in said or words in ERROR_CODES:
        return words or "#N/A", "error"
    if not words and "x:fmla" in said and not said.keys() & {"x:num", "x:str"}:
        return "=", "formula"
    value = _told(said, words)
    return None if value == "" else (value, "value")


def _told(said: dict[str, str], words: str) -> Value:
    told = said.get("x:num", said.get("sdval", ""))
    if "x:str" not in said and NUMBER.fullmatch(told):
        number = float(told)
        return int(number) if number.is_integer() else number
    if "x:num" in said and WHOLE.fullmatch(words):
        return int(words)
    return said["x:bool"].lower() == "true" if said.get("x:bool") else words


def number_format_of(cell: PageCell) -> str:
    """The number format that Excel writes into styles, and LibreOffice after its own `sdnum`."""
    told = cell.attributes.get("sdnum", "").split(";", 2)
    return cell.look.number_format or (told[2] if len(told) == 3 else "") or "General"


def _joined(pieces: list[str]) -> str:
    """The words of a cell, each line without outer blanks."""
    words = TWICE.sub(r"(\1)", "".join(pieces).replace("()", "").replace("[]", ""))
    return "\n".join(map(collapsed, words.split("\n"))).strip()


def collapsed(words: str) -> str:
    """Words with single blanks, as a browser shows them."""
    return BLANKS.sub(" ", words).strip()


def span(attributes: dict[str, str], name: str) -> int:
    """How far a cell reaches, as browsers cut it: 1 to 65 534 rows, 1 to 1 000 columns."""
    said = attributes.get(name, "").strip()
    if not (said.isascii() and said.isdecimal()) or len(said) > 9:
        return 1
    return min(max(int(said), 1), MAX_COLUMNS if name != "rowspan" else 65_534)
