"""All problems of a quarter: the sample's oddities are found, and little else is doubted."""

import datetime
from collections import Counter
from pathlib import Path

import pytest

from cchc_lib.findings import quarter_problems
from cchc_lib.intake import Problem
from cchc_lib.ledger import Ledger, edition, record_corrections
from cchc_lib.ledger.arrivals import arrivals
from cchc_lib.ledger.receive import take_in
from cchc_lib.registry import Quarter, Registry
from cchc_lib.registry.corrections import Correction
from cchc_lib.sample import SampleSummary, write_sample
from tests.conftest import ROOT

BETWEEN_FILES = (
    "correction-stale", "cumulative-falls", "stock-jumps", "differs-from-before",
    "differs-from-group", "same-figure-differs", "same-as-other", "same-as-before",
    "replaces-earlier", "late",
)  # fmt: skip


@pytest.fixture(scope="module")
def sample(registry: Registry, tmp_path_factory) -> SampleSummary:
    """The sample of 2019 and 2020."""
    folder: Path = tmp_path_factory.mktemp("sample")
    return write_sample(folder, registry, Quarter(2019, 1), Quarter(2020, 4))


@pytest.fixture(scope="module")
def ledger(sample: SampleSummary, tmp_path_factory) -> Ledger:
    """A ledger that took in all of it."""
    folder: Path = tmp_path_factory.mktemp("ledger")
    made = Ledger.create(folder / "ledger.sqlite", folder / "submissions")
    files = arrivals([sample.folder], datetime.date(2021, 1, 1))
    take_in(made, files, ROOT / "params", workers=2, told=lambda _: None)
    return made


def problems(ledger: Ledger, quarter: str, registry: Registry) -> list[Problem]:
    """What lies between the files of a quarter."""
    found = quarter_problems(ledger, edition(ledger), Quarter.parse(quarter), registry)
    return [problem for problem, _ in found if problem.code in BETWEEN_FILES]


@pytest.mark.parametrize("quarter", ["2020-Q1", "2020-Q4"])
def test_late_files_of_the_sample_are_noted(ledger, sample, registry, quarter) -> None:
    """Each with its unit and file, and no other."""
    late = {(one.unit, one.file) for one in problems(ledger, quarter, registry)
            if one.code == "late"}  # fmt: skip
    assert late == {(one.unit, one.file) for one in sample.planted("late", quarter)}


def test_falling_figure_of_the_sample_is_found_at_its_cell(ledger, sample, registry) -> None:
    """The year's figure lost its last digit."""
    found = [
        (one.unit, one.indicator, one.file, one.sheet, one.cell)
        for one in problems(ledger, "2020-Q4", registry)
        if one.code == "cumulative-falls"
    ]
    planted = sample.planted("falling", "2020-Q4")
    assert found == [(one.unit, one.indicator, one.file, one.sheet, one.cell) for one in planted]


@pytest.mark.parametrize(
    ("quarter", "counts"),
    [
        ("2020-Q1", {"late": 2, "differs-from-group": 1}),
        ("2020-Q4", {"late": 2, "differs-from-group": 3, "cumulative-falls": 1}),
    ],
)
def test_few_figures_of_the_sample_are_doubted(ledger, registry, quarter, counts) -> None:
    """Of about 2500 figures: the planted ones, and one or two in the tails of their group."""
    assert dict(Counter(one.code for one in problems(ledger, quarter, registry))) == counts


def test_problem_between_files_lies_in_the_submission_of_its_cell(ledger, registry) -> None:
    """So that the review can count it with the file."""
    found = quarter_problems(ledger, edition(ledger), Quarter(2020, 4), registry)
    hashes = {sha256 for problem, sha256 in found if problem.code in BETWEEN_FILES}
    assert set(hashes) <= ledger.held()


def test_correction_settles_the_fall(ledger, sample, registry) -> None:
    """Comparisons are made on corrected figures; in the older edition the fall is still there."""
    (planted,) = sample.planted("falling", "2020-Q4")
    correction = Correction(
        unit=planted.unit, quarter=planted.quarter, indicator=planted.indicator,
        expects=planted.written, becomes=planted.meant, reason="Thiếu chữ số cuối",
        author="Sở Nội vụ", date=datetime.date(2021, 1, 5),
    )  # fmt: skip
    before = edition(ledger)
    record_corrections(ledger, [correction], registry.calendar)
    found = [
        {problem.code for problem, _ in quarter_problems(ledger, at, Quarter(2020, 4), registry)}
        for at in (before, edition(ledger))
    ]
    record_corrections(ledger, [], registry.calendar)
    assert ["cumulative-falls" in codes for codes in found] == [True, False]


def test_another_bound_holds_at_once(ledger, registry) -> None:
    """Nothing of it is stored: the same edition, other rules, other doubts."""
    rule = registry.checks.differs_from_group.model_copy(update={"least_group": 1000})
    checks = registry.checks.model_copy(update={"differs_from_group": rule})
    other = Registry(**{**vars(registry), "checks": checks})
    codes = [one.code for one in problems(ledger, "2020-Q4", other)]
    assert "differs-from-group" not in codes
