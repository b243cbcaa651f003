"""Silences that leave time for a call at a watched place: "AIS silence consistent with a call", never "called".

For each silence near a watched place each explanation has a weight before anything is looked at (rules.yaml, dark_*_weight),
times how well it fits what was seen at both ends: where, how fast, which way, how much time was left. The probability of a call
at the place is its share of the sum; what else the slack would have allowed (other ports, drifting, going on slowly) is printed
beside.

    dark_calls(positions, read_watched(file).places, ports, track_rules(), SeaWays())     # schema.events(), kind dark_call
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from vetoproof.packs.track_rules import TrackRules
from vetoproof.track.dark_ends import Ends, Way, likeness
from vetoproof.track.schema import DEGREE
from vetoproof.track.sea import SeaWays, great_circle_km
from vetoproof.track.silence import KNOT_KMH, End, Pair, Silence, distances_km, silences
from vetoproof.track.watched import SAME_KM, Watched, watched_ports

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.track.ports import Ports

WORDS = "AIS silence consistent with a call"

BEYOND = 6
"""In units of `dark_near_km`: a port this far from both ends of a silence weighs e^-10 of a near one. Ours."""

SHOWN = 4
"""How many other ports are named; the rest are counted."""


WITHIN = {(False, False): "no", (True, False): "began", (False, True): "ended", (True, True): "began and ended"}
"""Which ends of a silence lie within the radius of the place, by `Reading.there`."""


HEARD = {(False, False): "no", (True, False): "before", (False, True): "after", (True, True): "before and after"}
"""On which sides of a silence the ship was heard regularly, by `Silence.regular`."""


class Explanation(msgspec.Struct, frozen=True):
    """What may have happened in a silence, and its share of all that may (0 to 1)."""

    name: str
    share: float


class Reading(msgspec.Struct, frozen=True):
    """A silence held against one watched place: the two ways, the time left, the probability, and the other explanations."""

    place: Watched
    silence: Silence
    inward: Way
    outward: Way
    kn: float
    probability: float
    others: tuple[Explanation, ...]
    there: tuple[bool, bool] = (False, False)
    """Whether the ship was within the place's radius when it was last heard, and when it was heard again."""

    @property
    def slack_hours(self) -> float:
        """Hours left after the ways in and out by sea at the speed assumed."""
        return self.silence.hours - (self.inward.km + self.outward.km) / (self.kn * KNOT_KMH)


def dark_calls(
    positions: pl.DataFrame, watched: Sequence[Watched], ports: Ports, rules: TrackRules, sea: SeaWays,
    pairs: Iterable[Pair] | None = None,
) -> pl.DataFrame:  # fmt: skip
    """Events of kind dark_call: for each silence each watched place whose probability is at least `dark_listed`.

    `positions` as schema.positions(), sorted, whole ships; `pairs`: see `silence.silences`. An end within the radius of a place
    is a silence at it, to which no way is needed; an end in port, where a port call begins, is none: the call was seen.
    """
    import polars as pl

    from vetoproof.track import schema

    known, docks = _elsewhere(ports, watched, rules), _docks(ports, watched)
    rows = [
        _event(reading, rules)
        for silence in silences(positions, watched, rules, pairs)
        if silence.tells(rules)
        for reading in readings(silence, watched, known, rules, sea, docks)
        if reading.probability >= rules.dark_listed
    ]
    table = pl.DataFrame(rows, schema=schema.events())
    return table.sort(["mmsi", "start", "kind", "end", "other_mmsi", "place"])


