"""The rules of certainty and of small numbers, and what params/ may not say."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from cchc_lib.registry import Quarter, Registry, Scoring, Target
from cchc_lib.registry.params import Bilingual
from tests.measure.targets import SHARE, target
from tests.registry.test_agreement import broken

WORDS = Bilingual(vi="…", en="…")


def test_rules_name_their_source(registry: Registry) -> None:
    """What the city has not ruled is called a project default."""
    assert "mặc định của" in registry.certainty.source.vi
    assert "Mặc định của dự án" in registry.suppression.source
    assert registry.certainty.confidence == 0.95
    assert registry.certainty.funnel.limits == (0.95, 0.998)
    assert registry.certainty.draws == 1000


def test_a_funnel_of_an_unknown_share_is_refused(tmp_path: Path) -> None:
    """A count of dossiers is no share either; the nearest share is named."""
    assert broken(tmp_path, "certainty.yml", "dossiers-on-time", "dossiers-on-tim") == (
        "params/certainty.yml: “dossiers-on-tim” không phải là một tỷ lệ trong params/trends.yml. "
        "Gần nhất: dossiers-on-time."
    )


@pytest.mark.parametrize(("number", "days"), [(1, 91), (2, 183), (3, 275), (4, 366)])
def test_days_of_the_reporting_year(registry: Registry, number: int, days: int) -> None:
    """From 15/12 to each cut-off of 2020, a leap year of 366 days."""
    assert registry.calendar.elapsed(Quarter(2020, number)) == days / 366


def scoring(**parts: object) -> Scoring:
    """One criterion of 70 points unless changed."""
    criterion = {"id": "plan", "name": WORDS, "weight": 70, "target": "plan", "source": "test"}
    values = {"year": 2024, "title": WORDS, "source": WORDS, "least_weight_reported": (2, 3),
              "criteria": [criterion]}  # fmt: skip
    return Scoring.model_validate(values | parts)


COMPONENT = {"id": "appraisal", "name": WORDS, "points": 70, "source": "test"}
CRITERION = {"id": "plan", "name": WORDS, "weight": 70, "target": "plan", "source": "test"}


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"criteria": [{**CRITERION, "component": "survey"}]}, "components lacks survey"),
        ({"components": [{**COMPONENT, "points": 60}],
          "criteria": [{**CRITERION, "component": "appraisal"}]},
         "the criteria of appraisal add up to 70, not 60"),
        ({"criteria": [{**CRITERION, "indicator": "sipas-score"}]}, "needs either target"),
        ({"criteria": [{**CRITERION, "outcomes": True}]}, "outcomes goes with numerator"),
        ({"bands": {"from_quarter": 4, "source": "test",
                    "classes": [{"name": WORDS, "least": 80}, {"name": WORDS, "least": 90}]}},
         "from the best to the last"),
    ],
)  # fmt: skip
def test_a_scoring_that_contradicts_itself_is_refused(parts, words) -> None:
    """The sentence says what does not fit."""
    with pytest.raises(ValidationError, match=words):
        scoring(**parts)


def test_a_points_scheme_that_adds_up_is_taken() -> None:
    """70 points of appraisal from one criterion of 70."""
    known = scoring(components=[COMPONENT], criteria=[{**CRITERION, "component": "appraisal"}])
    assert known.components[0].points == 70


FIELD = {"field": {"vi": "…", "en": "…"}, "threshold": 99}


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"base_indicator": "base"}, "base_indicator goes with"),
        ({"exceptions": (FIELD,)}, "exceptions go with"),
        ({"outcomes": True}, "outcomes goes with"),
        ({**SHARE, "exceptions": ({**FIELD, "numerator": ("a",)},)}, "both numerator and"),
        ({"each": 0}, "greater than 0"),
    ],
)
def test_a_target_that_contradicts_itself_is_refused(parts, words) -> None:
    """A rule takes only what belongs to it."""
    with pytest.raises(ValidationError, match=words):
        target(**parts)


def test_a_target_names_every_indicator_that_it_reads() -> None:
    """Those of a base year and of fields too, so that none is unregistered."""
    split: Target = target(
        **SHARE, exceptions=({**FIELD, "numerator": ("a",), "denominator": ("b",)},)
    )
    assert split.indicators == ("informed", "schools", "a", "b")
    cut = target(rule="reduction", indicator="now", base_indicator="base")
    assert cut.indicators == ("now", "base")
