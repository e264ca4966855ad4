"""The small parts of an .xlsx file: which sheets it has, its texts, formats and fonts.

In: a checked archive. Out: a `Parts`. Links that lead out of the file are left out; themes,
comments, drawings, properties and macros are never opened.
"""

import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from openpyxl.styles.numbers import BUILTIN_FORMATS

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.containers.builder import MAX_CELLS, MAX_CHARACTERS, sheet_titles
from cchc_lib.intake.containers.markup import Attributes, local, read_part
from cchc_lib.vietnamese import nfc

MOST_SHEETS = 255
MOST_LINKS = 10_000
MOST_FORMATS = 66_000
"""Excel itself stops at 65 490."""
LONGEST_FORMAT = 255
"""As Excel has it; to look for dates in a format of a megabyte takes minutes."""
MAIN_PART = "xl/workbook.xml"
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
TRUE: Final = ("1", "true", "on")


@dataclass(frozen=True)
class SheetPart:
    """One sheet: its name, where it stands in the archive, and whether people see it."""

    name: str
    part: str
    hidden: bool


class SharedText(NamedTuple):
    """One text that cells share; `font` where its first run has one of its own."""

    words: str
    font: str = ""


@dataclass
class Parts:
    """What all sheets of a file share; `formats` and `fonts` go by the number of a cell's style."""

    sheets: list[SheetPart] = field(default_factory=list)
    strings: list[SharedText] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    fonts: list[str] = field(default_factory=list)
    from_1904: bool = False


def read_parts(archive: zipfile.ZipFile, file_name: str) -> Parts:
    """All that is needed before a sheet is read. Raises SubmissionError for a damaged file."""
    names = {name.casefold(): name for name in archive.namelist()}
    package = _links(archive, "_rels/.rels", "", file_name) if "_rels/.rels" in names else []
    main = next((link.part for link in package if link.kind == "officeDocument"), MAIN_PART)
    folder, base = posixpath.split(main)
    links = _links(archive, names.get(f"{folder}/_rels/{base}.rels".casefold(), "?"), folder,
                   file_name)  # fmt: skip
    book = _Book()
    read_part(archive, names.get(main.casefold(), main), book, file_name)
    parts = Parts(from_1904=book.from_1904)
    by_id = {link.id: link for link in links}
    titles = sheet_titles([cell_text(name) for name, _, _ in book.sheets])
    for name, (_, link_id, state) in zip(titles, book.sheets, strict=True):
        link = by_id.get(link_id)
        if link is not None and link.kind == "worksheet":
            part = names.get(link.part.casefold(), link.part)
            parts.sheets.append(SheetPart(name, part, state not in ("", "visible")))
    _refuse_twins(parts.sheets, file_name)
    for link in links:
        part = names.get(link.part.casefold(), "")
        if link.kind == "sharedStrings" and part and not parts.strings:
            strings = _Strings(file_name)
            read_part(archive, part, strings, file_name)
            parts.strings = strings.found
        elif link.kind == "styles" and part and not parts.formats:
            styles = _Styles()
            read_part(archive, part, styles, file_name)
            parts.formats, parts.fonts = styles.resolved()
    return parts


def _refuse_twins(sheets: list[SheetPart], file_name: str) -> None:
    """Sheets of one name, or several that are one part, would be read as each other."""
    for told in ({sheet.name for sheet in sheets}, {sheet.part for sheet in sheets}):
        if len(told) < len(sheets):
            raise SubmissionError("error.sheet-twice", file=file_name)


@dataclass(frozen=True)
class _Link:
    id: str
    kind: str
    part: str


def _links(archive: zipfile.ZipFile, part: str, folder: str, file_name: str) -> list[_Link]:
    reader = _Links(folder)
    read_part(archive, part, reader, file_name)
    return reader.found


class _Silent:
    """A reader to which ends and texts say nothing."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, words: str) -> None:
        """A piece of text."""


class _Links(_Silent):
    """The relationships of a part that stay inside the file."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.found: list[_Link] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name != "Relationship" or attributes.get("TargetMode") == "External":
            return
        if len(self.found) >= MOST_LINKS:
            raise ValueError(f"> {MOST_LINKS} links")
        target = attributes.get("Target", "")
        path = posixpath.normpath(posixpath.join("/", self.folder, target)).lstrip("/")
        kind = attributes.get("Type", "").rpartition("/")[2]
        self.found.append(_Link(attributes.get("Id", ""), kind, path))


