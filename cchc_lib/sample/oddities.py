"""What goes wrong in a quarter of the sample: who is late or missing, and which figure is odd.

In: the units in force, the quarter and what each unit means to report. Out: a plan, and after the
files are written the list of oddities with file and cell, which intake is expected to find.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from cchc_lib.registry import Quarter, Unit
from cchc_lib.sample.names import spelled_name
from cchc_lib.sample.traits import dice

Kind = Literal[
    "late",  # the file came after the due date
    "missing",  # the unit sent no file, and its row of the city table is empty
    "wrong-total",  # a total that is printed with two digits exchanged
    "broken-identity",  # a figure with two digits exchanged: column 3 is not 4 + 5 + 6
    "falling",  # a year's figure that is lower than the half-year's: its last digit is lost
    "spelling",  # the unit's name in another spelling
    "text-figure",  # a figure with words: "12 cuộc"
    "out-of-limit",  # a figure below the indicator's limit: "giảm 5" written as -5
    "blank",  # a figure that is not reported
    "dash",  # an en-dash where nothing occurred
]
Written = str | float | None
"""What stands in a cell; None leaves it empty."""

SHOWCASE = ("ba-dinh", "so-noi-vu", "phuong-ba-dinh")
"""Units whose figures are never tampered with: pages and documentation show them."""

TWO_SPELLINGS = ("ung-hoa", "xa-ung-hoa")
"""Always among those in another spelling, since both "Ứng Hòa" and "Ứng Hoà" are in use."""
BLANKS = (
    ("initiatives", "papers-cut"),
    ("sipas-questionnaires",),
    ("portal-posted", "autonomous-units", "online-services-level-4"),
)
"""What three units leave empty."""


@dataclass(frozen=True)
class Oddity:
    """One planted oddity. `meant` is the right figure; `cell` is empty for a file as a whole."""

    kind: Kind
    quarter: str
    unit: str | None
    file: str = ""
    sheet: str = ""
    cell: str = ""
    indicator: str | None = None
    written: Written = None
    meant: float | None = None


@dataclass(frozen=True)
class Planted:
    """One figure that is written otherwise than meant."""

    kind: Kind
    indicator: str
    written: Written


@dataclass(frozen=True)
class QuarterPlan:
    """Who does what in one quarter, by unit slug; `figures` are those of the unit forms."""

    quarter: Quarter
    units: tuple[Unit, ...]
    missing: str
    days_late: Mapping[str, int]
    tidy: tuple[str, ...]
    spelled: Mapping[str, str]
    broken_identity: str
    figures: Mapping[str, tuple[Planted, ...]]

    def received(self, slug: str, due: datetime.date) -> datetime.date:
        """The day a unit's file comes in: in the six days up to the due date, or late."""
        if slug in self.days_late:
            return due + datetime.timedelta(days=self.days_late[slug])
        early = int(dice("received", slug, self.quarter).integers(0, 6))
        return due - datetime.timedelta(days=early)


def plan_quarter(
    units: Sequence[Unit], quarter: Quarter, meant: Mapping[str, Mapping[str, float]]
) -> QuarterPlan:
    """The plan of one quarter; `meant` holds each unit's figures by indicator.

    The missing unit is a local one in odd quarters and a department in even ones; of the two late
    units one is of either kind.
    """
    tidy = tidy_senders(units)
    order = dice("plan", quarter).permutation(len(units))
    free = [units[index] for index in order]
    free = [unit for unit in free if unit.slug not in (*SHOWCASE, *TWO_SPELLINGS, *tidy)]
    departments = [unit.slug for unit in free if unit.level == "department"]
    others = [unit.slug for unit in free if unit.level != "department"]
    missing = others.pop(0) if quarter.number % 2 else departments.pop(0)
    late = {departments.pop(0): 3, others.pop(0): 9}
    broken_identity = others.pop(0)
    rest = [unit.slug for unit in free if unit.slug in departments or unit.slug in others]
    return QuarterPlan(
        quarter=quarter,
        units=tuple(units),
        missing=missing,
        days_late=late,
        tidy=tidy,
        spelled=_spelled(units, quarter, (missing, *tidy)),
        broken_identity=broken_identity,
        figures=dict(_figures(quarter, rest, meant)),
    )


def tidy_senders(units: Sequence[Unit]) -> tuple[str, ...]:
    """Two units, a department and a local one, that send a table of figures, not the workbook."""
    willing = sorted(
        (unit for unit in units if unit.slug not in SHOWCASE),
        key=lambda unit: (dice("tidy", unit.slug).random(), unit.slug),
    )
    department = next(unit.slug for unit in willing if unit.level == "department")
    local = next(unit.slug for unit in willing if unit.level != "department")
    return department, local


def swapped(figure: float) -> int:
    """The whole number with two neighbouring digits exchanged, the last pair that differs.

    A number of equal digits, such as 7 or 11, is raised by nine.
    """
    number = int(figure)
    digits = str(number)
    for place in range(len(digits) - 1, 0, -1):
        left, right = digits[place - 1], digits[place]
        if left != right and not (place == 1 and right == "0"):
            return int(digits[: place - 1] + right + left + digits[place + 1 :])
    return number + 9


def _spelled(units: Sequence[Unit], quarter: Quarter, but: Sequence[str]) -> dict[str, str]:
    """Names in another spelling by slug: each way of spelling occurs in every quarter."""
    local = [unit for unit in units if unit.level != "department" and unit.slug not in but]
    order = dice("spelled", quarter).permutation(len(local))
    toned = [unit for unit in local if unit.slug in TWO_SPELLINGS]
    return {
        unit.slug: spelled_name(unit, way)
        for way, unit in enumerate([local[index] for index in order[:4]] + toned)
    }


def _figures(
    quarter: Quarter, rest: list[str], meant: Mapping[str, Mapping[str, float]]
) -> Iterator[tuple[str, tuple[Planted, ...]]]:
    """Odd figures, each in another unit's form; units are taken from the front of `rest`."""
    slug = _take(rest, lambda slug: meant[slug]["duty-checks"] > 0)
    checks = int(meant[slug]["duty-checks"])
    yield slug, (Planted("text-figure", "duty-checks", f"{checks} cuộc"),)
    slug = _take(rest, lambda slug: meant[slug]["posts-cut"] > 0)
    yield slug, (Planted("out-of-limit", "posts-cut", -max(1.0, meant[slug]["posts-cut"])),)
    slug = _take(rest, lambda slug: meant[slug]["legal-documents-unlawful"] == 0)
    yield slug, (Planted("dash", "legal-documents-unlawful", "–"),)
    if quarter.number == 4:
        slug = _take(rest, lambda slug: meant[slug]["disbursement-done"] > 0)
        spent = meant[slug]["disbursement-done"]
        yield slug, (Planted("falling", "disbursement-done", spent // 10),)
    for names in BLANKS:
        yield rest.pop(0), tuple(Planted("blank", name, None) for name in names)


def _take(rest: list[str], fits: Callable[[str], bool]) -> str:
    """Takes out the first unit that fits, or the first where none does."""
    slug = next(filter(fits, rest), rest[0])
    rest.remove(slug)
    return slug
