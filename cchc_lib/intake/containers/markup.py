"""The XML inside containers as a stream of elements: nothing is kept, fetched or expanded.

In: one part of an archive and what to do at each element. A document type is refused, and with it
every entity, by defusedxml; its parser is driven directly, because a tree of 40 MB takes 500 MB.
"""

import functools
import xml.parsers.expat
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.containers.archive import broken

CHUNK = 256 * 1024
LONGEST_TAG = 1024 * 1024
"""A tag or comment is parsed again with each chunk until it ends."""
DEEPEST = 200
Attributes = Mapping[str, str]


class Reader(Protocol):
    """What is done with the elements of one part; `name` has no namespace."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, words: str) -> None:
        """A piece of the text between two tags."""


def read_part(archive: zipfile.ZipFile, part: str, reader: Reader, file_name: str) -> None:
    """Hand all elements of a part to the reader.

    Raises SubmissionError where the part is missing, damaged, or declares entities.
    """
    try:
        _parse(archive, part, reader)
    except SubmissionError:
        raise
    except DefusedXmlException:
        raise SubmissionError("error.declares-entities", file=file_name, part=part) from None
    except (
        xml.parsers.expat.ExpatError, zipfile.BadZipFile, zlib.error,
        LookupError, ValueError, ArithmeticError, OSError, EOFError, NotImplementedError,
    ) as error:  # fmt: skip
        raise broken(file_name, error) from None


@functools.lru_cache(maxsize=1_024)
def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]


def _parse(archive: zipfile.ZipFile, part: str, reader: Reader) -> None:
    parser: Any = DefusedXMLParser(forbid_dtd=True).parser
    depth = 0
    start, end = reader.start, reader.end

    def started(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise ValueError(f"{part}: > {DEEPEST} levels")
        start(local(name), attributes)

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(local(name))

    parser.ordered_attributes = False
    parser.buffer_text = True
    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = reader.text
    _feed(archive, part, parser.Parse, lambda: parser.CurrentByteIndex)


def _feed(
    archive: zipfile.ZipFile,
    part: str,
    parse: Callable[[bytes, bool], object],
    position: Callable[[], int],
) -> None:
    fed = 0
    with archive.open(part) as source:
        while chunk := source.read(CHUNK):
            fed += len(chunk)
            parse(chunk, False)  # noqa: FBT003  expat takes it by position only
            if fed - position() > LONGEST_TAG:
                raise ValueError(f"{part}: tag > {LONGEST_TAG // 1024} KB")
    parse(b"", True)  # noqa: FBT003
