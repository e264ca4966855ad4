"""The ledger as of one entry: the same number gives the same figures for ever.

A later submission of the same form, unit and quarter takes the place of the earlier one whole: a
cell that is blank in it is not reported any more. Where two forms give the same figure, the one
taken in last stands.
"""

import json
from dataclasses import dataclass

import pandas as pd
import sqlalchemy as sa

from cchc_lib.errors import CallError, NotReported
from cchc_lib.intake import Problem
from cchc_lib.ledger.store import (
    Ledger,
    covers,
    entries,
    observations,
    problems,
    read_frame,
    submissions,
)

FIGURE = ["unit", "quarter", "indicator"]


@dataclass(frozen=True)
class Edition:
    """A state of the ledger: its last entry and the digest over all entries up to it."""

    number: int
    digest: str


def edition(ledger: Ledger, number: int | None = None) -> Edition:
    """Edition `number`, or the newest. Raises NotReported for an empty ledger, CallError else."""
    with ledger.engine.connect() as connection:
        newest = connection.execute(sa.select(sa.func.max(entries.c.number))).scalar_one()
        if newest is None:
            raise NotReported("error.empty-ledger")
        wanted = newest if number is None else number
        found = connection.execute(
            sa.select(entries.c.digest).where(entries.c.number == wanted)
        ).scalar_one_or_none()
    if found is None:
        raise CallError("error.unknown-edition", found=number, newest=newest)
    return Edition(int(wanted), found)


def read_observations(ledger: Ledger, at: Edition, quarters: list[str]) -> pd.DataFrame:
    """Figures in force: unit, quarter, indicator, value, window, submission, file_name, sheet,
    cell, received; one row a figure, sorted by quarter, unit, indicator.
    """
    latest = _latest(at).subquery()
    query = (
        sa.select(
            observations.c.entry,
            *(observations.c[name] for name in (*FIGURE, "value", "window", "sheet", "cell")),
            submissions.c.sha256.label("submission"),
            submissions.c.file_name,
            submissions.c.received,
        )
        .join(submissions, submissions.c.entry == observations.c.entry)
        .join(latest, _same_place(latest, observations.c.entry, observations))
        .where(observations.c.quarter.in_(quarters))
        .order_by(observations.c.quarter, observations.c.unit, observations.c.indicator)
        .order_by(observations.c.entry)
    )
    with ledger.engine.connect() as connection:
        table = read_frame(connection, query)
    table = table.drop_duplicates(FIGURE, keep="last").drop(columns="entry")
    return table.astype({"value": "float64"}).reset_index(drop=True)


def read_submissions(ledger: Ledger, at: Edition, quarters: list[str]) -> pd.DataFrame:
    """All files of these quarters: unit, quarter, form, file_name, submission, received, sample,
    container, entry, in_force; one row for each unit that a file speaks for.
    """
    query = (
        sa.select(
            covers.c.unit,
            covers.c.quarter,
            submissions.c.form,
            submissions.c.file_name,
            submissions.c.sha256.label("submission"),
            submissions.c.received,
            submissions.c.sample,
            submissions.c.container,
            submissions.c.entry,
        )
        .join(submissions, submissions.c.entry == covers.c.entry)
        .where(covers.c.entry <= at.number, covers.c.quarter.in_(quarters))
        .order_by(covers.c.quarter, covers.c.unit, covers.c.entry)
    )
    with ledger.engine.connect() as connection:
        table = read_frame(connection, query)
    newest = table.groupby(["unit", "quarter", "form"])["entry"].transform("max")
    return table.assign(in_force=table["entry"] == newest)


def read_problems(ledger: Ledger, at: Edition, quarters: list[str]) -> list[tuple[Problem, str]]:
    """The problems of the submissions in force, each with its submission's hash.

    A blank form speaks for no unit: it is told of until the unit sends another one.
    """
    latest = _latest(at).subquery()
    in_force = sa.select(latest.c.entry).where(latest.c.quarter.in_(quarters)).distinct()
    query = (
        sa.select(problems, submissions.c.file_name, submissions.c.sha256)
        .join(submissions, submissions.c.entry == problems.c.entry)
        .where(sa.or_(problems.c.entry.in_(in_force), _of_blank_form(at, quarters)))
        .order_by(problems.c.entry, problems.c.place)
    )
    with ledger.engine.connect() as connection:
        rows = connection.execute(query).all()
    return [(_problem(row), row.sha256) for row in rows]


def quarters_held(ledger: Ledger, at: Edition) -> list[str]:
    """The quarters that any file of the edition speaks for, oldest first."""
    query = sa.select(covers.c.quarter).where(covers.c.entry <= at.number).distinct()
    with ledger.engine.connect() as connection:
        return sorted(connection.execute(query).scalars())


def is_sample(ledger: Ledger, at: Edition) -> bool:
    """Whether the edition holds sample data; a ledger never holds both."""
    query = sa.select(submissions.c.sample).where(submissions.c.entry <= at.number).limit(1)
    with ledger.engine.connect() as connection:
        return bool(connection.execute(query).scalar_one_or_none())


def _latest(at: Edition) -> sa.Select[tuple[str, str, str, int]]:
    """For each form, unit and quarter the last entry that speaks for it."""
    return (
        sa.select(
            submissions.c.form,
            covers.c.unit,
            covers.c.quarter,
            sa.func.max(covers.c.entry).label("entry"),
        )
        .join(submissions, submissions.c.entry == covers.c.entry)
        .where(covers.c.entry <= at.number)
        .group_by(submissions.c.form, covers.c.unit, covers.c.quarter)
    )


def _of_blank_form(at: Edition, quarters: list[str]) -> sa.ColumnElement[bool]:
    """Whether a problem is about a form without a figure, and none of its unit came after it."""
    speaks = sa.select(covers.c.entry).where(covers.c.entry == problems.c.entry)
    after = sa.select(covers.c.entry).where(
        covers.c.entry > problems.c.entry,
        covers.c.entry <= at.number,
        covers.c.unit == problems.c.unit,
        covers.c.quarter == problems.c.quarter,
    )
    return sa.and_(
        problems.c.entry <= at.number,
        problems.c.quarter.in_(quarters),
        ~speaks.exists(),
        ~after.exists(),
    )


def _same_place(
    latest: sa.Subquery, entry: sa.Column[int], table: sa.Table
) -> sa.ColumnElement[bool]:
    return sa.and_(
        latest.c.entry == entry,
        latest.c.unit == table.c.unit,
        latest.c.quarter == table.c.quarter,
    )


def _problem(row: sa.Row[tuple[object, ...]]) -> Problem:
    return Problem(
        code=row.code,
        severity=row.severity,
        file=row.file_name,
        sheet=row.sheet,
        cell=row.cell,
        unit=row.unit,
        quarter=row.quarter,
        indicator=row.indicator,
        found=row.found,
        expected=row.expected,
        values=tuple((str(name), str(value)) for name, value in json.loads(row.details)),
    )
