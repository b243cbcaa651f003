"""A person's name as parts: titles, particles, initials, patronymic, and the family name where the print shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property

from vetoproof.packs.name_table import name_table, rows, words
from vetoproof.screen.names.reading import Part, Role
from vetoproof.screen.names.tokens import Printed

# Patronymics by their ending in the romanisations that are met (-ovich, -evitch, -owitsch, -ovych, -ewicz; -ovna, -ivna).
_FATHER = re.compile(r"[a-z]{2,}[oeaiu][vw][iy](?:ch|tch|tsch|tsh|cz|c|ts)|[a-z]{2,}(?:[oeai][vw]|[iy]nich|[iy]ch)na")
_FAMILY = re.compile("(?:[oe]va?|[iy]n|sk[iy][iyj]?|skaya|enko|uk|dze|shvili|[oe]vich|yan)$")
_LAST_LETTERS = frozenset("hczsa")
_GENERATIONS = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
_ENOUGH = 3
_NAMELESS = frozenset({"particle", "son", "honorific", "leading"})


class Person:
    """Reads names of persons. The tables are `packs/names/honorifics.yaml` and `particles.yaml`."""

    def __init__(
        self, honorifics: Mapping[str, str] | None = None, particles: Mapping[str, str] | None = None,
        given: Callable[[str], bool] | None = None,
    ) -> None:  # fmt: skip
        """`given` tells whether a word is a given name that is known."""
        self._honorifics = honorifics
        self._particles = particles
        self._given = given or frozenset[str]().__contains__

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        return self._honorifics if self._honorifics is not None else name_table("honorifics")

    @cached_property
    def _no_names(self) -> frozenset[str]:
        """Titles that are no names as well, and the first words of openings."""
        every = {word for block in ("leading", "after", "anywhere") for word in words(self._titles[block])}
        return frozenset(every - set(words(self._titles["also_names"])) | set(self._openings))

    @cached_property
    def _openings(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """First word -> forms of address of several words that begin with it, the longest first."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for _, values in rows(self._titles["openings"]):
            for value in values:
                spelled = tuple(value.split())
                found.setdefault(spelled[0], []).append(spelled)
        return {first: tuple(sorted(some, key=lambda one: -len(one))) for first, some in found.items()}

    @cached_property
    def _roles(self) -> dict[str, str]:
        """Word -> what it can be: "honorific", "leading" and "after" (a title there only), "particle", "maybe" (a particle, but
        a name where it stands first), "son" (the word before it is a patronymic), "generation" (the second of that name)."""
        titles = self._titles
        particles = self._particles if self._particles is not None else name_table("particles")
        found = dict.fromkeys(words(particles["always"]), "particle")
        found |= dict.fromkeys(words(particles["first_is_name"]), "maybe")
        found |= dict.fromkeys(words(particles["after_patronymic"]), "son")
        found |= dict.fromkeys(words(titles["leading"]), "leading")
        found |= dict.fromkeys(words(titles["after"]), "after")
        found |= dict.fromkeys(words(titles["anywhere"]), "honorific")
        found |= dict.fromkeys(_GENERATIONS, "generation")
        return found | dict.fromkeys(words(particles["short_patronymics"]), "patronymic")

    def patronymic(self, word: str) -> bool:
        """Whether a word has the shape of a Slavic patronymic; family names (Abramovich) can have it too."""
        return word[-1:] in _LAST_LETTERS and len(word) > 5 and _FATHER.fullmatch(word) is not None

    def untitled(self, printed: Printed) -> Printed:
        """The name without titles that are nobody's name ("General", "Dr.", "H.E."): whether one is printed tells nothing.

        Titles that are names as well ("Amir", "Don") stay, and so does everything where nothing but titles is printed.
        """
        spelled = printed.words
        if self._no_names.isdisjoint(spelled):
            return printed
        kinds, start = self._roles, len(printed.family) if printed.comma else 0
        gone = self._opened(spelled)
        named = False
        for place in range(len(gone), len(spelled)):
            word = spelled[place]
            if printed.comma and place == start:
                named = False
            kind = kinds.get(word) if word in self._no_names else None
            last = place + 1 == len(spelled) or (printed.comma and place + 1 == start)
            if kind == "honorific" or (kind == "leading" and not named and not last) or (kind == "after" and named):
                gone.append(place)
            else:
                named = named or (len(word) > 1 and kinds.get(word) not in _NAMELESS)
        kept = [place for place in range(len(spelled)) if place not in gone]
        if len(kept) == len(spelled) or not any(len(spelled[p]) > 1 and kinds.get(spelled[p]) not in _NAMELESS for p in kept):
            return printed
        family = tuple(at for at, place in enumerate(kept) if place in printed.family)
        if not family or len(family) == len(kept):
            return Printed(tuple(spelled[place] for place in kept))
        return Printed(tuple(spelled[place] for place in kept), family, printed.comma)

    def _opened(self, spelled: tuple[str, ...]) -> list[int]:
        """Places of the words of the opening, if at least two whole words follow it: "H. E. Smith" has initials."""
        for opening in self._openings.get(spelled[0], ()):
            size = len(opening)
            if spelled[:size] == opening and sum(len(word) > 1 for word in spelled[size:]) > 1:
                return list(range(size))
        return []

    def __call__(self, printed: Printed) -> tuple[Part, ...]:
        """One part a word, in printed order. A name of nothing but titles or particles keeps its words as names."""
        spelled, family, comma = printed
        kinds = self._roles
        roles: list[Role] = []
        named = 0
        start = len(family) if comma else 0
        for place, word in enumerate(spelled):
            kind = kinds.get(word)
            if comma and place == start:
                named = 0
            if kind is None:
                if len(word) == 1:
                    role: Role = "initial"
                elif word.isdigit():
                    role = "number"
                else:
                    role = "name"
                    named += 1
            else:
                role = self._role(kind, named, place, spelled, comma, start)
                if kind == "son" and roles and roles[-1] == "name":
                    roles[-1] = "patronymic"
                named += role == "name"
            roles.append(role)
        if "name" not in roles and "initial" not in roles:
            return tuple([Part(word) for word in spelled])
        self._mark_patronymic(spelled, roles, comma)
        if family:
            self._mark_family(roles, family, comma)
        if roles[-1] == "number":
            return (*map(Part, spelled[:-1], roles[:-1]), Part(_GENERATIONS.get(spelled[-1], spelled[-1]), "number"))
        return tuple(map(Part, spelled, roles))

    def _role(self, kind: str, named: int, place: int, spelled: tuple[str, ...], comma: bool, start: int) -> Role:
        if kind == "honorific":
            return "honorific"
        if kind == "particle" or kind == "son":
            return "particle"
        if kind == "leading":
            alone = place + 1 == len(spelled) or (comma and place + 1 == start)
            return "name" if named or alone else "honorific"
        if kind == "after":
            return "honorific" if named else "name"
        if kind == "patronymic":
            return "name"
        if kind == "generation":
            return "number" if named and place + 1 == len(spelled) else "name"
        # "Ben X" and "Le X Y" are names; "Van X, Y" and "Al X Y Z" begin with a particle.
        if named or (comma and place < start) or (place == 0 and len(spelled) > _ENOUGH):
            return "particle"
        if len(spelled[place]) == 1:
            return "initial"
        return "name" if place == 0 or (comma and place == start) else "particle"

    def _mark_patronymic(self, spelled: tuple[str, ...], roles: list[Role], comma: bool) -> None:
        """The patronymic among at least three words of the name: the one that follows the given name.

        Never the first word; of two that have the shape the one in the middle, unless the first word has it too (then the
        family name stands first). The last word where the first is shaped like a family name, where the ending fits none, or
        where the word before it is a known given name and the first is not ("Miller Alexey Borisovich").
        """
        kinds = self._roles
        candidates = [
            place
            for place, word in enumerate(spelled)
            if roles[place] == "name" and (self.patronymic(word) or kinds.get(word) == "patronymic")
        ]
        if not candidates:
            return
        names = [place for place, role in enumerate(roles) if role in ("name", "initial")]
        if len(names) < _ENOUGH:
            # Two words: the feminine ending in -vna makes no family name.
            if len(names) == 2 and candidates == [names[1]] and spelled[names[1]].endswith("na"):
                roles[names[1]] = "patronymic"
            return
        later = [place for place in candidates if place != names[0]]
        if later == [names[-1]] and not comma:
            first, last = spelled[names[0]], spelled[names[-1]]
            turned = _FAMILY.search(first) or (self._given(spelled[names[-2]]) and not self._given(first))
            if not (last.endswith("na") or (turned and not last.endswith("c"))):
                return
        if later:
            roles[later[-1] if comma or names[0] in candidates else later[0]] = "patronymic"

    def _mark_family(self, roles: list[Role], family: tuple[int, ...], comma: bool) -> None:
        marked = set(family)
        if not any(roles[place] == "name" for place in marked):
            return
        others = [
            place for place, role in enumerate(roles) if place not in marked and role in ("name", "initial", "patronymic")
        ]
        if not others and comma:
            # "Smith, Jr": what follows the comma is no given name.
            return
        for place, role in enumerate(roles):
            if role == "name":
                roles[place] = "family" if place in marked else "given"
            elif role == "patronymic" and place in marked:
                roles[place] = "family"
