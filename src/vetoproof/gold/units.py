"""What two printed nouns count: "troops" and "personnel" are one unit, "shells" and "rounds" another."""

from __future__ import annotations

from functools import lru_cache

from vetoproof.packs.pack import Pack

REST = "items"
"""The unit of themes that have none of their own: howitzers and rifles share it, and are not the same thing."""
_PEOPLE = "nationals"
"""The theme whose unit demonyms count ("islanders")."""

_MEASURED = ("counted_unit", "currency_sign", "currency_word")
"""Kinds of the language pack's units whose words stand for one measure ("tons", "tonnes")."""


class Units:
    """Nouns by the unit that the language packs' themes give them.

    Two printed nouns are equal when a theme gives both the same unit (soldiers = troops = personnel = persons; shells =
    rounds; demonyms are persons). A noun in several themes has each theme's unit; "items", which themes give where nothing
    is counted in a way of its own, makes no nouns equal, except the word "items" itself to a noun that has nothing better.
    Else nouns are equal by their singular head ("Type 75 launchers" = "launcher").
    """

    def __init__(self, pack: Pack) -> None:
        self._units: dict[str, set[str]] = {}
        self._longest = 1
        persons = REST
        for language in pack.languages.values():
            for theme in language.themes:
                persons = theme.unit if theme.id == _PEOPLE else persons
                for noun in (*theme.words, theme.unit):
                    self._add(noun, theme.unit)
            for row in language.units:
                if row.kind in _MEASURED and isinstance(row.value, str):
                    for noun in (*row.words, row.value):
                        self._add(noun, row.value)
        for country in (*pack.regime.countries, *(c for one in pack.languages.values() for c in one.countries)):
            for noun in country.demonyms:
                self._add(noun, persons)
        self._classes = lru_cache(maxsize=4096)(self._find)

    def equal(self, one: str | None, other: str | None) -> bool:
        """Whether two nouns count the same. Nothing printed equals nothing printed."""
        if not one or not other:
            return not one and not other
        (head, units), (other_head, others) = self._classes(one), self._classes(other)
        if head == other_head or units & others - {REST}:
            return True
        return (head == REST.removesuffix("s") and others == {REST}) or (
            other_head == REST.removesuffix("s") and units == {REST}
        )

    def _add(self, noun: str, unit: str) -> None:
        for form in {noun.lower(), singular(noun.lower())}:
            self._units.setdefault(form, set()).add(unit)
            self._longest = max(self._longest, len(form.split()))

    def _find(self, noun: str) -> tuple[str, frozenset[str]]:
        """The singular head of a noun phrase, and the units of its last words, longest known ending first."""
        words = noun.lower().replace("’", "'").split()
        head = singular(words[-1]) if words else ""
        for length in range(min(self._longest, len(words)), 0, -1):
            ending = " ".join(words[-length:])
            found = self._units.get(ending) or self._units.get(singular(ending))
            if found:
                return head, frozenset(found - {REST} or found)
        return head, frozenset()


def singular(noun: str) -> str:
    """The singular of a lower-case English noun by its ending; what has none is left as it is."""
    for plural, single in (("women", "woman"), ("men", "man"), ("ies", "y"), ("xes", "x"), ("ches", "ch"), ("shes", "sh")):
        if noun.endswith(plural):
            return noun.removesuffix(plural) + single
    return noun.removesuffix("s") if noun.endswith("s") and not noun.endswith("ss") else noun
