"""Workbooks in the Office Open XML format (.xlsx, .xlsm), read by a parser of our own.

openpyxl took 7 ms to open a form and 9 s for Hanoi's budget of 2016 (14 sheets, one of 7.5 MB that
no form wants), and shows formulas without a stored value only by a second load. Here a sheet is
read when a form asks for it, as a stream; what is read equals openpyxl's values cell by cell
(tests). Macros are never looked at, links that leave the file never followed.
"""

import functools
import io
import zipfile

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.grid import Sheet, SheetBuilder, Workbook
from cchc_lib.intake.ooxml import Package
from cchc_lib.intake.xlsx_parts import (
    Book,
    SharedText,
    SheetPart,
    Style,
    read_book,
    read_strings,
    read_styles,
)
from cchc_lib.intake.xlsx_sheet import SheetReader
from cchc_lib.vietnamese import nfc

MAX_UNPACKED = 64 * 1024 * 1024
"""Beyond this the reader needs more than ten seconds (7.5 MB take one)."""
MAX_PARTS = 5_000


def open_xlsx(content: bytes, file_name: str) -> Workbook:
    """The workbook in these bytes. Raises SubmissionError for a damaged or outsized one."""
    _check_size(content, file_name)
    try:
        reader = _Reader(Package(content), file_name)
    except Exception as error:  # noqa: BLE001  a damaged file breaks in ways that no list names
        raise _broken(file_name, error) from None
    parts = {nfc(part.name): part for part in reader.book.sheets}
    return Workbook(
        container="xlsx",
        sheet_names=tuple(parts),
        hidden_sheets=frozenset(name for name, part in parts.items() if part.is_hidden),
        sheet=functools.cache(lambda name: reader.sheet(name, parts[name])),
    )


class _Reader:
    """An opened workbook; styles and strings are read with the first sheet."""

    def __init__(self, package: Package, file_name: str) -> None:
        self.package = package
        self.file_name = file_name
        self.book: Book = read_book(package)

    @functools.cached_property
    def styles(self) -> tuple[Style, ...]:
        return read_styles(self.package, self.book.styles_part)

    @functools.cached_property
    def strings(self) -> tuple[SharedText, ...]:
        return read_strings(self.package, self.book.strings_part)

    def sheet(self, name: str, part: SheetPart) -> Sheet:
        """One sheet. Raises SubmissionError for a damaged or outsized one."""
        builder = SheetBuilder(self.file_name, name)
        try:
            reader = SheetReader(builder, self.styles, self.strings, self.book.epoch)
            self.package.parse(part.part, reader)
            return reader.sheet(hidden=part.is_hidden)
        except SubmissionError:
            raise
        except Exception as error:  # noqa: BLE001  as above
            raise _broken(self.file_name, error) from None


def _check_size(content: bytes, file_name: str) -> None:
    """Refuse what unpacks to more than any form, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _broken(file_name, error) from None
    if not any(part.filename == "[Content_Types].xml" for part in parts):
        raise SubmissionError("error.not-a-workbook", file=file_name, kind="ZIP")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED or len(parts) > MAX_PARTS:
        raise SubmissionError(
            "error.unpacks-too-big",
            file=file_name, found=unpacked // (1024 * 1024), limit=MAX_UNPACKED // (1024 * 1024),
        )  # fmt: skip


def _broken(file_name: str, error: Exception) -> SubmissionError:
    reason = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
    return SubmissionError("error.broken-workbook", file=file_name, reason=reason)
