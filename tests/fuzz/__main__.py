"""Fuzz the readers of received files: `python -m tests.fuzz --minutes 20 --workers 2`.

Prints executions, coverage and findings for each target; exits 1 where anything but a CchcError
came out, a file took more than ten seconds, or one needed more than 512 MB.
"""

import argparse
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.seeds import write_seeds

TARGETS = ("xlsx", "xls", "ods", "html", "text", "words")
SEEDS = 20
SECONDS_A_FILE = 10
MEMORY_MB = 512
LARGEST_FILE = 200_000
DONE = re.compile(r"^#(\d+)\s+\w+\s+cov: (\d+)", re.MULTILINE)
KILLED = re.compile(r"ERROR: libFuzzer: (timeout|out-of-memory|deadly signal)")
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Outcome:
    """What one target has given."""

    target: str
    executions: int = 0
    coverage: int = 0
    killed: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()


def fuzz(target: str, seconds: float, folder: Path) -> Outcome:
    """Run one target for so long; where a file kills the process, go on with the next."""
    corpus, found, log = folder / target / "corpus", folder / target / "findings", folder / target
    write_seeds(corpus, target, SEEDS)
    outcome = Outcome(target)
    stop = time.monotonic() + seconds
    turn = 0
    while (left := int(stop - time.monotonic())) > 0:
        turn += 1
        path = log / f"log-{turn}.txt"
        with path.open("wb") as stream:
            child = subprocess.run(
                [
                    sys.executable, "-m", "tests.fuzz.worker", target, str(found),
                    str(corpus), f"-max_total_time={left}", f"-timeout={SECONDS_A_FILE}",
                    f"-rss_limit_mb={MEMORY_MB}", f"-max_len={LARGEST_FILE}", f"-seed={turn}",
                    f"-artifact_prefix={found}-",
                ],
                stdout=stream, stderr=stream, cwd=ROOT, check=False,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
            )  # fmt: skip
        words = path.read_text("utf-8", "replace")
        counts = DONE.findall(words)
        if counts:
            outcome.executions += int(counts[-1][0])
            outcome.coverage = max(outcome.coverage, int(counts[-1][1]))
        outcome.killed += tuple(KILLED.findall(words))
        if child.returncode and not counts:
            outcome.killed += (f"did not start: {words[-500:]}",)
            break
    outcome.findings = tuple(sorted(path.stem for path in found.glob("*.txt")))
    return outcome


def lines(outcomes: list[Outcome]) -> Iterator[str]:
    """The report."""
    for outcome in outcomes:
        yield (
            f"{outcome.target:6} {outcome.executions:9} executions, coverage {outcome.coverage:6}, "
            f"{len(outcome.findings)} exceptions, {len(outcome.killed)} killed"
        )
        yield from (f"       {name}" for name in (*outcome.findings, *outcome.killed))


def main() -> int:
    """Share the time among the targets."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--targets", nargs="+", default=TARGETS, choices=TARGETS)
    parser.add_argument("--folder", type=Path, help="where corpus and findings are kept")
    asked = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        print("atheris is missing: pip install atheris==3.0.0 (Linux on x86_64)")  # noqa: T201
        return 2
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="cchc-fuzz-"))
    seconds = asked.minutes * 60 * asked.workers / len(asked.targets)
    with ThreadPoolExecutor(asked.workers) as pool:
        outcomes = list(pool.map(lambda target: fuzz(target, seconds, folder), asked.targets))
    print(f"corpus and findings: {folder}", *lines(outcomes), sep="\n")  # noqa: T201
    return int(any(outcome.findings or outcome.killed for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
