"""Places and states named in a text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import msgspec

from vetoproof.examine import grammar, namesakes
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

    Where one name means several rows, the states and divisions that the text names decide (`namesakes`); what the text
    leaves open stays so: a state stands before a division, a division before a town, then the order of the pack, and
    the note names the others.
    """
    text = grammar.text(doc)
    hits = list(_index(tuple(places), tuple(countries)).find(text))
    context = namesakes.Context(text, [(start, end, tuple(map(_country, rows))) for start, end, rows in hits])
    found: list[Found[PlaceRow | Country]] = []
    for start, end, rows in hits:
        listed: list[PlaceRow | Country] = [row for row in rows if isinstance(row, PlaceRow)]
        states = [row for row in rows if isinstance(row, Naming) and row.by != "demonym"]
        meant: list[PlaceRow | Country] = [*listed, *[row.country for row in states]]
        if meant:
            # A capital is listed both as a place and as its state's: that is no ambiguity.
            one = {row.country if isinstance(row, PlaceRow) else row.code for row in meant}
            chosen = context.chosen(start, end, meant) if len(meant) > 1 and len(one) + _twins(meant) > 1 else meant[0]
            found.append(Found(start, end, chosen, _note([row for row in meant if row is not chosen])))
    return found


def _country(row: PlaceRow | Naming) -> str | None:
    return row.country if isinstance(row, PlaceRow) else row.country.code


def _twins(rows: Sequence[PlaceRow | Country]) -> int:
    """Whether two of the rows are places of one state: two towns of one name."""
    own = [row.country for row in rows if isinstance(row, PlaceRow)]
    return int(len(own) > len(set(own)))


def nations(doc: Doc, countries: Sequence[Country]) -> list[Found[Naming]]:
    """Every name, demonym and capital of a state in the text, in order, with how it names the state."""
    found = []
    for start, end, rows in _index((), tuple(countries)).find(grammar.text(doc)):
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
