"""One received file, read: bytes in, figures and problems out.

A file that cannot be read as a whole is a SubmissionError; a sheet or a figure that cannot be read
is a Problem, and the rest is still read.
"""

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.checks import check_relations
from cchc_lib.intake.city_table import read_table
from cchc_lib.intake.containers.workbook import open_workbook
from cchc_lib.intake.draft import Draft, Figure
from cchc_lib.intake.forms import FormDefinition
from cchc_lib.intake.gaps import report_gaps
from cchc_lib.intake.grid import Sheet, Workbook
from cchc_lib.intake.observations import checked_figures, observations_of
from cchc_lib.intake.problems import Problem
from cchc_lib.intake.recognition import Place, Recognised, recognise
from cchc_lib.intake.stamps import check_stamp
from cchc_lib.intake.table_header import TablePlace
from cchc_lib.intake.tidy import TidyPlace, read_tidy
from cchc_lib.intake.titles import find_stated_period
from cchc_lib.intake.unit_form import read_unit_form
from cchc_lib.intake.unit_header import UnitPlace
from cchc_lib.registry import Registry

if TYPE_CHECKING:
    import pandas as pd

SAMPLE_MARK = "DỮ LIỆU MẪU"
"""Stands in every file of the sample; no official figure may come from such a file."""


@dataclass(frozen=True)
class Submission:
    """What is known of one file; `covers` are the (unit slug, quarter) pairs it speaks for."""

    sha256: str
    file_name: str
    container: str
    form: str
    received: datetime.date
    sample: bool
    covers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Reading:
    """One file, read: its figures, each with sheet and cell, and its problems."""

    submission: Submission
    figures: tuple[Figure, ...]
    problems: tuple[Problem, ...]

    @cached_property
    def observations(self) -> "pd.DataFrame":
        """The figures as a table that keeps `observations_schema`."""
        return observations_of(self.figures)


def read_submission(
    content: bytes,
    file_name: str,
    received: datetime.date,
    registry: Registry,
    forms: Sequence[FormDefinition],
) -> Reading:
    """Read one file. Raises SubmissionError where it is no workbook or holds none of the forms.

    `file_name` is shown to people and never used as a path; the kind of file goes by its bytes.
    """
    workbook = open_workbook(content, file_name)
    recognised = recognise(workbook, forms, file_name)
    chosen, failures = _choose(recognised, registry, file_name)
    form = chosen[0][1]
    draft = Draft(file_name, form, registry)
    for sheet, own_form, place in chosen:
        if own_form.id != form.id:
            draft.report(
                "other-form", "refuse", sheet.name, "A1",
                values={
                    "theirs_vi": own_form.name.vi, "theirs_en": own_form.name.en,
                    "ours_vi": form.name.vi, "ours_en": form.name.en,
                },
            )  # fmt: skip
            continue
        for remark in sheet.remarks:
            draft.report(remark.code, "note", sheet.name, remark.cell, values=dict(remark.values))
        try:
            _read(sheet, place, draft)
        except SubmissionError as error:
            failures.append((sheet.name, error))
    if not draft.covers and not draft.blank and failures:
        raise failures[0][1]
    if not draft.covers and not any(problem.quarter for problem in draft.problems):
        # No quarter would ever show its problems: it is refused with the first of them.
        raise _nothing_read(draft, file_name)
    check_stamp(workbook.stamp, draft, chosen[0][0].name)
    for sheet_name, failure in failures:
        draft.report(
            "sheet-not-read", "refuse", sheet_name, "A1",
            values={"reason_vi": failure.message("vi"), "reason_en": failure.message("en")},
        )  # fmt: skip
    _report_other_sheets(draft, workbook, [item.sheet.name for item in recognised])
    draft.report_repeated()
    draft.report_joined()
    report_gaps(draft)
    check_relations(draft, list(draft.covers.values()))
    submission = Submission(
        sha256=hashlib.sha256(content).hexdigest(),
        file_name=file_name,
        container=workbook.container,
        form=form.id,
        received=received,
        sample=any(_is_sample(item.sheet) for item in recognised),
        covers=tuple(draft.covers),
    )
    return Reading(submission, checked_figures(draft.figures.values()), tuple(draft.problems))


def _nothing_read(draft: Draft, file_name: str) -> SubmissionError:
    first = next(iter(draft.problems), None)
    if first is None:
        return SubmissionError("error.no-rows", file=file_name)
    return SubmissionError(
        "error.nothing-read", file=file_name, count=len(draft.problems), sheet=first.sheet,
        reason=first.message("vi"),
    )  # fmt: skip


Chosen = tuple[Sheet, FormDefinition, Place]


def _choose(
    recognised: Sequence[Recognised], registry: Registry, file_name: str
) -> tuple[list[Chosen], list[tuple[str, SubmissionError]]]:
    """For each sheet the form of its year, and the sheets of which the year cannot be told."""
    chosen: list[Chosen] = []
    failures: list[tuple[str, SubmissionError]] = []
    for item in recognised:
        try:
            form, place = _of_the_year(item, registry, file_name)
        except SubmissionError as error:
            failures.append((item.sheet.name, error))
        else:
            chosen.append((item.sheet, form, place))
    if not chosen:
        raise failures[0][1]
    return chosen, failures


def _of_the_year(
    item: Recognised, registry: Registry, file_name: str
) -> tuple[FormDefinition, Place]:
    form, place = item.forms[0]
    if isinstance(place, TidyPlace):
        return form, place
    stated = find_stated_period(item.sheet, place.top, form, registry.calendar, file_name)
    year = stated.quarter.year
    for form, place in item.forms:
        if form.years.hold(year):
            return form, place
    raise SubmissionError(
        "error.no-form-of-year", file=file_name, sheet=item.sheet.name, year=year,
        forms="; ".join(form.name.vi for form, _ in item.forms),
    )  # fmt: skip


def _read(sheet: Sheet, place: Place, draft: Draft) -> None:
    form = draft.form
    if isinstance(place, UnitPlace) and form.unit is not None:
        read_unit_form(sheet, form.unit, place, draft)
    elif isinstance(place, TablePlace) and form.table is not None:
        read_table(sheet, form.table, place, draft)
    elif isinstance(place, TidyPlace):
        read_tidy(sheet, place, draft)


def _report_other_sheets(draft: Draft, workbook: Workbook, read: Sequence[str]) -> None:
    """Name what was not read: other sheets that hold something, and that a hidden one was."""
    for name in read:
        if name in workbook.hidden_sheets:
            draft.report("hidden-sheet", "note", name, "A1")
    if draft.form.other_sheets == "ignore":
        return
    for name in workbook.sheet_names:
        if name not in read and _holds_something(workbook, name):
            draft.report("other-sheet", "note", name, "A1", found=name)


def _holds_something(workbook: Workbook, name: str) -> bool:
    try:
        return bool(workbook.sheet(name).cells)
    except SubmissionError:
        return True


def _is_sample(sheet: Sheet) -> bool:
    return any(
        isinstance(cell.value, str) and SAMPLE_MARK in cell.value.upper()
        for cell in sheet.cells.values()
    )
