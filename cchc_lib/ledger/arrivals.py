"""Which files came, and when: paths of files and folders in, arrivals in their order out.

A folder's register of incoming mail (`received.csv`: file, received) says when a file came.
"""

import csv
import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cchc_lib.errors import CallError, SubmissionError
from cchc_lib.vietnamese import nfc

REGISTER = "received.csv"
LONGEST = 100


@dataclass(frozen=True)
class Arrival:
    """One file that came, and when; `is_registered` where a register says so."""

    path: Path
    received: datetime.date
    is_registered: bool = False


def arrivals(paths: Iterable[Path], today: datetime.date) -> list[Arrival]:
    """The files at or below `paths`, oldest first; `today` where no register says when.

    Raises CallError for a path that is not there, SubmissionError for a register that is wrong.
    """
    found: dict[Path, Arrival] = {}
    registers: dict[Path, dict[str, datetime.date]] = {}
    for path in paths:
        for file in _files(path):
            if file.parent not in registers:
                registers[file.parent] = _register(file.parent / REGISTER)
            day = registers[file.parent].get(nfc(file.name))
            found[file] = Arrival(file, day or today, day is not None)
    return sorted(found.values(), key=lambda one: (one.received, one.path.as_posix()))


def absent(paths: Iterable[Path]) -> list[tuple[Path, str]]:
    """What registers list and their folders do not hold: a register and a file name each."""
    missing = []
    for path in paths:
        for register in sorted(path.rglob(REGISTER)) if path.is_dir() else []:
            there = {nfc(file.name) for file in register.parent.iterdir()}
            missing += [(register, name) for name in _register(register) if name not in there]
    return missing


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
    """The days of a register by file name. Raises SubmissionError with the line that is wrong."""
    if not path.is_file():
        return {}
    days: dict[str, datetime.date] = {}
    try:
        rows = csv.reader(path.read_text(encoding="utf-8-sig").splitlines())
        header = [name.strip().lower() for name in next(rows, [])]
        file, received = header.index("file"), header.index("received")
    except (OSError, UnicodeDecodeError, ValueError, csv.Error):
        raise SubmissionError("error.register", file=path.as_posix()) from None
    for line, row in enumerate(rows, start=2):
        if not any(map(str.strip, row)):
            continue
        day = read_day(row[received]) if len(row) > max(file, received) else None
        if day is None:
            raise SubmissionError(
                "error.register-line",
                file=path.as_posix(), line=line, found=", ".join(row)[:LONGEST],
            )  # fmt: skip
        days[nfc(row[file].strip())] = day
    return days


def read_day(words: str) -> datetime.date | None:
    """A day as `2020-03-18` or as Vietnamese offices write it, `18/3/2020`; None for another."""
    text = words.strip()
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.datetime.strptime(text, form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return None
