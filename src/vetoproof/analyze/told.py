"""Rows of one event with what linking knows of each: its bases, its statement, its place in the order of telling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from vetoproof.analyze.bases import AFFIRMING, Basis, Voices, joined, known
from vetoproof.analyze.columns import day_text
from vetoproof.analyze.sequences import Position, flow
from vetoproof.analyze.slim import Link
from vetoproof.analyze.view import Row, Speaker

if TYPE_CHECKING:
    import polars as pl

COLUMNS = (
    "claim", "document", "address", "outlet", "kind", "published", "stance", "type", "supplier", "recipient", "agent",
    "patient", "item", "outcome", "vessel", "place", "place_to", "hedge", "hedge_modal", "hedge_by", "hedge_scale",
    "hedge_low", "hedge_high", "low", "high", "comparator", "unit", "words", "basis", "period_from", "period_to",
    "period_precision", "period_kind", "chain", "day", "statement", "fused", "shape", "level",
)  # fmt: skip
"""What is read of each claim: the fields of `Row` in their order, then what linking adds."""


def columns(claims: pl.DataFrame) -> pl.DataFrame:
    """`COLUMNS` of linked claims."""
    import polars as pl

    published = pl.col("day").cast(pl.Int32).cast(pl.Date).dt.to_string("%Y-%m-%d")
    return claims.with_columns(published=published).select(COLUMNS)


class Told(msgspec.Struct, frozen=True, gc=False):
    """One claim inside its event. `known`: those of its bases that have a lineage. `voice` is one key for its bases.
    `outlet` is the actor id of the medium; `relays` those of the media named in its chain.

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
    voice: str
    fused: bool
    shape: int
    level: int
    order: tuple[int, int, bool, str]
    affirms: bool


class Teller:
    """Builds rows from columns. Equal chains are resolved once, or once an era where a link held offices."""

    def __init__(self, voices: Voices) -> None:
        self._voices = voices
        self._chains: dict[tuple[str, int], _Chain] = {}
        self._tenured: dict[str, bool] = {}
        self._speakers: dict[tuple[str, str, str | None, str | None, int], Speaker] = {}
        self._outlets: dict[str, str] = {}

    def told(self, rows: Iterable[tuple[Any, ...]]) -> list[Told]:
        """The claims whose `COLUMNS` are these tuples, in their order."""
        return [self._one(row) for row in rows]

    def _one(self, v: tuple[Any, ...]) -> Told:
        stance, hedge, by, low, high, text, day = v[6], v[17], v[19], v[23], v[24], v[33], v[34]
        affirms = stance in AFFIRMING
        era = self._voices.actors.era(day) if self._tenured.get(text, True) else -1
        chain = self._chains.get((text, era)) or self._chain(text, day)
        bases, lineage, voice, speakers = chain.bases, chain.known, chain.voice, chain.speakers
        if by is not None and not affirms:
            bases = self._voices.bases(self._voices.voice(text, by, stance), day)
            lineage, voice = known(bases), joined(bases)
        outlet = self._outlets.get(v[3]) or self._outlets.setdefault(v[3], self._voices.actors.identity(v[3]))
        # Figures are stored as decimals; 13000.0 is printed as the 13000 that it was.
        if low is not None and low.is_integer():
            low = int(low)
        if high is not None and high.is_integer():
            high = int(high)
        # By place, not by name: with 34 fields the names would cost more than the row.
        row = Row(*v[:23], low, high, *v[25:33], speakers)  # type: ignore[call-arg]  # as many as `COLUMNS` says
        order = (day, len(speakers), hedge is None, v[0])
        return Told(row, bases, lineage, v[35], day, outlet, chain.media, voice, v[36], v[37], v[38], order, affirms)

    def positions(self, claims: pl.DataFrame) -> Iterator[Position]:
        """What sequences need of claims, without the rest of a row."""
        columns = ("claim", "day", "depth", "stance", "type", "supplier", "agent", "recipient", "patient", "speaker")
        for claim, day, depth, stance, kind, supplier, agent, recipient, patient, text in claims.select(columns).iter_rows():
            speaker = self._speaker(self._voices.chain(f"[{text}]")[-1], day)
            about = flow(supplier or agent, recipient or patient)
            yield Position(claim, day_text(day), depth, stance, kind, about, speaker)

    def _chain(self, text: str, day: int) -> _Chain:
        """A chain as of that day: who its speakers are changes only where one of them held offices."""
        actors = self._voices.actors
        links = self._voices.chain(text)
        media = tuple(actors.identity(n) for link in links[1:] if link.kind == "outlet" for n in link.speaker.split("|"))
        tenured = self._tenured[text] = any(actors.tenured(link.speaker) for link in links)
        bases = self._voices.bases(links[-1], day)
        speakers = tuple(self._speaker(link, day) for link in links)
        found = _Chain(media, speakers, bases, known(bases), joined(bases))
        self._chains[text, actors.era(day) if tenured else -1] = found
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
    media: tuple[str, ...]
    speakers: tuple[Speaker, ...]
    bases: tuple[Basis, ...]
    known: tuple[Basis, ...]
    voice: str
