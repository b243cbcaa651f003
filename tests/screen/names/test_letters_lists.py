"""How well sounds and Arabic readings serve on real lists. Run as a script, this file prints the figures.

Needs the lists of `../shared/data/lists` (UN February 2026, OFAC January 2023, three EU regulations as OpenSanctions compiles
them from the Official Journal), which may not be copied into the repository. Entries are halved by the CRC-32 of their id; the
tables were tuned on the even half, floors are those of the odd half, a little below the figures measured.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import combinations
from math import log
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree
from zlib import crc32

import pytest
from rapidfuzz.distance import JaroWinkler

from vetoproof.model import Listing
from vetoproof.screen.lists.read import read
from vetoproof.screen.names.arabic import Arabic
from vetoproof.screen.names.sound import Sound
from vetoproof.screen.names.tokens import Tokens

LISTS = Path(__file__).parents[4] / "shared" / "data" / "lists"
FILES = (
    "un_consolidated_2026-02-27.xml", "ofac_sdn_2023-01.csv",
    "eu_oj_32014R0269.csv", "eu_oj_32014R0833.csv", "eu_oj_32017R1509.csv",
)  # fmt: skip
pytestmark = pytest.mark.skipif(not (LISTS / FILES[0]).exists(), reason="the real lists are not beside the repository")

TOKENS, SOUND, ARABIC = Tokens(), Sound(), Arabic()
ALIKE = 0.78
"""Jaro-Winkler likeness from which two words of two aliases are taken to be one word in two spellings (many are not)."""
CYRILLIC_WORD, ARABIC_WORD = re.compile("[а-яА-Я]{3}"), re.compile("[\u0620-\u06ff]{2}")


class Entry(NamedTuple):
    """One entry: its names, whether of a person, and whether of the half tuned on."""

    names: tuple[str, ...]
    person: bool
    tuned: bool


@cache
def entries() -> tuple[Entry, ...]:
    """All entries of the lists."""
    found = []
    listed = [entry for entry in ElementTree.parse(LISTS / FILES[0]).getroot().iter() if entry.find("DATAID") is not None]
    numbers = {entry.findtext("REFERENCE_NUMBER", "").strip(): entry.findtext("DATAID", "") for entry in listed}
    for file in FILES:
        with (LISTS / file).open("rb") as source:
            for row in read(source, file):
                if isinstance(row, Listing):
                    names = tuple(dict.fromkeys(name.text for name in row.names))
                    found.append(Entry(names, row.schema == "Person", crc32(_hashed(row, numbers).encode()) % 2 == 0))
    return tuple(found)


def _hashed(row: Listing, numbers: dict[str, str]) -> str:
    """The id by which entries were halved when the tables were tuned: the UN's DATAID, annex and record of the EU."""
    if row.list == "un":
        return "un" + numbers[row.id]
    if row.list.startswith("eu-"):
        return f"eu_oj_{row.list[3:]}{''.join(row.id.rsplit('/', 1))}"
    return "ofac" + row.id


def vocabulary() -> set[str]:
    """All words of all names in Latin letters."""
    words = {word for entry in entries() for name in entry.names for word in TOKENS(name).words}
    return {word for word in words if len(word) > 1 and not word.isdigit()}


def bucket() -> float:
    """Words that share a sound, on average over sounds."""
    words = vocabulary()
    return len(words) / len({SOUND(word) for word in words})


def spellings(tuned: bool) -> set[tuple[str, str]]:
    """Pairs of differing words of persons' aliases that look alike, each in the place where the other stands."""
    pairs = set()
    for entry in entries():
        if not entry.person or entry.tuned != tuned:
            continue
        for a, b in combinations([TOKENS(name).words for name in entry.names][:30], 2):
            left, right = [w for w in a if w not in b and len(w) > 2], [w for w in b if w not in a and len(w) > 2]
            used: set[str] = set()
            for likeness, x, y in sorted(((JaroWinkler.similarity(x, y), x, y) for x in left for y in right), reverse=True):
                if likeness >= ALIKE and not {x, y} & used:
                    used |= {x, y}
                    pairs.add((min(x, y), max(x, y)))
    return pairs


def unified(tuned: bool) -> float:
    """Share of those pairs that have one sound."""
    pairs = spellings(tuned)
    return sum(SOUND(a) == SOUND(b) for a, b in pairs) / len(pairs)


