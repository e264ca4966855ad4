"""What readers see of corrections and of refused files."""

import math
import re

import pandas as pd

from cchc_lib.present import tables
from cchc_lib.texts import Language
from tests.present import frames

KNOWN = frames.registry()


def cells(html: str) -> list[list[str]]:
    """The words of each row of the body, cell by cell."""
    body = html.split("<tbody>", 1)[1]
    rows = re.findall(r"(?s)<tr\b.*?</tr>", body)
    return [
        [re.sub(r"<[^>]*>", "", cell) for cell in re.findall(r"(?s)<t[dh]\b.*?</t[dh]>", row)]
        for row in rows
    ]


def corrections(language: Language = "vi") -> list[list[str]]:
    """The rows of the three corrections of `frames`."""
    frame = frames.correction_frame(KNOWN, language).assign(reason="Ghi nhầm", file="a.xlsx")
    frame.loc[1, "file"] = ""
    return cells(str(tables.corrections(frame, language).html()))


def test_correction_shows_both_figures_reason_author_and_cell() -> None:
    """A figure, one that is in no file, and one that does not fit any more."""
    name = "Số hội nghị đối thoại với người dân, tổ chức và doanh nghiệp"
    who = "Sở Nội vụ 2/4/2020"
    assert corrections() == [
        [name, "2020-Q1", "12", "1", "Ghi nhầm", who, "a.xlsx · Biểu 01 · D14"],
        [name, "2020-Q1", "–", "1", "Ghi nhầm", who, "–"],
        [name, "2020-Q1", "12", "không tính không áp dụng",
         "Ghi nhầm", who, "a.xlsx · Biểu 01 · D14"],
    ]  # fmt: skip


def test_correction_in_english() -> None:
    """Dates and remarks of the other language."""
    last = corrections("en")[-1]
    assert last[3] == "does not count not applied"
    assert last[5] == "Sở Nội vụ 2 April 2020"


def test_review_names_the_unit_first() -> None:
    """It lists all units' corrections."""
    frame = frames.correction_frame(KNOWN, "vi")
    rows = cells(str(tables.corrections(frame, "vi", with_unit=True).html()))
    assert {row[0] for row in rows} == {"Quận Ba Đình"}


def test_no_corrections_are_one_line() -> None:
    """No table without rows."""
    none = frames.correction_frame(KNOWN, "vi").iloc[:0]
    html = str(tables.corrections(none, "vi").html())
    assert "Không có số liệu nào được đính chính." in html
    assert "<table" not in html


def sources(value: float, reported: float, file: str) -> str:
    """The table of one source."""
    unit = KNOWN.unit("ba-dinh", frames.Quarter(2020, 1))
    frame = frames.source_frame(KNOWN, unit, frames.Quarter(2020, 1), "vi").iloc[:1]
    changed: pd.DataFrame = frame.assign(value=value, reported=reported, file=file)
    if not file:
        changed = changed.assign(cell="", sheet="")
    return str(tables.sources(changed, 5, "vi").html())


def test_source_of_a_corrected_figure_shows_the_reported_one() -> None:
    """Beside the figure that counts."""
    assert "2 <small>trong tệp: 12</small>" in sources(2, 12, "a.xlsx")
    assert "<small>" not in sources(12, 12, "a.xlsx")


def test_figure_in_no_file_stands_under_a_heading_that_says_so() -> None:
    """No file, no sheet, no cell."""
    html = sources(2, math.nan, "")
    assert "Số liệu đính chính, không có trong tệp nào" in html
    assert "trong tệp:" not in html


def test_refused_file_shows_its_reason_escaped() -> None:
    """A file's name is data of strangers."""
    html = str(tables.refusals(frames.refusal_frame(), "vi").html())
    assert "19/3/2020" in html
    assert "<script" not in html


def test_no_refused_files_are_one_line() -> None:
    """No table without rows."""
    html = str(tables.refusals(frames.refusal_frame().iloc[:0], "vi").html())
    assert "Không có tệp nào bị từ chối trong thời gian nhận báo cáo của kỳ này." in html
