"""Corrections that no longer fit the source: refused, and the source's value stands.

In: the corrections of an edition (read_corrections). Out: a problem each, at the cell that the
source holds now.
"""

import math

import pandas as pd

from cchc_lib.intake.numerals import write_numeral
from cchc_lib.ledger.scope import Located, Scope, Words, in_both, on_day, place, rows_of
from cchc_lib.texts import text


def stale_corrections(corrections: pd.DataFrame, scope: Scope) -> list[Located]:
    """The quarter's corrections that do not apply: what they expect, and what is found."""
    rows = corrections[
        (corrections["quarter"] == str(scope.quarter)) & (corrections["status"] == "stale")
    ]
    return [
        scope.problem(
            "correction-stale", "refuse", row,
            found=_written(row["found"]), expected=_written(row["expects"]),
            words={
                "source": place(row) if row["cell"] else in_both(
                    lambda language: text("check.in-no-file", language)
                ),
                "is": _value(row["found"]),
                "expects": _value(row["expects"]),
                "date": on_day(row["date"]),
            },
            values={"author": row["author"]},
        )
        for row in rows_of(rows)
    ]  # fmt: skip


def _written(value: float) -> str:
    return "" if math.isnan(value) else write_numeral(value)


def _value(value: float) -> Words:
    if math.isnan(value):
        return in_both(lambda language: text("check.not-reported", language))
    return in_both(lambda _: write_numeral(value))
