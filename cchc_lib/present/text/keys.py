"""What summaries are made of: a few large figures, and sentences that begin with a status."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from cchc_lib.present.block import joined, tag
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


def target_keys(statuses: Sequence[str], language: Language) -> list[Key]:
    """How many targets were met and how many are late; a dash where nothing was reported."""
    count = {status: list(statuses).count(status) for status in STATUS_SIGNS}
    held = len(statuses) - count["not_applicable"]
    unknown = text("present.keys.unreported", language, count=count["not_reported"])
    met, late = text("present.keys.met", language), text("present.keys.behind", language)
    if held == count["not_reported"]:
        return [Key(met, MISSING, "", unknown), Key(late, MISSING)]
    on_track = text("present.keys.on-track", language, count=count["on_track"])
    return [
        Key(met, str(count["met"]), text("present.keys.of", language, whole=held),
            on_track if count["on_track"] else ""),
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
