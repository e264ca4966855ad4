"""What a rule makes of figures: parts with thresholds of their own, reductions, limits."""

import math

import numpy as np
import pandas as pd
import pytest

from cchc_lib.measure.rules import (
    amount_result,
    attainment,
    column,
    part_of,
    pooled,
    result_of,
    share_of,
    share_result,
    total,
)
from tests.measure.targets import SHARE, target

NAN = math.nan
EXCEPTION = {
    "field": {"vi": "Tài nguyên và môi trường", "en": "Environment"},
    "threshold": 99,
    "numerator": ("land-informed",),
    "denominator": ("land-schools",),
}
UNSPLIT = {"field": {"vi": "Đầu tư", "en": "Investment"}, "threshold": 99}


def values(**columns: list[float]) -> pd.DataFrame:
    return pd.DataFrame(columns)


def test_share_is_percent_of_items() -> None:
    """20 of 80 schools are 25%; nothing of nothing is no share."""
    one = result_of(target(**SHARE), values(informed=[1, 0], schools=[1, 1]))
    assert one.actual.tolist() == [100, 0]
    found = result_of(target(**SHARE), values(informed=[20, 0], schools=[80, 0]))
    assert found.numerator.tolist() == [20, 0]
    assert found.denominator.tolist() == [80, 0]
    assert found.actual[0] == 25
    assert math.isnan(found.actual[1])


def test_share_is_reached_by_whole_items() -> None:
    """At least 97.2% of 250 items are 243 items exactly; one fewer is one short."""
    rule = target(**SHARE, threshold=97.2)
    found = result_of(rule, values(informed=[243, 242, NAN], schools=[250, 250, 250]))
    assert found.met.tolist() == [True, False, False]
    assert found.gap.tolist()[:2] == [0, 1]
    assert found.decided.tolist() == [True, True, False]


def test_share_at_most_counts_the_items_too_many() -> None:
    """At most 5% of 60 may be late: 3 are kept, 5 are 2 too many."""
    rule = target(**SHARE, operator="at_most", threshold=5)
    found = result_of(rule, values(informed=[3, 5, 0], schools=[60, 60, 60]))
    assert found.met.tolist() == [True, False, True]
    assert found.gap.tolist() == [0, 2, 0]


def test_paced_share_is_held_against_a_part_of_the_threshold() -> None:
    """A quarter of 100% of 87 schools are 22 schools: 21 are one short."""
    found = result_of(target(**SHARE), values(informed=[21, 22], schools=[87, 87]), 0.25)
    assert found.gap.tolist() == [1, 0]


def test_field_with_a_lower_threshold_counts_apart() -> None:
    """100% in general and 99% in one field: a late dossier of 100 in the field is allowed, one
    outside is not, and two in the field are one too many.
    """
    rule = target(**SHARE, exceptions=(EXCEPTION,))
    table = values(
        informed=[199, 199, 198, 200],
        schools=[200, 200, 200, 200],
        **{"land-informed": [99, 100, 98, 100], "land-schools": [100, 100, 100, 100]},
    )
    found = result_of(rule, table)
    assert found.met.tolist() == [True, False, False, True]
    assert found.gap.tolist() == [0, 1, 1, 0]
    assert found.actual.tolist() == [99.5, 99.5, 99, 100]


def test_field_that_was_not_reported_apart_leaves_the_middle_undecided() -> None:
    """Of 200, no failure is surely enough, 2 (1%) may all lie in the field, 3 are one too many."""
    rule = target(**SHARE, exceptions=(UNSPLIT,))
    found = result_of(rule, values(informed=[200, 199, 198, 197, NAN], schools=[200] * 5))
    assert found.met.tolist() == [True, False, False, False, False]
    assert found.decided.tolist() == [True, False, False, True, False]
    assert found.gap[[0, 3]].tolist() == [0, 1]
    assert math.isnan(found.gap[1])


def test_limit_with_an_unreported_field_is_decided_at_its_ends_only() -> None:
    """At most 1%, but 2% in a field: of 100, none is kept, 1 or 2 may be, 3 are one too many."""
    rule = target(
        **SHARE, operator="at_most", threshold=1, exceptions=({**UNSPLIT, "threshold": 2},)
    )
    found = result_of(rule, values(informed=[0, 1, 2, 3], schools=[100] * 4))
    assert found.decided.tolist() == [True, False, False, True]
    assert found.met.tolist() == [True, False, False, False]
    assert found.gap[3] == 1


def test_field_that_only_some_report_apart_is_decided_for_those() -> None:
    """The unit that reports the field apart is judged by it, the other by the whole."""
    rule = target(**SHARE, exceptions=(EXCEPTION,))
    table = values(
        informed=[199, 199], schools=[200, 200],
        **{"land-informed": [99, NAN], "land-schools": [100, NAN]},
    )  # fmt: skip
    assert result_of(rule, table).decided.tolist() == [True, False]


