"""What goes back to whom: the files in force of one quarter that have problems, by their sender.

In: a ledger, an edition, a quarter, the registry. Out: one `FileProblems` a file, the worst file
first; within a file the worst problem first, then sheet by sheet and cell by cell.
"""

import datetime
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from cchc_lib.errors import CallError, NotReported
from cchc_lib.findings.problems import quarter_problems
from cchc_lib.intake import FormDefinition, Problem, Severity
from cchc_lib.ledger import (
    Edition,
    Ledger,
    read_silent,
    read_submissions,
)
from cchc_lib.registry import Quarter, Registry, Unit
from cchc_lib.texts import Language
from cchc_lib.vietnamese import sort_key

SEVERITIES: tuple[Severity, ...] = ("refuse", "doubtful", "note")
"""The worst first."""
OURS = frozenset({"correction-stale", "late"})
"""Codes of what no sender can mend: they are listed, and never sent back."""
ASKED = frozenset({"figure-blank", "figures-blank", "row-blank", "form-blank"})
"""Notes that ask for figures; all others are for information, and alone they make no letter."""
PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@dataclass(frozen=True)
class FileProblems:
    """One file and what is wrong in it; `units` are those that it speaks for in the quarter.

    Problems that lie in no received file (a correction that fits no more) have no `sha256`.
    """

    file_name: str
    problems: tuple[Problem, ...]
    sha256: str = ""
    container: str = ""
    form: str = ""
    received: datetime.date | None = None
    sample: bool = False
    is_table: bool = False
    units: tuple[Unit, ...] = ()

    @property
    def sender(self) -> Unit | None:
        """Who sent the file, as far as it tells: the one unit that it speaks for.

        A table of units is another office's, even where it holds a single unit's figures.
        """
        return self.units[0] if len(self.units) == 1 and not self.is_table else None

    def count(self, severity: Severity) -> int:
        """How many problems are that bad."""
        return sum(problem.severity == severity for problem in self.problems)

    def sender_name(self, language: Language) -> str:
        """The sender's name; empty where the file speaks for several units."""
        return "" if self.sender is None else self.sender.title(language)

    def of_units(self, slugs: Collection[str]) -> "FileProblems":
        """The same file with the problems of these units alone; all of them if it is theirs."""
        if self.sender is not None and self.sender.slug in slugs:
            return self
        return replace(self, problems=tuple(p for p in self.problems if p.unit in slugs))

    def for_sender(self) -> "FileProblems":
        """The same file with what its sender can mend; nothing where nothing is asked."""
        own = tuple(p for p in self.problems if p.code not in OURS)
        asks = any(p.severity != "note" or p.code in ASKED for p in own)
        return replace(self, problems=own if asks else ())

    def of_severities(self, severities: Collection[Severity]) -> "FileProblems":
        """The same file with the problems that are this bad."""
        return replace(self, problems=tuple(p for p in self.problems if p.severity in severities))


def files_with_problems(
    ledger: Ledger,
    at: Edition,
    quarter: Quarter,
    registry: Registry,
    forms: Sequence[FormDefinition],
) -> list[FileProblems]:
    """The quarter's files in force with problems, the worst first.

    Raises CallError for a quarter without a calendar, NotReported where no file is about it.
    """
    registry.calendar.report(quarter)
    sent = read_submissions(ledger, at, [str(quarter)])
    silent = read_silent(ledger, at, [str(quarter)])
    if sent.empty and silent.empty:
        raise NotReported("error.no-files-of-quarter", quarter=quarter)
    units = {unit.slug: unit for unit in registry.units_in(quarter)}
    replaced = {
        (row.submission, row.unit) for row in sent[~sent["in_force"]].itertuples(index=False)
    }
    found: dict[tuple[str, str], list[Problem]] = {}
    for problem, sha256 in quarter_problems(ledger, at, quarter, registry):
        if problem.quarter in (None, str(quarter)) and (sha256, problem.unit) not in replaced:
            found.setdefault((sha256, problem.file), []).append(problem)
    tables = {form.id for form in forms if form.kind == "table"}
    held = set(sent["submission"])
    files = []
    for (sha256, name), problems in found.items():
        known = sent if sha256 in held else silent
        rows = known[known["submission"] == sha256]
        files.append(_file(rows, name, problems, units, tables))
    return sorted(files, key=_order)


def check_severities(severities: Collection[str]) -> tuple[Severity, ...]:
    """The severities that words name, the worst first; all for none. Raises CallError."""
    for words in severities:
        if words not in SEVERITIES:
            raise CallError("error.unknown-severity", found=words, hint=", ".join(SEVERITIES))
    return tuple(one for one in SEVERITIES if not severities or one in severities)


def _file(
    rows: pd.DataFrame,
    name: str,
    problems: list[Problem],
    units: dict[str, Unit],
    tables: Collection[str],
) -> FileProblems:
    listed = tuple(sorted(problems, key=_place))
    if rows.empty:
        return FileProblems(name, listed)
    first = rows.iloc[0]
    # A blank form speaks for no unit, but its problem says whose it is.
    slugs = rows["unit"] if "unit" in rows else sorted({p.unit for p in problems if p.unit})
    return FileProblems(
        file_name=first["file_name"],
        problems=listed,
        sha256=first["submission"],
        container=first["container"],
        form=first["form"],
        received=first["received"],
        sample=bool(first["sample"]),
        is_table=first["form"] in tables,
        units=tuple(units[slug] for slug in slugs if slug in units),
    )


def _order(file: FileProblems) -> tuple[object, ...]:
    return (
        *(-file.count(severity) for severity in SEVERITIES),
        sort_key(file.sender_name("vi")),
        sort_key(file.file_name),
        file.sha256,
    )


def _place(problem: Problem) -> tuple[object, ...]:
    match = PLACE.fullmatch(problem.cell)
    letters, row = match.groups() if match else ("", "0")
    return SEVERITIES.index(problem.severity), problem.sheet, int(row), len(letters), letters
