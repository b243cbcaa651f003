"""Texts that name a ship, however its name is written; and texts that name none."""

from __future__ import annotations

import pytest

from vetoproof.analyze.free_text import ShipWords

WORDS = ShipWords(["ROE DEER", "Blue Whale", "M/V Ada", "RAJIN", "ANGARA", "Élan Vital"], ["273999001", "9074729"],
                  ["Rajin", "Angara", "9179842"])  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "https://news.example/was-it-the-roe-deer", "https://news.example/search?q=Blue%20Whale", "https://x.example/roedeer",
        "https://news.example/bluewhale.html", "https://news.example/thebluewhales.html", "search?u=x%253FBlue%2520Whale",
        "BLUE WHALE watcher", "Blue&nbsp;Whale", "elan vital", "seen: 273999001", "imo9074729.jpg", "273 999 001",
        "another one (IMO 9300001)", "MMSI: 412000009",
    ],
)  # fmt: skip
def test_a_ship_is_found_however_it_is_written(text: str) -> None:
    assert WORDS.named_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://institute.example/rajin-report", "the deer and the roe", "adamant", "Angara (IMO 9179842)",
        "https://x.example/20231020", "", "deer park, blue sky, whale",
    ],
)  # fmt: skip
def test_places_listed_ships_and_parts_of_names_are_no_such_ship(text: str) -> None:
    assert not WORDS.named_in(text)


def test_without_ships_nothing_is_named() -> None:
    assert not ShipWords([], []).named_in("Blue Whale")
