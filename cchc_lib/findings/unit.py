"""The tables of one unit's report."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from cchc_lib.findings.certainty import RankCertainty, rank_certainty_of, unit_shares
from cchc_lib.findings.report import Report
from cchc_lib.findings.series import unit_comparisons, unit_trends
from cchc_lib.findings.standing import ScoreLine, score_line, score_moves
from cchc_lib.measure import source_quarters
from cchc_lib.registry import Quarter, Target, Unit

SOURCE_COLUMNS = [
    "key", "indicator", "name", "quarter", "value", "reported", "unit_of_measure", "file", "sheet",
    "cell", "received", "submission", "hidden",
]  # fmt: skip


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
        return score_line(self, self.unit)

    @cached_property
    def moves(self) -> pd.DataFrame:
        """What moved the score since the quarter before: criterion, name, points_before, points,
        moved; the greatest moves first. Empty where there is nothing to compare with.
        """
        return score_moves(self, self.unit)

    @cached_property
    def certainty(self) -> RankCertainty | None:
        """How sure the rank is; None for a unit without one."""
        return rank_certainty_of(self, self.unit)

    @cached_property
    def shares(self) -> pd.DataFrame:
        """The shares made of outcomes, with interval and place in the group's funnel."""
        return unit_shares(self, self.unit)

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
        return unit_trends(self, self.unit)

    @cached_property
    def comparisons(self) -> pd.DataFrame:
        """The score and each series beside last quarter's, last year's, the group's median and
        best.
        """
        return unit_comparisons(self, self.unit)

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

        `value` is the figure as corrected, `reported` the one in the file; both are NaN where
        `hidden` says that a small number of persons is kept back.
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
        table = used.assign(
            key=[f"s{place}" for place in range(1, len(used) + 1)],
            name=used["indicator"].map(self.indicator_name),
            unit_of_measure=[
                registry.indicators[name].unit_of_measure[self.language]
                for name in used["indicator"]
            ],
            file=used["file_name"],
            submission=used["submission"].str[:12],
        ).reset_index(drop=True)
        return self.without_kept_back(table, "value", "reported")[SOURCE_COLUMNS]

    def _source_keys(self, indicators: Sequence[str]) -> tuple[str, ...]:
        return tuple(self.sources.loc[self.sources["indicator"].isin(indicators), "key"])


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
        "operator": target.operator,
        "kind": kind,
        "unit_of_measure": measured.unit_of_measure[language] if measured else "%",
        "due": due,
        "pacing": target.pacing,
        "pacing_source": target.pacing_source,
        "source": target.source,
    }


_FIGURES = [
    "numerator", "denominator", "actual", "lower", "upper", "threshold", "attainment", "pace",
    "gap", "projected", "status",
]  # fmt: skip
