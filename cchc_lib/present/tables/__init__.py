"""The tables of our reports: tables of `findings` in, `Table` out."""

from cchc_lib.present.tables.city import city_targets, league, persons, quality
from cchc_lib.present.tables.comparison import comparisons, funnel, shares
from cchc_lib.present.tables.corrections import corrections
from cchc_lib.present.tables.intake import files, receipts, refusals
from cchc_lib.present.tables.unit import doubts, group, missing, sources, targets

__all__ = [
    "city_targets",
    "comparisons",
    "corrections",
    "doubts",
    "files",
    "funnel",
    "group",
    "league",
    "missing",
    "persons",
    "quality",
    "receipts",
    "refusals",
    "shares",
    "sources",
    "targets",
]
