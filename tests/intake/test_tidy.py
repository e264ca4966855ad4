"""The tidy table: one figure a row."""

from tests.intake.conftest import Read, cells, figures, problems

HEADER = "don_vi,ky_bao_cao,chi_tieu,gia_tri,ghi_chu"


def table(*rows: str) -> bytes:
    """A CSV file with the header and these rows."""
    return "\n".join((HEADER, *rows)).encode()


def test_rows_name_unit_period_and_indicator_by_id_or_by_name(read: Read) -> None:
    """Ids from systems, names from people."""
    reading = read(
        table(
            "ba-dinh,2020-Q1,dialogues,2,",
            '"Quận Tây Hồ",Quý III năm 2020,Số sáng kiến CCHC,"1.234",',
        ),
        "so-lieu.csv",
    )
    assert reading.submission.form == "tidy"
    assert figures(reading) == {("ba-dinh", "dialogues"): 2, ("tay-ho", "initiatives"): 1234}
    assert cells(reading) == {("ba-dinh", "dialogues"): "D2", ("tay-ho", "initiatives"): "D3"}
    assert list(reading.observations["window"]) == ["year_to_date", "quarter"]
    assert reading.submission.covers == (("ba-dinh", "2020-Q1"), ("tay-ho", "2020-Q3"))
    assert reading.problems == ()


def test_each_row_that_cannot_be_read_is_named_and_the_rest_is_read(read: Read) -> None:
    """Unknown unit, period, indicator or value: a problem each."""
    reading = read(
        table(
            "ba-dinhh,2020-Q1,dialogues,2,",
            "ba-dinh,2020-Q5,dialogues,2,",
            "ba-dinh,1999-Q1,dialogues,2,",
            "ba-dinh,2020-Q1,dialogue,2,",
            "ba-dinh,2020-Q1,dialogues,nhiều,",
            "ba-dinh,2020-Q1,initiatives,,",
            "ba-dinh,2020-Q1,plan-implemented,Có,",
        )
    )
    assert problems(reading) == [
        ("unknown-unit", "refuse", "A2"),
        ("unknown-period", "refuse", "B3"),
        ("unknown-period", "refuse", "B4"),
        ("unknown-indicator", "refuse", "C5"),
        ("not-a-number", "refuse", "D6"),
        ("figures-blank", "note", "D7"),
    ]
    assert figures(reading) == {("ba-dinh", "plan-implemented"): 1}


def test_numbers_are_read_as_the_same_unit_writes_them(read: Read) -> None:
    """A unit that writes 97,2 means thousands by 1.234; one that gives no sign is asked."""
    reading = read(
        table(
            'ba-dinh,2020-Q1,disbursement-done,"1.234",',
            'ba-dinh,2020-Q1,disbursement-planned,"9.876,5",',
            'tay-ho,2020-Q1,disbursement-done,"1.234",',
        )
    )
    assert figures(reading)["ba-dinh", "disbursement-done"] == 1234
    assert problems(reading) == [("ambiguous-number", "refuse", "D4")]


def test_a_period_that_leaves_the_window_open_is_said_once(read: Read) -> None:
    """“Quý II” may be the half-year; a code such as 2020-Q2 is the calendar's report."""
    rows = ["ba-dinh,Quý II năm 2020,dialogues,2,", "ba-dinh,Quý II năm 2020,initiatives,2,"]
    assert problems(read(table(*rows))) == [("read-as-year-to-date", "doubtful", "B2")]
    assert problems(read(table("ba-dinh,2020-Q2,dialogues,2,"))) == []


def test_columns_are_parted_by_what_stands_as_often_in_each_row(read: Read) -> None:
    """More commas in names and numbers than tabs or semicolons between columns."""
    for mark in ("\t", ";"):
        lines = (
            mark.join(("gia_tri", "chi_tieu", "don_vi", "ky_bao_cao")),
            mark.join(
                ("1,5", "Có kế hoạch thông tin, tuyên truyền, vận động", "ba-dinh", "2020-Q1")
            ),
            mark.join(("2,5", "disbursement-done", "Quận Ba Đình, Hà Nội, VN", "2020-Q1")),
            mark.join(("3", "dialogues", "Quận Tây Hồ, Hà Nội", "2020-Q1")),
        )
        reading = read("\n".join(lines).encode(), "so-lieu.csv")
        assert figures(reading) == {("tay-ho", "dialogues"): 3}
