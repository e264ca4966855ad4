"""Every text that a reader can meet exists in both languages, with the same fields."""

import re
import string
from collections import Counter
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from cchc_lib.texts import texts
from tests.conftest import ROOT

FOLDER = ROOT / "cchc_lib" / "texts"
NAMES = sorted(path.name for path in FOLDER.glob("*/*.yml"))
CODE = sorted((ROOT / "cchc_lib").rglob("*.py"))
RAISED = re.compile(r"\"(error\.[a-z0-9]+(?:-[a-z0-9]+)*)\"")


def keys(path: Path) -> list[str]:
    """The dotted keys of one file of texts."""

    def walk(prefix: str, branch: object) -> list[str]:
        if not isinstance(branch, dict):
            return [prefix]
        return [
            found
            for key, value in branch.items()
            for found in walk(f"{prefix}.{key}" if prefix else str(key), value)
        ]

    return walk("", YAML(typ="safe").load(path.read_text(encoding="utf-8")))


def fields(words: str) -> list[str]:
    """The {fields} of a text, in alphabetical order."""
    return sorted({name for _, name, _, _ in string.Formatter().parse(words) if name is not None})


@pytest.mark.parametrize("name", sorted(set(NAMES)))
def test_each_room_has_the_same_keys_in_both_languages(name: str) -> None:
    """A text that is missing in one language would be found by a reader."""
    assert sorted(keys(FOLDER / "vi" / name)) == sorted(keys(FOLDER / "en" / name))


def test_texts_have_the_same_fields_in_both_languages() -> None:
    """What one language tells, the other tells too."""
    en = texts("en")
    found = {key: fields(words) for key, words in texts("vi").items()}
    assert {key: fields(en[key]) for key in found} == found


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_key_stands_in_two_rooms(language: str) -> None:
    """The second one would silently win."""
    counts = Counter(
        key for path in sorted((FOLDER / language).glob("*.yml")) for key in keys(path)
    )
    assert [key for key, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_error_that_code_raises_has_its_text(path: Path) -> None:
    """An error without a text would end in a KeyError."""
    raised = set(RAISED.findall(path.read_text(encoding="utf-8")))
    assert set() == raised - texts("vi").keys()
