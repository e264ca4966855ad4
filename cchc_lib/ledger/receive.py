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
from cchc_lib.ledger.arrivals import Arrival
from cchc_lib.ledger.store import Ledger

if TYPE_CHECKING:
    from cchc_lib.intake import Reading

TOO_BIG = "error.file-too-big"
"""Such a file stays where it is: it is neither kept nor recorded."""
BATCH = 32
"""Files a transaction: one each takes 6 ms of waiting for the disk."""


@dataclass(frozen=True)
class Taken:
    """What became of one file: its reading, `added` False where it was known; or the refusal."""

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
        sha256 = _hash(file.path)
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
    from cchc_lib.ledger.refusals import record_refusal  # noqa: PLC0415

    outcomes = zip(new, readings(new, params, workers), strict=True)
    while batch := list(itertools.islice(outcomes, BATCH)):
        for (file, outcome), taken in zip(batch, _append(ledger, batch), strict=True):
            if isinstance(outcome, SubmissionError) and outcome.key != TOO_BIG:
                content = file.path.read_bytes()
                record_refusal(ledger, content, file.path.name, file.received, outcome)
            results.append(replace(taken, sha256=hashes[file.path]))
            told(taken)
    return results


def date_anew(ledger: Ledger, files: Sequence[Arrival], taken: Sequence[Taken]) -> int:
    """Take over the days that registers give for files which are known with another day."""
    hashes = {one.path: one.sha256 for one in taken}
    return ledger.date_anew(
        {hashes[file.path]: file.received for file in files if file.is_registered}
    )


def _hash(path: Path) -> str | SubmissionError:
    """The file's hash, or why there is none: it may be locked, or gone since it was listed."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return SubmissionError("error.file-unreadable", file=path.name, reason=reason)


def _append(
    ledger: Ledger, batch: "Sequence[tuple[Arrival, Reading | SubmissionError]]"
) -> Iterator[Taken]:
    """What becomes of each file of a batch, which goes into the ledger whole or not at all."""
    read = [
        (outcome, file.path.read_bytes())
        for file, outcome in batch
        if not isinstance(outcome, SubmissionError)
    ]
    appended = iter(ledger.add_all(read))
    for file, outcome in batch:
        if isinstance(outcome, SubmissionError):
            yield Taken(file.path, added=False, refusal=outcome)
            continue
        added = next(appended)
        if isinstance(added, SubmissionError):
            # Sample and real data in one ledger: a matter of the project, not of the file.
            yield Taken(file.path, added=False, refusal=added)
        else:
            yield Taken(file.path, added, outcome.submission.sha256, outcome)
