"""Places, goods and unnamed speakers by the pack's words, folded so that claims can be compared.

"held Westmark", "Westmark" and "Westmark region" are one place; "shells" and "containers" both belong to what the law calls
arms, though containers leave it unknown. Words that no pack knows are kept as they are, lower case.
"""

from __future__ import annotations

import re

import msgspec

from vetoproof.packs.pack import Pack

_HELD = re.compile(r"^[A-Z]{2}-held\s+")
_WORD = re.compile(r"[\w'-]+")


class Unnamed(msgspec.Struct, frozen=True):
    """What is said of an unnamed speaker: its describing words, the states named, and whether it is a medium."""

    words: frozenset[str]
    countries: frozenset[str]
    medium: bool


class Vocabulary:
    """Looks words up in one pack."""

    def __init__(self, pack: Pack) -> None:
        self._places: dict[str, str | None] = {}
        self._countries: dict[str, str] = {}
        self._capitals: dict[str, str] = {}
        self._media: set[str] = set()
        self._plain: set[str] = set()
        for language in pack.languages.values():
            for country in language.countries:
                for name in (*country.names, *country.demonyms):
                    self._countries.setdefault(name.casefold(), country.code)
                for name in country.capitals:
                    self._capitals.setdefault(name.casefold(), country.code)
            for row in language.speakers:
                if row.use == "outlet" or (row.use == "group" and row.kind == "outlet"):
                    self._media |= {word for words in row.words for word in words.casefold().split()}
                elif row.use in ("anonymous", "group"):
                    self._plain |= {word for word in row.words if " " not in word}
        self._nations: dict[str, frozenset[str]] = {}
        self._unnamed: dict[str, Unnamed] = {}
        for place in pack.regime.places:
            key = None if place.kind in ("country", "sea") else place.admin1 or place.id
            for name in (place.id, place.name, *place.names):
                self._places.setdefault(name.casefold(), key)
        self._goods = _goods(pack)

    def place(self, name: str | None, country: str | None, admin1: str | None) -> str | None:
        """A key at the level of the first division; None for what is unknown or a whole country."""
        if admin1:
            return admin1
        if not name:
            return None
        bare = _HELD.sub("", name).casefold()
        if bare in self._places:
            return self._places[bare]
        return None if bare in self._countries or bare == (country or "").casefold() else bare

    def family(self, item: str | None) -> str | None:
        """The family of goods that an item belongs to, by the law's item classes; None where the pack has no word for it."""
        if not item:
            return None
        words = _WORD.findall(item.casefold())
        for size in range(len(words), 0, -1):
            for start in range(len(words) - size, -1, -1):
                run = " ".join(words[start : start + size])
                if run in self._goods:
                    return self._goods[run]
        return None

    def unnamed(self, name: str) -> Unnamed:
        """What "anon:KIND" or "group:KIND" says of its speaker."""
        found = self._unnamed.get(name)
        if found is None:
            found = self._unnamed[name] = self._describe(name)
        return found

    def _describe(self, name: str) -> Unnamed:
        text = name.split(":", 1)[-1]
        words = [word.removesuffix("s") for word in _WORD.findall(text.casefold())]
        countries = {code for phrase, code in self._countries.items() if f" {phrase} " in f" {text.casefold()} "}
        medium = any(word in self._media for word in words)
        # "Officials" and "sources" describe everybody: what is left is what tells one from another.
        told = frozenset(word for word in words if word not in self._plain)
        return Unnamed(told, frozenset(countries), medium)

    def nations(self, outlet: str) -> frozenset[str]:
        """States that an outlet's name speaks of, by their names, demonyms and capitals."""
        found = self._nations.get(outlet)
        if found is None:
            name = f" {outlet.casefold()} "
            every = (self._countries, self._capitals)
            found = frozenset(code for table in every for phrase, code in table.items() if f" {phrase} " in name)
            self._nations[outlet] = found
        return found


def _goods(pack: Pack) -> dict[str, str]:
    """Words of goods to their family: the first class that they show, or leave unknown, and so on to the end."""
    classes = {row.id: row for row in pack.regime.items}

    def root(name: str) -> str:
        seen = {name}
        while row := classes.get(name):
            onward = next((c for c in (*row.shows, *row.leaves_unknown) if c in classes and c not in seen), None)
            if onward is None:
                break
            name = onward
            seen.add(name)
        return name

    words: dict[str, str] = {}
    for row in pack.regime.items:
        for word in row.words:
            folded = word.casefold()
            words.setdefault(folded, root(row.id))
            words.setdefault(f"{folded}s", root(row.id))
    return words
