"""Processes that may die."""

import os
import signal
import sys
from pathlib import Path

import pytest

from cchc_lib.render.pool import Pool

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


def nothing() -> None:
    """What a new process does first."""


def halve(number: int) -> float:
    """Half a number; 13 kills its process, as a report does that needs too much memory."""
    if number == 13:
        os.kill(os.getpid(), KILL)
    return number / 2


def once(path: str) -> str:
    """Kills its process the first time that it is given a path."""
    if not path:
        return "done"
    if not Path(path).exists():
        Path(path).touch()
        os.kill(os.getpid(), KILL)
    return "done again"


def test_every_task_has_its_own_result():
    """Whichever process did it, and in whatever order."""
    results = dict(Pool([2, 4, 6, 8, 10], halve, nothing).run(2))
    assert results == {0: 1, 1: 2, 2: 3, 3: 4, 4: 5}


def test_a_task_that_kills_its_process_is_found_and_the_others_are_done():
    """What ran beside it is run again, alone, and is not blamed."""
    results = dict(Pool([2, 13, 4, 6], halve, nothing).run(2))
    assert results == {0: 1, 1: None, 2: 2, 3: 3}


def test_a_process_that_dies_once_costs_nothing_but_time(tmp_path):
    """The system may have killed it for somebody else's sake."""
    results = dict(Pool(["", str(tmp_path / "seen"), ""], once, nothing).run(2))
    assert results == {0: "done", 1: "done again", 2: "done"}


def test_no_task_needs_no_process():
    """An empty batch ends at once."""
    assert list(Pool([], halve, nothing).run(2)) == []


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_processes_end_with_the_batch():
    """None is left when the last result has been taken."""
    pids = dict(Pool([0, 0], own_pid, nothing).run(2)).values()
    assert [pid for pid in pids if Path(f"/proc/{pid}").exists()] == []


def own_pid(_task: int) -> int:
    """The process that does a task."""
    return os.getpid()
