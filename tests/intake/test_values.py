"""Cells as figures."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.intake.forms import Words
from cchc_lib.intake.grid import Cell
from cchc_lib.intake.numerals import Mark
from cchc_lib.intake.values import BLANK, CellReading, decimal_mark, read_value
from cchc_lib.registry import Registry, read_registry
from tests.conftest import ROOT

COUNT, FLAG, SHARE, MONEY = (
    "dialogues",
    "plan-implemented",
    "online-satisfaction",
    "disbursement-done",
)
WORDS = Words()
INDICATORS = read_registry(ROOT / "params").indicators
"""Not the fixture: Hypothesis would print all of it with an example that fails."""


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
        (FLAG, "co", 1),
        (FLAG, "CO", 1),
        (FLAG, "Có.", 1),
        (FLAG, "Đã ban hành.", 1),
        (FLAG, 1, 1),
        (FLAG, True, 1),
        (FLAG, "Không", 0),
        (FLAG, "Chưa", 0),
        (FLAG, "khong", 0),
        (FLAG, "Chua.", 0),
        (FLAG, "Không.", 0),
        (COUNT, "Không phát sinh.", 0),
        (FLAG, 0, 0),
        (SHARE, "97,2%", 97.2),
        (SHARE, "97.2 %", 97.2),
        (SHARE, "97,2", 97.2),
        (SHARE, 97.2, 97.2),
        (SHARE, "12/15", 80),
        (SHARE, "97,234", 97.234),
        (MONEY, "1.234.567,5", 1234567.5),
        (MONEY, "1,234,567", 1234567),
        (MONEY, "12,5 triệu đồng", 12.5),
        (MONEY, "0,5", 0.5),
        (COUNT, "1\u2009234", 1234),
        (COUNT, "1.234.567", 1234567),
        (COUNT, "05 cuộc", 5),
        (COUNT, "12\ncuộc", 12),
        (COUNT, "12\u200b", 12),
        (COUNT, 3.0000000000000004, 3),
        (SHARE, 0.1 + 0.2, 0.3),
        (SHARE, "100 %", 100),
        (SHARE, "97.16666666666667", 97.16666666666667),
        (FLAG, "✓", 1),
        (FLAG, "-", 0),
        (FLAG, False, 0),
        (COUNT, "−5", -5),
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


@pytest.mark.parametrize(
    ("number", "number_format", "expected"),
    [
        (0.972, '0.0%;-0.0%;"-"', 97.2),
        (0.07, "0%", 7),
        (0.972, "0.0_%", 0.972),
        (97.2, "0.0;-0.0%", 97.2),
        (0.972, '[<=1]0.0%;0.0"%"', 97.2),
        (97.2, '[<=1]0.0%;0.0"%"', 97.2),
        (97.2, "[x%", 97.2 * 100),
    ],
)
def test_only_the_section_of_a_format_that_shows_the_number_counts(
    registry: Registry, number: float, number_format: str, expected: float
) -> None:
    """A percent sign for negative numbers, in quotes or as a blank's width says nothing."""
    assert CellReading(expected) == value(registry, SHARE, number, number_format)


