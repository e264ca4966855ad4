"""Received files into the ledger, in the order in which they came.

In: files that arrived. Out: one `Taken` a file: added, known already, or refused whole; a refused
file is kept and recorded too, and is tried again when it comes again.
"""

import hashlib
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_lib.errors import SubmissionError
from cchc_lib.ledger.arrivals import UNREADABLE, Arrival, unreadable
from cchc_lib.ledger.store import Ledger

if TYPE_CHECKING:
    from cchc_lib.intake import Reading
    from cchc_lib.ledger.reading import Outcome

CHANGED = "error.content-differs"
STAYS = ("error.file-too-big", *UNREADABLE, CHANGED)
"""Such a file stays where it is: it is neither kept nor recorded."""
BATCH = 32
"""Files a transaction: one each takes 6 ms of waiting for the disk."""


@dataclass(frozen=True)
class Taken:
    """What became of one file: its reading where it was added, or the refusal."""

    path: Path
    added: bool
    sha256: str = ""
    reading: "Reading | None" = None
    refusal: SubmissionError | None = None


def take_in(
    ledger: Ledger,
    files: Sequence[Arrival],
    params: Path,
    *,
    workers: int,
    told: Callable[[Taken], None],
) -> list[Taken]:
    """Read the files that are new and append them; `told` hears of each as it is done."""
    known = ledger.held()
    results: list[Taken] = []
    new: list[Arrival] = []
    hashes: dict[Path, str] = {}
    for file in files:
        sha256 = _hash(file)
        if isinstance(sha256, SubmissionError):
            results.append(Taken(file.path, added=False, refusal=sha256))
        elif sha256 in known:
            results.append(Taken(file.path, added=False, sha256=sha256))
        else:
            new.append(file)
            hashes[file.path] = sha256
            continue
        told(results[-1])
    if not new:
        return results
    # A folder without news is done before the readers of workbooks are even loaded.
    from cchc_lib.ledger.reading import readings  # noqa: PLC0415

    outcomes = zip(new, readings(new, params, workers), strict=True)
    while batch := list(itertools.islice(outcomes, BATCH)):
        held = [(file, *_with_content(file, outcome)) for file, outcome in batch]
        for (file, outcome, content), taken in zip(held, _append(ledger, held), strict=True):
            if isinstance(outcome, SubmissionError) and outcome.key not in STAYS:
                from cchc_lib.ledger.refusals import record_refusal  # noqa: PLC0415

                record_refusal(ledger, content, file.name, file.received, outcome)
            results.append(replace(taken, sha256=hashes[file.path]))
            told(results[-1])
    return results


def date_anew(ledger: Ledger, files: Sequence[Arrival], taken: Sequence[Taken]) -> int:
    """Take over the days that registers give for files which are known with another day."""
    hashes = {one.path: one.sha256 for one in taken}
    return ledger.date_anew(
        {hashes[file.path]: file.received for file in files if file.is_registered}
    )


def _with_content(file: Arrival, outcome: "Outcome") -> "tuple[Outcome, bytes]":
    """The outcome with the bytes it is about; a file that went or changed meanwhile is refused."""
    if isinstance(outcome, SubmissionError) and outcome.key in STAYS:
        return outcome, b""
    try:
        content = file.path.read_bytes()
    except OSError as error:
        return unreadable(file, error), b""
    if isinstance(outcome, SubmissionError):
        return outcome, content
    if hashlib.sha256(content).hexdigest() != outcome.submission.sha256:
        return SubmissionError(CHANGED, file=file.name), b""
    return outcome, content


def _hash(file: Arrival) -> str | SubmissionError:
    """The file's hash, or why there is none: it may be locked, or gone since it was listed."""
    try:
        with file.path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as error:
        return unreadable(file, error)


def _append(ledger: Ledger, batch: "Sequence[tuple[Arrival, Outcome, bytes]]") -> Iterator[Taken]:
    """What becomes of each file of a batch, which goes into the ledger whole or not at all."""
    read = [
        (outcome, content)
        for _, outcome, content in batch
        if not isinstance(outcome, SubmissionError)
    ]
    appended = iter(ledger.add_all(read))
    for file, outcome, _ in batch:
        if isinstance(outcome, SubmissionError):
            yield Taken(file.path, added=False, refusal=outcome)
            continue
        added = next(appended)
        if isinstance(added, SubmissionError):
            # Sample and real data in one ledger: a matter of the project, not of the file.
            yield Taken(file.path, added=False, refusal=added)
        else:
            # Of two equal files the first one tells what is in them.
            yield Taken(file.path, added, outcome.submission.sha256, outcome if added else None)
