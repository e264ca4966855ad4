"""Received files into the ledger, in the order in which they came.

In: paths of files and folders. Out: one `Taken` a file: added, known already, or refused whole; a
refused file is kept and recorded too, and is tried again when it comes again. A folder's register
of incoming mail (`received.csv`: file, received) says when a file came.
"""

import csv
import datetime
import functools
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from cchc_lib.errors import CallError, SubmissionError
from cchc_lib.intake import Reading, read_forms, read_submission
from cchc_lib.ledger.refusals import record_refusal
from cchc_lib.ledger.store import Ledger
from cchc_lib.registry import read_registry

REGISTER = "received.csv"
FEW = 24
"""Below this many new files a second process costs more (1.5 s to start) than it saves."""


@dataclass(frozen=True)
class Arrival:
    """One file that came, and when."""

    path: Path
    received: datetime.date


@dataclass(frozen=True)
class Taken:
    """What became of one file: its reading, `added` False where it was known; or the refusal."""

    path: Path
    added: bool
    sha256: str = ""
    reading: Reading | None = None
    refusal: SubmissionError | None = None


def arrivals(paths: Iterable[Path], today: datetime.date) -> list[Arrival]:
    """The files at or below `paths`, oldest first; `today` where no register says when.

    Raises CallError for a path that is not there, SubmissionError for a register that is wrong.
    """
    found: dict[Path, datetime.date] = {}
    registers: dict[Path, dict[str, datetime.date]] = {}
    for path in paths:
        for file in _files(path):
            if file.parent not in registers:
                registers[file.parent] = _register(file.parent / REGISTER)
            found[file] = registers[file.parent].get(file.name, today)
    listed = [Arrival(path, received) for path, received in found.items()]
    return sorted(listed, key=lambda arrival: (arrival.received, arrival.path.as_posix()))


def take_in(
    ledger: Ledger,
    files: Sequence[Arrival],
    params: Path,
    *,
    workers: int,
    told: Callable[[Taken], None],
) -> list[Taken]:
    """Read the files that are new and append them; `told` hears of each as it is done."""
    contents = ((arrival, arrival.path.read_bytes()) for arrival in files)
    new: list[Arrival] = []
    results: list[Taken] = []
    for arrival, content in contents:
        sha256 = hashlib.sha256(content).hexdigest()
        if ledger.holds(sha256):
            results.append(Taken(arrival.path, added=False, sha256=sha256))
            told(results[-1])
        else:
            new.append(arrival)
    for arrival, outcome in zip(new, _readings(new, params, workers), strict=True):
        results.append(_append(ledger, arrival, outcome))
        told(results[-1])
    return results


def _append(ledger: Ledger, arrival: Arrival, outcome: Reading | SubmissionError) -> Taken:
    content = arrival.path.read_bytes()
    if isinstance(outcome, SubmissionError):
        record_refusal(ledger, content, arrival.path.name, arrival.received, outcome)
        return Taken(arrival.path, added=False, refusal=outcome)
    try:
        added = ledger.add(outcome, content)
    except SubmissionError as refusal:
        # Sample and real data in one ledger: a matter of the project, not of the file.
        return Taken(arrival.path, added=False, refusal=refusal)
    return Taken(arrival.path, added, outcome.submission.sha256, outcome)


def _readings(
    files: Sequence[Arrival], params: Path, workers: int
) -> Iterator[Reading | SubmissionError]:
    read = functools.partial(_read, params=params)
    if workers < 2 or len(files) < FEW:
        yield from map(read, files)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(read, files, chunksize=4)


def _read(arrival: Arrival, params: Path) -> Reading | SubmissionError:
    registry = read_registry(params)
    content = arrival.path.read_bytes()
    try:
        return read_submission(
            content, arrival.path.name, arrival.received, registry, _forms(params)
        )
    except SubmissionError as refusal:
        return refusal


_forms = functools.cache(read_forms)


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise CallError("error.no-such-path", path=path.as_posix())
    return sorted(
        file
        for file in path.rglob("*")
        if file.is_file() and file.name != REGISTER and not file.name.startswith((".", "~$"))
    )


def _register(path: Path) -> dict[str, datetime.date]:
    if not path.is_file():
        return {}
    days: dict[str, datetime.date] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                days[row["file"]] = datetime.date.fromisoformat(row["received"])
    except (KeyError, TypeError, ValueError, csv.Error) as error:
        raise SubmissionError("error.register", file=path.as_posix(), reason=error) from None
    return days
