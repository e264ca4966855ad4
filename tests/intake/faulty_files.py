"""For each kind of problem one small file that makes it.

In: nothing. Out: `FILES`, by the code of the problem. Each has that problem, most have no other.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
from openpyxl.packaging.custom import StringProperty

from cchc_lib.intake.forms import Check
from cchc_lib.registry import read_registry
from tests.conftest import ROOT
from tests.intake.books import book_of, dossier_book, fill, saved, unit_book, unit_rows, xls_of
from tests.intake.containers.legacy_books import xlsx_in
from tests.intake.test_city_table import BA_DINH, SECTION, TAY_HO, TOTAL

PLAN = "Ban hành và triển khai đầy đủ kế hoạch CCHC năm"
DIALOGUES = "Số hội nghị đối thoại"
INITIATIVES = "Số sáng kiến CCHC"
SPENT = "Vốn đầu tư công đã giải ngân"
SATISFIED = "Tỷ lệ người dân, doanh nghiệp hài lòng khi sử dụng dịch vụ công trực tuyến"
SENT, ALL = "Số văn bản đi được gửi dưới dạng điện tử", "Tổng số văn bản đi"
WARD = {"period": "Quý I năm 2026", "reporter": "Đơn vị báo cáo: Phường Ba Đình"}
TIDY = "don_vi,ky_bao_cao,chi_tieu,gia_tri"
SHARE = Check(
    rule="share", share="online-satisfaction", part="edocuments-sent", whole="edocuments-total",
    tolerance=0.05,
)  # fmt: skip


@dataclass(frozen=True)
class Faulty:
    """A file, its name, and the relation that is tried besides those of the forms that ship."""

    content: bytes
    file_name: str = "bao-cao.xlsx"
    check: Check | None = None


def one(label: str, value: Any, number_format: str | None = None, **words: str) -> Faulty:
    """A unit form with one figure, in D9."""
    made = book_of({"Biểu 01": unit_rows([(label, value)], **words)})
    if number_format is not None:
        made["Biểu 01"]["D9"].number_format = number_format
    return Faulty(saved(made))


def form(*figures: tuple[str, Any]) -> Faulty:
    """A unit form with these figures, from D9 down."""
    return Faulty(unit_book(figures))


def book(sheets: dict[str, Sequence[Sequence[Any]]], hidden: str = "") -> Faulty:
    """A workbook with these sheets."""
    made = book_of(sheets)
    if hidden:
        made[hidden].sheet_state = "hidden"
    return Faulty(saved(made))


def dossiers(*rows: Sequence[Any], **headings: str) -> Faulty:
    """Form II.06a with these rows, from row 9 down, and with other words in cells of its header."""
    made = dossier_book(rows)
    for cell, words in headings.items():
        made["II.06a"][cell] = words
    return Faulty(saved(made))


def table(*rows: str) -> Faulty:
    """A table with one figure a row, and these rows."""
    return Faulty("\n".join((TIDY, *rows, "")).encode(), "so-lieu.csv")


def otherwise_measured() -> Faulty:
    """Capital in billions, where the form asks for millions."""
    rows = unit_rows([(SPENT, 12)])
    rows[8] = (1, SPENT, "Tỷ đồng", 12)
    return book({"Biểu 01": rows})


def hardly_filled_in() -> Faulty:
    """One figure, and more blanks than anybody would be told of one by one."""
    asked = [
        indicator.name.vi
        for indicator in read_registry(ROOT / "params").indicators.values()
        if indicator.kind == "count" and "districts" in indicator.reported_by
    ][:20]
    return form(*((name, 1 if place == 0 else None) for place, name in enumerate(asked)))


def hidden_row() -> Faulty:
    """Row 9 is hidden."""
    made = book_of({"Biểu 01": unit_rows([(INITIATIVES, 2)])})
    made["Biểu 01"].row_dimensions[9].hidden = True
    return Faulty(saved(made))


def two_tables() -> Faulty:
    """A second unit's form below the first one's, on one sheet."""
    other = unit_rows([(INITIATIVES, 7)], reporter="Đơn vị báo cáo: Quận Tây Hồ")
    return book({"Biểu 01": [*unit_rows([(INITIATIVES, 2)]), *other[3:]]})


def two_periods() -> Faulty:
    """The third quarter, and the nine months that end with it."""
    rows = unit_rows([(INITIATIVES, 2)], period="Quý III năm 2020")
    rows[5] = ("Số liệu 9 tháng đầu năm 2020",)
    return book({"Biểu 01": rows})


def two_names(head: str, label: str) -> Faulty:
    """A unit's name at the head of the form, and one behind the label."""
    rows = unit_rows([(INITIATIVES, 2)], reporter=f"Đơn vị báo cáo: {label}")
    rows[1] = (head,)
    return book({"Biểu 01": rows})


def two_sheets(second: str, *figures: tuple[str, Any], **words: str) -> Faulty:
    """A unit form with one figure, and a second sheet with these."""
    first = unit_rows([(INITIATIVES, 2)])
    return book({"Biểu 01": first, second: unit_rows(figures, **words)})


