"""Every mistake a user can make ends in one clear paragraph and the right exit status."""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter

import pytest

from cchc_lib.cli import main
from cchc_lib.cli.render import report_jobs
from cchc_lib.project import Project
from cchc_lib.registry import Quarter, read_registry
from tests.conftest import ROOT
from tests.intake.books import unit_book


@pytest.fixture
def home(tmp_path, monkeypatch) -> Project:
    """A project with params and notebooks and nothing else; commands speak English."""
    for folder in ("params", "notebooks"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.setenv("CCHC_HOME", str(tmp_path))
    monkeypatch.setenv("CCHC_LANGUAGE", "en")
    return Project(tmp_path)


@pytest.fixture
def filled(home) -> Project:
    """The same with the sample of one quarter taken in."""
    assert main(["sample", "--from", "2020-Q1", "--to", "2020-Q1"]) == 0
    assert main(["intake", str(home.sample), "--accept-problems"]) == 0
    return home


def paragraph(capsys: pytest.CaptureFixture[str]) -> str:
    """What was complained of, as one line; it is one paragraph and no traceback."""
    words = capsys.readouterr().err.strip()
    assert "Traceback" not in words
    assert "\n\n" not in words
    return " ".join(words.split())


@pytest.mark.parametrize("command", [["render"], ["forms"], ["run"], ["status"], ["problems"]])
@pytest.mark.parametrize("quarter", ["2020-Q5", "2020-1", "Q1/2020", "quý I"])
def test_wrong_quarter(home, capsys, command, quarter) -> None:
    """A quarter is written 2020-Q1; the paragraph says so."""
    assert main([*command, "--quarter", quarter]) == 2
    assert "2020-Q1" in paragraph(capsys)


def test_unknown_unit(filled, capsys) -> None:
    """The nearest valid unit is named."""
    capsys.readouterr()
    assert main(["render", "--quarter", "2020-Q1", "--unit", "ba-din"]) == 2
    assert "ba-dinh" in paragraph(capsys)


def test_unknown_unit_with_a_notebook_that_takes_none(filled, capsys) -> None:
    """A typo is named although the notebook would not have used the unit."""
    capsys.readouterr()
    command = ["render", "--quarter", "2020-Q1", "--notebook", "city_report", "--unit"]
    assert main([*command, "ba-din"]) == 2
    assert "ba-dinh" in paragraph(capsys)
    assert main([*command, "ba-dinh"]) == 2
    assert "city_report" in paragraph(capsys)


def test_figures_that_were_refused_once_are_still_left_out(filled) -> None:
    """Taking the same files in again does not turn findings into success."""
    assert main(["intake", str(filled.sample)]) == 1
    assert main(["intake", str(filled.sample), "--accept-problems"]) == 0


def test_status_passes_over_a_year_without_a_plan(home, capsys) -> None:
    """A quarter whose plan is not registered is listed, and the others too."""
    assert main(["sample", "--from", "2018-Q4", "--to", "2019-Q1"]) == 0
    assert main(["intake", str(home.sample), "--accept-problems"]) == 0
    capsys.readouterr()
    assert main(["status"]) == 0
    shown = capsys.readouterr().out
    assert "2018-Q4: figures are held" in shown
    assert "2019-Q1: 51 of 52 units reported" in shown


def test_whole_quarter_is_one_page_for_each_unit_and_two_more(filled) -> None:
    """30 district reports, 22 department reports, the city's and the intake review."""
    jobs = report_jobs(filled, "2020-Q1", (), (), "vi", None)
    registry = read_registry(filled.params)
    groups = Counter(
        registry.unit(job.unit, Quarter(2020, 1)).group if job.unit else job.notebook
        for job in jobs
    )
    assert groups == {"districts": 30, "departments": 22, "city_report": 1, "intake_review": 1}


def test_unknown_notebook(filled, capsys) -> None:
    """The nearest notebook is named."""
    capsys.readouterr()
    assert main(["render", "--quarter", "2020-Q1", "--notebook", "unit_reprot"]) == 2
    assert "unit_report" in paragraph(capsys)


def test_unknown_language(filled, capsys) -> None:
    """The known languages are named."""
    capsys.readouterr()
    assert main(["render", "--quarter", "2020-Q1", "--language", "fr"]) == 2
    assert "vi" in paragraph(capsys)


def test_notebook_without_a_parameters_cell(filled, capsys) -> None:
    """The paragraph names the notebook and the tag that is missing; nothing is rendered."""
    path = filled.notebooks / "unit_report.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        cell["metadata"].pop("tags", None)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    capsys.readouterr()
    assert main(["render", "--quarter", "2020-Q1", "--unit", "ba-dinh"]) == 2
    words = paragraph(capsys)
    assert "unit_report" in words
    assert "parameters" in words
    assert not (filled.reports / "2020-Q1" / "ba-dinh.html").exists()


def test_missing_params_file(home, capsys) -> None:
    """The missing file is named."""
    (home.params / "indicators.yml").unlink()
    assert main(["intake", str(home.params)]) == 3
    assert "params/indicators.yml" in paragraph(capsys)


def test_no_params_at_all(tmp_path, monkeypatch, capsys) -> None:
    """A folder that is no project is named."""
    monkeypatch.setenv("CCHC_HOME", str(tmp_path))
    assert main(["status"]) == 3
    assert "params/calendar.yml" in paragraph(capsys).replace("\\", "/")


def test_broken_params_file(home, capsys) -> None:
    """A typo gives file, line, the wrong key and the nearest right one."""
    path = home.params / "targets" / "2020.yml"
    words = path.read_text(encoding="utf-8").replace("threshold: 30", "treshold: 30")
    path.write_text(words, encoding="utf-8")
    line = words[: words.index("treshold")].count("\n") + 1
    assert main(["sample", "--from", "2020-Q1", "--to", "2020-Q1"]) == 3
    said = paragraph(capsys)
    for part in ("params/targets/2020.yml", str(line), "treshold", "threshold"):
        assert part in said


@pytest.mark.parametrize("command", [["render", "--quarter", "2020-Q1"], ["status"]])
def test_no_ledger_yet(home, capsys, command) -> None:
    """The command that makes one is named."""
    assert main(command) == 1
    assert "cchc intake" in paragraph(capsys)


def test_empty_inbox(home, capsys) -> None:
    """With nothing in the inbox and no ledger there is nothing to report."""
    home.inbox.mkdir(parents=True)
    assert main(["run", "--quarter", "2020-Q1"]) == 1
    assert "data/inbox" in paragraph(capsys)


def test_empty_folder_to_take_in(home, capsys) -> None:
    """An empty folder is named."""
    home.inbox.mkdir(parents=True)
    assert main(["intake", str(home.inbox)]) == 1
    assert "inbox" in paragraph(capsys)


def test_path_that_is_not_there(home, capsys) -> None:
    """A path with a typo is named."""
    assert main(["intake", str(home.root / "inbx")]) == 2
    assert "inbx" in paragraph(capsys)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.xlsx", b"%PDF-1.4 this is a letter"),
        ("empty.xlsx", b""),
        ("cut.xlsx", b"PK\x03\x04" + b"\x00" * 50),
        ("cut.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 100),
    ],
)
def test_file_that_is_no_workbook(home, capsys, name, content) -> None:
    """The file is named, and the files beside it are still taken in."""
    assert main(["sample", "--from", "2020-Q1", "--to", "2020-Q1"]) == 0
    folder = home.sample / "2020-Q1"
    (folder / name).write_bytes(content)
    capsys.readouterr()
    assert main(["intake", str(folder), "--accept-problems"]) == 1
    captured = capsys.readouterr()
    assert name in captured.err
    assert "Traceback" not in captured.err
    assert "1 unreadable" in captured.out


