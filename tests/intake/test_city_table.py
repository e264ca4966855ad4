"""Form II.06a: one unit a row under a header of three rows."""

import pytest

from cchc_lib.errors import SubmissionError
from tests.intake.books import dossier_book, saved
from tests.intake.conftest import Read, cells, figures, problems

BA_DINH = (1, "UBND Quận Ba Đình", 100, 60, 30, 10, 90, 50, 35, 5, 10, 8, 2)
TAY_HO = (2, "Tây Hồ", 50, 20, 25, 5, 40, 10, 30, 0, 10, 10, 0)
TOTAL = (None, "Tổng số", 150, 80, 55, 15, 130, 60, 65, 5, 20, 18, 2)
SECTION = ("II", "UBND quận, huyện, thị xã")


def test_each_column_is_known_by_the_path_of_its_header(read: Read) -> None:
    """Three merged rows, then a row of column numbers."""
    reading = read(saved(dossier_book([SECTION, BA_DINH, TAY_HO])))
    found = figures(reading)
    assert [found["ba-dinh", name] for name in ("dossiers-received", "dossiers-resolved")] == [
        100, 90,
    ]  # fmt: skip
    assert found["ba-dinh", "dossiers-received-in-person"] == 30
    assert found["ba-dinh", "dossiers-resolved-late"] == 5
    assert found["tay-ho", "dossiers-pending-overdue"] == 0
    assert len(found) == 22
    assert cells(reading)["ba-dinh", "dossiers-pending-overdue"] == "M10"
    assert reading.submission.covers == (("ba-dinh", "2020-Q1"), ("tay-ho", "2020-Q1"))
    assert reading.problems == ()


@pytest.mark.parametrize("place", ["above", "below", "merged"])
def test_a_printed_total_equals_its_sum_above_or_below(read: Read, place: str) -> None:
    """A total row is no unit, wherever it stands."""
    rows = [SECTION, BA_DINH, TAY_HO]
    total = ("TỔNG SỐ", None, *TOTAL[2:]) if place == "merged" else TOTAL
    book = dossier_book([total, *rows] if place == "above" else [*rows, total])
    if place == "merged":
        book["II.06a"].merge_cells("A12:B12")
    assert read(saved(book)).problems == ()


def test_a_wrong_total_is_reported_with_cell_sum_and_difference(read: Read) -> None:
    """The figures of the units are kept as they are."""
    wrong = (*TOTAL[:6], 310, *TOTAL[7:])
    reading = read(saved(dossier_book([wrong, SECTION, BA_DINH, TAY_HO])))
    (problem,) = reading.problems
    assert (problem.code, problem.cell, problem.found, problem.expected) == (
        "total-differs", "G9", "310", "130",
    )  # fmt: skip
    assert dict(problem.values)["cells"] == "G11:G12"
    assert dict(problem.values)["difference"] == "180"


def test_a_total_may_close_a_section(read: Read) -> None:
    """“Cộng” under a section counts that section, “Tổng số” the whole table."""
    department = (1, "Sở Nội vụ", *TAY_HO[2:])
    rows = [
        ("I", "Sở, cơ quan ngang sở"),
        department,
        (None, "Cộng", *TAY_HO[2:]),
        SECTION,
        BA_DINH,
        (None, "Cộng", *BA_DINH[2:]),
        (None, "Tổng số", *TOTAL[2:]),
    ]
    assert read(saved(dossier_book(rows))).problems == ()


def test_a_section_row_may_hold_its_own_sum(read: Read) -> None:
    """A sub-total that is wrong is reported on its own row."""
    good = (*SECTION, *TOTAL[2:])
    bad = (*SECTION, 151, *TOTAL[3:])
    assert read(saved(dossier_book([good, BA_DINH, TAY_HO]))).problems == ()
    assert problems(read(saved(dossier_book([bad, BA_DINH, TAY_HO])))) == [
        ("total-differs", "doubtful", "C9")
    ]


def test_the_forms_four_identities_are_checked_for_each_unit(read: Read) -> None:
    """Hội An, third quarter of 2020: 10 133 + 612 = 10 745, printed 10 455; 9 143 + 743 = 9 886."""
    hoi_an = (1, "Quận Ba Đình", 10455, 10133, 0, 612, 9143, 0, 9143, 0, 743, 743, 0)
    reading = read(saved(dossier_book([SECTION, hoi_an])))
    assert problems(reading) == [("parts-differ", "doubtful", "C10")] * 2
    assert [problem.expected for problem in reading.problems] == ["10.745", "9.886"]
    assert dict(reading.problems[0].values)["cells"] == "D10 + E10 + F10"
    assert figures(reading)["ba-dinh", "dossiers-received"] == 10455


