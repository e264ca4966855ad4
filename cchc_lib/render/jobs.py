"""The jobs of a batch, checked as a whole before anything runs.

In: which notebook, quarter, unit, language and edition. Out: for each job a plan: the notebook as
read, its parameters, the file it will be, what the page says of itself, and all inputs that the
page's bytes depend on. No file name is made from a value that was not checked.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict, ValidationError

from cchc_lib.errors import CallError
from cchc_lib.project import Project
from cchc_lib.registry import Quarter, Registry
from cchc_lib.render.digests import MadeWith, made_with
from cchc_lib.render.manifest import PageInputs
from cchc_lib.render.notebook import SECONDS, NotebookFile, Run, find_notebook, read_notebook
from cchc_lib.render.page import Link, PageMeta
from cchc_lib.texts import Language, text
from cchc_lib.vietnamese import fold, report_name

UNIT_REPORT = "unit_report"
CITY_REPORT = "city_report"
INTAKE_REVIEW = "intake_review"
OWN_PAGES = {CITY_REPORT: "city", INTAKE_REVIEW: "intake"}
INDEX = "index"
PLAIN = re.compile(r"[A-Za-z0-9_-]+")
SHORT = 12


class EditionStamp(BaseModel):
    """The data that a report shows: the edition's number and digest, and whether it is a sample."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    digest: str
    sample: bool = False


class ReportJob(BaseModel):
    """One report to make. `notebook` is a file's name below notebooks/, without .ipynb."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    notebook: str
    quarter: str
    unit: str | None = None
    language: Language = "vi"
    edition: EditionStamp

    @classmethod
    def read(cls, values: dict[str, object]) -> "ReportJob":
        """The job of unchecked values. Raises CallError that names the wrong one."""
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            first = error.errors()[0]
            raise CallError(
                "error.wrong-job",
                field=".".join(str(part) for part in first["loc"]),
                found=first["input"],
                reason=first["msg"],
            ) from None


@dataclass(frozen=True)
class Plan:
    """One job, ready to run: `page` is the file's name below reports/QUARTER."""

    job: ReportJob
    page: str
    run: Run
    meta: PageMeta
    inputs: PageInputs


def plan(
    jobs: Iterable[ReportJob],
    project: Project,
    registry: Registry,
    *,
    show_code: bool = False,
    seconds: int = SECONDS,
) -> list[Plan]:
    """The plans of all jobs, in their order.

    Raises CallError for the first job that names an unknown notebook, quarter or unit, that gives
    too many or too few parameters, or that would write over another job's page.
    """
    planner = _Planner(project, registry, made_with(project), show_code, seconds)
    plans = [planner.plan(job) for job in jobs]
    _refuse_twice(plans)
    return plans


def page_name(job: ReportJob, registry: Registry) -> str:
    """The page's file name: `ba-dinh.html`, `city.html`, `intake.html`, `my_notebook-ba-dinh.html`.

    Another language than Vietnamese stands before the ending: `ba-dinh.en.html`.
    """
    notebook = job.notebook.removesuffix(".ipynb")
    if notebook == UNIT_REPORT and job.unit is not None:
        stem = job.unit
    elif notebook in OWN_PAGES:
        stem = OWN_PAGES[notebook]
    else:
        stem = notebook if PLAIN.fullmatch(notebook) else fold(notebook).replace(" ", "-")
        stem = f"{stem}-{job.unit}" if job.unit is not None else stem
        taken = {INDEX, *OWN_PAGES.values(), *(unit.slug for unit in registry.units.all)}
        if not stem or stem.lower() in taken:
            raise CallError("error.notebook-name", notebook=notebook, page=f"{stem}.html")
    return f"{stem}{_ending(job.language)}"


def index_name(language: Language) -> str:
    """The file name of an index page."""
    return f"{INDEX}{_ending(language)}"


def period(quarter: Quarter, registry: Registry, language: Language) -> str:
    """What the quarter's report is called: `quý I năm 2020`, `6 tháng đầu năm 2020`."""
    name = registry.calendar.report(quarter).name[language]
    return report_name(name, quarter.year, language)


def capital(words: str) -> str:
    """The words with a capital first letter; the others stay as they are."""
    return words[:1].upper() + words[1:]


