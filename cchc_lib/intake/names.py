"""Unit names as offices write them, resolved by the register in force: never guessed.

"UBND quận Ba Đình", "Q. Ba Đình", "BA ĐÌNH", "Ba Dinh" and "ba-dinh" are one district; "Huyện Ba
Đình" is none. A type that is written must be the unit's own; a name that two units share needs it.
"""

import functools
import re

from rapidfuzz import fuzz

from cchc_lib.intake.grid import plain
from cchc_lib.registry import Unit

TYPES = {
    "quan": "quan", "q": "quan",
    "huyen": "huyen", "h": "huyen",
    "thi xa": "thi xa", "tx": "thi xa",
    "thanh pho": "thanh pho", "tp": "thanh pho",
    "phuong": "phuong", "p": "phuong",
    "xa": "xa", "x": "xa",
}  # fmt: skip
"""How a unit's type is written before its name, folded."""

OFFICE = re.compile(r"^(?:hdnd (?:va )?)?(?:ubnd|uy ban nhan dan|uy ban nd) (?=\w)")
CITY_TAIL = re.compile(r"(?<=\w)(?: thuoc)?(?: thanh pho| tp)? (?:ha noi|hn)$")
LISTED = re.compile(r"^\d{1,3} (?=[a-z])")
FORMER = re.compile(r"\(\s*cũ\s*\)", re.IGNORECASE)
Y_AT_END = re.compile(r"\b([bcdghklmnpqrstvx]+u?)y\b")


def head_name(unit: Unit) -> str:
    """The issuing body at the head of a form: "UBND QUẬN BA ĐÌNH", "SỞ NỘI VỤ"."""
    name = unit.full_name if unit.level == "department" else f"UBND {unit.full_name}"
    return name.upper()


class UnitNames:
    """The names of the units in force, by their folded spellings."""

    def __init__(self, units: tuple[Unit, ...]) -> None:
        self.units = units
        self._by_name: dict[str, list[Unit]] = {}
        for unit in units:
            slug = unit.slug.replace("-", " ")
            for spelling in dict.fromkeys(
                map(_key, (unit.name, unit.full_name, slug, *unit.aliases))
            ):
                self._by_name.setdefault(spelling, []).append(unit)

    def find(self, words: str, group: str | None = None) -> Unit | None:
        """The one unit of that name (of that group, if given), or None.

        "(cũ)" names a unit that has been dissolved since: never one that still exists.
        """
        former = FORMER.search(words) is not None
        for spelling in _spellings(plain(FORMER.sub(" ", words) if former else words)):
            found = self._named(spelling)
            if group is not None:
                found = [unit for unit in found if unit.group == group]
            if former:
                found = [unit for unit in found if unit.valid_to is not None]
            if len(found) == 1:
                return found[0]
        return None

    def nearest(self, words: str) -> tuple[str, ...]:
        """The two official names that are most like `words`."""
        said = plain(words)

        def likeness(unit: Unit) -> float:
            names = (unit.name, unit.full_name)
            return max(fuzz.ratio(said, plain(name)) for name in names)

        nearest = sorted(self.units, key=likeness, reverse=True)[:2]
        return tuple(unit.full_name for unit in nearest)

    def _named(self, spelling: str) -> list[Unit]:
        key = _key(spelling)
        if key in self._by_name:
            return self._by_name[key]
        for prefix, kind in TYPES.items():
            if key.startswith(f"{prefix} "):
                named = self._by_name.get(key[len(prefix) + 1 :], [])
                return [unit for unit in named if plain(unit.type) == kind]
        return []


@functools.lru_cache(maxsize=64)
def unit_names(units: tuple[Unit, ...]) -> UnitNames:
    """The names of these units, worked out once."""
    return UnitNames(units)


def _key(words: str) -> str:
    """Folded, with i for y at a syllable's end: Mỹ Đức is written Mĩ Đức, too."""
    return Y_AT_END.sub(r"\1i", plain(words))


def _spellings(words: str) -> list[str]:
    """The name as written, then without number, office and city."""
    without_number = LISTED.sub("", words)
    without_office = OFFICE.sub("", without_number)
    return list(
        dict.fromkeys(
            (
                words,
                without_number,
                without_office,
                CITY_TAIL.sub("", without_number),
                CITY_TAIL.sub("", without_office),
            )
        )
    )
