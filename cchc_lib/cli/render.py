"""`cchc render`: the HTML reports of one quarter."""

from typing import TYPE_CHECKING, Annotated

import typer

from cchc_lib.cli.console import complain, count, say, step, words
from cchc_lib.errors import CallError
from cchc_lib.project import Project, find_project
from cchc_lib.texts import command_language

if TYPE_CHECKING:
    from cchc_lib.render import ReportJob

JOBS = 2


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("render", help=words("cli.render.help"))(render)


def render(
    quarter: Annotated[str, typer.Option(help=words("cli.render.quarter"))],
    unit: Annotated[list[str] | None, typer.Option(help=words("cli.render.unit"))] = None,
    notebook: Annotated[list[str] | None, typer.Option(help=words("cli.render.notebook"))] = None,
    language: Annotated[str, typer.Option(help=words("cli.render.language"))] = "vi",
    edition: Annotated[int | None, typer.Option(help=words("cli.render.edition"))] = None,
    jobs: Annotated[int, typer.Option(min=1, help=words("cli.render.jobs"))] = JOBS,
    *,
    show_code: Annotated[
        bool, typer.Option("--show-code", help=words("cli.render.show-code"))
    ] = False,
) -> int:
    """Render what was asked for; exit 1 where a report failed."""
    return render_quarter(
        find_project(),
        quarter,
        units=unit or (),
        notebooks=notebook or (),
        language=language,
        edition=edition,
        jobs=jobs,
        show_code=show_code,
    )


def render_quarter(
    project: Project,
    quarter: str,
    *,
    units: "list[str] | tuple[str, ...]" = (),
    notebooks: "list[str] | tuple[str, ...]" = (),
    language: str = "vi",
    edition: int | None = None,
    jobs: int = JOBS,
    show_code: bool = False,
) -> int:
    """Render the reports, then the index pages; 1 where a report failed, else 0."""
    from cchc_lib.findings import open_findings
    from cchc_lib.release import write_site
    from cchc_lib.render import progress, render_batch

    findings = open_findings(quarter, edition, project)
    asked = report_jobs(project, quarter, units, notebooks, language, edition)
    with step("cli.render.step"), progress(len(asked)) as told:
        result = render_batch(
            asked, project, findings.registry, workers=jobs, show_code=show_code, told=told
        )
    for made in result.finished:
        if made.log:
            complain(words("cli.render.log", page=f"{quarter}/{made.page}", log=made.log))
    for failed in result.failures:
        complain(words("cli.render.failed", page=f"{quarter}/{failed.page}",
                       reason=failed.reason(command_language())))  # fmt: skip
    index = write_site(project.reports, findings)
    say(
        "cli.render.done",
        done=count(len(result.done)),
        failed=count(len(result.failures)),
        index=index,
    )
    return int(bool(result.failures))


def report_jobs(
    project: Project,
    quarter: str,
    units: "list[str] | tuple[str, ...]",
    notebooks: "list[str] | tuple[str, ...]",
    language: str,
    edition: int | None,
) -> "list[ReportJob]":
    """Each notebook for the quarter; one that takes a unit for each unit that was asked for.

    Without `notebooks`: all three, or with `units` only the unit report.
    """
    from cchc_lib.ledger import Ledger, is_sample
    from cchc_lib.ledger import edition as edition_of
    from cchc_lib.registry import Quarter, read_registry
    from cchc_lib.render import (
        CITY_REPORT,
        INTAKE_REVIEW,
        UNIT_REPORT,
        EditionStamp,
        ReportJob,
    )
    from cchc_lib.render.notebook import find_notebook, read_notebook

    ledger = Ledger.open(project.ledger, project.submissions)
    at = edition_of(ledger, edition)
    stamp = EditionStamp(number=at.number, digest=at.digest, sample=is_sample(ledger, at))
    registry = read_registry(project.params)
    asked = Quarter.parse(quarter)
    everyone = [unit.slug for unit in registry.units_in(asked)]
    for slug in units:
        registry.unit(slug, asked)
    default = [UNIT_REPORT] if units else [UNIT_REPORT, CITY_REPORT, INTAKE_REVIEW]
    jobs = []
    for name in notebooks or default:
        path = find_notebook(project.notebooks, name)
        takes_unit = "unit" in read_notebook(path).parameters
        for unit in (units or everyone) if takes_unit else [None]:
            values: dict[str, object] = {"notebook": path.stem, "quarter": quarter, "unit": unit,
                      "language": language, "edition": stamp}  # fmt: skip
            jobs.append(ReportJob.read(values))
    if units and not any(job.unit for job in jobs):
        raise CallError("error.no-unit-notebook", notebooks=", ".join(notebooks))
    return jobs