def readings(
    silence: Silence, watched: Sequence[Watched], others: Sequence[tuple[str, float, float]], rules: TrackRules, sea: SeaWays,
    docks: Mapping[str, Sequence[tuple[float, float]]],
) -> list[Reading]:  # fmt: skip
    """One silence held against every watched place that it leaves time for; the shares of all explanations add up to one.

    `others`: ports that are not watched, as name, latitude, longitude; `docks`: from where port calls at a place are measured.
    An end that is nearer to another port than to the place is not at it, though it be within its radius.
    """
    kn = (silence.usual or rules.dark_speed_kn) * rules.dark_hurry
    far_off = [
        [great_circle_km(end.lat, end.lon, lat, lon) for _, lat, lon in others] for end in (silence.before, silence.after)
    ]
    other = [min(some, default=math.inf) for some in far_off]
    sums = [sum(_nearest_km(end, place.points) for end in (silence.before, silence.after)) for place in watched]
    ends = Ends(silence, kn, rules, min([*sums, *map(sum, zip(*far_off, strict=True))], default=math.inf))
    here: list[tuple[Watched, Way, Way, float, tuple[bool, bool]]] = []
    for place in watched:
        straight = [_nearest_km(end, place.points) for end in ends.both]
        far = [_nearest_km(end, ((place.latitude, place.longitude), *place.berths)) for end in ends.both]
        there = (far[0] <= min(place.radius_km, other[0]), far[1] <= min(place.radius_km, other[1]))
        if min(far) <= place.radius_km and any(_nearest_km(end, docks[place.name]) <= rules.port_enter_km for end in ends.both):
            continue
        needed = sum(0.0 if within else km for km, within in zip(straight, there, strict=True))
        if (any(there) or max(straight) <= rules.dark_reach_km) and ends.slack(needed) >= rules.dark_call_hours:
            ways = [_way(sea, place, end.lat, end.lon, in_) for end, in_ in zip(ends.both, there, strict=True)]
            slack = ends.slack(ways[0].km + ways[1].km)
            if any(there):
                weight = rules.dark_at_weight * (slack >= rules.dark_call_hours)
            else:
                weight = rules.dark_watched_weight * place.weight * ends.call(ways[0], ways[1], slack)
            here.append((place, ways[0], ways[1], weight, there))
    if not here:
        return []
    weights = {place.name: weight for place, _, _, weight, _ in here}
    weights |= {name: rules.dark_port_weight * fit for name, fit in _ports(silence, others, ends, rules)}
    weights |= {"lay or drifted": rules.dark_still_weight * ends.still(), "went on": rules.dark_on_weight * ends.on()}
    weights["anything else"] = rules.dark_else_weight * ends.otherwise(min(w.km + v.km for _, w, v, _, _ in here))
    whole = sum(weights.values())
    shares = {name: weight / whole for name, weight in weights.items()}
    found = []
    for place, inward, outward, _, there in here:
        rest = sorted((-share, name) for name, share in shares.items() if name != place.name)
        listed = tuple(Explanation(name, round(-share, 4)) for share, name in rest)
        found.append(Reading(place, silence, inward, outward, kn, round(shares[place.name], 4), listed, there))
    return found


def _nearest_km(end: End, points: Iterable[tuple[float, float]]) -> float:
    return min(great_circle_km(end.lat, end.lon, *point) for point in points)


def _way(sea: SeaWays, place: Watched, lat: float, lon: float, there: bool) -> Way:
    """The way between a point and the nearest berth of a place; none from a point at which the ship is there."""
    best = min(place.points, key=lambda point: (great_circle_km(lat, lon, *point), point))
    if there:
        return Way(best[0], best[1], 0.0, 0.0)
    far = sea.distance(lat, lon, *best)
    return Way(best[0], best[1], far.straight_km, far.km)


def _docks(ports: Ports, watched: Sequence[Watched]) -> dict[str, list[tuple[float, float]]]:
    """By watched place the points from which port calls at it are measured: of the ports at it, whosever they are, and its own
    where it is none of them."""
    lat, lon = ports.lat / DEGREE, ports.lon / DEGREE
    found: dict[str, list[tuple[float, float]]] = {}
    for place, its in zip(watched, watched_ports(ports, watched), strict=True):
        near = distances_km(lat, lon, place.latitude, place.longitude) <= max(SAME_KM, place.radius_km)
        at = [(float(y), float(x)) for y, x in zip(lat[near], lon[near], strict=True)]
        found[place.name] = at if its.any() else [*at, (place.latitude, place.longitude)]
    return found


