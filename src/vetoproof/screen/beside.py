"""What is known beside names: numbers, dates of birth, countries, sex. Each agreement or contradiction is a note with its
weight; what one side does not tell says nothing (an omission is no contradiction).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from vetoproof.model import Identifier, Listing, Query
from vetoproof.screen.born import compare_all, read_all
from vetoproof.screen.gender import Genders
from vetoproof.screen.identifiers import Identifiers
from vetoproof.screen.names.reader import kind_of
from vetoproof.screen.nations import Nations

MOST_BORN = 4.2
"""What an agreement of days of birth adds at most, in powers of ten: see `born.BirthModel`."""

MOST_ELSE = 1.5
"""What countries and sex add together at most."""


class Note(NamedTuple):
    """One observation beside the names; `first` puts it before the names in the explanation."""

    text: str
    told: float
    first: bool = False


class Beside:
    """Compares what a query and an entry tell beside their names. Tables are loaded when first needed."""

    @cached_property
    def _nations(self) -> Nations:
        return Nations()

    @cached_property
    def _genders(self) -> Genders:
        return Genders()

    @cached_property
    def _identifiers(self) -> Identifiers:
        return Identifiers(codes=self._nations.codes)

    def key(self, identifier: Identifier) -> tuple[str, str] | None:
        """By what an identifier is found: the family of its kind, and its value without print; None where nothing is left."""
        number = self._identifiers.read(identifier)
        row = self._identifiers.kinds.get(number.kind)
        return (row.family or row.kind if row else number.kind, number.value) if number.value else None

    def most(self, query: Query) -> float:
        """The most that can be added to what names tell, in powers of ten."""
        kinds = self._identifiers.kinds if query.identifiers else {}
        numbers = [self._identifiers.kind_of(i.kind) or i.kind for i in query.identifiers]
        most = sum(kinds[kind].equal if kind in kinds else 3.0 for kind in numbers)
        return most + MOST_BORN * bool(query.birth_dates) + MOST_ELSE * bool(query.countries or query.gender)

    def same_kind(self, schema: str, listed: str) -> bool:
        """Whether an entry of one schema can be a party of the other: a person is no ship, but "LegalEntity" may be anything
        that is not a ship, and an unknown schema anything."""
        if not schema or schema == listed or "Asset" in (schema, listed):
            return True
        if "LegalEntity" in (schema, listed):
            return kind_of(schema) != "ship" and kind_of(listed) != "ship"
        return kind_of(schema) == kind_of(listed)

    def notes(self, query: Query, entry: Listing) -> list[Note]:
        """All observations beside the names, those on numbers first."""
        return [note for note in self._notes(query, entry) if note.text]

    def _notes(self, query: Query, entry: Listing) -> Iterator[Note]:
        if query.identifiers:
            numbers, told = tuple(map(self._identifiers.read, query.identifiers)), ""
            for verdict in self._identifiers.compare_all(numbers, map(self._identifiers.read, entry.identifiers)):
                told += verdict.reason
                yield Note(_signed(verdict.reason, verdict.log10), verdict.log10, True)
            for one in numbers:
                # By a number that was mistyped nobody is found: that it is not equal says little.
                if one.good is False and one.value and one.value not in told:
                    kind = self._identifiers.kinds[one.kind]
                    yield Note(_signed(f"check digit wrong in the query: {kind.title} {one.value}", 0.0), 0.0, True)
        if query.birth_dates and entry.birth_dates:
            asked, listed = read_all(query.birth_dates), read_all(entry.birth_dates)
            for refused in asked.refused:
                yield Note(f"date of birth not understood: {refused} (+0.0)", 0.0)
            born = compare_all(asked.dates, listed.dates)
            if born.relation != "unknown":
                yield Note(_signed(born.reason, born.log10), born.log10)
        countries = (*entry.countries, *entry.nationalities, *entry.flags)
        if query.countries and countries:
            nation = self._nations.compare(self._nations.read_all(query.countries), self._nations.read_all(countries))
            if nation.relation != "unknown":
                yield Note(_signed(nation.reason, nation.log10), nation.log10)
        if query.gender and entry.gender:
            gender = self._genders.compare(self._genders.read(query.gender), self._genders.read(entry.gender))
            if gender.relation != "unknown":
                yield Note(_signed(gender.reason, gender.log10), gender.log10)


def _signed(reason: str, told: float) -> str:
    return f"{reason} ({told:+.1f})"
