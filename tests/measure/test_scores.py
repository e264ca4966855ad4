"""From findings to scores: re-based, capped, with components, bonus points and classes."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.measure import score_units
from cchc_lib.measure.scores import CRITERION_COLUMNS, SCORE_COLUMNS
from cchc_lib.registry import Criterion, Scoring
from cchc_lib.registry.params import Bilingual

WORDS = Bilingual(vi="…", en="…")


def scoring(*criteria: Criterion, **parts: object) -> Scoring:
    values = {"year": 2020, "title": WORDS, "source": WORDS, "least_weight_reported": (2, 3)}
    return Scoring.model_validate(values | {"criteria": list(criteria)} | parts)


def criterion(name: str, weight: float, **parts: object) -> Criterion:
    values = {"id": name, "name": WORDS, "weight": weight, "source": "test"} | parts
    return Criterion.model_validate(values)


def findings(rows: list[tuple[str, str, float, str]], quarter: str = "2020-Q1") -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["unit", "target", "attainment", "status"])
    departments = table["unit"].str.startswith("so-")
    return table.assign(
        quarter=quarter, group=departments.map({True: "departments", False: "districts"})
    )


METHOD = scoring(
    criterion("plan", 50, target="plan"),
    criterion("dialogue", 30, target="dialogue"),
    criterion("on-time", 20, numerator=("on-time",), denominator=("resolved",)),
)
ROWS = [
    ("ba-dinh", "plan", 1.0, "met"),
    ("ba-dinh", "dialogue", 1.5, "met"),
    ("tay-ho", "plan", 1.0, "met"),
    ("tay-ho", "dialogue", math.nan, "not_reported"),
    ("ba-vi", "plan", math.nan, "not_reported"),
    ("ba-vi", "dialogue", 0.5, "behind"),
    ("so-noi-vu", "plan", math.nan, "not_reported"),
    ("so-noi-vu", "dialogue", math.nan, "not_reported"),
]
FIGURES = pd.DataFrame(
    {"on-time": [90.0, 40.0, 0.0, math.nan], "resolved": [100.0, 50.0, 0.0, math.nan]},
    index=pd.Index(["ba-dinh", "tay-ho", "ba-vi", "so-noi-vu"], name="unit"),
)


def test_score_by_hand() -> None:
    """50·1 + 30·1 (capped) + 20·0.9 = 98 of 100."""
    scores, _ = score_units(METHOD, findings(ROWS), FIGURES)
    assert scores.set_index("unit")["score"]["ba-dinh"] == pytest.approx(98)


def test_score_is_rebased_to_what_was_reported() -> None:
    """Tây Hồ: (50·1 + 20·0.8) / 70 of the weight; 70% is enough for a rank."""
    scores, _ = score_units(METHOD, findings(ROWS), FIGURES)
    row = scores.set_index("unit").loc["tay-ho"]
    assert row["score"] == pytest.approx(100 * 66 / 70)
    assert row["weight_reported"] == pytest.approx(0.7)
    assert row["reason"] is None


def test_nothing_to_do_leaves_the_criterion_out() -> None:
    """Ba Vì resolved no dossier: 20 of the weight does not apply; 30 of 80 is too little."""
    scores, _ = score_units(METHOD, findings(ROWS), FIGURES)
    row = scores.set_index("unit").loc["ba-vi"]
    assert row["weight_reported"] == pytest.approx(30 / 80)
    assert row["reason"] == "too_little_reported"


def test_more_on_time_than_resolved_is_not_reported() -> None:
    """An error of the data earns no points: 20 of the weight is missing."""
    broken = FIGURES.assign(**{"on-time": [110.0, 40, 0, math.nan]})
    scores, _ = score_units(METHOD, findings(ROWS), broken)
    row = scores.set_index("unit").loc["ba-dinh"]
    assert [row["score"], row["weight_reported"]] == [100, 0.8]


def test_unit_that_reported_nothing_has_no_score() -> None:
    """Silence is a reason, not a zero."""
    scores, _ = score_units(METHOD, findings(ROWS), FIGURES)
    row = scores.set_index("unit").loc["so-noi-vu"]
    assert math.isnan(row["score"])
    assert row["reason"] == "not_reported"


def test_year_without_a_method_has_no_scores() -> None:
    """No weights, no score, and the reason says so."""
    scores, criteria = score_units(None, findings(ROWS), FIGURES)
    assert scores["reason"].unique().tolist() == ["no_method"]
    assert scores[["adjustment", "weight_reported"]].to_numpy().tolist() == [[0, 0]] * 4
    assert scores[["score", "before_adjustment", "band"]].isna().all().all()
    assert list(scores.columns) == SCORE_COLUMNS
    assert criteria.empty


def test_not_reported_criterion_makes_up_nothing_of_the_score() -> None:
    """Contributions add up to the score; what is unknown or does not apply has no share of it."""
    scores, criteria = score_units(METHOD, findings(ROWS), FIGURES)
    assert list(scores.columns) == SCORE_COLUMNS
    assert list(criteria.columns) == CRITERION_COLUMNS
    sums = criteria.groupby("unit", sort=False)[["weight_share", "contribution"]].sum()
    known = scores.set_index("unit")["score"].dropna()
    assert sums.loc[known.index, "contribution"].tolist() == pytest.approx(known.tolist())
    assert sums["weight_share"].tolist() == pytest.approx([1, 1, 1, 0])
    tay_ho = criteria[criteria["unit"] == "tay-ho"].set_index("criterion")
    assert tay_ho["weight_share"].to_dict() == pytest.approx(
        {"plan": 50 / 70, "dialogue": 0, "on-time": 20 / 70}
    )
    assert tay_ho["contribution"].to_dict() == pytest.approx(
        {"plan": 5000 / 70, "dialogue": 0, "on-time": 1600 / 70}
    )
    assert tay_ho["points"].to_dict() == pytest.approx(
        {"plan": 50, "dialogue": math.nan, "on-time": 16}, nan_ok=True
    )
    assert tay_ho["weight"].to_dict() == {"plan": 50, "dialogue": 30, "on-time": 20}
    ba_vi = criteria[criteria["unit"] == "ba-vi"].set_index("criterion")
    assert ba_vi["applies"].to_dict() == {"plan": True, "dialogue": True, "on-time": False}


def test_two_thirds_of_the_weight_are_enough_and_less_is_not() -> None:
    """Exactly 2/3 gives a rank; a little less is too little."""
    two_thirds = scoring(
        criterion("plan", 2, target="plan"), criterion("dialogue", 1, target="dialogue")
    )
    rows = [("a", "plan", 1.0, "met"), ("a", "dialogue", math.nan, "not_reported")]
    assert score_units(two_thirds, findings(rows), FIGURES)[0]["reason"].tolist() == [None]
    less = scoring(
        criterion("plan", 1.99, target="plan"), criterion("dialogue", 1, target="dialogue")
    )
    assert score_units(less, findings(rows), FIGURES)[0]["reason"].tolist() == [
        "too_little_reported"
    ]


def test_target_that_does_not_bind_the_unit_is_left_out() -> None:
    """A not applicable target takes no part, though a figure was reported."""
    rows = [("a", "plan", 0.5, "behind"), ("a", "dialogue", 1.0, "not_applicable")]
    method = scoring(
        criterion("plan", 50, target="plan"), criterion("dialogue", 50, target="dialogue")
    )
    scores, _ = score_units(method, findings(rows), FIGURES)
    assert scores[["score", "weight_reported"]].to_numpy().tolist() == [[50, 1]]


@pytest.mark.parametrize(("cap", "expected"), [(1, 100), (1.2, 120), (2, 150)])
def test_more_than_the_target_counts_up_to_the_cap(cap: float, expected: float) -> None:
    """3 of 2 dialogues are 150%: all, 120% or 100% of the weight, by the method's cap."""
    method = scoring(criterion("dialogue", 30, target="dialogue"), cap=cap)
    scores, _ = score_units(method, findings([("a", "dialogue", 1.5, "met")]), FIGURES)
    assert scores["score"].tolist() == [expected]


