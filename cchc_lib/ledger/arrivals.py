"""Which files came, and when: paths of files and folders in, arrivals in their order out.

A folder's register of incoming mail says when a file came. What lies in a folder and cannot be
entered or opened arrives too: it is refused by name when it is read.
"""

import datetime
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cchc_lib.errors import CallError, SubmissionError
from cchc_lib.ledger.mail_register import REGISTER, read_register
from cchc_lib.vietnamese import nfc

UNREADABLE = (
    "error.file-gone", "error.file-denied", "error.file-is-folder", "error.file-unreadable",
)  # fmt: skip


@dataclass(frozen=True)
class Arrival:
    """One file that came, and when; `is_registered` where a register says so."""

    path: Path
    received: datetime.date
    is_registered: bool = False

    @property
    def name(self) -> str:
        """The file's name as texts and the ledger can hold it: without bytes that are no letter."""
        return os.fsencode(self.path.name).decode("utf-8", "replace")


def arrivals(paths: Iterable[Path], today: datetime.date) -> list[Arrival]:
    """The files at or below `paths`, oldest first; `today` where no register says when.

    Raises CallError for a path that is not there, SubmissionError for a register that is wrong.
    """
    found: dict[Path, Arrival] = {}
    registers: dict[Path, dict[str, datetime.date]] = {}
    for path in paths:
        for file in _files(path):
            if file.parent not in registers:
                registers[file.parent] = read_register(file.parent / REGISTER)
            day = registers[file.parent].get(nfc(file.name))
            found[file] = Arrival(file, day or today, day is not None)
    return sorted(found.values(), key=lambda one: (one.received, one.path.as_posix()))


def unreadable(file: Arrival, error: OSError) -> SubmissionError:
    """Why a file cannot be opened: gone, locked, or a link to a folder, which is not followed."""
    gone, denied, is_folder, other = UNREADABLE
    kinds = {FileNotFoundError: gone, PermissionError: denied, IsADirectoryError: is_folder}
    key = kinds.get(type(error), other)
    if key != other:
        return SubmissionError(key, file=file.name)
    return SubmissionError(other, file=file.name, reason=error.strerror or type(error).__name__)


def _files(path: Path) -> list[Path]:
    if os.path.isfile(path):  # noqa: PTH113  Path.is_file() raises for a name that is too long
        return [path]
    if not os.path.isdir(path):  # noqa: PTH112
        raise CallError("error.no-such-path", path=path.as_posix())
    closed: list[OSError] = []
    found: list[Path] = []
    for folder, inner, names in os.walk(path, onerror=closed.append):
        found += [Path(folder, name) for name in inner if Path(folder, name).is_symlink()]
        found += [Path(folder, name) for name in names]
    found += [Path(os.fsdecode(error.filename)) for error in closed]
    return sorted(file for file in found if _is_received(file))


def _is_received(path: Path) -> bool:
    """Whether somebody sent this: no register, hidden file, lock file of Excel, pipe or device."""
    if path.name == REGISTER or path.name.startswith((".", "~$")):
        return False
    return path.is_file() or path.is_dir() or path.is_symlink()
