"""What goes wrong in a quarter of the sample: who is late or missing, and which figure is odd.

In: the units in force, the quarter and what each unit means to report. Out: a plan, and after the
files are written the list of oddities with file and cell, which intake is expected to find.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from cchc_lib.registry import Quarter, Unit
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

    missing: str
    days_late: Mapping[str, int]
    tidy: tuple[str, ...]
    spelled: frozenset[str]
    broken_identity: str
    figures: Mapping[str, tuple[Planted, ...]] = field(default_factory=dict)


def plan_quarter(
    units: Sequence[Unit], quarter: Quarter, meant: Mapping[str, Mapping[str, float]]
) -> QuarterPlan:
    """The plan of one quarter; `meant` holds each unit's figures by indicator."""
    tidy = tidy_senders(units)
    order = dice("plan", quarter).permutation(len(units))
    free = [units[index] for index in order]
    free = [unit for unit in free if unit.slug not in (*SHOWCASE, *tidy)]
    department_misses = quarter.number % 2 == 0
    missing = next(unit for unit in free if (unit.level == "department") == department_misses)
    rest = iter([unit.slug for unit in free if unit is not missing])
    late = {next(rest): 3, next(rest): 9}
    figures = {slug: planted for slug, planted in _figures(quarter, rest, meant)}
    return QuarterPlan(
        missing=missing.slug,
        days_late=late,
        tidy=tidy,
        spelled=_spelled(units, quarter, missing.slug),
        broken_identity=next(rest),
        figures=figures,
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


def received_on(
    slug: str, quarter: Quarter, due: datetime.date, days_late: Mapping[str, int]
) -> datetime.date:
    """The day a file came in: the last eight days before the due date, or late as planned."""
    if slug in days_late:
        return due + datetime.timedelta(days=days_late[slug])
    return due - datetime.timedelta(days=int(dice("received", slug, quarter).integers(0, 8)))


def swapped(number: int) -> int:
    """The number with two neighbouring digits exchanged, the last pair that differs.

    A number of equal digits, such as 7 or 11, is raised by nine.
    """
    digits = str(number)
    for place in range(len(digits) - 1, 0, -1):
        left, right = digits[place - 1], digits[place]
        if left != right and not (place == 1 and right == "0"):
            return int(digits[: place - 1] + right + left + digits[place + 1 :])
    return number + 9


def _spelled(units: Sequence[Unit], quarter: Quarter, missing: str) -> frozenset[str]:
    names = [unit.slug for unit in units if unit.level != "department" and unit.slug != missing]
    chosen = dice("spelled", quarter).permutation(len(names))[:4]
    toned = [unit.slug for unit in units if unit.slug in ("ung-hoa", "xa-ung-hoa")]
    return frozenset([names[index] for index in chosen] + [name for name in toned if name != missing])


def _figures(
    quarter: Quarter, rest: Iterator[str], meant: Mapping[str, Mapping[str, float]]
) -> Iterator[tuple[str, tuple[Planted, ...]]]:
    """Odd figures, each in another unit's form."""
    slug = next(rest)
    checks = int(meant[slug]["duty-checks"])
    yield slug, (Planted("text-figure", "duty-checks", f"{checks} cuộc"),)
    slug = next(rest)
    cut = meant[slug]["posts-cut"] or 1
    yield slug, (Planted("out-of-limit", "posts-cut", -cut),)
    slug = next(slug for slug in rest if meant[slug]["legal-documents-unlawful"] == 0)
    yield slug, (Planted("dash", "legal-documents-unlawful", "–"),)
    if quarter.number == 4:
        slug = next(rest)
        spent = meant[slug]["disbursement-done"]
        yield slug, (Planted("falling", "disbursement-done", spent // 10),)
    blanks = (
        ("initiatives", "papers-cut"),
        ("sipas-questionnaires",),
        ("portal-posted", "autonomous-units", "online-services-level-4"),
    )
    for names in blanks:
        yield next(rest), tuple(Planted("blank", name, None) for name in names)
