"""Unit names as offices write them."""

import functools
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.intake.names import UnitNames, head_name, unit_names
from cchc_lib.registry import Quarter, Registry, Unit, read_registry
from cchc_lib.vietnamese import fold
from tests.conftest import ROOT
from tests.intake.spellings import SHORT, spellings

QUARTERS = ["2011-Q4", "2016-Q4", "2020-Q1", "2025-Q2", "2025-Q4", "2026-Q1"]


def names_in(registry: Registry, quarter: str) -> UnitNames:
    """The names in force in a quarter."""
    return unit_names(registry.units_in(Quarter.parse(quarter)))


@pytest.mark.parametrize("quarter", QUARTERS)
def test_every_unit_is_known_in_every_spelling(registry: Registry, quarter: str) -> None:
    """Districts, departments, wards and communes of each register, none taken for another."""
    names = names_in(registry, quarter)
    wrong = [
        (words, unit.slug, found.slug if found else None)
        for unit in names.units
        for words in spellings(unit)
        if (found := names.find(words)) is not unit
    ]
    assert wrong == []


def test_the_worked_list_holds_each_unit_in_at_least_twenty_spellings(registry: Registry) -> None:
    """30 districts and 22 departments of 2020, 126 wards and communes of 2026."""
    units = (*names_in(registry, "2020-Q1").units, *names_in(registry, "2026-Q1").units)
    listed = {(unit.level, unit.slug): spellings(unit) for unit in units}
    levels = [level for level, _ in listed]
    assert [levels.count(level) for level in ("district", "department", "commune")] == [30, 22, 126]
    assert all(len(set(words)) == len(words) for words in listed.values())
    assert min(map(len, listed.values())) >= 20


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("UBND quận Ba Đình", "ba-dinh"),
        ("Q. Ba Đình", "ba-dinh"),
        ("Ba Dinh", "ba-dinh"),
        ("Q.Ba Đình (cũ)", "ba-dinh"),
        ("TX Sơn Tây", "son-tay"),
        ("Ứng Hoà", "ung-hoa"),
        ("Sở KH&ĐT", "so-ke-hoach-va-dau-tu"),
        ("Sở LĐTB&XH", "so-lao-dong-thuong-binh-va-xa-hoi"),
        ("Sở KH-ĐT", "so-ke-hoach-va-dau-tu"),
        ("Sở Kế hoạch - Đầu tư", "so-ke-hoach-va-dau-tu"),
        ("Sở LĐ-TBXH", "so-lao-dong-thuong-binh-va-xa-hoi"),
        ("Sở LĐ - TB & XH", "so-lao-dong-thuong-binh-va-xa-hoi"),
        ("Sở NN-PTNT", "so-nong-nghiep-va-phat-trien-nong-thon"),
        ("Sở GD & ĐT TP Hà Nội", "so-giao-duc-va-dao-tao"),
        ("VP UBND Thành phố", "van-phong-ubnd-thanh-pho"),
        ("Quận Ba \u00d0ình", "ba-dinh"),
        ("Ba Đinh", "ba-dinh"),
        ("Hòan Kiếm", "hoan-kiem"),
    ],
)
def test_spellings_of_the_domain_page(registry: Registry, words: str, expected: str) -> None:
    """The spellings that were seen in real files."""
    unit = names_in(registry, "2020-Q1").find(words)
    assert unit is not None
    assert expected == unit.slug


@pytest.mark.parametrize(
    "words",
    [
        "",
        "–",
        "Huyện Ba Đình",
        "Q. Sơn Tây",
        "H Tây",
        "Tây",
        "Từ Liêm",
        "Sở",
        "UBND THÀNH PHỐ HÀ NỘI",
        "Hà Nội",
        "Huyện Thạnh Trị",
        "Bà Định",
        "Sỡ Nội vụ",
        "Ba Đình và Tây Hồ",
        "Huyện Thanh Trì, tỉnh Hà Nam",
        "Quận 1",
        "Huyện Kim Bảng",
        "Ba Đình 2",
    ],
)
def test_what_names_no_unit_is_not_guessed(registry: Registry, words: str) -> None:
    """A wrong type or tone, a part of a name, a unit that is no more, the city, a place elsewhere:
    the two nearest names are shown, and which of them is meant is for people to say.
    """
    names = names_in(registry, "2020-Q1")
    assert names.find(words) is None
    official = {unit.full_name for unit in names.units}
    assert len(set(names.nearest(words)) & official) == 2


def test_a_name_means_the_unit_of_its_time(registry: Registry) -> None:
    """Ba Đình was a district and is a ward; "(cũ)" never means one that exists."""
    before, after = names_in(registry, "2020-Q1"), names_in(registry, "2026-Q1")
    assert [unit.slug for unit in (before.find("Ba Đình"), after.find("Ba Đình")) if unit] == [
        "ba-dinh",
        "phuong-ba-dinh",
    ]
    assert after.find("Quận Ba Đình") is None
    assert after.find("Ba Đình (cũ)") is None


