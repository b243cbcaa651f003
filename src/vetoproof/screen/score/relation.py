"""How two words of two names relate: equal, one sound, a slip of the pen, two names of one person, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

EDIT_1 = 4
"""Shortest word (or sound) in which one changed letter is taken for a slip: in shorter ones it makes another name."""

EDIT_2 = 7
"""Shortest sound in which two changed letters are."""


Array = npt.NDArray[Any]


class Level(IntEnum):
    """From nearest to none. The order counts: a pair is given the lowest level that holds."""

    EQUAL = 0
    SOUND = 1
    NICKNAME = 2
    EDIT_1 = 3
    EDIT_2 = 4
    INITIAL = 5
    ACRONYM = 6
    NONE = 9


class NicknameTable(Protocol):
    """Words and the groups of equivalent given names that they are in."""

    def of(self, key: str, sound: str) -> frozenset[int]: ...


class Relations:
    """Relations of words under one reading system, remembered.

    `sound` folds spellings of one sound to one key; `nicknames` gives the groups of equivalent given names that a word is in,
    `forms` how two legal forms relate ("same", "compatible", "other").
    """

    def __init__(
        self, sound: Callable[[str], str], nicknames: NicknameTable | None = None,
        forms: Callable[[str, str], str] | None = None,
    ) -> None:  # fmt: skip
        self._sound = sound
        self._forms = forms
        self._nicknames = nicknames
        self._sounds: dict[str, str] = {}
        self._known: dict[tuple[str, str], Level] = {}

    def sound(self, key: str) -> str:
        """The coarser key of a word."""
        found = self._sounds.get(key)
        if found is None:
            if len(self._sounds) > LIMIT:
                self._sounds.clear()
            found = self._sounds[key] = self._sound(key)
        return found

    def nicknames(self, key: str) -> frozenset[int]:
        """Groups of given names that are used for one another and hold this one."""
        return self._nicknames.of(key, self.sound(key)) if self._nicknames is not None else frozenset()

    def know(self, key: str, sound: str) -> None:
        """Remembers the sound of a word, where it lies in an index already."""
        if len(self._sounds) > LIMIT:
            self._sounds.clear()
        self._sounds[key] = sound

    def compatible(self, a: str, b: str) -> bool:
        """Whether one firm may bear both of two legal forms, as those of one kind in two languages."""
        return a == b or (self._forms is not None and self._forms(a, b) != "other")

    def level(self, a: str, b: str) -> Level:
        """How `a` and `b` relate; symmetric."""
        if a == b:
            return Level.EQUAL
        pair = (a, b) if a < b else (b, a)
        found = self._known.get(pair)
        if found is None:
            if len(self._known) > LIMIT:
                self._known.clear()
            found = self._known[pair] = self._relate(*pair)
        return found

    def _relate(self, a: str, b: str) -> Level:
        if a.isdigit() or b.isdigit():
            return Level.NONE
        sound_a, sound_b = self.sound(a), self.sound(b)
        if sound_a == sound_b:
            return Level.SOUND
        if self.nicknames(a) & self.nicknames(b):
            return Level.NICKNAME
        return edited(a, b, sound_a, sound_b)


LIMIT = 200_000
"""Words and pairs remembered before the memory is emptied: some 40 MB."""


def edited(a: str, b: str, sound_a: str, sound_b: str) -> Level:
    """Whether slips of the pen lead from one word to another that does not sound the same."""
    letters, sounding = OSA.distance(a, b, score_cutoff=1), OSA.distance(sound_a, sound_b, score_cutoff=2)
    if sounding == 0:
        return Level.SOUND
    if letters <= 1 and min(len(a), len(b)) >= EDIT_1:
        return Level.EDIT_1
    shorter = min(len(sound_a), len(sound_b))
    if sounding <= 1 and shorter >= EDIT_1:
        return Level.EDIT_1
    return Level.EDIT_2 if sounding <= 2 and shorter >= EDIT_2 else Level.NONE


def slipped_many(long: int, longs: Array, letters: Array, heard: int, heards: Array, sounding: Array) -> Array:
    """`edited` of one word with many, from the slips that lead to each in letters and in sound, and the lengths of the words
    (`long`) and of their sounds (`heard`). `tests/screen/score/test_relation.py` holds both to be the same.

    One slip in the letters or in the sound, so that a slip and a change of transliteration together are seen; two in the sound.
    """
    shorter = np.minimum(heard, heards)
    levels = np.where((sounding <= 2) & (shorter >= EDIT_2), Level.EDIT_2, Level.NONE)
    once = ((letters <= 1) & (np.minimum(long, longs) >= EDIT_1)) | ((sounding <= 1) & (shorter >= EDIT_1))
    levels[once] = Level.EDIT_1
    levels[sounding == 0] = Level.SOUND
    return levels
