"""Shares of outcomes beside their group's own, in a funnel."""

import math

import pandas as pd
import pytest

from cchc_lib.measure import over_dispersion, share_positions, wilson
from cchc_lib.measure.share_positions import POSITION_COLUMNS
from cchc_lib.registry import Certainty, Series

NAN = math.nan
RULES = Certainty.model_validate(
    {
        "confidence": 0.95, "draws": 100, "seed": 1, "top": 3, "weights": 0.2,
        "source": {"vi": "…", "en": "…"},
        "funnel": {"limits": (0.95, 0.998), "series": ("on-time",), "least_units": 3},
    }
)  # fmt: skip
SERIES = Series.model_validate(
    {
        "id": "on-time", "name": {"vi": "…", "en": "…"}, "unit_of_measure": {"vi": "%", "en": "%"},
        "direction": "higher", "numerator": ("early", "timely"), "denominator": ("resolved",),
    }
)  # fmt: skip


def positions(parts: list[float], wholes: list[float], groups: list[str] | None = None):
    units = [f"u{at}" for at in range(len(parts))]
    figures = pd.DataFrame(
        {"early": 0.0, "timely": parts, "resolved": wholes}, index=pd.Index(units, name="unit")
    )
    by_unit = pd.Series(groups or ["districts"] * len(units), index=units)
    return share_positions(figures, by_unit, [SERIES], RULES).set_index("unit")


def test_share_is_beside_the_groups_own() -> None:
    """90, 95 and 97 of 100 are 94% together; each has its Wilson interval, in percent."""
    table = positions([90, 95, 97], [100, 100, 100])
    assert table["share"].tolist() == [90, 95, 97]
    assert table["group_share"].tolist() == pytest.approx([94] * 3)
    interval = wilson(90, 100, 0.95)
    assert table.loc["u0", ["lower", "upper"]].tolist() == pytest.approx(
        [100 * interval.lower, 100 * interval.upper]
    )
    assert table[["part", "whole"]].to_numpy().tolist() == [[90, 100], [95, 100], [97, 100]]
    assert set(table["position"]) == {"within"}
    assert table["tau2"].tolist() == [0, 0, 0]
    assert table[["inner", "outer"]].to_numpy().tolist() == [[95, 99.8]] * 3


def test_units_far_off_lie_outside_inner_and_outer_limits() -> None:
    """Ten units of 1,000 items at 95%: 92.8% lies below both limits, 93.4% below the inner one."""
    level = [950.0] * 8
    far = positions([*level, 930, 964], [1000.0] * 10)
    assert far["position"].tolist()[:8] == ["within"] * 8
    assert far["tau2"].tolist() == [0] * 10
    assert far.loc["u8", "position"] == "below_inner"
    farther = positions([*level, 922, 978], [1000.0] * 10)
    assert farther["position"].tolist()[8:] == ["below_outer", "above_outer"]
    assert positions([*level, 930, 967], [1000.0] * 10).loc["u9", "position"] == "above_inner"


def test_units_that_all_differ_widen_the_limits() -> None:
    """Where everybody is far off, nobody is: the variance between units is above 0."""
    table = positions([800, 840, 880, 920, 960, 1000], [1000.0] * 6)
    assert (table["tau2"] > 0).all()
    assert table.loc["u1", "position"] == "within"


def test_small_group_has_no_funnel() -> None:
    """Two units are no group to be held against; the interval stays."""
    table = positions([90, 95], [100, 100])
    assert table["position"].isna().all()
    assert table["group_share"].isna().all()
    assert table["lower"].notna().all()


def test_exactly_enough_units_have_one() -> None:
    """Three of three that the rules ask for; a fourth that is silent does not count."""
    table = positions([90, 95, 97, NAN], [100, 100, 100, 100])
    assert table["position"].tolist()[:3] == ["within"] * 3
    assert table.loc["u3", ["share", "lower", "position"]].isna().all()
    assert table["group_share"].tolist() == pytest.approx([94] * 4)


def test_part_that_is_no_part_is_left_out() -> None:
    """More on time than resolved, or nothing resolved: told elsewhere, no share here."""
    table = positions([90, 95, 97, 101, 0, -1], [100, 100, 100, 100, 0, 100])
    assert table.loc[["u3", "u4", "u5"], ["part", "share", "upper"]].isna().all().all()
    assert table["group_share"].tolist() == pytest.approx([94] * 6)
    assert positions([1, 0, 1], [1, 1, 1])["share"].tolist() == [100, 0, 100]
    assert positions([100, 95, 0], [100, 100, 100])["share"].tolist() == [100, 95, 0]


def test_groups_have_funnels_of_their_own() -> None:
    """Departments are not held against districts."""
    groups = ["districts", "departments"] * 3
    table = positions([90, 50, 90, 50, 90, 50], [100.0] * 6, groups)
    assert table.groupby("group")["group_share"].first().to_dict() == pytest.approx(
        {"departments": 50, "districts": 90}
    )
    assert set(table["series"]) == {"on-time"}


def test_confidence_and_limits_are_those_of_the_rules() -> None:
    """An interval of 60% and limits at 50% and 60% are narrower: 92.8% lies below both."""
    narrow = RULES.model_copy(
        update={
            "confidence": 0.6,
            "funnel": RULES.funnel.model_copy(update={"limits": (0.5, 0.6)}),
        }
    )
    units = [f"u{at}" for at in range(10)]
    figures = pd.DataFrame(
        {"early": 0.0, "timely": [950.0] * 9 + [940], "resolved": 1000.0},
        index=pd.Index(units, name="unit"),
    )
    table = share_positions(figures, pd.Series("districts", index=units), [SERIES], narrow)
    assert table["position"].tolist()[9] == "below_outer"
    interval = wilson(940, 1000, 0.6)
    assert table["lower"].tolist()[9] == pytest.approx(100 * interval.lower)
    assert table[["inner", "outer"]].iloc[0].tolist() == [50, 60]


def test_any_spread_beyond_chance_widens_the_limits() -> None:
    """A spread of 1 to 2 times chance counts, as soon as it is significant."""
    parts = [941.0, 959] * 30
    spread = over_dispersion(parts, [1000.0] * 60, 0.95)
    assert 1 < spread.factor < 2
    assert (positions(parts, [1000.0] * 60)["tau2"] == spread.tau2).all()


def test_no_series_gives_no_rows() -> None:
    """The columns are the same."""
    empty = share_positions(pd.DataFrame(), pd.Series({"u0": "districts"}), [], RULES)
    assert list(empty.columns) == POSITION_COLUMNS
    assert list(positions([1], [2]).reset_index()[POSITION_COLUMNS].columns) == POSITION_COLUMNS
