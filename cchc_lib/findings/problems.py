"""All problems of one quarter in one edition: those of its files and those between files.

In: a ledger, an edition, a quarter, the registry. Out: problems, each with the hash of the
submission that it lies in (empty where none holds the figure).
"""

from cchc_lib.intake import Problem
from cchc_lib.ledger import Edition, Ledger, read_problems
from cchc_lib.registry import Quarter, Registry


def quarter_problems(
    ledger: Ledger,
    at: Edition,
    quarter: Quarter,
    registry: Registry,  # noqa: ARG001
) -> list[tuple[Problem, str]]:
    """The problems of the quarter's files in force, those between files, and stale corrections."""
    return read_problems(ledger, at, [str(quarter)])
