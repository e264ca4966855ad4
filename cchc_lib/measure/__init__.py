"""Figures to findings: pure functions on tables, no file is read and no table is changed."""

from cchc_lib.measure.attainment import attain_units
from cchc_lib.measure.city_attainment import attain_city
from cchc_lib.measure.comparisons import compare
from cchc_lib.measure.rank_changes import criterion_moves, rank_changes
from cchc_lib.measure.ranks import rank, rank_units
from cchc_lib.measure.score_errors import score_errors, share_error
from cchc_lib.measure.windows import quarter_figures, quarter_table, source_quarters
