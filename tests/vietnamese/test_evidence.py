"""What words say about their charset."""

from cchc_lib.vietnamese import CHARSETS, TCVN3, VNI, Evidence, telling_words, weigh
from tests.vietnamese.legacy import EVERY, written

TEXT = "Số hội nghị đối thoại của Ủy ban nhân dân quận Ba Đình, HĐND và Sở Nội vụ: 1.234 hồ sơ"


def test_words_in_plain_ascii_tell_nothing() -> None:
    """Nor do single letters; each word counts once."""
    assert telling_words(["hội nghị, hội nghị (ý, Ba 12 §)", "nam", "“hội”"]) == ("hội", "nghị")


def test_the_right_charset_makes_syllables_of_all_words() -> None:
    """The others, and the words as they stand, make few."""
    for charset in EVERY:
        words = telling_words([written(TEXT, charset)])
        for other in (*CHARSETS, None):
            share = weigh(words, other).share
            assert share == 1 if other is charset else share < 0.5


def test_abbreviations_say_nothing() -> None:
    """HĐND is no syllable in any charset."""
    assert weigh(["HĐND", "QĐ"]) == Evidence(0, 0)
    assert weigh(["H§ND", "Hµ"], TCVN3) == Evidence(1, 0)


def test_letters_outside_a_charset_speak_against_it() -> None:
    """The letter à is one in Unicode, and none in TCVN3 or VNI."""
    assert weigh(["Hà"]) == Evidence(1, 0)
    assert weigh(["Hà"], TCVN3) == weigh(["Hà"], VNI) == Evidence(0, 1)
