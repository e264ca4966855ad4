"""Headings that can be linked to, and the list of contents made of them.

In: a body that has passed the allow-list, a mark between its cells. Out: the body with an id on
each heading of level 2 and 3, and with a list of those of level 2 before the first of them.

An id is the heading without marks ("Chỉ tiêu kế hoạch" → `chi-tieu-ke-hoach`), so that links stay
good as long as the words do.
"""

import html
import re
from dataclasses import dataclass

from cchc_lib.vietnamese import fold

HEADING = re.compile(r"<h([23])((?: [^<>]*)?)>(.*?)</h\1>", re.DOTALL)
IDENTIFIER = re.compile(r'(?<=\s)id="([^"]*)"')
TAGS = re.compile(r"<[^<>]*>")

CELL = "<!--cell-->"
"""Stands before each cell; no content can hold it, since comments do not pass the allow-list."""
FEWEST = 3
"""With fewer headings a list of contents is longer than the way it saves."""


@dataclass(frozen=True)
class Heading:
    """An entry of the list of contents; `words` are plain text."""

    id: str
    words: str


def with_contents(body: str, taken: frozenset[str] = frozenset()) -> tuple[str, list[Heading]]:
    """The body with ids on its headings, and its headings of level 2 in order.

    A heading keeps an id of its own; no new id is one of the body's or one of `taken`.
    """
    used = {*taken, *IDENTIFIER.findall(body)}
    headings: list[Heading] = []

    def numbered(match: re.Match[str]) -> str:
        level, attributes, inner = match.groups()
        words = " ".join(html.unescape(TAGS.sub("", inner)).split())
        own = IDENTIFIER.search(attributes)
        name = own[1] if own else _new_id(words, used)
        if level == "2" and words:
            headings.append(Heading(name, words))
        if own:
            return match[0]
        return f'<h{level} id="{name}"{attributes}>{inner}</h{level}>'

    return HEADING.sub(numbered, body), headings


def with_list(body: str, headings: list[Heading], label: str) -> str:
    """The body without its marks, the list of contents between two cells before the first h2."""
    if len(headings) < FEWEST:
        return body.replace(CELL, "")
    place = body.rfind(CELL, 0, max(body.find("<h2"), 0))
    before, after = body[: max(place, 0)], body[max(place, 0) :]
    entries = "".join(
        f'<li><a href="#{html.escape(heading.id)}">{html.escape(heading.words)}</a></li>\n'
        for heading in headings
    )
    label = html.escape(label)
    contents = f'<nav class="contents" aria-label="{label}">\n<ol>\n{entries}</ol>\n</nav>\n'
    return (before + contents + after).replace(CELL, "")


def _new_id(words: str, used: set[str]) -> str:
    stem = fold(words).replace(" ", "-") or "muc"
    name, count = stem, 1
    while name in used:
        count += 1
        name = f"{stem}-{count}"
    used.add(name)
    return name
