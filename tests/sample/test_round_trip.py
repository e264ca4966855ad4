"""What the sample means is what intake reads: each figure, and only the planted oddities."""

from pathlib import Path

import pytest

from cchc_lib.intake import Reading, read_forms, read_submission
from cchc_lib.registry import Quarter, Registry
from cchc_lib.sample import SampleSummary, meant_figures

ROOT = Path(__file__).resolve().parents[2]
Figures = dict[tuple[str, str], float]


def readings(sample: SampleSummary, registry: Registry, quarter: str) -> dict[str, Reading]:
    """All files of one quarter, read."""
    forms = read_forms(ROOT / "params")
    return {
        file.name: read_submission(
            (sample.folder / quarter / file.name).read_bytes(),
            file.name,
            file.received,
            registry,
            forms,
        )
        for file in sample.files
        if file.quarter == quarter
    }


@pytest.mark.parametrize("quarter", ["2020-Q1", "2020-Q4"])
def test_intake_reads_every_figure_as_meant(
    sample: SampleSummary, registry: Registry, quarter: str
):
    """Outside the planted oddities not one figure is lost, added, or another."""
    odd = {(one.unit, one.indicator) for one in sample.planted("blank", quarter)} | {
        (one.unit, one.indicator) for one in sample.planted("out-of-limit", quarter)
    }
    as_written = {
        (str(one.unit), str(one.indicator)): one
        for kind in ("broken-identity", "falling")
        for one in sample.planted(kind, quarter)
    }
    (missing,) = sample.planted("missing", quarter)
    meant: Figures = {
        (slug, name): value
        for slug, parts in meant_figures(registry, Quarter.parse(quarter)).items()
        for figures in parts
        for name, value in figures.items()
        if slug != missing.unit and (slug, name) not in odd
    }
    read: Figures = {}
    cells: dict[tuple[str, str], str] = {}
    for reading in readings(sample, registry, quarter).values():
        for row in reading.observations.itertuples():
            assert (str(row.unit), str(row.indicator)) not in read
            read[str(row.unit), str(row.indicator)] = float(row.value)
            cells[str(row.unit), str(row.indicator)] = str(row.cell)
    for key, one in as_written.items():
        assert cells[key] == one.cell
        assert read.pop(key) != meant.pop(key)
    assert read == meant


@pytest.mark.parametrize("quarter", ["2020-Q1", "2020-Q4"])
def test_intake_finds_the_planted_errors_at_their_cells(
    sample: SampleSummary, registry: Registry, quarter: str
):
    """A wrong total, a broken identity, a figure out of limits; nothing else is held as wrong."""
    found = {
        (name, problem.cell)
        for name, reading in readings(sample, registry, quarter).items()
        for problem in reading.problems
        if problem.severity != "note"
    }
    planted = {
        (one.file, one.cell)
        for kind in ("wrong-total", "broken-identity", "out-of-limit")
        for one in sample.planted(kind, quarter)
    }
    assert found == planted


def test_intake_knows_whom_a_file_speaks_for_and_that_it_is_a_sample(
    sample: SampleSummary, registry: Registry
):
    """A unit whose row of the city table is empty has not reported."""
    units = {file.name: set(file.units) for file in sample.files if file.quarter == "2020-Q1"}
    read = readings(sample, registry, "2020-Q1")
    assert {
        name: {unit for unit, _ in one.submission.covers} for name, one in read.items()
    } == units
    assert all(one.submission.sample for one in read.values())
