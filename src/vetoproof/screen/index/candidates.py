"""Which listed names may be the one asked for.

Two steps, both over whole arrays. First every row that holds a relative of a telling word of the query is found and its common
information added up; then the rows that could still reach the floor are laid beside the query word by word.

The bound: let T be the least common information with which a name can reach the floor. Words are left out of the first step
only as long as all that are left out tell less than T together; and rows are dropped after it only where what they share with
the query, taken at its best, is less than T, or (counted in `Candidates.cut`) where more than `WIDEST` rows remain. So a row
whose common words are related by one of the levels of `Relations` and tell at least T is never missed.
`tests/screen/index/test_candidates.py` holds this against comparing with every row.
"""

from __future__ import annotations

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

SPARSE = 16
"""Where more than one row in so many is touched, looking through all of them is quicker than sorting those touched."""

CONTRADICTED = 1.0
OMITTED = 0.25
"""For ranking before the scorer's turn: what words left over on both sides, or on one, take away of what the others tell."""


NUMBER = 1.0
"""For ranking: what an equal number adds. A ship's number finds nothing by itself and tells sister ships apart."""


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
        self._told: dict[tuple[str, str], dict[int, float]] = {}

    def find(self, reading: NameReading, least: float, most: int) -> Candidates:
        """At most `most` rows of the reading's system that share information of at least `least` powers of ten with it."""
        words = self._telling(reading)
        if not words or not self._index.rows:
            return NOTHING
        best = [float(max(told, default=0.0)) for _, told, _ in words]
        order = sorted(range(len(words)), key=lambda j: best[j])
        spared, left_out = 0.0, 0
        while left_out < len(order) - 1 and spared + best[order[left_out]] < least:
            spared += best[order[left_out]]
            left_out += 1
        rows, shared = self._sharing([words[j] for j in order[left_out:]])
        kept = shared + spared >= least
        rows, shared = rows[kept], shared[kept]
        cut = max(0, len(rows) - WIDEST)
        if cut:
            some = np.argpartition(shared, cut)[cut:]
            rows = rows[some]
        if not len(rows):
            return NOTHING
        ranks = self._beside(rows, [words[j] for j in reversed(order)], self._numbers(reading))
        if len(rows) > most:
            top = np.argpartition(ranks, len(ranks) - most)[len(ranks) - most :]
            rows, ranks = rows[top], ranks[top]
        down = np.lexsort((rows, -ranks))
        return Candidates(rows[down], ranks[down], cut)

    def _telling(self, reading: NameReading) -> list[tuple[Array, Array, float]]:
        """For each telling word of the query: its relatives, what each of them tells, and what the word itself does."""
        parts = [p for p in reading.parts if p.role not in SILENT] or list(reading.parts)
        keys = list(dict.fromkeys(p.key for p in parts))
        found = [self._told_by(reading.system, key, True) for key in keys]
        if reading.system == "latin":
            for at, key in enumerate(keys):
                cut = pieces(self._index, key)
                if cut:
                    found[at] = found[at][0], found[at][1], 0.0
                    found += [self._told_by("latin", piece, True) for piece in cut]
            found += [self._told_by("latin", word, False) for word in runs(self._index, keys)]
        return found

    def _told_by(self, system: str, key: str, own: bool) -> tuple[Array, Array, float]:
        relatives = self._index.relatives(system, key)
        tells = self._tells(system, key)
        told = np.array([tells[level] for level in relatives.levels.tolist()], np.float32)
        return relatives.words, told, tells[Level.EQUAL] if own else 0.0

    def _tells(self, system: str, key: str) -> dict[int, float]:
        found = self._told.get((system, key))
        if found is None:
            if len(self._told) > 50_000:
                self._told.clear()
            found = {
                int(level): min(MOST, self._background.rarity(system, key, level)) for level in Level if level < Level.NONE
            }
            self._told[system, key] = found
        return found

    def _sharing(self, words: list[tuple[Array, Array, float]]) -> tuple[Array, Array]:
        """Rows with a relative of one of these words, and the most that these words can tell of each."""
        index, sums = self._index, self._by_row
        touched = []
        for relatives, told, _ in words:
            for at, amount in zip(relatives.tolist(), told.tolist(), strict=True):
                rows = index.postings(at)
                # Two relatives of one word in one row are both added: the sum is a bound from above.
                sums[rows] += amount
                touched.append(rows)
        if not touched:
            return NOTHING.rows, NOTHING.ranks
        many = sum(map(len, touched)) * SPARSE > len(sums)
        rows = np.flatnonzero(sums) if many else np.unique(np.concatenate(touched))
        shared = sums[rows]
        sums[rows] = 0.0
        return rows, shared

    def _numbers(self, reading: NameReading) -> list[int]:
        """The places of the query's numbers among the words of the index."""
        keys = {p.key for p in reading.parts if p.role == "number"}
        return [at for key in sorted(keys) if (at := self._index.find(reading.system, key)) is not None]

    def _beside(self, rows: Array, words: list[tuple[Array, Array, float]], numbers: list[int]) -> Array:
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
        for relatives, amounts, own in words:
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
        return told - CONTRADICTED * both - OMITTED * one
