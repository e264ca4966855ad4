"""That every kind of problem has a test that shows its exact message."""

from tests.intake import test_messages_of_figures as figures
from tests.intake import test_messages_of_sheets as sheets
from tests.intake import test_messages_of_tables as tables
from tests.intake.faulty_files import FILES
from tests.ledger import test_messages as ledger
from tests.source_keys import problem_codes

INTAKE = [*figures.TOLD, *tables.TOLD, *sheets.TOLD]


def test_every_kind_of_problem_has_its_message_shown() -> None:
    """Those of intake here, those of the ledger there, and none twice."""
    assert sorted([*INTAKE, *ledger.TOLD]) == sorted(problem_codes())


def test_every_faulty_file_shows_a_message() -> None:
    """A file that no test reads is gone."""
    assert sorted(FILES) == sorted(INTAKE)
