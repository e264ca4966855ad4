"""Files that came late, and files that took the place of others."""

import pytest

from cchc_lib.intake import Problem
from cchc_lib.ledger import edition, read_problems, read_submissions
from cchc_lib.ledger.receipts import late, read_replaced, replacements, replaces_earlier
from cchc_lib.ledger.scope import Located, Scope
from cchc_lib.registry import Quarter, Registry
from tests.ledger.readings import take

Q1 = "2020-Q1"


@pytest.fixture
def first(registry: Registry) -> Scope:
    """The first quarter of 2020, due on 20 March."""
    return Scope(Quarter(2020, 1), registry)


def said(found: list[Located]) -> list[tuple[str | None, str, str]]:
    """Of which unit, how grave, and the sentence."""
    return [(one.unit, one.severity, one.message("vi")) for one, _ in found]


def lateness(ledger, scope: Scope) -> list[tuple[str | None, str, str]]:
    """What is said of late files."""
    return said(late(read_submissions(ledger, edition(ledger), [Q1]), scope))


def replaced(ledger, scope: Scope) -> list[tuple[str | None, str, str]]:
    """What is said of files that replaced others."""
    at = edition(ledger)
    submissions = read_submissions(ledger, at, [Q1])
    figures = read_replaced(ledger, replacements(submissions, scope), Q1)
    problems = read_problems(ledger, at, [Q1])
    return said(replaces_earlier(submissions, figures, problems, scope))


def test_file_after_the_due_day_is_late(ledger, first) -> None:
    """Three days; one on the due day is in time."""
    take(ledger, "a.xlsx", {"dialogues": 2}, received="2020-03-23")
    take(ledger, "b.xlsx", {"dialogues": 2}, unit="tay-ho", received="2020-03-20")
    sentence = "Tệp “a.xlsx” nhận ngày 23/3/2020, muộn 3 ngày so với hạn 20/3/2020."
    assert lateness(ledger, first) == [("ba-dinh", "note", sentence)]


def test_late_in_english(ledger, first) -> None:
    """The same in the other language."""
    take(ledger, "a.xlsx", {"dialogues": 2}, received="2020-03-23")
    ((problem, _),) = late(read_submissions(ledger, edition(ledger), [Q1]), first)
    assert problem.message("en") == (
        "File a.xlsx was received 23 March 2020, after the due day 20 March 2020 (days late: 3)."
    )


def test_report_sent_again_after_the_due_day_is_not_late(ledger, first) -> None:
    """The unit had reported in time."""
    take(ledger, "a.xlsx", {"dialogues": 2}, received="2020-03-18")
    take(ledger, "b.xlsx", {"dialogues": 3}, received="2020-04-02")
    assert lateness(ledger, first) == []


def test_late_table_of_many_units_is_one_note(ledger, first) -> None:
    """It names no unit: the office that lists them was late."""
    both = {"ba-dinh": {"dialogues": 1.0}, "tay-ho": {"dialogues": 2.0}}
    take(ledger, "table.xlsx", both, form="dossiers-ii-06a", received="2020-03-21")
    assert [unit for unit, _, _ in lateness(ledger, first)] == [None]


def test_replacing_file_says_what_changed(ledger, first) -> None:
    """One figure changed, one is new, one stayed; a note."""
    take(ledger, "a.xlsx", {"dialogues": 2, "initiatives": 1}, received="2020-03-17")
    again = {"dialogues": 3, "initiatives": 1, "duty-checks": 4}
    take(ledger, "b.xlsx", again, received="2020-03-19")
    sentence = (
        "Tệp “b.xlsx” thay cho tệp “a.xlsx” nhận ngày 17/3/2020: 1 số liệu thay đổi, 0 số liệu "
        "không còn, 1 số liệu mới."
    )
    assert replaced(ledger, first) == [("ba-dinh", "note", sentence)]


def test_replacing_file_with_fewer_figures_is_doubtful(ledger, first) -> None:
    """What the earlier file reported is reported no more."""
    take(ledger, "a.xlsx", {"dialogues": 2, "initiatives": 1}, received="2020-03-17")
    take(ledger, "b.xlsx", {"dialogues": 2}, received="2020-03-19")
    sentence = (
        "Tệp “b.xlsx” thay cho tệp “a.xlsx” nhận ngày 17/3/2020: 0 số liệu thay đổi, 1 số liệu "
        "không còn, 0 số liệu mới."
    )
    assert replaced(ledger, first) == [("ba-dinh", "doubtful", sentence)]


def test_replacing_file_with_refused_figures_is_doubtful(ledger, first) -> None:
    """It replaces the earlier file whole, although a figure in it was refused."""
    wrong = Problem(
        code="not-whole", severity="refuse", file="b.xlsx", sheet="Biểu 01", cell="D9",
        unit="ba-dinh", quarter=Q1, indicator="initiatives", found="1,5", expected="≥ 0",
    )  # fmt: skip
    take(ledger, "a.xlsx", {"dialogues": 2}, received="2020-03-17")
    take(ledger, "b.xlsx", {"dialogues": 2}, received="2020-03-19", problems=(wrong,))
    assert [severity for _, severity, _ in replaced(ledger, first)] == ["doubtful"]


def test_file_that_came_first_is_the_earlier_one_whenever_it_was_taken_in(ledger, first) -> None:
    """Old mail found later is what the newer file replaces."""
    take(ledger, "new.xlsx", {"dialogues": 3}, received="2020-03-19")
    take(ledger, "old.xlsx", {"dialogues": 2}, received="2020-03-17")
    ((_, _, sentence),) = replaced(ledger, first)
    assert sentence.startswith("Tệp “new.xlsx” thay cho tệp “old.xlsx” nhận ngày 17/3/2020")


def test_replacing_table_counts_all_its_units(ledger, first) -> None:
    """One problem for the file, not one for each row."""
    both = {"ba-dinh": {"dialogues": 1.0}, "tay-ho": {"dialogues": 2.0}}
    take(ledger, "a.xlsx", both, received="2020-03-17")
    changed = {"ba-dinh": {"dialogues": 3.0}, "tay-ho": {"dialogues": 4.0}}
    take(ledger, "b.xlsx", changed, received="2020-03-19")
    ((unit, severity, sentence),) = replaced(ledger, first)
    assert (unit, severity) == (None, "note")
    assert "2 số liệu thay đổi" in sentence


def test_first_file_replaces_nothing(ledger, first) -> None:
    """And another form neither."""
    take(ledger, "a.xlsx", {"dialogues": 2})
    take(ledger, "b.csv", {"dialogues": 2}, form="tidy", received="2020-03-19")
    assert replaced(ledger, first) == []
