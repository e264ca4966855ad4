"""The ledger: appended to, never changed."""

import datetime
import sqlite3

import pytest

from cchc_lib.errors import CallError, IntegrityError, NotReported, SubmissionError
from cchc_lib.intake import Problem
from cchc_lib.ledger import (
    Ledger,
    edition,
    is_sample,
    kept_path,
    read_observations,
    read_problems,
    read_submissions,
)
from tests.ledger.readings import reading, take

Q1 = ["2020-Q1"]


def figures(ledger: Ledger, number: int | None = None) -> dict[tuple[str, str], float]:
    """Value by unit and indicator in an edition."""
    table = read_observations(ledger, edition(ledger, number), Q1)
    return dict(
        zip(zip(table["unit"], table["indicator"], strict=True), table["value"], strict=True)
    )


def test_figure_keeps_its_file_sheet_and_cell(ledger) -> None:
    """What goes in comes out with its source."""
    ledger.add(reading(b"one", {"dialogues": 2}), b"one")
    row = read_observations(ledger, edition(ledger), Q1).iloc[0]
    assert row[["unit", "indicator", "value", "file_name", "sheet", "cell"]].tolist() == [
        "ba-dinh", "dialogues", 2, "ba-dinh.xlsx", "Biểu 01", "D8",
    ]  # fmt: skip
    assert row["received"] == datetime.date(2020, 3, 18)


def test_file_is_kept_as_it_came(ledger, tmp_path) -> None:
    """The received bytes lie under their hash."""
    one = reading(b"one", {"dialogues": 2})
    ledger.add(one, b"one")
    kept = kept_path(tmp_path / "submissions", one.submission.sha256, "xlsx")
    assert kept.read_bytes() == b"one"


def test_taking_the_same_file_in_twice_changes_nothing(ledger) -> None:
    """The second time says so, and the edition stays."""
    one = reading(b"one", {"dialogues": 2})
    assert ledger.add(one, b"one")
    before = edition(ledger)
    assert not ledger.add(one, b"one")
    assert edition(ledger) == before


def test_later_report_replaces_the_earlier_one_whole(ledger) -> None:
    """A figure that the new report leaves blank is not reported any more."""
    ledger.add(reading(b"one", {"dialogues": 2, "initiatives": 1}), b"one")
    ledger.add(reading(b"two", {"dialogues": 3}), b"two")
    assert figures(ledger) == {("ba-dinh", "dialogues"): 3}


def test_edition_gives_the_same_figures_for_ever(ledger) -> None:
    """After a restatement the old edition still holds the old figures."""
    ledger.add(reading(b"one", {"dialogues": 2, "initiatives": 1}), b"one")
    first = edition(ledger)
    ledger.add(reading(b"two", {"dialogues": 3}), b"two")
    assert figures(ledger, 1) == {("ba-dinh", "dialogues"): 2, ("ba-dinh", "initiatives"): 1}
    assert edition(ledger, 1) == first


def test_other_form_of_the_same_unit_replaces_nothing(ledger) -> None:
    """The dossier table stands beside the unit's own report."""
    ledger.add(reading(b"one", {"dialogues": 2}), b"one")
    ledger.add(reading(b"two", {"dossiers-resolved": 90}, form="dossiers-ii-06a"), b"two")
    assert figures(ledger) == {("ba-dinh", "dialogues"): 2, ("ba-dinh", "dossiers-resolved"): 90}


def test_other_unit_is_left_alone(ledger) -> None:
    """A restatement touches its own unit only."""
    ledger.add(reading(b"one", {"dialogues": 2}), b"one")
    ledger.add(reading(b"two", {"dialogues": 5}, unit="tay-ho"), b"two")
    assert figures(ledger) == {("ba-dinh", "dialogues"): 2, ("tay-ho", "dialogues"): 5}


def test_digest_is_that_of_the_files_in_their_order(tmp_path) -> None:
    """Two ledgers that took in the same files are the same edition; another file is not."""
    ledgers = [Ledger.create(tmp_path / f"{n}.sqlite", tmp_path / "kept") for n in range(3)]
    for one in ledgers[:2]:
        one.add(reading(b"one", {"dialogues": 2}), b"one")
    ledgers[2].add(reading(b"other", {"dialogues": 2}), b"other")
    digests = [edition(one).digest for one in ledgers]
    assert digests[0] == digests[1] != digests[2]


def test_problems_come_back_as_they_were(ledger) -> None:
    """A problem keeps its cell and its values, and leaves with the report that held it."""
    found = Problem(
        code="limit", severity="refuse", file="ba-dinh.xlsx", sheet="Biểu 01", cell="D9",
        unit="ba-dinh", quarter="2020-Q1", indicator="dialogues", found="-1", expected="≥ 0",
        values=(("minimum", "0"),),
    )  # fmt: skip
    one = reading(b"one", {"initiatives": 1}, problems=(found,))
    ledger.add(one, b"one")
    assert read_problems(ledger, edition(ledger), Q1) == [(found, one.submission.sha256)]
    ledger.add(reading(b"two", {"dialogues": 1}), b"two")
    assert read_problems(ledger, edition(ledger), Q1) == []
    assert len(read_problems(ledger, edition(ledger, 1), Q1)) == 1


def test_replaced_file_is_still_listed(ledger) -> None:
    """All files of a quarter are listed; the replaced one is not in force."""
    ledger.add(reading(b"one", {"dialogues": 2}), b"one")
    ledger.add(reading(b"two", {"dialogues": 3}), b"two")
    assert read_submissions(ledger, edition(ledger), Q1)["in_force"].tolist() == [False, True]


