"""Pages to readers: the index pages that lead to the reports."""

from cchc_lib.release.indexes import write_site

__all__ = ["write_site"]
