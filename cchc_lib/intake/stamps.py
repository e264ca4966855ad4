"""The stamp of a form that we gave out: for which unit and quarter it was made, and which form.

In: the document's own properties, which Excel and LibreOffice keep. Out: a note where a stamp is
broken; an error where stamp and title disagree. A stamp is as untrusted as any cell: nothing is
ever read by it alone.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator

from defusedxml.ElementTree import fromstring

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.draft import Draft, Subject
from cchc_lib.intake.grid import Stamp, shortened
from cchc_lib.registry import Quarter
from cchc_lib.registry.params import SLUG
from cchc_lib.registry.quarters import QUARTER
from cchc_lib.vietnamese import quarter_name

PART = "docProps/custom.xml"
LARGEST_PART = 256 * 1024
"""A stamp takes 1 KB; what other programs keep there, some more."""
TEXTS = ("lpwstr", "lpstr", "bstr")
PREFIX = "cchc."
VERSION = "1"
"""What a stamp holds; another number means another kind of stamp."""
NAMES = ("unit", "quarter", "form", "version")
SLUGS = re.compile(SLUG)
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


def check_stamp(stamp: Stamp | None, draft: Draft, sheet: str) -> None:
    """Compare a stamp with what the titles say; `sheet` is where a broken one is noted.

    Raises SubmissionError, with both, where they disagree about unit, quarter or form.
    """
    if stamp is None:
        return
    if not _is_whole(stamp):
        held = ", ".join(getattr(stamp, name) or "–" for name in NAMES)
        draft.report("stamp-broken", "note", sheet, "A1", found=held)
        return
    for subject in (*draft.covers.values(), *draft.blank):
        titled = _titled(subject, draft)
        if titled != stamp:
            raise SubmissionError(
                "error.stamp-differs",
                file=draft.file_name,
                stamped=_described(stamp, draft, with_form=titled.form != stamp.form),
                titled=_described(titled, draft, with_form=titled.form != stamp.form),
                stamp_unit=stamp.unit,
                stamp_quarter=stamp.quarter,
            )


def _is_whole(stamp: Stamp) -> bool:
    return (
        SLUGS.fullmatch(stamp.unit) is not None
        and QUARTER.fullmatch(stamp.quarter) is not None
        and SLUGS.fullmatch(stamp.form) is not None
        and stamp.version == VERSION
    )


def _titled(subject: Subject, draft: Draft) -> Stamp:
    return Stamp(subject.unit.slug, str(subject.quarter), draft.form.id, VERSION)


def _described(stamp: Stamp, draft: Draft, *, with_form: bool) -> str:
    """Unit and quarter as a message names them, and the form where it is another one."""
    names = (unit.full_name for unit in draft.registry.units.all if unit.slug == stamp.unit)
    quarter = Quarter.parse(stamp.quarter)
    words = [next(names, stamp.unit), quarter_name(quarter.year, quarter.number, "vi")]
    if with_form:
        words.append(draft.form.name.vi if stamp.form == draft.form.id else stamp.form)
    return shortened(", ".join(words))
