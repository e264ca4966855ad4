"""The main job on two quarters of the sample, made once for all tests that look at its pages."""

import os
import shutil
from collections.abc import Iterator

import pytest

from cchc_lib.cli import main
from cchc_lib.project import Project
from tests.conftest import ROOT

UNITS = ("ba-dinh", "son-tay", "ban-quan-ly-cac-kcn-va-che-xuat")


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A project after sample, intake and render of three units, the city and the review."""
    home = Project(tmp_path_factory.mktemp("home"))
    for folder in ("params", "notebooks"):
        shutil.copytree(ROOT / folder, home.root / folder)
    shutil.copy(ROOT / "requirements.lock", home.root)
    kept = os.environ.get("CCHC_HOME")
    os.environ["CCHC_HOME"] = str(home.root)
    try:
        assert main(["sample", "--from", "2019-Q4", "--to", "2020-Q1"]) == 0
        assert main(["intake", str(home.sample), "--accept-problems"]) == 0
        chosen = [word for unit in UNITS for word in ("--unit", unit)]
        assert main(["render", "--quarter", "2020-Q1", *chosen]) == 0
        for notebook in ("city_report", "intake_review"):
            assert main(["render", "--quarter", "2020-Q1", "--notebook", notebook]) == 0
        yield home
    finally:
        if kept is None:
            del os.environ["CCHC_HOME"]
        else:
            os.environ["CCHC_HOME"] = kept
