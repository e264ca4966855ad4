"""Funnel limits and positions, on published tables and against the distributions themselves."""

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from cchc_lib.errors import CallError
from cchc_lib.measure.dispersion import Statistic, over_dispersion, z_scores
from cchc_lib.measure.funnel import METHODS, Method, funnel_limits, funnel_position
from cchc_lib.measure.intervals import wilson

PUBLISHED = Path(__file__).parent / "published"
COLUMNS = ["lower_95", "upper_95", "lower_99.8", "upper_99.8"]
PHE_SHARES = {
    1: [3.204264, 100, 0, 100],
    2: [25.885383, 100, 0, 100],
    3: [35.933491, 100, 10.150815, 100],
    5: [46.011039, 100, 26.039864, 100],
    16: [61.282902, 100, 50.118675, 100],
    18: [62.390093, 98.894803, 51.864359, 100],
    37: [67.911689, 93.373207, 60.570139, 100],
    41: [68.548635, 92.73626, 61.574398, 99.710497],
    102: [72.974925, 88.309971, 68.553233, 92.731663],
    1008: [78.203374, 83.081521, 76.796814, 84.488082],
    9998: [79.867989, 81.416907, 79.421375, 81.863521],
    110000: [80.408963, 80.875933, 80.274317, 81.010578],
}
"""By Population, ukhsa-collaboration/PHEindicatormethods@63894a9
tests/testthat/testdata_funnel_prop_outputs.csv, of 100 rows; Baseline 80.642448."""
PHE_SHARES_BELOW_31000 = {
    10000: [81.43030244, 82.93037332, 80.99777342, 83.36290233],
    15067: [81.56929964, 82.79137612, 81.21692726, 83.14374849],
    33000: [81.76745696, 82.5932188, 81.52935757, 82.83131819],
}
"""The same repository@3352ce5 testdata_funnel_prop_outputs_with_axis_variation.csv; of the areas
with a denominator below 31000; Baseline 82.18033788."""
PHE_RATIOS = [
    (1, [5.571644585, 17.94802207, 0.025317898, 3949.774946],
     [9.233410143, 10.83023482, 0.001000547, 99945.32721]),
    (2, [7.224687515, 27.6828582, 0.242209467, 825.7315569],
     [11.22886836, 17.81123382, 0.04540199, 4405.093268]),
    (5, [11.6683331, 42.85102213, 1.623486324, 307.979188],
     [16.45474478, 30.38637225, 0.739371928, 676.2496398]),
    (10, [18.39035799, 54.3763205, 4.795387629, 208.5337156],
     [24.13397235, 41.43536693, 2.960519925, 337.778507]),
    (31, [44.00202211, 70.45130772, 21.06299083, 147.1775791],
     [52.35815615, 59.20758537, 16.5905411, 186.8534595]),
    (100, [121.6268111, 82.21871402, 81.36400699, 122.9044681],
     [134.9243187, 74.11562345, 71.92139974, 139.0406755]),
    (328, [365.4880316, 89.74302074, 293.4599497, 111.7699367],
     [387.9125576, 84.55513842, 274.8700809, 119.3291023]),
    (716, [770.4222128, 92.93605352, 664.5083011, 107.7488421],
     [802.60414, 89.20960712, 636.1521174, 112.5516964]),
]  # fmt: skip
"""Observed events; expected events and ratio (%) at the lower, then the upper 2s and 3s limit: the
same repository@8ac28e5 testdata_funnel_ratio_outputs.csv, of 96 rows."""
PHE_RATES = [
    (1, [1598.675694, 20.85059119, 7.264481402, 4588.535848],
     [2649.348525, 12.58170943, 0.287087625, 116108.569]),
    (10, [5276.757672, 63.17010446, 1375.943768, 242.2579623],
     [6924.776769, 48.13632908, 849.4639547, 392.4043292]),
    (49, [18587.54012, 87.87248461, 10401.37233, 157.0305612],
     [21440.7871, 76.17879537, 8659.019991, 188.6279666]),
    (143, [48334.01896, 98.61929071, 34581.83173, 137.8373102],
     [52780.37239, 90.31134968, 31239.52031, 152.5845025]),
    (419, [132305.4373, 105.5638147, 108986.5814, 128.1503327],
     [139502.9426, 100.1173624, 102888.3596, 135.7458388]),
    (1360, [411529.9259, 110.158048, 369759.5622, 122.6021934],
     [424043.2424, 106.9073359, 358342.3275, 126.5084525]),
]  # fmt: skip
"""Events in 3 years; population of 1 year and rate per 100 000, as above; baseline 116.1720835: the
same repository@39d5df1 testdata_funnel_rate_outputs.csv, of 95 rows."""
SEATON_MANKTELOW = {
    "lower": [
        ("interval", (1, 50, 0.001), (0.0325, 0.0219, 0.3679)),
        ("interval", (50.01, 100, 0.01), (0.0287, 0.0248, 0.0351)),
        ("interval", (100.01, 500, 0.01), (0.0267, 0.0248, 0.0317)),
        ("normal", (1, 50, 0.001), (0.0184, 0.0000, 0.0250)),
        ("normal", (50.01, 100, 0.01), (0.0216, 0.0172, 0.0251)),
        ("normal", (100.01, 500, 0.01), (0.0233, 0.0194, 0.0251)),
        ("exact", (1, 50, 0.001), (0.0186, 0.0000, 0.0250)),
        ("exact", (50.01, 100, 0.01), (0.0215, 0.0172, 0.0250)),
        ("exact", (100.01, 500, 0.01), (0.0233, 0.0194, 0.0250)),
    ],
    "upper": [
        ("interval", (1, 50, 0.001), (0.0121, 0.0003, 0.0177)),
        ("exact", (1, 50, 0.001), (0.0201, 0.0052, 0.0250)),
    ],
}
"""Median, least and greatest probability of an in-control unit beyond a 95% limit for the SMR, over
1-50, >50-100 and >100-500 expected events: Seaton and Manktelow (2012), BMC Medical Research
Methodology 12: 98, table 1 ('exact' CI, Wald, prediction), as far as its text could be read. The
steps of expected events are ours: the finest that the printed digits need."""
sizes = st.integers(1, 300)
shares = st.one_of(st.floats(0, 1), st.sampled_from([0.0, 0.03, 0.5, 0.97, 1.0]))
levels = st.sampled_from([0.5, 0.8, 0.95, 0.998])


