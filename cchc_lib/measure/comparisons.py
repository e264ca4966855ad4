"""A figure beside last quarter's, last year's, the group's median and the group's best.

In: one indicator's figures as unit × quarter, and the group of each unit. Out: one row a unit.
"""

from collections.abc import Mapping

import pandas as pd

from cchc_lib.measure.ranks import comparable

COMPARISON_COLUMNS = [
    "unit", "now", "previous", "year_before", "change", "change_on_year", "group_median",
    "group_best", "best_unit", "best_count", "compared",
]  # fmt: skip


def compare(
    values: pd.DataFrame,
    groups: pd.Series | Mapping[str, str],
    quarter: str,
    *,
    higher_is_better: bool | None = True,
) -> pd.DataFrame:
    """Each unit's figure of `quarter` (`2020-Q1`) beside the others that readers ask for.

    `values` has units as rows and quarters as columns (NaN: not reported), `groups` gives the group
    by unit. `change` is on the quarter before, `change_on_year` on the same quarter a year before.
    Median and best are over the units of the group that reported, the unit itself among them;
    `compared` says how many those are. `best_unit` is the first of the `best_count` units that
    share the best figure; where neither more nor less is better (None) there is no best.
    """
    groups = pd.Series(groups)
    year, number = int(quarter[:4]), int(quarter[-1])
    previous = f"{year}-Q{number - 1}" if number > 1 else f"{year - 1}-Q4"
    year_before = f"{year - 1}-Q{number}"
    wanted = values.reindex(index=groups.index, columns=[quarter, previous, year_before])
    now = wanted[quarter]
    by_group = now.groupby(groups)
    table = pd.DataFrame(
        {
            "now": now,
            "previous": wanted[previous],
            "year_before": wanted[year_before],
            "change": now - wanted[previous],
            "change_on_year": now - wanted[year_before],
            "group_median": by_group.transform("median"),
            "group_best": float("nan"),
            "best_unit": None,
            "best_count": 0,
            "compared": by_group.transform("count"),
        }
    )
    if higher_is_better is not None:
        known = now.dropna().groupby(groups)
        best = known.idxmax() if higher_is_better else known.idxmin()
        table["best_unit"] = groups.map(best)
        table["group_best"] = table["best_unit"].map(now)
        equal = comparable(now) == comparable(now).reindex(table["best_unit"]).to_numpy()
        table["best_count"] = equal.groupby(groups).transform("sum").astype("int64")
    return table.rename_axis("unit").reset_index()[COMPARISON_COLUMNS]