@dataclass(frozen=True)
class _Planner:
    """What all jobs of a batch share."""

    project: Project
    registry: Registry
    made: MadeWith
    show_code: bool
    seconds: int
    notebooks: dict[str, NotebookFile] = field(default_factory=dict)

    def plan(self, job: ReportJob) -> Plan:
        """The plan of one job."""
        notebook = self._notebook(job.notebook.removesuffix(".ipynb"))
        quarter = Quarter.parse(job.quarter)
        self.registry.calendar.report(quarter)
        if job.unit is not None:
            self.registry.unit(job.unit, quarter)
        _refuse_parameters(job, notebook)
        return Plan(
            job,
            page_name(job, self.registry),
            self._run(job, notebook),
            self._meta(job, quarter),
            self._inputs(job, notebook),
        )

    def _notebook(self, stem: str) -> NotebookFile:
        if stem not in self.notebooks:
            self.notebooks[stem] = read_notebook(find_notebook(self.project.notebooks, stem))
        return self.notebooks[stem]

    def _run(self, job: ReportJob, notebook: NotebookFile) -> Run:
        values = {
            "quarter": job.quarter,
            "unit": job.unit,
            "language": job.language,
            "edition": job.edition.number,
        }
        return Run(
            notebook.path.name,
            notebook.source,
            {name: value for name, value in values.items() if name in notebook.parameters},
            folder=notebook.path.parent,
            home=self.project.root,
            seconds=self.seconds,
        )

    def _meta(self, job: ReportJob, quarter: Quarter) -> PageMeta:
        return PageMeta(
            title=_title(job, quarter, self.registry),
            language=job.language,
            sample=job.edition.sample,
            show_code=self.show_code,
            edition=job.edition.number,
            digest=job.edition.digest[:SHORT],
            versions=_versions(self.made, job.language),
            up=_up(quarter, self.registry, job.language),
        )

    def _inputs(self, job: ReportJob, notebook: NotebookFile) -> PageInputs:
        return PageInputs(
            notebook=notebook.stem,
            notebook_sha256=notebook.sha256,
            quarter=job.quarter,
            unit=job.unit,
            language=job.language,
            edition=job.edition.number,
            digest=job.edition.digest,
            sample=job.edition.sample,
            show_code=self.show_code,
            code=self.made.code,
            environment=self.made.environment,
        )


def _refuse_parameters(job: ReportJob, notebook: NotebookFile) -> None:
    known = notebook.parameters
    given = ["quarter"] if job.unit is None else ["quarter", "unit"]
    for name in given:
        if name not in known:
            raise CallError(
                "error.notebook-takes-not",
                notebook=notebook.path.name, parameter=name, known=", ".join(known) or "–",
            )  # fmt: skip
    if "unit" in known and job.unit is None:
        raise CallError("error.notebook-needs", notebook=notebook.path.name, parameter="unit")


def _refuse_twice(plans: Sequence[Plan]) -> None:
    seen: set[tuple[str, str]] = set()
    for one in plans:
        # Windows and macOS take Trial.html and trial.html for one file.
        place = (one.job.quarter, one.page.lower())
        if place in seen:
            raise CallError("error.page-twice", page=f"{one.job.quarter}/{one.page}")
        seen.add(place)


def _title(job: ReportJob, quarter: Quarter, registry: Registry) -> str:
    notebook = job.notebook.removesuffix(".ipynb")
    words = {"period": period(quarter, registry, job.language), "notebook": notebook}
    if job.unit is not None:
        words["unit"] = registry.unit(job.unit, quarter).title(job.language)
        kind = "unit" if notebook == UNIT_REPORT else "other-unit"
    else:
        kind = OWN_PAGES.get(notebook, "other")
    return text(f"render.title.{kind}", job.language, **words)


def _versions(made: MadeWith, language: Language) -> tuple[tuple[str, str], ...]:
    return (
        (text("render.version.product", language), made.product),
        (text("render.version.code", language), made.code),
        (text("render.version.environment", language), made.environment),
    )


def _up(quarter: Quarter, registry: Registry, language: Language) -> tuple[Link, ...]:
    own = capital(period(quarter, registry, language))
    index = index_name(language)
    return Link(index, own), Link(f"../{index}", text("site.all-quarters", language))


def _ending(language: Language) -> str:
    return ".html" if language == "vi" else f".{language}.html"
