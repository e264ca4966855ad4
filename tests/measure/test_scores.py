"""The composite score."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.measure import composite, score_units
from cchc_lib.registry import Criterion, Scoring
from cchc_lib.registry.params import Bilingual

WORDS = Bilingual(vi="…", en="…")


def scoring(*criteria: Criterion) -> Scoring:
    return Scoring(
        year=2020, title=WORDS, source=WORDS, least_weight_reported=(2, 3), criteria=list(criteria)
    )


def criterion(name: str, weight: float, **parts: object) -> Criterion:
    values = {"id": name, "name": WORDS, "weight": weight, "source": "test"} | parts
    return Criterion.model_validate(values)


def findings(rows: list[tuple[str, str, float, str]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["unit", "target", "attainment", "status"])


METHOD = scoring(
    criterion("plan", 50, target="plan"),
    criterion("dialogue", 30, target="dialogue"),
    criterion("on-time", 20, numerator=("on-time",), denominator=("resolved",)),
)
ROWS = [
    ("ba-dinh", "plan", 1.0, "met"),
    ("ba-dinh", "dialogue", 1.5, "met"),
    ("tay-ho", "plan", 1.0, "met"),
    ("tay-ho", "dialogue", math.nan, "not_reported"),
    ("ba-vi", "plan", math.nan, "not_reported"),
    ("ba-vi", "dialogue", 0.5, "behind"),
    ("so-noi-vu", "plan", math.nan, "not_reported"),
    ("so-noi-vu", "dialogue", math.nan, "not_reported"),
]
FIGURES = pd.DataFrame(
    {"on-time": [90.0, 40.0, 10.0, math.nan], "resolved": [100.0, 50.0, 0.0, math.nan]},
    index=pd.Index(["ba-dinh", "tay-ho", "ba-vi", "so-noi-vu"], name="unit"),
)


def test_score_by_hand() -> None:
    """50·1 + 30·1 (capped) + 20·0.9 = 98 of 100."""
    scores, _ = score_units(METHOD, findings(ROWS), FIGURES)
    assert scores.set_index("unit")["score"]["ba-dinh"] == pytest.approx(98)


def test_score_is_rebased_to_what_was_reported() -> None:
    """Tây Hồ: (50·1 + 20·0.8) / 70 of the weight; 70% is enough for a rank."""
    scores, _ = score_units(METHOD, findings(ROWS), FIGURES)
    row = scores.set_index("unit").loc["tay-ho"]
    assert row["score"] == pytest.approx(100 * 66 / 70)
    assert row["weight_reported"] == pytest.approx(0.7)
    assert row["reason"] is None


def test_nothing_to_do_leaves_the_criterion_out() -> None:
    """Ba Vì resolved no dossier: 20 of the weight does not apply; 30 of 80 is too little."""
    scores, _ = score_units(METHOD, findings(ROWS), FIGURES)
    row = scores.set_index("unit").loc["ba-vi"]
    assert row["weight_reported"] == pytest.approx(30 / 80)
    assert row["reason"] == "too_little_reported"


def test_unit_that_reported_nothing_has_no_score() -> None:
    """Silence is a reason, not a zero."""
    scores, _ = score_units(METHOD, findings(ROWS), FIGURES)
    row = scores.set_index("unit").loc["so-noi-vu"]
    assert math.isnan(row["score"])
    assert row["reason"] == "not_reported"


def test_year_without_a_method_has_no_scores() -> None:
    """No weights, no score, and the reason says so."""
    scores, criteria = score_units(None, findings(ROWS), FIGURES)
    assert scores["reason"].unique().tolist() == ["no_method"]
    assert criteria.empty


SHARES = st.lists(st.none() | st.floats(0, 1), min_size=3, max_size=3)


@given(SHARES, st.floats(0.01, 100))
def test_scaling_all_weights_changes_nothing(shares: list[float | None], factor: float) -> None:
    """Only the proportion of the weights matters."""
    table = pd.DataFrame(
        [[math.nan if share is None else share for share in shares]], columns=list("abc")
    )
    weights = pd.Series({"a": 5.0, "b": 3.0, "c": 2.0})
    applies = table.notna() | True
    once = composite(table, weights, applies)
    again = composite(table, weights * factor, applies)
    pd.testing.assert_frame_equal(once, again)
