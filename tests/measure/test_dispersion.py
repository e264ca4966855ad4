"""The spread of units beyond chance, on published z-scores and by hand."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cchc_lib.errors import CallError
from cchc_lib.measure.dispersion import (
    SCALES,
    off_scale,
    on_scale,
    over_dispersion,
    standard_error,
    winsorise,
    z_scores,
)

SATISFIED = [130, 65, 155, 125, 19, 185, 82, 77, 50, 80]
PATIENTS = [150, 200, 300, 250, 50, 220, 100, 90, 400, 425]
SATISFIED_Z = [8.9814624, 4.9497475, 0.5773503, 0.0, 1.6970563, 10.1129979, 6.4, 6.7461923, 15.0,
               12.8543881]  # fmt: skip
"""Ten physicians against 50%, |z| as printed: cran/funnelR inst/doc/introduction.html, 3."""
OBSERVED, EXPECTED = [100, 150, 180, 80, 120, 225], [108, 112, 165, 95, 100, 220]
"""nhs-r-community/FunnelPlotR tests/testthat/test-classes_methods.R, which prints φ = 2.948033."""


def told(error: pytest.ExceptionInfo[CallError]) -> tuple[object, ...]:
    """The key of a wrong call, the argument and what was found."""
    values = error.value.values  # noqa: PD011 - the error's own
    return error.value.key, values["name"], values["found"]


def test_published_z_scores() -> None:
    """The z-scores of funnelR's physicians, to their seven decimals; their sign is the side."""
    z = z_scores(SATISFIED, PATIENTS, 0.5)
    assert np.abs(z).round(7).tolist() == SATISFIED_Z
    assert (z < 0).tolist() == [False, True, False, False, True, False, False, False, True, True]


def test_published_phi() -> None:
    """FunnelPlotR's φ of six standardised ratios on the log scale (its rule cuts none of six)."""
    found = over_dispersion(
        OBSERVED, EXPECTED, 1, statistic="ratio", scale="log", winsorised=0
    )  # fmt: skip
    assert found.units == 6
    assert round(found.phi, 6) == 2.948033


def test_spread_by_hand() -> None:
    """Three units of 100 items at 40, 50 and 70%: z = -2, 0, 4, φ = 20/3.

    All weights are w = 1/0.0025 = 400, so τ² = (3φ - 2) / (3w - w) = 18 / 800.
    """
    found = over_dispersion([40, 50, 70], 100, 0.5, winsorised=0)
    assert z_scores([40, 50, 70], 100, 0.5).tolist() == pytest.approx([-2, 0, 4])
    assert found.units == 3
    assert found.phi == pytest.approx(20 / 3)
    assert found.factor == found.phi
    assert found.p_value == pytest.approx(stats.chi2.sf(20, 3))
    assert found.tau2 == pytest.approx(18 / 800)


def test_weights_of_unequal_units() -> None:
    """τ² by the formula of DerSimonian and Laird, term by term, for units of different size."""
    x, n = [40, 130, 90], [100, 200, 300]
    w = [size / 0.25 for size in n]
    q = sum((part / size - 0.5) ** 2 * weight for part, size, weight in zip(x, n, w, strict=True))
    expected = (q - 2) / (sum(w) - sum(weight**2 for weight in w) / sum(w))
    assert over_dispersion(x, n, 0.5, winsorised=0).tau2 == pytest.approx(expected)


def test_the_baseline_between_units_gives_the_moment_estimate_of_meta_analysis() -> None:
    """With the weighted mean as baseline, Nφ is Cochran's Q."""
    x, n = np.array([12, 30, 45.0]), np.array([20.0, 40, 60])
    mean = x.sum() / n.sum()
    q = ((x / n - mean) ** 2 * n / (mean * (1 - mean))).sum()
    assert 3 * over_dispersion(x, n, mean, winsorised=0).phi == pytest.approx(q)


def test_spread_that_chance_explains() -> None:
    """Three z-scores of -0.8, 0, 0.8: nothing beyond chance, so the factor is 1 and τ² is 0."""
    found = over_dispersion([46, 50, 54], 100, 0.5, winsorised=0)
    assert found.phi == pytest.approx(1.28 / 3)
    assert (found.factor, found.tau2) == (1.0, 0.0)
    assert found.p_value == pytest.approx(stats.chi2.sf(1.28, 3))


