"""Which listed names may be the one asked for.

Two steps, both over whole arrays. First every row that holds a relative of a telling word of the query is found and its common
information added up; then the rows that could still reach the floor are laid beside the query word by word.

The bound: let T be the least common information with which a name can reach the floor. Words are left out of the first step
only as long as all that are left out tell less than T together, or where more telling words lead to `ENOUGH` rows already; rows
are dropped after it only where what they share with the query, taken at its best, is less than T, or (counted in
`Candidates.cut`) where more than `WIDEST` rows remain. So within these two limits a row whose common words are related by one
of the levels of `Relations` and tell at least T is never missed.
`tests/screen/index/test_candidates.py` holds this against comparing with every row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from vetoproof.screen.index.arrays import Array
from vetoproof.screen.index.index import Index
from vetoproof.screen.index.join import SILENT
from vetoproof.screen.index.respaced import pieces, runs
from vetoproof.screen.names.reading import NameReading
from vetoproof.screen.score.background import Background
from vetoproof.screen.score.features import MOST
from vetoproof.screen.score.relation import Level

WIDEST = 256
"""Rows laid beside the query at most."""

TIES = 1_024
"""Rows that share as much as the last of these, and are laid beside the query too: which of them come first is chance."""

ENOUGH = 4_000
"""Rows that the most telling words must lead to before the others are left out of the first step."""

REMEMBERED = 50_000
"""Words of queries that are kept with what they lead to."""

CONTRADICTED = 1.0
OMITTED = 0.25
"""For ranking before the scorer's turn: what words left over on both sides, or on one, take away of what the others tell."""


NUMBER = 1.0
"""For ranking: what an equal number adds. A ship's number finds nothing by itself and tells sister ships apart."""


class Word(NamedTuple):
    """A word of the query: its relatives in the index, the most telling first, what each of them tells, what the word itself
    does, the most of all, and in how many rows they stand."""

    relatives: Array
    told: Array
    own: float
    best: float
    posted: int


class Candidates(NamedTuple):
    """Rows, the most promising first, with their rank; `cut` counts rows that might reach the floor but were too many."""

    rows: Array
    ranks: Array
    cut: int


NOTHING = Candidates(np.zeros(0, np.int64), np.zeros(0, np.float32), 0)


