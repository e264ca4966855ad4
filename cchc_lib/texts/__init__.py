"""Every text that a reader can meet, in Vietnamese and English.

In: a dotted key such as `error.unknown-unit` and the values of its `{fields}`.
Out: the sentence. The texts stand in `vi/*.yml` and `en/*.yml` beside this module, one file a
room of the house; a test holds both languages to the same keys and the same fields.
"""

import functools
import importlib.resources
import os
from typing import Literal, get_args

from ruamel.yaml import YAML

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


def text(key: str, language: Language, /, **values: object) -> str:
    """The text of `key` with `values` filled in. Raises KeyError for a key that is not there."""
    return texts(language)[key].format_map(values)


@functools.cache
def texts(language: Language) -> dict[str, str]:
    """All texts of one language, by dotted key."""
    found: dict[str, str] = {}
    folder = importlib.resources.files(__package__) / language
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".yml"):
            _flatten("", YAML(typ="safe").load(file.read_text(encoding="utf-8")) or {}, found)
    return found


def command_language() -> Language:
    """The language of commands and of errors: CCHC_LANGUAGE, else Vietnamese."""
    return "en" if os.environ.get("CCHC_LANGUAGE", "").lower().startswith("en") else "vi"


def _flatten(prefix: str, branch: object, found: dict[str, str]) -> None:
    if isinstance(branch, dict):
        for key, value in branch.items():
            _flatten(f"{prefix}.{key}" if prefix else str(key), value, found)
    else:
        found[prefix] = str(branch).strip()
