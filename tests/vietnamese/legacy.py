"""Writes Unicode text in the charsets from before Unicode, as the editors of that time did."""

import unicodedata

from cchc_lib.vietnamese import TCVN3, VNI, WINDOWS_1258, Charset

TONES = "\u0300\u0309\u0303\u0301\u0323"


def written(words: str, charset: Charset) -> str:
    """The words as Western letters of that charset; a capital with a tone that TCVN3 does not have
    becomes a small one.
    """
    spelled = {letter: spelling for spelling, letter in charset.letters.items()}
    letters = []
    for letter in words:
        if charset is WINDOWS_1258:
            letters.append(_windows_1258(letter))
        elif charset is TCVN3:
            letters.append(spelled.get(letter) or spelled.get(letter.lower(), letter))
        else:
            letters.append(spelled.get(letter, letter))
    return "".join(letters)


def legacy_bytes(words: str, charset: Charset) -> bytes:
    """The words as a text file in that charset; signs outside it as Windows writes them."""
    return written(words, charset).encode("cp1252")


def _windows_1258(letter: str) -> str:
    try:
        return letter.encode("cp1258").decode("cp1252")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
        tone = "".join(part for part in parts if part in TONES)
        return (base + tone).encode("cp1258", "replace").decode("cp1252")


EVERY = (TCVN3, VNI, WINDOWS_1258)