def cyrillic(tuned: bool) -> float:
    """Share of words of persons' Cyrillic names that have the sound of the nearest word of a Latin name of as many words."""
    same = total = 0
    for entry in entries():
        if not entry.person or entry.tuned != tuned:
            continue
        native = [TOKENS(name).words for name in entry.names if CYRILLIC_WORD.search(name)]
        latin = [
            words
            for words in (TOKENS(name).words for name in entry.names if name.isascii())
            if min(map(len, words), default=0) > 1
        ]
        for a in native:
            for b in (words for words in latin if len(words) == len(a) > 1):
                for word in a:
                    nearest = max(b, key=lambda other, word=word: JaroWinkler.similarity(word, other))  # type: ignore[misc]
                    if JaroWinkler.similarity(word, nearest) >= 0.7:
                        total += 1
                        same += SOUND(word) == SOUND(nearest)
    return same / total


class Rarity:
    """What agreement on a key tells, as a scorer weighs it."""

    def __init__(self, names: Iterable[Iterable[tuple[str, ...]]]) -> None:
        self.names = list(names)
        self.count = Counter(key for some in self.names for key in {key for name in some for key in name})

    def of(self, key: str) -> float:
        """Natural logarithm of one over the share of entries that have the key."""
        return log(len(self.names) / (1 + self.count[key]))

    def likeness(self, a: tuple[str, ...], names: Iterable[tuple[str, ...]]) -> float:
        """Half what both share of all, half of the shorter; two keys at least, where the name has two."""
        best = 0.0
        for b in names:
            shared = Counter(a) & Counter(b)
            if len(shared) >= min(2, len(a)):
                both, left, right = (sum(map(self.of, Counter(some).elements())) for some in (shared, a, b))
                best = max(best, both / (left + right) + both / (2 * min(left, right)) if left and right else 0.0)
        return best


def arabic(tuned: bool) -> tuple[float, int]:
    """Recall at a precision of .9: each Arabic name of a person against the Latin names of its entry, of three others, and
    of one other that shares an element with it; and the number of names."""
    people = [entry for entry in entries() if entry.person]
    latin = [[_keys(r) for n in e.names if n.isascii() and (r := ARABIC.of_latin(TOKENS(n).words))] for e in people]
    rarity, chance = Rarity(latin), random.Random(0)
    holders: dict[str, set[int]] = defaultdict(set)
    for at, names in enumerate(latin):
        for key in (key for name in names for key in name):
            holders[key].add(at)
    some = [at for at, names in enumerate(latin) if names]
    scores: list[tuple[float, bool]] = []
    for at, entry in enumerate(people):
        for name in entry.names:
            if entry.tuned != tuned or not ARABIC_WORD.search(name) or not any(n.isascii() for n in entry.names):
                continue
            for reading in ARABIC.of_arabic(name):
                keys = _keys(reading)
                scores.append((rarity.likeness(keys, latin[at]), True))
                hard = sorted({other for key in keys for other in holders[key]} - {at})
                others = [other for other in chance.sample(some, 4) if other != at][:3] + (
                    [chance.choice(hard)] if hard else []
                )
                scores += [(rarity.likeness(keys, latin[other]), False) for other in others]
    ranked = sorted(scores, key=lambda score: (-score[0], score[1]))
    hits, best, total = 0, 0.0, sum(true for _, true in ranked)
    for place, (score, true) in enumerate(ranked, start=1):
        hits += true
        if score > 0 and hits >= 0.9 * place:
            best = max(best, hits / total)
    return best, total


def _keys(reading: object) -> tuple[str, ...]:
    return tuple(part.key for part in reading.parts if part.role == "name")  # type: ignore[attr-defined]


def test_a_sound_is_shared_by_few_words_and_unites_half_of_the_spellings() -> None:
    assert bucket() <= 1.27
    assert unified(tuned=False) >= 0.44


def test_cyrillic_names_sound_like_their_printed_romanisations() -> None:
    assert cyrillic(tuned=False) >= 0.96


def test_arabic_names_meet_their_romanisations() -> None:
    assert arabic(tuned=False)[0] >= 0.8


if __name__ == "__main__":
    print(f"words {len(vocabulary())}, mean bucket {bucket():.3f}")
    for half in (True, False):
        share, names = arabic(half)
        print("tuned half" if half else "other half", end=": ")
        print(f"{len(spellings(half))} spelling pairs, one sound {unified(half):.3f};", end=" ")
        print(f"Cyrillic words of one sound {cyrillic(half):.3f};", end=" ")
        print(f"{names} Arabic names, recall at precision .9 {share:.3f}")
