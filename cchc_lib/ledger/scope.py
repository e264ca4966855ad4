"""How a check between files names what it found: unit, figure, and the cells on both sides.

In: a row of figures (read_observations, read_reported). Out: a Problem with the hash of its
submission; its texts name the other cell in the reader's language.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cchc_lib.errors import CallError
from cchc_lib.intake import Problem
from cchc_lib.intake.problems import Severity
from cchc_lib.registry import Quarter, Registry
from cchc_lib.texts import LANGUAGES, Language, text
from cchc_lib.vietnamese import format_date, quarter_name

Row = dict[str, Any]
"""One row of a table of figures, by column."""
Located = tuple[Problem, str]
"""A problem and the hash of the submission that it lies in."""
Words = dict[Language, str]
"""One text in each language."""


@dataclass(frozen=True)
class Scope:
    """The quarter that is checked, and the names that its problems use."""

    quarter: Quarter
    registry: Registry

    def problem(
        self,
        code: str,
        severity: Severity,
        row: Mapping[str, Any],
        *,
        found: str = "",
        expected: str = "",
        words: Mapping[str, Words] | None = None,
        values: Mapping[str, str] | None = None,
    ) -> Located:
        """The problem at `row`: submission and file_name, and where known unit, indicator, sheet,
        cell. `words` differ by language, `values` do not.
        """
        unit, indicator = row.get("unit"), row.get("indicator")
        fields = dict(values or {})
        named = dict(words or {})
        named["place"] = self.place_at_start(row)
        if unit is not None:
            named["unit_name"] = self.unit_name(unit)
        if indicator in self.registry.indicators:
            name = self.registry.indicators[indicator].name
            named["name"] = {"vi": name.vi, "en": name.en}
        for key, both in named.items():
            fields |= {f"{key}_{language}": both[language] for language in LANGUAGES}
        problem = Problem(
            code=code,
            severity=severity,
            file=row.get("file_name", ""),
            sheet=row.get("sheet", ""),
            cell=row.get("cell", ""),
            unit=unit,
            quarter=str(self.quarter),
            indicator=indicator,
            found=found,
            expected=expected,
            values=tuple(sorted(fields.items())),
        )
        return problem, row.get("submission", "")

    def unit_name(self, slug: str) -> Words:
        """The unit's name; its slug where it is not in force in this quarter."""
        try:
            unit = self.registry.unit(slug, self.quarter)
        except CallError:
            return in_both(lambda _: slug)
        return in_both(unit.title)

    def place_at_start(self, row: Mapping[str, Any]) -> Words:
        """How a sentence about the row's cell begins."""
        key = "check.cell" if row.get("cell") else "check.correction"
        return in_both(lambda language: text(key, language, cell=row.get("cell", "")))

    def previous(self, quarters: int) -> list[str]:
        """The quarters before this one, oldest first."""
        return [str(self.quarter.plus(-back)) for back in range(quarters, 0, -1)]


def place(row: Mapping[str, Any]) -> Words:
    """Quarter, file, sheet and cell of a row, as they stand inside a sentence."""
    quarter = Quarter.parse(row["quarter"])

    def words(language: Language) -> str:
        when = quarter_name(quarter.year, quarter.number, language)
        if not row["cell"]:
            return text("check.place-correction", language, quarter=when)
        return text("check.place", language, quarter=when, file=row["file_name"],
                    sheet=row["sheet"], cell=row["cell"])  # fmt: skip

    return in_both(words)


def in_both(words: Callable[[Language], str]) -> Words:
    """What `words` says in each language."""
    return {language: words(language) for language in LANGUAGES}


def on_day(day: datetime.date) -> Words:
    """A date."""
    return in_both(lambda language: format_date(day, language))


def joined(parts: list[Words]) -> Words:
    """Several places in one sentence."""
    return in_both(lambda language: "; ".join(part[language] for part in parts))


def rows_of(table: pd.DataFrame) -> list[Row]:
    """The rows of a table, by column."""
    names = [str(name) for name in table.columns]
    columns = (table[name].tolist() for name in names)
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
