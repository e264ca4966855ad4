"""Form definitions: what ships, and that a mistake in one is named."""

import datetime
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from cchc_lib.errors import ParamsError
from cchc_lib.intake import FormDefinition, read_forms, read_submission
from cchc_lib.registry import Registry
from tests.conftest import ROOT
from tests.intake.books import book_of, saved


@pytest.fixture
def params(tmp_path: Path) -> Path:
    """A copy of params/ to spoil."""
    return Path(shutil.copytree(ROOT / "params", tmp_path / "params"))


def spoil(params: Path, form: str, old: str, new: str) -> None:
    """Replace words in one form."""
    path = params / "forms" / f"{form}.yml"
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new, 1), encoding="utf-8")


def test_the_forms_of_the_product(forms: Sequence[FormDefinition], registry: Registry) -> None:
    """Every indicator is asked for by a form; the sums of II.06a and the accounts are declared."""
    assert [form.id for form in forms] == [
        "budget-18", "dossiers-ii-06a", "tidy", "unit-form-2020", "unit-form-2025",
    ]  # fmt: skip
    asked = {name for form in forms for name in form.indicators}
    assert asked == set(registry.indicators)
    sums = {form.id: sum(check.rule == "sum" for check in form.checks) for form in forms}
    assert (sums["dossiers-ii-06a"], sums["budget-18"]) == (4, 1)


def test_the_unit_form_of_2020_leaves_out_what_came_later(forms: Sequence[FormDefinition]) -> None:
    """Indicators of the plans of 2025 and 2026, and those of the two city tables."""
    by_id = {form.id: set(form.indicators) for form in forms}
    assert by_id["unit-form-2025"] - by_id["unit-form-2020"] == {
        "sipas-score", "inner-units-cut", "online-satisfaction", "procedures-place-independent",
        "work-files-total", "dossiers-electronic-files", "linked-process-time-cut",
    }  # fmt: skip
    assert not by_id["unit-form-2025"] & (by_id["dossiers-ii-06a"] | by_id["budget-18"])


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("blank: zero", "blankk: zero", "blank"),
        ("blank: zero", "blank: nought", "blank"),
        ("kind: table", "kind: unit", "kind unit needs the section unit"),
        ("total: city-transfer-total", "total: city-transfer-totals", "city-transfer-total"),
        ("parts: [city", "part: [city", "part"),
        ("[[chi cân đối ngân sách]]", '[["–"]]', "budget-expenditure"),
    ],
)
def test_a_mistake_in_a_form_names_file_and_word(
    params: Path, old: str, new: str, words: str
) -> None:
    """A typo ends in one clear sentence."""
    spoil(params, "budget-18", old, new)
    with pytest.raises(ParamsError) as caught:
        read_forms(params)
    assert "budget-18.yml" in caught.value.message("vi")
    assert words in caught.value.message("vi")


def test_a_forms_id_stands_once_and_a_form_must_be_there(params: Path) -> None:
    """Two forms of one id could not be told apart in the ledger."""
    folder = params / "forms"
    shutil.copy(folder / "tidy.yml", folder / "tidy-2.yml")
    with pytest.raises(ParamsError, match="tidy"):
        read_forms(params)
    shutil.rmtree(folder)
    read_forms.cache_clear()
    with pytest.raises(ParamsError, match="params/forms"):
        read_forms(params)


def test_a_new_layout_needs_no_code(params: Path, registry: Registry) -> None:
    """An office's own table is read with a file in params/forms alone."""
    (params / "forms" / "school-table.yml").write_text(
        """
id: school-table
name: {vi: Biểu trường học, en: School table}
source: Sở Giáo dục và Đào tạo
kind: table
recognise: {titles: [tổng hợp trường học]}
blank: not_reported
table:
  unit: [địa bàn]
  columns:
    schools-total: [[số trường]]
    schools-informed: [[đã thông tin]]
  total_rows: [toàn ngành]
""",
        encoding="utf-8",
    )
    rows = [
        ("TỔNG HỢP TRƯỜNG HỌC",),
        ("Quý III/2020",),
        ("Địa bàn", "Số trường", "Đã thông tin"),
        ("Ba Đình", 30, 28),
        ("Toàn ngành", 30, 28),
    ]
    content = saved(book_of({"1": rows}))
    reading = read_submission(
        content, "truong.xlsx", datetime.date(2020, 9, 18), registry, read_forms(params)
    )
    assert reading.submission.form == "school-table"
    assert list(reading.observations["value"]) == [30, 28]
    assert reading.problems == ()
