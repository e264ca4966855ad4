"""A batch of reports: checked as a whole, made in worker processes, committed one by one.

In: jobs, the project and its registry. Out: pages and manifests below reports/, and which jobs
failed, each with its failing cell. One report that fails, or kills its process, leaves the others
alone; workers only make bytes, and the driver alone writes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from cchc_lib.errors import CchcError, RenderError
from cchc_lib.project import Project
from cchc_lib.registry import Registry
from cchc_lib.render.jobs import Plan, ReportJob, plan
from cchc_lib.render.lock import reports_lock
from cchc_lib.render.manifest import Manifest, commit, read_manifest
from cchc_lib.render.notebook import SECONDS
from cchc_lib.render.pool import Pool
from cchc_lib.render.publish import sweep
from cchc_lib.render.worker import Outcome, make, warm
from cchc_lib.texts import Language

WORKERS = 2


@dataclass(frozen=True)
class Finished:
    """One report that has ended, well or not; `number` counts those that have, of `total`.

    `log` is what its notebook wrote to standard error.
    """

    job: ReportJob
    page: str
    number: int
    total: int
    seconds: float
    log: str = ""
    error: CchcError | None = None

    @property
    def cell(self) -> int | None:
        """The number of the code cell that failed, counted from 1."""
        cell = self.error.values.get("cell") if self.error else None
        return cell if isinstance(cell, int) else None

    def reason(self, language: Language) -> str:
        """Why there is no page; empty where there is one."""
        return "" if self.error is None else self.error.message(language)


@dataclass(frozen=True)
class BatchResult:
    """What became of each job, in the order of the jobs."""

    finished: tuple[Finished, ...]

    @property
    def done(self) -> tuple[Finished, ...]:
        """The reports that were made."""
        return tuple(one for one in self.finished if one.error is None)

    @property
    def failures(self) -> tuple[Finished, ...]:
        """The reports that were not."""
        return tuple(one for one in self.finished if one.error is not None)


def render_batch(
    jobs: Sequence[ReportJob],
    project: Project,
    registry: Registry,
    *,
    workers: int = WORKERS,
    show_code: bool = False,
    seconds: int = SECONDS,
    told: Callable[[Finished], None] = lambda _: None,
) -> BatchResult:
    """Make all reports; `told` hears of each one as it ends.

    Raises CallError before anything runs where a job is wrong, BusyError where another run holds
    reports/, IntegrityError where a manifest is broken. A report that fails raises nothing.
    """
    plans = plan(jobs, project, registry, show_code=show_code, seconds=seconds)
    with reports_lock(project.reports), _scratch() as folder:
        desk = _Desk(project.reports, plans)
        for index, outcome in Pool(plans, make, partial(warm, folder)).run(workers):
            told(desk.finish(index, outcome))
    return BatchResult(tuple(desk.finished[index] for index in sorted(desk.finished)))


def _scratch() -> TemporaryDirectory[str]:
    """A folder for what workers and notebooks write aside, gone after the batch."""
    return TemporaryDirectory(prefix="cchc-", ignore_cleanup_errors=True)


class _Desk:
    """The one place that writes: takes in what workers made, and commits page after page."""

    def __init__(self, reports: Path, plans: Sequence[Plan]) -> None:
        self.reports = reports
        self.plans = plans
        self.finished: dict[int, Finished] = {}
        self.manifests: dict[str, Manifest] = {}
        for quarter in dict.fromkeys(one.job.quarter for one in plans):
            sweep(reports / quarter)
            self.manifests[quarter] = read_manifest(reports, quarter)

    def finish(self, index: int, outcome: Outcome | None) -> Finished:
        """Commit one page (None: its process died), and say what became of its job."""
        done = self.plans[index]
        if outcome is None:
            outcome = Outcome(error=RenderError("error.worker-died", page=done.page))
        error = outcome.error
        if error is None:
            try:
                self._commit(done, outcome.content)
            except RenderError as failed:
                error = failed
        self.finished[index] = Finished(
            done.job,
            done.page,
            number=len(self.finished) + 1,
            total=len(self.plans),
            seconds=outcome.seconds,
            log=outcome.log,
            error=error,
        )
        return self.finished[index]

    def _commit(self, one: Plan, content: bytes) -> None:
        before = self.manifests[one.job.quarter]
        after = commit(self.reports, before, one.page, content, one.inputs)
        self.manifests[one.job.quarter] = after
