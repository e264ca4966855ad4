"""Believable figures of the unit form: what a unit means to report for a quarter.

In: a unit, a quarter and the registry. Out: one number by indicator, in the window that the
calendar gives. Parts never exceed their wholes, and within a year nothing cumulative falls.
"""

import functools
from collections.abc import Iterable, Sequence

from numpy.random import Generator

from cchc_lib.registry import Quarter, Registry, Unit
from cchc_lib.sample.dossiers import COLUMNS
from cchc_lib.sample.traits import Traits, dice, traits_of

Series = tuple[float, float, float, float]
"""One number a quarter: what it adds (flow), or the value at its end (stock)."""

NOT_IN_UNIT_FORM = frozenset(
    (*COLUMNS, "budget-expenditure", "city-transfer-total", "city-transfer-balancing",
     "city-transfer-targeted")
)  # fmt: skip
"""These come in tables of the whole city: II.06a and the budget workbooks."""

SINCE_2025 = frozenset(
    ("sipas-score", "inner-units-cut", "procedures-place-independent", "work-files-total",
     "dossiers-electronic-files", "linked-process-time-cut", "online-satisfaction")
)  # fmt: skip
"""Indicators of the plans for 2025 and 2026, which older forms do not hold."""


def form_indicators(unit: Unit, year: int, registry: Registry) -> tuple[str, ...]:
    """The indicators that this unit's form holds in `year`, in register order."""
    return tuple(
        indicator.id
        for indicator in registry.indicators.values()
        if unit.group in indicator.reported_by
        and indicator.id not in NOT_IN_UNIT_FORM
        and (year >= 2025 or indicator.id not in SINCE_2025)
    )


def unit_figures(unit: Unit, quarter: Quarter, registry: Registry) -> dict[str, float]:
    """What the unit means to report for the quarter, by indicator in the form's order."""
    cumulative = registry.calendar.window(quarter) == "year_to_date"
    covered = quarter.year_so_far() if cumulative else [quarter]
    covered = [part for part in covered if unit.in_force(registry.calendar.end(part))]
    series = _year(unit, quarter.year)
    figures: dict[str, float] = {}
    for name in form_indicators(unit, quarter.year, registry):
        if registry.indicators[name].nature == "flow":
            figures[name] = sum(series[name][part.number - 1] for part in covered)
        else:
            figures[name] = series[name][quarter.number - 1]
    return figures


@functools.cache
def _year(unit: Unit, year: int) -> dict[str, Series]:
    traits = traits_of(unit)
    return {
        **_steering(unit, traits, year),
        **_institutions(unit, traits, year),
        **_procedures(unit, traits, year),
        **_organisation(unit, traits, year),
        **_finance(unit, traits, year),
        **_e_government(unit, traits, year),
    }


def _steering(unit: Unit, traits: Traits, year: int) -> dict[str, Series]:
    draw = functools.partial(dice, unit.slug, year)
    tasks = int(draw("tasks").integers(24, 61))
    inspected = _since(draw("self-inspection"), (0.15, 0.50, 0.75, 0.95), traits)
    visits = _split(draw("subunits"), traits.subunits, (0.1, 0.25, 0.25, 0.3), traits)
    visits = _series(count if begun else 0 for count, begun in zip(visits, inspected, strict=True))
    issues = _series(round(1.3 * count) for count in visits)
    done = _split(draw("tasks-done"), tasks, (0.16, 0.25, 0.27, 0.31), traits)
    asks = 900 if unit.level == "district" else 300
    asked = draw("sipas-questionnaires")
    return {
        "plan-implemented": _since(draw("plan"), (0.92, 0.97, 0.98, 0.99), traits),
        "plan-tasks-assigned": _constant(tasks),
        "plan-tasks-done": done,
        "inspected-by-city": _since(draw("city-inspection"), (0.09, 0.18, 0.27, 0.36)),
        "self-inspection": inspected,
        "subunits-total": _constant(traits.subunits),
        "subunits-inspected": visits,
        "issues-found": issues,
        "issues-resolved": _part(draw("issues"), issues, 0.6, 1),
        "initiatives": _chances(draw("initiatives"), (0.15, 0.35, 0.30, 0.45), traits),
        "dialogues": _chances(draw("dialogues"), (0.25, 0.65, 0.50, 0.80), traits),
        "communication-plan": _since(draw("communication"), (0.85, 0.94, 0.97, 0.98), traits),
        "index-scoring": _since(draw("index"), (0.10, 0.30, 0.55, 0.97), traits),
        "sipas-questionnaires": _series(
            round(asks * share * (0.8 + 0.4 * asked.random())) for share in (0, 0.5, 0.3, 1)
        ),
        "sipas-score": _rising(draw("sipas"), 80 + 12 * traits.diligence, 0.4),
    }


