"""Received files into figures: any workbook or table in, observations and problems out.

In: the bytes of one file, the registry and the form definitions of params/forms. Out: a `Reading`:
what the file is, its figures each with sheet and cell, and everything that is wrong with it.
"""

from cchc_lib.intake.draft import Figure
from cchc_lib.intake.forms import FormDefinition, read_forms
from cchc_lib.intake.observations import observations_schema
from cchc_lib.intake.problems import Problem, Severity
from cchc_lib.intake.submission import Reading, Submission, read_submission

__all__ = [
    "Figure",
    "FormDefinition",
    "Problem",
    "Reading",
    "Severity",
    "Submission",
    "observations_schema",
    "read_forms",
    "read_submission",
]
