"""A quarter's figures beside those of other quarters and of the unit's group.

In: observations of an edition (read_observations) and the rules of params/checks.yml. Out: problems
with both source cells; every figure is kept. Units are compared with themselves by slug, so nothing
is compared across 01/07/2025.
"""

from collections import defaultdict

import numpy as np
import pandas as pd

from cchc_lib.intake.numerals import write_numeral
from cchc_lib.ledger.robust import modified_z
from cchc_lib.ledger.scope import Located, Row, Scope, Words, joined, place, rows_of
from cchc_lib.registry.checks import RobustRule

PAIR = ["unit", "indicator"]
SCALED = ("count", "money")
"""Kinds that are compared by factors; shares and scores are compared by points."""
ROUNDING = 1e-6


def cumulative_falls(observations: pd.DataFrame, scope: Scope) -> list[Located]:
    """Year-to-date flows lower than what the year had before: the last year-to-date report and
    the reports of single quarters after it.
    """
    rule = scope.registry.checks.cumulative_falls
    flows = _of_nature(observations, scope, "flow", rule.leaves_out)
    now = _at(flows, scope)
    now = now[now["window"] == "year_to_date"]
    names = [str(quarter) for quarter in scope.quarter.year_so_far()[:-1]]
    earlier = flows[flows["quarter"].isin(names)]
    number = earlier["quarter"].str[-1].astype("float64")
    to_date = number.where(earlier["window"] == "year_to_date")
    last = to_date.groupby([earlier["unit"], earlier["indicator"]]).transform("max")
    base = earlier[number >= last]
    sums = base.groupby(PAIR, as_index=False)["value"].sum()
    both = now.merge(sums, on=PAIR, suffixes=("", "_before"))
    fallen = both[both["value"] < both["value_before"] - rule.tolerance - ROUNDING]
    sources: defaultdict[tuple[str, str], list[Words]] = defaultdict(list)
    for one in rows_of(base.merge(fallen[PAIR], on=PAIR)):
        sources[one["unit"], one["indicator"]].append(place(one))
    return [
        scope.problem(
            "cumulative-falls", "doubtful", row,
            found=write_numeral(row["value"]), expected=write_numeral(row["value_before"]),
            words={"earlier": joined(sources[row["unit"], row["indicator"]])},
        )
        for row in rows_of(fallen)
    ]  # fmt: skip


def stock_jumps(observations: pd.DataFrame, scope: Scope) -> list[Located]:
    """Stocks that moved more than the declared share and amount since they were last reported."""
    rule = scope.registry.checks.stock_jumps
    stocks = _of_nature(observations, scope, "stock", rule.leaves_out)
    stocks = stocks[stocks["kind"] != "flag"]
    of_year = stocks["quarter"].str.startswith(f"{scope.quarter.year}-")
    comparable = of_year | ~stocks["indicator"].isin(rule.within_year)
    before = stocks[stocks["quarter"].isin(scope.previous(rule.reach)) & comparable]
    both = _at(stocks, scope).merge(
        before.drop_duplicates(PAIR, keep="last"), on=PAIR, suffixes=("", "_before")
    )
    moved = (both["value"] - both["value_before"]).abs()
    jumped = both[(moved > rule.amount) & (moved > rule.share * both["value_before"].abs())]
    return [_against_before("stock-jumps", row, row["value_before"], scope)
            for row in rows_of(jumped)]  # fmt: skip


def differs_from_before(
    observations: pd.DataFrame, alone: pd.DataFrame, scope: Scope
) -> list[Located]:
    """Figures whose change since the quarter before is unlike the changes in the unit's group.

    `alone` holds each quarter's figure alone: unit, quarter, indicator, value.
    """
    rule = scope.registry.checks.differs_from_before
    (previous,) = scope.previous(1)
    figure = [*PAIR, "value"]
    own = alone.loc[alone["quarter"] == str(scope.quarter), figure]
    before = alone.loc[alone["quarter"] == previous, figure]
    both = own.merge(before, on=PAIR, suffixes=("", "_before"))
    table = _described(both, scope, rule.leaves_out)
    table = table[(table["value"] >= 0) & (table["value_before"] >= 0)]
    start = _scaled(table["value_before"], table["kind"])
    odd = _odd(table, _scaled(table["value"], table["kind"]) - start, start, rule)
    cells = _at(observations, scope).drop(columns="value")
    earlier = observations[observations["quarter"] == previous].drop(columns="value")
    rows = odd.merge(cells, on=PAIR).merge(earlier, on=PAIR, suffixes=("", "_before"))
    return [_against_before("differs-from-before", row, row["usual"], scope)
            for row in rows_of(rows)]  # fmt: skip


