"""The one theme of all charts: colours, font, and how wide a text will be.

Colours keep their order in greyscale and stay apart for colour-blind readers; a status is told by
its word and its shape as well. Each colour stands in the SVG as it is here, and page.css turns it
into its dark counterpart, so a colour that is added here needs a line there (a test holds this).
"""

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.rcsetup import cycler

FAMILY = "Be Vietnam Pro"
INK = "#1b2530"
MUTED = "#566370"
RULE = "#d5dbe1"
TRACK = "#e9edf1"
BAND = "#dce6ee"
OTHERS = "#8b99a7"
ACCENT = "#0b4f8a"
PAPER = "#ffffff"
MET = "#0f6b8f"
ON_TRACK = "#5a9bc4"
BEHIND = "#bd7410"
MISSED = "#a3182f"
UNKNOWN = "#74808d"
COLOURS = (
    INK, MUTED, RULE, TRACK, BAND, OTHERS, ACCENT, PAPER, MET, ON_TRACK, BEHIND, MISSED, UNKNOWN
)  # fmt: skip
STATUS_COLOURS = {
    "met": MET,
    "on_track": ON_TRACK,
    "behind": BEHIND,
    "missed": MISSED,
    "not_reported": UNKNOWN,
    "not_applicable": RULE,
}
STATUS_SIGNS = {
    "met": "✓",
    "on_track": "●",
    "behind": "▼",
    "missed": "✕",
    "not_reported": "○",
    "not_applicable": "–",
}
REGULAR, SEMIBOLD = 400, 600
_FILES = {REGULAR: "BeVietnamPro-Regular.ttf", SEMIBOLD: "BeVietnamPro-SemiBold.ttf"}
_UNITS_PER_EM = 1000


@contextmanager
def theme(name: str = "chart") -> Iterator[None]:
    """Matplotlib's settings for a chart called `name`, put back at the end.

    The name salts the ids, so that charts on one page never share one.
    """
    with mpl.rc_context({**_settings(), "svg.hashsalt": name}):
        yield


@functools.cache
def register_fonts() -> None:
    """Make the shipped font known to matplotlib in this process; no cache file is touched."""
    for file in _FILES.values():
        with as_file(files(__package__) / "fonts" / file) as path:
            font_manager.fontManager.addfont(path)


def text_width(words: str, size: float, weight: int = REGULAR) -> float:
    """How wide `words` will be, in the units of `size`; our fonts have no kerning."""
    widths = _advances(weight)
    usual = widths["n"]
    return sum(widths.get(letter, usual) for letter in words) * size / _UNITS_PER_EM


def wrap(words: str, width: float, size: float, weight: int = REGULAR) -> list[str]:
    """`words` in lines that are at most `width` wide; a longer word is broken by letters."""
    lines: list[str] = []
    line = ""
    for word in words.split():
        longer = f"{line} {word}" if line else word
        if text_width(longer, size, weight) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while text_width(line, size, weight) > width and len(line) > 1:
            fits = _letters_that_fit(line, width, size, weight)
            lines.append(line[:fits])
            line = line[fits:]
    return [*lines, line] if line else lines


def _letters_that_fit(word: str, width: float, size: float, weight: int) -> int:
    count = 1
    while count < len(word) - 1 and text_width(word[: count + 1], size, weight) <= width:
        count += 1
    return count


@functools.cache
def _settings() -> dict[Any, Any]:
    register_fonts()
    return {
        "font.family": [FAMILY],
        "font.size": 12,
        "text.color": INK,
        "axes.edgecolor": RULE,
        "axes.labelcolor": MUTED,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.prop_cycle": cycler(color=[ACCENT, BEHIND, OTHERS, MISSED, MET]),
        "xtick.color": MUTED,
        "ytick.color": MUTED,
        "grid.color": RULE,
        "figure.facecolor": "none",
        "axes.facecolor": "none",
        "savefig.facecolor": "none",
        "savefig.bbox": None,
        "figure.autolayout": False,
        "svg.fonttype": "none",
        "path.simplify": True,
    }


@functools.cache
def _advances(weight: int) -> dict[str, float]:
    """The width of every letter of one weight, in thousandths of the font's size."""
    with as_file(files(__package__) / "fonts" / _FILES[weight]) as path:
        font = FT2Font(path)
    font.set_size(_UNITS_PER_EM, 72)
    return {
        chr(code): font.load_char(code, flags=LoadFlags.NO_HINTING).linearHoriAdvance / 65536
        for code in font.get_charmap()
    }
