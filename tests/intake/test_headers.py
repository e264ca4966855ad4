"""Headers of several rows."""

import pytest

from cchc_lib.intake.grid import Cell, Sheet
from cchc_lib.intake.headers import block_of, column_paths, columns_headed, columns_named


def sheet(merged: tuple[tuple[int, int, int, int], ...]) -> Sheet:
    """Groups in row 1, their columns in row 2; the units' column beside them."""
    texts = {
        (1, 1): "Đơn vị", (1, 2): "Tiếp nhận", (1, 4): "Đã giải quyết", (2, 2): "Tổng số",
        (2, 3): "Trực tuyến", (2, 4): "Tổng số", (2, 5): "Quá hạn",
    }  # fmt: skip
    return Sheet("1", {place: Cell(*place, text) for place, text in texts.items()}, merged)


PATHS = {
    1: ("don vi",),
    2: ("tiep nhan", "tong so"),
    3: ("tiep nhan", "truc tuyen"),
    4: ("da giai quyet", "tong so"),
    5: ("da giai quyet", "qua han"),
}


@pytest.mark.parametrize("merged", [((1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 5)), ()])
def test_a_group_heads_all_its_columns_merged_or_not(
    merged: tuple[tuple[int, int, int, int], ...],
) -> None:
    """People leave merging out; the words are the same."""
    assert column_paths(sheet(merged), 1, 2) == PATHS


def test_a_cell_merged_over_a_whole_sheet_is_no_heading() -> None:
    """A file may merge 2 958 470 rows; the header does not grow with it."""
    found = sheet(((1, 1, 2_958_470, 1), (1, 2, 1, 3), (1, 4, 1, 5)))
    assert block_of(found, 1, 1) == (1, 1, 1, 1)
    assert column_paths(found, 1, 2) == PATHS


def test_the_path_tells_two_totals_apart() -> None:
    """Both groups have a column “Tổng số”."""
    assert columns_named(PATHS, [["da giai quyet"], ["tong so"]]) == [4]
    assert columns_named(PATHS, [["tong so"]]) == [2, 4]


def test_words_that_are_the_whole_text_go_first() -> None:
    """“Số liệu”, not “Số liệu quý trước”; where neither is whole, both are found."""
    paths = {3: ("so lieu quy truoc",), 4: ("so lieu",)}
    assert columns_headed(paths, ["so lieu"]) == [4]
    assert columns_headed({3: ("so lieu quy truoc",), 4: ("so lieu ky nay",)}, ["so lieu"]) == [
        3,
        4,
    ]
