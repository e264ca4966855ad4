"""The three notebooks: short, bilingual, without outputs, and they run from top to bottom."""

from types import SimpleNamespace

import nbformat
import pytest

import cchc_lib.findings
from cchc_lib.texts import LANGUAGES
from tests.conftest import ROOT
from tests.present import frames

NAMES = ("city_report", "intake_review", "unit_report")
PARAMETERS = {
    "city_report": {"quarter", "language", "edition"},
    "intake_review": {"quarter", "language", "edition"},
    "unit_report": {"quarter", "unit", "language", "edition"},
}


def notebook(name: str) -> nbformat.NotebookNode:
    """A notebook as it stands in git."""
    return nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)


def code_cells(name: str) -> list[nbformat.NotebookNode]:
    """Its code cells in order."""
    return [cell for cell in notebook(name).cells if cell.cell_type == "code"]


def run(name: str, monkeypatch: pytest.MonkeyPatch, language: str, **changed: object) -> list[str]:
    """Run all cells on synthetic findings; what they show, as HTML."""
    findings = SimpleNamespace(
        unit_report=lambda unit, language: frames.unit_report(unit, language=language, **changed),
        city_report=lambda language: frames.city_report(language=language, **changed),
        intake_review=lambda language: frames.intake_review(language=language, **changed),
    )
    shown: list[str] = []
    monkeypatch.setattr(cchc_lib.findings, "open_findings", lambda *_: findings)
    monkeypatch.setattr(
        "cchc_lib.present.output.display", lambda output: shown.append(str(output.data))
    )
    names: dict[str, object] = {}
    for cell in code_cells(name):
        exec(cell.source, names)  # noqa: S102
        if "parameters" in cell.metadata.get("tags", ()):
            names["language"] = language
    return shown


def test_these_are_all_notebooks() -> None:
    """A notebook that nobody tests is not shipped."""
    assert list(NAMES) == sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_is_valid_and_names_its_cells(name: str) -> None:
    """Format 4.5, a kernel that every installation has, ids that do not change."""
    found = notebook(name)
    nbformat.validate(found)
    assert (found.nbformat, found.nbformat_minor) == (4, 5)
    assert found.metadata.kernelspec.name == "python3"
    assert all(cell.id.replace("-", "").isalnum() for cell in found.cells)


@pytest.mark.parametrize("name", NAMES)
def test_git_holds_no_outputs(name: str) -> None:
    """Outputs hold data and make every change unreadable."""
    cells = code_cells(name)
    assert [cell.id for cell in cells if cell.outputs or cell.execution_count is not None] == []


@pytest.mark.parametrize("name", NAMES)
def test_parameters_come_first(name: str) -> None:
    """The first code cell is tagged, and sets exactly the known parameters."""
    first = code_cells(name)[0]
    names: dict[str, object] = {}
    exec(first.source, {}, names)  # noqa: S102
    assert first.metadata.tags == ["parameters"]
    assert PARAMETERS[name] == names.keys()


@pytest.mark.parametrize("name", NAMES)
def test_cells_are_short_and_without_branches(name: str) -> None:
    """At most eight lines; logic with a branch lives in the library and has a test."""
    sources = [cell.source for cell in code_cells(name)]
    assert max(len(source.splitlines()) for source in sources) <= 8
    assert [source for source in sources if "if " in source or "def " in source] == []


@pytest.mark.parametrize("name", NAMES)
def test_each_heading_stands_in_both_languages(name: str) -> None:
    """A Vietnamese heading is followed by the English one."""
    tags = [cell.metadata.tags for cell in notebook(name).cells if cell.cell_type == "markdown"]
    assert tags == [[language] for _ in range(len(tags) // 2) for language in LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_from_top_to_bottom(
    name: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every cell shows something, and nothing of it is an inline style or an active node."""
    shown = run(name, monkeypatch, language)
    assert len(shown) >= len(code_cells(name)) - 1
    assert all(html.startswith("<") for html in shown)
    assert [html for html in shown if "style=" in html or "<script" in html] == []


def test_no_page_of_a_notebook_holds_an_id_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Links lead to one place each."""
    for name in NAMES:
        html = "".join(run(name, monkeypatch, "vi"))
        ids = [part.split('"', 1)[0] for part in html.split(' id="')[1:]]
        assert sorted(set(ids)) == sorted(ids)
