"""The theme: a font that has every Vietnamese letter, colours that everybody can tell apart."""

import re
from pathlib import Path

import matplotlib as mpl
import pytest
from fontTools.ttLib import TTFont

from cchc_lib.present import theme
from tests.conftest import ROOT

FONTS = ROOT / "cchc_lib" / "present" / "fonts"
CSS = (ROOT / "cchc_lib" / "render" / "template" / "page.css").read_text(encoding="utf-8")
LETTERS = (
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵfjwz"
)
SIGNS = "0123456789.,;:–—%()/+−×·«»“”…≥≤▲▼●○✓✕²"


def variables(css: str) -> dict[str, str]:
    """The colours that a block of CSS sets."""
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", css))


LIGHT = variables(CSS[: CSS.index("@media")])
DARK = LIGHT | variables(CSS[CSS.index("@media") : CSS.index("/* Page */")])


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("file", sorted(FONTS.glob("*.*tf*")) + sorted(FONTS.glob("*.woff2")))
def test_each_font_has_every_vietnamese_letter_and_sign(file: Path) -> None:
    """A letter that is missing would be taken from another font on each reader's machine."""
    known = TTFont(file).getBestCmap()
    wanted = LETTERS + LETTERS.upper() + SIGNS
    assert [letter for letter in wanted if ord(letter) not in known] == []


@pytest.mark.parametrize("file", sorted(FONTS.glob("*.woff2")))
def test_an_embedded_font_is_small(file: Path) -> None:
    """It is in every page."""
    assert file.stat().st_size < 20_000


@pytest.mark.parametrize("file", sorted(FONTS.glob("*.woff2")))
def test_figures_of_tables_have_one_width(file: Path) -> None:
    """With the feature tnum, digits stand below each other."""
    font = TTFont(file)
    replaced = font["GSUB"].table.LookupList.Lookup[0].SubTable[0].mapping
    digits = [replaced[font.getBestCmap()[ord(digit)]] for digit in "0123456789"]
    assert len({font["hmtx"][glyph][0] for glyph in digits}) == 1


def test_the_licence_stands_beside_the_fonts() -> None:
    """The Open Font License asks for it."""
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")


def test_matplotlib_finds_the_shipped_font() -> None:
    """Labels are measured with the letters that readers see."""
    theme.register_fonts()
    found = mpl.font_manager.findfont(
        mpl.font_manager.FontProperties(family=theme.FAMILY, weight=600), fallback_to_default=False
    )
    assert Path(found).name == "BeVietnamPro-SemiBold.ttf"


def test_a_text_is_as_wide_as_its_letters() -> None:
    """The widths of the font file, in thousandths of its size."""
    font = TTFont(FONTS / "BeVietnamPro-Regular.ttf")
    names = font.getBestCmap()
    expected = sum(font["hmtx"][names[ord(letter)]][0] for letter in "Ứng Hòa") * 12 / 1000
    assert expected == pytest.approx(theme.text_width("Ứng Hòa", 12), abs=0.1)


def test_a_long_name_is_wrapped_between_words() -> None:
    """No line is wider than it may be, and no letter is lost."""
    name = "Ban Quản lý các khu công nghiệp và chế xuất"
    lines = theme.wrap(name, 150, 12)
    assert name == " ".join(lines)
    assert all(theme.text_width(line, 12) <= 150 for line in lines)


def test_a_word_that_is_too_long_is_broken() -> None:
    """Hostile or mistyped names do not leave their place."""
    lines = theme.wrap("x" * 300, 150, 12)
    assert "".join(lines) == "x" * 300
    assert all(theme.text_width(line, 12) <= 150 for line in lines)


def test_settings_are_put_back() -> None:
    """A chart leaves matplotlib as it was, for the analyst's own figures."""
    before = mpl.rcParams["svg.hashsalt"], mpl.rcParams["font.family"]
    with theme.theme("targets"):
        assert mpl.rcParams["svg.hashsalt"] == "targets"
    assert before == (mpl.rcParams["svg.hashsalt"], mpl.rcParams["font.family"])


@pytest.mark.parametrize("colour", theme.COLOURS)
@pytest.mark.parametrize("paint", ["fill", "stroke"])
def test_the_page_recolours_every_colour_of_the_theme(paint: str, colour: str) -> None:
    """Otherwise a drawing would stay light on a dark page."""
    rule = re.search(rf'\[{paint}="{colour}"\] {{ {paint}: var\(--([a-z-]+)\); }}', CSS)
    assert rule is not None
    assert colour == LIGHT[rule[1]]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "muted", "accent"])
@pytest.mark.parametrize("ground", ["paper", "soft"])
def test_text_can_be_read(colours: dict[str, str], name: str, ground: str) -> None:
    """WCAG 2.2 AA: at least 4.5 to 1."""
    assert contrast(colours[name], colours[ground]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("name", "ground"),
    [("ink", "band"), ("muted", "band"), ("accent", "band"), ("notice-ink", "notice")],
)
def test_text_on_coloured_ground_can_be_read(
    colours: dict[str, str], name: str, ground: str
) -> None:
    """The row of this unit, the notice of sample data."""
    assert contrast(colours[name], colours[ground]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["met", "on-track", "behind", "missed", "unknown"])
def test_a_status_stands_out_from_the_paper(colours: dict[str, str], name: str) -> None:
    """WCAG 2.2 AA for graphics: at least 3 to 1."""
    assert contrast(colours[name], colours["paper"]) >= 3


def test_every_status_has_a_sign_of_its_own() -> None:
    """A status is never told by colour alone."""
    assert len(theme.STATUS_SIGNS) == len(set(theme.STATUS_SIGNS.values()))
    assert theme.STATUS_SIGNS.keys() == theme.STATUS_COLOURS.keys()
