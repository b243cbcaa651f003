"""Names in Latin letters to chinese readings: pinyin, Wade-Giles, Cantonese, and family names as they are spelled abroad."""

from __future__ import annotations

import re
import unicodedata
from math import sqrt
from typing import NamedTuple

from vetoproof.screen.names.han_tables import ABROAD, HanFamily, HanTables, aspirated
from vetoproof.screen.names.reading import Kind, NameReading, Part
from vetoproof.screen.names.trade_words import one_form, translated

MOST = 4
"""Readings of one name, the likeliest first."""
LAST = 0.15
"""How often the family name stands last, beside first."""
PLAIN, MIXED, GILES, CANTONESE = 1.0, 0.5, 0.4, 0.8
"""How likely a name is all pinyin; a family name as spelled abroad before pinyin; all Wade-Giles; all Cantonese."""
UNLIKELY = 1 / 40
"""A reading this much less likely than the best is left out."""
LONGEST_SYLLABLE, LONGEST_WORD = 6, 24
"""Letters of the longest pinyin syllable, and of the longest word that is cut into syllables."""
LETTERS = 2.7
"""Letters a syllable that a body's name has on the mean where nothing else tells that it is one: "ma-ri-a" has 1.7."""
STRANGE = 2
"""Words that are not pinyin which a body's name may have at any rate, where a place tells what it is."""
TWO_DOTS = {"lv": "lu", "lyu": "lu", "nv": "nu", "nyu": "nu", "lve": "lue", "nve": "nue"}
"""Spellings of u with two dots on passports and in typing."""

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʻʼ`´ʽ", "'"))
_SIGNED = re.compile("[a-z']*['\u0308][a-z'\u0308]*")
_STRONG = re.compile("(?:[ptk]|ch|ts|tz)'")
_DOTTED = "u\u0308"
WITH_DOTS = "jqxyln"
"""Initials of the pinyin syllables that Wade-Giles prints with two dots on the u."""

Given = tuple[str, ...]


class Signs(NamedTuple):
    """Words of a name by the signs of Wade-Giles, left out here: `strong` have the apostrophe of an aspirate (where there is
    one, the others have none), `dotted` two dots on the u."""

    strong: frozenset[str]
    dotted: frozenset[str]


def _signs(raw: str) -> Signs:
    """The signs of a name as it is printed: "Ch'üan-kuo" has both in its first word."""
    text = unicodedata.normalize("NFD", raw.translate(_APOSTROPHES).lower())
    text = "".join(c for c in text if c == "\u0308" or not unicodedata.combining(c))
    strong, dotted = set(), set()
    for word in _SIGNED.findall(text):
        plain = word.replace("'", "").replace("\u0308", "")
        if _STRONG.match(word):
            strong.add(plain)
        if _DOTTED in word:
            dotted.add(plain)
    return Signs(frozenset(strong), frozenset(dotted))


class Pinyin:
    """Reads names in Latin letters. Give it the tables once; it keeps nothing else."""

    def __init__(self, tables: HanTables) -> None:
        self._tables = tables

    def of_latin(self, tokens: tuple[str, ...], kind: Kind = "any", raw: str = "") -> tuple[NameReading, ...]:
        """The readings that the words may have, likeliest first, at most four; none where they do not look the part.

        `tokens` are words of small ASCII letters, without apostrophes or hyphens; `raw` is the text as printed, for the comma
        after a family name and the apostrophes of Wade-Giles. A person has a known family name at either end and one or two
        given syllables.
        """
        if kind in ("person", "any") and 2 <= len(tokens) <= 4:
            families = self._tables.family_spellings
            if tokens[0] in families or tokens[-1] in families:
                found = self._people(tokens, raw)
                if found or kind == "person":
                    return found
        return () if kind == "person" else self._body(tokens)

    def plainly(self, tokens: tuple[str, ...], raw: str = "") -> float:
        """How common the family name is, in percent, of a person's name that is pinyin as it stands, the family name first; 0
        for all others."""
        if not 2 <= len(tokens) <= 4:
            return 0.0
        for size in (1, 2) if len(tokens) > 2 else (1,):
            plain = (f for f in self._tables.family_spellings.get("".join(tokens[:size]), ()) if f.plain)
            weight = max((family.weight for family in plain), default=0.0)
            if weight and len(tokens) - size <= 2 and self._pinyin(tokens[size:]) and not _signs(raw).strong:
                return weight
        return 0.0

    def _people(self, tokens: tuple[str, ...], raw: str) -> tuple[NameReading, ...]:
        scored: dict[tuple[str, Given], float] = {}
        signs = _signs(raw)
        families = self._tables.family_spellings
        ends = [(tokens[0], tokens[1:], 1.0)]
        if len(tokens) > 2 and tokens[0] + tokens[1] in families:
            ends.append((tokens[0] + tokens[1], tokens[2:], 1.0))
        if "," not in raw:
            ends.append((tokens[-1], tokens[:-1], LAST))
        # "Zhu Ting" is pinyin as it stands: that Ting is a family name in another dialect does not turn it round.
        as_printed = self.plainly(tokens, raw) > 0.0
        for end, rest, order in ends:
            if end not in families or not 1 <= len(rest) <= 2:
                continue
            pinyin, giles, cantonese = self._pinyin(rest), self._giles(rest, signs), self._cantonese(rest)
            if signs.strong and giles:
                pinyin = []
            for family in families[end]:
                if as_printed and order == LAST and not family.plain:
                    continue
                for name, given, weight in _ways(family, pinyin, giles, cantonese):
                    key = name, given
                    scored[key] = max(scored.get(key, 0.0), order * weight * sqrt(family.weight))
        best = max(scored.values(), default=0.0)
        ranked = sorted(scored.items(), key=lambda x: (-x[1], x[0]))[:MOST]
        return tuple(
            NameReading("chinese", (*(Part(s, "family") for s in name.split()), *(Part(s, "given") for s in given)))
            for (name, given), weight in ranked
            if weight >= best * UNLIKELY
        )

    def _pinyin(self, words: tuple[str, ...]) -> list[Given]:
        """One or two words as one or two pinyin syllables."""
        cut = [self._cut(word) for word in words]
        return [tuple(s for c in cut for s in c)] if all(cut) and sum(map(len, cut)) <= 2 else []

    def _cut(self, word: str) -> tuple[str, ...]:
        """A word as pinyin syllables: as few as possible, the first ones as long as possible; empty where it is none."""
        known = self._tables.syllables
        word = TWO_DOTS.get(word, word)
        if word in known:
            return (word,)
        if len(word) > LONGEST_WORD:
            return ()
        best: list[tuple[str, ...] | None] = [None] * len(word) + [()]
        for start in range(len(word) - 1, -1, -1):
            for end in range(min(len(word), start + LONGEST_SYLLABLE), start, -1):
                rest, syllable = best[end], word[start:end]
                if rest is None or (syllable not in known and syllable not in TWO_DOTS):
                    continue
                if start and syllable in ("a", "e", "o"):
                    continue  # Within a word no syllable is a vowel alone: "lee" is not "le" and "e".
                found = (TWO_DOTS.get(syllable, syllable), *rest)
                if (old := best[start]) is None or len(found) < len(old):
                    best[start] = found
        return best[0] or ()

    def _giles(self, words: tuple[str, ...], signs: Signs) -> list[Given]:
        """One or two words as Wade-Giles, a syllable a word; at most four ways to mean them."""
        table = self._tables.wade_giles
        if len(words) == 1 and words[0] not in table:
            cut = [(words[0][:i], words[0][i:]) for i in range(len(words[0]) - 1, 0, -1)]
            words = next((p for p in cut if p[0] in table and p[1] in table), words)
        ways: list[Given] = [()]
        for word in words:
            options = table.get(word, ())
            if signs.strong and len(options) > 1:
                options = tuple(o for o in options if aspirated(o) == (word in signs.strong)) or options
            if word in signs.dotted and len(options) > 1:
                options = tuple(o for o in options if o[0] in WITH_DOTS) or options
            ways = [(*way, o) for way in ways for o in options]
        return ways[:MOST]

    def _cantonese(self, words: tuple[str, ...]) -> list[Given]:
        """One or two words as Cantonese syllables, in classes."""
        spelled = [self._tables.cantonese_spelled.get(w) for w in words]
        if not all(spelled):
            return []
        ways: list[Given] = [()]
        for options in spelled:
            ways = [(*way, ABROAD + o) for way in ways for o in (options or ())[:2]]
        return ways[:MOST]

    def _body(self, tokens: tuple[str, ...]) -> tuple[NameReading, ...]:
        """A body or ship: words of trade and places translated, all other words cut into pinyin syllables. A word that cannot
        be cut stands as it is, where a place tells what the name is all the same."""
        put: list[Part] = []
        syllables = strange = letters = 0
        told = False
        for piece in translated(tokens, self._tables.words.english):
            if not isinstance(piece, str):
                put += piece
                told = told or any(part.key in self._tables.telling for part in piece)
                continue
            cut = self._cut(piece)
            if not cut:
                strange += 1
            else:
                syllables += len(cut)
                letters += len(piece)
            put += [Part(s, "name") for s in cut or (piece,)]
        if told:
            return (NameReading("chinese", one_form(put)),) if strange <= max(STRANGE, syllables) and len(put) > 1 else ()
        if strange or syllables < 2 or letters < LETTERS * syllables:
            return ()
        return (NameReading("chinese", one_form(put)),)


def _ways(family: HanFamily, pinyin: list[Given], giles: list[Given], cantonese: list[Given]) -> list[tuple[str, Given, float]]:
    """The names that a family name and the readings of what follows it make together: a family name in a Cantonese spelling
    takes Cantonese syllables, or pinyin ones as is usual in South-East Asia."""
    found = [(family.pinyin, given, PLAIN if family.plain else MIXED) for given in pinyin]
    if family.cantonese:
        return found + [(family.cantonese, given, CANTONESE / (1 + i)) for i, given in enumerate(cantonese)]
    return found + [(family.pinyin, given, GILES / (1 + i)) for i, given in enumerate(giles)]
