"""What moved a unit's rank: its own score by criterion, and the others."""

import itertools
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.measure import criterion_moves, rank, rank_changes
from cchc_lib.measure.rank_changes import CHANGE_COLUMNS

NAN = math.nan


def ranked(scores: dict[str, float], group: str = "districts") -> pd.DataFrame:
    table = pd.DataFrame({"unit": list(scores), "group": group, "score": list(scores.values())})
    return table.assign(rank=rank(table["score"]))


def changes(before: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    return rank_changes(before, now).set_index("unit")


def test_own_places_and_those_that_others_gave() -> None:
    """C rose from 70 to 85, which alone would have won two places; B's rise to 90 took one back."""
    before = ranked({"a": 80, "b": 75, "c": 70, "d": 60})
    now = ranked({"a": 80, "b": 90, "c": 85, "d": 60})
    row = changes(before, now).loc["c"]
    assert row[["rank_before", "rank", "change", "own", "others"]].tolist() == [3, 2, 1, 2, -1]
    assert row["score_change"] == 15


def test_unit_that_stood_still_was_overtaken() -> None:
    """A's score did not move: both places it lost are the others' doing."""
    before, now = ranked({"a": 80, "b": 75, "c": 70}), ranked({"a": 80, "b": 90, "c": 85})
    row = changes(before, now).loc["a"]
    assert row[["change", "own", "others", "score_change"]].tolist() == [-2, 0, -2, 0]


def test_fall_past_others_is_its_own() -> None:
    """From 80 to 65, past two: two places down, none of them by others."""
    before, now = ranked({"a": 80, "b": 75, "c": 70}), ranked({"a": 65, "b": 75, "c": 70})
    assert changes(before, now).loc["a", ["change", "own", "others"]].tolist() == [-2, -2, 0]


def test_newcomer_and_leaver_count_as_others() -> None:
    """D had no rank before and is first now; E left: A lost one place and won one, by others."""
    before = ranked({"e": 95, "a": 80, "b": 70, "d": NAN})
    now = ranked({"e": NAN, "a": 80, "b": 70, "d": 90})
    table = changes(before, now)
    assert table.loc["a", ["change", "own", "others"]].tolist() == [0, 0, 0]
    assert table.loc[["d", "e"], "change"].isna().all()
    assert table.loc[["d", "e"], ["own", "others", "score_change"]].isna().all().all()


def test_equal_scores_share_a_place_before_and_after() -> None:
    """Catching up with an equal is a place; leaving an equal upward is none."""
    before, now = ranked({"a": 80, "b": 70, "c": 70}), ranked({"a": 80, "b": 80, "c": 70})
    table = changes(before, now)
    assert table.loc["b", ["change", "own"]].tolist() == [1, 1]
    assert table.loc["c", ["change", "own", "others"]].tolist() == [-1, 0, -1]


def test_groups_do_not_meet() -> None:
    """A department's rise moves no district."""
    before = pd.concat([ranked({"a": 80, "b": 70}), ranked({"s": 10, "t": 5}, "departments")])
    now = pd.concat([ranked({"a": 80, "b": 70}), ranked({"s": 10, "t": 99}, "departments")])
    table = changes(before, now)
    assert table["change"].tolist() == [0, 0, -1, 1]
    assert table["own"].tolist() == [0, 0, 0, 1]


def test_unit_without_an_earlier_quarter_has_no_change() -> None:
    """A unit that did not exist before has its rank and nothing to compare it with."""
    row = changes(ranked({"a": 80}), ranked({"a": 80, "n": 70})).loc["n"]
    assert row["rank"] == 2
    assert row[["rank_before", "change", "own"]].isna().all()
    assert list(rank_changes(ranked({"a": 1}), ranked({"a": 1})).columns) == CHANGE_COLUMNS


SCORES = st.lists(st.none() | st.integers(0, 20), min_size=2, max_size=8)


@given(SCORES, st.data())
def test_own_and_others_add_up_to_the_change(before: list[int | None], data) -> None:
    """And nobody rises by their own doing when their score fell, or falls when it rose."""
    now = data.draw(st.lists(st.none() | st.integers(0, 20), min_size=len(before),
                             max_size=len(before)))  # fmt: skip
    names = [f"u{at}" for at in range(len(before))]

    def table(scores: list[int | None]) -> pd.DataFrame:
        floats = [NAN if one is None else float(one) for one in scores]
        return ranked(dict(zip(names, floats, strict=True)))

    found = rank_changes(table(before), table(now)).dropna(subset=["change"])
    assert (found["own"] + found["others"]).tolist() == found["change"].tolist()
    rose = found["score_change"] > 0
    assert (found.loc[rose, "own"] >= 0).all()
    assert (found.loc[found["score_change"] < 0, "own"] <= 0).all()
    assert (found.loc[found["score_change"] == 0, "own"] == 0).all()


def test_moves_by_criterion() -> None:
    """What each criterion brought then and now; what did not count brought nothing."""
    before = pd.DataFrame(
        {"unit": "a", "criterion": ["plan", "online"], "contribution": [50.0, 10.0],
         "weight_share": [0.9, 0.1]}
    )  # fmt: skip
    now = pd.DataFrame(
        {"unit": "a", "criterion": ["plan", "feedback", "online"], "contribution": [45.0, 20.0, 0],
         "weight_share": [0.6, 0.4, 0]}
    )  # fmt: skip
    table = criterion_moves(before, now).set_index("criterion")
    assert table["moved"].to_dict() == {"plan": -5, "online": -10, "feedback": 20}
    assert table.loc["feedback", ["points_before", "points"]].tolist() == [0, 20]
    assert table.loc["online", ["points_before", "points"]].tolist() == [10, 0]
    assert table["counted_before"].to_dict() == {"plan": True, "online": True, "feedback": False}
    assert table["counted"].to_dict() == {"plan": True, "online": False, "feedback": True}


def test_criterion_that_is_gone_or_new_brought_nothing_there() -> None:
    """Another method may have other criteria: no row is 0 points, and not counted."""
    columns = ["unit", "criterion", "contribution", "weight_share"]
    before = pd.DataFrame([("a", "old", 5.0, 1.0)], columns=columns)
    now = pd.DataFrame([("a", "new", 7.0, 1.0)], columns=columns)
    table = criterion_moves(before, now).set_index("criterion")
    assert table.loc["old", ["points_before", "points", "moved"]].tolist() == [5, 0, -5]
    assert table.loc["new", ["points_before", "points", "moved"]].tolist() == [0, 7, 7]
    assert table[["counted_before", "counted"]].to_numpy().tolist() == [
        [bool(name == "old"), bool(name == "new")] for name in table.index
    ]


@given(st.lists(st.tuples(st.floats(0, 50), st.floats(0, 50)), min_size=1, max_size=5))
def test_moves_add_up_to_the_change_of_the_score(pairs: list[tuple[float, float]]) -> None:
    """No point of the change is left without a criterion."""
    names = [f"c{at}" for at in range(len(pairs))]
    tables = [
        pd.DataFrame(
            {
                "unit": "a",
                "criterion": names,
                "contribution": [p[side] for p in pairs],
                "weight_share": 0.5,
            }
        )
        for side in (0, 1)
    ]
    moved = criterion_moves(*tables)["moved"].sum()
    assert moved == pytest.approx(sum(now - then for then, now in pairs), abs=1e-9)
    assert len(list(itertools.chain(names))) == len(criterion_moves(*tables))
