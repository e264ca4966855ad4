"""A whole city in one call, by hand and by properties."""

import dataclasses
import math

import numpy as np
import pandas as pd
import pytest

from cchc_lib.measure import (
    Measured,
    may_lead,
    measure_quarter,
    quarter_figures,
    rank_certainty,
    rank_range,
    rank_sets,
    units_frame,
    wilson,
)
from cchc_lib.measure.certainty import CERTAINTY_COLUMNS
from cchc_lib.registry import Quarter, Registry
from tests.measure.targets import SHARE, target

FIRST = Quarter(2020, 1)
NAMES = ["plan-implemented", "dialogues", "plan-tasks-done", "plan-tasks-assigned",
         "self-inspection", "initiatives", "communication-plan", "portal-posted",
         "dossiers-resolved", "dossiers-resolved-early", "dossiers-resolved-on-time"]  # fmt: skip


def observed(rows: list[tuple[str, str, float]], quarter: str = "2020-Q1") -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["unit", "indicator", "value"])
    return table.assign(quarter=quarter, window="year_to_date")


def measured(registry: Registry, rows: list[tuple[str, str, float]]) -> Measured:
    natures = {name: one.nature for name, one in registry.indicators.items()}
    found = measure_quarter(registry, quarter_figures(observed(rows), natures), FIRST)
    assert found is not None
    return found


def city(registry: Registry) -> list[tuple[str, str, float]]:
    """Every unit's figures, from a fixed seed; the dossiers of each are its own number."""
    rng = np.random.default_rng(3)
    rows: list[tuple[str, str, float]] = []
    for unit in registry.units_in(FIRST):
        whole = float(rng.integers(50, 400))
        values = [1, rng.integers(0, 3), rng.integers(1, 10), 10, 1, 1, 1, rng.integers(0, 2),
                  whole, 0, rng.binomial(int(whole), 0.9)]  # fmt: skip
        rows += [(unit.slug, name, float(v)) for name, v in zip(NAMES, values, strict=True)]
    return rows


def test_one_call_measures_the_whole_city(registry: Registry) -> None:
    """Ten targets of 52 units, ten of the city, a score and a rank for each unit that reported."""
    found = measured(registry, city(registry))
    assert len(found.units) == 520
    assert len(found.city) == 10
    assert found.scores["rank"].notna().sum() == 52
    assert found.scores.groupby("group")["rank"].max().to_dict() == pytest.approx(
        {"departments": 22, "districts": 30}, abs=1
    )
    assert (found.scores["error"] > 0).all()
    assert list(found.figures.columns) == sorted(NAMES)


def test_year_without_a_plan_is_not_measured(registry: Registry) -> None:
    """2018 has no targets here, so it has no findings."""
    figures = quarter_figures(observed([("ba-dinh", "dialogues", 1)], "2018-Q1"), {})
    assert measure_quarter(registry, figures, Quarter(2018, 1)) is None


def test_plan_without_a_method_has_findings_and_no_score(registry: Registry) -> None:
    """2026 has targets and no weights: statuses, but no score, no rank and no error."""
    rows = observed([("so-noi-vu", "dossiers-resolved", 10)], "2026-Q1")
    found = measure_quarter(registry, quarter_figures(rows, {}), Quarter(2026, 1))
    assert found is not None
    assert set(found.scores["reason"]) == {"no_method"}
    assert found.scores[["score", "rank", "error"]].isna().all().all()


