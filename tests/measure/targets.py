"""Targets for tests (two dialogues a year in each unit unless changed), and four units."""

import pandas as pd

from cchc_lib.registry import Target
from cchc_lib.registry.params import Bilingual

WORDS = Bilingual(vi="…", en="…")
BOTH = ("departments", "districts")
FLAG = {"id": "plan", "rule": "share_of_units", "indicator": "plan", "each": 1}
SHARE = {
    "id": "schools",
    "rule": "share_of_items",
    "indicator": None,
    "numerator": ("informed",),
    "denominator": ("schools",),
}


UNITS = pd.DataFrame(
    {
        "unit": ["ba-dinh", "tay-ho", "ba-vi", "so-noi-vu"],
        "group": ["districts", "districts", "districts", "departments"],
    }
)


def figures(**columns: list[float]) -> pd.DataFrame:
    """Unit × indicator, to date, in the order of UNITS."""
    return pd.DataFrame(columns, index=pd.Index(UNITS["unit"], name="unit"))


def target(**changes: object) -> Target:
    """At least two dialogues a year in each unit, linear pace, unless changed."""
    values: dict[str, object] = {
        "id": "dialogue",
        "name": WORDS,
        "text": WORDS,
        "scope": BOTH,
        "assessed": "unit",
        "rule": "count_per_unit",
        "indicator": "dialogues",
        "each": 2,
        "threshold": 100,
        "firm": True,
        "pacing": "linear",
        "pacing_source": "project default",
        "source": "Báo cáo 60/BC-UBND",
    }
    return Target.model_validate(values | changes)
