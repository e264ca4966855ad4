"""For each way in which intake refuses a workbook of our forms one small file that meets it.

In: nothing. Out: `FILES`, by the key of the error. Files that are no workbook at all are those of
test_kinds.
"""

import openpyxl
from openpyxl.packaging.custom import StringProperty

from cchc_lib.intake.containers.workbook import MAX_BYTES
from tests.intake.books import book_of, dossier_book, saved, unit_book, unit_rows
from tests.intake.containers.test_encodings import WORDS
from tests.intake.containers.test_kinds import ole
from tests.intake.faulty_files import Faulty, book, table
from tests.intake.test_city_table import BA_DINH, SECTION

FIGURE = ("Số sáng kiến CCHC", 2)


def form(**words: str) -> Faulty:
    """A unit form with one figure, and these words at its head."""
    return Faulty(unit_book([FIGURE], **words))


def far_away() -> Faulty:
    """Something stands in row 100 001."""
    made = book_of({"Biểu 01": unit_rows([FIGURE])})
    made["Biểu 01"]["A100001"] = "x"
    return Faulty(saved(made))


def two_names() -> Faulty:
    """Two units at the head, neither behind a label."""
    rows = unit_rows([FIGURE], reporter="Quận Ba Đình")
    rows[1] = ("UBND QUẬN TÂY HỒ",)
    return book({"Biểu 01": rows})


def two_columns() -> Faulty:
    """What the unit says, beside what was found when it was checked."""
    rows = unit_rows([FIGURE])
    rows[6] = ("TT", "Chỉ tiêu", "Số liệu đơn vị", "Số liệu thẩm định")
    return book({"Biểu 01": rows})


def of_another_unit() -> Faulty:
    """A form that was given out to Tây Hồ, with Ba Đình in its title."""
    made: openpyxl.Workbook = book_of({"Biểu 01": unit_rows([FIGURE])})
    stamp = {"unit": "tay-ho", "quarter": "2020-Q1", "form": "unit-form-2020", "version": "1"}
    for name, value in stamp.items():
        made.custom_doc_props.append(StringProperty(name=f"cchc.{name}", value=value))
    return Faulty(saved(made))


FILES = {
    "empty-file": Faulty(b""),
    "file-too-big": Faulty(b"x" * (MAX_BYTES + 1)),
    "password": Faulty(ole("EncryptedPackage")),
    "not-a-workbook": Faulty("một dòng chữ".encode()),
    "broken-workbook": Faulty(unit_book([FIGURE])[:1_000]),
    "sheet-too-big": far_away(),
    "csv-encoding": Faulty(b"a;b\nBa \xd0\xffnh;2\n", "so-lieu.csv"),
    "csv-letters-lost": Faulty(("a;b\n" + WORDS).encode("cp1252", "replace"), "so-lieu.csv"),
    "csv-quotes": Faulty('a;b\n"Ba Đình;2\n'.encode(), "so-lieu.csv"),
    "csv-commas": table("ba-dinh,2020-Q1,disbursement-done,1234,5"),
    "no-recognised-sheet": book({"Danh sách": [("Họ tên", "Ngày sinh")]}),
    "no-form-of-year": form(period="Quý I năm 2026", reporter="Đơn vị báo cáo: Phường Ba Đình"),
    "no-calendar-year": form(period="Quý I năm 1999"),
    "period-missing": form(period="Quý … năm 2020"),
    "period-unclear": form(period="Quý I, II năm 2020"),
    "unit-missing": form(reporter=""),
    "unit-unknown": form(reporter="Đơn vị báo cáo: Quận Ba Đìnhh"),
    "unit-unclear": two_names(),
    "measure-differs": Faulty(
        saved(dossier_book([SECTION, BA_DINH], measure="Đơn vị tính: Nghìn hồ sơ"))
    ),
    "value-column-unclear": two_columns(),
    "stamp-differs": of_another_unit(),
    "no-rows": table(),
    "nothing-read": table("ba-dinh,2020-Q5,dialogues,2", "tay-ho,2020-Q7,dialogues,2"),
}
