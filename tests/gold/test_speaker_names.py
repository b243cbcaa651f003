"""Two names are one speaker by the pack, by their spelling, or by the kind of source that is not named."""

from __future__ import annotations

import pytest

from vetoproof.gold.names import Names


@pytest.fixture(scope="module")
def names(pack):
    return Names(pack)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("vassily nebenzia", "vasily nebenzya"),
        ("anon:u.s. official", "anon:us official"),
        ("anon:source in the military", "anon:source"),
        ("b|a", "a|b"),
        ("rfa", "radio free asia"),
        ("ru embassy in tokyo", "ru embassy in japan"),
        ("russian embassy in london", "ru embassy london"),
        ("dprk consulate in oslo", "kp consulate in norway"),
        ("pe mission to the united nations", "pe un mission"),
        ("pe ambassador to the un", "pe representative to the united nations"),
        ("pe ministry of education", "pe education ministry"),
        ("pe military", "pe forces"),
        ("pe defense agency", "pe defence agency"),
        ("won sang-kyu", "sangkyu won"),
        ("governor hentzau", "hentzau"),
    ],
)
def test_one_speaker_under_two_names(names, one, other):
    assert names.equal(one, other)
    assert names.equal(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kr nis", "kr mnd"),
        ("a|b", "a"),
        ("anon:official", "kr nis"),
        ("kim jong un", "kim yo jong"),
        ("anon:officer", "group:analysts"),
        ("ru embassy in tokyo", "ru embassy in norway"),
        ("ru embassy in tokyo", "kp embassy in tokyo"),
        ("ru embassy", "ru embassy in norway"),
        ("pe consulate in oslo", "pe embassy in oslo"),
        ("pe mission to the un", "pe representative to the un"),
        ("pe mission to the un", "cl mission to the un"),
        ("pe ministry of education", "pe ministry of energy"),
        ("kim jong un", "un kim jong nam"),
    ],
)
def test_two_speakers(names, one, other):
    assert not names.equal(one, other)


def test_a_chain_is_the_same_only_whole_and_in_order(names):
    assert names.chain(("rfa", "kr nis"), ("radio free asia", "kr nis"))
    assert not names.chain(("kr nis", "rfa"), ("rfa", "kr nis"))
    assert not names.chain(("kr nis",), ())
