"""The tables of one unit's report."""

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from cchc_lib.findings.report import Report
from cchc_lib.measure import source_quarters
from cchc_lib.registry import Quarter, Series, Target, Unit, quarter_range
from cchc_lib.vietnamese.formats import ROMAN

TREND_QUARTERS = 8
SOURCE_COLUMNS = [
    "key", "indicator", "name", "quarter", "value", "reported", "unit_of_measure", "file", "sheet",
    "cell", "received", "submission",
]  # fmt: skip


@dataclass(frozen=True)
class ScoreLine:
    """A unit's score and place. `rank_change` is positive when the unit rose.

    `reason` tells why there is no rank: `no_method`, `not_reported`, `too_little_reported`.
    `backcast`: the quarter before lies in a year without a plan of its own and was measured by
    this year's method.
    """

    score: float
    rank: int | None
    ranked: int
    group_size: int
    rank_change: int | None
    previous_rank: int | None
    previous_quarter_title: str
    subgroup_name: str
    subgroup_rank: int | None
    subgroup_ranked: int
    weight_reported: float
    reason: str | None
    backcast: bool


@dataclass(frozen=True, eq=False)
class UnitReport(Report):
    """One unit, one quarter: the tables that its notebook shows. Figures are year to date."""

    unit: Unit

    @property
    def unit_title(self) -> str:
        """The unit's name in the reader's language."""
        return self.unit.title(self.language)

    @property
    def group_title(self) -> str:
        """The name of the unit's group."""
        return self.group_name(self.unit.group)

    @property
    def received(self) -> datetime.date | None:
        """The day the unit's own report came, or None."""
        row = self.receipts[self.receipts["unit"] == self.unit.slug].iloc[0]
        return row["received"] if row["status"] != "missing" else None

    @property
    def receipt_status(self) -> str:
        """on_time, late or missing."""
        return str(self.receipts.set_index("unit")["status"][self.unit.slug])

    @cached_property
    def targets(self) -> pd.DataFrame:
        """Target by target, with the city's own result beside it; all of the year's targets."""
        own = self.findings.now.units
        rows = own[own["unit"] == self.unit.slug].set_index("target")
        city = self.findings.now.city.set_index("target")
        shown = [
            {
                **target_words(target, self),
                **rows.loc[target.id, _FIGURES].to_dict(),
                "city_actual": city.loc[target.id, "actual"],
                "city_threshold": city.loc[target.id, "threshold"],
                "city_status": city.loc[target.id, "status"],
                "sources": self._source_keys(target.indicators),
            }
            for target in self.plan_targets.values()
        ]
        return pd.DataFrame(shown)

    @cached_property
    def score(self) -> ScoreLine:
        """The composite score and the place in group and sub-group."""
        scores = self.findings.now.scores
        now: dict[Any, Any] = scores[scores["unit"] == self.unit.slug].to_dict("records")[0]
        before = self.findings.before
        earlier = {} if before is None else before.scores.set_index("unit")["rank"].to_dict()
        rank = _whole(now["rank"])
        previous = _whole(earlier.get(self.unit.slug, math.nan))
        registry = self.findings.registry
        group = registry.units.group(self.unit.group)
        subgroup = group.subgroups.get(self.unit.subgroup or "")
        quarter = self.quarter.previous()
        scoring = registry.scoring(quarter.year)
        return ScoreLine(
            score=float(now["score"]),
            rank=rank,
            ranked=int(now["ranked"]),
            group_size=int(now["group_size"]),
            rank_change=None if rank is None or previous is None else previous - rank,
            previous_rank=previous,
            previous_quarter_title=_label(quarter),
            subgroup_name=subgroup[self.language] if subgroup else "",
            subgroup_rank=_whole(now["subgroup_rank"]),
            subgroup_ranked=int(now["subgroup_ranked"]) if subgroup else 0,
            weight_reported=float(now["weight_reported"]),
            reason=None if pd.isna(now["reason"]) else str(now["reason"]),
            backcast=scoring is not None and scoring.year != quarter.year,
        )

    @cached_property
    def criteria(self) -> pd.DataFrame:
        """Criterion, name, weight, attainment (0 to 1), points, group_median_points."""
        scoring = self.findings.registry.scoring(self.quarter.year)
        if scoring is None:
            return pd.DataFrame(
                columns=["criterion", "name", "weight", "attainment", "points",
                         "group_median_points"],
            )  # fmt: skip
        table = self.findings.now.criteria
        group = {slug for slug, unit in self.units.items() if unit.group == self.unit.group}
        medians = table[table["unit"].isin(group)].groupby("criterion")["points"].median()
        own = table[(table["unit"] == self.unit.slug) & table["applies"].astype(bool)]
        names = {criterion.id: criterion.name[self.language] for criterion in scoring.criteria}
        return own.assign(
            name=own["criterion"].map(names),
            group_median_points=own["criterion"].map(medians),
        )[
            ["criterion", "name", "weight", "attainment", "points", "group_median_points"]
        ].reset_index(drop=True)

    @cached_property
    def group(self) -> pd.DataFrame:
        """The unit's whole group: unit, name, subgroup, score, rank, reason, is_this."""
        scores = self.findings.now.scores
        rows = self.named(scores[scores["group"] == self.unit.group])
        ordered = self.by_name(rows, "rank")
        ordered["is_this"] = ordered["unit"] == self.unit.slug
        return ordered[["unit", "name", "subgroup", "score", "rank", "reason", "is_this"]]

    @cached_property
    def trends(self) -> pd.DataFrame:
        """Eight quarters of each series with the group's median and 10th and 90th percentile."""
        quarters = quarter_range(self.quarter.plus(1 - TREND_QUARTERS), self.quarter)
        group = [slug for slug, unit in self.units.items() if unit.group == self.unit.group]
        figures = self.findings.figures
        wide = figures[figures["unit"].isin(group)].pivot_table(
            index=["unit", "quarter"], columns="indicator", values="value", aggfunc="first"
        )
        parts = [self._series(series, wide, quarters) for series in self.findings.registry.trends]
        return pd.concat([pd.DataFrame(columns=_TREND_COLUMNS), *parts], ignore_index=True)

    @cached_property
    def doubts(self) -> pd.DataFrame:
        """The problems of this unit's figures, the worst first."""
        table = self.all_doubts
        return table[table["unit"] == self.unit.slug].reset_index(drop=True)

    @cached_property
    def corrections(self) -> pd.DataFrame:
        """The corrections of this unit's figures in the year so far."""
        table = self.all_corrections
        year = [str(quarter) for quarter in self.quarter.year_so_far()]
        mine = (table["unit"] == self.unit.slug) & table["quarter"].isin(year)
        return table[mine].reset_index(drop=True)

    @cached_property
    def missing(self) -> pd.DataFrame:
        """What the unit should have reported and did not: indicator, name, field_name."""
        table = self.findings.observations
        mine = (table["unit"] == self.unit.slug) & (table["quarter"] == str(self.quarter))
        sent = set(table.loc[mine, "indicator"])
        registry = self.findings.registry
        absent = [name for name in self.expected_indicators[self.unit.group] if name not in sent]
        rows = [
            (name, self.indicator_name(name),
             registry.fields[registry.indicators[name].field].name[self.language])
            for name in absent
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=["indicator", "name", "field_name"])

    @cached_property
    def sources(self) -> pd.DataFrame:
        """Every reported figure that the page rests on, with file, sheet and cell.

        `value` is the figure as corrected, `reported` the one in the file.
        """
        registry = self.findings.registry
        table = self.findings.observations
        mine = table[table["unit"] == self.unit.slug]
        wanted = {
            (name, str(quarter))
            for name, indicator in registry.indicators.items()
            for quarter in source_quarters(
                self.quarter, indicator.nature, registry.calendar, year_to_date=True
            )
        }
        order = {name: place for place, name in enumerate(registry.indicators)}
        keys = zip(mine["indicator"], mine["quarter"], strict=True)
        used = mine[pd.Series([key in wanted for key in keys], index=mine.index, dtype="bool")]
        used = used.assign(_order=used["indicator"].map(order)).sort_values(["_order", "quarter"])
        return used.assign(
            key=[f"s{place}" for place in range(1, len(used) + 1)],
            name=used["indicator"].map(self.indicator_name),
            unit_of_measure=[
                registry.indicators[name].unit_of_measure[self.language]
                for name in used["indicator"]
            ],
            file=used["file_name"],
            submission=used["submission"].str[:12],
        ).reset_index(drop=True)[SOURCE_COLUMNS]

    def _source_keys(self, indicators: Sequence[str]) -> tuple[str, ...]:
        return tuple(self.sources.loc[self.sources["indicator"].isin(indicators), "key"])

    def _series(self, series: Series, wide: pd.DataFrame, quarters: list[Quarter]) -> pd.DataFrame:
        values = series_values(series, wide)
        if values is None:
            return pd.DataFrame(columns=_TREND_COLUMNS)
        table = values.unstack("quarter").reindex(columns=[str(quarter) for quarter in quarters])
        if self.unit.slug not in table.index or table.loc[self.unit.slug].isna().all():
            return pd.DataFrame(columns=_TREND_COLUMNS)
        return pd.DataFrame(
            {
                "indicator": series.id,
                "name": series.name[self.language],
                "unit_of_measure": series.unit_of_measure[self.language],
                "quarter": table.columns,
                "quarter_label": [_label(quarter) for quarter in quarters],
                "value": table.loc[self.unit.slug].to_numpy(),
                "group_median": table.median().to_numpy(),
                "group_low": table.quantile(0.1).to_numpy(),
                "group_high": table.quantile(0.9).to_numpy(),
                "is_share": series.indicator is None,
            }
        )


