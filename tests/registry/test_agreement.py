"""The files of params/ agree with each other, and a project is found from inside it."""

import shutil
from pathlib import Path

import pytest

from cchc_lib.errors import ParamsError
from cchc_lib.project import find_project
from cchc_lib.registry import read_registry
from tests.conftest import ROOT


def broken(tmp_path: Path, name: str, old: str, new: str) -> str:
    """The Vietnamese error of a copy of params/ in which one file reads differently."""
    shutil.copytree(ROOT / "params", tmp_path / "params")
    file = tmp_path / "params" / name
    words = file.read_text(encoding="utf-8")
    assert old in words
    file.write_text(words.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ParamsError) as caught:
        read_registry(tmp_path / "params")
    assert caught.value.message("en") != caught.value.message("vi")
    return caught.value.message("vi")


def test_a_target_of_an_unknown_group_is_refused(tmp_path: Path) -> None:
    """It would bind nobody."""
    assert broken(
        tmp_path, "targets/2020.yml", "[departments, districts]", "[department, districts]"
    ) == (
        "params/targets/2020.yml: “plan” dùng khối “department”, nhưng params/units/groups.yml"
        " không có khối này. Gần nhất: departments."
    )


def test_a_target_of_an_unknown_indicator_is_refused(tmp_path: Path) -> None:
    """The nearest indicator is named."""
    assert broken(tmp_path, "targets/2020.yml", "indicator: dialogues", "indicator: dialogue") == (
        "params/targets/2020.yml: “dialogue” dùng chỉ tiêu “dialogue”, nhưng params/indicators.yml"
        " không có chỉ tiêu này. Gần nhất: dialogues."
    )


def test_a_criterion_of_an_unknown_target_is_refused(tmp_path: Path) -> None:
    """A weight needs something to weigh."""
    assert broken(tmp_path, "scoring/2020.yml", "target: portal", "target: portals") == (
        "params/scoring/2020.yml: tiêu chí “portal” dùng chỉ tiêu kế hoạch “portals”, nhưng"
        " params/targets/2020.yml không có chỉ tiêu này. Gần nhất: portal."
    )


def test_an_indicator_of_an_unknown_group_is_refused(tmp_path: Path) -> None:
    """Nobody would be asked for it."""
    message = broken(
        tmp_path, "indicators.yml", "reported_by: [departments,", "reported_by: [departmens,"
    )
    assert message.endswith("không có khối này. Gần nhất: departments.")


def test_an_indicator_of_an_unknown_field_is_refused(tmp_path: Path) -> None:
    """Every indicator stands in one of the seven fields."""
    message = broken(tmp_path, "indicators.yml", "field: steering", "field: staring")
    assert "chỉ tiêu “plan-implemented” thuộc lĩnh vực “staring”" in message


def test_an_indicator_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    """The second one would silently win."""
    message = broken(tmp_path, "indicators.yml", "id: dialogues", "id: initiatives")
    assert "chỉ tiêu “initiatives” được khai báo hai lần" in message


def test_a_file_copied_for_a_new_year_must_be_renumbered(tmp_path: Path) -> None:
    """It would silently replace the plan of the old year."""
    assert broken(tmp_path, "targets/2026.yml", "year: 2026", "year: 2025") == (
        "params/targets/2026.yml: trong tệp ghi năm 2025, nhưng tên tệp là 2026. Hãy sửa lại cho"
        " khớp."
    )


def test_a_project_is_found_from_any_folder_inside_it(tmp_path: Path) -> None:
    """The folder with params/calendar.yml is the project."""
    (tmp_path / "params").mkdir()
    (tmp_path / "params" / "calendar.yml").touch()
    (tmp_path / "notebooks" / "own").mkdir(parents=True)
    assert find_project(tmp_path / "notebooks" / "own").root == tmp_path.resolve()


def test_a_named_folder_that_is_no_project_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CCHC_HOME is taken at its word."""
    monkeypatch.setenv("CCHC_HOME", str(tmp_path))
    with pytest.raises(ParamsError) as caught:
        find_project()
    assert str(tmp_path) in caught.value.message("vi")
