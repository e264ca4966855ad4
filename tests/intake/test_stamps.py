"""The stamp of a form that was given out: held against the title, and never read by itself."""

import io
import zipfile
from collections.abc import Sequence

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.packaging.custom import IntProperty, StringProperty

from cchc_lib.errors import SubmissionError
from cchc_lib.intake import FormDefinition
from cchc_lib.intake.containers.stamp_part import read_stamp, stamp_in, stamp_properties
from cchc_lib.intake.containers.workbook import open_workbook
from cchc_lib.intake.grid import Stamp
from cchc_lib.registry import Registry
from tests.intake.books import book_of, dossier_book, saved, unit_rows, xls_of
from tests.intake.conftest import Read, figures, problems
from tests.intake.outgoing.test_templates import filled, made
from tests.intake.test_city_table import BA_DINH, SECTION

OWN = {
    "cchc.unit": "ba-dinh",
    "cchc.quarter": "2020-Q1",
    "cchc.form": "unit-form-2020",
    "cchc.version": "1",
}
DIALOGUES = ("Số hội nghị đối thoại", 2)


def stamped(properties: dict[str, str], book: openpyxl.Workbook | None = None) -> bytes:
    """A unit form of Ba Đình, first quarter of 2020, with these properties."""
    book = book or book_of({"Biểu 01": unit_rows([DIALOGUES])})
    for name, value in properties.items():
        book.custom_doc_props.append(StringProperty(name=name, value=value))
    return saved(book)


def test_a_form_carries_its_stamp_and_keeps_it(
    registry: Registry, forms: Sequence[FormDefinition]
) -> None:
    """Also when another program saves it again."""
    content = made(registry, forms)
    expected = Stamp("ba-dinh", "2020-Q2", "unit-form-2020", "1")
    assert open_workbook(content, "x").stamp == expected
    again = filled(content, registry, {"dialogues": 2})
    assert open_workbook(again, "x").stamp == expected


def test_a_file_without_a_stamp_is_read_by_its_title(read: Read) -> None:
    """Nobody has to use our forms; properties of other programs are no stamp."""
    reading = read(stamped({"Company": "UBND", "cchcunit": "tay-ho"}))
    assert reading.problems == ()
    assert open_workbook(xls_of("Biểu 01", unit_rows([DIALOGUES])), "x").stamp is None


def test_a_stamp_that_agrees_says_nothing(read: Read) -> None:
    """The usual case."""
    reading = read(stamped(OWN))
    assert reading.problems == ()
    assert figures(reading) == {("ba-dinh", "dialogues"): 2}


@pytest.mark.parametrize(
    ("part", "value", "words", "form"),
    [
        ("cchc.unit", "tay-ho", "Quận Tây Hồ, quý I/2020", ""),
        ("cchc.unit", "no-such-unit", "no-such-unit, quý I/2020", ""),
        ("cchc.quarter", "2020-Q2", "Quận Ba Đình, quý II/2020", ""),
        (
            "cchc.form", "unit-form-2025", "Quận Ba Đình, quý I/2020, unit-form-2025",
            ", Biểu số liệu CCHC của đơn vị (đến năm 2024)",
        ),
    ],
)  # fmt: skip
def test_where_stamp_and_title_disagree_nothing_is_read(
    read: Read, part: str, value: str, words: str, form: str
) -> None:
    """Which of the two is right is not ours to guess: the message names both."""
    with pytest.raises(SubmissionError) as caught:
        read(stamped({**OWN, part: value}), "tep.xlsx")
    assert caught.value.message("vi") == (
        f"Tệp “tep.xlsx” là biểu đã phát cho {words}, nhưng phần tiêu đề ghi Quận Ba Đình, "
        f"quý I/2020{form}. Không đọc số liệu nào của tệp; đề nghị đơn vị điền lại vào đúng "
        "biểu được phát, không sửa tên đơn vị và kỳ báo cáo."
    )


def test_a_blank_form_under_another_name_is_refused_too(
    registry: Registry, forms: Sequence[FormDefinition], read: Read
) -> None:
    """The title was changed, whatever was filled in."""
    book = openpyxl.load_workbook(io.BytesIO(made(registry, forms)))
    book.worksheets[0]["A2"] = "UBND QUẬN TÂY HỒ"
    book.worksheets[0]["A7"] = "Đơn vị báo cáo: Quận Tây Hồ"
    with pytest.raises(SubmissionError) as caught:
        read(saved(book))
    assert caught.value.key == "error.stamp-differs"


