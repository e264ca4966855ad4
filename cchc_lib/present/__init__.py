"""What readers see: findings in, charts, tables and sentences out, in Vietnamese or English.

`show` puts one of them into a notebook's output. Nothing here reads a file but its own fonts.
"""

from cchc_lib.present import charts, tables, text
from cchc_lib.present.chart import Chart
from cchc_lib.present.output import show
from cchc_lib.present.table import Column, Table, plain_table

__all__ = ["Chart", "Column", "Table", "charts", "plain_table", "show", "tables", "text"]