@pytest.mark.parametrize("sample", [True, False])
def test_sample_and_real_figures_never_mix(ledger, sample) -> None:
    """The ledger refuses the other kind, and nothing is lost."""
    ledger.add(reading(b"one", {"dialogues": 2}, sample=sample), b"one")
    with pytest.raises(SubmissionError, match=r"ba-dinh\.xlsx"):
        ledger.add(reading(b"two", {"dialogues": 3}, sample=not sample), b"two")
    assert figures(ledger) == {("ba-dinh", "dialogues"): 2}
    assert is_sample(ledger, edition(ledger)) == sample


def test_content_that_is_not_what_was_read_is_refused(ledger) -> None:
    """A file that changed between reading and keeping is not recorded."""
    with pytest.raises(IntegrityError):
        ledger.add(reading(b"one", {"dialogues": 2}), b"changed")
    assert ledger.is_empty()


def test_no_ledger_names_the_command_that_makes_one(tmp_path) -> None:
    """The paragraph says what to type."""
    with pytest.raises(NotReported, match="cchc intake"):
        Ledger.open(tmp_path / "ledger.sqlite", tmp_path)


def test_empty_ledger_has_no_edition(ledger) -> None:
    """Nothing taken in is said plainly."""
    with pytest.raises(NotReported, match="cchc intake"):
        edition(ledger)


def test_unknown_edition_names_the_newest(ledger) -> None:
    """Asking for edition 7 of 1."""
    ledger.add(reading(b"one", {"dialogues": 2}), b"one")
    with pytest.raises(CallError, match=r"7.*1"):
        edition(ledger, 7)


def test_file_that_is_no_ledger_is_named(tmp_path) -> None:
    """A broken database ends in one paragraph."""
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(IntegrityError, match=r"ledger\.sqlite"):
        Ledger.open(path, tmp_path)


def test_ledger_of_an_older_version_says_what_to_do(tmp_path) -> None:
    """Its tables are left as they are; the kept files are to be taken in again."""
    path = tmp_path / "ledger.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE entries (number INTEGER)")
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    with pytest.raises(IntegrityError) as caught:
        Ledger.create(path, tmp_path)
    assert caught.value.message("vi") == (
        "Sổ số liệu ledger.sqlite thuộc phiên bản 1, chương trình này dùng phiên bản 2. Hãy chuyển "
        "tệp này sang nơi khác rồi nhập lại các tệp đã nhận (được giữ nguyên trong "
        "data/submissions) bằng lệnh «cchc intake»."
    )
    with sqlite3.connect(path) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
    connection.close()
    assert tables == [("entries",)]


def test_report_received_last_is_in_force_whenever_it_was_taken_in(ledger) -> None:
    """Old mail that is taken in after newer mail replaces nothing, in any of the three readings."""
    found = Problem(
        code="not-whole", severity="refuse", file="old.xlsx", sheet="Biểu 01", cell="D9",
        unit="ba-dinh", quarter="2020-Q1", indicator="initiatives", found="1,5", expected="≥ 0",
    )  # fmt: skip
    take(ledger, "new.xlsx", {"dialogues": 3}, received="2020-03-19")
    take(ledger, "old.xlsx", {"dialogues": 2}, received="2020-03-18", problems=(found,))
    at = edition(ledger)
    files = read_submissions(ledger, at, Q1).set_index("file_name")["in_force"]
    assert figures(ledger) == {("ba-dinh", "dialogues"): 3}
    assert files.to_dict() == {"new.xlsx": True, "old.xlsx": False}
    assert read_problems(ledger, at, Q1) == []


def test_of_two_reports_of_one_day_the_one_taken_in_last_is_in_force(ledger) -> None:
    """The register of incoming mail knows days only."""
    take(ledger, "one.xlsx", {"dialogues": 3})
    take(ledger, "two.xlsx", {"dialogues": 2})
    assert figures(ledger) == {("ba-dinh", "dialogues"): 2}


def test_where_two_forms_give_a_figure_the_one_received_last_stands(ledger) -> None:
    """Not the one taken in last."""
    take(ledger, "form.xlsx", {"dialogues": 3}, received="2020-03-19")
    take(ledger, "tidy.csv", {"dialogues": 2}, form="tidy", received="2020-03-18")
    assert figures(ledger) == {("ba-dinh", "dialogues"): 3}


def test_problem_of_a_replaced_row_leaves_with_it(ledger) -> None:
    """A table speaks for two units; another table replaces it for one of them only."""
    problems = tuple(
        Problem(
            code="not-whole", severity="refuse", file="table.xlsx", sheet="Biểu 01", cell=cell,
            unit=unit, quarter="2020-Q1", indicator="initiatives", found="1,5", expected="≥ 0",
        )
        for unit, cell in (("ba-dinh", "D8"), ("tay-ho", "D9"))
    )  # fmt: skip
    both = {"ba-dinh": {"dialogues": 1.0}, "tay-ho": {"dialogues": 2.0}}
    take(ledger, "table.xlsx", both, problems=problems)
    take(ledger, "again.xlsx", {"dialogues": 1}, unit="tay-ho")
    found = read_problems(ledger, edition(ledger), Q1)
    assert [problem.unit for problem, _ in found] == ["ba-dinh"]
