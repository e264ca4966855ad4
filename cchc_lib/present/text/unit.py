"""What a unit's report says in sentences: what was met, what is behind, where the unit stands."""

from typing import TYPE_CHECKING

from markupsafe import Markup

from cchc_lib.present.block import tag
from cchc_lib.present.phrases import group_mid_sentence, mid_sentence, still_missing
from cchc_lib.present.rows import Row, records
from cchc_lib.present.text.certainty import rank_set_sentence
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
from cchc_lib.vietnamese.formats import MISSING

if TYPE_CHECKING:
    from cchc_lib.findings import ScoreLine, UnitReport


LISTED = ("missed", "behind", "on_track", "not_reported")


def unit_summary(report: "UnitReport") -> Markup:
    """Key figures and the sentences that matter."""
    language = report.language
    held = [row for row in records(report.targets) if row["status"] != "not_applicable"]
    known = any(row["status"] != "not_reported" for row in held)
    sentences = [
        *_met(report, held),
        *(_listed(key, firm_rows(held), language) for key in LISTED if known),
        _place(report),
        _received(report),
        _data(report),
    ]
    paragraphs = (tag("li", sentence) for sentence in sentences if sentence)
    return tag(
        "section",
        key_figures(_keys(report, held)),
        tag("ul", *paragraphs, class_="sentences"),
        class_="summary",
    )


def _keys(report: "UnitReport", held: list[Row]) -> list[Key]:
    language = report.language
    score = report.score
    group = group_mid_sentence(report.group_title, language)
    name = text("present.keys.rank", language, group=group)
    if score.rank is None:
        rank = Key(name, MISSING, "", text("present.keys.unranked", language))
    else:
        whole = text("present.keys.of", language, whole=score.ranked)
        rank = Key(name, str(score.rank), whole, _change(score, language))
    points = text("present.keys.points", language) if score.rank is not None else ""
    figure = format_number(score.score, language, 1)
    return [
        *target_keys(*by_firmness(held), language),
        rank,
        Key(text("present.keys.score", language), figure, "", points),
    ]


def _change(score: "ScoreLine", language: Language) -> str:
    if score.rank_change is None:
        return text("present.keys.no-previous", language)
    key = "up" if score.rank_change > 0 else "down" if score.rank_change < 0 else "same"
    return text(
        f"present.keys.{key}", language,
        count=abs(score.rank_change), quarter=score.compared_title,
    )  # fmt: skip


def _met(report: "UnitReport", held: list[Row]) -> list[str]:
    """How many targets are met, those that the city only strives for apart from the firm ones."""
    language = report.language
    unit = mid_sentence(report.unit_title, language)
    if not held:
        return [text("present.summary.no-targets", language, unit=unit)]
    if all(row["status"] == "not_reported" for row in held):
        return [text("present.summary.nothing", language, unit=unit, all=len(held))]
    date = long_date(report.cut_off, language)
    return met_sentences(held, "present.summary.met", language, date=date, unit=unit)


def _listed(status: str, held: list[Row], language: Language) -> Markup | None:
    rows = [row for row in held if row["status"] == status]
    named = status in ("missed", "behind")
    return status_sentence(
        status,
        [_with_gap(row, language) if named else row["name"] for row in rows],
        language,
    )


def _with_gap(row: Row, language: Language) -> str:
    name = str(row["name"])
    if row["kind"] == "flag":
        return text("present.summary.flag-open", language, name=name)
    gap = still_missing(row, language)
    if not gap:
        return name
    return text("present.summary.with-gap", language, name=name, gap=gap)


def _place(report: "UnitReport") -> str:
    language, score = report.language, report.score
    if score.rank is None:
        reason = text(f"present.reason.{score.reason or 'not_reported'}", language)
        return text("present.summary.unranked", language, reason=reason)
    subgroup = ""
    if score.subgroup_rank is not None:
        subgroup = text(
            "present.summary.subgroup", language,
            rank=score.subgroup_rank, ranked=score.subgroup_ranked,
            name=group_mid_sentence(score.subgroup_name, language),
        )  # fmt: skip
    sentence = text(
        "present.summary.rank", language,
        score=format_number(score.score, language, 1), rank=score.rank, ranked=score.ranked,
        group=group_mid_sentence(report.group_title, language),
        change=_rank_change(score, language), subgroup=subgroup,
    )  # fmt: skip
    sentences = [sentence]
    if report.certainty is not None:
        sentences.append(rank_set_sentence(report.certainty, score.rank, language))
    if score.band:
        sentences.append(text("present.summary.band", language, band=score.band))
    if score.adjustment:
        points = format_number(score.adjustment, language, 1)
        sentences.append(text("present.summary.adjustment", language, points=points))
    if score.weight_reported < 1 - 1e-9:
        share = format_percent(100 * score.weight_reported, language, 0)
        sentences.append(text("present.summary.partial", language, share=share))
    return " ".join(sentences)


def _rank_change(score: "ScoreLine", language: Language) -> str:
    values = {"quarter": score.compared_title, "previous": score.previous_rank or MISSING}
    if score.rank_change is None:
        return text("present.summary.rank-new", language, **values)
    key = "up" if score.rank_change > 0 else "down" if score.rank_change < 0 else "same"
    return text(f"present.summary.rank-{key}", language, count=abs(score.rank_change), **values)


def _received(report: "UnitReport") -> str:
    language = report.language
    if report.received is None:
        return text("present.summary.not-received", language)
    status = text(f"receipt.{report.receipt_status}", language).lower()
    date = long_date(report.received, language)
    return text("present.summary.received", language, date=date, status=status)


def _data(report: "UnitReport") -> str:
    language = report.language
    missing, doubts = len(report.missing), int((report.doubts["severity"] != "note").sum())
    if report.received is None and missing:
        return ""
    if not missing and not doubts:
        return text("present.summary.data-good", language)
    return text("present.summary.data", language, missing=missing, doubts=doubts)
