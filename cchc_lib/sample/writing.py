"""Writes the synthetic submissions of a range of quarters, one folder a quarter.

In: a folder, the registry, first and last quarter. Out: the files on disk and a summary that lists
every file and every planted oddity. The same call writes the same bytes, always and anywhere.
"""

import csv
import datetime
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cchc_lib.errors import CallError
from cchc_lib.registry import Quarter, Registry, quarter_range
from cchc_lib.sample.city_table import SHEET as CITY_SHEET
from cchc_lib.sample.city_table import CityRow, totals_of, write_city_table
from cchc_lib.sample.dossiers import dossier_figures
from cchc_lib.sample.figures import unit_figures
from cchc_lib.sample.oddities import (
    Kind,
    Oddity,
    QuarterPlan,
    plan_quarter,
    swapped,
)
from cchc_lib.sample.tidy import write_tidy
from cchc_lib.sample.traits import dice
from cchc_lib.sample.unit_form import SHEET as UNIT_SHEET
from cchc_lib.sample.unit_form import UnitReport, write_unit_form

REGISTER = "received.csv"
WRONG_TOTAL = "dossiers-resolved"
BROKEN_IDENTITY = "dossiers-received"
TYPED_BY_HAND = 4
"""Rows of the city table whose numbers are text."""
Written = tuple["SampleFile", bytes, list[Oddity]]


@dataclass(frozen=True)
class SampleFile:
    """One written file of a quarter's folder; `units` are those that it speaks for."""

    quarter: str
    name: str
    received: datetime.date
    units: tuple[str, ...]


@dataclass(frozen=True)
class SampleSummary:
    """What was written: files, each in its quarter's folder below `folder`, and the oddities."""

    folder: Path
    quarters: tuple[str, ...]
    files: tuple[SampleFile, ...]
    oddities: tuple[Oddity, ...]

    def planted(self, kind: Kind, quarter: str | None = None) -> tuple[Oddity, ...]:
        """The oddities of one kind, in all quarters or in one."""
        return tuple(
            odd for odd in self.oddities if odd.kind == kind and quarter in (None, odd.quarter)
        )


def write_sample(folder: Path, registry: Registry, first: Quarter, last: Quarter) -> SampleSummary:
    """The sample from `first` to `last`, with received.csv beside the files of each quarter.

    Raises CallError for a range that ends before it begins, or with quarters in which the register
    holds no departments or no local units.
    """
    if last < first:
        raise CallError("error.sample-range", first=first, last=last)
    quarters = quarter_range(first, last)
    for quarter in quarters:
        levels = {unit.level for unit in registry.units_in(quarter)}
        if "department" not in levels or levels == {"department"}:
            raise CallError("error.sample-units", quarter=quarter)
    files: list[SampleFile] = []
    oddities: list[Oddity] = []
    for quarter in quarters:
        target = folder / str(quarter)
        target.mkdir(parents=True, exist_ok=True)
        written, odd = _write_quarter(target, registry, quarter)
        (target / REGISTER).write_bytes(_register(written))
        files.extend(written)
        oddities.extend(odd)
    return SampleSummary(folder, tuple(map(str, quarters)), tuple(files), tuple(oddities))


def meant_figures(
    registry: Registry, quarter: Quarter
) -> dict[str, tuple[dict[str, float], dict[str, float]]]:
    """What every unit means to report: figures of its form and of its row in II.06a, by slug."""
    return {
        unit.slug: (
            unit_figures(unit, quarter, registry),
            dossier_figures(unit, quarter, registry.calendar),
        )
        for unit in registry.units_in(quarter)
    }


def _write_quarter(
    target: Path, registry: Registry, quarter: Quarter
) -> tuple[list[SampleFile], list[Oddity]]:
    due = registry.calendar.due(quarter)
    meant = meant_figures(registry, quarter)
    plan = plan_quarter(
        registry.units_in(quarter), quarter, {slug: form for slug, (form, _) in meant.items()}
    )
    files: list[SampleFile] = []
    oddities = [Oddity("missing", str(quarter), plan.missing)]
    for unit in plan.units:
        if unit.slug == plan.missing:
            continue
        report = UnitReport(
            unit,
            quarter,
            plan.spelled.get(unit.slug, unit.full_name),
            plan.received(unit.slug, due),
            meant[unit.slug][0],
            plan.figures.get(unit.slug, ()),
        )
        file, content, odd = _unit_file(plan, report, registry)
        (target / file.name).write_bytes(content)
        files.append(file)
        oddities.extend(odd)
    dossiers = {slug: table for slug, (_, table) in meant.items() if slug != plan.missing}
    file, content, odd = _city_file(plan, dossiers, registry)
    (target / file.name).write_bytes(content)
    return [*files, file], [*oddities, *odd]


