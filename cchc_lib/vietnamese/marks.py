"""Marks that were typed: left out they may be, wrong they may not.

"Ba Dinh" and "Ba Đinh" are Ba Đình with marks left out; "Huyện Thạnh Trị" lies in another province,
although it folds to the same as Thanh Trì. The tone may stand on any letter of its syllable.
"""

import functools
import re
import unicodedata

from cchc_lib.vietnamese.letters import TONES, nfc

SYLLABLE = re.compile(r"[^\W_]+")
Marks = tuple[str, frozenset[tuple[int, str]]]
"""The tone of a syllable, and its other marks by the place of their letter."""


def marks_agree(said: str, official: str) -> bool:
    """Whether `said` holds the syllables of `official` in a row, with none but their own marks.

    Folded, `said` must hold `official`; where it does not, there is nothing to disagree on.
    """
    ours, theirs = _syllables(said), _syllables(official)
    places = [
        place
        for place in range(len(ours) - len(theirs) + 1)
        if all(
            one[0] == other[0]
            for one, other in zip(ours[place : place + len(theirs)], theirs, strict=True)
        )
    ]
    return not places or any(
        all(
            _agree(one[1], other[1])
            for one, other in zip(ours[place : place + len(theirs)], theirs, strict=True)
        )
        for place in places
    )


def _agree(said: Marks, official: Marks) -> bool:
    return said[0] in ("", official[0]) and said[1] <= official[1]


@functools.lru_cache(maxsize=4_096)
def _syllables(words: str) -> tuple[tuple[str, Marks], ...]:
    """Each syllable as its bare letters and its marks; i and y are one at a syllable's end."""
    found = []
    for syllable in SYLLABLE.findall(nfc(words).casefold().replace("ð", "đ").replace("ɖ", "đ")):
        letters, tone, marks = "", "", set()
        for part in unicodedata.normalize("NFD", syllable):
            if part in TONES:
                tone = part
            elif unicodedata.combining(part):
                marks.add((len(letters), part))
            elif part == "đ":
                letters += "d"
                marks.add((len(letters), part))
            else:
                letters += part
        bare = f"{letters[:-1]}i" if letters.endswith("y") else letters
        found.append((bare, (tone, frozenset(marks))))
    return tuple(found)
