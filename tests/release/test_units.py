"""The units of a quarter as an index lists them."""

import math

import pandas as pd

from cchc_lib.registry import Quarter
from cchc_lib.release.units import grouped, registered_units, with_statuses

UNITS = pd.DataFrame(
    [
        ("son-tay", "Thị xã Sơn Tây", "districts", "Quận, huyện, thị xã", math.nan, math.nan),
        ("ba-dinh", "Quận Ba Đình", "districts", "Quận, huyện, thị xã", 94.2219, 1),
        ("ung-hoa", "Huyện Ứng Hòa", "districts", "Quận, huyện, thị xã", 90.5, 2),
        ("dan-phuong", "Huyện Đan Phượng", "districts", "Quận, huyện, thị xã", 90.5, 2),
        ("so-y-te", "Sở Y tế", "departments", "Sở, cơ quan ngang sở", math.nan, math.nan),
    ],
    columns=["unit", "name", "group", "group_name", "score", "rank"],
)
HEAT = pd.DataFrame(
    [
        ("ba-dinh", "plan", "met"), ("ba-dinh", "portal", "met"), ("ba-dinh", "schools", "behind"),
        ("ba-dinh", "inspected", "not_applicable"), ("ung-hoa", "plan", "not_reported"),
    ],
    columns=["unit", "target", "status"],
)  # fmt: skip


def test_a_group_is_listed_by_rank_and_then_by_name():
    """Equal ranks stand in Vietnamese order (Đ before Ư); who has no rank stands last."""
    groups = list(grouped(UNITS, "vi"))
    assert [(group.id, group.ranked) for group in groups] == [("districts", 3), ("departments", 0)]
    assert [(row.unit, row.rank, row.score) for row in groups[0].rows] == [
        ("ba-dinh", "1", "94,22"),
        ("dan-phuong", "2", "90,50"),
        ("ung-hoa", "2", "90,50"),
        ("son-tay", "", ""),
    ]


def test_a_unit_shows_how_its_targets_stand():
    """Those that do not apply to it are not counted."""
    rows = {row.unit: row for row in next(grouped(with_statuses(UNITS, HEAT), "vi")).rows}
    assert rows["ba-dinh"].words == "2 đạt, 1 chậm tiến độ"
    assert [(part.start, part.width) for part in rows["ba-dinh"].parts] == [
        ("0", "66.7"), ("66.7", "33.3"),
    ]  # fmt: skip
    assert (rows["ung-hoa"].words, rows["son-tay"].words) == ("1 chưa báo cáo", "")


def test_the_units_of_a_quarter_are_known_without_any_figures(registry):
    """22 departments and 30 districts in 2020, in the language of the reader."""
    found = registered_units(Quarter.parse("2020-Q1"), registry, "vi")
    assert found["group"].value_counts().to_dict() == {"districts": 30, "departments": 22}
    assert found.set_index("unit").loc["ba-dinh", "name"] == "Quận Ba Đình"
