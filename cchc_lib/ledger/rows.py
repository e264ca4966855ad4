"""A submission's rows in the tables of the ledger.

In: the number of its entry and its reading. Out: rows by table, in the order of insertion.
"""

import json
from typing import TYPE_CHECKING

import sqlalchemy as sa

from cchc_lib.ledger.tables import covers, observations, problems, submissions

if TYPE_CHECKING:
    from cchc_lib.intake import Figure, Problem, Reading

Rows = list[dict[str, object]]


def rows_of(number: int, reading: "Reading") -> dict[sa.Table, Rows]:
    """What entry `number` adds to each table."""
    submission = reading.submission
    return {
        submissions: [
            {
                "entry": number,
                "sha256": submission.sha256,
                "file_name": submission.file_name,
                "container": submission.container,
                "form": submission.form,
                "received": submission.received,
                "sample": submission.sample,
            }
        ],
        covers: [{"entry": number, "unit": u, "quarter": q} for u, q in submission.covers],
        observations: [_figure_row(number, figure) for figure in reading.figures],
        problems: [_problem_row(number, place, p) for place, p in enumerate(reading.problems)],
    }


def _figure_row(number: int, figure: "Figure") -> dict[str, object]:
    return {
        "entry": number,
        "unit": figure.unit,
        "quarter": figure.quarter,
        "indicator": figure.indicator,
        "value": figure.value,
        "window": figure.window,
        "sheet": figure.sheet,
        "cell": figure.cell,
    }


def _problem_row(number: int, place: int, problem: "Problem") -> dict[str, object]:
    return {
        "entry": number,
        "place": place,
        "code": problem.code,
        "severity": problem.severity,
        "sheet": problem.sheet,
        "cell": problem.cell,
        "unit": problem.unit,
        "quarter": problem.quarter,
        "indicator": problem.indicator,
        "found": problem.found,
        "expected": problem.expected,
        "details": json.dumps(problem.values, ensure_ascii=False),
    }
