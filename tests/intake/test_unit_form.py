"""The unit form: one unit a workbook, indicators as rows."""

import pytest

from cchc_lib.errors import SubmissionError
from tests.intake.books import HEADER, UNIT_TITLE, book_of, saved, unit_book, unit_rows
from tests.intake.conftest import Read, cells, figures, problems

PLAN = "Ban hành và triển khai đầy đủ kế hoạch CCHC năm"
DIALOGUES = "Số hội nghị đối thoại với người dân, tổ chức và doanh nghiệp"
INITIATIVES = "Số sáng kiến CCHC"


def test_figures_come_with_unit_quarter_window_and_cell(read: Read) -> None:
    """One row a figure; what is blank is no row."""
    reading = read(unit_book([(PLAN, "Có"), (DIALOGUES, 2), (INITIATIVES, None)]))
    table = reading.observations
    assert list(table.itertuples(index=False, name=None)) == [
        ("ba-dinh", "2020-Q1", "plan-implemented", 1.0, "year_to_date", "Biểu 01", "D9"),
        ("ba-dinh", "2020-Q1", "dialogues", 2.0, "year_to_date", "Biểu 01", "D10"),
    ]
    assert reading.submission.covers == (("ba-dinh", "2020-Q1"),)
    assert reading.submission.form == "unit-form-2020"
    assert problems(reading) == [("figure-blank", "note", "D11")]


def test_columns_may_stand_in_any_order_and_begin_anywhere(read: Read) -> None:
    """The words of the header decide, not its place."""
    rows = [
        (),
        (None, None, UNIT_TITLE),
        (None, None, "6 tháng đầu năm 2020"),
        (None, None, "Đơn vị báo cáo:", None, "Sở Nội vụ"),
        (None, None, "Ghi chú", "Số liệu", "Chỉ tiêu", "STT"),
        (None, None, "(1)", "(2)", "(3)", "(4)"),
        (None, None, "KH 12", 1, f"1.2. {PLAN}", 1),
        (None, None, None, "3 hội nghị", DIALOGUES.upper(), 2),
    ]
    reading = read(saved(book_of({"Sheet1": rows})))
    assert cells(reading) == {
        ("so-noi-vu", "plan-implemented"): "D7",
        ("so-noi-vu", "dialogues"): "D8",
    }
    assert set(reading.observations["window"]) == {"year_to_date"}


def test_labels_are_known_by_name_alias_and_list_number(read: Read) -> None:
    """Marks, capitals and punctuation do not matter."""
    rows = [("a) số hội nghị đối thoại", 1), ("- Số sáng kiến CCHC (sáng kiến):", 4)]
    assert figures(read(unit_book(rows))) == {
        ("ba-dinh", "dialogues"): 1,
        ("ba-dinh", "initiatives"): 4,
    }


def test_an_unknown_row_with_a_figure_is_reported(read: Read) -> None:
    """Two nearest names are given; the rest of the file is still read."""
    reading = read(unit_book([("Số sáng kiến", 3), (DIALOGUES, 2), ("Nhận xét", None)]))
    assert problems(reading) == [("unknown-indicator", "refuse", "B9")]
    assert INITIATIVES in reading.problems[0].expected
    assert figures(reading) == {("ba-dinh", "dialogues"): 2}


def test_figures_that_cannot_be_read_are_left_out_and_named(read: Read) -> None:
    """A wrong cell costs itself alone."""
    reading = read(unit_book([(DIALOGUES, "nhiều"), (INITIATIVES, -1), (PLAN, "=A1")]))
    assert problems(reading) == [
        ("not-a-number", "refuse", "D9"),
        ("outside-limits", "refuse", "D10"),
        ("formula-without-value", "refuse", "D11"),
    ]
    assert figures(reading) == {}
    assert reading.submission.covers == (("ba-dinh", "2020-Q1"),)


