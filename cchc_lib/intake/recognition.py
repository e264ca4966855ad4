"""Which sheets of a workbook hold which form, found by name, by title and by the header's words.

In: a workbook and the forms. Out: the sheets to read, each with its form and the place of its
table. Those with a form's name come first; the others are looked at too, unless the form says that
its workbook holds tables of other kinds.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.forms import FormDefinition
from cchc_lib.intake.grid import Sheet, Workbook
from cchc_lib.intake.headers import HEADER_WITHIN
from cchc_lib.intake.phrases import matches, plain
from cchc_lib.intake.table_header import TablePlace, locate_table
from cchc_lib.intake.tidy import TidyPlace, locate_tidy
from cchc_lib.intake.unit_header import UnitPlace, locate_unit_form

Place = UnitPlace | TablePlace | TidyPlace


@dataclass(frozen=True)
class Recognised:
    """One sheet that holds a form; `forms` are all that fit it, the period's year decides."""

    sheet: Sheet
    forms: tuple[tuple[FormDefinition, Place], ...]


def recognise(
    workbook: Workbook, forms: Sequence[FormDefinition], file_name: str
) -> list[Recognised]:
    """The sheets to read: visible ones, or hidden ones where no other fits.

    Raises SubmissionError that says what was looked for, where no sheet fits a form.
    """
    names = workbook.sheet_names
    unreadable: list[SubmissionError] = []
    visible = [name for name in names if name not in workbook.hidden_sheets]
    hidden = [name for name in names if name in workbook.hidden_sheets]
    for candidates in (visible, hidden):
        named = [name for name in candidates if _is_named(name, forms)]
        found = list(_fitting(workbook, named, forms, unreadable))
        if not any(form.other_sheets == "ignore" for item in found for form, _ in item.forms):
            rest = [name for name in candidates if name not in named]
            found += _fitting(workbook, rest, forms, unreadable)
        if found:
            return found
    if unreadable:
        raise unreadable[0]
    raise SubmissionError(
        "error.no-recognised-sheet",
        file=file_name,
        sheets=", ".join(f"“{name}”" for name in names[:10]),
        forms="; ".join(dict.fromkeys(form.name.vi for form in forms)),
    )


def _is_named(name: str, forms: Iterable[FormDefinition]) -> bool:
    return any(matches(plain(name), form.recognise.sheets) for form in forms)


def _fitting(
    workbook: Workbook,
    names: Iterable[str],
    forms: Sequence[FormDefinition],
    unreadable: list[SubmissionError],
) -> Iterator[Recognised]:
    for name in names:
        try:
            sheet = workbook.sheet(name)
        except SubmissionError as error:
            unreadable.append(error)
            continue
        fitting = [(form, place) for form in forms if (place := _locate(sheet, form)) is not None]
        if fitting:
            yield Recognised(sheet, tuple(fitting))


def _locate(sheet: Sheet, form: FormDefinition) -> Place | None:
    """Where the form stands: under its own title, or on a sheet of its name.

    A tidy table is known by its columns alone. The title is asked first: to look for a header with
    all its columns takes ten times as long.
    """
    if form.tidy is not None:
        return locate_tidy(sheet, form.tidy)
    title_row = 0
    if not matches(plain(sheet.name), form.recognise.sheets):
        title_row = _title_row(sheet, form.recognise.titles)
    place: UnitPlace | TablePlace | None = None
    if title_row < HEADER_WITHIN:
        if form.unit is not None:
            place = locate_unit_form(sheet, form.unit)
        elif form.table is not None:
            place = locate_table(sheet, form.table)
    return place if place is not None and title_row < place.top else None


def _title_row(sheet: Sheet, titles: Sequence[str]) -> int:
    """The first row with one of these titles; HEADER_WITHIN where none of the first rows has."""
    for row, cells in sheet.rows.items():
        if row >= HEADER_WITHIN:
            break
        if any(matches(cell.folded, titles) for cell in cells):
            return row
    return HEADER_WITHIN
