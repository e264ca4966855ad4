"""The corrections of params/corrections into the ledger, for `cchc intake` and `cchc run`."""

from typing import TYPE_CHECKING

from cchc_lib.cli.console import complain, count, say
from cchc_lib.project import Project
from cchc_lib.texts import command_language

if TYPE_CHECKING:
    from cchc_lib.registry.corrections import Correction


def declared_corrections(project: Project) -> "tuple[Correction, ...]":
    """What params/corrections holds now. Raises ParamsError for a mistake in it."""
    from cchc_lib.registry import read_registry
    from cchc_lib.registry.corrections import holds_corrections, read_corrections

    if not holds_corrections(project.params):
        return ()
    return read_corrections(project.params, read_registry(project.params))


def take_in_corrections(project: Project) -> None:
    """Record what is new in params/corrections and withdraw what is gone, and say so."""
    from cchc_lib.ledger import Ledger

    ledger = Ledger.open(project.ledger, project.submissions)
    declared = declared_corrections(project)
    if not declared and not ledger.holds_corrections():
        return
    from cchc_lib.ledger import record_corrections
    from cchc_lib.registry import read_registry

    calendar = read_registry(project.params).calendar
    added, withdrawn = record_corrections(ledger, declared, calendar)
    if added or withdrawn:
        say("cli.intake.corrections", added=count(added), withdrawn=count(withdrawn))


def corrections_refused(project: Project) -> int:
    """How many corrections do not apply because the source holds another value; names each."""
    quarters = sorted({correction.quarter for correction in declared_corrections(project)})
    if not quarters:
        return 0
    from cchc_lib.ledger import Ledger, edition, read_corrections
    from cchc_lib.ledger.scope import Scope
    from cchc_lib.ledger.stale import stale_corrections
    from cchc_lib.registry import Quarter, read_registry

    ledger = Ledger.open(project.ledger, project.submissions)
    table = read_corrections(ledger, edition(ledger), quarters)
    registry = read_registry(project.params)
    stale = [
        problem
        for quarter in quarters
        for problem, _ in stale_corrections(table, Scope(Quarter.parse(quarter), registry))
    ]
    for problem in stale:
        complain(problem.message(command_language()))
    return len(stale)
