"""Synthetic shares, comparisons and moves with the columns of `cchc_lib.findings`."""

from types import SimpleNamespace

import numpy as np
import pandas as pd

from cchc_lib.registry import Quarter, Registry, Unit
from cchc_lib.texts import Language

POSITIONS = ("within", "within", "below_inner", "within", "above_outer", "within", "below_outer")


def certainty_line() -> SimpleNamespace:
    """A rank that cannot be told apart from 4 to 9."""
    return SimpleNamespace(
        confidence=0.95,
        tied=0,
        lower=4,
        upper=9,
        spread=0.2,
        draws=1000,
        weights_lower=3,
        weights_upper=7,
    )


def share_frame(known: Registry, when: Quarter, language: Language) -> pd.DataFrame:
    """Every unit's shares; one unit in fifteen did not report."""
    rng = np.random.default_rng(7)
    rows = []
    followed = [one for one in known.trends if one.id in known.certainty.funnel.series]
    for series in followed:
        for at, unit in enumerate(known.units_in(when)):
            silent = at % 15 == 9
            whole = float(rng.integers(40, 90_000))
            share = float(np.clip(rng.normal(96, 2), 70, 100))
            rows.append(
                {
                    "series": series.id, "name": series.name[language], "unit": unit.slug,
                    "unit_name": unit.title(language), "group": unit.group,
                    "group_name": known.units.group(unit.group).name[language],
                    "part": np.nan if silent else round(whole * share / 100),
                    "whole": np.nan if silent else whole,
                    "share": np.nan if silent else share,
                    "lower": np.nan if silent else share - 1.5,
                    "upper": np.nan if silent else min(100.0, share + 1),
                    "group_share": 96.0, "tau2": 0.0001,
                    "position": None if silent else POSITIONS[at % len(POSITIONS)],
                    "inner": 95.0, "outer": 99.8,
                }
            )  # fmt: skip
    return pd.DataFrame(rows)


def comparison_frame(known: Registry, language: Language) -> pd.DataFrame:
    """The score and every series; a year ago nothing was reported."""
    rows = [("score", "", "", 87.25, 85.1, np.nan, 82.4, 95.3, "tay-ho", "Quận Tây Hồ")]
    for series in known.trends:
        best = (None, "") if series.direction == "neutral" else ("tay-ho", "Quận Tây Hồ")
        rows.append(
            (series.id, series.name[language], series.unit_of_measure[language], 93.5, 91.0,
             np.nan, 90.0, np.nan if best[0] is None else 99.0, *best)
        )  # fmt: skip
    columns = ["series", "name", "unit_of_measure", "now", "previous", "year_before",
               "group_median", "group_best", "best_unit", "best_name"]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(
        change=table["now"] - table["previous"], change_on_year=np.nan, compared=28, best_count=1
    )


def move_frame(known: Registry, this: Unit, when: Quarter, language: Language) -> pd.DataFrame:
    """What moved the score; the greatest first."""
    scoring = known.scoring(when.year)
    moves = [8.1, -3.4, 2.2, 0.01] * 3
    rows = [
        (one.id, one.name[language], 5.0, 5.0 + moved, moved)
        for one, moved in zip(scoring.criteria if scoring else (), moves, strict=False)
    ]
    table = pd.DataFrame(
        rows, columns=["criterion", "name", "points_before", "points", "moved"]
    ).assign(counted_before=True, counted=True)
    order = table["moved"].abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)


def person_frame(known: Registry, language: Language) -> pd.DataFrame:
    """Totals of persons: of a group that is shown, of one that is kept back, and of the city."""
    indicator = known.indicators["discipline-cases"]
    groups = [("districts", 17.0), ("departments", np.nan), ("", np.nan)]
    return pd.DataFrame(
        [
            {
                "indicator": "discipline-cases", "name": indicator.name[language],
                "unit_of_measure": indicator.unit_of_measure[language], "group": group,
                "group_name": known.units.group(group).name[language] if group else "",
                "value": value, "hidden": np.isnan(value), "reported": 20,
            }
            for group, value in groups
        ]
    )  # fmt: skip
