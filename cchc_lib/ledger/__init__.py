"""What is known, and since when: submissions kept as received, their figures and problems."""

from cchc_lib.ledger.corrections import read_corrections, record_corrections
from cchc_lib.ledger.editions import (
    Edition,
    edition,
    is_sample,
    quarters_held,
    read_problems,
    read_reported,
    read_submissions,
)
from cchc_lib.ledger.observations import read_observations
from cchc_lib.ledger.refusals import Refusal, read_refusals, record_refusal
from cchc_lib.ledger.store import Ledger, kept_path

__all__ = [
    "Edition",
    "Ledger",
    "Refusal",
    "edition",
    "is_sample",
    "kept_path",
    "quarters_held",
    "read_corrections",
    "read_observations",
    "read_problems",
    "read_refusals",
    "read_reported",
    "read_submissions",
    "record_corrections",
    "record_refusal",
]
