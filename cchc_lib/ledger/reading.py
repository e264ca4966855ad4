"""Files read side by side in processes of their own, so that no file can end or stop the others.

In: files that arrived. Out: for each, in their order, its reading or why it was refused. A file
that crashes its reader, takes too long or asks for too much memory is refused like any other.
"""

import functools
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import TimeoutError as TooLong
from multiprocessing import get_context
from pathlib import Path

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from cchc_lib.errors import SubmissionError
from cchc_lib.intake import Reading, read_forms, read_submission
from cchc_lib.intake.containers.workbook import check_size
from cchc_lib.ledger.arrivals import Arrival, unreadable
from cchc_lib.registry import read_registry

SECONDS = 60
"""The worst file that is not refused at once takes 10 s here; a form takes 5 ms."""
MEMORY = 1024 * 1024 * 1024
"""Bytes of data a reader may ask for, where the system can limit it (not on Windows)."""

Outcome = Reading | SubmissionError
Read = Callable[[Arrival, Path], Outcome]


def readings(
    files: Sequence[Arrival],
    params: Path,
    workers: int,
    *,
    read: Read | None = None,
    seconds: float = SECONDS,
) -> Iterator[Outcome]:
    """What each file holds, or why it is refused; with 0 workers all in this process."""
    read = read or read_file
    if workers == 0 or not files:
        yield from (read(file, params) for file in files)
        return
    pool = ProcessPool(
        min(workers, len(files)), initializer=_limit_memory, context=get_context("spawn")
    )
    try:
        futures = [pool.schedule(read, (file, params), timeout=seconds) for file in files]
        for file, future in zip(files, futures, strict=True):
            yield _outcome(file, future, seconds)
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def read_file(file: Arrival, params: Path) -> Outcome:
    """One file read with the registry and the forms of `params`."""
    registry = read_registry(params)
    try:
        check_size(file.path.stat().st_size, file.name)
        content = file.path.read_bytes()
        return read_submission(content, file.name, file.received, registry, _forms(params))
    except SubmissionError as refusal:
        return refusal
    except OSError as error:
        return unreadable(file, error)


_forms = functools.cache(read_forms)


def _outcome(file: Arrival, future: "ProcessFuture[Outcome]", seconds: float) -> Outcome:
    try:
        return future.result()
    except TooLong:
        return SubmissionError("error.reader-too-slow", file=file.name, seconds=seconds)
    except ProcessExpired:
        return SubmissionError("error.reader-crashed", file=file.name)
    except MemoryError:
        return SubmissionError("error.reader-too-much", file=file.name)


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415  not there on Windows
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    limit = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, most))
