"""For each kind of problem between files a few reports in a ledger that make it.

In: an empty ledger. Out: `LEDGERS`, by the code of the problem: what fills the ledger, and the
quarter in which the problem is told.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from cchc_lib.ledger import Ledger, record_corrections
from cchc_lib.registry import Quarter, Registry
from cchc_lib.registry.corrections import Correction
from tests.ledger.readings import take
from tests.ledger.test_duplicates import FIGURES

FIRST, SECOND = Quarter(2020, 1), Quarter(2020, 2)
SPENT, POSTS, SENT = "disbursement-done", "posts-assigned", "edocuments-total"
Fill = Callable[[Ledger, Registry], object]


@dataclass(frozen=True)
class Doubtful:
    """What fills a ledger, and the quarter that is looked at."""

    fill: Fill
    quarter: Quarter


def stale(ledger: Ledger, registry: Registry) -> None:
    """A correction, and then another figure from the unit."""
    take(ledger, "ba-dinh.xlsx", {"dialogues": 2})
    correction = Correction(
        unit="ba-dinh", quarter="2020-Q1", indicator="dialogues", expects=2, becomes=3,
        reason="Ghi nhầm", author="Sở Nội vụ", date=datetime.date(2020, 4, 2),
    )  # fmt: skip
    record_corrections(ledger, [correction], registry.calendar)
    take(ledger, "ba-dinh-2.xlsx", {"dialogues": 5}, received="2020-04-03")


def two_quarters(name: str, first: float, second: float) -> Fill:
    """One figure of one unit in two quarters."""

    def fill(ledger: Ledger, _: Registry) -> None:
        take(ledger, "q1.xlsx", {name: first})
        take(ledger, "q2.xlsx", {name: second}, quarter="2020-Q2", received="2020-06-18")

    return fill


def unlike_before(ledger: Ledger, registry: Registry) -> None:
    """All districts send as many documents as in the quarter before; one sends tenfold."""
    slugs = districts(registry)
    take(ledger, "q1.xlsx", {slug: {SENT: 100.0} for slug in slugs})
    second = {slug: {SENT: 205.0 + at} for at, slug in enumerate(slugs)}
    second["ba-dinh"] = {SENT: 1100.0}
    take(ledger, "q2.xlsx", second, quarter="2020-Q2", received="2020-06-18")


def unlike_group(ledger: Ledger, registry: Registry) -> None:
    """All districts have 100 to 129 posts; one writes 1.290."""
    posts = {slug: {POSTS: 100.0 + at} for at, slug in enumerate(districts(registry))}
    posts["my-duc"] = {POSTS: 1290.0}
    take(ledger, "q1.xlsx", posts)


def districts(registry: Registry) -> list[str]:
    """The slugs of the 30 districts."""
    return [unit.slug for unit in registry.units_in(FIRST) if unit.group == "districts"]


def two_forms(ledger: Ledger, _: Registry) -> None:
    """Two files of one unit and quarter that disagree."""
    take(ledger, "a.xlsx", {"dialogues": 2})
    take(ledger, "b.csv", {"dialogues": 3}, form="tidy", received="2020-03-19")


def two_units(ledger: Ledger, _: Registry) -> None:
    """One report under the names of two units; the second is told of, too."""
    take(ledger, "a.xlsx", FIGURES)
    take(ledger, "b.xlsx", FIGURES, unit="tay-ho")


def sent_again(ledger: Ledger, _: Registry) -> None:
    """The first quarter's report for the second one."""
    take(ledger, "q1.xlsx", FIGURES)
    take(ledger, "q2.xlsx", FIGURES, quarter="2020-Q2", received="2020-06-18")


def replaced(ledger: Ledger, _: Registry) -> None:
    """A second file with another figure, and without a third one."""
    take(ledger, "a.xlsx", {"dialogues": 2, "initiatives": 1}, received="2020-03-17")
    take(ledger, "b.xlsx", {"dialogues": 3}, received="2020-03-19")


def three_days_late(ledger: Ledger, _: Registry) -> None:
    """The first quarter is due on 20 March."""
    take(ledger, "a.xlsx", {"dialogues": 2}, received="2020-03-23")


LEDGERS = {
    "correction-stale": Doubtful(stale, FIRST),
    "cumulative-falls": Doubtful(two_quarters(SPENT, 1500, 900), SECOND),
    "stock-jumps": Doubtful(two_quarters(POSTS, 150, 1500), SECOND),
    "differs-from-before": Doubtful(unlike_before, SECOND),
    "differs-from-group": Doubtful(unlike_group, FIRST),
    "same-figure-differs": Doubtful(two_forms, FIRST),
    "same-as-other": Doubtful(two_units, FIRST),
    "same-as-before": Doubtful(sent_again, SECOND),
    "replaces-earlier": Doubtful(replaced, FIRST),
    "late": Doubtful(three_days_late, FIRST),
}
