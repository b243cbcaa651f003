"""What of the pack was public by a date: facts published later must not colour a view of an earlier day (law 7)."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from vetoproof.packs.pack import Pack
from vetoproof.packs.regime import ActorRow, ShipRow, SourceRow

_Dated = TypeVar("_Dated", ActorRow, SourceRow, ShipRow)


def pack_as_of(pack: Pack, as_of: str | None) -> Pack:
    """The pack without the rows published after the end of that day. A row without a date counts as always public.

    Tenures count from the day on which they began: nobody knew of a later minister. Law is filtered here too.
    """
    if as_of is None:
        return pack
    regime = pack.regime
    tenures = tuple(
        # An end that lies ahead is not known yet.
        msgspec.structs.replace(t, to=None) if t.to is not None and t.to > as_of else t
        for t in regime.tenures
        if t.from_ is None or t.from_ <= as_of
    )
    seen = msgspec.structs.replace(
        regime,
        actors=_public(regime.actors, as_of),
        tenures=tenures,
        sources=_public(regime.sources, as_of),
        ships=_public(regime.ships, as_of),
        provisions=tuple(p for p in regime.provisions if p.published <= as_of),
        mappings=tuple(m for m in regime.mappings if m.published <= as_of),
    )
    return msgspec.structs.replace(pack, regime=seen)


def _public(rows: tuple[_Dated, ...], as_of: str) -> tuple[_Dated, ...]:
    return tuple(row for row in rows if row.published is None or row.published <= as_of)