def test_part_above_its_whole_is_no_share() -> None:
    """150 of 100, less than nothing, and a field larger than the whole, count as not reported."""
    found = result_of(target(**SHARE), values(informed=[150, -1, 100], schools=[100, 100, 100]))
    assert found.decided.tolist() == [False, False, True]
    assert np.isnan(found.actual).tolist() == [True, True, False]
    rule = target(**SHARE, exceptions=(EXCEPTION,))
    table = values(
        informed=[100, 100, 100], schools=[100, 100, 100],
        **{"land-informed": [150, 60, 99], "land-schools": [150, 50, 99]},
    )  # fmt: skip
    assert result_of(rule, table).decided.tolist() == [False, True, True]
    assert result_of(rule, table).met.tolist() == [False, True, True]
    larger = values(
        informed=[90], schools=[100], **{"land-informed": [95.0], "land-schools": [98.0]}
    )
    assert result_of(rule, larger).decided.tolist() == [False]
    assert [part.tolist() for part in part_of(np.array([1.0, 3]), np.array([2.0, 2]))] == [
        pytest.approx([1, NAN], nan_ok=True), pytest.approx([2, NAN], nan_ok=True),
    ]  # fmt: skip


def test_reduction_against_the_base_year() -> None:
    """From 20 to 17 units is a cut of 15%; from 20 to 18 lacks one unit."""
    rule = target(rule="reduction", indicator="now", base_indicator="base", threshold=15)
    found = result_of(rule, values(now=[17, 18, 21, NAN], base=[20, 20, 20, 20]))
    assert found.numerator.tolist()[:3] == [3, 2, -1]
    assert found.actual.tolist()[:3] == [15, 10, -5]
    assert found.met.tolist() == [True, False, False, False]
    assert found.gap.tolist()[:3] == [0, 1, 4]


def test_reduction_that_the_unit_reports_itself() -> None:
    """Without a base, the reported percent is the figure."""
    rule = target(rule="reduction", indicator="cut", threshold=15)
    found = result_of(rule, values(cut=[15, 12.5]))
    assert found.actual.tolist() == [15, 12.5]
    assert found.gap.tolist() == [0, 2.5]
    assert np.isnan(found.denominator).all()


def test_level_is_held_against_its_threshold() -> None:
    """85% asked: 84.5 lacks half a point, 86 nothing, and pace takes its part."""
    rule = target(rule="level_reached", indicator="sipas", threshold=85)
    table = values(sipas=[84.5, 86, NAN])
    assert result_of(rule, table).gap.tolist()[:2] == [0.5, 0]
    assert result_of(rule, table).decided.tolist() == [True, True, False]
    assert result_of(rule, table, 0.5).met.tolist() == [True, True, False]


def test_count_is_held_against_what_each_unit_must_do() -> None:
    """Two conferences each, whatever percent of units must hold them."""
    found = result_of(target(threshold=90), values(dialogues=[1, 2, 3]))
    assert found.gap.tolist() == [1, 0, 0]
    assert found.met.tolist() == [False, True, True]


def test_rounding_of_the_machine_is_no_gap() -> None:
    """0.1 + 0.2 reaches 0.3, and 0.3 keeps a limit of 0.1 + 0.2 and the reverse."""
    least = amount_result(target(), np.array([0.3]), 0.1 + 0.2)
    most = amount_result(target(operator="at_most"), np.array([0.1 + 0.2]), 0.3)
    assert [least.met[0], least.gap[0]] == [True, 0]
    assert [most.met[0], most.gap[0]] == [True, 0]


@pytest.mark.parametrize(
    ("operator", "threshold", "actual", "expected"),
    [
        ("at_least", 2, [0, 1, 4, NAN], [0, 0.5, 2, NAN]),
        ("at_least", 0, [0, 3, -1, NAN], [1, 1, 1, NAN]),
        ("at_most", 5, [0, 5, 10, NAN], [1, 1, 0.5, NAN]),
        ("at_most", 0, [0, 5, NAN], [1, 0, NAN]),
        ("at_most", 0.5, [0.5, 1, 2], [1, 0.5, 0.25]),
        ("at_least", 1, [0.5, 1], [0.5, 1]),
        ("at_least", 0.5, [0.25, 1], [0.5, 2]),
    ],
)
def test_attainment(operator, threshold, actual, expected) -> None:
    """Actual over threshold, the reverse where less is better, never a division by 0."""
    found = attainment(target(operator=operator), np.array(actual, dtype=float), threshold)
    assert found.tolist() == pytest.approx(expected, nan_ok=True)


def test_pooled_items_leave_out_who_did_not_report() -> None:
    """20 of 80 and 5 of 20 together; a numerator alone counts for nothing."""
    share = share_of(target(**SHARE), values(informed=[20, 5, 7, NAN], schools=[80, 20, NAN, 9]))
    together = pooled(share)
    assert together.whole.numerator.tolist() == [25]
    assert together.whole.denominator.tolist() == [100]
    assert together.whole.threshold == 100


def test_pooled_field_is_unknown_where_one_unit_did_not_split() -> None:
    """The city cannot be judged by the field when a unit did not report it apart."""
    rule = target(**SHARE, exceptions=(EXCEPTION,))
    table = values(
        informed=[199, 199], schools=[200, 200],
        **{"land-informed": [99, NAN], "land-schools": [100, NAN]},
    )  # fmt: skip
    together = pooled(share_of(rule, table))
    assert math.isnan(together.excepted[0].numerator[0])
    assert together.excepted[0].threshold == 99
    assert share_result(rule, together).decided.tolist() == [False]


def test_sum_of_indicators_needs_all_of_them() -> None:
    """Early and on time together; NaN where one is missing, and where nothing is asked for."""
    table = values(early=[1, 2], on_time=[10, NAN])
    assert total(table, ("early", "on_time")).tolist() == pytest.approx([11, NAN], nan_ok=True)
    assert np.isnan(total(table, ())).tolist() == [True, True]
    assert np.isnan(column(table, "absent")).tolist() == [True, True]
