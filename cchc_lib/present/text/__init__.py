"""What reports say in words: official head, summary, method. Reports of `findings` in, HTML out."""

from cchc_lib.present.text.certainty import certainty
from cchc_lib.present.text.city import city_summary, review_summary
from cchc_lib.present.text.head import HeadLines, city_head, official_head, review_head, unit_head
from cchc_lib.present.text.notes import notes
from cchc_lib.present.text.unit import unit_summary

__all__ = [
    "HeadLines",
    "certainty",
    "city_head",
    "city_summary",
    "notes",
    "official_head",
    "review_head",
    "review_summary",
    "unit_head",
    "unit_summary",
]
