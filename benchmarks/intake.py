"""Taking in 504 unit forms, against a bare loop of openpyxl that only touches every cell.

    python -m benchmarks.intake [--rounds 3]

Both run in fresh processes, by turns, on the same folder: the forms of the 126 wards and communes
for the four quarters of 2026, written by `cchc_lib.sample`. The processor time of ours counts every
process that it starts, their start included, and everything up to the figures in the ledger.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cchc_lib.registry import Quarter, read_registry
from cchc_lib.sample.figures import unit_figures
from cchc_lib.sample.unit_form import UnitReport, write_unit_form

ROOT = Path(__file__).resolve().parents[1]
YEAR = 2026
BARE = """
import sys
from pathlib import Path
import openpyxl
for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
    for sheet in openpyxl.load_workbook(path, read_only=True).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                cell.value
"""
READ = """
import datetime, sys
from pathlib import Path
from cchc_lib.intake import read_forms, read_submission
from cchc_lib.registry import read_registry
params = Path(sys.argv[2])
registry, forms = read_registry(params), read_forms(params)
for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
    read_submission(path.read_bytes(), path.name, datetime.date(2026, 3, 18), registry, forms)
"""


def main() -> None:
    """Write the forms, measure by turns, print the medians and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        forms = home / "forms"
        count = write_forms(forms)
        shutil.copytree(ROOT / "params", home / "params")
        taken_in = [sys.executable, "-m", "cchc_lib", "intake", str(forms), "--accept-problems"]
        found: dict[str, list[tuple[float, float]]] = {}
        for _ in range(rounds):
            shutil.rmtree(home / "data", ignore_errors=True)
            for what, command in {
                "bare openpyxl loop": [sys.executable, "-c", BARE, str(forms)],
                "reading, one process": [
                    sys.executable, "-c", READ, str(forms), str(home / "params")
                ],
                "cchc intake, cold": taken_in,
                "cchc intake, again": taken_in,
            }.items():  # fmt: skip
                found.setdefault(what, []).append(measured(command, home))
        print(f"{count} forms, {rounds} rounds, {os.cpu_count()} cores; medians in seconds")
        bare_wall, bare_cpu = median(found["bare openpyxl loop"])
        for what, times in found.items():
            wall, cpu = median(times)
            print(
                f"{what:24} wall {wall:6.2f}  processor {cpu:6.2f}"
                f"  processor ratio {cpu / bare_cpu:5.2f}  wall ratio {wall / bare_wall:5.2f}"
            )


def write_forms(folder: Path) -> int:
    """The 504 forms; how many they are."""
    registry = read_registry(ROOT / "params")
    folder.mkdir(parents=True)
    for number in range(1, 5):
        quarter = Quarter(YEAR, number)
        for unit in registry.units_in(quarter):
            if unit.level != "commune":
                continue
            figures = unit_figures(unit, quarter, registry)
            due = registry.calendar.due(quarter)
            report = UnitReport(unit, quarter, unit.full_name, due, figures)
            content = write_unit_form(report, registry).content
            (folder / f"{unit.slug}_{quarter}.xlsx").write_bytes(content)
    return len(list(folder.glob("*.xlsx")))


def measured(command: list[str], home: Path) -> tuple[float, float]:
    """Wall and processor seconds of one command with all its processes."""
    timed = (
        "import json, resource, subprocess, sys\n"
        "subprocess.run(json.loads(sys.argv[1]), check=True, stdout=subprocess.DEVNULL)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(used.ru_utime + used.ru_stime)\n"
    )
    begin = time.perf_counter()
    shown = subprocess.run(
        [sys.executable, "-c", timed, json.dumps(command)],
        check=True, capture_output=True, text=True,
        cwd=ROOT, env=os.environ | {"CCHC_HOME": str(home)},
    ).stdout  # fmt: skip
    return time.perf_counter() - begin, float(shown)


def median(times: list[tuple[float, float]]) -> tuple[float, float]:
    """The medians of wall and processor seconds."""
    walls, processors = zip(*times, strict=True)
    return statistics.median(walls), statistics.median(processors)


if __name__ == "__main__":
    main()
