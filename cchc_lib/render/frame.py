"""The frame that every page of ours stands in: head, policy, notice, main part, foot.

In: a body that may stand in a page as it is, and what is known about the page. Out: the bytes of
one HTML file that asks for nothing from anywhere.
"""

import functools
import re
from dataclasses import dataclass, field
from importlib.resources import files

import jinja2
from markupsafe import Markup

from cchc_lib.render.page import Link
from cchc_lib.render.style import policy, style_block
from cchc_lib.texts import Language, text

NOTICE = re.compile(r'<[^<>]*\sclass="[^"]*(?<![\w-])sample-notice(?![\w-])')
TITLE = re.compile(r"<h1[\s>]")


@dataclass(frozen=True)
class Frame:
    """What stands around a body. `foot` are sentences; nothing here depends on the clock."""

    title: str
    language: Language
    sample: bool = False
    kind: str = "report"
    up: tuple[Link, ...] = ()
    foot: tuple[str, ...] = ()
    css: str = field(default="", repr=False)


def framed(body: str, frame: Frame) -> bytes:
    """The page. Gets a title and the notice of sample data where the body has none of its own."""
    style = style_block(frame.css)
    page = page_template("render", "frame.html.j2").render(
        frame=frame,
        policy=policy(style),
        style=Markup(style),  # noqa: S704 - our own files
        body=Markup(body),  # noqa: S704 - has passed the allow-list
        notice=frame.sample and NOTICE.search(body) is None,
        heading=TITLE.search(body) is None,
        say=functools.partial(_say, frame.language),
    )
    return page.encode("utf-8")


def _say(language: Language, key: str) -> str:
    return text(key, language)


@functools.cache
def page_template(room: str, name: str) -> jinja2.Template:
    """A template of a room's pages: all that it fills in is escaped, nothing may be undefined."""
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(
        (files("cchc_lib") / room / "template" / name).read_text(encoding="utf-8")
    )
