"""Which units of earlier quarters are the very units of a later one.

No series, rank or check may run across 01/07/2025, when districts ended and wards and communes
began, nor join two units that had one slug at different times. In: the register and the calendar.
Out: pairs of unit and quarter that belong together, and where the year of new units begins.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from cchc_lib.registry.quarters import Calendar, Quarter
from cchc_lib.registry.units import Units


@dataclass(frozen=True)
class Continuity:
    """The units of `quarter`, looked at in other quarters."""

    units: Units
    calendar: Calendar
    quarter: Quarter

    def pairs(self, quarters: Iterable[str]) -> frozenset[tuple[str, str]]:
        """(unit, quarter) for each unit of this quarter that was in force, the same one, in it."""
        now = set(self.units.in_force(self.calendar.end(self.quarter)))
        found = set()
        for name in quarters:
            then = self.units.in_force(self.calendar.end(Quarter.parse(name)))
            found |= {(unit.slug, name) for unit in then if unit in now}
        return frozenset(found)

    def starts(self) -> dict[str, Quarter]:
        """The first quarter of each unit that began within this quarter's year."""
        found = {}
        for unit in self.units.in_force(self.calendar.end(self.quarter)):
            if not unit.in_force(self.calendar.end(Quarter(self.quarter.year, 1))):
                found[unit.slug] = next(
                    quarter
                    for quarter in self.quarter.year_so_far()
                    if unit.in_force(self.calendar.end(quarter))
                )
        return found
