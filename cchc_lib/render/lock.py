"""One run at a time in a reports folder.

The lock is the kernel's, on an open file: it is gone when its holder is, however that ended. The
file's text says who holds it, and means nothing without the lock.
"""

import getpass
import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from cchc_lib.errors import BusyError, RenderError

NAME = ".lock"
FAR = 1 << 30
"""Windows forbids others to read a locked byte, so the locked one lies far behind the text."""


@contextmanager
def reports_lock(folder: Path) -> Iterator[None]:
    """Hold `folder`. Raises BusyError that says who holds it, RenderError where it is read-only."""
    path = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = path.open("a+", encoding="utf-8", newline="\n")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RenderError("error.cannot-write", file=path.as_posix(), reason=reason) from None
    with file:
        if not _locked(file):
            raise BusyError("error.reports-busy", folder=folder.as_posix(), holder=_holder(path))
        file.truncate(0)
        file.write(json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "user": _user()}))
        file.flush()
        yield
        file.truncate(0)


def _holder(path: Path) -> str:
    """Who holds the lock, as far as its text tells."""
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
        return f"{facts['user']}@{facts['host']}, PID {facts['pid']}"
    except (OSError, ValueError, LookupError, TypeError):
        return "?"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        # A container's user may have no name.
        return "?"


if sys.platform == "win32":
    import msvcrt

    def _locked(file: IO[str]) -> bool:
        file.seek(FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        file.seek(0)
        return True
else:
    import fcntl

    def _locked(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
