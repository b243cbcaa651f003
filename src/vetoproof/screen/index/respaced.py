"""Words of a query that the index knows only in other pieces: "Zoranzigic" as Zoran and Zigic, "Patr ushev" as Patrushev."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from vetoproof.screen.index.index import Index
from vetoproof.screen.score.relation import Level

LONG = 4
SHORTEST = 2
"""Letters of the shortest piece: single ones are words of the index by chance."""


def pieces(index: Index, key: str) -> tuple[str, ...]:
    """Two words of the index that make the word together, the most even cut of several; () where there is no such cut. A word
    that is known as it stands is cut into long words only: another list may print "Greenlight" as two."""
    if len(key) <= 2 * SHORTEST or not key.isalpha():
        return ()
    known = any(level <= Level.SOUND for level in index.relatives("latin", key).levels.tolist())
    least = LONG if known else SHORTEST
    cuts = sorted(range(least, len(key) - least + 1), key=lambda at: abs(2 * at - len(key)))
    for at in cuts:
        if index.find("latin", key[:at]) is not None and index.find("latin", key[at:]) is not None:
            return key[:at], key[at:]
    return ()


def runs(index: Index, keys: Sequence[str]) -> list[str]:
    """Words of the index that two neighbouring words of the query make together."""
    pairs = (a + b for a, b in pairwise(keys) if a.isalpha() and b.isalpha())
    return [word for word in pairs if index.find("latin", word) is not None]
