"""The key figures at the top of a report: a few large numbers with what they mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from cchc_lib.present.block import joined, tag


@dataclass(frozen=True)
class Key:
    """One large figure: its name, the figure, what follows it in small, and a remark below."""

    name: str
    figure: str
    of: str = ""
    remark: str = ""


def key_figures(keys: Sequence[Key]) -> Markup:
    """The figures as a list of terms."""
    return tag("dl", *(_key(key) for key in keys), class_="keys")


def _key(key: Key) -> Markup:
    figure = joined(key.figure, tag("small", key.of) if key.of else "")
    return tag(
        "div",
        tag("dt", key.name),
        tag("dd", figure, class_="figure"),
        tag("dd", key.remark, class_="remark") if key.remark else "",
    )
