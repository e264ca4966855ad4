"""OpenDocument spreadsheets (.ods), read from their XML in one pass.

calamine, which reads them too, leaves out what shows a fraction as a percentage, and what is
hidden. Repeated rows and cells are written out only where they hold something; comments, drawings,
tracked changes and links to other files are passed over.
"""

import re
import zipfile
from dataclasses import dataclass, field

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.containers.builder import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TEXT,
    MOST_BLOCKS,
    Allowance,
    SheetBuilder,
)
from cchc_lib.intake.containers.markup import Attributes, read_part
from cchc_lib.intake.containers.ods_cell import cell_of, count, facts_of
from cchc_lib.intake.containers.ods_styles import Styles
from cchc_lib.intake.grid import Block, Cell, Sheet, Workbook
from cchc_lib.vietnamese import nfc

CONTENT, STYLES, MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
MOST_SHEETS = 255
ASIDE = frozenset(
    (
        "annotation", "tracked-changes", "shapes", "forms", "dde-links", "frame", "custom-shape",
        "g", "line", "rect", "control", "object", "ruby-text", "note", "scripts", "event-listeners",
        "table-source", "named-expressions", "database-ranges", "data-pilot-tables",
        "content-validations", "scenario", "detective", "consolidation",
    )
)  # fmt: skip
"""Elements that hold no cell of the sheet, some of them with text or cells of their own."""
BLANKS = re.compile(r"[ \t\r\n]+")


def open_ods(archive: zipfile.ZipFile, file_name: str) -> Workbook:
    """The workbook in a checked archive. Raises SubmissionError for a damaged or locked one."""
    parts = set(archive.namelist())
    if MANIFEST in parts:
        read_part(archive, MANIFEST, _Manifest(file_name), file_name)
    styles = Styles()
    if STYLES in parts:
        read_part(archive, STYLES, styles, file_name)
    reader = _Content(file_name, styles)
    read_part(archive, CONTENT, reader, file_name)
    return Workbook(
        container="ods",
        sheet_names=tuple(reader.sheets),
        hidden_sheets=frozenset(name for name, sheet in reader.sheets.items() if sheet.hidden),
        sheet=reader.sheets.__getitem__,
    )


