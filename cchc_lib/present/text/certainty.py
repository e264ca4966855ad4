"""What a unit's report says of its rank: how sure it is, and what moved it."""

import math
from typing import TYPE_CHECKING

from markupsafe import Markup

from cchc_lib.present.block import tag
from cchc_lib.present.phrases import rank_span
from cchc_lib.present.rows import records
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
    """`… chưa phân biệt được với các đơn vị xếp hạng 4–9.`"""
    confidence = format_percent(100 * found.confidence, language)
    if found.lower == found.upper:
        return text("present.certainty.rank-sure", language, confidence=confidence, rank=rank)
    return text(
        "present.certainty.rank-set", language,
        confidence=confidence, ranks=rank_span(found.lower, found.upper),
    )  # fmt: skip


def moved_sentences(report: "UnitReport") -> list[str]:
    """Which criteria moved the score, and whether other units moved the rank."""
    language, score = report.language, report.score
    if score.compared_change is None or score.own_places is None:
        return []
    sentences = [_score_moved(report, score)]
    others = score.compared_change - score.own_places
    if score.own_places or others:
        sentences.append(
            text(
                "present.certainty.places", language,
                quarter=score.compared_title,
                change=_places(score.compared_change, language),
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
    language = report.language
    quarter = score.compared_title
    if abs(score.score_change) < SMALL:
        return text("present.certainty.score-same", language, quarter=quarter)
    direction = math.copysign(1, score.score_change)
    moves = [row for row in records(report.moves) if direction * row["moved"] >= SMALL][:NAMED]
    names = "; ".join(f"{row['name']} ({_signed(row['moved'], language)})" for row in moves)
    key = "score-up" if score.score_change > 0 else "score-down"
    points = format_number(abs(score.score_change), language, 1)
    return text(f"present.certainty.{key}", language, points=points, quarter=quarter, names=names)


def _signed(points: float, language: Language) -> str:
    sign = "+" if points > 0 else "−"
    return f"{sign}{format_number(abs(points), language, 1)}"


def _places(places: int, language: Language) -> str:
    key = "rise" if places > 0 else "fall" if places < 0 else "stay"
    return text(f"present.certainty.{key}", language, count=abs(places))
