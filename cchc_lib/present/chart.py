"""A chart as readers get it: the drawing, its finding, its words and its figures."""

from dataclasses import dataclass

from markupsafe import Markup
from matplotlib.figure import Figure

from cchc_lib.present.block import tag
from cchc_lib.present.svg import figure_svg
from cchc_lib.present.table import Table
from cchc_lib.texts import Language, text


@dataclass(frozen=True)
class Chart:
    """`svg` holds one or more drawings that stand side by side, one below the other on a phone.

    `title` states the finding, `caption` tells how to read the chart, `alt` gives its figures in
    words (it stands in each drawing's `<desc>` too), `data` is the table behind it. `name` must
    be unique on the page.
    """

    name: str
    title: str
    svg: str
    alt: str
    language: Language
    caption: str = ""
    data: Table | None = None

    @classmethod
    def of(
        cls,
        figure: Figure,
        *,
        name: str,
        title: str,
        alt: str,
        language: Language = "vi",
        caption: str = "",
        data: Table | None = None,
    ) -> "Chart":
        """A chart from any matplotlib figure, for example `frame.plot().figure`."""
        svg = figure_svg(figure, name, title, alt)
        return cls(name, title, svg, alt, language, caption, data)

    def html(self) -> Markup:
        """The chart as a `<figure>`; one without a drawing is its finding, as a sentence."""
        if not self.svg:
            return tag("p", self.title, class_="nothing", id=f"chart-{self.name}")
        finding = tag("strong", self.title, class_="finding")
        how = tag("span", self.caption, class_="how") if self.caption else ""
        return tag(
            "figure",
            tag("figcaption", finding, how),
            # figure_svg escapes every text of a drawing.
            tag("div", Markup(self.svg), class_="panels"),  # noqa: S704
            self._data(),
            class_=f"chart chart-{self.name}",
            id=f"chart-{self.name}",
        )

    def _data(self) -> Markup:
        if self.data is None:
            return Markup("")
        summary = tag("summary", text("present.chart.data", self.language))
        return tag("details", summary, self.data.html(), class_="data")
