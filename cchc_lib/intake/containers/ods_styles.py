"""What the styles of an OpenDocument spreadsheet say: fonts, and which sheets are hidden.

In: the elements of styles.xml, then those of content.xml before its first sheet. Out: the font of a
cell's style, and whether a style hides its sheet.
"""

from dataclasses import dataclass

from cchc_lib.intake.containers.markup import Attributes, local

MOST_STYLES = 100_000
LONGEST_LINE = 10
"""Styles inherit from each other; a circle of them is left after so many steps."""


@dataclass
class _Style:
    parent: str = ""
    font: str = ""
    hides: bool = False


class Styles:
    """Collects styles as their elements pass by."""

    def __init__(self) -> None:
        self.styles: dict[tuple[str, str], _Style] = {}
        self.families: dict[str, str] = {}
        self.style = _Style()

    def start(self, name: str, attributes: Attributes) -> None:
        """One element of a styles part."""
        facts = {local(key): value for key, value in attributes.items()}
        if name == "font-face":
            self.families[facts.get("name", "")] = facts.get("font-family", "").strip("'\"")
        elif name in ("style", "default-style"):
            self.style = _Style(facts.get("parent-style-name", ""))
            self.styles[facts.get("family", ""), facts.get("name", "")] = self.style
        elif name == "text-properties":
            font = facts.get("font-name", "") or facts.get("font-family", "")
            self.style.font = font or self.style.font
        elif name == "table-properties" and facts.get("display") == "false":
            self.style.hides = True
        if len(self.styles) > MOST_STYLES or len(self.families) > MOST_STYLES:
            raise ValueError(f"> {MOST_STYLES} styles")

    def end(self, name: str) -> None:
        """Ends say nothing here."""

    def text(self, words: str) -> None:
        """Styles have no text."""

    def font(self, name: str) -> str:
        """The font of a cell's style or of the nearest style that it inherits from."""
        for _ in range(LONGEST_LINE):
            style = self.styles.get(("table-cell", name))
            if style is None:
                return ""
            if style.font:
                return self.families.get(style.font, style.font)
            name = style.parent
        return ""

    def hides(self, name: str) -> bool:
        """Whether a sheet with this style is hidden."""
        style = self.styles.get(("table", name))
        return style is not None and style.hides
