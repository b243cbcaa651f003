"""Voyages: a call where something may be loaded, then a call where it may be unloaded, by one ship.

Which places those are is told by who asks. A chain of two calls shows neither cargo nor intent; its standing is that of its
weaker call, and its window is as wide as its two calls leave it.

    chains = voyages(events, ["Alpha"], ["Beta", "Gamma"], rules)
    tally(chains, "2023-08-26", "2024-02-12")        # at least, expected, at most
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from vetoproof.track.corroborate import Hull, Span, is_hull, span_of
from vetoproof.track.heard import shared
from vetoproof.track.presence import Stay
from vetoproof.track.sea import great_circle_km
from vetoproof.track.silence import KNOT_KMH
from vetoproof.track.windows import window

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.packs.track_rules import TrackRules
    from vetoproof.track.watched import Watched

MANY = 255
"""The scan numbers the ships that share a number up to here; these are all the others, and no chain is told of them."""

STANDINGS = ("seen", "corroborated", "consistent", "lowered")
"""Of calls, the strongest first: heard there by AIS; identified there by a named reader; silent, with time for it."""


class Ship(NamedTuple):
    """One of the ships that send under an MMSI, as the scan tells them apart; `split` None: a ship that readers know by it, and
    two send under it, so that it is not known which of them."""

    mmsi: int
    split: int | None


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """A call of one ship at one place, in epoch seconds: it came in [`after`, `by`] and left in [`until`, `before`].

    `came_open`, `left_open`: nothing bounds its coming from below, its leaving from above; `after` is `by` then, and `before`
    is `until`, which order calls and bound nothing. `probability` None: heard or identified there (neither is a number), or the
    rule gave none. `kn` the speed that its silence was judged by.
    """

    place: str
    after: float
    by: float
    until: float
    before: float
    standing: str
    probability: float | None = None
    events: tuple[int, ...] = ()
    sightings: tuple[int, ...] = ()
    others: tuple[str, ...] = ()
    came_open: bool = False
    left_open: bool = False
    kn: float | None = None


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """Voyages that ended in a window: `least` both calls seen or corroborated; `expected` by their probabilities, 1 for those
    without a doubtful call and 0 where the rule gave none; `most` all listed ones. Days without reception or looks are in none
    of them, so `most` is no ceiling of what happened."""

    least: int
    expected: float
    most: int


def voyages(
    events: pl.DataFrame, origins: Collection[str], destinations: Collection[str], rules: TrackRules,
    stays: Sequence[Stay] = (), hulls: Mapping[int, Collection[Hull]] | None = None, watched: Iterable[Watched] = (),
) -> pl.DataFrame:  # fmt: skip
    """Chains of a call at an origin and the next call at a destination, of one ship: see `chains` for the columns.

    `events` as schema.events(): port calls, and dark calls that no look contradicts. One silence that may be a call at several
    places is one call, at the likeliest; the others are named. `stays` of identified hulls (`presence`) are calls too, where
    no event is one already; `hulls` tells whose they are. Of two calls at an origin the later one is taken. A chain is told
    only where it is known which call was first, and of one ship: calls of ships that share a number (`split` in the detail) are
    not chained, nor what readers saw of such a number with what was heard of it. `watched`: where the places are; the way
    between two takes its time, at the speed of the silences or that of a ship of which none is known. A silence that may have
    been a call at another one of them is the same call whichever two places are asked about.
    """
    import polars as pl

    asked = {*origins, *destinations}
    watched = tuple(watched)
    places = asked | {place.name for place in watched}
    several = shared(events)
    ships: dict[Ship, list[Call]] = {}
    via: dict[Ship, list[tuple[float, str]]] = {}
    for at, row in enumerate(events.iter_rows(named=True)):
        if row["kind"] not in ("port_call", "dark_call") or (ship := _ship(row, several)) is None:
            continue
        if row["place"] in places and (call := call_of(row, at, rules)) is not None:
            ships.setdefault(ship, []).append(call)
        if row["kind"] == "port_call" and row["place"] not in asked:
            via.setdefault(ship, []).append((row["start"].timestamp(), row["place"] or ""))
    for stay in stays:
        for mmsi in _whose(stay, hulls or {}):
            ship = Ship(mmsi, None if mmsi in several else 0)
            if stay.place in places and not any(_same(call, stay) for call in ships.get(ship, ())):
                ships.setdefault(ship, []).append(_stayed(stay))
    ways = _Ways(watched, rules.dark_speed_kn * rules.dark_hurry)
    rows = [
        _row(ship.mmsi, origin, last, via.get(ship, ()), ways.seconds(origin, last))
        for ship, calls in sorted(
            ships.items(), key=lambda item: (item[0].mmsi, -1 if item[0].split is None else item[0].split)
        )
        for origin, last in _pairs(_occasions(calls), origins, destinations, rules.voyage_longest_hours)
    ]
    return pl.DataFrame(rows, schema=chains(), orient="row").sort("mmsi", "left_not_before")


def chains() -> pl.Schema:
    """Columns of a table of voyages, sorted by `mmsi`, `left_not_before`; of ships that share a number each has its own.

    The ship left `origin` and came to `destination` within these windows (UTC). `probability` is the smallest of those that its
    calls have; null where none has one, as both were heard or identified. `events` are places in the table of events,
    from 0; `sightings` rows of that of sightings; `via` other ports at which it was seen between; `alternatives` other places
    than these two at which the same silence may have been a call.
    """
    import polars as pl

    utc = pl.Datetime("us", "UTC")
    columns: dict[str, pl.DataType | type[pl.DataType]] = {
        "mmsi": pl.UInt32, "origin": pl.String, "destination": pl.String, "left_not_before": utc, "left_before": utc,
        "arrived_after": utc, "arrived_by": utc, "probability": pl.Float64, "standing": pl.String,
        "events": pl.List(pl.UInt32), "sightings": pl.List(pl.UInt64), "via": pl.List(pl.String),
        "alternatives": pl.List(pl.String),
    }  # fmt: skip
    return pl.Schema(columns)


def tally(found: pl.DataFrame, first: str, last: str) -> Tally:
    """How many voyages ended in a window of ISO days: at least those that surely arrived in it, at most all that may have.

    Raises ValueError where the days are none.
    """
    over = window(first, last)
    if over is None:
        raise ValueError(f"{first} to {last} is no window of days")
    least, expected, most = 0, 0.0, 0
    for row in found.iter_rows(named=True):
        begin, end = row["arrived_after"].date(), row["arrived_by"].date()
        if begin > over.last or end < over.first:
            continue
        most += 1
        shown = 1.0 if row["standing"] in STANDINGS[:2] else 0.0
        expected += shown if row["probability"] is None else row["probability"]
        least += over.first <= begin and end <= over.last and row["standing"] in STANDINGS[:2]
    return Tally(least=least, expected=round(expected, 4), most=most)


def _ship(row: Mapping[str, Any], several: Collection[int]) -> Ship | None:
    """Whose event it is; None where that is not known."""
    split = next((one["value"] for one in row["detail"] or () if one["name"] == "split"), None)
    if split is None:
        return None if row["mmsi"] in several else Ship(row["mmsi"], 0)
    return Ship(row["mmsi"], int(split)) if int(split) < MANY else None


class _Ways:
    """The times that the ways between places take, along the great circle, which no ship can undercut."""

    def __init__(self, watched: Iterable[Watched], kn: float) -> None:
        self._at, self._kn = {place.name: place.points for place in watched}, kn

    def seconds(self, origin: Call, last: Call) -> float:
        """At the greater speed of the two calls; 0 where it is not told where a place is."""
        if origin.place not in self._at or last.place not in self._at:
            return 0.0
        km = min(great_circle_km(*a, *b) for a in self._at[origin.place] for b in self._at[last.place])
        return km / (max((kn for kn in (origin.kn, last.kn) if kn), default=self._kn) * KNOT_KMH) * 3600


def call_of(row: Mapping[str, Any], at: int, rules: TrackRules) -> Call | None:
    """The call that an event (schema.events(), at that place of its table) is or may be; None where it is none.

    Of a dark call: when it came and left at the earliest and latest, by its ways in and out and those to places at which it was
    identified within it, its least hours, and the looks that corroborated it: with the ship, and without it before and after.
    """
    start, end = row["start"].timestamp(), row["end"].timestamp()
    if row["kind"] == "port_call" and any(
        one["name"] == "between impossible ways" and one["value"] == "yes" for one in row["detail"] or ()
    ):
        # The ship was not there: its number was forged, or its receiver was.
        return None
    if row["kind"] == "port_call":
        return Call(place=row["place"], after=start, by=start, until=end, before=end, standing="seen", events=(at,))
    if row["kind"] != "dark_call":
        return None
    said = {item["name"]: item["value"] for item in row["detail"] or ()}
    standing = said.get("standing", "consistent")
    if standing not in STANDINGS:
        return None
    span, least = span_of(row), rules.dark_call_hours * 3600
    if "part_from" in said:
        span = Span(_t(said["part_from"]), _t(said["part_to"]))
    by, until = max(span.first, span.last - least), min(span.last, span.first + least)
    after, before = span.first, span.last
    sightings: tuple[int, ...] = ()
    if standing == "corroborated":
        # What was seen is surer than a way and its speed: a ship seen before it can have come went faster.
        by, until = _t(said["seen_from"]), _t(said["seen_to"])
        without = [window.split(" to ") for window in said.get("seen_without", "").split(", ") if window]
        after = max((t for t in (after, *(_t(w[0]) for w in without)) if t < by), default=start)
        before = min((t for t in (before, *(_t(w[-1]) for w in without)) if t > until), default=end)
        sightings = tuple(int(number) for number in said.get("sightings", "").split())
    return Call(
        place=row["place"], after=after, by=by, until=until, before=before, standing=standing,
        # A reader's word is not put into a number; who wants to doubt it finds the silence's own in the event.
        probability=None if standing == "corroborated" else row["probability"], events=(at,), sightings=sightings,
        kn=float(said["speed_kn"]) if "speed_kn" in said else None,
    )  # fmt: skip


def _stayed(stay: Stay) -> Call:
    rows = sorted({row for look in stay.looks for row in look.rows})
    return Call(
        place=stay.place, after=stay.by if stay.after is None else stay.after, by=stay.by, until=stay.until,
        before=stay.until if stay.before is None else stay.before, standing="corroborated",
        sightings=tuple(rows), came_open=stay.after is None, left_open=stay.before is None,
    )  # fmt: skip


def _whose(stay: Stay, hulls: Mapping[int, Collection[Hull]]) -> list[int]:
    ships = [ship for look in stay.looks for ship in look.ships if ship.identified_by]
    if stay.hull is None or stay.hull[0] == "name":
        return []  # names recur: what bears one may be two ships
    if stay.hull[0] == "mmsi":
        return [int(stay.hull[1])]
    return sorted(mmsi for mmsi, keys in hulls.items() if stay.hull in keys and any(is_hull(ship, keys) for ship in ships))


def _same(call: Call, stay: Stay) -> bool:
    return call.place == stay.place and call.after <= stay.until and stay.by <= call.before


def _occasions(calls: Sequence[Call]) -> list[Call]:
    """Calls by time. Those that one silence leaves open at several places are one, at the place that is best shown; two calls
    in one silence are two only where both were seen."""
    kept: list[Call] = []
    for call in sorted(calls, key=lambda c: (c.after, c.before, c.place)):
        last = kept[-1] if kept else None
        if last is None or call.after >= last.before or call.place == last.place or _both_seen(last, call):
            kept.append(call)
            continue
        better, worse = sorted((last, call), key=lambda c: (STANDINGS.index(c.standing), -(c.probability or 0), c.place))
        others = {*better.others, *worse.others, worse.place} - {better.place}
        kept[-1] = msgspec.structs.replace(better, others=tuple(sorted(others)))
    return kept


def _both_seen(one: Call, other: Call) -> bool:
    sure = STANDINGS[:2]
    return one.standing in sure and other.standing in sure and one.until < other.by


def _pairs(
    calls: Sequence[Call], origins: Collection[str], destinations: Collection[str], longest_hours: float
) -> list[tuple[Call, Call]]:
    pairs: list[tuple[Call, Call]] = []
    loaded: Call | None = None
    for call in calls:
        if loaded is not None and call.place in destinations and call.place != loaded.place:
            # The shortest time that may lie between them: what may have been near is not excluded. And which of them was first
            # is seen: the ship was at the one at the latest by a moment at which it was at the other, or had yet to come there.
            first = loaded.until <= call.by and loaded.by <= call.until
            if call.after - loaded.before <= longest_hours * 3600 and first:
                pairs.append((loaded, call))
            loaded = None
        if call.place in origins:
            loaded = call
    return pairs


def _row(mmsi: int, origin: Call, last: Call, via: Sequence[tuple[float, str]], way: float) -> tuple[Any, ...]:
    between = sorted({place for t, place in via if origin.until <= t <= last.by and place})
    left = last.by if origin.left_open else min(origin.before, last.by)
    came = origin.until if last.came_open else max(last.after, origin.until)
    # What was seen is surer than a way and its speed: a ship that was seen sooner went faster.
    left, came = max(origin.until, min(left, last.by - way)), min(last.by, max(came, origin.until + way))
    weakest = max(origin.standing, last.standing, key=STANDINGS.index)
    return (
        mmsi, origin.place, last.place, *(_utc(t) for t in (origin.until, left, came, last.by)),
        min((p for p in (origin.probability, last.probability) if p is not None), default=None), weakest,
        [*origin.events, *last.events], sorted({*origin.sightings, *last.sightings}), between,
        sorted({*origin.others, *last.others} - {origin.place, last.place}),
    )  # fmt: skip


def _utc(t: float) -> datetime:
    return datetime.fromtimestamp(round(t), UTC)


def _t(iso: str) -> float:
    return datetime.fromisoformat(iso).timestamp()