def differs_from_group(observations: pd.DataFrame, scope: Scope) -> list[Located]:
    """Figures far from what the unit's group reported for the same quarter."""
    rule = scope.registry.checks.differs_from_group
    table = _described(_at(observations, scope), scope, rule.leaves_out)
    table = table[table["value"] >= 0]
    none = pd.Series(0.0, index=table.index)
    odd = _odd(table, _scaled(table["value"], table["kind"]), none, rule)
    groups = {group.id: group.name for group in scope.registry.units.groups}
    return [
        scope.problem(
            "differs-from-group", "doubtful", row,
            found=write_numeral(row["value"]), expected=_about(row["usual"]),
            words={"group": {"vi": groups[row["group"]].vi, "en": groups[row["group"]].en}},
        )
        for row in rows_of(odd)
    ]  # fmt: skip


def _odd(
    table: pd.DataFrame, number: "pd.Series[float]", start: "pd.Series[float]", rule: RobustRule
) -> pd.DataFrame:
    """The rows whose number is far from their group's, with `usual`, the figure that the group's
    median would give.
    """
    found = modified_z(
        number, [table["group"], table["indicator"]],
        least_group=rule.least_group, zero_mad=rule.zero_mad,
    )  # fmt: skip
    away = (number - found["median"]).abs()
    by_factor = table["kind"].isin(SCALED)
    usual = start + found["median"]
    usual = usual.where(~by_factor, np.expm1(usual.where(by_factor, 0)))
    large = table["value"].where(table["value"] > usual, usual) >= rule.least_value
    off = (by_factor & large & (away >= np.log(rule.least_factor))) | (
        ~by_factor & (away >= rule.least_points)
    )
    odd: pd.DataFrame = table.assign(usual=usual)[off & (found["z"].abs() > rule.threshold)]
    return odd


def _against_before(code: str, row: Row, expected: float, scope: Scope) -> Located:
    before = {
        name: row[f"{name}_before"] for name in ("quarter", "file_name", "sheet", "cell", "value")
    }
    return scope.problem(
        code, "doubtful", row,
        found=write_numeral(row["value"]), expected=_about(expected),
        words={"earlier": place(before)}, values={"before": write_numeral(before["value"])},
    )  # fmt: skip


def _about(value: float) -> str:
    """A typical value, to three digits where it is no whole number."""
    return write_numeral(float(f"{value:.3g}") if abs(value) < 100 else round(value))


def _scaled(values: "pd.Series[float]", kinds: "pd.Series[str]") -> "pd.Series[float]":
    by_factor = kinds.isin(SCALED)
    logarithms = pd.Series(np.log1p(values.where(by_factor, 0)), index=values.index)
    return values.where(~by_factor, logarithms)


def _at(table: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    return table[table["quarter"] == str(scope.quarter)]


def _of_nature(
    table: pd.DataFrame, scope: Scope, nature: str, leaves_out: tuple[str, ...]
) -> pd.DataFrame:
    registered = scope.registry.indicators
    names = [name for name, one in registered.items() if one.nature == nature]
    kept = table[table["indicator"].isin(set(names) - set(leaves_out))]
    return kept.assign(kind=kept["indicator"].map({name: registered[name].kind for name in names}))


def _described(table: pd.DataFrame, scope: Scope, leaves_out: tuple[str, ...]) -> pd.DataFrame:
    """`table` with kind and group, without flags, left-out indicators and units not in force."""
    kinds = {name: one.kind for name, one in scope.registry.indicators.items()
             if one.kind != "flag" and name not in leaves_out}  # fmt: skip
    groups = {unit.slug: unit.group for unit in scope.registry.units_in(scope.quarter)}
    described = table.assign(kind=table["indicator"].map(kinds), group=table["unit"].map(groups))
    return described.dropna(subset=["kind", "group"])
