"""Vietnamese as text: folding, sort order, legacy charsets, and numbers and dates as words.

In: any string, number or date. Out: strings. Nothing here knows what a unit or an indicator is.
"""

from cchc_lib.vietnamese.charsets import CHARSETS, TCVN3, VNI, WINDOWS_1258, Charset
from cchc_lib.vietnamese.evidence import Evidence, telling_words, weigh
from cchc_lib.vietnamese.formats import (
    format_date,
    format_number,
    format_percent,
    format_share,
    long_date,
    place_and_date,
    quarter_name,
    report_name,
)
from cchc_lib.vietnamese.letters import fold, nfc, sort_key
from cchc_lib.vietnamese.marks import marks_agree
from cchc_lib.vietnamese.syllables import is_syllable

__all__ = [
    "CHARSETS",
    "TCVN3",
    "VNI",
    "WINDOWS_1258",
    "Charset",
    "Evidence",
    "fold",
    "format_date",
    "format_number",
    "format_percent",
    "format_share",
    "is_syllable",
    "long_date",
    "marks_agree",
    "nfc",
    "place_and_date",
    "quarter_name",
    "report_name",
    "sort_key",
    "telling_words",
    "weigh",
]
