"""Figures in different units of measure brought onto one scale, so that they can be averaged.

In: a value, an array, a Series or a table with one column an indicator. Out: the same shape. Each
column is normalised by itself, and more is always better in what comes out.

z_score             (x - mean) / s
min_max             (x - low) / (high - low); lower is better: (high - x) / (high - low)
rank                1 for the worst, equals share the lower place
borda               rank - 1: how many units are worse
percentile          100 · rank / n
categorical         the score of the percentile's band
ratio, difference   x / base, (x - base) / base; lower is better: base / x, (base - x) / base
distance_to_target  (x - worst) / (target - worst)
above_below_mean    1 if x / mean > 1 + p, -1 if x / mean < 1 - p, else 0; lower is better: negative

Source: OECD and JRC (2008), Handbook on Constructing Composite Indicators, table 3 and step 5
(sections 5.2 to 5.5); its table 15 settles what the formulas leave open: s has the divisor n - 1,
and a percentile is that of the rank. Goalposts as in UNDP's Human Development Reports, technical
note 1; distance_to_target and borda as in bluefoxr/COINr R/normalise.R. Our own: how ratio and
difference turn round where lower is better.
"""

import sys
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cchc_lib.measure.arguments import between, labelled, number_of, one_of, same_length
from cchc_lib.measure.ranks import SIGNIFICANT, rank

Method = Literal[
    "min_max", "z_score", "rank", "borda", "percentile", "categorical", "ratio", "difference",
    "distance_to_target", "above_below_mean",
]  # fmt: skip
Floats = NDArray[np.float64]
Values = TypeVar("Values", bound=pd.Series | pd.DataFrame | Floats | float)
ByColumn = Mapping[Hashable, Any] | pd.Series | Sequence[Any]
Base = float | Literal["best", "mean", "worst"]
BANDS: Mapping[float, float] = {0: 0, 15: 20, 25: 40, 65: 60, 85: 80, 95: 100}
"""Least percentile and score of the bands in table 3 of the Handbook."""


@dataclass(frozen=True)
class _Rules:
    """What holds for one column."""

    higher_is_better: bool
    low: float | None
    high: float | None
    target: float | None
    base: Base | None
    onto: tuple[float, float]
    clip: bool
    ddof: int
    threshold: float
    bands: Mapping[float, float]


def normalise(
    values: Values,
    method: Method = "min_max",
    *,
    higher_is_better: bool | ByColumn = True,
    low: float | ByColumn | None = None,
    high: float | ByColumn | None = None,
    target: float | ByColumn | None = None,
    base: Base | ByColumn | None = None,
    onto: tuple[float, float] = (0.0, 1.0),
    clip: bool = False,
    ddof: int = 1,
    threshold: float = 0.2,
    bands: Mapping[float, float] = BANDS,
) -> Values:
    """The values on one scale, in the shape, and with the index and columns, that came in.

    A list gives an array, a mapping of columns a table, a mapping of numbers a Series; one number
    gives a float.

    `higher_is_better`, `low`, `high`, `target` and `base` hold for all columns, or are by column: a
    mapping or Series by name (a column left out is better when higher, and has no goalpost, target
    or base of its own), or, for values of two dimensions, a list in the order of the columns. `low`
    and `high` are the goalposts of `min_max` (None: least and greatest of the column). `onto` is
    where they go, or the mean and standard deviation that `z_score` gives; `ddof` 1 is for a
    sample, 0 for a whole. `base` is the reference of `ratio` and `difference`: `best` (None),
    `mean`, `worst` or a number. `distance_to_target` measures from the worst value, or from `low`
    (`high`, where lower is better) if passed; when nobody is short of the target all have 1. `clip`
    holds `min_max` within `onto` and `distance_to_target` to at most 1. `threshold` is p. `bands`
    are the least percentile and the score of each; below all is NaN.

    NaN stays NaN, and is in no mean, end or rank. A column that tells nobody apart has the middle
    of `onto` in `min_max`, and its mean in `z_score`. A ratio whose divisor is 0 is NaN. Raises
    CallError for another word or column, goalposts that are not in order, a target that is missing,
    values that are infinite, text for a number, and a list that is not one element a column.
    """
    one_of("method", method, _METHODS)
    between("ddof", ddof, 0, 1)
    between("threshold", threshold, 0, sys.float_info.max)
    for name, numbers in (("onto", onto), ("bands", [*bands, *bands.values()])):
        between(name, numbers, -np.inf, np.inf)
    given = labelled("values", values)
    table = pd.DataFrame(given)
    between("values", table, -sys.float_info.max, sys.float_info.max)
    by_column = {
        "higher_is_better": _each(given, "higher_is_better", higher_is_better, default=True),
        "low": _each(given, "low", low),
        "high": _each(given, "high", high),
        "target": _each(given, "target", target),
        "base": _each(given, "base", base),
    }
    result = np.full(table.shape, np.nan)
    for place in range(table.shape[1]):
        own = {name: each[place] for name, each in by_column.items()}
        rules = _Rules(**own, onto=onto, clip=clip, ddof=ddof, threshold=threshold, bands=bands)
        column = table.iloc[:, place].to_numpy()
        known = ~np.isnan(column)
        if known.any():
            result[known, place] = _METHODS[method](column[known], rules)
    if not isinstance(values, pd.DataFrame | pd.Series | Mapping):
        array = result.reshape(np.shape(values))
        return cast("Values", array if array.ndim else array.item())
    if isinstance(given, pd.DataFrame):
        return cast("Values", pd.DataFrame(result, index=given.index, columns=given.columns))
    return cast("Values", pd.Series(result[:, 0], index=given.index, name=given.name))


