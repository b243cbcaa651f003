"""Words in printed order, and the family name where the print shows it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.screen.names.tokens import Tokens

TOKENS = Tokens()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Al-Assad", ("al", "assad")),
        ("A. Khamenei", ("a", "khamenei")),
        ("G.m.b.H.", ("g", "m", "b", "h")),
        ("Sp. z o.o.", ("sp", "z", "o", "o")),
        ("Bank (Schweiz) AG", ("bank", "schweiz", "ag")),
        ('OOO "Rotor-43"', ("ooo", "rotor", "43")),
        ("M/V Maia", ("m", "v", "maia")),
        ("SiemensAG", ("siemens", "ag")),
        ("FridrichBuchenberg", ("fridrich", "buchenberg")),
        ("McDonald", ("mcdonald",)),
        ("PetroChina", ("petrochina",)),
        ("", ()),
    ],
)
def test_words_are_split_at_signs_and_joined_by_apostrophes(text: str, words: tuple[str, ...]) -> None:
    assert TOKENS(text).words == words


def test_a_comma_shows_the_family_name() -> None:
    assert TOKENS("KIM, Yong Chol") == (("kim", "yong", "chol"), (0,), True)
    assert TOKENS("AL BEN ALI, Isa").family == (0, 1, 2)
    assert TOKENS("Kim,").family == ()


def test_capitals_among_other_words_show_the_family_name() -> None:
    assert TOKENS("Vladimir Andreevich KONSTANTINOV").family == (2,)
    assert TOKENS("Владимир ПУТИН").family == (1,)
    assert TOKENS("KIM Jong Un").family == (0,)
    assert TOKENS("KIM JONG UN").family == ()
    assert TOKENS("Kim J. Un").family == ()


@given(st.text(max_size=60))
def test_any_text_gives_words_and_places_within_them(text: str) -> None:
    printed = TOKENS(text)
    assert all(word.isascii() and word.isalnum() for word in printed.words)
    assert all(0 <= place < len(printed.words) for place in printed.family)
