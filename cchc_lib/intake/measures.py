"""Units of measure: a figure in thousands, in billions or in percent is another one.

In: what a title row or a row of a form states, and what the form expects. Out: an error for a whole
sheet, or whether a row states another scale. Units that only have another name (cuộc, hội nghị) are
the same.
"""

import functools
import re

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.forms import FormDefinition
from cchc_lib.intake.grid import Cell, Sheet, address
from cchc_lib.intake.phrases import plain, shortened
from cchc_lib.intake.titles import title_cells

SCALES = {
    "%": re.compile(r"\b(?:phan tram|ty le)\b"),
    "1000": re.compile(r"\b(?:nghin|ngan(?! (?:sach|hang))|1 ?000(?! 000))\b"),
    "1000000": re.compile(r"\b(?:trieu|tr|trd|1 ?000 ?000)\b"),
    "1000000000": re.compile(r"\b(?<!cong )ty(?! (?:le|trong|suat))\b"),
}
"""Words of a unit of measure that make another number of the same amount."""
STATED = re.compile(r"[\s(]*(?:đơn\s+vị\s+tính|đơn\s+vị|đvt)\b[\s:]*", re.IGNORECASE)
"""How a title begins that states a unit, also where its form knows other words or no colon is."""


@functools.lru_cache(maxsize=1_024)
def scales(words: str) -> frozenset[str]:
    """The scales that a unit of measure names: {"1000000"} for "Triệu đồng"."""
    folded = plain(words)
    found = {scale for scale, named in SCALES.items() if named.search(folded)}
    return frozenset(found | ({"%"} if "%" in words else set()))


def scales_differ(said: str, expected: str) -> bool:
    """Whether words beside figures name a scale, and another one than the form's unit has."""
    named = scales(said)
    return bool(named) and named != scales(expected)


def check_measure(sheet: Sheet, header: int, form: FormDefinition, file_name: str) -> None:
    """Refuse a sheet whose title states another unit of measure: all figures would be wrong."""
    if form.measure is None:
        return
    for cell in title_cells(sheet, header):
        said = _stated(sheet, cell, form.measure.labels)
        if said and plain(said) not in map(plain, form.measure.expected):
            raise SubmissionError(
                "error.measure-differs",
                file=file_name, sheet=sheet.name, cell=address(cell.row, cell.column),
                found=shortened(said), expected=form.measure.expected[0],
            )  # fmt: skip


def _stated(sheet: Sheet, cell: Cell, labels: tuple[str, ...]) -> str:
    """The unit after "Đơn vị tính:", or in the next filled cell; "" for none.

    Words without a colon, or behind another label, count only where they name a scale.
    """
    label, colon, said = cell.text.partition(":")
    is_label = plain(label) in labels
    if is_label and not plain(said):
        beside = (other for other in sheet.rows[cell.row] if other.column > cell.column)
        return next((other.text for other in beside), "")
    if is_label and colon:
        return said.strip(" ()")
    begun = STATED.match(cell.text)
    rest = "" if begun is None else cell.text[begun.end() :].strip(" ()")
    return rest if scales(rest) else ""