def test_what_went_backwards_is_no_negative_point() -> None:
    """A reduction that became a growth counts 0."""
    method = scoring(criterion("cut", 30, target="cut"))
    scores, _ = score_units(method, findings([("a", "cut", -0.4, "behind")]), FIGURES)
    assert scores["score"].tolist() == [0]


POINTS = scoring(
    criterion("plan", 70, target="plan", component="appraisal"),
    criterion("sipas", 30, indicator="sipas", best=100, component="survey"),
    components=[
        {"id": "appraisal", "name": WORDS, "points": 70, "source": "test"},
        {"id": "survey", "name": WORDS, "points": 30, "source": "test"},
    ],
)
SCHEME = [
    ("ba-dinh", "plan", 0.9, "behind"),
    ("tay-ho", "plan", 0.8, "behind"),
    ("so-noi-vu", "plan", 0.7, "behind"),
]


def surveyed(**answers: float) -> pd.DataFrame:
    return pd.DataFrame({"sipas": answers.values()}, index=pd.Index(answers.keys(), name="unit"))


def test_appraisal_and_survey_make_a_hundred_points() -> None:
    """63 of 70 points and 24 of 30 are 87."""
    scores, _ = score_units(POINTS, findings(SCHEME), surveyed(**{"ba-dinh": 80.0, "tay-ho": 90.0}))
    assert scores["score"].tolist() == pytest.approx([87, 83, 70])


