"""Files refused as a whole: kept as they came, and recorded with the reason.

In: content and the error in which reading ended. Out: one entry for each file and reason; the
error's key and values are stored, so that its text exists in both languages.
"""

import datetime
import hashlib
import json
from dataclasses import dataclass

import sqlalchemy as sa

from cchc_lib.errors import SubmissionError
from cchc_lib.ledger.editions import Edition
from cchc_lib.ledger.store import Ledger, append_entry, keep
from cchc_lib.ledger.tables import refusals, submissions

CONTAINER = "refused"
"""The ending under which a refused file is kept: its own name is never used as a path."""


@dataclass(frozen=True)
class Refusal:
    """One refused file and why. `in_force`: the file's last reason, and it was not taken in since.

    A file may be read after all once params/ know its form.
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
    """Keep and record a refused file; False, and nothing changes, where both are known."""
    sha256 = hashlib.sha256(content).hexdigest()
    details = _details(error)
    with ledger.writing() as connection:
        known = sa.select(refusals.c.entry).where(
            refusals.c.sha256 == sha256,
            refusals.c.error == error.key,
            refusals.c.details == details,
        )
        if connection.execute(known).first() is not None:
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
    taken = sa.select(submissions.c.sha256).where(submissions.c.entry <= at.number)
    with ledger.engine.connect() as connection:
        rows = connection.execute(query).all()
        since = set(connection.execute(taken).scalars())
    last = {row.sha256: row.entry for row in rows}
    return [
        Refusal(
            entry=row.entry,
            sha256=row.sha256,
            file_name=row.file_name,
            received=row.received,
            error=SubmissionError(row.error, file=row.file_name, **json.loads(row.details)),
            in_force=last[row.sha256] == row.entry and row.sha256 not in since,
        )
        for row in rows
    ]


def _details(error: SubmissionError) -> str:
    """The error's values as JSON, without the file's name: the same bytes are the same file."""
    plain = {
        name: value if isinstance(value, int | float | str | None) else str(value)
        for name, value in sorted(error.values.items())
        if name != "file"
    }
    return json.dumps(plain, ensure_ascii=False)
