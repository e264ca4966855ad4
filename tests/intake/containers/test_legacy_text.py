"""Which texts of a sheet are legacy text, told by column and font."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from cchc_lib.intake.containers.builder import SheetBuilder, column_ranges
from cchc_lib.intake.containers.legacy_text import CONTROLS
from cchc_lib.intake.grid import Cell, Sheet
from cchc_lib.registry import read_registry
from cchc_lib.vietnamese import TCVN3, VNI, WINDOWS_1258, Charset, nfc
from tests.conftest import ROOT
from tests.vietnamese.legacy import EVERY, written

LABELS = (
    "Ban hành và triển khai đầy đủ kế hoạch CCHC năm",
    "Số hội nghị đối thoại với người dân, tổ chức và doanh nghiệp",
    "Tự kiểm tra công tác CCHC",
)
DISTRICTS = ("Ba Đình", "Hoàn Kiếm", "Tây Hồ", "Mê Linh", "Ba Vì")
UNICODE_FONTS = ("", "Times New Roman", "Arial")
OLD_FONTS = (".VnTime", ".VnTimeH", ".VnArial Narrow", "VNI-Times", "VNI Helve")


def sheet_of(columns: Mapping[int, Sequence[tuple[str, str]]]) -> Sheet:
    """A sheet of columns, each of (text, font) from row 1 down."""
    builder = SheetBuilder("bao-cao.xls", "Biểu 01")
    for column, texts in columns.items():
        for row, (text, font) in enumerate(texts, start=1):
            builder.add(Cell(row, column, nfc(text)), font)
    return builder.finish()


def words(sheet: Sheet, column: int = 1) -> list[object]:
    """The values of one column."""
    return [cell.value for (_, own), cell in sheet.cells.items() if own == column]


def remarks(sheet: Sheet) -> list[tuple[str, str, str]]:
    """First cell, charset and columns of each remark."""
    return [
        (remark.cell, dict(remark.values)["charset"], dict(remark.values)["columns"])
        for remark in sheet.remarks
    ]


def phrases() -> list[str]:
    """All words of params/ that a file can hold: units, indicators, phrases of forms."""
    registry = read_registry(ROOT / "params")
    found = [name for unit in registry.units.all for name in (unit.full_name, *unit.aliases)]
    found += [indicator.name.vi for indicator in registry.indicators.values()]
    for path in sorted(Path(ROOT / "params" / "forms").glob("*.yml")):
        found += _texts(YAML(typ="safe").load(path.read_text(encoding="utf-8")))
    return list(dict.fromkeys(found))


def _texts(node: object) -> list[str]:
    if isinstance(node, dict):
        return [text for value in node.values() for text in _texts(value)]
    if isinstance(node, list):
        return [text for value in node for text in _texts(value)]
    return [node] if isinstance(node, str) else []


PHRASES = phrases()
some_phrases = st.lists(st.sampled_from(PHRASES), min_size=1, max_size=40)


def expected(phrase: str, charset: Charset, font: str = "") -> str:
    """What conversion gives: all of the phrase, but for capitals with a tone in TCVN3."""
    if font.startswith(".Vn") and font.endswith("H"):
        return phrase.upper()
    return charset.decode(written(phrase, charset)) if charset is TCVN3 else phrase


@given(
    some_phrases, st.sampled_from((*UNICODE_FONTS, *OLD_FONTS)), st.sampled_from((str, str.upper))
)
def test_unicode_text_in_any_font_is_never_changed(
    texts: list[str], font: str, style: Callable[[str], str]
) -> None:
    """Whatever is written, in small letters and in capitals."""
    said = [style(text) for text in texts]
    sheet = sheet_of({1: [(text, font) for text in said], 2: [("Có", font), ("Không", font)]})
    assert words(sheet) == said
    assert words(sheet, 2) == ["Có", "Không"]
    assert sheet.remarks == ()


def test_every_phrase_alone_in_a_sheet_stays() -> None:
    """In each font, as the only text and beside another."""
    for phrase in PHRASES:
        for font in (*UNICODE_FONTS, *OLD_FONTS):
            assert words(sheet_of({1: [(phrase, font)], 2: [(phrase, "")]})) == [phrase]


@pytest.mark.parametrize(
    ("charset", "font"),
    [
        (TCVN3, ".VnTime"), (TCVN3, ".VnArialH"), (VNI, "VNI-Times"), (TCVN3, ""), (VNI, "Arial"),
        (WINDOWS_1258, ""), (VNI, ".VnTime"), (TCVN3, "VNI-Times"),
    ],
)  # fmt: skip
@given(texts=some_phrases)
def test_legacy_text_is_converted_exactly(charset: Charset, font: str, texts: list[str]) -> None:
    """With a telling font, with none, and with one that names the wrong charset."""
    said = [*LABELS, *texts]
    sheet = sheet_of({1: [(written(text, charset), font) for text in said]})
    if charset is not TCVN3:
        font = ""
    assert words(sheet) == [
        text if text.isascii() else expected(text, charset, font) for text in said
    ]
    assert remarks(sheet) == [("A1", charset.name, "A")]


@pytest.mark.parametrize("charset", EVERY, ids=lambda charset: charset.name)
@given(texts=some_phrases)
def test_a_column_of_few_words_follows_its_sheet(charset: Charset, texts: list[str]) -> None:
    """A column of yes and no, and one of short names, tell nothing by themselves."""
    columns = {1: LABELS, 2: ("Có",), 3: DISTRICTS[:2], 4: texts[:1]}
    sheet = sheet_of(
        {
            number: [(written(text, charset), "Arial") for text in column]
            for number, column in columns.items()
        }
    )
    for number, column in columns.items():
        assert words(sheet, number) == [expected(text, charset) for text in column]


def test_columns_and_fonts_are_told_apart() -> None:
    """Labels typed in an old font, names pasted in Unicode, a title in a font of capitals."""
    label, name = written(LABELS[0], TCVN3), written(LABELS[1], VNI)
    sheet = sheet_of(
        {
            1: [(written("Báo cáo số liệu", TCVN3), ".VnTimeH"), *((label, ".VnTime"),) * 3],
            2: [(district, "Arial") for district in DISTRICTS],
            3: [(name, "VNI-Times"), ("Số liệu", "Arial")],
            4: [("Có", "Arial"), ("Không", "Arial")],
        }
    )
    assert words(sheet) == ["BÁO CÁO SỐ LIỆU", *LABELS[:1] * 3]
    assert words(sheet, 2) == list(DISTRICTS)
    assert words(sheet, 3) == [LABELS[1], "Số liệu"]
    assert words(sheet, 4) == ["Có", "Không"]
    assert remarks(sheet) == [("A1", "TCVN3 (ABC)", "A"), ("C1", "VNI", "C")]


def test_a_unicode_row_among_legacy_rows_of_a_font_stays() -> None:
    """A letter that no legacy charset has is never touched; its neighbours are converted."""
    rows = [written(label, TCVN3) for label in LABELS]
    sheet = sheet_of({1: [(text, ".VnTime") for text in (*rows * 2, "Đối thoại")]})
    assert words(sheet) == [*LABELS * 2, "Đối thoại"]


def test_a_column_half_in_unicode_stays_as_it_is() -> None:
    """Nothing is guessed: its labels will not be found, and are named."""
    rows = [*LABELS, *(written(label, TCVN3) for label in LABELS)]
    sheet = sheet_of({1: [(text, "Arial") for text in rows]})
    assert words(sheet) == rows


@pytest.mark.parametrize(
    "text",
    ["Übersicht der Maßnahmen für Behörden und Ämter", "§ 5", "½", "10 m²", "café", "«Ba Vì»"],
)
def test_other_languages_and_signs_stay(text: str) -> None:
    """In every font."""
    for font in (*UNICODE_FONTS, *OLD_FONTS):
        assert words(sheet_of({1: [(text, font)]})) == [text]


def test_bytes_that_were_read_one_by_one_become_quotes_and_dashes() -> None:
    """Old readers give control characters for them."""
    assert "\x93\x96\x94".translate(CONTROLS) == "“–”"
    text = written("“Số hội nghị đối thoại” – Sở Nội vụ", TCVN3)
    bytewise = text.encode("cp1252").decode("latin-1")
    sheet = sheet_of({1: [(bytewise, ".VnTime")]})
    assert words(sheet) == ["“Số hội nghị đối thoại” – Sở Nội vụ"]


def test_columns_are_named_in_ranges() -> None:
    """Thirty columns are no list."""
    assert column_ranges([4, 2, 5, 6, 27, 2]) == "B, D–F, AA"