def _each(
    given: pd.Series | pd.DataFrame,
    name: str,
    argument: Any,  # noqa: ANN401 (one for all, a mapping or a list)
    default: object = None,
) -> list[Any]:
    """An argument for each column of the values: the one for all, or each column's own."""
    columns = [str(column) for column in pd.DataFrame(given).columns]
    if isinstance(argument, Mapping | pd.Series):
        own = {str(label): value for label, value in argument.items()}
        for label in own:
            one_of(name, label, columns)
        values: list[Any] = [own.get(column) for column in columns]
    elif isinstance(given, pd.DataFrame) and np.ndim(argument):
        values = list(argument)
        same_length(values=columns, **{name: values})
    else:
        values = [argument] * len(columns)
    return [
        default if np.ndim(value) == 0 and pd.isna(value) else _number_or_word(name, value)
        for value in values
    ]


def _number_or_word(name: str, value: object) -> float | str:
    """A number; a base may be a word too."""
    return value if name == "base" and isinstance(value, str) else number_of(name, value)


def _min_max(values: Floats, rules: _Rules) -> Floats:
    low = values.min() if rules.low is None else rules.low
    high = values.max() if rules.high is None else rules.high
    if rules.low is not None and rules.high is not None:
        between("high", high, np.nextafter(low, np.inf), np.inf)
    between("low", low, -np.inf, high)
    if low == high:
        share = np.full(len(values), 0.5)
    elif rules.higher_is_better:
        share = (values - low) / (high - low)
    else:
        share = (high - values) / (high - low)
    if rules.clip:
        share = share.clip(0, 1)
    start, end = rules.onto
    return (1 - share) * start + share * end


def _z_score(values: Floats, rules: _Rules) -> Floats:
    # The mean of equal values may differ from them by a bit, and then their s is not 0.
    constant = values.min() == values.max()
    deviation = 0.0 if constant else values.std(ddof=rules.ddof)
    if deviation == 0:
        scores = np.zeros(len(values))
    else:
        scores = _sign(rules) * (values - values.mean()) / deviation
    mean, standard_deviation = rules.onto
    return mean + scores * standard_deviation


def _rank(values: Floats, rules: _Rules) -> Floats:
    return rank(values, higher_is_better=not rules.higher_is_better)


def _borda(values: Floats, rules: _Rules) -> Floats:
    return _rank(values, rules) - 1


def _percentile(values: Floats, rules: _Rules) -> Floats:
    return 100 * _rank(values, rules) / len(values)


def _categorical(values: Floats, rules: _Rules) -> Floats:
    limits = sorted(rules.bands)
    scores = np.array([np.nan, *(rules.bands[limit] for limit in limits)], dtype="float64")
    return scores[np.searchsorted(limits, _percentile(values, rules), side="right")]


def _ratio(values: Floats, rules: _Rules) -> Floats:
    base = np.full(len(values), _base(values, rules))
    return _divide(values, base) if rules.higher_is_better else _divide(base, values)


def _difference(values: Floats, rules: _Rules) -> Floats:
    base = np.full(len(values), _base(values, rules))
    return _divide(_sign(rules) * (values - base), base)


def _distance_to_target(values: Floats, rules: _Rules) -> Floats:
    if rules.target is None:
        one_of("target", rules.target, ["0", "1", "…"])
    sign = _sign(rules)
    goalpost = rules.low if rules.higher_is_better else rules.high
    worst = (sign * values).min() if goalpost is None else sign * goalpost
    way = sign * cast("float", rules.target) - worst
    shares = (sign * values - worst) / way if way > 0 else np.ones(len(values))
    return np.minimum(shares, 1) if rules.clip else shares


def _above_below_mean(values: Floats, rules: _Rules) -> Floats:
    to_mean = _divide(values, np.full(len(values), values.mean())).round(SIGNIFICANT)
    above = to_mean > round(1 + rules.threshold, SIGNIFICANT)
    below = to_mean < round(1 - rules.threshold, SIGNIFICANT)
    places = _sign(rules) * (above.astype("float64") - below)
    return np.where(np.isnan(to_mean), np.nan, places)


def _sign(rules: _Rules) -> int:
    return 1 if rules.higher_is_better else -1


def _base(values: Floats, rules: _Rules) -> float:
    """The reference value: a number, or that of the best, the worst or the mean."""
    if rules.base is None or isinstance(rules.base, str):
        word = rules.base or "best"
        one_of("base", word, ("best", "mean", "worst"))
        if word == "mean":
            return float(values.mean())
        greatest = (word == "best") == rules.higher_is_better
        return float(values.max() if greatest else values.min())
    return rules.base


def _divide(above: Floats, below: Floats) -> Floats:
    """Quotients; NaN where the divisor is 0."""
    quotients: Floats = np.divide(above, below, out=np.full(len(above), np.nan), where=below != 0)
    return quotients


_METHODS: dict[str, Callable[[Floats, _Rules], Floats]] = {
    "min_max": _min_max,
    "z_score": _z_score,
    "rank": _rank,
    "borda": _borda,
    "percentile": _percentile,
    "categorical": _categorical,
    "ratio": _ratio,
    "difference": _difference,
    "distance_to_target": _distance_to_target,
    "above_below_mean": _above_below_mean,
}
