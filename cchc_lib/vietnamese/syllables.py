"""Whether a word is a possible Vietnamese syllable: onset, rime and tone that go together.

Text that was decoded with the wrong charset hardly ever gives possible syllables, so this is what
tells charsets apart. In: one word, in either tone style. Out: yes or no.
"""

import functools
import unicodedata

from cchc_lib.vietnamese.letters import TONES, nfc

ONSETS = "b ch d đ g gi h kh l m n ng nh p ph r s t th tr v x c"
RIMES = """
a ai ao au ay am an ap at ac ang anh ach ăm ăn ăp ăt ăc ăng âu ây âm ân âp ât âc âng
o oi om on op ot oc ong oong ooc oa oai oao oay oam oan oap oat oac oang oanh oach oăm oăn oăp oăt
oăc oăng oe oeo oen oem oet ô ôi ôm ôn ôp ôt ôc ông ơ ơi ơm ơn ơp ơt
u ua ui um un up ut uc ung uôi uôm uôn uôp uôt uôc uông uân uât uâng uây uê uên uênh uêch uêu uơ
uy uya uyu uyn uynh uyt uych uyp uyên uyêt ư ưa ưi ưu ưm ưng ưc ưt ươi ươu ươm ươn ươp ươt ươc ương
"""
FRONT_ONSETS = "b ch d đ gh h k kh l m n ngh nh p ph r s t th tr v x"
"""Before e, ê, i and y the sounds of c, g and ng are written k, gh and ngh."""
FRONT_RIMES = """
e eo em en ep et ec eng ê êu êm ên êp êt ênh êch
i ia iu im in ip it inh ich iêu iêm iên iêp iêt iêc iêng y
"""
AFTER_QU = """
a ai ao au ay an am ap at ac ang anh ach ăm ăn ăp ăt ăc ăng âu ây ân ât âng e eo en et ê ên êt ênh
êch i in ip it inh ich y yn yt ynh ych yên yêt yêu ơ ơn ôc
"""
AFTER_GI = "e eo em en ep et ê êm ên êt êng êch"
OTHERS = "gi gim gin git y ym yêu yêm yên yêt yêng"
STOPS = ("p", "t", "c", "ch")
RISING_OR_HEAVY = (TONES[3], TONES[4])
MARKED = "ăâêôơư"
VOWELS = "aeiouy" + MARKED


def _all() -> frozenset[str]:
    parts = (
        (ONSETS, RIMES),
        (FRONT_ONSETS, FRONT_RIMES),
        ("qu", AFTER_QU),
        ("gi", AFTER_GI),
        ("", f"{RIMES} {FRONT_RIMES} {OTHERS}"),
    )
    return frozenset(
        onset + rime
        for onsets, rimes in parts
        for onset in (onsets.split() or [""])
        for rime in rimes.split()
    )


SYLLABLES = _all()
"""All syllables without their tones."""


@functools.lru_cache(maxsize=16_384)
def is_syllable(word: str) -> bool:
    """Whether `word` is a possible Vietnamese syllable, in small letters, capitals, or begun with
    one. Stopped syllables (-p, -t, -c, -ch) need sắc or nặng, and a tone stands on ă â ê ô ơ ư
    where the syllable has one.
    """
    if not (word.islower() or word.isupper() or word.istitle()):
        return False
    letters = nfc(word).lower()
    tone, bare, under = "", "", ""
    for letter in letters:
        parts = unicodedata.normalize("NFD", letter)
        marks = [mark for mark in parts if mark in TONES]
        plain = nfc("".join(mark for mark in parts if mark not in TONES))
        bare += plain
        if marks:
            if tone or len(marks) > 1:
                return False
            tone, under = marks[0], plain
    if bare not in SYLLABLES:
        return False
    if tone:
        marked = [letter for letter in bare if letter in MARKED]
        if under not in VOWELS or (marked and under != marked[-1]):
            return False
    return not bare.endswith(STOPS) or tone in RISING_OR_HEAVY
