"""A copy of a received workbook with the cells coloured and commented in which problems stand.

In: the bytes as they came, and the problems found in them. Out: the bytes of an .xlsx file. An
.xlsx file keeps its formulas, formats and validations (not its macros); what came in another
format is built anew from the cells that were read. Marks of an earlier copy, which the sender
mended and sent in, are taken away first. Same bytes and problems, same copy.
"""

import contextlib
import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import PatternFill, Protection
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_CORE
from openpyxl.xml.functions import iterparse

from cchc_lib.intake.containers.builder import MAX_COLUMNS, MAX_ROWS
from cchc_lib.intake.containers.workbook import open_workbook
from cchc_lib.intake.outgoing.rebuilt import rebuilt, writable
from cchc_lib.intake.outgoing.reproducible import EPOCH, reproducible
from cchc_lib.intake.problems import Problem, Severity
from cchc_lib.texts import Language, text

AUTHOR = "CCHC"
COLOURS: dict[Severity, str] = {"refuse": "E2706E", "doubtful": "F3C65F", "note": "DDEAF6"}
"""Dark, middle and light, so that a grey copy tells them apart; black reads well on all (6:1)."""
SEVERITIES = tuple(COLOURS)
MARKS = frozenset(COLOURS.values())
BELOW = f"\n\n{AUTHOR}: "
"""Between a comment of the sender's and ours in the same cell."""
MOST_COMMENTS = 500
"""Excel draws each comment as a shape of its own; the page lists what has none."""
LONGEST_COMMENT = 2_000
WIDTH = 340
LINE = 17
"""Pixels: 48 signs a line in the comment font of Excel."""
SIGNS = 48
TALLEST = 520
ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
MOST_UNPACKED = 16 * 1024 * 1024
"""openpyxl's full load takes nine seconds for half of this."""
MOST_SPREAD = 200_000
"""Cells that merged blocks and links of a file unfold to; openpyxl makes an object for each."""
NO_DAY = datetime.datetime(*EPOCH)  # noqa: DTZ001  as it stands in every part of the file
MACROS = "xl/vbaProject.bin"
DRAWINGS = ("xl/drawings/drawing", "xl/charts/", "xl/media/")


@dataclass(frozen=True)
class MarkedCopy:
    """The copy, and how it differs from what came.

    `commented` and `marked` count cells; `is_rebuilt`: not the sender's own workbook, but its cells
    in a new one; `lost_macros`, `lost_drawings`: what the sender's had and the copy may not.
    """

    content: bytes
    marked: int
    commented: int
    is_rebuilt: bool = False
    lost_macros: bool = False
    lost_drawings: bool = False


