"""Files refused as a whole are kept and recorded once."""

import datetime
import hashlib

import pytest

from cchc_lib.errors import SubmissionError
from cchc_lib.ledger import Ledger, edition, kept_path, read_refusals, record_refusal
from cchc_lib.ledger.arrivals import Arrival, arrivals
from cchc_lib.ledger.receive import take_in
from tests.conftest import ROOT
from tests.ledger.readings import reading, take

DAY = datetime.date(2020, 3, 18)


def refuse(ledger: Ledger, content: bytes, error: SubmissionError) -> bool:
    """Record a refused file of that content."""
    return record_refusal(ledger, content, "báo cáo.xlsx", DAY, error)


def empty() -> SubmissionError:
    """The error in which reading nothing ends."""
    return SubmissionError("error.empty-file", file="báo cáo.xlsx")


def test_refused_file_is_kept_as_it_came(ledger, tmp_path) -> None:
    """Its bytes lie under their hash, whatever its own name is."""
    refuse(ledger, b"one", empty())
    sha256 = hashlib.sha256(b"one").hexdigest()
    assert kept_path(tmp_path / "submissions", sha256, "refused").read_bytes() == b"one"


def test_reason_comes_back_in_both_languages(ledger) -> None:
    """Key and values are stored, not the sentence."""
    error = SubmissionError("error.csv-encoding", file="báo cáo.xlsx", line=7)
    refuse(ledger, b"one", error)
    (refusal,) = read_refusals(ledger, edition(ledger))
    assert (refusal.file_name, refusal.received, refusal.in_force) == ("báo cáo.xlsx", DAY, True)
    assert refusal.error.message("vi") == error.message("vi")
    assert refusal.error.message("en") == error.message("en")


def test_same_file_and_reason_are_recorded_once(ledger) -> None:
    """The second time nothing changes, not even the edition."""
    assert refuse(ledger, b"one", empty())
    before = edition(ledger)
    assert not refuse(ledger, b"one", empty())
    assert edition(ledger) == before


def test_same_file_under_another_name_is_recorded_once(ledger) -> None:
    """The name is no part of the reason."""
    refuse(ledger, b"one", empty())
    error = SubmissionError("error.empty-file", file="khác.xlsx")
    assert not record_refusal(ledger, b"one", "khác.xlsx", DAY, error)


def test_another_reason_is_recorded_and_takes_the_place_of_the_first(ledger) -> None:
    """The file's last reason is in force."""
    refuse(ledger, b"one", empty())
    refuse(ledger, b"one", SubmissionError("error.password", file="báo cáo.xlsx"))
    found = [(one.error.key, one.in_force) for one in read_refusals(ledger, edition(ledger))]
    assert found == [("error.empty-file", False), ("error.password", True)]


def test_file_that_is_read_later_is_refused_no_more(ledger) -> None:
    """In the older edition it still is."""
    refuse(ledger, b"one.xlsx", empty())
    take(ledger, "one.xlsx", {"dialogues": 2})
    assert [one.in_force for one in read_refusals(ledger, edition(ledger))] == [False]
    assert [one.in_force for one in read_refusals(ledger, edition(ledger, 1))] == [True]


def test_folder_taken_in_twice_tries_refused_files_again(ledger, tmp_path) -> None:
    """Both times the file is refused and named; the ledger holds one entry."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "ghi chú.docx").write_bytes(b"no workbook at all")
    keys = []
    for _ in range(2):
        files = arrivals([folder], DAY)
        taken = take_in(ledger, files, ROOT / "params", workers=1, told=lambda _: None)
        keys.append([one.refusal.key for one in taken if one.refusal])
    assert keys == [["error.not-a-workbook"]] * 2
    assert edition(ledger).number == 1


@pytest.mark.parametrize("sample", [True, False])
def test_mixture_of_sample_and_real_data_is_no_matter_of_the_file(
    ledger, tmp_path, sample, monkeypatch
) -> None:
    """It is refused, and not recorded as the file's fault."""
    take(ledger, "one.xlsx", {"dialogues": 2}, sample=sample)
    path = tmp_path / "two.xlsx"
    path.write_bytes(b"two.xlsx")
    other = reading(b"two.xlsx", {"dialogues": 3}, sample=not sample)
    monkeypatch.setattr("cchc_lib.ledger.reading.read_file", lambda *_: other)
    files = [Arrival(path, DAY)]
    (taken,) = take_in(ledger, files, ROOT / "params", workers=0, told=lambda _: None)
    assert taken.refusal is not None
    assert read_refusals(ledger, edition(ledger)) == []
