"""Workbooks whose bytes depend on nothing but their content: no clock, no machine, no zlib.

In: what to write on which sheet. Out: the bytes of an .xlsx file in the look of an
administrative form (Times New Roman, thin borders, A4).
"""

import datetime
import io
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, Literal, Self

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from cchc_lib.intake.outgoing.reproducible import reproducible

MARK = "DỮ LIỆU MẪU – không phải số liệu chính thức"
"""Stands in every file of the sample; intake knows a sample by it."""

FONT = "Times New Roman"
Look = Literal[
    "plain", "bold", "italic", "right", "title", "centre", "centre-italic", "header", "section",
    "section-number", "label", "middle", "number", "decimal", "total", "total-number",
]  # fmt: skip
LOOKS: Mapping[Look, Mapping[str, object]] = {
    "plain": {},
    "bold": {"bold": True},
    "italic": {"italic": True},
    "right": {"italic": True, "align": "right"},
    "title": {"bold": True, "align": "center", "font_size": 14},
    "centre": {"bold": True, "align": "center"},
    "centre-italic": {"italic": True, "align": "center"},
    "header": {"bold": True, "align": "center", "border": 1, "text_wrap": True},
    "section": {"bold": True, "border": 1, "text_wrap": True},
    "section-number": {"bold": True, "border": 1, "align": "center"},
    "label": {"border": 1, "text_wrap": True},
    "middle": {"border": 1, "align": "center"},
    "number": {"border": 1, "align": "right", "num_format": "#,##0"},
    "decimal": {"border": 1, "align": "right", "num_format": "#,##0.0"},
    "total": {"bold": True, "border": 1, "align": "center"},
    "total-number": {"bold": True, "border": 1, "align": "right", "num_format": "#,##0"},
}


class Form:
    """One workbook with one sheet; `content` holds its bytes once the `with` block is left."""

    def __init__(self, sheet: str, day: datetime.date, size: int = 12) -> None:
        self._stream = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._stream, {"in_memory": True})
        noon = datetime.datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001 - no zone meant
        self._book.set_properties({"created": noon})
        self._sheet = self._book.add_worksheet(sheet)
        self._sheet.set_paper(9)
        self._formats: dict[Look, Any] = {}
        self._size = size
        self.name = sheet
        self.content = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._book.close()
            self.content = reproducible(self._stream.getvalue())

    def write(self, row: int, column: int, value: str | float | None, look: Look) -> str:
        """Writes one cell, counted from 0, and gives its address: `D12`."""
        shape = self._format(look)
        if value is None:
            self._sheet.write_blank(row, column, None, shape)
        elif isinstance(value, str):
            self._sheet.write_string(row, column, value, shape)
        else:
            self._sheet.write_number(row, column, value, shape)
        return str(xl_rowcol_to_cell(row, column))

    def merge(
        self, rows: tuple[int, int], columns: tuple[int, int], words: str, look: Look
    ) -> None:
        """Writes one text over a block of cells, both ends included."""
        self._sheet.merge_range(rows[0], columns[0], rows[1], columns[1], words, self._format(look))

    def widths(self, first: int, widths: Sequence[float]) -> None:
        """Sets the widths of the columns from `first` on, in characters."""
        for column, width in enumerate(widths, start=first):
            self._sheet.set_column(column, column, width)

    def landscape(self, repeated: tuple[int, int]) -> None:
        """Prints across the page, with the header rows on each."""
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(*repeated)

    def _format(self, look: Look) -> Any:  # noqa: ANN401 - XlsxWriter has no types
        if look not in self._formats:
            base = {"font_name": FONT, "font_size": self._size, "valign": "vcenter"}
            self._formats[look] = self._book.add_format(base | dict(LOOKS[look]))
        return self._formats[look]
