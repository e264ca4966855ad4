"""`cchc sample`: write the synthetic submissions, or remove them with what was made of them."""

import shutil
from typing import Annotated

import typer

from cchc_lib.cli.console import count, say, step, words
from cchc_lib.project import Project, find_project


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("sample", help=words("cli.sample.help"))(sample)


def sample(
    first: Annotated[str, typer.Option("--from", help=words("cli.sample.first"))] = "2019-Q1",
    last: Annotated[str, typer.Option("--to", help=words("cli.sample.last"))] = "2020-Q4",
    *,
    remove: Annotated[bool, typer.Option("--remove", help=words("cli.sample.remove"))] = False,
) -> None:
    """Write data/sample, one folder a quarter."""
    project = find_project()
    if remove:
        _remove(project)
        return
    from cchc_lib.registry import Quarter, read_registry
    from cchc_lib.sample import write_sample

    begin, end = Quarter.parse(first), Quarter.parse(last)
    with step("cli.sample.step"):
        summary = write_sample(project.sample, read_registry(project.params), begin, end)
    say("cli.sample.done", files=count(len(summary.files)), folder=_shown(project))


def _remove(project: Project) -> None:
    """Remove the sample and a ledger that was made from it; real figures are never touched."""
    from cchc_lib.ledger import Ledger, edition, is_sample
    from cchc_lib.release.returns import remove_returns

    kept = False
    if project.ledger.is_file():
        ledger = Ledger.open(project.ledger, project.submissions)
        if ledger.is_empty() or is_sample(ledger, edition(ledger)):
            ledger.engine.dispose()
            for path in project.data.glob("ledger.sqlite*"):
                path.unlink()
            shutil.rmtree(project.submissions, ignore_errors=True)
            remove_returns(project.returns)
        else:
            kept = True
    if project.sample.is_dir():
        shutil.rmtree(project.sample)
    _remove_pages(project)
    say("cli.sample.removed-but-ledger" if kept else "cli.sample.removed")


def _remove_pages(project: Project) -> None:
    """Remove the pages that were made from the sample, and index pages that led to them."""
    from cchc_lib.render import read_manifests
    from cchc_lib.render.manifest import NAME

    for manifest in read_manifests(project.reports):
        if not all(page.inputs.sample for page in manifest.pages.values()):
            continue
        folder = project.reports / manifest.quarter
        for name in (*manifest.pages, *(path.name for path in folder.glob("index*.html")), NAME):
            (folder / name).unlink(missing_ok=True)
        if not any(folder.iterdir()):
            folder.rmdir()
    if not read_manifests(project.reports):
        for index in project.reports.glob("index*.html"):
            index.unlink()


def _shown(project: Project) -> str:
    return project.sample.relative_to(project.root).as_posix()
