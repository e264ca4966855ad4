"""Hanoi's published accounts: small workbooks of the same layout as the real ones."""

from cchc_lib.registry import Quarter, Registry
from tests.intake.books import budget_2011_rows, budget_2016_book, xls_of
from tests.intake.conftest import Read, cells, figures, problems

ROWS_2016 = [
    (None, "Tổng số", 6000, 300, 100, 200),
    (1, "Hoàn Kiếm", 1000, 100, 0, 100),
    (2, "Ba Đình", 2000, 150, 100, 50),
    (13, "Sơn Tây", 3000, 50, None, 50),
]


def test_the_accounts_of_2016_are_read_by_their_words(read: Read) -> None:
    """A year's accounts count from its start and stand in the fourth quarter."""
    reading = read(budget_2016_book(ROWS_2016), "quyet-toan.xls")
    submission = reading.submission
    assert (submission.container, submission.form) == ("xlsx", "budget-18")
    assert reading.problems == ()
    assert set(reading.observations["window"]) == {"year_to_date"}
    assert set(reading.observations["quarter"]) == {"2016-Q4"}
    assert cells(reading)["ba-dinh", "budget-expenditure"] == "C9"
    assert cells(reading)["ba-dinh", "city-transfer-total"] == "D9"
    assert cells(reading)["ba-dinh", "city-transfer-balancing"] == "E9"
    assert cells(reading)["ba-dinh", "city-transfer-targeted"] == "F9"
    assert len(figures(reading)) == 12


def test_a_blank_transfer_is_zero(read: Read) -> None:
    """The form says so: a district without balancing transfers has an empty cell."""
    reading = read(budget_2016_book(ROWS_2016))
    assert figures(reading)["son-tay", "city-transfer-balancing"] == 0
    assert cells(reading)["son-tay", "city-transfer-balancing"] == "E10"


def test_the_accounts_of_2011_are_a_true_xls_with_other_columns(read: Read) -> None:
    """Từ Liêm was a district then; the heading without figures is ignored."""
    rows = [
        (None, "Tổng số", None, 30, 12, 5, 7),
        (1, "Ba Đình", None, 10, 7, None, 7),
        (16, " Từ Liêm", None, 20, 5, 5, None),
    ]
    reading = read(xls_of("M18+", budget_2011_rows(rows)))
    assert reading.submission.container == "xls"
    assert reading.problems == ()
    assert reading.submission.covers == (("ba-dinh", "2011-Q4"), ("tu-liem", "2011-Q4"))
    assert cells(reading)["tu-liem", "budget-expenditure"] == "D11"
    assert figures(reading)["tu-liem", "city-transfer-balancing"] == 5


def test_every_district_of_the_year_is_recognised(read: Read, registry: Registry) -> None:
    """30 in 2016 and 29 in 2011, by the bare names of the accounts."""
    for year, count in ((2016, 30), (2011, 29)):
        units = [unit for unit in registry.units_in(Quarter(year, 4)) if unit.level == "district"]
        assert len(units) == count
        if year == 2016:
            rows = [(n, unit.name, n, 2 * n, n, n) for n, unit in enumerate(units, start=1)]
            reading = read(budget_2016_book(rows))
        else:
            listed = [(n, unit.name, None, n, 2 * n, n, n) for n, unit in enumerate(units, start=1)]
            reading = read(xls_of("M18+", budget_2011_rows(listed)))
        assert len(reading.submission.covers) == count
        assert reading.problems == ()


def test_totals_and_parts_of_the_accounts_are_checked(read: Read) -> None:
    """The printed total against the sum, the transfers against their parts."""
    rows = [
        (None, "Tổng số", 6001, 300, 100, 200),
        *ROWS_2016[1:3],
        (13, "Sơn Tây", 3000, 50, 1, 50),
    ]
    assert problems(read(budget_2016_book(rows))) == [
        ("total-differs", "doubtful", "C7"),
        ("total-differs", "doubtful", "E7"),
        ("parts-differ", "doubtful", "D10"),
    ]


def test_sums_of_large_amounts_are_tried_to_the_tenth(read: Read, registry: Registry) -> None:
    """Thirty amounts of thousands of billions: what float64 leaves behind is no difference."""
    units = [unit for unit in registry.units_in(Quarter(2016, 4)) if unit.level == "district"]
    amounts = [987_654_321.1 + 1_000_003.7 * number for number in range(len(units))]
    total = round(sum(round(amount * 10) for amount in amounts)) / 10
    rows: list[tuple[object, ...]] = [
        (n, unit.name, amount, 0, 0, 0)
        for n, (unit, amount) in enumerate(zip(units, amounts, strict=True), start=1)
    ]
    assert problems(read(budget_2016_book([(None, "Tổng số", total, 0, 0, 0), *rows]))) == []
    wrong = (None, "Tổng số", total + 0.1, 0, 0, 0)
    assert problems(read(budget_2016_book([wrong, *rows]))) == [("total-differs", "doubtful", "C7")]
