"""The ledger as of one entry: the same number gives the same figures for ever.

The submission received last of a form, unit and quarter takes the place of the earlier ones whole:
a cell that is blank in it is not reported any more. Of those received on one day it is the one
taken in last. Where two forms give the same figure, the one received last stands.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import sqlalchemy as sa

from cchc_lib.errors import CallError, NotReported
from cchc_lib.intake import Problem
from cchc_lib.ledger.store import Ledger
from cchc_lib.ledger.tables import (
    covers,
    entries,
    observations,
    problems,
    read_frame,
    receipts,
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


def read_reported(ledger: Ledger, at: Edition, quarters: Sequence[str]) -> pd.DataFrame:
    """Figures as the files in force give them, before corrections: unit, quarter, indicator,
    value, window, submission, form, file_name, sheet, cell, received; sorted by quarter, unit,
    indicator, and where two forms give the same figure, by receipt.
    """
    latest, sent = _in_force(at).subquery(), dated(at)
    query = (
        sa.select(
            *(observations.c[name] for name in (*FIGURE, "value", "window", "sheet", "cell")),
            sent.c.sha256.label("submission"),
            sent.c.form,
            sent.c.file_name,
            sent.c.received,
        )
        .join(sent, sent.c.entry == observations.c.entry)
        .join(latest, _same_place(latest, observations.c.entry, observations))
        .where(observations.c.quarter.in_(quarters))
        .order_by(observations.c.quarter, observations.c.unit, observations.c.indicator)
        .order_by(sent.c.received, observations.c.entry)
    )
    with ledger.engine.connect() as connection:
        return read_frame(connection, query).astype({"value": "float64"})


def read_submissions(ledger: Ledger, at: Edition, quarters: Sequence[str]) -> pd.DataFrame:
    """All files of these quarters: unit, quarter, form, file_name, submission, received, sample,
    container, entry, in_force; one row for each unit that a file speaks for.
    """
    sent = dated(at)
    query = (
        sa.select(
            covers.c.unit,
            covers.c.quarter,
            sent.c.form,
            sent.c.file_name,
            sent.c.sha256.label("submission"),
            sent.c.received,
            sent.c.sample,
            sent.c.container,
            sent.c.entry,
        )
        .join(sent, sent.c.entry == covers.c.entry)
        .where(covers.c.entry <= at.number, covers.c.quarter.in_(quarters))
        .order_by(covers.c.quarter, covers.c.unit, covers.c.entry)
    )
    with ledger.engine.connect() as connection:
        table = read_frame(connection, query)
    by_receipt = table.sort_values(["received", "entry"])
    newest = by_receipt.groupby(["unit", "quarter", "form"])["entry"].transform("last")
    return table.assign(in_force=table["entry"] == newest.reindex(table.index))


def read_silent(ledger: Ledger, at: Edition, quarters: Sequence[str]) -> pd.DataFrame:
    """Files of these quarters that speak for no unit, and that none replaced: form, file_name,
    submission, received, sample, container, entry. They are blank, or all their rows were refused.
    """
    sent = dated(at)
    names = ("form", "file_name", "received", "sample", "container", "entry")
    told_of = (
        sa.select(problems.c.entry)
        .join(sent, sent.c.entry == problems.c.entry)
        .where(_of_silent_file(at, quarters, sent))
    )
    query = (
        sa.select(sent.c.sha256.label("submission"), *(sent.c[name] for name in names))
        .where(sent.c.entry.in_(told_of))
        .order_by(sent.c.entry)
    )
    with ledger.engine.connect() as connection:
        return read_frame(connection, query)


def read_problems(
    ledger: Ledger, at: Edition, quarters: Sequence[str]
) -> list[tuple[Problem, str]]:
    """The problems of the submissions in force, each with its submission's hash.

    A problem of a unit for which another file is in force by now is left out. A file that speaks
    for no unit is told of until another one takes its place.
    """
    latest, sent = _in_force(at).subquery(), dated(at)
    in_force = sa.select(latest.c.entry, latest.c.unit, latest.c.quarter).where(
        latest.c.quarter.in_(quarters)
    )
    with ledger.engine.connect() as connection:
        held = {tuple(row) for row in connection.execute(in_force)}
        query = (
            sa.select(
                problems,
                sent.c.file_name,
                sent.c.sha256,
                covers.c.unit.label("covered"),
            )
            .join(sent, sent.c.entry == problems.c.entry)
            .outerjoin(covers, _same_place(covers, problems.c.entry, problems))
            .where(
                sa.or_(
                    problems.c.entry.in_(sa.select(in_force.subquery().c.entry)),
                    _of_silent_file(at, quarters, sent),
                )
            )
            .order_by(problems.c.entry, problems.c.place)
        )
        rows = connection.execute(query).all()
    return [
        (_problem(row), row.sha256)
        for row in rows
        if row.covered is None
        or row.quarter not in quarters
        or (row.entry, row.unit, row.quarter) in held
    ]


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


def dated(at: Edition) -> sa.Subquery:
    """All submissions, each with its day of receipt as the edition knows it."""
    newest = (
        sa.select(receipts.c.sha256, sa.func.max(receipts.c.entry).label("entry"))
        .where(receipts.c.entry <= at.number)
        .group_by(receipts.c.sha256)
        .subquery()
    )
    days = (
        sa.select(receipts.c.sha256, receipts.c.received)
        .join(newest, newest.c.entry == receipts.c.entry)
        .subquery()
    )
    received = sa.func.coalesce(days.c.received, submissions.c.received).label("received")
    others = [column for column in submissions.c if column.name != "received"]
    query = sa.select(*others, received)
    return query.outerjoin(days, days.c.sha256 == submissions.c.sha256).subquery()


def _in_force(at: Edition) -> sa.Select[tuple[str, str, int]]:
    """For each form, unit and quarter the entry received last, of one day the last taken in."""
    sent = dated(at)
    place = sa.func.row_number().over(
        partition_by=(sent.c.form, covers.c.unit, covers.c.quarter),
        order_by=(sent.c.received.desc(), covers.c.entry.desc()),
    )
    ranked = (
        sa.select(covers.c.unit, covers.c.quarter, covers.c.entry, place.label("place"))
        .join(sent, sent.c.entry == covers.c.entry)
        .where(covers.c.entry <= at.number)
        .subquery()
    )
    return sa.select(ranked.c.unit, ranked.c.quarter, ranked.c.entry).where(ranked.c.place == 1)


def _of_silent_file(
    at: Edition, quarters: Sequence[str], sent: sa.Subquery
) -> sa.ColumnElement[bool]:
    """Whether a problem is about a file without a figure, and none took the file's place: a later
    one of the unit, or of the form where the problem names no unit.
    """
    speaks = sa.select(covers.c.entry).where(covers.c.entry == problems.c.entry)
    other = dated(at)
    after = (
        sa.select(covers.c.entry)
        .join(other, other.c.entry == covers.c.entry)
        .where(
            covers.c.entry <= at.number,
            sa.or_(
                covers.c.unit == problems.c.unit,
                sa.and_(problems.c.unit.is_(None), other.c.form == sent.c.form),
            ),
            covers.c.quarter == problems.c.quarter,
            sa.or_(
                other.c.received > sent.c.received,
                sa.and_(
                    other.c.received == sent.c.received,
                    covers.c.entry > problems.c.entry,
                ),
            ),
        )
    )
    return sa.and_(
        problems.c.entry <= at.number,
        problems.c.quarter.in_(quarters),
        ~speaks.correlate(problems).exists(),
        ~after.correlate(problems, sent).exists(),
    )


def _same_place(
    latest: sa.FromClause, entry: sa.Column[int], table: sa.Table
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
