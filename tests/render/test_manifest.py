"""The manifest of a quarter: the commit point of its pages."""

import json

import pytest

from cchc_lib.errors import IntegrityError, RenderError
from cchc_lib.render.manifest import (
    Manifest,
    PageInputs,
    commit,
    intact,
    read_manifest,
    read_manifests,
)


def inputs(unit):
    """What a unit's page depends on."""
    return PageInputs(
        notebook="unit_report",
        notebook_sha256="aa",
        quarter="2020-Q1",
        unit=unit,
        language="vi",
        edition=58,
        digest="bb",
        sample=False,
        show_code=False,
        code="cc",
        environment="dd",
    )


def committed(reports, *units):
    """The manifest after the pages of these units, in this order."""
    manifest = read_manifest(reports, "2020-Q1")
    for unit in units:
        manifest = commit(reports, manifest, f"{unit}.html", unit.encode(), inputs(unit))
    return manifest


def test_an_entry_names_what_the_page_was_made_of_and_its_bytes(tmp_path):
    """Digest and size are those of the file."""
    committed(tmp_path, "ba-dinh")
    entry = read_manifest(tmp_path, "2020-Q1").pages["ba-dinh.html"]
    assert (entry.size, entry.inputs) == (7, inputs("ba-dinh"))
    assert entry.sha256 == "6334c98558e76a8ae5cb12b97c5ad932bd678838fb5c35f11ed1cf3ab0df20de"


def test_the_order_of_work_does_not_show(tmp_path):
    """Two workers finish in any order, and the manifest has the same bytes."""
    committed(tmp_path / "a", "tay-ho", "ba-dinh")
    committed(tmp_path / "b", "ba-dinh", "tay-ho")
    path = "2020-Q1/manifest.json"
    assert (tmp_path / "a" / path).read_bytes() == (tmp_path / "b" / path).read_bytes()


def test_a_page_without_its_entry_is_no_report(tmp_path):
    """A run that was killed between the two writes is not taken for finished."""
    manifest = committed(tmp_path, "ba-dinh", "tay-ho")
    (tmp_path / "2020-Q1" / "ba-dinh.html").write_bytes(b"changed")
    (tmp_path / "2020-Q1" / "dong-da.html").write_bytes(b"x")
    units = ("ba-dinh", "tay-ho", "dong-da", "ha-dong")
    assert [intact(tmp_path, manifest, f"{unit}.html") for unit in units] == [
        False, True, False, False,
    ]  # fmt: skip


def test_a_page_that_cannot_be_written_has_no_entry(tmp_path):
    """The entry would promise what is not there."""
    (tmp_path / "2020-Q1" / "ba-dinh.html").mkdir(parents=True)
    with pytest.raises(RenderError):
        committed(tmp_path, "ba-dinh")
    assert read_manifest(tmp_path, "2020-Q1") == Manifest(quarter="2020-Q1")


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{", '{"schema": 2}', '{"schema": 1, "pages": {}}',
     '{"schema": 1, "quarter": "2020-Q1", "pages": {"x.html": {"size": 1}}}'],
)  # fmt: skip
def test_a_broken_manifest_is_named(tmp_path, content):
    """The error says which file, and what to do about it."""
    (tmp_path / "2020-Q1").mkdir()
    (tmp_path / "2020-Q1" / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(IntegrityError, match=r"2020-Q1/manifest\.json"):
        read_manifest(tmp_path, "2020-Q1")


def test_all_quarters_are_found_in_their_order(tmp_path):
    """Folders without finished pages are none."""
    for quarter in ("2020-Q1", "2019-Q4"):
        commit(tmp_path, Manifest(quarter=quarter), "x.html", b"x", inputs("x"))
    (tmp_path / "2021-Q1").mkdir()
    assert [one.quarter for one in read_manifests(tmp_path)] == ["2019-Q4", "2020-Q1"]


def test_a_manifest_is_plain_json(tmp_path):
    """Other programs can read it; its schema has a number."""
    committed(tmp_path, "ba-dinh")
    found = json.loads((tmp_path / "2020-Q1" / "manifest.json").read_text(encoding="utf-8"))
    assert (found["schema"], list(found)) == (1, ["pages", "quarter", "schema"])
