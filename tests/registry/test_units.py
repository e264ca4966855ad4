"""The register of units: departments, districts, and the wards and communes of 2025."""

import datetime
import itertools
import shutil
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from cchc_lib.errors import CallError, ParamsError
from cchc_lib.registry import Quarter, Registry, Unit
from cchc_lib.registry.units import read_successions, read_units
from cchc_lib.vietnamese import fold, nfc
from tests.conftest import ROOT

DAY = datetime.date


def of_level(registry: Registry, day: datetime.date, level: str) -> list[Unit]:
    return [unit for unit in registry.units.in_force(day) if unit.level == level]


def test_2020_has_30_districts_and_22_departments(registry: Registry) -> None:
    """12 quận, 17 huyện and 1 thị xã report beside 22 departments."""
    levels = Counter(unit.level for unit in registry.units_in(Quarter(2020, 1)))
    assert levels == {"district": 30, "department": 22}
    types = Counter(unit.type for unit in of_level(registry, DAY(2020, 3, 14), "district"))
    assert types == {"Quận": 12, "Huyện": 17, "Thị xã": 1}


def test_since_july_2025_there_are_126_wards_and_communes_and_no_districts(
    registry: Registry,
) -> None:
    """51 phường and 75 xã; the departments stay."""
    assert len(of_level(registry, DAY(2025, 6, 30), "district")) == 30
    assert of_level(registry, DAY(2025, 6, 30), "commune") == []
    assert of_level(registry, DAY(2025, 7, 1), "district") == []
    types = Counter(unit.type for unit in of_level(registry, DAY(2025, 7, 1), "commune"))
    assert types == {"Phường": 51, "Xã": 75}
    assert len(of_level(registry, DAY(2026, 3, 14), "department")) == 22


def test_tu_liem_was_one_district_until_it_was_split(registry: Registry) -> None:
    """The 29 districts of the 2011 budget are those in force in 2011, the 30 of 2016 in 2016."""
    before = {unit.slug for unit in of_level(registry, DAY(2011, 12, 14), "district")}
    after = {unit.slug for unit in of_level(registry, DAY(2016, 12, 14), "district")}
    assert (len(before), len(after)) == (29, 30)
    assert {"tu-liem"} == before - after
    assert {"nam-tu-liem", "bac-tu-liem"} == after - before


def test_codes_stay_text(registry: Registry) -> None:
    """The code of Ba Đình is 001, not 1."""
    assert registry.unit("ba-dinh", Quarter(2020, 1)).code == "001"
    assert all(len(unit.code) == 5 for unit in registry.units.all if unit.level == "commune")


def test_a_code_is_used_again_for_another_place(registry: Registry) -> None:
    """019 was huyện Từ Liêm and is quận Nam Từ Liêm: a code alone identifies nothing."""
    named = [unit.full_name for unit in registry.units.all if unit.code == "019"]
    assert named == ["Huyện Từ Liêm", "Quận Nam Từ Liêm"]


def test_28_new_units_have_the_name_of_an_old_district(registry: Registry) -> None:
    """Ba Đình was a district and is a ward."""
    old = {unit.name for unit in of_level(registry, DAY(2025, 6, 30), "district")}
    new = {unit.name for unit in of_level(registry, DAY(2025, 7, 1), "commune")}
    assert len(old & new) == 28
    assert "Ba Đình" in old & new


@pytest.mark.parametrize(
    ("slug", "quarter", "vi", "en"),
    [
        ("ba-dinh", Quarter(2020, 1), "Quận Ba Đình", "Ba Dinh District"),
        ("son-tay", Quarter(2020, 1), "Thị xã Sơn Tây", "Son Tay Town"),
        ("so-noi-vu", Quarter(2020, 1), "Sở Nội vụ", "Department of Home Affairs"),
        ("phuong-ba-dinh", Quarter(2026, 1), "Phường Ba Đình", "Ba Dinh Ward"),
        ("xa-soc-son", Quarter(2026, 1), "Xã Sóc Sơn", "Soc Son Commune"),
    ],
)
def test_units_are_shown_by_their_official_names(
    registry: Registry, slug: str, quarter: Quarter, vi: str, en: str
) -> None:
    """A district's name carries its type; a department's name is whole."""
    unit = registry.unit(slug, quarter)
    assert (vi, en) == (unit.title("vi"), unit.title("en"))


