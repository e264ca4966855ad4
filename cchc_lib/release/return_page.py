"""The page that goes back with a marked copy: Phiếu đề nghị chỉnh sửa số liệu.

In: one file with its problems, and how its copy turned out. Out: the bytes of one HTML page with
the official head, one row a problem, and what is asked of the sender.
"""

import datetime
import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

import pandas as pd
from markupsafe import Markup

from cchc_lib.findings import SEVERITIES, FileProblems
from cchc_lib.intake import FormDefinition, Problem
from cchc_lib.intake.outgoing.marked_copy import MarkedCopy
from cchc_lib.present.block import joined, tag
from cchc_lib.present.phrases import mid_sentence
from cchc_lib.present.rows import Row
from cchc_lib.present.table import Column, Table
from cchc_lib.present.text import HeadLines, official_head
from cchc_lib.registry import Quarter, Registry
from cchc_lib.render.frame import Frame, framed, page_template
from cchc_lib.render.jobs import period
from cchc_lib.texts import Language, text
from cchc_lib.vietnamese import format_number, long_date
from cchc_lib.vietnamese.formats import MISSING

TEMPLATES = files("cchc_lib") / "release" / "template"
MOST_ROWS = 1_000
"""A page of 1,000 rows has some 500 KB and 60 sheets of paper."""
SIGNS = {"refuse": "✕", "doubtful": "?", "note": "i"}


@dataclass(frozen=True)
class Letter:
    """What all pages of one quarter share; `by` is the day by which corrected files are asked for.

    `edition` is the ledger's number and short digest.
    """

    quarter: Quarter
    registry: Registry
    forms: Sequence[FormDefinition]
    language: Language
    edition: tuple[int, str]
    by: datetime.date | None = None


def return_page(file: FileProblems, copy: MarkedCopy, copy_name: str, letter: Letter) -> bytes:
    """The page for the sender of `file`; `copy_name` is the copy's name in the same folder."""
    language = letter.language
    to = addressee(file, letter)
    when = period(letter.quarter, letter.registry, language)
    title = text("returns.title", language, period=when, to=to)
    lines = HeadLines(
        number=letter.registry.head.return_number_line(language),
        kind=text("returns.kind", language),
        title=text("returns.subject", language, period=when),
        year=(letter.by or letter.registry.calendar.due(letter.quarter)).year,
    )
    body = page_template("release", "return_page.html.j2").render(
        head=official_head(letter.registry.head, lines, language),
        sample=file.sample,
        to=text("returns.to", language, to=to),
        opening=_opening(file, language),
        copy=_copy_words(copy, copy_name, language),
        legend=[(one, SIGNS[one]) for one in SEVERITIES if file.count(one)],
        table=_table(file, letter).html(),
        remarks=list(_remarks(file, copy, language)),
        closing=_closing(file, letter),
        say=functools.partial(_say, language),
    )
    number, digest = letter.edition
    foot = (
        text("returns.digest", language, sha256=file.sha256),
        text("render.edition", language, number=number, digest=digest),
    )
    css = (TEMPLATES / "return_page.css").read_text(encoding="utf-8")
    frame = Frame(title, language, file.sample, kind="return", foot=foot, css=css)
    return framed(body, frame)


def addressee(file: FileProblems, letter: Letter) -> str:
    """To whom the page goes: a department, a People's Committee, or who sent a city-wide form."""
    language = letter.language
    if file.sender is None:
        names = {form.id: form.name[language] for form in letter.forms}
        form = names.get(file.form, file.form)
        return text("returns.sender-of-form", language, form=form)
    name = file.sender.title(language)
    if file.sender.level == "department":
        return name
    return text("returns.people-committee", language, unit=mid_sentence(name, language))


