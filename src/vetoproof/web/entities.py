"""Listings as entities of FollowTheMoney, in the shape that clients of yente read.

What the model has no property for (a number of an unknown kind, "circa 1947", a country that is not known) stands in `notes`
as the list prints it: nothing is left out of the answer because it does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from vetoproof.model import Identifier, Listing, Screening
from vetoproof.model.ftm import NAME_PROPERTIES, property_of
from vetoproof.web.datasets import Datasets, slug

TOPIC = "sanction"
"""The topic of every entry: what is on these lists is under sanctions."""

REMEMBERED = 10_000
"""Printed countries and dates whose reading is kept."""

_GENDERS = ("male", "female", "other")
_PARTIAL = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class Printed(NamedTuple):
    """How printed values are read: `countries` gives codes (ISO 3166-1 alpha-2), `days` gives ISO dates, years or months.

    The tables belong to screening, so that the caller gives the readers.
    """

    countries: Callable[[str], Iterable[str]]
    days: Callable[[str], Iterable[str]]


PLAIN = Printed(
    lambda text: [text.lower()] if re.fullmatch(r"[A-Za-z]{2}", text) else [],
    lambda text: [text] if _PARTIAL.fullmatch(text) else [],
)
"""Takes codes and ISO dates, and nothing else."""


class Entities:
    """Makes entities of listings, and finds listings by the ids of entities."""

    def __init__(self, screening: Screening, datasets: Datasets, printed: Printed = PLAIN) -> None:
        self._screening = screening
        self._editions = {name: datasets.edition(name) for name in datasets.lists}
        # Longer names first: an id that begins with "un-1718-" is not looked for in "un" before "un-1718".
        self._lists = sorted(datasets.lists, key=lambda name: (-len(name), name))
        self._printed = printed
        self._codes: dict[str, tuple[str, ...]] = {}

    def id(self, entry: Listing) -> str:
        """The entity's id: the list's name and the list's own id."""
        return f"{entry.list}-{entry.id}"

    def find(self, id: str) -> Listing | None:
        """The listing of an entity's id, or of an id as a list itself has it, where only one list has it."""
        for name in self._lists:
            if id.startswith(f"{name}-"):
                found = self._screening.entry(name, id[len(name) + 1 :])
                if found is not None:
                    return found
        own = [found for name in self._lists if (found := self._screening.entry(name, id)) is not None]
        return own[0] if len(own) == 1 else None

    def of(self, entry: Listing) -> dict[str, Any]:
        """The party, without what points at it."""
        changed = entry.amended_on or entry.listed_on
        return {
            "id": self.id(entry),
            "caption": entry.name,
            "schema": entry.schema,
            "properties": self._properties(entry),
            "datasets": [slug(entry.list)],
            "referents": [entry.id],
            "target": True,
            "first_seen": _instant(entry.listed_on),
            "last_seen": _instant(self._editions.get(entry.list)),
            "last_change": _instant(changed),
        }

    def nested(self, entry: Listing) -> dict[str, Any]:
        """The party with its designation within it."""
        entity = self.of(entry)
        entity["properties"]["sanctions"] = [self.designation(entry)]
        return entity

    def designation(self, entry: Listing) -> dict[str, Any]:
        """What the list says of the measure: programme, since when, why."""
        properties = {
            "entity": [self.id(entry)],
            "authorityId": [entry.id],
            "program": entry.programmes,
            "provisions": entry.effects,
            "startDate": filter(None, [entry.listed_on]),
            "modifiedAt": filter(None, [entry.amended_on]),
            "reason": filter(None, [entry.reason]),
            "summary": [f"row of the list: {entry.row}"] if entry.row else [],
        }
        return {
            **self.of(entry), "id": f"{self.id(entry)}-sanction", "caption": next(iter(entry.programmes), entry.list),
            "schema": "Sanction", "properties": _kept(properties), "referents": [], "target": False,
        }  # fmt: skip

    def codes(self, printed: Iterable[str]) -> list[str]:
        """Codes of countries, in small letters; of what is not known, none."""
        return list(dict.fromkeys(code for text in printed for code in self._read(text)))

    def _read(self, text: str) -> tuple[str, ...]:
        found = self._codes.get(text)
        if found is None:
            if len(self._codes) > REMEMBERED:
                self._codes.clear()
            found = self._codes[text] = tuple(sorted(code.lower() for code in self._printed.countries(text)))
        return found

    def _properties(self, entry: Listing) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {"topics": [TOPIC]}
        notes = [line for line in entry.notes.split("\n") if line]
        for name in entry.names:
            found.setdefault(NAME_PROPERTIES[name.kind], []).append(name.text)
        for identifier in entry.identifiers:
            prop = property_of(identifier.kind, entry.schema)
            if prop is not None:
                found.setdefault(prop, []).append(_value(prop, identifier))
            if prop is None or identifier.country:
                notes.append(_told(identifier))
        person = entry.schema == "Person"
        for prop, printed in (
            ("nationality" if person else "country", entry.nationalities),
            ("country", entry.countries),
            ("flag" if entry.schema == "Vessel" else "country", entry.flags),
        ):
            found[prop] = [*found.get(prop, ()), *self.codes(printed)]
            notes += [f"{prop}: {text}" for text in printed if not self._read(text)]
        days = {text: list(self._printed.days(text)) for text in entry.birth_dates}
        if person:
            found["birthDate"] = [day for some in days.values() for day in some]
            found["birthPlace"] = list(entry.birth_places)
            found["position"] = list(entry.positions)
            found["gender"] = [g] if (g := entry.gender.lower()) in _GENDERS else []
        # A range or "circa" is read as its years: the print is kept beside them.
        notes += [f"born: {text}" for text, some in days.items() if not person or len(some) != 1 or "circa" in text.lower()]
        notes += [f"linked: {text}" for text in entry.linked]
        found |= {"address": list(entry.addresses), "program": list(entry.programmes), "notes": notes}
        return _kept(found)


def _kept(properties: dict[str, Any]) -> dict[str, list[str]]:
    lists = {name: list(dict.fromkeys(values)) for name, values in properties.items()}
    return {name: values for name, values in lists.items() if values}


def _value(prop: str, identifier: Identifier) -> str:
    """The number in the form of the model, which writes ships' and ship owners' numbers with their letters."""
    digits = re.sub(r"^\D+", "", identifier.value)
    return f"IMO{digits}" if prop == "imoNumber" and digits else identifier.value


def _told(identifier: Identifier) -> str:
    country = f" ({identifier.country})" if identifier.country else ""
    return f"{identifier.kind.replace('_', ' ')}: {identifier.value}{country}"


def _instant(day: str | None) -> str | None:
    return f"{day}T00:00:00" if day and _PARTIAL.fullmatch(day) and len(day) == 10 else None