def test_the_factor_needs_significance() -> None:
    """Two units at z = ±1.6: φ = 2.56 may be chance at 95%, not at 90% (p = 0.077)."""
    x, n = [42, 58], 100
    at_95, at_90 = (over_dispersion(x, n, 0.5, winsorised=0, confidence=c) for c in (0.95, 0.9))
    assert at_95 == over_dispersion(x, n, 0.5, winsorised=0)
    assert at_95.p_value == pytest.approx(0.0773047)
    assert (at_95.factor, at_90.factor) == (1.0, pytest.approx(2.56))
    assert at_95.tau2 == at_90.tau2 == pytest.approx((2 * 2.56 - 1) / 400)


def test_the_factor_never_narrows() -> None:
    """Even where little confidence is asked for, φ below 1 gives the factor 1."""
    found = over_dispersion([45, 50, 55], 100, 0.5, winsorised=0, confidence=0.2)
    assert found.p_value < 0.8
    assert found.factor == 1.0


def test_outliers_are_winsorised() -> None:
    """Ten units at 50% and one at 100%: its z of 10 is cut to the 90% quantile, 0."""
    x = [50] * 10 + [100]
    assert over_dispersion(x, 100, 0.5).phi == 0
    assert over_dispersion(x, 100, 0.5, winsorised=0.1).phi == 0
    assert over_dispersion(x, 100, 0.5, winsorised=0.05).phi == pytest.approx(25 / 11)
    assert over_dispersion(x, 100, 0.5, winsorised=0).phi == pytest.approx(100 / 11)


def test_winsorised_values() -> None:
    """Of 0 to 10, a tenth at each end becomes 1 and 9; quantiles lie between ordered values."""
    assert winsorise(np.arange(11)).tolist() == [1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9]
    assert winsorise([4, 0, 10], 0.25).tolist() == [4, 2, 7]
    assert winsorise([4, 0, 10], 0).tolist() == [4, 0, 10]
    assert winsorise([4, 0, 10], 0.5).tolist() == [4, 4, 4]


def test_winsorising_leaves_out_what_is_not_reported() -> None:
    """NaN stays where it is and moves no quantile."""
    assert winsorise([math.nan, *range(11)])[1:].tolist() == winsorise(np.arange(11)).tolist()
    assert np.isnan(winsorise([math.nan, 3.0, 5.0])).tolist() == [True, False, False]
    assert np.isnan(winsorise([math.nan, math.nan])).tolist() == [True, True]
    assert winsorise([]).tolist() == []


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30), st.floats(0, 0.5))
def test_winsorising_only_draws_in(values: list[float], share: float) -> None:
    """Values stay within their range and keep their order; the middle is not moved."""
    drawn = winsorise(values, share)
    assert min(values) <= drawn.min() <= drawn.max() <= max(values)
    assert (np.diff(drawn[np.argsort(values, kind="stable")]) >= 0).all()
    assert np.median(drawn) == pytest.approx(np.median(values), rel=1e-12, abs=1e-9)


def test_a_known_variance_between_units_is_found() -> None:
    """4000 units of 400 items whose own shares have a variance of 0.0025: τ² within 10%."""
    chance = np.random.default_rng(7)
    own = np.clip(chance.normal(0.5, 0.05, 4000), 0, 1)
    found = over_dispersion(chance.binomial(400, own), 400, 0.5, winsorised=0)
    assert found.tau2 == pytest.approx(0.0025, rel=0.1)
    assert found.phi == pytest.approx(1 + 0.0025 * 400 / 0.25, rel=0.1)


def test_units_without_figures_do_not_count() -> None:
    """NaN, and n of 0, have no z-score and no part in the spread."""
    x = pd.Series([40, 50, 70, None, 0], index=list("abcde"))
    n = pd.Series([100, 100, 100, 100, 0], index=list("abcde"))
    z = z_scores(x, n, 0.5)
    assert isinstance(z, pd.Series)
    assert z.index.tolist() == list("abcde")
    assert z.isna().tolist() == [False, False, False, True, True]
    whole = over_dispersion([40, 50, 70], [100, 100, 100], 0.5)
    assert over_dispersion(x, n, 0.5) == pytest.approx(whole)


