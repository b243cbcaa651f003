"""The states between which a cited route leads, where the pack knows its places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from vetoproof.model import TripCount
from vetoproof.model.cited import folded
from vetoproof.packs.regime import PlaceRow
from vetoproof.track.routes import ends


def placed(trips: Sequence[TripCount], places: Iterable[PlaceRow]) -> tuple[TripCount, ...]:
    """The counts with the states of their routes, where a row does not give them and all its places are known."""
    states: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for place in places:
        if place.country:
            for name in (place.name, *place.names):
                states[folded(name)].add(place.country)
    return tuple(_placed(trip, states) for trip in trips)


def _placed(trip: TripCount, states: dict[tuple[str, ...], set[str]]) -> TripCount:
    both = ends(trip.route)
    if both is None or (trip.supplier and trip.recipient):
        return trip
    supplier, recipient = (_state(side, states) for side in both)
    return msgspec.structs.replace(trip, supplier=trip.supplier or supplier, recipient=trip.recipient or recipient)


def _state(names: Iterable[str], states: dict[tuple[str, ...], set[str]]) -> str | None:
    """The one state in which all of these places lie; None where one is unknown, or could lie in two."""
    found = [states.get(folded(name), set()) for name in names]
    return min(found[0]) if found and found[0] and len(found[0]) == 1 and all(one == found[0] for one in found) else None
