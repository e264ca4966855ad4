"""Letters: composition, folding to plain ASCII words, and Vietnamese sort order."""

import re
import unicodedata

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Combining marks in Vietnamese order: huyền, hỏi, ngã, sắc, nặng."""
_POSITION = {letter: index + 1 for index, letter in enumerate(ALPHABET)}
_WORDS = re.compile(r"[a-z0-9]+")


def nfc(words: str) -> str:
    """`words` with every letter composed; mends a precomposed base followed by a combining tone."""
    return unicodedata.normalize("NFC", words)


def fold(words: str) -> str:
    """`words` in lower case without marks, punctuation or extra space: "Q. Ba Đình" → "q ba dinh".

    The two tone styles (Hòa, Hoà) and half-composed letters fold to the same, and so do the
    Icelandic and the African letter that look like Đ (Ð, Ɖ).
    """
    lowered = words.casefold().replace("đ", "d").replace("ð", "d").replace("ɖ", "d")
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", lowered)
        if not unicodedata.combining(letter)
    )
    return " ".join(_WORDS.findall(plain))


def sort_key(words: str) -> tuple[tuple[tuple[int, ...], ...], tuple[tuple[int, ...], ...], str]:
    """The Vietnamese order: letters a ă â b c d đ e ê … first, tones second, then upper case.

    Equal to ICU's vi_VN on the names of Hanoi's units; words are compared one by one.
    """
    letters: list[tuple[int, ...]] = []
    tones: list[tuple[int, ...]] = []
    for word in words.split():
        word_letters: list[int] = []
        word_tones: list[int] = []
        for letter in nfc(word).casefold():
            parts = unicodedata.normalize("NFD", letter)
            tone = next((mark for mark in parts if mark in TONES), "")
            base = nfc("".join(mark for mark in parts if mark not in TONES))
            if base in _POSITION:
                word_letters.append(100 + _POSITION[base])
                word_tones.append(TONES.index(tone) + 1 if tone else 0)
            elif base.isdigit():
                word_letters.append(50 + int(unicodedata.digit(base, 0)))
                word_tones.append(0)
        if word_letters:
            letters.append(tuple(word_letters))
            tones.append(tuple(word_tones))
    return tuple(letters), tuple(tones), words