@pytest.mark.parametrize(("x", "units"), [([], 0), ([math.nan, math.nan], 0), ([40], 1)])
def test_nothing_is_said_of_fewer_than_two_units(x: list[float], units: int) -> None:
    """Limits are not widened by a spread that cannot be measured."""
    found = over_dispersion(x, [100] * len(x), 0.5)
    assert found.units == units
    assert math.isnan(found.phi)
    assert math.isnan(found.p_value)
    assert (found.factor, found.tau2) == (1.0, 0.0)


def test_two_units_are_enough() -> None:
    """The smallest group of which a spread can be told."""
    assert over_dispersion([40, 60], 100, 0.5, winsorised=0).phi == pytest.approx(4)


def test_a_certain_baseline_has_no_z_scores() -> None:
    """Where all or nothing is expected, chance has no spread to measure by."""
    assert np.isnan(z_scores([4, 5], 5, 1)).tolist() == [True, True]
    assert over_dispersion([4, 5], 5, 0.0).units == 0


def test_scales_by_hand() -> None:
    """30 of 50 against 40%, and 150 events for 112 expected, on each scale."""
    plain = (0.6 - 0.4) / math.sqrt(0.24 / 50)
    arcsine = (math.asin(math.sqrt(0.6)) - math.asin(math.sqrt(0.4))) * 2 * math.sqrt(50)
    assert z_scores(30, 50, 0.4) == pytest.approx(plain)
    assert z_scores(30, 50, 0.4, scale="normal") == pytest.approx(plain)
    assert z_scores(30, 50, 0.4, scale="arcsine") == pytest.approx(arcsine)
    ratio = {
        "normal": (150 / 112 - 1) * math.sqrt(112),
        "root": 2 * (math.sqrt(150) - math.sqrt(112)),
        "log": math.sqrt(112) * math.log(150 / 112),
    }
    for scale, expected in ratio.items():
        assert z_scores(150, 112, 1, statistic="ratio", scale=scale) == pytest.approx(expected)


def test_no_event_has_no_logarithm() -> None:
    """On the log scale a unit without events has no z-score; on the others it has."""
    assert math.isnan(z_scores(0, 5, 1, statistic="ratio", scale="log"))
    assert z_scores(0, 5, 1, statistic="ratio", scale="root") == pytest.approx(-2 * math.sqrt(5))
    assert math.isnan(z_scores(3, 5, 0, statistic="rate", scale="log"))


def test_percents_and_rates_per_so_many() -> None:
    """A baseline of 50 with multiplier 100 is 50%; of 30 per 1000, 5 events in 100 is 2 more."""
    assert z_scores(SATISFIED, PATIENTS, 50, multiplier=100).tolist() == pytest.approx(
        z_scores(SATISFIED, PATIENTS, 0.5).tolist()
    )
    rate = z_scores(5, 100, 30, statistic="rate", multiplier=1000)
    assert rate == pytest.approx(2 / math.sqrt(3))
    assert over_dispersion([40, 50, 70], 100, 50, multiplier=100) == pytest.approx(
        over_dispersion([40, 50, 70], 100, 0.5)
    )


def test_spread_of_rates_on_a_scale() -> None:
    """τ² is on the scale that was asked for: on the root scale all weights are 4n."""
    x, n = [9, 16, 36], 16
    found = over_dispersion(x, n, 1, statistic="ratio", scale="root", winsorised=0)
    assert found.phi == pytest.approx((4 + 0 + 16) / 3)
    assert found.tau2 == pytest.approx((20 - 2) / (2 * 64))


@given(st.floats(1e-3, 0.999), st.integers(1, 10**6))
def test_errors_follow_the_slope_of_the_scale(baseline: float, n: int) -> None:
    """On every scale the standard error is the plain one times the scale's slope."""
    at, size = np.array(baseline), np.array(float(n))
    step = 1e-6 * baseline * (1 - baseline)
    for statistic, scales in SCALES.items():
        plain = standard_error(size, at, statistic, "normal")
        for scale in scales:
            slope = (on_scale(at + step, scale) - on_scale(at - step, scale)) / (2 * step)
            error = standard_error(size, at, statistic, scale)
            assert error == pytest.approx(slope * plain, rel=1e-6)


@given(st.floats(1e-9, 1))
def test_there_and_back(value: float) -> None:
    """Off a scale is the way back; beyond its end lies the end."""
    for scale in ("normal", "arcsine", "root", "log"):
        assert off_scale(on_scale(np.array(value), scale), scale) == pytest.approx(value, rel=1e-9)


