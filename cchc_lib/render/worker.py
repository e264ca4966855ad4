"""What a worker process does: one report at a time, from its plan to the bytes of its page.

Light to import, because the driver imports it too: what costs two seconds is imported once in
each worker.
"""

import os
import tempfile
import time
from dataclasses import dataclass

from cchc_lib.errors import CchcError, RenderError
from cchc_lib.render.jobs import Plan


@dataclass(frozen=True)
class Outcome:
    """A page's bytes and its notebook's standard error, or the error that there is no page."""

    content: bytes = b""
    log: str = ""
    seconds: float = 0.0
    error: CchcError | None = None


def warm(scratch: str) -> None:
    """Import the engine and build the exporter.

    What this process and its kernels write aside lies below `scratch`, which the driver takes
    away in the end, however they ended.
    """
    for name in ("TMPDIR", "TEMP", "TMP"):
        os.environ[name] = scratch
    tempfile.tempdir = None
    from cchc_lib.render import engine, html  # noqa: F401, PLC0415 - only workers pay for it

    html.exporter()


def make(plan: Plan) -> Outcome:
    """The page of one plan; nothing is raised and nothing is written."""
    from cchc_lib.render.engine import execute  # noqa: PLC0415 - only workers pay for it
    from cchc_lib.render.html import make_page  # noqa: PLC0415 - only workers pay for it

    begin = time.perf_counter()
    try:
        page = make_page(execute(plan.run), plan.meta)
    except CchcError as error:
        return Outcome(seconds=time.perf_counter() - begin, error=error)
    except Exception as error:  # noqa: BLE001 - one page's fault must not end the batch
        reason = f"{type(error).__name__}: {error}"
        failed = RenderError("error.page-failed", page=plan.page, reason=reason)
        return Outcome(seconds=time.perf_counter() - begin, error=failed)
    return Outcome(page.content, page.log, time.perf_counter() - begin)
