"""Vietnamese as text: folding, sort order, and numbers and dates as an official writes them.

In: any string, number or date. Out: strings. Nothing here knows what a unit or an indicator is.
"""

from cchc_lib.vietnamese.formats import (
    format_date,
    format_number,
    format_percent,
    long_date,
    place_and_date,
    quarter_name,
    report_name,
)
from cchc_lib.vietnamese.letters import fold, nfc, sort_key
from cchc_lib.vietnamese.marks import marks_agree

__all__ = [
    "fold",
    "format_date",
    "format_number",
    "format_percent",
    "long_date",
    "marks_agree",
    "nfc",
    "place_and_date",
    "quarter_name",
    "report_name",
    "sort_key",
]