def two_forms() -> Faulty:
    """The table of dossiers and a unit form in one file."""
    made = dossier_book([SECTION, BA_DINH])
    fill(made.create_sheet("Biểu 01"), unit_rows([(INITIATIVES, 2)]))
    return Faulty(saved(made))


def stamped(**parts: str) -> Faulty:
    """A form with only some parts of the stamp of those that are given out."""
    made: openpyxl.Workbook = book_of({"Biểu 01": unit_rows([(INITIATIVES, 2)])})
    for name, value in parts.items():
        made.custom_doc_props.append(StringProperty(name=f"cchc.{name}", value=value))
    return Faulty(saved(made))


def odd_letter() -> Faulty:
    """An .xls file with half a letter in it, at which the reader of formats stops."""
    content = xls_of("Biểu 01", [*unit_rows([(INITIATIVES, 2)]), (None, "\u4e00ế")])
    half = "\u4e00ế".encode("utf-16-le")
    assert content.count(half) == 1
    return Faulty(content.replace(half, b"\x00\xd8" + half[2:]))


FILES = {
    "error-cell": one(INITIATIVES, "#DIV/0!"),
    "formula-without-value": one(INITIATIVES, "=SUM(B1:B2)"),
    "date-for-number": one(INITIATIVES, datetime.date(2020, 3, 12)),
    "not-a-number": one(INITIATIVES, "nhiều"),
    "scaled-number": one(SPENT, 1_234_000, "#,##0,"),
    "measure-differs": otherwise_measured(),
    "not-a-flag": one(PLAN, "Đang thực hiện"),
    "not-whole": one(INITIATIVES, 1.5),
    "percent-for-number": one(INITIATIVES, "95%"),
    "words-after-number": one(INITIATIVES, "12 người"),
    "ambiguous-number": one(SPENT, "1.234"),
    "outside-limits": one(INITIATIVES, -1),
    "figure-twice": form((DIALOGUES, 2), ("Số cuộc đối thoại", 3)),
    "figure-blank": form((DIALOGUES, 2), (INITIATIVES, None)),
    "figures-blank": hardly_filled_in(),
    "hidden-figure": hidden_row(),
    "share-as-fraction": one(SATISFIED, 0.972, **WARD),
    "not-asked-of-unit": one(
        "Tổng số trường THCS, THPT trên địa bàn", 4, reporter="Đơn vị báo cáo: Sở Du lịch"
    ),
    "unknown-indicator": form(("Số sáng kiến", 3), (DIALOGUES, 2)),
    "more-than-all": form((ALL, 40), (SENT, 45)),
    "share-differs": Faulty(
        unit_book([(SENT, 963), (ALL, 1000), (SATISFIED, 99.96)], **WARD), check=SHARE
    ),
    "parts-differ": dossiers(SECTION, (*BA_DINH[:3], 61, *BA_DINH[4:])),
    "total-differs": dossiers((*TOTAL[:6], 310, *TOTAL[7:]), SECTION, BA_DINH, TAY_HO),
    "unknown-unit": dossiers(SECTION, BA_DINH, (2, "Quận Tây Hô2", *TAY_HO[2:])),
    "unit-twice": dossiers(SECTION, BA_DINH, (3, "Q. Ba Đình", *TAY_HO[2:])),
    "row-blank": dossiers(SECTION, BA_DINH, (2, "Tây Hồ")),
    "column-missing": dossiers(SECTION, BA_DINH, H6="Sớm"),
    "column-unknown": dossiers(SECTION, BA_DINH, H6="Sớm"),
    "column-twice": dossiers(SECTION, BA_DINH, I6="Trước hạn"),
    "column-measure": dossiers(SECTION, BA_DINH, H6="Trước hạn (nghìn hồ sơ)"),
    "unknown-period": table("ba-dinh,2020-Q5,dialogues,2", "ba-dinh,2020-Q1,initiatives,3"),
    "figures-repeated": two_sheets("Biểu 01 (2)", (INITIATIVES, 2)),
    "sheets-joined": two_sheets("Biểu 01 (cũ)", (DIALOGUES, 99)),
    "second-table": two_tables(),
    "unit-label-unknown": two_names("UBND QUẬN BA ĐÌNH", "Quận Ba Dinhh"),
    "two-units-named": two_names("UBND QUẬN TÂY HỒ", "Quận Ba Đình"),
    "read-as-year-to-date": one(INITIATIVES, 2, period="Quý II năm 2020"),
    "read-as-quarter": two_periods(),
    "sheet-not-read": two_sheets("Biểu 01 (2)", (INITIATIVES, 2), period="Quý … năm 2020"),
    "other-form": two_forms(),
    "other-sheet": book({"Biểu 01": unit_rows([(INITIATIVES, 2)]), "Phụ lục": [("x", 1)]}),
    "hidden-sheet": book({"Biểu 01": unit_rows([(INITIATIVES, 2)]), "Bìa": []}, hidden="Biểu 01"),
    "form-blank": one(INITIATIVES, None),
    "stamp-broken": stamped(unit="ba-dinh", quarter="2020-Q1"),
    "formats-not-read": odd_letter(),
    "legacy-text": Faulty(xlsx_in(unit_rows([(INITIATIVES, 2)]), ".VnTime")),
}
