"""The package around an Office Open XML workbook: parts by name, relations, and a strict parser.

In: the bytes of a .xlsx or .xlsm file. Out: its parts, each parsed as a stream without building a
tree. A document type or an entity ends the reading: no workbook needs one.
"""

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol
from xml.parsers import expat

CHUNK = 64 * 1024
LONGEST_TEXT = 1_000_000
"""Characters of one text; a cell of Excel holds 32,767."""
RELATIONS = "_rels"


class Forbidden(ValueError):
    """The XML holds what no workbook needs: a document type, an entity, an endless text."""


class Handler(Protocol):
    """What listens to a part: names come without prefix, attributes as they are written."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, words: str) -> None:
        """Words, or a piece of them."""


@dataclass(frozen=True)
class Relation:
    """One part that another one names: `kind` is the last word of its type."""

    id: str
    kind: str
    part: str


class Package:
    """A ZIP archive of parts; names are compared without capitals, as the standard wants it."""

    def __init__(self, content: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self._parts = {
            info.filename.replace("\\", "/").lstrip("/").lower(): info
            for info in self._archive.infolist()
        }

    def holds(self, part: str) -> bool:
        """Whether there is a part of that name."""
        return part.lower() in self._parts

    def parse(self, part: str, handler: Handler) -> None:
        """Stream a part to `handler`. Raises KeyError, Forbidden, expat.ExpatError, BadZipFile."""
        with self._archive.open(self._parts[part.lower()]) as source:
            parse_stream(iter(lambda: source.read(CHUNK), b""), handler)

    def relations(self, part: str) -> list[Relation]:
        """The parts that `part` ("" for the package) names; what lies outside is left out."""
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, RELATIONS, f"{name}.rels")
        if not self.holds(listed):
            return []
        reader = _Relations(folder)
        self.parse(listed, reader)
        return reader.found


def parse_stream(chunks: Iterator[bytes], handler: Handler) -> None:
    """Stream XML to `handler`. Raises Forbidden or expat.ExpatError."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = CHUNK
    parser.StartDoctypeDeclHandler = _forbid
    parser.EntityDeclHandler = _forbid
    parser.StartElementHandler = _without_prefix(handler.start)
    parser.EndElementHandler = _without_prefix(handler.end)
    parser.CharacterDataHandler = handler.text
    for chunk in chunks:
        parser.Parse(chunk, False)  # noqa: FBT003  expat takes it by position only
    parser.Parse(b"", True)  # noqa: FBT003


def attribute(attributes: dict[str, str], name: str) -> str | None:
    """The value of the attribute of that name, with whichever prefix."""
    for key, value in attributes.items():
        if key.rpartition(":")[2] == name and ":" in key:
            return value
    return attributes.get(name)


class Texts:
    """Collects the pieces of one text; a base for handlers."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self.is_open = False

    def open(self) -> None:
        """Begin to collect."""
        self._pieces.clear()
        self._length = 0
        self.is_open = True

    def text(self, words: str) -> None:
        """Keep a piece, if something is being collected."""
        if self.is_open:
            self._length += len(words)
            if self._length > LONGEST_TEXT:
                raise Forbidden("text too long")
            self._pieces.append(words)

    def close(self) -> str:
        """All that was collected."""
        self.is_open = False
        return "".join(self._pieces)


class _Relations(Texts):
    """Reads a .rels part."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.folder = folder
        self.found: list[Relation] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Keep what lies inside the package."""
        if name != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = attributes.get("Target", "").replace("\\", "/")
        part = target.lstrip("/") if target.startswith("/") else f"{self.folder}/{target}"
        kind = attributes.get("Type", "").rpartition("/")[2]
        self.found.append(
            Relation(attributes.get("Id", ""), kind, posixpath.normpath(part.lstrip("/")))
        )

    def end(self, name: str) -> None:
        """Nothing is kept at an end."""


def _without_prefix(handle: Callable[..., None]) -> Callable[..., None]:
    def handler(name: str, *rest: dict[str, str]) -> None:
        handle(name.rpartition(":")[2] if ":" in name else name, *rest)

    return handler


def _forbid(*_declaration: object) -> None:
    raise Forbidden("DTD")
