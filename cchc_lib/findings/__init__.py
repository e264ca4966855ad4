"""What a notebook opens: an edition of the ledger, measured for one quarter, once per process.

The one place where ledger and measure meet. In: quarter, edition. Out: `Findings`, and from it
the tables of one report in the reader's language.
"""

from cchc_lib.findings.certainty import RankCertainty
from cchc_lib.findings.city import CityReport
from cchc_lib.findings.problems import quarter_problems
from cchc_lib.findings.quarter import Findings, known_language, open_findings
from cchc_lib.findings.refused import files_refused
from cchc_lib.findings.returns import (
    SEVERITIES,
    FileProblems,
    check_severities,
    files_with_problems,
)
from cchc_lib.findings.review import IntakeReview
from cchc_lib.findings.standing import ScoreLine
from cchc_lib.findings.unit import UnitReport

__all__ = [
    "SEVERITIES",
    "CityReport",
    "FileProblems",
    "Findings",
    "IntakeReview",
    "RankCertainty",
    "ScoreLine",
    "UnitReport",
    "check_severities",
    "files_refused",
    "files_with_problems",
    "known_language",
    "open_findings",
    "quarter_problems",
]
