"""What the city's report says of shares: who stands out, and what only seems to move.

In: the shares and reversals tables of `CityReport`. Out: sentences.
"""

import pandas as pd

from cchc_lib.present.phrases import group_mid_sentence, mid_sentence, named_list
from cchc_lib.present.rows import records
from cchc_lib.texts import Language, text
from cchc_lib.vietnamese import format_percent


def outside_sentences(shares: pd.DataFrame, language: Language) -> list[str]:
    """For each share and group, the units beyond the outer limits of the funnel."""
    sentences = []
    judged = shares[shares["position"].notna()]
    for _, rows in judged.groupby(["series", "group"], sort=False):
        first = rows.iloc[0]
        lower, higher = (_names(rows, side, language) for side in ("below", "above"))
        key = "outside" if lower or higher else "outside-none"
        nobody = text("present.summary.nobody", language)
        sentences.append(
            text(
                f"present.summary.{key}", language,
                series=first["name"],
                group=group_mid_sentence(first["group_name"], language),
                share=format_percent(first["group_share"], language, 1),
                lower=lower or nobody, higher=higher or nobody,
            )
        )  # fmt: skip
    return sentences


def reversal_sentences(reversals: pd.DataFrame, language: Language) -> list[str]:
    """A share of the city that moved against every group: name, direction, quarter."""
    return [
        text(
            f"present.summary.reversal-{row['direction']}", language,
            series=row["name"], quarter=row["quarter"],
        )
        for row in records(reversals)
    ]  # fmt: skip


def _names(rows: pd.DataFrame, side: str, language: Language) -> str:
    names = rows.loc[rows["position"] == f"{side}_outer", "unit_name"]
    return named_list((mid_sentence(name, language) for name in names), language)
