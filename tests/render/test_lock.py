"""One run at a time."""

import os
import subprocess
import sys

import pytest

from cchc_lib.errors import BusyError
from cchc_lib.render.lock import reports_lock

HOLD = """
import os, sys
from pathlib import Path
from cchc_lib.render.lock import reports_lock
with reports_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_run_is_told_who_holds_the_folder(tmp_path):
    """With the process that it could ask or end."""
    told = pytest.raises(BusyError, match=f"PID {os.getpid()}")
    with reports_lock(tmp_path), told, reports_lock(tmp_path):
        pass


def test_a_lock_is_free_again_after_its_run(tmp_path):
    """Also after a run that failed."""
    with pytest.raises(ZeroDivisionError), reports_lock(tmp_path):
        raise ZeroDivisionError
    with reports_lock(tmp_path):
        assert (tmp_path / ".lock").is_file()


def test_a_killed_run_holds_nothing(tmp_path):
    """The system takes the lock back, so nobody has to delete a file."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    with holder:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(BusyError, match=f"PID {holder.pid}"), reports_lock(tmp_path):
            pass
        holder.kill()
    with reports_lock(tmp_path):
        assert True