def series_values(series: Series, wide: pd.DataFrame) -> pd.Series | None:
    """The series by (unit, quarter), or None where nobody reported it; shares in percent."""
    if not set(series.indicators) <= set(wide.columns):
        return None
    if series.indicator is not None:
        return wide[series.indicator]
    part = wide[list(series.numerator)].sum(axis=1, min_count=len(series.numerator))
    whole = wide[list(series.denominator)].sum(axis=1, min_count=len(series.denominator))
    return 100 * part / whole.where(whole > 0)


def target_words(target: Target, report: Report) -> dict[str, object]:
    """What a target row says about itself, in the reader's language."""
    language = report.language
    indicators = report.findings.registry.indicators
    measured = indicators.get(target.indicator or "")
    kind = {"share_of_items": "share", "level_reached": "level", "reduction": "share"}.get(
        target.rule, "flag" if measured is not None and measured.kind == "flag" else "count"
    )
    due = report.findings.registry.calendar.end(Quarter(report.quarter.year, target.due_quarter))
    return {
        "target": target.id,
        "name": target.name[language],
        "text": target.text[language],
        "firm": target.firm,
        "assessed": target.assessed,
        "kind": kind,
        "unit_of_measure": measured.unit_of_measure[language] if measured else "%",
        "due": due,
        "pacing": target.pacing,
        "pacing_source": target.pacing_source,
        "source": target.source,
    }


_FIGURES = [
    "numerator",
    "denominator",
    "actual",
    "threshold",
    "attainment",
    "pace",
    "gap",
    "status",
]
_TREND_COLUMNS = [
    "indicator", "name", "unit_of_measure", "quarter", "quarter_label", "value", "group_median",
    "group_low", "group_high", "is_share",
]  # fmt: skip


def _label(quarter: Quarter) -> str:
    return f"{ROMAN[quarter.number]}/{quarter.year}"


def _whole(value: float) -> int | None:
    return None if math.isnan(value) else int(value)
