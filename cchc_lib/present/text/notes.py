"""The notes on method that close a report: what the figures are, how status and rank come about."""

from typing import TYPE_CHECKING

import pandas as pd
from markupsafe import Markup

from cchc_lib.present.block import joined, tag
from cchc_lib.present.rows import records
from cchc_lib.texts import Language, text

if TYPE_CHECKING:
    from cchc_lib.findings import CityReport, UnitReport


def notes(report: "UnitReport | CityReport") -> Markup:
    """The method in short paragraphs, then the wording of every target with its source."""
    language = report.language
    scoring = report.findings.registry.scoring(report.quarter.year)
    paragraphs: list[object] = [text("present.notes.plan", language, title=report.plan_title)]
    if not report.plan_complete:
        paragraphs.append(text("present.notes.incomplete", language))
    paragraphs += [text("present.notes.actual", language), text("present.notes.status", language)]
    paragraphs.append(_pacing(report.targets, language))
    if scoring is not None:
        part, whole = scoring.least_weight_reported
        paragraphs += [
            f"{scoring.title[language]}. {scoring.source[language]}",
            text("present.notes.score-rule", language, part=part, whole=whole),
            text("present.notes.rank-rule", language),
        ]
    paragraphs += [
        text("present.notes.score-aim", language),
        report.findings.registry.certainty.source[language],
    ]
    if _backcast(report):
        paragraphs.append(text("present.notes.backcast", language))
    paragraphs.append(
        text("present.notes.edition", language, edition=report.edition, digest=report.digest)
    )
    listed = (tag("li", words) for words in paragraphs)
    return tag("div", tag("ul", *listed), _wording(report.targets, language), class_="method")


def _pacing(targets: pd.DataFrame, language: Language) -> str:
    """Which targets are paced how, in the order of the plan."""
    rules = "; ".join(
        f"{', '.join(rows['name'])} – {text(f'present.notes.pace.{pacing}', language)}"
        for pacing, rows in targets.groupby("pacing", sort=False)
    )
    return text("present.notes.pacing", language, rules=rules)


def _backcast(report: "UnitReport | CityReport") -> bool:
    score = getattr(report, "score", None)
    return score is not None and score.backcast and score.rank_change is not None


def _wording(targets: pd.DataFrame, language: Language) -> Markup:
    terms = joined(
        *(
            joined(
                tag("dt", row["name"]),
                tag("dd", row["text"], ". ", tag("cite", _foreign(row["source"], language))),
            )
            for row in records(targets)
        )
    )
    summary = tag("summary", text("present.notes.wording", language))
    return tag("details", summary, tag("dl", terms), class_="data wording")


def _foreign(words: str, language: Language) -> object:
    """Sources are Vietnamese documents; in an English page their names are marked as such."""
    return words if language == "vi" else tag("span", words, lang="vi")
