"""Tables of several quarters, cut to the units that are the same in all of them."""

from collections.abc import Set as AbstractSet

import pandas as pd


def of_pairs(table: pd.DataFrame, pairs: AbstractSet[tuple[str, str]]) -> pd.DataFrame:
    """The rows of `table` (unit, quarter) whose pair is one of `pairs`."""
    keys = pd.MultiIndex.from_frame(table[["unit", "quarter"]])
    return table[keys.isin(list(pairs))].reset_index(drop=True)