def test_a_figure_given_twice_stands_once(read: Read) -> None:
    """The first one counts, the second is named with both cells."""
    reading = read(unit_book([(DIALOGUES, 2), ("Số cuộc đối thoại", 3)]))
    assert figures(reading) == {("ba-dinh", "dialogues"): 2}
    assert problems(reading) == [("figure-twice", "refuse", "D10")]
    assert "Biểu 01!D9" in reading.problems[0].message("vi")


def test_a_part_may_not_exceed_its_whole(read: Read) -> None:
    """More documents sent electronically than sent is doubtful; both figures are kept."""
    sent = "Số văn bản đi được gửi dưới dạng điện tử"
    rows = [("Tổng số văn bản đi", 40), (sent, 45)]
    reading = read(unit_book(rows))
    assert problems(reading) == [("more-than-all", "doubtful", "D10")]
    assert figures(reading)["ba-dinh", "edocuments-sent"] == 45


def test_hidden_rows_are_read_and_noted(read: Read) -> None:
    """They may be an old version."""
    book = book_of({"Biểu 01": unit_rows([(DIALOGUES, 2)])})
    book["Biểu 01"].row_dimensions[9].hidden = True
    reading = read(saved(book))
    assert problems(reading) == [("hidden-figure", "note", "D9")]
    assert figures(reading) == {("ba-dinh", "dialogues"): 2}


def test_the_year_of_the_period_decides_between_forms(read: Read) -> None:
    """The same layout asks for other indicators since 2025, and for the units then in force."""
    rows = [("Chỉ số SIPAS", "86,5%"), (DIALOGUES, 1)]
    reading = read(unit_book(rows, period="Quý I năm 2026", reporter="Đơn vị: Phường Ba Đình"))
    assert reading.submission.form == "unit-form-2025"
    assert figures(reading) == {
        ("phuong-ba-dinh", "sipas-score"): 86.5,
        ("phuong-ba-dinh", "dialogues"): 1,
    }


@pytest.mark.parametrize(
    ("period", "quarter", "window"),
    [
        ("Quý I năm 2020", "2020-Q1", "year_to_date"),
        ("6 tháng đầu năm 2020", "2020-Q2", "year_to_date"),
        ("Quý III năm 2020", "2020-Q3", "quarter"),
        ("9 tháng đầu năm 2020", "2020-Q3", "year_to_date"),
        ("Năm 2020", "2020-Q4", "year_to_date"),
    ],
)
def test_the_window_follows_words_and_calendar(
    read: Read, period: str, quarter: str, window: str
) -> None:
    """The third quarter's report covers the quarter alone, unless it says nine months."""
    reading = read(unit_book([(DIALOGUES, 2)], period=period))
    row = reading.observations.iloc[0]
    assert (row["quarter"], row["window"]) == (quarter, window)
    assert reading.problems == ()


def test_a_second_quarter_that_may_be_cumulative_is_doubtful(read: Read) -> None:
    """“Quý II” names a report that counts from the year's start: read so, and said."""
    reading = read(unit_book([(DIALOGUES, 2)], period="Quý II năm 2020"))
    assert set(reading.observations["window"]) == {"year_to_date"}
    assert problems(reading) == [("read-as-year-to-date", "doubtful", "A4")]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ({"period": "Quý … năm 2020"}, "error.period-missing"),
        ({"period": "Quý I năm 2020, quý II năm 2020"}, "error.period-unclear"),
        ({"reporter": ""}, "error.unit-missing"),
        ({"reporter": "Đơn vị báo cáo: Quận Ba Đìnhh"}, "error.unit-unknown"),
        ({"reporter": "Quận Ba Đình", "period": "Quý I năm 1999"}, "error.no-calendar-year"),
    ],
)
def test_a_file_without_unit_or_period_is_refused(
    read: Read, words: dict[str, str], key: str
) -> None:
    """Nothing is filled in that the file does not say."""
    with pytest.raises(SubmissionError) as caught:
        read(unit_book([(DIALOGUES, 2)], **words))
    assert caught.value.key == key
    assert "bao-cao.xlsx" in caught.value.message("vi")