def marked_copy(
    content: bytes, file_name: str, problems: Sequence[Problem], language: Language
) -> MarkedCopy:
    """The copy, with comments in `language`. Raises SubmissionError for what is no workbook."""
    parts = _parts(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl leaves out; no figure depends on it
        if parts:
            # What reads well cell by cell may still be beyond openpyxl's full load.
            with contextlib.suppress(Exception):
                return _own_workbook(content, parts, problems, language)
        book, names = rebuilt(open_workbook(content, file_name))
        marked, commented = _mark(book, names, problems, language)
        book.properties = DocumentProperties(creator=AUTHOR)
        saved = _saved(book, created=False, modified=False)
    return MarkedCopy(saved, marked, commented, is_rebuilt=True, lost_macros=MACROS in parts)


def _parts(content: bytes) -> frozenset[str]:
    """The names of an .xlsx file's parts; none for files of other formats."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = frozenset(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return frozenset()
    return names if "[Content_Types].xml" in names else frozenset()


def _own_workbook(
    content: bytes, parts: frozenset[str], problems: Sequence[Problem], language: Language
) -> MarkedCopy:
    if not _opens_in_full(content):
        raise ValueError("too large to be loaded in full")
    book = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    book.template = False
    names = {sheet.title: sheet.title for sheet in book.worksheets}
    _take_marks_away(book)
    marked, commented = _mark(book, names, problems, language)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        core = archive.read(ARC_CORE) if ARC_CORE in parts else b""
    saved = _saved(book, created=b"created" in core, modified=b"modified" in core)
    return MarkedCopy(
        saved,
        marked,
        commented,
        lost_macros=MACROS in parts,
        lost_drawings=any(name.startswith(DRAWINGS) for name in parts),
    )


def _opens_in_full(content: bytes) -> bool:
    """Whether openpyxl holds the whole file in reasonable time and memory."""
    spread = 0
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
            return False
        for name in archive.namelist():
            if not name.endswith(".rels") and name.startswith("xl/"):
                spread += _spread(archive.read(name))
    return spread <= MOST_SPREAD


def _spread(part: bytes) -> int:
    """How many cells the merged blocks and links of one part cover."""
    cells = 0
    try:
        for _, element in iterparse(io.BytesIO(part)):
            if _local(element) in ("mergeCell", "hyperlink"):
                cells += _size(element.get("ref", ""))
            if _local(element) in ("row", "si", "mergeCell", "hyperlink"):
                element.clear()
    except SyntaxError:
        return 0  # a picture, or no XML that openpyxl could load either
    return cells


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _size(reference: str) -> int:
    first_column, first_row, last_column, last_row = range_boundaries(reference)
    if not (first_column and first_row and last_column and last_row):
        return MOST_SPREAD + 1
    return (last_row - first_row + 1) * (last_column - first_column + 1)


def _mark(
    book: openpyxl.Workbook,
    names: dict[str, str],
    problems: Sequence[Problem],
    language: Language,
) -> tuple[int, int]:
    """Colour and comment; how many cells were marked, and how many of them have a comment."""
    by_cell: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        place = _place(book, names, problem)
        if place is not None:
            by_cell.setdefault(place, []).append(problem)
    worst_first = sorted(by_cell.items(), key=lambda item: min(map(_rank, item[1])))
    for number, ((sheet, address), found) in enumerate(worst_first):
        found.sort(key=_rank)
        cell = book[sheet][address]
        cell.fill = PatternFill("solid", fgColor=COLOURS[found[0].severity])
        if book[sheet].protection.sheet:  # what is to be mended must be open to its sender
            cell.protection = Protection(locked=False, hidden=cell.protection.hidden)
        if number < MOST_COMMENTS:
            cell.comment = _comment(cell.comment, found, language)
    return len(worst_first), min(len(worst_first), MOST_COMMENTS)


def _take_marks_away(book: openpyxl.Workbook) -> None:
    """Remove our comments, and the colours of their cells: what is mended is asked no more."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment is None:
                    continue
                own, mark, _ = cell.comment.text.partition(BELOW)
                if not mark and cell.comment.author != AUTHOR:
                    continue
                cell.comment = Comment(own, cell.comment.author) if mark else None
                if cell.fill.fill_type == "solid" and str(cell.fill.fgColor.rgb)[2:] in MARKS:
                    cell.fill = PatternFill()


def _rank(problem: Problem) -> int:
    return SEVERITIES.index(problem.severity)


def _place(
    book: openpyxl.Workbook, names: dict[str, str], problem: Problem
) -> tuple[str, str] | None:
    """Sheet and cell to be marked; None for a problem that lies in no cell of this workbook."""
    match = ADDRESS.fullmatch(problem.cell)
    if match is None or problem.sheet not in names or not problem.is_of_a_cell:
        return None
    sheet = book[names[problem.sheet]]
    column, row, _, _ = range_boundaries(problem.cell)
    if not column or not row or column > MAX_COLUMNS or row > MAX_ROWS:
        return None
    return sheet.title, _visible_cell(sheet, row, column).coordinate


def _visible_cell(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell, or the first one of the merged block that covers it."""
    found = sheet.cell(row, column)
    if isinstance(found, MergedCell):
        for block in sheet.merged_cells.ranges:
            if found.coordinate in block:
                return _visible_cell(sheet, block.min_row, block.min_col)
        raise ValueError("a merged cell outside all blocks")
    return found


def _comment(existing: Comment | None, problems: Iterable[Problem], language: Language) -> Comment:
    """The problems of one cell, below what was there before."""
    paragraphs = [
        text(
            "marked-copy.comment",
            language,
            severity=text(f"severity.{problem.severity}", language),
            message=problem.message(language),
            advice=problem.request(language),
        )
        for problem in problems
    ]
    words = "\n\n".join(paragraphs)
    if len(words) > LONGEST_COMMENT:
        rest = text("marked-copy.rest", language)
        words = f"{words[: LONGEST_COMMENT - len(rest) - 2]}…\n{rest}"
    author = AUTHOR
    if existing is not None:
        author = existing.author or AUTHOR
        words = f"{existing.text}{BELOW}{words}"
    lines = sum(-(-max(len(line), 1) // SIGNS) for line in words.split("\n")) + 1
    return Comment(writable(words), writable(author), min(lines * LINE, TALLEST), WIDTH)


def _saved(book: openpyxl.Workbook, *, created: bool, modified: bool) -> bytes:
    """The workbook's bytes; a day of its making that its file did not tell is the ZIP's first."""
    properties = book.properties
    if not created:
        properties.created = NO_DAY
    if not modified:
        properties.modified = NO_DAY
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        # Workbook.save would note the time, and leaves the archive open where it fails.
        ExcelWriter(book, archive).write_data()
    return reproducible(stream.getvalue())