def told(error: pytest.ExceptionInfo[CallError]) -> tuple[object, ...]:
    """The key of a wrong call, the argument and what was found."""
    values = error.value.values  # noqa: PD011 - the error's own
    return error.value.key, values["name"], values["found"]


def published(name: str) -> pd.DataFrame:
    """A published table of counts and positions."""
    return pd.read_csv(PUBLISHED / f"{name}.csv", comment="#")


def one(limits: pd.DataFrame) -> list[float]:
    """The limits of the only row."""
    (row,) = limits.to_numpy().tolist()
    return row


def test_published_limits_of_shares() -> None:
    """PHE's limits for shares of all areas' own baseline, to their six decimals."""
    areas = published("phe_funnel_proportion")
    baseline = 100 * areas["x"].sum() / areas["n"].sum()
    assert round(baseline, 6) == 80.642448
    limits = funnel_limits(list(PHE_SHARES), baseline, method="normal", multiplier=100)
    assert limits.columns.tolist() == COLUMNS
    assert limits.round(6).to_numpy().tolist() == list(PHE_SHARES.values())


def test_published_limits_of_smaller_areas() -> None:
    """PHE's limits for the areas with a denominator below 31000, to their eight decimals."""
    areas = published("phe_funnel_proportion").query("n < 31000")
    baseline = 100 * areas["x"].sum() / areas["n"].sum()
    assert round(baseline, 8) == 82.18033788
    sizes = list(PHE_SHARES_BELOW_31000)
    limits = funnel_limits(sizes, baseline, method="normal", multiplier=100)
    assert limits.round(8).to_numpy().tolist() == list(PHE_SHARES_BELOW_31000.values())


def test_published_positions_of_shares() -> None:
    """All 303 areas lie where PHE puts them, by its normal and by the exact limits."""
    areas = published("phe_funnel_proportion")
    baseline = areas["x"].sum() / areas["n"].sum()
    for method in ("normal", "exact"):
        found = funnel_position(areas["x"], areas["n"], baseline, method=method)
        assert found.tolist() == areas["position"].tolist()


def on_the_curve(side: str, events: int, expected: float) -> bool:
    """Whether the limit at so many expected events is `events`, as far as PHE's search goes.

    `poisson_funnel` in R/utils.R halves the step of v = E / (1 + O + E) until it is at most 1e-7.
    """
    v = expected / (1 + events + expected) + np.array([-1e-7, 1e-7])
    n = (1 + events) * v / (1 - v)
    fewer, more = funnel_limits(n, 1, statistic="ratio")[side] * n
    return bool(fewer <= events <= more)


