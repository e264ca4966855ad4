"""Strict reading of params/: YAML and CSV in, frozen records out.

YAML 1.2 without surprises: `001`, `no` and dates stay text, duplicate keys and unknown keys are
errors. Every error names file, line, what was found and the nearest right word.
"""

import csv
import re
import types
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from cchc_lib.errors import ParamsError

INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
"""The pattern of ids and slugs; anchored, because pydantic searches instead of matching whole."""
CONSTANTS: dict[str, object] = {"": None, "~": None, "null": None, "true": True, "false": False}
EXPECTED = {
    "int": "error.params-whole-number",
    "float": "error.params-number",
    "string": "error.params-text",
    "bool": "error.params-true-false",
    "date": "error.params-date",
    "list": "error.params-list",
    "tuple": "error.params-list",
    "dict": "error.params-mapping",
    "model": "error.params-mapping",
}
"""The text for each family of pydantic's error types: its own messages are English only."""


class Record(BaseModel):
    """Base of all records that params/ defines: frozen, unknown keys forbidden."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Bilingual(Record):
    """One text in both languages."""

    vi: str
    en: str

    def __getitem__(self, language: str) -> str:
        return self.en if language == "en" else self.vi


Model = TypeVar("Model", bound=BaseModel)


def read_yaml(path: Path, model: type[Model]) -> Model:
    """The record that a YAML file holds. Raises ParamsError with file, line and the nearest key."""
    root = _compose(path)
    try:
        return model.model_validate(_construct(path, root))
    except ValidationError as error:
        raise _explained(path, model, error, root) from None


def read_csv(path: Path, model: type[Model]) -> list[Model]:
    """The records of a CSV file, one a row; lines that start with # are sources and remarks.

    An empty cell is left out, so that the field's default holds. Raises ParamsError with file,
    line, the column and the nearest right one.
    """
    names = [field.alias or name for name, field in model.model_fields.items()]
    rows = csv.reader(line for line in _lines(path))
    header: list[str] = []
    records: list[Model] = []
    for number, row in zip(_line_numbers(path), rows, strict=False):
        if not header:
            header = row
            for column in header:
                if column not in names:
                    raise _unknown_key(path, number, column, names)
            continue
        if len(row) != len(header):
            raise ParamsError(
                "error.params-row-length",
                file=shown_path(path), line=number, found=len(row), expected=len(header),
            )  # fmt: skip
        cells = {column: cell for column, cell in zip(header, row, strict=True) if cell != ""}
        try:
            records.append(model.model_validate(cells))
        except ValidationError as error:
            raise _explained(path, model, error, number) from None
    if not records:
        raise ParamsError("error.params-empty", file=shown_path(path))
    return records


def line_of(path: Path, *where: int | str) -> int:
    """The line, from 1, on which the record at `where` stands, for errors found after reading."""
    return _line(_compose(path), where)


def nearest(word: str, words: Iterable[str], cutoff: float = 55) -> str | None:
    """The listed word that is most like `word`, or None where none is."""
    found = process.extractOne(word, sorted(words), score_cutoff=cutoff)
    return None if found is None else str(found[0])


def _lines(path: Path) -> list[str]:
    return [line for line in _text(path).splitlines() if line and not line.startswith("#")]


def _line_numbers(path: Path) -> list[int]:
    numbered = enumerate(_text(path).splitlines(), start=1)
    return [number for number, line in numbered if line and not line.startswith("#")]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ParamsError("error.params-missing", file=shown_path(path)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ParamsError("error.params-unreadable", file=shown_path(path), reason=error) from None


def shown_path(path: Path) -> str:
    """The path as people name it: from params/ on."""
    parts = path.parts
    return "/".join(parts[parts.index("params") :]) if "params" in parts else path.name


def _compose(path: Path) -> Node:
    try:
        root: Node | None = YAML(typ="safe").compose(_text(path))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ParamsError(
            "error.params-syntax", file=shown_path(path), line=line, reason=error.problem
        ) from None
    except YAMLError as error:
        raise ParamsError(
            "error.params-syntax", file=shown_path(path), line=1, reason=error
        ) from None
    if root is None:
        raise ParamsError("error.params-empty", file=shown_path(path))
    return root


def _construct(path: Path, node: Node) -> object:
    if isinstance(node, SequenceNode):
        return [_construct(path, entry) for entry in node.value]
    if isinstance(node, MappingNode):
        mapping: dict[str, object] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, ScalarNode):
                raise ParamsError(
                    "error.params-syntax", file=shown_path(path), line=line, reason=key.tag
                )
            if key.value in mapping:
                raise ParamsError(
                    "error.params-duplicate", file=shown_path(path), line=line, key=key.value
                )
            mapping[key.value] = _construct(path, value)
        return mapping
    return _scalar(node) if isinstance(node, ScalarNode) else None


def _scalar(node: ScalarNode) -> object:
    words: str = node.value
    if node.style in ("'", '"', "|", ">"):
        return words
    if words in CONSTANTS:
        return CONSTANTS[words]
    if INTEGER.fullmatch(words):
        return int(words)
    if DECIMAL.fullmatch(words):
        return float(words)
    return words


def _explained(
    path: Path,
    model: type[BaseModel],
    error: ValidationError,
    place: Node | int,
) -> ParamsError:
    """The first error as a text; an unknown key comes first, for it also makes another missing.

    `place` is a table's line, or the document in which the error's own line is looked up.
    """
    found = error.errors()
    first = next((one for one in found if one["type"] == "extra_forbidden"), found[0])
    where = first["loc"]
    line = place if isinstance(place, int) else _line(place, where)
    key = ".".join(str(part) for part in where) or "–"
    if first["type"] == "extra_forbidden":
        return _unknown_key(path, line, str(where[-1]), _field_names(model, where[:-1]))
    if first["type"] == "missing":
        return ParamsError("error.params-key-missing", file=shown_path(path), line=line, key=key)
    if first["type"] == "literal_error":
        allowed = first["ctx"]["expected"]
        choices = re.findall(r"'([^']+)'", allowed)
        return ParamsError(
            "error.params-choice",
            file=shown_path(path), line=line, key=key, found=_brief(first),
            expected=", ".join(choices) or allowed, hint=nearest(_brief(first), choices) or "–",
        )  # fmt: skip
    if first["type"] == "value_error":
        reason = first["ctx"]["error"]
        return ParamsError(
            "error.params-rule", file=shown_path(path), line=line, key=key, reason=reason
        )
    return ParamsError(
        "error.params-slug" if first["type"] == "string_pattern_mismatch"
        else EXPECTED.get(first["type"].split("_")[0], "error.params-value"),
        file=shown_path(path), line=line, key=key, found=_brief(first), reason=first["msg"],
    )  # fmt: skip


def _brief(error: ErrorDetails) -> str:
    """What was found, cut to a length that fits into a sentence."""
    words = str(error["input"])
    return words if len(words) <= 60 else f"{words[:60]}…"


def _unknown_key(path: Path, line: int, key: str, known: Sequence[str]) -> ParamsError:
    hint = nearest(key, known) or ", ".join(known)
    return ParamsError("error.params-key", file=shown_path(path), line=line, key=key, hint=hint)


def _line(node: Node, where: Sequence[int | str]) -> int:
    """The line, from 1, of the deepest node on the way to `where`."""
    line: int = node.start_mark.line
    for part in where:
        if isinstance(node, SequenceNode) and isinstance(part, int):
            node = node.value[part]
            line = node.start_mark.line
        elif isinstance(node, MappingNode):
            for key, value in node.value:
                if key.value == str(part):
                    node, line = value, key.start_mark.line
                    break
    return line + 1


def _field_names(model: type[BaseModel], where: Sequence[int | str]) -> list[str]:
    """The keys that are allowed at `where`, found by walking the models' annotations."""
    for part in where:
        if isinstance(part, str) and part in model.model_fields:
            inner = _model_in(model.model_fields[part].annotation)
            model = inner or model
    return list(model.model_fields)


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return annotation if issubclass(annotation, BaseModel) else None
    for argument in get_args(annotation):
        found = _model_in(argument)
        if found is not None:
            return found
    return None