def _unit_file(plan: QuarterPlan, report: UnitReport, registry: Registry) -> Written:
    quarter, slug = str(plan.quarter), report.unit.slug
    tidy = slug in plan.tidy
    name = f"{slug}_cchc_{quarter}.{'csv' if tidy else 'xlsx'}"
    file = SampleFile(quarter, name, report.day, (slug,))
    oddities = []
    if slug in plan.days_late:
        received = report.day.isoformat()
        oddities.append(Oddity("late", quarter, slug, name, written=received))
    if tidy:
        return file, write_tidy(report, registry), oddities
    form = write_unit_form(report, registry)
    at = (quarter, slug, name, UNIT_SHEET)
    if slug in plan.spelled:
        oddities.append(Oddity("spelling", *at, form.reporter, written=report.name))
    for odd in report.planted:
        cell, written = form.cells[odd.indicator], form.written[odd.indicator]
        right = report.figures[odd.indicator]
        oddities.append(Oddity(odd.kind, *at, cell, odd.indicator, written, right))
    return file, form.content, oddities


def _city_file(
    plan: QuarterPlan, dossiers: Mapping[str, Mapping[str, float]], registry: Registry
) -> Written:
    quarter = str(plan.quarter)
    day = registry.calendar.due(plan.quarter) - datetime.timedelta(days=1)
    file = SampleFile(quarter, f"bieu-II.06a_{quarter}.xlsx", day, tuple(dossiers))
    right = dossiers[plan.broken_identity][BROKEN_IDENTITY]
    broken = {**dossiers[plan.broken_identity], BROKEN_IDENTITY: swapped(right)}
    rows = _city_rows(plan, {**dossiers, plan.broken_identity: broken})
    sums = totals_of(rows)
    totals = {**sums, WRONG_TOTAL: swapped(sums[WRONG_TOTAL])}
    table = write_city_table(rows, totals, plan.quarter, registry, day)
    oddities = [
        Oddity(
            "spelling", quarter, row.unit.slug, file.name, CITY_SHEET,
            table.names[row.unit.slug], written=row.name,
        )
        for row in rows if row.unit.slug in plan.spelled
    ]  # fmt: skip
    cell = table.cells[plan.broken_identity, BROKEN_IDENTITY]
    oddities.append(
        Oddity(
            "broken-identity", quarter, plan.broken_identity, file.name, CITY_SHEET,
            cell, BROKEN_IDENTITY, broken[BROKEN_IDENTITY], right,
        )
    )  # fmt: skip
    oddities.append(
        Oddity(
            "wrong-total", quarter, None, file.name, CITY_SHEET,
            table.totals[WRONG_TOTAL], WRONG_TOTAL, totals[WRONG_TOTAL], sums[WRONG_TOTAL],
        )
    )  # fmt: skip
    return file, table.content, oddities


def _city_rows(
    plan: QuarterPlan, printed: Mapping[str, Mapping[str, float]]
) -> tuple[CityRow, ...]:
    """The rows as typed: some names in another spelling, some numbers as text."""
    order = dice("by-hand", plan.quarter).permutation(len(plan.units))
    by_hand = {plan.units[index].slug for index in order[:TYPED_BY_HAND]}
    return tuple(
        CityRow(
            unit,
            plan.spelled.get(unit.slug, unit.full_name),
            printed.get(unit.slug),
            unit.slug in by_hand,
        )
        for unit in plan.units
    )


def _register(files: Sequence[SampleFile]) -> bytes:
    """The register of incoming mail: one line a file."""
    lines = io.StringIO()
    table = csv.writer(lines, lineterminator="\n")
    table.writerow(("file", "received"))
    table.writerows((file.name, file.received.isoformat()) for file in files)
    return lines.getvalue().encode()
