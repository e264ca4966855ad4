"""Workbooks in the Office Open XML format (.xlsx, .xlsm): one pass over each sheet that is wanted.

openpyxl's readers build a tree: 40 MB of empty rows, 100 KB packed, took 700 MB, and formulas
without a stored value showed only by a second load. Here the parser's events become cells at once;
what formats and dates mean is still asked of openpyxl.
"""

import datetime
import functools
import re
import zipfile

from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from cchc_lib.intake.containers.builder import (
    MAX_COLUMNS,
    MAX_ROWS,
    MOST_BLOCKS,
    Allowance,
    SheetBuilder,
)
from cchc_lib.intake.containers.markup import Attributes, read_part
from cchc_lib.intake.containers.stamp_part import stamp_in
from cchc_lib.intake.containers.xlsx_parts import (
    TRUE,
    Parts,
    RunMarks,
    SharedText,
    SheetPart,
    cell_text,
    read_parts,
)
from cchc_lib.intake.grid import Block, Cell, Sheet, Value, Workbook

ERROR_CODE = re.compile(r"#[A-Z0-9/_]+[!?]?")
ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
WHOLE = re.compile(r"-?[0-9]{1,300}")
NUMBER = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")


def open_xlsx(archive: zipfile.ZipFile, file_name: str, container: str) -> Workbook:
    """The workbook in a checked archive. Raises SubmissionError for a damaged one."""
    parts = read_parts(archive, file_name)
    sheets = {sheet.name: sheet for sheet in parts.sheets}
    allowance = Allowance()

    def read(name: str) -> Sheet:
        reader = _SheetReader(SheetBuilder(file_name, name, allowance), parts)
        read_part(archive, sheets[name].part, reader, file_name)
        return reader.sheet(sheets[name])

    return Workbook(
        container=container,
        sheet_names=tuple(sheets),
        hidden_sheets=frozenset(name for name, sheet in sheets.items() if sheet.hidden),
        sheet=functools.cache(read),
        stamp=stamp_in(archive),
    )


