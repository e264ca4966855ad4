"""Unit names as offices write them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.intake.names import UnitNames, head_name, unit_names
from cchc_lib.registry import Quarter, Registry, Unit

SHORT = {"Quận": "Q.", "Huyện": "H.", "Thị xã": "TX ", "Phường": "P.", "Xã": "X."}


def names_in(registry: Registry, quarter: str) -> UnitNames:
    """The names in force in a quarter."""
    return unit_names(registry.units_in(Quarter.parse(quarter)))


def spellings(unit: Unit) -> list[str]:
    """How an office may write the unit's name."""
    short = f"{SHORT[unit.type]}{unit.name}" if unit.level != "department" else unit.full_name
    return [
        unit.full_name,
        unit.full_name.upper(),
        unit.full_name.lower(),
        unicodedata.normalize("NFD", unit.full_name),
        unit.name,
        unit.name.upper(),
        unit.slug,
        short,
        f"UBND {unit.full_name}",
        f"Ủy ban nhân dân {short}",
        f"3. {unit.full_name}",
        f"{unit.full_name}, thành phố Hà Nội",
        unit.full_name.replace("òa", "oà").replace("Mỹ", "Mĩ"),
        *unit.aliases,
    ]


@pytest.mark.parametrize("quarter", ["2011-Q4", "2016-Q4", "2020-Q1", "2026-Q1"])
def test_every_unit_is_known_in_every_spelling(registry: Registry, quarter: str) -> None:
    """Districts, departments, wards and communes, each in a dozen spellings."""
    names = names_in(registry, quarter)
    wrong = [
        (words, unit.slug)
        for unit in names.units
        for words in spellings(unit)
        if names.find(words) is not unit
    ]
    assert wrong == []


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
        ("VP UBND Thành phố", "van-phong-ubnd-thanh-pho"),
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
    ],
)
def test_what_names_no_unit_is_not_guessed(registry: Registry, words: str) -> None:
    """A wrong type, a part of a name, a unit that is no more, the city itself."""
    assert names_in(registry, "2020-Q1").find(words) is None


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


@given(data=st.data())
def test_a_wrong_letter_is_refused(registry: Registry, data: st.DataObject) -> None:
    """One consonant more never makes another unit's name, nor the same unit's."""
    names = names_in(registry, "2020-Q1")
    unit = data.draw(st.sampled_from(names.units))
    place = data.draw(st.integers(0, len(unit.name)))
    letter = data.draw(st.sampled_from("bcdghklmnrstv"))
    words = unit.name[:place] + letter + "q" + unit.name[place:]
    assert names.find(words) is None


@pytest.mark.parametrize("quarter", ["2020-Q1", "2026-Q1"])
def test_the_head_of_a_form_names_its_unit(registry: Registry, quarter: str) -> None:
    """As our own forms have it: in capitals, with the office."""
    names = names_in(registry, quarter)
    assert [names.find(head_name(unit)) for unit in names.units] == list(names.units)
