"""Web pages saved as .xls: all tables of a page as one sheet, as Excel shows them.

In: the bytes of a page. Out: a workbook of one sheet. Paragraphs above, between and below tables
become rows of column A, and all tables stand under each other, so that title and header meet on the
same sheet and a cell is named as the office sees it in Excel. Of tables inside each other the
innermost hold the figures, the outer ones only lay out the page: their cells become rows of their
own. No script is run and no address is followed.
"""

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.containers.builder import (
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TEXT,
    MOST_BLOCKS,
    SheetBuilder,
)
from cchc_lib.intake.containers.encodings import decode_text
from cchc_lib.intake.containers.html_cell import (
    BLANKS,
    PageCell,
    collapsed,
    found_in,
    number_format_of,
    span,
)
from cchc_lib.intake.containers.html_style import PLAIN, Look, StyleSheet
from cchc_lib.intake.grid import Block, Cell, Workbook
from cchc_lib.vietnamese import nfc

SHEET = "HTML"
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
SHEET_NAME = re.compile(r"<x:Name>([^<>]{1,31})</x:Name>")
CHUNK = 64 * 1024
LONGEST_TAG = 512 * 1024
"""A tag, comment or style block is looked through again with each chunk until it ends."""
MOST_TAGS = 1_000_000
"""Tags and the pieces of text between them: 200 000 cells have 600 000. A million take 6 s."""
DEEPEST = 20
MOST_STEPS = 5_000_000
UNSEEN = frozenset(("script", "style", "title", "xml", "template", "noscript", "select", "object"))
BREAKS = frozenset(
    ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "center", "caption", "hr", "body")
)
TABLE_TAGS = frozenset(("table", "tr", "td", "th", "col", "thead", "tbody", "tfoot"))
VOID = frozenset(
    ("br", "hr", "img", "input", "meta", "link", "col", "area", "base", "wbr", "embed", "source")
)
MARKED = {"sup": "()", "s": "[]", "strike": "[]", "del": "[]"}
"""What stands above the line or is struck out is put in brackets: 12 with a raised 1 is not 121."""


def open_html(content: bytes, file_name: str) -> Workbook:
    """The one sheet of a page. Raises SubmissionError for a page without a table, or cut off."""
    declared = CHARSET.search(content[:4_096])
    name = declared[1].decode("ascii") if declared else None
    decoded = decode_text(content, file_name, declared=name)
    words = decoded.words
    title = SHEET_NAME.findall(words[:200_000])
    sheet_name = nfc(unescape(title[0])).strip() if len(title) == 1 else SHEET
    page = _Page(SheetBuilder(file_name, sheet_name or SHEET, legacy=decoded.legacy), file_name)
    for start in range(0, len(words), CHUNK):
        page.feed(words[start : start + CHUNK])
        if len(page.rawdata) > LONGEST_TAG:
            raise SubmissionError("error.page-broken", file=file_name)
    return page.finished()


@dataclass
class _Table:
    """A table while it is read; its rows are rows of the sheet."""

    hidden: bool
    cell: PageCell | None = None
    in_row: bool = False
    row_hidden: bool = False
    column: int = 1
    heading: int = 1
    """The next column that a `<col>` describes."""
    taken: dict[int, int] = field(default_factory=dict)
    """For a column into which cells above reach down, the last row that they cover."""


