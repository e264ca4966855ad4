"""What stands above a table: of which quarter it is.

In: a sheet, its form and the row where the header begins. Out: the quarter and the window that the
figures cover. What is not written there is an error of the file, never filled in.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from cchc_lib.errors import CallError, SubmissionError
from cchc_lib.intake.draft import Draft
from cchc_lib.intake.forms import FormDefinition
from cchc_lib.intake.grid import Cell, Sheet, address
from cchc_lib.intake.period import Period, find_periods
from cchc_lib.intake.phrases import shortened
from cchc_lib.registry import Calendar, Quarter, Window


@dataclass(frozen=True)
class Stated:
    """The period of a sheet, the cell that states it, and the days that the figures cover.

    `is_open`: the words do not say whether the figures count from the start of the year.
    """

    quarter: Quarter
    window: Window
    cell: Cell
    is_open: bool


def title_cells(sheet: Sheet, header: int) -> list[Cell]:
    """The filled cells above the header row."""
    return [cell for row, cells in sheet.rows.items() if row < header for cell in cells]


def find_stated_period(
    sheet: Sheet, header: int, form: FormDefinition, calendar: Calendar, file_name: str
) -> Stated:
    """The one period that the title names. Raises SubmissionError for none, or for several."""
    found = find_periods(title_cells(sheet, header), form.recognise.titles)
    quarters = sorted({period.quarter for period in found})
    if not quarters:
        raise SubmissionError("error.period-missing", file=file_name, sheet=sheet.name)
    if len(quarters) > 1:
        named = (
            f"{address(cell.row, cell.column)} “{shortened(cell.text)}”" for cell in found.values()
        )
        cells = ", ".join(dict.fromkeys(named))
        raise SubmissionError("error.period-unclear", file=file_name, sheet=sheet.name, cells=cells)
    cell = next(iter(found.values()))
    window, is_open = stated_window(quarters[0], found, form, calendar, file_name)
    return Stated(quarters[0], window, cell, is_open)


def stated_window(
    quarter: Quarter,
    periods: Iterable[Period],
    form: FormDefinition,
    calendar: Calendar,
    file_name: str,
) -> tuple[Window, bool]:
    """The days that figures cover: the form's rule, the words, else the calendar.

    "9 tháng" counts from the year's start whatever the calendar says. "Quý II" may be the name of
    a report that does: then the calendar is followed, and the second value is True.
    """
    try:
        usual = calendar.window(quarter)
    except CallError:
        raise SubmissionError("error.no-calendar-year", file=file_name, year=quarter.year) from None
    if form.window != "calendar":
        return form.window, False
    said = {period.stated for period in periods} - {None}
    if said == {"year_to_date"}:
        return "year_to_date", False
    is_open = quarter.number > 1 and "quarter" in said and usual == "year_to_date"
    return usual, is_open or len(said) > 1


def report_open_window(draft: Draft, sheet: Sheet, stated: Stated) -> None:
    """Say that the title leaves open which days the figures cover."""
    if stated.is_open:
        draft.report(
            "read-as-year-to-date" if stated.window == "year_to_date" else "read-as-quarter",
            "doubtful",
            sheet.name,
            address(stated.cell.row, stated.cell.column),
            quarter=stated.quarter,
            found=stated.cell.text,
        )
