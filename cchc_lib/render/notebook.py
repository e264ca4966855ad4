"""A notebook file before it runs: its source, its digest and the parameters that it takes.

In: the path of an .ipynb. Out: what a batch must know to check every job before the first one
runs. Nothing of Jupyter is imported here, which would cost two seconds.
"""

import ast
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cchc_lib.errors import CallError
from cchc_lib.registry.params import nearest

PARAMETERS = "parameters"
"""The tag of the cell whose assignments are the notebook's parameters."""
SECONDS = 120
"""How long a cell may run, unless the caller says otherwise."""
EXPECTED = "quarter, unit, language, edition"


@dataclass(frozen=True)
class NotebookFile:
    """A notebook as it was read once: what runs is what was digested."""

    path: Path
    source: str
    sha256: str
    parameters: tuple[str, ...]

    @property
    def stem(self) -> str:
        """The file's name without .ipynb."""
        return self.path.stem


@dataclass(frozen=True)
class Run:
    """One notebook to run: its file name and source, the values of its parameters, its place.

    `folder` becomes the working folder, as in JupyterLab; `home` is the project's folder; no cell
    may run longer than `seconds`.
    """

    name: str
    source: str
    parameters: Mapping[str, object]
    folder: Path
    home: Path
    seconds: int = SECONDS


def find_notebook(folder: Path, name: str) -> Path:
    """The path of the notebook called `name`. Raises CallError that names the nearest."""
    stems = [path.stem for path in folder.glob("*.ipynb")]
    if name not in stems:
        hint = nearest(name, stems, 0) or "–"
        raise CallError("error.no-such-notebook", found=name, folder=folder.name, hint=hint)
    return folder / f"{name}.ipynb"


def read_notebook(path: Path) -> NotebookFile:
    """The notebook at `path`. Raises CallError where it is none or has no parameters cell."""
    try:
        # Line ends are made equal, so that a checkout on Windows has the same digest.
        source = path.read_text(encoding="utf-8")
        cells = json.loads(source)["cells"]
        tagged = [cell for cell in cells if PARAMETERS in cell["metadata"].get("tags", ())]
        code = ["".join(cell["source"]) for cell in tagged if cell["cell_type"] == "code"]
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise CallError("error.not-a-notebook", notebook=path.name, reason=_reason(error)) from None
    if not code:
        raise CallError("error.no-parameters-cell", notebook=path.name, expected=EXPECTED)
    sha256 = hashlib.sha256(source.encode("utf-8")).hexdigest()
    return NotebookFile(path, source, sha256, assigned(code[0], path.name))


def assigned(source: str, notebook: str) -> tuple[str, ...]:
    """The names that a parameters cell assigns, in its order."""
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise CallError(
            "error.parameters-cell-broken", notebook=notebook, reason=error.msg
        ) from None
    names: dict[str, None] = {}
    for statement in tree.body:
        if isinstance(statement, ast.Assign):
            targets = statement.targets
        elif isinstance(statement, ast.AnnAssign):
            targets = [statement.target]
        else:
            continue
        names.update((target.id, None) for target in targets if isinstance(target, ast.Name))
    return tuple(names)


def _reason(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else f"{error}"
