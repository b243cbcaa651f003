"""Places and states named in a text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import msgspec

from vetoproof.examine.found import Found
from vetoproof.examine.names import NameIndex
from vetoproof.packs.regime import Country, PlaceRow

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Naming(msgspec.Struct, frozen=True):
    """A state, and how the text names it: by its name, by a demonym or adjective, or by its capital."""

    country: Country
    by: Literal["name", "demonym", "capital"]


def find(doc: Doc, places: Sequence[PlaceRow], countries: Sequence[Country]) -> list[Found[PlaceRow | Country]]:
    """Places of the regime, names of states and their capitals, in order; demonyms are not places.

    Where one name means several rows, the first of the pack is given and the note names the others: what the text
    leaves ambiguous stays so.
    """
    found: list[Found[PlaceRow | Country]] = []
    for start, end, rows in _index(tuple(places), tuple(countries)).find(doc.text):
        listed: list[PlaceRow | Country] = [row for row in rows if isinstance(row, PlaceRow)]
        states = [row for row in rows if isinstance(row, Naming) and row.by != "demonym"]
        rest: list[PlaceRow | Country] = [row.country for row in states]
        if listed or rest:
            first, *others = [*listed, *rest]
            found.append(Found(start, end, first, _note(others)))
    return found


def nations(doc: Doc, countries: Sequence[Country]) -> list[Found[Naming]]:
    """Every name, demonym and capital of a state in the text, in order, with how it names the state."""
    found = []
    for start, end, rows in _index((), tuple(countries)).find(doc.text):
        namings = [row for row in rows if isinstance(row, Naming)]
        found.append(Found(start, end, namings[0], _note([row.country for row in namings[1:]])))
    return found


def _note(others: Sequence[PlaceRow | Country]) -> str:
    names = [row.id if isinstance(row, PlaceRow) else row.code for row in others]
    return f"may also be {', '.join(names)}" if names else ""


@lru_cache(maxsize=8)
def _index(places: tuple[PlaceRow, ...], countries: tuple[Country, ...]) -> NameIndex[PlaceRow | Naming]:
    names: dict[str, list[PlaceRow | Naming]] = {}
    for place in places:
        for name in dict.fromkeys((place.name, *place.names)):
            names.setdefault(name, []).append(place)
    for country in countries:
        for by, listed in (("name", country.names), ("demonym", country.demonyms), ("capital", country.capitals)):
            for name in listed:
                names.setdefault(name, []).append(Naming(country, by))  # type: ignore[arg-type]
    return NameIndex(names)
