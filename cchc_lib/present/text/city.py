"""What the city's report and the intake review say in sentences."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd
from markupsafe import Markup

from cchc_lib.present.block import tag
from cchc_lib.present.phrases import extremes, group_mid_sentence, mid_sentence, named_list
from cchc_lib.present.rows import records
from cchc_lib.present.text.funnel import outside_sentences, reversal_sentences
from cchc_lib.present.text.keys import (
    Key,
    by_firmness,
    firm_rows,
    key_figures,
    met_sentences,
    status_sentence,
    target_keys,
)
from cchc_lib.texts import Language, text
from cchc_lib.vietnamese import format_number, format_percent, long_date

if TYPE_CHECKING:
    from cchc_lib.findings import CityReport, IntakeReview

LEADERS = 12
"""How many possible leaders a sentence names."""
LISTED = ("missed", "behind", "on_track", "not_reported")


def city_summary(report: "CityReport") -> Markup:
    """Key figures and sentences: targets of the city, first and last of each group, receipts."""
    language = report.language
    rows = records(report.targets)
    held = [row for row in rows if row["status"] != "not_applicable"]
    sentences = [
        *met_sentences(
            held, "present.summary.city-met", language, date=long_date(report.cut_off, language)
        ),
        *(
            status_sentence(
                status,
                [row["name"] for row in firm_rows(held) if row["status"] == status],
                language,
            )
            for status in LISTED
        ),
        *_extremes(report, language),
        *outside_sentences(report.shares, language),
        *reversal_sentences(report.reversals, language),
        _receipts(report.receipts, language),
        _doubts(report.doubts, language),
    ]  # fmt: skip
    keys = [*target_keys(*by_firmness(held), language), *_receipt_keys(report.receipts, language)]
    return _summary(keys, sentences)


def review_summary(report: "IntakeReview") -> Markup:
    """Key figures and sentences on what was received."""
    language = report.language
    refused = int((report.doubts["severity"] == "refuse").sum())
    problems = Key(
        text("present.keys.refused", language), str(refused), "",
        text("present.keys.doubts", language, count=len(report.doubts)),
    )  # fmt: skip
    files = Key(text("present.keys.files", language), str(len(report.files)))
    sentences = [
        _receipts(report.receipts, language),
        _refusals(len(report.refusals), language),
        _doubts(report.doubts, language),
    ]
    keys = [*_receipt_keys(report.receipts, language), files, problems]
    return _summary(keys, sentences)


def _refusals(count: int, language: Language) -> str:
    """How many files could not be read; nothing where all could."""
    return text("present.summary.refused-files", language, count=count) if count else ""


def _doubts(doubts: pd.DataFrame, language: Language) -> str:
    """How many problems the figures have, by severity."""
    if doubts.empty:
        return text("present.summary.no-doubts", language)
    listed = ", ".join(
        f"{count} {str(name).lower()}"
        for name, count in doubts["severity_name"].value_counts(sort=False).items()
    )
    return text("present.summary.city-doubts", language, doubts=len(doubts), listed=listed)


def _summary(keys: Sequence[Key], sentences: Sequence[str | Markup | None]) -> Markup:
    listed = (tag("li", sentence) for sentence in sentences if sentence)
    return tag(
        "section", key_figures(keys), tag("ul", *listed, class_="sentences"), class_="summary"
    )


def _extremes(report: "CityReport", language: Language) -> list[str]:
    """First and last of each group, and who may be among the best."""
    league = report.league
    top = report.findings.registry.certainty.top
    sentences = []
    for group, rows in league[league["rank"].notna()].groupby("group", sort=False):
        first, last = rows.iloc[0], rows.iloc[-1]
        best = text(
            "present.summary.city-best", language,
            group=group_mid_sentence(first["group_name"], language),
            difference=format_number(first["score"] - last["score"], language, 1),
            **extremes(rows, language),
        )  # fmt: skip
        names = (mid_sentence(name, language) for name in report.leaders[str(group)])
        leaders = text(
            "present.summary.leaders", language,
            confidence=format_percent(100 * report.confidence, language),
            top=top, names=named_list(names, language, LEADERS),
        )  # fmt: skip
        sentences.append(f"{best} {leaders}")
    return sentences


def _receipts(receipts: pd.DataFrame, language: Language) -> str:
    late = receipts.loc[receipts["status"] == "late", "name"]
    missing = receipts.loc[receipts["status"] == "missing", "name"]

    def named(names: "pd.Series[str]") -> str:
        if names.empty:
            return ""
        listed = named_list((mid_sentence(name, language) for name in names), language)
        return f" ({listed})"

    return text(
        "present.summary.city-receipts", language,
        reported=len(receipts) - len(missing), all=len(receipts),
        late=len(late), late_names=named(late),
        missing=len(missing), missing_names=named(missing),
    )  # fmt: skip


def _receipt_keys(receipts: pd.DataFrame, language: Language) -> list[Key]:
    missing = int((receipts["status"] == "missing").sum())
    late = int((receipts["status"] == "late").sum())
    whole = text("present.keys.of", language, whole=len(receipts))
    unreported = text("present.keys.unreported", language, count=missing)
    return [
        Key(text("present.keys.reports", language), str(len(receipts) - missing), whole,
            unreported if missing else ""),
        Key(text("present.keys.on-time", language), str(len(receipts) - missing - late), whole,
            text("present.keys.late", language, count=late) if late else ""),
    ]  # fmt: skip
