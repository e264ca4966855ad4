"""Tables: everything that data can reach is escaped, figures are written as each language does."""

import datetime
import re

import pandas as pd
import pytest

from cchc_lib.present import Column, Table, plain_table
from tests.present.frames import HOSTILE

FRAME = pd.DataFrame(
    {
        "name": ["Quận Ba Đình", HOSTILE],
        "value": [1234567.8, float("nan")],
        "share": [97.25, 100.0],
        "day": [datetime.date(2020, 3, 12), None],
        "group": ["A", "B"],
    }
)


def table(language="vi", **changed) -> Table:
    """A table with one column of each kind."""
    columns = (
        Column("name", HOSTILE, header=True),
        Column("value", "Số liệu", "number"),
        Column("share", "Tỷ lệ", "percent", 1),
        Column("day", "Ngày", "date"),
    )
    return Table("any", FRAME, columns, language, **{"caption": HOSTILE, **changed})


def cells(html: str) -> list[str]:
    """The contents of all data cells."""
    return re.findall(r"<td[^>]*>([^<]*)</td>", html)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("vi", ["1.234.567,8", "97,2%", "12/3/2020", "–", "100,0%", "–"]),
        ("en", ["1,234,567.8", "97.2%", "12 March 2020", "–", "100.0%", "–"]),
    ],
)
def test_figures_are_written_as_the_language_does(language: str, expected: list[str]) -> None:
    """Thousands, decimals, percent, dates, and a dash where nothing was reported."""
    assert expected == cells(table(language).html())


def test_nothing_from_data_becomes_markup() -> None:
    """Names, headings and captions are text."""
    html = table().html()
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 4


def test_heads_say_what_they_head() -> None:
    """Screen readers need the scope of each heading."""
    html = table().html()
    assert html.count('scope="col"') == 4
    assert html.count('scope="row"') == 2


def test_rows_that_share_a_section_stand_under_its_name() -> None:
    """One heading for each run of rows."""
    html = table(section="group").html()
    assert re.findall(r'<th colspan="4" scope="rowgroup">(.)</th>', html) == ["A", "B"]


def test_a_row_can_be_linked_to() -> None:
    """Sources are found by their ids."""
    html = table(row_id=lambda row: f"s-{row['group']}").html()
    assert re.findall(r'<tr id="([^"]+)">', html) == ["s-A", "s-B"]


def test_a_table_without_rows_is_a_sentence() -> None:
    """An empty grid says nothing."""
    empty = Table("any", FRAME.head(0), table().columns, "vi", empty="Không có gì & hết.")
    assert empty.html() == '<p class="nothing" id="any">Không có gì &amp; hết.</p>'


def test_no_table_has_styles_or_random_ids() -> None:
    """The same frame gives the same bytes, under a strict policy."""
    assert "style" not in table().html()
    assert table().html() == table().html()


def test_any_frame_can_be_shown() -> None:
    """An analyst's DataFrame gets headings, alignment and number formats."""
    html = plain_table(pd.DataFrame({"Quận": ["Ba Đình"], "Hồ sơ": [12345]})).html()
    assert '<td class="number">12.345</td>' in html
    assert '<th scope="row">Ba Đình</th>' in html
