"""The words by which a language says where, as look-ups: what `places.yaml` of a language pack holds.

Kinds of rows: at, from, to, between (prepositions); site (nouns that keep a place a place: "the Elphberg front"); apart (nouns
whose place only says which one is meant: "the embassy in Strelsau"); fighting (nouns of what happened there); enter (verbs
whose object is a place); edge ("near the Ruritanian border" is not in Ruritania); there; back ("the region": the place named
before); held ("occupied").
"""

from __future__ import annotations

from functools import lru_cache

from vetoproof.examine.entries import words
from vetoproof.packs.language import Entry


class PlaceWords:
    """Sets of lower-case words by kind."""

    def __init__(self, rows: tuple[Entry, ...]) -> None:
        self.at, self.start, self.goal, self.between = (
            frozenset(words(rows, kind)) for kind in ("at", "from", "to", "between")
        )
        self.sites, self.apart, self.fighting = (frozenset(words(rows, kind)) for kind in ("site", "apart", "fighting"))
        self.edges = frozenset(words(rows, "edge"))
        self.enter, self.there, self.back, self.held = (
            frozenset(words(rows, kind)) for kind in ("enter", "there", "back", "held")
        )


@lru_cache(maxsize=8)
def place_words(rows: tuple[Entry, ...]) -> PlaceWords:
    """The look-ups of these rows; the same rows are read once."""
    return PlaceWords(rows)
