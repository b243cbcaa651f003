"""How well names in Hangul and Chinese characters meet the Latin names of the same entries on real lists.

Needs the lists of `../shared/data/lists` (the EU's, as OpenSanctions compiles them from the Official Journal, and OFAC's of
January 2023); they may not be copied into the repository. Entries are halved by a hash of their id; floors are those of the
half on which nothing was tuned, a little below the figures measured. What is left over on the other half is aliases that are
other names, given names of the West, words of trade put into English brands, and one misprint.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from math import log
from pathlib import Path
from typing import NamedTuple

import pytest

from vetoproof.screen.names.chinese import Han, has_han
from vetoproof.screen.names.chinese_latin import Pinyin
from vetoproof.screen.names.han_tables import HanTables
from vetoproof.screen.names.hanja import Hanja
from vetoproof.screen.names.korean import Hangul, has_hangul
from vetoproof.screen.names.korean_latin import Romanised
from vetoproof.screen.names.korean_tables import KoreanTables
from vetoproof.screen.names.reading import Kind, NameReading, Part

LISTS = Path(__file__).parents[4] / "shared" / "data" / "lists"
EU = ("eu_oj_32014R0269.csv", "eu_oj_32014R0833.csv", "eu_oj_32017R1509.csv")
OFAC = "ofac_sdn_2023-01.csv"
pytestmark = pytest.mark.skipif(not (LISTS / EU[2]).exists(), reason="the real lists are not beside the repository")

KOREAN, CHINESE = KoreanTables(), HanTables()
HANGUL, ROMANISED, PINYIN, HAN, HANJA = Hangul(KOREAN), Romanised(KOREAN), Pinyin(CHINESE), Han(CHINESE), Hanja(KOREAN, CHINESE)


class Entry(NamedTuple):
    """One entry: its kind, its names in the script looked at, its Latin names, and whether it is of the half tuned on."""

    kind: Kind
    native: tuple[str, ...]
    latin: tuple[str, ...]
    tuned: bool


def words(name: str) -> tuple[str, ...]:
    """Words of a Latin name as upstream cuts them."""
    return tuple(re.findall("[a-z0-9]+", re.sub(r"['’‘`]", "", name).lower()))


def entries(native: Callable[[str], bool], strip: str) -> Iterator[Entry]:
    """The entries of the EU's lists with a name in a script. An alias cell with more than one comma is a row of aliases."""
    for file in EU:
        for row in csv.DictReader((LISTS / file).open(encoding="utf-8")):
            cells = [row[column] or "" for column in ("name", "alias", "weakAlias", "previousName")]
            pieces = [p for cell in cells for p in cell.split(";")]
            names = [n.strip() for p in pieces for n in (p.split(",") if p.count(",") > 1 and "Ltd" not in p else [p])]
            own = tuple(n for n in names if native(n))
            latin = tuple(re.sub(strip, "", n).strip() for n in names)
            latin = tuple(n for n in latin if re.fullmatch(r"[A-Za-z][A-Za-z0-9' .,’&()/“”‘-]+", n) and n != "Text of image")
            if own and latin:
                tuned = hashlib.sha256(f"{file}:{row['annex']}:{row['recordId']}".encode()).digest()[0] % 2 == 0
                yield Entry("person" if row["schema"] == "Person" else "organisation", own, latin, tuned)


class Rarity:
    """What agreement on a part tells: how few of some names have it, as the real scorer weighs it."""

    def __init__(self, readings: Iterable[tuple[NameReading, ...]]) -> None:
        self._counts: Counter[str] = Counter()
        self._total = 0
        for found in readings:
            self._total += 1
            self._counts.update({p.key for r in found for p in r.parts})

    def of(self, part: Part) -> float:
        return log((self._total + 1) / (self._counts[part.key] + 0.5))

    def likeness(self, a: tuple[NameReading, ...], b: tuple[NameReading, ...]) -> float:
        """1 for one reading in common; else what the nearest pair of readings shares of its parts, weighed."""
        pairs = ((x, y) for x in a for y in b if x.system == y.system)
        return max((1.0 if x == y else 0.9 * self._shared(x.parts, y.parts) for x, y in pairs), default=0.0)

    def _shared(self, a: tuple[Part, ...], b: tuple[Part, ...]) -> float:
        if [p for p in a if p.role == "family"] != [p for p in b if p.role == "family"]:
            return 0.0
        left, right = Counter(a), Counter(b)
        both = sum(self.of(p) * n for p, n in (left & right).items())
        return both / sum(self.of(p) * n for p, n in (left | right).items())


