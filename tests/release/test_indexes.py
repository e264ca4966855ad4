"""The indexes of a quarter and of all quarters."""

import re
from types import SimpleNamespace

import pytest

from cchc_lib.registry import Quarter
from cchc_lib.release.indexes import front_page, quarter_page, write_site
from cchc_lib.release.pages import QuarterPages, languages
from cchc_lib.render.manifest import Manifest, PageEntry, PageInputs, commit, read_manifest
from tests.release.test_units import HEAT, UNITS


def inputs(notebook="unit_report", unit=None, language="vi", **values):
    """What a page depends on, as far as an index looks at it."""
    facts = {
        "notebook": notebook, "notebook_sha256": "", "quarter": "2020-Q1", "unit": unit,
        "language": language, "edition": 58, "digest": "1a2b3c4d5e6f77", "sample": False,
        "show_code": False, "code": "", "environment": "",
    }  # fmt: skip
    return PageInputs(**{**facts, **values})


def manifest(quarter="2020-Q1", **pages):
    """A manifest of pages, named without their ending (`ba_dinh` stands for ba-dinh)."""
    made = Manifest(quarter=quarter)
    for name, page in pages.items():
        made = made.with_page(f"{name.replace('_', '-')}.html", PageEntry.of(page, b"x"))
    return made


PAGES = manifest(
    ba_dinh=inputs(unit="ba-dinh"),
    ung_hoa=inputs(unit="ung-hoa"),
    city=inputs("city_report"),
    intake=inputs("intake_review"),
    trial_ba_dinh=inputs("trial", "ba-dinh"),
)


def links(page: bytes) -> list[tuple[str, str]]:
    """The links of an index, without the one to its own content."""
    found = re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', page.decode("utf-8"))
    return [link for link in found if not link[0].startswith("#")]


def test_a_quarter_leads_to_its_pages(registry):
    """The city first, then the units as they are ranked, then what other notebooks made."""
    assert links(quarter_page(PAGES, registry, "vi", UNITS)) == [
        ("../index.html", "Tất cả các kỳ báo cáo"),
        ("city.html", "Toàn Thành phố"),
        ("intake.html", "Rà soát số liệu"),
        ("ba-dinh.html", "Quận Ba Đình"),
        ("ung-hoa.html", "Huyện Ứng Hòa"),
        ("trial-ba-dinh.html", "trial: Quận Ba Đình"),
    ]


def test_a_unit_without_a_page_is_listed_and_not_linked(registry):
    """Its report failed, and whoever looks for it must see so."""
    page = quarter_page(PAGES, registry, "vi", UNITS).decode("utf-8")
    assert '<th scope="row">Thị xã Sơn Tây <small>(Chưa lập báo cáo)</small></th>' in page


def test_a_quarter_of_which_no_ranks_are_known_lists_names(registry):
    """All 52 units of 2020, linked where they have a page."""
    page = quarter_page(PAGES, registry, "vi").decode("utf-8")
    assert (page.count('<th scope="row">'), page.count("Hạng")) == (52, 0)


def test_an_index_is_as_strict_as_a_report(registry):
    """No script, no inline style, no address elsewhere; its bars are drawings."""
    page = quarter_page(PAGES, registry, "vi", UNITS).decode("utf-8")
    assert re.findall(r"<script|\sstyle=|//|https?:", re.sub(r"base64,[^)]*", "", page)) == []
    assert "default-src &#39;none&#39;" in page


def test_an_index_tells_the_edition_of_its_pages(registry):
    """Or that they are not all of one."""
    mixed = PAGES.with_page("tay-ho.html", PageEntry.of(inputs(unit="tay-ho", edition=60), b"x"))
    told = [quarter_page(one, registry, "vi").decode("utf-8") for one in (PAGES, mixed)]
    assert "Phiên bản số liệu 58, mã kiểm tra 1a2b3c4d5e6f." in told[0]
    assert "Các trang được lập từ nhiều phiên bản số liệu: 58, 60." in told[1]


@pytest.mark.parametrize(("sample", "count"), [(True, 1), (False, 0)])
def test_an_index_of_sample_pages_says_so(registry, sample, count):
    """The notice is on every page made from the sample."""
    made = manifest(ba_dinh=inputs(unit="ba-dinh", sample=sample))
    notice = "DỮ LIỆU MẪU – không phải số liệu chính thức"
    for page in (quarter_page(made, registry, "vi"), front_page([made], registry, "vi")):
        assert page.decode("utf-8").count(notice) == count


def test_names_are_escaped(registry):
    """A name comes from a file that people edit."""
    units = UNITS.assign(name="<b>Ba Đình</b>")
    assert b"<b>" not in quarter_page(PAGES, registry, "vi", units)


def test_all_quarters_stand_newest_first(registry):
    """Each with its city report and the number of its unit reports."""
    older = manifest("2019-Q4", tay_ho=inputs(unit="tay-ho", quarter="2019-Q4"))
    page = front_page([older, PAGES], registry, "vi")
    assert links(page) == [
        ("2020-Q1/index.html", "Quý I năm 2020"),
        ("2020-Q1/city.html", "Toàn Thành phố"),
        ("2020-Q1/intake.html", "Rà soát số liệu"),
        ("2019-Q4/index.html", "Năm 2019"),
    ]
    assert re.findall(r"(\d+) báo cáo đơn vị", page.decode("utf-8")) == ["2", "1"]


def test_no_quarter_at_all_is_a_page_too(registry):
    """It says that there is nothing yet."""
    assert "Chưa có báo cáo nào." in front_page([], registry, "vi").decode("utf-8")


def test_an_index_prefers_pages_in_its_own_language():
    """And marks those that are in the other one."""
    made = Manifest(quarter="2020-Q1")
    for name, page in {
        "ba-dinh.html": inputs(unit="ba-dinh"),
        "ba-dinh.en.html": inputs(unit="ba-dinh", language="en"),
        "tay-ho.html": inputs(unit="tay-ho"),
    }.items():
        made = made.with_page(name, PageEntry.of(page, b"x"))
    units = QuarterPages.of(made, "en").units
    assert list(languages([made])) == ["vi", "en"]
    assert {unit: (link.address, link.language) for unit, link in units.items()} == {
        "ba-dinh": ("ba-dinh.en.html", None),
        "tay-ho": ("tay-ho.html", "vi"),
    }


def test_the_site_is_written_beside_its_pages(tmp_path, registry):
    """Indexes in each language that has pages, and no leftovers."""
    before = Manifest(quarter="2020-Q1")
    before = commit(tmp_path, before, "ba-dinh.html", b"x", inputs(unit="ba-dinh"))
    commit(tmp_path, before, "ba-dinh.en.html", b"x", inputs(unit="ba-dinh", language="en"))
    city = SimpleNamespace(league=UNITS, heat=HEAT)
    findings = SimpleNamespace(
        quarter=Quarter.parse("2020-Q1"), registry=registry, city_report=lambda _: city
    )
    assert write_site(tmp_path, findings) == tmp_path / "index.html"
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.html")) == [
        "2020-Q1/ba-dinh.en.html", "2020-Q1/ba-dinh.html", "2020-Q1/index.en.html",
        "2020-Q1/index.html", "index.en.html", "index.html",
    ]  # fmt: skip
    page = (tmp_path / "2020-Q1" / "index.html").read_text(encoding="utf-8")
    assert "2 đạt, 1 chậm tiến độ" in page
    assert len(read_manifest(tmp_path, "2020-Q1").pages) == 2
