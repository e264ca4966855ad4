"""No file makes the reader run out of memory or time, or reach for anything beyond itself."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.intake.containers.attacks import BOMBS, ENTITIES, ROW, sheet_of, with_parts
from tests.intake.containers.spreadsheets import ods_package

SECONDS = 1.0
MEGABYTES = 150
LARGEST = ("largest.ods", "largest.csv", "empty.xlsx")
CHILD = """
import json, pathlib, re, socket, sys, time
from cchc_lib.errors import SubmissionError
from cchc_lib.intake.containers.workbook import open_workbook

status = pathlib.Path("/proc/self/status")  # getrusage would count the parent's memory, too

def refuse(*_):
    raise RuntimeError("a file reached for the network")

socket.socket = refuse
for name in sys.argv[1:]:
    content = pathlib.Path(name).read_bytes()
    start = time.process_time()
    try:
        book = open_workbook(content, "bao-cao.xlsx")
        for sheet in book.sheet_names:
            book.sheet(sheet)
        key = "read"
    except SubmissionError as error:
        key = error.key
        error.message("vi"), error.message("en")
    seconds = time.process_time() - start
    book = content = None
    peak = int(re.search("VmHWM:\\s+([0-9]+)", status.read_text())[1]) // 1024
    print(json.dumps([key, seconds, peak]))
"""
"""The files follow each other in one process; its peak is that of the worst of them."""


def refusals(files: list[Path]) -> list[tuple[str, float, int]]:
    """Error, seconds and peak memory in megabytes of each file, told by a process of its own."""
    if not Path("/proc/self/status").exists():
        pytest.skip("the system does not tell a process's peak memory")
    child = subprocess.run(
        [sys.executable, "-c", CHILD, *map(str, files)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [tuple(json.loads(line)) for line in child.stdout.splitlines()]  # type: ignore[misc]


def written(folder: Path, contents: dict[str, bytes]) -> list[Path]:
    """The files, in a folder of the test."""
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]


def test_files_that_would_fill_the_memory_are_refused_at_once(tmp_path: Path) -> None:
    """Each ends in the error that says what is wrong, within a second and 150 MB."""
    files = written(tmp_path, {name: make() for name, (make, _) in BOMBS.items()})
    found = dict(zip(BOMBS, refusals(files), strict=True))
    print(*(f"{name}: {facts}" for name, facts in found.items()), sep="\n")  # noqa: T201
    assert {name: f"error.{key}" for name, (_, key) in BOMBS.items()} == {
        name: key for name, (key, _, _) in found.items()
    }
    assert {name: facts for name, facts in found.items() if facts[1] > SECONDS} == {}
    assert {name: facts for name, facts in found.items() if facts[2] > MEGABYTES} == {}


def test_files_that_declare_entities_are_refused_at_once(tmp_path: Path) -> None:
    """In any part, read or not, in any encoding, behind any comment; nothing is fetched."""
    files = written(tmp_path, {name: make() for name, make in ENTITIES.items()})
    found = dict(zip(ENTITIES, refusals(files), strict=True))
    print(*(f"{name}: {facts}" for name, facts in found.items()), sep="\n")  # noqa: T201
    assert {"error.declares-entities"} == {key for key, _, _ in found.values()}
    assert {name: facts for name, facts in found.items() if facts[1] > SECONDS} == {}
    assert {name: facts for name, facts in found.items() if facts[2] > MEGABYTES} == {}


def test_the_largest_files_that_are_read_stay_within_the_limits(tmp_path: Path) -> None:
    """Half a million cells, or 40 MB of nothing: 512 MB and ten seconds hold with room to spare."""
    cell = '<table:table-cell table:number-columns-repeated="5" office:value-type="float" '
    row = ROW.format(' table:number-rows-repeated="99000"', f'{cell} office:value="1.5"/>')
    line = ",".join(["Quận Ba Đình"] * 10)
    rows = "".join(f'<row r="{number}"/>' for number in range(1, 2_000_000))
    contents = (
        ods_package(f'<table:table table:name="a">{row}</table:table>'),
        "\n".join([line] * 49_000).encode(),
        with_parts(sheet=sheet_of(rows)),
    )
    files = written(tmp_path, dict(zip(LARGEST, contents, strict=True)))
    found = dict(zip(LARGEST, refusals(files), strict=True))
    print(*(f"{name}: {facts}" for name, facts in found.items()), sep="\n")  # noqa: T201
    assert {key for key, _, _ in found.values()} == {"read"}
    assert {name: facts for name, facts in found.items() if facts[1] > 10} == {}
    assert {name: facts for name, facts in found.items() if facts[2] > 512} == {}
