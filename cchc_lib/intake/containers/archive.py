"""ZIP containers (.xlsx, .xlsm, .ods): checked as a whole before anything in them is unpacked.

In: the bytes of a file. Out: an archive whose parts are no more, no bigger and no other than its
directory says. Python's own reader unpacks up to 2 GiB of a part before it cuts it to the declared
size, and up to 3.11.7 accepts parts that lie over each other.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable

from cchc_lib.errors import SubmissionError

MEBIBYTE = 1024 * 1024
MAX_UNPACKED = 40 * MEBIBYTE
"""All parts together. A table of 200 000 cells, more than any form has, is 8 MB; 40 MB of elements
that say nothing take 4 s, and 500 000 cells or as many texts 4 s and 220 MB."""
MAX_PARTS = 2_000
"""Hanoi's budget of 2016, with 14 sheets and their links, has 70."""
MAX_RATIO = 250
"""Sheets pack to a tenth or a thirtieth; a part beyond this holds one thing over and over."""
RATIO_COUNTS_FROM = 4 * MEBIBYTE
MOST_OF_DEFLATE = 1_032
"""No deflated byte can unpack to more; archives too small to hide anything are not unpacked."""
CHUNK = 256 * 1024
ENTRY = b"PK\x01\x02"
LOCAL_HEADER = struct.Struct("<4s22xHH")
ENCRYPTED = 0x1
DECLARATIONS = tuple(
    words.encode(encoding)
    for words in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
DECLARED_WITHIN = 4_096


def open_archive(content: bytes, file_name: str) -> zipfile.ZipFile:
    """The archive in these bytes.

    Raises SubmissionError where it is damaged, protected by a password, unpacks to more than any
    form, or is built in a way that no spreadsheet program writes.
    """
    if content.count(ENTRY) > MAX_PARTS:  # counted before a directory of 30 MB becomes objects
        raise _too_big(file_name, len(content))
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
        raise broken(file_name, error) from None
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED:
        raise _too_big(file_name, unpacked)
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise SubmissionError("error.password", file=file_name)
    names: set[str] = set()
    for part in parts:
        name = part.filename.casefold()
        if name in names or _climbs(name) or _hides_its_size(part):
            raise _odd(file_name, part)
        names.add(name)
    _check_places(content, parts, file_name)
    _check_sizes(content, parts, file_name)
    _check_declarations(archive, parts, file_name)
    return archive


def broken(file_name: str, error: Exception) -> SubmissionError:
    """The refusal of a file that breaks its reader, with the reader's own words."""
    reason = str(error).splitlines()[0][:120] if str(error).strip() else type(error).__name__
    return SubmissionError("error.broken-workbook", file=file_name, reason=reason)


def _climbs(name: str) -> bool:
    """Whether a name leads out of the archive; nothing is ever written under it all the same."""
    steps = name.replace("\\", "/").split("/")
    return steps[0] == "" or ":" in steps[0] or ".." in steps


def _hides_its_size(part: zipfile.ZipInfo) -> bool:
    """Whether a part is packed in a way of which the sizes tell nothing, or beyond all reason."""
    if part.compress_type == zipfile.ZIP_STORED:
        return part.file_size != part.compress_size
    if part.compress_type != zipfile.ZIP_DEFLATED:
        return True
    most = MAX_RATIO if part.file_size > RATIO_COUNTS_FROM else MOST_OF_DEFLATE
    return part.file_size > max(part.compress_size, 1) * most


def _place(content: bytes, part: zipfile.ZipInfo) -> tuple[int, int]:
    """Where the packed bytes of a part begin and end."""
    signature, name, extra = LOCAL_HEADER.unpack_from(content, part.header_offset)
    if signature != b"PK\x03\x04":
        raise ValueError(part.filename)
    start = part.header_offset + LOCAL_HEADER.size + name + extra
    return start, start + part.compress_size


def _check_places(content: bytes, parts: Iterable[zipfile.ZipInfo], file_name: str) -> None:
    """Refuse parts that lie over each other: 10 MB can so be told as 281 TB."""
    end = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        try:
            _, next_end = _place(content, part)
        except (ValueError, struct.error):
            raise _odd(file_name, part) from None
        if part.header_offset < end or next_end > len(content):
            raise _odd(file_name, part)
        end = next_end


def _check_sizes(content: bytes, parts: list[zipfile.ZipInfo], file_name: str) -> None:
    """Refuse parts that unpack to more than they declare, where that could be too much."""
    deflated = [part for part in parts if part.compress_type == zipfile.ZIP_DEFLATED]
    if sum(part.compress_size for part in deflated) * MOST_OF_DEFLATE <= MAX_UNPACKED:
        return
    for part in deflated:
        start, end = _place(content, part)
        if _unpacks_to_more(content[start:end], part, file_name):
            raise _odd(file_name, part)


def _unpacks_to_more(packed: bytes, part: zipfile.ZipInfo, file_name: str) -> bool:
    if len(packed) * MOST_OF_DEFLATE <= part.file_size:
        return False
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    size = 0
    try:
        while packed and not unpacker.eof:
            size += len(unpacker.decompress(packed, CHUNK))
            if size > part.file_size:
                return True
            packed = unpacker.unconsumed_tail
    except zlib.error as error:
        raise broken(file_name, error) from None
    return False


def _check_declarations(
    archive: zipfile.ZipFile, parts: Iterable[zipfile.ZipInfo], file_name: str
) -> None:
    """Refuse XML that declares a document type or entities, also in parts that are never read.

    The parts that are read are held to it by their parser, whatever stands before a declaration.
    """
    for part in parts:
        if not part.filename.lower().endswith((".xml", ".rels", ".vml", ".rdf")):
            continue
        try:
            with archive.open(part) as source:
                start = source.read(DECLARED_WITHIN)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, zlib.error) as error:
            raise broken(file_name, error) from None
        if any(words in start for words in DECLARATIONS):
            raise SubmissionError("error.declares-entities", file=file_name, part=part.filename)


def _too_big(file_name: str, unpacked: int) -> SubmissionError:
    return SubmissionError(
        "error.unpacks-too-big",
        file=file_name, found=unpacked // MEBIBYTE, limit=MAX_UNPACKED // MEBIBYTE,
        parts=MAX_PARTS,
    )  # fmt: skip


def _odd(file_name: str, part: zipfile.ZipInfo) -> SubmissionError:
    return SubmissionError("error.odd-archive", file=file_name, part=part.filename[:120])
