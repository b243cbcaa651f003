"""A ship's name as parts: its words and its number, without the prefix that tells how it is driven."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from vetoproof.packs.name_table import name_table, words
from vetoproof.screen.names.numbers import Numbers
from vetoproof.screen.names.organisation import joined
from vetoproof.screen.names.reading import Part


class Ship:
    """Reads names of ships and aircraft. The tables are `packs/names/particles_ships.yaml` and `ordinals.yaml`."""

    def __init__(self, numbers: Numbers | None = None, table: Mapping[str, str] | None = None) -> None:
        self._numbers = numbers or Numbers()
        self._given = table

    @cached_property
    def _prefixes(self) -> frozenset[str]:
        table = self._given if self._given is not None else name_table("particles_ships")
        return frozenset(words(table["prefixes"]))

    def __call__(self, spelled: Iterable[str]) -> tuple[Part, ...]:
        """ "M/V Star-1", "STAR ONE" and "Star I" -> star and the number 1. Dropped: the prefix, "No."."""
        all_words = list(spelled)
        if len(all_words) > 2 and len(all_words[0]) == len(all_words[1]) == 1:
            # "M/V", "M.T.": only at the beginning, since a single letter at the end is a number or part of the name.
            run = next((i for i, word in enumerate(all_words) if len(word) > 1), len(all_words))
            together = joined(all_words[:run])
            if together[0] in self._prefixes:
                all_words = [*together, *all_words[run:]]
        if len(all_words) > 1 and all_words[0] in self._prefixes:
            all_words = all_words[1:]
        parts: list[Part] = []
        for place, word in enumerate(all_words):
            number = self._numbers.of_ship(all_words, place)
            if number is not None:
                if number:
                    parts.append(Part(number, "number"))
            elif word.isalpha():
                parts.append(Part(word, "name"))
            else:
                parts += [Part(key, "number" if key.isdigit() else "name") for key in self._numbers.split(word)]
        return tuple(parts)
