"""Reading side by side: no file ends or stops the others."""

import datetime
from pathlib import Path

import pytest

from cchc_lib.errors import SubmissionError
from cchc_lib.intake import Reading
from cchc_lib.ledger.arrivals import Arrival
from cchc_lib.ledger.reading import readings
from cchc_lib.ledger.receive import take_in
from cchc_lib.ledger.store import Ledger
from tests.conftest import ROOT
from tests.intake.books import unit_book
from tests.ledger.payloads import misread

PARAMS = ROOT / "params"
DAY = datetime.date(2020, 3, 18)


def arrival(path: Path) -> Arrival:
    """A file received on 18/3/2020."""
    return Arrival(path, DAY)


def test_a_file_that_breaks_its_reader_is_refused_and_the_rest_is_read() -> None:
    """A crash, an endless loop and a flood of memory are each one refusal, in the files' order."""
    names = ["one", "crash", "two", "endless", "greedy", "three"]
    files = [arrival(Path(f"{name}.xls")) for name in names]
    found = list(readings(files, PARAMS, 2, read=misread, seconds=4))
    assert [one.key for one in found if isinstance(one, SubmissionError)] == [
        "error.empty-file", "error.reader-crashed", "error.empty-file", "error.reader-too-slow",
        "error.reader-too-much", "error.empty-file",
    ]  # fmt: skip
    assert [str(one.values["file"]) for one in found if isinstance(one, SubmissionError)] == [
        f"{name}.xls" for name in names
    ]


@pytest.mark.parametrize("workers", [0, 2])
def test_processes_change_nothing(tmp_path: Path, workers: int) -> None:
    """With and without processes of their own, files give the same figures in the same order."""
    paths = [tmp_path / f"{place}.xlsx" for place in range(3)]
    for place, path in enumerate(paths):
        path.write_bytes(unit_book([("Số sáng kiến CCHC", place)]))
    found = list(readings([arrival(path) for path in paths], PARAMS, workers))
    values = [one.figures[0].value for one in found if isinstance(one, Reading)]
    assert values == [0, 1, 2]


def test_a_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    """It may be moved between the listing and the reading."""
    ledger = Ledger.create(tmp_path / "ledger.sqlite", tmp_path / "kept")
    gone = arrival(tmp_path / "gone.xlsx")
    (taken,) = take_in(ledger, [gone], PARAMS, workers=0, told=lambda _: None)
    assert taken.refusal is not None
    assert taken.refusal.message("vi").startswith("Không tìm thấy tệp “gone.xlsx”: ")


def test_an_outsized_file_is_refused_unread_and_left_where_it_is(tmp_path: Path) -> None:
    """A gigabyte of zeros is no report; it is not copied into the ledger's folder either."""
    path = tmp_path / "big.xlsx"
    with path.open("wb") as file:
        file.truncate(40 * 1024 * 1024)
    ledger = Ledger.create(tmp_path / "ledger.sqlite", tmp_path / "kept")
    (taken,) = take_in(ledger, [arrival(path)], PARAMS, workers=0, told=lambda _: None)
    assert taken.refusal is not None
    assert taken.refusal.key == "error.file-too-big"
    assert not (tmp_path / "kept").exists()