def test_the_head_of_the_form_helps_where_the_label_is_wrong(read: Read) -> None:
    """The name at the head is clear; the label is reported."""
    rows = unit_rows([(DIALOGUES, 2)], reporter="Đơn vị báo cáo: Quận Ba Dinhh")
    rows[1] = ("UBND QUẬN BA ĐÌNH",)
    reading = read(saved(book_of({"Biểu 01": rows})))
    assert reading.submission.covers == (("ba-dinh", "2020-Q1"),)
    assert problems(reading) == [("unit-label-unknown", "doubtful", "A5")]


def test_two_units_named_are_never_chosen_between_silently(read: Read) -> None:
    """A label goes before the head and is questioned; two bare names are refused."""
    rows = unit_rows([(DIALOGUES, 2)])
    rows[1] = ("UBND QUẬN TÂY HỒ",)
    reading = read(saved(book_of({"Biểu 01": rows})))
    assert reading.submission.covers == (("ba-dinh", "2020-Q1"),)
    assert problems(reading) == [("two-units-named", "doubtful", "A2")]
    rows[4] = ("Quận Ba Đình",)
    with pytest.raises(SubmissionError, match=r"A2 .*A5"):
        read(saved(book_of({"Biểu 01": rows})))


def test_who_gets_the_report_is_not_who_sends_it(read: Read) -> None:
    """“Kính gửi: Sở Nội vụ” stands above the table of many a district."""
    rows = unit_rows([(DIALOGUES, 2)], reporter="PHÒNG NỘI VỤ")
    rows[1] = ("Kính gửi:", "Sở Nội vụ")
    with pytest.raises(SubmissionError, match="không thấy tên đơn vị báo cáo"):
        read(saved(book_of({"Biểu 01": rows})))
    rows[0] = ("UBND QUẬN BA ĐÌNH",)
    assert figures(read(saved(book_of({"Biểu 01": rows})))) == {("ba-dinh", "dialogues"): 2}


def test_several_periods_are_refused_with_the_cell(read: Read) -> None:
    """Named once, however many quarters the cell names."""
    with pytest.raises(SubmissionError) as refused:
        read(unit_book([(DIALOGUES, 2)], period="Quý I, II năm 2020"))
    assert refused.value.message("vi") == (
        "Tệp “bao-cao.xlsx”, trang “Biểu 01”: phần tiêu đề ghi nhiều kỳ báo cáo khác nhau "
        "(A4 “Quý I, II năm 2020”). Hãy chỉ để lại kỳ của số liệu trong bảng."
    )


def test_two_columns_of_figures_are_refused(read: Read) -> None:
    """“Số liệu đơn vị” beside “Số liệu thẩm định”: which one is meant cannot be told."""
    rows = unit_rows([(DIALOGUES, 2)])
    rows[6] = ("TT", "Chỉ tiêu", "Số liệu đơn vị", "Số liệu thẩm định")
    with pytest.raises(SubmissionError, match=r"C7 .*D7"):
        read(saved(book_of({"Biểu 01": rows})))


