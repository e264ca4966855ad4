"""Unit names as offices write them, resolved by the register in force: never guessed.

"UBND quận Ba Đình", "Q. Ba Đình", "BA ĐÌNH", "Ba Dinh" and "ba-dinh" are one district; "Huyện Ba
Đình" is none, and "Bà Định" neither: marks may be left out, not changed. A type that is written
must be the unit's own; a name that two units share needs it.
"""

import functools
import re

from rapidfuzz import fuzz

from cchc_lib.intake.phrases import plain
from cchc_lib.registry import Unit
from cchc_lib.vietnamese import marks_agree, nfc

TYPES = {
    "quan": "quan", "q": "quan",
    "huyen": "huyen", "h": "huyen",
    "thi xa": "thi xa", "tx": "thi xa", "t x": "thi xa",
    "thanh pho": "thanh pho", "tp": "thanh pho",
    "phuong": "phuong", "p": "phuong",
    "xa": "xa", "x": "xa",
}  # fmt: skip
"""How a unit's type is written before its name, folded."""

OFFICE = re.compile(r"^(?:hdnd (?:va )?)?(?:ubnd|u b n d|ub|uy ban nhan dan|uy ban nd) (?=\w)")
CITY_TAIL = re.compile(r"(?<=\w)(?: thuoc)?(?: thanh pho| tp)? (?:ha noi|hn)$")
LISTED = re.compile(r"^\d{1,3} (?=[a-z])")
FORMER = re.compile(r"\(\s*cũ\s*\)|(?<=\w)\s+cũ\s*$", re.IGNORECASE)
INITIALS = re.compile(r"[A-ZĐ&]{2}")
"""A department by the first letters of its words: Sở LĐTB&XH, Sở LĐ-TBXH."""
Y_AT_END = re.compile(r"\b([bcdghklmnpqrstvx]+u?)y\b")


def head_name(unit: Unit) -> str:
    """The issuing body at the head of a form: "UBND QUẬN BA ĐÌNH", "SỞ NỘI VỤ"."""
    name = unit.full_name if unit.level == "department" else f"UBND {unit.full_name}"
    return name.upper()


class UnitNames:
    """The names of the units in force, by their folded spellings."""

    def __init__(self, units: tuple[Unit, ...]) -> None:
        self.units = units
        self._by_name: dict[str, dict[Unit, str]] = {}
        self._by_initials: dict[str, dict[Unit, str]] = {}
        for unit in units:
            slug = unit.slug.replace("-", " ")
            for spelling in (unit.name, unit.full_name, *unit.aliases, slug):
                self._by_name.setdefault(_key(spelling), {}).setdefault(unit, spelling)
            for alias in unit.aliases:
                if INITIALS.search(alias):
                    self._by_initials.setdefault(_joined(alias), {}).setdefault(unit, "")

    def find(self, words: str, group: str | None = None) -> Unit | None:
        """The one unit of that name (of that group, if given), or None.

        "(cũ)" names a unit that has been dissolved since: never one that still exists.
        """
        written = nfc(words)
        bare = FORMER.sub(" ", written)
        for spelling in _spellings(plain(bare)):
            found = [
                unit
                for unit, official in self._named(spelling).items()
                if group in (None, unit.group)
                and (bare == written or unit.valid_to is not None)
                and marks_agree(bare, official)
            ]
            if len(found) == 1:
                return found[0]
        return None

    def nearest(self, words: str) -> tuple[str, ...]:
        """The two official names that are most like `words`."""
        nearest = sorted(self.units, key=lambda unit: (-_likeness(unit, words), unit.full_name))
        return tuple(unit.full_name for unit in nearest[:2])

    def likeness(self, words: str) -> float:
        """How alike `words` are to the nearest unit's name: 100 is the same."""
        return max((_likeness(unit, words) for unit in self.units), default=0)

    def _named(self, spelling: str) -> dict[Unit, str]:
        """The units of that folded name, each with the spelling that its register holds."""
        key = _key(spelling)
        if key in self._by_name:
            return self._by_name[key]
        for prefix, kind in TYPES.items():
            if key.startswith(f"{prefix} "):
                named = self._by_name.get(key[len(prefix) + 1 :], {})
                return {unit: name for unit, name in named.items() if plain(unit.type) == kind}
        return self._by_initials.get(_joined(spelling), {})


@functools.lru_cache(maxsize=64)
def unit_names(units: tuple[Unit, ...]) -> UnitNames:
    """The names of these units, worked out once."""
    return UnitNames(units)


def _likeness(unit: Unit, words: str) -> float:
    said = plain(words)
    return max(fuzz.ratio(said, plain(name)) for name in (unit.name, unit.full_name))


def _key(words: str) -> str:
    """Folded, with i for y at a syllable's end: Mỹ Đức is written Mĩ Đức, too. "Kế hoạch và Đầu
    tư" is written with & or a dash, which fold to nothing.
    """
    return Y_AT_END.sub(r"\1i", plain(words)).replace(" va ", " ")


def _joined(words: str) -> str:
    """Initials however they are parted: LĐTB&XH, LĐ-TB và XH."""
    return "".join(word for word in plain(words).split() if word != "va")


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
