"""One notebook with its parameters, run from top to bottom in a kernel of its own.

In: the notebook's source and the values of its parameters, which are data and never code. Out: the
executed notebook without papermill's traces, or a RenderError that quotes the failing cell.
"""

import logging
import re
import tempfile
from pathlib import Path

import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill import execute_notebook
from papermill.exceptions import PapermillExecutionError

from cchc_lib.errors import RenderError
from cchc_lib.render.kernel import KERNEL, kernel_options
from cchc_lib.render.notebook import Run
from cchc_lib.render.stable import stable_text, without_traces

QUOTED = 300
"""How many characters of a failing cell an error quotes."""
INJECTED = "injected-parameters"
CELL_FILE = re.compile(r"\((?:ipython-input-)?[\w-]+\.py, line")
"""How Python names a cell's code in a SyntaxError: a number that tells nobody anything."""
LOG = logging.getLogger("papermill")


def execute(run: Run) -> NotebookNode:
    """The executed notebook. Raises RenderError with notebook, cell, source and error."""
    notebook = nbformat.reads(run.source, as_version=4)  # type: ignore[no-untyped-call]
    # What papermill and nbclient log is in the error that we raise.
    LOG.setLevel(logging.CRITICAL + 1)
    with tempfile.TemporaryDirectory(prefix="cchc-", ignore_cleanup_errors=True) as scratch:
        seen = _LastCell()
        try:
            done = execute_notebook(
                notebook,
                None,
                parameters=dict(run.parameters),
                kernel_name=KERNEL,
                language="python",
                progress_bar=False,
                cwd=run.folder,
                execution_timeout=run.seconds,
                on_cell_start=seen,
                **kernel_options(run.home, Path(scratch)),
            )
        except PapermillExecutionError as error:
            raise _failed(run, notebook, error) from None
        except CellTimeoutError:
            raise _stopped("error.cell-timeout", run, seen) from None
        except DeadKernelError:
            raise _stopped("error.kernel-died", run, seen) from None
        except (RuntimeError, OSError) as error:
            reason = stable_text(str(error)).strip() or type(error).__name__
            raise RenderError("error.kernel-start", notebook=run.name, reason=reason) from None
    return without_traces(done)


class _LastCell:
    """Remembers the code cell that was started last, counted without papermill's own."""

    number = 0
    source = ""

    def __call__(self, *, cell: NotebookNode, cell_index: int) -> None:  # noqa: ARG002
        if cell.cell_type == "code" and INJECTED not in cell.metadata.get("tags", ()):
            self.number += 1
            self.source = cell.source


def _failed(run: Run, notebook: NotebookNode, error: PapermillExecutionError) -> RenderError:
    """The error of a cell that raised; its number counts code cells as their author sees them."""
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    number = sources.index(error.source) + 1 if error.source in sources else 1
    words = f"{error.ename}: {error.evalue}" if error.evalue else error.ename
    return RenderError(
        "error.cell-failed",
        notebook=run.name,
        cell=number,
        error=" ".join(CELL_FILE.sub("(line", stable_text(words)).split()),
        source=shortened(error.source),
    )


def _stopped(key: str, run: Run, seen: _LastCell) -> RenderError:
    return RenderError(
        key,
        notebook=run.name,
        cell=seen.number,
        seconds=run.seconds,
        source=shortened(seen.source),
    )


def shortened(source: str) -> str:
    """A cell on one line, cut after 300 characters."""
    line = " ⏎ ".join(line.rstrip() for line in source.splitlines() if line.strip())
    return line if len(line) <= QUOTED else f"{line[: QUOTED - 1]}…"
