"""Reports as offices lay them out: a kind of form, options of its layout, and random figures in it.

In: a Layout. Out: the book, and what must be read from it: value and place of each figure. Every
option may be left out, so that Hypothesis finds the few that a failure needs.
"""

import random
from dataclasses import dataclass, field

from cchc_lib.registry import Quarter, Registry, Unit
from tests.intake.containers.pages import Book, Page
from tests.intake.spellings import spellings
from tests.intake.written_containers import CONTAINERS, Container

Expected = dict[tuple[str, str, str], tuple[float, str, str]]
"""Unit, quarter and indicator of a figure → its value, sheet and cell."""

OPTIONS = (
    "blank rows above", "columns before", "national title", "date row", "number row", "basis row",
    "shuffled columns", "extra columns", "previous period", "no number column", "two header rows",
    "three header rows", "column numbers", "plain column numbers", "sections", "shuffled rows",
    "blank rows", "blank cells", "rows left out", "total above", "total below", "section totals",
    "notes", "signatures", "label in two cells", "head only", "period in title", "period label",
    "hidden rows", "hidden columns", "other sheets", "hidden sheet", "old copy hidden",
    "odd sheet name",
    "unmerged groups", "spelt labels", "other style of title", "numbers over figures",
    "formulas over figures", "counted totals", "section titles alone", "parent rows",
)  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """What is asked of a generator; the seed decides all that is not said here."""

    kind: str
    container: str
    options: frozenset[str]
    seed: int


@dataclass
class Draft:
    """A report while it is written."""

    layout: Layout
    registry: Registry
    chance: random.Random
    page: Page
    expected: Expected = field(default_factory=dict)
    row: int = 1
    left: int = 1

    def has(self, option: str) -> bool:
        """Whether the layout has this option."""
        return option in self.layout.options

    @property
    def container(self) -> Container:
        """What it is written into."""
        return CONTAINERS[self.layout.container]

    def line(self, *values: object) -> None:
        """One row from the left edge on."""
        for column, value in enumerate(values, start=self.left):
            self.page.put(self.row, column, value)
        self.row += 1


def new_draft(layout: Layout, registry: Registry, sheets: tuple[str, ...]) -> Draft:
    """An empty sheet with the form's name, or another where the title tells enough."""
    chance = random.Random(layout.seed)  # noqa: S311  chance, no secret
    odd = ("Sheet1", "BC quý", "Trang 1", "1", "Số liệu")
    name = chance.choice(odd if "odd sheet name" in layout.options else sheets)
    draft = Draft(layout, registry, chance, Page(name))
    if draft.has("blank rows above"):
        draft.row += chance.randint(1, 4)
    if draft.has("columns before"):
        draft.left += chance.randint(1, 3)
    return draft


def spelt(draft: Draft, unit: Unit) -> str:
    """One of the unit's spellings."""
    return draft.chance.choice(spellings(unit))


PERIODS = {
    1: ("Quý I năm {year}", "QUÝ I NĂM {year}", "Quý I/{year}", "quý 1/{year}", "Quí I năm {year}",
        "Quý 01 năm {year}", "{year}-Q1", "Q1/{year}", "Quý I - {year}", "QUÝ I, NĂM {year}"),
    2: ("6 tháng đầu năm {year}", "6 THÁNG ĐẦU NĂM {year}", "06 tháng đầu năm {year}", "{year}-Q2",
        "Sáu tháng đầu năm {year}", "6 tháng năm {year}", "Quý II và 6 tháng đầu năm {year}"),
    3: ("Quý III năm {year}", "QUÝ III/{year}", "quý 3 năm {year}", "{year}-Q3", "Q.III/{year}"),
    4: ("Năm {year}", "NĂM {year}", "Cả năm {year}", "{year}-Q4"),
}  # fmt: skip


def period_words(draft: Draft, quarter: Quarter) -> str:
    """How the period may be named so that it leaves nothing open."""
    return draft.chance.choice(PERIODS[quarter.number]).format(year=quarter.year)


