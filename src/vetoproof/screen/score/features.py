"""What an alignment shows, as numbers that the weights multiply: each is one line of the explanation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from vetoproof.screen.names.reading import Part
from vetoproof.screen.score.alignment import ORDERED, Alignment, Pair
from vetoproof.screen.score.background import Background
from vetoproof.screen.score.relation import Level, Relations

QUIET = frozenset({"particle", "honorific"})
"""Roles whose absence says nothing."""

MOST = 4.0
"""Information (in powers of ten) that one word may count for: a rarer word may as well be a slip that nobody recorded."""


class Shown(NamedTuple):
    """One observation: the feature, its amount, and the words on either side."""

    feature: str
    amount: float
    left: str
    right: str


def shown(
    a: Sequence[Part], b: Sequence[Part], system: str, found: Alignment, background: Background, relations: Relations
) -> list[Shown]:
    """All observations of one alignment, the agreeing ones first."""
    lines = [line for pair in found.pairs for line in _agreement(a, b, system, pair, background)]
    lines += _left_over(a, b, system, found, background, relations)
    if found.inverted:
        # Family names are found at either end, so that syllables in another order make another name.
        lines.append(Shown("syllables_swapped" if system in ORDERED else "order", 1.0, "", ""))
    return lines


def _agreement(a: Sequence[Part], b: Sequence[Part], system: str, pair: Pair, background: Background) -> Iterator[Shown]:
    left = " ".join(a[i].key for i in pair.left)
    right = " ".join(b[j].key for j in pair.right)
    role = a[pair.left[0]].role
    if role == "form":
        yield Shown("form_equal", 1.0, left, right)
        return
    if role == "number":
        yield Shown("number_equal", 1.0, left, right)
        return
    if role in QUIET:
        yield Shown("quiet_equal", 1.0, left, right)
        return
    rarity = min(_rarity(system, left, pair.level, background), _rarity(system, right, pair.level, background))
    if pair.level == Level.ACRONYM:
        rarity = float(max(len(pair.left), len(pair.right)))
    yield Shown(pair.level.name.lower(), min(rarity, MOST), left, right)
    if pair.level in (Level.EDIT_1, Level.EDIT_2):
        # "Samadi" and "Hamadi" are both names that are met: rather two names than a slip. Of "Scholz" and "Schulzz" one is not.
        known = MOST - max(_rarity(system, left, Level.EQUAL, background), _rarity(system, right, Level.EQUAL, background))
        if known > 0:
            yield Shown("both_known", known, left, right)
        if left[0] != right[0]:
            yield Shown("first_letter", 1.0, left, right)


def _rarity(system: str, words: str, level: Level, background: Background) -> float:
    return sum(background.rarity(system, word, level) for word in words.split())


def _left_over(
    a: Sequence[Part], b: Sequence[Part], system: str, found: Alignment, background: Background, relations: Relations
) -> list[Shown]:
    """Words that nothing answers to. Where both names have such words they contradict each other; where one has, it omits."""
    lines: list[Shown] = []
    left, right = list(found.left), list(found.right)
    for role, contradicted, omitted in (
        ("number", "number_differs", "number_omitted"),
        ("form", "form_differs", "form_omitted"),
    ):
        some = [i for i in left if a[i].role == role], [j for j in right if b[j].role == role]
        left, right = [i for i in left if i not in some[0]], [j for j in right if j not in some[1]]
        if some[0] or some[1]:
            words = " ".join(a[i].key for i in some[0]), " ".join(b[j].key for j in some[1])
            feature = contradicted if some[0] and some[1] else omitted
            if feature == "form_differs" and any(relations.compatible(a[i].key, b[j].key) for i in some[0] for j in some[1]):
                feature = "form_alike"
            lines.append(Shown(feature, 1.0, *words))
    titles = sum(a[i].role == "honorific" for i in left), sum(b[j].role == "honorific" for j in right)
    left, right = [i for i in left if a[i].role not in QUIET], [j for j in right if b[j].role not in QUIET]
    for i, j, likeness in _opposed(a, b, left, right):
        amount = min(_plain(system, a[i], background), _plain(system, b[j], background))
        kind = _kind(a[i], b[j])
        lines.append(Shown(f"{kind}_differs", min(amount, MOST), a[i].key, b[j].key))
        if likeness:
            lines.append(Shown("likeness", likeness, a[i].key, b[j].key))
        left.remove(i)
        right.remove(j)
    # "Amir" is a title and a given name: where one name has a word more and the other such a title, they may contradict.
    opposed = min(len(left), titles[1]) + min(len(right), titles[0])
    if opposed:
        lines.append(Shown("title_opposed", float(opposed), "", ""))
    lines += [Shown(_omission(a[i], "query", system), min(_plain(system, a[i], background), MOST), a[i].key, "") for i in left]
    lines += [Shown(_omission(b[j], "list", system), min(_plain(system, b[j], background), MOST), "", b[j].key) for j in right]
    return lines


def _plain(system: str, part: Part, background: Background) -> float:
    return background.rarity(system, part.key)


def _opposed(a: Sequence[Part], b: Sequence[Part], left: list[int], right: list[int]) -> list[tuple[int, int, float]]:
    """Left-over words set against each other, the most alike first; patronymics against patronymics."""
    found = []
    ranked = []
    for i in left:
        for j in right:
            likeness = Indel.normalized_similarity(a[i].key, b[j].key)
            same = _kind(a[i], a[i]) == _kind(b[j], b[j])
            ranked.append((same, likeness, -abs(i - j), i, j))
    used: set[tuple[str, int]] = set()
    for _, likeness, _, i, j in sorted(ranked, reverse=True):
        if ("a", i) not in used and ("b", j) not in used:
            used |= {("a", i), ("b", j)}
            found.append((i, j, max(0.0, likeness - 0.5)))
    return found


def _kind(x: Part, y: Part) -> str:
    """What a contradiction is about."""
    if "initial" in (x.role, y.role) or min(len(x.key), len(y.key)) == 1:
        return "initial"
    if x.role == y.role == "patronymic":
        return "patronymic"
    if x.role == y.role == "family":
        return "family"
    if x.role == y.role == "generic":
        return "generic"
    return "name"


def _omission(part: Part, side: str, system: str) -> str:
    if system in ORDERED and part.role == "given":
        # No syllable of a given name is left out in writing.
        return "syllable_omitted"
    if part.role in ("patronymic", "initial"):
        return f"{part.role}_omitted"
    if part.role == "generic":
        return "generic_omitted"
    return f"omitted_by_{'list' if side == 'query' else 'query'}"
