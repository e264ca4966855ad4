"""Which files came, and when: paths of files and folders in, arrivals in their order out.

A folder's register of incoming mail (`received.csv`: file, received) says when a file came.
"""

import csv
import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cchc_lib.errors import CallError, SubmissionError

REGISTER = "received.csv"


@dataclass(frozen=True)
class Arrival:
    """One file that came, and when."""

    path: Path
    received: datetime.date


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
