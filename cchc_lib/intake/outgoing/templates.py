"""The form that a unit gets to fill in: one .xlsx workbook for one unit and one quarter.

In: the unit, the quarter, the form of that year and what the unit reported last time. Out: bytes
that depend on nothing else. Only the cells of figures and remarks can be written to; unit, quarter
and form are in the title, and as a stamp among the document's properties.
"""

import datetime
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import xlsxwriter

from cchc_lib.errors import CallError
from cchc_lib.intake.containers.stamp_part import stamp_properties
from cchc_lib.intake.forms import FormDefinition, Printed, UnitLayout
from cchc_lib.intake.grid import Stamp
from cchc_lib.intake.names import head_name
from cchc_lib.intake.outgoing.entry_rules import Span, flag_words, validation
from cchc_lib.intake.outgoing.reproducible import reproducible
from cchc_lib.intake.outgoing.template_page import COLUMNS, Page
from cchc_lib.intake.period import ROMAN_NUMERALS, period_name
from cchc_lib.intake.stamps import VERSION
from cchc_lib.registry import Indicator, Quarter, Registry, Unit, Window
from cchc_lib.texts import text
from cchc_lib.vietnamese import format_date, quarter_name

HEADER = 8
"""The row of the column headings, counted from 0."""


@dataclass(frozen=True)
class FormRequest:
    """Who is to report on what: `form` is the form of that year, see `form_to_fill`."""

    unit: Unit
    quarter: Quarter
    form: FormDefinition

    @property
    def file_name(self) -> str:
        """Under which name the form is given out."""
        return f"{self.unit.slug}_{self.form.id}_{self.quarter}.xlsx"


@dataclass(frozen=True)
class EarlierFigures:
    """What the unit reported on the quarter before; `sample`: the ledger holds sample data."""

    values: Mapping[str, float]
    sample: bool = False


NOTHING = EarlierFigures({})


def form_to_fill(quarter: Quarter, forms: Sequence[FormDefinition]) -> FormDefinition:
    """The unit form of that year. Raises CallError where params/forms has none to give out."""
    own = [form for form in forms if form.unit is not None]
    for form in own:
        if (
            form.unit is not None
            and form.unit.printed is not None
            and form.years.hold(quarter.year)
        ):
            return form
    listed = "; ".join(form.name.vi for form in own) or "–"
    raise CallError("error.no-form-to-fill", year=quarter.year, forms=listed)


def write_template(
    request: FormRequest, registry: Registry, earlier: EarlierFigures = NOTHING
) -> bytes:
    """The form as an .xlsx file. Raises CallError for a form that is not given out."""
    layout = request.form.unit
    if layout is None or layout.printed is None:
        raise CallError(
            "error.no-form-to-fill", year=request.quarter.year, forms=request.form.name.vi
        )
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    _describe(book, request, registry)
    page = Page(book, layout.printed.sheet)
    words = _Words(request, registry, layout.printed, earlier)
    _head(page, words)
    row = HEADER + 1
    for number, (title, indicators) in enumerate(_sections(request, layout, registry), start=1):
        page.section(row, ROMAN_NUMERALS[number], title)
        for place, indicator in enumerate(indicators, start=1):
            row += 1
            _indicator_row(page, row, place, indicator, words)
        row += 1
    _foot(page, row + 1, words)
    page.finish(HEADER, words.footer)
    book.close()
    return reproducible(stream.getvalue())


class _Words:
    """The names and days that one form says again and again."""

    def __init__(
        self,
        request: FormRequest,
        registry: Registry,
        printed: Printed,
        earlier: EarlierFigures,
    ) -> None:
        calendar, quarter = registry.calendar, request.quarter
        self.request, self.registry = request, registry
        self.printed, self.earlier = printed, earlier
        window = _window(request.form, quarter, registry)
        self.span = Span.of(quarter, window, calendar)
        self.due = format_date(calendar.due(quarter), "vi")
        self.period = period_name(quarter, window)
        self.period_before = _earlier_name(request, registry)

    @property
    def footer(self) -> tuple[str, str]:
        """What stands below each printed page, left and right."""
        unit = self.request.unit.full_name.replace("&", "&&")
        return (
            text("template.page", "vi", unit=unit, period=self.period),
            text("template.page-number", "vi", page="&P", pages="&N"),
        )


def _window(form: FormDefinition, quarter: Quarter, registry: Registry) -> Window:
    return registry.calendar.window(quarter) if form.window == "calendar" else form.window


def _earlier_name(request: FormRequest, registry: Registry) -> str:
    """The quarter before as its figures were reported: "quý I/2020", "6 tháng đầu năm 2020"."""
    before = request.quarter.previous()
    try:
        window = _window(request.form, before, registry)
    except CallError:  # before the first year of the calendar, of which there is no figure
        window = "quarter"
    if before.number == 1 or window == "quarter":
        return quarter_name(before.year, before.number, "vi")
    name = period_name(before, window)
    return name[0].lower() + name[1:]


