"""Names in Cyrillic letters to chinese readings, by the system of Palladius: its soft final is the pinyin n, its hard one the
pinyin ng."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from vetoproof.packs.name_rows import rows
from vetoproof.screen.names.cyrillic_words import EasternWords
from vetoproof.screen.names.han_tables import HanTables
from vetoproof.screen.names.reading import Kind, NameReading, Part

LONGEST_SYLLABLE = 6
"""Letters of the longest syllable ("чжуань")."""
MOST = 4
"""Readings of one name, the likeliest first."""

# A hard sign parts a final from a vowel; without it the "н" before a vowel begins a syllable.
_LINKED = re.compile("н[аеёиоуэюя]")
Given = tuple[str, ...]


class ChineseInCyrillic:
    """Reads names of persons in Cyrillic letters. Give it the tables once; it keeps nothing else."""

    def __init__(self, tables: HanTables) -> None:
        self._tables = tables
        self._words = EasternWords()

    @cached_property
    def syllables(self) -> dict[str, str]:
        """Cyrillic syllable to pinyin. Where the table has "э", print has "е" as well, if that is no other syllable."""
        found = {spelling: pinyin for pinyin, spellings in rows("chinese-cyrillic.tsv") for spelling in spellings.split()}
        return {s.replace("э", "е"): pinyin for s, pinyin in found.items()} | found

    @cached_property
    def families(self) -> dict[str, str]:
        """Cyrillic spelling of a family name to its pinyin, syllables joined by a space."""
        spelled: dict[str, list[str]] = {}
        for spelling, pinyin in self.syllables.items():
            spelled.setdefault(pinyin, []).append(spelling)
        found: dict[str, str] = {}
        for name in sorted(set(self._tables.families.values())):
            ways = [""]
            for syllable in name.split():
                ways = [way + s for way in ways for s in spelled[syllable]]
            found.update((way, name) for way in ways)
        return found

    def of_cyrillic(self, text: str, kind: Kind = "any") -> tuple[NameReading, ...]:
        """The readings of a name, likeliest first, at most four; none where it does not look the part.

        The family name stands first, or last where no reading has it first; the given name is one or two syllables in one
        word or two. Names of bodies and ships are not read. Costs microseconds where neither end is such a family name.
        """
        return self.of_words(self._words(text), text) if kind in ("person", "any") else ()

    def of_words(self, ways: Iterable[tuple[str, ...]], raw: str) -> tuple[NameReading, ...]:
        """The same of what `EasternWords` made of the text `raw`, for who has it already."""
        found: dict[NameReading, None] = {}
        for words in ways:
            first = tuple(self._people(words[0], words[1:]))
            found.update(dict.fromkeys(first or ("," not in raw and self._people(words[-1], words[:-1])) or ()))
        return tuple(found)[:MOST]

    def _people(self, family: str, rest: tuple[str, ...]) -> Iterator[NameReading]:
        known = self.families.get(family)
        if known is None or len(rest) > 2:
            return
        name = tuple(Part(s, "family") for s in known.split())
        for given in self._given(rest):
            yield NameReading("chinese", (*name, *(Part(s, "given") for s in given)))

    def _given(self, words: tuple[str, ...]) -> list[Given]:
        """One word as one syllable or, where it is none, as two; two words as a syllable each."""
        known = self.syllables
        if len(words) == 2:
            whole = tuple(known.get(word, "") for word in words)
            return [whole] if all(whole) else []
        word = words[0]
        if word in known:
            return [(known[word],)]
        cuts = []
        for at in range(max(1, len(word) - LONGEST_SYLLABLE - 1), min(len(word), LONGEST_SYLLABLE + 1)):
            head, tail = word[:at], word[at:].removeprefix("ъ")
            if head in known and tail in known:
                cuts.append((_LINKED.match(word[at - 1 : at + 1]) is not None, -at, (known[head], known[tail])))
        return list(dict.fromkeys(given for *_, given in sorted(cuts)))