def test_figures_of_another_period_stand_beside_those_that_are_read(read: Read) -> None:
    """“Số liệu quý trước” is never read, not even where its column comes first."""
    rows = unit_rows([(DIALOGUES, 2)])
    rows[6] = ("TT", "Chỉ tiêu", "Số liệu quý trước", "Số liệu quý này")
    rows[8] = (1, DIALOGUES, 7, 2)
    reading = read(saved(book_of({"Biểu 01": rows})))
    assert cells(reading) == {("ba-dinh", "dialogues"): "D9"}
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("Thực hiện kỳ trước", "Quý I năm 2020"),
        ("Kết quả quý IV/2019", "Quý I năm 2020"),
        ("Kết quả năm 2019", "Quý I năm 2020"),
        ("Kế hoạch thực hiện", "Quý I năm 2020"),
        ("Số liệu lũy kế từ đầu năm", "Quý III năm 2020"),
        ("Số liệu trong quý", "6 tháng đầu năm 2020"),
    ],
)
def test_a_heading_of_another_period_is_refused_with_its_cell(
    read: Read, heading: str, period: str
) -> None:
    """The only column whose heading has a word of the form may still be the wrong one."""
    rows = unit_rows([(DIALOGUES, 2)], period=period)
    rows[6] = ("TT", "Chỉ tiêu", "ĐVT", heading)
    with pytest.raises(SubmissionError) as refused:
        read(saved(book_of({"Biểu 01": rows})))
    assert refused.value.message("vi") == (
        "Tệp “bao-cao.xlsx”, trang “Biểu 01”: không rõ cột nào là số liệu của kỳ báo cáo "
        f"(D7 “{heading}”). Hãy đặt tên cột số liệu theo đúng biểu mẫu."
    )


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("Số liệu lũy kế từ đầu năm", "6 tháng đầu năm 2020"),
        ("Số liệu trong quý", "Quý I năm 2020"),
        ("Kết quả thực hiện quý I/2020", "Quý I năm 2020"),
    ],
)
def test_a_heading_of_the_stated_period_is_read(read: Read, heading: str, period: str) -> None:
    """A first quarter counts from the start of the year, too."""
    rows = unit_rows([(DIALOGUES, 2)], period=period)
    rows[6] = ("TT", "Chỉ tiêu", "ĐVT", heading)
    assert figures(read(saved(book_of({"Biểu 01": rows})))) == {("ba-dinh", "dialogues"): 2}


def test_columns_merged_in_each_row_are_one_column(read: Read) -> None:
    """A heading over D and E, and D and E merged in each row below."""
    book = book_of({"Biểu 01": unit_rows([(DIALOGUES, 2)])})
    book["Biểu 01"]["E7"] = None
    for block in ("D7:E7", "D9:E9"):
        book["Biểu 01"].merge_cells(block)
    assert figures(read(saved(book))) == {("ba-dinh", "dialogues"): 2}
    book["Biểu 01"].unmerge_cells("D9:E9")
    book["Biểu 01"]["E9"] = 3
    with pytest.raises(SubmissionError, match="D7"):
        read(saved(book))


def test_a_second_table_on_a_sheet_is_not_read_as_the_first_ones(read: Read) -> None:
    """It may be of another unit: what the first one left blank stays blank."""
    rows = unit_rows([(DIALOGUES, None), (INITIATIVES, 4)])
    rows += unit_rows([(DIALOGUES, 7)], reporter="Đơn vị báo cáo: Quận Tây Hồ")[3:]
    reading = read(saved(book_of({"Biểu 01": rows})))
    assert figures(reading) == {("ba-dinh", "initiatives"): 4}
    assert problems(reading) == [
        ("second-table", "refuse", "B17"),
        ("figure-blank", "note", "D9"),
    ]
    assert reading.problems[0].message("vi") == (
        "Ô B17: từ đây là bảng thứ hai trên cùng một trang; số liệu của bảng này không được đọc."
    )


def test_a_header_printed_again_on_the_next_page_is_no_second_table(read: Read) -> None:
    """Right below a row of figures it is the first one's."""
    rows = unit_rows([(DIALOGUES, 2), (INITIATIVES, 4)])
    rows.insert(9, HEADER)
    reading = read(saved(book_of({"Biểu 01": rows})))
    assert len(figures(reading)) == 2
    assert reading.problems == ()


def test_a_figure_without_a_label_is_named(read: Read) -> None:
    """Where a label is merged over two rows, only the first row has it."""
    rows = unit_rows([(DIALOGUES, None), (None, 3), (INITIATIVES, 4)])
    reading = read(saved(book_of({"Biểu 01": rows})))
    assert problems(reading) == [
        ("unknown-indicator", "refuse", "B10"),
        ("figure-blank", "note", "D9"),
    ]
    assert reading.problems[0].message("vi") == (
        "Ô B10: không có chỉ tiêu “–” trong biểu mẫu; số liệu ở ô D10 (3) không được đọc."
    )


