"""What is random in a notebook's outputs, taken out: the same figures give the same bytes.

In: one output as the kernel gave it, and its place in the page. Out: the same without object
addresses, without matplotlib's random ids and date, without the random id of a pandas Styler.
Numbered ids also keep two drawings of one page from sharing theirs.
"""

import re

from nbformat import NotebookNode

ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]+")
ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
PROLOG = re.compile(r"^.*?(?=<svg\b)", re.DOTALL)
SVG_ID = re.compile(r"(?<=\s)id=\"([^\"]+)\"")
REFERENCE = re.compile(
    r"(href=\"#|url\(#|aria-labelledby=\"|aria-describedby=\")([^\")]+)(?=[\")])"
)
METADATA = re.compile(r"<metadata\b.*?</metadata\s*>", re.DOTALL)
STYLER = re.compile(r"\bT_[0-9a-f]{5}(?=[_\"\s])")


def stable_text(text: str) -> str:
    """Plain text without terminal colours and without the addresses of objects."""
    return ADDRESS.sub("", ANSI.sub("", text))


def stable_html(html: str, number: int) -> str:
    """HTML in which a Styler's random id is its number in the page."""
    return STYLER.sub(f"T{number}", html) if "T_" in html else html


def stable_svg(svg: str, number: int) -> str:
    """A drawing of its own whose ids are numbered; ids that nothing refers to are dropped."""
    svg = METADATA.sub("", PROLOG.sub("", svg, count=1))
    numbered: dict[str, str] = {}
    for _, name in REFERENCE.findall(svg):
        numbered.setdefault(name, f"d{number}-{len(numbered) + 1}")
    svg = SVG_ID.sub(
        lambda match: f'id="{numbered[match[1]]}"' if match[1] in numbered else "", svg
    )
    return REFERENCE.sub(lambda match: match[1] + numbered[match[2]], svg)


def without_traces(notebook: NotebookNode) -> NotebookNode:
    """The notebook without what papermill noted in it: times, paths and versions."""
    notebook.metadata.pop("papermill", None)
    for cell in notebook.cells:
        for name in ("papermill", "execution", "ExecuteTime"):
            cell.metadata.pop(name, None)
    return notebook
