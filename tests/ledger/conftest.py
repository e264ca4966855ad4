"""An empty ledger for each test."""

import pytest

from cchc_lib.ledger import Ledger


@pytest.fixture
def ledger(tmp_path) -> Ledger:
    """An empty ledger."""
    return Ledger.create(tmp_path / "ledger.sqlite", tmp_path / "submissions")
