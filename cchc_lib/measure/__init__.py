"""Figures to findings: pure functions on tables, no file is read and no table is changed.

README.md beside this file lists every function with its columns and sources.
"""

from cchc_lib.measure.attainment import attain_units
from cchc_lib.measure.carried import carry_figures, carry_shares
from cchc_lib.measure.certainty import may_lead, rank_certainty
from cchc_lib.measure.city_attainment import attain_city
from cchc_lib.measure.comparisons import compare
from cchc_lib.measure.composite import bands, composite, coverage, index_points
from cchc_lib.measure.dispersion import Dispersion, over_dispersion, winsorise, z_scores
from cchc_lib.measure.funnel import funnel_limits, funnel_position
from cchc_lib.measure.intervals import Interval, newcombe, wilson
from cchc_lib.measure.normalise import normalise
from cchc_lib.measure.pacing import due_share, projected, unit_pace
from cchc_lib.measure.quarter import Measured, measure_quarter, units_frame
from cchc_lib.measure.rank_changes import criterion_moves, rank_changes
from cchc_lib.measure.rank_sets import bottom_set, rank_sets, top_set
from cchc_lib.measure.ranks import rank, rank_units
from cchc_lib.measure.reversals import Reversal, reversal, reversals
from cchc_lib.measure.revisions import RevisionSummary, restatements, revision_summary
from cchc_lib.measure.rules import total
from cchc_lib.measure.score_errors import score_errors, share_error
from cchc_lib.measure.scores import score_units
from cchc_lib.measure.share_positions import share_positions
from cchc_lib.measure.suppression import add_totals, audit, suppress
from cchc_lib.measure.weight_sensitivity import rank_range
from cchc_lib.measure.windows import quarter_figures, quarter_table, source_quarters

__all__ = [
    "Dispersion",
    "Interval",
    "Measured",
    "Reversal",
    "RevisionSummary",
    "add_totals",
    "attain_city",
    "attain_units",
    "audit",
    "bands",
    "bottom_set",
    "carry_figures",
    "carry_shares",
    "compare",
    "composite",
    "coverage",
    "criterion_moves",
    "due_share",
    "funnel_limits",
    "funnel_position",
    "index_points",
    "may_lead",
    "measure_quarter",
    "newcombe",
    "normalise",
    "over_dispersion",
    "projected",
    "quarter_figures",
    "quarter_table",
    "rank",
    "rank_certainty",
    "rank_changes",
    "rank_range",
    "rank_sets",
    "rank_units",
    "restatements",
    "reversal",
    "reversals",
    "revision_summary",
    "score_errors",
    "score_units",
    "share_error",
    "share_positions",
    "source_quarters",
    "suppress",
    "top_set",
    "total",
    "unit_pace",
    "units_frame",
    "wilson",
    "winsorise",
    "z_scores",
]
