"""One process that damages files of one kind and reads them; `python -m tests.fuzz` starts it.

In: target, corpus, folder of findings, then libFuzzer's own options. Out: a file of findings for
each place where something but a CchcError came out; libFuzzer's lines on stderr.
"""

import datetime
import random
import sys
import traceback
from pathlib import Path
from typing import Any

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
with atheris.instrument_imports(include=["cchc_lib", "openpyxl", "xlrd", "defusedxml"]):
    import openpyxl  # noqa: F401
    import xlrd  # noqa: F401

    from cchc_lib.errors import CchcError, SubmissionError
    from cchc_lib.intake import read_forms, read_submission
    from cchc_lib.intake.containers import calamine, xls
    from cchc_lib.intake.forms import Words
    from cchc_lib.intake.grid import Cell
    from cchc_lib.intake.labels import IndicatorLabels
    from cchc_lib.intake.names import unit_names
    from cchc_lib.intake.number_formats import shows_percent
    from cchc_lib.intake.period import find_periods, read_period
    from cchc_lib.intake.values import decimal_mark, read_value
    from cchc_lib.registry import Quarter, read_registry
from tests.fuzz import mutations

ROOT = Path(__file__).resolve().parents[2]
REGISTRY = read_registry(ROOT / "params")
FORMS = read_forms(ROOT / "params")
DAY = datetime.date(2020, 3, 18)
INDICATORS = ("dialogues", "plan-implemented", "online-satisfaction", "disbursement-done")
NAMES = [unit_names(REGISTRY.units_in(Quarter.parse(each))) for each in ("2020-Q1", "2026-Q1")]
LABELS = IndicatorLabels(REGISTRY.indicators.values(), {})
MUTATIONS = {
    "xlsx": mutations.damaged_archive,
    "ods": mutations.damaged_archive,
    "xls": mutations.damaged_records,
}


class Findings:
    """What came out that should not; one file for each place in the code."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen: set[str] = set()

    def note(self, error: BaseException, data: bytes) -> None:
        """Keep the input and the traceback, the first time."""
        frame = traceback.extract_tb(error.__traceback__)[-1]
        name = f"{type(error).__name__}-{Path(frame.filename).stem}-{frame.lineno}"
        if name not in self.seen:
            self.seen.add(name)
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / f"{name}.input").write_bytes(data)
            words = "".join(traceback.format_exception(error))
            (self.folder / f"{name}.txt").write_text(words, encoding="utf-8")


def no_child(_content: bytes, file_name: str) -> Any:
    """In place of calamine, which runs in a process of its own, out of reach of this one."""
    raise SubmissionError("error.broken-workbook", file=file_name, reason="calamine")


def read_file(data: bytes) -> None:
    """Take the bytes in as a received file."""
    read_submission(data, "tệp.xls", DAY, REGISTRY, FORMS)


def read_words(data: bytes) -> None:
    """Take the text for a figure, a name, a period, a label and a number format."""
    words = data.decode("utf-8", "ignore")
    cell = Cell(1, 1, words)
    for name in INDICATORS:
        indicator = REGISTRY.indicators[name]
        decimal_mark([(cell, indicator)])
        for mark in (None, ",", "."):
            read_value(cell, indicator, Words(), mark)
    for names in NAMES:
        if names.find(words) is None:
            names.nearest(words[:200])
    read_period(words)
    find_periods([cell, Cell(2, 1, words[::-1])], ("bao cao so lieu",))
    LABELS.find(words)
    shows_percent(words, 0.5)


def main() -> None:
    """Run libFuzzer on the target."""
    target, findings = sys.argv[1], Findings(Path(sys.argv[2]))
    calamine.open_with_calamine = no_child
    if hasattr(xls, "open_with_calamine"):
        xls.open_with_calamine = no_child
    read = read_words if target == "words" else read_file

    def one_input(data: bytes) -> None:
        try:
            read(data)
        except CchcError:
            pass
        except Exception as error:  # noqa: BLE001  what is looked for
            findings.note(error, data)

    options: dict[str, Any] = {}
    if target in MUTATIONS:
        damage = MUTATIONS[target]
        options["custom_mutator"] = lambda data, most, seed: damage(
            data,
            most,
            random.Random(seed),  # noqa: S311  chance, no secret
            atheris.Mutate,
        )
    atheris.Setup([sys.argv[0], *sys.argv[3:]], one_input, **options)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
