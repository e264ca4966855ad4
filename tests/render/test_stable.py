"""Outputs without chance."""

import io

import matplotlib.figure
import nbformat.v4
import pandas as pd

from cchc_lib.render.stable import stable_html, stable_svg, stable_text, without_traces


def drawing() -> str:
    """A figure as an analyst's cell emits it, with matplotlib's random ids and its date."""
    figure = matplotlib.figure.Figure((3, 2))
    axes = figure.add_subplot()
    axes.bar([1, 2], [3, 4], hatch="/")
    stream = io.StringIO()
    figure.savefig(stream, format="svg")
    return stream.getvalue()


def test_two_drawings_of_one_figure_are_equal():
    """Neither the date nor a random id makes the bytes differ."""
    assert stable_svg(drawing(), 1) == stable_svg(drawing(), 1)


def test_two_drawings_on_a_page_share_no_id():
    """A clip or a hatch of one is never drawn in the other."""
    one, two = stable_svg(drawing(), 1), stable_svg(drawing(), 2)
    assert 'id="d1-1"' in one
    assert 'id="d1-1"' not in two


def test_ids_that_nothing_refers_to_are_dropped():
    """Names of groups such as figure_1 would only take room."""
    svg = '<svg><g id="figure_1"><path id="a"/><use xlink:href="#a"/></g></svg>'
    assert stable_svg(svg, 3) == '<svg><g ><path id="d3-1"/><use xlink:href="#d3-1"/></g></svg>'


def test_the_prolog_of_a_drawing_goes():
    """A document type has no place inside a page."""
    svg = "<?xml version='1.0'?><!DOCTYPE svg PUBLIC 'x' 'y'><svg><metadata>2026</metadata></svg>"
    assert stable_svg(svg, 1) == "<svg></svg>"


def test_the_address_of_an_object_is_not_shown():
    """It would be another one in each run."""
    assert stable_text("<Line2D at 0x7f12ab>, <lambda at 0x7f34cd>") == "<Line2D>, <lambda>"


def test_terminal_colours_are_not_shown():
    """Escape codes of a terminal mean nothing in a page."""
    assert stable_text("\x1b[1;31mđỏ\x1b[0m") == "đỏ"


def test_a_styler_has_its_number_for_a_name():
    """Pandas gives each table a random one."""
    frame = pd.DataFrame({"a": [1]})
    assert stable_html(frame.style.to_html(), 2) == stable_html(frame.style.to_html(), 2)


def test_papermill_leaves_no_trace():
    """Times and paths of the run are not the report's."""
    cell = nbformat.v4.new_code_cell("1", metadata={"papermill": {"duration": 1}, "tags": ["x"]})
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"papermill": {"version": "2"}})
    clean = without_traces(notebook)
    assert (clean.metadata, clean.cells[0].metadata) == ({}, {"tags": ["x"]})
