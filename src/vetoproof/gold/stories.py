"""Scores over stories: documents that report one occurrence are no independent trials, so stories are averaged and drawn."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import msgspec

from vetoproof.gold import scores
from vetoproof.gold.comparison import Comparison
from vetoproof.gold.scores import MEASURES, Count, Scores

DRAWS = 1000
"""Samples of the bootstrap: enough for two decimals of a 95 % interval (Efron and Tibshirani 1993, chapter 13)."""
_COVERAGE = 0.95
_WORD = 4
"""Bytes of a hash that make one draw."""


class Averaged(msgspec.Struct, frozen=True, kw_only=True):
    """A measure over stories. `mean`: of the stories' F1 (of shares: the share), stories that have nothing to measure left
    out; `pooled`: F1 of all counts together. Each with its 95 % percentile interval over drawn stories."""

    stories: int
    mean: float
    low: float
    high: float
    pooled: float
    pooled_low: float
    pooled_high: float


def story(comparison: Comparison) -> str:
    """A document's story; a document of no story is one of its own."""
    named = comparison.entry.story or next((label.story for label in comparison.labels if label.story), None)
    return named or comparison.entry.doc


def by_story(comparisons: Iterable[Comparison]) -> dict[str, Scores]:
    """Scores by story, in alphabetical order."""
    found: dict[str, Scores] = {}
    for one in comparisons:
        found[story(one)] = found.get(story(one), Scores()) + scores.of(one)
    return dict(sorted(found.items()))


def averages(comparisons: Iterable[Comparison]) -> dict[str, Averaged]:
    """Every measure over stories. The same comparisons give the same intervals: draws come from a hash, not from chance."""
    stories = tuple(by_story(comparisons).values())
    return {name: averaged([scores.measure(one, name) for one in stories]) for name in MEASURES}


def averaged(counts: Sequence[Count]) -> Averaged:
    """One measure over stories."""
    told = [count for count in counts if not count.empty]
    if not told:
        return Averaged(stories=0, mean=0.0, low=0.0, high=0.0, pooled=0.0, pooled_low=0.0, pooled_high=0.0)
    means, pools = [], []
    for draw in range(DRAWS):
        drawn = [told[at] for at in _drawn(draw, len(told))]
        means.append(sum(count.f1 for count in drawn) / len(drawn))
        pools.append(sum(drawn, Count()).f1)
    (low, high), (pooled_low, pooled_high) = _middle(means), _middle(pools)
    return Averaged(
        stories=len(told),
        mean=round(sum(count.f1 for count in told) / len(told), 4),
        low=low,
        high=high,
        pooled=round(sum(told, Count()).f1, 4),
        pooled_low=pooled_low,
        pooled_high=pooled_high,
    )


def _drawn(draw: int, size: int) -> list[int]:
    """Indices with replacement, the same in every run and on every machine."""
    data = hashlib.shake_256(draw.to_bytes(8, "big")).digest(size * _WORD)
    return [int.from_bytes(data[at : at + _WORD], "big") % size for at in range(0, len(data), _WORD)]


def _middle(found: list[float]) -> tuple[float, float]:
    """The interval that leaves the same share of draws out on either side."""
    ordered = sorted(found)
    out = round((1 - _COVERAGE) / 2 * len(ordered))
    return round(ordered[out], 4), round(ordered[-1 - out], 4)
