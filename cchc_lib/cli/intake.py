"""`cchc intake PATH…`: read received files into the ledger."""

import datetime
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from cchc_lib.cli.console import complain, count, printable, say, step, words
from cchc_lib.cli.corrections import (
    corrections_refused,
    declared_corrections,
    take_in_corrections,
)
from cchc_lib.errors import CallError, NotReported
from cchc_lib.project import Project, find_project
from cchc_lib.texts import command_language

if TYPE_CHECKING:
    from cchc_lib.ledger.receive import Taken

WORKERS = 2


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("intake", help=words("cli.intake.help"))(intake)


def intake(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help=words("cli.intake.paths"))],
    received: Annotated[str | None, typer.Option(help=words("cli.intake.received"))] = None,
    *,
    accept_problems: Annotated[
        bool, typer.Option("--accept-problems", help=words("cli.intake.accept"))
    ] = False,
) -> int:
    """Read files and folders; exit 1 where a file or a figure was refused."""
    project = find_project()
    taken = take_in_files(project, paths, today() if received is None else day(received))
    stale = corrections_refused(project)
    refused = sum(result.refusal is not None for result in taken)
    if refused:
        return 1
    return 0 if accept_problems else int(stale + figures_refused(project, taken) > 0)


def take_in_files(project: Project, paths: list[Path], today: datetime.date) -> "list[Taken]":
    """Take in what is at `paths` and the corrections of params/, and say what became of it.

    Raises NotReported where there is no file, ParamsError for a mistake in the corrections.
    """
    from cchc_lib.ledger.arrivals import arrivals
    from cchc_lib.ledger.receive import take_in
    from cchc_lib.ledger.store import Ledger

    declared_corrections(project)
    files = arrivals(paths, today)
    if not files:
        if project.ledger.is_file():
            take_in_corrections(project)
        raise NotReported("error.no-files", path=", ".join(path.as_posix() for path in paths))
    ledger = Ledger.create(project.ledger, project.submissions)
    with step("cli.intake.step"):
        taken = take_in(ledger, files, project.params, workers=WORKERS, told=_tell)
    take_in_corrections(project)
    problems = _problems(taken)
    say(
        "cli.intake.done",
        files=count(len(taken)),
        added=count(sum(result.added for result in taken)),
        known=count(sum(not result.added and result.refusal is None for result in taken)),
        refused=count(sum(result.refusal is not None for result in taken)),
        figures=count(sum(len(r.reading.figures) for r in taken if r.reading)),
    )
    if problems:
        say("cli.intake.problems", **{name: count(problems[name]) for name in SEVERITIES})
    return taken


def figures_refused(project: Project, taken: "list[Taken]") -> int:
    """How many figures of these files were not taken in, now or when the file first came."""
    from cchc_lib.ledger.store import Ledger

    ledger = Ledger.open(project.ledger, project.submissions)
    return ledger.figures_refused({result.sha256 for result in taken})


def today() -> datetime.date:
    """The day in Hanoi: recorded once as a file's day of receipt where no register names one."""
    return datetime.datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()


SEVERITIES = ("refuse", "doubtful", "note")


def _problems(taken: "list[Taken]") -> Counter[str]:
    readings = [result.reading for result in taken if result.reading is not None]
    return Counter(problem.severity for reading in readings for problem in reading.problems)


def _tell(result: "Taken") -> None:
    if result.refusal is not None:
        complain(str(result.refusal))
    elif result.reading is not None:
        for problem in result.reading.problems:
            if problem.severity == "refuse":
                where = " › ".join(part for part in (problem.file, problem.sheet) if part)
                typer.echo(printable(f"  {where}: {problem.message(command_language())}"))


def day(written: str) -> datetime.date:
    """The day that an option names. Raises CallError, with what to write instead."""
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        raise CallError("error.wrong-day", found=written) from None
