"""Opening a received file: bytes in, a Workbook out, whatever the file is called."""

from cchc_lib.errors import SubmissionError
from cchc_lib.intake.containers.archive import open_archive
from cchc_lib.intake.containers.delimited import open_delimited
from cchc_lib.intake.containers.html import open_html
from cchc_lib.intake.containers.kinds import kind_of, kind_of_archive
from cchc_lib.intake.containers.ods import open_ods
from cchc_lib.intake.containers.xls import open_xls
from cchc_lib.intake.containers.xlsx import open_xlsx
from cchc_lib.intake.grid import Workbook

MAX_BYTES = 32 * 1024 * 1024
"""The worst files that are still read, all sheets, in a process that takes 60 MB before (peak
memory, seconds of one core): .xlsx 220 MB, 4 s; .xls 270 MB, 3.5 s; .ods 190 MB, 3 s; HTML 260 MB,
6 s; CSV 330 MB, 3 s. Whatever is more is refused within a second."""


def open_workbook(content: bytes, file_name: str) -> Workbook:
    """The workbook that these bytes hold; `file_name` is only shown.

    Raises SubmissionError for an empty file, one that is too big, protected by a password,
    damaged, or no workbook.
    """
    if not content.strip(b"\0\t\r\n "):
        raise SubmissionError("error.empty-file", file=file_name)
    check_size(len(content), file_name)
    kind = kind_of(content, file_name)
    if kind == "xls":
        return open_xls(content, file_name)
    if kind == "html":
        return open_html(content, file_name)
    if kind == "text":
        return open_delimited(content, file_name)
    archive = open_archive(content, file_name)
    container = kind_of_archive(archive, file_name)
    if container == "ods":
        return open_ods(archive, file_name)
    return open_xlsx(archive, file_name, container)


def check_size(size: int, file_name: str) -> None:
    """Refuse a file of more bytes than any report has, before they are read."""
    if size > MAX_BYTES:
        raise SubmissionError(
            "error.file-too-big", file=file_name, limit=MAX_BYTES // (1024 * 1024)
        )
