"""A query to its matches: identifiers first, then names, then whatever else is known of either side.

`score` is the probability that query and entry are one party, at the prior that was asked for. A match is never a finding: it
says which entry to look at, and why.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log10
from typing import NamedTuple

from vetoproof.model import Listing, Match
from vetoproof.screen.beside import Beside, Note
from vetoproof.screen.index.candidates import Finder
from vetoproof.screen.index.index import Index
from vetoproof.screen.index.segment import entry_key
from vetoproof.screen.names.reader import NameReader, kind_of
from vetoproof.screen.names.reading import Kind, NameReading
from vetoproof.model import Query
from vetoproof.screen.score.explain import explain
from vetoproof.screen.score.scorer import Compared, Scorer
from vetoproof.screen.score.weights import posterior

WEAK = -1.0
"""What a name that the list itself calls weak takes away, in powers of ten: ten times as many parties bear such a name
as a full one. OFAC: weak aliases are "relatively broad or generic" (FAQ 122)."""

LOOKED_AT = 4
"""Names compared in full for each match that is wanted."""

SHOWN_FROM = 0.001
"""Entries whose score is below are not shown unless asked for: at the usual prior, ten times likelier than chance."""


class Settings(NamedTuple):
    """How a query is answered: `prior` is the chance, before looking, that the party is a given entry's; entries from
    `threshold` upward are matches; from `floor` upward they are shown, `limit` at most."""

    prior: float
    threshold: float
    floor: float = SHOWN_FROM
    limit: int = 10
    lists: frozenset[str] = frozenset()
    schema: str = ""


class Named(NamedTuple):
    """The best comparison of a query's names with an entry's."""

    compared: Compared
    row: int
    kind: Kind
    told: float
    weak: bool


class Screener:
    """Answers queries over one index. One a thread: it keeps scratch space and what it has looked up."""

    def __init__(self, index: Index, reader: NameReader, scorer: Scorer, beside: Beside) -> None:
        self.index = index
        self._reader = reader
        self._scorer = scorer
        self._beside = beside
        self._finder = Finder(index, scorer.background)

    @property
    def settings(self) -> Settings:
        """The usual prior and threshold."""
        return Settings(self._scorer.weights.prior, self._scorer.weights.threshold)

    def screen(self, query: Query, settings: Settings | None = None) -> list[Match]:
        """Entries that may be the party asked for, the likeliest first."""
        return [match for match, _ in self.answers(query, settings)]

    def answers(self, query: Query, settings: Settings | None = None) -> list[tuple[Match, Listing]]:
        """`screen`, each match with its entry."""
        settings = settings or self.settings
        named = self._named(query, settings)
        identified = {e for i in query.identifiers for k, c in self._beside.keys(i) for e in self.index.identified(k, c)}
        found = []
        for entry in {*named, *identified}:
            scored = self._scored(query, settings, entry, named.get(entry))
            if scored is not None:
                found.append(scored)
        found.sort(key=lambda m: (-m[0], m[1]))
        return [(self._match(*rest, settings), rest[1]) for _, _, *rest in found[: settings.limit]]

    def entry(self, list_: str, id_: str) -> Listing | None:
        """One entry by its list and the list's own id."""
        for place in self.index.identified(entry_key(list_, id_)):
            listing = self.index.listing(place)
            if (listing.list, listing.id) == (list_, id_):
                return listing
        return None

    def readings(self, query: Query) -> list[tuple[Kind, NameReading]]:
        """All readings of the query's names."""
        kind = kind_of(query.schema) if query.schema else "any"
        return [(kind, reading) for name in query.names for reading in self._reader.read(name, kind)]

    def _named(self, query: Query, settings: Settings) -> dict[int, Named]:
        """For each entry that the names lead to, its best comparison."""
        beside = self._beside.most(query)
        least = self._scorer.floor(_told(settings.floor, settings.prior) - beside)
        found: dict[int, Named] = {}
        entity, owner = self.index.arrays["row_entity"], self.index.arrays["row_kind"]
        for kind, reading in self.readings(query):
            rows = self._finder.find(reading, least, LOOKED_AT * settings.limit).rows
            for row in rows.tolist():
                entry = int(entity[row])
                listed = kind_of(self.index.schema(entry)) if kind == "any" else kind
                compared = self._scorer.compare(reading, self.index.reading(row), listed)
                weak = self.index.kind(row) == "weak"
                told = compared.told + WEAK * weak
                if entry not in found or told > found[entry].told:
                    found[entry] = Named(compared, row, listed, told, weak)
        del owner
        return found

    def _scored(
        self, query: Query, settings: Settings, entry: int, named: Named | None
    ) -> tuple[float, int, Named | None, Listing, list[Note]] | None:
        told = named.told if named else 0.0
        if posterior(told + self._beside.most(query), settings.prior) < settings.floor:
            return None
        listing = self.index.listing(entry)
        if settings.lists and listing.list not in settings.lists:
            return None
        if not self._beside.same_kind(query.schema, listing.schema):
            return None
        notes = self._beside.notes(query, listing)
        told += sum(note.told for note in notes)
        if posterior(told, settings.prior) < settings.floor:
            return None
        return told, entry, named, listing, notes

    def _match(self, named: Named | None, listing: Listing, notes: list[Note], settings: Settings) -> Match:
        told = (named.told if named else 0.0) + sum(note.told for note in notes)
        lines = [note.text for note in notes if note.first]
        name = listing.name
        if named is not None:
            name = listing.names[int(self.index.arrays["row_name"][named.row])].text
            table = self._scorer.weights.of(named.kind, named.compared.system)
            lines += explain(named.compared, table)
            if named.weak:
                lines.append(f"the list calls this name weak ({WEAK:+.1f})")
        lines += [note.text for note in notes if not note.first]
        score = posterior(told, settings.prior)
        return Match(
            list=listing.list, id=listing.id, schema=listing.schema, name=name, score=round(score, 4),
            match=score >= settings.threshold, likelihood_ratio=float(f"{10.0 ** told:.4g}"), explanation=tuple(lines),
        )  # fmt: skip


def _told(score: float, prior: float) -> float:
    """The likelihood ratio, in powers of ten, that lifts the prior to a score."""
    return log10(score / (1.0 - score)) - log10(prior / (1.0 - prior))


def screen_all(screener: Screener, queries: Iterable[Query], settings: Settings) -> Iterable[tuple[Query, list[Match]]]:
    """Every query with its matches, in order."""
    for query in queries:
        yield query, screener.screen(query, settings)
