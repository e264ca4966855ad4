"""Text of a workbook that was typed in a charset from before Unicode: found, and converted.

In: the texts of one sheet that hold more than ASCII, with the font of each where the container
knows it. Out: the converted texts, by charset. Decided by column and font, and by the whole sheet
where a column holds too few words: guessing by cell was wrong in 40% of cases.

A font alone proves nothing, for Unicode text stands under .VnTime, too. What reads as Vietnamese as
it stands is never touched, nor is a text with a letter that no legacy charset has.
"""

import functools
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from cchc_lib.vietnamese import CHARSETS, TCVN3, VNI, Charset, telling_words, weigh

Place = tuple[int, int]
"""Row and column."""
Verdict = Charset | Literal["unicode"] | None
"""None: the words do not say."""

BEYOND = re.compile(
    "[\u0100-\u0151\u0154-\u015f\u0162-\u0177\u0179-\u017c\u017f-\u0191\u0193-\u02c5\u02c7-\u02db"
    "\u02dd-\u1fff\u2c00-\ud7ff\uf900-\uffef]"
)
"""Letters that no Western byte stands for (Œ œ Š š Ÿ Ž ž ƒ ˆ ˜ are bytes of Windows-1252)."""
CONTROLS = {
    byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)
}
"""Quotes and dashes, where a file was read byte by byte."""
FEW = 5
"""Fewer different words than this decide nothing against the rest of the sheet."""
TOLD = 0.8
"""The least share of possible syllables where a font names the charset …"""
UNTOLD = 0.9
"""… and where none does: then the words as they stand must fail,"""
FAILS = 0.5
AHEAD = 0.3
"""and all other charsets lie this far behind."""
MIXED = 4
"""A column with a letter in Unicode text for every four in other text is left as it is."""
MOST_WORDS = 200
"""Of one column; ten times as many of a sheet. More would only take time."""
MOST_FONTS = 1_000
"""Of a sheet, each column counted; no form has more than ten, and a prank may have a million."""


@dataclass(frozen=True)
class Converted:
    """The texts that stood in one charset, now in Unicode."""

    charset: Charset
    words: dict[Place, str]


class _Group:
    """Texts that were written in one way: those that may be legacy, and how many cannot be."""

    def __init__(self, told: Charset | None, most_words: int = MOST_WORDS) -> None:
        self.told = told
        self.most_words = most_words
        self.texts: dict[Place, str] = {}
        self.letters = 0
        self.unicode_letters = 0

    @functools.cached_property
    def words(self) -> tuple[str, ...]:
        """The telling words of texts that may be legacy."""
        return telling_words(dict.fromkeys(self.texts.values()), self.most_words)

    @functools.cached_property
    def verdict(self) -> Verdict:
        """What these words are, as far as they say it."""
        if self.unicode_letters * MIXED > self.letters:
            return "unicode"
        as_it_stands = weigh(self.words).share
        if self.told is not None and self.reads(self.told):
            return self.told
        if as_it_stands >= TOLD:
            found = (weigh(self.words, charset).share for charset in CHARSETS)
            return "unicode" if as_it_stands > max(found) else None
        if len(self.words) < FEW or as_it_stands > FAILS:
            return None
        shares = sorted(
            ((weigh(self.words, charset).share, charset) for charset in CHARSETS),
            key=lambda entry: -entry[0],
        )
        (best, charset), (second, _) = shares[:2]
        is_clear = best >= UNTOLD and max(second, as_it_stands) <= best - AHEAD
        return charset if is_clear else None

    def gain(self, charset: Charset) -> float:
        """By how much the words read better in that charset than as they stand."""
        return weigh(self.words, charset).share - weigh(self.words).share

    def reads(self, charset: Charset) -> bool:
        """Whether the words read well in that charset, and worse as they stand."""
        return self.gain(charset) > 0 and weigh(self.words, charset).share >= TOLD


def charset_of_font(font: str) -> Charset | None:
    """The charset that a font of that name was made for."""
    name = font.lower()
    if name.startswith(".vn"):
        return TCVN3
    return VNI if name.startswith(("vni-", "vni ")) else None


def find_legacy_text(
    texts: Mapping[Place, str], fonts: Mapping[Place, str]
) -> tuple[Converted, ...]:
    """What is converted, by charset; texts in plain ASCII need not be among `texts`."""
    groups = _grouped(texts, fonts)
    if all(group.verdict == "unicode" for group in groups):
        return ()
    kinds = {
        told: _together([group for group in groups if group.told is told], told)
        for told in (TCVN3, VNI, None)
    }
    whole = _together(groups, None)
    converted: dict[str, Converted] = {}
    for group in groups:
        charset = _decide(group, kinds[group.told], whole)
        if charset is not None:
            words = converted.setdefault(charset.name, Converted(charset, {})).words
            for place, text in group.texts.items():
                words[place] = _convert(text, charset, fonts.get(place, ""))
    found = [entry for entry in converted.values() if entry.words]
    return tuple(sorted(found, key=lambda entry: min(entry.words)))


def _grouped(texts: Mapping[Place, str], fonts: Mapping[Place, str]) -> Collection[_Group]:
    """By column and font; the fonts that were made for one charset are as one."""
    groups: dict[tuple[int, str], _Group] = {}
    for place, text in texts.items():
        font = fonts.get(place, "")
        told = charset_of_font(font)
        key = place[1], font if told is None else told.name
        if key not in groups:
            if len(groups) >= MOST_FONTS and told is None:
                key = place[1], ""
            groups.setdefault(key, _Group(told))
        group = groups[key]
        if BEYOND.search(text) is None:
            group.texts[place] = text
            group.letters += len(text)
        else:
            group.unicode_letters += len(text)
    return groups.values()


def _decide(group: _Group, alike: _Group, whole: _Group) -> Charset | None:
    """The column's own words decide; where they are few, those in fonts of the kind, then all."""
    own = group.verdict
    if own == "unicode":
        return None
    if own is not None and len(group.words) >= FEW:
        return own
    wider = alike.verdict
    if wider is not None:
        return wider if isinstance(wider, Charset) and group.gain(wider) >= 0 else None
    if own is not None:
        return own
    last = whole.verdict
    if isinstance(last, Charset) and group.reads(last):
        return last
    return None


def _together(groups: Iterable[_Group], told: Charset | None) -> _Group:
    together = _Group(told, MOST_WORDS * 10)
    for group in groups:
        together.texts |= group.texts
        together.letters += group.letters
        together.unicode_letters += group.unicode_letters
    return together


def _convert(words: str, charset: Charset, font: str) -> str:
    decoded = charset.decode(words.translate(CONTROLS))
    is_capital_font = charset is TCVN3 and charset_of_font(font) is TCVN3 and font.endswith("H")
    return decoded.upper() if is_capital_font else decoded