@pytest.mark.parametrize(("events", "at_95", "at_998"), PHE_RATIOS)
def test_published_limits_of_ratios(events: int, at_95: list[float], at_998: list[float]) -> None:
    """At PHE's expected events the exact limit is PHE's ratio; its search leaves 4 digits sure."""
    for name, (lower_n, lower, upper_n, upper) in (("95", at_95), ("99.8", at_998)):
        limits = funnel_limits([lower_n, upper_n], 100, statistic="ratio", multiplier=100)
        assert limits[f"lower_{name}"][0] == pytest.approx(lower, rel=5e-5)
        assert limits[f"upper_{name}"][1] == pytest.approx(upper, rel=5e-5)
        assert on_the_curve(f"lower_{name}", events, lower_n)
        assert on_the_curve(f"upper_{name}", events, upper_n)


@pytest.mark.parametrize(("events", "at_95", "at_998"), PHE_RATES)
def test_published_limits_of_rates(events: int, at_95: list[float], at_998: list[float]) -> None:
    """At PHE's populations of three years the exact limit is PHE's rate per 100 000."""
    baseline = 116.1720835
    for name, (lower_n, lower, upper_n, upper) in (("95", at_95), ("99.8", at_998)):
        n = np.array([3 * lower_n, 3 * upper_n])
        limits = funnel_limits(n, baseline, statistic="rate", multiplier=100_000)
        assert limits[f"lower_{name}"][0] == pytest.approx(lower, rel=5e-5)
        assert limits[f"upper_{name}"][1] == pytest.approx(upper, rel=5e-5)
        assert on_the_curve(f"lower_{name}", events, n[0] * baseline / 100_000)
        assert on_the_curve(f"upper_{name}", events, n[1] * baseline / 100_000)


def test_published_positions_of_ratios() -> None:
    """All 300 ratios lie where PHE puts them; the limits of appendix A.1.1 move five of them."""
    units = published("phe_funnel_ratio")
    found = funnel_position(units["x"], units["n"], 1, statistic="ratio")
    assert found.tolist() == units["position"].tolist()
    other = funnel_position(units["x"], units["n"], 1, statistic="ratio", method="spiegelhalter")
    assert (other != units["position"]).sum() == 5


def test_published_positions_of_rates() -> None:
    """Crude and standardised rates of 40 areas lie where PHE puts them."""
    areas = published("phe_funnel_rate")
    crude = 100_000 * areas["x"].sum() / areas["population"].sum()
    found = funnel_position(
        areas["x"], areas["population"], crude, statistic="rate", multiplier=100_000
    )
    assert found.tolist() == areas["crude"].tolist()
    known = areas.query("x > 0")
    derived = 100_000 * known["x"] / known["rate"]
    baseline = 100_000 * known["x"].sum() / derived.sum()
    found = funnel_position(known["x"], derived, baseline, statistic="rate", multiplier=100_000)
    assert found.tolist() == known["standardised"].tolist()


def test_published_poisson_limits() -> None:
    """nhs-r-community/FunnelPlotR@263128f tests/testthat/test-poisson_limits.R, all its digits."""
    limits = funnel_limits([15, 20, 30], 1, statistic="ratio", method="interval")
    assert limits["lower_95"].round(7).tolist() == [0.5596924, 0.6108260, 0.6746958]
    assert limits["upper_95"].round(6).tolist() == [1.649348, 1.544419, 1.427562]
    assert limits["lower_99.8"].round(7).tolist() == [0.3862650, 0.4479107, 0.5289724]
    assert limits["upper_99.8"].round(6).tolist() == [2.082907, 1.902094, 1.702771]


def test_published_outliers_before_and_after_over_dispersion() -> None:
    """FunnelPlotR's vignette: of 54 hospitals 25 lie beyond 99.8%, and 9 with limits widened.

    Its SHMI rule leaves out the z-scores of the lowest and highest tenth (five each), takes φ and
    τ² of the others on the log scale, and widens the limits there.
    """
    hospitals = published("medpar_hospitals")
    x, n = hospitals["observed"], hospitals["expected"]
    before = funnel_position(x, n, 1, statistic="ratio", method="interval", confidence=[0.998])
    assert (before != "within").sum() == 25
    rank = z_scores(x, n, 1, statistic="ratio", scale="log").rank()
    middle = rank.between(6, 49)
    found = over_dispersion(
        x[middle], n[middle], 1, statistic="ratio", scale="log", winsorised=0
    )  # fmt: skip
    after = funnel_position(
        x, n, 1, statistic="ratio", method="log", confidence=[0.998], tau2=found.tau2
    )
    assert (len(hospitals), found.units) == (54, 44)
    assert (after != "within").sum() == 9


