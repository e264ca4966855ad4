"""Table headers of one to several rows: for each column the path of its texts, top to bottom.

Merged cells head all columns they lie over. Where a group's cell was not merged, the columns to its
right belong to it as long as they have a text of their own below and none beside it.
"""

from collections.abc import Callable, Sequence

from cchc_lib.intake.grid import Block, Sheet
from cchc_lib.intake.phrases import matches

HEADER_WITHIN = 60
"""A header stands in the first rows, or the sheet is something else."""
TALLEST = 20
"""A heading merged over more rows than this is no heading: a file may merge 100 000 rows."""
MOST_PLACES = 50_000
"""Places in a header that merged cells cover; more than the widest header has."""
Path = tuple[str, ...]
"""Folded header texts from the top row down, without repetitions."""


def block_of(sheet: Sheet, row: int, column: int) -> Block:
    """The merged block that a cell lies in, or the cell itself; no taller than a header can be."""
    for block in sheet.merged:
        if (
            block[2] - block[0] < TALLEST
            and block[0] <= row <= block[2]
            and block[1] <= column <= block[3]
        ):
            return block
    return (row, column, row, column)


def column_paths(sheet: Sheet, top: int, bottom: int) -> dict[int, Path]:
    """The path of each column that has a text in the header rows `top` to `bottom`."""
    texts, merged = _texts(sheet, top, bottom)
    columns = sorted({column for _, column in texts})
    for row in range(top, bottom):
        for column in columns:
            left = (row, column - 1)
            if (
                (row, column) not in texts
                and left in texts
                and left not in merged
                and _has_text_below(texts, row, column - 1, bottom)
                and _has_text_below(texts, row, column, bottom)
            ):
                texts[row, column] = texts[left]
    paths: dict[int, Path] = {}
    for column in columns:
        path = [texts[row, column] for row in range(top, bottom + 1) if (row, column) in texts]
        paths[column] = tuple(
            text for place, text in enumerate(path) if place == 0 or path[place - 1] != text
        )
    return paths


def columns_named(paths: dict[int, Path], levels: Sequence[Sequence[str]]) -> list[int]:
    """The columns whose path holds these texts in order, the last of them at its very end.

    Columns whose last text is exactly as written come alone, if there are any.
    """
    found = [column for column, path in paths.items() if _is_path(path, levels)]
    exact = [column for column in found if paths[column][-1] in levels[-1]]
    return exact or found


def columns_headed(paths: dict[int, Path], phrases: Sequence[str]) -> list[int]:
    """The columns under one of these words; where words are a whole text, those columns alone."""
    exact = [column for column, path in paths.items() if any(text in phrases for text in path)]
    return exact or [
        column for column, path in paths.items() if any(matches(text, phrases) for text in path)
    ]


def next_table(
    sheet: Sheet,
    bottom: int,
    column: int,
    headings: Sequence[str],
    holds_figures: Callable[[int], bool],
) -> int | None:
    """The row of a header that begins a second table below the one whose header ends at `bottom`.

    A header right below a row of figures is the first one's, printed again on another page.
    """
    above = bottom
    for row in sheet.rows:
        if row <= bottom:
            continue
        cell = sheet.at(row, column)
        is_heading = cell is not None and cell.folded in headings
        if is_heading and above > bottom and not holds_figures(above):
            return row
        above = row
    return None


def without_spanned(sheet: Sheet, bottom: int, columns: Sequence[int]) -> Sequence[int]:
    """The columns but those that are empty below a heading merged from another one: a heading over
    C and D, and in each row C and D merged, is one column.
    """
    if len(columns) < 2:
        return columns
    return [
        column
        for column in columns
        if _first_of_block(sheet, bottom, column) not in set(columns) - {column}
        or any(row > bottom and sheet.at(row, column) for row in sheet.rows)
    ]


def _first_of_block(sheet: Sheet, row: int, column: int) -> int:
    return block_of(sheet, row, column)[1]


def _is_path(path: Path, levels: Sequence[Sequence[str]]) -> bool:
    if not path or not matches(path[-1], levels[-1]):
        return False
    above = iter(path[:-1])
    return all(any(matches(text, level) for text in above) for level in levels[:-1])


def _texts(
    sheet: Sheet, top: int, bottom: int
) -> tuple[dict[tuple[int, int], str], set[tuple[int, int]]]:
    """Folded texts by place, those of merged cells at each place they cover; the merged places."""
    texts = {
        (row, cell.column): cell.folded
        for row in range(top, bottom + 1)
        for cell in sheet.rows.get(row, ())
        if cell.folded
    }
    widest = max((column for _, column in texts), default=0)
    merged: set[tuple[int, int]] = set()
    for first_row, first_column, last_row, last_column in sheet.merged:
        words = texts.get((first_row, first_column))
        if words is None or len(merged) > MOST_PLACES:
            continue
        for row in range(first_row, min(last_row, bottom) + 1):
            for column in range(first_column, min(last_column, widest + 50) + 1):
                texts[row, column] = words
                merged.add((row, column))
    return texts, merged


def _has_text_below(texts: dict[tuple[int, int], str], row: int, column: int, bottom: int) -> bool:
    return any((below, column) in texts for below in range(row + 1, bottom + 1))
