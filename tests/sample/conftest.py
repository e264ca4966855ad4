"""One sample of eight quarters, written once for all tests of this folder."""

from pathlib import Path

import pytest

from cchc_lib.registry import Quarter, Registry
from cchc_lib.sample import SampleSummary, write_sample


@pytest.fixture(scope="session")
def sample(registry: Registry, tmp_path_factory: pytest.TempPathFactory) -> SampleSummary:
    """The sample of 2019 and 2020."""
    folder: Path = tmp_path_factory.mktemp("sample")
    return write_sample(folder, registry, Quarter(2019, 1), Quarter(2020, 4))
