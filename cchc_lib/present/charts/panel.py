"""What all charts share: the width of one drawing, and how rows and scales are laid out in it.

One drawing is as wide as a phone shows at full size; a page puts two side by side. So letters are
the same size everywhere, and no chart has to be shrunk to be seen.
"""

import math
from collections.abc import Sequence

from cchc_lib.present import theme as look
from cchc_lib.present.canvas import Canvas

WIDTH = 344
NAME_SIZE = 13.0
NOTE_SIZE = 12.0
SMALL_SIZE = 11.0
LINE = 1.28
"""Height of a line of text, in sizes of its font."""


class Scale:
    """Values from `low` to `high` as places from `start` to `end` (pixels)."""

    def __init__(self, low: float, high: float, start: float, end: float) -> None:
        self.low, self.high = low, high
        self.start, self.end = start, end

    def __call__(self, value: float) -> float:
        """The place of `value`; values outside stand at the edge."""
        inside = min(max(value, self.low), self.high)
        share = (inside - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return self.start + share * (self.end - self.start)


def write_lines(
    canvas: Canvas,
    x: float,
    y: float,
    lines: Sequence[str],
    *,
    size: float = NAME_SIZE,
    weight: int = look.REGULAR,
    colour: str = look.INK,
) -> float:
    """Write `lines` below each other, the first with its top at `y`; where the next may begin."""
    for line in lines:
        canvas.label(x, y + 0.95 * size, line, size=size, weight=weight, colour=colour)
        y += LINE * size
    return y


def lines_height(lines: Sequence[str], size: float = NAME_SIZE) -> float:
    """How high `write_lines` will write."""
    return LINE * size * len(lines)


def unreported_bar(canvas: Canvas, y: float, width: float, height: float) -> None:
    """A dashed outline where a bar would stand: nothing was reported, which is not zero."""
    left, right, top, bottom = 0.5, width - 0.5, y + 0.5, y + height - 0.5
    outline = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    canvas.lines([outline], look.UNKNOWN, dash=(3, 3))


def round_below(value: float, step: float) -> float:
    """The multiple of `step` at or below `value`."""
    return math.floor(value / step + 1e-9) * step


def score_scale(scores: Sequence[float], start: float, end: float) -> Scale:
    """A scale of tens (of fives where the scores are close) around the scores, at most to 100."""
    known = [score for score in scores if not math.isnan(score)] or [0.0, 100.0]
    step = 10 if max(known) - min(known) > 12 else 5
    low = max(0.0, round_below(min(known) - 0.5, step))
    high = min(100.0, -round_below(-max(known) - 0.5, step))
    return Scale(low, max(high, low + step), start, end)


def ticks(scale: Scale, count: int = 3) -> list[float]:
    """At most `count` + 1 round values from the scale's low to its high."""
    span = scale.high - scale.low
    steps = (1, 2, 5, 10, 20, 25, 50, 100)
    step = next((s for s in steps if span / s <= count), 100)
    first = -round_below(-scale.low, step)
    return [first + step * at for at in range(count + 2) if first + step * at <= scale.high]
