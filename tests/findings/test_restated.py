"""What changed between two editions, with the cells on both sides."""

import shutil

import pytest

from cchc_lib.errors import CallError
from cchc_lib.findings import Restated, open_restatements
from cchc_lib.ledger import Ledger
from cchc_lib.project import Project
from tests.conftest import ROOT
from tests.findings.conftest import take


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Project:
    """Two districts report; then Ba Đình reports anew, with one figure changed and one more."""
    home = Project(tmp_path_factory.mktemp("restated"))
    shutil.copytree(ROOT / "params", home.params)
    ledger = Ledger.create(home.ledger, home.submissions)
    take(ledger, "ba-dinh", "2020-Q1", {"dialogues": 1, "initiatives": 3})
    take(ledger, "tay-ho", "2020-Q1", {"dialogues": 4})
    take(ledger, "ba-dinh", "2020-Q1", {"dialogues": 3, "portal-posted": 1})
    return home


def restated(project: Project) -> Restated:
    return open_restatements("2020-Q1", 2, project=project)


def test_every_figure_that_changed_is_listed(project) -> None:
    """One changed by 2, one added, one withdrawn; Tây Hồ's did not change and is not listed."""
    figures = restated(project).figures.set_index("indicator")
    assert figures["kind"].to_dict() == {
        "dialogues": "changed", "initiatives": "withdrawn", "portal-posted": "added",
    }  # fmt: skip
    row = figures.loc["dialogues"]
    assert row[["before", "after", "revision"]].tolist() == [1, 3, 2]
    assert row[["file_name_before", "cell_before", "cell_after"]].tolist() == [
        "ba-dinh.xlsx", "D8", "D8",
    ]  # fmt: skip


def test_summary_is_over_all_figures_that_stand_in_both(project) -> None:
    """Of two units' dialogues one changed by 2: mean revision 1, mean absolute revision 1."""
    found = restated(project)
    assert [found.earlier, found.later] == [2, 3]
    dialogues = found.summaries["dialogues"]
    assert [dialogues.n, dialogues.mean, dialogues.mean_absolute] == [2, 1, 1]
    assert [found.summaries["initiatives"].withdrawn, found.summaries["portal-posted"].added] == [
        1, 1,
    ]  # fmt: skip


def test_an_edition_that_is_not_there_is_refused(project) -> None:
    """The newest is named."""
    with pytest.raises(CallError, match="3"):
        open_restatements("2020-Q1", 9, project=project)


def test_editions_the_wrong_way_round_are_refused(project) -> None:
    """What was withdrawn would read as added."""
    with pytest.raises(CallError, match="earlier"):
        open_restatements("2020-Q1", 3, 2, project=project)