def test_wrong_day_of_receipt(home, capsys) -> None:
    """Days are written 2020-03-18."""
    assert main(["intake", str(home.root), "--received", "18/3/2020"]) == 2
    assert "2020-03-18" in paragraph(capsys)


def test_unknown_option_points_to_the_help(home, capsys) -> None:
    """A wrong option is a wrong call."""
    assert main(["render", "--quater", "2020-Q1"]) == 2
    assert "--help" in paragraph(capsys)


@pytest.mark.parametrize(
    "command", ["sample", "forms", "intake", "render", "run", "status", "problems"]
)
@pytest.mark.parametrize(("language", "word"), [("vi", "Ví dụ"), ("en", "Example")])
def test_help_shows_an_example(command, language, word) -> None:
    """`cchc COMMAND --help` ends with a line that can be typed."""
    shown = subprocess.run(
        [sys.executable, "-m", "cchc_lib", command, "--help"],
        env=os.environ | {"CCHC_LANGUAGE": language, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert f"{word}: cchc {command}" in " ".join(shown.split())


def test_every_command_is_in_the_readme() -> None:
    """README shows each command of the suite."""
    words = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [
        name
        for name in ("sample", "forms", "intake", "problems", "render", "run", "status")
        if f"cchc {name}" not in words
    ]
    assert missing == []


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be written there")
def test_names_and_words_of_files_give_a_terminal_no_orders(home, capsys) -> None:
    """Neither what is refused whole nor what is refused cell by cell."""
    home.inbox.mkdir(parents=True)
    (home.inbox / "red\x1b[31m\u202e.pdf").write_bytes(b"%PDF-1.7")
    book = unit_book([("Số sáng kiến CCHC", -1)])
    (home.inbox / "wipe\x1b[2J.xlsx").write_bytes(book)
    assert main(["intake", str(home.inbox)]) == 1
    printed = capsys.readouterr()
    assert "wipe\ufffd[2J.xlsx" in printed.out
    assert "red\ufffd[31m\ufffd.pdf" in printed.err
    assert not {"\x1b", "\u202e"} & set(printed.out + printed.err)


def test_status_of_a_quarter_without_files_and_plan(filled, capsys) -> None:
    """It is not said to have figures; where there is a plan, all units are said to be missing."""
    capsys.readouterr()
    assert main(["status", "--quarter", "1999-Q1"]) == 1
    assert paragraph(capsys) == (
        "The ledger holds no report for 1999-Q1. Check the quarter, or take reports in with “cchc"
        " intake FOLDER”."
    )
