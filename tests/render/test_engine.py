"""Notebooks run in kernels of their own."""

import os
import sys

import nbformat
import pytest

from cchc_lib.errors import RenderError
from cchc_lib.render.engine import execute, shortened
from cchc_lib.render.notebook import Run
from tests.conftest import ROOT
from tests.render.notebooks import PARAMETERS, markdown, notebook

REPORT = """
import json, os, sys
print(json.dumps([quarter, unit, edition, os.getcwd(), os.environ["CCHC_HOME"],
                  os.environ["PYTHONHASHSEED"], sys.executable]))
"""


def run(folder, *cells, seconds=20, **parameters):
    """The executed notebook of these cells."""
    source = nbformat.writes(notebook(*cells))
    return execute(Run("unit_report.ipynb", source, parameters, folder, ROOT, seconds))


def test_a_notebook_runs_where_it_stands_with_the_parameters_that_it_was_given(tmp_path):
    """In this Python, with the project's folder told, and with the order of sets fixed."""
    evil = 'ha-dong"; import os; os.abort() #'
    done = run(tmp_path, PARAMETERS, markdown("# x"), REPORT, unit=evil, edition=58)
    text = done.cells[-1].outputs[0].text
    assert nbformat.from_dict({"x": text})["x"].startswith('["2020-Q1", "ha-dong\\"; import os;')
    expected = [58, str(tmp_path), str(ROOT), "0", sys.executable]
    assert all(f"{value}" in text for value in expected)
    assert "papermill" not in done.metadata


def test_a_failing_cell_is_quoted_with_its_number_and_its_error(tmp_path):
    """The number counts the code cells as their author sees them; colours of a terminal go."""
    with pytest.raises(RenderError) as caught:
        run(tmp_path, PARAMETERS, markdown("# x"), "1", "x = 1\n\nraise ValueError('số < 0')")
    assert caught.value.message("vi") == (
        "Sổ tay «unit_report.ipynb» dừng ở ô lệnh số 3: ValueError: số < 0. Nội dung ô: x = 1 ⏎"
        " raise ValueError('số < 0')"
    )
    assert caught.value.values["cell"] == 3


def test_a_cell_that_takes_too_long_is_ended(tmp_path):
    """The limit and the cell are named."""
    with pytest.raises(RenderError) as caught:
        run(tmp_path, PARAMETERS, "while True:\n    pass", seconds=1)
    told = caught.value
    assert (told.key, told.values["cell"], told.values["seconds"]) == ("error.cell-timeout", 2, 1)


def test_a_kernel_that_dies_is_named_with_its_cell(tmp_path):
    """As it does when the system takes its memory."""
    with pytest.raises(RenderError) as caught:
        run(tmp_path, PARAMETERS, "import os\nos._exit(9)")
    assert (caught.value.key, caught.value.values["cell"]) == ("error.kernel-died", 2)


@pytest.mark.parametrize(
    ("source", "expected"),
    [("a = 1\n\nb = 2  \n", "a = 1 ⏎ b = 2"), ("x" * 400, "x" * 299 + "…"), ("", "")],
)
def test_a_quoted_cell_is_one_line_and_short(source, expected):
    """An error is a paragraph."""
    assert shortened(source) == expected


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps open files")
def test_nothing_of_a_run_is_left_beside_the_notebook(tmp_path):
    """No output notebook, no connection file, no socket."""
    run(tmp_path, PARAMETERS)
    assert list(tmp_path.iterdir()) == []