def _institutions(unit: Unit, traits: Traits, year: int) -> dict[str, Series]:
    draw = functools.partial(dice, unit.slug, year)
    issued = _counts(draw("legal"), 0, 3)
    checked = _counts(draw("legal-checked"), 2, 12)
    return {
        "legal-documents-issued": issued,
        "legal-documents-published": _nearly_all(draw("legal-published"), issued, traits),
        "legal-documents-checked": checked,
        "legal-documents-unlawful": _series(
            int(draw("unlawful", number).random() < 0.06) for number in range(4)
        ),
    }


def _procedures(unit: Unit, traits: Traits, year: int) -> dict[str, Series]:
    draw = functools.partial(dice, unit.slug, year)
    issued = _counts(draw("decisions"), 0, 5)
    feedback = _counts(draw("feedback"), 0, max(2, round(9 * traits.size)))
    in_force = _procedures_in_force(unit)
    independent = min(1.0, 0.55 + 0.35 * traits.online * (year - 2024) / 2)
    files = _counts(draw("files"), round(900 * traits.size), round(1300 * traits.size))
    return {
        "procedure-decisions-issued": issued,
        "procedure-decisions-published": _nearly_all(draw("published"), issued, traits),
        "procedures-in-force": _stepping(draw("in-force"), in_force + 2 * (year - 2019), 4),
        "procedures-simplified": _counts(draw("simplified"), 0, 4),
        "papers-cut": _counts(draw("papers"), 0, 6),
        "feedback-received": feedback,
        "feedback-resolved": _nearly_all(draw("resolved"), feedback, traits),
        "procedures-place-independent": _stepping(
            draw("independent"), round(in_force * independent), 3
        ),
        "work-files-total": files,
        "dossiers-electronic-files": _part(draw("electronic"), files, 0.88, 1),
        "linked-process-time-cut": _rising(draw("time-cut"), 12 + 10 * traits.diligence, 2),
    }


def _procedures_in_force(unit: Unit) -> int:
    usual = {"department": 90, "district": 275, "commune": 165}[unit.level]
    return round(usual * (0.9 + 0.2 * dice("procedures", unit.slug).random()))


def _organisation(unit: Unit, traits: Traits, year: int) -> dict[str, Series]:
    draw = functools.partial(dice, unit.slug, year)
    usual = {"department": 85, "district": 150, "commune": 40}[unit.level]
    posts = round(usual * (0.6 + 0.5 * traits.size)) - (year - 2019)
    officials = 25 if unit.level == "commune" else 22 * max(8, traits.subunits - 12)
    vacant = draw("vacant")
    return {
        "organisations": _constant(traits.subunits),
        "inner-units-cut": _rising(draw("cut"), 10 + 5 * traits.diligence, 1.5),
        "posts-assigned": _constant(posts),
        "posts-filled": _series(posts - int(vacant.integers(0, 9)) for _ in range(4)),
        "posts-cut": _chances(draw("posts-cut"), (0.3, 0.5, 0.3, 0.6)),
        "discipline-cases": _chances(draw("discipline"), (0.12, 0.18, 0.15, 0.2)),
        "duty-checks": _counts(draw("duty-checks"), 2, 14),
        "commune-officials": _constant(officials),
        "commune-officials-qualified": _rising_part(
            draw("qualified"), officials, 0.90 + 0.08 * traits.diligence, 0.005
        ),
    }


def _finance(unit: Unit, traits: Traits, year: int) -> dict[str, Series]:
    draw = functools.partial(dice, unit.slug, year)
    usual = {"department": 90_000, "district": 1_400_000, "commune": 160_000}[unit.level]
    planned = round(usual * traits.size * (0.8 + 0.4 * draw("planned").random()))
    return {
        "disbursement-planned": _constant(planned),
        "disbursement-done": _split(draw("done"), planned, (0.09, 0.24, 0.26, 0.38), traits),
        "autonomous-units": _constant(int(dice("autonomous", unit.slug).integers(1, 7))),
    }


