"""The tables of TCVN3, VNI and Windows-1258, letter by letter."""

import unicodedata

import pytest

from cchc_lib.vietnamese import CHARSETS, TCVN3, VNI, WINDOWS_1258, Charset
from tests.vietnamese.legacy import written

SMALL = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
"""The whole alphabet."""
AS_TCVN3 = (
    "aµ¶·¸¹¨»¼½¾Æ©ÇÈÉÊËbcd®eÌÎÏÐÑªÒÓÔÕÖghi×ØÜÝÞklmnoßáâãä«åæçèé¬êëìíîpqrstuïñòóô\xadõö÷øùvxyúûüýþ"
)
AS_VNI = (
    "a aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä b c d ñ e eø eû eõ eù eï eâ "
    "eà eå eã eá eä "
    "g h i ì æ ó í ò k l m n o oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï p q r s t "
    "u uø uû uõ uù uï ö öø öû öõ öù öï v x y yø yû yõ yù î"
).replace(" ", "")


def test_the_alphabet_has_every_letter() -> None:
    """17 consonants, 12 vowels with 6 tones each."""
    assert len(SMALL) == len(set(SMALL)) == 17 + 12 * 6


def test_tcvn3_has_all_small_letters_and_seven_capitals() -> None:
    """As UniKey and TCVN 5712:1993 (VN3) have them."""
    assert TCVN3.decode(AS_TCVN3) == SMALL
    assert TCVN3.decode("¡¢£¤¥¦§") == "ĂÂÊÔƠƯĐ"
    assert len(TCVN3.letters) == 67 + 7


def test_vni_has_all_small_letters_and_all_capitals() -> None:
    """A mark is a letter of its own behind the vowel; small marks behind capitals are read, too."""
    assert VNI.decode(AS_VNI) == SMALL
    assert VNI.decode(AS_VNI.upper()) == SMALL.upper()
    assert VNI.decode("UÛy ban, Uûy ban, ÔÛ") == "Ủy ban, Ủy ban, Ở"
    assert len(VNI.letters) == 2 * 67


@pytest.mark.parametrize("mark", ["\u0300", "\u0309", "\u0303", "\u0301", "\u0323"])
def test_windows_1258_puts_a_mark_behind_the_vowel(mark: str) -> None:
    """All twelve vowels take all five tones."""
    for vowel in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY":
        as_western_letters = (vowel + mark).encode("cp1258").decode("cp1252")
        assert WINDOWS_1258.decode(as_western_letters) == unicodedata.normalize("NFC", vowel + mark)


@pytest.mark.parametrize("charset", CHARSETS, ids=lambda charset: charset.name)
def test_every_letter_goes_there_and_back(charset: Charset) -> None:
    """TCVN3 has no capitals with tones: those need a font of capitals."""
    assert charset.decode(written(SMALL, charset)) == SMALL
    capitals = charset.decode(written(SMALL.upper(), charset))
    assert (capitals if charset.has_capitals else capitals.upper()) == SMALL.upper()


@pytest.mark.parametrize(
    ("charset", "legacy", "words"),
    [
        (TCVN3, "Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        (TCVN3, "§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        (TCVN3, "QuËn Ba §×nh", "Quận Ba Đình"),
        (TCVN3, "Uû ban nh©n d©n Thµnh phè Hµ Néi", "Uỷ ban nhân dân Thành phố Hà Nội"),
        (TCVN3, "Sè l\xadîng v¨n b¶n (®iÖn tö)", "Số lượng văn bản (điện tử)"),
        (VNI, "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        (VNI, "Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
        (VNI, "QUAÄN BA ÑÌNH", "QUẬN BA ĐÌNH"),
        (VNI, "Thaønh phoá Haø Noäi, thò xaõ Sôn Taây", "Thành phố Hà Nội, thị xã Sơn Tây"),
        (WINDOWS_1258, "Côòng hoÌa xaÞ hôòi chuÒ nghiÞa Viêòt Nam",
         "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        (WINDOWS_1258, "Quâòn Ba ÐiÌnh", "Quận Ba Đình"),
    ],
)  # fmt: skip
def test_known_words(charset: Charset, legacy: str, words: str) -> None:
    """As they stand in old files."""
    assert charset.decode(legacy) == words
    assert all(charset.spells(word) for word in legacy.split() if word != "-")


@pytest.mark.parametrize("charset", CHARSETS, ids=lambda charset: charset.name)
def test_what_a_charset_does_not_use_stays(charset: Charset) -> None:
    """Figures, signs and Unicode letters."""
    words = "1.234,5% (≥ 30) “ế” – x/y"
    assert charset.decode(words) == words
    assert not charset.spells("ế")