def _elsewhere(ports: Ports, watched: Sequence[Watched], rules: TrackRules) -> list[tuple[str, float, float]]:
    """Ports of the table that are no watched place (`watched_ports`), and near enough to one to weigh anything: at `BEYOND`
    times `dark_near_km` beyond the reach of all of them a port has lost all weight."""
    import numpy as np

    lat, lon = ports.lat / DEGREE, ports.lon / DEGREE
    same, near = np.zeros(len(lat), dtype=bool), np.zeros(len(lat), dtype=bool)
    for place, its in zip(watched, watched_ports(ports, watched), strict=True):
        same |= its
        near |= distances_km(lat, lon, place.latitude, place.longitude) <= rules.dark_reach_km + BEYOND * rules.dark_near_km
    return [(ports.names[i], float(lat[i]), float(lon[i])) for i in np.flatnonzero(near & ~same)]


def _ports(
    silence: Silence, others: Sequence[tuple[str, float, float]], ends: Ends, rules: TrackRules
) -> Iterable[tuple[str, float]]:
    """Ports that the slack reaches, straight (the least that they need: in doubt for them), and how well each fits."""
    reach = silence.hours * ends.kn * KNOT_KMH
    for name, lat, lon in others:
        if abs(lat - silence.before.lat) * 111.2 > reach:
            continue
        inward, outward = (great_circle_km(end.lat, end.lon, lat, lon) for end in (silence.before, silence.after))
        slack = ends.slack(inward + outward)
        if max(inward, outward) <= rules.port_enter_km:
            # Last and first heard in this port: as of a watched place, no way has to be supposed.
            yield name, rules.dark_at_weight / rules.dark_port_weight
        elif slack >= rules.dark_call_hours:
            yield name, ends.call(Way(lat, lon, inward, inward), Way(lat, lon, outward, outward), slack)


def _event(reading: Reading, rules: TrackRules) -> dict[str, Any]:
    from datetime import UTC, datetime

    silence = reading.silence
    before, after = silence.before, silence.after
    own = f"the ship's own usual speed x {rules.dark_hurry:g}" if silence.usual else f"assumed x {rules.dark_hurry:g}"
    named = [other for i, other in enumerate(reading.others) if i < 2 or other.share >= 0.01][:SHOWN]
    told = ", ".join(f"{other.name} {other.share:.2f}" for other in named)
    detail = {
        "words": WORDS, "slack_hours": f"{reading.slack_hours:.1f}", "silent_hours": f"{silence.hours:.1f}",
        "in_km": f"{reading.inward.km:.0f}", "out_km": f"{reading.outward.km:.0f}",
        "in_straight_km": f"{reading.inward.straight_km:.0f}", "out_straight_km": f"{reading.outward.straight_km:.0f}",
        "speed_kn": f"{reading.kn:.1f}", "speed_from": own, "split": str(silence.split), "reports_before": str(silence.heard),
        "heard_regularly": HEARD[silence.regular], "within_radius": WITHIN[reading.there],
        "before": likeness(before, reading.inward, rules, True), "after": likeness(after, reading.outward, rules, False),
        "alternatives": f"{told}; {len(reading.others) - len(named)} more",
    }  # fmt: skip
    return {
        "kind": "dark_call", "mmsi": silence.mmsi, "other_mmsi": None,
        "start": datetime.fromtimestamp(before.t, UTC), "end": datetime.fromtimestamp(after.t, UTC),
        "lat": before.lat, "lon": before.lon, "place": reading.place.name, "probability": reading.probability,
        "rule": rules.id("dark_call"), "rows": [before.row, after.row],
        "detail": [{"name": name, "value": value} for name, value in detail.items()],
    }  # fmt: skip


def found(events: pl.DataFrame, rules: TrackRules) -> pl.DataFrame:
    """Of a table of events, the dark calls that count as found: their probability is at least `dark_found`."""
    import polars as pl

    return events.filter((pl.col("kind") == "dark_call") & (pl.col("probability") >= rules.dark_found))
