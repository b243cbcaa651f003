"""The words that were asked for, as compiled passes read them: each is looked up once, and stays until there is no room."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vetoproof.screen.index.arrays import Array
from vetoproof.screen.index.words import word
from vetoproof.screen.score.kernel_words import LONGEST, Words
from vetoproof.screen.score.scorer import Scorer

ROOM = 65_536
"""Words kept: "Kim" and "Mohammed" are asked for again and again."""

FORMS = 1_024
"""Legal forms among them."""


class Lexicon:
    """Words with what is known of each. `words` and `fits` are views that grow in place; `forms` are those of the index."""

    def __init__(self, scorer: Scorer, forms: Sequence[str]) -> None:
        self._scorer, self._forms = scorer, forms
        self._places: dict[tuple[str, str], int] = {}
        self._spelled: dict[str, int] = {}
        self._own = Words(
            np.empty(ROOM * 12, np.uint8), np.zeros(ROOM, np.uint64), np.empty(ROOM * 10, np.uint8), np.zeros(ROOM, np.uint64),
            np.empty(ROOM, np.float64), np.empty(ROOM, np.float64), np.zeros(ROOM, np.uint32), np.empty(ROOM * 4, np.uint16),
            np.empty(ROOM, np.int16),
        )  # fmt: skip
        self._fits = np.zeros((FORMS, max(1, len(forms))), np.bool_)
        self.words = Words(*(frozen(array[:]) for array in self._own))
        self.fits = frozen(self._fits[:])

    def ready(self, words: int) -> None:
        """Makes room for so many words: what was kept is forgotten where it is full."""
        own, size = self._own, len(self._places)
        used = (int(own.end[size - 1]), int(own.sound_end[size - 1]), int(own.nick_end[size - 1])) if size else (0, 0, 0)
        room = (len(own.letters), len(own.sounds), len(own.nick))
        full = size + words > ROOM or any(u + words * 2 * LONGEST > r for u, r in zip(used, room, strict=True))
        if full or len(self._spelled) + words > FORMS:
            self._places.clear()
            self._spelled.clear()

    def place(self, system: str, key: str, form: bool) -> int | None:
        """Where a word stands; None for one that is too long, or has too many groups of given names."""
        found = self._places.get((system, key))
        if found is None:
            found = self._added(system, key)
        if found is not None and form and self._own.form[found] < 0:
            at = self._own.form[found] = self._spelled.setdefault(key, len(self._spelled))
            self._fits[at, : len(self._forms)] = [self._scorer.relations.compatible(key, other) for other in self._forms]
        return found

    def _added(self, system: str, key: str) -> int | None:
        relations, background = self._scorer.relations, self._scorer.background
        plain = system == "latin" and not key.isdigit()
        letters = word(system, key)
        sound = relations.sound(key).encode("ascii") if plain else b""
        groups = sorted(relations.nicknames(key)) if plain else []
        if max(len(key), len(sound), len(groups)) > LONGEST:
            return None
        at, own = len(self._places), self._own
        for held, ends, some in ((own.letters, own.end, letters), (own.sounds, own.sound_end, sound)):
            start = int(ends[at - 1]) if at else 0
            held[start : start + len(some)] = np.frombuffer(some, np.uint8)
            ends[at] = start + len(some)
        start = int(own.nick_end[at - 1]) if at else 0
        own.nick[start : start + len(groups)] = groups
        own.nick_end[at] = start + len(groups)
        own.common[at] = background.rarity(system, key)
        own.heard[at] = background.heard(system, key)
        own.form[at] = -1
        self._places[system, key] = at
        return at


def frozen(array: Array) -> Array:
    """Marked as read only, as the mapped arrays are, so that one compiled form serves both."""
    array.setflags(write=False)
    return array
