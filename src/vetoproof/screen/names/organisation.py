"""A body's name as parts: the stem that names it, its legal form, words for the kind of business, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Literal

from vetoproof.packs.name_table import name_table, rows, words
from vetoproof.screen.names.letters import Letters
from vetoproof.screen.names.numbers import Numbers
from vetoproof.screen.names.reading import Part

LONGEST_FORM = 9
"""Words of the longest legal form that is looked for."""

SHORT = 5
"""Letters of the longest abbreviation of a form that may be a name where nothing else is one."""

_ADJECTIVE = re.compile("(?<=[a-z]{4})sk(?:[iy][iyj]?|a[yij]?a|o[yij]?e|ogo|oy|oi|om)?$")


def joined(spelled: Sequence[str]) -> list[str]:
    """Single letters that stand together as one word: g, m, b, h -> gmbh; "L.L.C." and "LLC" so become one."""
    result: list[str] = []
    run = ""
    for word in spelled:
        if len(word) == 1 and word.isalpha():
            run += word
            continue
        if run:
            result.append(run)
            run = ""
        result.append(word)
    if run:
        result.append(run)
    return result


class Forms:
    """Legal forms by their spellings (`packs/names/forms.yaml`). `table` replaces it, for tests."""

    def __init__(self, letters: Letters, table: Mapping[str, str] | None = None) -> None:
        self._letters = letters
        self._given = table
        self._last: tuple[tuple[str, ...], list[tuple[int, str] | None]] = ((), [])

    @cached_property
    def _table(self) -> Mapping[str, str]:
        return self._given if self._given is not None else name_table("forms")

    @cached_property
    def _spellings(self) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
        """First word -> (all words, key), the longest first."""
        found: dict[str, dict[tuple[str, ...], str]] = {}
        for key, values in rows(self._table["forms"]):
            for value in (key, *values):
                spelled = tuple(joined(self._letters(value).split()))
                if spelled:
                    found.setdefault(spelled[0], {}).setdefault(spelled, key)
        return {first: tuple(sorted(some.items(), key=lambda item: -len(item[0]))) for first, some in found.items()}

    @cached_property
    def _last_only(self) -> frozenset[str]:
        return frozenset(words(self._table["last_only"]))

    @cached_property
    def _first_too(self) -> frozenset[str]:
        return frozenset(words(self._table["first_too"]))

    @cached_property
    def _groups(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for group, keys in rows(self._table["groups"]):
            for key in keys:
                found.setdefault(key, set()).add(group)
        return {key: frozenset(groups) for key, groups in found.items()}

    def relation(self, a: str, b: str) -> Literal["same", "compatible", "other"]:
        """How two form keys relate: the same, of one kind (an LLC and a GmbH), or forms that no one company has both of."""
        if a == b:
            return "same"
        return "compatible" if self._groups.get(a, frozenset()) & self._groups.get(b, frozenset()) else "other"

    def at(self, spelled: Sequence[str], place: int) -> tuple[int, str] | None:
        """The form that begins at `place`: how many words it takes and its key; None where none does."""
        if spelled[place] not in self._spellings:
            return None
        words = tuple(spelled)
        if words != self._last[0]:
            self._last = words, self._within(words)
        return self._last[1][place]

    def _within(self, spelled: tuple[str, ...]) -> list[tuple[int, str] | None]:
        """The form that begins at each word. From the last word to the first, for what follows tells whether a short form is
        one: asked from the front, a name of forty forms would take longer than anybody waits."""
        found: list[tuple[int, str] | None] = [None] * len(spelled)
        # Whether from each word on nothing but forms follows.
        only = [False] * len(spelled) + [True]
        for place in range(len(spelled) - 1, -1, -1):
            for form, key in self._spellings.get(spelled[place], ()):
                size = len(form)
                if spelled[place : place + size] == form and self._placed(form, spelled, place, only):
                    found[place] = size, key
                    break
            one = found[place]
            only[place] = only[place + 1] if spelled[place] == "and" else one is not None and only[place + one[0]]
        return found

    def _placed(self, form: tuple[str, ...], spelled: tuple[str, ...], place: int, only: Sequence[bool]) -> bool:
        """Whether a form may stand there: short ones that are words as well only at the end, some at the beginning."""
        if len(form) > 1 or form[0] not in self._last_only:
            return True
        if place == 0:
            return len(spelled) > 1 and form[0] in self._first_too
        # Only forms, numbers and silent brackets may follow: "Foo AG (Zug)" keeps AG as a word, "Foo AG & Co KG" does not.
        return only[place + 1]

    def ending(self, word: str) -> tuple[str, str] | None:
        """A run of initials with a form glued to its end, split: "vlp" -> ("v", "lp"). None where no form ends it."""
        for size in range(len(word) - 1, 1, -1):
            tail = word[-size:]
            if any(form == (tail,) for form, _ in self._spellings.get(tail, ())):
                return word[:-size], tail
        return None


class Organisation:
    """Reads names of bodies. The tables are `packs/names/forms.yaml`, `generic.yaml` and `ordinals.yaml`."""

    def __init__(self, letters: Letters, numbers: Numbers | None = None, table: Mapping[str, str] | None = None) -> None:
        self.forms = Forms(letters)
        self._letters = letters
        self._numbers = numbers or Numbers()
        self._given = table

    @cached_property
    def _table(self) -> Mapping[str, str]:
        return self._given if self._given is not None else name_table("generic")

    @cached_property
    def _generic(self) -> tuple[dict[str, str], dict[str, str], tuple[int, ...]]:
        """Spelling -> key; beginning -> key; the lengths of the beginnings, the longest first."""
        whole: dict[str, str] = {}
        begins: dict[str, str] = {}
        for key, values in rows(self._table["words"]):
            whole.setdefault(key, key)
            for value in values:
                spelled = self._letters(value.rstrip("*"))
                if " " not in spelled and spelled:
                    (begins if value.endswith("*") else whole).setdefault(spelled, key)
        return whole, begins, tuple(sorted({len(begin) for begin in begins}, reverse=True))

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(words(self._table["names"]))

    @cached_property
    def _silent(self) -> frozenset[str]:
        return frozenset(words(self._table["silent"]))

    def generic(self, word: str) -> str | None:
        """The key of a word for a kind of business (zavod -> plant, labour -> labor), None for a word that names."""
        whole, begins, sizes = self._generic
        found = whole.get(word)
        if found is None and len(word) > 3:
            for size in sizes:
                if size <= len(word):
                    found = begins.get(word[:size])
                    if found is not None:
                        break
        return found

    def __call__(self, spelled: Iterable[str]) -> tuple[Part, ...]:
        """The parts in printed order, none for a name that is nothing but a legal form: every firm of that form would bear it.

        A short form with no other name beside it may be one: "AO SSK", "SAIC".
        """
        all_words = self._initials(list(spelled))
        parts: list[Part] = []
        place = 0
        last = len(all_words)
        while place < last:
            form = self.forms.at(all_words, place)
            if form is not None:
                if not (parts and parts[-1] == Part(form[1], "form")):
                    parts.append(Part(form[1], "form"))
                place += form[0]
                continue
            number = self._numbers.tens(all_words, place)
            parts += [Part(number, "number")] if number else self._word(all_words, place)
            place += 2 if number else 1
        if parts and all(part.role == "form" for part in parts):
            named = len(all_words) == len(parts) and len(all_words[-1]) <= SHORT
            return (*parts[:-1], Part(all_words[-1], "name")) if named else ()
        return tuple(parts)

    def _initials(self, spelled: list[str]) -> list[str]:
        """Runs of initials joined; a form at the end of a run is split off ("I L.P." is not "ILP")."""
        if not any(len(word) == 1 for word in spelled):
            return spelled
        result: list[str] = []
        previous = 0
        for word in joined(spelled):
            size = 1
            if previous < len(spelled) and len(spelled[previous]) == 1 and len(word) > 1:
                size = len(word)
                split = self.forms.ending(word) if self.forms.at([word], 0) is None else None
                if split is not None and self._numbers.roman(split[0]):
                    result += split
                    previous += size
                    continue
            result.append(word)
            previous += size
        return result

    def _word(self, spelled: Sequence[str], place: int) -> list[Part]:
        word = spelled[place]
        number = self._numbers.in_body(spelled, place, self._ends)
        if number is not None:
            return [Part(number, "number")] if number else [Part(word, "particle")]
        if not word.isalpha():
            return [Part(key, "number" if key.isdigit() else "name") for key in self._numbers.split(word)]
        if word in self._silent:
            return [Part(word, "particle")]
        key = self.generic(word)
        if key is not None:
            return [Part(key, "name" if key in self._names else "generic")]
        # Adjectives of places and persons by their stem: the plant "of Murom" is Muromskiy, Muromskoye or Murom.
        return [Part(_ADJECTIVE.sub("", word), "name")]

    def _ends(self, spelled: Sequence[str], place: int) -> bool:
        """Whether only forms, silent words and numbers follow `place`."""
        rest = place + 1
        while rest < len(spelled):
            found = self.forms.at(spelled, rest)
            if found is None:
                return False
            rest += found[0]
        return True

    def shows(self, parts: Sequence[Part]) -> bool:
        """Whether parts that were read as a body's name look like one: they hold a legal form or two words of business."""
        roles = [part.role for part in parts]
        return "form" in roles or roles.count("generic") > 1
