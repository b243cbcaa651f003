"""Unnamed media found out: "a Sylvanian outlet" may be the outlet whose earlier report of the same thing is in the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vetoproof.analyze.told import Told
from vetoproof.analyze.vocabulary import Vocabulary

SAME_FIGURE, SAME_EVENT = 0.9, 0.6
"""Probability that an outlet which fits is the one meant, with and without the same figure: our assumption, not a measurement.

It is shared out among all outlets that fit and go back to different bases.
"""


class Media:
    """Matches descriptions of unnamed media with outlets."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def unify(self, rows: Sequence[Told]) -> Iterator[tuple[Told, Told, float]]:
        """Claims whose innermost speaker is an unnamed medium, each with the outlet's claim that fits best, and how surely.

        `rows` stand in the order of telling, so that only earlier reports are considered.
        """
        unnamed = [(n, t, t.row.chain[-1]) for n, t in enumerate(rows) if t.row.chain[-1].kind in ("anonymous", "group")]
        for place, told, inner in unnamed:
            said = self._vocabulary.unnamed(inner.name)
            if not said.medium:
                continue
            fits = []
            for source in rows[max(0, place - 200) : place]:
                fitting = not said.countries or said.countries & self._nations(source)
                if fitting and source.affirms and source.row.document != told.row.document:
                    fits.append(source)
            if not fits:
                continue
            best = min(fits, key=lambda s: (not _same_figure(told, s), s.order))
            exact = _same_figure(told, best)
            rivals = [s for s in fits if _same_figure(told, s) == exact]
            voices = {s.relays[-1] if s.relays else s.outlet for s in rivals}
            bases = {tuple(sorted(b.key for b in s.bases)) for s in rivals}
            yield told, best, (SAME_FIGURE if exact else SAME_EVENT) / min(len(voices), len(bases))

    def _nations(self, source: Told) -> frozenset[str]:
        """States that the names of the outlet, or of the media in its chain, speak of: a daily named after a capital."""
        return frozenset().union(*(self._vocabulary.nations(name) for name in (source.row.outlet, *source.relays)))


def _same_figure(told: Told, source: Told) -> bool:
    value = told.row.low if told.row.low is not None else told.row.high
    return value is not None and value in (source.row.low, source.row.high)
