"""Speakers to actors: who speaks, from which institution, for which state, on that day.

Office and person are apart: "the defence minister" changes hands, so a person's institution is that of the tenure which
covers the day of the statement.
"""

from __future__ import annotations

import re
from bisect import bisect_right

import msgspec

from vetoproof.analyze.instants import days
from vetoproof.packs.pack import Pack
from vetoproof.packs.regime import ActorRow, SourceRow, Tenure

_STATE = re.compile(r"([A-Z]{2}) \S")
"""Canonical names of bodies begin with the ISO code of their state ("XX government")."""


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """One speaker, resolved. `institution` is the body whose knowledge it speaks from; None where none is on record.

    `grounded` False: the pack knows the body and gives it no knowledge of its own, so that it rests on somebody else's.
    """

    name: str
    kind: str
    actor: str | None = None
    institution: str | None = None
    country: str | None = None
    members: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()
    dataset: bool = False
    platform: bool = False
    grounded: bool = True


class Actors:
    """The pack's actors by id and by name; resolves each distinct speaker once."""

    def __init__(self, pack: Pack) -> None:
        regime = pack.regime
        self.states = frozenset(regime.parties)
        self._rows: dict[str, ActorRow] = {row.id: row for row in regime.actors}
        self._names: dict[str, str] = {}
        for row in sorted(regime.actors, key=lambda r: r.id):
            for name in (row.id, *row.names):
                self._names.setdefault(name.casefold(), row.id)
        self._tenures: dict[str, list[Tenure]] = {}
        for tenure in regime.tenures:
            for name in {tenure.person.casefold(), *(n.casefold() for n in tenure.names)}:
                self._tenures.setdefault(name, []).append(tenure)
        self._sources: dict[str, SourceRow] = {row.actor: row for row in regime.sources}
        self._cache: dict[tuple[str, str, str | None, str | None, int], Party] = {}
        changes = {day for t in regime.tenures for day in _changes(t)}
        self.changes = sorted(changes)
        self._eras: dict[int, int] = {}
        self._tenured: dict[str, bool] = {}

    def tenured(self, speaker: str) -> bool:
        """Whether the day matters to who this is."""
        found = self._tenured.get(speaker)
        if found is None:
            found = self._tenured[speaker] = any(part.casefold() in self._tenures for part in speaker.split("|"))
        return found

    def era(self, day: int) -> int:
        """A number for the stretch of days, around this one, in which no office changed hands."""
        found = self._eras.get(day)
        return found if found is not None else self._eras.setdefault(day, bisect_right(self.changes, day))

    def identity(self, name: str) -> str:
        """The actor id behind a name, or the name itself."""
        return self._names.get(name.casefold(), name)

    def parties(self, speaker: str, kind: str, actor: str | None, country: str | None, day: int) -> tuple[Party, ...]:
        """The parties of one link: parallel speakers are one link but each its own party."""
        names = speaker.split("|")
        actors = (actor or "").split("|")
        countries = (country or "").split("|")
        parallel = len(names)
        return tuple(
            self._party(
                name,
                kind,
                actors[i] or None if len(actors) == parallel else None,
                countries[i] or None if len(countries) == parallel else None,
                day,
            )
            for i, name in enumerate(names)
        )

    def _party(self, name: str, kind: str, actor: str | None, country: str | None, day: int) -> Party:
        key = (name, kind, actor, country, self.era(day) if name.casefold() in self._tenures else -1)
        found = self._cache.get(key)
        if found is None:
            found = self._cache[key] = self._resolve(name, kind, actor, country, day)
        return found

    def _resolve(self, name: str, kind: str, actor: str | None, country: str | None, day: int) -> Party:
        row = self._rows.get(actor or "") or self._rows.get(self._names.get(name.casefold(), ""))
        tenure = self._tenure(name, day)
        institution, state = None, country or (row.country if row else None)
        if tenure is not None:
            institution, state = tenure.institution, tenure.country
        elif row is not None and row.institution:
            institution = row.institution
        if state is None and (match := _STATE.match(name)) and kind not in ("outlet", "person"):
            state = match[1]
        body = self._root(institution) if institution else None
        basis = self._rows.get(body) if body else row
        source = self._sources.get(row.id) if row else None
        return Party(
            name=name,
            kind=row.kind if row is not None and kind not in ("anonymous", "unspecified") else kind,
            actor=row.id if row else actor,
            institution=body,
            country=state or (basis.country if basis else None),
            members=basis.members if basis else (),
            shares=basis.shares if basis else (),
            dataset=basis.dataset if basis else False,
            grounded=basis is None or bool(basis.institution or basis.members or basis.dataset),
            platform=source is not None and source.kind == "platform",
        )

    def _tenure(self, name: str, day: int) -> Tenure | None:
        """The tenure that covers the day; of several the one that began last."""
        held = [t for t in self._tenures.get(name.casefold(), ()) if _covers(t, day)]
        return max(held, key=lambda t: (t.from_ or "", t.institution, t.office), default=None)

    def _root(self, institution: str) -> str:
        """Follows "speaks from the knowledge of" to its end."""
        seen = {institution}
        while (row := self._rows.get(institution)) and row.institution and row.institution not in seen:
            institution = row.institution
            seen.add(institution)
        return institution


def _changes(tenure: Tenure) -> list[int]:
    """The days on which a tenure begins to hold, and no longer holds."""
    first, last = days(tenure.from_), days(tenure.to)
    return [day for day in (first and first[0], last and last[1] + 1) if day is not None]


def _covers(tenure: Tenure, day: int) -> bool:
    first, last = days(tenure.from_), days(tenure.to)
    return (first is None or first[0] <= day) and (last is None or day <= last[1])
