"""`cchc status`: what the ledger holds, who has not reported, which reports are made."""

from typing import Annotated

import typer

from cchc_lib.cli.console import count, say, words
from cchc_lib.errors import NotReported
from cchc_lib.project import Project, find_project
from cchc_lib.texts import command_language


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("status", help=words("cli.status.help"))(status)


def status(
    quarter: Annotated[str | None, typer.Option(help=words("cli.status.quarter"))] = None,
) -> None:
    """One line a quarter."""
    from cchc_lib.ledger import Ledger, edition, is_sample, quarters_held
    from cchc_lib.registry import Quarter

    project = find_project()
    only = [str(Quarter.parse(quarter))] if quarter else []
    ledger = Ledger.open(project.ledger, project.submissions)
    newest = edition(ledger)
    say("cli.status.edition", number=newest.number, digest=newest.digest[:12])
    if is_sample(ledger, newest):
        say("cli.status.sample")
    held = quarters_held(ledger, newest)
    for one in only or held:
        _tell(project, one, newest.digest, has_files=one in held)


def _tell(project: Project, quarter: str, digest: str, *, has_files: bool) -> None:
    from cchc_lib.findings import open_findings
    from cchc_lib.registry import Quarter, read_registry
    from cchc_lib.render.manifest import read_manifest

    year = Quarter.parse(quarter).year
    if read_registry(project.params).plan(year) is None:
        if not has_files:
            raise NotReported("error.no-files-of-quarter", quarter=quarter)
        say("cli.status.no-plan", quarter=quarter, year=year)
        return
    receipts = open_findings(quarter, project=project).intake_review(command_language()).receipts
    pages = read_manifest(project.reports, quarter).pages.values()
    missing = receipts.loc[receipts["status"] == "missing", "name"]
    say(
        "cli.status.line",
        quarter=quarter,
        reported=count(len(receipts) - len(missing)),
        expected=count(len(receipts)),
        late=count((receipts["status"] == "late").sum()),
        pages=count(len(pages)),
    )
    if len(missing):
        say("cli.status.missing", names=", ".join(missing))
    outdated = sum(page.inputs.digest != digest for page in pages)
    if outdated:
        say("cli.status.outdated", quarter=quarter, pages=count(outdated))
