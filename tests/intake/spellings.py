"""How offices write the names of units: for each official one a list of spellings."""

import unicodedata

from cchc_lib.registry import Unit

SHORT = {
    "Quận": ("Q.", "Q. ", "Q "),
    "Huyện": ("H.", "H. ", "H "),
    "Thị xã": ("TX ", "TX. ", "TX.", "T.X. "),
    "Phường": ("P.", "P. ", "P "),
    "Xã": ("X.", "X. ", "X "),
}
OLD_TONES = (
    ("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("õa", "oã"), ("ọa", "oạ"), ("òe", "oè"),
    ("ùy", "uỳ"), ("úy", "uý"), ("ủy", "uỷ"), ("ũy", "uỹ"), ("ụy", "uỵ"),
)  # fmt: skip
OFFICES = ("UBND ", "Ủy ban nhân dân ", "Uỷ ban nhân dân ", "ỦY BAN NHÂN DÂN ")
TONES = "\u0300\u0309\u0303\u0301\u0323"


def half_composed(words: str) -> str:
    """Composed letters with their tone apart, as some input methods leave them."""
    letters = []
    for letter in words:
        parts = unicodedata.normalize("NFD", letter)
        letters.append(
            unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
        )
        letters.extend(part for part in parts if part in TONES)
    return "".join(letters)


def without_marks(words: str) -> str:
    """Plain letters, as in an address of mail."""
    parts = unicodedata.normalize("NFD", words.replace("đ", "d").replace("Đ", "D"))
    return "".join(part for part in parts if not unicodedata.combining(part))


def other_tones(words: str) -> str:
    """The other of the two places of a tone: Hòa, Hoà."""
    new_style, old_style = (any(pair[side] in words for pair in OLD_TONES) for side in (0, 1))
    for new, old in OLD_TONES:
        if new_style:
            words = words.replace(new, old)
        elif old_style:
            words = words.replace(old, new)
    return words


def spellings(unit: Unit) -> list[str]:
    """How an office may write the unit's name, each spelling once."""
    full, name = unit.full_name, unit.name
    short = [kind + name for kind in SHORT.get(unit.type, ())]
    found = [full, full.lower(), full.upper(), name, name.upper(), unit.slug, *unit.aliases, *short]
    for words in (full, name, *short):
        found += [
            unicodedata.normalize("NFD", words), half_composed(words), without_marks(words),
            other_tones(words), words.replace("Mỹ", "Mĩ"), f"3. {words}", f"03 {words}",
            f"12) {words}", f"- {words}", f"{words}, thành phố Hà Nội", f"{words} - TP Hà Nội",
            f"{words}, Hà Nội", words.replace(" ", "\u00a0"), words.replace(" ", "  "),
            f" {words}. ", f"{words}:", f"{words};", f"“{words}”", words.replace(" ", "\n"),
        ]  # fmt: skip
    if unit.level != "department":
        for words in (full, name, *short):
            found += [f"{office}{words}" for office in OFFICES]
            found += [
                f"UBND {words}".upper(), f"U.B.N.D {words}", f"HĐND và UBND {words}",
                f"HĐND-UBND {words}", f"3. UBND {words}, TP. Hà Nội",
            ]  # fmt: skip
    elif " và " in full:
        found += [full.replace(" và ", mark) for mark in (" & ", "&", " - ", ", ", " ")]
    if unit.valid_to is not None:
        found += [
            f"{full} (cũ)",
            f"UBND {full} ( Cũ )",
            f"{name} cũ",
            half_composed(f"{name} (cũ)"),
        ]
    return list(dict.fromkeys(found))