def test_published_scores_of_physicians() -> None:
    """cran/funnelR inst/doc/introduction.html, example 3: in control at 80% and 95%, or extreme."""
    satisfied = [130, 65, 155, 125, 19, 185, 82, 77, 50, 80]
    patients = [150, 200, 300, 250, 50, 220, 100, 90, 400, 425]
    found = funnel_position(satisfied, patients, 0.5, confidence=(0.8, 0.95), method="normal")
    assert found.tolist() == [
        "above_95", "below_95", "within", "within", "below_80", "above_95", "above_95",
        "above_95", "below_95", "below_95",
    ]  # fmt: skip


@pytest.mark.parametrize("side", ["lower", "upper"])
def test_published_chances_of_a_false_alarm(side: str) -> None:
    """How often a unit like all others lies outside: exact limits keep what they promise."""
    for method, (first, last, step), expected in SEATON_MANKTELOW[side]:
        n = first + step * np.arange(round((last - first) / step) + 1)
        limits = funnel_limits(n, 1, statistic="ratio", confidence=[0.95], method=method)
        count = limits[f"{side}_95"].to_numpy() * n
        chance = (
            stats.poisson.cdf(np.ceil(count - 1e-9) - 1, n)
            if side == "lower"
            else stats.poisson.sf(np.floor(count + 1e-9), n)
        )
        found = np.median(chance), chance.min(), chance.max()
        assert tuple(round(float(value), 4) for value in found) == expected


@given(sizes, shares, levels)
def test_exact_limits_against_the_binomial_itself(n: int, share: float, level: float) -> None:
    """What lies outside is less likely than asked for; one item more would be too likely."""
    lower, upper = one(funnel_limits(n, share, confidence=[level]))
    assert lower <= share + 1e-12
    assert share - 1e-12 <= upper
    few, most = math.ceil(lower * n - 1e-9) - 1, math.floor(upper * n + 1e-9)
    chance_few = special.bdtr(np.clip([few, few + 1], 0, n), n, share) * [few >= 0, True]
    chance_many = special.bdtrc(np.clip([most, most - 1], 0, n), n, share)
    tail = (1 - level) / 2
    assert chance_few[0] <= tail + 1e-12
    assert chance_many[0] <= tail + 1e-12
    assert chance_few[1] >= tail - 1e-12
    assert most == 0 or chance_many[1] >= tail - 1e-12


@given(st.floats(0.01, 1000), levels)
def test_exact_limits_against_the_poisson_itself(n: float, level: float) -> None:
    """The same for events: so few, or so many, are less likely than asked for."""
    lower, upper = one(funnel_limits(n, 1, statistic="ratio", confidence=[level]))
    few, most = math.ceil(lower * n - 1e-9) - 1, math.floor(upper * n + 1e-9)
    chance_few = special.pdtr(np.maximum([few, few + 1], 0), n) * [few >= 0, True]
    chance_many = special.pdtrc(np.maximum([most, most - 1], 0), n)
    tail = (1 - level) / 2
    assert chance_few[0] <= tail + 1e-12
    assert chance_many[0] <= tail + 1e-12
    assert chance_few[1] >= tail - 1e-12
    assert most == 0 or chance_many[1] >= tail - 1e-12


@pytest.mark.parametrize("share", [0.001, 0.2, 0.5, 0.9, 0.97, 0.999])
@pytest.mark.parametrize("level", [0.8, 0.95, 0.998, 0.999999])
def test_interpolation_of_appendix_a_1_1(share: float, level: float) -> None:
    """(r - α)/n with r the quantile and α = (F(r) - p)/(F(r) - F(r - 1)), n from 1 to 400.

    Spiegelhalter (2005), appendix A.1.1, as R. Wicklin's SAS program (The DO Loop, 23 November
    2011) and oizin/funnelplot R/create.R have it; quantiles are scipy's.
    """
    n, tail = np.arange(1, 401), (1 - level) / 2
    distribution = stats.binom(n, share)
    expected = {}
    for side, p in (("lower", tail), ("upper", 1 - tail)):
        r = distribution.ppf(p)
        expected[side] = (r - (distribution.cdf(r) - p) / distribution.pmf(r)) / n
    name = f"{100 * level:g}"
    letter = funnel_limits(n, share, confidence=[level], method="spiegelhalter")
    exact = funnel_limits(n, share, confidence=[level])
    for side, limit in expected.items():
        found = letter[f"{side}_{name}"]
        assert np.clip(limit, 0, 1).tolist() == pytest.approx(found.tolist(), abs=1e-9)
    assert exact[f"lower_{name}"].tolist() == letter[f"lower_{name}"].tolist()
    shifted = np.clip(expected["upper"] + 1 / n, 0, 1)
    assert shifted.tolist() == pytest.approx(exact[f"upper_{name}"].tolist(), abs=1e-9)