def test_appraisal_is_rebased_to_100_where_no_survey_is_run() -> None:
    """63 of 70 points are 90, and nothing of the weight is called unreported."""
    scores, _ = score_units(POINTS, findings(SCHEME), FIGURES)
    assert scores["score"].tolist() == pytest.approx([90, 80, 70])
    assert scores["weight_reported"].tolist() == [1, 1, 1]


def test_survey_that_was_run_and_not_reported_is_missing_weight() -> None:
    """The districts were surveyed, Tây Hồ's answer is missing: 70% reported; the departments
    were not surveyed at all.
    """
    scores, _ = score_units(POINTS, findings(SCHEME), surveyed(**{"ba-dinh": 80.0}))
    assert scores["weight_reported"].tolist() == pytest.approx([1, 0.7, 1])
    assert scores["score"].tolist() == pytest.approx([87, 80, 70])


def test_each_component_is_run_or_not_by_itself() -> None:
    """A third part that nobody has a figure of is left out; the survey that Tây Hồ lacks is not."""
    parts = [
        {"id": "appraisal", "name": WORDS, "points": 60, "source": "test"},
        {"id": "survey", "name": WORDS, "points": 30, "source": "test"},
        {"id": "extra", "name": WORDS, "points": 10, "source": "test"},
    ]
    method = scoring(
        criterion("plan", 60, target="plan", component="appraisal"),
        criterion("sipas", 30, indicator="sipas", component="survey"),
        criterion("prize", 10, indicator="prize", component="extra"),
        components=parts,
    )
    scores, criteria = score_units(method, findings(SCHEME), surveyed(**{"ba-dinh": 80.0}))
    assert scores["weight_reported"].tolist() == pytest.approx([1, 60 / 90, 1])
    applies = criteria.set_index(["unit", "criterion"])["applies"]
    assert applies["tay-ho"].to_dict() == {"plan": True, "sipas": True, "prize": False}
    assert applies["so-noi-vu"].to_dict() == {"plan": True, "sipas": False, "prize": False}


def test_bonus_and_penalty_are_added_within_their_bounds() -> None:
    """Half a point an initiative, at most 2; a point off for each late plan, at most 3."""
    method = scoring(
        criterion("plan", 100, target="plan"),
        adjustments=[
            {"id": "bonus", "name": WORDS, "indicator": "initiatives", "points_each": 0.5,
             "most": 2, "source": "test"},
            {"id": "penalty", "name": WORDS, "indicator": "late", "points_each": -1, "least": -3,
             "source": "test"},
        ],
    )  # fmt: skip
    figures = pd.DataFrame(
        {"initiatives": [3, 9, math.nan], "late": [0, 5, math.nan]},
        index=pd.Index(["ba-dinh", "tay-ho", "so-noi-vu"], name="unit"),
    )
    scores, _ = score_units(method, findings(SCHEME), figures)
    assert scores["adjustment"].tolist() == [1.5, -1, 0]
    assert scores["before_adjustment"].tolist() == pytest.approx([90, 80, 70])
    assert scores["score"].tolist() == pytest.approx([91.5, 79, 70])


