"""Believable dossiers of form II.06a: received, resolved and pending, in one unit and window.

In: a unit, a quarter and the calendar. Out: one whole number by indicator. The identities of the
form hold: received = online + in person + carried over = resolved + pending, and so on.
"""

import functools

from cchc_lib.registry import Calendar, Quarter, Unit
from cchc_lib.sample.traits import dice, traits_of

COLUMNS = (
    "dossiers-received", "dossiers-received-online", "dossiers-received-in-person",
    "dossiers-carried-over", "dossiers-resolved", "dossiers-resolved-early",
    "dossiers-resolved-on-time", "dossiers-resolved-late", "dossiers-pending",
    "dossiers-pending-in-time", "dossiers-pending-overdue",
)  # fmt: skip
"""The indicators of columns 3 to 13."""

SEASON = (0.88, 1.04, 1.12, 0.96)
"""Quarter 1 holds the lunar new year."""


def dossier_figures(unit: Unit, quarter: Quarter, calendar: Calendar) -> dict[str, float]:
    """The figures of the window that the quarter's report covers, in the order of `COLUMNS`."""
    cumulative = calendar.window(quarter) == "year_to_date"
    covered = quarter.year_so_far() if cumulative else [quarter]
    covered = [part for part in covered if unit.in_force(calendar.end(part))]
    parts = [_quarter_alone(unit, part) for part in covered]
    online, in_person, early, on_time, late = (sum(column) for column in zip(*parts, strict=True))
    carried, _ = _pending(unit, covered[0].previous())
    pending, overdue = _pending(unit, quarter)
    resolved = early + on_time + late
    figures = (
        online + in_person + carried, online, in_person, carried,
        resolved, early, on_time, late, pending, pending - overdue, overdue,
    )  # fmt: skip
    return dict(zip(COLUMNS, figures, strict=True))


@functools.cache
def _new(unit: Unit, quarter: Quarter) -> int:
    """Dossiers that came in during the quarter alone: a growth of some 6% a year."""
    chance = dice("dossiers", unit.slug, quarter)
    growth = 1 + 0.06 * (quarter.year - 2019) * (0.5 + traits_of(unit).online)
    noise = 0.94 + 0.12 * chance.random()
    return round(traits_of(unit).dossiers * growth * SEASON[quarter.number - 1] * noise)


@functools.cache
def _pending(unit: Unit, quarter: Quarter) -> tuple[int, int]:
    """Pending at the quarter's end, and how many of them are overdue."""
    chance = dice("pending", unit.slug, quarter)
    pending = round(_new(unit, quarter) * (0.04 + 0.06 * chance.random()))
    sloth = 1 - traits_of(unit).diligence
    return pending, round(pending * 0.25 * sloth * chance.random())


@functools.cache
def _quarter_alone(unit: Unit, quarter: Quarter) -> tuple[int, int, int, int, int]:
    """Received online and in person, resolved early, on time and late."""
    chance = dice("resolved", unit.slug, quarter)
    new, traits = _new(unit, quarter), traits_of(unit)
    reach = min(0.97, max(0.05, 0.30 + 0.09 * (quarter.year - 2019)) * (0.6 + 0.5 * traits.online))
    online = round(new * reach * (0.96 + 0.04 * chance.random()))
    resolved = _pending(unit, quarter.previous())[0] + new - _pending(unit, quarter)[0]
    late = round(resolved * 0.05 * (1 - traits.diligence) * (0.5 + chance.random()))
    early = round((resolved - late) * (0.35 + 0.35 * chance.random()))
    return online, new - online, early, resolved - late - early, late
