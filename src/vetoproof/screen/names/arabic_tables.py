"""The table `packs/names/arabic.yaml`: letters of both scripts to classes of consonants, and elements of names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property

from vetoproof.packs.name_table import name_table, rows, words
from vetoproof.screen.names.sound import Sound

_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c-\u200f]")
_TWICE = re.compile(r"(.)\1+")
_FINAL_H = re.compile("(?<=a)h$")
_OPEN = frozenset("aeiou")
_ARABIC_OPEN = frozenset("اع")


class ArabicTables:
    """`table` replaces the file, for tests; `sound` finds spellings that the table lacks."""

    def __init__(self, table: Mapping[str, str] | None = None, sound: Sound | None = None) -> None:
        self._given = table
        self._sound = sound or Sound()

    @cached_property
    def _table(self) -> Mapping[str, str]:
        return self._given if self._given is not None else name_table("arabic")

    @cached_property
    def _variants(self) -> dict[int, str]:
        return {ord(one): letter for letter, values in rows(self._table["variants"]) for one in values[0].split()}

    @cached_property
    def _letters(self) -> dict[int, str]:
        return {ord(letter): values[0].replace("-", "") for letter, values in rows(self._table["letters"])}

    @cached_property
    def _latin(self) -> tuple[re.Pattern[str], dict[str, str]]:
        classes = {letters: values[0].replace("-", "") for letters, values in rows(self._table["latin"])}
        return re.compile("|".join(sorted(classes, key=len, reverse=True))), classes

    def unified(self, text: str) -> str:
        """Arabic letters without vowel signs and in their plain form, each variant of a letter as one."""
        return _MARKS.sub("", unicodedata.normalize("NFKC", text)).translate(self._variants)

    def skeleton(self, word: str) -> str:
        """Consonant classes of a unified Arabic word: محمد -> mhmd. A vowel at the beginning is "a"; final h is dropped."""
        first = "a" if word[0] in _ARABIC_OPEN else "y" if word[0] == "ي" else "w" if word[0] == "و" else ""
        rest = word[1:] if first else word
        if len(rest) > 2 and rest[-1] == "ه":
            rest = rest[:-1]
        return first + _TWICE.sub(r"\1", "".join([self._letters.get(ord(letter), "") for letter in rest]))

    def latin_skeleton(self, word: str) -> str:
        """The same classes from a word in Latin letters: mohammed -> mhmd, omar -> amr."""
        pattern, classes = self._latin
        word = _FINAL_H.sub("", word)
        first = "a" if word[0] in _OPEN else "y" if word[0] in "yj" and word[1:2] in _OPEN and word[0] == "y" else ""
        first = "w" if not first and word[0] in "wv" else first
        found = pattern.sub(lambda letters: classes[letters.group()], word)
        return first + _TWICE.sub(r"\1", found)

    def _block(self, name: str) -> Iterator[tuple[str, list[str], list[str]]]:
        """Rows "key: Arabic words | Latin words"."""
        for line in self._table[name].splitlines():
            key, colon, values = line.partition(":")
            if colon:
                arabic, _, latin = values.partition("|")
                yield key.strip(), [self.unified(word) for word in arabic.split()], latin.split()

    @cached_property
    def particles(self) -> dict[str, str]:
        """Words for son, daughter, father and mother, in both scripts, to their key."""
        return {word: key for key, arabic, latin in self._block("particles") for word in (*arabic, *latin)}

    @cached_property
    def articles(self) -> frozenset[str]:
        """The article in Latin letters, assimilated or not."""
        return frozenset(words(self._table["articles"]))

    @cached_property
    def titles(self) -> frozenset[str]:
        """Titles in both scripts: left out."""
        return frozenset(self.unified(word) for word in words(self._table["titles"]))

    @cached_property
    def signs(self) -> tuple[str, ...]:
        """Endings by which a Latin word shows that it is of such a name."""
        return tuple(words(self._table["signs"]))

    @cached_property
    def beginnings(self) -> tuple[str, ...]:
        """Beginnings that do the same."""
        return tuple(words(self._table["beginnings"]))

    @cached_property
    def tails(self) -> dict[str, str]:
        """Second halves of joined names as words of their own, in both scripts, to their classes."""
        return {word.lstrip("="): key for key, arabic, latin in self._block("tails") for word in (*arabic, *latin)}

    @cached_property
    def latin_tails(self) -> tuple[tuple[str, str], ...]:
        """Endings of joined Latin words and their classes, the longest first."""
        found = [(word, key) for key, _, latin in self._block("tails") for word in latin if word[0] != "="]
        return tuple(sorted(found, key=lambda tail: -len(tail[0])))

    @cached_property
    def _elements(self) -> tuple[dict[str, str], dict[str, str]]:
        """Arabic spelling -> key, Latin spelling -> key. A key is the skeleton where only one element has it, else the skeleton
        with a number, so that elements which differ in vowels alone (Hasan, Husayn) stay apart."""
        elements = [(arabic, latin) for _, arabic, latin in self._block("elements") if arabic]
        count: dict[str, int] = {}
        by_arabic: dict[str, str] = {}
        by_latin: dict[str, str] = {}
        for arabic, latin in elements:
            bare = self.skeleton(arabic[0])
            count[bare] = count.get(bare, 0) + 1
            key = bare if count[bare] == 1 else f"{bare}{count[bare]}"
            for word in arabic:
                by_arabic.setdefault(word, key)
            for word in latin:
                by_latin.setdefault(word, key)
        return by_arabic, by_latin

    @cached_property
    def _by_sound(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for spelling, key in self._elements[1].items():
            found.setdefault(self._sound(spelling), key)
        return found

    def arabic(self, word: str) -> str | None:
        """The key of an element in unified Arabic letters, None for other words."""
        return self._elements[0].get(word)

    def latin(self, word: str) -> str | None:
        """The key of an element in one of the listed Latin spellings, None for other words."""
        return self._elements[1].get(word)

    def heard(self, word: str) -> str | None:
        """The key of an element whose listed spellings sound like `word`; costs more than `latin`."""
        return self._by_sound.get(self._sound(word)) if len(word) > 3 else None
