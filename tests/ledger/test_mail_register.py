"""The register of incoming mail: on which day a file came, and a wrong day mended."""

import datetime
from pathlib import Path

import pytest

from cchc_lib.errors import SubmissionError
from cchc_lib.ledger import Ledger, edition, read_refusals, read_submissions
from cchc_lib.ledger.arrivals import Arrival, arrivals
from cchc_lib.ledger.mail_register import absent, read_day
from cchc_lib.ledger.receive import date_anew, take_in
from tests.conftest import ROOT
from tests.intake.books import unit_book

TODAY = datetime.date(2020, 3, 30)
FIRST, LATER = datetime.date(2020, 3, 18), datetime.date(2020, 3, 20)


def folder(tmp_path: Path, register: str = "") -> Path:
    """A folder with two files, and a register where lines are given."""
    for name in ("a.xlsx", "b.xlsx"):
        (tmp_path / name).write_bytes(unit_book([("Số sáng kiến CCHC", len(name) + ord(name[0]))]))
    if register:
        (tmp_path / "received.csv").write_text(f"file,received\n{register}\n", encoding="utf-8")
    return tmp_path


def test_the_register_says_when_a_file_came(tmp_path: Path) -> None:
    """What it does not list came today; the order is that of receipt."""
    found = arrivals([folder(tmp_path, "b.xlsx,2020-03-18")], TODAY)
    assert found == [
        Arrival(tmp_path / "b.xlsx", FIRST, is_registered=True),
        Arrival(tmp_path / "a.xlsx", TODAY, is_registered=False),
    ]


@pytest.mark.parametrize("words", ["2020-03-18", "18/3/2020", "18/03/2020", " 18/3/2020 "])
def test_a_day_is_written_in_two_ways(words: str) -> None:
    """As programs write it, and as Vietnamese offices do."""
    assert read_day(words) == FIRST


@pytest.mark.parametrize("words", ["", "3/18/2020", "18-3", "hôm qua", "2020-02-30"])
def test_what_is_no_day_is_none(words: str) -> None:
    """The American order is none, for it would be guessed."""
    assert read_day(words) is None


def test_a_wrong_line_of_the_register_is_named(tmp_path: Path) -> None:
    """With its number and what to write."""
    path = folder(tmp_path, "a.xlsx,2020-03-18\nb.xlsx,thứ hai")
    with pytest.raises(SubmissionError) as caught:
        arrivals([path], TODAY)
    assert caught.value.message("vi") == (
        f"Sổ văn bản đến «{path.as_posix()}/received.csv», dòng 3: “b.xlsx, thứ hai” không có ngày"
        " nhận hợp lệ. Ghi tên tệp và ngày, ví dụ bao-cao.xlsx,18/3/2020 hoặc"
        " bao-cao.xlsx,2020-03-18."
    )


def test_a_register_without_its_columns_is_refused(tmp_path: Path) -> None:
    """The first line says which column is which."""
    (folder(tmp_path) / "received.csv").write_text(
        "tệp,ngày\na.xlsx,2020-03-18\n", encoding="utf-8"
    )
    with pytest.raises(SubmissionError, match="file, received"):
        arrivals([tmp_path], TODAY)


def test_a_listed_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A name with a typo would make its unit late in silence."""
    path = folder(tmp_path, "a.xlsx,2020-03-18\nB.xlsx,2020-03-18")
    assert absent([path]) == [(path / "received.csv", "B.xlsx")]
    assert absent([path / "a.xlsx"]) == []


def test_a_wrong_day_of_receipt_can_be_mended(tmp_path: Path) -> None:
    """The register is corrected and the folder taken in again: a new entry, nothing is changed."""
    home = tmp_path / "inbox"
    home.mkdir()
    path = folder(home)
    (path / "c.pdf").write_bytes(b"%PDF-1.4")
    ledger = Ledger.create(tmp_path / "ledger.sqlite", tmp_path / "kept")

    def take(today: datetime.date) -> int:
        files = arrivals([path], today)
        taken = take_in(ledger, files, ROOT / "params", workers=0, told=lambda _: None)
        return date_anew(ledger, files, taken)

    assert take(TODAY) == 0
    before = edition(ledger)
    folder(home, "a.xlsx,20/3/2020\nc.pdf,18/3/2020")
    assert take(TODAY + datetime.timedelta(days=9)) == 2
    assert take(TODAY) == 0
    after = edition(ledger)
    sent = read_submissions(ledger, after, ["2020-Q1"])
    assert sent[["file_name", "received"]].to_numpy().tolist() == [
        ["a.xlsx", LATER],
        ["b.xlsx", TODAY],
    ]
    assert sent["in_force"].tolist() == [False, True]
    assert [one.received for one in read_refusals(ledger, after)] == [FIRST]
    assert set(read_submissions(ledger, before, ["2020-Q1"])["received"]) == {TODAY}
    assert after.digest != before.digest
