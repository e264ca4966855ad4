"""A form without a figure: kept, told of, and no report."""

import datetime

from cchc_lib.intake import read_forms, read_submission
from cchc_lib.ledger import (
    Ledger,
    edition,
    quarters_held,
    read_observations,
    read_problems,
    read_submissions,
)
from cchc_lib.registry import Registry
from tests.conftest import ROOT
from tests.intake.books import unit_book

DIALOGUES = "Số hội nghị đối thoại"
Q1 = ["2020-Q1"]


def send(ledger: Ledger, registry: Registry, value: int | None, reporter: str = "Ba Đình") -> None:
    """A district's form of the first quarter of 2020 comes in."""
    forms = read_forms(ROOT / "params")
    content = unit_book([(DIALOGUES, value)], reporter=f"Đơn vị báo cáo: {reporter}")
    day = datetime.date(2020, 3, 18)
    ledger.add(read_submission(content, "bao-cao.xlsx", day, registry, forms), content)


def told(ledger: Ledger, number: int | None = None) -> list[tuple[str, str | None]]:
    """Code and unit of the problems of an edition."""
    listed = read_problems(ledger, edition(ledger, number), Q1)
    return [(problem.code, problem.unit) for problem, _ in listed]


def test_a_blank_form_takes_no_figure_back(tmp_path, registry) -> None:
    """What the unit sent before stands, and the blank form is told of."""
    ledger = Ledger.create(tmp_path / "ledger.sqlite", tmp_path / "submissions")
    send(ledger, registry, 2)
    send(ledger, registry, None)
    assert read_observations(ledger, edition(ledger), Q1)["value"].tolist() == [2]
    assert told(ledger) == [("form-blank", "ba-dinh")]
    assert told(ledger, 1) == []


def test_a_blank_form_is_told_of_until_the_unit_reports(tmp_path, registry) -> None:
    """Another unit's report changes nothing; an earlier edition still tells of it."""
    ledger = Ledger.create(tmp_path / "ledger.sqlite", tmp_path / "submissions")
    send(ledger, registry, None)
    assert len(read_submissions(ledger, edition(ledger), Q1)) == 0
    assert quarters_held(ledger, edition(ledger)) == []
    send(ledger, registry, 1, "Tây Hồ")
    assert told(ledger) == [("form-blank", "ba-dinh")]
    assert read_problems(ledger, edition(ledger), ["2020-Q2"]) == []
    send(ledger, registry, 3)
    assert told(ledger) == []
    assert told(ledger, 2) == [("form-blank", "ba-dinh")]
