"""Files refused as a whole: kept as they came, and recorded with the reason.

In: content and the error in which reading ended. Out: one entry for each file and reason; the
error's key and values are stored, so that its text exists in both languages.
"""

import datetime
import hashlib
import json
from dataclasses import dataclass, replace

import sqlalchemy as sa

from cchc_lib.errors import SubmissionError
from cchc_lib.ledger.editions import Edition
from cchc_lib.ledger.store import Ledger, append_entry, keep
from cchc_lib.ledger.tables import covers, receipts, refusals, submissions

CONTAINER = "refused"
"""The ending under which a refused file is kept: its own name is never used as a path."""


@dataclass(frozen=True)
class Refusal:
    """One refused file and why. `in_force`: the file's last reason, and nothing came in its place.

    It may be read after all, once params/ know its form, or another file of the unit and quarter
    that its stamp names may have been taken in since. A file of the same name settles nothing: many
    offices call theirs “báo cáo.xlsx”.
    """

    entry: int
    sha256: str
    file_name: str
    received: datetime.date
    error: SubmissionError
    in_force: bool

    @property
    def unit(self) -> str | None:
        """The unit that the file was given out for, where its stamp says so."""
        return self._stamped("stamp_unit")

    @property
    def quarter(self) -> str | None:
        """The quarter that the file was given out for, where its stamp says so."""
        return self._stamped("stamp_quarter")

    def _stamped(self, name: str) -> str | None:
        value = self.error.values.get(name)
        return value if isinstance(value, str) else None


def record_refusal(
    ledger: Ledger,
    content: bytes,
    file_name: str,
    received: datetime.date,
    error: SubmissionError,
) -> bool:
    """Keep and record a refused file; False where its last reason is the same: nothing changes."""
    sha256 = hashlib.sha256(content).hexdigest()
    details = _details(error)
    with ledger.writing() as connection:
        known = sa.select(refusals.c.error, refusals.c.details)
        newest = known.where(refusals.c.sha256 == sha256).order_by(refusals.c.entry.desc())
        if connection.execute(newest.limit(1)).first() == (error.key, details):
            return False
        keep(ledger.kept, sha256, CONTAINER, content)
        row = {
            "sha256": sha256,
            "file_name": file_name,
            "received": received,
            "error": error.key,
            "details": details,
        }
        words = [str(value) for value in row.values()]
        number = append_entry(connection, "refusal", words)
        connection.execute(refusals.insert().values(entry=number, **row))
    return True


def read_refusals(ledger: Ledger, at: Edition) -> list[Refusal]:
    """All refusals of an edition, in the order in which they were recorded."""
    query = sa.select(refusals).where(refusals.c.entry <= at.number).order_by(refusals.c.entry)
    with ledger.engine.connect() as connection:
        rows = connection.execute(query).all()
        came = _came(connection, at)
        dated = (
            sa.select(receipts.c.sha256, receipts.c.received)
            .where(receipts.c.entry <= at.number)
            .order_by(receipts.c.entry)
        )
        days = {row.sha256: row.received for row in connection.execute(dated)}
    last = {row.sha256: row.entry for row in rows}
    found = [
        Refusal(
            entry=row.entry,
            sha256=row.sha256,
            file_name=row.file_name,
            received=days.get(row.sha256, row.received),
            error=SubmissionError(row.error, file=row.file_name, **json.loads(row.details)),
            in_force=last[row.sha256] == row.entry,
        )
        for row in rows
    ]
    return [replace(one, in_force=one.in_force and not _is_settled(one, came)) for one in found]


def _came(connection: sa.Connection, at: Edition) -> dict[tuple[str, ...], int]:
    """The last entry under each hash, and of each unit and quarter."""
    files = sa.select(submissions).where(submissions.c.entry <= at.number)
    spoken = sa.select(covers).where(covers.c.entry <= at.number)
    came: dict[tuple[str, ...], int] = {}
    for row in connection.execute(files.order_by(submissions.c.entry)):
        came["hash", row.sha256] = row.entry
    for row in connection.execute(spoken.order_by(covers.c.entry)):
        came["unit", row.unit, row.quarter] = row.entry
    return came


def _is_settled(refusal: Refusal, came: dict[tuple[str, ...], int]) -> bool:
    stamped = ("unit", refusal.unit or "", refusal.quarter or "")
    return ("hash", refusal.sha256) in came or came.get(stamped, 0) > refusal.entry


def _details(error: SubmissionError) -> str:
    """The error's values as JSON, without the file's name: the same bytes are the same file."""
    plain = {
        name: value if isinstance(value, int | float | str | None) else str(value)
        for name, value in sorted(error.values.items())
        if name != "file"
    }
    return json.dumps(plain, ensure_ascii=False)
