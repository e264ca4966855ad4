"""What is written in any layout is read back: these values, at these cells, of these units."""

import datetime

from hypothesis import given, note
from hypothesis import strategies as st

from cchc_lib.intake import Reading, read_forms, read_submission
from cchc_lib.registry import read_registry
from tests.conftest import ROOT
from tests.intake.containers.pages import Book
from tests.intake.layouts import OPTIONS, Draft, Layout
from tests.intake.written_containers import CONTAINERS
from tests.intake.written_tables import write_accounts, write_city_table, write_tidy
from tests.intake.written_unit_form import write_unit_form

REGISTRY = read_registry(ROOT / "params")
FORMS = read_forms(ROOT / "params")
BY_ID = {form.id: form for form in FORMS}
KINDS = {
    "unit form of 2020": lambda layout: write_unit_form(layout, REGISTRY, BY_ID["unit-form-2020"]),
    "unit form of 2025": lambda layout: write_unit_form(layout, REGISTRY, BY_ID["unit-form-2025"]),
    "city table": lambda layout: write_city_table(layout, REGISTRY),
    "accounts": lambda layout: write_accounts(layout, REGISTRY),
    "tidy table": lambda layout: write_tidy(layout, REGISTRY),
}
LAYOUTS = st.builds(
    Layout,
    kind=st.sampled_from(sorted(KINDS)),
    container=st.sampled_from(sorted(CONTAINERS)),
    options=st.frozensets(st.sampled_from(OPTIONS)),
    seed=st.integers(0, 2**32),
)


def written(layout: Layout) -> tuple[Book, Draft]:
    """The book of a layout; files of text have one page."""
    return KINDS[layout.kind](layout)


def read(layout: Layout, book: Book) -> Reading:
    """The book, written and read back."""
    content = CONTAINERS[layout.container].write(book)
    return read_submission(content, "bao-cao", datetime.date(2020, 3, 18), REGISTRY, FORMS)


@given(LAYOUTS)
def test_every_layout_is_read_back_cell_for_cell(layout: Layout) -> None:
    """Exactly these values at exactly these cells for these units, and nothing is in doubt."""
    book, draft = written(layout)
    for page in book:
        note(f"{page.name}: {sorted(page.cells.items())} merged {page.merged}")
    reading = read(layout, book)
    table = reading.observations
    found = {
        (unit, quarter, indicator): (value, sheet, cell)
        for unit, quarter, indicator, value, sheet, cell in zip(
            table["unit"], table["quarter"], table["indicator"], table["value"],
            table["sheet"], table["cell"], strict=True,
        )
    }  # fmt: skip
    problems = [
        (problem.code, problem.cell, problem.found, problem.expected)
        for problem in reading.problems
        if problem.severity != "note"
    ]
    assert (problems, found) == ([], draft.expected)
