"""Figures that are there twice: a report that equals another, two forms that disagree.

In: the figures of the files in force (read_reported), before corrections. Out: problems that name
both cells or both files; every figure is kept.
"""

from collections import defaultdict
from dataclasses import dataclass

import pandas as pd

from cchc_lib.intake.numerals import write_numeral
from cchc_lib.ledger.editions import FIGURE
from cchc_lib.ledger.scope import Located, Scope, in_both, joined, place, rows_of
from cchc_lib.texts import Language, text
from cchc_lib.vietnamese import quarter_name

Figures = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class UnitReport:
    """What one file says of one unit in one quarter."""

    unit: str
    quarter: str
    form: str
    submission: str
    file_name: str
    figures: Figures

    @property
    def row(self) -> dict[str, str]:
        """The report as a row that a problem can stand at."""
        return {"unit": self.unit, "submission": self.submission, "file_name": self.file_name}


def same_as_other(reported: pd.DataFrame, scope: Scope) -> list[Located]:
    """Units whose figures in a form all equal those of another unit."""
    alike: defaultdict[tuple[str, Figures], list[UnitReport]] = defaultdict(list)
    for report in _reports(reported, str(scope.quarter), scope):
        alike[report.form, report.figures].append(report)
    return [
        scope.problem(
            "same-as-other", "doubtful", report.row, found=str(len(report.figures)),
            words={
                "others": joined([
                    _unit_and_file(other, scope) for other in reports if other is not report
                ])
            },
        )
        for reports in alike.values() if len(reports) > 1
        for report in reports
    ]  # fmt: skip


def same_as_before(reported: pd.DataFrame, scope: Scope) -> list[Located]:
    """Units whose figures in a form all equal what they sent for the quarter before."""
    (previous,) = scope.previous(1)
    before = {
        (report.unit, report.form, report.figures): report
        for report in _reports(reported, previous, scope)
    }
    quarter = scope.quarter.previous()
    when = in_both(lambda language: quarter_name(quarter.year, quarter.number, language))
    return [
        scope.problem(
            "same-as-before", "doubtful", report.row, found=str(len(report.figures)),
            words={"when": when}, values={"earlier": before[key].file_name},
        )
        for report in _reports(reported, str(scope.quarter), scope)
        if (key := (report.unit, report.form, report.figures)) in before
    ]  # fmt: skip


def same_figure_differs(reported: pd.DataFrame, scope: Scope) -> list[Located]:
    """Figures that two files in force give differently; the one received last is used."""
    now = reported[reported["quarter"] == str(scope.quarter)]
    twice = now[now.duplicated(FIGURE, keep=False)]
    used = twice.drop_duplicates(FIGURE, keep="last")
    other = twice[twice.duplicated(FIGURE, keep="last")]
    both = used.merge(other, on=FIGURE, suffixes=("", "_other"))
    return [
        scope.problem(
            "same-figure-differs", "doubtful", row,
            found=write_numeral(row["value"]), expected=write_numeral(row["value_other"]),
            words={
                "other": place({
                    "quarter": row["quarter"],
                    **{name: row[f"{name}_other"] for name in ("file_name", "sheet", "cell")},
                })
            },
        )
        for row in rows_of(both[both["value"] != both["value_other"]])
    ]  # fmt: skip


def _reports(reported: pd.DataFrame, quarter: str, scope: Scope) -> list[UnitReport]:
    """The reports of a quarter that hold enough figures other than 0."""
    least = scope.registry.checks.same_as_other.least_figures
    figures: defaultdict[tuple[str, ...], list[tuple[str, float]]] = defaultdict(list)
    rows = reported[reported["quarter"] == quarter]
    names = ["unit", "form", "submission", "file_name", "indicator", "value"]
    for unit, form, submission, file_name, indicator, value in zip(
        *(rows[name] for name in names), strict=True
    ):
        figures[unit, form, submission, file_name].append((indicator, value))
    return [
        UnitReport(unit, quarter, form, submission, file_name, tuple(sorted(found)))
        for (unit, form, submission, file_name), found in figures.items()
        if sum(value != 0 for _, value in found) >= least
    ]


def _unit_and_file(report: UnitReport, scope: Scope) -> dict[Language, str]:
    name = scope.unit_name(report.unit)
    return in_both(
        lambda language: text(
            "check.unit-and-file", language, unit=name[language], file=report.file_name
        )
    )
