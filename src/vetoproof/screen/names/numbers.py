"""Numbers in names: figures, number words, ordinals, Roman numerals. "Star-1", "Star I" and "STAR ONE" are one ship."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from vetoproof.packs.name_table import name_table, spellings, words

_RUNS = re.compile("[0-9]+|[a-z]+")
_WORD_AND_FIGURES = re.compile("[a-z]{2,}[0-9]+")
_ORDINAL = re.compile("([0-9]+)(?:st|nd|rd|th|ya|y|oy|yy|iy|i|go|ho)")


class Numbers:
    """The table `packs/names/ordinals.yaml` at work. `table` replaces it, for tests."""

    def __init__(self, table: Mapping[str, str] | None = None) -> None:
        self._given = table

    @cached_property
    def _table(self) -> Mapping[str, str]:
        return self._given if self._given is not None else name_table("ordinals")

    @cached_property
    def _words(self) -> dict[str, str]:
        return spellings(self._table, "words")

    @cached_property
    def _anywhere(self) -> frozenset[str]:
        return frozenset(words(self._table["anywhere"]))

    @cached_property
    def _roman(self) -> frozenset[str]:
        return frozenset(words(self._table["roman"]))

    @cached_property
    def _signs(self) -> frozenset[str]:
        return frozenset(words(self._table["signs"]))

    def roman(self, word: str) -> bool:
        """Whether a word is a Roman numeral from I to XX."""
        return word in self._roman

    def split(self, word: str) -> list[str]:
        """A word that holds figures as its number key, or as a word of letters and a number ("maia1"); short mixtures such as
        "b2b" and "3m" stay whole. Leading zeros are dropped."""
        if word.isdigit():
            return [word.lstrip("0") or "0"]
        ordinal = _ORDINAL.fullmatch(word)
        if ordinal is not None:
            return [ordinal.group(1).lstrip("0") or "0"]
        if _WORD_AND_FIGURES.fullmatch(word):
            return [run.lstrip("0") or "0" if run.isdigit() else run for run in _RUNS.findall(word)]
        return [word]

    def in_body(self, spelled: Sequence[str], place: int, ends: Callable[[Sequence[str], int], bool]) -> str | None:
        """The number that a word of a body's name stands for; "" for a sign before a number ("No."); None for other words."""
        word = spelled[place]
        if word in self._anywhere:
            return self._words[word]
        if word in self._signs and place + 1 < len(spelled) and spelled[place + 1].isdigit():
            return ""
        if place and word in self._roman and ends(spelled, place):
            return self._words[word]
        return None

    def of_ship(self, spelled: Sequence[str], place: int) -> str | None:
        """As `in_body`, for a ship: number words of any language and Roman numerals, at the end and after a word."""
        word = spelled[place]
        last = place == len(spelled) - 1
        if word in self._signs and not last and (spelled[place + 1].isdigit() or spelled[place + 1] in self._words):
            return ""
        if not place or word not in self._words:
            return None
        if word in self._roman:
            return self._words[word] if last else None
        return self._words[word] if last or word in self._anywhere else None

    def tens(self, spelled: Sequence[str], place: int) -> str | None:
        """Two words that are one number, "forty four" and "forty 4" -> 44; None for other words."""
        tens = self._words.get(spelled[place]) if spelled[place].endswith(("ty", "ieth")) else None
        if tens is None or place + 1 == len(spelled):
            return None
        ones = self._words.get(spelled[place + 1], spelled[place + 1])
        return tens[0] + ones if len(ones) == 1 and ones in "123456789" else None
