"""The tables of the city's report."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from cchc_lib.findings.certainty import city_shares, group_certainty
from cchc_lib.findings.persons import person_totals
from cchc_lib.findings.report import Report
from cchc_lib.findings.reversals import city_reversals
from cchc_lib.findings.unit import target_words
from cchc_lib.measure import may_lead


@dataclass(frozen=True, eq=False)
class CityReport(Report):
    """The whole city, one quarter."""

    @cached_property
    def targets(self) -> pd.DataFrame:
        """The targets for the city: percent of units or items, with how many units reported."""
        city = self.findings.now.city.set_index("target")
        rows = [
            {**target_words(target, self), **city.loc[target.id, _FIGURES].to_dict()}
            for target in self.plan_targets.values()
        ]
        return pd.DataFrame(rows)

    @cached_property
    def league(self) -> pd.DataFrame:
        """All units with score, rank, change of rank (see `Findings.compared`) and the ranks that
        cannot be told apart from it (rank_lower, rank_upper); the ranked first, then the others.
        """
        scores = self.named(self.findings.now.scores)
        before = self.findings.compared
        previous = None if before is None else before.scores.set_index("unit")["rank"]
        change = None if previous is None else scores["unit"].map(previous) - scores["rank"]
        sure = pd.concat([group_certainty(self, group) for group in scores["group"].unique()])
        sets = sure.set_index("unit")
        return self.by_name(
            scores.assign(
                rank_change=change,
                rank_lower=scores["unit"].map(sets["lower"]),
                rank_upper=scores["unit"].map(sets["upper"]),
            ),
            "group", "rank",
        )  # fmt: skip

    @cached_property
    def leaders(self) -> dict[str, list[str]]:
        """By group, the names of the units that may be among its best (params/certainty.yml)."""
        rules = self.findings.registry.certainty
        now = self.findings.now
        return {
            str(group): [self.unit_name(slug) for slug in may_lead(now, rules, str(group))]
            for group in now.scores["group"].unique()
        }

    @cached_property
    def shares(self) -> pd.DataFrame:
        """Every unit's shares of outcomes, with interval, group share and place in the funnel."""
        return city_shares(self)

    @cached_property
    def reversals(self) -> pd.DataFrame:
        """Shares of the city that moved against every group since the quarter before: series,
        name, direction (up, down), quarter.
        """
        return city_reversals(self)

    @cached_property
    def heat(self) -> pd.DataFrame:
        """Unit × target: attainment and status of the targets that units are held to."""
        named = self.named(self.findings.now.units)
        held = {key: t for key, t in self.plan_targets.items() if t.assessed == "unit"}
        rows = named[named["target"].isin(held)]
        return rows.assign(
            target_name=rows["target"].map({key: t.name[self.language] for key, t in held.items()})
        )[["unit", "name", "group", "group_name", "target", "target_name", "attainment", "status"]]

    @cached_property
    def quality(self) -> pd.DataFrame:
        """How much each unit reported of what it should, and its problems by severity."""
        table = self.findings.observations
        now = table[table["quarter"] == str(self.quarter)]
        counts = now.groupby("unit")["indicator"].nunique()
        expected = {group: len(names) for group, names in self.expected_indicators.items()}
        found = pd.crosstab(self.all_doubts["unit"], self.all_doubts["severity"])
        units = self.receipts[["unit", "name", "group", "group_name"]]
        severities = {
            severity: units["unit"].map(found.get(severity, pd.Series(dtype="int64")))
            .fillna(0).astype("int64")
            for severity in ("refuse", "doubtful", "note")
        }  # fmt: skip
        return units.assign(
            reported=units["unit"].map(counts).fillna(0).astype("int64"),
            expected=units["group"].map(expected),
            **severities,
        )

    @cached_property
    def persons(self) -> pd.DataFrame:
        """Totals of the indicators that count persons, by group and for the city; small ones and
        those that would give small ones away are hidden.
        """
        return person_totals(self)

    @property
    def doubts(self) -> pd.DataFrame:
        """Every problem of the quarter's files, the worst first."""
        return self.all_doubts


_FIGURES = [
    "numerator", "denominator", "actual", "lower", "upper", "threshold", "attainment", "pace",
    "gap", "status", "reported", "expected",
]  # fmt: skip
