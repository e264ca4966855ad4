"""Drawings without CSS: inline styles of SVG become presentation attributes.

In: HTML or SVG source as notebooks emit it, matplotlib's `style="fill: #fff; stroke: none"` and
its `<style>*{…}</style>` among them. Out: the same drawing with `fill="#fff" stroke="none"`, since
a page's content security policy lets no inline style through. What is not presentation is
dropped. This is no safety measure: the allow-list reads whatever comes out.
"""

import re
from html import unescape


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DRAWING = re.compile(r"<svg\b.*?</svg\s*>", re.DOTALL | re.IGNORECASE)
SHEET = re.compile(r"<style\b[^>]*>(.*?)</style\s*>", re.DOTALL | re.IGNORECASE)
EVERYTHING = re.compile(r"(?:^|\})\s*\*\s*\{([^{}]*)\}")
TAG = re.compile(
    r"<([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)(\s*/?)>", re.DOTALL
)
ATTRIBUTE = re.compile(r"\s+([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.DOTALL)
IMPORTANT = re.compile(r"\s*!\s*important\s*$", re.IGNORECASE)
FONT = re.compile(
    r"(?P<before>(?:[\w-]+\s+)*?)(?P<size>[\d.]+(?:px|pt|em|rem|%))(?:/\S+)?\s+(?P<family>.+)"
)
PROPERTIES = _words(
    """
    fill fill-opacity fill-rule stroke stroke-width stroke-dasharray stroke-dashoffset
    stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity opacity color stop-color
    stop-opacity font-family font-size font-style font-weight font-variant text-anchor
    dominant-baseline alignment-baseline baseline-shift letter-spacing word-spacing
    text-decoration clip-path clip-rule mask marker-start marker-mid marker-end visibility
    display paint-order vector-effect shape-rendering text-rendering image-rendering
    """
)


def plain_styles(html: str) -> str:
    """`html` with the styles inside its drawings turned into attributes."""
    if "<svg" not in html or "style" not in html:
        return html
    return DRAWING.sub(lambda drawing: _plain(drawing[0]), html)


def declarations(style: str) -> dict[str, str]:
    """The presentation properties that a style declares, the `font` shorthand taken apart.

    >>> declarations("font: bold 10px 'DejaVu Sans'; fill: #262626; position: fixed")
    {'font-weight': 'bold', 'font-size': '10px', 'font-family': "'DejaVu Sans'", 'fill': '#262626'}
    """
    found: dict[str, str] = {}
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip().lower(), IMPORTANT.sub("", value).strip()
        if name == "font":
            found |= _font(value)
        elif name in PROPERTIES and value:
            found[name] = value
    return found


def _plain(drawing: str) -> str:
    inherited: dict[str, str] = {}
    for sheet in SHEET.findall(drawing):
        for rule in EVERYTHING.findall(sheet):
            inherited |= declarations(rule)
    drawing = TAG.sub(_plain_tag, SHEET.sub("", drawing))
    if not inherited:
        return drawing
    # What matplotlib says of every element is inherited, so the root may say it for all.
    return TAG.sub(lambda tag: _with(tag, inherited, over=False), drawing, count=1)


def _plain_tag(tag: re.Match[str]) -> str:
    if "style" not in tag[2]:
        return tag[0]
    style = {name: value for name, value in _attributes(tag) if name == "style"}
    return _with(tag, declarations(style["style"]), over=True) if style else tag[0]


def _with(tag: re.Match[str], properties: dict[str, str], *, over: bool) -> str:
    """The tag with `properties` as attributes, over its own or where it has none."""
    own = {name: value for name, value in _attributes(tag) if name != "style"}
    merged = {**own, **properties} if over else {**properties, **own}
    ordered = [*own, *(name for name in properties if name not in own)]
    words = "".join(f' {name}="{_quoted(merged[name])}"' for name in ordered)
    return f"<{tag[1]}{words}{tag[3]}>"


def _attributes(tag: re.Match[str]) -> list[tuple[str, str]]:
    """Names and values, entities resolved: a `;` may end one of them in a style."""
    found = [(name, double or single) for name, double, single in ATTRIBUTE.findall(tag[2])]
    return [(name, unescape(value) if "&" in value else value) for name, value in found]


def _quoted(value: str) -> str:
    return value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def _font(value: str) -> dict[str, str]:
    match = FONT.fullmatch(value)
    if match is None:
        return {}
    found: dict[str, str] = {}
    for word in match["before"].split():
        if word in ("italic", "oblique"):
            found["font-style"] = word
        elif word in ("bold", "bolder", "lighter") or word.isdigit():
            found["font-weight"] = word
    return {**found, "font-size": match["size"], "font-family": match["family"]}
