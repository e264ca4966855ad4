"""When files came, and what a file did to the one that it replaces.

In: the files of a quarter (read_submissions) and what the replaced ones held. Out: a note on each
late file; a problem for each file in force that took the place of an earlier one.
"""

from dataclasses import dataclass

import pandas as pd
import sqlalchemy as sa

from cchc_lib.intake import Problem
from cchc_lib.ledger.scope import Located, Scope, on_day, rows_of
from cchc_lib.ledger.store import Ledger
from cchc_lib.ledger.tables import observations, read_frame

PLACE = ["form", "unit", "quarter"]
KEYS = ["entry", "unit", "indicator"]


def late(submissions: pd.DataFrame, scope: Scope) -> list[Located]:
    """Files that came after the due day; a file that was sent again is as late as the first."""
    due = scope.registry.calendar.due(scope.quarter)
    left_out = submissions["form"].isin(scope.registry.checks.late.forms_left_out)
    rows = submissions[(submissions["quarter"] == str(scope.quarter)) & ~left_out]
    first = rows.sort_values(["received", "entry"]).drop_duplicates(PLACE)
    days = pd.Series([(day - due).days for day in first["received"]], index=first.index)
    after = first.assign(days=days)[days > 0].sort_values(["entry", "unit"])
    return [
        scope.problem(
            "late", "note", _file_row(group),
            found=str(group["days"].iloc[0]),
            words={
                "received": on_day(group["received"].iloc[0]),
                "due": on_day(due),
            },
        )
        for _, group in after.groupby("entry")
    ]  # fmt: skip


@dataclass(frozen=True)
class Replaced:
    """How the figures of one file differ from those of the file that it replaces."""

    changed: int
    vanished: int
    added: int


def replaces_earlier(
    submissions: pd.DataFrame,
    figures: pd.DataFrame,
    problems: list[tuple[Problem, str]],
    scope: Scope,
) -> list[Located]:
    """Files in force that replaced an earlier one: doubtful where they hold fewer figures or
    figures that were refused. `figures` holds entry, unit, indicator, value of both.
    """
    refused = {sha256 for problem, sha256 in problems if problem.severity == "refuse"}
    located = []
    for (_, _), group in replacements(submissions, scope).groupby(["entry", "entry_before"]):
        row = group.iloc[0]
        counts = _compared(group, figures)
        doubtful = row["submission"] in refused or counts.vanished > counts.added
        located.append(
            scope.problem(
                "replaces-earlier", "doubtful" if doubtful else "note", _file_row(group),
                found=row["file_name"], expected=row["file_name_before"],
                words={"received": on_day(row["received_before"])},
                values={"changed": str(counts.changed), "vanished": str(counts.vanished),
                        "added": str(counts.added)},
            )
        )  # fmt: skip
    return located


def replacements(submissions: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """For each unit and form of the quarter the file in force beside the one before it."""
    rows = submissions[submissions["quarter"] == str(scope.quarter)]
    ordered = rows.sort_values(["received", "entry"])
    names = ["entry", "file_name", "received"]
    before = ordered.groupby(PLACE)[names].shift().add_suffix("_before")
    table = ordered.join(before)
    return table[table["in_force"] & table["entry_before"].notna()]


def read_replaced(ledger: Ledger, pairs: pd.DataFrame, quarter: str) -> pd.DataFrame:
    """The figures of these files in force and of those that they replaced, as they were read."""
    wanted = sorted({int(entry) for name in ("entry", "entry_before") for entry in pairs[name]})
    columns = (observations.c[name] for name in (*KEYS, "value"))
    query = sa.select(*columns).where(
        observations.c.entry.in_(wanted), observations.c.quarter == quarter
    )
    with ledger.engine.connect() as connection:
        return read_frame(connection, query)


def _compared(group: pd.DataFrame, figures: pd.DataFrame) -> Replaced:
    kept = figures[figures["unit"].isin(group["unit"])]
    now = kept[kept["entry"] == group["entry"].iloc[0]]
    before = kept[kept["entry"] == group["entry_before"].iloc[0]]
    both = before.merge(now, on=["unit", "indicator"], how="outer", suffixes=("_before", ""))
    vanished, added = both["value"].isna(), both["value_before"].isna()
    differs = both["value"] != both["value_before"]
    return Replaced(
        changed=int((differs & ~vanished & ~added).sum()),
        vanished=int(vanished.sum()),
        added=int(added.sum()),
    )


def _file_row(group: pd.DataFrame) -> dict[str, str]:
    """The file of these rows, with its unit where it speaks for one only."""
    rows = rows_of(group[["unit", "file_name", "submission"]])
    first = {name: str(value) for name, value in rows[0].items()}
    if len(rows) > 1:
        del first["unit"]
    return first
