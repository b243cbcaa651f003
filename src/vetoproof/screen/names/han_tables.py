"""The tables behind readings of Han characters, each read at its first use: sounds, family names, spellings, words, places.

The files are packs: `packs/names/han-*.tsv` (made by `train/han_tables.py`) and `chinese-*.tsv`.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import product
from typing import NamedTuple

from vetoproof.packs.name_rows import rows
from vetoproof.screen.names.reading import Part
from vetoproof.screen.names.trade_words import Words, english, native

ABROAD = "hk"
"""What a class of Cantonese syllables begins with, so that none is taken for a pinyin syllable: no pinyin begins so."""
FIRST, LAST = "㐀", "\U0002ffff"
"""Han characters stand between these (extensions A to F and the unified block, with gaps that no name fills)."""


class HanFamily(NamedTuple):
    """A family name as a spelling may stand for it: pinyin, class in Cantonese (empty where the spelling is not one), share of
    bearers in percent, and whether the spelling is its pinyin."""

    pinyin: str
    cantonese: str
    weight: float
    plain: bool


def is_han(character: str) -> bool:
    """Whether a character is a Han one; kana and Hangul are not."""
    return FIRST <= character <= "鿿" or "𠀀" <= character <= LAST or character in "〇々"


class HanTables:
    """The tables, each read at its first use."""

    @cached_property
    def pinyin(self) -> dict[str, str]:
        """Character to the Mandarin syllable by which names read it, without tone."""
        return _by_character("han-pinyin.tsv") | _by_character("chinese-readings.tsv")

    @cached_property
    def hangul(self) -> dict[str, str]:
        """Character to its Sino-Korean syllable, without the initial sound law."""
        return _by_character("han-hangul.tsv") | _by_character("hanja-readings.tsv")

    @cached_property
    def jyutping(self) -> dict[str, str]:
        """Character to its most usual Cantonese syllable, without tone."""
        return _by_character("han-jyutping.tsv")

    @cached_property
    def syllables(self) -> frozenset[str]:
        """All pinyin syllables, with the passport spellings of those in u with two dots."""
        found = {row[0] for row in rows("han-pinyin.tsv")}
        return frozenset(found - {"m", "n", "ng", "hm", "cei", "den", "kei", "nun", "nou", "zei", "rua", "wong"})

    @cached_property
    def families(self) -> dict[str, str]:
        """Family name in characters to its pinyin, syllables joined by a space."""
        found: dict[str, str] = {}
        for pinyin, _, characters, *_ in self._families:
            for name in _names(characters):
                found.setdefault(name, self._spaced(pinyin, name))
        return found

    def _spaced(self, pinyin: str, name: str) -> str:
        if len(name) == 1:
            return pinyin
        return next(
            f"{pinyin[:i]} {pinyin[i:]}"
            for i in range(2, len(pinyin))
            if pinyin[:i] in self.syllables and pinyin[i:] in self.syllables
        )

    @cached_property
    def _families(self) -> list[list[str]]:
        return list(rows("chinese-families.tsv"))

    @cached_property
    def family_spellings(self) -> dict[str, tuple[HanFamily, ...]]:
        """Every Latin spelling of a family name, in one word, with the families that it may stand for, the largest first."""
        found: dict[str, dict[tuple[str, str], HanFamily]] = {}
        for pinyin, weight, characters, cantonese, others in self._families:
            names = _names(characters)
            spaced = self._spaced(pinyin, names[0])
            classes = {
                " ".join(self.cantonese(self.jyutping[c]) for c in name)
                for name in names
                if all(c in self.jyutping for c in name)
            }
            spelled = [(pinyin, "", True)] + [(s, "", False) for s in others.replace("'", "").split()]
            for spelling in cantonese.split():
                known = {ABROAD + c for c in self.cantonese_spelled.get(spelling, ())}
                spelled += [(spelling, c, False) for c in sorted(classes & known or classes)]
            for spelling, sound, plain in spelled:
                found.setdefault(spelling, {}).setdefault((spaced, sound), HanFamily(spaced, sound, float(weight), plain))
        return {
            s: tuple(sorted(o.values(), key=lambda f: (-f.weight, f.pinyin, f.cantonese)))
            for s, o in found.items()
            if s not in ("-", "")
        }

    @cached_property
    def _spellings(self) -> list[list[str]]:
        return list(rows("chinese-spellings.tsv"))

    @cached_property
    def wade_giles(self) -> dict[str, tuple[str, ...]]:
        """Unmarked Wade-Giles syllable to the pinyin ones that it may stand for: "chang" to chang and zhang."""
        initials = {p: w for part, p, w, *_ in self._spellings if part == "wg-initial"}
        finals = {p: w for part, p, w, *_ in self._spellings if part == "wg-final"}
        whole = {p: w.split() for part, p, w, *_ in self._spellings if part == "wg-syllable"}
        found: dict[str, list[str]] = {}
        for syllable in sorted(self.syllables):
            if syllable in whole:
                spelled = whole[syllable]
            else:
                initial = syllable[:2] if syllable[:2] in ("zh", "ch", "sh") else syllable[:1]
                final = syllable[len(initial) :]
                spelled = [initials.get(initial, initial) + finals.get(final, final)]
            for one in spelled:
                found.setdefault(one, []).append(syllable)
        return {s: tuple(sorted(p, key=lambda one: (aspirated(one), one))) for s, p in found.items()}

    @cached_property
    def _cantonese(
        self,
    ) -> tuple[dict[str, tuple[str, list[str]]], dict[str, tuple[str, list[str]]], dict[str, tuple[str, str]]]:
        pieces: dict[str, dict[str, tuple[str, list[str]]]] = {"hk-initial": {}, "hk-final": {}}
        whole: dict[str, tuple[str, str]] = {}
        for part, name, *rest in self._spellings:
            if part == "hk-syllable":
                whole[name] = (rest[0], rest[1])
            elif part in pieces:
                pieces[part][name.strip("-")] = (rest[0].strip("-"), [s.strip("-") for s in rest[1].split()])
        return pieces["hk-initial"], pieces["hk-final"], whole

    def _cut(self, jyutping: str) -> tuple[str, str]:
        initials, finals, _ = self._cantonese
        return next((jyutping[:i], jyutping[i:]) for i in (2, 1, 0) if jyutping[:i] in initials and (jyutping[i:] in finals))

    def cantonese(self, jyutping: str) -> str:
        """The class of a Cantonese syllable: whatever Hong Kong prints for it leads to the same class."""
        initials, finals, whole = self._cantonese
        if jyutping in whole:
            return ABROAD + whole[jyutping][0]
        initial, final = self._cut(jyutping)
        return ABROAD + initials[initial][0] + finals[final][0]

    @cached_property
    def cantonese_spelled(self) -> dict[str, tuple[str, ...]]:
        """Every spelling of a Cantonese syllable to the classes (without their prefix) that it may stand for."""
        initials, finals, whole = self._cantonese
        found: dict[str, set[str]] = {}
        for row in rows("han-jyutping.tsv"):
            if row[0] in ("hm", "m"):
                continue
            name = self.cantonese(row[0])[len(ABROAD) :]
            spelled = whole[row[0]][1].split() if row[0] in whole else []
            if row[0] not in ("ng",):
                initial, final = self._cut(row[0])
                spelled += ["".join(p) for p in product(initials[initial][1], finals[final][1])]
            for one in spelled:
                found.setdefault(one, set()).add(name)
        return {s: tuple(sorted(names, key=lambda name: (len(name), name))) for s, names in found.items()}

    @cached_property
    def words(self) -> Words:
        """Words of bodies, and places, in English or pinyin and in characters; a place is one part, its pinyin joined."""
        words = english()
        known, found = dict(words.english), native("chinese-words.tsv", words.english)
        for pinyin, names, others in rows("chinese-places.tsv"):
            key = pinyin.replace(" ", "")
            place = (Part(key, "generic"),)
            known.update((spelling, place) for spelling in (key, *others.split()) if spelling != "-")
            found.update((name, place) for name in names.split())
        return words._replace(english=known, native=found)

    @cached_property
    def trade(self) -> re.Pattern[str]:
        """The words of bodies and places in characters, the longest first."""
        found = {w for w in self.words.native if is_han(w[0])}
        return re.compile("|".join(map(re.escape, sorted(found, key=lambda w: (-len(w), w)))))

    def word_at(self, text: str, place: int) -> str:
        """The longest word of bodies that begins at a place of a text in characters; "" where none does."""
        found = self.trade.match(text, place)
        return found.group() if found else ""

    @cached_property
    def telling(self) -> frozenset[str]:
        """Keys by which a body's name in Latin letters tells that it is a translated one: countries and places."""
        return self.words.told["chinese"] | {pinyin.replace(" ", "") for pinyin, *_ in rows("chinese-places.tsv")}


def aspirated(pinyin: str) -> bool:
    """Whether a pinyin syllable begins with an aspirate, for which Wade-Giles prints an apostrophe."""
    return pinyin[0] in "ptkqc"


def _by_character(table: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for reading, characters in rows(table):
        found.update(dict.fromkeys(characters, reading))
    return found


def _names(characters: str) -> list[str]:
    """The names in a cell: pairs where blanks part them, else single characters."""
    return characters.split() if " " in characters else list(characters)
