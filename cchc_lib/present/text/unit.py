"""What a unit's report says in sentences: what was met, what is behind, where the unit stands."""

from typing import TYPE_CHECKING

from markupsafe import Markup

from cchc_lib.present.block import tag
from cchc_lib.present.phrases import Row, group_mid_sentence, mid_sentence, still_missing
from cchc_lib.present.text.keys import Key, key_figures
from cchc_lib.texts import Language, text
from cchc_lib.vietnamese import format_number, format_percent, long_date
from cchc_lib.vietnamese.formats import MISSING

if TYPE_CHECKING:
    from cchc_lib.findings import ScoreLine, UnitReport


def unit_summary(report: "UnitReport") -> Markup:
    """Key figures and the sentences that matter."""
    language = report.language
    held = [row for row in report.targets.to_dict("records") if row["status"] != "not_applicable"]
    sentences = [
        _met(report, held),
        *(_listed(key, held, language) for key in ("missed", "behind", "on_track", "not_reported")),
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
    counts = {status: sum(row["status"] == status for row in held) for status in
              ("met", "on_track", "behind", "missed", "not_reported")}  # fmt: skip
    score = report.score
    on_track = text("present.keys.on-track", language, count=counts["on_track"])
    unknown = text("present.keys.unreported", language, count=counts["not_reported"])
    group = group_mid_sentence(report.group_title, language)
    rank = Key(
        text("present.keys.rank", language, group=group),
        text("present.keys.unranked", language) if score.rank is None else str(score.rank),
        "" if score.rank is None else text("present.keys.of", language, whole=score.ranked),
        "" if score.rank is None else _change(score, language),
    )
    return [
        Key(text("present.keys.met", language), str(counts["met"]),
            text("present.keys.of", language, whole=len(held)),
            on_track if counts["on_track"] else ""),
        Key(text("present.keys.behind", language), str(counts["behind"] + counts["missed"]), "",
            unknown if counts["not_reported"] else ""),
        rank,
        Key(text("present.keys.score", language), format_number(score.score, language, 1), "",
            "" if score.rank is None else text("present.keys.points", language)),
    ]  # fmt: skip


def _change(score: "ScoreLine", language: Language) -> str:
    if score.rank_change is None:
        return text("present.keys.no-previous", language)
    key = "up" if score.rank_change > 0 else "down" if score.rank_change < 0 else "same"
    return text(
        f"present.keys.{key}", language,
        count=abs(score.rank_change), quarter=score.previous_quarter_title,
    )  # fmt: skip


def _met(report: "UnitReport", held: list[Row]) -> str:
    language = report.language
    met = [row["name"] for row in held if row["status"] == "met"]
    names = text("present.summary.met-names", language, names="; ".join(met)) if met else ""
    return text(
        "present.summary.met", language,
        date=long_date(report.cut_off, language),
        unit=mid_sentence(report.unit_title, language),
        met=len(met), all=len(held), names=names,
    )  # fmt: skip


def _listed(status: str, held: list[Row], language: Language) -> str:
    rows = [row for row in held if row["status"] == status]
    if not rows:
        return ""
    named = status in ("missed", "behind")
    names = "; ".join(_with_gap(row, language) if named else row["name"] for row in rows)
    key = f"present.summary.{status.replace('_', '-')}"
    return text(key, language, count=len(rows), names=names)


def _with_gap(row: Row, language: Language) -> str:
    gap = still_missing(row, language)
    if not gap:
        return str(row["name"])
    return text("present.summary.with-gap", language, name=row["name"], gap=gap)


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
    if score.weight_reported > 1 - 1e-9:
        return sentence
    share = format_percent(100 * score.weight_reported, language, 0)
    return f"{sentence} {text('present.summary.partial', language, share=share)}"


def _rank_change(score: "ScoreLine", language: Language) -> str:
    values = {"quarter": score.previous_quarter_title, "previous": score.previous_rank or MISSING}
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
    missing, doubts = len(report.missing), len(report.doubts)
    if report.received is None and missing:
        return ""
    if not missing and not doubts:
        return text("present.summary.data-good", language)
    return text("present.summary.data", language, missing=missing, doubts=doubts)
