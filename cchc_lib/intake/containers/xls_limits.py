"""The records of an old workbook (.xls) counted before xlrd makes objects of them.

In: the bytes of a file. Out: nothing, or a SubmissionError where the file would make xlrd or
calamine fill the memory: one record can stand for 16 million linked cells. The records are walked
the way xlrd walks them: those of the book, then those of each sheet from the place the book names.
"""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from xlrd.compdoc import CompDoc

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.containers.archive import broken
from cchc_lib.intake.containers.builder import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from cchc_lib.intake.containers.kinds import OLE

HEADER = struct.Struct("<HH")
PLACE = struct.Struct("<HH")
BOUNDSHEET, EOF, SST, CONTINUE, HLINK = 0x85, 0x0A, 0xFC, 0x3C, 0x1B8
FORMAT, LONGEST_FORMAT = 0x41E, 1_000
"""Excel has formats of 255 letters; to look for dates in one of 32 000 takes a second."""
MULRK, MULBLANK = 0xBD, 0xBE
CELLS = frozenset(
    (0x203, 0x27E, 0xFD, 0x204, 0xD6, 0x205, 0x06, 0x206, 0x406, 0x02, 0x03, 0x04, 0x05)
)
BLANKS = frozenset((0x201, 0x01))
LISTS = frozenset((0xE5, 0x15F))
"""Merged blocks and label ranges: 8 bytes each."""
MOST_SHEETS = 255
MOST_RECORDS = 300_000
"""Everything but cells. The largest real workbook of Hanoi's has 9 000."""
DESCRIPTIONS = frozenset((0xE0, 0x43, 0x243, 0x443, 0x31, 0x231, 0x1E, 0x41E, 0x18, 0x218, 0x23))
MOST_DESCRIPTIONS = 50_000
"""Cell styles, fonts, formats and names: 290 000 names took 480 MB; Excel has 4 050 styles."""
MOST_SLOTS = 6_000_000
"""Places from A to the last filled cell of each row; xlrd keeps 11 bytes and more for each."""
MOST_SHARED = 4 * 1024 * 1024
"""Bytes of shared texts."""
MOST_LINKED = 100_000
ROW_COSTS = 20
"""A row costs xlrd as much as so many places."""


@dataclass
class _Counts:
    """What has been counted so far."""

    cells: int = 0
    records: int = 0
    slots: int = 0
    shared: int = 0
    linked: int = 0
    descriptions: int = 0
    long_formats: int = 0
    sheets: list[int] = field(default_factory=list)

    @property
    def too_many(self) -> bool:
        """Whether this is more than any form holds."""
        return (
            self.cells > MAX_CELLS
            or self.records > MOST_RECORDS
            or self.slots > MOST_SLOTS
            or self.shared > MOST_SHARED
            or self.linked > MOST_LINKED
            or self.descriptions > MOST_DESCRIPTIONS
            or self.long_formats > 0
            or len(self.sheets) > MOST_SHEETS
        )


def check_records(content: bytes, file_name: str) -> None:
    """Refuse a workbook with more of anything than xlrd can hold. Raises SubmissionError."""
    try:
        stream, base, length = _stream(content)
        counts = _Counts()
        end = min(base + length, len(stream))
        _count(stream, base, end, counts, stops=False)
        for place in counts.sheets[: MOST_SHEETS + 1]:
            if not counts.too_many:
                _count(stream, base + place, end, counts, stops=True)
    except Exception as error:  # noqa: BLE001  damaged files break xlrd in ways it does not list
        raise broken(file_name, error) from None
    if len(set(counts.sheets)) < len(counts.sheets):
        raise SubmissionError("error.sheet-twice", file=file_name)
    if counts.too_many:
        raise SubmissionError(
            "error.workbook-too-big",
            file=file_name, cells=MAX_CELLS, rows=MAX_ROWS, columns=MAX_COLUMNS,
        )  # fmt: skip


def _stream(content: bytes) -> tuple[bytes, int, int]:
    """The records of the book: a stream of an OLE file, or all there is."""
    if not content.startswith(OLE):
        return content, 0, len(content)
    document = CompDoc(content, logfile=io.StringIO())
    for name in ("Workbook", "Book"):
        stream, base, length = document.locate_named_stream(name)
        if stream:
            return stream, base, length
    raise ValueError("no workbook in this OLE file")


def _records(stream: bytes, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Code, place and length of the data of each record."""
    place = start
    while place + HEADER.size <= end:
        code, length = HEADER.unpack_from(stream, place)
        place += HEADER.size
        yield code, place, length
        place += length


def _count(stream: bytes, start: int, end: int, counts: _Counts, *, stops: bool) -> None:
    """Count records up to the end of a sheet, or of a book that does not name its sheets."""
    rows: dict[int, int] = {}
    is_shared = False
    for code, place, length in _records(stream, start, end):
        is_shared = code == SST or (is_shared and code == CONTINUE)
        if code in CELLS or code in BLANKS or code in (MULRK, MULBLANK):
            _count_cells(counts, rows, code, (*PLACE.unpack_from(stream, place), length))
        elif code == BOUNDSHEET and not stops:
            counts.sheets.append(struct.unpack_from("<i", stream, place)[0])
        elif code == EOF and (stops or counts.sheets):
            return
        else:
            counts.records += 1 + (length // 8 if code in LISTS else 0)
        if code in DESCRIPTIONS:
            counts.descriptions += 1
        if code == FORMAT and length > LONGEST_FORMAT:
            counts.long_formats += 1
        if is_shared:
            counts.shared += length
        if code == HLINK:
            first, last, left, right = struct.unpack_from("<HHHH", stream, place)
            counts.linked += max(last - first + 1, 0) * max(right - left + 1, 0)
        if counts.too_many:
            return


def _count_cells(
    counts: _Counts, rows: dict[int, int], code: int, where: tuple[int, int, int]
) -> None:
    """Count one record of cells; `rows` holds the width of each row, and under -1 their number."""
    row, column, length = where
    many = 1
    if code in (MULRK, MULBLANK):
        many = max(length - 6, 0) // (6 if code == MULRK else 2)
    if code not in BLANKS and code != MULBLANK:
        counts.cells += many
    width = max(rows.get(row, 0), column + many)
    counts.slots += width - rows.get(row, 0) + 1
    rows[row] = width
    if row >= rows.get(-1, 0):
        counts.slots += (row + 1 - rows.get(-1, 0)) * ROW_COSTS
        rows[-1] = row + 1
