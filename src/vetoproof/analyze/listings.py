"""A party of an event against the lists of a day: entries that are or may be it, others of like name, and the silences.

A ship is told by its number: an entry with that number is the ship, one with another number is another ship and is said to be,
one without any number may be. Companies match by name, bodies only where a list prints the very name; a person by name alone at
most may be. What an entry became after the as-of date is not shown: a listing of a later day is no listing yet (law 7).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from vetoproof.analyze.day_lists import DayLists, Held
from vetoproof.analyze.owners import Owners
from vetoproof.analyze.parties import Party
from vetoproof.analyze.silence import Silences
from vetoproof.model import (
    Apart,
    Identifier,
    Identity,
    LegalEffect,
    ListedAs,
    Listing,
    Match,
    PartyKind,
    Query,
    ScreenedParty,
)
from vetoproof.packs.regime import Regime
from vetoproof.screen.effects import Effects
from vetoproof.screen.listed_on import Sight, on_day
from vetoproof.screen.party import fold, folded, number
from vetoproof.screen.version import Version

PERSON = 0.95
"""The score from which a person is set beside an entry by name alone in a public record: below, more than one in twenty such
pairs are two persons, and a report must not put a namesake beside a listing. A team sees all."""

SCHEMA: dict[PartyKind, str] = {"ship": "Vessel", "company": "Company", "person": "Person", "body": "Organization"}


class Register:
    """Looks parties up, each once however many events name it. `team`: near misses and unlisted owners are told as well."""

    def __init__(self, lists: DayLists | None, regime: Regime, as_of: str | None, team: bool = False) -> None:
        self._lists = lists
        self._held: Sequence[Held] = lists.held() if lists else ()
        self._as_of = as_of
        self._team = team
        self._titles = {name: row.title for row in regime.lists for name in (row.id, *row.also)}
        self._ships = {ship.imo: ship for ship in regime.ships}
        self._effects = Effects()
        self._silences = Silences(lists, self._held, regime.lists, as_of)
        self._owners = Owners(lists, self._silences, regime.lists, as_of, team, self._entries) if lists else None
        self._known: dict[Party, ScreenedParty] = {}
        self._looked: dict[tuple[PartyKind, str, tuple[str, ...], str], tuple[list[ListedAs], list[Apart]]] = {}

    @property
    def asks(self) -> bool:
        """Whether there is any list to ask."""
        return bool(self._held)

    def of(self, parties: Iterable[Party], speaking: Iterable[Party] = ()) -> tuple[ScreenedParty, ...]:
        """The parties that claims name, and of those who speak the ones that an entry matches, in their order."""
        told = [self._screened(party) for party in parties]
        named = {fold(name) for party in told for name in party.names}
        spoke = [self._screened(party) for party in speaking if fold(party.name) not in named] if self.asks else []
        return (*told, *(party for party in spoke if party.entries))

    def _screened(self, party: Party) -> ScreenedParty:
        bare = party._replace(claims=())
        found = self._known.get(bare)
        if found is None:
            entries, apart = self._entries(party)
            ship = self._ships.get(party.number)
            shown = [one for one in entries if self._team or one.identity not in ("alike", "near")]
            found = self._known[bare] = ScreenedParty(
                name=ship.name if ship else party.name, kind=party.kind, number=party.number, names=party.names,
                entries=tuple(shown), apart=tuple(apart), silent=tuple(self._silences.of(party.kind, entries)),
                stated=tuple(sorted(line for line in ship.listings if self._by_then(line[:10]))) if ship else (),
                reasoning=self._owners.of(party) if self._owners else (),
            )  # fmt: skip
        if not party.claims:
            return found
        return ScreenedParty(**{name: getattr(found, name) for name in found.__struct_fields__} | {"claims": party.claims})

    def _by_then(self, day: str) -> bool:
        return self._as_of is None or day <= self._as_of

    def _entries(self, party: Party) -> tuple[list[ListedAs], list[Apart]]:
        """Entries that are or may be the party, surest first, and ships of like name that are others."""
        key = (party.kind, party.number, party.names, party.country)
        if key not in self._looked:
            self._looked[key] = self._look(party)
        return self._looked[key]

    def _look(self, party: Party) -> tuple[list[ListedAs], list[Apart]]:
        found: list[ListedAs] = []
        others: dict[str, list[tuple[Listing, Version]]] = {}
        ship = self._ships.get(party.number)
        for held in self._held:
            told: dict[tuple[str, str], ListedAs] = {}
            for version in (held.before, held.after):
                if version is None:
                    continue
                for match, entry in self._answers(version, party):
                    place = (entry.list, entry.id)
                    identity = _identity(party, match, entry)
                    if place in told or (shown := self._shown(held, version, match, entry, identity or "number")) is None:
                        continue
                    if identity is None:
                        if _same_name(party, entry) or (match.match and self._team):
                            for other in _imos(entry):
                                others.setdefault(other, []).append((entry, version))
                    else:
                        told[place] = shown
                # Look-alikes that the pack warns of are said to be others, whether or not their names came near.
                for other in ship.not_to_confuse if ship else ():
                    for _, entry in self._lists_answers(version, Query(schema="Vessel", identifiers=(_imo(other),))):
                        if other in _imos(entry) and self._shown(held, version, None, entry, "number") is not None:
                            others.setdefault(other, []).append((entry, version))
            found += told.values()
        order: tuple[Identity, ...] = ("number", "name", "may be", "alike", "near")
        found.sort(key=lambda e: (order.index(e.identity), not e.listed, e.list, -e.score, e.id, e.sha256))
        return found, list(self._apart(party, others))

    def _answers(self, version: Version, party: Party) -> Iterator[tuple[Match, Listing]]:
        """By number and name, and for a ship with a number by its names alone: namesakes with other numbers."""
        numbers = (_imo(party.number),) if party.number else ()
        names = tuple(name for name in party.names if not party.number or party.number not in name)
        countries = (party.country,) if party.country else ()
        schema = SCHEMA[party.kind]
        yield from self._lists_answers(version, Query(names=names, schema=schema, countries=countries, identifiers=numbers))
        if numbers and names:
            yield from self._lists_answers(version, Query(names=names, schema=schema))

    def _lists_answers(self, version: Version, query: Query) -> Sequence[tuple[Match, Listing]]:
        assert self._lists is not None
        return self._lists.answers(version, query)

    def _shown(self, held: Held, version: Version, match: Match | None, entry: Listing, identity: Identity) -> ListedAs | None:
        """The entry as it counts on the day; None where it was not listed then, or only a later list knows and gives no day."""
        assert self._lists is not None
        on = self._as_of or version.day
        if entry.listed_on is not None and entry.listed_on > on:
            return None
        sights = [Sight(version, (entry,))]
        if held.before is not None and held.after is not None:
            other = held.after if version is held.before else held.before
            twin = self._lists.entry(other, entry.list, entry.id)
            sights = [Sight(held.before, ()), Sight(held.after, ())]
            sights = [Sight(s.version, (entry,) if s.version is version else (twin,) if twin else ()) for s in sights]
        answer = next((one for one in on_day(entry.id, held.list, on, sights).entries if one.entry.id == entry.id), None)
        listed = answer is not None and answer.answer == "listed"
        if answer is None or not (listed or (answer.answer == "unknown" and version is held.before)):
            return None
        return ListedAs(
            list=entry.list, title=self._titles.get(entry.list, ""), id=entry.id, schema=entry.schema, name=entry.name,
            identity=identity, listed=listed, listed_on=entry.listed_on, programmes=entry.programmes,
            sha256=answer.version or version.sha256,
            effects=tuple(LegalEffect(**effect._asdict()) for effect in self._effects.of(entry)),
            edition=version.day, later=version is held.after, row=entry.row, words=tuple(w for w in answer.words if w),
            score=match.score if match else 1.0, explanation=_explained(match) if match else (),
        )  # fmt: skip

    def _apart(self, party: Party, others: dict[str, list[tuple[Listing, Version]]]) -> Iterator[Apart]:
        ship = self._ships.get(party.number)
        for other in sorted({*others, *(ship.not_to_confuse if ship else ())} - {party.number}):
            row, entries = self._ships.get(other), others.get(other, ())
            names = sorted({entry.name for entry, _ in entries})
            stated = row is not None and any(self._by_then(line[:10]) for line in row.listings)
            yield Apart(
                number=other, name=row.name if row else names[0] if names else "", listed=bool(entries) or stated,
                entries=tuple(sorted({f"{entry.list} {entry.id} ({_called(entry)})" for entry, _ in entries})),
                sha256=tuple(sorted({version.sha256 for _, version in entries})),
            )  # fmt: skip


def _identity(party: Party, match: Match, entry: Listing) -> Identity | None:
    """Why an entry may be the party; None where it is another ship, by its number."""
    if party.kind == "ship":
        own = _imos(entry)
        if party.number and own:
            return "number" if party.number in own else None
        return "may be" if match.match else "near"
    if party.kind == "company":
        return "name" if match.match else "near"
    if not match.match:
        return "near"
    if party.kind == "body":
        return "name" if _same_name(party, entry) else "alike"
    return "may be" if match.score >= PERSON else "alike"


def _same_name(party: Party, entry: Listing) -> bool:
    """Whether the entry prints one of the party's names, case and spacing apart."""
    return not {fold(name) for name in party.names}.isdisjoint(folded(entry))


def _explained(match: Match) -> tuple[str, ...]:
    """Why the score is what it is, and what a person decided on the same alert before."""
    return (*match.explanation, *([f"decided before: {match.disposition}"] if match.disposition else ()))


def _imo(value: str) -> Identifier:
    return Identifier(kind="imo", value=value)


def _imos(entry: Listing) -> set[str]:
    return {number(one)[1] for one in entry.identifiers if one.kind == "imo"}


def _called(entry: Listing) -> str:
    """The entry's first name, with the others that the list gives it."""
    others = [name.text for name in entry.names[1:4]]
    return entry.name + (f", also called {', '.join(others)}" if others else "")
