"""Files that are there whole or not at all."""

import os
import sys

import pytest

from cchc_lib.errors import RenderError
from cchc_lib.render.publish import publish, sweep


def names(folder):
    """What lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_a_page_replaces_the_one_before(tmp_path):
    """Nothing but the page is left behind."""
    publish(tmp_path / "2020-Q1" / "city.html", b"old")
    publish(tmp_path / "2020-Q1" / "city.html", b"new")
    assert (tmp_path / "2020-Q1" / "city.html").read_bytes() == b"new"
    assert names(tmp_path / "2020-Q1") == ["city.html"]


def test_a_full_disk_leaves_the_old_page(tmp_path, monkeypatch):
    """The failure is named, and the unfinished file is taken away."""
    page = tmp_path / "city.html"
    publish(page, b"old")

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RenderError, match="No space left on device"):
        publish(page, b"new")
    assert (page.read_bytes(), names(tmp_path)) == (b"old", ["city.html"])


def test_a_name_that_is_a_folder_is_a_named_failure(tmp_path):
    """Whatever the system refuses, the error names the file."""
    (tmp_path / "city.html" / "x").mkdir(parents=True)
    with pytest.raises(RenderError, match=r"city\.html"):
        publish(tmp_path / "city.html", b"new")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_page_may_be_read_by_those_whom_the_umask_lets(tmp_path):
    """A web server runs under another name."""
    before = os.umask(0o022)
    try:
        publish(tmp_path / "city.html", b"x")
    finally:
        os.umask(before)
    assert (tmp_path / "city.html").stat().st_mode & 0o777 == 0o644


def test_leftovers_of_a_killed_run_are_swept(tmp_path):
    """Pages and other files stay."""
    for name in (".city.html.12ab34cd.part", "city.html", ".lock", "x.part"):
        (tmp_path / name).touch()
    sweep(tmp_path)
    assert names(tmp_path) == [".lock", "city.html", "x.part"]
