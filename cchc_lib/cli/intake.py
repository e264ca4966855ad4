"""`cchc intake PATH…`: read received files into the ledger."""

import datetime
import os
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

WORKERS = min(os.cpu_count() or 1, 8)
OF_THE_PROJECT = ("error.real-into-sample", "error.sample-into-real")
"""What is wrong with all files of a folder alike."""
SAID = 3


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
    absent = files_absent(project, paths)
    if absent or any(result.refusal is not None for result in taken):
        return 1
    return 0 if accept_problems else int(stale + figures_refused(project, taken) > 0)


def take_in_files(project: Project, paths: list[Path], today: datetime.date) -> "list[Taken]":
    """Take in what is at `paths` and the corrections of params/, and say what became of it.

    Raises NotReported where there is no file, ParamsError for a mistake in the corrections.
    """
    from cchc_lib.ledger.arrivals import arrivals
    from cchc_lib.ledger.receive import date_anew, take_in
    from cchc_lib.ledger.store import Ledger

    declared_corrections(project)
    files = arrivals(paths, today)
    if not files:
        if project.ledger.is_file():
            take_in_corrections(project)
        raise NotReported("error.no-files", path=", ".join(path.as_posix() for path in paths))
    ledger = Ledger.create(project.ledger, project.submissions)
    with step("cli.intake.step"):
        taken = take_in(ledger, files, project.params, workers=WORKERS, told=_Teller())
    dated = date_anew(ledger, files, taken)
    if dated:
        say("cli.intake.dated", count=count(dated))
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


def files_absent(project: Project, paths: list[Path]) -> int:
    """How many files registers list that are nowhere and never came; names each."""
    from cchc_lib.ledger.mail_register import absent
    from cchc_lib.ledger.store import Ledger

    listed = absent(paths)
    if not listed:
        return 0
    came = Ledger.open(project.ledger, project.submissions).file_names()
    missing = [(register, name) for register, name in listed if name not in came]
    for register, name in missing:
        complain(words("cli.intake.absent", register=register.as_posix(), name=name))
    return len(missing)


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


class _Teller:
    """Says what became of each file; one reason that many files share is said for three of them."""

    def __init__(self) -> None:
        self.refusals: Counter[str] = Counter()

    def __call__(self, result: "Taken") -> None:
        if result.refusal is not None:
            key = result.refusal.key
            self.refusals[key] += 1
            if key not in OF_THE_PROJECT or self.refusals[key] <= SAID:
                complain(str(result.refusal))
            elif self.refusals[key] == SAID + 1:
                complain(words("cli.intake.and-others"))
        elif result.reading is not None:
            for problem in result.reading.problems:
                if problem.severity == "refuse":
                    where = " › ".join(part for part in (problem.file, problem.sheet) if part)
                    line = f"  {where}: {problem.message(command_language())}"
                    typer.echo(printable(line))


def day(written: str) -> datetime.date:
    """The day that an option names. Raises CallError, with what to write instead."""
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        raise CallError("error.wrong-day", found=written) from None
