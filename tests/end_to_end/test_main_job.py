"""From district workbooks to pages: what the batch made, against the findings it rests on."""

import hashlib
import html
import json
import re
import shutil
from pathlib import Path

import nbformat
import papermill
import pytest

from cchc_lib.cli import main
from cchc_lib.findings import open_findings
from cchc_lib.project import Project
from cchc_lib.texts import text
from tests.conftest import ROOT
from tests.rendered import UNITS

NOTICE = "DỮ LIỆU MẪU – không phải số liệu chính thức"
PAGES = [*(f"{unit}.html" for unit in UNITS), "city.html", "intake.html"]


def page(home: Project, name: str) -> str:
    """One page of the first quarter of 2020."""
    return (home.reports / "2020-Q1" / name).read_text(encoding="utf-8")


def words(source: str) -> str:
    """The words of a page or of an output, without tags."""
    without = re.sub(r"(?s)<(style|svg)\b.*?</\1>|<[^>]*>", " ", source)
    return " ".join(html.unescape(without).split())


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_the_sample_says_so(rendered, name) -> None:
    """The notice stands on every page made from sample data."""
    assert NOTICE in words(page(rendered, name))


@pytest.mark.parametrize("name", PAGES)
def test_page_asks_for_nothing(rendered, name) -> None:
    """No script, no address outside the page, a policy that forbids both."""
    source = page(rendered, name)
    assert "<script" not in source
    assert not re.findall(r'(?:src|href|xlink:href)="(?:https?:)?//', source)
    assert not re.findall(r"url\((?!['\"]?(?:data:|#))", source)
    assert "default-src 'none'" in html.unescape(source)
    assert "unsafe-inline" not in source


@pytest.mark.parametrize("name", [*PAGES, "index.html", "../index.html"])
def test_page_is_small(rendered, name) -> None:
    """At most 150 KB a page; 200 KB for the city's, which draws every unit eight times."""
    most = 200_000 if name == "city.html" else 150_000
    assert (rendered.reports / "2020-Q1" / name).stat().st_size <= most


def row_of(source: str, name: str) -> str:
    """The words of the table row that a target heads."""
    rows = [words(row) for row in re.findall(r"(?s)<tr\b.*?</tr>", source)]
    return next(row for row in rows if row.startswith(name))


def test_ten_targets_of_the_unit_are_on_its_page(rendered) -> None:
    """Each target's row ends with the status that the findings give; the city's where it is its."""
    report = open_findings("2020-Q1", project=rendered).unit_report("ba-dinh")
    source = page(rendered, "ba-dinh.html")
    assert len(report.targets) == 10
    for target in report.targets.itertuples():
        status = target.city_status if target.assessed == "city" else target.status
        assert text(f"present.status.{status}", "vi") in row_of(source, target.name)


def test_ten_targets_of_the_city_are_on_its_page(rendered) -> None:
    """Each target's row ends with the status that the findings give."""
    report = open_findings("2020-Q1", project=rendered).city_report()
    source = page(rendered, "city.html")
    assert len(report.targets) == 10
    for target in report.targets.itertuples():
        assert text(f"present.status.{target.status}", "vi") in row_of(source, target.name)


def test_every_source_on_the_page_names_its_cell(rendered) -> None:
    """The table of sources holds file, sheet and cell of each figure that was used."""
    report = open_findings("2020-Q1", project=rendered).unit_report("ba-dinh")
    source = page(rendered, "ba-dinh.html")
    assert len(report.sources) > 30
    for row in report.sources.itertuples():
        assert f'id="{row.key}"' in source
        assert html.escape(row.file) in source
        assert row.cell in source


def test_manifest_holds_what_was_written(rendered) -> None:
    """Each page's size and hash are those of its file."""
    folder = rendered.reports / "2020-Q1"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    entries = manifest["pages"]
    listed = entries if isinstance(entries, dict) else {entry["page"]: entry for entry in entries}
    assert sorted(listed) == sorted(PAGES)
    for name, entry in listed.items():
        content = (folder / name).read_bytes()
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
        assert entry["size"] == len(content)


def test_same_inputs_give_the_same_bytes(rendered) -> None:
    """Rendering a unit again changes no byte of its page."""
    path = rendered.reports / "2020-Q1" / "ba-dinh.html"
    before = path.read_bytes()
    assert main(["render", "--quarter", "2020-Q1", "--unit", "ba-dinh"]) == 0
    assert path.read_bytes() == before


def test_plain_papermill_shows_the_same_figures(rendered, tmp_path, monkeypatch) -> None:
    """The notebook under papermill alone has the page's words, figure by figure."""
    monkeypatch.chdir(rendered.root)
    out = tmp_path / "out.ipynb"
    papermill.execute_notebook(
        str(rendered.notebooks / "unit_report.ipynb"),
        str(out),
        parameters={"quarter": "2020-Q1", "unit": "ba-dinh"},
        progress_bar=False,
    )
    shown = words(page(rendered, "ba-dinh.html"))
    outputs = [
        output["data"]["text/html"]
        for cell in nbformat.read(out, 4).cells
        for output in cell.get("outputs", ())
        if "text/html" in output.get("data", {})
    ]
    assert len(outputs) >= 8
    missing = [words(output)[:200] for output in outputs if words(output) not in shown]
    assert missing == []


def test_failed_report_stops_no_other(rendered, capsys) -> None:
    """The report that fails is named with its cell; the others are made; exit status 1."""
    path = rendered.notebooks / "broken.ipynb"
    notebook = nbformat.read(rendered.notebooks / "unit_report.ipynb", 4)
    wrong = nbformat.v4.new_code_cell('if unit == "son-tay":\n    raise ValueError("sai số liệu")')
    notebook.cells.append(wrong)
    nbformat.write(notebook, path)
    chosen = ["--unit", "ba-dinh", "--unit", "son-tay", "--notebook", "broken"]
    try:
        assert main(["render", "--quarter", "2020-Q1", *chosen]) == 1
    finally:
        path.unlink()
    captured = capsys.readouterr()
    said = captured.out + captured.err
    assert "ValueError: sai số liệu" in said
    assert "broken-son-tay.html" in said
    folder: Path = rendered.reports / "2020-Q1"
    assert (folder / "broken-ba-dinh.html").is_file()
    assert not (folder / "broken-son-tay.html").exists()
    (folder / "broken-ba-dinh.html").unlink()


def test_index_leads_to_every_page(rendered) -> None:
    """The quarter's index links each page, the index of all quarters links the quarter."""
    quarter = page(rendered, "index.html")
    for name in PAGES:
        assert f'href="{name}"' in quarter
    assert 'href="2020-Q1/index.html"' in (rendered.reports / "index.html").read_text("utf-8")


def test_notebooks_in_git_hold_no_outputs() -> None:
    """What analysts edit is kept without results."""
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for cell in nbformat.read(path, 4).cells:
            assert not cell.get("outputs"), path.name
            assert cell.get("execution_count") is None, path.name


def test_removing_the_sample_leaves_no_page_of_it(rendered, tmp_path, monkeypatch) -> None:
    """Ledger, files and pages of the sample go together; params and notebooks stay."""
    home = Project(tmp_path / "copy")
    shutil.copytree(rendered.root, home.root)
    monkeypatch.setenv("CCHC_HOME", str(home.root))
    assert main(["sample", "--remove"]) == 0
    assert not home.ledger.exists()
    assert not home.sample.exists()
    assert sorted(home.reports.rglob("*.html")) == []
    assert (home.notebooks / "unit_report.ipynb").is_file()
