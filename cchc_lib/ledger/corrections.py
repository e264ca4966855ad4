"""Corrections as entries of the ledger: recorded, withdrawn, and held against the source.

In: what params/corrections declares now. Out: an entry for each that is new and for each that was
taken back; and for an edition, which corrections apply. One applies only while the source in force
holds the value that it expects, to the last bit.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import sqlalchemy as sa

from cchc_lib.ledger.editions import FIGURE, Edition, read_reported
from cchc_lib.ledger.store import Ledger, append_entry
from cchc_lib.ledger.tables import corrections, read_frame, withdrawals
from cchc_lib.registry import Calendar, Quarter
from cchc_lib.registry.corrections import Correction

DECLARED = tuple(Correction.model_fields)
COLUMNS = [*DECLARED, "status", "submission", "file_name", "sheet", "cell", "found"]


def record_corrections(
    ledger: Ledger, declared: Sequence[Correction], calendar: Calendar
) -> tuple[int, int]:
    """Append what differs between the ledger and `declared`; how many were added and withdrawn.

    A correction of which only the reason changed is withdrawn and recorded anew.
    """
    with ledger.writing() as connection:
        rows = connection.execute(_recorded()).all()
        standing = {tuple(getattr(row, name) for name in DECLARED): row.entry for row in rows}
        wanted = {tuple(one.model_dump().values()): one for one in declared}
        gone = [entry for key, entry in standing.items() if key not in wanted]
        new = [one for key, one in wanted.items() if key not in standing]
        for entry in gone:
            number = append_entry(connection, "withdrawal", [entry])
            connection.execute(withdrawals.insert().values(entry=number, correction=entry))
        for one in new:
            values = one.model_dump()
            window = calendar.window(Quarter.parse(one.quarter))
            number = append_entry(connection, "correction", [*map(str, values.values()), window])
            connection.execute(corrections.insert().values(entry=number, window=window, **values))
    return len(new), len(gone)


def read_corrections(ledger: Ledger, at: Edition, quarters: Sequence[str]) -> pd.DataFrame:
    """The corrections of an edition: unit, quarter, indicator, expects, becomes, reason, author,
    date, status (applied, stale), submission, file_name, sheet, cell, found (the source's value).

    NaN where nothing is expected, counts or was found; no file where nothing was found. Sorted by
    quarter, unit, indicator.
    """
    recorded = read_recorded(ledger, at, quarters)
    held = sorted(set(recorded["quarter"]))
    reported = read_reported(ledger, at, held).drop_duplicates(FIGURE, keep="last")
    return judged(recorded, reported)[COLUMNS]


def read_recorded(ledger: Ledger, at: Edition, quarters: Sequence[str]) -> pd.DataFrame:
    """The corrections standing in an edition, with the window of the quarter's report."""
    with ledger.engine.connect() as connection:
        table = read_frame(connection, _recorded(at).where(corrections.c.quarter.in_(quarters)))
    table = table.sort_values(["quarter", "unit", "indicator"], ignore_index=True)
    return table.astype({"expects": "float64", "becomes": "float64"})


def judged(recorded: pd.DataFrame, reported: pd.DataFrame) -> pd.DataFrame:
    """Each correction with the source's value and cell, and whether it applies."""
    sources = reported[[*FIGURE, "value", "submission", "file_name", "sheet", "cell"]]
    table = recorded.merge(sources, on=FIGURE, how="left").rename(columns={"value": "found"})
    both_missing = table["expects"].isna() & table["found"].isna()
    applies = both_missing | (table["expects"] == table["found"])
    names = ["submission", "file_name", "sheet", "cell"]
    table[names] = table[names].fillna("")
    return table.assign(status=np.where(applies, "applied", "stale"))


def _recorded(at: Edition | None = None) -> sa.Select[tuple[object, ...]]:
    """Corrections without a withdrawal, as of an edition or now."""
    withdrawn = sa.select(withdrawals.c.correction)
    query = sa.select(corrections).order_by(corrections.c.entry)
    if at is not None:
        withdrawn = withdrawn.where(withdrawals.c.entry <= at.number)
        query = query.where(corrections.c.entry <= at.number)
    return query.where(corrections.c.entry.not_in(withdrawn))
