"""Notebook files before they run."""

import json

import nbformat
import pytest

from cchc_lib.errors import CallError
from cchc_lib.render.notebook import assigned, find_notebook, read_notebook
from tests.render.notebooks import PARAMETERS, markdown, notebook


def written(folder, *cells, name="unit_report"):
    """A notebook file with these cells."""
    path = folder / f"{name}.ipynb"
    path.write_text(nbformat.writes(notebook(*cells)), encoding="utf-8")
    return path


def test_the_parameters_are_those_that_the_tagged_cell_assigns(tmp_path):
    """Their values are defaults; calls and imports beside them are no parameters."""
    source = f"import os\n{PARAMETERS}\nseconds: int = 5\nos.environ['x'] = 'y'"
    read = read_notebook(written(tmp_path, markdown("# x"), source, "other = 1"))
    assert read.parameters == ("quarter", "unit", "language", "edition", "seconds")


def test_the_digest_does_not_know_line_ends(tmp_path):
    """A checkout on Windows names the same notebook."""
    path = written(tmp_path, PARAMETERS)
    before = read_notebook(path).sha256
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_notebook(path).sha256 == before


def test_a_notebook_without_a_parameters_cell_says_how_to_make_one(tmp_path):
    """The analyst learns which tag to set, and which variables it needs."""
    path = written(tmp_path, "quarter = 1")
    content = json.loads(path.read_text(encoding="utf-8"))
    content["cells"][0]["metadata"] = {}
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(CallError) as caught:
        read_notebook(path)
    assert caught.value.exit_status == 2
    assert caught.value.message("vi") == (
        "Sổ tay «unit_report.ipynb» không có ô tham số. Hãy mở sổ tay bằng JupyterLab, chọn ô lệnh"
        " đầu tiên, gắn cho ô đó nhãn (tag) parameters và đặt trong ô các biến: quarter, unit,"
        " language, edition."
    )


@pytest.mark.parametrize("content", ["", "[]", '{"cells": 1}', '{"cells": [1]}', "\x00", "{}"])
def test_a_file_that_is_no_notebook_is_refused_by_name(tmp_path, content):
    """One paragraph, whatever the file holds."""
    path = tmp_path / "trial.ipynb"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CallError, match=r"trial\.ipynb"):
        read_notebook(path)


def test_a_parameters_cell_must_be_python():
    """A magic in it could not be read without running it."""
    with pytest.raises(CallError, match=r"x\.ipynb"):
        assigned("%load_ext x", "x.ipynb")


@pytest.mark.parametrize("name", ["unit_raport", "../notebooks/unit_report", "", "UNIT_REPORT.x"])
def test_an_unknown_notebook_is_answered_with_the_nearest(tmp_path, name):
    """No path is made from a name that is not a file's in the folder."""
    written(tmp_path, PARAMETERS)
    with pytest.raises(CallError) as caught:
        find_notebook(tmp_path, name)
    assert caught.value.values["hint"] == "unit_report"
