"""The bounds of checks between files in params/checks.yml."""

import shutil

import pytest

from cchc_lib.errors import ParamsError
from cchc_lib.registry import read_registry
from tests.conftest import ROOT


def refused(tmp_path, before: str, after: str) -> str:
    """The message that a change of the file that ships ends in."""
    shutil.copytree(ROOT / "params", tmp_path / "params")
    file = tmp_path / "params" / "checks.yml"
    words = file.read_text(encoding="utf-8")
    assert before in words
    file.write_text(words.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(ParamsError) as caught:
        read_registry(tmp_path / "params")
    return caught.value.message("vi")


def test_every_bound_names_its_source(registry) -> None:
    """The city's document, a paper, or "default of the project"."""
    rules = [getattr(registry.checks, name) for name in type(registry.checks).model_fields]
    assert all("Văn bản số" in one.source or "mặc định của dự án" in one.source.lower()
               for one in rules)  # fmt: skip


@pytest.mark.parametrize("key", ["dossiers-pending-overdue", "disbursement-planned"])
def test_unknown_indicator_is_named_with_the_nearest(tmp_path, key) -> None:
    """In both lists of a rule."""
    message = refused(tmp_path, key, f"{key}-x")
    assert message == (
        f"params/checks.yml: “stock_jumps” dùng chỉ tiêu “{key}-x”, nhưng params/indicators.yml "
        f"không có chỉ tiêu này. Gần nhất: {key}."
    )


def test_misspelt_bound_is_named_with_file_and_line(tmp_path) -> None:
    """Like every other key of params/."""
    message = refused(tmp_path, "tolerance:", "tolerence:")
    assert "params/checks.yml" in message
    assert message.endswith("không có khóa “tolerence”. Có phải ý là: tolerance?")