def test_a_figure_of_an_indicator_the_unit_need_not_report_is_noted(read: Read) -> None:
    """A department has no schools; 0 is no figure worth a note."""
    rows = [("Tổng số trường THCS, THPT trên địa bàn", 4)]
    department = {"reporter": "Đơn vị báo cáo: Sở Du lịch"}
    assert problems(read(unit_book(rows, **department))) == [("not-asked-of-unit", "note", "D9")]
    assert problems(read(unit_book([(rows[0][0], 0)], **department))) == []


def test_a_remark_does_not_end_the_form(read: Read) -> None:
    """Words such as “Ghi chú” end the form only below its last indicator."""
    rows = unit_rows([(DIALOGUES, 2), ("Số sáng kiến CCHC", 3)])
    rows.insert(9, (None, None, None, None, "Ghi chú: xem phụ lục"))
    assert len(figures(read(saved(book_of({"Biểu 01": rows}))))) == 2


def test_a_copy_of_the_sheet_is_noted_once(read: Read) -> None:
    """The same figures on a second sheet count once, and are no fault."""
    rows = unit_rows([(DIALOGUES, 2), ("Số sáng kiến CCHC", 3)])
    reading = read(saved(book_of({"Biểu 01": rows, "Biểu 01 (2)": rows})))
    assert len(figures(reading)) == 2
    (problem,) = reading.problems
    assert (problem.code, problem.severity, problem.sheet, problem.cell) == (
        "figures-repeated", "note", "Biểu 01 (2)", "D9",
    )  # fmt: skip
    assert problem.message("vi") == (
        "Trang “Biểu 01 (2)”, từ ô D9: 2 số liệu ghi lại đúng như đã có ở trang “Biểu 01”."
    )


def test_a_sheet_that_adds_to_another_one_is_doubtful(read: Read) -> None:
    """It may be an old version, with a figure that the new one leaves blank."""
    new = unit_rows([(DIALOGUES, 2), (INITIATIVES, None)])
    old = unit_rows([(DIALOGUES, 2), (INITIATIVES, 99)])
    reading = read(saved(book_of({"Biểu 01": new, "Biểu 01 (cũ)": old})))
    assert problems(reading) == [
        ("figures-repeated", "note", "D9"),
        ("sheets-joined", "doubtful", "D10"),
    ]
    assert reading.problems[1].message("vi") == (
        "Trang “Biểu 01 (cũ)”, từ ô D10: 1 số liệu của Quận Ba Đình được ghép thêm vào số liệu "
        "cùng kỳ ở trang “Biểu 01”."
    )


def test_a_second_form_on_a_sheet_of_any_name_is_read(read: Read) -> None:
    """Another unit's form in the same file is not passed over."""
    first = unit_rows([(DIALOGUES, 2)])
    second = unit_rows([(DIALOGUES, 3)], reporter="Đơn vị báo cáo: Quận Tây Hồ")
    reading = read(saved(book_of({"Biểu 01": first, "Tây Hồ": second})))
    assert figures(reading) == {("ba-dinh", "dialogues"): 2, ("tay-ho", "dialogues"): 3}
    assert reading.problems == ()


def test_a_figure_beside_an_unknown_label_is_named_though_it_is_text(read: Read) -> None:
    """Files of text hold nothing else; a row without a number belongs to the table, too."""
    rows = unit_rows([(DIALOGUES, 2)])
    for written in ("1.234", "12 văn bản", "95,5%"):
        rows[8:9] = [(None, "Số cuộc họp", None, written)]
        found = problems(read(saved(book_of({"Biểu 01": rows}))))
        assert found == [("unknown-indicator", "refuse", "B9")]
