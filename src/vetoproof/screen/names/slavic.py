"""Slavic names as the press of other languages spells them, in the letters that English prints.

Each such name is read once more. Where a letter stands for two sounds (s and sch, as the table says), the name is read both
ways: which it is, nobody can tell from the print.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import islice, product
from typing import NamedTuple

from vetoproof.packs.name_table import name_table, words

MOST_WORDS, MOST_NAMES = 4, 6
"""Ways to read one word, and one name, at most."""


class _Convention(NamedTuple):
    """`signs` are letters without which `marks` need not be tried; `rules` patterns with the sounds that they may stand for."""

    signs: tuple[str, ...]
    marks: re.Pattern[str]
    but: frozenset[str]
    rules: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]


class SlavicSpellings:
    """The table `packs/names/slavic_spellings.yaml` at work. `given` tells whether a word is a given name that is known."""

    def __init__(self, given: Callable[[str], bool], table: Mapping[str, str] | None = None) -> None:
        self._is_given = given
        self._table = table

    @cached_property
    def _conventions(self) -> tuple[_Convention, ...]:
        table = self._table if self._table is not None else name_table("slavic_spellings")
        return tuple(
            _Convention(
                tuple(words(table[f"{name}_signs"])),
                re.compile("|".join(words(table[f"{name}_marks"]))),
                frozenset(words(table[f"{name}_not"])),
                tuple(_rules(table[name])),
            )
            for name in words(table["conventions"])
        )

    def possible(self, text: str) -> bool:
        """Whether a printed name can be spelled so at all: half a microsecond that spares taking it apart."""
        small = text.lower()
        return any(sign in small for one in self._conventions for sign in one.signs)

    def __call__(self, spelled: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """The words of a name in English letters, in each way in which they can be read; nothing where no word shows such a
        spelling."""
        text = " ".join(spelled)
        for one in self._conventions:
            if any(sign in text for sign in one.signs) and any(self._shows(one, word) for word in spelled):
                ways = [self._ways(one, word) for word in spelled]
                yield from (found for found in islice(product(*ways), MOST_NAMES) if found != spelled)

    def _shows(self, convention: _Convention, word: str) -> bool:
        return convention.marks.fullmatch(word) is not None and word not in convention.but

    def _ways(self, convention: _Convention, word: str) -> list[str]:
        """The likeliest first; of a known given name that one alone ("Sergej" is no Zergey)."""
        sounds: list[tuple[str, ...]] = []
        place = 0
        while place < len(word):
            for pattern, heard in convention.rules:
                found = pattern.match(word, place)
                if found is not None:
                    sounds.append(heard)
                    place = found.end()
                    break
            else:
                sounds.append((word[place],))
                place += 1
        ways = ["".join(way) for way in islice(product(*sounds), MOST_WORDS)]
        known = next((way for way in ways if self._is_given(way)), None) if len(ways) > 1 else None
        return [known] if known is not None else ways


def _rules(block: str) -> Iterator[tuple[re.Pattern[str], tuple[str, ...]]]:
    for line in block.splitlines():
        pattern, _, sounds = line.rpartition(" = ")
        if pattern:
            yield re.compile(pattern), tuple(sounds.split())
