"""Something wrong in a submission: where it stands, what was found and expected, what to do.

The texts stand in texts/*/intake.yml under `problem.<code>.message` and `problem.<code>.advice`.
"""

from dataclasses import dataclass
from typing import Literal

from cchc_lib.texts import Language, text, texts

Severity = Literal["refuse", "doubtful", "note"]
"""refuse: the figure is left out. doubtful: it is kept, but looks wrong. note: for information."""

UNUSUAL = frozenset({"differs-from-before", "differs-from-group"})
"""Codes of figures beside which a typical one is named: nobody is asked to write that one."""


@dataclass(frozen=True)
class Problem:
    """One problem; `unit`, `quarter` and `indicator` are ids, None where it is about the file.

    `values` fills further `{fields}` of the texts; a name ending in `_vi` or `_en` holds for that
    language only.
    """

    code: str
    severity: Severity
    file: str
    sheet: str
    cell: str
    unit: str | None
    quarter: str | None
    indicator: str | None
    found: str
    expected: str
    values: tuple[tuple[str, str], ...] = ()

    @property
    def is_of_a_cell(self) -> bool:
        """Whether it lies in one cell, which its message names; else in a table, sheet or file."""
        message = texts("vi")[f"problem.{self.code}.message"]
        return bool(self.cell) and any(field in message for field in ("{cell}", "{place}"))

    @property
    def written(self) -> str:
        """What stands in the cell; empty where the problem lies in no cell."""
        return self.found if self.is_of_a_cell else ""

    @property
    def wanted(self) -> str:
        """What a figure must be, or agree with; empty where it only looks unusual."""
        is_bound = self.is_of_a_cell and self.indicator is not None
        return self.expected if is_bound and self.code not in UNUSUAL else ""

    def message(self, language: Language) -> str:
        """What is wrong, in one sentence that names the cell."""
        return text(f"problem.{self.code}.message", language, **self._fields(language))

    def advice(self, language: Language) -> str:
        """What the sender should do; of figures that a check refused, not that they are kept."""
        refused = f"problem.{self.code}.advice-if-refused"
        if self.severity == "refuse" and refused in texts(language):
            return text(refused, language, **self._fields(language))
        return text(f"problem.{self.code}.advice", language, **self._fields(language))

    def request(self, language: Language) -> str:
        """The advice as the sender gets it: without what is for us to do."""
        key = f"problem.{self.code}.request"
        if key not in texts(language):
            return self.advice(language)
        return text(key, language, **self._fields(language))

    def _fields(self, language: Language) -> dict[str, str]:
        fields = {
            "file": self.file,
            "sheet": self.sheet,
            "cell": self.cell,
            "unit": self.unit or "",
            "quarter": self.quarter or "",
            "indicator": self.indicator or "",
            "unit_name": self.unit or "",
            "name": self.indicator or "",
            "found": self.found,
            "expected": self.expected,
        }
        for name, value in self.values:
            if not name.endswith(("_vi", "_en")):
                fields[name] = value
            elif name.endswith(f"_{language}"):
                fields[name[:-3]] = value
        return fields