def _opening(file: FileProblems, language: Language) -> str:
    day = "" if file.received is None else long_date(file.received, language)
    counts = ", ".join(
        text(f"returns.counted.{one}", language, count=_count(file.count(one), language))
        for one in SEVERITIES
        if file.count(one)
    )
    total = _count(len(file.problems), language)
    return text(
        "returns.opening", language, file=file.file_name, day=day, count=total, counts=counts
    )


def _copy_words(copy: MarkedCopy, copy_name: str, language: Language) -> Markup:
    """The sentence on the copy, with a link to it."""
    words = text(
        "returns.copy" if copy.marked else "returns.no-copy-marks", language, copy="\n"
    )  # a line break stands in no text of ours but here
    before, _, after = words.partition("\n")
    return joined(before, tag("a", copy_name, href=copy_name), after)


def _table(file: FileProblems, letter: Letter) -> Table:
    language = letter.language
    names = {unit.slug: unit.title(language) for unit in letter.registry.units_in(letter.quarter)}
    rows = [
        _row(number, problem, names, language)
        for number, problem in enumerate(file.problems[:MOST_ROWS], start=1)
    ]
    unit = () if file.sender else (Column("unit", _heading("unit", language)),)
    columns = (
        Column("number", _heading("number", language), header=True),
        Column("sheet", _heading("sheet", language)),
        Column("cell", _heading("cell", language), show=functools.partial(_mark, language)),
        *unit,
        Column("message", _heading("message", language)),
        Column("found", _heading("found", language)),
        Column("expected", _heading("expected", language)),
        Column("advice", _heading("advice", language)),
    )
    return Table(
        "points" if file.sender else "unit-points",
        pd.DataFrame(rows),
        columns,
        language,
        caption=text("returns.caption", language),
        stacks=True,
    )


def _row(
    number: int, problem: Problem, names: dict[str, str], language: Language
) -> dict[str, object]:
    return {
        "number": str(number),
        "severity": problem.severity,
        "sheet": problem.sheet or MISSING,
        "cell": problem.cell if problem.is_of_a_cell else "",
        "unit": names.get(problem.unit or "", problem.unit or MISSING),
        "message": problem.message(language),
        "found": problem.written or MISSING,
        "expected": problem.wanted or MISSING,
        "advice": problem.request(language),
    }


def _mark(language: Language, row: Row) -> Markup:
    """The cell's address in the cell's colour, the severity as sign and word below it."""
    severity = row["severity"]
    address = tag("span", row["cell"], class_=f"mark mark-{severity}")
    sign = tag("span", SIGNS[severity], class_="sign", aria_hidden="true")
    shown = address if row["cell"] else MISSING
    return joined(shown, tag("small", sign, " ", text(f"severity.{severity}", language)))


def _remarks(file: FileProblems, copy: MarkedCopy, language: Language) -> Iterator[str]:
    """What the reader should know of the copy and of the table."""
    if copy.is_rebuilt:
        yield text("returns.remark.rebuilt", language)
    if copy.lost_macros:
        yield text("returns.remark.macros", language)
    if copy.lost_drawings:
        yield text("returns.remark.drawings", language)
    if copy.commented < copy.marked:
        commented = _count(copy.commented, language)
        yield text("returns.remark.comments", language, commented=commented)
    if len(file.problems) > MOST_ROWS:
        shown, total = (_count(many, language) for many in (MOST_ROWS, len(file.problems)))
        yield text("returns.remark.rows", language, shown=shown, count=total)


def _closing(file: FileProblems, letter: Letter) -> str:
    only_notes = file.count("note") == len(file.problems)
    key = "returns.closing-notes" if only_notes else "returns.closing"
    if letter.by is None:
        return text(key, letter.language)
    return text(f"{key}-by", letter.language, day=long_date(letter.by, letter.language))


def _heading(key: str, language: Language) -> str:
    return text(f"returns.column.{key}", language)


def _count(number: int, language: Language) -> str:
    return format_number(number, language, 0)


def _say(language: Language, key: str) -> str:
    return text(key, language)
