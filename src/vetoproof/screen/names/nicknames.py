"""Given names that are used for one another: short forms, and one name in several languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from vetoproof.packs.name_table import name_table, rows
from vetoproof.screen.names.letters import Letters
from vetoproof.screen.names.sound import Sound

_LONG_ENOUGH = 4
"""Letters of a sound by which a spelling that the table lacks is found: shorter sounds stand for too many names."""

FATHERS = 20_000
"""Added to the numbers of groups of given names in patronymics: a father's name answers to another father's only."""

_FATHERS = re.compile("(?<=[a-z]{3})(?:[aeoy]|ye|yo|ie)v(?:ich|ych|ic|na)$|(?<=[a-z]{3})ivna$")
_NAME_ENDS = ("y", "iy", "i", "ey", "a", "o")
"""What a given name may have lost before the ending of a patronymic: Grigoriy, Sergey, Nikita, Mykhailo."""


class Nicknames(Mapping[str, frozenset[int]]):
    """Key of a word -> the groups that it is in; two words with a common group may be one given name.

    A spelling that `packs/names/nicknames.yaml` lacks is found by its sound. `table` replaces the file, for tests.
    """

    def __init__(
        self, letters: Letters | None = None, sound: Sound | None = None, table: Mapping[str, str] | None = None
    ) -> None:
        self._letters = letters or Letters()
        self._sound = sound or Sound()
        self._given = table

    @cached_property
    def groups(self) -> dict[str, frozenset[int]]:
        """The spellings of the table and their groups, without what is found by sound."""
        table = self._given if self._given is not None else name_table("nicknames")
        found: dict[str, set[int]] = {}
        for number, (key, values) in enumerate(rows(table["groups"])):
            for value in (key, *values):
                spelled = value if value.isascii() and value.isalpha() else self._letters(value).replace(" ", "")
                found.setdefault(spelled, set()).add(number)
        return {key: frozenset(groups) for key, groups in found.items()}

    @cached_property
    def _by_sound(self) -> dict[str, frozenset[int]]:
        found: dict[str, set[int]] = {}
        for key, groups in self.groups.items():
            sound = self._sound(key)
            if len(sound) >= _LONG_ENOUGH:
                found.setdefault(sound, set()).update(groups)
        return {sound: frozenset(groups) for sound, groups in found.items()}

    def __getitem__(self, key: str) -> frozenset[int]:
        found = self.groups.get(key)
        return found if found is not None else self._by_sound[self._sound(key)]

    def of(self, key: str, sound: str) -> frozenset[int]:
        """The groups of a word whose sound is known already; empty where it is in none."""
        found = self.groups.get(key)
        if found is None:
            found = self._by_sound.get(sound, frozenset())
        return found or self._fathers(key)

    def _fathers(self, key: str) -> frozenset[int]:
        """The groups of the father's name in a patronymic ("grigorevich", "ryhoravich"), moved beyond those of given names."""
        ends = _FATHERS.search(key)
        if ends is None:
            return frozenset()
        stem = key[: ends.start()]
        groups: frozenset[int] = frozenset()
        for name in (stem, *(stem + end for end in _NAME_ENDS)):
            groups |= self.groups.get(name) or self._by_sound.get(self._sound(name), frozenset())
        # A son's and a daughter's are two names of two people.
        return frozenset(group + (FATHERS if ends.group().endswith("na") else 2 * FATHERS) for group in groups)

    def __iter__(self) -> Iterator[str]:
        return iter(self.groups)

    def __len__(self) -> int:
        return len(self.groups)
