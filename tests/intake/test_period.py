"""Periods in title rows."""

import pytest

from cchc_lib.intake.grid import Cell
from cchc_lib.intake.period import find_periods, period_name, read_period
from cchc_lib.registry import Quarter, Window

TITLES = ("quyet toan chi", "bao cao so lieu cai cach hanh chinh")


def found(*texts: str) -> list[tuple[str, str | None]]:
    """The periods that these title cells name."""
    cells = [Cell(row, 1, text) for row, text in enumerate(texts, start=1)]
    return [(str(period.quarter), period.stated) for period in find_periods(cells, TITLES)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Quý I năm 2020", ("2020-Q1", "quarter")),
        ("QUÝ III/2020", ("2020-Q3", "quarter")),
        ("Quí 2 năm 2020", ("2020-Q2", "quarter")),
        ("Quý IV-2019", ("2019-Q4", "quarter")),
        ("6 tháng đầu năm 2020", ("2020-Q2", "year_to_date")),
        ("06 tháng năm 2020", ("2020-Q2", "year_to_date")),
        ("Sáu tháng đầu năm 2020", ("2020-Q2", "year_to_date")),
        ("9 tháng đầu năm 2020", ("2020-Q3", "year_to_date")),
        ("Năm 2020", ("2020-Q4", "year_to_date")),
        ("Kỳ: Cả năm 2020", ("2020-Q4", "year_to_date")),
        ("Kỳ báo cáo: Năm 2020", ("2020-Q4", "year_to_date")),
        ("2020-Q1", ("2020-Q1", None)),
        ("Quý II và 6 tháng đầu năm 2020", ("2020-Q2", "year_to_date")),
    ],
)  # fmt: skip
def test_periods_are_read_as_reports_name_them(words: str, expected: tuple[str, str]) -> None:
    """The same in a title and in a column of periods."""
    assert [expected] == found(words)
    period = read_period(words)
    assert period is not None
    assert expected == (str(period.quarter), period.stated)


def test_a_year_counts_only_in_the_title_or_alone() -> None:
    """A plan of 2019 and a date of signature are no period."""
    assert found("QUYẾT TOÁN CHI NGÂN SÁCH\nNĂM 2016") == [("2016-Q4", "year_to_date")]
    assert found("Thực hiện Kế hoạch năm 2019", "Hà Nội, ngày 12 tháng 3 năm 2020") == []
    assert found(
        "Thực hiện Kế hoạch năm 2019", "Quý I năm 2020", "Hà Nội, ngày 12 tháng 3 năm 2021"
    ) == [("2020-Q1", "quarter")]


def test_quarter_and_year_may_stand_in_two_rows() -> None:
    """The year in the title, the quarter below."""
    assert found("BÁO CÁO SỐ LIỆU CẢI CÁCH HÀNH CHÍNH NĂM 2020", "Quý III") == [
        ("2020-Q3", "quarter")
    ]


@pytest.mark.parametrize(
    "words", ["Quý 5 năm 2020", "6 tháng cuối năm 2020", "Quý … năm 2020", "Tháng 3 năm 2020"]
)
def test_an_unknown_period_is_not_taken_for_the_year(words: str) -> None:
    """Half-filled titles are refused, not read as a year."""
    assert found("BÁO CÁO SỐ LIỆU CẢI CÁCH HÀNH CHÍNH", words) == []


def test_two_periods_are_both_found() -> None:
    """It is for the caller to refuse them."""
    assert found("Quý I năm 2020", "So với quý IV năm 2019") == [
        ("2020-Q1", "quarter"),
        ("2019-Q4", "quarter"),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Quý I, II năm 2020", {"2020-Q1", "2020-Q2"}),
        ("Quý I và quý II năm 2020", {"2020-Q1", "2020-Q2"}),
        ("Quý I - II/2020", {"2020-Q1", "2020-Q2"}),
        ("Từ quý I đến hết quý III năm 2020", {"2020-Q1", "2020-Q3"}),
    ],
)
def test_several_quarters_are_never_read_as_one_of_them(words: str, expected: set[str]) -> None:
    """“Quý I, II” is no report of the first quarter, nor of the second."""
    assert expected == {quarter for quarter, _ in found(words)}
    assert read_period(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "(Từ ngày 15/12/2019 đến ngày 14/3/2020)",
        "Số liệu tính đến hết tháng 6 năm 2020",
        "Tháng 3/2020",
    ],
)
def test_a_year_in_the_title_is_no_period_where_the_figures_end_earlier(words: str) -> None:
    """The title's year alone would make a first quarter the whole year."""
    assert found("BÁO CÁO SỐ LIỆU CẢI CÁCH HÀNH CHÍNH NĂM 2020", words) == []


@pytest.mark.parametrize(
    "words",
    ["(Từ ngày 15/12/2019 đến ngày 14/12/2020)", "(Kèm theo Báo cáo ngày 5 tháng 1 năm 2021)"],
)
def test_a_year_in_the_title_is_the_period_where_the_figures_end_with_it(words: str) -> None:
    """The dates that the report of a year has."""
    title = "BÁO CÁO SỐ LIỆU CẢI CÁCH HÀNH CHÍNH NĂM 2020"
    assert found(title, words) == [("2020-Q4", "year_to_date")]


@pytest.mark.parametrize("number", [1, 2, 3, 4])
@pytest.mark.parametrize("window", ["quarter", "year_to_date"])
def test_a_period_is_read_as_our_own_forms_name_it(number: int, window: Window) -> None:
    """Also where a calendar lets other quarters count from the start of the year."""
    quarter = Quarter(2020, number)
    words = period_name(quarter, window)
    stated = "quarter" if number == 1 else window
    assert found(words) == [(str(quarter), stated)]
