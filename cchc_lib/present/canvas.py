"""A drawing surface in pixels on a matplotlib figure, for charts whose layout is our own.

In: shapes and labels at places counted from the upper left corner. Out: the figure, as SVG. There
are no axes: laying out an axis and its tick labels is what makes a matplotlib chart slow (69 ms
against 4 ms here), and a label's width is known beforehand from the shipped font.
"""

from collections.abc import Sequence
from typing import Literal

from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from cchc_lib.present import theme as look
from cchc_lib.present.svg import figure_svg

DOTS_PER_INCH = 72
Anchor = Literal["start", "middle", "end"]
_ALIGNMENT = {"start": "left", "middle": "center", "end": "right"}
Box = tuple[float, float, float, float]
Point = tuple[float, float]


class Label(Text):
    """One line of text at its baseline.

    In SVG it is written as it is: its place needs no layout, which would take most of a chart's
    time. On other surfaces it draws as any text.
    """

    def draw(self, renderer: RendererBase) -> None:
        """Write the `<text>` element."""
        writer = getattr(renderer, "writer", None)
        if writer is None:
            super().draw(renderer)
            return
        x, y = self.get_transform().transform(self.get_position())
        y = renderer.height - y  # type: ignore[attr-defined]
        attributes = {
            "x": f"{x:.1f}",
            "y": f"{y:.1f}",
            "font-size": f"{self.get_fontsize():g}",
            "font-weight": str(self.get_fontweight()),
            "fill": str(self.get_color()),
            "text-anchor": next(
                a for a, b in _ALIGNMENT.items() if b == self.get_horizontalalignment()
            ),
        }
        if self.get_rotation():
            attributes["transform"] = f"rotate({-self.get_rotation():g} {x:.1f} {y:.1f})"
        writer.element("text", self.get_text(), attrib=attributes)


class Dots(Line2D):
    """Circles of one size and colour; in SVG real ones, with a word for who points at one."""

    def __init__(
        self,
        points: Sequence[Point],
        words: Sequence[str],
        radius: float,
        fill: str,
        *,
        stroke: str,
        stroke_width: float,
    ) -> None:
        xs, ys = zip(*points, strict=True)
        super().__init__(
            xs, ys,
            linestyle="none", marker="o", markersize=2 * radius, markerfacecolor=fill,
            markeredgecolor=stroke, markeredgewidth=stroke_width,
        )  # fmt: skip
        self._words = words

    def draw(self, renderer: RendererBase) -> None:
        """Write one `<circle>` a point."""
        writer = getattr(renderer, "writer", None)
        if writer is None:
            super().draw(renderer)
            return
        style = {"fill": str(self.get_markerfacecolor())}
        if self.get_markeredgecolor() != "none":
            style["stroke"] = str(self.get_markeredgecolor())
            style["stroke-width"] = f"{self.get_markeredgewidth():g}"
        writer.start("g", attrib=style)
        places = self.get_transform().transform(self.get_xydata())
        for at, (x, y) in enumerate(places):
            place = {"cx": f"{x:.1f}", "cy": f"{renderer.height - y:.1f}"}  # type: ignore[attr-defined]
            writer.start("circle", attrib={**place, "r": f"{self.get_markersize() / 2:g}"})
            if at < len(self._words):
                writer.element("title", self._words[at])
            writer.end("circle")
        writer.end("g")


class Canvas:
    """`width` × `height` pixels; what is drawn later lies above."""

    def __init__(self, width: float, height: float) -> None:
        look.register_fonts()
        inches = (width / DOTS_PER_INCH, height / DOTS_PER_INCH)
        self.width, self.height = width, height
        self.figure = Figure(figsize=inches, dpi=DOTS_PER_INCH, frameon=False)
        downwards = Affine2D().scale(1, -1).translate(0, height).scale(1 / DOTS_PER_INCH)
        self._place = downwards + self.figure.dpi_scale_trans
        self._layer = 0

    def rectangles(self, boxes: Sequence[Box], fill: str, *, stroke: str = "none") -> None:
        """Boxes (x, y, width, height) of one colour, as one path."""
        corners = [
            [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
            for x, y, width, height in boxes
        ]
        self.polygons(corners, fill, stroke=stroke)

    def polygons(
        self, outlines: Sequence[Sequence[Point]], fill: str, *, stroke: str = "none"
    ) -> None:
        """Closed outlines of one colour, as one path."""
        paths = [Path([*outline, outline[0]], closed=True) for outline in outlines if outline]
        if paths:
            patch = PathPatch(Path.make_compound_path(*paths), facecolor=fill, edgecolor=stroke)
            if stroke == "none":
                patch.set_linewidth(0)
            self._add(patch)

    def lines(
        self,
        polylines: Sequence[Sequence[Point]],
        colour: str,
        *,
        width: float = 1,
        dash: tuple[float, float] | None = None,
    ) -> None:
        """Open lines of one colour, as one path."""
        paths = [Path(list(line)) for line in polylines if len(line) > 1]
        if paths:
            line = PathPatch(
                Path.make_compound_path(*paths),
                facecolor="none", edgecolor=colour, linewidth=width,
                linestyle="solid" if dash is None else (0, dash),
                capstyle="round" if dash is None else "butt",
            )  # fmt: skip
            self._add(line)

    def dots(
        self,
        points: Sequence[Point],
        radius: float,
        fill: str,
        *,
        stroke: str = "none",
        stroke_width: float = 1,
        words: Sequence[str] = (),
    ) -> None:
        """Circles of one size and colour; `words` show when a reader points at a circle."""
        if points:
            dots = Dots(points, words, radius, fill, stroke=stroke, stroke_width=stroke_width)
            self._add(dots)

    def label(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 12,
        weight: int = look.REGULAR,
        colour: str = look.INK,
        anchor: Anchor = "start",
        rotation: float = 0,
    ) -> None:
        """One line of text whose baseline begins, has its middle or ends at (x, y)."""
        label = Label(
            x, y, words,
            color=colour, family=look.FAMILY, size=size, weight=weight, rotation=rotation,
            ha=_ALIGNMENT[anchor], va="baseline", rotation_mode="anchor", parse_math=False,
        )  # fmt: skip
        self._add(label)

    def svg(self, name: str, title: str, description: str) -> str:
        """The drawing as SVG with its alternative text."""
        return figure_svg(self.figure, name, title, description)

    def _add(self, artist: PathPatch | Dots | Label) -> None:
        self._layer += 1
        artist.set_transform(self._place)
        artist.set_zorder(self._layer)
        self.figure.add_artist(artist)
