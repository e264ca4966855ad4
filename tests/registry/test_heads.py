"""The official head of reports."""

from pathlib import Path

import pytest

from cchc_lib.errors import ParamsError
from cchc_lib.registry import Registry
from cchc_lib.registry.heads import read_head
from tests.conftest import ROOT


def test_the_head_has_quoc_hieu_and_tieu_ngu(registry: Registry) -> None:
    """Nghị định 30/2020/NĐ-CP gives both their exact words."""
    assert registry.head.national_title.vi == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert registry.head.motto.vi == "Độc lập - Tự do - Hạnh phúc"


def test_the_issuing_body_stands_below_the_city(registry: Registry) -> None:
    """Sở Nội vụ reports for the city's People's Committee, in Hà Nội."""
    head = registry.head
    assert (
        head.governing_body.vi, head.issuing_body.vi, head.place.vi,
    ) == ("UBND THÀNH PHỐ HÀ NỘI", "SỞ NỘI VỤ", "Hà Nội")  # fmt: skip


def test_the_number_stays_open_until_the_clerk_gives_one(registry: Registry) -> None:
    """Dots stand where the number is missing."""
    assert registry.head.number_line("vi") == "Số: ……/BC-SNV"
    assert registry.head.number_line("vi", "60") == "Số: 60/BC-SNV"
    assert registry.head.number_line("en", "60") == "No. 60/BC-SNV"
    assert registry.head.return_number_line("vi") == "Số: ……/SNV-CCHC"


def test_a_number_without_a_place_for_the_number_is_refused(tmp_path: Path) -> None:
    """The clerk's number has to go somewhere."""
    words = (ROOT / "params" / "report.yml").read_text(encoding="utf-8")
    (tmp_path / "report.yml").write_text(words.replace("{number}/BC", "/BC"), encoding="utf-8")
    with pytest.raises(ParamsError) as caught:
        read_head(tmp_path)
    assert caught.value.message("vi") == (
        "report.yml, dòng 19, khóa “number”: chưa đúng quy tắc (number needs {number} in both"
        " languages)."
    )
