"""Cells as figures."""

import datetime

import pytest

from cchc_lib.intake.forms import Words
from cchc_lib.intake.grid import Cell
from cchc_lib.intake.values import BLANK, CellReading, decimal_mark, read_value
from cchc_lib.registry import Registry

COUNT, FLAG, SHARE, MONEY = (
    "dialogues",
    "plan-implemented",
    "online-satisfaction",
    "disbursement-done",
)
WORDS = Words()


def value(
    registry: Registry, indicator: str, written: object, number_format: str = "General"
) -> CellReading:
    """What a cell says as a figure of the indicator."""
    cell = Cell(1, 1, written, number_format)  # type: ignore[arg-type]
    return read_value(cell, registry.indicators[indicator], WORDS)


@pytest.mark.parametrize(
    ("indicator", "written", "expected"),
    [
        (COUNT, 12, 12),
        (COUNT, 12.0, 12),
        (COUNT, "12", 12),
        (COUNT, " 1\u00a0234 ", 1234),
        (COUNT, "1.234", 1234),
        (COUNT, "12 cuộc", 12),
        (COUNT, "2 hội nghị", 2),
        (COUNT, "-", 0),
        (COUNT, "–", 0),
        (COUNT, "Không", 0),
        (FLAG, "Có", 1),
        (FLAG, "x", 1),
        (FLAG, "X", 1),
        (FLAG, 1, 1),
        (FLAG, True, 1),
        (FLAG, "Không", 0),
        (FLAG, "Chưa", 0),
        (FLAG, 0, 0),
        (SHARE, "97,2%", 97.2),
        (SHARE, "97.2 %", 97.2),
        (SHARE, "97,2", 97.2),
        (SHARE, 97.2, 97.2),
        (SHARE, "12/15", 80),
        (SHARE, "97,234", 97.234),
        (MONEY, "1.234.567,5", 1234567.5),
    ],
)  # fmt: skip
def test_figures_are_read_as_officials_write_them(
    registry: Registry, indicator: str, written: object, expected: float
) -> None:
    """Numbers, percentages, flags, dashes and words after a number."""
    assert CellReading(expected) == value(registry, indicator, written)


def test_a_percent_format_shows_a_fraction_as_percent(registry: Registry) -> None:
    """0.972 under the format 0.0% is 97.2 percent; a quoted sign is only a decoration."""
    assert CellReading(97.2) == value(registry, SHARE, 0.972, "0.0%")
    assert CellReading(0.972) == value(registry, SHARE, 0.972, '0.0"%"')


@pytest.mark.parametrize("written", ["", "   ", "...", "Chưa có số liệu"])
def test_nothing_written_is_not_reported(registry: Registry, written: str) -> None:
    """A blank is not a zero."""
    assert value(registry, COUNT, written) == BLANK
    assert read_value(None, registry.indicators[COUNT], WORDS) == BLANK


@pytest.mark.parametrize(
    ("indicator", "written", "expected"),
    [
        (COUNT, "nhiều", "not-a-number"),
        (COUNT, "12/15", "not-a-number"),
        (COUNT, 12.5, "not-whole"),
        (COUNT, "12,5", "not-whole"),
        (COUNT, "12 triệu", "words-after-number"),
        (COUNT, "95%", "percent-for-number"),
        (COUNT, "12/3/2020", "date-for-number"),
        (COUNT, datetime.date(2020, 3, 12), "date-for-number"),
        (COUNT, True, "not-a-number"),
        (FLAG, "một phần", "not-a-flag"),
        (FLAG, 2, "not-a-flag"),
        (SHARE, "5/0", "not-a-number"),
        (MONEY, "1.234", "ambiguous-number"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(
    registry: Registry, indicator: str, written: object, expected: str
) -> None:
    """Nothing is guessed."""
    assert expected == value(registry, indicator, written).problem


def test_errors_and_formulas_never_worked_out_are_named(registry: Registry) -> None:
    """#REF! is not a zero, and a formula without a stored value is not a blank."""
    indicator = registry.indicators[COUNT]
    error = Cell(1, 1, "#REF!", state="error")
    formula = Cell(1, 1, "=", state="formula")
    assert read_value(error, indicator, WORDS).problem == "error-cell"
    assert read_value(formula, indicator, WORDS).problem == "formula-without-value"


def test_other_cells_decide_an_ambiguous_number(registry: Registry) -> None:
    """1.234 beside 97,2 is 1234; beside 95.5 it is 1.234; beside both it stays open."""
    money = registry.indicators[MONEY]
    open_cell = Cell(1, 1, "1.234")

    def beside(*texts: str) -> CellReading:
        mark = decimal_mark((Cell(2, 1, text), money) for text in texts)
        return read_value(open_cell, money, WORDS, mark)

    assert CellReading(1234) == beside("97,2", "x")
    assert CellReading(1.234) == beside("95.5")
    assert beside("97,2", "95.5").problem == "ambiguous-number"
    assert beside("1.500").meanings == (1234, 1.234)


def test_a_count_beside_it_tells_which_mark_stands_between_thousands(registry: Registry) -> None:
    """A count is whole, so 2.345 of them shows that the point is for thousands."""
    count, money = registry.indicators[COUNT], registry.indicators[MONEY]
    mark = decimal_mark([(Cell(2, 1, "2.345"), count)])
    assert CellReading(1234) == read_value(Cell(1, 1, "1.234"), money, WORDS, mark)
