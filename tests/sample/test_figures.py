"""Believable figures: identities, windows, and parts that never exceed their wholes."""

import pytest

from cchc_lib.registry import Quarter, Registry, quarter_range
from cchc_lib.sample import meant_figures
from cchc_lib.sample.dossiers import dossier_figures
from cchc_lib.sample.figures import (
    NOT_IN_UNIT_FORM,
    form_indicators,
    unit_figures,
)

QUARTERS = quarter_range(Quarter(2019, 1), Quarter(2020, 4))
WHOLES = (
    ("plan-tasks-done", "plan-tasks-assigned"),
    ("subunits-inspected", "subunits-total"),
    ("issues-resolved", "issues-found"),
    ("legal-documents-published", "legal-documents-issued"),
    ("legal-documents-unlawful", "legal-documents-checked"),
    ("procedure-decisions-published", "procedure-decisions-issued"),
    ("feedback-resolved", "feedback-received"),
    ("procedures-place-independent", "procedures-in-force"),
    ("dossiers-electronic-files", "work-files-total"),
    ("posts-filled", "posts-assigned"),
    ("commune-officials-qualified", "commune-officials"),
    ("disbursement-done", "disbursement-planned"),
    ("online-services-level-3", "procedures-in-force"),
    ("online-services-level-4", "procedures-in-force"),
    ("edocuments-sent", "edocuments-total"),
    ("schools-informed", "schools-total"),
)


@pytest.mark.parametrize("quarter", [*QUARTERS, Quarter(2025, 4), Quarter(2026, 1)], ids=str)
def test_the_identities_of_the_dossier_table_hold(registry: Registry, quarter: Quarter):
    """Columns 3 = 4 + 5 + 6 = 7 + 11, 7 = 8 + 9 + 10 and 11 = 12 + 13 in every unit."""
    for unit in registry.units_in(quarter):
        figures = dossier_figures(unit, quarter, registry.calendar)
        c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13 = figures.values()
        assert (c4 + c5 + c6, c7 + c11) == (c3, c3)
        assert (c8 + c9 + c10, c12 + c13) == (c7, c11)
        assert min(figures.values()) >= 0


@pytest.mark.parametrize("quarter", [*QUARTERS, Quarter(2025, 4), Quarter(2026, 1)], ids=str)
def test_no_figure_breaks_its_limits_or_exceeds_its_whole(registry: Registry, quarter: Quarter):
    """What a unit means to report lies within the register's limits, parts within their wholes."""
    for unit in registry.units_in(quarter):
        figures = unit_figures(unit, quarter, registry)
        for name, value in figures.items():
            indicator = registry.indicators[name]
            assert value >= (indicator.minimum or 0), (unit.slug, name)
            assert indicator.maximum is None or value <= indicator.maximum, (unit.slug, name)
        for part, whole in WHOLES:
            if part in figures:
                assert figures[part] <= figures[whole], (unit.slug, part)


def test_cumulative_flows_never_fall_within_a_year(registry: Registry):
    """Six months hold the first quarter, and the year holds six months and the third quarter."""
    for year in (2019, 2020):
        first, half, third, whole = (
            meant_figures(registry, Quarter(year, number)) for number in (1, 2, 3, 4)
        )
        for slug, (form, _) in first.items():
            for name in form:
                if registry.indicators[name].nature == "flow":
                    assert form[name] <= half[slug][0][name], (slug, name)
                    so_far = half[slug][0][name] + third[slug][0][name]
                    assert so_far <= whole[slug][0][name], (slug, name)


def test_what_is_pending_is_carried_over(registry: Registry):
    """Pending at the end of 2019 is carried over into 2020, pending of six months into Q3."""
    for earlier, later in (("2019-Q4", "2020-Q1"), ("2020-Q2", "2020-Q3")):
        before = meant_figures(registry, Quarter.parse(earlier))
        after = meant_figures(registry, Quarter.parse(later))
        pending = {slug: table["dossiers-pending"] for slug, (_, table) in before.items()}
        carried = {slug: table["dossiers-carried-over"] for slug, (_, table) in after.items()}
        assert pending == carried


def test_a_flag_that_is_set_stays_set(registry: Registry):
    """A plan that was issued in Q1 is still issued in Q4."""
    flags = [name for name, one in registry.indicators.items() if one.kind == "flag"]
    quarters = [meant_figures(registry, Quarter(2020, number)) for number in (1, 2, 3, 4)]
    for slug in quarters[0]:
        for name in flags:
            series = [quarter[slug][0].get(name, 0) for quarter in quarters]
            assert sorted(series) == series, (slug, name)


def test_the_form_of_2020_holds_no_indicator_of_later_plans(registry: Registry):
    """SIPAS as a target came with the plan for 2025; schools are asked of districts only."""
    department, district = (
        set(form_indicators(registry.unit(slug, Quarter(2020, 1)), 2020, registry))
        for slug in ("so-noi-vu", "ba-dinh")
    )
    assert not {"sipas-score", "online-satisfaction", "budget-expenditure"} & district
    assert {"schools-total", "index-scoring"} <= district - department
    assert "legal-documents-issued" in department - district


def test_every_indicator_of_the_register_has_figures(registry: Registry):
    """What the register asks for is in the forms, in form II.06a or in the budget workbooks."""
    quarter = Quarter(2025, 1)
    written = set().union(
        *(unit_figures(unit, quarter, registry) for unit in registry.units_in(quarter))
    )
    assert written == set(registry.indicators) - NOT_IN_UNIT_FORM


def test_large_districts_have_tens_of_thousands_of_dossiers(registry: Registry):
    """Sizes differ: Hoàng Mai receives more than three times what Hoàn Kiếm does."""
    figures = meant_figures(registry, Quarter(2020, 1))
    large, small = (figures[slug][1]["dossiers-received"] for slug in ("hoang-mai", "hoan-kiem"))
    assert large > 20_000
    assert large > 3 * small
