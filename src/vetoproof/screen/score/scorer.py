"""Two readings of two names: how many times likelier what they show is if they name one party than if they name two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from vetoproof.screen.names.reading import Kind, NameReading, Part
from vetoproof.screen.score.alignment import align
from vetoproof.screen.score.background import Background
from vetoproof.screen.score.features import Shown, shown
from vetoproof.screen.score.relation import Relations
from vetoproof.screen.score.weights import Weights

START = "start"
AGREEING = frozenset({"equal", "sound", "nickname", "edit_1", "edit_2", "initial"})


class Compared(NamedTuple):
    """`told` is log10 of the likelihood ratio, within the bounds of the weights; `lines` what it is made of."""

    told: float
    system: str
    lines: tuple[Shown, ...]


class Scorer:
    """Compares readings of names under one set of weights."""

    def __init__(self, weights: Weights, background: Background, relations: Relations) -> None:
        self.weights = weights
        self.background = background
        self.relations = relations

    def compare(self, a: NameReading, b: NameReading, kind: Kind) -> Compared:
        """Both readings must be under one system."""
        lines = self.lines(a, b)
        table = self.weights.of(kind, a.system)
        told = table.get(START, 0.0) + sum(table.get(line.feature, 0.0) * line.amount for line in lines)
        return Compared(min(max(told, self.weights.least), self.weights.most), a.system, tuple(lines))

    def lines(self, a: NameReading, b: NameReading) -> list[Shown]:
        """What the two readings show."""
        found = align(a.parts, b.parts, a.system, self.relations)
        lines = shown(a.parts, b.parts, a.system, found, self.background)
        agreed = sum(line.feature in AGREEING for line in lines)
        if agreed and not any(line.feature.endswith(("_differs", "_omitted")) or "omitted" in line.feature for line in lines):
            lines.append(Shown("complete", 1.0, "", ""))
        if agreed == 1:
            lines.append(Shown("single", 1.0, "", ""))
        lines.append(Shown("whole", _whole(a.parts, b.parts), "", ""))
        return lines

    def best(self, left: Iterable[NameReading], right: Sequence[NameReading], kind: Kind) -> Compared | None:
        """The reading pair that speaks most for one party; None where no two readings are under one system."""
        found = [self.compare(a, b, kind) for a in left for b in right if a.system == b.system]
        return max(found, key=lambda c: c.told, default=None)

    def floor(self, told: float) -> float:
        """The least common information with which a name can be told so much: see `index.candidates`."""
        reach = []
        for table in self.weights.groups.values():
            most = max(table.get(f, 0.0) for f in AGREEING)
            extra = sum(max(0.0, table.get(f, 0.0)) for f in ("complete", "whole", "form_equal", "number_equal", "quiet_equal"))
            reach.append((told - table.get(START, 0.0) - extra) / max(most, 0.1))
        return max(0.5, min(reach))


def _whole(a: Sequence[Part], b: Sequence[Part]) -> float:
    """Likeness of the two names run together, 0 to 1 from half upward: words cut at other places are still alike."""
    left, right = "".join(sorted(p.key for p in a)), "".join(sorted(p.key for p in b))
    return max(0.0, Indel.normalized_similarity(left, right) - 0.5) * 2


def contributions(compared: Compared, table: Mapping[str, float]) -> list[tuple[Shown, float]]:
    """Each observation with what it adds, in powers of ten."""
    return [(line, table.get(line.feature, 0.0) * line.amount) for line in compared.lines]
