"""Strict reading of params/corrections: every mistake is named with file, line and the way out."""

import datetime
from pathlib import Path

import pytest

from cchc_lib.errors import ParamsError
from cchc_lib.registry import Registry
from cchc_lib.registry.corrections import Correction, read_corrections
from tests.conftest import ROOT

GOOD = {
    "unit": "ba-dinh", "quarter": "2020-Q1", "indicator": "dialogues", "expects": "12",
    "becomes": "1", "reason": "Ghi nhầm", "author": "Sở Nội vụ", "date": "2020-04-02",
}  # fmt: skip


def written(*corrections: dict[str, str]) -> str:
    """A file of corrections; the n-th begins on line 8n − 6."""
    entries = (
        "  - " + "\n    ".join(f"{key}: {value}" for key, value in one.items())
        for one in corrections
    )
    return "corrections:\n" + "\n".join(entries) + "\n"


def read(tmp_path: Path, registry: Registry, **files: str) -> tuple[Correction, ...]:
    """What these files hold."""
    folder = tmp_path / "params" / "corrections"
    folder.mkdir(parents=True, exist_ok=True)
    for name, words in files.items():
        (folder / f"{name}.yml").write_text(words, encoding="utf-8")
    return read_corrections(tmp_path / "params", registry)


def refused(tmp_path: Path, registry: Registry, **changed: str) -> str:
    """The message that a correction with these changes ends in."""
    with pytest.raises(ParamsError) as caught:
        read(tmp_path, registry, a=written({**GOOD, **changed}))
    return caught.value.message("vi")


def test_correction_is_read_as_written(tmp_path, registry) -> None:
    """Numbers, and a date."""
    (found,) = read(tmp_path, registry, a=written(GOOD))
    assert (found.expects, found.becomes, found.date) == (12, 1, datetime.date(2020, 4, 2))


@pytest.mark.parametrize("key", ["expects", "becomes"])
def test_null_stands_for_nothing(tmp_path, registry, key) -> None:
    """Nothing reported, or nothing that counts."""
    (found,) = read(tmp_path, registry, a=written({**GOOD, key: "null"}))
    assert getattr(found, key) is None


def test_folder_may_be_missing(tmp_path, registry) -> None:
    """Most projects have no corrections."""
    assert read_corrections(tmp_path / "params", registry) == ()


def test_folder_that_ships_holds_no_correction(registry) -> None:
    """It explains what may stand in it."""
    assert read_corrections(ROOT / "params", registry) == ()


def test_order_is_that_of_the_figures(tmp_path, registry) -> None:
    """Not that of the files: the same corrections give the same entries."""
    later = {**GOOD, "quarter": "2020-Q2"}
    found = read(tmp_path, registry, a=written(later), b=written(GOOD))
    assert [one.quarter for one in found] == ["2020-Q1", "2020-Q2"]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"unit": "ba-din"},
         "2: không có đơn vị “ba-din” trong kỳ 2020-Q1. Gần nhất: ba-dinh."),
        ({"unit": "phuong-ba-dinh"},
         "2: không có đơn vị “phuong-ba-dinh” trong kỳ 2020-Q1. Gần nhất: ba-dinh."),
        ({"quarter": "2020-Q5"},
         ("3: không có quý “2020-Q5” trong lịch báo cáo. Hãy viết theo mẫu 2020-Q1; gần nhất: "
          "2020-Q1.")),
        ({"quarter": "1999-Q1"},
         "3: không có quý “1999-Q1” trong lịch báo cáo. Hãy viết theo mẫu 2020-Q1; gần nhất: –."),
        ({"indicator": "dialogs"},
         "4: không có chỉ tiêu thống kê “dialogs”. Gần nhất: dialogues."),
        ({"becomes": "-1"},
         "6: giá trị -1 không được phép đối với chỉ tiêu “dialogues” (≥ 0; 0, 1, 2 …)."),
        ({"becomes": "1.5"},
         "6: giá trị 1.5 không được phép đối với chỉ tiêu “dialogues” (≥ 0; 0, 1, 2 …)."),
        ({"indicator": "plan-implemented", "becomes": "2"},
         "6: giá trị 2 không được phép đối với chỉ tiêu “plan-implemented” (0, 1)."),
        ({"becomes": "một"},
         ("6, khóa “corrections.0.becomes”: cần một số (dấu thập phân là dấu chấm), nhưng tìm thấy "
          "“một”.")),
        ({"becomes": "12"},
         "2, khóa “corrections.0”: chưa đúng quy tắc (expects = becomes = 12.0)."),
        ({"date": "02/04/2020"},
         ("9, khóa “corrections.0.date”: cần một ngày viết theo dạng 2020-03-12, nhưng tìm thấy "
          "“02/04/2020”.")),
        ({"resaon": "x"},
         "10: không có khóa “resaon”. Có phải ý là: reason?"),
    ],
)  # fmt: skip
def test_mistake_names_file_line_and_the_nearest(tmp_path, registry, changed, message) -> None:
    """Names, values and keys."""
    expected = f"params/corrections/a.yml, dòng {message}"
    assert expected == refused(tmp_path, registry, **changed)


@pytest.mark.parametrize("key", GOOD)
def test_every_key_must_be_there(tmp_path, registry, key) -> None:
    """Also those that may be null: a forgotten `expects` must not mean "nothing reported"."""
    rest = {name: value for name, value in GOOD.items() if name != key}
    with pytest.raises(ParamsError, match=rf"params/corrections/a\.yml.*{key}"):
        read(tmp_path, registry, a=written(rest))


def test_figure_that_is_corrected_twice_is_refused(tmp_path, registry) -> None:
    """Also in two files; the first place is named."""
    with pytest.raises(ParamsError) as caught:
        read(tmp_path, registry, a=written(GOOD), b=written({**GOOD, "becomes": "2"}))
    assert caught.value.message("vi") == (
        "params/corrections/b.yml, dòng 2: số liệu 2020-Q1 · ba-dinh · dialogues đã được đính "
        "chính ở params/corrections/a.yml:2. Hãy giữ lại một đính chính."
    )
