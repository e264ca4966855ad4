"""Which problems belong to which file and sender, and in which order."""

import datetime

import pytest

from cchc_lib.errors import CallError, NotReported, SubmissionError
from cchc_lib.findings import check_severities, files_refused, files_with_problems
from cchc_lib.intake import read_forms, read_submission
from cchc_lib.ledger import Ledger, edition, record_refusal
from cchc_lib.registry import Quarter, Registry
from tests.conftest import ROOT
from tests.intake.books import dossier_book, saved, unit_book

Q1 = Quarter(2020, 1)
LATE = "Số sáng kiến CCHC"


@pytest.fixture
def ledger(tmp_path) -> Ledger:
    """An empty ledger."""
    made = Ledger.create(tmp_path / "ledger.sqlite", tmp_path / "submissions")
    yield made
    made.engine.dispose()


def add(ledger: Ledger, registry: Registry, name: str, content: bytes, day: int = 18) -> None:
    """Take one file in."""
    received = datetime.date(2020, 3, day)
    forms = read_forms(ROOT / "params")
    ledger.add(read_submission(content, name, received, registry, forms), content)


def found(ledger: Ledger, registry: Registry) -> list[tuple[str, str, list[str]]]:
    """File, sender and the cells with problems."""
    forms = read_forms(ROOT / "params")
    files = files_with_problems(ledger, edition(ledger), Q1, registry, forms)
    return [
        (file.file_name, file.sender_name("vi"), [one.cell for one in file.problems])
        for file in files
    ]


def form(value: object, reporter: str = "Quận Ba Đình") -> bytes:
    """A unit form with one figure in D9."""
    return unit_book([(LATE, value)], reporter=f"Đơn vị báo cáo: {reporter}")


def test_the_worst_file_comes_first(ledger, registry) -> None:
    """A refused figure goes before a blank row; equally bad files are in Vietnamese order."""
    rows = [(1, "Quận Ba Đình", 3, 1, 1, 1), (2, "Quận Tây Hồ")]
    add(ledger, registry, "table.xlsx", saved(dossier_book(rows)))
    add(ledger, registry, "tay-ho.xlsx", form(-1, "Quận Tây Hồ"))
    add(ledger, registry, "dong-da.xlsx", form(-1, "Quận Đống Đa"))
    assert found(ledger, registry) == [
        ("dong-da.xlsx", "Quận Đống Đa", ["D9"]),
        ("tay-ho.xlsx", "Quận Tây Hồ", ["D9"]),
        ("table.xlsx", "", ["G9", "B10"]),
    ]


def test_a_file_that_was_replaced_has_no_problems_any_more(ledger, registry) -> None:
    """What its sender has mended is not asked again."""
    add(ledger, registry, "first.xlsx", form(-1))
    add(ledger, registry, "second.xlsx", form(1), day=19)
    assert "first.xlsx" not in [name for name, _, _ in found(ledger, registry)]


def test_a_file_that_speaks_for_no_unit_is_its_senders_all_the_same(ledger, registry) -> None:
    """A blank form and a table of unknown units can go back: both are files that we hold."""
    add(ledger, registry, "blank.xlsx", form(None, "Quận Tây Hồ"))
    add(ledger, registry, "table.xlsx", saved(dossier_book([(1, "Quận Ba Đìn", 3, 1, 1, 1)])))
    assert found(ledger, registry) == [
        ("table.xlsx", "", ["B9"]),
        ("blank.xlsx", "Quận Tây Hồ", ["D7"]),
    ]
    files = files_with_problems(ledger, edition(ledger), Q1, registry, read_forms(ROOT / "params"))
    assert [(len(file.sha256), file.received) for file in files] == [
        (64, datetime.date(2020, 3, 18))
    ] * 2


def test_a_table_of_unknown_units_is_replaced_by_the_next_one(ledger, registry) -> None:
    """What its sender has mended is not asked again, though it named no unit that is known."""
    add(ledger, registry, "first.xlsx", saved(dossier_book([(1, "Quận Ba Đìn", 3, 1, 1, 1)])))
    add(ledger, registry, "second.xlsx", saved(dossier_book([(1, "Quận Ba Đình", 3, 1, 1, 1)])))
    assert "first.xlsx" not in [name for name, _, _ in found(ledger, registry)]


def test_cells_are_in_the_order_of_the_sheet(ledger, registry) -> None:
    """D10 stands below D9."""
    names = ("Số hội nghị đối thoại", LATE, "Số biên chế đã tinh giản")
    add(ledger, registry, "a.xlsx", unit_book([(name, -1) for name in names]))
    assert found(ledger, registry) == [("a.xlsx", "Quận Ba Đình", ["D9", "D10", "D11"])]


def test_nothing_received_is_not_nothing_wrong(ledger, registry) -> None:
    """A quarter without files is told apart from one without problems."""
    add(ledger, registry, "a.xlsx", form(1))
    assert found(ledger, registry) == []
    with pytest.raises(NotReported) as caught:
        files_with_problems(ledger, edition(ledger), Quarter(2019, 3), registry, [])
    assert caught.value.message("vi") == (
        "Chưa có báo cáo nào của 2019-Q3 trong sổ số liệu. Hãy kiểm tra quý, hoặc nhập báo cáo bằng"
        " lệnh «cchc intake THƯ-MỤC»."
    )


@pytest.mark.parametrize(
    ("day", "listed"),
    [("2019-12-14", 0), ("2019-12-15", 1), ("2020-03-18", 1), ("2026-11-25", 1)],
)
def test_a_refused_file_may_belong_to_the_quarter_whose_time_it_came_in(
    ledger, registry, day, listed
) -> None:
    """From the first day on that the quarter's report covers: nobody can tell for sure."""
    error = SubmissionError("error.password", file="a.xlsx")
    record_refusal(ledger, b"locked", "a.xlsx", datetime.date.fromisoformat(day), error)
    assert len(files_refused(ledger, edition(ledger), Q1, registry)) == listed


def test_severities_are_named_the_worst_first() -> None:
    """None means all; an unknown one is a wrong call."""
    assert check_severities([]) == ("refuse", "doubtful", "note")
    assert check_severities(["note", "refuse"]) == ("refuse", "note")
    with pytest.raises(CallError) as caught:
        check_severities(["bad"])
    assert caught.value.message("vi") == (
        "Không có mức «bad»; chọn một trong: refuse, doubtful, note."
    )
