"""The register of indicators."""

from collections import Counter

from cchc_lib.registry import Registry
from cchc_lib.vietnamese import fold, nfc

FIELDS = [
    "steering", "institutions", "procedures", "organisation", "civil-service", "public-finance",
    "e-government",
]  # fmt: skip
TOTALS_THAT_ARE_NEVER_ADDED = ["dossiers-received", "dossiers-carried-over", "dossiers-pending"]


def test_there_are_seven_fields_each_with_indicators(registry: Registry) -> None:
    """The ministry's annex has seven fields."""
    assert list(registry.fields) == FIELDS
    counts = Counter(indicator.field for indicator in registry.indicators.values())
    assert all(counts[field] >= 4 for field in FIELDS)


def test_indicators_stand_in_the_order_of_their_fields(registry: Registry) -> None:
    """Forms and reports list them in the file's order."""
    places = [FIELDS.index(indicator.field) for indicator in registry.indicators.values()]
    assert sorted(places) == places


def test_no_two_indicators_have_the_same_name(registry: Registry) -> None:
    """Labels in received files are recognised by the folded Vietnamese name."""
    for names in (
        [fold(indicator.name.vi) for indicator in registry.indicators.values()],
        [indicator.name.en for indicator in registry.indicators.values()],
    ):
        assert [name for name, count in Counter(names).items() if count > 1] == []


def test_flags_are_stocks_from_0_to_1(registry: Registry) -> None:
    """Yes is 1, no is 0; a flag is never added up."""
    for indicator in registry.indicators.values():
        if indicator.kind == "flag":
            assert (indicator.minimum, indicator.maximum, indicator.nature) == (0, 1, "stock")
            assert indicator.unit_of_measure.vi == "Có/Không"


def test_shares_and_scores_are_percents_that_are_never_added(registry: Registry) -> None:
    """A share of a quarter and a share of a year do not add up."""
    for indicator in registry.indicators.values():
        if indicator.kind in ("share", "score"):
            assert (
                indicator.unit_of_measure.vi, indicator.maximum, indicator.nature,
            ) == ("%", 100, "stock")  # fmt: skip


def test_counts_and_money_are_never_negative(registry: Registry) -> None:
    """A negative count is certainly wrong; how large one may be is not known."""
    for indicator in registry.indicators.values():
        if indicator.kind in ("count", "money"):
            assert (indicator.minimum, indicator.maximum) == (0, None)


def test_totals_that_hold_what_was_carried_over_are_stocks(registry: Registry) -> None:
    """Two quarters' totals of dossiers received hold the same carried-over dossiers twice."""
    natures = {name: registry.indicators[name].nature for name in TOTALS_THAT_ARE_NEVER_ADDED}
    assert dict.fromkeys(TOTALS_THAT_ARE_NEVER_ADDED, "stock") == natures


def test_form_ii_06a_has_its_eleven_columns(registry: Registry) -> None:
    """Columns 3 to 13 of the form each feed one indicator."""
    sources = [
        indicator.source
        for indicator in registry.indicators.values()
        if indicator.source.startswith("Biểu II.06a")
    ]
    expected = [f"Biểu II.06a/VPCP/KSTT, cột {column}" for column in range(3, 14)]
    assert expected == sources


def test_only_discipline_counts_persons_who_could_be_known(registry: Registry) -> None:
    """Small counts of disciplined persons are personal; counts of posts are not."""
    personal = [one.id for one in registry.indicators.values() if one.persons]
    assert personal == ["discipline-cases"]


def test_every_indicator_has_a_source_and_composed_letters(registry: Registry) -> None:
    """What is not checked says so in its source."""
    for indicator in registry.indicators.values():
        assert indicator.source
        for words in (indicator.name.vi, indicator.unit_of_measure.vi, indicator.source):
            assert nfc(words) == words