def test_all_of_five_is_no_alarm() -> None:
    """5 of 5 on time where 97% is usual: likely, but above the upper limits of A.1.1."""
    assert funnel_position(5, 5, 0.97).tolist() == ["within"]
    assert funnel_position(5, 5, 0.97, method="spiegelhalter").tolist() == ["above_99.8"]
    assert funnel_limits(5, 0.97)["upper_95"].tolist() == [1.0]


@given(sizes, st.floats(0.001, 0.999), levels)
def test_late_and_on_time_are_one_funnel(n: int, share: float, level: float) -> None:
    """Exact limits of the items late are those of the items on time, upside down."""
    lower, upper = one(funnel_limits(n, share, confidence=[level]))
    late_lower, late_upper = one(funnel_limits(n, 1 - share, confidence=[level]))
    assert abs(late_lower - (1 - upper)) < 1e-9
    assert abs(late_upper - (1 - lower)) < 1e-9


@given(sizes.flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.floats(0.001, 0.999))
def test_normal_limits_and_wilson_intervals_say_the_same(
    count: tuple[int, int], share: float
) -> None:
    """A unit lies outside the normal limits exactly when its Wilson interval excludes the share."""
    x, n = count
    lower, upper = wilson(x, n)
    if min(abs(lower - share), abs(upper - share)) < 1e-9:
        return
    expected = "above_95" if share < lower else "below_95" if share > upper else "within"
    found = funnel_position(x, n, share, confidence=[0.95], method="normal")
    assert found.tolist() == [expected]


def test_certain_baselines() -> None:
    """Where all are on time, one late lies outside at any n; where none is, one on time."""
    x, n = [4, 5, 99, 100], [5, 5, 100, 100]
    below = ["below_99.8", "within"]
    assert funnel_position(x, n, 1).tolist() == [*below, *below]
    assert funnel_position([1, 0], 5, 0).tolist() == ["above_99.8", "within"]
    assert funnel_position([1, 0], 5, 0, statistic="ratio").tolist() == ["above_99.8", "within"]
    assert funnel_position([4, 5], 5, 1, method="normal").tolist() == below


def test_one_item() -> None:
    """A single item late is an alarm only where that is rarer than 2.5% or 0.1%."""
    assert funnel_position(0, 1, 0.97).tolist() == ["within"]
    assert funnel_position(0, 1, 0.98).tolist() == ["below_95"]
    assert funnel_position(0, 1, 0.9995).tolist() == ["below_99.8"]


def test_normal_limits_by_hand() -> None:
    """50% of 100 items: ± 1.96 · 5 points; a ratio with 100 expected: ± 1.96 / 10."""
    z95, z998 = 1.959963985, 3.090232306
    expected = [0.5 - 0.05 * z95, 0.5 + 0.05 * z95, 0.5 - 0.05 * z998, 0.5 + 0.05 * z998]
    assert one(funnel_limits(100, 0.5, method="normal")) == pytest.approx(expected)
    ratio = [1 - z95 / 10, 1 + z95 / 10, 1 - z998 / 10, 1 + z998 / 10]
    found = funnel_limits(100, 1, statistic="ratio", method="normal")
    assert one(found) == pytest.approx(ratio)
    rate = funnel_limits(1000, 100, statistic="rate", method="normal", multiplier=1000)
    assert one(rate) == pytest.approx([100 * value for value in ratio])


def test_limits_on_a_scale_by_hand() -> None:
    """The formulas of FunnelPlotR (R/calculate_limits.R, sr_method SHMI, and PR) with τ² = 0.02.

    The square root is squared back, as in Spiegelhalter et al. (2012).
    """
    z, spread = 1.959963985, 0.02
    arcsine = z * math.sqrt(1 / (4 * 50) + spread)
    share = [math.sin(math.asin(math.sqrt(0.8)) + sign * arcsine) ** 2 for sign in (-1, 1)]
    log = [math.exp(sign * z * math.sqrt(1 / 50 + spread)) for sign in (-1, 1)]
    root = [(1 + sign * z * math.sqrt(1 / (4 * 50) + spread)) ** 2 for sign in (-1, 1)]
    for baseline, statistic, method, expected in (
        (0.8, "proportion", "arcsine", share),
        (1, "ratio", "log", log),
        (1, "ratio", "root", root),
    ):
        limits = funnel_limits(
            50, baseline, statistic=statistic, method=method, confidence=[0.95], tau2=spread
        )
        assert one(limits) == pytest.approx(expected)


