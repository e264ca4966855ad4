"""The digests of what pages are made with: our code, the city's definitions, the environment.

In: folders. Out: short digests that are the same wherever the same files lie. Line ends count as
one, so that a checkout on Windows gives the same; the names of files count, their dates do not.
"""

import functools
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import cchc_lib
from cchc_lib.project import Project

LIBRARY = Path(cchc_lib.__file__).resolve().parent
CODE = (".py", ".yml", ".j2", ".css", ".json", ".csv", ".woff2", ".ttf")
BINARY = (".woff2", ".ttf")
LENGTH = 12
"""Hexadecimal digits that are kept: 48 bits, enough to tell versions of one project apart."""


@dataclass(frozen=True)
class MadeWith:
    """What stands in a page's foot and in its manifest entry beside the data."""

    product: str
    code: str
    environment: str


@functools.cache
def made_with(project: Project) -> MadeWith:
    """The digests of one project, taken once per process."""
    files = {
        **{f"lib/{name}": path for name, path in _below(LIBRARY)},
        **{f"params/{name}": path for name, path in _below(project.params)},
    }
    lock = project.root / "requirements.lock"
    environment = digest([("requirements.lock", lock)] if lock.is_file() else [])
    return MadeWith(_product(), digest(sorted(files.items())), environment)


def digest(files: Iterable[tuple[str, Path]]) -> str:
    """The digest over names and contents."""
    total = hashlib.sha256()
    for name, path in files:
        content = path.read_bytes()
        if path.suffix not in BINARY:
            content = content.replace(b"\r\n", b"\n")
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()[:LENGTH]


def _below(folder: Path) -> list[tuple[str, Path]]:
    return [
        (path.relative_to(folder).as_posix(), path)
        for path in folder.rglob("*")
        if path.suffix in CODE and "__pycache__" not in path.parts
    ]


def _product() -> str:
    try:
        return version("cchc")
    except PackageNotFoundError:
        return "0"
