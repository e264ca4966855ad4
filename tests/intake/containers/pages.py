"""Sheets while they are written, before any container: what the writers of all containers take."""

from dataclasses import dataclass, field
from typing import Any

Place = tuple[int, int]


@dataclass
class Page:
    """One sheet while it is written: values by row and column (from 1), merges, what is hidden."""

    name: str
    cells: dict[Place, Any] = field(default_factory=dict)
    formats: dict[Place, str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False

    def put(self, row: int, column: int, value: Any) -> None:
        """Write one value; None leaves the cell empty."""
        if value is not None:
            self.cells[row, column] = value

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge a block; a single cell stays as it is."""
        if (top, left) != (bottom, right):
            self.merged.append((top, left, bottom, right))


Book = list[Page]
