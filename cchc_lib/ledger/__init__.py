"""What is known, and since when: submissions kept as received, their figures and problems.

Names are looked up in their modules when they are first asked for: to find that a folder holds
nothing new takes no pandas (0.3 s).
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cchc_lib.ledger.corrections import read_corrections, record_corrections
    from cchc_lib.ledger.editions import (
        Edition,
        edition,
        is_sample,
        quarters_held,
        read_problems,
        read_reported,
        read_silent,
        read_submissions,
    )
    from cchc_lib.ledger.observations import read_observations
    from cchc_lib.ledger.refusals import Refusal, read_refusals, record_refusal
    from cchc_lib.ledger.store import Ledger, kept_path

_MODULES = {
    "Edition": "editions",
    "Ledger": "store",
    "Refusal": "refusals",
    "edition": "editions",
    "is_sample": "editions",
    "kept_path": "store",
    "quarters_held": "editions",
    "read_corrections": "corrections",
    "read_observations": "observations",
    "read_problems": "editions",
    "read_refusals": "refusals",
    "read_reported": "editions",
    "read_silent": "editions",
    "read_submissions": "editions",
    "record_corrections": "corrections",
    "record_refusal": "refusals",
}

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
    "read_silent",
    "read_submissions",
    "record_corrections",
    "record_refusal",
]


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)