class _Book(_Silent):
    """The list of sheets, each with its name, its link and its state."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            if len(self.sheets) >= MOST_SHEETS:
                raise ValueError(f"> {MOST_SHEETS} sheets")
            link = next((value for key, value in attributes.items() if local(key) == "id"), "")
            self.sheets.append((attributes["name"], link, attributes.get("state", "")))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in TRUE


class RunMarks:
    """How a run of a rich text is marked: what stands above the line, or is struck out, is put in
    brackets, because 12 with a footnote's raised 1 is not 121.
    """

    def __init__(self) -> None:
        self.brackets = ""

    def start(self, name: str, attributes: Attributes) -> None:
        """One element of a text."""
        if name in ("r", "si", "is"):
            self.brackets = ""
        elif name == "vertAlign" and attributes.get("val") == "superscript":
            self.brackets = "()"
        elif name == "strike" and attributes.get("val", "1") in TRUE:
            self.brackets = "[]"

    def marked(self, words: str) -> str:
        """A piece of the run's text."""
        if not self.brackets or words.strip()[:1] in ("", "("):
            return words
        return f"{self.brackets[0]}{words}{self.brackets[1]}"


class _Strings:
    """The texts that cells share, without the reading aids that Excel keeps for Japanese."""

    def __init__(self, file_name: str) -> None:
        self.file_name = file_name
        self.found: list[SharedText] = []
        self.pieces: list[str] = []
        self.font = ""
        self.marks = RunMarks()
        self.characters = 0
        self.inside = self.aside = False

    def start(self, name: str, attributes: Attributes) -> None:
        self.marks.start(name, attributes)
        if name == "t":
            self.inside = not self.aside
        elif name == "rPh":
            self.aside = True
        elif name == "rFont" and not self.pieces:
            self.font = attributes.get("val", "")

    def end(self, name: str) -> None:
        if name == "t":
            self.inside = False
        elif name == "rPh":
            self.aside = False
        elif name == "si":
            if len(self.found) >= MAX_CELLS:
                raise _too_much_text(self.file_name)
            self.found.append(SharedText(cell_text("".join(self.pieces)), self.font))
            self.pieces, self.font = [], ""

    def text(self, words: str) -> None:
        if self.inside:
            self.characters += len(words)
            if self.characters > MAX_CHARACTERS:
                raise _too_much_text(self.file_name)
            self.pieces.append(self.marks.marked(words))


class _Styles(_Silent):
    """Number formats and fonts of the styles that cells name."""

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}
        self.names: list[str] = []
        self.styles: list[tuple[str, str]] = []
        self.within = ""

    def start(self, name: str, attributes: Attributes) -> None:
        if name in ("numFmts", "fonts", "cellXfs", "cellStyleXfs", "dxfs"):
            self.within = name
        elif name == "numFmt" and self.within == "numFmts":
            code = attributes.get("formatCode", "")
            self.codes[attributes["numFmtId"]] = code if len(code) <= LONGEST_FORMAT else "General"
        elif name == "font" and self.within == "fonts":
            self.names.append("")
        elif name == "name" and self.within == "fonts" and self.names:
            self.names[-1] = attributes.get("val", "")
        elif name == "xf" and self.within == "cellXfs":
            self.styles.append((attributes.get("numFmtId", "0"), attributes.get("fontId", "0")))
        if max(len(self.styles), len(self.names), len(self.codes)) > MOST_FORMATS:
            raise ValueError(f"> {MOST_FORMATS} formats")

    def resolved(self) -> tuple[list[str], list[str]]:
        """Number format and font of each style."""
        builtin = {str(number): code for number, code in BUILTIN_FORMATS.items()}
        fonts = {str(place): name for place, name in enumerate(self.names)}
        return (
            [self.codes.get(code, builtin.get(code, "General")) for code, _ in self.styles],
            [fonts.get(font, "") for _, font in self.styles],
        )


def cell_text(words: str) -> str:
    """The text of a cell, composed; Excel escapes what XML cannot hold: `_x000D_`."""
    if "_x" in words:
        words = ESCAPED.sub(lambda match: chr(int(match[1], 16)), words)
    return nfc(words)


def _too_much_text(file_name: str) -> SubmissionError:
    return SubmissionError(
        "error.too-much-text", file=file_name, limit=MAX_CHARACTERS // 1_000_000, cells=MAX_CELLS
    )
