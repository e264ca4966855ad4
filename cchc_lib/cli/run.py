"""`cchc run`: intake of the inbox, then everything of the quarter."""

from pathlib import Path
from typing import Annotated

import typer

from cchc_lib.cli.console import say, words
from cchc_lib.cli.corrections import corrections_refused
from cchc_lib.cli.intake import figures_refused, files_absent, take_in_files, today
from cchc_lib.cli.render import JOBS, render_quarter
from cchc_lib.errors import NotReported
from cchc_lib.project import Project, find_project


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("run", help=words("cli.run.help"))(run)


def run(
    quarter: Annotated[str, typer.Option(help=words("cli.render.quarter"))],
    inbox: Annotated[Path | None, typer.Option(help=words("cli.run.inbox"))] = None,
    language: Annotated[str, typer.Option(help=words("cli.render.language"))] = "vi",
    jobs: Annotated[int, typer.Option(min=1, help=words("cli.render.jobs"))] = JOBS,
) -> int:
    """Take in and render; exit 1 where a file, a figure or a report was left out."""
    from cchc_lib.registry import Quarter

    project = find_project()
    Quarter.parse(quarter)
    refused = _take_in(project, inbox or project.inbox)
    failed = render_quarter(project, quarter, language=language, jobs=jobs)
    return int(refused or failed)


def _take_in(project: Project, inbox: Path) -> bool:
    """Whether something of the inbox was refused. Raises NotReported with nothing to go on."""
    try:
        taken = take_in_files(project, [inbox], today())
    except NotReported:
        if not project.ledger.is_file():
            raise NotReported("error.empty-inbox", path=project.shown(inbox)) from None
        say("cli.run.empty-inbox", path=project.shown(inbox))
        taken = []
    stale = corrections_refused(project) > 0
    refused = any(one.refusal for one in taken)
    absent = files_absent(project, [inbox]) > 0
    return refused or absent or stale or figures_refused(project, taken) > 0
