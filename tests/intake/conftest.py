"""What the tests of intake share: the forms that ship, and a reader with them."""

import datetime
from collections.abc import Callable, Sequence

import pytest

from cchc_lib.intake import FormDefinition, Reading, read_forms, read_submission
from cchc_lib.registry import Registry
from tests.conftest import ROOT

Read = Callable[..., Reading]


@pytest.fixture(scope="session")
def forms() -> Sequence[FormDefinition]:
    """The forms that ship with the product."""
    return read_forms(ROOT / "params")


@pytest.fixture(scope="session")
def read(registry: Registry, forms: Sequence[FormDefinition]) -> Read:
    """Reads bytes as a file received on 18/3/2020."""

    def reader(content: bytes, file_name: str = "bao-cao.xlsx") -> Reading:
        return read_submission(content, file_name, datetime.date(2020, 3, 18), registry, forms)

    return reader


def figures(reading: Reading) -> dict[tuple[str, str], float]:
    """Values by unit and indicator."""
    table = reading.observations
    return dict(
        zip(zip(table["unit"], table["indicator"], strict=True), table["value"], strict=True)
    )


def cells(reading: Reading) -> dict[tuple[str, str], str]:
    """Cells by unit and indicator."""
    table = reading.observations
    return dict(
        zip(zip(table["unit"], table["indicator"], strict=True), table["cell"], strict=True)
    )


def problems(reading: Reading) -> list[tuple[str, str, str]]:
    """Code, severity and cell of each problem."""
    return [(problem.code, problem.severity, problem.cell) for problem in reading.problems]


def besides_blanks(reading: Reading) -> list[tuple[str, str, str]]:
    """The problems, but for notes on cells that were left empty."""
    blanks = ("figure-blank", "figures-blank")
    return [found for found in problems(reading) if found[0] not in blanks]
