"""Units are compared by what the language pack says that nouns count."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vetoproof.gold.units import Units, singular


@pytest.fixture(scope="module")
def units(pack):
    return Units(pack)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("soldiers", "troops"),
        ("North Korean soldiers", "personnel"),
        ("servicemen", "persons"),
        ("Nepalis", "persons"),
        ("152-mm shells", "rounds"),
        ("tons", "tonnes"),
        ("boxes", "containers"),
        ("reactors", "reactor"),
        ("Type 75 launchers", "launchers"),
        (None, ""),
    ],
)
def test_nouns_that_count_the_same_are_equal(units, one, other):
    assert units.equal(one, other)
    assert units.equal(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("soldiers", "shells"),
        ("howitzers", "rifles"),
        ("shells", "missiles"),
        ("shells", "items"),
        ("urns", "reactors"),
        ("containers", None),
    ],
)
def test_nouns_that_count_other_things_are_not(units, one, other):
    assert not units.equal(one, other)
    assert not units.equal(other, one)


def test_the_catch_all_unit_is_equal_to_a_noun_that_has_nothing_better(units):
    assert units.equal("items", "howitzers")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=st.text("abcdefs yx", max_size=12), other=st.text("abcdefs yx", max_size=12))
def test_equality_goes_both_ways_and_holds_for_oneself(units, one, other):
    assert units.equal(one, other) == units.equal(other, one)
    assert units.equal(one, one)


@pytest.mark.parametrize(
    ("plural", "single"), [("boxes", "box"), ("women", "woman"), ("deliveries", "delivery"), ("glass", "glass")]
)
def test_plurals_lose_their_endings(plural, single):
    assert singular(plural) == single
