"""Workbooks that go out to the units: forms to fill in, and marked copies of what they sent.

In: a form and last quarter's figures, or a received file and its problems. Out: bytes of an .xlsx
file, the same for the same input.
"""
