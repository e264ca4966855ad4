"""Styles of drawings as attributes."""

import io

import matplotlib.figure
import pytest

from cchc_lib.render.sanitise import sanitise
from cchc_lib.render.svg_style import declarations, plain_styles


def test_an_inline_style_becomes_attributes():
    """What the page's policy would drop is said in another way."""
    assert (
        plain_styles('<svg><path d="M0 0" style="fill: #fff; stroke: none"/></svg>')
        == '<svg><path d="M0 0" fill="#fff" stroke="none"/></svg>'
    )


def test_a_style_wins_over_the_attribute_it_stands_beside():
    """That is how CSS has it."""
    assert (
        plain_styles('<svg><rect fill="blue" style="fill:red"/></svg>')
        == '<svg><rect fill="red"/></svg>'
    )


def test_a_rule_for_everything_becomes_the_roots():
    """Matplotlib's style sheet says how all lines end; the root says it for all."""
    assert (
        plain_styles(
            '<svg><defs><style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}'
            "</style></defs><g/></svg>"
        )
    ) == '<svg stroke-linejoin="round" stroke-linecap="butt"><defs></defs><g/></svg>'


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("font: bold 10px 'DejaVu Sans', sans-serif", {
            "font-weight": "bold", "font-size": "10px", "font-family": "'DejaVu Sans', sans-serif",
        }),
        ("font: italic 600 8pt serif", {
            "font-style": "italic", "font-weight": "600", "font-size": "8pt",
            "font-family": "serif",
        }),
        ("FILL : #fff !important", {"fill": "#fff"}),
        ("position: fixed; width: 100%", {}),
        ("font: inherit", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_only_presentation_is_taken_from_a_style(style, expected):
    """Layout is the page's; a shorthand is taken apart."""
    assert expected == declarations(style)


def test_styles_outside_of_drawings_are_left_to_the_allow_list():
    """A table's inline style is dropped there."""
    table = '<table style="color:red"><td>x</td></table><svg></svg>'
    assert table == plain_styles(table)
    assert sanitise('<p style="color:red">x</p>') == "<p>x</p>"


def test_a_quote_in_a_style_stays_inside_its_attribute():
    """A font name in double quotes does not end the attribute."""
    assert (
        plain_styles("<svg><text style='font-family: \"Be Vietnam Pro\"'>x</text></svg>")
        == '<svg><text font-family="&quot;Be Vietnam Pro&quot;">x</text></svg>'
    )


def test_a_figure_of_matplotlib_looks_the_same_without_styles():
    """Every colour and width that its styles named stands in an attribute; no style is left."""
    figure = matplotlib.figure.Figure((3, 2))
    axes = figure.add_subplot()
    axes.bar([1, 2], [3, 4], color="#0b4f8a", hatch="/")
    axes.plot([1, 2], [1, 2], color="#bd7410", linewidth=2.5, label="Tiến độ")
    axes.legend()
    stream = io.StringIO()
    with matplotlib.rc_context({"svg.fonttype": "none"}):
        figure.savefig(stream, format="svg")
    page = sanitise(stream.getvalue())
    assert "style" not in page
    assert [
        word for word in ("#0b4f8a", "#bd7410", 'stroke-width="2.5"', "Tiến độ") if word in page
    ] == ["#0b4f8a", "#bd7410", 'stroke-width="2.5"', "Tiến độ"]
