"""`cchc forms`: the workbooks that the units get to fill in, one a unit."""

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc_lib.cli.console import complain, count, say, step, words
from cchc_lib.project import Project, find_project

if TYPE_CHECKING:
    from cchc_lib.intake.forms import FormDefinition
    from cchc_lib.registry import Quarter, Registry


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("forms", help=words("cli.forms.help"))(forms)


def forms(
    quarter: Annotated[str, typer.Option(help=words("cli.render.quarter"))],
    unit: Annotated[list[str] | None, typer.Option(help=words("cli.forms.unit"))] = None,
    out: Annotated[Path | None, typer.Option(help=words("cli.forms.out"))] = None,
) -> int:
    """Write the forms; exit 1 where one was left out because figures stand in its place."""
    from cchc_lib.intake import read_forms
    from cchc_lib.intake.outgoing.templates import (
        EarlierFigures,
        FormRequest,
        form_to_fill,
        write_template,
    )
    from cchc_lib.registry import Quarter, read_registry
    from cchc_lib.render.publish import publish

    project = find_project()
    registry = read_registry(project.params)
    known = read_forms(project.params)
    asked = Quarter.parse(quarter)
    form = form_to_fill(asked, known)
    chosen = [registry.unit(slug, asked) for slug in dict.fromkeys(unit or ())]
    requests = [FormRequest(one, asked, form) for one in chosen or registry.units_in(asked)]
    folder = out or project.forms / str(asked)
    kept = 0
    with step("cli.forms.step"):
        earlier, sample = _earlier(project, asked.previous())
        for request in requests:
            path = folder / request.file_name
            before = EarlierFigures(earlier.get(request.unit.slug, {}), sample)
            content = write_template(request, registry, before)
            if _may_be_replaced(path, content, registry, known):
                publish(path, content)
            else:
                complain(words("cli.forms.kept", file=project.shown(path)))
                kept += 1
    made = count(len(requests) - kept)
    say("cli.forms.done", forms=made, quarter=asked, folder=project.shown(folder))
    return int(kept > 0)


def _earlier(
    project: Project, quarter: "Quarter"
) -> tuple[Mapping[str, Mapping[str, float]], bool]:
    """What each unit reported on `quarter` in the newest edition, and whether that is sample data.

    Says where there is nothing.
    """
    from cchc_lib.ledger import Ledger, edition, is_sample, read_observations

    earlier: dict[str, dict[str, float]] = {}
    sample = False
    if project.ledger.is_file():
        ledger = Ledger.open(project.ledger, project.submissions)
        if not ledger.is_empty():
            at = edition(ledger)
            sample = is_sample(ledger, at)
            table = read_observations(ledger, at, [str(quarter)])
            for slug, name, value in zip(
                table["unit"], table["indicator"], table["value"], strict=True
            ):
                earlier.setdefault(slug, {})[name] = value
    if sample:
        say("cli.forms.sample")
    if not earlier:
        say("cli.forms.no-earlier", quarter=quarter)
    return earlier, sample


def _may_be_replaced(
    path: Path, content: bytes, registry: "Registry", known: "Sequence[FormDefinition]"
) -> bool:
    """Whether no work is lost: nothing stands there, the same, or a form without a figure."""
    from cchc_lib.errors import SubmissionError
    from cchc_lib.intake import read_submission

    if not path.is_file():
        return True
    found = path.read_bytes()
    if found == content:
        return True
    try:
        reading = read_submission(found, path.name, datetime.date.min, registry, known)
    except SubmissionError:
        return False
    return not reading.submission.covers
