"""Which counts of voyages speak of one route, which of parts of it, and which of others.

A route is the set of its legs: "Alpha -> Beta or Gamma" is Alpha -> Beta and Alpha -> Gamma. Counts of one route over a window
stand side by side; counts of different routes by one source over the same window are added; others are neither.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from vetoproof.model import TripCount
from vetoproof.model.cited import folded

Legs = frozenset[tuple[str, ...]]

_ARROW = re.compile(r"\s*(?:->|\u2192)\s*")
_OR = re.compile(r"\s+(?:or|and)\s+|\s*[|,/]\s*")


def ends(route: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The places that a route leads from, and to; None where it is not written as one."""
    parts = _ARROW.split(route.strip())
    if len(parts) != 2 or not all(parts):
        return None
    return tuple(_OR.split(parts[0])), tuple(_OR.split(parts[1]))


def legs(route: str) -> Legs:
    """The legs of one route, or of several that were added ("; " between them). Other words are a leg of their own."""
    found: set[tuple[str, ...]] = set()
    for one in route.split("; "):
        both = ends(one)
        if both is None:
            found.add((" ".join(folded(one)),))
        else:
            found |= {(" ".join(folded(a)), " ".join(folded(b))) for a in both[0] for b in both[1]}
    return frozenset(found)


def added(trips: Sequence[TripCount]) -> list[TripCount]:
    """The counts, with those of different routes by one source over the same window added up.

    Of routes that overlap in part nothing is added: a voyage could count twice.
    """
    groups: dict[tuple[object, ...], list[TripCount]] = defaultdict(list)
    for trip in trips:
        actors = frozenset(folded(name) for name in trip.actors)
        groups[actors, trip.basis, trip.from_, trip.to, trip.or_to, trip.supplier, trip.recipient].append(trip)
    return [one for group in groups.values() for one in _sum(sorted(group, key=lambda t: t.id))]


def _sum(group: list[TripCount]) -> list[TripCount]:
    by_legs: dict[Legs, list[TripCount]] = defaultdict(list)
    for trip in group:
        by_legs[legs(trip.route)].append(trip)
    whole = frozenset[tuple[str, ...]]().union(*by_legs)
    if len(by_legs) < 2 or len(whole) < sum(map(len, by_legs)):
        return group
    route = "; ".join(dict.fromkeys(t.route for t in group))
    source = " and ".join(dict.fromkeys(t.source for t in group))
    lows = [min(t.low for t in same) for same in by_legs.values()]
    highs = [None if any(t.high is None for t in same) else max(t.high or 0 for t in same) for same in by_legs.values()]
    high = None if None in highs else sum(h or 0 for h in highs)
    names = " + ".join(trip.id for trip in group)
    return [msgspec.structs.replace(group[0], id=names, low=sum(lows), high=high, route=route, source=source)]


def families(trips: Sequence[TripCount]) -> list[list[TripCount]]:
    """Counts that may be read together: for each widest route its counts and those of its parts."""
    by_legs = {trip.id: legs(trip.route) for trip in trips}
    sets = set(by_legs.values())
    tops = sorted((one for one in sets if not any(one < other for other in sets)), key=sorted)
    return [[trip for trip in trips if by_legs[trip.id] <= top] for top in tops]


def widest(trips: Sequence[TripCount]) -> Legs:
    """The route that these counts speak of: the widest; of several that differ the one with the largest count."""
    sets = {legs(trip.route) for trip in trips}
    tops = [one for one in sets if not any(one < other for other in sets)]
    most = {top: max(t.low if t.high is None else t.high for t in trips if legs(t.route) == top) for top in tops}
    return max(tops, key=lambda top: (most[top], sorted(top)))
