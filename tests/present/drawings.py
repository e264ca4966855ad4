"""Reading a drawing back: where its labels stand, measured with the shipped font."""

import re
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree as ET

from cchc_lib.present.theme import text_width

SVG = "{http://www.w3.org/2000/svg}"
ASCENT, DESCENT = 0.74, 0.2
"""How far letters reach above and below their line, in sizes; marks on capitals reach higher."""


@dataclass(frozen=True)
class Box:
    """One label's place."""

    words: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box", by: float = 0.6) -> bool:
        """Whether the two share more than `by` pixels both ways."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > by and down > by


def drawings(svg: str) -> list[ET.Element]:
    """The `<svg>` elements of a chart."""
    return [ET.fromstring(part) for part in re.findall(r"<svg.*?</svg>", svg, re.DOTALL)]  # noqa: S314


def labels(drawing: ET.Element) -> list[Box]:
    """The labels of one drawing."""
    return [_box(element) for element in drawing.iter(f"{SVG}text")]


def clipped(drawing: ET.Element, slack: float = 1.0) -> list[str]:
    """Labels that reach over the drawing's edge."""
    width, height = (float(part) for part in drawing.attrib["viewBox"].split()[2:])
    return [
        box.words
        for box in labels(drawing)
        if box.left < -slack
        or box.top < -slack
        or box.right > width + slack
        or box.bottom > height + slack
    ]


def overlapping(drawing: ET.Element) -> list[tuple[str, str]]:
    """Pairs of labels that lie over each other."""
    return [(a.words, b.words) for a, b in combinations(labels(drawing), 2) if a.overlaps(b)]


def _box(element: ET.Element) -> Box:
    words = element.text or ""
    size, weight = float(element.get("font-size", "12")), int(element.get("font-weight", "400"))
    x, y = float(element.get("x", "0")), float(element.get("y", "0"))
    wide = text_width(words, size, weight)
    start = {"start": 0.0, "middle": wide / 2, "end": wide}[element.get("text-anchor", "start")]
    if "rotate(-90" in element.get("transform", ""):
        return Box(words, x - ASCENT * size, y - wide + start, x + DESCENT * size, y + start)
    return Box(words, x - start, y - ASCENT * size, x - start + wide, y + DESCENT * size)
