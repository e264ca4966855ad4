"""`show`: what a cell puts into a report."""

import pandas as pd
import pytest
from IPython.display import HTML
from markupsafe import Markup

from cchc_lib import present
from cchc_lib.present.output import html_of, show
from tests.present.frames import unit_report


def test_the_public_names_are_these() -> None:
    """What notebooks stand on does not change unnoticed."""
    assert present.__all__ == [
        "Chart", "Column", "Table", "charts", "plain_table", "show", "tables", "text",
    ]  # fmt: skip


def test_a_chart_is_shown_as_html(monkeypatch) -> None:
    """The output has one form, text/html."""
    shown: list[HTML] = []
    monkeypatch.setattr("cchc_lib.present.output.display", shown.append)
    report = unit_report()
    show(present.charts.targets(report.targets, "vi"))
    assert [str(one.data).startswith('<figure class="chart') for one in shown] == [True]


def test_a_frame_is_shown_as_a_table() -> None:
    """No styling is needed for a quick look."""
    assert "1.234,5" in html_of(pd.DataFrame({"a": ["x"], "b": [1234.5]}))


def test_plain_words_are_refused() -> None:
    """What was not escaped is not shown."""
    with pytest.raises(TypeError):
        html_of("<b>x</b>")  # type: ignore[arg-type]
    assert html_of(Markup("<b>x</b>")) == "<b>x</b>"
