"""What the style rules of an HTML table say of a cell: percent format, font, and what is hidden.

In: the text of the page's own style blocks, and the attributes of an element. Out: a `Look`. Style
sheets elsewhere are never fetched.
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
CLASS = re.compile(r"\.([\w-]{1,60})\Z")
ESCAPE = re.compile(r"\\(.)")
MOST_RULES = 20_000
LONGEST_RULE = 2_000


@dataclass(frozen=True)
class Look:
    """How a cell is shown."""

    number_format: str = ""
    font: str = ""
    hidden: bool = False

    def over(self, below: "Look") -> "Look":
        """This look, and what it leaves open from another."""
        if below == PLAIN:
            return self
        return Look(
            self.number_format or below.number_format,
            self.font or below.font,
            self.hidden or below.hidden,
        )


PLAIN = Look()


class StyleSheet:
    """The looks of the classes and elements of one page."""

    def __init__(self) -> None:
        self.looks: dict[str, Look] = {}

    def read(self, words: str) -> None:
        """Keep the rules of one style block, for `.class` and for bare `td`, `tr` and the like."""
        for match in RULE.finditer(words):
            if len(self.looks) >= MOST_RULES:
                return
            look = look_of(match[2][:LONGEST_RULE])
            if look == PLAIN:
                continue
            for selector in match[1][-LONGEST_RULE:].split(","):
                name = selector.strip().lower()
                found = CLASS.search(name)
                key = f".{found[1]}" if found else name
                if found is None and name not in ("td", "th", "tr", "col", "table"):
                    continue
                self.looks[key] = look.over(self.looks.get(key, PLAIN))

    def look(self, tag: str, attributes: Mapping[str, str]) -> Look:
        """The look of one element."""
        below = self.looks.get(tag, PLAIN)
        if not attributes:
            return below
        look = look_of(attributes.get("style", "")[:LONGEST_RULE])
        if "hidden" in attributes:
            look = Look(hidden=True).over(look)
        for name in attributes.get("class", "")[:LONGEST_RULE].lower().split():
            look = look.over(self.looks.get(f".{name}", PLAIN))
        return look.over(below)


@functools.lru_cache(maxsize=1_024)
def look_of(declarations: str) -> Look:
    """What the declarations of one rule or one style attribute say."""
    if not declarations:
        return PLAIN
    number_format = font = ""
    hidden = False
    for declaration in declarations.split(";"):
        key, _, value = declaration.partition(":")
        name, said = key.strip().lower(), value.strip()
        if name == "mso-number-format":
            number_format = _number_format(said)
        elif name == "font-family":
            font = said.split(",")[0].strip("\"' ")
        elif name == "display":
            hidden = said.lower().startswith("none")
    return Look(number_format, font, hidden)


def _number_format(said: str) -> str:
    """Excel's escapes and its word `Percent` as a workbook would write them."""
    code = ESCAPE.sub(r"\1", said.strip("\"'"))
    return {"percent": "0.00%", "general": "General"}.get(code.lower(), code)
