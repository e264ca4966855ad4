"""One sheet of an .xlsx workbook, read as a stream: cells, merged blocks, what is hidden.

In: the sheet's part, with styles and shared strings. Out: a `Sheet`. A formula gives the result
that was stored with it; one without a result is told apart from an empty cell.
"""

import datetime
import functools
import re
from collections.abc import Sequence

from openpyxl.utils.datetime import from_excel

from cchc_lib.intake.grid import (
    MAX_COLUMNS,
    Block,
    Cell,
    Sheet,
    SheetBuilder,
    State,
    Value,
)
from cchc_lib.intake.ooxml import Texts
from cchc_lib.intake.xlsx_parts import SharedText, Style, unescaped
from cchc_lib.vietnamese import nfc

MOST_BLOCKS = 20_000
"""Merged blocks and hidden columns beyond this tell nothing about a form."""
DIGITS = "0123456789"
NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
WHOLE = re.compile(r"-?[0-9]{1,15}")
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
ERROR_CODE = re.compile(r"#[A-Z0-9/]+[!?]?")
PLAIN = Style()


class SheetReader(Texts):
    """Hears one sheet's part and gives the sheet."""

    def __init__(
        self,
        builder: SheetBuilder,
        styles: Sequence[Style],
        strings: Sequence[SharedText],
        epoch: datetime.datetime,
    ) -> None:
        super().__init__()
        self.builder = builder
        self.styles = styles
        self.strings = strings
        self.epoch = epoch
        self._row = 0
        self._column = 0
        self._kind = "n"
        self._style = PLAIN
        self._value: str | None = None
        self._inline = ""
        self._has_formula = False
        self._merged: list[Block] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name == "c":
            self._begin_cell(attributes)
        elif name in ("v", "t"):
            self.open()
        elif name == "f":
            self._has_formula = True
        elif name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
            if attributes.get("hidden") in ("1", "true"):
                self._hidden_rows.add(self._row)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = int(attributes["min"]), int(attributes["max"])
            self._hidden_columns.update(range(first, min(last, MAX_COLUMNS) + 1))

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "c":
            if self._value is not None or self._inline or self._has_formula:
                self._end_cell()
        elif name == "v":
            self._value = self.close() or None
        elif name == "t" and self.is_open:
            self._inline += self.close()

    def sheet(self, *, hidden: bool) -> Sheet:
        """All that was heard."""
        return self.builder.finish(
            tuple(self._merged),
            frozenset(self._hidden_rows),
            frozenset(self._hidden_columns),
            hidden=hidden,
        )

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            letters = reference.rstrip(DIGITS)
            self._column = column_number(letters)
            self._row = int(reference[len(letters) :])
        self._kind = attributes.get("t", "n")
        style = attributes.get("s")
        self._style = PLAIN if style is None else self._styled(style)
        self._value, self._inline, self._has_formula = None, "", False

    def _styled(self, place: str) -> Style:
        number = int(place)
        return self.styles[number] if 0 <= number < len(self.styles) else PLAIN

    def _end_cell(self) -> None:
        style, font = self._style, self._style.font
        value: Value | None
        if self._kind == "s" and self._value is not None:
            shared = self.strings[int(self._value)]
            value, font = nfc(shared.words), shared.font or font
        elif self._kind == "inlineStr":
            value = nfc(unescaped(self._inline))
        elif self._value is None:
            # A formula whose result is an empty text is an empty cell.
            if self._has_formula and self._kind != "str":
                self._mark("=", "formula")
            return
        elif self._kind == "e":
            is_code = ERROR_CODE.fullmatch(self._value) is not None
            self._mark(nfc(self._value), "error" if is_code else "value")
            return
        else:
            value = self._stored(self._value, style)
        if value != "":
            self.builder.add(Cell(self._row, self._column, value, style.number_format), font)

    def _stored(self, written: str, style: Style) -> Value:
        """The value of a cell that holds it itself."""
        if self._kind == "b":
            return written.strip() in ("1", "true")
        if self._kind == "str":
            return nfc(unescaped(written))
        if self._kind == "d":
            try:
                return datetime.datetime.fromisoformat(written).replace(tzinfo=None)
            except ValueError:
                return nfc(written)
        bare = written.strip()
        if NUMBER.fullmatch(bare) is None:
            return nfc(written)
        number = int(bare) if WHOLE.fullmatch(bare) else float(bare)
        return self._dated(number, style) if style.is_date or style.is_duration else number

    def _dated(self, number: float, style: Style) -> Value:
        try:
            found: Value = from_excel(number, self.epoch, timedelta=style.is_duration)
        except (ValueError, OverflowError):
            return number
        return found

    def _mark(self, words: str, state: State) -> None:
        self.builder.add(Cell(self._row, self._column, words, self._style.number_format, state))

    def _merge(self, reference: str) -> None:
        match = REFERENCE.fullmatch(reference)
        if match is not None and match[3] is not None and len(self._merged) < MOST_BLOCKS:
            self._merged.append(
                (int(match[2]), column_number(match[1]), int(match[4]), column_number(match[3]))
            )


@functools.lru_cache(maxsize=4_096)
def column_number(letters: str) -> int:
    """The number of a column: A is 1, AB is 28. Raises ValueError for what is none."""
    number = 0
    for letter in letters:
        place = ord(letter) - ord("A") + 1
        if not 1 <= place <= 26:
            raise ValueError(letters)
        number = number * 26 + place
    return number
