"""How far a score would move if the same work were done again."""

import math

import pandas as pd
import pytest

from cchc_lib.measure import score_errors, share_error
from tests.measure.test_scores import criterion

NAN = math.nan


def test_error_of_a_share_after_agresti_and_coull() -> None:
    """96 of 96: 98 of 100 are likely, so the error is sqrt(0.98 · 0.02 / 100) = 0.014."""
    assert share_error([96], [96]).tolist() == pytest.approx([0.014])
    assert share_error(pd.Series({"a": 96}), [96]).to_dict() == pytest.approx({"a": 0.014})
    assert share_error([46], [96]).tolist() == pytest.approx([math.sqrt(0.48 * 0.52 / 100)])


def test_no_share_has_no_error() -> None:
    """Nothing of nothing, what was not reported, and a part that is none, stay unknown."""
    found = share_error([0, NAN, 3, NAN, 11, -1], [0, 10, NAN, NAN, 10, 10])
    assert [math.isnan(value) for value in found] == [True] * 6
    assert share_error([1], [1]).tolist() == pytest.approx([math.sqrt(0.6 * 0.4 / 5)])
    assert share_error([0, 10], [10, 10]).tolist() == pytest.approx([math.sqrt(24 / 196 / 14)] * 2)


PARTS = pd.DataFrame(
    {
        "unit": ["ba-dinh"] * 3 + ["tay-ho"] * 3,
        "criterion": ["plan", "on-time", "online"] * 2,
        "weight_share": [0.5, 0.3, 0.2, 0.6, 0.0, 0.4],
    }
)
FIGURES = pd.DataFrame(
    {"timely": [46, NAN], "resolved": [96, NAN], "online": [96, 96], "received": [96, 96]},
    index=pd.Index(["ba-dinh", "tay-ho"], name="unit"),
)
CRITERIA = [
    criterion("plan", 50, target="plan"),
    criterion("on-time", 30, numerator=("timely",), denominator=("resolved",), outcomes=True),
    criterion("online", 20, numerator=("online",), denominator=("received",), outcomes=True),
]


def test_errors_of_the_shares_add_up_by_their_squares() -> None:
    """Ba Đình: 30% of the on-time error and 20% of online; Tây Hồ: 40% of online alone."""
    found = score_errors(CRITERIA, PARTS, FIGURES)
    on_time, online = math.sqrt(0.48 * 0.52 / 100), 0.014
    assert found.to_dict() == pytest.approx(
        {"ba-dinh": 100 * math.hypot(0.3 * on_time, 0.2 * online), "tay-ho": 100 * 0.4 * online}
    )


def test_score_without_outcomes_is_exact() -> None:
    """Plans and shares of tasks are not dossiers: no error at all."""
    calm = [one.model_copy(update={"outcomes": False}) for one in CRITERIA]
    assert score_errors(calm, PARTS, FIGURES).tolist() == [0, 0]
    assert score_errors([], PARTS, FIGURES).index.tolist() == ["ba-dinh", "tay-ho"]
