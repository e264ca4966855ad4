"""Which units are the same in two quarters: nothing runs across 01/07/2025."""

import datetime

from cchc_lib.registry import Continuity, Quarter, Registry
from cchc_lib.registry.units import Units


def test_wards_have_no_quarter_before_their_first(registry: Registry) -> None:
    """The ward of Ba Đình began in the third quarter of 2025; the district is not a part of it."""
    pairs = registry.continuity(Quarter(2025, 3)).pairs(["2025-Q2", "2025-Q3"])
    assert ("phuong-ba-dinh", "2025-Q3") in pairs
    assert ("phuong-ba-dinh", "2025-Q2") not in pairs
    assert ("ba-dinh", "2025-Q2") not in pairs
    assert ("so-noi-vu", "2025-Q2") in pairs


def test_a_slug_that_is_given_again_names_another_unit(registry: Registry) -> None:
    """The same word for a district and, later, a ward joins nothing."""
    district = registry.units.get("ba-dinh", datetime.date(2025, 6, 14))
    ward = registry.units.get("phuong-ba-dinh", datetime.date(2025, 9, 14))
    again = Units((district, ward.model_copy(update={"slug": "ba-dinh"})), registry.units.groups)
    continuity = Continuity(again, registry.calendar, Quarter(2025, 3))
    assert continuity.pairs(["2025-Q2", "2025-Q3"]) == {("ba-dinh", "2025-Q3")}


def test_units_that_went_on_are_the_same(registry: Registry) -> None:
    """All 52 units of the first quarter of 2020 were there in the quarter before."""
    pairs = registry.continuity(Quarter(2020, 1)).pairs(["2019-Q4", "2020-Q1"])
    assert len(pairs) == 104


def test_a_unit_that_ended_is_in_no_later_quarter(registry: Registry) -> None:
    """Thanh Trì the district is not among the units of 2026."""
    pairs = registry.continuity(Quarter(2026, 1)).pairs(["2025-Q1", "2026-Q1"])
    assert not any(quarter == "2025-Q1" and unit == "tay-ho" for unit, quarter in pairs)
    assert ("so-noi-vu", "2025-Q1") in pairs


def test_wards_begin_in_the_third_quarter_of_2025(registry: Registry) -> None:
    """Their year starts there; a year later, and for departments, nothing is special."""
    starts = registry.continuity(Quarter(2025, 4)).starts()
    assert starts["phuong-ba-dinh"] == Quarter(2025, 3)
    assert "so-noi-vu" not in starts
    assert len(starts) == 126
    assert registry.continuity(Quarter(2026, 1)).starts() == {}
    assert registry.continuity(Quarter(2020, 4)).starts() == {}
