"""What is known beside names: numbers, dates of birth, countries, sex. Each agreement or contradiction is a note with its
weight; what one side does not tell says nothing (an omission is no contradiction).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple, Protocol

from vetoproof.model import Identifier, Listing, Query
from vetoproof.screen.born import BirthDate, BirthReading, compare_all, read_all
from vetoproof.screen.gender import Gender, Genders
from vetoproof.screen.identifiers import Identifiers, Number
from vetoproof.screen.names.reader import kind_of
from vetoproof.screen.nations import Nations

MOST_BORN = 4.2
"""What an agreement of days of birth adds at most, in powers of ten: see `born.BirthModel`."""

MOST_ELSE = 1.5
"""What countries and sex add together at most."""


class Verdict(Protocol):
    """What any of the comparisons gives: a reason that can be put together when it is to be shown."""

    @property
    def reason(self) -> str: ...


class Said(NamedTuple):
    """A reason that no comparison gave."""

    reason: str


class Note(NamedTuple):
    """One observation beside the names; `first` puts it before the names in the explanation."""

    verdict: Verdict
    told: float
    first: bool = False

    @property
    def text(self) -> str:
        """The reason, with its weight."""
        return f"{self.verdict.reason} ({self.told:+.1f})"


class Asked(NamedTuple):
    """What a query tells beside its names, read once for all entries."""

    schema: str
    numbers: tuple[Number, ...]
    born: BirthReading
    countries: frozenset[str]
    gender: Gender
    most: float
    """The most that can be added to what names tell, in powers of ten."""


class Facts(NamedTuple):
    """What an entry tells beside its names, read once for all queries."""

    list: str
    schema: str
    numbers: tuple[Identifier, ...]
    born: tuple[BirthDate, ...]
    countries: frozenset[str]
    gender: Gender


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

    def read(self, query: Query) -> Asked:
        """What the query tells beside its names."""
        return Asked(
            query.schema, tuple(map(self._identifiers.read, query.identifiers)) if query.identifiers else (),
            read_all(query.birth_dates), self._nations.read_all(query.countries) if query.countries else frozenset(),
            self._genders.read(query.gender) if query.gender else "unknown", self._most(query),
        )  # fmt: skip

    def facts(self, entry: Listing) -> Facts:
        """What the entry tells beside its names."""
        countries = (*entry.countries, *entry.nationalities, *entry.flags)
        return Facts(
            entry.list, entry.schema, entry.identifiers, read_all(entry.birth_dates).dates,
            self._nations.read_all(countries) if countries else frozenset(),
            self._genders.read(entry.gender) if entry.gender else "unknown",
        )  # fmt: skip

    def _most(self, query: Query) -> float:
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

    def reach(self, asked: Asked, entry: Facts) -> float:
        """The most that can be added by what this entry tells: `Asked.most`, or less where it leaves out what was asked."""
        if asked.numbers:
            return asked.most
        return MOST_BORN * bool(asked.born.dates and entry.born) + MOST_ELSE * bool(asked.countries or asked.gender)

    def notes(self, asked: Asked, entry: Facts) -> list[Note]:
        """All observations beside the names, those on numbers first."""
        return list(self._notes(asked, entry))

    def _notes(self, asked: Asked, entry: Facts) -> Iterator[Note]:
        if asked.numbers:
            told = ""
            for verdict in self._identifiers.compare_all(asked.numbers, map(self._identifiers.read, entry.numbers)):
                told += verdict.reason
                yield Note(verdict, verdict.log10, True)
            for one in asked.numbers:
                # By a number that was mistyped nobody is found: that it is not equal says little.
                if one.good is False and one.value and one.value not in told:
                    kind = self._identifiers.kinds[one.kind]
                    yield Note(Said(f"check digit wrong in the query: {kind.title} {one.value}"), 0.0, True)
        if entry.born:
            for refused in asked.born.refused:
                yield Note(Said(f"date of birth not understood: {refused}"), 0.0)
            born = compare_all(asked.born.dates, entry.born)
            if born.relation != "unknown":
                yield Note(born, born.log10)
        if asked.countries and entry.countries:
            nation = self._nations.compare(asked.countries, entry.countries)
            if nation.relation != "unknown":
                yield Note(nation, nation.log10)
        if "unknown" not in (asked.gender, entry.gender):
            gender = self._genders.compare(asked.gender, entry.gender)
            yield Note(gender, gender.log10)
