"""Ships' names: the prefix goes, the number stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.screen.names.reading import Part
from vetoproof.screen.names.ship import Ship
from vetoproof.screen.names.tokens import Tokens

TOKENS, SHIP = Tokens(), Ship()


@pytest.mark.parametrize(
    "text", ["Maia-1", "Maia 1", "MAIA I", "MAIA ONE", "M/V Maia-1", "MV MAIA No. 1", "Maia 01", "M.V. Maia1", "MAIA 1HO"]
)
def test_all_ways_to_print_a_number_are_one(text: str) -> None:
    assert SHIP(TOKENS(text).words) == (Part("maia"), Part("1", "number"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zu Zag Bong 6", "zu zag bong 6/number"),
        ("MT SEA STAR", "sea star"),
        ("MV", "mv"),
        ("ONE", "one"),
        ("V Star", "v star"),
        ("Victory III", "victory 3/number"),
        ("Vi Na Xi Mang 2", "vi na xi mang 2/number"),
    ],
)
def test_only_prefixes_go_and_only_the_end_is_a_number(text: str, expected: str) -> None:
    assert " ".join(p.key if p.role == "name" else f"{p.key}/{p.role}" for p in SHIP(TOKENS(text).words)) == expected


@given(st.text(max_size=60))
def test_any_text_keeps_something(text: str) -> None:
    words = TOKENS(text).words
    assert bool(SHIP(words)) == bool(words)
