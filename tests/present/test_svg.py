"""Drawings: nothing that a strict page forbids, text as text, the same bytes every time."""

import re

import pytest
from matplotlib.figure import Figure

from cchc_lib.present import Chart
from cchc_lib.present.canvas import Canvas
from cchc_lib.present.svg import figure_svg


def any_figure() -> Figure:
    """A figure as an analyst makes it, with axes, clip paths and markers."""
    figure = Figure(figsize=(4, 2))
    axes = figure.subplots()
    axes.plot([1, 2, 3], [2, 1, 3], marker="o", alpha=0.5, label="Quận Ba Đình")
    axes.set_title("Hồ sơ <mới> & cũ")
    axes.set_yticks([1, 2])
    return figure


def test_a_drawing_has_no_style_attribute_and_no_style_element() -> None:
    """The page's policy would drop them."""
    svg = figure_svg(any_figure(), "one", "T", "D")
    assert "style" not in svg


@pytest.mark.parametrize("leftover", ["<?xml", "<!DOCTYPE", "metadata", "xlink", "dc:date"])
def test_a_drawing_has_no_leftovers_of_its_file(leftover: str) -> None:
    """Prolog, metadata and dates do not belong in a page."""
    assert leftover not in figure_svg(any_figure(), "one", "T", "D")


def test_text_stays_text() -> None:
    """It can be selected, searched and read aloud; what is data is escaped."""
    svg = figure_svg(any_figure(), "one", "T", "D")
    assert re.findall(r"<text[^>]*>([^<]*Hồ sơ[^<]*)</text>", svg) == ["Hồ sơ &lt;mới&gt; &amp; cũ"]


def test_every_id_begins_with_the_charts_name() -> None:
    """Two charts of one page never share an id, and every reference has its target."""
    svg = figure_svg(any_figure(), "one", "T", "D")
    ids = re.findall(r'\bid="([^"]+)"', svg)
    assert all(name.startswith("one-") for name in ids)
    used = set(re.findall(r'(?:href="#|url\(#)([^")]+)', svg))
    assert used <= set(ids)
    assert used


def test_the_alternative_text_is_tied_to_the_drawing() -> None:
    """A screen reader says title and description of the image."""
    svg = figure_svg(any_figure(), "one", "Tên < 1", "Mô tả")
    assert 'role="img" aria-labelledby="one-title one-desc"' in svg
    assert '<title id="one-title">Tên &lt; 1</title><desc id="one-desc">Mô tả</desc>' in svg


def test_the_same_figure_gives_the_same_bytes() -> None:
    """Reports are compared byte by byte."""
    once, again = (figure_svg(any_figure(), "one", "T", "D") for _ in range(2))
    assert once == again


def test_boxes_and_lines_keep_their_places() -> None:
    """Shortened paths lead to the same points: down the page is down on the canvas."""
    canvas = Canvas(100, 50)
    canvas.rectangles([(10, 5, 30, 20)], "#123456")
    canvas.lines([[(0, 0), (7, 50)]], "#654321", width=2)
    svg = canvas.svg("c", "T", "D")
    assert '<path d="M10 5H40V25H10z" fill="#123456"/>' in svg
    assert 'd="M0 0L7 50"' in svg
    assert 'stroke="#654321" stroke-width="2"' in svg


def test_labels_and_dots_are_elements_of_their_own() -> None:
    """A label is one `<text>`, a dot one `<circle>` that says what it is."""
    canvas = Canvas(100, 50)
    canvas.label(50, 20, "Giá < 5 & $x$", size=11, weight=600, colour="#123456", anchor="middle")
    canvas.dots([(5, 6)], 3, "#abcdef", words=["<Ba Đình>"])
    svg = canvas.svg("c", "T", "D")
    assert (
        '<text x="50" y="20" font-size="11" font-weight="600" fill="#123456" '
        'text-anchor="middle">Giá &lt; 5 &amp; $x$</text>'
    ) in svg
    dot = '<circle cx="5" cy="6" r="3"><title>&lt;Ba Đình&gt;</title></circle>'
    assert f'<g fill="#abcdef">{dot}</g>' in svg


def test_the_same_canvas_can_be_drawn_as_pixels(tmp_path) -> None:
    """Other forms of a report take charts as pictures."""
    canvas = Canvas(100, 50)
    canvas.label(50, 20, "Ba Đình")
    canvas.dots([(5, 6)], 3, "#abcdef")
    canvas.figure.savefig(tmp_path / "chart.png", dpi=144)
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")


def test_an_analysts_figure_becomes_a_chart_with_one_call() -> None:
    """Any matplotlib figure can be shown, with its alternative text."""
    chart = Chart.of(any_figure(), name="own", title="Tăng <gấp đôi>", alt="Từ 2 lên 3.")
    html = chart.html()
    assert "Tăng &lt;gấp đôi&gt;" in html
    assert "Từ 2 lên 3." in html
    assert html.count("<svg") == 1
