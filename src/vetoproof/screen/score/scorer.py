"""Two readings of two names: how many times likelier what they show is if they name one party than if they name two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from vetoproof.packs.screening.weights import NameWeights
from vetoproof.screen.names.reading import Kind, NameReading, Part
from vetoproof.screen.score.alignment import ORDERED, align
from vetoproof.screen.score.background import Background
from vetoproof.screen.score.features import Shown, shown
from vetoproof.screen.score.relation import Relations

LEAST = 0.5
"""Information that a name must share at least: a word that one name in three has."""

PLAINER = 0.3
"""Powers of ten within which a reading by letters is preferred to one by syllables or consonants."""

START = "start"
AGREEING = frozenset({"equal", "sound", "nickname", "edit_1", "edit_2", "initial", "acronym"})


class Compared(NamedTuple):
    """`told` is log10 of the likelihood ratio; `lines` what it is made of; `beyond` what was taken off the sum of the lines,
    because a name alone proves no more."""

    told: float
    beyond: float
    system: str
    lines: tuple[Shown, ...]


class Scorer:
    """Compares readings of names under one set of weights."""

    def __init__(self, weights: NameWeights, background: Background, relations: Relations) -> None:
        self.weights = weights
        self.background = background
        self.relations = relations
        self._reach = [_reach(table) for table in weights.groups.values()]

    def compare(self, a: NameReading, b: NameReading, kind: Kind) -> Compared:
        """Both readings must be under one system."""
        return self._weighed(self.lines(a, b), a.system, self.weights.of(kind, a.system))

    def _weighed(self, lines: list[Shown], system: str, table: Mapping[str, float]) -> Compared:
        told = table.get(START, 0.0) + sum(table.get(line.feature, 0.0) * line.amount for line in lines)
        beyond = min(0.0, (1.0 - self.weights.slope) * (self.weights.knee - told))
        return Compared(told + beyond, beyond, system, tuple(lines))

    def lines(self, a: NameReading, b: NameReading) -> list[Shown]:
        """What the two readings show."""
        found = align(a.parts, b.parts, a.system, self.relations)
        lines = shown(a.parts, b.parts, a.system, found, self.background, self.relations)
        agreed = sum(line.feature in AGREEING for line in lines)
        if agreed and _agrees(lines):
            lines.append(Shown("complete", 1.0, "", ""))
        if any(line.feature.endswith("_differs") and line.feature != "form_differs" for line in lines):
            lines.append(Shown("contradicted", 1.0, "", ""))
        if agreed == 1:
            lines.append(Shown("single", 1.0, "", ""))
        lines.append(Shown("whole", _whole(a.parts, b.parts, a.system in ORDERED), "", ""))
        return lines

    def best(self, left: Sequence[NameReading], right: Sequence[NameReading], kind: Kind) -> Compared | None:
        """The reading pair that speaks most for one party; None where no two readings are under one system."""
        tables = ((lines, system, self.weights.of(kind, system)) for system, lines in self.views(left, right))
        found = [self._weighed(lines, system, table) for lines, system, table in tables]
        best = max(found, key=lambda c: c.told, default=None)
        # Where letters say nearly as much, they are the plainer explanation.
        plain = next((c for c in found if c.system == "latin" and best is not None and c.told >= best.told - PLAINER), None)
        return plain or best

    def views(self, left: Sequence[NameReading], right: Sequence[NameReading]) -> list[tuple[str, list[Shown]]]:
        """What each pair of readings under one system shows.

        Where both names can be read by syllables ("Mingfu", "Mingguo"), the reading by letters is told whether the syllables
        agree: to a speaker these are two names, and not one with a slip.
        """
        found: list[tuple[str, list[Shown]]] = [(a.system, self.lines(a, b)) for a, b in _nearest(left, right)]
        if any(system == "latin" for system, _ in found):
            for system, lines in found:
                if system == "arabic":
                    # Both names print their vowels, which consonants alone leave out.
                    lines.append(Shown("vowels_unread", 1.0, "", ""))
        ordered = [lines for system, lines in found if system in ORDERED]
        if ordered and not any(_agrees(lines) for lines in ordered):
            for system, lines in found:
                if system == "latin":
                    lines.append(Shown("syllables_differ", 1.0, "", ""))
        return found

    def floor(self, told: float) -> float:
        """The least common information with which a name can be told so much: see `index.candidates`."""
        return max(LEAST, min((told - start) / most for start, most in self._reach))


def _reach(table: Mapping[str, float]) -> tuple[float, float]:
    """What a name can be told without any information, and at most for each power of ten of it."""
    free = sum(max(0.0, table.get(f, 0.0)) for f in ("complete", "whole", "form_equal", "number_equal", "quiet_equal"))
    return table.get(START, 0.0) + free, max(0.1, *(table.get(f, 0.0) for f in AGREEING))


def _nearest(left: Sequence[NameReading], right: Sequence[NameReading]) -> Iterator[tuple[NameReading, NameReading]]:
    """For each system the two readings that have most parts in common; of equals the likelier ones."""
    for system in dict.fromkeys(a.system for a in left):
        pairs = [(a, b) for a in left if a.system == system for b in right if b.system == system]
        if len(pairs) > 1:
            yield max(pairs, key=_common)
        else:
            yield from pairs


def _common(pair: tuple[NameReading, NameReading]) -> float:
    """Parts in common, and of equals those with fewer others; in the same place they count a little more."""
    a, b = pair[0].parts, pair[1].parts
    same = len(set(a) & set(b)) + 0.1 * sum(x == y for x, y in zip(a, b, strict=False))
    return same - 0.01 * (len(a) + len(b))


def _whole(a: Sequence[Part], b: Sequence[Part], ordered: bool) -> float:
    """Likeness of the two names run together, 0 to 1 from half upward: words cut at other places are still alike, and words in
    another order unless they are syllables, for "Su-kwang" is not "Kwang-su"."""
    left, right = [p.key for p in a], [p.key for p in b]
    printed = Indel.normalized_similarity("".join(left), "".join(right))
    if ordered:
        return max(0.0, printed - 0.5) * 2
    by_letter = Indel.normalized_similarity("".join(sorted(left)), "".join(sorted(right)))
    return max(0.0, max(printed, by_letter) - 0.5) * 2


def _agrees(lines: Sequence[Shown]) -> bool:
    """Whether nothing is left over on either side, and nothing swapped that must not be."""
    return not any("_differs" in f or "omitted" in f or f == "syllables_swapped" for f in (line.feature for line in lines))


def contributions(compared: Compared, table: Mapping[str, float]) -> list[tuple[Shown, float]]:
    """Each observation with what it adds, in powers of ten."""
    return [(line, table.get(line.feature, 0.0) * line.amount) for line in compared.lines]
