"""The append-only record of what was received: readings go in, nothing is ever changed.

An entry is a submission, a refused file, a correction, or the withdrawal of one. Its digest covers
the entry before it, so the newest digest stands for the whole ledger.
"""

import datetime
import hashlib
import itertools
import json
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from cchc_lib.errors import IntegrityError, NotReported, SubmissionError
from cchc_lib.ledger.rows import Rows, rows_of
from cchc_lib.ledger.tables import (
    SCHEMA_VERSION,
    corrections,
    entries,
    metadata,
    problems,
    receipts,
    refusals,
    submissions,
)

if TYPE_CHECKING:
    from cchc_lib.intake import Reading, Submission

WRITERS = 8
"""Files that wait for the disk side by side: one after another they took a third of all time."""


class Ledger:
    """One ledger on disk, with the folder that keeps the files as they came."""

    def __init__(self, engine: sa.Engine, kept: Path) -> None:
        self.engine = engine
        self.kept = kept

    @classmethod
    def create(cls, path: Path, kept: Path) -> "Ledger":
        """The ledger at `path`, made if it is not there."""
        path.parent.mkdir(parents=True, exist_ok=True)
        ledger = cls(_engine(path), kept)
        ledger._check_version(path, (0, SCHEMA_VERSION))
        with ledger.engine.begin() as connection:
            metadata.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
        return ledger

    @classmethod
    def open(cls, path: Path, kept: Path) -> "Ledger":
        """The ledger at `path`. Raises NotReported, naming the command that makes one."""
        if not path.is_file():
            raise NotReported("error.no-ledger", path=path.name)
        ledger = cls(_engine(path), kept)
        ledger._check_version(path, (SCHEMA_VERSION,))
        return ledger

    def is_empty(self) -> bool:
        """Whether nothing was taken in yet."""
        with self.engine.connect() as connection:
            return connection.execute(sa.select(entries.c.number).limit(1)).first() is None

    def holds_corrections(self) -> bool:
        """Whether any correction was ever recorded."""
        with self.engine.connect() as connection:
            return connection.execute(sa.select(corrections.c.entry).limit(1)).first() is not None

    def held(self) -> frozenset[str]:
        """The hashes of all files that were taken in."""
        with self.engine.connect() as connection:
            return frozenset(connection.execute(sa.select(submissions.c.sha256)).scalars())

    def figures_refused(self, sha256s: Collection[str]) -> int:
        """How many figures of these files were refused when they were taken in."""
        query = (
            sa.select(submissions.c.sha256)
            .join(problems, problems.c.entry == submissions.c.entry)
            .where(problems.c.severity == "refuse")
        )
        with self.engine.connect() as connection:
            return sum(sha256 in sha256s for sha256 in connection.execute(query).scalars())

    def add(self, reading: "Reading", content: bytes) -> bool:
        """Append one submission; False, and nothing changes, where the same file is known.

        Raises SubmissionError where sample data would be mixed with real data, IntegrityError
        where the content is not what was read.
        """
        (outcome,) = self.add_all([(reading, content)])
        if isinstance(outcome, SubmissionError):
            raise outcome
        return outcome

    def add_all(
        self, received: Sequence[tuple["Reading", bytes]]
    ) -> "list[bool | SubmissionError]":
        """Append several submissions in one transaction; for each what `add` gives or raises.

        The files are on disk before the entries that speak of them.
        """
        for reading, content in received:
            if hashlib.sha256(content).hexdigest() != reading.submission.sha256:
                raise IntegrityError("error.content-differs", file=reading.submission.file_name)
        with self.writing() as connection:
            outcomes = _append(connection, [reading for reading, _ in received])
            new = [one for one, added in zip(received, outcomes, strict=True) if added is True]
            with ThreadPoolExecutor(WRITERS) as pool:
                list(pool.map(self._keep, new))
        return outcomes

    def _keep(self, received: tuple["Reading", bytes]) -> None:
        reading, content = received
        keep(self.kept, reading.submission.sha256, reading.submission.container, content)

    def date_anew(self, days: Mapping[str, datetime.date]) -> int:
        """Append another day of receipt for each of these files that is known with another one.

        How many that were; `days` is by hash.
        """
        with self.writing() as connection:
            known: dict[str, datetime.date] = {}
            for table in (refusals, submissions, receipts):
                query = sa.select(table.c.sha256, table.c.received).order_by(table.c.entry)
                known |= {row.sha256: row.received for row in connection.execute(query)}
            changed = {sha256: day for sha256, day in days.items() if known.get(sha256, day) != day}
            for sha256, day in sorted(changed.items()):
                number = append_entry(connection, "receipt", [sha256, day.isoformat()])
                row = {"entry": number, "sha256": sha256, "received": day}
                connection.execute(receipts.insert().values(**row))
        return len(changed)

    def file_names(self) -> frozenset[str]:
        """The names of all files that ever came, read or refused."""
        with self.engine.connect() as connection:
            names = (
                connection.execute(sa.select(table.c.file_name)).scalars().all()
                for table in (submissions, refusals)
            )
            return frozenset(itertools.chain.from_iterable(names))

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that takes the write lock at once, so that two writers queue."""
        with self.engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def _check_version(self, path: Path, allowed: Collection[int]) -> None:
        """Version 0 is a database that nobody has written to."""
        try:
            with self.engine.connect() as connection:
                version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        except sa.exc.DatabaseError as error:
            raise IntegrityError("error.ledger-broken", path=path.name, reason=error.orig) from None
        if version not in allowed:
            raise IntegrityError(
                "error.ledger-version", path=path.name, found=version, expected=SCHEMA_VERSION
            )


def _append(
    connection: sa.Connection, readings: "Sequence[Reading]"
) -> "list[bool | SubmissionError]":
    """Insert what is new among these readings, table by table."""
    hashes = [reading.submission.sha256 for reading in readings]
    held = sa.select(submissions.c.sha256).where(submissions.c.sha256.in_(hashes))
    known = set(connection.execute(held).scalars())
    sample = connection.execute(sa.select(submissions.c.sample).limit(1)).scalar_one_or_none()
    outcomes: list[bool | SubmissionError] = []
    rows: dict[sa.Table, Rows] = {}
    for reading in readings:
        submission = reading.submission
        if submission.sha256 in known:
            outcomes.append(False)
            continue
        if sample is None:
            sample = submission.sample
        if sample != submission.sample:
            outcomes.append(_mixture(submission))
            continue
        known.add(submission.sha256)
        words = (
            submission.sha256,
            submission.file_name,
            submission.form,
            submission.received.isoformat(),
        )
        number = append_entry(connection, "submission", words)
        for table, added in rows_of(number, reading).items():
            rows.setdefault(table, []).extend(added)
        outcomes.append(True)
    for table, added in rows.items():
        if added:
            connection.execute(table.insert(), added)
    return outcomes


def _mixture(submission: "Submission") -> SubmissionError:
    """Why a submission may not join the others: a ledger holds sample or real data, never both."""
    key = "error.sample-into-real" if submission.sample else "error.real-into-sample"
    return SubmissionError(key, file=submission.file_name)


def kept_path(kept: Path, sha256: str, container: str) -> Path:
    """Where the file of that hash is kept."""
    return kept / sha256[:2] / f"{sha256}.{container}"


def _engine(path: Path) -> sa.Engine:
    engine = sa.create_engine(f"sqlite+pysqlite:///{path}", connect_args={"timeout": 60})

    @sa.event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: object) -> None:  # noqa: ANN401  the driver's own type
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    return engine


def append_entry(connection: sa.Connection, kind: str, words: Sequence[object]) -> int:
    """The number of a new entry; its digest covers `words`, which say all that it holds."""
    newest = sa.select(entries.c.number, entries.c.digest).order_by(entries.c.number.desc())
    last = connection.execute(newest.limit(1)).first()
    number, before = (1, "") if last is None else (last.number + 1, last.digest)
    digest = hashlib.sha256(json.dumps([before, kind, *words]).encode()).hexdigest()
    connection.execute(entries.insert().values(number=number, kind=kind, digest=digest))
    return number


def keep(kept: Path, sha256: str, container: str, content: bytes) -> None:
    """Write the received bytes once, whole or not at all."""
    path = kept_path(kept, sha256, container)
    if path.is_file():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
