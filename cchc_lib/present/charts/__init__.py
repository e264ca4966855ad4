"""The charts of our reports: tables in, `Chart` out.

Each takes a table of `findings` (or a part of one) and a language.
"""

from cchc_lib.present.charts.criteria import criteria
from cchc_lib.present.charts.funnel import funnel
from cchc_lib.present.charts.group_strip import group_strip
from cchc_lib.present.charts.heat_map import heat_map
from cchc_lib.present.charts.league import league
from cchc_lib.present.charts.receipts import receipts
from cchc_lib.present.charts.targets import city_targets, targets
from cchc_lib.present.charts.trends import trends

__all__ = [
    "city_targets",
    "criteria",
    "funnel",
    "group_strip",
    "heat_map",
    "league",
    "receipts",
    "targets",
    "trends",
]