class _Manifest:
    """Says whether any part of the package is encrypted."""

    def __init__(self, file_name: str) -> None:
        self.file_name = file_name

    def start(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002
        if name == "encryption-data":
            raise SubmissionError("error.password", file=self.file_name)

    def end(self, name: str) -> None:
        """Ends say nothing here."""

    def text(self, words: str) -> None:
        """A manifest has no text."""


@dataclass
class _Table:
    """A sheet while it is read."""

    builder: SheetBuilder
    hidden: bool
    merged: list[Block] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    fonts: dict[int, str] = field(default_factory=dict)
    """The style of the cells of a column that name none."""
    row: int = 1
    column: int = 1
    heading: int = 1
    """The next column to be described."""


@dataclass
class _Row:
    """A row while it is read: its cells are kept when it ends, once for each repetition."""

    repeated: int
    style: str
    cells: list[tuple[int, int, Cell, str]] = field(default_factory=list)
    spans: list[tuple[int, int, int]] = field(default_factory=list)


class _Content:
    """Makes sheets of the elements of content.xml."""

    def __init__(self, file_name: str, styles: Styles) -> None:
        self.file_name = file_name
        self.styles = styles
        self.allowance = Allowance()
        self.sheets: dict[str, Sheet] = {}
        self.table: _Table | None = None
        self.row: _Row | None = None
        self.cell: dict[str, str] | None = None
        self.paragraphs: list[list[str]] = []
        self.length = 0
        self.in_paragraph = 0
        self.aside = 0
        self.folded: list[bool] = []
        """For each group of rows or columns around, whether it is folded away."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element of the body, or one of the automatic styles before it."""
        if self.aside or name in ASIDE or (self.table is not None and name == "table"):
            self.aside += 1
            return
        if self.cell is not None:
            self._start_text(name, attributes)
            return
        if self.table is None and name != "table":
            self.styles.start(name, attributes)
            return
        facts = facts_of(attributes)
        if self.table is None:
            self._start_table(facts)
        elif name in ("table-cell", "covered-table-cell") and self.row is not None:
            self.cell, self.paragraphs, self.length = facts, [], 0
        elif name == "table-row":
            self._start_row(self.table, facts)
        elif name == "table-column":
            self._describe_columns(self.table, facts)
        elif name in ("table-row-group", "table-column-group"):
            self.folded.append(facts.get("display") == "false")

    def end(self, name: str) -> None:
        """What is complete is kept."""
        if self.aside:
            self.aside -= 1
        elif self.cell is not None:
            if name in ("table-cell", "covered-table-cell"):
                self._end_cell(self.cell)
            elif name in ("p", "h"):
                self.in_paragraph -= 1
        elif name == "table-row":
            self._end_row()
        elif name in ("table-row-group", "table-column-group"):
            self.folded.pop()
        elif name == "table" and self.table is not None:
            table = self.table
            self.sheets[table.builder.sheet] = table.builder.finish(
                tuple(table.merged),
                frozenset(table.hidden_rows),
                frozenset(table.hidden_columns),
                hidden=table.hidden,
            )
            self.table = None

    def text(self, words: str) -> None:
        """A piece of a paragraph; blanks around line breaks of the XML count as one."""
        if self.in_paragraph and not self.aside:
            self._say(BLANKS.sub(" ", words))

    def _start_table(self, facts: dict[str, str]) -> None:
        name = nfc(facts.get("name", ""))
        if name in self.sheets:
            raise SubmissionError("error.sheet-twice", file=self.file_name)
        if len(self.sheets) >= MOST_SHEETS:
            raise ValueError(f"> {MOST_SHEETS} sheets")
        builder = SheetBuilder(self.file_name, name, self.allowance)
        self.table = _Table(builder, self.styles.hides(facts.get("style-name", "")))

    def _describe_columns(self, table: _Table, facts: dict[str, str]) -> None:
        first = table.heading
        table.heading += count(facts, "number-columns-repeated")
        columns = range(first, min(table.heading, MAX_COLUMNS + 1))
        if self._is_hidden(facts):
            table.hidden_columns.update(columns)
        if style := facts.get("default-cell-style-name"):
            table.fonts.update(dict.fromkeys(columns, style))

    def _start_row(self, table: _Table, facts: dict[str, str]) -> None:
        self.row = _Row(
            count(facts, "number-rows-repeated"), facts.get("default-cell-style-name", "")
        )
        table.column = 1
        if self._is_hidden(facts):
            last = min(table.row + self.row.repeated, MAX_ROWS + 1)
            table.hidden_rows.update(range(table.row, last))

    def _end_row(self) -> None:
        table, row = self.table, self.row
        if table is None or row is None:
            return
        if row.cells or row.spans:
            filled = row.repeated * sum(repeated for _, repeated, _, _ in row.cells)
            if filled > MAX_CELLS:  # 495 000 cells would be made before the builder stops
                raise table.builder.too_big(table.row + row.repeated - 1, table.column)
            for number in range(table.row, table.row + row.repeated):
                self._keep_row(table, row, number)
                if len(table.merged) >= MOST_BLOCKS and not row.cells:
                    break
        table.row += row.repeated
        self.row = None

    def _keep_row(self, table: _Table, row: _Row, number: int) -> None:
        for first, repeated, cell, font in row.cells:
            for column in range(first, first + repeated):
                table.builder.add(cell._replace(row=number, column=column), font)
        for column, rows, columns in row.spans:
            if len(table.merged) < MOST_BLOCKS:
                table.merged.append((number, column, number + rows - 1, column + columns - 1))

    def _end_cell(self, facts: dict[str, str]) -> None:
        table, row = self.table, self.row
        self.cell, self.in_paragraph = None, 0
        if table is None or row is None:
            return
        column = table.column
        repeated = count(facts, "number-columns-repeated")
        table.column += repeated
        rows, columns = (
            count(facts, "number-rows-spanned"),
            count(facts, "number-columns-spanned"),
        )
        if (rows > 1 or columns > 1) and len(row.spans) < MOST_BLOCKS:
            row.spans.append((column, rows, columns))
        cell = cell_of(facts, "\n".join("".join(pieces) for pieces in self.paragraphs))
        if cell is not None:
            style = facts.get("style-name") or row.style or table.fonts.get(column, "")
            row.cells.append((column, repeated, cell, self.styles.font(style)))
            if len(row.cells) > MAX_COLUMNS:
                raise table.builder.too_big(table.row, column)

    def _start_text(self, name: str, attributes: Attributes) -> None:
        if name in ("p", "h"):
            self.in_paragraph += 1
            self.length += 1
            if self.length <= MAX_TEXT or not self.paragraphs:
                self.paragraphs.append([])
        elif self.in_paragraph and name == "s":
            self._say(" " * min(count(facts_of(attributes), "c"), MAX_TEXT + 1))
        elif self.in_paragraph and name in ("tab", "line-break"):
            self._say("\t" if name == "tab" else "\n")

    def _say(self, words: str) -> None:
        """Keep words of a cell; what goes beyond the limit of a cell need not be kept."""
        if self.length <= MAX_TEXT:
            self.paragraphs[-1].append(words)
            self.length += len(words)

    def _is_hidden(self, facts: dict[str, str]) -> bool:
        return facts.get("visibility") in ("collapse", "filter") or any(self.folded)
