"""Figures that are there twice: whole reports, and single figures of two forms."""

import pytest

from cchc_lib.ledger import edition, read_reported
from cchc_lib.ledger.duplicates import same_as_before, same_as_other, same_figure_differs
from cchc_lib.ledger.scope import Located, Scope
from cchc_lib.registry import Quarter, Registry
from tests.ledger.readings import take

QUARTERS = ["2020-Q1", "2020-Q2"]
COUNTS = (
    "dialogues", "initiatives", "duty-checks", "posts-assigned", "posts-filled", "posts-cut",
    "organisations", "papers-cut", "issues-found", "issues-resolved", "feedback-received",
)  # fmt: skip
FIGURES = {name: float(at) for at, name in enumerate(COUNTS)}
"""Eleven figures, ten of them other than 0."""


@pytest.fixture
def half_year(registry: Registry) -> Scope:
    """The first six months of 2020."""
    return Scope(Quarter(2020, 2), registry)


def reported(ledger):
    """What the files in force give for both quarters."""
    return read_reported(ledger, edition(ledger), QUARTERS)


def said(found: list[Located]) -> list[tuple[str | None, str, str]]:
    """Of which unit, how grave, and the sentence."""
    return [(one.unit, one.severity, one.message("vi")) for one, _ in found]


def test_two_units_with_the_same_figures_are_both_doubted(ledger, half_year) -> None:
    """One of them was probably sent under the other's name."""
    take(ledger, "a.xlsx", FIGURES, quarter="2020-Q2")
    take(ledger, "b.xlsx", FIGURES, quarter="2020-Q2", unit="tay-ho")
    take(ledger, "c.xlsx", {**FIGURES, "dialogues": 1}, quarter="2020-Q2", unit="ha-dong")
    words = "Toàn bộ 11 số liệu của Quận {} trùng với số liệu của Quận {} (tệp “{}.xlsx”)."
    assert said(same_as_other(reported(ledger), half_year)) == [
        ("ba-dinh", "doubtful", words.format("Ba Đình", "Tây Hồ", "b")),
        ("tay-ho", "doubtful", words.format("Tây Hồ", "Ba Đình", "a")),
    ]


@pytest.mark.parametrize(
    "other",
    [{"unit": "tay-ho", "quarter": "2020-Q1"}, {"unit": "tay-ho", "form": "other"}],
    ids=["other quarter", "other form"],
)
def test_same_figures_elsewhere_are_no_duplicate(ledger, half_year, other) -> None:
    """Reports of one form and quarter are compared."""
    take(ledger, "a.xlsx", FIGURES, quarter="2020-Q2")
    take(ledger, "b.xlsx", FIGURES, **{"quarter": "2020-Q2", **other})
    assert same_as_other(reported(ledger), half_year) == []


def test_reports_of_hardly_anything_are_alike_by_chance(ledger, half_year) -> None:
    """Nine figures other than 0 are too few."""
    few = {**FIGURES, "feedback-received": 0.0}
    take(ledger, "a.xlsx", few, quarter="2020-Q2")
    take(ledger, "b.xlsx", few, quarter="2020-Q2", unit="tay-ho")
    assert same_as_other(reported(ledger), half_year) == []


def test_report_of_the_quarter_before_sent_again_is_doubted(ledger, half_year) -> None:
    """With the earlier file named."""
    take(ledger, "q1.xlsx", FIGURES)
    take(ledger, "q2.xlsx", FIGURES, quarter="2020-Q2")
    found = same_as_before(reported(ledger), half_year)
    sentence = "Toàn bộ 11 số liệu của Quận Ba Đình trùng với báo cáo quý I/2020 (tệp “q1.xlsx”)."
    assert said(found) == [("ba-dinh", "doubtful", sentence)]
    assert found[0][0].message("en") == (
        "All 11 figures of Ba Dinh District equal those of its report for Q1 2020 (file q1.xlsx)."
    )


def test_another_units_report_of_the_quarter_before_is_not_meant(ledger, half_year) -> None:
    """A unit is compared with itself."""
    take(ledger, "q1.xlsx", FIGURES, unit="tay-ho")
    take(ledger, "q2.xlsx", FIGURES, quarter="2020-Q2")
    assert same_as_before(reported(ledger), half_year) == []


def test_two_forms_that_disagree_name_both_cells(ledger, half_year) -> None:
    """The figure received last is used, and the other is not lost silently."""
    take(ledger, "a.xlsx", {"dialogues": 2, "initiatives": 1}, quarter="2020-Q2")
    later = {"quarter": "2020-Q2", "form": "tidy", "received": "2020-06-19"}
    take(ledger, "b.csv", {"initiatives": 1, "dialogues": 3}, **later)
    found = same_figure_differs(reported(ledger), half_year)
    sentence = (
        "Ô D9, “Số hội nghị đối thoại với người dân, tổ chức và doanh nghiệp” của Quận Ba Đình: "
        "ghi 3, nhưng tệp khác ghi 2 (quý II/2020, tệp “a.xlsx”, trang “Biểu 01”, ô D8)."
    )
    assert said(found) == [("ba-dinh", "doubtful", sentence)]


def test_two_forms_that_agree_are_left_alone(ledger, half_year) -> None:
    """Both give two dialogues."""
    take(ledger, "a.xlsx", {"dialogues": 2}, quarter="2020-Q2")
    take(ledger, "b.csv", {"dialogues": 2}, quarter="2020-Q2", form="tidy")
    assert same_figure_differs(reported(ledger), half_year) == []