class Finder:
    """Finds candidates in one index. Holds scratch arrays, one number a word and a row."""

    def __init__(self, index: Index, background: Background) -> None:
        self._index = index
        self._background = background
        self._by_word = np.zeros(len(index.arrays["word_number"]) + 1, np.float32)
        self._by_row = np.zeros(index.rows, np.float32)
        self._last = np.zeros(index.rows, np.int32)
        self._words: dict[tuple[str, str], Word] = {}

    def find(self, reading: NameReading, least: float, most: int) -> Candidates:
        """The `most` rows of the reading's system that share most with it, of at least `least` powers of ten, and as many again
        that rank as high as the last of them."""
        words = self._telling(reading)
        if not words or not self._index.rows:
            return NOTHING
        order = sorted(words, key=lambda word: (-word.best, word.posted))
        used, spared = self._leading(order, least)
        asked = sum(word.own for word in words)
        return self._ranked(order, used, least - spared, asked, most, self._numbers(reading))

    def _ranked(
        self, order: Sequence[Word], used: int, least: float, asked: float, most: int, numbers: list[int]
    ) -> Candidates:
        """Both steps: rows by the first `used` words, ranks by all. `asked` is what all words of the query tell."""
        rows, cut = self._sharing(order[:used], least, asked)
        if not len(rows):
            return NOTHING
        ranks = self._beside(rows, order, numbers)
        top = leading(ranks, most, most)
        rows, ranks = rows[top], ranks[top]
        down = np.lexsort((rows, -ranks))
        return Candidates(rows[down], ranks[down], cut)

    def _leading(self, order: Sequence[Word], least: float) -> tuple[int, float]:
        """How many words, of the most telling, lead to candidates, and what those left out could tell at most.

        Left out are the least telling: as long as all of them tell less than `least` together, or where the more telling ones
        lead to `ENOUGH` rows already ("Mohammed" beside a rare family name).
        """
        posted = order[0].posted
        for at, word in enumerate(order[1:], 1):
            rest = sum(w.best for w in order[at:])
            if rest < least or posted >= ENOUGH:
                return at, rest
            posted += word.posted
        return len(order), 0.0

    def _telling(self, reading: NameReading) -> list[Word]:
        """The telling words of the query, words that it writes in other pieces included."""
        parts = [p for p in reading.parts if p.role not in SILENT] or list(reading.parts)
        keys = list(dict.fromkeys(p.key for p in parts))
        found = [self._word(reading.system, key, True) for key in keys]
        if reading.system == "latin":
            for at, key in enumerate(keys):
                cut = pieces(self._index, key)
                if cut:
                    if not len(found[at].relatives):
                        found[at] = found[at]._replace(own=0.0)
                    found += [self._word("latin", piece, True) for piece in cut]
            found += [self._word("latin", word, False) for word in runs(self._index, keys)]
        return found

    def _word(self, system: str, key: str, own: bool) -> Word:
        found = self._words.get((system, key))
        if found is None:
            if len(self._words) > REMEMBERED:
                self._words.clear()
            found = self._words[system, key] = self._looked_up(system, key)
        return found if own else found._replace(own=0.0)

    def _looked_up(self, system: str, key: str) -> Word:
        relatives = self._index.relatives(system, key)
        rarity = self._background.rarity
        tells = {level: min(MOST, rarity(system, key, Level(level))) for level in set(relatives.levels.tolist())}
        told = np.array([tells[level] for level in relatives.levels.tolist()], np.float32)
        falling = np.argsort(-told, kind="stable")
        own = min(MOST, rarity(system, key))
        words = relatives.words[falling]
        return Word(words, told[falling], own, max(tells.values(), default=0.0), self._index.posted(words))

    def _sharing(self, words: Sequence[Word], least: float, asked: float) -> tuple[Array, int]:
        """Rows with a relative of one of these words, of which they tell at least `least`; the most promising `WIDEST` of
        them, and how many more there were."""
        rows, shared = self._shared(words)
        kept = shared >= least
        rows, shared = rows[kept], shared[kept]
        if len(rows) <= WIDEST:
            return rows, 0
        # What is left over counts already here: of a hundred names with the word "Bureau" those without another come first.
        spare = np.maximum(0.0, self._index.arrays["row_total"][rows] - shared)
        missing = np.maximum(0.0, asked - shared)
        quick = shared - CONTRADICTED * np.minimum(spare, missing) - OMITTED * np.abs(spare - missing)
        some = leading(quick, WIDEST, TIES)
        return rows[some], len(rows) - len(some)

    def _shared(self, words: Sequence[Word]) -> tuple[Array, Array]:
        """The rows with a relative of one of these words, rising, and the most that the words can tell of each."""
        sums = self._by_row
        touched = []
        for word in words:
            some, told = self._held(word)
            sums[some] += told
            touched.append(some)
        rows = np.unique(np.concatenate(touched))
        shared = sums[rows]
        sums[rows] = 0.0
        return rows, shared

    def _held(self, word: Word) -> tuple[Array, Array]:
        """The rows that hold a relative of the word, each once, with what its nearest relative tells."""
        rows, told = self._index.holding(word.relatives[::-1], word.told[::-1])
        place = np.arange(len(rows), dtype=np.int32)
        self._last[rows] = place
        nearest = self._last[rows] == place
        return rows[nearest], told[nearest]

    def _numbers(self, reading: NameReading) -> list[int]:
        """The places of the query's numbers among the words of the index."""
        keys = {p.key for p in reading.parts if p.role == "number"}
        return [at for key in sorted(keys) if (at := self._index.find(reading.system, key)) is not None]

    def _beside(self, rows: Array, words: Sequence[Word], numbers: list[int]) -> Array:
        """The rows' ranks: what related words and equal numbers tell, less what is left over."""
        a, index = self._index.arrays, self._index
        start, end = index.row_start[rows].astype(np.int64), a["row_end"][rows].astype(np.int64)
        width = int((end - start).max())
        places = start[:, None] + np.arange(width)
        beyond = places >= end[:, None]
        parts = a["row_parts"][np.minimum(places, len(a["row_parts"]) - 1)].astype(np.int64)
        parts[beyond] = len(self._by_word) - 1
        weights = a["word_weight"]
        told = np.zeros(len(rows), np.float32)
        for number in numbers:
            told += NUMBER * (parts == number).any(axis=1)
        answered = np.zeros(len(rows), np.float32)
        missing = np.zeros(len(rows), np.float32)
        line = np.arange(len(rows))
        for relatives, amounts, own, _, _ in words:
            self._by_word[relatives] = amounts
            amount = self._by_word[parts]
            self._by_word[relatives] = 0.0
            at = amount.argmax(axis=1)
            best = amount[line, at]
            hit = best > 0
            told += best
            missing += np.where(hit, 0.0, own)
            answered += np.where(hit, weights[np.minimum(parts[line, at], len(weights) - 1)], 0.0)
            parts[line[hit], at[hit]] = len(self._by_word) - 1
        spare = np.maximum(0.0, a["row_total"][rows] - answered)
        both, one = np.minimum(spare, missing), np.abs(spare - missing)
        return even(told - CONTRADICTED * both - OMITTED * one)


def even(ranks: Array) -> Array:
    """Ranks in steps of 1/1024: the last bit of a sum, which a compiled pass may round otherwise, parts no ties."""
    steps: Array = np.floor(ranks * np.float32(1024.0) + np.float32(0.5))
    return steps / np.float32(1024.0)


def leading(values: Array, count: int, ties: int) -> Array:
    """The places, rising, of the `count` greatest values, and of at most `ties` more that are equal to the last of them, those
    that stand first."""
    if len(values) <= count:
        return np.arange(len(values))
    last = np.partition(values, len(values) - count)[len(values) - count]
    above, equal = np.flatnonzero(values > last), np.flatnonzero(values == last)
    return np.sort(np.concatenate([above, equal[: count + ties - len(above)]]))
