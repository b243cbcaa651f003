"""Physical evidence joined to events: claimed quantities held against what voyages could have carried."""

from __future__ import annotations

from collections.abc import Sequence

from vetoproof.analyze.fleet import Fleet
from vetoproof.analyze.view import EventView, Row
from vetoproof.model import Bound, Calls, TripCount, TripLoad
from vetoproof.track.bounds import Claimed, compare
from vetoproof.track.windows import window


def bounds(
    view: EventView, trips: Sequence[TripCount], loads: Sequence[TripLoad], modes: dict[str, str] | None = None
) -> tuple[Bound, ...]:
    """A bound for every claimed flow counted in a unit that voyages are loaded in. Relays of a claim in the ledger add none.

    `modes` tells by claim id how the goods are said to have gone ("rail"), where a claim says so.
    Voyages and loads published after the view's as-of date are not known yet and are left out.
    """
    if not loads:
        return ()
    known_trips = [trip for trip in trips if view.as_of is None or trip.published <= view.as_of]
    known_loads = [load for load in loads if view.as_of is None or load.published <= view.as_of]
    units = {load.unit for load in loads}
    relayed = {relay.claim for relay in view.relays if relay.source is not None}
    held = [
        compare(_claimed(row, (modes or {}).get(row.claim)), known_trips, known_loads)
        for row in sorted(view.rows, key=lambda r: (r.published, r.claim))
        if row.type == "arms_transfer"
        and row.unit in units
        and row.claim not in relayed
        and row.stance in ("asserts", "acknowledges")
    ]
    return tuple(held)


def ships(view: EventView, fleet: Fleet | None) -> Calls | None:
    """What was seen of ships between the two countries of a flow in the days that it is about; None where nobody looked.

    The days are those that the claims give, up to the last statement where a count runs on. Without days nothing is asked: what
    was seen at another time says nothing of the event.
    """
    if fleet is None or view.type != "arms_transfer" or not view.supplier or not view.recipient:
        return None
    first, last = view.period_from, view.period_to or (view.rows[-1].published if view.rows else None)
    if first is None or last is None:
        return None
    over = window(first, last)
    return fleet.between(over, view.supplier, view.recipient) if over is not None else None


def _claimed(row: Row, mode: str | None) -> Claimed:
    """A running window without a printed end runs to the day on which it was said.

    A single day is no window of a total: "about 5,000, he said of 29 December" does not tell when the count began.
    """
    first, last = row.period_from, row.period_to
    if row.period_kind == "window" and first is not None and last is None:
        last = row.published
    if row.period_kind != "window" and first == last:
        first = None
    return Claimed(
        claim=row.claim, low=row.low, high=row.high, unit=row.unit or "", first=first, last=last, mode=mode,
        speakers=_voices(row),
    )  # fmt: skip


def _voices(row: Row) -> frozenset[str]:
    """Everyone in whose voice the figure is: all links but the reporting outlet, under name and actor id."""
    links = row.chain[1:] if len(row.chain) > 1 else row.chain
    names = [part for link in links for value in (link.name, link.actor) if value for part in value.split("|")]
    return frozenset(names)
