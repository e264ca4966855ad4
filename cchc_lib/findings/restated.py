"""What changed between two editions of the data: every figure, and how much figures tend to change.

In: a quarter and two editions. Out: the restatements with names and places, and their summary by
indicator. This is for analysts: a report shows one edition.
"""

from dataclasses import dataclass

import pandas as pd

from cchc_lib.ledger import Ledger, read_observations
from cchc_lib.ledger import edition as edition_of
from cchc_lib.measure import RevisionSummary, restatements, revision_summary
from cchc_lib.measure.arguments import between
from cchc_lib.project import Project, find_project
from cchc_lib.registry import Quarter, read_registry

PLACE = ["file_name", "sheet", "cell"]


@dataclass(frozen=True, eq=False)
class Restated:
    """The restatements of one quarter from edition `earlier` to edition `later`.

    `figures`: unit, quarter, indicator, before, after, revision, kind (`changed`, `added`,
    `withdrawn`) and, of either edition, file_name, sheet, cell (`_before`, `_after`). `summaries`
    hold mean and mean absolute revision and more, by indicator, over all figures that stand in
    both editions, whether they changed or not.
    """

    earlier: int
    later: int
    figures: pd.DataFrame
    summaries: dict[str, RevisionSummary]


def open_restatements(
    quarter: str, earlier: int, later: int | None = None, project: Project | None = None
) -> Restated:
    """What changed in `quarter` (`2020-Q1`) from one edition to another (None: the newest).

    Raises CallError for a wrong quarter or edition, and for editions the wrong way round;
    NotReported where nothing was taken in yet.
    """
    asked = str(Quarter.parse(quarter))
    home = project or find_project()
    read_registry(home.params)
    ledger = Ledger.open(home.ledger, home.submissions)
    first, last = edition_of(ledger, earlier), edition_of(ledger, later)
    between("earlier", first.number, 1, last.number)
    before, after = (read_observations(ledger, at, [asked]) for at in (first, last))
    keys = ["unit", "quarter", "indicator"]
    figures = restatements(before, after, keys)
    for table, suffix in ((before, "_before"), (after, "_after")):
        places = table[[*keys, *PLACE]].rename(columns={name: name + suffix for name in PLACE})
        figures = figures.merge(places, on=keys, how="left")
    named = {str(name) for table in (before, after) for name in table["indicator"].unique()}
    summaries = {
        name: revision_summary(_of(before, name), _of(after, name)) for name in sorted(named)
    }
    return Restated(first.number, last.number, figures, summaries)


def _of(table: pd.DataFrame, indicator: str) -> pd.Series:
    return table[table["indicator"] == indicator].set_index("unit")["value"].sort_index()
