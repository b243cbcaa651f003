"""An open index: words looked up with their relatives, rows by words, entries by place. It holds views of mapped bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from vetoproof.model import Listing
from vetoproof.screen.index.arrays import Array
from vetoproof.screen.index.segment import BEARERS, NAME_KINDS, ROLES, SYSTEMS, item
from vetoproof.screen.index.words import number, shortened, word
from vetoproof.screen.names.reading import Kind, NameReading, Part
from vetoproof.screen.score.relation import Level, Relations, slipped_many

REMEMBERED = 50_000
"""Words of queries whose relatives are kept: "Kim" and "Mohammed" are asked for again and again."""


class Relatives(NamedTuple):
    """Words of the index that relate to one word: their places, and the level of each."""

    words: Array
    levels: Array


class Index:
    """Arrays as `join` makes them. Not for threads: the scratch space is one.

    `slipped` gives the words of one sound with a word or within a slip of it, each with its level, or None where it cannot;
    `bulk.Bulk` puts a compiled one in its place.
    """

    def __init__(self, arrays: dict[str, Array], relations: Relations, lists: Sequence[str] = ()) -> None:
        self.arrays = arrays
        self.relations = relations
        self.lists = tuple(lists)
        self.row_start = np.concatenate([np.zeros(1, np.uint32), arrays["row_end"][:-1]]) if self.rows else arrays["row_end"]
        ends = arrays["post_end"]
        self.post_start = np.concatenate([np.zeros(1, ends.dtype), ends[:-1]]) if len(ends) else ends
        self._decode = msgspec.msgpack.Decoder(Listing).decode
        self._remembered: dict[tuple[str, str], Relatives] = {}
        self.slipped: Callable[[str], tuple[Array, Array] | None] = self._slipped
        self._by_group: tuple[Array, Array] | None = None
        self._keys: dict[int, str] = {}
        self._sounds: dict[int, str] = {}

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

    def name_of(self, row: int) -> tuple[int, int]:
        """The entry whose name a row reads, and which of its names it is."""
        return int(self.arrays["row_entity"][row]), int(self.arrays["row_name"][row])

    def names_of(self, rows: Array) -> Array:
        """The same for many rows, as one number a name."""
        a = self.arrays
        names: Array = (a["row_entity"][rows].astype(np.int64) << 32) + a["row_name"][rows]
        return names

    def entries_of(self, rows: Array) -> list[int]:
        """The entry of each row."""
        return list(self.arrays["row_entity"][rows].tolist())

    def weak(self, rows: Array) -> list[bool]:
        """Whether the list itself calls the name of each row weak."""
        return list((self.arrays["row_kind"][rows] == NAME_KINDS.index("weak")).tolist())

    def readings(self, row: int) -> tuple[NameReading, ...]:
        """All readings of the name that a row reads: its rows stand together."""
        name = self.name_of(row)
        first, last = row, row + 1
        while first > 0 and self.name_of(first - 1) == name:
            first -= 1
        while last < self.rows and self.name_of(last) == name:
            last += 1
        return tuple(self.reading(at) for at in range(first, last))

    def kind(self, row: int) -> str:
        """Whether the row's name is primary, an alias, weak..."""
        return NAME_KINDS[self.arrays["row_kind"][row]]

    def bears(self, entry: int) -> Kind:
        """What kind of name an entry bears: a person's, a body's, a ship's."""
        return BEARERS[int(self.arrays["entry_kind"][entry])]

    def key(self, at: int) -> str:
        """The letters of one word."""
        found = self._keys.get(at)
        if found is None:
            if len(self._keys) > REMEMBERED:
                self._keys.clear()
            word = item(self.arrays, "word", at).decode("ascii")
            found = self._keys[at] = word[2:]
            if word[0] == "l":
                self.relations.know(found, self.sound(at) or found)
        return found

    def sound(self, at: int) -> str:
        """The sound of one word."""
        found = self._sounds.get(at)
        if found is None:
            if len(self._sounds) > REMEMBERED:
                self._sounds.clear()
            found = self._sounds[at] = item(self.arrays, "sound", at).decode("ascii")
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
        if system != "latin" or key.isdigit():
            at = self.find(system, key)
            return Relatives(*_one(at)) if at is not None else Relatives(*_NONE)
        words, levels = self.slipped(key) or self._slipped(key)
        nicked = self._nicked(key)
        if len(nicked):
            words = np.concatenate([words, nicked])
            levels = np.concatenate([levels, np.full(len(nicked), Level.NICKNAME, np.uint8)])
            order = np.lexsort((levels, words))
            words, levels = words[order], levels[order]
            first = np.append(True, words[1:] != words[:-1])
            words, levels = words[first], levels[first]
        return Relatives(words, levels)

    def _nicked(self, key: str) -> Array:
        """Words that are given names used for this one, this one included."""
        groups = self.relations.nicknames(key)
        if not groups:
            return np.zeros(0, np.int64)
        if self._by_group is None:
            order = np.argsort(self.arrays["nick_group"], kind="stable")
            owner = np.repeat(np.arange(len(self.arrays["nick_end"])), np.diff(self.arrays["nick_end"], prepend=np.uint32(0)))
            self._by_group = self.arrays["nick_group"][order], owner[order]
        held, words = self._by_group
        asked = np.array(sorted(groups), held.dtype)
        first, last = np.searchsorted(held, asked, "left"), np.searchsorted(held, asked, "right")
        return np.concatenate([words[a:b] for a, b in zip(first.tolist(), last.tolist(), strict=True)])

    def _slipped(self, key: str) -> tuple[Array, Array]:
        """Words of the same sound or within a slip, rising, each with its level: as `Relations.level`, many at a time."""
        sound = self.relations.sound(key)
        near = self._near(key, sound)
        if not near:
            return _NONE
        keys, sounds = [self.key(at) for at in near], [self.sound(at) for at in near]
        letters = cdist([key], keys, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8)[0]
        sounding = cdist([sound], sounds, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8)[0]
        levels = slipped_many(len(key), _sizes(keys), letters, len(sound), _sizes(sounds), sounding)
        levels[[at for at, other in enumerate(keys) if other == key]] = Level.EQUAL
        some = np.flatnonzero(levels < Level.NONE)
        return np.array(near, np.int64)[some], levels[some].astype(np.uint8)

    def _near(self, key: str, sound: str) -> list[int]:
        wanted = np.array(shortened(key, sound), np.uint32)
        keys = self.arrays["slip_key"]
        first, last = np.searchsorted(keys, wanted, "left"), np.searchsorted(keys, wanted, "right")
        owners = [self.arrays["slip_word"][a:b] for a, b in zip(first.tolist(), last.tolist(), strict=True) if b > a]
        return np.unique(np.concatenate(owners)).tolist() if owners else []

    def posted(self, words: Array) -> int:
        """In how many rows these words stand, rows with two of them counted twice."""
        return int((self.arrays["post_end"][words] - self.post_start[words]).sum()) if len(words) else 0

    def holding(self, words: Array, told: Array) -> tuple[Array, Array]:
        """The rows that hold each of these words, one after the other, and for each row what its word tells."""
        start, end = self.post_start[words].astype(np.int64), self.arrays["post_end"][words].astype(np.int64)
        size = end - start
        first = np.cumsum(size) - size
        places = np.repeat(start - first, size) + np.arange(int(size.sum()))
        return self.arrays["post_rows"][places], np.repeat(told, size)

    def identified(self, key: tuple[str, str]) -> list[int]:
        """Entries that bear an identifier, by its kind (or family of kinds) and its value without print."""
        wanted = np.uint64(number(":".join(key).encode()))
        numbers = self.arrays["id_number"]
        first, last = np.searchsorted(numbers, wanted, "left"), np.searchsorted(numbers, wanted, "right")
        return sorted({int(e) for e in self.arrays["id_entity"][int(first) : int(last)]})


_NONE = np.zeros(0, np.int64), np.zeros(0, np.uint8)


def _one(word: int) -> tuple[Array, Array]:
    return np.array([word], np.int64), np.zeros(1, np.uint8)


def _sizes(words: list[str]) -> Array:
    return np.fromiter(map(len, words), np.int64, len(words))