def recall(scores: list[tuple[float, bool]]) -> float:
    """The best recall at a precision of .9 or more over all thresholds."""
    ranked = sorted(scores, key=lambda s: (-s[0], s[1]))
    total, hits, best = sum(true for _, true in ranked), 0, 0.0
    for n, (score, true) in enumerate(ranked, start=1):
        hits += true
        if score > 0 and hits >= 0.9 * n:
            best = max(best, hits / total)
    return best


@pytest.mark.parametrize("tuned", [True, False])
def test_hangul_persons_meet_their_latin_names(tuned: bool, record_property: Callable[[str, object], None]) -> None:
    people = [e for e in entries(has_hangul, "[가-힣]") if e.kind == "person"]
    rarity = Rarity(ROMANISED.of_latin(words(n), "person", n) for e in people for n in e.latin)
    scores: list[tuple[float, bool]] = []
    for entry in (e for e in people if e.tuned == tuned):
        for own in entry.native:
            readings = HANGUL.of_hangul(own, "person")
            scores += [(rarity.likeness(readings, ROMANISED.of_latin(words(n), "person", n)), True) for n in entry.latin]
            for other in people:
                theirs = HANGUL.of_hangul(other.native[0], "person")
                if readings and theirs and other.native != entry.native and theirs[0].parts[0] == readings[0].parts[0]:
                    scores += [
                        (rarity.likeness(readings, ROMANISED.of_latin(words(n), "person", n)), False) for n in other.latin
                    ]
    found = recall(scores)
    record_property("recall at precision .9, of names", round(found, 3))
    assert len([1 for _, true in scores if not true]) > 300
    assert found >= 0.90


@pytest.mark.parametrize("tuned", [True, False])
def test_chinese_entries_meet_one_of_their_latin_names(tuned: bool, record_property: Callable[[str, object], None]) -> None:
    found = list(entries(has_han, "[㐀-鿿（）]"))
    rarity = Rarity(PINYIN.of_latin(words(n), e.kind, n) for e in found for n in e.latin)
    scores: list[tuple[float, bool]] = []
    for entry in (e for e in found if e.tuned == tuned):
        readings = tuple(r for own in entry.native for r in HAN.of_han(own, entry.kind) + HANJA.of_hanja(own, entry.kind))
        for other in (e for e in found if e.kind == entry.kind):
            best = max(
                rarity.likeness(
                    readings, PINYIN.of_latin(words(n), entry.kind, n) + ROMANISED.of_latin(words(n), entry.kind, n)
                )
                for n in other.latin
            )
            if other.native == entry.native or not set(other.native) & set(entry.native):
                scores.append((best, other == entry))
    best = recall(scores)
    record_property("recall at precision .9, of entries", round(best, 3))
    assert best >= (0.50 if tuned else 0.40)


@pytest.mark.parametrize(("reader", "limit"), [(ROMANISED, 0.03), (PINYIN, 0.02)])
def test_few_names_of_other_languages_get_a_reading(reader: Romanised | Pinyin, limit: float) -> None:
    kinds: dict[str, Kind] = {"individual": "person", "vessel": "ship", "-0-": "organisation"}
    total = false = 0
    for row in csv.DictReader((LISTS / OFAC).open(encoding="utf-8")):
        told = row["Name"] + row["Country"] + row["Details"].replace("North Korea Sanctions", "")
        if re.search("DPRK|Korea|China|Hong Kong|Taiwan|Chinese|Macau", told, re.IGNORECASE):
            continue
        total += 1
        false += bool(reader.of_latin(words(row["Name"]), kinds.get(row["Type"].strip(), "any"), row["Name"]))
    assert total > 9000
    assert false <= limit * total, (false, total)
