"""An open index: words looked up with their relatives, rows by words, entries by place. It holds views of mapped bytes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from vetoproof.model import Listing
from vetoproof.screen.index.arrays import Array
from vetoproof.screen.index.segment import NAME_KINDS, ROLES, SYSTEMS, item
from vetoproof.screen.index.words import number, shortened, word
from vetoproof.screen.names.reading import NameReading, Part
from vetoproof.screen.score.relation import Level, Relations

REMEMBERED = 50_000
"""Words of queries whose relatives are kept: "Kim" and "Mohammed" are asked for again and again."""


class Relatives(NamedTuple):
    """Words of the index that relate to one word: their places, the level of each, and all rows that hold one of them."""

    words: Array
    levels: Array
    rows: int


class Index:
    """Arrays as `join` makes them. Not for threads: the scratch space is one."""

    def __init__(self, arrays: dict[str, Array], relations: Relations, lists: Sequence[str] = ()) -> None:
        self.arrays = arrays
        self.relations = relations
        self.lists = tuple(lists)
        self.row_start = np.concatenate([np.zeros(1, np.uint32), arrays["row_end"][:-1]]) if self.rows else arrays["row_end"]
        self._decode = msgspec.msgpack.Decoder(Listing).decode
        self._remembered: dict[tuple[str, str], Relatives] = {}
        self._keys: dict[int, str] = {}

    @property
    def entries(self) -> int:
        """How many entries there are."""
        return len(self.arrays["entry_end"])

    @property
    def rows(self) -> int:
        """How many readings of names there are."""
        return len(self.arrays["row_end"])

    def listing(self, entry: int) -> Listing:
        """One entry, whole."""
        return self._decode(item(self.arrays, "entry", entry))

    def reading(self, row: int) -> NameReading:
        """One reading of one listed name."""
        a = self.arrays
        places = range(int(self.row_start[row]), int(a["row_end"][row]))
        parts = tuple(Part(self.key(int(a["row_parts"][p])), ROLES[a["row_roles"][p]]) for p in places)
        return NameReading(SYSTEMS[a["row_system"][row]], parts)

    def kind(self, row: int) -> str:
        """Whether the row's name is primary, an alias, weak..."""
        return NAME_KINDS[self.arrays["row_kind"][row]]

    def key(self, at: int) -> str:
        """The letters of one word."""
        found = self._keys.get(at)
        if found is None:
            if len(self._keys) > REMEMBERED:
                self._keys.clear()
            found = self._keys[at] = item(self.arrays, "word", at)[2:].decode("ascii")
        return found

    def find(self, system: str, key: str) -> int | None:
        """The place of exactly this word."""
        wanted = np.uint64(number(word(system, key)))
        numbers = self.arrays["word_number"]
        at = int(np.searchsorted(numbers, wanted))
        return at if at < len(numbers) and numbers[at] == wanted else None

    def relatives(self, system: str, key: str) -> Relatives:
        """All words that relate to this one."""
        found = self._remembered.get((system, key))
        if found is None:
            if len(self._remembered) > REMEMBERED:
                self._remembered.clear()
            found = self._remembered[system, key] = self._relatives(system, key)
        return found

    def _relatives(self, system: str, key: str) -> Relatives:
        levels: dict[int, int] = {}
        if system == "latin" and not key.isdigit():
            for other in self.relations.others(key):
                same = self.find(system, other)
                if same is not None:
                    levels[same] = int(Level.NICKNAME)
            for at in self._near(key):
                level = self.relations.level(key, self.key(at))
                if level != Level.NONE:
                    levels[at] = min(int(level), levels.get(at, int(level)))
        exact = self.find(system, key)
        if exact is not None:
            levels[exact] = int(Level.EQUAL)
        words = np.array(sorted(levels), np.int64)
        return Relatives(
            words, np.array([levels[w] for w in sorted(levels)], np.uint8), sum(self.posted(int(w)) for w in words)
        )

    def _near(self, key: str) -> list[int]:
        sound = self.relations.sound(key)
        if not sound:
            return []
        wanted = np.array(shortened(sound), np.uint32)
        keys = self.arrays["slip_key"]
        first, last = np.searchsorted(keys, wanted, "left"), np.searchsorted(keys, wanted, "right")
        owners = [self.arrays["slip_word"][a:b] for a, b in zip(first.tolist(), last.tolist(), strict=True) if b > a]
        return np.unique(np.concatenate(owners)).tolist() if owners else []

    def posted(self, at: int) -> int:
        """How many rows hold a word."""
        ends = self.arrays["post_end"]
        return int(ends[at]) - (int(ends[at - 1]) if at else 0)

    def postings(self, at: int) -> Array:
        """The rows that hold a word."""
        ends = self.arrays["post_end"]
        return self.arrays["post_rows"][(int(ends[at - 1]) if at else 0) : int(ends[at])]

    def identified(self, key: tuple[str, str]) -> list[int]:
        """Entries that bear an identifier, by its kind (or family of kinds) and its value without print."""
        wanted = np.uint64(number(":".join(key).encode()))
        numbers = self.arrays["id_number"]
        first, last = np.searchsorted(numbers, wanted, "left"), np.searchsorted(numbers, wanted, "right")
        return sorted({int(e) for e in self.arrays["id_entity"][int(first) : int(last)]})