def test_ends_of_the_scales() -> None:
    """An arcsine past 90° is 100%, a root below 0 is 0; the plain scale has no end of its own."""
    beyond = np.array([-0.1, 2.0])
    assert off_scale(beyond, "arcsine").tolist() == [0, 1]
    assert off_scale(beyond, "root").tolist() == [0, 4]
    assert off_scale(beyond, "normal").tolist() == [-0.1, 2]
    assert off_scale(beyond, "log").tolist() == pytest.approx([math.exp(-0.1), math.exp(2)])


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ({"statistic": "share"}, ("error.measure-choice", "statistic", "share")),
        ({"scale": "root"}, ("error.measure-choice", "scale", "root")),
        (
            {"scale": "arcsine", "statistic": "ratio"},
            ("error.measure-choice", "scale", "arcsine"),
        ),
        ({"baseline": 1.2}, ("error.measure-range", "baseline", "1.2")),
        ({"baseline": -0.1}, ("error.measure-range", "baseline", "-0.1")),
        ({"baseline": -1, "statistic": "rate"}, ("error.measure-range", "baseline", "-1")),
        ({"x": 6}, ("error.measure-range", "x", "6")),
        ({"x": -1, "statistic": "ratio"}, ("error.measure-range", "x", "-1")),
        ({"n": -5, "statistic": "ratio"}, ("error.measure-range", "n", "-5")),
    ],
)
def test_wrong_calls(call: dict[str, object], expected: tuple[object, ...]) -> None:
    """Each names the argument and what was found, for z-scores and for their spread."""
    arguments = {"x": 2, "n": 5, "baseline": 0.5} | call
    for function in (z_scores, over_dispersion):
        with pytest.raises(CallError) as error:
            function(**arguments)
        assert told(error) == expected


def test_a_ratio_may_be_more_than_1() -> None:
    """More events than expected are no mistake, and a baseline may be any rate."""
    assert z_scores(6, 5, 1, statistic="ratio") == pytest.approx(1 / math.sqrt(5))
    assert z_scores(6, 2, 2, statistic="rate") == pytest.approx(1)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"winsorised": 0.6}, ("error.measure-range", "winsorised", "0.6")),
        ({"winsorised": -0.1}, ("error.measure-range", "winsorised", "-0.1")),
        ({"confidence": 95}, ("error.measure-range", "confidence", "95")),
    ],
)
def test_wrong_rules_of_spread(rule: dict[str, float], expected: tuple[object, ...]) -> None:
    """Not more than half can be cut at each end, and confidence is no percent."""
    with pytest.raises(CallError) as error:
        over_dispersion([1], [2], 0.5, **rule)
    assert told(error) == expected


def test_a_wrong_share_to_winsorise() -> None:
    """The share is checked where it is used, too."""
    with pytest.raises(CallError) as error:
        winsorise([1, 2], 0.7)
    assert told(error) == ("error.measure-range", "share", "0.7")


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: z_scores(["abc", 1], 5, 0.5), "x"),
        (lambda: z_scores(1, 5, 0.5, multiplier="abc"), "multiplier"),
        (lambda: over_dispersion([1, 2], [3, "abc"], 0.5), "n"),
        (lambda: over_dispersion([1, 2], 5, 0.5, multiplier="abc"), "multiplier"),
        (lambda: over_dispersion([1, 2], 5, 0.5, winsorised="abc"), "winsorised"),
        (lambda: over_dispersion([1, 2], 5, 0.5, confidence="abc"), "confidence"),
        (lambda: winsorise([1, "abc"]), "values"),
        (lambda: winsorise([1, 2], "abc"), "share"),
    ],
)
def test_text_is_no_number(call, name: str) -> None:
    """Each argument that is a number says so."""
    with pytest.raises(CallError) as error:
        call()
    values = error.value.values  # noqa: PD011 - the error's own
    assert (error.value.key, values) == (
        "error.measure-choice", {"name": name, "found": "abc", "hint": "0, 1, …"},
    )  # fmt: skip


def test_percent_is_no_confidence() -> None:
    """95 for 0.95 is refused."""
    with pytest.raises(CallError) as error:
        over_dispersion([1, 2], 5, 0.5, confidence=95)
    assert error.value.values["found"] == "95"  # noqa: PD011 - the error's own
