"""The files of the sample: counted, marked, reproducible, odd only where the summary says."""

import csv
import datetime
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from cchc_lib.errors import CallError
from cchc_lib.registry import Quarter, Registry
from cchc_lib.sample import MARK, SampleSummary, meant_figures, write_sample
from cchc_lib.sample.dossiers import COLUMNS
from cchc_lib.sample.oddities import Oddity, swapped

FIRST = "2020-Q1"


def contents(folder: Path) -> dict[str, bytes]:
    """All files below `folder` by relative name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*.*"))
    }


def cell_of(sample: SampleSummary, odd: Oddity) -> object:
    """What stands in the cell that an oddity names."""
    book = openpyxl.load_workbook(sample.folder / odd.quarter / odd.file)
    return book[odd.sheet][odd.cell].value


def test_writing_a_quarter_alone_gives_the_same_bytes(
    sample: SampleSummary, registry: Registry, tmp_path: Path
):
    """The same quarter is byte for byte the same, whatever range it is written in."""
    write_sample(tmp_path, registry, Quarter(2020, 4), Quarter(2020, 4))
    assert contents(tmp_path / "2020-Q4") == contents(sample.folder / "2020-Q4")


def test_each_quarter_has_a_file_of_every_unit_but_one_and_the_city_table(sample: SampleSummary):
    """52 units in force, one of them missing, one table of the city: 52 files a quarter."""
    assert Counter(file.quarter for file in sample.files) == dict.fromkeys(sample.quarters, 52)
    assert len(sample.quarters) == 8
    missing = {odd.quarter: odd.unit for odd in sample.planted("missing")}
    for quarter in sample.quarters:
        written = {file.name for file in sample.files if file.quarter == quarter}
        assert written | {"received.csv"} == {p.name for p in (sample.folder / quarter).iterdir()}
        assert not any(name.startswith(f"{missing[quarter]}_") for name in written)
        assert sum(name.endswith(".csv") for name in written) == 2


def test_the_showcase_units_report_in_time_and_without_oddities(sample: SampleSummary):
    """Ba Đình and Sở Nội vụ serve as examples: at most their name is spelled otherwise."""
    odd = {one.kind for one in sample.oddities if one.unit in ("ba-dinh", "so-noi-vu")}
    assert odd <= {"spelling"}


def test_the_register_of_incoming_mail_names_every_file(sample: SampleSummary, registry: Registry):
    """Two files a quarter come after the due date, all others from the day after the cut-off."""
    for quarter in sample.quarters:
        with (sample.folder / quarter / "received.csv").open(encoding="utf-8", newline="") as file:
            rows = {
                row["file"]: datetime.date.fromisoformat(row["received"])
                for row in csv.DictReader(file)
            }
        assert rows == {one.name: one.received for one in sample.files if one.quarter == quarter}
        due = registry.calendar.due(Quarter.parse(quarter))
        late = {odd.file for odd in sample.planted("late", quarter)}
        assert {name for name, day in rows.items() if day > due} == late
        assert len(late) == 2
        assert min(rows.values()) > registry.calendar.end(Quarter.parse(quarter))


def test_every_file_says_that_it_is_a_sample(sample: SampleSummary):
    """Workbooks are stored uncompressed, so that the mark can be looked for in their bytes."""
    for file in sample.files:
        assert MARK.encode() in (sample.folder / file.quarter / file.name).read_bytes(), file


def test_every_oddity_stands_in_the_cell_that_the_summary_names(sample: SampleSummary):
    """What is listed as written is what a reader of the file finds there."""
    for odd in sample.oddities:
        if odd.quarter != FIRST or not odd.cell:
            continue
        found = cell_of(sample, odd)
        if odd.kind == "spelling":
            assert str(found).removeprefix("Đơn vị báo cáo: ") == odd.written
        else:
            assert found == odd.written


def test_every_kind_of_oddity_is_in_every_quarter(sample: SampleSummary):
    """Only a figure that falls needs a year that ends."""
    for quarter in sample.quarters:
        kinds = Counter(odd.kind for odd in sample.oddities if odd.quarter == quarter)
        # five names or, if Ứng Hoà is drawn among the four, four; in its form and in the table
        assert kinds.pop("spelling") in (8, 10)
        expected = {
            "missing": 1, "late": 2, "wrong-total": 1, "broken-identity": 1,
            "text-figure": 1, "out-of-limit": 1, "dash": 1, "blank": 6,
        }  # fmt: skip
        assert kinds == (expected | {"falling": 1} if quarter.endswith("Q4") else expected)


def test_names_are_spelled_in_all_the_usual_ways(sample: SampleSummary):
    """Office and type, short type, capitals without a type, the other tone style."""
    for quarter in sample.quarters:
        names = [str(odd.written) for odd in sample.planted("spelling", quarter)]
        assert any(name.startswith("UBND ") for name in names)
        assert any(name.startswith(("Q. ", "H. ", "TX ")) for name in names)
        assert any(name.isupper() for name in names)
        assert "Huyện Ứng Hoà" in names


def test_a_figure_that_falls_is_below_what_the_year_had_before(
    sample: SampleSummary, registry: Registry
):
    """The year's disbursement has lost a digit: less than six months and the third quarter."""
    for odd in sample.planted("falling"):
        year = int(odd.quarter[:4])
        before = sum(
            meant_figures(registry, Quarter(year, number))[str(odd.unit)][0][str(odd.indicator)]
            for number in (2, 3)
        )
        missing = {one.unit for one in sample.planted("missing") if one.quarter[:4] == str(year)}
        assert odd.meant is not None
        assert float(str(odd.written).replace(".0", "").replace(".", "")) < before < odd.meant
        assert odd.unit not in missing


