"""Quarters and the reporting calendar of 581/BNV-CCHC."""

import datetime
import shutil
from pathlib import Path

import pytest

from cchc_lib.errors import CallError, ParamsError
from cchc_lib.registry import Calendar, Quarter, quarter_range
from cchc_lib.registry.quarters import read_calendar
from tests.conftest import ROOT

DAY = datetime.date


@pytest.mark.parametrize(
    ("quarter", "days", "window"),
    [
        ("2020-Q1", (DAY(2019, 12, 15), DAY(2020, 3, 14), DAY(2020, 3, 20)), "year_to_date"),
        ("2020-Q2", (DAY(2019, 12, 15), DAY(2020, 6, 14), DAY(2020, 6, 20)), "year_to_date"),
        ("2020-Q3", (DAY(2020, 6, 15), DAY(2020, 9, 14), DAY(2020, 9, 20)), "quarter"),
        ("2020-Q4", (DAY(2019, 12, 15), DAY(2020, 12, 14), DAY(2020, 12, 20)), "year_to_date"),
    ],
)
def test_windows_and_due_dates_of_2020(
    calendar: Calendar,
    quarter: str,
    days: tuple[datetime.date, datetime.date, datetime.date],
    window: str,
) -> None:
    """Reports run from 15 December or 15 June to the 14th; only quarter III counts alone."""
    one = Quarter.parse(quarter)
    assert (calendar.start(one), calendar.end(one), calendar.due(one)) == days
    assert calendar.window(one) == window


def test_reports_are_named_as_officials_name_them(calendar: Calendar) -> None:
    """Quarter II is the report of the first six months, quarter IV that of the year."""
    names = [calendar.report(Quarter(2020, number)).name.vi for number in range(1, 5)]
    assert names == ["quý I", "6 tháng đầu", "quý III", "năm"]


@pytest.mark.parametrize("year", [2010, 2011, 2016, 2019])
def test_earlier_years_use_the_calendar_by_project_default(calendar: Calendar, year: int) -> None:
    """Before 2020 other calendars were used: what stands in for them is marked."""
    assert DAY(year, 12, 14) == calendar.end(Quarter(year, 4))
    assert calendar.of(year).source.startswith("Mặc định của dự án")
    assert not calendar.of(2020).source.startswith("Mặc định của dự án")


def test_a_year_without_a_calendar_is_an_error_that_says_where_to_add_it(
    calendar: Calendar,
) -> None:
    """2009 lies before the register."""
    with pytest.raises(CallError) as caught:
        calendar.end(Quarter(2009, 4))
    assert caught.value.message("vi") == (
        "Chưa có lịch báo cáo của năm 2009. Hãy bổ sung năm này vào tệp params/calendar.yml, hoặc"
        " chọn năm khác."
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2020-Q5", "2020-Q1"),
        ("2020Q3", "2020-Q3"),
        ("Q2/2020", "2020-Q2"),
        ("quý 4 năm 2019", "2019-Q4"),
        ("2020-q1", "2020-Q1"),
        ("hôm nay", "2020-Q1"),
    ],
)
def test_a_wrong_quarter_says_what_to_write(written: str, meant: str) -> None:
    """A quarter is written 2020-Q1 and in no other way."""
    with pytest.raises(CallError) as caught:
        Quarter.parse(written)
    assert (
        f"Không có quý “{written}”. Hãy viết năm và quý theo mẫu 2020-Q1 (từ Q1 đến Q4),"
        f" ví dụ: {meant}."
    ) == caught.value.message("vi")
    assert (
        f"There is no quarter “{written}”. Write year and quarter like 2020-Q1 (Q1 to Q4),"
        f" for example: {meant}."
    ) == caught.value.message("en")
    assert caught.value.exit_status == 2


def test_the_quarter_before_the_first_is_the_last_of_the_year_before() -> None:
    """Quarters count on over the turn of the year."""
    assert Quarter(2019, 4) == Quarter(2020, 1).previous()
    names = [str(one) for one in quarter_range(Quarter(2019, 3), Quarter(2020, 2))]
    assert names == ["2019-Q3", "2019-Q4", "2020-Q1", "2020-Q2"]


def test_a_calendar_that_lacks_a_report_is_named(tmp_path: Path) -> None:
    """Two reports for quarter I leave none for quarter II."""
    shutil.copytree(ROOT / "params", tmp_path / "params")
    file = tmp_path / "params" / "calendar.yml"
    words = file.read_text(encoding="utf-8").replace("quarter: 2", "quarter: 1")
    file.write_text(words, encoding="utf-8")
    with pytest.raises(ParamsError) as caught:
        read_calendar(tmp_path / "params").end(Quarter(2020, 2))
    assert "2020-Q2" in caught.value.message("vi")
