"""What is asked of the lists for what a person typed: the names that one field holds, and other spellings of them.

The query itself stays as it was typed: answers print it, and decisions are kept under it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import msgspec

from vetoproof.model import Query
from vetoproof.screen.names.parts import Parts
from vetoproof.screen.names.reader import kind_of
from vetoproof.screen.names.scripts import scripts
from vetoproof.screen.names.several import MOST, SeveralNames
from vetoproof.screen.names.slavic import SlavicSpellings
from vetoproof.screen.names.tokens import Printed

LONGEST = 5
"""Words of a person's name that is looked at for spellings of other countries; what is longer is a body's."""


class Asked(NamedTuple):
    """The query as the lists are asked, and what was done to it: reasons, each with the names that it is about."""

    query: Query
    notes: tuple[tuple[str, str], ...] = ()


class Asking:
    """Turns a query into what is asked. Tables are loaded when a name first needs them."""

    def __init__(self) -> None:
        self._several = SeveralNames()
        self._parts = Parts()

    @cached_property
    def _slavic(self) -> SlavicSpellings:
        return SlavicSpellings(lambda word: word in self._parts.nicknames)

    def __call__(self, query: Query) -> Asked:
        """The query with all names that are to be asked; the same query where nothing is to be added."""
        names: list[str] = []
        notes: list[tuple[str, str]] = []
        for field in query.names:
            pieces = self._several(field)
            if pieces:
                notes.append(("asked as several names", "; ".join(pieces[:MOST])))
            if len(pieces) > MOST:
                notes.append((f"names after the first {MOST} of one field are asked as one", "; ".join(pieces[MOST:])[:80]))
            names += (*pieces[:MOST], field)
        if kind_of(query.schema) == "person" or not query.schema:
            spelled = [new for name in names for new in self._respelled(name)]
            if spelled:
                notes.append(("asked in the English spelling of Slavic names as well", "; ".join(dict.fromkeys(spelled))))
                names += spelled
        every = tuple(dict.fromkeys(names))
        return Asked(query if every == query.names else msgspec.structs.replace(query, names=every), tuple(notes))

    def _respelled(self, name: str) -> Iterator[str]:
        if not self._slavic.possible(name) or scripts(name) != ("latin",):
            return
        printed = self._parts.person.untitled(self._parts.tokens(name))
        if 0 < len(printed.words) <= LONGEST and all(map(str.isalpha, printed.words)):
            yield from (_text(printed, words) for words in self._slavic(printed.words))


def _text(printed: Printed, words: tuple[str, ...]) -> str:
    """The words as a name is printed, with the comma after the family name that was there."""
    if printed.comma:
        size = len(printed.family)
        return f"{' '.join(words[:size])}, {' '.join(words[size:])}".title()
    return " ".join(words).title()
