"""Figures of abolished units carried to the new ones: estimates, never figures reported.

On 01/07/2025 the 30 districts ended and 126 wards and communes began; a district went into many of
them, and some of them grew out of several districts. In: which old commune of which district went
into which new unit, and the districts' figures. Out: the shares of each district, and estimates
by new unit:

    estimate(new unit) = Σ over districts share(district, new unit) · value(district)

Source: areal interpolation of extensive variables, with weights that add up to 1 in each source
zone and so preserve totals (Goodchild and Lam 1980; Prener and Revord 2019, the R package areal,
weight "sum"). Land and people of the parts are not known here, so by default each old commune
counts 1: what would hold if all communes of a district were alike. No measurement.
"""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from cchc_lib.measure.arguments import between, one_of, same_length

ADDITIVE = ("count", "money")
"""Kinds that add up over the parts of a unit; a flag, a share or a score of a whole does not."""
SHARE_COLUMNS = ["district", "unit", "share", "basis"]
CARRIED_COLUMNS = ["unit", "quarter", "indicator", "estimate", "basis", "sources", "missing"]


def carry_shares(pairs: pd.DataFrame, weights: pd.Series | None = None) -> pd.DataFrame:
    """Which share of each district each new unit gets: district, unit, share, basis.

    `pairs` has old, district, new: a row for each old commune and new unit that share land. An old
    commune that went into k units counts 1/k in each. `weights` (people, land) by old commune stand
    in for the 1; `basis` is then their name, else `communes`. A district's shares add up to 1;
    where one of its weights is missing, or all are 0, they are NaN. Rows are in the order in which
    district and unit first meet. Raises CallError for a column that is not there, and for a weight
    below 0.
    """
    _columns("pairs", pairs, ("old", "district", "new"))
    parts = pairs[["old", "district", "new"]].drop_duplicates()
    weight, basis = pd.Series(1.0, index=parts.index), "communes"
    if weights is not None:
        between("weights", weights, 0, np.inf)
        weight, basis = parts["old"].map(weights).astype("float64"), str(weights.name)
    split = parts.groupby(["district", "old"])["new"].transform("count")
    pieces = (weight / split).groupby(parts["district"])
    whole = pieces.transform("sum").where(pieces.transform("count") == pieces.transform("size"))
    table = parts.rename(columns={"new": "unit"}).assign(share=weight / split / whole)
    shares = table.groupby(["district", "unit"], sort=False)["share"].sum(min_count=1)
    return shares.reset_index().assign(basis=basis)


def carry_figures(
    figures: pd.DataFrame, shares: pd.DataFrame, kinds: Mapping[str, str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Estimates (unit, quarter, indicator, estimate, basis, sources, missing) and what was left out
    (unit, quarter, indicator, reason).

    `figures` has unit, quarter, indicator, value, as the districts reported them (no row, or NaN:
    not reported); `shares` is of `carry_shares` or has its shape, with the same names of districts;
    `kinds` gives each indicator's kind. For each quarter and indicator of which a district has a
    row, in their order, each new unit has one. `sources` names the districts on which it depends
    (a share of 0 is none), `missing` those of them that did not report, with ", " between. If there
    is one, or a share is NaN, the estimate is NaN and not a part of a sum. Where all reported, the
    estimates add up to the districts' total, to rounding.

    The column is `estimate`, never `value`: put below reported figures it stays apart from them.
    Left out, with the reason, are figures of an indicator that does not add up (`not_additive`: no
    count, no money, or of a kind not given) and of a unit without shares (`no_shares`).
    Raises CallError for a column that is not there, for two figures of one unit, quarter and
    indicator, and for two shares of one district and unit.
    """
    keys = ["unit", "quarter", "indicator"]
    _columns("figures", figures, [*keys, "value"])
    _columns("shares", shares, SHARE_COLUMNS)
    same_length(figures=figures, distinct_figures=figures.drop_duplicates(keys))
    same_length(shares=shares, distinct_shares=shares.drop_duplicates(["district", "unit"]))
    additive = figures["indicator"].map(kinds).isin(ADDITIVE)
    shared = figures["unit"].isin(shares["district"])
    out = ~(additive & shared)
    reasons = np.where(additive[out], "no_shares", "not_additive")
    left_out = figures.loc[out, keys].reset_index(drop=True).assign(reason=reasons)
    return _carry(figures[~out], shares), left_out


def _carry(figures: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    """One row a quarter, indicator and new unit; `figures` are of districts with shares alone."""
    rows, districts = pd.factorize(shares["district"])
    columns, units = pd.factorize(shares["unit"])
    grid = np.zeros((len(districts), len(units)))
    grid[rows, columns] = shares["share"]
    depends = grid != 0
    wide = figures.pivot(index=["quarter", "indicator"], columns="unit", values="value")
    values = wide.reindex(columns=districts).to_numpy(dtype="float64")
    unknown = np.isnan(values)
    estimates = np.where(unknown @ depends, np.nan, np.nan_to_num(values) @ grid)
    bases = [_names(shares.loc[columns == at, "basis"].unique()) for at in range(len(units))]
    sources = [_names(districts[needed]) for needed in depends.T]
    missing = [_names(districts[gap & needed]) for gap in unknown for needed in depends.T]
    return pd.DataFrame(
        {
            "unit": np.tile(units, len(wide)),
            "quarter": np.repeat(wide.index.get_level_values("quarter"), len(units)),
            "indicator": np.repeat(wide.index.get_level_values("indicator"), len(units)),
            "estimate": estimates.ravel(),
            "basis": bases * len(wide),
            "sources": sources * len(wide),
            "missing": missing,
        },
        columns=CARRIED_COLUMNS,
    )


def _names(names: Iterable[str]) -> str:
    return ", ".join(names)


def _columns(name: str, table: pd.DataFrame, wanted: Iterable[str]) -> None:
    for column in wanted:
        one_of(name, column, list(table.columns))
