"""Which texts the product itself asks for: keys as they stand in its source and in its texts."""

import ast
from collections.abc import Iterator
from pathlib import Path

from ruamel.yaml import YAML

from tests.conftest import ROOT

OTHERS = ("CallError", "ParamsError", "IntegrityError", "BusyError", "NotReported")


def refusals(room: str) -> set[str]:
    """The keys under which a room refuses files: all its errors but those of another class."""
    found: set[str] = set()
    for path in sorted((ROOT / "cchc_lib" / room).rglob("*.py")):
        found.update(_keys(ast.parse(path.read_text(encoding="utf-8"))))
    return found


def _keys(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in OTHERS:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if node.value.startswith("error."):
            yield node.value.removeprefix("error.")
        return
    for child in ast.iter_child_nodes(node):
        yield from _keys(child)


def problem_codes(*files: str) -> set[str]:
    """The kinds of problems of which these files of Vietnamese texts, or all, have the message."""
    folder = ROOT / "cchc_lib" / "texts" / "vi"
    paths = [folder / name for name in files] if files else sorted(folder.glob("*.yml"))
    return {code for path in paths for code, texts in _problems(path) if "message" in texts}


def _problems(path: Path) -> list[tuple[str, dict[str, str]]]:
    read = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return list(read.get("problem", {}).items())
