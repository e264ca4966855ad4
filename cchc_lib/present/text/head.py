"""The head of a report: the official lines, the title, and what the figures stand for.

Layout by Nghị định 30/2020/NĐ-CP, Phụ lục I: issuing body on the left, Quốc hiệu and Tiêu ngữ on
the right, number and place and day below them, then the kind of document and its title.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from cchc_lib.present.block import joined, tag
from cchc_lib.present.phrases import mid_sentence
from cchc_lib.texts import Language, text
from cchc_lib.vietnamese import long_date

if TYPE_CHECKING:
    from cchc_lib.findings import CityReport, IntakeReview, UnitReport
    from cchc_lib.findings.report import Report
    from cchc_lib.registry import OfficialHead


def unit_head(report: "UnitReport") -> Markup:
    """The head of a unit's report."""
    unit = mid_sentence(report.unit_title, report.language)
    return _head(report, text("present.title.unit", report.language,
                              quarter=report.quarter_title, unit=unit))  # fmt: skip


def city_head(report: "CityReport") -> Markup:
    """The head of the city's report."""
    return _head(report, text("present.title.city", report.language, quarter=report.quarter_title))


def review_head(report: "IntakeReview") -> Markup:
    """The head of the intake review."""
    words = text("present.title.review", report.language, quarter=report.quarter_title)
    return _head(report, words)


def _head(report: "Report", title: str) -> Markup:
    language = report.language
    head = report.findings.registry.head
    lines = HeadLines(
        number=head.number_line(language),
        kind=text("present.head.report", language),
        title=title,
        year=report.due.year,
    )
    return joined(official_head(head, lines, language), _notice(report), _facts(report))


@dataclass(frozen=True)
class HeadLines:
    """What differs from head to head; the day stays open, `year` is its year."""

    number: str
    kind: str
    title: str
    year: int


def official_head(head: "OfficialHead", lines: HeadLines, language: Language) -> Markup:
    """The official lines with the kind of document and its title."""
    bodies = tag(
        "div",
        tag("p", head.governing_body[language], class_="governing"),
        tag("p", head.issuing_body[language], class_="issuing"),
        tag("p", lines.number, class_="number"),
        class_="bodies",
    )
    day = text("present.head.day-open", language, place=head.place[language], year=lines.year)
    state = tag(
        "div",
        tag("p", head.national_title[language], class_="national"),
        tag("p", head.motto[language], class_="motto"),
        tag("p", day, class_="day"),
        class_="state",
    )
    kind = tag("span", lines.kind, class_="kind")
    heading = tag("h1", kind, " ", tag("span", lines.title, class_="subject"))
    return tag("header", bodies, state, heading, class_="official")


def _notice(report: "Report") -> Markup:
    if not report.sample:
        return Markup("")
    words = text("present.title.sample", report.language)
    return tag("p", words, class_="sample-notice", role="note")


def _facts(report: "Report") -> Markup:
    language = report.language
    facts = (
        text("present.title.cut-off", language, date=long_date(report.cut_off, language)),
        text("present.title.due", language, date=long_date(report.due, language)),
        text("present.title.edition", language, edition=report.edition, digest=report.digest),
    )
    return tag("ul", *(tag("li", fact) for fact in facts), class_="facts")
