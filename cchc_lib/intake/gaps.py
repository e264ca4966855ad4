"""Cells that ask for a figure and are blank.

In: a draft after all its sheets were read. Out: notes, so that the sender is asked; a cell that
says itself that nothing is known ("chưa có số liệu") has been asked already.
"""

from cchc_lib.intake.draft import Draft, first_and_last

MOST_CELLS = 12
"""Cells of one unit that are named one by one; a form that is hardly filled in gets one note."""


def report_gaps(draft: Draft) -> None:
    """Note what the units of the file were asked for and did not report.

    Cell by cell in a form of one unit; in a table once a row, for 126 rows may have gaps.
    """
    for key, subject in draft.covers.items():
        blanks = [
            blank
            for blank in draft.blanks
            if blank.subject == subject and (*key, blank.indicator.id) not in draft.figures
        ]
        if draft.form.kind == "unit" and len(blanks) <= MOST_CELLS:
            for blank in blanks:
                draft.report(
                    "figure-blank", "note", blank.sheet, blank.cell,
                    subject=subject, indicator=blank.indicator,
                )  # fmt: skip
        elif blanks:
            cells = [blank.cell for blank in blanks]
            named = ", ".join(cells) if len(cells) <= MOST_CELLS else first_and_last(cells)
            draft.report(
                "figures-blank", "note", blanks[0].sheet, cells[0],
                subject=subject, values={"count": str(len(cells)), "cells": named},
            )  # fmt: skip
