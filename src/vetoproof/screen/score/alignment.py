"""Which words of one name answer to which words of another, and what is left over on each side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from vetoproof.screen.names.reading import Part
from vetoproof.screen.score.relation import Level, Relations

ORDERED = frozenset({"korean", "chinese"})
"""Systems whose parts are syllables in a fixed order, the family name first: a family name answers to a family name only."""

NAMELESS = frozenset({"number", "form", "particle", "honorific"})
"""Roles of words that do not name by themselves."""

LONGEST_ACRONYM = 7
_VOWELS = frozenset("aeiou")

JOINED_ALIKE = 0.6
"""Likeness of letters that words run together must have with a word to be compared with it ("jongun", "jongun")."""

ALONE = frozenset({"number", "form"})
"""Roles that answer only to their own kind, and only when equal."""


class Pair(NamedTuple):
    """Places in the left and in the right name that answer to each other; several places where words were joined or split."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    level: Level


class Alignment(NamedTuple):
    """Two names laid side by side: `left` and `right` are the places that nothing answers to."""

    pairs: tuple[Pair, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    inverted: bool


def align(a: Sequence[Part], b: Sequence[Part], system: str, relations: Relations) -> Alignment:
    """Pairs each word with the nearest word of the other name, the nearest relations first; ties go to the nearest place."""
    possible = sorted(_possible(a, b, system, relations))
    left, right = set(range(len(a))), set(range(len(b)))
    pairs: list[Pair] = []
    for level, _, i, j in possible:
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            pairs.append(Pair((i,), (j,), Level(level)))
    if system == "latin" and left and right:
        # "Jong Un" answers to "Jongun", "Patr ushev" to "Patrushev".
        pairs += _joined(a, b, left, right, relations)
        pairs += [Pair(p.right, p.left, p.level) for p in _joined(b, a, right, left, relations)]
        pairs += _initials(a, b, left, right)
        pairs += _acronyms(a, b, left, right)
        pairs += [Pair(p.right, p.left, p.level) for p in _acronyms(b, a, right, left)]
    return Alignment(tuple(pairs), tuple(sorted(left)), tuple(sorted(right)), _inverted(pairs, a))


def _possible(a: Sequence[Part], b: Sequence[Part], system: str, relations: Relations) -> Iterator[tuple[int, int, int, int]]:
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            if x.role in ALONE or y.role in ALONE:
                if x == y:
                    yield (0, abs(i - j), i, j)
                continue
            if system in ORDERED:
                if x.key == y.key and (x.role == "family") == (y.role == "family"):
                    yield (0, abs(i - j), i, j)
                continue
            if (len(x.key) == 1 or len(y.key) == 1) and system == "latin":
                if x.key == y.key:
                    yield (Level.EQUAL, abs(i - j), i, j)
                continue
            level = relations.level(x.key, y.key) if system == "latin" else _exact(x.key, y.key)
            if level != Level.EQUAL and (x.role == "particle") != (y.role == "particle"):
                # "Al" before a family name is not short for a given name.
                continue
            if level in (Level.EDIT_1, Level.EDIT_2) and (x.role == "patronymic") != (y.role == "patronymic"):
                # "Petrova" is a family name and "Petrovna" the father's: no slip leads from one to the other.
                continue
            if level != Level.NONE:
                yield (level, abs(i - j), i, j)


def _exact(a: str, b: str) -> Level:
    """Skeletons of consonants: one changed letter makes another word, and tells little."""
    return Level.EQUAL if a == b else Level.NONE


def _joined(a: Sequence[Part], b: Sequence[Part], left: set[int], right: set[int], relations: Relations) -> list[Pair]:
    """Neighbouring left-over words of `a` that together make one left-over word of `b`; takes them out of both sets."""
    found = []
    for size in (2, 3):
        for i in sorted(left):
            places = tuple(range(i, i + size))
            if not all(k in left and a[k].role not in ALONE for k in places):
                continue
            word = "".join(a[k].key for k in places)
            others = [j for j in right if b[j].role not in ALONE and _alike(word, b[j].key)]
            best = min(((relations.level(word, b[j].key), j) for j in others), default=None)
            if best is not None and best[0] != Level.NONE:
                left.difference_update(places)
                right.discard(best[1])
                found.append(Pair(places, (best[1],), best[0]))
    return found


def _alike(word: str, other: str) -> bool:
    return Indel.normalized_similarity(word, other) >= JOINED_ALIKE


def _initials(a: Sequence[Part], b: Sequence[Part], left: set[int], right: set[int]) -> list[Pair]:
    """Initials that answer to left-over words ("A. Khamenei", "Ali Khamenei"), or to initials.

    Whole words left over on both sides contradict each other first: in "Nikolay A. Petrov" and "Nikolay Anisimov" the initial
    answers to nothing, or else a name that differs would look like one that was left out.
    """
    spare = _words(b, right) - _words(a, left)
    found = []
    for i in sorted(left):
        for j in sorted(right):
            short = len(a[i].key) == 1, len(b[j].key) == 1
            if not any(short) or a[i].key[0] != b[j].key[0] or a[i].role in ALONE or b[j].role in ALONE:
                continue
            if not all(short):
                if (a[i] if short[0] else b[j]).role != "initial":
                    # "T-Motor": a letter in a body's name is a name of its own.
                    continue
                if (spare if short[0] else -spare) <= 0:
                    continue
                spare += -1 if short[0] else 1
            left.discard(i)
            right.discard(j)
            found.append(Pair((i,), (j,), Level.INITIAL))
            break
    return found


def _words(parts: Sequence[Part], places: set[int]) -> int:
    return sum(len(parts[i].key) > 1 and parts[i].role not in NAMELESS for i in places)


def _acronyms(a: Sequence[Part], b: Sequence[Part], left: set[int], right: set[int]) -> list[Pair]:
    """Left-over words of `a` made of the first letters of left-over words of `b` that stand together: "JC", "PLA"."""
    found = []
    for i in sorted(left):
        word = a[i].key
        if not 2 <= len(word) <= LONGEST_ACRONYM or a[i].role in ALONE or (len(word) == 2 and not _VOWELS.isdisjoint(word)):
            # "Ma" is a name of its own, and not short for "Maulawi Ahmed".
            continue
        for first in sorted(right):
            places = tuple(range(first, first + len(word)))
            if all(j in right and b[j].key[0] == letter for j, letter in zip(places, word, strict=True)):
                left.discard(i)
                right.difference_update(places)
                found.append(Pair((i,), places, Level.ACRONYM))
                break
    return found


def _inverted(pairs: Sequence[Pair], a: Sequence[Part]) -> bool:
    """Whether words that are names (not particles or forms) stand in another order."""
    order = [p.right[0] for p in sorted(pairs) if a[p.left[0]].role not in ALONE]
    return order != sorted(order)
