"""Shares of the city that move against every group since the quarter before."""

import pandas as pd

from cchc_lib.findings.report import Report

REVERSAL_COLUMNS = ["series", "name", "direction", "quarter"]


def city_reversals(report: Report) -> pd.DataFrame:
    """Series, name, direction (up, down), quarter (the one before)."""
    return pd.DataFrame(columns=REVERSAL_COLUMNS)
