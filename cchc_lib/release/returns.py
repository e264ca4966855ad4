"""The folder that goes back to the senders: for each file a marked copy and the page to it.

In: a quarter's files with problems, and the bytes of each as they were kept. Out: data/returns/
QUARTER with `ba-dinh-3268b8c9.xlsx` and `.html`; what an earlier run left there is replaced.
"""

import hashlib
import re
from collections.abc import Collection, Sequence
from pathlib import Path

from cchc_lib.errors import CallError, IntegrityError
from cchc_lib.findings import FileProblems
from cchc_lib.intake.outgoing.marked_copy import marked_copy
from cchc_lib.ledger import Ledger, kept_path
from cchc_lib.release.return_page import Letter, return_page
from cchc_lib.render.lock import reports_lock
from cchc_lib.render.publish import publish, sweep
from cchc_lib.vietnamese import format_date

WRITTEN = re.compile(r"([a-z0-9][a-z0-9-]*)-[0-9a-f]{8}\.(?:xlsx|html)")
"""Names of files that we wrote; nothing else in the folder is ever removed."""
PLAIN = re.compile(r"[a-z0-9][a-z0-9-]*")
DIGITS = 8


def write_returns(
    returns: Path,
    ledger: Ledger,
    files: Sequence[FileProblems],
    letter: Letter,
    units: Collection[str] = (),
) -> int:
    """Write copies and pages below `returns`/QUARTER; how many files they are for.

    With `units` the copies of other senders stay as they are. Raises CallError for a day before a
    file was received, IntegrityError where a kept file is missing or changed, BusyError while
    another command writes here.
    """
    sent_back = [file.for_sender() for file in files if file.sha256]
    returned = [file for file in sent_back if file.problems]
    _check_day(returned, letter)
    folder = returns / str(letter.quarter)
    with reports_lock(folder):
        sweep(folder)
        names = set()
        for file in returned:
            copy = marked_copy(_kept(ledger, file), file.file_name, file.problems, letter.language)
            name = stem(file)
            publish(folder / f"{name}.xlsx", copy.content)
            page = return_page(file, copy, f"{name}.xlsx", letter)
            publish(folder / f"{name}.html", page)
            names |= {f"{name}.xlsx", f"{name}.html"}
        _remove(folder, names, units)
    return len(returned)


def stem(file: FileProblems) -> str:
    """The name of a file's copy: the sender's slug or the form, never what the sender called it."""
    about = file.form if file.sender is None else file.sender.slug
    return f"{about if PLAIN.fullmatch(about) else 'form'}-{file.sha256[:DIGITS]}"


def remove_returns(returns: Path) -> None:
    """Remove all copies and pages of all quarters, and folders that are empty then."""
    if not returns.is_dir():
        return
    for folder in sorted(path for path in returns.iterdir() if path.is_dir()):
        with reports_lock(folder):
            _remove(folder, set(), ())
        (folder / ".lock").unlink()
        if not any(folder.iterdir()):
            folder.rmdir()
    if not any(returns.iterdir()):
        returns.rmdir()


def _check_day(files: Sequence[FileProblems], letter: Letter) -> None:
    for file in files:
        if letter.by is not None and file.received is not None and letter.by < file.received:
            raise CallError(
                "error.by-too-early",
                found=format_date(letter.by, letter.language),
                file=file.file_name,
                received=format_date(file.received, letter.language),
            )


def _kept(ledger: Ledger, file: FileProblems) -> bytes:
    """The file as it came."""
    path = kept_path(ledger.kept, file.sha256, file.container)
    shown = {"file": file.file_name, "path": f"{path.parent.name}/{path.name}"}
    try:
        content = path.read_bytes()
    except OSError:
        raise IntegrityError("error.kept-missing", **shown) from None
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise IntegrityError("error.kept-differs", **shown)
    return content


def _remove(folder: Path, names: Collection[str], units: Collection[str]) -> None:
    """Take away what we wrote before and did not write now; with `units` of these senders only."""
    for path in sorted(folder.iterdir()):
        match = WRITTEN.fullmatch(path.name)
        if match is None or path.name in names or (units and match[1] not in units):
            continue
        if path.is_file() or path.is_symlink():
            path.unlink()
