"""What a notebook opens: an edition of the ledger, measured for one quarter, once per process.

The one place where ledger and measure meet. In: quarter, edition. Out: `Findings`, and from it
the tables of one report in the reader's language.
"""

from cchc_lib.findings.carried import Carried, carried_to_new_units
from cchc_lib.findings.certainty import RankCertainty
from cchc_lib.findings.city import CityReport
from cchc_lib.findings.problems import quarter_problems
from cchc_lib.findings.quarter import Findings, known_language, open_findings
from cchc_lib.findings.refused import files_refused
from cchc_lib.findings.restated import Restated, open_restatements
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
    "Carried",
    "CityReport",
    "FileProblems",
    "Findings",
    "IntakeReview",
    "RankCertainty",
    "Restated",
    "ScoreLine",
    "UnitReport",
    "carried_to_new_units",
    "check_severities",
    "files_refused",
    "files_with_problems",
    "known_language",
    "open_findings",
    "open_restatements",
    "quarter_problems",
]
