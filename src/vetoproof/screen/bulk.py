"""One name compared with many listed names in one compiled pass: what `Scorer.best` tells of each, without the reasons.

Loading compiled code takes a second, so it is for those who ask often: a file of customers, a server.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from vetoproof.compiled import made_before
from vetoproof.screen.index.arrays import Array
from vetoproof.screen.index.candidates import CONTRADICTED, NUMBER, OMITTED, TIES, WIDEST, Candidates, Finder, Word
from vetoproof.screen.index.index import Index
from vetoproof.screen.index.kernel_rows import ranked
from vetoproof.screen.index.segment import ROLES, SYSTEMS
from vetoproof.screen.lexicon import Lexicon, frozen
from vetoproof.screen.names.reading import Kind, NameReading
from vetoproof.screen.score import kernel_codes as codes
from vetoproof.screen.score.kernel import compared
from vetoproof.screen.score.kernel_near import near
from vetoproof.screen.score.kernel_words import Names, Words
from vetoproof.screen.score.scorer import Scorer

ROLE = {role: at for at, role in enumerate(ROLES)}
SYSTEM = {system: at for at, system in enumerate(SYSTEMS)}

STAMPS = 2**31 - 1_000
"""Marks of rows after which they are wiped."""


class Bulk:
    """Compares names with rows of one index. Not for threads: it remembers words."""

    def __init__(self, index: Index, scorer: Scorer) -> None:
        self._index, self._scorer = index, scorer
        if not made_before(compared):
            logging.getLogger("vetoproof").warning(
                "vetoproof: the comparison of names is compiled for this machine, once; this takes about half a minute."
            )
        a = index.arrays
        forms = np.unique(a["row_parts"][a["row_roles"] == ROLE["form"]])
        form = np.full(len(a["word_number"]), -1, np.int16)
        form[forms] = np.arange(len(forms), dtype=np.int16)
        self._asked = Lexicon(scorer, [index.key(int(at)) for at in forms])
        self._words = Words(
            a["word_bytes"], a["word_end"], a["sound_bytes"], a["sound_end"], a["word_common"], a["word_heard"],
            a["nick_end"], a["nick_group"], frozen(form),
        )  # fmt: skip
        self._bucket = np.searchsorted(a["slip_key"], np.arange(1 << 16, dtype=np.uint32) << 16)
        self._bucket = np.append(self._bucket, len(a["slip_key"]))
        self._rows = Names(a["row_parts"], a["row_roles"], a["row_end"], a["row_system"])
        self._weights = {kind: self._table(kind) for kind in ("person", "organisation", "ship", "any")}

    def told(self, readings: Sequence[NameReading], rows: Array, kind: Kind) -> list[float]:
        """What the readings of a name tell of the name that each row reads, in powers of ten: `kernel_codes.NOTHING` where
        the two cannot be compared, `kernel_codes.ASK` where `Scorer.best` has to be asked."""
        parts, roles, ends = [], [], []
        self._asked.ready(sum(len(reading.parts) for reading in readings))
        for reading in readings:
            for part in reading.parts:
                at = self._asked.place(reading.system, part.key, part.role == "form")
                if at is None:
                    return [codes.ASK] * len(rows)
                parts.append(at)
                roles.append(ROLE[part.role])
            ends.append(len(parts))
        system = [SYSTEM[reading.system] for reading in readings]
        names = Names(_row(parts, np.uint32), _row(roles, np.uint8), _row(ends, np.uint32), _row(system, np.uint8))
        weights, a = self._scorer.weights, self._index.arrays
        found: list[float] = compared(
            self._asked.words, names, self._words, self._rows, a["row_entity"], a["row_name"], rows,
            self._weights[kind], self._asked.fits, weights.knee, weights.slope,
        ).tolist()  # fmt: skip
        return found

    def slipped(self, key: str) -> tuple[Array, Array] | None:
        """For `Index.slipped`; None for words that are too long."""
        self._asked.ready(1)
        at = self._asked.place("latin", key, False)
        if at is None:
            return None
        a = self._index.arrays
        found: tuple[Array, Array] = near(self._asked.words, at, self._words, a["slip_key"], a["slip_word"], self._bucket)
        return found

    def _table(self, kind: str) -> Array:
        of = self._scorer.weights.of
        return np.array([[of(kind, system).get(feature, 0.0) for feature in codes.FEATURES] for system in SYSTEMS])


class BulkFinder(Finder):
    """Finds candidates as `Finder` does, by compiled passes over the rows."""

    _stamp = 1

    def _ranked(
        self, order: Sequence[Word], used: int, least: float, asked: float, most: int, numbers: list[int]
    ) -> Candidates:
        a, index = self._index.arrays, self._index
        if self._stamp > STAMPS:
            self._last[:] = 0
            self._stamp = 1
        relatives = np.concatenate([word.relatives for word in order])
        told = np.concatenate([word.told for word in order])
        ends = np.array(list(accumulate(len(word.relatives) for word in order)))
        own = np.array([word.own for word in order], np.float32)
        found = ranked(
            index.post_start, a["post_end"], a["post_rows"], index.row_start, a["row_end"], a["row_parts"], a["row_total"],
            a["word_weight"], self._by_word, self._by_row, self._last, self._stamp, relatives, told, ends, own, used,
            np.array(numbers, np.int64), least, asked, WIDEST, TIES, most, _RATES,
        )  # fmt: skip
        self._stamp += used
        return Candidates(*found)


_RATES = np.array([NUMBER, CONTRADICTED, OMITTED], np.float32)


def _row(values: list[int], kind: type) -> Array:
    return frozen(np.array(values, kind))