def test_every_unit_stands_in_a_group_of_its_level(registry: Registry) -> None:
    """Departments have no subgroups; a quận is never ranked with a huyện."""
    for unit in registry.units.all:
        group = registry.units.group(unit.group)
        assert unit.level == group.level
        assert (unit.subgroup in group.subgroups) == (unit.level != "department")
    subgroups = {unit.type: unit.subgroup for unit in registry.units.all if unit.subgroup}
    assert subgroups == {
        "Quận": "urban-districts",
        "Huyện": "rural-districts-and-towns",
        "Thị xã": "rural-districts-and-towns",
        "Phường": "wards",
        "Xã": "rural-communes",
    }


@pytest.mark.parametrize("day", [DAY(2011, 12, 14), DAY(2020, 3, 14), DAY(2026, 3, 14)])
def test_no_spelling_means_two_units_at_once(registry: Registry, day: datetime.date) -> None:
    """Names and aliases, folded, are unique among the units of any one day."""
    spellings: dict[str, set[str]] = defaultdict(set)
    for unit in registry.units.in_force(day):
        for words in (unit.full_name, unit.name, *unit.aliases):
            spellings[fold(words)].add(unit.slug)
    assert {words: slugs for words, slugs in spellings.items() if len(slugs) > 1} == {}


def test_aliases_say_what_folding_does_not(registry: Registry) -> None:
    """An alias that folds to the unit's own name, or to another alias, is superfluous."""
    for unit in registry.units.all:
        folded = [fold(words) for words in (unit.full_name, *unit.aliases)]
        assert len(folded) == len(set(folded)), unit.slug


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("Sở KH&ĐT", "so-ke-hoach-va-dau-tu"),
        ("Sở LĐTB&XH", "so-lao-dong-thuong-binh-va-xa-hoi"),
        ("Sở LĐ-TB và XH", "so-lao-dong-thuong-binh-va-xa-hoi"),
        ("Sở Lao động, Thương binh và Xã hội", "so-lao-dong-thuong-binh-va-xa-hoi"),
        ("Sở NN&PTNT", "so-nong-nghiep-va-phat-trien-nong-thon"),
        ("Sở TN&MT", "so-tai-nguyen-va-moi-truong"),
        ("Sở TT&TT", "so-thong-tin-va-truyen-thong"),
        ("Sở GTVT", "so-giao-thong-van-tai"),
        ("Sở GD&ĐT", "so-giao-duc-va-dao-tao"),
        ("Sở Văn hoá và Thể thao", "so-van-hoa-va-the-thao"),
        ("VP UBND TP", "van-phong-ubnd-thanh-pho"),
        ("BQL các KCN và CX", "ban-quan-ly-cac-kcn-va-che-xuat"),
    ],
)
def test_departments_are_known_by_the_spellings_people_use(
    registry: Registry, written: str, slug: str
) -> None:
    """Abbreviations stand in the aliases; tone styles and punctuation fold away."""
    known = [
        unit.slug
        for unit in of_level(registry, DAY(2020, 3, 14), "department")
        if fold(written) in {fold(words) for words in (unit.full_name, *unit.aliases)}
    ]
    assert [slug] == known


def test_names_are_composed_letters(registry: Registry) -> None:
    """No half-composed letter stands in the register."""
    for unit in registry.units.all:
        for words in (unit.name, *unit.aliases):
            assert nfc(words) == words


def test_the_old_to_new_map_is_many_to_many() -> None:
    """526 old units: 198 were split; 64 of the 126 new ones have land of several districts."""
    parts: dict[str, set[str]] = defaultdict(set)
    districts: dict[str, set[str]] = defaultdict(set)
    for line in read_successions(ROOT / "params"):
        parts[line.old_code].add(line.new_code)
        districts[line.new_code].add(line.old_district_code)
    assert (len(parts), len(districts)) == (526, 126)
    assert sum(len(new) > 1 for new in parts.values()) == 198
    assert sum(len(old) > 1 for old in districts.values()) == 64


