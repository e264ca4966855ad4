"""`cchc problems` lists what is wrong by sender, and writes what goes back."""

import datetime
import io
import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from cchc_lib.cli import main
from cchc_lib.errors import SubmissionError
from cchc_lib.ledger import Ledger, record_refusal
from cchc_lib.project import Project
from tests.conftest import ROOT
from tests.intake.books import dossier_book, saved, unit_book, unit_rows, xls_of

LIST = ["problems", "--quarter", "2020-Q1"]
BOTH = ("Số hội nghị đối thoại", 2), ("Số sáng kiến CCHC", -1)
GOOD = ("Số hội nghị đối thoại", 2), ("Số sáng kiến CCHC", 1)
HIDDEN = "Đơn vị báo cáo: Quận Tây Hồ"
DOSSIERS = (
    (1, "Quận Ba Đình", 30, 10, 10, 10, 20, 5, 10, 5, 10, 5, 5),
    (2, "Quận Tây Hồ", 31, 10, 10, 10, 20, 5, 10, 5, 11, 6, 5),
    (3, "Quận Cầu Giấy"),
)


@pytest.fixture
def home(tmp_path, monkeypatch) -> Project:
    """A project with params alone; commands speak Vietnamese."""
    shutil.copytree(ROOT / "params", tmp_path / "params")
    monkeypatch.setenv("CCHC_HOME", str(tmp_path))
    monkeypatch.delenv("CCHC_LANGUAGE", raising=False)
    (tmp_path / "data" / "inbox").mkdir(parents=True)
    return Project(tmp_path)


def receive(home: Project, name: str, content: bytes, day: str = "2020-03-18") -> None:
    """Take one file in."""
    (home.inbox / name).write_bytes(content)
    main(["intake", str(home.inbox / name), "--received", day])


@pytest.fixture
def filled(home, capsys) -> Project:
    """Ba Đình with a figure that is refused, Tây Hồ in the old format, a table of the city."""
    receive(home, "ba-dinh.xlsx", unit_book(BOTH))
    receive(home, "tay-ho.xls", xls_of("Biểu 01", unit_rows(BOTH, reporter=HIDDEN)))
    receive(home, "ho-so.xlsx", saved(dossier_book(DOSSIERS)))
    capsys.readouterr()
    return home


def written(home: Project) -> dict[str, bytes]:
    """What goes back, by name; the first 8 digits of the hash as #."""
    folder = home.returns / "2020-Q1"
    return {
        re.sub(r"-[0-9a-f]{8}\.", "-#.", path.name): path.read_bytes()
        for path in sorted(folder.iterdir())
        if path.name != ".lock"
    }


def test_problems_are_listed_by_sender_the_worst_first(filled, capsys) -> None:
    """Sheet and cell, what was found and expected, what to do; the last line counts."""
    assert main(LIST) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[:5] == [
        "Quận Ba Đình",
        "  ba-dinh.xlsx (nhận 18/3/2020; không nhận 1, cần kiểm tra 0, lưu ý 0)",
        (
            "    Không nhận – trang Biểu 01: Ô D10, “Số sáng kiến CCHC” của Quận Ba Đình: -1 nằm"
            " ngoài các giá trị cho phép (0, 1, 2 …)."
        ),
        "      Trong tệp: -1; đối chiếu: 0, 1, 2 …",
        "      Cách sửa: Kiểm tra và sửa lại số liệu; con số này chưa được tính vào báo cáo.",
    ]
    assert said[5] == "Quận Tây Hồ"
    assert "Tệp của nhiều đơn vị" in said
    assert said[-1] == ("2020-Q1: 3 tệp có lỗi số liệu: 2 không nhận, 1 cần kiểm tra, 1 lưu ý.")


def test_the_language_of_commands_may_be_english(filled, capsys, monkeypatch) -> None:
    """CCHC_LANGUAGE rules what is printed."""
    monkeypatch.setenv("CCHC_LANGUAGE", "en")
    assert main(LIST) == 1
    said = capsys.readouterr().out
    assert "      In the file: -1; compared with: 0, 1, 2 …" in said
    assert said.endswith("2020-Q1: files with problems 3; refused 2, doubtful 1, notes 1.\n")


