"""What the city's report and the intake review say in sentences."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd
from markupsafe import Markup

from cchc_lib.present.block import tag
from cchc_lib.present.phrases import group_mid_sentence, mid_sentence, named_list
from cchc_lib.present.text.keys import Key, key_figures
from cchc_lib.texts import Language, text
from cchc_lib.vietnamese import format_number, long_date

if TYPE_CHECKING:
    from cchc_lib.findings import CityReport, IntakeReview

LISTED = ("missed", "behind", "on_track", "not_reported")


def city_summary(report: "CityReport") -> Markup:
    """Key figures and sentences: targets of the city, first and last of each group, receipts."""
    language = report.language
    statuses = list(report.targets["status"])
    held = len(statuses) - statuses.count("not_applicable")
    met = list(report.targets.loc[report.targets["status"] == "met", "name"])
    names = text("present.summary.met-names", language, names="; ".join(met)) if met else ""
    sentences = [
        text("present.summary.city-met", language, date=long_date(report.cut_off, language),
             met=len(met), all=held, names=names),
        *(_listed(report.targets, status, language) for status in LISTED),
        *_extremes(report.league, language),
        _receipts(report.receipts, language),
        text("present.summary.city-doubts", language, doubts=len(report.doubts))
        if len(report.doubts) else "",
    ]  # fmt: skip
    late = statuses.count("behind") + statuses.count("missed")
    on_track = text("present.keys.on-track", language, count=statuses.count("on_track"))
    unknown = text("present.keys.unreported", language, count=statuses.count("not_reported"))
    keys = [
        Key(text("present.keys.met", language), str(len(met)),
            text("present.keys.of", language, whole=held), on_track),
        Key(text("present.keys.behind", language), str(late), "",
            unknown if statuses.count("not_reported") else ""),
        *_receipt_keys(report.receipts, language),
    ]  # fmt: skip
    return _summary(keys, sentences)


def review_summary(report: "IntakeReview") -> Markup:
    """Key figures and sentences on what was received."""
    language = report.language
    counts = {key: int(report.files[key].sum()) for key in ("refuse", "doubtful", "note")}
    sentences = [
        _receipts(report.receipts, language),
        text("present.summary.review-files", language, files=len(report.files), **counts),
    ]
    problems = Key(
        text("present.column.refuse", language), str(counts["refuse"]), "",
        text("present.keys.doubts", language, count=len(report.doubts)),
    )  # fmt: skip
    return _summary([*_receipt_keys(report.receipts, language), problems], sentences)


def _summary(keys: Sequence[Key], sentences: Sequence[str]) -> Markup:
    listed = (tag("li", sentence) for sentence in sentences if sentence)
    return tag(
        "section", key_figures(keys), tag("ul", *listed, class_="sentences"), class_="summary"
    )


def _listed(targets: pd.DataFrame, status: str, language: Language) -> str:
    names = list(targets.loc[targets["status"] == status, "name"])
    if not names:
        return ""
    key = f"present.summary.{status.replace('_', '-')}"
    return text(key, language, count=len(names), names="; ".join(names))


def _extremes(league: pd.DataFrame, language: Language) -> list[str]:
    sentences = []
    for _, rows in league[league["rank"].notna()].groupby("group", sort=False):
        first, last = rows.iloc[0], rows.iloc[-1]
        sentences.append(
            text(
                "present.summary.city-best", language,
                group=group_mid_sentence(first["group_name"], language),
                best=mid_sentence(first["name"], language),
                best_score=format_number(first["score"], language, 1),
                last=mid_sentence(last["name"], language),
                last_score=format_number(last["score"], language, 1),
                difference=format_number(first["score"] - last["score"], language, 1),
            )
        )  # fmt: skip
    return sentences


def _receipts(receipts: pd.DataFrame, language: Language) -> str:
    late = receipts.loc[receipts["status"] == "late", "name"]
    missing = receipts.loc[receipts["status"] == "missing", "name"]

    def named(names: "pd.Series[str]") -> str:
        if names.empty:
            return ""
        listed = named_list((mid_sentence(name, language) for name in names), language)
        return text("present.summary.names", language, names=listed)

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