def test_an_unknown_unit_is_named_and_the_rest_is_read(read: Read) -> None:
    """Its figures still count in the printed total, which is therefore right."""
    unknown = (2, "Quận Tây Hô2", *TAY_HO[2:])
    reading = read(saved(dossier_book([TOTAL, SECTION, BA_DINH, unknown])))
    assert problems(reading) == [("unknown-unit", "refuse", "B12")]
    assert reading.problems[0].expected.startswith("Quận Tây Hồ / ")
    assert {unit for unit, _ in figures(reading)} == {"ba-dinh"}


def test_a_unit_listed_twice_is_read_once(read: Read) -> None:
    """The first row stands."""
    again = (3, "Q. Ba Đình", *TAY_HO[2:])
    reading = read(saved(dossier_book([SECTION, BA_DINH, again])))
    assert problems(reading) == [("unit-twice", "refuse", "B11")]
    assert figures(reading)["ba-dinh", "dossiers-received"] == 100


def test_an_empty_row_does_not_speak_for_its_unit(read: Read) -> None:
    """Otherwise it would wipe out what the unit sent before."""
    reading = read(saved(dossier_book([SECTION, BA_DINH, (2, "Tây Hồ")])))
    assert problems(reading) == [("row-blank", "note", "B11")]
    assert reading.submission.covers == (("ba-dinh", "2020-Q1"),)


def test_a_cell_that_cannot_be_read_leaves_its_total_alone(read: Read) -> None:
    """One fault, one problem."""
    broken = (*TAY_HO[:2], "năm mươi", *TAY_HO[3:])
    reading = read(saved(dossier_book([TOTAL, SECTION, BA_DINH, broken])))
    assert problems(reading) == [("not-a-number", "refuse", "C12")]


def test_numbers_typed_as_text_add_up_too(read: Read) -> None:
    """1.234 in a column of counts is one thousand two hundred and thirty-four."""
    typed = (1, "Ba Đình", "1.234", "1.000", "200", "34", "1.234", "1.000", "234", "-", "0", 0, 0)
    reading = read(saved(dossier_book([SECTION, typed])))
    assert reading.problems == ()
    assert figures(reading)["ba-dinh", "dossiers-received"] == 1234


def test_missing_and_unknown_columns_are_named(read: Read) -> None:
    """The other columns are read."""
    book = dossier_book([SECTION, BA_DINH])
    book["II.06a"]["H6"] = "Sớm"
    reading = read(saved(book))
    assert problems(reading) == [
        ("column-missing", "refuse", "B8"),
        ("column-unknown", "note", "H8"),
    ]
    assert reading.problems[0].indicator == "dossiers-resolved-early"
    assert len(figures(reading)) == 10


def test_another_unit_of_measure_is_refused(read: Read) -> None:
    """A sheet in thousands would be wrong in every cell."""
    with pytest.raises(SubmissionError, match="B4"):
        read(saved(dossier_book([SECTION, BA_DINH], measure="Đơn vị tính: Nghìn hồ sơ")))


def test_notes_and_signatures_end_the_table(read: Read) -> None:
    """What stands below is not read, numbers included."""
    rows = [SECTION, BA_DINH, ("Ghi chú: cột 3 = 4 + 5 + 6",), (None, "Người lập", 12)]
    assert read(saved(dossier_book(rows))).problems == ()


def test_a_misspelt_unit_with_a_roman_number_is_no_section(read: Read) -> None:
    """It has figures and nearly a unit's name: its figures must not vanish."""
    misspelt = ("II", "Quận Tây Hồo", *TAY_HO[2:])
    reading = read(saved(dossier_book([SECTION, BA_DINH, misspelt])))
    assert problems(reading) == [("unknown-unit", "refuse", "B11")]


def test_a_remark_does_not_end_the_table(read: Read) -> None:
    """Words such as “Ghi chú” end a table only below its last unit."""
    remark = (None, "Ghi chú: số liệu chưa đối chiếu")
    reading = read(saved(dossier_book([SECTION, BA_DINH, remark, TAY_HO])))
    assert {unit for unit, _ in figures(reading)} == {"ba-dinh", "tay-ho"}


