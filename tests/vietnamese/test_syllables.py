"""What can be a Vietnamese syllable, and what cannot."""

import pytest

from cchc_lib.registry import Registry
from cchc_lib.vietnamese import is_syllable


@pytest.mark.parametrize(
    "words",
    [
        "Cộng hoà xã hội chủ nghĩa Việt Nam",
        "Cộng hòa, thủy lợi, Ứng Hòa",
        "Uỷ ban nhân dân, Ủy ban nhân dân",
        "QUYẾT ĐỊNH GIẢI QUYẾT HỒ SƠ QUÁ HẠN",
        "giếng giường giữ gì gìn quý quỹ quyền quốc quỳnh khuỷu khuya ngoằn ngoèo",
        "yêu ý ỷ ương ước oan uyên nghiêng kỷ luật thuở xoong",
    ],
)
def test_words_of_the_language_are_syllables(words: str) -> None:
    """In both tone styles, with capitals or without."""
    assert [word for word in words.replace(",", "").split() if not is_syllable(word)] == []


@pytest.mark.parametrize(
    "word",
    ["QuËn", "hoäi", "Vieät", "cât", "các̀", "đà̀", "nghãng", "kan", "cí", "ngê", "gê", "việtn",
     "thàNH", "ùi̇", "qa", "qún", "biể́n", "trương1", "", "HĐND", "hưỏng", "tíên"],
)  # fmt: skip
def test_other_letters_do_not_make_a_syllable(word: str) -> None:
    """Stops without sắc or nặng, c before i, a tone beside ê, two tones, capitals at the end."""
    assert not is_syllable(word)


def test_all_names_of_units_are_made_of_syllables(registry: Registry) -> None:
    """Departments, districts, wards and communes."""
    words = {
        word
        for unit in registry.units.all
        for word in unit.full_name.replace("-", " ").replace(",", " ").split()
        if word.isalpha()
    }
    assert len(words) > 150
    assert [word for word in sorted(words) if not is_syllable(word)] == ["UBND"]
