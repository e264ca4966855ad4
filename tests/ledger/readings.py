"""Readings made by hand, as intake would give them."""

import datetime
import hashlib

from cchc_lib.intake import Figure, Problem, Reading, Submission
from cchc_lib.ledger import Ledger
from cchc_lib.registry import Window

Figures = dict[str, float]


def reading(
    content: bytes,
    figures: Figures | dict[str, Figures],
    *,
    unit: str = "ba-dinh",
    quarter: str = "2020-Q1",
    form: str = "unit-form-2020",
    window: Window = "year_to_date",
    file_name: str = "",
    received: str = "2020-03-18",
    sample: bool = True,
    problems: tuple[Problem, ...] = (),
) -> Reading:
    """One unit's report, or with figures by unit a table of several units, in column D from row 8.

    The first quarter of 2020, if nothing else is said.
    """
    by_unit = {name: part for name, part in figures.items() if isinstance(part, dict)}
    if not by_unit:
        by_unit = {unit: {name: v for name, v in figures.items() if not isinstance(v, dict)}}
    listed = [(one, name, value) for one, part in by_unit.items() for name, value in part.items()]
    rows = tuple(
        Figure(one, quarter, name, value, window, "Biểu 01", f"D{row}")
        for row, (one, name, value) in enumerate(listed, start=8)
    )
    submission = Submission(
        sha256=hashlib.sha256(content).hexdigest(),
        file_name=file_name or f"{unit}.xlsx",
        container="xlsx",
        form=form,
        received=datetime.date.fromisoformat(received),
        sample=sample,
        covers=tuple((one, quarter) for one in by_unit),
    )
    return Reading(submission, rows, problems)


def take(ledger: Ledger, name: str, figures: Figures | dict[str, Figures], **said: object) -> str:
    """Append a file of that name, whose content is its name; its hash."""
    one = reading(name.encode(), figures, file_name=name, **said)  # type: ignore[arg-type]
    assert ledger.add(one, name.encode())
    return one.submission.sha256
