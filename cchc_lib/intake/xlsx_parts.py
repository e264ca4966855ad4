"""The parts of an .xlsx workbook that its sheets refer to: list of sheets, styles, shared strings.

In: a package. Out: frozen facts. Only what a figure depends on is read: number formats, because
0.972 may show as 97.2%, and fonts, because `.VnTime` says that the letters are TCVN3.
"""

import datetime
import re
from dataclasses import dataclass

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from cchc_lib.intake.ooxml import Package, Texts, attribute

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class Style:
    """How a cell shows its value, as far as it tells what the value is."""

    number_format: str = "General"
    font: str = ""
    is_date: bool = False
    is_duration: bool = False


@dataclass(frozen=True)
class SheetPart:
    """One sheet of the workbook, and where it stands in the package."""

    name: str
    part: str
    is_hidden: bool


@dataclass(frozen=True)
class SharedText:
    """One shared string; `font` where its first run has one of its own."""

    words: str
    font: str = ""


@dataclass(frozen=True)
class Book:
    """A workbook's sheets, with what they refer to."""

    sheets: tuple[SheetPart, ...]
    epoch: datetime.datetime
    styles_part: str | None
    strings_part: str | None


def read_book(package: Package) -> Book:
    """The workbook of a package. Raises KeyError where there is none."""
    main = next((one.part for one in package.relations("") if one.kind == "officeDocument"), None)
    part = main if main is not None and package.holds(main) else "xl/workbook.xml"
    reader = _Workbook()
    package.parse(part, reader)
    relations = package.relations(part)
    by_id = {one.id: one for one in relations}
    by_kind = {one.kind: one.part for one in reversed(relations) if package.holds(one.part)}
    sheets = tuple(
        SheetPart(name, by_id[key].part, is_hidden)
        for name, key, is_hidden in reader.sheets
        if key in by_id and by_id[key].kind == "worksheet" and package.holds(by_id[key].part)
    )
    epoch = CALENDAR_MAC_1904 if reader.from_1904 else CALENDAR_WINDOWS_1900
    return Book(sheets, epoch, by_kind.get("styles"), by_kind.get("sharedStrings"))


def read_styles(package: Package, part: str | None) -> tuple[Style, ...]:
    """The styles that cells name by their place in the list."""
    if part is None:
        return ()
    reader = _Styles()
    package.parse(part, reader)
    return tuple(reader.style(number_format, font) for number_format, font in reader.found)


def read_strings(package: Package, part: str | None) -> tuple[SharedText, ...]:
    """The shared strings, in their order."""
    if part is None:
        return ()
    reader = _Strings()
    package.parse(part, reader)
    return tuple(reader.found)


def unescaped(words: str) -> str:
    """`_x000D_` as the letter that it stands for."""
    if "_x" not in words:
        return words
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), words)


class _Workbook(Texts):
    """Reads the part that lists the sheets."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str, bool]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Note a sheet, or which day is the first."""
        if name == "sheet":
            state = attributes.get("state", "visible")
            key = attribute(attributes, "id") or ""
            self.sheets.append((unescaped(attributes.get("name", "")), key, state != "visible"))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in ("1", "true")

    def end(self, name: str) -> None:
        """Nothing is kept at an end."""


class _Styles(Texts):
    """Reads number formats, fonts and the list of cell styles that combine them."""

    SECTIONS = ("numFmts", "fonts", "cellXfs")

    def __init__(self) -> None:
        super().__init__()
        self.section = ""
        self.formats: dict[str, str] = {}
        self.fonts: list[str] = []
        self.found: list[tuple[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Note what stands in one of the sections; the same names stand elsewhere, too."""
        if name in self.SECTIONS:
            self.section = name
        elif self.section == "numFmts" and name == "numFmt":
            code = unescaped(attributes.get("formatCode", "General"))
            self.formats[attributes.get("numFmtId", "")] = code
        elif self.section == "fonts" and name == "font":
            self.fonts.append("")
        elif self.section == "fonts" and name == "name" and self.fonts:
            self.fonts[-1] = attributes.get("val", "")
        elif self.section == "cellXfs" and name == "xf":
            self.found.append((attributes.get("numFmtId", "0"), attributes.get("fontId", "")))

    def end(self, name: str) -> None:
        """Leave a section."""
        if name == self.section:
            self.section = ""

    def style(self, number_format: str, font: str) -> Style:
        """The style of a format's number and a font's place."""
        code = self.formats.get(number_format)
        if code is None and number_format.isdecimal():
            code = BUILTIN_FORMATS.get(int(number_format))
        place = int(font) if font.isdecimal() else len(self.fonts)
        return Style(
            number_format=code or "General",
            font=self.fonts[place] if place < len(self.fonts) else "",
            is_date=bool(is_date_format(code)),
            is_duration=bool(is_timedelta_format(code)),
        )


class _Strings(Texts):
    """Reads the shared strings; the reading aids of Asian scripts are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[SharedText] = []
        self._words = ""
        self._font = ""
        self._is_aid = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin a string or one of its runs."""
        if name == "t" and not self._is_aid:
            self.open()
        elif name == "si":
            self._words, self._font, self._is_aid = "", "", False
        elif name == "rFont" and not self._words:
            self._font = attributes.get("val", "")
        elif name == "rPh":
            self._is_aid = True

    def end(self, name: str) -> None:
        """Keep a run, or the whole string."""
        if name == "t" and self.is_open:
            self._words += self.close()
        elif name == "si":
            self.found.append(SharedText(unescaped(self._words), self._font))
        elif name == "rPh":
            self._is_aid = False
