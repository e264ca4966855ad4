"""What summaries are made of: a few large figures, and sentences that begin with a status."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from cchc_lib.present.block import joined, tag
from cchc_lib.present.phrases import status_words
from cchc_lib.present.rows import Row
from cchc_lib.present.theme import STATUS_SIGNS
from cchc_lib.texts import Language, text
from cchc_lib.vietnamese.formats import MISSING


@dataclass(frozen=True)
class Key:
    """One large figure: its name, the figure, what follows it in small, and a remark below."""

    name: str
    figure: str
    of: str = ""
    remark: str = ""


def key_figures(keys: Sequence[Key]) -> Markup:
    """The figures as a list of terms."""
    return tag("dl", *(_key(key) for key in keys), class_="keys")


def _key(key: Key) -> Markup:
    figure = joined(key.figure, tag("small", key.of) if key.of else "")
    return tag(
        "div",
        tag("dt", key.name),
        tag("dd", figure, class_="figure"),
        tag("dd", key.remark, class_="remark") if key.remark else "",
    )


def by_firmness(rows: Iterable[Row]) -> tuple[list[str], list[str]]:
    """The statuses of firm targets, and of those that the city strives for."""
    held = list(rows)
    return (
        [row["status"] for row in held if row["firm"]],
        [row["status"] for row in held if not row["firm"]],
    )


def met_sentences(held: Sequence[Row], key: str, language: Language, **values: object) -> list[str]:
    """How many of the firm targets are met (the text of `key`) and which; then of the aspirational
    ones, each with its status.
    """
    sentences = []
    for firm, words in ((True, key), (False, "present.summary.met-aspirational")):
        rows = [row for row in held if bool(row["firm"]) == firm]
        met = [row["name"] for row in rows if row["status"] == "met"]
        named = met if firm else [_with_status(row, language) for row in rows]
        listed = "; ".join(named)
        names = text("present.summary.met-names", language, names=listed) if named else ""
        if rows:
            counts = {"met": len(met), "all": len(rows), "names": names}
            sentences.append(text(words, language, **values, **counts))
    return sentences


def firm_rows(held: Sequence[Row]) -> list[Row]:
    """The rows that sentences on statuses count: the aspirational ones have their own."""
    return [row for row in held if row["firm"]]


def _with_status(row: Row, language: Language) -> str:
    return f"{row['name']} ({status_words(row['status'], language).lower()})"


def target_keys(firm: Sequence[str], aspirational: Sequence[str], language: Language) -> list[Key]:
    """How many firm targets were met and how many are late, the aspirational ones in the remark; a
    dash where nothing was reported. Where no target is firm, the aspirational ones are counted.
    """
    met, late = text("present.keys.met", language), text("present.keys.behind", language)
    strive = [one for one in aspirational if one != "not_applicable"]
    counted = [one for one in firm if one != "not_applicable"] or strive
    count = {status: counted.count(status) for status in STATUS_SIGNS}
    unknown = text("present.keys.unreported", language, count=count["not_reported"])
    if len(counted) == count["not_reported"]:
        return [Key(met, MISSING, "", unknown), Key(late, MISSING)]
    remarks = []
    if count["on_track"]:
        remarks.append(text("present.keys.on-track", language, count=count["on_track"]))
    if strive:
        reached = strive.count("met")
        remarks.append(text("present.keys.aspirational", language, met=reached, all=len(strive)))
    return [
        Key(met, str(count["met"]), text("present.keys.of", language, whole=len(counted)),
            "; ".join(remarks)),
        Key(late, str(count["behind"] + count["missed"]), "",
            unknown if count["not_reported"] else ""),
    ]  # fmt: skip


def status_sentence(status: str, names: Sequence[str], language: Language) -> Markup | None:
    """`▼ Chậm tiến độ 2 chỉ tiêu: …`; None where no target has that status."""
    if not names:
        return None
    sign = tag("span", STATUS_SIGNS[status], class_="sign", aria_hidden="true")
    lead = text(f"present.summary.{status.replace('_', '-')}", language, count=len(names))
    start = tag("span", sign, lead, class_=f"lead status-{status}")
    return joined(start, " ", "; ".join(names), ".")
