"""The register of incoming mail (`received.csv`: file, received): on which day each file came.

In: the register of a folder. Out: days by file name. A wrong line is an error: no day is guessed.
"""

import csv
import datetime
from collections.abc import Iterable
from pathlib import Path

from cchc_lib.errors import SubmissionError
from cchc_lib.vietnamese import nfc

REGISTER = "received.csv"
LONGEST = 100


def read_register(path: Path) -> dict[str, datetime.date]:
    """Days of receipt by composed file name; none where there is no register.

    Raises SubmissionError with the line that is wrong.
    """
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


def absent(paths: Iterable[Path]) -> list[tuple[Path, str]]:
    """What registers list and their folders do not hold: a register and a file name each."""
    missing = []
    for path in paths:
        for register in sorted(path.rglob(REGISTER)) if path.is_dir() else []:
            there = {nfc(file.name) for file in register.parent.iterdir()}
            missing += [(register, name) for name in read_register(register) if name not in there]
    return missing


def read_day(words: str) -> datetime.date | None:
    """A day as `2020-03-18` or as Vietnamese offices write it, `18/3/2020`; None for another."""
    text = words.strip()
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.datetime.strptime(text, form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return None
