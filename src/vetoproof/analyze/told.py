"""Rows of one event with what linking knows of each: its bases, its statement, its place in the order of telling."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from vetoproof.analyze.bases import AFFIRMING, Basis, Voices, known
from vetoproof.analyze.columns import day_text
from vetoproof.analyze.slim import Link
from vetoproof.analyze.view import Row, Speaker

COLUMNS = (
    "claim", "document", "address", "outlet", "kind", "day", "stance", "type", "supplier", "recipient", "agent", "patient",
    "item", "outcome", "vessel", "place", "place_to", "hedge", "hedge_modal", "hedge_by", "hedge_scale", "hedge_low",
    "hedge_high", "low", "high", "comparator", "unit", "words", "basis", "period_from", "period_to", "period_precision",
    "period_kind", "chain", "statement", "fused", "shape", "level",
)  # fmt: skip
"""What is read of each claim; `basis` is the figure's (count, capacity, estimate)."""


class Told(msgspec.Struct, frozen=True, gc=False):
    """One claim inside its event. `known`: those of its bases that have a lineage. `outlet` is the actor id of the medium;
    `relays` those of the media named in its chain.

    `order`: earliest first, then the shortest chain, then with a hedge, then the id: who stands for others. Relays drop
    hedges more often than they invent them, so that of two printings of one day the hedged one leads.
    """

    row: Row
    bases: tuple[Basis, ...]
    known: tuple[Basis, ...]
    statement: int
    day: int
    outlet: str
    relays: tuple[str, ...]
    fused: bool
    shape: int
    level: int
    order: tuple[int, int, bool, str]
    affirms: bool


class Teller:
    """Builds rows from columns. Equal chains are resolved once, or once a day where a link held offices."""

    def __init__(self, voices: Voices) -> None:
        self._voices = voices
        self._chains: dict[str, _Chain] = {}
        self._speakers: dict[tuple[str, str, str | None, str | None, int], Speaker] = {}
        self._days: dict[int, str] = {}
        self._outlets: dict[str, str] = {}

    def told(self, rows: Iterable[tuple[Any, ...]]) -> list[Told]:
        """The claims whose `COLUMNS` are these tuples, in their order."""
        return [self._one(row) for row in rows]

    def _one(self, v: tuple[Any, ...]) -> Told:
        day = v[5]
        chain = self._chains.get(v[33]) or self._chain(v[33])
        speakers, bases, lineage = chain.speakers, chain.bases, chain.known
        if speakers is None:
            speakers = tuple(self._speaker(link, day) for link in chain.links)
            bases = self._voices.bases(chain.links[-1], day)
            lineage = known(bases)
        if v[19] is not None and v[6] not in AFFIRMING:
            bases = self._voices.bases(self._voices.voice(v[33], v[19], v[6]), day)
            lineage = known(bases)
        published = self._days.get(day) or self._days.setdefault(day, day_text(day))
        outlet = self._outlets.get(v[3]) or self._outlets.setdefault(v[3], self._voices.actors.identity(v[3]))
        row = Row(
            claim=v[0], document=v[1], address=v[2], outlet=v[3], kind=v[4], published=published, stance=v[6], type=v[7],
            supplier=v[8], recipient=v[9], agent=v[10], patient=v[11], item=v[12], outcome=v[13], vessel=v[14], place=v[15],
            place_to=v[16], hedge=v[17], hedge_modal=v[18], hedge_by=v[19], hedge_scale=v[20], hedge_low=v[21],
            hedge_high=v[22], low=_whole(v[23]), high=_whole(v[24]), comparator=v[25], unit=v[26], words=v[27], basis=v[28],
            period_from=v[29], period_to=v[30], period_precision=v[31], period_kind=v[32], chain=speakers,
        )  # fmt: skip
        order = (day, len(speakers), v[17] is None, v[0])
        return Told(row, bases, lineage, v[34], day, outlet, chain.media, v[35], v[36], v[37], order, v[6] in AFFIRMING)

    def _chain(self, text: str) -> _Chain:
        """What does not change from day to day is resolved here; a chain with office holders keeps only its links."""
        actors = self._voices.actors
        links = self._voices.chain(text)
        media = tuple(actors.identity(n) for link in links[1:] if link.kind == "outlet" for n in link.speaker.split("|"))
        if any(actors.tenured(link.speaker) for link in links):
            found = _Chain(links, media, None, (), ())
        else:
            bases = self._voices.bases(links[-1], 0)
            found = _Chain(links, media, tuple(self._speaker(link, 0) for link in links), bases, known(bases))
        self._chains[text] = found
        return found

    def _speaker(self, link: Link, day: int) -> Speaker:
        actors = self._voices.actors
        era = actors.era(day) if actors.tenured(link.speaker) else -1
        key = (link.speaker, link.kind, link.actor, link.country, era)
        found = self._speakers.get(key)
        if found is None:
            parties = actors.parties(link.speaker, link.kind, link.actor, link.country, day)
            ids, countries = [p.actor or "" for p in parties], [p.country or "" for p in parties]
            actor, country = "|".join(ids).strip("|") or None, "|".join(countries).strip("|") or None
            found = self._speakers[key] = Speaker(link.speaker, link.kind, actor, country)
        return found


class _Chain(msgspec.Struct, frozen=True):
    links: tuple[Link, ...]
    media: tuple[str, ...]
    speakers: tuple[Speaker, ...] | None
    bases: tuple[Basis, ...]
    known: tuple[Basis, ...]


def _whole(value: float | None) -> float | int | None:
    """Figures are stored as decimals; 13000.0 is printed as the 13000 that it was."""
    return int(value) if value is not None and value.is_integer() else value