class _SheetReader:
    """Makes cells of the elements of one sheet."""

    def __init__(self, builder: SheetBuilder, parts: Parts) -> None:
        self.builder = builder
        self.parts = parts
        self.kinds = [_kind(code) for code in parts.formats]
        self.epoch = MAC_EPOCH if parts.from_1904 else WINDOWS_EPOCH
        self.merged: list[Block] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.row = self.column = 0
        self.facts: Attributes | None = None
        self.pieces: list[str] = []
        self.inside = self.aside = self.formula = False
        self.marks = RunMarks()

    def start(self, name: str, attributes: Attributes) -> None:
        """A cell, a part of it, or something outside cells."""
        if name == "c":
            self._place(attributes)
        elif self.facts is not None:
            if name in ("v", "t"):
                self.inside = not self.aside
            elif name == "f":
                self.formula = True
            elif name == "rPh":
                self.aside = True
            else:
                self.marks.start(name, attributes)
        else:
            self._start_outside(name, attributes)

    def _start_outside(self, name: str, attributes: Attributes) -> None:
        """A row, or what is said of columns and blocks."""
        if name == "row":
            self.row = int(float(attributes["r"])) if "r" in attributes else self.row + 1
            if self.row < 1:
                raise ValueError(f"row {self.row}")
            self.column = 0
            if _is_unseen(attributes, "ht") and self.row <= MAX_ROWS:
                self.hidden_rows.add(self.row)
        elif name == "col" and _is_unseen(attributes, "width"):
            last = min(int(attributes["max"]), MAX_COLUMNS)
            if len(self.hidden_columns) < MAX_COLUMNS:
                self.hidden_columns.update(range(max(int(attributes["min"]), 1), last + 1))
        elif name == "mergeCell" and len(self.merged) < MOST_BLOCKS:
            self._merge(attributes["ref"])

    def end(self, name: str) -> None:
        """A cell is kept when all of it has been seen."""
        if name in ("v", "t"):
            self.inside = False
        elif name == "rPh":
            self.aside = False
        elif name == "c" and self.facts is not None:
            if self.pieces or self.formula:
                self._keep(self.facts, "".join(self.pieces))
            self.facts = None

    def text(self, words: str) -> None:
        """A piece of a cell's value."""
        if self.inside:
            self.pieces.append(self.marks.marked(words))

    def sheet(self, part: SheetPart) -> Sheet:
        """The sheet, after its last element."""
        return self.builder.finish(
            tuple(self.merged),
            frozenset(self.hidden_rows),
            frozenset(self.hidden_columns),
            hidden=part.hidden,
        )

    def _place(self, attributes: Attributes) -> None:
        self.facts = attributes
        self.pieces = []
        self.marks.brackets = ""
        self.inside = self.aside = self.formula = False
        if place := attributes.get("r"):
            self.row, self.column = _address(place)
        else:
            self.column += 1

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        self.merged.append((*_address(first), *_address(last or first)))

    def _keep(self, facts: Attributes, words: str) -> None:
        kind = facts.get("t", "n")
        if self.builder.has(self.row, self.column):
            raise ValueError(f"{facts.get('r', '')} twice")
        style = facts.get("s", "0")
        number = int(style) if style.isdecimal() and len(style) < 6 else 0
        known = number < len(self.kinds)
        number_format = self.parts.formats[number] if known else "General"
        if not words:
            if self.formula and kind != "str":  # a formula whose result is an empty text is "str"
                self.builder.add(Cell(self.row, self.column, "=", number_format, "formula"))
            return
        if kind == "e" and ERROR_CODE.fullmatch(words):
            self.builder.add(Cell(self.row, self.column, words, number_format, "error"))
            return
        font = self.parts.fonts[number] if known else ""
        value: Value | None
        if kind == "s":
            shared = self._shared(words)
            value, font = shared.words, shared.font or font
        else:
            value = self._value(kind, words, self.kinds[number] if known else "")
        if value is None:
            self.builder.add(Cell(self.row, self.column, "#VALUE!", number_format, "error"))
        elif value != "":
            self.builder.add(Cell(self.row, self.column, value, number_format), font)

    def _shared(self, words: str) -> SharedText:
        if not words.isdecimal():
            raise ValueError(f"text {words[:20]}")
        return self.parts.strings[int(words)]

    def _value(self, kind: str, words: str, shown_as: str) -> Value | None:
        """The value that a cell holds itself; None for a date beyond all calendars."""
        if kind == "b":
            return words.strip() in TRUE
        if kind == "d":
            return _date(words)
        number = _number(words) if kind == "n" else None
        if number is None:
            return cell_text(words)
        return _dated(number, self.epoch, shown_as) if shown_as else number


def _is_unseen(attributes: Attributes, size: str) -> bool:
    """Whether a row or column is hidden, or drawn so small that nobody sees it."""
    said = attributes.get(size, "")
    is_flat = NUMBER.fullmatch(said) is not None and float(said) == 0
    return attributes.get("hidden") in TRUE or is_flat


def _kind(code: str) -> str:
    """Whether a number format shows a number as a date or as a duration."""
    if is_timedelta_format(code):
        return "duration"
    return "date" if is_date_format(code) else ""


def _dated(number: float, epoch: datetime.datetime, shown_as: str) -> Value | None:
    try:
        found: Value | None = from_excel(number, epoch, timedelta=shown_as == "duration")
    except (OverflowError, ValueError):
        return None
    return found


def _date(words: str) -> Value:
    """A date that is written as one; what is none stays text, for the reader of figures."""
    try:
        return datetime.datetime.fromisoformat(words.strip()).replace(tzinfo=None)
    except ValueError:
        return cell_text(words)


def _number(words: str) -> int | float | None:
    words = words.strip()
    if WHOLE.fullmatch(words):
        return int(words)
    return float(words) if NUMBER.fullmatch(words) else None


@functools.lru_cache(maxsize=4_096)
def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _address(place: str) -> tuple[int, int]:
    match = ADDRESS.fullmatch(place)
    if match is None or match[2].strip("0") == "":
        raise ValueError(f"cell {place[:20]}")
    return int(match[2]), _column(match[1])
