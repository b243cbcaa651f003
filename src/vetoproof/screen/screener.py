"""A query to its matches: identifiers first, then names, then whatever else is known of either side.

`score` is the probability that query and entry are one party, at the prior that was asked for. A match is never a finding: it
says which entry to look at, and why.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from vetoproof.compiled import compiles, kept
from vetoproof.model import Listing, Match, Query
from vetoproof.screen.beside import Asked, Beside, Facts, Note
from vetoproof.screen.index.arrays import Array
from vetoproof.screen.index.candidates import NOTHING, Finder
from vetoproof.screen.index.index import Index
from vetoproof.screen.index.segment import entry_key
from vetoproof.screen.names.reader import NameReader, kind_of
from vetoproof.screen.names.reading import Kind, NameReading
from vetoproof.screen.score.bayes import needed, posterior
from vetoproof.screen.score.explain import explain
from vetoproof.screen.score.kernel_codes import ASK
from vetoproof.screen.score.kernel_codes import NOTHING as INCOMPARABLE
from vetoproof.screen.score.scorer import Compared, Scorer
from vetoproof.screen.settings import Settings

if TYPE_CHECKING:
    from vetoproof.screen.bulk import Bulk

KERNEL = Path(__file__).parent / "score" / "kernel.py"
"""Where the compiled comparison stands."""

WEAK = -1.0
"""What a name that the list itself calls weak takes away, in powers of ten: ten times as many parties bear such a name
as a full one. A treasury that lists such names calls them relatively broad or generic, to be used with other particulars
(FAQ 122)."""

SHOWN_TOGETHER = 100
"""Names compared in full however few entries are to be shown, so that the number asked for changes no score."""

LOOKED_AT = 4
"""Names compared in full beside as many as are wanted."""

HOPELESS = 0.0
"""Rank (see `index.candidates`), in powers of ten, below which a candidate is not compared in full, unless nothing shares more:
nothing is shared beyond what is left over. Of candidates ranked below it one in 500 had reached a score of one half."""

LIKELY = 0.1
"""Floor below which entries are shown that match by their names and are contradicted beside them."""


SLACK = 1e-6
"""Left for rounding where a bound is worked out in another order."""

REMEMBERED = 20_000
"""Entries of which is kept what they tell beside their names, some 10 MB: those with common names come up all the time."""

SOME, MANY = 64, 1_000
"""Queries answered before compiled passes are loaded, which takes a second where they are kept; and before they are compiled,
which takes some twenty: as long as about so many queries take without them."""


class Named(NamedTuple):
    """The best comparison of a query's names with an entry's: what it tells, and the readings and the row that say why."""

    told: float
    row: int
    kind: Kind
    weak: bool
    readings: tuple[NameReading, ...]


class Scored(NamedTuple):
    """An entry with all that speaks for and against it, in powers of ten."""

    told: float
    entry: int
    named: Named | None
    notes: list[Note]


class Screener:
    """Answers queries over one index. One a thread: it keeps scratch space and what it has looked up."""

    def __init__(self, index: Index, reader: NameReader, scorer: Scorer, beside: Beside) -> None:
        self.index = index
        self._reader = reader
        self._scorer = scorer
        self._beside = beside
        self._finder = Finder(index, scorer.background)
        self._bulk: Bulk | None = None
        self._answered = 0
        self._now: dict[tuple[object, ...], Compared | None] = {}
        self._facts: dict[int, Facts] = {}

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
        self._answered += 1
        if self._answered == MANY or (self._answered == SOME and kept(KERNEL)):
            self.hasten()
        self._now.clear()
        beside = self._beside.read(query)
        named = self._named(query, settings, beside)
        keys = [key for i in query.identifiers if (key := self._beside.key(i)) is not None]
        identified = {e for key in keys for e in self.index.identified(key)}
        found = []
        # What the rest of the query says at most cannot lift an entry that is told less.
        least = needed(settings.floor, settings.prior) - beside.most - SLACK
        hopeful = (entry for entry, one in named.items() if one.told >= least)
        for entry in {*hopeful, *identified}:
            scored = self._scored(beside, settings, entry, named.get(entry))
            if scored is not None:
                found.append(scored)
        found.sort(key=lambda one: (-round(one.told, 9), one.entry))
        shown = ((one, self.index.listing(one.entry)) for one in found[: settings.limit])
        return [(self._match(one, listing, settings), listing) for one, listing in shown]

    def hasten(self) -> None:
        """Loads the compiled passes now, for who knows that many queries follow. The answers stay the same."""
        if self._bulk is None and compiles():
            from vetoproof.screen.bulk import Bulk, BulkFinder

            self._bulk = Bulk(self.index, self._scorer)
            self._finder = BulkFinder(self.index, self._scorer.background)
            self.index.slipped = self._bulk.slipped
            if self.index.entries:
                # The first call compiles, or loads what is kept: not at somebody's question.
                first = Query(names=(self.index.listing(0).names[0].text,))
                self._named(first, self.settings, self._beside.read(first))

    def entry(self, list_: str, id_: str) -> Listing | None:
        """One entry by its list and the list's own id."""
        for place in self.index.identified(entry_key(list_, id_)):
            listing = self.index.listing(place)
            if (listing.list, listing.id) == (list_, id_):
                return listing
        return None

    def _named(self, query: Query, settings: Settings, beside: Asked) -> dict[int, Named]:
        """For each entry that the names lead to, its best comparison."""
        least = self._scorer.floor(needed(settings.floor, settings.prior) - beside.most)
        asked = kind_of(query.schema)
        found: dict[int, Named] = {}
        for name in query.names:
            read = self._read(name, asked)
            every = tuple(dict.fromkeys(reading for readings in read.values() for reading in readings))
            most = max(settings.limit, SHOWN_TOGETHER) + LOOKED_AT
            rows = self._rows(every, least, most)
            for kind, some in self._by_bearer(rows, asked):
                readings = read.get(kind, every)
                told = self._told(readings, some, kind)
                for row, entry, weak, one in zip(
                    some.tolist(), self.index.entries_of(some), self.index.weak(some), told, strict=True
                ):
                    if one is None:
                        continue
                    if weak:
                        one += WEAK
                    if entry not in found or one > found[entry].told:
                        found[entry] = Named(one, row, kind, weak, readings)
        return found

    def _by_bearer(self, rows: Array, asked: Kind) -> list[tuple[Kind, Array]]:
        """Rows by what bears their names, which the query may say."""
        if asked != "any":
            return [(asked, rows)]
        bearers = [self.index.bears(entry) for entry in self.index.entries_of(rows)]
        kinds = dict.fromkeys(bearers)
        return [(kind, rows[[at for at, bearer in enumerate(bearers) if bearer == kind]]) for kind in kinds]

    def _told(self, readings: tuple[NameReading, ...], rows: Array, kind: Kind) -> list[float | None]:
        """What the readings tell of the name that each row reads; None where the two cannot be compared."""
        known = self._bulk.told(readings, rows, kind) if self._bulk is not None else [ASK] * len(rows)
        found: list[float | None] = []
        for row, told in zip(rows.tolist(), known, strict=True):
            best = self._compared(readings, row, kind) if told == ASK else None
            found.append(best.told if best else None if told in (ASK, INCOMPARABLE) else told)
        return found

    def _compared(self, readings: tuple[NameReading, ...], row: int, kind: Kind) -> Compared | None:
        """The best comparison. One name stands on many lists: it is compared once a query."""
        listed = self.index.readings(row)
        key = readings, listed, kind
        if key not in self._now:
            self._now[key] = self._scorer.best(readings, listed, kind)
        return self._now[key]

    def _read(self, name: str, asked: Kind) -> dict[Kind, tuple[NameReading, ...]]:
        """The readings of a name by the kind of its bearer: where nobody says what bears it, it is read as each."""
        kinds: tuple[Kind, ...] = ("person", "organisation", "ship") if asked == "any" else (asked,)
        return {kind: self._reader.read(name, kind) for kind in kinds}

    def _rows(self, readings: Sequence[NameReading], least: float, most: int) -> Array:
        """One row for each listed name that is a candidate under any reading, the most promising first."""
        found = [NOTHING, *(self._finder.find(reading, least, most) for reading in readings)]
        rows, ranks = np.concatenate([one.rows for one in found]), np.concatenate([one.ranks for one in found])
        if not len(rows):
            return rows
        order = np.lexsort((rows, -ranks))
        _, first = np.unique(self.index.names_of(rows[order]), return_index=True)
        order = order[np.sort(first)]
        ranks = ranks[order]
        # What shares little is compared only where nothing shares more. The bound does not depend on the best candidate, lest
        # an entry of one list hide those of another.
        worth = max(min(HOPELESS, ranks[0]), ranks[min(most, len(ranks)) - 1])
        leading: Array = rows[order][: 2 * most][ranks[: 2 * most] >= worth]
        return leading

    def _scored(self, beside: Asked, settings: Settings, entry: int, named: Named | None) -> Scored | None:
        told = named.told if named else 0.0
        if posterior(told + beside.most, settings.prior) < settings.floor:
            return None
        facts = self._facts_of(entry)
        if settings.lists and facts.list not in settings.lists:
            return None
        if not self._beside.same_kind(beside.schema, facts.schema):
            return None
        if told + self._beside.reach(beside, facts) < needed(settings.floor, settings.prior) - SLACK:
            return None
        notes = self._beside.notes(beside, facts)
        alike = posterior(told, settings.prior) >= settings.threshold
        told += sum(note.told for note in notes)
        # What would match by its name and does not by its number or date is shown with the reason, however low it scores.
        if posterior(told, settings.prior) < settings.floor and not (alike and settings.floor < LIKELY):
            return None
        return Scored(told, entry, named, notes)

    def _facts_of(self, entry: int) -> Facts:
        found = self._facts.get(entry)
        if found is None:
            if len(self._facts) > REMEMBERED:
                self._facts.clear()
            found = self._facts[entry] = self._beside.facts(self.index.listing(entry))
        return found

    def _match(self, one: Scored, listing: Listing, settings: Settings) -> Match:
        told, _, named, notes = one
        lines = [note.text for note in notes if note.first]
        name = listing.name
        if named is not None:
            name = listing.names[int(self.index.arrays["row_name"][named.row])].text
            compared = self._compared(named.readings, named.row, named.kind)
            if compared is not None:
                lines += explain(compared, self._scorer.weights.of(named.kind, compared.system))
            if named.weak:
                lines.append(f"the list calls this name weak ({WEAK:+.1f})")
        lines += [note.text for note in notes if not note.first]
        score = posterior(told, settings.prior)
        return Match(
            list=listing.list, id=listing.id, schema=listing.schema, name=name, score=round(score, 4),
            match=score >= settings.threshold, likelihood_ratio=float(f"{10.0 ** told:.4g}"), explanation=tuple(lines),
        )  # fmt: skip
