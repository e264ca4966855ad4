"""Where a workbook keeps the stamp of a form that we gave out: its own properties.

In: a checked archive. Out: the `Stamp` as it was found. Excel and LibreOffice keep these properties
when they save.
"""

import zipfile
from collections.abc import Iterable, Iterator

from defusedxml.ElementTree import fromstring

from cchc_lib.intake.grid import Stamp

PART = "docProps/custom.xml"
LARGEST_PART = 256 * 1024
"""A stamp takes 1 KB; what other programs keep there, some more."""
TEXTS = ("lpwstr", "lpstr", "bstr")
PREFIX = "cchc."
NAMES = ("unit", "quarter", "form", "version")
BROKEN = Stamp("", "", "", "")


def stamp_properties(stamp: Stamp) -> dict[str, str]:
    """The names and values under which a workbook keeps its stamp."""
    return {f"{PREFIX}{name}": getattr(stamp, name) for name in NAMES}


def stamp_in(archive: zipfile.ZipFile) -> Stamp | None:
    """The stamp in a workbook's own properties, None where there is no trace of one.

    A part that cannot be read costs the stamp alone, never the file.
    """
    if PART not in archive.namelist():
        return None
    content = b""
    try:
        with archive.open(PART) as source:
            content = source.read(LARGEST_PART + 1)
        if len(content) <= LARGEST_PART:
            return read_stamp(_properties(content))
    except Exception:  # noqa: BLE001  damaged parts break zipfile and expat in many ways
        return BROKEN if PREFIX.encode() in content else None
    return None


def _properties(content: bytes) -> Iterator[tuple[object, object]]:
    """Names and values of document properties; a value that is no text is None."""
    for found in fromstring(content):
        value = next(iter(found), None)
        is_text = value is not None and value.tag.rpartition("}")[2] in TEXTS
        yield found.get("name"), (value.text or "") if value is not None and is_text else None


def read_stamp(properties: Iterable[tuple[object, object]]) -> Stamp | None:
    """The stamp among a document's properties, None where there is no trace of one.

    A part that is missing, is no text or stands there twice is "".
    """
    found: dict[str, str] = {}
    for name, value in properties:
        if isinstance(name, str) and name.startswith(PREFIX):
            part = name.removeprefix(PREFIX)
            again = part in found
            found[part] = value.strip() if isinstance(value, str) and not again else ""
    if not found:
        return None
    return Stamp(*(found.get(name, "") for name in NAMES))