def _describe(book: xlsxwriter.Workbook, request: FormRequest, registry: Registry) -> None:
    """The document's properties: a day that is no clock's, and the stamp."""
    due = registry.calendar.due(request.quarter)
    noon = datetime.datetime(due.year, due.month, due.day, 12)  # noqa: DTZ001 - no zone meant
    book.set_properties({"created": noon, "title": request.form.name.vi})
    stamp = Stamp(request.unit.slug, str(request.quarter), request.form.id, VERSION)
    for name, value in stamp_properties(stamp).items():
        book.set_custom_property(name, value, "text")


def _sections(
    request: FormRequest, layout: UnitLayout, registry: Registry
) -> list[tuple[str, list[Indicator]]]:
    """Titles of the fields with the indicators that units of this group report."""
    asked = [
        registry.indicators[name]
        for name in layout.indicators
        if request.unit.group in registry.indicators[name].reported_by
    ]
    grouped = [
        (field.name.vi, [indicator for indicator in asked if indicator.field == field.id])
        for field in registry.fields.values()
    ]
    return [(title, indicators) for title, indicators in grouped if indicators]


def _head(page: Page, words: _Words) -> None:
    unit, head, printed = words.request.unit, words.registry.head, words.printed
    page.left(0, head.governing_body.vi, "centre")
    page.left(1, head_name(unit), "centre-bold")
    page.left(2, printed.sheet, "centre-italic")
    page.right(0, head.national_title.vi, "centre-bold")
    page.right(1, head.motto.vi, "centre-underlined")
    if words.earlier.sample:
        page.right(2, text("template.sample", "vi"), "centre-italic")
    page.across(3, printed.title, "title")
    page.across(4, words.period, "centre-bold")
    span = text(f"template.span.{words.span.window}", "vi", **words.span.days, due=words.due)
    page.across(5, span, "centre-italic")
    page.across(6, f"{printed.unit}: {unit.full_name}", "bold")
    page.across(7, text("template.hint", "vi"), "italic")
    titles = (
        printed.number,
        printed.label,
        text("template.measure", "vi"),
        text("template.earlier", "vi", period=words.period_before),
        printed.value,
        text("template.remark", "vi"),
    )
    for column, title in zip(COLUMNS, titles, strict=True):
        page.write(HEADER, column, title, "header")
    page.fit(HEADER, dict(zip(COLUMNS, titles, strict=True)))


def _indicator_row(page: Page, row: int, place: int, indicator: Indicator, words: _Words) -> None:
    flag = indicator.kind == "flag"
    whole = indicator.kind == "count"
    value: str | float | None = words.earlier.values.get(indicator.id)
    if flag and value is not None:
        yes, no = flag_words()
        value = yes if value else no
    page.write(row, "number", float(place), "middle")
    page.write(row, "label", indicator.name.vi, "label")
    page.write(row, "measure", indicator.unit_of_measure.vi, "middle")
    page.write(row, "earlier", value, "middle" if flag else "whole" if whole else "decimal")
    page.write(
        row, "value", None, "flag-entry" if flag else "whole-entry" if whole else "decimal-entry"
    )
    page.write(row, "remark", None, "remark-entry")
    page.fit(row, {"label": indicator.name.vi, "measure": indicator.unit_of_measure.vi})
    page.rule(row, "value", validation(indicator, words.span, words.request.form.blank))


def _foot(page: Page, row: int, words: _Words) -> None:
    """How to fill in the form, and who signs it."""
    days = words.span.days
    lines = (
        text("template.guide.cells", "vi", value=words.printed.value),
        text("template.guide.kinds", "vi"),
        text(f"template.guide.span.{words.span.window}", "vi", **days),
        text(f"template.guide.blank.{words.request.form.blank}", "vi"),
        text("template.guide.send", "vi"),
    )
    page.across(row, text("template.guide.title", "vi"), "guide-title")
    for below, line in enumerate(lines, start=1):
        page.paragraph(row + below, line)
    sign = row + len(lines) + 2
    place, year = words.registry.head.place.vi, words.registry.calendar.due(words.request.quarter)
    head = "department" if words.request.unit.level == "department" else "committee"
    page.right(sign, text("template.sign.day", "vi", place=place, year=year.year), "centre-italic")
    page.left(sign + 1, text("template.sign.author", "vi"), "centre-bold")
    page.right(sign + 1, text(f"template.sign.{head}", "vi"), "centre-bold")
    page.left(sign + 2, text("template.sign.author-below", "vi"), "centre-italic")
    page.right(sign + 2, text("template.sign.head-below", "vi"), "centre-italic")