def test_the_old_to_new_map_names_registered_units(registry: Registry) -> None:
    """Its codes are the codes of the 126 units and of the 30 districts."""
    lines = read_successions(ROOT / "params")
    communes = {
        unit.code: unit.full_name for unit in of_level(registry, DAY(2025, 7, 1), "commune")
    }
    districts = {
        unit.code: unit.full_name for unit in of_level(registry, DAY(2025, 6, 30), "district")
    }
    assert communes == {line.new_code: line.new_name for line in lines}
    assert districts == {line.old_district_code: line.old_district_name for line in lines}


@pytest.mark.parametrize("written", ["ba-din", "Ba Đình", "BA DINH"])
def test_an_unknown_unit_names_the_nearest(registry: Registry, written: str) -> None:
    """A unit is named by its slug."""
    with pytest.raises(CallError) as caught:
        registry.unit(written, Quarter(2020, 1))
    assert (
        f"Không có đơn vị “{written}”. Có phải ý là: ba-dinh? Danh sách đơn vị nằm trong thư mục"
        " params/units."
    ) == caught.value.message("vi")
    assert (
        f"There is no unit “{written}”. Did you mean: ba-dinh? The units are listed in the folder"
        " params/units."
    ) == caught.value.message("en")


def test_a_district_of_2020_is_not_in_force_in_2026(registry: Registry) -> None:
    """The error says from when to when the district existed."""
    with pytest.raises(CallError) as caught:
        registry.unit("cau-giay", Quarter(2026, 1))
    assert caught.value.message("vi") == (
        "Quận Cầu Giấy không có trong danh sách đơn vị vào ngày 14/03/2026; đơn vị này có hiệu lực"
        " từ 01/01/2010 đến 30/06/2025. Hãy chọn đơn vị khác hoặc quý khác."
    )


def changed(tmp_path: Path, name: str, old: str, new: str) -> Path:
    """A copy of params/ in which one file reads differently."""
    shutil.copytree(ROOT / "params", tmp_path / "params")
    file = tmp_path / "params" / "units" / name
    words = file.read_text(encoding="utf-8")
    assert old in words
    file.write_text(words.replace(old, new), encoding="utf-8")
    return tmp_path / "params"


def test_a_slug_cannot_name_two_units_at_once(tmp_path: Path) -> None:
    """Two districts of 2020 with the slug tay-ho are refused."""
    with pytest.raises(ParamsError) as caught:
        read_units(changed(tmp_path, "districts.csv", "son-tay,", "tay-ho,"))
    assert "mã “tay-ho” được dùng cho hai đơn vị" in caught.value.message("vi")


def test_a_unit_of_an_unknown_group_is_refused(tmp_path: Path) -> None:
    """The nearest group is named."""
    wrong = changed(tmp_path, "districts.csv", "Son Tay Town,districts", "Son Tay Town,district")
    with pytest.raises(ParamsError) as caught:
        read_units(wrong)
    assert caught.value.message("vi").endswith("Gần nhất: districts.")


def test_old_names_are_not_carried_over_the_break(registry: Registry) -> None:
    """No slug of 2020 but a department's is in force in 2026: no series runs across the break."""
    old = {unit.slug for unit in registry.units_in(Quarter(2020, 4)) if unit.level == "district"}
    new = {unit.slug for unit in registry.units_in(Quarter(2026, 1))}
    assert set() == old & new
    for one, other in itertools.combinations(registry.units.all, 2):
        assert (one.level, one.code, one.valid_from) != (other.level, other.code, other.valid_from)


@pytest.mark.parametrize("slug", ["../ba-dinh", "Ba Đình", "ba--dinh", "ba-dinh.html"])
def test_a_slug_that_could_name_another_file_is_refused(tmp_path: Path, slug: str) -> None:
    """Reports are files named by slug: letters, digits and single hyphens only."""
    with pytest.raises(ParamsError) as caught:
        read_units(changed(tmp_path, "districts.csv", "\nba-dinh,", f"\n{slug},"))
    assert caught.value.key == "error.params-slug"
