"""`cchc forms`: one workbook a unit, with last quarter's figures where the ledger has them."""

import io
import shutil
from pathlib import Path

import openpyxl
import pytest

from cchc_lib.cli import main
from cchc_lib.project import Project
from tests.conftest import ROOT

BA_DINH = "ba-dinh_unit-form-2020_2020-Q2.xlsx"


@pytest.fixture
def home(tmp_path, monkeypatch) -> Project:
    """A project with params and nothing else; commands speak Vietnamese."""
    shutil.copytree(ROOT / "params", tmp_path / "params")
    monkeypatch.setenv("CCHC_HOME", str(tmp_path))
    monkeypatch.setenv("CCHC_LANGUAGE", "vi")
    return Project(tmp_path)


def named(folder: Path) -> list[str]:
    """The files of a folder."""
    return sorted(path.name for path in folder.iterdir())


def with_figure(content: bytes, cell: str, value: object) -> bytes:
    """The form with one figure filled in."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    book.worksheets[0][cell] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_without_a_ledger_the_forms_of_all_units_are_made(home, capsys) -> None:
    """The column of the last period stays empty, and the command says so."""
    assert main(["forms", "--quarter", "2020-Q2"]) == 0
    folder = home.data / "forms" / "2020-Q2"
    assert len(named(folder)) == 52
    assert BA_DINH in named(folder)
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Chưa có số liệu 2020-Q1 trong sổ số liệu nên cột “Kỳ trước” để trống."
    assert said[-1] == "Đã tạo 52 biểu mẫu quý 2020-Q2 trong data/forms/2020-Q2."
    sheet = openpyxl.load_workbook(folder / BA_DINH).worksheets[0]
    assert {sheet.cell(row, 4).value for row in range(10, 50)} == {None}
    assert not home.ledger.exists()


def test_only_the_units_that_were_asked_for_into_the_folder_that_was_named(
    home, tmp_path, capsys
) -> None:
    """A unit that is named twice has one form."""
    units = ("ba-dinh", "so-noi-vu", "ba-dinh")
    options = [word for unit in units for word in ("--unit", unit)]
    out = tmp_path / "elsewhere"
    assert main(["forms", "--quarter", "2020-Q2", *options, "--out", str(out)]) == 0
    assert named(out) == [BA_DINH, "so-noi-vu_unit-form-2020_2020-Q2.xlsx"]
    assert "Đã tạo 2 biểu mẫu quý 2020-Q2 trong elsewhere." in capsys.readouterr().out


def test_a_sample_is_shown_beside_and_named(home, capsys) -> None:
    """The forms hold figures of the sample, and say that it is one."""
    assert main(["sample", "--from", "2020-Q1", "--to", "2020-Q1"]) == 0
    assert main(["intake", str(home.sample), "--accept-problems"]) == 0
    capsys.readouterr()
    assert main(["forms", "--quarter", "2020-Q2", "--unit", "ba-dinh"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == (
        "Sổ số liệu là dữ liệu mẫu nên các biểu ghi rõ DỮ LIỆU MẪU và chỉ nhập được vào sổ dữ "
        "liệu mẫu."
    )
    path = home.forms / "2020-Q2" / BA_DINH
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet["C3"].value == "DỮ LIỆU MẪU – không phải số liệu chính thức"
    before = [sheet.cell(row, 4).value for row in range(10, 50)]
    assert "Có" in before
    assert any(isinstance(value, int | float) for value in before)
    path.write_bytes(with_figure(path.read_bytes(), "E12", 4))
    assert main(["intake", str(path)]) == 0


def test_a_form_that_was_filled_in_is_never_overwritten(home, capsys) -> None:
    """It is named, and the command does not exit 0; a blank one is renewed."""
    call = ["forms", "--quarter", "2020-Q2", "--unit", "ba-dinh", "--unit", "so-noi-vu"]
    assert main(call) == 0
    path = home.forms / "2020-Q2" / BA_DINH
    blank = path.read_bytes()
    work = with_figure(blank, "E12", 4)
    path.write_bytes(work)
    capsys.readouterr()
    assert main(call) == 1
    captured = capsys.readouterr()
    assert " ".join(captured.err.split()) == (
        f"Biểu data/forms/2020-Q2/{BA_DINH} đã có số liệu hoặc đã bị sửa nên không ghi đè; hãy "
        "chuyển tệp đi nơi khác rồi chạy lại."
    )
    assert "Đã tạo 1 biểu mẫu" in captured.out
    assert path.read_bytes() == work
    path.write_bytes(with_figure(blank, "F12", "chưa có"))
    assert main(call) == 0
    assert path.read_bytes() == blank
    path.write_bytes(b"no workbook any more")
    assert main(call) == 1


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--quarter", "2020-Q2", "--unit", "ba-din"], "ba-dinh"),
        (["--quarter", "2026-Q1", "--unit", "ba-dinh"], "30/06/2025"),
        (["--quarter", "2005-Q1"], "2005"),
        (["--quarter", "2020-Q9"], "2020-Q1"),
    ],
)
def test_a_wrong_call_makes_nothing(home, capsys, options, word) -> None:
    """The paragraph names the nearest unit, or why there is none."""
    assert main(["forms", *options]) == 2
    complaint = capsys.readouterr().err
    assert word in complaint
    assert "Traceback" not in complaint
    assert not home.forms.exists()


def test_a_blank_form_does_not_count_as_a_report(home, capsys) -> None:
    """It is taken in with a note, and the unit is still missing."""
    assert main(["forms", "--quarter", "2020-Q2", "--unit", "ba-dinh"]) == 0
    assert main(["intake", str(home.forms)]) == 0
    capsys.readouterr()
    assert main(["status", "--quarter", "2020-Q2"]) == 0
    said = capsys.readouterr().out
    assert "0/52 đơn vị đã báo cáo" in said
    assert "Quận Ba Đình" in said