@given(sizes, st.floats(0.01, 0.99), st.floats(1, 50), st.sampled_from(METHODS["proportion"][:3]))
def test_a_factor_moves_limits_by_its_root(
    n: int, share: float, factor: float, method: Method
) -> None:
    """Distances from the baseline grow by √φ, up to what is possible (as oizin/funnelplot does)."""
    narrow = one(funnel_limits(n, share, confidence=[0.8], method=method))
    wide = one(funnel_limits(n, share, confidence=[0.8], method=method, dispersion=factor))
    for near, far in zip(narrow, wide, strict=True):
        if 0 < near < 1:
            expected = share + math.sqrt(factor) * (near - share)
            assert abs(far - min(max(expected, 0), 1)) < 1e-9


def test_variance_between_units_by_hand() -> None:
    """50% of 100 items and a spread of 12 points between units: ± z · √(5² + 12²) = z · 13."""
    z = 1.959963985
    expected = [0.5 - 0.13 * z, 0.5 + 0.13 * z]
    found = funnel_limits(100, 0.5, confidence=[0.95], method="normal", tau2=0.0144)
    assert one(found) == pytest.approx(expected)
    both = funnel_limits(
        100, 0.5, confidence=[0.8], method="normal", tau2=0.0144, dispersion=4
    )  # fmt: skip
    assert one(both) == pytest.approx(
        [0.5 + sign * 1.2815515655 * math.sqrt(4 * 0.0025 + 0.0144) for sign in (-1, 1)]
    )


def test_exact_limits_with_variance_between_units() -> None:
    """Squares of the distances add up: that of the exact limit and that of the spread."""
    narrow = one(funnel_limits(60, 0.7, confidence=[0.95]))
    wide = one(funnel_limits(60, 0.7, confidence=[0.95], tau2=0.001))
    spread = 1.959963985**2 * 0.001
    expected = [
        0.7 + s * math.sqrt((v - 0.7) ** 2 + spread) for s, v in zip((-1, 1), narrow, strict=True)
    ]
    assert wide == pytest.approx(expected)


def test_a_limit_on_the_wrong_side() -> None:
    """The upper limit of A.1.1 may lie below the baseline: a factor keeps it there, τ² lifts it.

    30% of 5, 10%: F(1) = 0.52822, F(2) = 0.83692, so r = 2 and α = (0.83692 - 0.55) / 0.3087.
    """

    def upper(**spread: float) -> float:
        return one(funnel_limits(5, 0.3, confidence=[0.1], method="spiegelhalter", **spread))[1]

    near = (2 - (0.83692 - 0.55) / 0.3087) / 5
    assert upper() == pytest.approx(near)
    assert upper(dispersion=4) == pytest.approx(0.3 + 2 * (near - 0.3))
    spread = 0.1256613469**2
    lifted = 0.3 + math.sqrt(spread * 0.9 - (near - 0.3) ** 2)
    assert upper(tau2=0.9) == pytest.approx(lifted)


def test_limits_stay_within_what_is_possible() -> None:
    """Shares from 0 to 100%, ratios from 0; nothing stops a ratio upwards."""
    shares_of_few = funnel_limits([1, 2], 50, dispersion=9, multiplier=100)
    assert shares_of_few.to_numpy().tolist() == [[0, 100, 0, 100]] * 2
    ratios = funnel_limits([0.5], 1, statistic="ratio", dispersion=9)
    assert ratios[["lower_95", "lower_99.8"]].to_numpy().tolist() == [[0, 0]]
    assert ratios["upper_99.8"][0] > ratios["upper_95"][0] > 10


def test_a_row_for_each_unit() -> None:
    """The index of the denominators, or of the baselines where only they have one, is kept."""
    n = pd.Series([100, None, 0, 20], index=["ba-dinh", "tay-ho", "ba-vi", "hoan-kiem"])
    limits = funnel_limits(n, 0.9)
    assert limits.index.tolist() == n.index.tolist()
    assert limits["upper_95"].isna().tolist() == [False, True, True, False]
    assert limits["lower_99.8"].isna().tolist() == [False, True, True, False]
    own = pd.Series([0.9, 0.8], index=["ba-dinh", "tay-ho"])
    apart = funnel_limits(20, own)
    assert apart.index.tolist() == ["ba-dinh", "tay-ho"]
    assert apart.loc["ba-dinh"].tolist() == limits.loc["hoan-kiem"].tolist()
    assert apart.loc["tay-ho"].tolist() == one(funnel_limits(20, 0.8))
    assert funnel_limits([], 0.9).shape == (0, 4)


