"""How common a word is in names: what its agreement tells.

That two names share a rare word says much, a common one little. The frequencies are a table of the program's, not of the lists
that happen to be loaded, so that a score does not depend on which lists stand beside the one that matched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import log10

from vetoproof.screen.score.relation import Level

UNSEEN = 0.5
"""Occurrences supposed of a word that the table does not have."""

NEIGHBOURS = {Level.EDIT_1: 4.0, Level.EDIT_2: 15.0, Level.NICKNAME: 3.0}
"""How many times as many names hold some word within one or two slips of a word as hold a word of its sound. Measured on the
words of two public lists by `train/names.py neighbours`."""


class Background:
    """Counts of words among so many names, by reading system. `rows` are system, word, count and the word's sound."""

    def __init__(self, rows: Iterable[tuple[str, str, int, str]], totals: dict[str, int], sound: Callable[[str], str]) -> None:
        self._totals = totals
        self._sound = sound
        self._counts: dict[tuple[str, str], int] = {}
        self._sounds: dict[tuple[str, str], int] = {}
        for system, key, n, folded in rows:
            self._counts[system, key] = n
            if folded:
                place = (system, folded)
                self._sounds[place] = self._sounds.get(place, 0) + n

    def rarity(self, system: str, key: str, level: Level = Level.EQUAL) -> float:
        """-log10 of the share of names (under that system) with a word that relates to `key` at `level` or nearer."""
        total = self._totals[system]
        if level == Level.EQUAL:
            return log10(total / (self._counts.get((system, key), 0) + UNSEEN))
        if level in (Level.INITIAL, Level.ACRONYM):
            return INITIAL
        return max(0.0, self.heard(system, key) - log10(NEIGHBOURS.get(level, 1.0)))

    def heard(self, system: str, key: str) -> float:
        """-log10 of the share of names with a word of the sound of `key`."""
        n = self._sounds.get((system, self._sound(key)), 0) if system == "latin" else self._counts.get((system, key), 0)
        return log10(self._totals[system] / (n + UNSEEN))


INITIAL = 1.0
"""One name in ten has a word that begins with a given letter, about."""