BANDS = {
    "from_quarter": 4,
    "source": "test",
    "classes": [{"name": WORDS, "least": 90}, {"name": WORDS, "least": 80}],
}


def test_class_is_given_on_the_unrounded_score_from_its_quarter_on() -> None:
    """90 is the first class, 89.999 the second, 70 none; nobody has one before December."""
    method = scoring(criterion("plan", 100, target="plan"), bands=BANDS)
    rows = [*SCHEME, ("ba-vi", "plan", 0.89999, "behind")]
    december = score_units(method, findings(rows, "2020-Q4"), FIGURES)[0]
    assert december["band"].tolist() == pytest.approx([0, 1, math.nan, 1], nan_ok=True)
    assert score_units(method, findings(rows, "2020-Q3"), FIGURES)[0]["band"].isna().all()


def test_class_counts_the_bonus() -> None:
    """89 and 1.5 points of bonus are the first class."""
    method = scoring(
        criterion("plan", 100, target="plan"), bands=BANDS,
        adjustments=[{"id": "bonus", "name": WORDS, "indicator": "initiatives",
                      "points_each": 0.5, "source": "test"}],
    )  # fmt: skip
    figures = pd.DataFrame({"initiatives": [3.0]}, index=pd.Index(["a"], name="unit"))
    rows = findings([("a", "plan", 0.89, "behind")], "2020-Q4")
    assert score_units(method, rows, figures)[0]["band"].tolist() == [0]


def test_a_single_item_is_a_share() -> None:
    """1 of 1 is all of it."""
    one = FIGURES.assign(**{"on-time": [1.0, 0, 0, math.nan], "resolved": [1.0, 1, 0, math.nan]})
    _, criteria = score_units(METHOD, findings(ROWS), one)
    found = criteria[criteria["criterion"] == "on-time"]["attainment"].tolist()
    assert found == pytest.approx([1, 0, math.nan, math.nan], nan_ok=True)


def test_method_without_classes_gives_none() -> None:
    """No class is invented."""
    scores, _ = score_units(METHOD, findings(ROWS, "2020-Q4"), FIGURES)
    assert scores["band"].isna().all()


SHARES = st.lists(st.none() | st.floats(0, 1), min_size=3, max_size=3)


@given(SHARES, st.floats(0.01, 100))
def test_scaling_all_weights_changes_nothing(shares: list[float | None], factor: float) -> None:
    """Only the proportion of the weights matters."""
    rows = [
        ("a", name, math.nan if share is None else share,
         "not_reported" if share is None else "behind")
        for name, share in zip("xyz", shares, strict=True)
    ]  # fmt: skip
    weights = {"x": 5.0, "y": 3.0, "z": 2.0}
    tables = [
        score_units(
            scoring(*(criterion(n, w * by, target=n) for n, w in weights.items())),
            findings(rows), FIGURES,
        )[0]
        for by in (1.0, factor)
    ]  # fmt: skip
    pd.testing.assert_frame_equal(*tables)


@given(SHARES)
def test_score_lies_within_what_was_reached(shares: list[float | None]) -> None:
    """Between the worst and the best criterion; without any, there is no score."""
    known = [share for share in shares if share is not None]
    rows = [
        ("a", name, math.nan if share is None else share,
         "not_reported" if share is None else "behind")
        for name, share in zip("xyz", shares, strict=True)
    ]  # fmt: skip
    method = scoring(*(criterion(name, at + 1, target=name) for at, name in enumerate("xyz")))
    score = score_units(method, findings(rows), FIGURES)[0]["score"][0]
    if known:
        assert 100 * min(known) - 1e-9 <= score <= 100 * max(known) + 1e-9
    else:
        assert math.isnan(score)
