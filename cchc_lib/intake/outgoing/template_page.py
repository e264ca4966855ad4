"""The sheet of a form to fill in, in the look of an administrative form: where things go, and how.

In: words and cells, row by row. Out: an A4 sheet in Times New Roman, locked but for its entries.
"""

import textwrap
from collections.abc import Mapping
from typing import Any, Literal

import xlsxwriter

FONT = "Times New Roman"
SIZE = 12
Column = Literal["number", "label", "measure", "earlier", "value", "remark"]
COLUMNS: Mapping[Column, tuple[int, float]] = {
    "number": (0, 5.0),
    "label": (1, 40.0),
    "measure": (2, 12.0),
    "earlier": (3, 14.0),
    "value": (4, 14.0),
    "remark": (5, 20.0),
}
"""Place of each column, counted from 0, and its width in characters."""
LEFT = (0, 1)
RIGHT = (2, 5)
ENTRY = {"locked": False, "bg_color": "#FFF9DB", "border": 1}
Look = Literal[
    "bold", "italic", "title", "centre", "centre-bold", "centre-underlined", "centre-italic",
    "header", "section", "section-number", "label", "middle", "whole", "decimal", "flag-entry",
    "whole-entry", "decimal-entry", "remark-entry", "guide-title", "paragraph",
]  # fmt: skip
LOOKS: Mapping[Look, Mapping[str, object]] = {
    "bold": {"bold": True},
    "italic": {"italic": True},
    "title": {"bold": True, "align": "center", "font_size": 14},
    "centre": {"align": "center"},
    "centre-bold": {"bold": True, "align": "center"},
    "centre-underlined": {"bold": True, "align": "center", "underline": 1},
    "centre-italic": {"italic": True, "align": "center"},
    "header": {"bold": True, "align": "center", "border": 1, "text_wrap": True},
    "section": {"bold": True, "border": 1, "text_wrap": True},
    "section-number": {"bold": True, "border": 1, "align": "center"},
    "label": {"border": 1, "text_wrap": True},
    "middle": {"border": 1, "align": "center", "text_wrap": True},
    "whole": {"border": 1, "align": "right", "indent": 1, "num_format": "#,##0"},
    "decimal": {"border": 1, "align": "right", "indent": 1, "num_format": "#,##0.0"},
    "flag-entry": {**ENTRY, "align": "center"},
    "whole-entry": {**ENTRY, "align": "right", "indent": 1, "num_format": "#,##0"},
    "decimal-entry": {**ENTRY, "align": "right", "indent": 1, "num_format": "#,##0.0"},
    "remark-entry": {**ENTRY, "text_wrap": True},
    "guide-title": {"bold": True, "italic": True},
    "paragraph": {"text_wrap": True, "valign": "top"},
}
INCH = 25.4
MARGINS = {"left": 25 / INCH, "right": 15 / INCH, "top": 20 / INCH, "bottom": 20 / INCH}
LINE = 15.75
"""Height of one line, in points. Rows are fitted here: LibreOffice does not do so on opening a
file, and merged cells are fitted by nobody."""
PADDING = 3.0
LETTERS = 1.15
"""How many letters of Vietnamese text in our font take the width of one digit of Excel's own."""
SECTION_REST: tuple[Column, ...] = ("measure", "earlier", "value", "remark")


class Page:
    """One sheet of a workbook; rows count from 0."""

    def __init__(self, book: xlsxwriter.Workbook, name: str) -> None:
        self._book = book
        self._sheet = book.add_worksheet(name)
        self._formats: dict[Look, Any] = {}
        self._first_entry: tuple[int, int] | None = None
        for place, width in COLUMNS.values():
            self._sheet.set_column(place, place, width)

    def write(self, row: int, column: Column, value: str | float | None, look: Look) -> None:
        """Writes one cell; None leaves it empty, with its look."""
        place, shape = COLUMNS[column][0], self._format(look)
        if value is None:
            self._sheet.write_blank(row, place, None, shape)
        elif isinstance(value, str):
            self._sheet.write_string(row, place, value, shape)
        else:
            self._sheet.write_number(row, place, value, shape)

    def rule(self, row: int, column: Column, validation: Mapping[str, object]) -> None:
        """Lets a cell take only what `validation` says, in XlsxWriter's words."""
        place = COLUMNS[column][0]
        self._first_entry = self._first_entry or (row, place)
        self._sheet.data_validation(row, place, row, place, dict(validation))

    def fit(self, row: int, words: Mapping[Column, str]) -> None:
        """Makes a row high enough for what stands in these columns."""
        lines = max(_lines(text, COLUMNS[column][1]) for column, text in words.items())
        self._sheet.set_row(row, LINE * lines + PADDING)

    def section(self, row: int, number: str, title: str) -> None:
        """Writes the heading of a section of the table."""
        self.write(row, "number", number, "section-number")
        self.write(row, "label", title, "section")
        for column in SECTION_REST:
            self.write(row, column, None, "section")
        self.fit(row, {"label": title})

    def across(self, row: int, words: str, look: Look) -> None:
        """Writes one text over the full width."""
        self._merge(row, (LEFT[0], RIGHT[1]), words, look)

    def left(self, row: int, words: str, look: Look) -> None:
        """Writes one text over the left half."""
        self._merge(row, LEFT, words, look)

    def right(self, row: int, words: str, look: Look) -> None:
        """Writes one text over the right half."""
        self._merge(row, RIGHT, words, look)

    def paragraph(self, row: int, words: str) -> None:
        """Writes a text of several lines over the full width, in a row high enough for it."""
        self.across(row, words, "paragraph")
        width = sum(width for _, width in COLUMNS.values())
        self._sheet.set_row(row, LINE * _lines(words, width) + PADDING)

    def finish(self, header: int, footer: tuple[str, str]) -> None:
        """Sets up printing, scrolling and protection; row `header` stands on each page."""
        sheet = self._sheet
        sheet.set_paper(9)
        sheet.set_portrait()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(header)
        sheet.center_horizontally()
        sheet.set_margins(**MARGINS)
        font = f'&"{FONT},Italic"&9'
        sheet.set_footer(f"&L{font}{footer[0]}&R{font}{footer[1]}")
        sheet.hide_gridlines(2)
        sheet.freeze_panes(header + 1, 0)
        if self._first_entry is not None:
            sheet.set_selection(*self._first_entry, *self._first_entry)
        sheet.protect("", {"format_columns": True, "format_rows": True})

    def _merge(self, row: int, columns: tuple[int, int], words: str, look: Look) -> None:
        self._sheet.merge_range(row, columns[0], row, columns[1], words, self._format(look))

    def _format(self, look: Look) -> Any:  # noqa: ANN401 - XlsxWriter has no types
        if look not in self._formats:
            base = {"font_name": FONT, "font_size": SIZE, "valign": "vcenter"}
            self._formats[look] = self._book.add_format(base | dict(LOOKS[look]))
        return self._formats[look]


def _lines(words: str, width: float) -> int:
    """How many lines a text takes in a column of this width."""
    most = int(width * LETTERS)
    return sum(max(1, len(textwrap.wrap(line, most))) for line in words.splitlines())