def test_a_baseline_that_is_missing() -> None:
    """Without a baseline there are no limits and no position."""
    assert funnel_limits([10, 10], [0.5, math.nan])["lower_95"].isna().tolist() == [False, True]
    assert funnel_position([1, 1], 10, [0.5, math.nan]).tolist() == ["below_95", None]
    assert funnel_position(1, 10, math.nan, method="normal").tolist() == [None]


def test_limits_asked_for_name_the_columns() -> None:
    """Columns come in the order of the confidences and carry them in percent."""
    limits = funnel_limits(100, 0.5, confidence=(0.998, 0.8, 0.9545))
    assert limits.columns.tolist() == [
        "lower_99.8", "upper_99.8", "lower_80", "upper_80", "lower_95.45", "upper_95.45",
    ]  # fmt: skip
    assert limits["lower_99.8"][0] < limits["lower_95.45"][0] < limits["lower_80"][0]


def test_positions_name_the_widest_limit() -> None:
    """Whatever the order of the confidences; a Series keeps its index, missing has no position."""
    x = pd.Series([20, 38, 50, 62, 80, None, 0], index=list("abcdefg"))
    n = pd.Series([100, 100, 100, 100, 100, 100, 0], index=list("abcdefg"))
    expected = ["below_99.8", "below_95", "within", "above_95", "above_99.8", None, None]
    for confidence in ((0.95, 0.998), (0.998, 0.95)):
        found = funnel_position(x, n, 0.5, confidence=confidence)
        assert isinstance(found, pd.Series)
        assert found.index.tolist() == list("abcdefg")
        assert found.tolist() == expected
    found = funnel_position(x.to_numpy(), n.to_numpy(), 0.5)
    assert isinstance(found, np.ndarray)
    assert found.tolist() == expected
    assert x.isna().sum() == 1


def test_on_a_limit_is_within() -> None:
    """Only what lies beyond a limit is outside it."""
    lower, upper = one(funnel_limits(1, 1, statistic="ratio", confidence=[0.5], method="normal"))
    beyond = [lower, math.nextafter(lower, 0), upper, math.nextafter(upper, 9)]
    found = funnel_position(
        beyond, 1, 1, statistic="ratio", confidence=[0.5], method="normal"
    )  # fmt: skip
    assert found.tolist() == ["within", "below_50", "within", "above_50"]


def test_over_dispersion_takes_units_back_in() -> None:
    """30% of 100 against 50% is far out by chance alone, and within a spread of 10 points."""
    assert funnel_position(30, 100, 0.5).tolist() == ["below_99.8"]
    assert funnel_position(30, 100, 0.5, tau2=0.01).tolist() == ["within"]
    assert funnel_position(30, 100, 0.5, dispersion=2).tolist() == ["below_95"]
    assert funnel_position(30, 100, 50, multiplier=100).tolist() == ["below_99.8"]


def test_percents_are_shares_times_100() -> None:
    """A baseline in percent gives limits in percent, for every method."""
    for statistic, methods in METHODS.items():
        for method in methods:
            shares_of = funnel_limits([7, 300], 0.9, statistic=statistic, method=method)
            percents = funnel_limits(
                [7, 300], 90, statistic=statistic, method=method, multiplier=100
            )
            assert percents.to_numpy() == pytest.approx(100 * shares_of.to_numpy())


@pytest.mark.parametrize("statistic", ["ratio", "rate"])
def test_ratios_and_rates_are_one_distribution(statistic: Statistic) -> None:
    """Events for n expected ones, or in a population whose baseline expects as many."""
    for method in METHODS["ratio"]:
        found = funnel_limits([4, 90], 2.5, statistic=statistic, method=method)
        ratio = funnel_limits([10, 225], 1, statistic="ratio", method=method)
        assert found.to_numpy() == pytest.approx(2.5 * ratio.to_numpy())


def test_weighted_items() -> None:
    """Denominators need not be whole: a little more than 40 items has the limits of 40."""
    limits = funnel_limits([40, 40 + 1e-9, 40.5, 41], 0.9).to_numpy()
    assert limits[1] == pytest.approx(limits[0], abs=1e-8)
    assert np.abs(limits[2] - limits[0]).max() < 1 / 40
    assert np.abs(limits[2] - limits[3]).max() < 1 / 40
    assert one(funnel_limits(0.5, 0.9)) == [0, 1, 0, 1]


