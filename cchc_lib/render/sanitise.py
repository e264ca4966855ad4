"""The one allow-list that all HTML of a notebook passes: tables, text and drawings, nothing active.

In: any HTML fragment. Out: the same fragment with every tag closed, reduced to the elements and
attributes below; no style, no script, no event handler, no form, no address that a browser would
fetch by itself. Tags are cut first, then each attribute's value is held to a pattern.
"""

import functools
import re

import nh3

from cchc_lib.render.svg_style import PROPERTIES, plain_styles


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TEXT_TAGS = _words(
    """
    a abbr aside b blockquote br caption cite code col colgroup dd del details dfn div dl dt em
    figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark nav ol p pre q s
    samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var
    wbr
    """
)
SVG_TAGS = _words(
    """
    svg g path rect circle ellipse line polyline polygon text tspan textPath title desc defs use
    symbol clipPath mask marker pattern linearGradient radialGradient stop image
    """
)
DROPPED_WHOLE = _words(
    """
    script style template noscript noembed noframes iframe frameset object embed applet metadata
    math foreignObject annotation-xml textarea select option xmp plaintext animate
    animateMotion animateTransform set audio video canvas portal
    """
)
"""Elements whose content goes with them; of all others that are not allowed the text stays."""

GLOBAL = _words("id class lang dir role title tabindex")
PAINT = PROPERTIES
"""Presentation attributes: their values are CSS, so they are held to a pattern of their own."""
GEOMETRY = _words(
    """
    x y x1 y1 x2 y2 cx cy r rx ry dx dy d points width height viewBox preserveAspectRatio
    transform rotate pathLength textLength lengthAdjust startOffset offset fx fy focusable
    gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits
    patternTransform clipPathUnits maskUnits maskContentUnits markerWidth markerHeight
    markerUnits refX refY orient
    """
)
ATTRIBUTES: dict[str, set[str]] = {
    "*": set(GLOBAL),
    **{tag: {*GLOBAL, *PAINT, *GEOMETRY} for tag in SVG_TAGS},
    "a": {*GLOBAL, "href"},
    "img": {*GLOBAL, "src", "alt", "width", "height"},
    "ol": {*GLOBAL, "start", "type", "reversed"},
    "li": {*GLOBAL, "value"},
    "td": {*GLOBAL, "colspan", "rowspan", "headers"},
    "th": {*GLOBAL, "colspan", "rowspan", "headers", "scope", "abbr"},
    "col": {*GLOBAL, "span"},
    "colgroup": {*GLOBAL, "span"},
    "details": {*GLOBAL, "open"},
    "time": {*GLOBAL, "datetime"},
}
for _tag in ("use", "textPath", "linearGradient", "radialGradient", "pattern", "image"):
    ATTRIBUTES[_tag].add("href")

LINK = re.compile(
    r"#[^\s\\]*|https://[^\s\\]+|(?![A-Za-z][A-Za-z0-9+.-]*:)[^\s\\/#?][^\s\\:]*", re.ASCII
)
"""What a reader may click on: a place in the page, a page of the same site, or an https address."""
PLACE = re.compile(r"#[\w.:-]+")
PNG = re.compile(r"data:image/png;base64,[A-Za-z0-9+/=]+", re.ASCII)
PAINTED = re.compile(
    r"url\(\s*[\"']?#[\w.:-]+[\"']?\s*\)"
    r"|(?:rgb|rgba|hsl|hsla)\([\d\s.,%/-]+\)"
    r"|[\w\s.,%#\"'+-]*"
)
"""No function but a colour or a place in the page, no escape, no comment: nothing to fetch."""


def sanitise(html: str) -> str:
    """The fragment as a page may hold it.

    Inline styles of drawings become presentation attributes first; all other styles are dropped.
    """
    return _cleaner().clean(plain_styles(html))


@functools.cache
def _cleaner() -> nh3.Cleaner:
    """The allow-list, built once: building costs more than cleaning a table."""
    return nh3.Cleaner(
        tags=set(TEXT_TAGS | SVG_TAGS),
        clean_content_tags=set(DROPPED_WHOLE),
        attributes=ATTRIBUTES,
        attribute_filter=_kept,
        generic_attribute_prefixes={"aria-", "data-"},
        url_schemes={"https", "data"},
        link_rel=None,
    )


def _kept(tag: str, attribute: str, value: str) -> str | None:
    """The attribute's value as it may stand, or None."""
    if attribute in PAINT:
        return value if PAINTED.fullmatch(value) else None
    if attribute == "href":
        return _address(tag, value)
    if attribute == "src":
        return _picture(value)
    if attribute == "tabindex":
        return value if value in ("0", "-1") else None
    return value


def _address(tag: str, value: str) -> str | None:
    if tag == "a":
        return value if LINK.fullmatch(value) else None
    if tag == "image":
        return _picture(value)
    return value if PLACE.fullmatch(value) else None


def _picture(value: str) -> str | None:
    joined = "".join(value.split())
    return joined if PNG.fullmatch(joined) else None
