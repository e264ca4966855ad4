"""Batches: what fails is named, the rest is done."""

import os
import re

import pytest

from cchc_lib.errors import BusyError, CallError
from cchc_lib.render import read_manifest, render_batch
from cchc_lib.render.lock import reports_lock
from cchc_lib.render.manifest import intact
from tests.render.notebooks import PARAMETERS, job, project

CELL = """
import os, sys
if unit == "tay-ho":
    1 / 0
if unit == "dong-da":
    os.kill(int(os.environ["JPY_PARENT_PID"]), 9)
print("warning", file=sys.stderr)
print(f"{unit}: {os.environ['TMPDIR']}" if unit == "hoan-kiem" else unit)
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A project whose unit report fails for Tây Hồ and kills its worker for Đống Đa."""
    return project(tmp_path_factory.mktemp("home"), unit_report=[PARAMETERS, CELL])


@pytest.fixture(scope="module")
def result(home, registry):
    """A batch of five units in two processes, with what was told on the way."""
    told = []
    units = ("ba-dinh", "tay-ho", "dong-da", "so-noi-vu", "hoan-kiem")
    batch = render_batch([job(unit) for unit in units], home, registry, told=told.append)
    return batch, told


@pytest.mark.skipif(os.name == "nt", reason="kills a process as POSIX does")
def test_a_report_that_fails_or_kills_its_process_leaves_the_others_alone(result):
    """Each failure is named with its cell where it is known."""
    batch, _ = result
    assert [one.page for one in batch.done] == [
        "ba-dinh.html", "so-noi-vu.html", "hoan-kiem.html",
    ]  # fmt: skip
    assert [(one.page, one.error.key, one.cell) for one in batch.failures] == [
        ("tay-ho.html", "error.cell-failed", 2),
        ("dong-da.html", "error.worker-died", None),
    ]


def test_only_finished_pages_are_in_the_folder_and_in_the_manifest(home, result):
    """With the bytes that the manifest names, and nothing else beside them."""
    manifest = read_manifest(home.reports, "2020-Q1")
    assert list(manifest.pages) == sorted(one.page for one in result[0].done)
    assert all(intact(home.reports, manifest, name) for name in manifest.pages)
    found = {path.name for path in (home.reports / "2020-Q1").iterdir()}
    assert found == {*manifest.pages, "manifest.json"}


def test_each_report_is_told_of_as_it_ends(result):
    """Numbered in the order of ending, failures with their reason."""
    _, told = result
    assert [one.number for one in told] == [1, 2, 3, 4, 5]
    assert {one.total for one in told} == {5}
    reasons = {one.page: one.reason("vi") for one in told}
    assert reasons["ba-dinh.html"] == ""
    assert "ZeroDivisionError: division by zero" in reasons["tay-ho.html"]


def test_a_page_shows_its_own_unit(home, result):
    """And its notebook's standard error is the log's."""
    page = (home.reports / "2020-Q1" / "so-noi-vu.html").read_text(encoding="utf-8")
    assert re.findall(r'<pre class="stream">(.*?)</pre>', page, re.DOTALL) == ["so-noi-vu\n"]
    assert {one.log for one in result[0].done} == {"warning\n"}


def test_what_notebooks_write_aside_is_gone_after_the_batch(home, result):
    """Also what a killed one left."""
    page = (home.reports / "2020-Q1" / "hoan-kiem.html").read_text(encoding="utf-8")
    scratch = re.search(r"hoan-kiem: (.*)", page)[1]
    assert (os.path.basename(scratch)[:5], os.path.exists(scratch)) == ("cchc-", False)  # noqa: PTH110, PTH119


def test_a_second_batch_gives_the_same_bytes(home, result, registry):
    """Whichever process makes the page."""
    path = home.reports / "2020-Q1"
    before = {name: (path / name).read_bytes() for name in ("ba-dinh.html", "manifest.json")}
    render_batch([job("ba-dinh")], home, registry, workers=1)
    assert {name: (path / name).read_bytes() for name in before} == before


def test_a_wrong_job_stops_the_batch_before_anything_is_written(tmp_path, registry):
    """Not even the folder of reports is made."""
    home = project(tmp_path / "home", unit_report=[PARAMETERS])
    with pytest.raises(CallError):
        render_batch([job(), job("ba-dihn")], home, registry)
    assert not home.reports.exists()


def test_a_batch_beside_another_is_refused(tmp_path, registry):
    """It would write the same manifest."""
    home = project(tmp_path / "home", unit_report=[PARAMETERS])
    with reports_lock(home.reports), pytest.raises(BusyError):
        render_batch([job()], home, registry)
