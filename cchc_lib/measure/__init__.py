"""Figures to findings: pure functions on tables, no file is read and no table is changed."""

from cchc_lib.measure.attainment import attain_city, attain_units
from cchc_lib.measure.ranks import rank, rank_units
from cchc_lib.measure.scores import composite, criterion_shares, score_units
from cchc_lib.measure.windows import quarter_figures, source_quarters

__all__ = [
    "attain_city",
    "attain_units",
    "composite",
    "criterion_shares",
    "quarter_figures",
    "rank",
    "rank_units",
    "score_units",
    "source_quarters",
]
