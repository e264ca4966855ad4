"""The weights that make a score."""

from cchc_lib.registry import Registry


def test_weights_add_up_to_100(registry: Registry) -> None:
    """A weight is a number of points out of 100."""
    assert sum(one.weight for one in registry.scorings[2020].criteria) == 100


def test_every_target_that_units_are_held_to_has_a_weight(registry: Registry) -> None:
    """What only the city can reach does not count for a unit."""
    held = {target.id for target in registry.plans[2020].targets if target.assessed == "unit"}
    weighed = {one.target for one in registry.scorings[2020].criteria if one.target}
    assert held == weighed


def test_every_weight_calls_itself_a_project_default(registry: Registry) -> None:
    """The city's own weights are not published."""
    for criterion in registry.scorings[2020].criteria:
        assert "mặc định của dự án" in criterion.source.lower()
    assert "do dự án đặt mặc định" in registry.scorings[2020].source.vi


def test_a_rank_needs_two_thirds_of_the_weight(registry: Registry) -> None:
    """A unit that has not reported enough is listed without a rank."""
    assert registry.scorings[2020].least_weight_reported == (2, 3)


def test_dossiers_on_time_are_a_share_of_what_was_resolved(registry: Registry) -> None:
    """Not of what was received: a rate names its denominator."""
    criteria = {one.id: one for one in registry.scorings[2020].criteria}
    on_time = criteria["dossiers-on-time"]
    assert on_time.numerator == ("dossiers-resolved-early", "dossiers-resolved-on-time")
    assert on_time.denominator == ("dossiers-resolved",)


def test_2019_is_measured_by_the_method_of_2020_for_comparison(registry: Registry) -> None:
    """2019 has no plan of its own here; 2018 has no method at all."""
    assert registry.scoring(2019) is registry.scorings[2020]
    assert registry.plan(2019) is registry.plans[2020]
    assert (registry.scoring(2018), registry.plan(2018)) == (None, None)
