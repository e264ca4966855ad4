"""The same form in every container gives the same figures at the same cells."""

import pytest

from tests.intake.books import book_of, dossier_book, unit_rows
from tests.intake.conftest import Read
from tests.intake.containers.spreadsheets import in_every_container

FIGURES = [
    ("Số nhiệm vụ trong kế hoạch CCHC năm", 48),
    ("Số nhiệm vụ trong kế hoạch CCHC năm đã hoàn thành", "1.020"),
    ("Số hội nghị đối thoại với người dân, tổ chức và doanh nghiệp", 2),
]
DOSSIERS = [
    (1, "Quận Ba Đình", 10, 4, 4, 2, 7, 3, 3, 1, 3, 2, 1),
    (2, "Huyện Ba Vì", 1_234, 1_000, 200, 34, 1_200, 700, 400, 100, 34, 30, 4),
]


@pytest.mark.parametrize("container", ["xlsx", "xlsm", "xls", "ods", "html"])
def test_a_unit_form_reads_the_same_from_every_container(read: Read, container: str) -> None:
    """What decides is what people see, not what program saved it."""
    books = in_every_container(book_of({"Biểu 01": unit_rows(FIGURES)}))
    expected, found = read(books["xlsx"]), read(books[container], "bao-cao.xls")
    assert (container, "unit-form-2020") == (found.submission.container, found.submission.form)
    assert len(FIGURES) == len(found.observations)
    assert _told(expected) == _told(found)
    assert [problem.code for problem in expected.problems] == [
        problem.code for problem in found.problems
    ]


@pytest.mark.parametrize("container", ["xlsx", "xlsm", "xls", "ods", "html"])
def test_a_city_table_reads_the_same_from_every_container(read: Read, container: str) -> None:
    """Merged header cells mean the same, whichever way a container tells them."""
    books = in_every_container(dossier_book(DOSSIERS))
    expected, found = read(books["xlsx"]), read(books[container], "II.06a.xls")
    assert (container, "dossiers-ii-06a") == (found.submission.container, found.submission.form)
    assert len(DOSSIERS) * 11 == len(found.observations)
    assert _told(expected) == _told(found)


def _told(reading: object) -> list[tuple[object, ...]]:
    table = reading.observations  # type: ignore[attr-defined]
    columns = ["unit", "quarter", "indicator", "value", "window", "sheet", "cell"]
    return sorted(table[columns].itertuples(index=False, name=None))
