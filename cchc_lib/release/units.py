"""The units of a quarter as an index lists them: by group, the ranked first.

In: a table of units, one row each, with `unit`, `name`, `group`, `group_name`, and where they are
known `score`, `rank` and the number of targets by status (`met`, `on_track`, `behind`, `missed`,
`not_reported`). Out: rows ready to be shown, and groups that say how many are ranked.
"""

import math
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cchc_lib.registry import Quarter, Registry
from cchc_lib.texts import Language, text
from cchc_lib.vietnamese import format_number, sort_key

STATUSES = ("met", "on_track", "behind", "missed", "not_reported")
FIGURES = ("rank", "score")
Record = Mapping[Hashable, Any]
BAR = 100
"""The width of a bar of statuses, in its own units."""


@dataclass(frozen=True)
class Part:
    """One status of a unit's targets: how many, and where it lies in the bar."""

    status: str
    count: int
    words: str
    start: str
    width: str


@dataclass(frozen=True)
class Row:
    """One unit; `rank` and `score` are empty where there is none."""

    unit: str
    name: str
    rank: str
    score: str
    parts: tuple[Part, ...]

    @property
    def words(self) -> str:
        """The statuses in words: `6 đạt, 1 chậm tiến độ`."""
        return ", ".join(part.words for part in self.parts)


@dataclass(frozen=True)
class GroupOfUnits:
    """The units that are ranked together; `ranked` counts those that have a rank."""

    id: str
    name: str
    ranked: int
    rows: tuple[Row, ...]


def with_statuses(league: pd.DataFrame, heat: pd.DataFrame) -> pd.DataFrame:
    """`league` (a row a unit) with a column for each status that counts it in `heat`.

    `heat` has a row for each unit and target with its `status`; targets that do not apply to a
    unit are not counted.
    """
    counts = pd.crosstab(heat["unit"], heat["status"]).reindex(columns=list(STATUSES), fill_value=0)
    joined = league.join(counts, on="unit")
    return joined.fillna(dict.fromkeys(STATUSES, 0)).astype(dict.fromkeys(STATUSES, "int64"))


def registered_units(quarter: Quarter, registry: Registry, language: Language) -> pd.DataFrame:
    """The units in force in a quarter of which nothing more is known."""
    return pd.DataFrame(
        {
            "unit": unit.slug,
            "name": unit.title(language),
            "group": unit.group,
            "group_name": registry.units.group(unit.group).name[language],
        }
        for unit in registry.units_in(quarter)
    )


def grouped(units: pd.DataFrame, language: Language) -> Iterator[GroupOfUnits]:
    """The groups in the order in which they first appear, each ranked first, then by name."""
    figures = [*FIGURES, *STATUSES]
    absent = [name for name in figures if name not in units.columns]
    table = units.reindex(columns=[*units.columns, *absent])
    table = table.astype(dict.fromkeys(figures, "float64"))
    for group, rows in table.groupby("group", sort=False):
        records = sorted(rows.to_dict("records"), key=_order)
        yield GroupOfUnits(
            str(group),
            str(rows["group_name"].iloc[0]),
            int(rows["rank"].notna().sum()),
            tuple(_row(record, language) for record in records),
        )


def _order(record: Record) -> tuple[Any, ...]:
    rank = record["rank"]
    return math.isnan(rank), 0 if math.isnan(rank) else rank, sort_key(record["name"])


def _row(record: Record, language: Language) -> Row:
    rank, score = record["rank"], record["score"]
    return Row(
        unit=record["unit"],
        name=record["name"],
        rank="" if math.isnan(rank) else format_number(rank, language, 0),
        score="" if math.isnan(score) else format_number(score, language, 2),
        parts=tuple(_parts(record, language)),
    )


def _parts(record: Record, language: Language) -> Iterator[Part]:
    counts = {name: 0 if math.isnan(record[name]) else int(record[name]) for name in STATUSES}
    total = sum(counts.values())
    start = 0
    for status, count in counts.items():
        if count:
            words = f"{count} {text(f'site.status.{status}', language)}"
            yield Part(status, count, words, _share(start, total), _share(count, total))
            start += count


def _share(count: int, total: int) -> str:
    return f"{count * BAR / total:.1f}".removesuffix(".0")
