"""How well words read as Vietnamese, as they stand or decoded by a charset.

In: texts of one file, or of one column. Out: counts of possible and impossible words. Only words
with a letter beyond ASCII tell anything, and each counts once, however often it is written.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cchc_lib.vietnamese.charsets import Charset
from cchc_lib.vietnamese.syllables import is_syllable

WORD = re.compile(r"[^\s\x00-@\[-`{-\x9f\u2000-\u2bff\ufeff]{2,}")
"""Letters, and all signs that stand for a letter in some charset; single ones tell nothing."""
MOST_WORDS = 2_000
"""More would only take time (6 µs a word and charset)."""
ABBREVIATION = re.compile(r"[A-ZĐ]*Đ[A-ZĐ]*")


@dataclass(frozen=True)
class Evidence:
    """How many different words are possible Vietnamese, and how many are not."""

    possible: int
    impossible: int

    @property
    def share(self) -> float:
        """The share of possible words, 0 where there is none."""
        return self.possible / (self.possible + self.impossible) if self.possible else 0.0


def telling_words(texts: Iterable[str], most: int = MOST_WORDS) -> tuple[str, ...]:
    """The first different words with a letter beyond ASCII, at most so many."""
    found: dict[str, None] = {}
    for text in texts:
        if text.isascii():
            continue
        for match in WORD.finditer(text):
            word = match.group()
            if not word.isascii():
                found[word] = None
                if len(found) == most:
                    return tuple(found)
    return tuple(found)


def weigh(words: Iterable[str], charset: Charset | None = None) -> Evidence:
    """What telling words say for a charset (None: for the words as they stand).

    HĐND, QĐ and the like say nothing.
    """
    possible = impossible = 0
    for word in words:
        read = word if charset is None else charset.decode(word)
        small = charset is not None and not charset.has_capitals
        if is_syllable(read.lower() if small else read) and (
            charset is None or charset.spells(word)
        ):
            possible += 1
        elif ABBREVIATION.fullmatch(read) is None:
            impossible += 1
    return Evidence(possible, impossible)
