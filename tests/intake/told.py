"""What is told of a problem, word for word, and how a faulty file is read."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cchc_lib.intake import FormDefinition, Problem, read_submission
from cchc_lib.registry import Registry
from tests.intake.faulty_files import FILES


@dataclass(frozen=True)
class Told:
    """How grave a problem is, where it lies, and the sentences about it."""

    severity: str
    sheet: str
    cell: str
    message: str
    advice: str
    english: str


def told(problems: Iterable[Problem], code: str) -> list[Told]:
    """What is told of the problems of one kind."""
    return [
        Told(
            problem.severity, problem.sheet, problem.cell,
            problem.message("vi"), problem.advice("vi"), problem.message("en"),
        )
        for problem in problems if problem.code == code
    ]  # fmt: skip


def told_of_file(code: str, registry: Registry, forms: Sequence[FormDefinition]) -> list[Told]:
    """What is told of the file that makes this kind of problem."""
    file = FILES[code]
    own = [
        form.model_copy(update={"checks": (*form.checks, file.check)})
        if file.check is not None and form.kind == "unit" else form
        for form in forms
    ]  # fmt: skip
    day = datetime.date(2020, 3, 18)
    reading = read_submission(file.content, file.file_name, day, registry, own)
    return told(reading.problems, code)
