"""A quarter's figures beside other quarters and the unit's group: what is doubted, and what not."""

import pandas as pd
import pytest

from cchc_lib.ledger.comparisons import (
    cumulative_falls,
    differs_from_before,
    differs_from_group,
    stock_jumps,
)
from cchc_lib.ledger.scope import Located, Scope
from cchc_lib.measure import quarter_figures
from cchc_lib.registry import Quarter, Registry

COLUMNS = [
    "unit", "quarter", "indicator", "value", "reported", "window", "submission", "file_name",
    "sheet", "cell",
]  # fmt: skip
Reported = tuple[str, str, str, float]


def table(*figures: Reported, cell: str = "D8") -> pd.DataFrame:
    """Observations; the third quarter counts alone, the others from the year's start."""
    rows = [
        (
            unit,
            quarter,
            name,
            float(value),
            float(value),
            "quarter" if quarter.endswith("Q3") else "year_to_date",
            f"{unit} {quarter}",
            f"{unit}-{quarter}.xlsx",
            "Biểu 01",
            cell,
        )
        for unit, quarter, name, value in figures
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def messages(found: list[Located]) -> list[str]:
    """What is said; all of it is doubtful."""
    assert {problem.severity for problem, _ in found} <= {"doubtful"}
    return [problem.message("vi") for problem, _ in found]


@pytest.fixture
def year_end(registry: Registry) -> Scope:
    """The year 2020."""
    return Scope(Quarter(2020, 4), registry)


@pytest.fixture
def half_year(registry: Registry) -> Scope:
    """The first six months of 2020."""
    return Scope(Quarter(2020, 2), registry)


SPENT = "disbursement-done"


def test_year_lower_than_what_it_had_names_all_cells(year_end) -> None:
    """90 in six months and 30 in the third quarter are more than 110 in the year."""
    found = cumulative_falls(
        table(
            ("ba-dinh", "2020-Q1", SPENT, 40),
            ("ba-dinh", "2020-Q2", SPENT, 90),
            ("ba-dinh", "2020-Q3", SPENT, 30),
            ("ba-dinh", "2020-Q4", SPENT, 110),
        ),
        year_end,
    )
    assert messages(found) == [
        (
            "Ô D8, “Vốn đầu tư công đã giải ngân” của Quận Ba Đình: số cộng dồn từ đầu năm là 110, "
            "thấp hơn số đã báo cáo trước đó trong năm là 120 (quý II/2020, tệp "
            "“ba-dinh-2020-Q2.xlsx”, trang “Biểu 01”, ô D8; quý III/2020, tệp "
            "“ba-dinh-2020-Q3.xlsx”, trang “Biểu 01”, ô D8)."
        )
    ]
    assert found[0][1] == "ba-dinh 2020-Q4"


def test_fall_in_english(half_year) -> None:
    """The same in the other language, numbers in the form of the source."""
    found = cumulative_falls(
        table(("ba-dinh", "2020-Q1", SPENT, 1500), ("ba-dinh", "2020-Q2", SPENT, 900)), half_year
    )
    assert found[0][0].message("en") == (
        "Cell D8, “Public investment capital disbursed” of Ba Dinh District: the year-to-date "
        "figure 900 is lower than 1.500, reported earlier in the year (Q1 2020, file "
        "ba-dinh-2020-Q1.xlsx, sheet Biểu 01, cell D8)."
    )


@pytest.mark.parametrize(
    "figures",
    [
        (("ba-dinh", "2020-Q1", SPENT, 90), ("ba-dinh", "2020-Q2", SPENT, 90)),
        (("ba-dinh", "2019-Q4", SPENT, 500), ("ba-dinh", "2020-Q2", SPENT, 90)),
        (("tay-ho", "2020-Q1", SPENT, 500), ("ba-dinh", "2020-Q2", SPENT, 90)),
        (("ba-dinh", "2020-Q1", "organisations", 9), ("ba-dinh", "2020-Q2", "organisations", 8)),
    ],
    ids=["equal", "year before", "other unit", "stock"],
)
def test_what_is_no_fall(half_year, figures) -> None:
    """Equal figures, another year, another unit, a stock."""
    assert cumulative_falls(table(*figures), half_year) == []


def test_quarter_alone_may_be_lower_than_the_half_year(registry) -> None:
    """The third quarter's report counts the quarter only."""
    scope = Scope(Quarter(2020, 3), registry)
    figures = table(("ba-dinh", "2020-Q2", SPENT, 90), ("ba-dinh", "2020-Q3", SPENT, 10))
    assert cumulative_falls(figures, scope) == []


def test_corrected_figure_in_no_file_is_named_as_such(half_year) -> None:
    """There is no cell to name."""
    before = table(("ba-dinh", "2020-Q1", SPENT, 90), cell="")
    found = cumulative_falls(
        pd.concat([before, table(("ba-dinh", "2020-Q2", SPENT, 80))]), half_year
    )
    assert messages(found)[0].endswith("90 (quý I/2020, số liệu đính chính).")


POSTS = "posts-assigned"


def test_stock_that_jumped_names_both_cells(half_year) -> None:
    """A digit too many."""
    found = stock_jumps(
        table(("ba-dinh", "2020-Q1", POSTS, 150), ("ba-dinh", "2020-Q2", POSTS, 1500)), half_year
    )
    assert messages(found) == [
        (
            "Ô D8, “Số biên chế được giao” của Quận Ba Đình: 1.500, thay đổi nhiều so với 150 ở "
            "lần báo cáo trước (quý I/2020, tệp “ba-dinh-2020-Q1.xlsx”, trang “Biểu 01”, ô D8)."
        )
    ]


def test_stock_is_held_against_the_last_quarter_that_was_reported(half_year) -> None:
    """The first quarter is missing; the year before is the last one known."""
    found = stock_jumps(
        table(
            ("ba-dinh", "2019-Q3", POSTS, 1400),
            ("ba-dinh", "2019-Q4", POSTS, 150),
            ("ba-dinh", "2020-Q2", POSTS, 1500),
        ),
        half_year,
    )
    assert [problem.expected for problem, _ in found] == ["150"]


@pytest.mark.parametrize(
    ("name", "before", "now"),
    [(POSTS, 150, 200), ("autonomous-units", 4, 8), ("plan-implemented", 0, 1),
     ("dossiers-pending", 100, 900), ("plan-tasks-assigned", 30, 90)],
    ids=["small share", "small amount", "flag", "left out", "set anew each year"],
)  # fmt: skip
def test_what_is_no_jump(registry, name, before, now) -> None:
    """Share and amount must both be exceeded; flags and indicators left out do not count."""
    scope = Scope(Quarter(2020, 1), registry)
    figures = table(("ba-dinh", "2019-Q4", name, before), ("ba-dinh", "2020-Q1", name, now))
    assert stock_jumps(figures, scope) == []


def test_nothing_is_compared_across_the_break_of_2025(registry) -> None:
    """Ba Đình is a ward since 01/07/2025, by another slug than the district's."""
    scope = Scope(Quarter(2025, 3), registry)
    figures = table(("ba-dinh", "2025-Q2", POSTS, 900), ("phuong-ba-dinh", "2025-Q3", POSTS, 40))
    assert stock_jumps(figures, scope) == []
    assert differs_from_before(figures, alone(figures, registry), scope) == []


def alone(figures: pd.DataFrame, registry: Registry) -> pd.DataFrame:
    """Each quarter's figure alone."""
    return quarter_figures(figures, {key: one.nature for key, one in registry.indicators.items()})


def districts(registry: Registry) -> list[str]:
    """The slugs of the 30 districts."""
    return [unit.slug for unit in registry.units_in(Quarter(2020, 2)) if unit.group == "districts"]


def test_change_unlike_the_groups_is_doubted(registry, half_year) -> None:
    """All districts do in the second quarter about what they did in the first; one does tenfold.

    The half-year's figure of Ba Đình is 100 + 1000; the others' 205 to 234.
    """
    slugs = districts(registry)
    first = [(slug, "2020-Q1", "edocuments-total", 100) for slug in slugs]
    second = [(slug, "2020-Q2", "edocuments-total", 205 + at) for at, slug in enumerate(slugs)]
    second = [(*row[:3], 1100 if row[0] == "ba-dinh" else row[3]) for row in second]
    figures = table(*first, *second)
    found = differs_from_before(figures, alone(figures, registry), half_year)
    assert messages(found) == [
        (
            "Ô D8, “Tổng số văn bản đi” của Quận Ba Đình: riêng quý này là 1.000, quý trước là 100 "
            "(quý I/2020, tệp “ba-dinh-2020-Q1.xlsx”, trang “Biểu 01”, ô D8); nếu thay đổi như các "
            "đơn vị cùng khối thì vào khoảng 120."
        )
    ]


def test_figure_far_from_the_group_is_doubted(registry, half_year) -> None:
    """Thirty districts with 100 to 129 posts, one of which writes 1.290."""
    rows = [(slug, "2020-Q2", POSTS, 100 + at) for at, slug in enumerate(districts(registry))]
    rows[-1] = (*rows[-1][:3], 1290)
    found = differs_from_group(table(*rows), half_year)
    assert messages(found) == [
        (
            "Ô D8, “Số biên chế được giao” của Huyện Mỹ Đức: 1.290 khác xa các đơn vị cùng "
            "khối (Quận, huyện, thị xã, trung vị 114)."
        )
    ]


@pytest.mark.parametrize(
    ("usual", "odd"), [(2, 19), (100, 250)], ids=["too small to compare", "less than threefold"]
)
def test_what_does_not_differ_from_the_group(registry, half_year, usual, odd) -> None:
    """Bounds that are declared beside the z-score."""
    rows = [(slug, "2020-Q2", POSTS, usual + at % 2) for at, slug in enumerate(districts(registry))]
    rows[-1] = (*rows[-1][:3], odd)
    assert differs_from_group(table(*rows), half_year) == []


def test_group_of_nine_is_not_compared(registry, half_year) -> None:
    """Ten are needed."""
    rows = [(slug, "2020-Q2", POSTS, 100 + at) for at, slug in enumerate(districts(registry)[:9])]
    rows[-1] = (*rows[-1][:3], 5000)
    assert differs_from_group(table(*rows), half_year) == []


def test_shares_are_compared_by_points(registry, half_year) -> None:
    """A satisfaction of 8,5% among those around 85%."""
    rows = [
        (slug, "2020-Q2", "sipas-score", 84 + at / 10)
        for at, slug in enumerate(districts(registry))
    ]
    rows[-1] = (*rows[-1][:3], 8.5)
    found = differs_from_group(table(*rows), half_year)
    assert [(problem.found, problem.expected) for problem, _ in found] == [("8,5", "85,3")]


def test_nothing_reported_is_nothing_doubted(half_year, registry) -> None:
    """Empty tables go through."""
    none = table()
    assert cumulative_falls(none, half_year) == []
    assert stock_jumps(none, half_year) == []
    assert differs_from_group(none, half_year) == []
    assert differs_from_before(none, alone(none, registry), half_year) == []