def test_the_city_table_prints_the_sums_but_for_the_wrong_total(
    sample: SampleSummary, registry: Registry
):
    """Each total is the sum of what is printed above it; one has two digits exchanged."""
    (wrong,) = sample.planted("wrong-total", FIRST)
    (broken,) = sample.planted("broken-identity", FIRST)
    (missing,) = sample.planted("missing", FIRST)
    tables = [table for _, table in meant_figures(registry, Quarter.parse(FIRST)).values()]
    absent = meant_figures(registry, Quarter.parse(FIRST))[str(missing.unit)][1]
    sums = {name: sum(table[name] for table in tables) - absent[name] for name in COLUMNS}
    assert broken.meant is not None
    sums["dossiers-received"] += float(str(broken.written)) - broken.meant
    assert wrong.meant == sums["dossiers-resolved"]
    sums["dossiers-resolved"] = swapped(sums["dossiers-resolved"])
    book = openpyxl.load_workbook(sample.folder / FIRST / wrong.file)
    row = [cell.value for cell in book[wrong.sheet][int(wrong.cell[1:])]]
    assert row == [None, "Tổng số", *sums.values()]


def test_the_missing_unit_has_an_empty_row_in_the_city_table(
    sample: SampleSummary, registry: Registry
):
    """Not reported is blank, never 0."""
    (missing,) = sample.planted("missing", FIRST)
    name = registry.unit(str(missing.unit), Quarter.parse(FIRST)).full_name
    book = openpyxl.load_workbook(sample.folder / FIRST / f"bieu-II.06a_{FIRST}.xlsx")
    (row,) = [row for row in book["II.06a"].iter_rows(values_only=True) if row[1] == name]
    assert row[2:] == (None,) * len(COLUMNS)


@pytest.mark.parametrize(
    ("quarter", "files"), [("2025-Q3", 148), ("2026-Q1", 148), ("2025-Q2", 52)]
)
def test_other_years_have_the_units_then_in_force(
    registry: Registry, tmp_path: Path, quarter: str, files: int
):
    """Since 01/07/2025: 22 departments and 126 wards and communes, no districts."""
    summary = write_sample(tmp_path, registry, Quarter.parse(quarter), Quarter.parse(quarter))
    assert len(summary.files) == files
    levels = {registry.unit(slug, Quarter.parse(quarter)).level for slug in summary.files[-1].units}
    assert levels == {"department", "commune" if files == 148 else "district"}


def test_a_range_that_ends_before_it_begins_is_refused(registry: Registry, tmp_path: Path):
    """The error names both quarters and shows the order to write them in."""
    with pytest.raises(CallError) as refused:
        write_sample(tmp_path, registry, Quarter(2020, 4), Quarter(2020, 1))
    assert "2020-Q4" in refused.value.message("vi")
    assert list(tmp_path.iterdir()) == []


def test_a_quarter_without_departments_is_refused(registry: Registry, tmp_path: Path):
    """The register knows the departments since 2016 only."""
    with pytest.raises(CallError) as refused:
        write_sample(tmp_path, registry, Quarter(2012, 1), Quarter(2012, 1))
    assert "2012-Q1" in refused.value.message("en")


@pytest.mark.parametrize(
    ("number", "typed"), [(10745, 10754), (20, 29), (7, 16), (42, 24), (1200, 1020), (555, 564)]
)
def test_two_neighbouring_digits_are_exchanged(number: int, typed: int):
    """The slip of the typist; a number of equal digits is off by nine, and none begins with 0."""
    assert swapped(number) == typed
