"""Small notebooks and projects for tests."""

import shutil
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from cchc_lib.project import Project
from cchc_lib.render import EditionStamp, ReportJob
from tests.conftest import ROOT

PARAMETERS = 'quarter = "2020-Q1"\nunit = "ba-dinh"\nlanguage = "vi"\nedition = None'
STAMP = EditionStamp(number=58, digest="1a2b3c4d5e6f" + "0" * 52, sample=True)


def notebook(*cells):
    """A notebook of code cells (strings) and other cells; the first code cell has parameters."""
    made = [new_code_cell(cell) if isinstance(cell, str) else cell for cell in cells]
    first = next((cell for cell in made if cell.cell_type == "code"), None)
    if first is not None:
        first.metadata["tags"] = ["parameters"]
    return new_notebook(cells=made)


def shown(data, metadata=None):
    """A code cell whose only output is a display of `data` (mime type → content)."""
    output = new_output("display_data", data=data, metadata=metadata or {})
    return new_code_cell("show(1)", outputs=[output])


def markdown(source, *tags):
    """A markdown cell with tags."""
    return new_markdown_cell(source, metadata={"tags": list(tags)})


def project(folder: Path, **notebooks) -> Project:
    """A project in `folder` with the product's params and these notebooks by name."""
    made = Project(folder)
    shutil.copytree(ROOT / "params", made.params)
    made.notebooks.mkdir()
    for name, cells in notebooks.items():
        source = nbformat.writes(notebook(*cells))
        (made.notebooks / f"{name}.ipynb").write_text(source, encoding="utf-8", newline="\n")
    return made


def job(unit="ba-dinh", **values) -> ReportJob:
    """A job for the unit report of 2020-Q1, unless told otherwise."""
    facts = {"notebook": "unit_report", "quarter": "2020-Q1", "unit": unit, "edition": STAMP}
    return ReportJob.read({**facts, **values})
