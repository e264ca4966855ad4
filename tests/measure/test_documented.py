"""Every public function of measure stands in its README and in the methods page."""

from pathlib import Path

import cchc_lib.measure as room
from tests.conftest import ROOT

README = (Path(room.__file__).parent / "README.md").read_text(encoding="utf-8")
METHODS = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
RECORDS = {"Dispersion", "Interval", "Measured", "Reversal", "RevisionSummary"}
"""What functions give; they are told where the function is."""
PLUMBING = {"measure_quarter", "units_frame", "total"}
"""Calls without a method of their own."""


def test_readme_lists_every_public_name() -> None:
    """A function that nobody can find is written again."""
    assert [name for name in room.__all__ if name not in README] == []


def test_methods_page_explains_every_function_in_both_languages() -> None:
    """What a report shows is explained, in Vietnamese first."""
    vietnamese, _, english = METHODS.partition("\n# Methods\n")
    for page in (vietnamese, english):
        missing = [
            name
            for name in room.__all__
            if name not in RECORDS | PLUMBING and f"`{name}`" not in page
        ]
        assert missing == []


def test_every_name_that_the_page_gives_exists() -> None:
    """A renamed function leaves no ghost behind."""
    import re  # noqa: PLC0415

    named = set(re.findall(r"`([a-z]+(?:_[a-z]+)+)`", METHODS))
    words = {"share_of_units", "count_per_unit", "share_of_items", "level_reached", "at_due_date",
             "every_quarter", "on_track", "not_reported"}  # fmt: skip
    assert named - words - set(room.__all__) == set()
