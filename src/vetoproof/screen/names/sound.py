"""A coarser key of a word in Latin letters, under which the spellings of one name by several romanisations fall together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from vetoproof.packs.name_table import name_table, rows

# One syllable of East Asian names: what differs in it makes another name (Shan, San; Gong, Hong).
_SYLLABLE = re.compile("[bcdfghjklmnpqrstvwxyz]{0,2}[aeiouy]{1,4}(?:ng|[nmklpthr])?")
_IN_SYLLABLE = (("oo", "u"), ("ou", "u"), ("ee", "i"), ("ck", "k"), ("ph", "f"), ("w", "v"))
_SECOND_GLIDE = re.compile("(?<=[aeou])y")
_LETTERS = {chr(i) for i in range(ord("a"), ord("z") + 1)}
_RUN = re.compile("[aeiouyj]+")
_VOWEL = re.compile("[aeiouy]")
_TWICE = re.compile(r"(.)\1+")
# In the last closed syllable after an "a" of its own, e is i (Khaled, Khalid); elsewhere it is a (Ahmed, Ahmad).
_LAST_E = re.compile("(?<=a)([bcdfghklmnprstz])e(?=[bdfhklmnrstz]$)")

Rule = tuple[re.Pattern[str], str]


class Sound:
    """The table `packs/names/letters_sound.yaml` at work. `table` replaces it, for tests."""

    def __init__(self, table: Mapping[str, str] | None = None) -> None:
        self._given = table
        self._runs: dict[str, str] = {}

    @cached_property
    def _table(self) -> Mapping[str, str]:
        return self._given if self._given is not None else name_table("letters_sound")

    @cached_property
    def _rules(self) -> tuple[dict[str, list[Rule]], dict[str, list[Rule]]]:
        """Rules on whole words, by the first letter that they ask for, else by the last."""
        first: dict[str, list[Rule]] = {letter: [] for letter in _LETTERS}
        last: dict[str, list[Rule]] = {letter: [] for letter in _LETTERS}
        for firsts, lasts, pattern, to in _word_rules(self._table["words"]):
            if firsts != ".":
                for letter in firsts:
                    first[letter].append((re.compile("^" + pattern), to))
            else:
                for letter in lasts if lasts != "." else _LETTERS:
                    last[letter].append((re.compile(pattern), to))
        return first, last

    @cached_property
    def _letters(self) -> tuple[re.Pattern[str], dict[str, str], dict[str, tuple[str, str]]]:
        """Pattern of the letters that change, what each becomes, and what some become before certain letters."""
        plain = {letters: values[0] for letters, values in rows(self._table["letters"])}
        before = {}
        for letters, values in rows(self._table["before"]):
            follow, _, to = values[0].partition(" = ")
            before[letters] = (follow, to)
        return re.compile("|".join(sorted(plain, key=len, reverse=True))), plain, before

    @cached_property
    def _within(self) -> tuple[tuple[str, re.Pattern[str], str], ...]:
        found = []
        for line in self._table["within"].splitlines():
            left, _, to = line.rpartition(" =")
            marker, pattern = left.split(None, 1)
            found.append((marker, re.compile(pattern), to.strip()))
        return tuple(found)

    @cached_property
    def _consonants(self) -> re.Pattern[str]:
        return re.compile(self._table["consonants"].strip())

    @cached_property
    def _vowels(self) -> dict[str, str]:
        return {vowel: values[0] for vowel, values in rows(self._table["vowels"])}

    def __call__(self, key: str) -> str:
        """The key of a word of [a-z0-9]: sergei, sergey, serguei, sergej -> one key. Empty only where `key` is.

        Words with digits or without vowels (PSB is not PCB) are their own key; words of one syllable or three letters nearly.
        Some 10 microseconds a word.
        """
        if not key.isalpha() or not _VOWEL.search(key):
            return key
        if len(key) < 4 or (len(key) < 7 and _SYLLABLE.fullmatch(key)):
            for spelling, to in _IN_SYLLABLE:
                key = key.replace(spelling, to)
            return _TWICE.sub(r"\1", _SECOND_GLIDE.sub("i", key))
        first, last = self._rules
        text = key
        for pattern, to in first[key[0]]:
            text = pattern.sub(to, text)
        for pattern, to in last[key[-1]]:
            text = pattern.sub(to, text)
        for marker, pattern, to in self._within:
            if marker in text:
                text = pattern.sub(to, text)
        if "j" in text or text[:1] in ("y", "i"):
            text = self._consonants.sub("J", text)
        text = self._letters[0].sub(self._letter, text)
        text = _LAST_E.sub(r"\1i", _TWICE.sub(r"\1", text))
        if text[:1] == "e":
            text = "i" + text[1:]
        return _TWICE.sub(r"\1", _RUN.sub(self._run, text)).lower() or key

    def _letter(self, found: re.Match[str]) -> str:
        letters = found.group()
        _, plain, before = self._letters
        if letters in before:
            follow, to = before[letters]
            if (found.string[found.end() : found.end() + 1] or "$") in follow:
                return to
        return plain[letters]

    def _run(self, found: re.Match[str]) -> str:
        vowels = found.group()
        known = self._runs.get(vowels)
        if known is None:
            strong = vowels.translate(_WEAK) or "i"
            known = self._vowels[strong[-1]]
            if len(vowels) < 4:
                # At most 6 + 36 + 216 of them.
                self._runs[vowels] = known
        return known


_WEAK = {ord("i"): None, ord("y"): None, ord("j"): None}


def _word_rules(block: str) -> Iterator[tuple[str, str, str, str]]:
    for line in block.splitlines():
        left, equals, to = line.rpartition(" =")
        if equals and not line.startswith("#"):
            firsts, lasts, pattern = left.split(None, 2)
            yield firsts, lasts, pattern, to.strip()
