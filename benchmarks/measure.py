"""Measuring one quarter of a whole city, against the bare group-by that it cannot do without.

    python -m benchmarks.measure [--rounds 5] [--units 126 10000]

Observations of 40 indicators in 8 quarters for every unit, made from a fixed seed. The group-by
brings them to one value for each unit, indicator and quarter; measuring also does that, and then
windows, attainment, scores, errors and ranks. Both run in this process, by turns; the peak memory
is of a fresh process that measures once. How sure the ranks are is timed apart: reports ask for
one group.
"""

import argparse
import dataclasses
import datetime
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from cchc_lib.measure import Measured, measure_quarter, quarter_figures, rank_certainty
from cchc_lib.registry import Quarter, Registry, Unit, quarter_range, read_registry
from cchc_lib.registry.units import Units

ROOT = Path(__file__).resolve().parents[1]
INDICATORS = 40
QUARTER = Quarter(2020, 4)
SIZES = (126, 10_000)
LARGEST_GROUP = 126
"""Sets of ranks compare each unit with every other: their cost is quadratic in the group."""


def main() -> None:
    """Print medians, ratios and peak memory for each size of city."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--units", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--once", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.once:
        registry = city_of(asked.once)
        measured(registry, observations(registry))
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    for size in asked.units:
        registry = city_of(size)
        table = observations(registry)
        times: dict[str, list[float]] = {"group-by": [], "measure": [], "certainty": []}
        for _ in range(asked.rounds):
            times["group-by"].append(seconds(lambda table=table: grouped(table)))
            found: list[Measured] = []
            times["measure"].append(
                seconds(lambda r=registry, t=table, f=found: f.append(measured(r, t)))
            )
            if size <= LARGEST_GROUP:
                times["certainty"].append(seconds(lambda r=registry, f=found: certain(r, f[0])))
        bare = statistics.median(times["group-by"])
        print(f"{size} units, {len(table)} observations, {asked.rounds} rounds; medians in seconds")
        for what, each in ((what, each) for what, each in times.items() if each):
            middle = statistics.median(each)
            print(f"  {what:10} {middle:8.3f}  ratio {middle / bare:5.2f}")
        peak = subprocess.run(
            [sys.executable, "-m", "benchmarks.measure", "--once", str(size)],
            check=True, capture_output=True, text=True, cwd=ROOT,
        ).stdout  # fmt: skip
        print(f"  peak memory of a process that measures once: {float(peak):.0f} MB")


def grouped(table: pd.DataFrame) -> pd.DataFrame:
    """One value for each unit, indicator and quarter, by pandas alone."""
    return table.groupby(["unit", "indicator", "quarter"])["value"].last().unstack("quarter")


def measured(registry: Registry, table: pd.DataFrame) -> Measured:
    """The whole city in one call, from observations to ranks."""
    natures = {name: one.nature for name, one in registry.indicators.items()}
    found = measure_quarter(registry, quarter_figures(table, natures), QUARTER)
    if found is None:
        raise SystemExit("no plan for the benchmark's year")
    return found


def certain(registry: Registry, found: Measured) -> pd.DataFrame:
    """How sure the ranks of the group are."""
    scoring = registry.scoring(QUARTER.year)
    if scoring is None:
        raise SystemExit("no scoring for the benchmark's year")
    group = found.scores["group"].iloc[0]
    return rank_certainty(found, scoring, registry.certainty, group)


def city_of(size: int) -> Registry:
    """The product's own registry with `size` districts of one group in place of its units."""
    registry = read_registry(ROOT / "params")
    units = tuple(
        Unit(
            slug=f"unit-{at:05}", level="district", code=str(at), type="Quận", name=f"Đơn vị {at}",
            name_en=f"Unit {at}", group="districts", subgroup="urban-districts",
            valid_from=datetime.date(2000, 1, 1),
        )
        for at in range(size)
    )  # fmt: skip
    return dataclasses.replace(registry, units=Units(units, registry.units.groups))


def observations(registry: Registry) -> pd.DataFrame:
    """Every unit's figures of 40 indicators in 8 quarters, as the ledger gives them."""
    plan, scoring = registry.plan(QUARTER.year), registry.scoring(QUARTER.year)
    if plan is None or scoring is None:
        raise SystemExit("no plan for the benchmark's year")
    used = [name for target in plan.targets for name in target.indicators]
    used += [name for criterion in scoring.criteria for name in criterion.indicators]
    names = list(dict.fromkeys([*used, *registry.indicators]))[:INDICATORS]
    quarters = quarter_range(QUARTER.plus(-7), QUARTER)
    units = [unit.slug for unit in registry.units.all]
    shape = (len(quarters), len(units), len(names))
    values = np.random.default_rng(1).integers(0, 60, shape).astype("float64")
    flags = [at for at, name in enumerate(names) if registry.indicators[name].kind == "flag"]
    values[:, :, flags] = values[:, :, flags] > 20
    at = np.indices(shape).reshape(3, -1)
    windows = np.array([registry.calendar.window(quarter) for quarter in quarters], dtype=object)
    labels = np.array([str(quarter) for quarter in quarters], dtype=object)
    return pd.DataFrame(
        {
            "unit": np.array(units, dtype=object)[at[1]],
            "quarter": labels[at[0]],
            "indicator": np.array(names, dtype=object)[at[2]],
            "value": values.ravel(),
            "window": windows[at[0]],
        }
    )


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
