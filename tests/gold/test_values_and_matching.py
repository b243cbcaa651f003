"""A label and a claim belong together when they are about the same words and agree most."""

from __future__ import annotations

import pytest
from gold_words import DENIAL, SHELLS, TEXT, TROOPS, claim, label, quantity

from vetoproof.gold.matching import of_claim, of_label, pairs, quoted
from vetoproof.gold.names import Names
from vetoproof.gold.places import Places
from vetoproof.gold.units import Units
from vetoproof.gold.values import SLOTS, Sameness, chain, values


@pytest.fixture(scope="module")
def same(pack):
    return Sameness(Units(pack), Names(pack), Places(pack))


def test_labels_and_claims_have_the_same_slots():
    given = {
        "frame": {"supplier": "KP", "recipient": "RU|BY", "item": "The shells", "place": {"name": "Rajin", "to": "Dunai"}},
        "quantity": quantity(400, None, "at_least", "containers"),
        "hedge": {"exact": "probably"},
        "period": {"from": "2024-06", "to": None, "precision": "month", "kind": "window"},
    }
    one, other = values(label(SHELLS, "the Ministry", **given)), values(claim(SHELLS, "Ministry", **given))
    assert one == other
    assert set(one) == set(SLOTS)
    assert (one["recipient"], one["item"], one["place"], one["speaker"]) == ("BY|RU", "shells", ("rajin", "dunai"), "ministry")


@pytest.mark.parametrize(
    ("slot", "one", "other", "equal"),
    [
        ("item", "artillery shells", "shell", True),
        ("item", "shells", "rockets", False),
        ("place", ("kursk region",), ("kursk",), True),
        ("place", ("alabuga, tatarstan",), ("yelabuga",), True),
        ("place", ("east sea",), ("sea of japan",), True),
        ("place", ("najin", "dunay"), ("dunai",), True),
        ("place", ("rajin",), ("dunai",), False),
        ("place", ("khasan",), ("tumangang",), False),
        ("period", (None, "2025"), (None, "2025-12"), True),
        ("period", ("2024", None), ("2024-01", None), True),
        ("period", ("2024", "2024"), ("2024-01", "2024-01"), False),
        ("period", ("2024", None), ("2024", "2024"), False),
        ("period", ("2024-06-03", None), ("2024-06", None), True),
        ("period", ("2024-06", None), ("2024-07", None), False),
        ("unit", "troops", "persons", True),
        ("low", 400, 400.0, True),
        ("speaker", "kr nis", "kr mnd", False),
    ],
)
def test_values_agree_as_their_slot_has_it(same, slot, one, other, equal):
    assert same.agree(slot, one, other) is equal
    assert same.agree(slot, other, one) is equal


def test_quotes_are_found_across_other_white_space():
    assert quoted("Ten  ships\nleft.", "Ten ships left") == (0, 15)
    assert quoted("Ten ships left.", "Nine ships") is None


def test_of_two_figures_in_one_sentence_each_finds_its_own(same):
    both = "400 containers and 1,500 troops"
    wanted = [
        of_label(both, label(both, quantity=quantity(400, 400, "exact", "containers"))),
        of_label(both, label(both, quantity=quantity(1500, 1500, "exact", "troops"))),
    ]
    given = [
        of_claim(claim(both, text=both, quantity=quantity(1500, 1500, "exact", "persons"))),
        of_claim(claim(both, text=both, quantity=quantity(400, 400, "exact", "containers"))),
    ]
    assert sorted(pairs(wanted, given, same)) == [(0, 1), (1, 0)]


def test_a_restatement_matches_and_what_does_not_overlap_does_not(same):
    wanted = [of_label(TEXT, label(SHELLS))]
    assert pairs(wanted, [of_claim(claim(TROOPS, also="shells have probably"))], same) == ((0, 0),)
    assert pairs(wanted, [of_claim(claim(DENIAL))], same) == ()


def test_a_label_whose_quote_is_not_in_the_text_has_no_place_and_no_match(same):
    lost = of_label(TEXT, label("words that are not there"))
    assert lost.places == ()
    assert pairs([lost], [of_claim(claim(SHELLS))], same) == ()


def test_a_chain_is_told_without_its_outlet():
    assert chain(label(SHELLS, "The Agency", "B|A")) == ("agency", "a|b")