def test_shares_of_outcomes_have_an_interval(registry: Registry) -> None:
    """95 of 100 dossiers on time, by Wilson in percent, for the unit and the city; a share of
    units, and a part above its whole, have none.
    """
    rule = target(**SHARE | {"id": "on-time"}, outcomes=True)
    plan = registry.plans[2020].model_copy(
        update={"targets": [rule, target(**SHARE | {"id": "schools"}), target()]}
    )
    known = dataclasses.replace(registry, plans={2020: plan}, scorings={})
    rows = [("ba-dinh", "informed", 95), ("ba-dinh", "schools", 100),
            ("tay-ho", "informed", 8), ("tay-ho", "schools", 7)]  # fmt: skip
    found = measured(known, rows)
    interval = wilson(95, 100, 0.95)
    expected = [100 * interval.lower, 100 * interval.upper]
    units = found.units.set_index(["unit", "target"])
    assert units.loc[("ba-dinh", "on-time"), ["lower", "upper"]].tolist() == pytest.approx(expected)
    assert units.loc[("tay-ho", "on-time"), ["lower", "upper"]].isna().all()
    assert units.loc[("tay-ho", "on-time"), "status"] == "not_reported"
    assert units.loc[("ba-dinh", "schools"), ["lower", "upper"]].isna().all()
    whole = found.city.set_index("target")
    assert whole.loc["on-time", "lower"] == pytest.approx(100 * interval.lower)
    assert whole.loc["dialogue", ["lower", "upper"]].isna().all()


def test_flows_are_projected_by_the_days_of_the_year(registry: Registry) -> None:
    """1 dialogue in 91 of 366 days; the initiatives too."""
    found = measured(registry, [("ba-dinh", "dialogues", 1), ("ba-dinh", "initiatives", 2)])
    projected = found.units.set_index(["unit", "target"])["projected"]
    assert projected["ba-dinh", "dialogue"] == pytest.approx(366 / 91)
    assert projected["ba-dinh", "initiative"] == pytest.approx(2 * 366 / 91)
    assert math.isnan(projected["ba-dinh", "plan"])


def test_unit_founded_within_the_year_is_not_projected(registry: Registry) -> None:
    """A ward of July 2025 has no rate for the whole year; a department has."""
    plan = registry.plans[2020].model_copy(
        update={"targets": [target(scope=("departments", "communes"))]}
    )
    known = dataclasses.replace(registry, plans={2025: plan}, scorings={})
    rows = [("phuong-ba-dinh", "dialogues", 1.0), ("so-noi-vu", "dialogues", 1.0)]
    figures = quarter_figures(observed(rows, "2025-Q4"), {})
    found = measure_quarter(known, figures, Quarter(2025, 4))
    assert found is not None
    projected = found.units.set_index("unit")["projected"]
    assert projected["so-noi-vu"] == 1
    assert math.isnan(projected["phuong-ba-dinh"])


def test_units_frame_is_in_register_order(registry: Registry) -> None:
    """Departments first, then districts, with group and sub-group."""
    frame = units_frame(registry, FIRST)
    assert list(frame.columns) == ["unit", "group", "subgroup"]
    assert frame["unit"].tolist() == [unit.slug for unit in registry.units_in(FIRST)]
    row = frame.set_index("unit").loc["ba-dinh"]
    assert row.tolist() == ["districts", "urban-districts"]


def certainty(registry: Registry, found: Measured, group: str = "districts") -> pd.DataFrame:
    scoring = registry.scoring(2020)
    assert scoring is not None
    return rank_certainty(found, scoring, registry.certainty, group).set_index("unit")


def test_sets_hold_the_rank_and_silence_has_none(registry: Registry) -> None:
    """Lower <= rank <= upper, in the set and under other weights; one silent unit has neither."""
    rows = [row for row in city(registry) if row[0] != "tay-ho"]
    table = certainty(registry, measured(registry, rows))
    assert list(table.reset_index().columns) == CERTAINTY_COLUMNS
    assert table.loc["tay-ho"].isna().all()
    known = table.drop("tay-ho")
    assert len(known) == 29
    assert (known["lower"] <= known["rank"]).all()
    assert (known["rank"] <= known["upper"]).all()
    assert (known["weights_lower"] <= known["weights_upper"]).all()
    assert known[["lower", "upper", "weights_lower", "weights_upper"]].max().max() <= 29
    assert (known["upper"] - known["lower"]).max() > 0


