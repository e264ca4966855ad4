"""Corrections on the way from params/ into the ledger: what commands say and how they end."""

import shutil
from pathlib import Path

import pytest

from cchc_lib.cli import main
from cchc_lib.cli import run as run_command
from cchc_lib.project import Project
from tests.conftest import ROOT

CORRECTION = """corrections:
  - unit: ba-dinh
    quarter: 2020-Q1
    indicator: dialogues
    expects: {expects}
    becomes: 3
    reason: Ghi nhầm
    author: Sở Nội vụ
    date: 2020-04-02
"""
TIDY = """don_vi,ky_bao_cao,chi_tieu,gia_tri,ghi_chu
ba-dinh,2020-Q1,dialogues,2,
"""


@pytest.fixture
def home(tmp_path, monkeypatch) -> Project:
    """A project whose inbox holds Ba Đình's two dialogues; commands speak English."""
    shutil.copytree(ROOT / "params", tmp_path / "params")
    monkeypatch.setenv("CCHC_HOME", str(tmp_path))
    monkeypatch.setenv("CCHC_LANGUAGE", "en")
    monkeypatch.setattr(run_command, "render_quarter", lambda *_, **__: 0)
    made = Project(tmp_path)
    made.inbox.mkdir(parents=True)
    (made.inbox / "ba-dinh.csv").write_text(TIDY, encoding="utf-8")
    return made


def correct(home: Project, expects: object) -> Path:
    """Write one correction of the dialogues."""
    path = home.params / "corrections" / "2020.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(CORRECTION.format(expects=expects), encoding="utf-8")
    return path


COMMANDS = [["intake", "data/inbox"], ["run", "--quarter", "2020-Q1"]]


@pytest.fixture(params=COMMANDS, ids=["intake", "run"])
def command(request, home) -> list[str]:
    """Either command that takes corrections in."""
    return [str(home.inbox) if word == "data/inbox" else word for word in request.param]


def test_corrections_are_recorded_and_withdrawn(home, command, capsys) -> None:
    """With no new file too; nothing is said where nothing changes."""
    assert main(command) == 0
    path = correct(home, 2)
    said = []
    for _ in range(2):
        capsys.readouterr()
        assert main(command) == 0
        said.append("Corrections: 1 recorded, 0 withdrawn." in capsys.readouterr().out)
    path.unlink()
    assert main(command) == 0
    assert said == [True, False]
    assert "Corrections: 0 recorded, 1 withdrawn." in capsys.readouterr().out


def test_correction_that_does_not_fit_is_named(home, command, capsys) -> None:
    """The command ends with 1: a correction was left out."""
    correct(home, 7)
    assert main(command) == 1
    said = " ".join(capsys.readouterr().err.split())
    assert "The figure is now: 2 (Q1 2020, file ba-dinh.csv" in said
    assert "the correction expects: 7." in said


def test_mistake_in_a_correction_stops_before_anything_is_read(home, command, capsys) -> None:
    """Exit status 3, with file and line; the ledger is not made."""
    path = correct(home, 2)
    path.write_text(path.read_text("utf-8").replace("ba-dinh", "ba-din"), encoding="utf-8")
    assert main(command) == 3
    assert "params/corrections/2020.yml, line 2" in " ".join(capsys.readouterr().err.split())
    assert not home.ledger.exists()


def test_run_with_an_empty_inbox_takes_corrections_in(home, capsys) -> None:
    """The figures of the ledger are used, corrected."""
    assert main(["run", "--quarter", "2020-Q1"]) == 0
    (home.inbox / "ba-dinh.csv").unlink()
    correct(home, 2)
    capsys.readouterr()
    assert main(["run", "--quarter", "2020-Q1"]) == 0
    assert "Corrections: 1 recorded, 0 withdrawn." in capsys.readouterr().out
