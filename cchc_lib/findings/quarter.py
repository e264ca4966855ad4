"""One quarter of one edition, read from the ledger and measured for the whole city."""

import functools
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from cchc_lib.errors import CallError
from cchc_lib.findings.city import CityReport
from cchc_lib.findings.persons import Keys, kept_back
from cchc_lib.findings.problems import quarter_problems
from cchc_lib.findings.refused import files_refused
from cchc_lib.findings.review import IntakeReview
from cchc_lib.findings.same_units import of_pairs
from cchc_lib.findings.series import TREND_QUARTERS
from cchc_lib.findings.unit import UnitReport
from cchc_lib.intake import Problem, read_forms
from cchc_lib.ledger import (
    Edition,
    Ledger,
    Refusal,
    is_sample,
    read_corrections,
    read_observations,
    read_submissions,
)
from cchc_lib.ledger import edition as edition_of
from cchc_lib.measure import Measured, measure_quarter, quarter_figures
from cchc_lib.project import Project, find_project
from cchc_lib.registry import Quarter, Registry, quarter_range, read_registry
from cchc_lib.texts import LANGUAGES, Language


@dataclass(frozen=True, eq=False, repr=False)
class Findings:
    """One quarter of one edition.

    `corrections` are those of the edition, `refusals` the files that may be this quarter's;
    `observations` (with file, sheet, cell) and `figures` (quarter alone, year to date) reach back
    eight quarters; `now`, `before` and `year_before` are the findings of this quarter, of the one
    before and of the same a year ago (None where no plan or no data is known for it). Earlier
    quarters hold only units that are the very units of this one; `own_forms` are the forms by which
    a unit itself reports.
    """

    registry: Registry
    quarter: Quarter
    edition: Edition
    sample: bool
    observations: pd.DataFrame
    figures: pd.DataFrame
    submissions: pd.DataFrame
    problems: tuple[tuple[Problem, str], ...]
    corrections: pd.DataFrame
    refusals: tuple[Refusal, ...]
    own_forms: frozenset[str]
    now: Measured
    before: Measured | None
    year_before: Measured | None

    def __repr__(self) -> str:
        return f"<Findings of {self.quarter}, edition {self.edition.number}>"

    @property
    def compared_quarter(self) -> Quarter:
        """What scores and ranks are compared with: the quarter before; of a first quarter, when
        attainment starts anew, the same one a year ago.
        """
        return self.quarter.plus(-4 if self.quarter.number == 1 else -1)

    @property
    def compared(self) -> Measured | None:
        """The findings of `compared_quarter`."""
        return self.year_before if self.quarter.number == 1 else self.before

    @cached_property
    def kept_back(self) -> Keys:
        """The figures of persons that no page shows."""
        return kept_back(self)

    def unit_report(self, unit: str, language: str = "vi") -> UnitReport:
        """The tables of one unit. Raises CallError for an unknown unit or language."""
        return UnitReport(self, known_language(language), self.registry.unit(unit, self.quarter))

    def city_report(self, language: str = "vi") -> CityReport:
        """The tables of the city as a whole."""
        return CityReport(self, known_language(language))

    def intake_review(self, language: str = "vi") -> IntakeReview:
        """Who reported, who did not, and the problems by file."""
        return IntakeReview(self, known_language(language))


def open_findings(
    quarter: str, edition: int | None = None, project: Project | None = None
) -> Findings:
    """The findings of `quarter` in an edition (None: the newest) of the project's ledger.

    Raises CallError for a wrong quarter or edition, NotReported where nothing was taken in yet.
    """
    asked = Quarter.parse(quarter)
    home = project or find_project()
    registry = read_registry(home.params)
    registry.calendar.end(asked)
    ledger = Ledger.open(home.ledger, home.submissions)
    return _measured(
        home.params, ledger.engine.url.database or "", asked, edition_of(ledger, edition)
    )


def known_language(language: str) -> Language:
    """`language` if there are texts in it. Raises CallError."""
    for known in LANGUAGES:
        if language == known:
            return known
    raise CallError("error.unknown-language", found=language, hint=", ".join(LANGUAGES))


@functools.lru_cache(maxsize=4)
def _measured(params: Path, database: str, quarter: Quarter, at: Edition) -> Findings:
    registry = read_registry(params)
    ledger = Ledger.open(Path(database), Path(database).parent / "submissions")
    reached = quarter_range(quarter.plus(1 - TREND_QUARTERS), quarter)
    # The first quarter of the range needs the reports of its own year before it.
    names = [str(one) for one in quarter_range(Quarter(reached[0].year, 1), quarter)]
    units = registry.continuity(quarter)
    pairs = units.pairs(names)
    observations = of_pairs(read_observations(ledger, at, names), pairs)
    natures = {name: indicator.nature for name, indicator in registry.indicators.items()}
    figures = quarter_figures(observations, natures, units.starts())
    now = measure_quarter(registry, figures, quarter)
    if now is None:
        raise CallError("error.no-plan", year=quarter.year, known=_years(registry))
    forms = read_forms(params)
    return Findings(
        registry=registry,
        quarter=quarter,
        edition=at,
        sample=is_sample(ledger, at),
        observations=observations,
        figures=figures,
        submissions=read_submissions(ledger, at, names),
        problems=tuple(quarter_problems(ledger, at, quarter, registry)),
        corrections=of_pairs(read_corrections(ledger, at, names), pairs),
        refusals=tuple(files_refused(ledger, at, quarter, registry)),
        own_forms=frozenset(form.id for form in forms if form.kind != "table"),
        now=now,
        before=_earlier(registry, figures, quarter.previous()),
        year_before=_earlier(registry, figures, quarter.plus(-4)),
    )


def _earlier(registry: Registry, figures: pd.DataFrame, quarter: Quarter) -> Measured | None:
    """The findings of an earlier quarter, or None where nobody reported."""
    reported = (figures["quarter"] == str(quarter)).any()
    return measure_quarter(registry, figures, quarter) if reported else None


def _years(registry: Registry) -> str:
    return ", ".join(str(year) for year in sorted(registry.plans))
