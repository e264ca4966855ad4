"""Readers that go wrong: what a file may do to the process that reads it."""

import os
from pathlib import Path

from cchc_lib.errors import SubmissionError
from cchc_lib.ledger.arrivals import Arrival
from cchc_lib.ledger.reading import MEMORY, Outcome


def misread(file: Arrival, params: Path) -> Outcome:
    """What the file's name says: to crash, to go on for ever, to fill the memory; else refused."""
    kind = file.path.stem
    if kind == "crash":
        os._exit(3)
    while kind == "endless":
        pass
    if kind == "greedy":
        bytearray(2 * MEMORY)
    return SubmissionError("error.empty-file", file=file.path.name)
