"""Reversals: a share higher over all, though lower in every group (Simpson's paradox).

In: part and whole of two sides, stratum by stratum. Out: which side has the higher share over all
strata together, in how many strata it is higher, and whether the one contradicts all the others.

The strict reading, ties of strata allowed: over all, A's share is higher than B's, and in no
stratum is it higher and in one at least lower; or the same with A and B exchanged. Equal shares
over all are no reversal. (Of the three cases of the Stanford Encyclopedia of Philosophy, "Simpson's
Paradox", 2021 – an association "emerges, disappears or reverses" – this is the third; after Simpson
1951, Bickel, Hammel and O'Connell 1975.) Where it is not strict, `against` says how many strata
contradict. Shares are compared crosswise, part · whole against part · whole, in whole numbers, so
equal shares are equal. Strata in which a side has no whole or did not report are left out, of the
shares over all too.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from cchc_lib.measure.arguments import between, one_of, same_length

Higher = Literal["a", "b", "equal", "none"]
REVERSAL_COLUMNS = ["comparison", "share_a", "share_b", "pooled", "a_higher", "b_higher", "equal",
                    "against", "left_out", "reversal"]  # fmt: skip


@dataclass(frozen=True)
class Reversal:
    """How the shares over all strata agree with those of the strata.

    `share_a` and `share_b` are over all strata compared (NaN: there is none), `pooled` says which
    is higher: `a`, `b`, `equal`, or `none` where nothing can be compared. `a_higher`, `b_higher`
    and `equal` count the strata, `left_out` those that cannot be compared.
    """

    share_a: float
    share_b: float
    pooled: Higher
    a_higher: int
    b_higher: int
    equal: int
    left_out: int

    @property
    def against(self) -> int:
        """In how many strata the side that is higher over all is lower."""
        return {"a": self.b_higher, "b": self.a_higher}.get(self.pooled, 0)

    @property
    def reversal(self) -> bool:
        """Whether no stratum agrees with the shares over all, and one at least contradicts them."""
        along = {"a": self.a_higher, "b": self.b_higher}.get(self.pooled, 0)
        return self.against > 0 and along == 0


def reversal(
    part_a: ArrayLike, whole_a: ArrayLike, part_b: ArrayLike, whole_b: ArrayLike
) -> Reversal:
    """Compares two sides over strata; four arrays of one number a stratum, in the same order.

    NaN is "not reported". Raises CallError for arrays of unequal length and for numbers below 0.
    """
    sides = {"part_a": part_a, "whole_a": whole_a, "part_b": part_b, "whole_b": whole_b}
    arrays = {name: np.asarray(values, dtype="float64") for name, values in sides.items()}
    same_length(**arrays)
    for name, array in arrays.items():
        between(name, array, 0, np.inf)
    table = np.column_stack(list(arrays.values()))
    usable = ~np.isnan(table).any(axis=1) & (table[:, 1] > 0) & (table[:, 3] > 0)
    strata = [[Fraction(value) for value in row] for row in table[usable].tolist()]
    signs = [_sign(*row) for row in strata]
    if not strata:
        return Reversal(np.nan, np.nan, "none", 0, 0, 0, len(table))
    pooled = [sum(column, Fraction()) for column in zip(*strata, strict=True)]
    higher: dict[int, Higher] = {1: "a", -1: "b", 0: "equal"}
    return Reversal(
        share_a=float(pooled[0] / pooled[1]),
        share_b=float(pooled[2] / pooled[3]),
        pooled=higher[_sign(*pooled)],
        a_higher=signs.count(1),
        b_higher=signs.count(-1),
        equal=signs.count(0),
        left_out=len(table) - len(strata),
    )


def reversals(table: pd.DataFrame) -> pd.DataFrame:
    """Each comparison of a table: comparison, share_a, share_b, pooled, a_higher, b_higher, equal,
    against, left_out, reversal (as in `Reversal`), in order of first appearance.

    `table` has comparison (any key: an indicator, a pair of quarters), side (`a` or `b`), stratum,
    part, whole. A stratum with a row of one side alone is left out. Raises CallError for a column
    that is not there, another word for a side, two rows of one comparison, side and stratum, and
    for numbers below 0.
    """
    keys = ["comparison", "stratum", "side"]
    for column in [*keys, "part", "whole"]:
        one_of("table", column, list(table.columns))
    for side in table["side"].unique():
        one_of("side", side, ("a", "b"))
    same_length(table=table, distinct_rows=table.drop_duplicates(keys))
    rows = []
    for comparison, one in table.groupby("comparison", sort=False):
        a, b = (one[one["side"] == side].set_index("stratum")[["part", "whole"]] for side in "ab")
        both = a.join(b.add_suffix("_b"), how="outer")
        found = reversal(both["part"], both["whole"], both["part_b"], both["whole_b"])
        rows.append([comparison, *(getattr(found, name) for name in REVERSAL_COLUMNS[1:])])
    return pd.DataFrame(rows, columns=REVERSAL_COLUMNS)


def _sign(part_a: Fraction, whole_a: Fraction, part_b: Fraction, whole_b: Fraction) -> int:
    """1 where A's share is higher, -1 where B's is, 0 where they are equal."""
    ours, theirs = part_a * whole_b, part_b * whole_a
    return (ours > theirs) - (ours < theirs)
