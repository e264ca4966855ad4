"""What a unit is like in the sample: how large, how diligent, how far its work is online.

In: a unit of the registry. Out: its traits, the same in every quarter. All chance of the sample
comes from `dice`, whose seed is a text, so that adding one draw never shifts another.
"""

import functools
import hashlib
import math
from dataclasses import dataclass

from numpy.random import PCG64, Generator

from cchc_lib.registry import Unit

INHABITANTS = {
    "ba-dinh": 226, "hoan-kiem": 135, "tay-ho": 160, "long-bien": 322, "cau-giay": 292,
    "dong-da": 371, "hai-ba-trung": 303, "hoang-mai": 506, "thanh-xuan": 293, "soc-son": 343,
    "dong-anh": 405, "gia-lam": 286, "nam-tu-liem": 269, "thanh-tri": 274, "bac-tu-liem": 340,
    "me-linh": 241, "ha-dong": 398, "son-tay": 151, "ba-vi": 291, "phuc-tho": 184,
    "dan-phuong": 175, "hoai-duc": 263, "quoc-oai": 195, "thach-that": 217, "chuong-my": 338,
    "thanh-oai": 211, "thuong-tin": 254, "phu-xuyen": 229, "ung-hoa": 205, "my-duc": 200,
}  # fmt: skip
"""Thousands, as of the 2019 census and rounded: only the proportions matter here."""

DEPARTMENT_DOSSIERS = {
    "so-giao-thong-van-tai": 34000, "so-ke-hoach-va-dau-tu": 28000, "so-tu-phap": 17000,
    "so-tai-nguyen-va-moi-truong": 16000, "so-cong-thuong": 6500, "so-y-te": 4200,
    "so-lao-dong-thuong-binh-va-xa-hoi": 5200, "so-xay-dung": 2400, "so-van-hoa-va-the-thao": 1300,
    "so-giao-duc-va-dao-tao": 1100, "so-noi-vu": 900, "so-thong-tin-va-truyen-thong": 700,
    "so-du-lich": 600, "so-tai-chinh": 260, "thanh-tra-thanh-pho": 24,
    "van-phong-ubnd-thanh-pho": 42, "ban-dan-toc": 9, "ban-quan-ly-cac-kcn-va-che-xuat": 850,
}  # fmt: skip
"""Dossiers a quarter, project default; a department that is not listed has 300 to 1000."""

DISTRICT_DOSSIERS_PER_THOUSAND = 48
"""Dossiers a quarter by a thousand inhabitants, communes' one-stop desks included."""


@dataclass(frozen=True)
class Traits:
    """`size` is 1 for an average unit of its level; `diligence` and `online` go from 0 to 1."""

    dossiers: int
    size: float
    subunits: int
    diligence: float
    online: float


def dice(*words: object) -> Generator:
    """A generator whose seed is the words themselves: the same on every machine."""
    seed = "|".join(("cchc-sample", *map(str, words)))
    return Generator(PCG64(int.from_bytes(hashlib.sha256(seed.encode()).digest()[:16], "big")))


@functools.cache
def traits_of(unit: Unit) -> Traits:
    """The traits of one unit: most are diligent, about one in seven lags."""
    chance = dice("traits", unit.slug)
    dossiers, size = _size(unit, chance)
    lags = chance.random() < 1 / 7
    diligence = 0.50 + 0.15 * chance.random() if lags else 0.78 + 0.22 * chance.random()
    return Traits(
        dossiers=dossiers,
        size=size,
        subunits=_subunits(unit, size, chance),
        diligence=diligence,
        online=0.6 + 0.4 * chance.random(),
    )


def _size(unit: Unit, chance: Generator) -> tuple[int, float]:
    spread = 0.85 + 0.3 * chance.random()
    if unit.level == "department":
        usual = DEPARTMENT_DOSSIERS.get(unit.slug, int(chance.integers(300, 1001)))
        return max(1, round(usual * spread)), 0.7 + 0.6 * chance.random()
    if unit.level == "commune":
        size = 0.5 + chance.random()
        return round(5200 * size * spread), size
    inhabitants = INHABITANTS.get(unit.slug, int(chance.integers(150, 400)))
    dossiers = round(inhabitants * DISTRICT_DOSSIERS_PER_THOUSAND * spread)
    return dossiers, inhabitants / 268


def _subunits(unit: Unit, size: float, chance: Generator) -> int:
    """Divisions and, below a district, its wards and communes."""
    if unit.level == "department":
        return int(chance.integers(6, 15))
    if unit.level == "commune":
        return int(chance.integers(3, 6))
    return 12 + max(8, round(18 * math.sqrt(size) + 3 * chance.random()))