class _Page(HTMLParser):
    """Makes cells of the tags of one page."""

    def __init__(self, builder: SheetBuilder, file_name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = builder
        self.file_name = file_name
        self.styles = StyleSheet()
        self.row = 0
        self.tables: list[_Table] = []
        self.paragraph = PageCell({}, PLAIN, 1, 1)
        self.unseen: list[str] = []
        self.style_text: list[str] = []
        self.merged: list[Block] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.seen_columns: set[int] = set()
        self.veiled_columns: set[int] = set()
        self.tags = self.steps = self.count = 0

    def finished(self) -> Workbook:
        """The workbook, after the last tag."""
        if self.rawdata.startswith("<") or self.unseen[:1] in (["script"], ["style"]):
            raise SubmissionError("error.page-broken", file=self.file_name)
        self.handle_data(unescape(self.rawdata))
        while self.tables:
            self._end_table()
        self._end_paragraph()
        if not self.count:
            raise SubmissionError("error.page-without-table", file=self.file_name)
        sheet = self.builder.finish(
            tuple(self.merged),
            frozenset(self.hidden_rows),
            frozenset(self.hidden_columns | (self.veiled_columns - self.seen_columns)),
        )
        return Workbook("html", (sheet.name,), frozenset(), {sheet.name: sheet}.__getitem__)

    # What html.parser calls.

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag begins a table, a row, a cell, a line, or something that nobody sees."""
        self._count_tag()
        if self.unseen and self._stays_unseen(tag):
            return
        attributes = {name: value or "" for name, value in attrs}
        if tag in UNSEEN or self._is_veiled(tag, attributes):
            self.unseen.append(tag)
        elif tag == "table":
            self._start_table(attributes)
        elif tag in TABLE_TAGS:
            if self.tables:
                self._start_in_table(self.tables[-1], tag, attributes)
        elif tag == "br":
            self._say("\n")
        elif tag in MARKED:
            self._say(MARKED[tag][0])
        elif tag in BREAKS:
            self._break()
        elif tag == "font" and "face" in attributes:
            self._take_font(attributes["face"])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<br/>`, and `<td/>` of XHTML."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """The end of what was begun."""
        self._count_tag()
        if self.unseen:
            if tag == self.unseen[-1]:
                self.unseen.pop()
                if tag == "style":
                    self.styles.read("".join(self.style_text))
                    self.style_text = []
        elif tag == "table" and self.tables:
            self._end_table()
        elif tag in ("td", "th") and self.tables:
            self._end_cell(self.tables[-1])
        elif tag in TABLE_TAGS and self.tables:
            self._end_row(self.tables[-1])
        elif tag in MARKED:
            self._say(MARKED[tag][1])
        elif tag in BREAKS:
            self._break()

    def handle_comment(self, data: str) -> None:  # noqa: ARG002
        """Comments, declarations and instructions say nothing, but there may be millions."""
        self._count_tag()

    def handle_decl(self, decl: str) -> None:
        """`<!DOCTYPE html>` and the like."""
        self.handle_comment(decl)

    def handle_pi(self, data: str) -> None:
        """`<?xml …>` of XHTML."""
        self.handle_comment(data)

    def unknown_decl(self, data: str) -> None:
        """`<![if …]>` of Excel."""
        self.handle_comment(data)

    def handle_data(self, data: str) -> None:
        """Words, with blanks as a browser shows them."""
        self._count_tag()
        if not self.unseen:
            self._say(BLANKS.sub(" ", data))
        elif self.unseen[-1] == "style":
            self.style_text.append(data)

    def updatepos(self, i: int, j: int) -> int:  # noqa: ARG002
        """Lines are not counted: nobody asks for them, and it takes a tenth of the time."""
        return j

    # What becomes of it.

    def _count_tag(self) -> None:
        self.tags += 1
        if self.tags > MOST_TAGS:
            raise self.builder.too_big(max(self.row, 1), 1)

    def _is_veiled(self, tag: str, attributes: dict[str, str]) -> bool:
        """Whether a piece of the page is not shown; rows and columns are kept as hidden ones."""
        if not attributes or tag in VOID or tag in TABLE_TAGS:
            return False
        return self.styles.look(tag, attributes).hidden

    def _stays_unseen(self, tag: str) -> bool:
        """Whether a tag stands inside something that nobody sees."""
        if self.unseen[-1] in ("p", "li") and (tag in BREAKS or tag == "table"):
            self.unseen.pop()  # their end tag may be left out
        elif tag == self.unseen[-1] and tag not in VOID:
            self.unseen.append(tag)
        return bool(self.unseen)

    def _say(self, words: str) -> None:
        cell = self._current()
        if cell.length <= MAX_TEXT:
            cell.pieces.append(words)
            cell.length += len(words)

    def _current(self) -> PageCell:
        """The cell that words belong to; a caption and stray words of a table are lines."""
        cell = self.tables[-1].cell if self.tables else None
        return self.paragraph if cell is None else cell

    def _break(self) -> None:
        if self.tables:
            self._say("\n")
        else:
            self._end_paragraph()

    def _take_font(self, face: str) -> None:
        cell = self._current()
        if not cell.look.font:
            cell.look = Look(font=face.split(",", maxsplit=1)[0].strip()).over(cell.look)

    def _end_paragraph(self) -> None:
        """A line outside tables is a row of its own."""
        line, self.paragraph = self.paragraph, PageCell({}, PLAIN, 1, 1)
        self._keep_line(line)

    def _keep_line(self, line: PageCell) -> None:
        for words in "".join(line.pieces).split("\n"):
            told = collapsed(words)
            if told:
                self._next_row()
                self.builder.add(Cell(self.row, 1, nfc(told)), line.look.font)

    def _next_row(self) -> None:
        self.row += 1
        if self.row > MAX_ROWS:
            raise self.builder.too_big(self.row, 1)

    def _start_table(self, attributes: dict[str, str]) -> None:
        self.count += 1
        hidden = self.styles.look("table", attributes).hidden
        if self.tables:
            outer = self.tables[-1]
            hidden = hidden or outer.hidden or outer.row_hidden
            if outer.in_row and outer.column == 1:
                self.row -= 1  # nothing stands in the outer row yet
            if outer.cell is not None:
                self._keep_line(outer.cell)
                outer.cell.pieces, outer.cell.length, outer.cell.lays_out = [], 0, True
            outer.in_row, outer.taken = False, {}  # what follows beside it goes below it
        self._end_paragraph()
        if len(self.tables) >= DEEPEST:
            raise SubmissionError("error.tables-too-deep", file=self.file_name, limit=DEEPEST)
        self.tables.append(_Table(hidden))

    def _end_table(self) -> None:
        self._end_row(self.tables[-1])
        self._end_paragraph()
        self.tables.pop()

    def _start_in_table(self, table: _Table, tag: str, attributes: dict[str, str]) -> None:
        look = self.styles.look(tag, attributes)
        if tag == "col":
            last = min(table.heading + span(attributes, "span"), MAX_COLUMNS + 1)
            if look.hidden:
                self.hidden_columns.update(range(table.heading, last))
            table.heading = last
        elif tag == "tr":
            self._end_row(table)
            self._end_paragraph()
            self._next_row()
            table.in_row, table.row_hidden, table.column = True, table.hidden or look.hidden, 1
            if table.row_hidden:
                self.hidden_rows.add(self.row)
        elif tag in ("td", "th"):
            self._end_cell(table)
            if not table.in_row:
                self._start_in_table(table, "tr", {})
            rows, columns = span(attributes, "rowspan"), span(attributes, "colspan")
            table.cell = PageCell(attributes, look, rows, columns)
        else:
            self._end_row(table)

    def _end_row(self, table: _Table) -> None:
        self._end_cell(table)
        table.in_row = table.row_hidden = False

    def _end_cell(self, table: _Table) -> None:
        cell, table.cell = table.cell, None
        if cell is None:
            return
        if cell.lays_out:
            self._keep_line(cell)
            return
        first = self._free_column(table)
        last = first + cell.columns - 1
        table.column = last + 1
        if cell.rows > 1 or cell.columns > 1:
            end = min(self.row + cell.rows - 1, MAX_ROWS)
            if len(self.merged) < MOST_BLOCKS:
                self.merged.append((self.row, first, end, last))
            if cell.rows > 1:
                self._step(cell.columns)
                table.taken.update(dict.fromkeys(range(first, min(last, MAX_COLUMNS) + 1), end))
        (self.veiled_columns if cell.look.hidden else self.seen_columns).add(first)
        found = found_in(cell)
        if found is not None:
            value, state = found
            self.builder.add(
                Cell(self.row, first, value, number_format_of(cell), state),
                cell.look.font,
            )

    def _free_column(self, table: _Table) -> int:
        """The next column into which no cell above reaches down."""
        column = table.column
        while table.taken.get(column, 0) >= self.row:
            column += 1
            self._step(1)
        if column > MAX_COLUMNS:
            raise self.builder.too_big(self.row, column)
        return column

    def _step(self, steps: int) -> None:
        self.steps += steps
        if self.steps > MOST_STEPS:
            raise self.builder.too_big(self.row, MAX_COLUMNS)
