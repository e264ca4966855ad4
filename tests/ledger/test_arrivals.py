"""Which files of a folder arrive, when they came, and what cannot be opened."""

import datetime
import os
import sys
import unicodedata
from pathlib import Path

import pytest

from cchc_lib.errors import CallError, SubmissionError
from cchc_lib.ledger import edition, read_refusals
from cchc_lib.ledger.arrivals import Arrival, arrivals, unreadable
from cchc_lib.ledger.receive import take_in
from tests.conftest import ROOT
from tests.intake.books import unit_book

DAY = datetime.date(2020, 3, 18)
PARAMS = ROOT / "params"


@pytest.fixture
def inbox(tmp_path) -> Path:
    """An empty folder, beside which the ledger lies."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def names(folder: Path) -> list[str]:
    """The files that arrive from a folder."""
    return [one.name for one in arrivals([folder], DAY)]


def refused(ledger, folder: Path) -> dict[str, str]:
    """Why each file of a folder is refused, by its name."""
    taken = take_in(ledger, arrivals([folder], DAY), PARAMS, workers=0, told=lambda _: None)
    return {
        str(one.refusal.values["file"]): one.refusal.message("vi") for one in taken if one.refusal
    }


def test_registers_hidden_files_and_locks_of_excel_do_not_arrive(tmp_path) -> None:
    """Folders are entered; what programs keep beside a file was sent by nobody."""
    inner = tmp_path / "quý I"
    inner.mkdir()
    for path in (tmp_path / ".DS_Store", inner / "~$a.xlsx", inner / "received.csv"):
        path.write_text("file,received\n", encoding="utf-8")
    (inner / "a.xlsx").write_bytes(b"a")
    assert names(tmp_path) == ["a.xlsx"]


def test_links_that_lead_nowhere_or_to_a_folder_are_refused_by_name(
    ledger, inbox, tmp_path
) -> None:
    """Nothing in a folder is passed over in silence; such a link is not kept as a file."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "b.xlsx").write_bytes(b"b")
    (inbox / "gone.xlsx").symlink_to(tmp_path / "nothing.xlsx")
    (inbox / "linked").symlink_to(other, target_is_directory=True)
    assert refused(ledger, inbox) == {
        "gone.xlsx": (
            "Không tìm thấy tệp “gone.xlsx”: tệp đã bị chuyển đi hoặc liên kết trỏ đến nơi không"
            " có. Hãy kiểm tra rồi nhập lại."
        ),
        "linked": (
            "“linked” là liên kết đến một thư mục nên không được đọc. Hãy nhập thẳng thư mục đó."
        ),
    }
    assert list(ledger.kept.rglob("*")) == []


def test_folder_that_cannot_be_entered_arrives_to_be_refused(tmp_path, monkeypatch) -> None:
    """What is in it would be left out otherwise."""
    locked = tmp_path / "locked"

    def walk(_top: Path, *, onerror: object) -> list[object]:
        assert callable(onerror)
        onerror(PermissionError(13, "Permission denied", str(locked)))
        return []

    locked.mkdir()
    monkeypatch.setattr(os, "walk", walk)
    assert names(tmp_path) == ["locked"]


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (
            PermissionError(13, "Permission denied"),
            (
                "Không có quyền mở “a.xlsx”. Hãy đóng chương trình đang mở tệp hoặc xin quyền đọc"
                " rồi nhập lại."
            ),
        ),
        (
            OSError(5, "Input/output error"),
            (
                "Không mở được tệp “a.xlsx”: Input/output error. Hãy kiểm tra ổ đĩa hoặc đường"
                " truyền rồi nhập lại."
            ),
        ),
    ],
)
def test_what_cannot_be_opened_says_why(error, message) -> None:
    """A lock or a broken disk is one paragraph."""
    assert unreadable(Arrival(Path("a.xlsx"), DAY), error).message("vi") == message


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every file name is Unicode")
def test_file_name_that_is_no_text_is_held_with_a_mark_for_its_bytes(ledger, inbox) -> None:
    """Names of old systems come in archives; the file is read, or refused, like any other."""
    for name, content in ((b"t\xdfi.xlsx", b"junk"), (b"b\xe1o.xlsx", unit_book([]))):
        Path(os.fsdecode(os.fsencode(inbox) + b"/" + name)).write_bytes(content)
    assert list(refused(ledger, inbox)) == ["t\ufffdi.xlsx"]
    assert [one.file_name for one in read_refusals(ledger, edition(ledger))] == ["t\ufffdi.xlsx"]


@pytest.mark.parametrize("path", [Path("x" * 300), Path("nothing.xlsx")])
def test_path_that_is_not_there_is_a_wrong_call(path) -> None:
    """Also one longer than any file's name can be."""
    with pytest.raises(CallError) as caught:
        arrivals([path], DAY)
    assert caught.value.message("vi") == f"Không có tệp hoặc thư mục «{path}»."


def test_register_knows_a_file_in_either_composition(tmp_path) -> None:
    """A Mac writes “báo cáo” in pieces on disk; the register names it whole."""
    whole = unicodedata.normalize("NFC", "báo cáo.xlsx")
    (tmp_path / unicodedata.normalize("NFD", whole)).write_bytes(b"a")
    (tmp_path / "received.csv").write_text(f"file,received\n{whole},2020-03-02\n", encoding="utf-8")
    assert [one.received for one in arrivals([tmp_path], DAY)] == [datetime.date(2020, 3, 2)]


@pytest.mark.parametrize(
    "register", ["file,day\na.xlsx,2020-03-02\n", "file,received\na,hôm qua\n"]
)
def test_register_that_is_wrong_is_an_error(tmp_path, register) -> None:
    """No day of receipt is guessed."""
    (tmp_path / "a.xlsx").write_bytes(b"a")
    (tmp_path / "received.csv").write_text(register, encoding="utf-8")
    with pytest.raises(SubmissionError, match="received"):
        arrivals([tmp_path], DAY)


def test_file_that_goes_or_changes_meanwhile_costs_itself_alone(ledger, inbox, monkeypatch) -> None:
    """The files after it are taken in."""
    for number, name in enumerate(("changed", "gone", "kept"), start=1):
        (inbox / f"{name}.xlsx").write_bytes(unit_book([("Số sáng kiến CCHC", number)]))
    whole = Path.read_bytes
    seen: set[str] = set()

    def read_bytes(path: Path) -> bytes:
        again = path.name in seen
        seen.add(path.name)
        if again and path.stem == "gone":
            raise FileNotFoundError(2, "No such file")
        return whole(path) + b"more" * (again and path.stem == "changed")

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    assert refused(ledger, inbox) == {
        "changed.xlsx": (
            "Nội dung của «changed.xlsx» đã thay đổi trong lúc đọc. Hãy nhập lại tệp này."
        ),
        "gone.xlsx": (
            "Không tìm thấy tệp “gone.xlsx”: tệp đã bị chuyển đi hoặc liên kết trỏ đến nơi không"
            " có. Hãy kiểm tra rồi nhập lại."
        ),
    }
    assert len(ledger.held()) == 1


def test_same_file_twice_in_one_folder_is_read_once(ledger, inbox) -> None:
    """The second is known; its figures and problems are not told again."""
    for name in ("a.xlsx", "b.xlsx"):
        (inbox / name).write_bytes(unit_book([("Số sáng kiến CCHC", -1)]))
    files = arrivals([inbox], DAY)
    taken = take_in(ledger, files, PARAMS, workers=0, told=lambda _: None)
    assert [(one.added, one.reading is not None) for one in taken] == [(True, True), (False, False)]
