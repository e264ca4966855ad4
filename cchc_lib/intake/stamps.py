"""The stamp of a form that we gave out, held against what its titles say.

In: a stamp and a draft. Out: a note where the stamp is broken; an error where stamp and title
disagree. A stamp is as untrusted as any cell: nothing is ever read by it alone.
"""

import re

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.containers.stamp_part import NAMES
from cchc_lib.intake.draft import Draft, Subject
from cchc_lib.intake.grid import Stamp
from cchc_lib.intake.phrases import shortened
from cchc_lib.registry import Quarter
from cchc_lib.registry.params import SLUG
from cchc_lib.registry.quarters import QUARTER
from cchc_lib.vietnamese import quarter_name

VERSION = "1"
"""What a stamp holds; another number means another kind of stamp."""
SLUGS = re.compile(SLUG)


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
