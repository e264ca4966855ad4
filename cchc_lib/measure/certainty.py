"""How sure the ranks of one group are: against chance, and against the choice of weights.

In: a measured quarter, the scoring method, the rules of params/certainty.yml. Out: one row a unit.
"""

import numpy as np
import pandas as pd

from cchc_lib.measure.quarter import Measured
from cchc_lib.measure.rank_sets import rank_sets, top_set
from cchc_lib.measure.weight_sensitivity import rank_range
from cchc_lib.registry import Certainty, Scoring

CERTAINTY_COLUMNS = ["unit", "rank", "tied", "lower", "upper", "weights_lower", "weights_upper"]


def may_lead(measured: Measured, rules: Certainty, group: str) -> list[str]:
    """The units of one group that may be among its `rules.top` best, in order of rank.

    With the confidence of `rules`, whoever is among the best is in the list.
    """
    scores = measured.scores[measured.scores["group"] == group].set_index("unit")
    estimates = scores["score"].where(scores["rank"].notna())
    among = top_set(
        estimates, scores["error"], rules.top, confidence=rules.confidence, draws=rules.draws,
        seed=rules.seed,
    )  # fmt: skip
    return [str(unit) for unit in scores.loc[among].sort_values("rank", kind="stable").index]


def rank_certainty(
    measured: Measured, scoring: Scoring, rules: Certainty, group: str
) -> pd.DataFrame:
    """Unit, rank, tied (how many others share it), lower and upper (the ranks that cannot be told
    apart from the unit's own), and weights_lower and weights_upper (where the rank lies under
    other weights; bonus and penalty points stay).

    Units without a rank have NaN, and move nobody. The set of ranks is marginal: it holds for each
    unit by itself with the confidence of `rules`. Its errors are those of the shares that are made
    of outcomes (`score_errors`); see there what the interval is over.
    """
    scores = measured.scores[measured.scores["group"] == group].set_index("unit")
    ranked = scores["rank"].notna()
    estimates = scores["score"].where(ranked)
    sets = rank_sets(
        estimates, scores["error"], confidence=rules.confidence, draws=rules.draws, seed=rules.seed
    )
    parts = measured.criteria[measured.criteria["unit"].isin(scores.index)]
    shares = parts.pivot(index="unit", columns="criterion", values="attainment")
    applies = parts.pivot(index="unit", columns="criterion", values="applies").astype(bool)
    weights = pd.Series({criterion.id: criterion.weight for criterion in scoring.criteria})
    tail = (1 - rules.confidence) / 2
    ranges = rank_range(
        shares.reindex(scores.index), weights, applies=applies.reindex(scores.index),
        spread=rules.weights, draws=rules.draws, seed=rules.seed, quantiles=(tail, 1 - tail),
        eligible=ranked, added=scores["adjustment"] / 100,
    )  # fmt: skip
    return pd.DataFrame(
        {
            "unit": scores.index,
            "rank": scores["rank"].to_numpy(),
            "tied": (scores.groupby("rank")["rank"].transform("size") - 1).to_numpy(),
            "lower": sets["lower"].to_numpy(),
            "upper": sets["upper"].to_numpy(),
            "weights_lower": np.floor(ranges["lower"]).to_numpy(),
            "weights_upper": np.ceil(ranges["upper"]).to_numpy(),
        },
        columns=CERTAINTY_COLUMNS,
    )