def put_titles(draft: Draft, title: str, quarter: Quarter, extra: list[tuple[object, ...]]) -> None:
    """Rows above the table, in any order, `extra` among them."""
    chance, year = draft.chance, quarter.year
    period = period_words(draft, quarter)
    rows: list[tuple[object, ...]] = list(extra)
    if draft.has("period in title"):
        rows.append((f"{title}\n{period}",) if chance.random() < 0.5 else (f"{title} {period}",))
    else:
        label = chance.choice(("Kỳ báo cáo: ", "(", "Kỳ: ")) if draft.has("period label") else ""
        rows += [(title,), (f"{label}{period}{')' if label == '(' else ''}",)]
    if draft.has("date row"):
        rows.append((None, chance.choice((
            f"Hà Nội, ngày 18 tháng 3 năm {year}",
            f"(Từ ngày 15/12/{year - 1} đến ngày 14/12/{year})",
            f"Số liệu tính từ 15/12/{year - 1} đến 14/12/{year}", f"Ngày báo cáo: 20.3.{year}",
        ))))  # fmt: skip
    if draft.has("number row"):
        rows.append((chance.choice(("Số: 12/BC-UBND", "Số 123/UBND-NV", "Biểu mẫu số 1")),))
    if draft.has("basis row"):
        rows.append((chance.choice((
            f"(Kèm theo Công văn số 15/SNV-CCHC ngày 10/3/{year} của Sở Nội vụ)",
            "(Ban hành kèm theo Văn bản số 581/BNV-CCHC)", "Kính gửi: Sở Nội vụ thành phố Hà Nội",
        )),))  # fmt: skip
    if draft.has("other style of title"):
        chance.shuffle(rows)
    if draft.has("national title"):
        rows.insert(0, ("UBND THÀNH PHỐ HÀ NỘI", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
        rows.insert(1, (None, None, "Độc lập - Tự do - Hạnh phúc"))
    for row in rows:
        draft.line(*row)
        if draft.has("blank rows") and chance.random() < 0.3:
            draft.row += 1


def put_end(draft: Draft) -> None:
    """Notes and signatures below the table."""
    draft.row += draft.chance.randint(0, 2)
    if draft.has("notes"):
        draft.line(draft.chance.choice((
            "Ghi chú: số liệu tính đến ngày 14/3", "Ghi chú: 12 đơn vị chưa gửi báo cáo",
        )))  # fmt: skip
        draft.line("- Cột 3: tính cả hồ sơ từ kỳ trước chuyển sang")
    if draft.has("signatures"):
        draft.line(None, "NGƯỜI LẬP BIỂU", None, "THỦ TRƯỞNG ĐƠN VỊ")
        draft.line(None, "(Ký, ghi rõ họ tên)", None, "(Ký tên, đóng dấu)")
        draft.line(None, "Nguyễn Văn An", None, "Trần Thị Bình")


def finished(draft: Draft) -> Book:
    """The book with its other sheets."""
    book = [draft.page]
    if not draft.container.typed:
        return book
    if draft.has("hidden rows"):
        draft.page.hidden_rows |= {draft.chance.randint(1, draft.row) for _ in range(3)}
    if draft.has("hidden columns"):
        draft.page.hidden_columns.add(draft.chance.randint(1, draft.left + 6))
    if draft.has("other sheets"):
        other = Page(
            "Hướng dẫn", {(1, 1): "Hướng dẫn nhập biểu", (2, 1): "Nhập số, không nhập chữ"}
        )
        book.insert(draft.chance.randint(0, 1), other)
    if draft.has("hidden sheet"):
        book.append(Page("Danh mục", {(1, 1): "Quận Ba Đình", (1, 2): 1}, hidden=True))
    if draft.has("old copy hidden"):
        book.append(
            Page(
                "Bản cũ", dict(draft.page.cells), draft.page.formats, draft.page.merged, hidden=True
            )
        )
    return book
