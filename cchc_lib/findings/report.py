"""What the reports of a unit, of the city and on intake have in common."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from cchc_lib.findings.persons import is_kept_back, person_indicators
from cchc_lib.measure import units_frame
from cchc_lib.registry import Quarter, Target, Unit
from cchc_lib.texts import Language, text
from cchc_lib.vietnamese import report_name, sort_key

if TYPE_CHECKING:
    from cchc_lib.findings.quarter import Findings

DOUBT_COLUMNS = [
    "unit", "unit_name", "severity", "severity_name", "file", "sheet", "cell", "indicator", "name",
    "found", "expected", "message", "advice",
]  # fmt: skip
CORRECTION_COLUMNS = [
    "unit", "unit_name", "quarter", "indicator", "name", "reported", "corrected", "reason",
    "author", "date", "status", "file", "sheet", "cell", "hidden",
]  # fmt: skip


@dataclass(frozen=True, eq=False)
class Report:
    """A quarter's findings in the reader's language."""

    findings: "Findings"
    language: Language

    @property
    def quarter(self) -> Quarter:
        """The quarter reported on."""
        return self.findings.quarter

    @property
    def sample(self) -> bool:
        """Whether the figures are synthetic."""
        return self.findings.sample

    @property
    def edition(self) -> int:
        """The number of the data's edition."""
        return self.findings.edition.number

    @property
    def digest(self) -> str:
        """The edition's digest, the first 12 hexadecimal digits."""
        return self.findings.edition.digest[:12]

    @property
    def quarter_title(self) -> str:
        """The report's period by its own name: "Quý I năm 2020", "6 tháng năm 2020"."""
        period = self.findings.registry.calendar.report(self.quarter)
        return report_name(period.name[self.language], self.quarter.year, self.language)

    @property
    def cut_off(self) -> datetime.date:
        """The last day that the figures cover."""
        return self.findings.registry.calendar.end(self.quarter)

    @property
    def due(self) -> datetime.date:
        """The last day on which reports were in time."""
        return self.findings.registry.calendar.due(self.quarter)

    @property
    def confidence(self) -> float:
        """The confidence of intervals and sets of ranks, from 0 to 1."""
        return self.findings.registry.certainty.confidence

    @property
    def fewer_than(self) -> int:
        """Below this, numbers of persons are not shown."""
        return self.findings.registry.suppression.fewer_than

    @property
    def plan_title(self) -> str:
        """The name of the year's plan that figures are held against."""
        plan = self.findings.registry.plan(self.quarter.year)
        return plan.title[self.language] if plan else ""

    @property
    def plan_complete(self) -> bool:
        """Whether all targets of the year's plan are registered."""
        plan = self.findings.registry.plan(self.quarter.year)
        return plan is not None and plan.complete

    @cached_property
    def units(self) -> dict[str, Unit]:
        """The units in force, by slug."""
        return {unit.slug: unit for unit in self.findings.registry.units_in(self.quarter)}

    @cached_property
    def plan_targets(self) -> dict[str, Target]:
        """The year's targets by id."""
        plan = self.findings.registry.plan(self.quarter.year)
        return {target.id: target for target in plan.targets} if plan else {}

    def unit_name(self, slug: str | None) -> str:
        """The unit's name in the reader's language; empty for none."""
        if slug is None:
            return ""
        return self.units[slug].title(self.language) if slug in self.units else slug

    def group_name(self, group: str) -> str:
        """The group's name."""
        return self.findings.registry.units.group(group).name[self.language]

    def indicator_name(self, indicator: str | None) -> str:
        """The indicator's name; empty for none."""
        known = self.findings.registry.indicators.get(indicator or "")
        return known.name[self.language] if known else (indicator or "")

    def named(self, table: pd.DataFrame) -> pd.DataFrame:
        """`table`, which has unit and group, with `name` and `group_name` behind them."""
        return table.assign(
            name=table["unit"].map(self.unit_name), group_name=table["group"].map(self.group_name)
        )

    @cached_property
    def all_doubts(self) -> pd.DataFrame:
        """Every problem of the quarter's files, the worst first.

        One of a figure of persons says that there is one, and where, without any figure.
        """
        persons = set(person_indicators(self.findings))
        order = {"refuse": 0, "doubtful": 1, "note": 2}
        quarter = str(self.quarter)
        rows = [
            {
                "unit": problem.unit or "",
                "unit_name": self.unit_name(problem.unit),
                "severity": problem.severity,
                "severity_name": text(f"severity.{problem.severity}", self.language),
                "file": problem.file,
                "sheet": problem.sheet,
                "cell": problem.cell,
                "indicator": problem.indicator or "",
                "name": self.indicator_name(problem.indicator),
                "found": "" if secret else problem.found,
                "expected": "" if secret else problem.expected,
                "message": (
                    text("findings.kept-back", self.language)
                    if secret
                    else problem.message(self.language)
                ),
                "advice": problem.advice(self.language),
            }
            for problem, _ in self.findings.problems
            if problem.quarter in (None, quarter)
            for secret in (problem.indicator in persons,)
        ]
        table = pd.DataFrame(rows, columns=DOUBT_COLUMNS)
        return table.sort_values("severity", key=lambda s: s.map(order), kind="stable").reset_index(
            drop=True
        )

    @cached_property
    def all_corrections(self) -> pd.DataFrame:
        """Every correction of the quarters that the figures reach back to: reported (NaN: nothing),
        corrected (NaN: the figure does not count), reason, author, date, status (applied, stale),
        and the cell that is corrected; `hidden` where a figure of persons is kept back, with its
        reason.
        """
        table = self.findings.corrections
        named = table.assign(
            unit_name=table["unit"].map(self.unit_name),
            name=table["indicator"].map(self.indicator_name),
            reported=table["found"],
            corrected=table["becomes"],
            file=table["file_name"],
        )
        kept = self.without_kept_back(named, "reported", "corrected")
        secret = text("findings.kept-back-reason", self.language)
        return kept.assign(reason=kept["reason"].mask(kept["hidden"], secret))[CORRECTION_COLUMNS]

    def without_kept_back(self, table: pd.DataFrame, *figures: str) -> pd.DataFrame:
        """`table` (unit, quarter, indicator) without what is kept back (NaN), and `hidden`."""
        hidden = is_kept_back(table, self.findings.kept_back)
        return table.assign(**{name: table[name].where(~hidden) for name in figures}, hidden=hidden)

    @cached_property
    def receipts(self) -> pd.DataFrame:
        """Who reported when: unit, name, group, group_name, status (on_time, late, missing),
        status_name, received, days_late, files; one row a unit.

        A unit's own report counts, not a table in which another office listed it; the first one
        received decides whether it was in time.
        """
        units = units_frame(self.findings.registry, self.quarter)
        sent = self.findings.submissions
        own = sent[
            (sent["quarter"] == str(self.quarter)) & sent["form"].isin(self.findings.own_forms)
        ]
        first = own.groupby("unit").agg(
            received=("received", "min"), files=("file_name", ", ".join)
        )
        table = units.merge(first, on="unit", how="left")
        days = [_days_late(day, self.due) for day in table["received"]]
        status = ["missing" if d is None else "late" if d > 0 else "on_time" for d in days]
        return self.named(table).assign(
            status=status,
            status_name=[text(f"receipt.{one}", self.language) for one in status],
            days_late=[d or 0 for d in days],
            files=table["files"].fillna(""),
        )

    @cached_property
    def expected_indicators(self) -> dict[str, list[str]]:
        """What each group should report: what its targets need, and what any of its units sent."""
        table = self.findings.observations
        seen = table[table["quarter"] == str(self.quarter)]
        group_of = {slug: unit.group for slug, unit in self.units.items()}
        pairs = set(zip(seen["unit"].map(group_of), seen["indicator"], strict=True))
        for target in self.plan_targets.values():
            pairs |= {(group, name) for group in target.scope for name in target.indicators}
        registered = self.findings.registry.indicators
        return {
            group.id: [
                name
                for name, indicator in registered.items()
                if (group.id, name) in pairs and group.id in indicator.reported_by
            ]
            for group in self.findings.registry.units.groups
        }

    def by_name(self, table: pd.DataFrame, *columns: str) -> pd.DataFrame:
        """`table` sorted by `columns` and then by `name` in Vietnamese order."""
        place = {name: at for at, name in enumerate(sorted(set(table["name"]), key=sort_key))}
        keyed = table.assign(_key=table["name"].map(place))
        ordered = keyed.sort_values([*columns, "_key"], kind="stable", na_position="last")
        return ordered.drop(columns="_key").reset_index(drop=True)


def _days_late(received: object, due: datetime.date) -> int | None:
    """Days after the due date; zero or less in time, None where nothing was received."""
    if not isinstance(received, datetime.date) or pd.isna(received):
        return None
    return (received - due).days
