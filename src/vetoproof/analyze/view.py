"""What one event looks like while it is being judged: rows of columns, not objects of claims."""

from __future__ import annotations

import msgspec

from vetoproof.model import EventType, Origin, OriginCount, Precision, Relay, Stance


class Speaker(msgspec.Struct, frozen=True, gc=False):
    """One link of a row's chain, resolved to the pack's actors where it can be."""

    name: str
    kind: str
    actor: str | None
    country: str | None


class Row(msgspec.Struct, frozen=True, gc=False):
    """One claim as columns. Dates are ISO; `published` is the last day that the print allows, UTC."""

    claim: str
    document: str
    address: str
    outlet: str
    kind: str
    published: str
    stance: Stance
    type: EventType
    supplier: str | None
    recipient: str | None
    agent: str | None
    patient: str | None
    item: str | None
    outcome: str | None
    vessel: str | None
    place: str | None
    place_to: str | None
    hedge: str | None
    hedge_modal: bool
    hedge_by: str | None
    hedge_scale: str | None
    hedge_low: float | None
    hedge_high: float | None
    low: float | int | None
    high: float | int | None
    comparator: str | None
    unit: str | None
    words: str | None
    basis: str | None
    period_from: str | None
    period_to: str | None
    period_precision: Precision | None
    period_kind: str | None
    chain: tuple[Speaker, ...]


class EventView(msgspec.Struct, frozen=True, kw_only=True):
    """One event with its claims, origins and relays, ready to be graded and held against the law."""

    event: str
    type: EventType
    title: str
    supplier: str | None
    recipient: str | None
    agent: str | None
    patient: str | None
    place: str | None
    item: str | None
    period_from: str | None
    period_to: str | None
    period_precision: Precision
    rows: tuple[Row, ...]
    origins: tuple[Origin, ...]
    origin_count: OriginCount
    denying_origins: tuple[Origin, ...]
    unknown_lineage: tuple[str, ...]
    relays: tuple[Relay, ...]
    as_of: str | None