def test_an_unknown_unit_with_words_for_figures_is_named(read: Read) -> None:
    """A numbered row with something in its cells is no remark."""
    words = (2, "Quận Hồ Tây", "không", "không")
    reading = read(saved(dossier_book([SECTION, BA_DINH, words])))
    assert problems(reading) == [("unknown-unit", "refuse", "B11")]


@pytest.mark.parametrize(
    "numbers",
    [
        [None, None, *(f"({number})" for number in range(1, 12))],
        [None, None, *range(3, 14)],
        [None, None, "(1)=(2)+(3)+(4)", *(f"({number})" for number in range(2, 12))],
        ["A", "B", *range(1, 12)],
    ],
)
def test_column_numbers_may_stand_over_the_figures_only(read: Read, numbers: list[object]) -> None:
    """They are no heading and no unit without a name."""
    book = dossier_book([SECTION, BA_DINH, TAY_HO])
    for column, number in enumerate(numbers, start=1):
        book["II.06a"].cell(8, column).value = number
    reading = read(saved(book))
    assert reading.problems == ()
    assert len(figures(reading)) == 22


def test_a_total_may_say_of_how_many(read: Read) -> None:
    """“Tổng cộng (2 đơn vị)” is a total, and its sum is tried."""
    rows = [SECTION, BA_DINH, TAY_HO, (None, "Tổng cộng (2 đơn vị):", *TOTAL[2:])]
    assert read(saved(dossier_book(rows))).problems == ()
    rows[-1] = (None, "Tổng cộng (2 đơn vị)", 151, *TOTAL[3:])
    assert problems(read(saved(dossier_book(rows)))) == [("total-differs", "doubtful", "C12")]


def test_sections_without_a_column_of_numbers_have_sums_of_their_own(read: Read) -> None:
    """A row with the name of a group and no figures begins a section."""
    department = (1, "Sở Nội vụ", *TAY_HO[2:])
    for titles in (("Sở, cơ quan ngang sở", "Quận, huyện, thị xã"), ("I. Sở", "II. Quận, huyện")):
        rows = [
            (None, titles[0]), department, (None, "Cộng", *TAY_HO[2:]),
            (None, titles[1]), BA_DINH, (None, "Cộng", *BA_DINH[2:]),
        ]  # fmt: skip
        assert read(saved(dossier_book(rows))).problems == ()


def test_a_row_of_an_unknown_unit_is_named_however_its_figures_are_written(read: Read) -> None:
    """Numbers with wide blanks, percent signs or words after them are figures, too."""
    for written in ("1\u00a0234", "95,5%", "12 hồ sơ"):
        unknown = (None, "Quận Ba Dinhh", written)
        found = problems(read(saved(dossier_book([SECTION, TAY_HO, unknown]))))
        assert found == [("unknown-unit", "refuse", "B11")]


def test_a_second_table_below_is_not_read_as_the_first_ones_period(read: Read) -> None:
    """The quarter before, under its own title and header, on the same sheet."""
    rows = [BA_DINH, (), ("Quý IV năm 2019",), ("TT", "Đơn vị"), TAY_HO]
    reading = read(saved(dossier_book(rows)))
    assert {unit for unit, _ in figures(reading)} == {"ba-dinh"}
    assert problems(reading) == [("second-table", "refuse", "B12")]


def test_a_header_printed_again_belongs_to_the_same_table(read: Read) -> None:
    """On the next page, right below a unit."""
    reading = read(saved(dossier_book([BA_DINH, ("TT", "Đơn vị"), TAY_HO])))
    assert {unit for unit, _ in figures(reading)} == {"ba-dinh", "tay-ho"}
    assert reading.problems == ()


def test_an_unknown_unit_with_a_roman_number_is_named(read: Read) -> None:
    """With figures of its own and nothing under it, it heads no section."""
    rows = [("I", *BA_DINH[1:]), ("II", "Ban Quản lý dự án X", *TAY_HO[2:])]
    reading = read(saved(dossier_book(rows)))
    assert problems(reading) == [("unknown-unit", "refuse", "B10")]


def test_a_section_with_its_sum_over_sections_is_no_unit(read: Read) -> None:
    """“A. Khối …” over “I. …”, both with sums."""
    rows = [("A", "Khối địa phương", *TOTAL[2:]), ("I", "Các quận", *TOTAL[2:]), BA_DINH, TAY_HO]
    assert read(saved(dossier_book(rows))).problems == ()
