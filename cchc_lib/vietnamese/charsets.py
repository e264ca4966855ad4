"""The charsets that Vietnamese was written in before Unicode: TCVN3 (ABC), VNI and Windows-1258.

In: legacy text as the Western letters that its bytes stand for ("QuËn Ba §×nh"). Out: NFC text
("Quận Ba Đình"). What a charset does not use stays as it is. TCVN3 and VNI were compared letter by
letter with UniKey's tables, TCVN3 also with TCVN 5712:1993 in glibc; Windows-1258 is Python's own.
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from cchc_lib.vietnamese.letters import TONES, nfc


@dataclass(frozen=True, eq=False)
class Charset:
    """A charset by the name that people know it by; `letters` gives a letter for its spelling."""

    name: str
    letters: Mapping[str, str]
    has_capitals: bool = True
    """False where capitals with a tone need a font of capitals."""

    def decode(self, words: str) -> str:
        """Legacy `words` as composed Unicode."""
        return nfc(self._spelling.sub(self._letter, words))

    def spells(self, word: str) -> bool:
        """Whether all beyond ASCII in `word` is of this charset."""
        return self._spelling.sub("", word).isascii()

    @functools.cached_property
    def _spelling(self) -> re.Pattern[str]:
        spellings = sorted(self._known, key=lambda spelling: (-len(spelling), spelling))
        return re.compile("|".join(map(re.escape, spellings)))

    @functools.cached_property
    def _known(self) -> dict[str, str]:
        """All spellings; VNI editors also put a small mark behind a capital."""
        return {
            spelling[0] + spelling[1:].lower(): letter for spelling, letter in self.letters.items()
        } | dict(self.letters)

    def _letter(self, found: re.Match[str]) -> str:
        return self._known[found.group()]


def _toned(rows: Mapping[str, str]) -> dict[str, str]:
    """Letters from rows of spellings, one for each tone: huyền, hỏi, ngã, sắc, nặng."""
    return {
        spelling: nfc(vowel + tone)
        for vowel, spellings in rows.items()
        for spelling, tone in zip(spellings.split(), TONES, strict=True)
    }


def _vni() -> dict[str, str]:
    tone, hat, bowl = "ø û õ ù ï", "à å ã á ä", "è ú ü é ë"
    small = {"ñ": "đ", "aâ": "â", "aê": "ă", "eâ": "ê", "oâ": "ô", "ô": "ơ", "ö": "ư"}
    small |= {"î": "ỵ"} | _toned({"i": "ì æ ó í ò"})
    for vowel, base, marks in (
        ("a", "a", tone), ("â", "a", hat), ("ă", "a", bowl), ("e", "e", tone), ("ê", "e", hat),
        ("o", "o", tone), ("ô", "o", hat), ("ơ", "ô", tone), ("u", "u", tone), ("ư", "ö", tone),
    ):  # fmt: skip
        small |= _toned({vowel: " ".join(base + mark for mark in marks.split())})
    small |= {f"y{mark}": nfc(f"y{sound}") for mark, sound in zip("øûõù", TONES[:4], strict=True)}
    return small | {spelling.upper(): letter.upper() for spelling, letter in small.items()}


def _windows_1258() -> dict[str, str]:
    """Half of the letters are the Western ones; tones are marks behind the vowel."""
    upper_half = bytes(range(0xC0, 0x100))
    return dict(zip(upper_half.decode("cp1252"), upper_half.decode("cp1258"), strict=True))


TCVN3 = Charset(
    "TCVN3 (ABC)",
    dict(zip("¡¢£¤¥¦§¨©ª«¬\xad®", "ĂÂÊÔƠƯĐăâêôơưđ", strict=True))
    | _toned(
        {
            "a": "µ ¶ · ¸ ¹",
            "ă": "» ¼ ½ ¾ Æ",
            "â": "Ç È É Ê Ë",
            "e": "Ì Î Ï Ð Ñ",
            "ê": "Ò Ó Ô Õ Ö",
            "i": "× Ø Ü Ý Þ",
            "o": "ß á â ã ä",
            "ô": "å æ ç è é",
            "ơ": "ê ë ì í î",
            "u": "ï ñ ò ó ô",
            "ư": "õ ö ÷ ø ù",
            "y": "ú û ü ý þ",
        }
    ),
    has_capitals=False,
)
VNI = Charset("VNI", _vni())
WINDOWS_1258 = Charset("Windows-1258", _windows_1258())
CHARSETS = (TCVN3, VNI, WINDOWS_1258)
