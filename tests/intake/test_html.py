"""Web pages saved as workbooks."""

import pytest

from cchc_lib.intake.workbook import open_workbook


def words(cell: str) -> str:
    """The text of the one cell of a page."""
    page = f"<html><meta charset=utf-8><table><tr><td>{cell}</td></tr></table></html>"
    return open_workbook(page.encode(), "bang.xls").sheet("HTML").text(1, 1)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("12<sup>1</sup>", "12(1)"),
        ("Hồ sơ<sup>(2)</sup>", "Hồ sơ(2)"),
        ("<s>12</s>3", "[12]3"),
        ("<del>12</del> 3", "[12] 3"),
        ("3<sup></sup>", "3"),
        ("<b>1</b>2", "12"),
    ],
)
def test_raised_and_struck_digits_do_not_join_a_number(cell: str, expected: str) -> None:
    """12 with the mark of a footnote is not 121, and a corrected 12 is not 123."""
    assert expected == words(cell)