def test_certainty_is_of_one_group(registry: Registry) -> None:
    """22 departments, whatever the districts did."""
    rows = city(registry)
    table = certainty(registry, measured(registry, rows), "departments")
    alone = [row for row in rows if row[0] in table.index]
    pd.testing.assert_frame_equal(
        table, certainty(registry, measured(registry, alone), "departments")
    )
    assert len(table) == 22


@pytest.mark.parametrize("seed", range(4))
def test_order_of_the_rows_changes_nothing(registry: Registry, seed: int) -> None:
    """Observations may come in any order."""
    rows = city(registry)
    order = np.random.default_rng(seed).permutation(len(rows))
    one, other = measured(registry, rows), measured(registry, [rows[at] for at in order])
    pd.testing.assert_frame_equal(one.scores, other.scores)
    pd.testing.assert_frame_equal(one.units, other.units)


def test_certainty_goes_by_its_rules(registry: Registry) -> None:
    """Confidence, draws, seed and spread of params/certainty.yml, who is ranked, what applies, and
    bonus points: exactly what the two methods give with them.
    """
    rows = [row for row in city(registry) if row[:2] != ("ba-vi", "dossiers-resolved")]
    rows = [row for row in rows if row[0] != "tay-ho" or row[1] == "dialogues"]
    found = measured(registry, rows)
    scoring = registry.scoring(2020)
    assert scoring is not None
    bonus = pd.Series({"ba-dinh": 3.0}).reindex(found.scores["unit"]).fillna(0).to_numpy()
    scored = found.scores.assign(score=found.scores["score"] + bonus, adjustment=bonus)
    found = dataclasses.replace(found, scores=scored)
    rules = registry.certainty.model_copy(
        update={"confidence": 0.6, "draws": 300, "seed": 5, "weights": 0.7}
    )
    table = rank_certainty(found, scoring, rules, "districts").set_index("unit")
    mine = scored[scored["group"] == "districts"].set_index("unit")
    ranked = mine["rank"].notna()
    assert not ranked["tay-ho"]
    assert not np.isnan(mine.loc["tay-ho", "score"])
    sets = rank_sets(mine["score"].where(ranked), mine["error"], confidence=0.6, draws=300, seed=5)
    assert table[["lower", "upper"]].equals(sets[["lower", "upper"]])
    parts = found.criteria[found.criteria["unit"].isin(mine.index)]
    wide = parts.set_index(["unit", "criterion"])
    weights = pd.Series({one.id: one.weight for one in scoring.criteria})
    ranges = rank_range(
        wide["attainment"].unstack().reindex(mine.index), weights,
        applies=wide["applies"].unstack().reindex(mine.index), spread=0.7, draws=300, seed=5,
        quantiles=(0.2, 0.8), eligible=ranked, added=mine["adjustment"] / 100,
    )  # fmt: skip
    assert table["weights_lower"].tolist() == pytest.approx(ranges["lower"].tolist(), nan_ok=True)
    assert table["weights_upper"].tolist() == pytest.approx(ranges["upper"].tolist(), nan_ok=True)
    assert table["tied"].dropna().tolist() == [
        (mine["rank"] == rank).sum() - 1 for rank in mine["rank"].dropna()
    ]


def test_who_may_lead_is_who_cannot_be_told_apart_from_the_first(registry: Registry) -> None:
    """In order of rank, the best among them; nobody of another group, and no silent unit."""
    rows = [row for row in city(registry) if row[0] != "tay-ho"]
    found = measured(registry, rows)
    districts = found.scores[found.scores["group"] == "districts"].set_index("unit")
    leaders = may_lead(found, registry.certainty, "districts")
    ranks = districts.loc[leaders, "rank"].tolist()
    assert ranks == sorted(ranks)
    assert ranks[:3] == [1, 2, 3]
    assert "tay-ho" not in leaders
    assert len(leaders) < 29
