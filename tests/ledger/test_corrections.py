"""Corrections as entries: recorded, applied while they fit, withdrawn."""

import datetime
from dataclasses import dataclass

import pytest

from cchc_lib.ledger import (
    Ledger,
    edition,
    read_corrections,
    read_observations,
    record_corrections,
)
from cchc_lib.ledger.scope import Scope
from cchc_lib.ledger.stale import stale_corrections
from cchc_lib.registry import Quarter, Registry
from cchc_lib.registry.corrections import Correction
from tests.ledger.readings import take

Q1 = ["2020-Q1"]


def correction(
    expects: float | None, becomes: float | None, indicator: str = "dialogues", **said: str
) -> Correction:
    """One of Ba Đình's figures in the first quarter of 2020."""
    return Correction(
        unit="ba-dinh", quarter="2020-Q1", indicator=indicator, expects=expects, becomes=becomes,
        reason=said.get("reason", "Ghi nhầm"), author="Sở Nội vụ", date=datetime.date(2020, 4, 2),
    )  # fmt: skip


@dataclass
class Book:
    """A ledger with the calendar of the product."""

    ledger: Ledger
    registry: Registry

    def record(self, *corrections: Correction) -> tuple[int, int]:
        """Make these the corrections of params/."""
        return record_corrections(self.ledger, corrections, self.registry.calendar)

    def figures(self, number: int | None = None) -> dict[str, float]:
        """Value by indicator in an edition."""
        table = read_observations(self.ledger, edition(self.ledger, number), Q1)
        return dict(zip(table["indicator"], table["value"], strict=True))


@pytest.fixture
def book(ledger, registry) -> Book:
    """Ba Đình reported two dialogues and one initiative."""
    take(ledger, "ba-dinh.xlsx", {"dialogues": 2, "initiatives": 1})
    return Book(ledger, registry)


def test_correction_takes_the_place_of_the_figure(book) -> None:
    """The value in the file stands beside it, with the file's cell."""
    assert book.record(correction(2, 3)) == (1, 0)
    row = read_observations(book.ledger, edition(book.ledger), Q1).iloc[0]
    shown = row[["indicator", "value", "reported", "file_name", "cell"]].tolist()
    assert shown == ["dialogues", 3, 2, "ba-dinh.xlsx", "D8"]
    assert book.figures() == {"dialogues": 3, "initiatives": 1}


def test_figure_in_no_file_is_brought_in(book) -> None:
    """It counts in the window of the quarter's report, from the day of the correction."""
    book.record(correction(None, 4, "duty-checks"))
    table = read_observations(book.ledger, edition(book.ledger), Q1).set_index("indicator")
    row = table.loc["duty-checks"]
    assert row[["value", "window", "file_name", "cell"]].tolist() == [4, "year_to_date", "", ""]
    assert row["reported"] != row["reported"]
    assert row["received"] == datetime.date(2020, 4, 2)


def test_figure_can_be_taken_back(book) -> None:
    """What becomes nothing is not reported."""
    book.record(correction(2, None))
    assert book.figures() == {"initiatives": 1}


def test_all_figures_of_an_edition_can_be_taken_back(ledger, registry) -> None:
    """The table is empty and keeps its columns."""
    take(ledger, "ba-dinh.xlsx", {"dialogues": 2})
    book = Book(ledger, registry)
    book.record(correction(2, None))
    assert book.figures() == {}


def test_same_corrections_are_recorded_once(book) -> None:
    """The second time nothing changes, not even the edition."""
    book.record(correction(2, 3))
    before = edition(book.ledger)
    assert book.record(correction(2, 3)) == (0, 0)
    assert edition(book.ledger) == before


def test_edition_gives_the_same_figures_for_ever(book) -> None:
    """Before the correction, with it, and after it was withdrawn."""
    book.record(correction(2, 3))
    assert book.record() == (0, 1)
    assert [book.figures(number)["dialogues"] for number in (1, 2, 3)] == [2, 3, 2]


