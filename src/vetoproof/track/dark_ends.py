"""How well each explanation of a silence fits what was seen at its two ends. Each fit is 1 at its best and falls from there."""

from __future__ import annotations

import math

import msgspec

from vetoproof.packs.track_rules import TrackRules
from vetoproof.track.sea import great_circle_km
from vetoproof.track.silence import KNOT_KMH, End, Silence, bearing

LYING_SHARE = 0.8
"""Of ships that lie or drift in silence, how often they do so at either end in sight. Ours."""

HEADING_SHARE = 0.4
"""Of ships that do not call, how often they head for the place before, or away from it after: they come from and go to the same
ports, and a random course does so on 28 of 100 (100 of 360 degrees). Ours."""

PACE = 0.3
"""How far below its usual speed a ship goes on in silence, as a share (one deviation). Ours."""

TYPICAL_KM = 90.0
"""Ways in and out together of an ordinary call in silence, at which its nearness counts as 1: twice 45 km. Ours."""


class Way(msgspec.Struct, frozen=True):
    """A place's point, and how far it is from an end of a silence: straight, and by sea."""

    lat: float
    lon: float
    straight_km: float
    km: float


def likeness(end: End, way: Way, rules: TrackRules, inward: bool) -> str:
    """What a ship was doing at an end, in words."""
    if end.speed is None:
        return "speed not told"
    if end.speed < rules.dark_under_way_kn:
        return f"lying or drifting ({end.speed:.1f} kn)"
    heads = heading(end, way, rules, inward)
    where = "course not told" if heads is None else ("for the place" if inward else "from the place") if heads else "elsewhere"
    return f"under way ({end.speed:.1f} kn), {where}"


def heading(end: End, way: Way, rules: TrackRules, inward: bool) -> bool | None:
    """Whether the ship heads for the place before the silence, or away from it after; None: its course is not known."""
    if end.course is None:
        return None
    bears = bearing(end.lat, end.lon, way.lat, way.lon) if inward else bearing(way.lat, way.lon, end.lat, end.lon)
    return abs((end.course - bears + 180) % 360 - 180) <= rules.dark_toward_degrees


class Ends:
    """The ends of one silence; `kn` is the speed that the ship is taken to have gone at, `least_km` the straight ways to the
    port nearest to both ends together."""

    def __init__(self, silence: Silence, kn: float, rules: TrackRules, least_km: float = math.inf) -> None:
        self.silence, self.kn, self.rules, self.least_km = silence, kn, rules, least_km
        before, after = silence.before, silence.after
        self.direct_km = great_circle_km(before.lat, before.lon, after.lat, after.lon)
        self.moving = [None if e.speed is None else e.speed >= rules.dark_under_way_kn for e in (before, after)]
        self.sparse = rules.dark_sparse_times if silence.heard < rules.dark_sparse_reports else 1.0

    def slack(self, km: float) -> float:
        """Hours left of the silence after so many kilometres."""
        return self.silence.hours - km / (self.kn * KNOT_KMH)

    def call(self, inward: Way, outward: Way, slack: float) -> float:
        """A call: under way at both ends, for the place and from it, not much farther than need be, with time to spare."""
        share = self.rules.dark_under_way_share
        if slack < 0:
            return 0.0
        # Of two ports the nearer to both ends is likelier, by e for each `dark_near_km` of way; but nearer than usual counts
        # for no more than usual: a ship that lies off a port is near it whether it calls or waits. Straight, as for the ports
        # that are not watched: where lanes have no corner near they make 80 km of 50, and only the watched place would pay.
        beyond = inward.straight_km + outward.straight_km - min(TYPICAL_KM, self.least_km)
        fit = min(1.0, math.exp(-beyond / self.rules.dark_near_km))
        fit *= min(1.0, max(0.05, slack / self.rules.dark_call_hours - 0.5))
        for end, way, moving, coming in zip(
            (self.silence.before, self.silence.after), (inward, outward), self.moving, (True, False), strict=True
        ):
            if moving is None:
                continue
            fit *= share if moving else 1 - share
            # Beside a port its bearing says nothing.
            heads = heading(end, way, self.rules, coming) if moving and way.straight_km > self.rules.port_leave_km else None
            if heads is not None:
                fit *= self.rules.dark_toward_share if heads else 1 - self.rules.dark_toward_share
        return fit

    def still(self) -> float:
        """It lay at anchor or drifted: slow at the ends, and wherever it headed."""
        fit = self.sparse
        for moving in self.moving:
            if moving is not None:
                fit *= 1 - LYING_SHARE if moving else LYING_SHARE
        return fit * self._anywhere()

    def on(self) -> float:
        """It went on under way, at its usual speed or slower: the way between the ends takes up the time."""
        pace = self.direct_km / KNOT_KMH / self.silence.hours / (self.kn / self.rules.dark_hurry)
        fit = self.sparse * math.exp(-(max(0.0, 1 - pace) ** 2) / (2 * PACE**2))
        return fit * self._anywhere()

    def otherwise(self, km: float) -> float:
        """Anything else: with the cube of the slack, as the sea in reach grows with its square and the time there is left for
        it with the slack itself; 1 at 24 hours."""
        return self.sparse * (max(0.0, self.slack(km)) / 24) ** 3 * self._anywhere()

    def _anywhere(self) -> float:
        """How a ship that does not call heads, to be held against `call`: on average, whichever way it goes."""
        known = sum(end.course is not None and bool(m) for end, m in zip(self.both, self.moving, strict=True))
        return HEADING_SHARE**known

    @property
    def both(self) -> tuple[End, End]:
        return self.silence.before, self.silence.after
