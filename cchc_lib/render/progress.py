"""What a person sees while a batch runs: a bar on a terminal, plain lines anywhere else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from cchc_lib.render.batch import Finished
from cchc_lib.texts import command_language, text
from cchc_lib.vietnamese import format_number


@contextmanager
def progress(total: int, console: Console | None = None) -> Iterator[Callable[[Finished], None]]:
    """What to tell of each finished report; failures stay on the screen with their reason."""
    console = console or Console(highlight=False)
    if not console.is_terminal:
        yield lambda one: console.print(line(one), markup=False, soft_wrap=True)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(text("render.progress.working", command_language()), total=total)

        def told(one: Finished) -> None:
            if one.error is not None:
                bar.console.print(line(one), markup=False, soft_wrap=True)
            bar.advance(task)

        yield told


def line(one: Finished) -> str:
    """One finished report on one line."""
    language = command_language()
    facts = {"number": one.number, "total": one.total, "page": f"{one.job.quarter}/{one.page}"}
    if one.error is not None:
        return text("render.progress.failed", language, reason=one.reason(language), **facts)
    seconds = format_number(one.seconds, language, 1)
    return text("render.progress.done", language, seconds=seconds, **facts)