def test_withdrawn_correction_can_come_back(book) -> None:
    """As a new entry."""
    book.record(correction(2, 3))
    book.record()
    assert book.record(correction(2, 3)) == (1, 0)
    assert edition(book.ledger).number == 4
    assert book.figures()["dialogues"] == 3


def test_changed_reason_is_a_new_correction(book) -> None:
    """The old one is withdrawn, so that the edition says which reason held when."""
    book.record(correction(2, 3))
    assert book.record(correction(2, 3, reason="Theo Công văn số 12")) == (1, 1)
    table = read_corrections(book.ledger, edition(book.ledger), Q1)
    assert table["reason"].tolist() == ["Theo Công văn số 12"]


def test_digest_covers_corrections(tmp_path, registry) -> None:
    """The same files with another correction are another edition."""
    digests = []
    for number, becomes in enumerate((3, 3, 4)):
        ledger = Ledger.create(tmp_path / f"{number}.sqlite", tmp_path / "kept")
        take(ledger, "ba-dinh.xlsx", {"dialogues": 2})
        record_corrections(ledger, [correction(2, becomes)], registry.calendar)
        digests.append(edition(ledger).digest)
    assert digests[0] == digests[1] != digests[2]


@pytest.mark.parametrize(
    ("expects", "status"),
    [(2, "applied"), (2.0000000001, "stale"), (None, "stale")],
)
def test_correction_applies_only_to_the_value_that_it_expects(book, expects, status) -> None:
    """To the last bit; nothing is guessed."""
    book.record(correction(expects, 3))
    table = read_corrections(book.ledger, edition(book.ledger), Q1)
    assert table[["status", "found", "file_name", "cell"]].to_numpy().tolist() == [
        [status, 2, "ba-dinh.xlsx", "D8"]
    ]
    assert book.figures()["dialogues"] == (3 if status == "applied" else 2)


def stale(book: Book) -> list[str]:
    """What is said of the corrections that do not apply."""
    table = read_corrections(book.ledger, edition(book.ledger), Q1)
    found = stale_corrections(table, Scope(Quarter(2020, 1), book.registry))
    assert {problem.severity for problem, _ in found} <= {"refuse"}
    return [problem.message("vi") for problem, _ in found]


def test_correction_is_refused_once_the_unit_has_sent_another_figure(book) -> None:
    """The source's value stands, and the problem names its cell."""
    book.record(correction(2, 3))
    assert stale(book) == []
    take(book.ledger, "ba-dinh-2.xlsx", {"dialogues": 5}, received="2020-04-03")
    assert book.figures()["dialogues"] == 5
    (message,) = stale(book)
    assert message == (
        "Đính chính “Số hội nghị đối thoại với người dân, tổ chức và doanh nghiệp” của Quận Ba "
        "Đình (ngày 2/4/2020, Sở Nội vụ) không áp dụng được. Số liệu hiện có: 5 (quý I/2020, tệp "
        "“ba-dinh-2.xlsx”, trang “Biểu 01”, ô D8); số liệu gốc nêu trong đính chính: 2."
    )


def test_correction_of_a_figure_that_is_gone_is_refused(book) -> None:
    """No file reports it any more."""
    book.record(correction(2, 3))
    take(book.ledger, "ba-dinh-2.xlsx", {"initiatives": 1}, received="2020-04-03")
    (message,) = stale(book)
    assert message == (
        "Đính chính “Số hội nghị đối thoại với người dân, tổ chức và doanh nghiệp” của Quận Ba "
        "Đình (ngày 2/4/2020, Sở Nội vụ) không áp dụng được. Số liệu hiện có: chưa báo cáo (không "
        "có trong tệp nào); số liệu gốc nêu trong đính chính: 2."
    )


def test_corrections_without_any_report(ledger, registry) -> None:
    """A ledger may begin with a correction."""
    book = Book(ledger, registry)
    book.record(correction(None, 3))
    assert book.figures() == {"dialogues": 3}
