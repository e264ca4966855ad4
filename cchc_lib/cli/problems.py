"""`cchc problems`: what is wrong in the files of a quarter, and the copies that go back."""

import itertools
from typing import TYPE_CHECKING, Annotated

import typer

from cchc_lib.cli.console import count, printable, say, words
from cchc_lib.cli.intake import day
from cchc_lib.errors import CallError
from cchc_lib.project import Project, find_project
from cchc_lib.texts import command_language
from cchc_lib.vietnamese import format_date

if TYPE_CHECKING:
    from cchc_lib.findings import FileProblems
    from cchc_lib.intake import Problem
    from cchc_lib.ledger import Edition, Refusal
    from cchc_lib.registry import Quarter
    from cchc_lib.release.return_page import Letter

DIGITS = 12


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("problems", help=words("cli.problems.help"))(problems)


def problems(
    quarter: Annotated[str, typer.Option(help=words("cli.problems.quarter"))],
    unit: Annotated[list[str] | None, typer.Option(help=words("cli.problems.unit"))] = None,
    severity: Annotated[list[str] | None, typer.Option(help=words("cli.problems.severity"))] = None,
    by: Annotated[str | None, typer.Option(help=words("cli.problems.by"))] = None,
    language: Annotated[str | None, typer.Option(help=words("cli.problems.language"))] = None,
    *,
    send_back: Annotated[bool, typer.Option("--return", help=words("cli.problems.return"))] = False,
) -> int:
    """Print the problems, write what goes back if asked; exit 1 where a figure is refused."""
    from cchc_lib.findings import check_severities, files_refused, files_with_problems
    from cchc_lib.intake import read_forms
    from cchc_lib.ledger import Ledger, edition
    from cchc_lib.registry import Quarter, read_registry
    from cchc_lib.release.returns import write_returns

    for option, value in (("--by", by), ("--language", language)):
        if value is not None and not send_back:
            raise CallError("error.only-with-return", option=option)
    project = find_project()
    asked, registry = Quarter.parse(quarter), read_registry(project.params)
    severities, units = check_severities(severity or ()), unit or []
    for slug in units:
        registry.unit(slug, asked)
    ledger = Ledger.open(project.ledger, project.submissions)
    at = edition(ledger)
    refused = files_refused(ledger, at, asked, registry, units)
    if "refuse" in severities:
        _tell_refused(refused)
    found = files_with_problems(ledger, at, asked, registry, read_forms(project.params))
    listed = [file.of_units(units) for file in found] if units else found
    copies = None
    if send_back:  # before the list is printed: who reads it may stop after ten lines
        # A file goes back whole, also where only one of its units was asked for.
        chosen = [file for file, shown in zip(found, listed, strict=True) if shown.problems]
        chosen = [file.of_severities(severities) for file in chosen]
        letter = _letter(project, at, asked, by, language or "vi")
        copies = write_returns(project.returns, ledger, chosen, letter, units)
    _tell([file.of_severities(severities) for file in listed], asked, len(refused))
    if copies is not None:
        _tell_returned(project, asked, copies)
    return int(bool(refused) or any(file.count("refuse") for file in listed))


def _letter(
    project: Project, at: "Edition", quarter: "Quarter", by: str | None, language: str
) -> "Letter":
    from cchc_lib.findings import known_language
    from cchc_lib.intake import read_forms
    from cchc_lib.registry import read_registry
    from cchc_lib.release.return_page import Letter

    return Letter(
        quarter=quarter,
        registry=read_registry(project.params),
        forms=read_forms(project.params),
        language=known_language(language),
        edition=(at.number, at.digest[:DIGITS]),
        by=None if by is None else day(by),
    )


def _tell_returned(project: Project, quarter: "Quarter", copies: int) -> None:
    folder = (project.returns / str(quarter)).relative_to(project.root).as_posix()
    key = "cli.problems.returned" if copies else "cli.problems.returned-none"
    say(key, copies=count(copies), folder=folder)


def _tell_refused(refusals: "list[Refusal]") -> None:
    """Print the files of which nothing could be read."""
    if refusals:
        say("cli.problems.refused")
    for one in refusals:
        received = format_date(one.received, command_language())
        line = words("cli.problems.refused-file", file=one.file_name, day=received)
        typer.echo(f"  {printable(line)}")
        typer.echo(f"    {printable(str(one.error))}")


def _tell(files: "list[FileProblems]", quarter: "Quarter", refused: int) -> None:
    """Print the files with problems by sender, then how many there are."""
    from cchc_lib.findings import SEVERITIES

    files = [file for file in files if file.problems]
    if not files:
        say("cli.problems.none-but-refused" if refused else "cli.problems.none",
            quarter=quarter, refused=count(refused))  # fmt: skip
        return
    for sender, sent in itertools.groupby(_by_sender(files), key=_sender):
        typer.echo(printable(sender))
        for file in sent:
            _tell_file(file)
    counts = {one: count(sum(file.count(one) for file in files)) for one in SEVERITIES}
    held = sum(bool(file.sha256) for file in files)
    say("cli.problems.done", quarter=quarter, files=count(held), **counts)
    if refused:
        say("cli.problems.and-refused", refused=count(refused))


def _by_sender(files: "list[FileProblems]") -> "list[FileProblems]":
    """The files of a sender together, where the worst of them stands."""
    first: dict[str, int] = {}
    for number, file in enumerate(files):
        first.setdefault(_sender(file), number)
    return sorted(files, key=lambda file: first[_sender(file)])


def _sender(file: "FileProblems") -> str:
    if not file.sha256:
        return words("cli.problems.no-file")
    return file.sender_name(command_language()) or words("cli.problems.several")


def _tell_file(file: "FileProblems") -> None:
    day = "–" if file.received is None else format_date(file.received, command_language())
    counts = {one: count(file.count(one)) for one in ("refuse", "doubtful", "note")}
    line = words("cli.problems.file", file=file.file_name, day=day, **counts)
    typer.echo(f"  {printable(line)}")
    for problem in file.problems:
        _tell_problem(problem)


def _tell_problem(problem: "Problem") -> None:
    language = command_language()
    severity, where = words(f"severity.{problem.severity}"), _place(problem)
    message = problem.message(language)
    head = words("cli.problems.problem", severity=severity, place=where, message=message)
    lines = []
    if problem.wanted:
        found, expected = problem.written or "–", problem.wanted
        lines.append(words("cli.problems.found-expected", found=found, expected=expected))
    lines.append(words("cli.problems.advice", advice=problem.advice(language)))
    typer.echo(f"    {printable(head)}")
    for line in lines:
        typer.echo(f"      {printable(line)}")


def _place(problem: "Problem") -> str:
    """The sheet; the message names the cell."""
    if not problem.sheet:
        return words("cli.problems.whole-file")
    return words("cli.problems.sheet", sheet=problem.sheet)