def test_many_items_are_near_the_normal() -> None:
    """At ten million items the exact limits are the normal ones, to a hundredth of their width."""
    for statistic, share in (("proportion", 0.97), ("ratio", 1.0)):
        exact, normal = (
            np.array(one(funnel_limits(1e7, share, statistic=statistic, method=method)))
            for method in ("exact", "normal")
        )
        assert exact == pytest.approx(normal, abs=1e-2 * (normal[1] - normal[0]))


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ({"statistic": "share"}, ("error.measure-choice", "statistic", "share")),
        ({"method": "wald"}, ("error.measure-choice", "method", "wald")),
        ({"method": "interval"}, ("error.measure-choice", "method", "interval")),
        ({"method": "root"}, ("error.measure-choice", "method", "root")),
        (
            {"method": "arcsine", "statistic": "rate"},
            ("error.measure-choice", "method", "arcsine"),
        ),
        ({"n": -1}, ("error.measure-range", "n", "-1")),
        ({"baseline": 97}, ("error.measure-range", "baseline", "97")),
        ({"baseline": -1, "statistic": "ratio"}, ("error.measure-range", "baseline", "-1")),
        ({"dispersion": 0.9}, ("error.measure-range", "dispersion", "0.9")),
        ({"tau2": -0.1}, ("error.measure-range", "tau2", "-0.1")),
        ({"confidence": [0.95, 95]}, ("error.measure-range", "confidence", "95")),
        ({"n": 1e16}, ("error.measure-range", "n", "5e+15")),
    ],
)
def test_wrong_calls(call: dict[str, object], expected: tuple[object, ...]) -> None:
    """Each names the argument and what was found, for limits and for positions."""
    arguments = {"n": 5, "baseline": 0.5} | call
    with pytest.raises(CallError) as error:
        funnel_limits(**arguments)
    assert told(error) == expected
    with pytest.raises(CallError) as error:
        funnel_position(x=0, **arguments)
    assert told(error) == expected


def test_choices_are_those_of_the_statistic() -> None:
    """The message lists what the statistic takes."""
    with pytest.raises(CallError) as error:
        funnel_limits(5, 0.5, method="log")
    hint = error.value.values["hint"]  # noqa: PD011 - the error's own
    assert hint == "exact, spiegelhalter, normal, arcsine"


@pytest.mark.parametrize(
    ("x", "statistic", "found"),
    [(6, "proportion", "6"), (-1, "proportion", "-1"), (-1, "ratio", "-1")],
)
def test_wrong_counts(x: int, statistic: Statistic, found: str) -> None:
    """More than all items, or fewer than none, have no position."""
    with pytest.raises(CallError) as error:
        funnel_position(x, 5, 0.5, statistic=statistic)
    assert told(error) == ("error.measure-range", "x", found)


def test_lengths_must_agree() -> None:
    """As many counts as denominators as baselines."""
    with pytest.raises(CallError) as error:
        funnel_position([1, 2], [3, 4, 5], 0.5)
    assert error.value.key == "error.measure-length"
    with pytest.raises(CallError) as error:
        funnel_limits([3, 4, 5], [0.5, 0.6])
    assert error.value.key == "error.measure-length"


def test_more_events_than_expected_are_no_mistake() -> None:
    """Ratios may be more than 1, at any method."""
    methods: tuple[Method, ...] = METHODS["ratio"]
    for method in methods:
        found = funnel_position(30, 10, 1, statistic="ratio", method=method)
        assert found.tolist() == ["above_99.8"]


def test_one_level_of_confidence_needs_no_list() -> None:
    """A number is a list of one, for limits and for positions."""
    limits = funnel_limits([5, 50], 0.9, confidence=0.95)
    assert limits.columns.tolist() == ["lower_95", "upper_95"]
    pd.testing.assert_frame_equal(funnel_limits([5, 50], 0.9, confidence=[0.95]), limits)
    assert funnel_position([1, 3], 5, 0.9, confidence=0.95).tolist() == ["below_95", "within"]


@pytest.mark.parametrize(
    "name", ["n", "baseline", "confidence", "multiplier", "dispersion", "tau2"]
)
def test_text_is_no_number(name: str) -> None:
    """Each argument that is a number says so, for limits and for positions."""
    arguments = {"n": 5, "baseline": 0.5, name: "abc"}
    with pytest.raises(CallError) as error:
        funnel_limits(**arguments)
    assert told(error) == ("error.measure-choice", name, "abc")
    with pytest.raises(CallError) as error:
        funnel_position(x=0, **arguments)
    assert told(error) == ("error.measure-choice", name, "abc")


def test_percent_is_no_confidence() -> None:
    """95 for 0.95 is refused, alone as in a list."""
    with pytest.raises(CallError) as error:
        funnel_limits(5, 0.5, confidence=95)
    assert told(error) == ("error.measure-range", "confidence", "95")