@pytest.mark.parametrize("written", ["", "   ", "...", "Chưa có số liệu", "Chưa báo cáo."])
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
        (MONEY, "1 234.567", "ambiguous-number"),
        (COUNT, "5\n200", "not-a-number"),
        (COUNT, "5  200", "not-a-number"),
        (COUNT, "(5)", "not-a-number"),
        (COUNT, "5-", "not-a-number"),
        (COUNT, "- 5", "not-a-number"),
        (COUNT, "５", "not-a-number"),
        (COUNT, "5²", "words-after-number"),
        (COUNT, "5½", "words-after-number"),
        (COUNT, "1e5", "words-after-number"),
        (COUNT, "'12", "not-a-number"),
        (COUNT, "5...", "not-a-number"),
        (COUNT, "1.", "not-a-number"),
        (COUNT, ".5", "not-a-number"),
        (COUNT, "0,5", "not-whole"),
        (COUNT, "khoảng 5", "not-a-number"),
        (COUNT, "> 5", "not-a-number"),
        (COUNT, "5-6", "not-a-number"),
        (COUNT, "٣", "not-a-number"),
        (COUNT, "0912345678", "not-a-number"),
        (COUNT, "12 và 3", "words-after-number"),
        (COUNT, "Có", "not-a-number"),
        (COUNT, "x", "not-a-number"),
        (COUNT, 1e300, "not-a-number"),
        (COUNT, 10**400, "not-a-number"),
        (COUNT, float("nan"), "not-a-number"),
        (COUNT, "#REF!", "error-cell"),
        (COUNT, "#DIV/0!", "error-cell"),
        (COUNT, "#N/A", "error-cell"),
        (COUNT, "Err:502", "error-cell"),
        (COUNT, "=SUM(D9:D12)", "formula-without-value"),
        (COUNT, "12.3.2020", "date-for-number"),
        (COUNT, "200 người", "words-after-number"),
        (SHARE, "12 cuộc", "words-after-number"),
        (SHARE, "12 Ж", "words-after-number"),
        (SHARE, "97‰", "not-a-number"),
        (MONEY, "12 hồ sơ", "words-after-number"),
        (MONEY, "12/15", "not-a-number"),
        (FLAG, "100%", "not-a-flag"),
        (FLAG, "12 người", "not-a-flag"),
        (FLAG, "có thể", "not-a-flag"),
        (FLAG, "Có..", "not-a-flag"),
        (COUNT, "khong", "not-a-number"),
        (COUNT, "..", "not-a-number"),
        (COUNT, "-.", "not-a-number"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(
    registry: Registry, indicator: str, written: object, expected: str
) -> None:
    """Nothing is guessed."""
    assert expected == value(registry, indicator, written).problem


def test_a_percentage_is_no_yes(registry: Registry) -> None:
    """Who is asked for yes or no is not told to enter a number."""
    assert value(registry, FLAG, 1, "0%").problem == "not-a-flag"


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


def test_counts_with_three_decimals_are_known_by_their_column(registry: Registry) -> None:
    """0.000 shows that 2.000 is a program's 2: it stays open. Alone, 2.000 is two thousand."""
    count = registry.indicators[COUNT]
    mark = decimal_mark((Cell(2, 1, text), count) for text in ("0.000", "15.000"))
    assert read_value(Cell(1, 1, "2.000"), count, WORDS, mark).meanings == (2000, 2)
    assert read_value(Cell(1, 1, "2.000"), count, WORDS) == CellReading(2000)


STYLES = {
    "1.234,5": (".", ","),
    "1,234.5": (",", "."),
    "1 234,5": (" ", ","),
    "1\u00a0234.5": ("\u00a0", "."),
    "1234,5": ("", ","),
    "1234.5": ("", "."),
}


def written(number: Decimal, style: str) -> str:
    """The number in one of these styles."""
    thousands, decimal = STYLES[style]
    return f"{number:,f}".replace(".", "|").replace(",", thousands).replace("|", decimal)


@st.composite
def numbers(draw: st.DrawFn, indicator: str) -> Decimal:
    """A number that the indicator may have."""
    decimals = 0 if indicator == COUNT else draw(st.integers(0, 3))
    largest = 100 if indicator == SHARE else 10**9
    return Decimal(draw(st.integers(0, largest * 10**decimals))).scaleb(-decimals)


@given(data=st.data(), style=st.sampled_from(sorted(STYLES)))
def test_a_number_is_read_as_its_unit_writes_numbers_or_reported_as_open(
    data: st.DataObject, style: str
) -> None:
    """Whatever stands beside it in the same style: the value itself, or both meanings of it."""
    kinds = st.sampled_from((COUNT, SHARE, MONEY))
    listed = [(kind, data.draw(numbers(kind))) for kind in data.draw(st.lists(kinds, min_size=1))]
    sign = data.draw(st.sampled_from(("", "%")))
    entries = [
        (Cell(1, 1, written(number, style) + (sign if kind == SHARE else "")), kind, number)
        for kind, number in listed
    ]
    mark = decimal_mark((cell, INDICATORS[kind]) for cell, kind, _ in entries)
    for cell, kind, number in entries:
        reading = read_value(cell, INDICATORS[kind], WORDS, mark)
        if reading.problem == "ambiguous-number":
            assert float(number) in (reading.meanings or ())
        else:
            assert (cell.value, CellReading(float(number))) == (cell.value, reading)


ALPHABET = st.sampled_from("0123456789.,-+ %/()\u00a0\u2009−–xXcóCÓ²½٣５eE#=!\n'")


@given(
    st.one_of(st.text(ALPHABET, max_size=12), st.text(max_size=20)),
    st.sampled_from((COUNT, FLAG, SHARE, MONEY)),
    st.sampled_from((None, ",", ".")),
)
def test_a_reading_is_blank_a_value_or_a_problem(
    text: str, indicator: str, mark: Mark | None
) -> None:
    """Nothing that can be typed stops the reader, and what it reads shows the digits typed."""
    reading = read_value(Cell(1, 1, text), INDICATORS[indicator], WORDS, mark)
    assert reading.problem is None or reading.value is None
    if reading.value:
        digits = "".join(sign for sign in text if sign in "0123456789")
        shown = f"{Decimal(repr(abs(reading.value))):f}".replace(".", "").strip("0")
        assert "/" in text or not digits or digits.strip("0") == shown


@pytest.mark.parametrize(
    ("number_format", "problem"),
    [
        ("#,##0,,", "scaled-number"),
        ('#,##0.0,"k"', "scaled-number"),
        ("_(* #,##0,_);_(* (#,##0,);_(@_)", "scaled-number"),
        ("#,##0", None),
        ("#,##0.00_);(#,##0.00)", None),
        ('#,##0", triệu"', None),
    ],
)
def test_a_format_that_divides_what_is_shown_is_a_problem(
    registry: Registry, number_format: str, problem: str | None
) -> None:
    """1 205 000 under #,##0, shows as 1,205: which of the two is meant nobody can tell."""
    assert problem == value(registry, MONEY, 1_205_000, number_format).problem
    assert value(registry, MONEY, 0, number_format) == CellReading(0.0)
