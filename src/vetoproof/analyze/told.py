"""Rows of one event with what linking knows of each: its bases, its statement, its place in the order of telling."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from vetoproof.analyze.bases import AFFIRMING, Basis, Voices
from vetoproof.analyze.columns import day_text
from vetoproof.analyze.slim import Link
from vetoproof.analyze.view import Row, Speaker

if TYPE_CHECKING:
    import polars as pl

COLUMNS = (
    "claim", "document", "address", "outlet", "kind", "day", "stance", "type", "supplier", "recipient", "agent", "patient",
    "item", "outcome", "vessel", "place", "place_to", "hedge", "hedge_modal", "hedge_by", "hedge_scale", "hedge_low",
    "hedge_high", "low", "high", "comparator", "unit", "words", "basis", "period_from", "period_to", "period_precision",
    "period_kind", "chain", "statement", "fused", "shape", "level",
)  # fmt: skip
"""What is read of each claim; `basis` is the figure's (count, capacity, estimate)."""


class Told(msgspec.Struct, frozen=True):
    """One claim inside its event. `outlet` is the actor id of the medium; `relays` those of the media named in its chain."""

    row: Row
    bases: tuple[Basis, ...]
    statement: int
    day: int
    outlet: str
    relays: tuple[str, ...]
    fused: bool
    shape: int
    level: int

    @property
    def order(self) -> tuple[str, int, bool, str]:
        """Earliest first, then the shortest chain, then with a hedge, then the id: who stands for others.

        Relays drop hedges more often than they invent them, so that of two printings of one day the hedged one leads.
        """
        return self.row.published, len(self.row.chain), self.row.hedge is None, self.row.claim

    @property
    def affirms(self) -> bool:
        return self.row.stance in AFFIRMING


class Teller:
    """Builds rows from columns. Equal chains of one day are resolved once."""

    def __init__(self, voices: Voices) -> None:
        self._voices = voices
        self._chains: dict[tuple[str, int | None], tuple[Speaker, ...]] = {}
        self._tenured: dict[str, bool] = {}

    def told(self, claims: pl.DataFrame) -> Iterator[Told]:
        """The claims of a frame, in its order."""
        for values in claims.select(COLUMNS).iter_rows():
            yield self._one(values)

    def _one(self, v: tuple[Any, ...]) -> Told:
        voices, actors = self._voices, self._voices.actors
        day, chain_text = v[5], v[33]
        links = voices.chain(chain_text)
        row = Row(
            claim=v[0], document=v[1], address=v[2], outlet=v[3], kind=v[4], published=day_text(day), stance=v[6], type=v[7],
            supplier=v[8], recipient=v[9], agent=v[10], patient=v[11], item=v[12], outcome=v[13], vessel=v[14], place=v[15],
            place_to=v[16], hedge=v[17], hedge_modal=v[18], hedge_by=v[19], hedge_scale=v[20], hedge_low=v[21],
            hedge_high=v[22], low=_whole(v[23]), high=_whole(v[24]), comparator=v[25], unit=v[26], words=v[27], basis=v[28],
            period_from=v[29], period_to=v[30], period_precision=v[31], period_kind=v[32],
            chain=self._speakers(chain_text, links, day),
        )  # fmt: skip
        named = tuple(
            actors.identity(name) for link in links[1:] if link.kind == "outlet" for name in link.speaker.split("|")
        )
        voice = voices.voice(chain_text, row.hedge_by, row.stance)
        return Told(row, voices.bases(voice, day), v[34], day, actors.identity(v[3]), named, v[35], v[36], v[37])

    def _speakers(self, text: str, links: tuple[Link, ...], day: int) -> tuple[Speaker, ...]:
        actors = self._voices.actors
        tenured = self._tenured.get(text)
        if tenured is None:
            tenured = self._tenured[text] = any(actors.tenured(link.speaker) for link in links)
        key = (text, day if tenured else None)
        found = self._chains.get(key)
        if found is None:
            found = self._chains[key] = tuple(self._speaker(link, day) for link in links)
        return found

    def _speaker(self, link: Link, day: int) -> Speaker:
        parties = self._voices.actors.parties(link.speaker, link.kind, link.actor, link.country, day)
        ids, countries = [p.actor or "" for p in parties], [p.country or "" for p in parties]
        return Speaker(link.speaker, link.kind, "|".join(ids).strip("|") or None, "|".join(countries).strip("|") or None)


def _whole(value: float | None) -> float | int | None:
    """Figures are stored as decimals; 13000.0 is printed as the 13000 that it was."""
    return int(value) if value is not None and value.is_integer() else value
