"""Files that are there whole or not at all.

In: a path and its bytes. Out: the file under its name, safe on the disk. It is written under
another name in the same folder, flushed to the disk, renamed, and the folder flushed after it; a
crash leaves the old file or the new one, and at most a leftover that `sweep` takes away.
"""

import os
import secrets
from pathlib import Path

from cchc_lib.errors import RenderError

MARK = ".part"
"""How the names of unfinished files end; they begin with a dot."""


def publish(path: Path, content: bytes) -> None:
    """Put `content` at `path`. Raises RenderError where the disk is full or may not be written."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}{MARK}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with part.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        _flush_folder(path.parent)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RenderError("error.cannot-write", file=path.as_posix(), reason=reason) from None


def sweep(folder: Path) -> None:
    """Take away what a killed run left unfinished in `folder`; only for who holds the lock."""
    for part in folder.glob(f".*{MARK}"):
        part.unlink(missing_ok=True)


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # Windows cannot open a folder; its file systems journal the rename.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
