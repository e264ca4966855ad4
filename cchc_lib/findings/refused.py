"""Which files refused as a whole belong to a quarter: few of them tell it themselves.

In: a ledger, an edition, a quarter. Out: the refusals in force that are the quarter's, or may be.
"""

import datetime
from collections.abc import Collection

from cchc_lib.errors import CallError
from cchc_lib.ledger import Edition, Ledger, Refusal, quarters_held, read_refusals
from cchc_lib.registry import Calendar, Quarter, Registry


def files_refused(
    ledger: Ledger,
    at: Edition,
    quarter: Quarter,
    registry: Registry,
    units: Collection[str] = (),
) -> list[Refusal]:
    """The quarter's refused files; with `units` only those whose stamp names one of them.

    A stamp tells the quarter. Others belong to the quarter whose reports were awaited when they
    came, and to the newest one that the ledger holds, if they came later.
    """
    held = quarters_held(ledger, at)
    first, last = _awaited(registry.calendar, quarter, is_newest=held[-1:] in ([], [str(quarter)]))
    return [
        one
        for one in read_refusals(ledger, at)
        if one.in_force
        and (one.unit in units or not units)
        and (first <= one.received <= last if one.quarter is None else one.quarter == str(quarter))
    ]


def _awaited(
    calendar: Calendar, quarter: Quarter, *, is_newest: bool
) -> tuple[datetime.date, datetime.date]:
    """From the day after the quarter's window to the last one of the next quarter's.

    What came at any time from the window's start on may be the newest quarter's.
    """
    if is_newest:
        return calendar.start(quarter), datetime.date.max
    first = calendar.end(quarter) + datetime.timedelta(days=1)
    try:
        return first, calendar.end(quarter.plus(1))
    except CallError:
        return first, datetime.date.max  # the calendar ends here