def test_an_unknown_name_gets_the_two_nearest(registry: Registry) -> None:
    """The sender sees what may have been meant."""
    assert names_in(registry, "2020-Q1").nearest("Ba Đìnhh") == ("Quận Ba Đình", "Huyện Ba Vì")


def test_which_names_are_nearest_does_not_hang_on_their_order(registry: Registry) -> None:
    """Names that are equally near stand in the order of their official names."""
    units = names_in(registry, "2026-Q1").units
    forwards, backwards = UnitNames(units), UnitNames(tuple(reversed(units)))
    for words in ("Xã", "Phường", "Bình", "Thanh X", "Sở", "q", ""):
        assert forwards.nearest(words) == backwards.nearest(words)


LETTERS = "abcdeghiklmnopqrstuvxy"
ELSEWHERE = (
    "Huyện Thạnh Trị", "Huyện Kim Bảng", "Quận Ninh Kiều", "Thị xã Từ Sơn", "Huyện Văn Giang",
    "Thành phố Phủ Lý", "Huyện Lương Sơn", "Quận Hải Châu", "Huyện Yên Lạc", "Thị xã Kinh Môn",
    "Phường Bến Nghé", "Xã Thạnh An", "Phường Xuân Hòa Đông", "Sở An toàn thực phẩm",
)  # fmt: skip
WRONG_TYPES = {
    "Quận": ("Huyện", "H.", "TX", "Phường", "Xã"),
    "Huyện": ("Quận", "Q.", "TX", "Phường", "Xã"),
    "Thị xã": ("Quận", "Q.", "Huyện", "H."),
    "Phường": ("Xã", "X.", "Quận", "Huyện"),
    "Xã": ("Phường", "P.", "Quận", "Huyện"),
    "Sở": ("Quận", "Huyện", "UBND huyện", "TX"),
    "Ban": ("Quận", "Huyện", "Xã"),
    "Thanh tra": ("Quận", "Huyện", "Xã"),
    "Văn phòng": ("Quận", "Huyện", "Xã"),
}  # fmt: skip


def bare(words: str) -> str:
    """Words as the register compares them, by a rule of the test's own."""
    return re.sub(r"y\b", "i", fold(words)).replace(" va ", " ")


def damaged(chance: random.Random, words: str) -> str:
    """One letter changed, dropped, added, or two swapped."""
    place, letter = chance.randrange(len(words)), chance.choice(LETTERS)
    before, after = words[:place], words[place + 1 :]
    return chance.choice(
        (
            before + letter + after,
            before + after,
            before + letter + words[place:],
            before + after[:1] + words[place] + after[1:],
        )
    )


def near_miss(chance: random.Random, units: tuple[Unit, ...]) -> str:
    """A wrong letter, a wrong type, a part of a name, two names in one, a place elsewhere."""
    unit, other = chance.choice(units), chance.choice(units)
    name = chance.choice((unit.name, unit.full_name))
    own_name = unit.name.removeprefix(unit.type).strip()
    parts = own_name.split()
    far = chance.choice(("tỉnh Hà Nam", "TP Hồ Chí Minh", "Bắc Ninh", "thành phố Huế"))
    between = chance.choice((" ", ", ", " - ", " và "))
    return chance.choice(
        (
            damaged(chance, name),
            damaged(chance, name),
            damaged(chance, fold(name)),
            f"{chance.choice(WRONG_TYPES[unit.type])} {own_name}",
            chance.choice((" ".join(parts[1:]), " ".join(parts[:-1]), unit.type, parts[0])),
            f"{name}{between}{other.full_name}",
            chance.choice((*ELSEWHERE, f"{name}, {far}")),
        )
    )


REGISTRY = read_registry(ROOT / "params")
"""Not the fixture: Hypothesis would print all of it with an example that fails."""


@functools.cache
def known(quarter: str) -> set[str]:
    """What does name a unit in a quarter."""
    return {
        bare(f"{short}{spelling}")
        for unit in names_in(REGISTRY, quarter).units
        for spelling in (unit.name, unit.full_name, unit.slug, *unit.aliases)
        for short in ("", *SHORT.get(unit.type, ()))
    }


@given(quarter=st.sampled_from(QUARTERS), seed=st.integers(0, 2**32))
def test_near_misses_are_refused_and_get_two_suggestions(quarter: str, seed: int) -> None:
    """Never guessed: no unit is found, and the two nearest names are shown."""
    names = names_in(REGISTRY, quarter)
    words = near_miss(random.Random(seed), names.units)  # noqa: S311  chance, no secret
    if bare(words) not in known(quarter):
        found = names.find(words)
        assert (words, None) == (words, found and found.slug)
        assert len(set(names.nearest(words))) == 2


@pytest.mark.parametrize("quarter", QUARTERS)
def test_the_head_of_a_form_names_its_unit(registry: Registry, quarter: str) -> None:
    """As our own forms have it: in capitals, with the office."""
    names = names_in(registry, quarter)
    assert [names.find(head_name(unit)) for unit in names.units] == list(names.units)
