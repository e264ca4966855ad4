"""An executed notebook as one HTML file: the reader's page.

In: the notebook as its kernel left it, and what is known about the page. Out: the page's bytes,
and what the notebook wrote to standard error, which readers do not see. Same notebook and facts,
same bytes: no clock, no random id, no prompt, no cell id.
"""

import functools
import html
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode
from traitlets.config import Config

from cchc_lib.render.contents import with_contents, with_list
from cchc_lib.render.frame import Frame, framed
from cchc_lib.render.page import Page, PageMeta
from cchc_lib.render.sanitise import sanitise
from cchc_lib.render.stable import stable_html, stable_svg, stable_text
from cchc_lib.texts import LANGUAGES, Language, text

MIME_PRIORITY = ("text/html", "image/svg+xml", "image/png", "text/markdown", "text/plain")
HERE = Path(__file__).parent
FRAME_IDS = frozenset({"main"})


def make_page(notebook: NotebookNode, meta: PageMeta) -> Page:
    """The page of an executed notebook; the notebook stays as it is."""
    cells = list(_cells(notebook, meta.language))
    kept = NotebookNode(notebook, cells=cells)  # type: ignore[no-untyped-call]
    body, headings = with_contents(exporter().body(kept, meta), FRAME_IDS)
    body = with_list(body, headings, text("render.contents", meta.language))
    frame = Frame(meta.title, meta.language, meta.sample, up=meta.up, foot=_foot(meta))
    return Page(framed(body, frame), _standard_error(notebook))


class PageExporter(HTMLExporter):
    """nbconvert's exporter on our template, kept warm; makes the body of a page.

    Leaves out what costs most in the stock one: preprocessors, copies of the notebook, and a
    second parse of the finished page to add alternative texts (30 of 40 ms).
    """

    def __init__(self) -> None:
        config = Config(TemplateExporter={"extra_template_basedirs": [str(HERE)]})
        config.Exporter.default_preprocessors = []
        super().__init__(  # type: ignore[no-untyped-call]
            config=config, template_name="template"
        )

    def body(self, notebook: NotebookNode, meta: PageMeta) -> str:
        """The cells as HTML that has passed the allow-list."""
        pictures = _Outputs(meta.language, self._markdown)
        self.register_filter("shown", pictures.shown)  # type: ignore[no-untyped-call]
        words = {"code": text("render.code", meta.language)}
        resources = {"show_code": meta.show_code, "words": words}
        return str(TemplateExporter.from_notebook_node(self, notebook, resources)[0])

    def default_filters(self) -> Iterator[tuple[str, Any]]:
        """Nbconvert's filters, and those that our template asks for."""
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield from (
            ("markdown2html", self._markdown),
            ("sanitised", sanitise),
            ("stable_text", stable_text),
            ("escape_html", html.escape),
            # The stock blocks that ours replace name these two, so they must exist.
            ("highlight_code", html.escape),
            ("filter_data_type", sorted),
        )

    @staticmethod
    def _markdown(source: str) -> str:
        # No ids from markdown: they get theirs with all other headings, in contents.py.
        return MarkdownWithMath(renderer=_Renderer(escape=False)).render(source)


class _Renderer(IPythonRenderer):
    """Markdown of notebooks without nbconvert's heading ids and anchors."""

    def heading(self, text: str, level: int, **attrs: Any) -> str:  # noqa: ANN401, ARG002 - as inherited
        return f"<h{level}>{text}</h{level}>\n"


class _Outputs:
    """The outputs of one page, counted so that their ids differ."""

    def __init__(self, language: Language, markdown: Callable[[str], str]) -> None:
        self.language = language
        self.markdown = markdown
        self.number = 0

    def shown(self, output: NotebookNode) -> str:
        """One display or result in its best form; nothing for a form that a page cannot show."""
        self.number += 1
        data = output.get("data", {})
        mime = next((mime for mime in MIME_PRIORITY if mime in data), None)
        if mime is None:
            return ""
        source = data[mime]
        if mime == "text/html":
            shown = sanitise(stable_html(source, self.number))
        elif mime == "image/svg+xml":
            shown = self._drawing(source)
        elif mime == "image/png":
            shown = self._picture(source, output.get("metadata", {}).get("image/png", {}))
        elif mime == "text/markdown":
            shown = sanitise(self.markdown(source))
        else:
            shown = f'<pre class="result">{html.escape(stable_text(source))}</pre>'
        return f"{shown}\n"

    def _drawing(self, source: str) -> str:
        label = html.escape(text("render.undescribed", self.language))
        drawing = stable_svg(source, self.number)
        if "aria-label" not in drawing:
            drawing = drawing.replace("<svg", f'<svg role="img" aria-label="{label}"', 1)
        return sanitise(f'<figure class="chart">{drawing}</figure>')

    def _picture(self, source: str, facts: dict[str, Any]) -> str:
        words = facts.get("alt") or text("render.undescribed", self.language)
        size = "".join(
            f' {side}="{facts[side]}"' for side in ("width", "height") if isinstance(
                facts.get(side), int
            )
        )  # fmt: skip
        address = f"data:image/png;base64,{''.join(source.split())}"
        image = f'<img src="{html.escape(address)}" alt="{html.escape(words)}"{size}>'
        return sanitise(f'<figure class="chart">{image}</figure>')


@functools.cache
def exporter() -> PageExporter:
    """This process's exporter: the first page costs 0.1 s more than those after it."""
    return PageExporter()


def _cells(notebook: NotebookNode, language: Language) -> Iterator[NotebookNode]:
    """The cells of a page in one language: texts tagged with another one are left out."""
    others = {other for other in LANGUAGES if other != language}
    for cell in notebook.cells:
        tags = set(cell.metadata.get("tags", ()))
        if cell.cell_type != "markdown" or language in tags or not tags & others:
            yield cell


def _standard_error(notebook: NotebookNode) -> str:
    return "".join(
        stable_text(output.text)
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if output.output_type == "stream" and output.name == "stderr"
    )


def _foot(meta: PageMeta) -> tuple[str, ...]:
    sentences = []
    if meta.edition is not None:
        sentences.append(
            text("render.edition", meta.language, number=meta.edition, digest=meta.digest)
        )
    if meta.versions:
        made = ", ".join(f"{name} {version}" for name, version in meta.versions)
        sentences.append(text("render.made-with", meta.language, versions=made))
    return tuple(sentences)
