"""Whose report a sheet is: the unit that its title rows name.

In: the cells above the table and the names in force. Out: one unit. A name after "Đơn vị báo cáo:"
goes before a cell that is nothing but a unit's name; one after "Kính gửi:" is of who gets the
report. Two answers are never chosen between.
"""

from collections.abc import Sequence

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.draft import Draft
from cchc_lib.intake.grid import Cell, Sheet, address
from cchc_lib.intake.names import UnitNames
from cchc_lib.intake.phrases import plain, shortened
from cchc_lib.registry import Unit

ADDRESSEE = ("kinh gui", "noi nhan")


def find_reporter(
    cells: Sequence[Cell], sheet: Sheet, labels: Sequence[str], names: UnitNames, draft: Draft
) -> Unit:
    """The reporting unit. Raises SubmissionError where none is named, or none of that name."""
    labelled = [found for cell in cells if (found := _labelled(sheet, cell, labels)) is not None]
    alone = [
        (cell, unit)
        for cell in cells
        if (unit := names.find(cell.text)) is not None and not _is_addressee(sheet, cell)
    ]
    for cell, words in labelled:
        unit = names.find(words)
        if unit is not None:
            for other_cell, other in alone:
                if other.slug != unit.slug and other_cell != cell:
                    draft.report(
                        "two-units-named", "doubtful", sheet.name, _address(other_cell),
                        found=other.full_name, expected=unit.full_name,
                        values={"label_cell": _address(cell)},
                    )  # fmt: skip
            return unit
    own = {unit.slug: unit for _, unit in alone}
    if len(own) > 1:
        cells_named = ", ".join(f"{_address(cell)} “{shortened(cell.text)}”" for cell, _ in alone)
        raise SubmissionError(
            "error.unit-unclear", file=draft.file_name, sheet=sheet.name, cells=cells_named
        )
    for unit in own.values():
        for cell, words in labelled:
            draft.report(
                "unit-label-unknown", "doubtful", sheet.name, _address(cell),
                found=words, expected=unit.full_name,
            )  # fmt: skip
        return unit
    for cell, words in labelled:
        raise SubmissionError(
            "error.unit-unknown",
            file=draft.file_name, sheet=sheet.name, cell=_address(cell), found=shortened(words),
            hint=" / ".join(names.nearest(words)),
        )  # fmt: skip
    raise SubmissionError("error.unit-missing", file=draft.file_name, sheet=sheet.name)


def _labelled(sheet: Sheet, cell: Cell, labels: Sequence[str]) -> tuple[Cell, str] | None:
    """The name after "Đơn vị báo cáo:", in the same cell or in the next filled one."""
    label, colon, words = cell.text.partition(":")
    if plain(label) not in labels:
        return None
    if colon and words.strip():
        return cell, words.strip()
    following = [other for other in sheet.rows[cell.row] if other.column > cell.column]
    return (following[0], following[0].text) if following else None


def _is_addressee(sheet: Sheet, cell: Cell) -> bool:
    """Whether a name is of who gets the report: it stands behind "Kính gửi:"."""
    return any(
        other.folded in ADDRESSEE for other in sheet.rows[cell.row] if other.column < cell.column
    )


def _address(cell: Cell) -> str:
    return address(cell.row, cell.column)
