"""What is known, and since when: submissions kept as received, their figures and problems."""

from cchc_lib.ledger.editions import (
    Edition,
    edition,
    is_sample,
    quarters_held,
    read_observations,
    read_problems,
    read_submissions,
)
from cchc_lib.ledger.store import Ledger, kept_path

__all__ = [
    "Edition",
    "Ledger",
    "edition",
    "is_sample",
    "kept_path",
    "quarters_held",
    "read_observations",
    "read_problems",
    "read_submissions",
]
