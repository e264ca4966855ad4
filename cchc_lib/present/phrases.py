"""Small wordings that charts, tables and sentences share: a figure, its aim, what is missing.

In: one row of a targets table (see `findings`) and a language. Out: words.
"""

import math
from collections.abc import Iterable, Mapping

import pandas as pd
from markupsafe import Markup

from cchc_lib.present.block import joined, tag
from cchc_lib.present.rows import Row
from cchc_lib.present.theme import STATUS_SIGNS
from cchc_lib.texts import Language, text
from cchc_lib.vietnamese import format_number, format_share
from cchc_lib.vietnamese.formats import MISSING

STATUS_ORDER = ("missed", "behind", "not_reported", "on_track", "met", "not_applicable")
"""The worst first: the order in which sentences name them."""

COMMON_NOUNS = ("Quận", "Huyện", "Thị xã", "Phường", "Xã")
"""Types of unit that are written small inside a sentence; a department's name is its own."""


def status_words(status: str, language: Language) -> str:
    """`Chậm tiến độ`."""
    return text(f"present.status.{status}", language)


def status_mark(status: str, language: Language) -> Markup:
    """The status as sign and word; the sign is not read aloud."""
    sign = tag("span", STATUS_SIGNS[status], class_="sign", aria_hidden="true")
    return tag("span", sign, " ", status_words(status, language), class_=f"status status-{status}")


def amount(value: float, row: Row, language: Language) -> str:
    """A figure of a target with its unit: `2 hội nghị`, `97,2%`; flags as words."""
    if math.isnan(value):
        return MISSING
    if row["kind"] == "flag":
        return text("present.flag.done" if value >= 1 else "present.flag.open", language)
    if row["unit_of_measure"] == "%":
        return format_share(value, language)
    return f"{format_number(value, language)} {row['unit_of_measure']}"


def aim_words(aim: str, row: Row, language: Language) -> str:
    """`≥ 85%`, or `≤ 5%` for a limit."""
    return text(f"present.table.{row['operator'].replace('_', '-')}", language, aim=aim)


def reached(row: Row, language: Language) -> str:
    """What was reached, of what: `1/2 hội nghị`, `75% (12/16)`."""
    if math.isnan(row["actual"]) or row["kind"] == "flag":
        return amount(row["actual"], row, language)
    if row["kind"] == "count":
        actual, aim = (format_number(row[key], language) for key in ("actual", "threshold"))
        return f"{actual}/{aim} {row['unit_of_measure']}"
    share = amount(row["actual"], row, language)
    if math.isnan(row["denominator"]):
        return share
    part, whole = (format_number(row[key], language) for key in ("numerator", "denominator"))
    return f"{share} ({part}/{whole})"


def still_missing(row: Row, language: Language) -> str:
    """What is missing to the year's target, in real numbers: `1/2 hội nghị`; else empty."""
    gap = row["gap"]
    if math.isnan(gap) or gap <= 0 or row["kind"] == "flag":
        return ""
    values = {
        "gap": format_number(gap, language),
        "whole": format_number(row["threshold"], language),
        "unit": row["unit_of_measure"],
    }
    if row["kind"] == "count":
        return text("present.gap.count", language, **values)
    if math.isnan(row["denominator"]):
        return amount(gap, row, language)
    part, whole = (format_number(row[key], language) for key in ("gap", "denominator"))
    return text("present.gap.share", language, gap=part, whole=whole)


def named_list(words: Iterable[str], language: Language, limit: int = 6) -> str:
    """`a; b; c`, since names of units and targets hold commas; more than `limit` are counted."""
    names = list(words)
    if len(names) > limit:
        rest = len(names) - limit + 1
        names = [*names[: limit - 1], text("present.list.others", language, count=rest)]
    return "; ".join(names)


def mid_sentence(name: str, language: Language) -> str:
    """A unit's or group's name inside a sentence: "quận Ba Đình", but "Sở Nội vụ"."""
    lowered = language == "vi" and name.startswith(COMMON_NOUNS)
    return name[:1].lower() + name[1:] if lowered else name


def group_mid_sentence(name: str, language: Language) -> str:
    """A group's name inside a sentence: "khối sở, cơ quan ngang sở"."""
    return name[:1].lower() + name[1:] if language == "vi" else name


def extremes(ranked: pd.DataFrame, language: Language) -> dict[str, str]:
    """Names and scores of the first and the last of ranked rows, for a sentence's fields."""
    first, last = ranked.iloc[0], ranked.iloc[-1]
    return {
        "best": mid_sentence(first["name"], language),
        "best_score": format_number(first["score"], language, 1),
        "last": mid_sentence(last["name"], language),
        "last_score": format_number(last["score"], language, 1),
    }


def reason_words(row: Row, language: Language) -> str:
    """Why a unit has no rank; empty for one that has."""
    reason = row["reason"]
    return text(f"present.reason.{reason}", language) if isinstance(reason, str) else ""


def change_sign(change: float) -> str:
    """`▲2`, `▼3`, `=`: how many places a unit rose or fell."""
    if change == 0:
        return "="
    return f"{'▲' if change > 0 else '▼'}{abs(change):.0f}"


def rank_span(first: int, last: int) -> str:
    """`4–9`, or `4`."""
    return str(first) if first == last else f"{first}–{last}"


def source_links(keys: Iterable[str], places: Mapping[str, str]) -> Markup:
    """Numbers that lead to the table of sources; `places` names the cell of each on hover."""
    links = (
        tag("a", key.removeprefix("s"), href=f"#{key}", class_="source", title=places.get(key))
        for key in keys
    )
    listed = joined(*links, between=" ")
    return tag("sup", listed) if listed else listed