def test_one_unit_alone(filled, capsys) -> None:
    """Problems of others are left out, also those in the same file."""
    assert main([*LIST, "--unit", "cau-giay"]) == 0
    said = capsys.readouterr().out
    assert "Ba Đình" not in said
    assert said.endswith("2020-Q1: 1 tệp có lỗi số liệu: 0 không nhận, 0 cần kiểm tra, 1 lưu ý.\n")


def test_one_severity_alone_does_not_hide_that_figures_are_refused(filled, capsys) -> None:
    """The exit status is that of all the problems."""
    assert main([*LIST, "--severity", "note"]) == 1
    assert "Không nhận –" not in capsys.readouterr().out


def test_no_problems(home, capsys) -> None:
    """A quarter whose files are right says so."""
    receive(home, "ba-dinh.xlsx", unit_book(GOOD))
    capsys.readouterr()
    assert main(LIST) == 0
    assert capsys.readouterr().out == "2020-Q1: không có lỗi số liệu.\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--quarter", "2020-Q5"], "2020-Q1"),
        (["--quarter", "2020-Q1", "--unit", "ba-din"], "ba-dinh"),
        (["--quarter", "2020-Q1", "--severity", "bad"], "refuse, doubtful, note"),
        (["--quarter", "2020-Q1", "--by", "2020-03-25"], "--by chỉ dùng cùng với --return."),
        (["--quarter", "2020-Q1", "--language", "en"], "--language chỉ dùng cùng với --return."),
        (["--quarter", "2020-Q1", "--return", "--by", "25/3/2020"], "2020-03-18"),
        (["--quarter", "2020-Q1", "--return", "--language", "fr"], "vi, en"),
        (
            ["--quarter", "2020-Q1", "--return", "--by", "2020-03-10"],
            "Hạn gửi lại 10/3/2020 sớm hơn ngày nhận tệp",
        ),
    ],
)
def test_a_wrong_call_names_what_to_write(filled, capsys, options, said) -> None:
    """Exit 2, one paragraph, and nothing is written."""
    assert main(["problems", *options]) == 2
    assert said in " ".join(capsys.readouterr().err.split())
    assert not filled.returns.exists()


def test_a_quarter_without_files(filled, capsys) -> None:
    """Nothing received is not the same as nothing wrong."""
    assert main(["problems", "--quarter", "2019-Q3"]) == 1
    assert "Chưa có báo cáo nào của 2019-Q3" in capsys.readouterr().err


def test_refused_files_are_listed_first(home, capsys) -> None:
    """A file of which nothing could be read may be the quarter's; it cannot go back as a copy."""
    receive(home, "ba-dinh.xlsx", unit_book(GOOD))
    ledger = Ledger.open(home.ledger, home.submissions)
    day = datetime.date(2020, 3, 18)
    error = SubmissionError("error.password", file="mat\x1b[2Jkhau.xlsx")
    record_refusal(ledger, b"locked", "mat\x1b[2Jkhau.xlsx", day, error)
    ledger.engine.dispose()
    capsys.readouterr()
    assert main(LIST) == 1
    assert capsys.readouterr().out.splitlines() == [
        "Tệp không đọc được, có thể thuộc kỳ này",
        "  mat�[2Jkhau.xlsx (nhận 18/3/2020)",
        (
            "    Tệp “mat�[2Jkhau.xlsx” được đặt mật khẩu nên không đọc được. Đề nghị đơn vị bỏ mật"
            " khẩu rồi gửi lại."
        ),
        "2020-Q1: không có lỗi trong các tệp đã đọc được; 1 tệp không đọc được.",
    ]
    assert main(["problems", "--quarter", "2020-Q1", "--severity", "note"]) == 1


