"""How received files lay the indicators out: the form definitions in params/forms/*.yml.

Everything about a layout is data: how the form is known, where unit and period stand, which words
head its columns, what a blank means, which rows are totals. A new layout needs no code.
"""

import functools
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from cchc_lib.errors import ParamsError
from cchc_lib.intake.phrases import matches
from cchc_lib.intake.problems import Severity
from cchc_lib.registry import Indicator, Window, read_registry
from cchc_lib.registry.params import Bilingual, Record, nearest, read_yaml
from cchc_lib.vietnamese import fold, nfc


def _folded(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Phrases as they are compared; one without a letter or digit would match everything."""
    found = tuple(fold(phrase) for phrase in phrases)
    if not all(found):
        raise ValueError("a phrase needs a letter or a digit")
    return found


def _said(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(nfc(phrase).casefold() for phrase in phrases)


Phrases = Annotated[tuple[str, ...], AfterValidator(_folded)]
"""Words that are looked for without marks, capitals and punctuation."""
Said = Annotated[tuple[str, ...], AfterValidator(_said)]
"""Words that must be the whole cell."""

ENDS = (
    "ghi chú", "người lập biểu", "người lập bảng", "người tổng hợp", "thủ trưởng đơn vị",
    "thủ trưởng cơ quan", "tm ủy ban nhân dân", "tm ubnd", "kt chủ tịch", "tl chủ tịch",
    "nơi nhận", "hà nội ngày", "ký ghi rõ họ tên", "ký tên đóng dấu",
)  # fmt: skip


class Layout(Record):
    """Base of what describes a layout: phrases that stand here as defaults are folded, too."""

    model_config = ConfigDict(validate_default=True)


class Words(Layout):
    """What words in a figure's cell mean, also with a full stop behind them.

    Behind a number may stand the indicator's measure, another word for it (`measures` lists those
    that are one), or one of `counted`, which fit anything.
    """

    yes: Said = (
        "có", "co", "x", "v", "✓", "✔", "đã có", "đã thực hiện", "đã ban hành", "yes", "true",
    )  # fmt: skip
    no: Said = (
        "không", "khong", "chưa", "chua", "không có", "chưa có", "chưa thực hiện", "no", "false",
    )  # fmt: skip
    zero: Said = ("-", "–", "—", "không", "không có", "không phát sinh")
    not_reported: Said = ("...", "…", "chưa có số liệu", "chưa báo cáo", "không có số liệu", "n/a")
    counted: Phrases = ("cuộc", "lần", "buổi", "lượt", "vụ", "trường hợp", "cái")
    measures: tuple[Phrases, ...] = (
        ("hội nghị", "cuộc đối thoại"), ("cuộc", "cuộc kiểm tra", "đoàn"), ("văn bản", "VBQPPL"),
        ("TTHC", "thủ tục", "thủ tục hành chính"), ("hồ sơ", "HS"), ("người", "biên chế", "cán bộ"),
        ("đơn vị", "cơ quan", "tổ chức", "phòng"), ("dịch vụ", "DVC", "dịch vụ công"),
        ("phản ánh, kiến nghị", "phản ánh", "kiến nghị", "PAKN"), ("loại giấy tờ", "giấy tờ"),
        ("Có/Không", "kế hoạch", "văn bản"),
    )  # fmt: skip


class Recognition(Record):
    """A sheet holds the form if its name or its title rows say so, and its columns are there."""

    sheets: Phrases = ()
    titles: Phrases = ()


class Years(Record):
    """The years in which the form is used; None: no bound."""

    first: int | None = None
    last: int | None = None

    def hold(self, year: int) -> bool:
        """Whether the form is used in `year`."""
        return (self.first or year) <= year <= (self.last or year)


class Measure(Layout):
    """The unit of measure as a title row states it: a sheet that states another is not read."""

    labels: Phrases = ("đơn vị tính", "đvt")
    expected: tuple[str, ...] = Field(min_length=1)


class Printed(Record):
    """The words of a form that offices get to fill in: those by which the layout is known again.

    `sheet` is the name of its sheet and stands at its head, too.
    """

    sheet: str = Field(pattern=r"^[^\[\]:*?/\\']{1,31}$")
    title: str
    unit: str
    number: str
    label: str
    value: str


class UnitLayout(Layout):
    """One unit a workbook, one indicator a row: `indicators` lists ids and their other labels.

    A heading of figures with a word of `other_values` is of another period; one with a word of
    `since_new_year` or `quarter_alone` fits figures of that window only.
    `printed` None: the form is read, but not given out.
    """

    printed: Printed | None = None

    unit_labels: Phrases
    number: Phrases = ("tt", "stt", "số tt")
    label: Phrases
    measure: Phrases = ("đơn vị tính", "đơn vị", "đvt")
    value: Phrases
    other_values: Phrases = (
        "kỳ trước", "quý trước", "tháng trước", "năm trước", "cùng kỳ", "kế hoạch thực hiện",
        "kế hoạch giao",
    )  # fmt: skip
    since_new_year: Phrases = ("lũy kế", "cộng dồn", "từ đầu năm")
    quarter_alone: Phrases = ("trong quý", "riêng quý", "của quý")
    end: Phrases = ENDS
    indicators: dict[str, Phrases]


class TableLayout(Layout):
    """One unit a row. `columns`: indicator → the words of its header, from the top row down.

    Each level lists the spellings of one header text; texts in between may be left out.
    """

    number: Phrases = ("tt", "stt", "số tt")
    unit: Phrases
    columns: dict[str, tuple[Phrases, ...]]
    ignored_columns: Phrases = ()
    total_rows: Phrases = ("tổng số", "tổng cộng", "cộng", "toàn thành phố")
    total_tolerance: float = Field(default=0, ge=0)
    end: Phrases = ENDS


class TidyLayout(Layout):
    """One figure a row, each with its own unit, period and indicator; header words of a column."""

    unit: Phrases
    period: Phrases
    indicator: Phrases
    value: Phrases


COMPLETE = "sum needs total and parts, at_most smaller and larger, share share, part and whole"


class Check(Record):
    """A relation between figures of one unit and quarter; what breaks it is reported, not mended.

    `sum`: total = parts; `at_most`: smaller <= larger; `share`: share = 100 part / whole, in
    percent; all up to `tolerance`. With severity `refuse` none of its figures is taken in.
    """

    rule: Literal["sum", "at_most", "share"]
    total: str | None = None
    parts: tuple[str, ...] = ()
    smaller: str | None = None
    larger: str | None = None
    share: str | None = None
    part: str | None = None
    whole: str | None = None
    tolerance: float = Field(default=0, ge=0)
    severity: Severity = "doubtful"

    @model_validator(mode="after")
    def _complete(self) -> "Check":
        given = {
            "sum": (self.total, *self.parts),
            "at_most": (self.smaller, self.larger),
            "share": (self.share, self.part, self.whole),
        }
        whole = {"sum": len(self.parts) > 1, "at_most": True, "share": True}
        for rule, names in given.items():
            named = [name for name in names if name is not None]
            if rule == self.rule and (len(named) < len(names) or not whole[rule]):
                raise ValueError(COMPLETE)
            if rule != self.rule and named:
                raise ValueError(COMPLETE)
        return self

    @property
    def indicators(self) -> tuple[str, ...]:
        """All indicators that the relation speaks of, the one that it is said of first."""
        named = (
            self.total, self.smaller, self.larger, *self.parts, self.share, self.part, self.whole
        )  # fmt: skip
        return tuple(name for name in named if name is not None)


class FormDefinition(Record):
    """One form of params/forms; the section of its kind (unit, table, tidy) is the layout."""

    id: str = Field(pattern=r"[a-z0-9]+(-[a-z0-9]+)*")
    name: Bilingual
    source: str
    kind: Literal["unit", "table", "tidy"]
    years: Years = Years()
    recognise: Recognition = Recognition()
    other_sheets: Literal["report", "ignore"] = "report"
    window: Literal["calendar"] | Window = "calendar"
    blank: Literal["not_reported", "zero"]
    measure: Measure | None = None
    words: Words = Field(default_factory=Words)
    unit: UnitLayout | None = None
    table: TableLayout | None = None
    tidy: TidyLayout | None = None
    checks: tuple[Check, ...] = ()

    @model_validator(mode="after")
    def _one_layout(self) -> "FormDefinition":
        layouts = {"unit": self.unit, "table": self.table, "tidy": self.tidy}
        if [kind for kind, layout in layouts.items() if layout is not None] != [self.kind]:
            raise ValueError(f"kind {self.kind} needs the section {self.kind} and no other")
        return self

    @model_validator(mode="after")
    def _knows_what_is_printed(self) -> "FormDefinition":
        unit, printed = self.unit, None if self.unit is None else self.unit.printed
        if unit is None or printed is None:
            return self
        if not matches(fold(printed.title), self.recognise.titles):
            raise ValueError(f"printed.title: {printed.title!r} is none of recognise.titles")
        for name, phrases in (
            ("unit", unit.unit_labels),
            ("number", unit.number),
            ("label", unit.label),
            ("value", unit.value),
        ):
            if fold(getattr(printed, name)) not in phrases:
                raise ValueError(f"printed.{name}: the layout knows {', '.join(phrases)}")
        return self

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators that the form asks for; () where it may hold any."""
        if self.unit is not None:
            return tuple(self.unit.indicators)
        return () if self.table is None else tuple(self.table.columns)


@functools.cache
def read_forms(params: Path) -> tuple[FormDefinition, ...]:
    """The forms of params/forms by file name. Raises ParamsError, also for unknown indicators."""
    indicators = read_registry(params).indicators
    forms = []
    for path in sorted((params / "forms").glob("*.yml")):
        form = read_yaml(path, FormDefinition)
        _check_indicators(form, path.name, indicators)
        forms.append(form)
    if not forms:
        raise ParamsError("error.no-forms")
    if len({form.id for form in forms}) < len(forms):
        raise ParamsError("error.form-twice", forms=", ".join(form.id for form in forms))
    return tuple(forms)


def _check_indicators(form: FormDefinition, file: str, indicators: dict[str, Indicator]) -> None:
    named = [*form.indicators, *(name for check in form.checks for name in check.indicators)]
    for name in named:
        if name not in indicators:
            raise ParamsError(
                "error.form-indicator",
                file=f"params/forms/{file}", found=name, hint=nearest(name, indicators, 0) or "–",
            )  # fmt: skip
