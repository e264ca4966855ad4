"""What a unit's report says of its rank: how sure it is, and what moved it."""

from typing import TYPE_CHECKING

from markupsafe import Markup

from cchc_lib.present.block import tag
from cchc_lib.present.phrases import rank_span
from cchc_lib.present.rows import Row, records
from cchc_lib.texts import Language, text
from cchc_lib.vietnamese import format_number, format_percent

if TYPE_CHECKING:
    from cchc_lib.findings import RankCertainty, ScoreLine, UnitReport

NAMED = 3
"""How many criteria a sentence on the score's change names."""
SMALL = 0.05
"""Points that one decimal shows as 0."""


def certainty(report: "UnitReport") -> Markup:
    """How sure the rank is, what moved it, and what the intervals are over; as a list."""
    language = report.language
    sentences = [
        *_sure(report, language),
        *moved_sentences(report),
        text("present.certainty.over", language),
    ]
    return tag("ul", *(tag("li", sentence) for sentence in sentences), class_="sentences")


def rank_set_sentence(found: "RankCertainty", rank: int, language: Language) -> str:
    """`… hạng của đơn vị nằm trong khoảng 4–9 …`"""
    confidence = format_percent(100 * found.confidence, language)
    if found.lower == found.upper:
        key = "rank-tied" if found.tied else "rank-sure"
        return text(
            f"present.certainty.{key}", language,
            confidence=confidence, rank=rank, count=found.tied,
        )  # fmt: skip
    return text(
        "present.certainty.rank-set", language,
        confidence=confidence, ranks=rank_span(found.lower, found.upper),
    )  # fmt: skip


def moved_sentences(report: "UnitReport") -> list[str]:
    """Which criteria moved the score up and down, and whether other units moved the rank."""
    language, score = report.language, report.score
    if score.rank_change is None or score.own_places is None:
        return []
    sentences = [_score_moved(report, score)]
    others = score.rank_change - score.own_places
    if score.own_places or others:
        sentences.append(
            text(
                "present.certainty.places", language,
                quarter=score.compared_title,
                change=_places(score.rank_change, language),
                own=_places(score.own_places, language), others=_places(others, language),
            )
        )  # fmt: skip
    if report.quarter.number == 1:
        sentences.append(text("present.certainty.new-year", language))
    return sentences


def _sure(report: "UnitReport", language: Language) -> list[str]:
    found, rank = report.certainty, report.score.rank
    if found is None or rank is None:
        return [text("present.certainty.unranked", language)]
    spread = format_percent(100 * found.spread, language)
    values = {
        "spread": spread,
        "draws": format_number(found.draws, language),
        "confidence": format_percent(100 * found.confidence, language),
        "ranks": rank_span(found.weights_lower, found.weights_upper),
    }
    same = found.weights_lower == found.weights_upper
    key = "weights-same" if same else "weights-range"
    return [
        rank_set_sentence(found, rank, language),
        text(f"present.certainty.{key}", language, **values),
    ]


def _score_moved(report: "UnitReport", score: "ScoreLine") -> str:
    """The change of the score, then the greatest rises and the greatest falls behind it."""
    language = report.language
    change = score.score_change
    key = "same" if abs(change) < SMALL else "up" if change > 0 else "down"
    points = format_number(abs(change), language, 1)
    sentences = [
        text(f"present.certainty.score-{key}", language, points=points,
             quarter=score.compared_title)
    ]  # fmt: skip
    rows = records(report.moves)
    for key, sign in (("rises", 1), ("falls", -1)):
        moves = [row for row in rows if sign * row["moved"] >= SMALL]
        names = "; ".join(_move(row, language) for row in moves[:NAMED])
        more = len(moves) - NAMED
        if more > 0:
            names += text("present.certainty.more", language, count=more)
        if moves:
            sentences.append(text(f"present.certainty.{key}", language, names=names))
    return " ".join(sentences)


def _move(row: Row, language: Language) -> str:
    """`Sáng kiến CCHC (−5,6; kỳ này chưa có số liệu)`."""
    words = _signed(row["moved"], language)
    if not row["counted"]:
        words += text("present.certainty.not-counted", language)
    elif not row["counted_before"]:
        words += text("present.certainty.not-counted-before", language)
    return f"{row['name']} ({words})"


def _signed(points: float, language: Language) -> str:
    sign = "+" if points > 0 else "−"
    return f"{sign}{format_number(abs(points), language, 1)}"


def _places(places: int, language: Language) -> str:
    key = "rise" if places > 0 else "fall" if places < 0 else "stay"
    return text(f"present.certainty.{key}", language, count=abs(places))