def test_copies_and_pages_go_to_the_folder_of_the_quarter(filled, capsys) -> None:
    """One copy and one page a file, named after sender or form and the hash."""
    assert main([*LIST, "--return", "--by", "2020-03-25"]) == 1
    assert list(written(filled)) == [
        "ba-dinh-#.html", "ba-dinh-#.xlsx", "dossiers-ii-06a-#.html", "dossiers-ii-06a-#.xlsx",
        "tay-ho-#.html", "tay-ho-#.xlsx",
    ]  # fmt: skip
    assert capsys.readouterr().out.endswith(
        "Đã lập 3 bản sao đánh dấu, mỗi bản kèm một phiếu đề nghị chỉnh sửa, trong"
        " data/returns/2020-Q1.\n"
    )
    copy = openpyxl.load_workbook(io.BytesIO(written(filled)["tay-ho-#.xlsx"]))
    assert copy["Biểu 01"]["D10"].comment.text.startswith("Không nhận. Ô D10, ")
    page = written(filled)["tay-ho-#.html"].decode()
    assert "Ủy ban nhân dân quận Tây Hồ" in page
    assert "chậm nhất ngày 25 tháng 3 năm 2020./." in page


def test_the_same_call_writes_the_same_bytes(filled) -> None:
    """Nothing of the day on which it runs."""
    main([*LIST, "--return"])
    before = written(filled)
    main([*LIST, "--return"])
    assert written(filled) == before


def test_english_pages(filled) -> None:
    """The page and the comments, whatever the commands speak."""
    main([*LIST, "--return", "--language", "en"])
    files = written(filled)
    assert '<html lang="en">' in files["ba-dinh-#.html"].decode()
    copy = openpyxl.load_workbook(io.BytesIO(files["ba-dinh-#.xlsx"]))
    assert copy["Biểu 01"]["D10"].comment.text.startswith("Refused. ")


def test_a_mended_file_takes_its_copy_away(filled, capsys) -> None:
    """What stands in the folder is what still has to go back; other files are left alone."""
    main([*LIST, "--return"])
    folder = filled.returns / "2020-Q1"
    (folder / "cong-van.docx").write_bytes(b"ours")
    (filled.returns / "ba-dinh-00000000.xlsx").write_bytes(b"outside")
    receive(filled, "ba-dinh-2.xlsx", unit_book(GOOD), "2020-03-19")
    receive(filled, "tay-ho-2.xlsx", unit_book(GOOD, reporter=HIDDEN), "2020-03-19")
    assert main([*LIST, "--return", "--severity", "refuse"]) == 0
    assert list(written(filled)) == ["cong-van.docx"]
    assert (filled.returns / "ba-dinh-00000000.xlsx").read_bytes() == b"outside"
    assert "data/returns/2020-Q1 không còn bản sao nào của quý" in capsys.readouterr().out


def test_one_unit_goes_back_alone(filled) -> None:
    """The copies of others stay; a file goes back whole."""
    main([*LIST, "--return"])
    before = written(filled)
    assert main([*LIST, "--return", "--unit", "ba-dinh", "--by", "2020-03-25"]) == 1
    after = written(filled)
    assert list(after) == list(before)
    assert {name for name in after if after[name] != before[name]} == {"ba-dinh-#.html"}


@pytest.mark.parametrize("name", ["../../ra-ngoai.xlsx", "a<b>&.xlsx"])
def test_a_file_name_is_never_a_path(home, name, capsys) -> None:
    """A sender's name of a file is shown, and decides nothing."""
    receive(home, Path(name).name, unit_book(BOTH))
    main([*LIST, "--return"])
    assert list(written(home)) == ["ba-dinh-#.html", "ba-dinh-#.xlsx"]
    assert "<b>&." not in written(home)["ba-dinh-#.html"].decode()


@pytest.mark.parametrize(
    ("damage", "said"), [("gone", "Không thấy"), ("changed", "không còn đúng")]
)
def test_a_kept_file_that_is_not_what_came(filled, capsys, damage, said) -> None:
    """Nothing goes back that the sender did not send."""
    for path in filled.submissions.rglob("*.xlsx"):
        path.unlink() if damage == "gone" else path.write_bytes(b"other")
    assert main([*LIST, "--return"]) == 3
    assert said in " ".join(capsys.readouterr().err.split())


def test_sample_and_its_returns_go_together(home) -> None:
    """`cchc sample --remove` leaves nothing that was made of the sample."""
    assert main(["sample", "--from", "2020-Q1", "--to", "2020-Q1"]) == 0
    main(["intake", str(home.sample)])
    main([*LIST, "--return"])
    assert any("DỮ LIỆU MẪU".encode() in content for content in written(home).values())
    assert main(["sample", "--remove"]) == 0
    assert not home.returns.exists()
