"""Synthetic submissions: believable figures, saved the way people save them, with planted errors.

In: the registry and a range of quarters. Out: files, a register of when they came in, and a list
of every planted oddity. Every file says that its figures are a sample and not official.
"""

from cchc_lib.sample.oddities import Oddity
from cchc_lib.sample.workbook import MARK
from cchc_lib.sample.writing import SampleFile, SampleSummary, meant_figures, write_sample

__all__ = ["MARK", "Oddity", "SampleFile", "SampleSummary", "meant_figures", "write_sample"]
