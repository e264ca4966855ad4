"""Text of a workbook that was typed in a charset from before Unicode: found, and converted.

In: the texts of one sheet that hold more than ASCII, with the font of each where the container
knows it. Out: the converted texts, by charset. Decided by column and font, and by the whole sheet
where a column holds too few words: guessing by cell was wrong in 40% of cases.

A font alone proves nothing, for Unicode text stands under .VnTime, too. What reads as Vietnamese as
it stands is never touched, nor is a text with a letter that no legacy charset has.
"""

import functools
import re
from collections.abc import Mapping, Sequence
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
"""A column with a Unicode word for every four others is left as it is."""


@dataclass(frozen=True)
class Converted:
    """The texts that stood in one charset, now in Unicode."""

    charset: Charset
    words: dict[Place, str]


class _Group:
    """Texts that were written in one way: those that may be legacy, and those that cannot be."""

    def __init__(self, told: Charset | None) -> None:
        self.told = told
        self.places: list[Place] = []
        self.texts: set[str] = set()
        self.unicode_texts: set[str] = set()

    @functools.cached_property
    def words(self) -> frozenset[str]:
        """The telling words of texts that may be legacy."""
        return telling_words(self.texts)

    @functools.cached_property
    def verdict(self) -> Verdict:
        """What these words are, as far as they say it."""
        if len(self.unicode_texts) >= len(self.texts) or self._is_mixed():
            return "unicode"
        as_it_stands = weigh(self.words).share
        if self.told is not None:
            decoded = weigh(self.words, self.told).share
            if decoded >= TOLD and decoded > as_it_stands:
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

    def _is_mixed(self) -> bool:
        return len(telling_words(self.unicode_texts)) * MIXED > len(self.words)

    def gain(self, charset: Charset) -> float:
        """By how much the words read better in that charset than as they stand."""
        return weigh(self.words, charset).share - weigh(self.words).share


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
    converted: dict[str, Converted] = {}
    for group in groups:
        charset = _decide(group, groups) if group.places else None
        if charset is not None:
            words = converted.setdefault(charset.name, Converted(charset, {})).words
            for place in group.places:
                words[place] = _convert(texts[place], charset, fonts.get(place, ""))
    return tuple(sorted(converted.values(), key=lambda found: min(found.words)))


def _grouped(texts: Mapping[Place, str], fonts: Mapping[Place, str]) -> list[_Group]:
    """By column and font; the fonts that were made for one charset are as one."""
    groups: dict[tuple[int, str], _Group] = {}
    for place, text in texts.items():
        font = fonts.get(place, "")
        told = charset_of_font(font)
        key = place[1], font if told is None else told.name
        group = groups.get(key)
        if group is None:
            group = groups[key] = _Group(told)
        if BEYOND.search(text) is None:
            group.places.append(place)
            group.texts.add(text)
        else:
            group.unicode_texts.add(text)
    return list(groups.values())


def _decide(group: _Group, groups: Sequence[_Group]) -> Charset | None:
    """The column's own words decide; where they are few, those in fonts of the kind, then all."""
    own = group.verdict
    if own == "unicode":
        return None
    if own is not None and len(group.words) >= FEW:
        return own
    wider = _together([other for other in groups if other.told is group.told], group.told).verdict
    if isinstance(wider, Charset):
        return wider if group.gain(wider) >= 0 else None
    if own is not None or wider is not None:
        return own if wider is None else None
    whole = _together(groups, None).verdict
    if isinstance(whole, Charset) and group.gain(whole) > 0:
        return whole if weigh(group.words, whole).share >= TOLD else None
    return None


def _together(groups: Sequence[_Group], told: Charset | None) -> _Group:
    together = _Group(told)
    for group in groups:
        together.texts |= group.texts
        together.unicode_texts |= group.unicode_texts
    return together


def _convert(words: str, charset: Charset, font: str) -> str:
    decoded = charset.decode(words.translate(CONTROLS))
    is_capital_font = charset is TCVN3 and charset_of_font(font) is TCVN3 and font.endswith("H")
    return decoded.upper() if is_capital_font else decoded
