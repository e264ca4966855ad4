"""Who reports: the register of units and the groups in which they are compared.

Identity is (level, code, validity), never the name: 28 of the wards and communes of 2025 have the
name of an old district. A slug such as `ba-dinh` names a unit in files and parameters.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator

from cchc_lib.errors import CallError, ParamsError
from cchc_lib.registry.params import SLUG, Bilingual, Record, nearest, read_csv, read_yaml
from cchc_lib.vietnamese import fold

Level = Literal["department", "district", "commune"]
CITY = "city"
"""The word that stands in unit and group columns for the city as a whole."""


class Unit(Record):
    """One reporting unit, for as long as it exists (`valid_to` None: still)."""

    slug: str = Field(pattern=SLUG)
    level: Level
    code: str
    type: str
    name: str
    name_en: str
    group: str
    subgroup: str | None = None
    valid_from: datetime.date
    valid_to: datetime.date | None = None
    aliases: tuple[str, ...] = ()

    @field_validator("aliases", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(value.split("|")) if isinstance(value, str) else value

    @property
    def full_name(self) -> str:
        """The official name with its type: "Quận Ba Đình", "Sở Nội vụ"."""
        if self.level == "department" or self.name.startswith(self.type):
            return self.name
        return f"{self.type} {self.name}"

    def title(self, language: str) -> str:
        """The name that readers see."""
        return self.name_en if language == "en" else self.full_name

    def in_force(self, day: datetime.date) -> bool:
        """Whether the unit existed on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Succession(Record):
    """One line of the old-to-new map: an old commune, (a part of) which went into a new unit."""

    new_code: str
    new_name: str
    new_type: str
    old_code: str
    old_name: str
    old_district_code: str
    old_district_name: str


class Group(Record):
    """Units that are compared and ranked together."""

    id: str
    level: Level
    name: Bilingual
    subgroups: dict[str, Bilingual] = Field(default_factory=dict)


class GroupsFile(Record):
    """params/units/groups.yml."""

    source: str
    groups: list[Group]


@dataclass(frozen=True)
class Units:
    """The register of units with their groups."""

    all: tuple[Unit, ...]
    groups: tuple[Group, ...]

    def in_force(self, day: datetime.date) -> tuple[Unit, ...]:
        """The units that exist on `day`, in register order."""
        return tuple(unit for unit in self.all if unit.in_force(day))

    def get(self, slug: str, day: datetime.date) -> Unit:
        """The unit that `slug` names on `day`.

        Raises CallError that names the nearest valid slug, or says when the unit existed.
        """
        for unit in self.all:
            if unit.slug == slug and unit.in_force(day):
                return unit
        for unit in self.all:
            if unit.slug == slug:
                raise CallError(
                    "error.unit-not-in-force",
                    unit=unit.full_name, day=day.strftime("%d/%m/%Y"),
                    start=unit.valid_from.strftime("%d/%m/%Y"),
                    end=unit.valid_to.strftime("%d/%m/%Y") if unit.valid_to else "…",
                )  # fmt: skip
        slugs = [unit.slug for unit in self.in_force(day)]
        hint = nearest(fold(str(slug)).replace(" ", "-"), slugs, 0)
        raise CallError("error.unknown-unit", found=slug, hint=hint or "–")

    def group(self, group_id: str) -> Group:
        """The group of that id. Raises KeyError."""
        return {group.id: group for group in self.groups}[group_id]


def read_units(params: Path) -> Units:
    """The register below params/units. Raises ParamsError for a slug used twice."""
    folder = params / "units"
    groups = tuple(read_yaml(folder / "groups.yml", GroupsFile).groups)
    units: list[Unit] = []
    for name in ("departments.csv", "districts.csv", "communes.csv"):
        units.extend(read_csv(folder / name, Unit))
    _check(units, groups)
    return Units(tuple(units), groups)


def read_successions(params: Path) -> list[Succession]:
    """The old-to-new map of 01/07/2025: one record for each pair that shares land."""
    return read_csv(params / "units" / "old_to_new.csv", Succession)


def _check(units: Sequence[Unit], groups: Sequence[Group]) -> None:
    known = {group.id: group for group in groups}
    seen: dict[str, list[Unit]] = {}
    for unit in units:
        group = known.get(unit.group)
        if group is None or (unit.subgroup is not None and unit.subgroup not in group.subgroups):
            hint = nearest(unit.group, known, 0) or "–"
            raise ParamsError("error.unknown-group", unit=unit.slug, found=unit.group, hint=hint)
        for other in seen.get(unit.slug, []):
            if other.in_force(unit.valid_from) or unit.in_force(other.valid_from):
                raise ParamsError("error.slug-twice", slug=unit.slug)
        seen.setdefault(unit.slug, []).append(unit)
