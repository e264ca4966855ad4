"""Files of any kind into sheets of cells: bytes in, a `Workbook` of the grid out.

`workbook.py` opens a file by what `kinds.py` finds it to be; there is one reader a container (xlsx,
xls, ods, html, delimited). What is no spreadsheet, locked, damaged or larger than any form is a
SubmissionError before it can do harm. Nothing here knows a form, a unit or an indicator.
"""
