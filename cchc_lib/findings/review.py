"""The tables of the intake review: who reported, which files were refused, problems by file."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from cchc_lib.findings.report import Report


@dataclass(frozen=True, eq=False)
class IntakeReview(Report):
    """What was received for one quarter."""

    @cached_property
    def files(self) -> pd.DataFrame:
        """The quarter's files with form, received, sample, units, figures and problems by severity.

        `in_force` is False for a file that a later one replaced.
        """
        sent = self.findings.submissions
        rows = sent[sent["quarter"] == str(self.quarter)]
        table = (
            rows.groupby(["entry", "submission", "file_name", "form", "received", "sample"])
            .agg(units=("unit", "nunique"), in_force=("in_force", "any"))
            .reset_index()
            .rename(columns={"file_name": "file"})
        )
        figures = self.findings.observations
        now = figures[figures["quarter"] == str(self.quarter)]
        table["figures"] = table["submission"].map(now.groupby("submission").size()).fillna(0)
        problems = pd.DataFrame(
            [(sha, problem.severity) for problem, sha in self.findings.problems],
            columns=["submission", "severity"],
        )
        found = pd.crosstab(problems["submission"], problems["severity"])
        for severity in ("refuse", "doubtful", "note"):
            counts = found.get(severity, pd.Series(dtype="int64"))
            table[severity] = table["submission"].map(counts).fillna(0).astype("int64")
        return table.astype({"figures": "int64"}).drop(columns="entry")

    @cached_property
    def corrections(self) -> pd.DataFrame:
        """Every correction of the quarter's figures."""
        table = self.all_corrections
        return table[table["quarter"] == str(self.quarter)].reset_index(drop=True)

    @cached_property
    def refusals(self) -> pd.DataFrame:
        """Files that could not be read as a whole: file, submission (hash), received, message.

        Those that are, or may be, the quarter's; one that was read later is left out.
        """
        rows = [
            (one.file_name, one.sha256, one.received, one.error.message(self.language))
            for one in self.findings.refusals
        ]
        return pd.DataFrame(rows, columns=["file", "submission", "received", "message"])

    @property
    def doubts(self) -> pd.DataFrame:
        """Every problem of the quarter's files, the worst first."""
        return self.all_doubts
