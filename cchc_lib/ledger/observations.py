"""The figures of an edition: as reported, with the corrections that apply."""

from collections.abc import Sequence

import pandas as pd

from cchc_lib.ledger.corrections import judged, read_recorded
from cchc_lib.ledger.editions import FIGURE, Edition, read_reported
from cchc_lib.ledger.store import Ledger

COLUMNS = [
    *FIGURE, "value", "reported", "window", "submission", "file_name", "sheet", "cell", "received",
]  # fmt: skip


def read_observations(ledger: Ledger, at: Edition, quarters: Sequence[str]) -> pd.DataFrame:
    """Figures in force: unit, quarter, indicator, value, reported, window, submission, file_name,
    sheet, cell, received; one row a figure, sorted by quarter, unit, indicator.

    `reported` is the value in the file: another one than `value` where a correction applies, NaN
    where the figure stands in no file (then file, sheet and cell are empty, and `received` is the
    correction's date).
    """
    return corrected(read_reported(ledger, at, quarters), read_recorded(ledger, at, quarters))


def corrected(reported: pd.DataFrame, recorded: pd.DataFrame) -> pd.DataFrame:
    """`reported`, of two forms the one received last, with the corrections that apply to it."""
    reported = reported.drop_duplicates(FIGURE, keep="last")
    table = reported.assign(reported=reported["value"])[COLUMNS]
    if recorded.empty:
        return table.reset_index(drop=True)
    found = judged(recorded, reported)
    applied = found[found["status"] == "applied"]
    if applied.empty:
        return table.reset_index(drop=True)
    keys = pd.MultiIndex.from_frame(table[FIGURE])
    untouched = table[~keys.isin(pd.MultiIndex.from_frame(applied[FIGURE]))]
    became = applied[applied["becomes"].notna()]
    received = became[FIGURE].merge(table[[*FIGURE, "window", "received"]], on=FIGURE, how="left")
    in_file = became["found"].notna().to_numpy()
    changed = became.assign(
        value=became["becomes"],
        reported=became["found"],
        window=received["window"].to_numpy(),
        received=received["received"].to_numpy(),
    )
    changed.loc[~in_file, "window"] = became.loc[~in_file, "window"]
    changed.loc[~in_file, "received"] = became.loc[~in_file, "date"]
    both = pd.concat([untouched, changed[COLUMNS]]) if len(changed) else untouched
    return both.sort_values(["quarter", "unit", "indicator"], ignore_index=True)
