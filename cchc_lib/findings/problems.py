"""All problems of one quarter in one edition: those of its files and those between files.

In: a ledger, an edition, a quarter, the registry. Out: problems, each with the hash of the
submission that it lies in (empty where no file holds the figure). What lies between files is worked
out from the edition each time, never stored: another bound in params/checks.yml holds at once.
"""

from cchc_lib.findings.same_units import of_pairs
from cchc_lib.intake import Problem
from cchc_lib.ledger import (
    Edition,
    Ledger,
    read_corrections,
    read_problems,
    read_reported,
    read_submissions,
)
from cchc_lib.ledger.comparisons import (
    cumulative_falls,
    differs_from_before,
    differs_from_group,
    stock_jumps,
)
from cchc_lib.ledger.corrections import read_recorded
from cchc_lib.ledger.duplicates import same_as_before, same_as_other, same_figure_differs
from cchc_lib.ledger.observations import corrected
from cchc_lib.ledger.receipts import late, read_replaced, replacements, replaces_earlier
from cchc_lib.ledger.scope import Scope
from cchc_lib.ledger.stale import stale_corrections
from cchc_lib.measure import quarter_figures
from cchc_lib.registry import Quarter, Registry, quarter_range


def quarter_problems(
    ledger: Ledger, at: Edition, quarter: Quarter, registry: Registry
) -> list[tuple[Problem, str]]:
    """The problems of the quarter's files in force, those between files, and stale corrections."""
    scope, name = Scope(quarter, registry), str(quarter)
    of_files = read_problems(ledger, at, [name])
    reach = registry.checks.stock_jumps.reach
    # The quarter before alone needs the reports of its own year before it.
    first = min(quarter.plus(-reach), Quarter(quarter.previous().year, 1))
    names = [str(one) for one in quarter_range(first, quarter)]
    units = registry.continuity(quarter)
    pairs = units.pairs(names)
    reported = of_pairs(read_reported(ledger, at, names), pairs)
    observations = of_pairs(corrected(reported, read_recorded(ledger, at, names)), pairs)
    natures = {key: indicator.nature for key, indicator in registry.indicators.items()}
    alone = quarter_figures(observations, natures, units.starts())
    submissions = read_submissions(ledger, at, [name])
    replaced = read_replaced(ledger, replacements(submissions, scope), name)
    return [
        *of_files,
        *stale_corrections(read_corrections(ledger, at, [name]), scope),
        *cumulative_falls(observations, scope),
        *stock_jumps(observations, scope),
        *differs_from_before(observations, alone, scope),
        *differs_from_group(observations, scope),
        *same_figure_differs(reported, scope),
        *same_as_other(reported, scope),
        *same_as_before(reported, scope),
        *replaces_earlier(submissions, replaced, of_files, scope),
        *late(submissions, scope),
    ]
