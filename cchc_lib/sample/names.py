"""How people write units at the head of a form.

In: units. Out: names as they stand in received files, in one of the spellings that intake has to
know.
"""

from collections.abc import Mapping

from cchc_lib.registry import Unit

SHORT_TYPES: Mapping[str, str] = {
    "Quận": "Q.", "Huyện": "H.", "Thị xã": "TX", "Phường": "P.", "Xã": "X.",
}  # fmt: skip
OLD_TONES = {
    "òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ",
    "òe": "oè", "óe": "oé", "ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ụy": "uỵ",
}  # fmt: skip
"""The other place of the tone mark: Ứng Hòa, Ứng Hoà."""


def spelled_name(unit: Unit, way: int) -> str:
    """The name in another spelling: "Ứng Hoà", or by turns one of three.

    "UBND quận Ba Đình", "Q. Ba Đình", "BA ĐÌNH".
    """
    toned = unit.full_name
    for new, old in OLD_TONES.items():
        toned = toned.replace(new, old)
    if toned != unit.full_name:
        return toned
    kind = unit.type[0].lower() + unit.type[1:]
    short = SHORT_TYPES.get(unit.type, unit.type)
    return (f"UBND {kind} {unit.name}", f"{short} {unit.name}", unit.name.upper())[way % 3]