def _e_government(unit: Unit, traits: Traits, year: int) -> dict[str, Series]:
    draw = functools.partial(dice, unit.slug, year)
    documents = round(2600 * traits.size) + 250 * (year - 2019)
    total = _counts(draw("documents"), documents, round(1.25 * documents))
    schools = 8 + round(20 * traits.size)
    sent = min(0.96, 0.86 + 0.02 * (year - 2019))
    services = _procedures_in_force(unit)
    level_3 = round(services * min(0.45, max(0.05, 0.25 + 0.05 * (year - 2019))))
    level_4 = round(services * min(0.40, max(0.0, 0.05 + 0.06 * (year - 2019))))
    return {
        "online-services-level-3": _stepping(draw("level-3"), level_3, 3),
        "online-services-level-4": _stepping(draw("level-4"), level_4, 3),
        "edocuments-total": total,
        "edocuments-sent": _part(draw("sent"), total, sent, sent + 0.04),
        "schools-total": _constant(schools),
        "schools-informed": _rising_part(
            draw("schools"), schools, 0.35 + 0.3 * traits.diligence, 0.16
        ),
        "portal-posted": _since(draw("portal"), (0.90, 0.94, 0.96, 0.98), traits),
        "online-satisfaction": _rising(draw("satisfaction"), 84 + 10 * traits.diligence, 0.8),
    }


def _series(numbers: Iterable[float]) -> Series:
    first, second, third, fourth = map(float, numbers)
    return first, second, third, fourth


def _constant(value: float) -> Series:
    return _series([value] * 4)


def _since(chance: Generator, reached: Sequence[float], traits: Traits | None = None) -> Series:
    """A flag that stays once it is set; `reached` is the share of units by quarter.

    The lazy come later: their draw is pushed upwards.
    """
    place = chance.random()
    if traits is not None:
        place = place ** (traits.diligence / 0.8)
    return _series(int(place < share) for share in reached)


def _chances(chance: Generator, odds: Sequence[float], traits: Traits | None = None) -> Series:
    """Nothing or one a quarter."""
    zeal = 1.0 if traits is None else traits.diligence / 0.85
    return _series(int(chance.random() < share * zeal) for share in odds)


def _counts(chance: Generator, low: int, high: int) -> Series:
    return _series(int(chance.integers(low, high + 1)) for _ in range(4))


def _part(chance: Generator, whole: Series, low: float, high: float) -> Series:
    return _series(round(count * (low + (high - low) * chance.random())) for count in whole)


def _nearly_all(chance: Generator, whole: Series, traits: Traits) -> Series:
    """All of each quarter's items, save that now and then one is left open."""
    return _series(
        count - int(count > 0 and chance.random() > 0.4 + 0.6 * traits.diligence) for count in whole
    )


def _split(chance: Generator, whole: int, shares: Sequence[float], traits: Traits) -> Series:
    """What each quarter adds towards a whole that is never exceeded."""
    zeal = min(1.0, 0.72 + 0.3 * traits.diligence)
    return _series(int(whole * share * zeal * (0.85 + 0.15 * chance.random())) for share in shares)


def _stepping(chance: Generator, start: int, step: int) -> Series:
    """A count that grows by 0 to `step` a quarter."""
    steps = [int(chance.integers(0, step + 1)) for _ in range(4)]
    return _series(start + sum(steps[: number + 1]) for number in range(4))


def _rising(chance: Generator, start: float, step: float) -> Series:
    """A share or score in percent with one decimal that creeps upwards, at most to 100."""
    steps = [step * chance.random() for _ in range(4)]
    return _series(min(100.0, round(start + sum(steps[: n + 1]), 1)) for n in range(4))


def _rising_part(chance: Generator, whole: int, start: float, step: float) -> Series:
    """A part of a constant whole that grows by up to `step` of it a quarter."""
    steps = [step * (0.4 + 0.6 * chance.random()) for _ in range(4)]
    return _series(min(whole, round(whole * (start + sum(steps[: n + 1])))) for n in range(4))
