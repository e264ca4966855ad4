"""Many tasks in a few processes, of which any may die without stopping the others.

In: tasks, and the function that does one. Out: each task's result as it comes, None for a task
whose process died twice. Processes are started anew (spawn), so it is the same on every system.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import wait as wait_for
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Pool(Generic[Task, Result]):
    """What is to be done: `work` on each of `tasks`, after `begin` once in each new process."""

    tasks: Sequence[Task]
    work: Callable[[Task], Result]
    begin: Callable[[], None]

    def run(self, workers: int) -> Iterator[tuple[int, Result | None]]:
        """(index, result) of each task, in the order in which they end.

        When a process dies nobody can tell which of the tasks that were running killed it: each
        of them runs once more after all others, alone in a new process. One that dies again
        gives None.
        """
        left = deque(range(len(self.tasks)))
        suspects: list[int] = []
        while left:
            yield from self._until_broken(left, min(workers, len(left)), suspects)
        for index in sorted(suspects):
            again: list[int] = []
            yield from self._until_broken(deque([index]), 1, again)
            if again:
                yield index, None

    def _until_broken(
        self, left: deque[int], workers: int, suspects: list[int]
    ) -> Iterator[tuple[int, Result]]:
        """Results of one set of processes, until nothing is left or one of them dies.

        Takes from `left` what it starts; what was running at a death is added to `suspects`.
        """
        context = multiprocessing.get_context("spawn")
        running: dict[Future[Result], int] = {}
        whole = True
        pool = ProcessPoolExecutor(workers, context, _begin, (self.begin,))
        try:
            while whole or running:
                # No more than the processes can start at once: all that wait would be suspects.
                while whole and left and len(running) < workers:
                    try:
                        future = pool.submit(self.work, self.tasks[left[0]])
                    except BrokenProcessPool:
                        whole = False
                    else:
                        running[future] = left.popleft()
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    index = running.pop(future)
                    try:
                        result = future.result()
                    except BrokenProcessPool:
                        whole = False
                        suspects.append(index)
                    else:
                        yield index, result
                whole = whole and bool(left or running)
        finally:
            pool.shutdown(cancel_futures=True)


def _begin(begin: Callable[[], None]) -> None:
    """Make a new process ready: an interrupt is the driver's to handle, whose death ends us."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    begin()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)