def test_one_sheet_that_disagrees_costs_the_whole_file(read: Read) -> None:
    """A second unit's sheet in a form given to the first: it is not clear whose file it is."""
    sheets = {
        "Biểu 01": unit_rows([DIALOGUES]),
        "Biểu 01 (2)": unit_rows([DIALOGUES], reporter="Đơn vị báo cáo: Quận Tây Hồ"),
    }
    with pytest.raises(SubmissionError, match="Quận Tây Hồ"):
        read(stamped(OWN, book_of(sheets)))


def test_another_form_in_a_stamped_file_is_refused(read: Read) -> None:
    """The table of dossiers was not what the file was given out for."""
    with pytest.raises(SubmissionError, match="tình hình, kết quả giải quyết TTHC"):
        read(stamped(OWN, dossier_book([SECTION, BA_DINH])))


@pytest.mark.parametrize(
    "broken",
    [
        {"cchc.unit": "ba-dinh"},
        {**OWN, "cchc.version": "2"},
        {**OWN, "cchc.quarter": "quý I"},
        {**OWN, "cchc.unit": "../../ba-dinh"},
        {**OWN, "cchc.form": ""},
        {"cchc.other": "x"},
    ],
)
def test_a_broken_stamp_is_left_alone_and_noted(read: Read, broken: dict[str, str]) -> None:
    """Unit and quarter are those of the title, as in any other file."""
    reading = read(stamped(broken))
    assert problems(reading) == [("stamp-broken", "note", "A1")]
    assert figures(reading) == {("ba-dinh", "dialogues"): 2}


def test_a_broken_stamp_is_quoted(read: Read) -> None:
    """In the order unit, quarter, form, version."""
    (problem,) = read(stamped({"cchc.unit": "ba-dinh", "cchc.version": "1"})).problems
    assert problem.message("vi") == (
        "Tệp có thông tin nhận dạng của biểu đã phát nhưng không đầy đủ hoặc đã bị sửa (ba-dinh, "
        "–, –, 1); đơn vị và kỳ báo cáo được đọc theo tiêu đề."
    )
    assert problem.message("en") == (
        "The stamp of a form that was given out is incomplete or altered (ba-dinh, –, –, 1); unit "
        "and period are read from the title."
    )


def test_a_part_that_is_no_text_is_missing(read: Read) -> None:
    """A number in its place is no version."""
    book = book_of({"Biểu 01": unit_rows([DIALOGUES])})
    book.custom_doc_props.append(IntProperty(name="cchc.version", value=1))
    assert open_workbook(saved(book), "x").stamp == Stamp("", "", "", "")


def test_a_part_that_stands_there_twice_is_missing() -> None:
    """Two answers are never chosen between."""
    twice = [*stamp_properties(Stamp("a", "b", "c", "1")).items(), ("cchc.unit", "z")]
    assert read_stamp(twice) == Stamp("", "b", "c", "1")


def archive_with(custom: bytes) -> zipfile.ZipFile:
    """A workbook's archive with this part of properties."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("docProps/custom.xml", custom)
    return zipfile.ZipFile(stream)


ENTITIES = b"""<!DOCTYPE P [<!ENTITY a "ba-dinh">]>
<Properties><property name="cchc.unit"><lpwstr>&a;</lpwstr></property></Properties>"""


@pytest.mark.parametrize(
    ("custom", "expected"),
    [
        (b'<Properties><property name="cchc.unit"', Stamp("", "", "", "")),
        (b"<Properties><property", None),
        (ENTITIES, Stamp("", "", "", "")),
        (b'<Properties><property name="cchc.unit"/></Properties>', Stamp("", "", "", "")),
        (b"<Properties/>" + b" " * 300_000, None),
    ],
)
def test_a_damaged_part_costs_the_stamp_alone(custom: bytes, expected: Stamp | None) -> None:
    """Cut off, with entities, without a value, or larger than any list of properties."""
    assert stamp_in(archive_with(custom)) == expected


Anything = st.one_of(st.none(), st.text(), st.integers(), st.booleans())


@given(st.lists(st.tuples(st.sampled_from([*OWN, "cchc.", "x"]) | st.none(), Anything)))
def test_any_properties_can_be_read(properties: list[tuple[object, object]]) -> None:
    """A stamp is as untrusted as any cell."""
    found = read_stamp(properties)
    is_ours = any(isinstance(name, str) and name.startswith("cchc.") for name, _ in properties)
    assert (found is not None) == is_ours
