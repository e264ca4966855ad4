"""Workbooks in the old binary format whose text xlrd cannot read: calamine, in its own process.

1 in 200 damaged files makes calamine end the process that it runs in (it asks for 686 GB of
memory), so it never runs in ours. It starts in a tenth of a second, and is asked for one real file
in ten.
"""

import dataclasses
import datetime
import json
import subprocess
import sys

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.containers.builder import Allowance, SheetBuilder
from cchc_lib.intake.grid import Cell, Remark, Sheet, Value, Workbook
from cchc_lib.vietnamese import nfc

SECONDS = 10
CHILD = """
import datetime, io, json, sys
import python_calamine

try:  # where the system has limits: a table of 65 536 rows and 256 columns would take 540 MB
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (400 * 2**20, 400 * 2**20))
except (ImportError, ValueError, OSError):
    pass

def plain(value):
    if isinstance(value, (datetime.date, datetime.time)):
        return {"date": value.isoformat()[:10]}
    return str(value) if isinstance(value, datetime.timedelta) else value

book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
sheets = []
for name in book.sheet_names:
    sheet = book.get_sheet_by_name(name)
    rows = sheet.to_python(skip_empty_area=False)
    cells = [
        (row, column, plain(value))
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values, start=1)
        if value != ""
    ]
    sheets.append((name, cells, sheet.merged_cell_ranges or []))
sys.stdout.buffer.write(json.dumps(sheets).encode())
"""
"""What the child runs; it answers in JSON, so that a broken child can give us nothing but text."""


def open_with_calamine(content: bytes, file_name: str) -> Workbook:
    """The workbook, with a note that number formats and hidden rows are not known.

    Raises SubmissionError for a damaged one.
    """
    try:
        child = subprocess.run(  # noqa: S603  our own interpreter and our own words
            [sys.executable, "-I", "-c", CHILD],
            input=content, capture_output=True, timeout=SECONDS, check=True,
        )  # fmt: skip
        found = json.loads(child.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise SubmissionError(
            "error.broken-workbook", file=file_name, reason=type(error).__name__
        ) from None
    allowance = Allowance()
    sheets = {
        name: _sheet(SheetBuilder(file_name, name, allowance), cells, merged)
        for name, cells, merged in found
    }
    return Workbook("xls", tuple(sheets), frozenset(), sheets.__getitem__)


def _sheet(
    builder: SheetBuilder,
    cells: list[tuple[int, int, object]],
    merged: list[tuple[tuple[int, int], tuple[int, int]]],
) -> Sheet:
    for row, column, found in cells:
        value = _value(found)
        if value is not None:
            builder.add(Cell(row, column, value))
    blocks = tuple(
        (top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in merged
    )
    sheet = builder.finish(blocks)
    return dataclasses.replace(sheet, remarks=(*sheet.remarks, Remark("formats-not-read", "A1")))


def _value(found: object) -> Value | None:
    if isinstance(found, dict):
        try:
            return datetime.date.fromisoformat(str(found.get("date")))
        except ValueError:
            return str(found.get("date"))
    if isinstance(found, str):
        return nfc(found)
    if isinstance(found, float):
        return int(found) if found.is_integer() else found
    return found if isinstance(found, bool | int) else None
