"""The table of figures that a few units send instead of the workbook: CSV, one row a figure.

In: what a unit reports. Out: the bytes of the file. A department writes ids and commas, a local
unit writes names, semicolons and Vietnamese numbers after a byte order mark.
"""

import csv
import io

from cchc_lib.intake.period import period_name
from cchc_lib.registry import Registry
from cchc_lib.sample.unit_form import UnitReport
from cchc_lib.sample.workbook import MARK
from cchc_lib.vietnamese import format_number

HEADER = ("don_vi", "ky_bao_cao", "chi_tieu", "gia_tri", "ghi_chu")


def write_tidy(report: UnitReport, registry: Registry) -> bytes:
    """The CSV of one unit; the remark of the first figure says that the data are a sample."""
    by_id = report.unit.level == "department"
    name = report.unit.slug if by_id else report.name
    period = (
        str(report.quarter)
        if by_id
        else period_name(report.quarter, registry.calendar.window(report.quarter))
    )
    lines = io.StringIO()
    table = csv.writer(lines, delimiter="," if by_id else ";", lineterminator="\r\n")
    table.writerow(HEADER)
    for place, (indicator, value) in enumerate(report.figures.items()):
        label = indicator if by_id else registry.indicators[indicator].name.vi
        shown = f"{value:.10g}" if by_id else format_number(value, "vi")
        table.writerow((name, period, label, shown, "" if place else MARK))
    return lines.getvalue().encode("utf-8" if by_id else "utf-8-sig")
