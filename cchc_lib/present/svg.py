"""A matplotlib figure as SVG that can stand inside a page.

The page forbids inline styles and requests, so every style attribute becomes presentation
attributes; prolog, metadata and unused ids go; ids that stay begin with the chart's name, because
several charts share a page. Text stays text. The same figure and name give the same bytes.
"""

import io
import re
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

from matplotlib.figure import Figure

from cchc_lib.present.theme import FAMILY, theme

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_NUMBER = re.compile(r"-?\d+\.\d+")
_SPACES = re.compile(r"\s+")
_REFERENCE = re.compile(r"#([A-Za-z][\w.-]*)")
LEAST = 0.05
"""Half of the last decimal that is written."""
_PLACES = ("x", "y", "cx", "cy", "width", "height", "points")
_DROPPED = ("metadata", "style", "desc")
_DEFAULTS = {
    ("stroke-linejoin", "miter"), ("stroke-linecap", "butt"), ("font-weight", "400"),
    ("font-style", "normal"), ("text-anchor", "start"), ("opacity", "1"), ("stroke-width", "1"),
}  # fmt: skip


def figure_svg(figure: Figure, name: str, title: str, description: str) -> str:
    """`figure` as one `<svg>` whose alternative text is `title` and `description`.

    `name` must be unique on the page: letters, digits and hyphens.
    """
    stream = io.StringIO()
    with theme(name):
        figure.savefig(
            stream, format="svg", metadata={"Date": None, "Creator": None, "Format": None,
                                            "Type": None}
        )  # fmt: skip
    words = stream.getvalue()
    # Our own figure, without a document type: nothing in it can expand.
    root = ET.fromstring(words[words.index("<svg") :])  # noqa: S314
    ids = _kept_ids(root, name)
    width, height = root.get("viewBox", "0 0 0 0").split()[2:]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_short(width)} {_short(height)}" '
        f'width="{_short(width)}" height="{_short(height)}" font-family="{FAMILY}, sans-serif" '
        f'stroke-linejoin="round" role="img" aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(description)}</desc>'
    )
    return head + "".join(_element(child, ids) for child in root) + "</svg>"


def _kept_ids(root: ET.Element, name: str) -> dict[str, str]:
    """Old to new id for those that something refers to."""
    used: dict[str, None] = {}
    for element in root.iter():
        for value in element.attrib.values():
            used.update(dict.fromkeys(_REFERENCE.findall(value)))
    present = [element.get("id", "") for element in root.iter()]
    return {old: f"{name}-{at}" for at, old in enumerate(o for o in used if o in present)}


def _element(element: ET.Element, ids: dict[str, str]) -> str:
    tag = element.tag.removeprefix(_NAMESPACE)
    if tag in _DROPPED:
        return ""
    inside = "".join(_element(child, ids) for child in element)
    attributes = _attributes(tag, element, ids)
    if tag in ("g", "defs") and (not inside or (tag == "g" and not attributes)):
        return inside
    written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    if tag in ("text", "title") and element.text:
        inside = escape(element.text) + inside
    return f"<{tag}{written}>{inside}</{tag}>" if inside else f"<{tag}{written}/>"


def _attributes(tag: str, element: ET.Element, ids: dict[str, str]) -> dict[str, str]:
    kept: dict[str, str] = {}
    for key, value in element.attrib.items():
        kept |= _attribute(key, value, ids)
    if tag == "text":
        kept.pop("font-family", None)
        if "rotate(-0" in kept.get("transform", ""):
            kept.pop("transform")
    for paint in ("fill", "stroke"):
        if kept.get(f"{paint}-opacity") == "0":
            kept.pop(f"{paint}-opacity")
            kept[paint] = "none"
    if kept.get("stroke") == "none":
        kept = {key: value for key, value in kept.items() if not key.startswith("stroke")}
    return {key: value for key, value in kept.items() if (key, value) not in _DEFAULTS}


def _attribute(key: str, value: str, ids: dict[str, str]) -> dict[str, str]:
    if key == "style":
        return _styles(value, ids)
    if key == "id":
        return {"id": ids[value]} if value in ids else {}
    if key == _LINK:
        return {"href": _renamed(value, ids)}
    if key == "d":
        return {"d": _shorter(_numbers(_SPACES.sub(" ", value)).strip())}
    if key in _PLACES:
        return {key: _numbers(value)}
    return {key: value if key == "transform" else _renamed(value, ids)}


def _styles(style: str, ids: dict[str, str]) -> dict[str, str]:
    """`fill: #fff; stroke: none` as attributes."""
    pairs = (part.split(":", 1) for part in style.split(";") if ":" in part)
    found = {key.strip(): value.strip() for key, value in pairs}
    if "font-size" in found:
        found["font-size"] = found["font-size"].removesuffix("px")
    return {key: _renamed(value, ids) for key, value in found.items()}


def _renamed(value: str, ids: dict[str, str]) -> str:
    return _REFERENCE.sub(lambda match: "#" + ids.get(match[1], match[1]), value)


def _shorter(path: str) -> str:
    """The path without needless spaces, each straight line in its shortest spelling."""
    written = []
    here = (0.0, 0.0)
    for command in re.findall(r"[A-Za-z][^A-Za-z]*", path):
        places = command[1:].split()
        if len(places) < 2:
            written.append(command[0])
            continue
        there = (float(places[-2]), float(places[-1]))
        line = command[0] == "L" and len(places) == 2
        written.append(_line(here, there) if line else command[0] + " ".join(places))
        here = there
    return "".join(written).replace(" -", "-")


def _line(here: tuple[float, float], there: tuple[float, float]) -> str:
    """A line from `here`, with places or with steps, whichever is shorter."""
    (x, y), (dx, dy) = there, (there[0] - here[0], there[1] - here[1])
    if abs(dy) < LEAST:
        return min(f"H{_short(x)}", f"h{_short(dx)}", key=len)
    if abs(dx) < LEAST:
        return min(f"V{_short(y)}", f"v{_short(dy)}", key=len)
    return min(f"L{_short(x)} {_short(y)}", f"l{_short(dx)} {_short(dy)}", key=len)


def _numbers(value: str) -> str:
    return _NUMBER.sub(lambda match: _short(match[0]), value)


def _short(number: str | float) -> str:
    """One decimal: a tenth of a pixel is more than a reader can see."""
    rounded = f"{float(number):.1f}".removesuffix(".0")
    return "0" if rounded == "-0" else rounded
