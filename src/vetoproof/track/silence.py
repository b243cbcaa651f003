"""Silences: stretches in which a ship was not heard, with how it went before and after them.

Only those of which both ends lie within reach of a watched place are looked at closely; finding them is one pass over times.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from vetoproof.packs.track_rules import TrackRules
from vetoproof.track.schema import DEGREE, NO_COURSE, NO_SPEED
from vetoproof.track.sea import great_circle_km
from vetoproof.track.watched import Watched

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

Pair = tuple[int, int, int]
"""A pause: index of the last report and of the first one again, and which of the ships under its number."""

KNOT_KMH = 1.852
HEARD_SPEED = 1000
"""From here on tenths of a knot mean that no speed was told, or noise."""

STRAIGHT_KM = 2.0
"""A ship's course is read off its way over at least this; nearer, the course that it reports counts. Ours: an arc of 2 km is
long against the error of a fix and short against a turn."""


class End(msgspec.Struct, frozen=True):
    """One end of a silence: epoch seconds, degrees, row; speed in knots and course in degrees (None: not known)."""

    t: int
    lat: float
    lon: float
    row: int
    speed: float | None
    course: float | None


class Silence(msgspec.Struct, frozen=True):
    """`before`, `after`: last report and first one again. `usual` the ship's own speed under way around it in knots (None: not
    heard under way); `heard` reports in the hours before (rule `gap_before_hours`); `regular`: whether it was heard regularly
    before it, and after it, so that silence says more than bad reception; `pause_hours`: three of four of the ship's pauses
    between two reports are no longer than this."""

    mmsi: int
    before: End
    after: End
    usual: float | None
    heard: int
    regular: tuple[bool, bool] = (True, True)
    pause_hours: float = 0.0
    split: int = 0
    """Which of the ships that send under the number it is, as the scan numbers them."""

    @property
    def hours(self) -> float:
        return (self.after.t - self.before.t) / 3600

    def tells(self, rules: TrackRules) -> bool:
        """Whether it is more than bad reception: it is long for a ship that is heard like this one, which was heard regularly
        on both sides, or on one and it is a day long."""
        if self.hours < rules.dark_regular_times * self.pause_hours:
            return False
        return all(self.regular) or (any(self.regular) and self.hours >= rules.dark_one_side_hours)


def silences(
    positions: pl.DataFrame, watched: Sequence[Watched], rules: TrackRules, pairs: Iterable[Pair] | None = None
) -> list[Silence]:
    """Silences of at least `dark_call_hours` with both ends within `dark_reach_km` of one of the places, or one end within its
    radius, by ship and time.

    `positions` as schema.positions(), sorted, whole ships. `pairs` tells the silences (index of the last report and of the
    first one again, and which ship), where a scan has told apart ships that share a number; without it each pause between two
    rows counts.
    """
    import numpy as np

    if positions.is_empty() or not watched:
        return []
    mmsi, t = positions["mmsi"].to_numpy(), positions["t"].to_numpy()
    lat, lon = positions["lat"].to_numpy(), positions["lon"].to_numpy()
    if pairs is None:
        first = np.flatnonzero((t[1:] - t[:-1] >= rules.dark_call_hours * 3600) & (mmsi[1:] == mmsi[:-1]))
        both = np.column_stack([first, first + 1, np.zeros_like(first)])
    else:
        both = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 3)
        both = both[t[both[:, 1]] - t[both[:, 0]] >= rules.dark_call_hours * 3600]
    if not len(both):
        return []
    near = np.zeros(len(both), dtype=bool)
    for place in watched:
        far = [distances_km(lat[ends] / DEGREE, lon[ends] / DEGREE, place.latitude, place.longitude) for ends in both[:, :2].T]
        near |= (np.maximum(*far) <= rules.dark_reach_km) | (np.minimum(*far) <= place.radius_km)
    reader = _Reader(positions, rules)
    found = ((reader.silence(int(i), int(j)), int(split)) for i, j, split in both[near])
    return [msgspec.structs.replace(silence, split=split) for silence, split in found if silence is not None]


def distances_km(lat: Floats, lon: Floats, latitude: float | Floats, longitude: float | Floats) -> Floats:
    """Kilometres along the great circle from each position to one point, or to its own one, all in degrees."""
    import numpy as np

    half = np.sin(np.radians(lat - latitude) / 2) ** 2
    half += np.cos(np.radians(lat)) * np.cos(np.radians(latitude)) * np.sin(np.radians(lon - longitude) / 2) ** 2
    far: Floats = 2 * 6371.0088 * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    return far


class _Reader:
    """Reads what stands around a silence."""

    def __init__(self, positions: pl.DataFrame, rules: TrackRules) -> None:
        self.rules = rules
        self.mmsi, self.t = positions["mmsi"].to_numpy(), positions["t"].to_numpy()
        self.lat, self.lon = positions["lat"].to_numpy(), positions["lon"].to_numpy()
        self.sog = positions["sog"].fill_null(NO_SPEED).to_numpy()
        self.cog = positions["cog"].fill_null(NO_COURSE).to_numpy() if "cog" in positions.columns else None
        self.row = positions["row"].to_numpy()
        self.pauses: dict[int, float] = {}
        self.ships: dict[int, tuple[int, int]] = {}

    def silence(self, i: int, j: int) -> Silence | None:
        """The silence between rows i and j; None if a stray position at an end hid that it is none."""
        earlier, later = self._side(i, -1), self._side(j, 1)
        if not earlier or not later or self.t[later[0]] - self.t[earlier[0]] < self.rules.dark_call_hours * 3600:
            return None
        speeds = sorted(
            self.sog[k] / 10
            for k in (*earlier, *later)
            if self.rules.dark_under_way_kn <= self.sog[k] / 10 and self.sog[k] < HEARD_SPEED
        )
        since = self.t[earlier[0]] - self.rules.gap_before_hours * 3600
        lasted = int(self.t[later[0]] - self.t[earlier[0]])
        regular = (self._regular(earlier, lasted), self._regular(later, lasted))
        return Silence(
            mmsi=int(self.mmsi[i]), before=self._end(earlier, -1), after=self._end(later, 1),
            usual=float(speeds[len(speeds) // 2]) if len(speeds) >= 3 else None,
            heard=sum(1 for k in earlier if self.t[k] > since), regular=regular, pause_hours=self._pause(i),
        )  # fmt: skip

    def _pause(self, k: int) -> float:
        """Hours of the pause between two reports that three of four of the ship's do not exceed."""
        import numpy as np

        number = int(self.mmsi[k])
        if number not in self.pauses:
            first, end = self._ship(k)
            self.pauses[number] = float(np.quantile(np.diff(self.t[first:end]), 0.75)) / 3600
        return self.pauses[number]

    def _regular(self, run: list[int], seconds: int) -> bool:
        """Whether the ship was heard regularly up to the end at run[0], against a silence of so many seconds."""
        stretch = [run[0]]
        for k in run[1:]:
            if abs(int(self.t[k]) - int(self.t[stretch[-1]])) * self.rules.dark_regular_times > seconds:
                break
            stretch.append(k)
        lasted = abs(int(self.t[stretch[-1]]) - int(self.t[run[0]]))
        return len(stretch) >= self.rules.dark_regular_reports and lasted >= self.rules.dark_regular_hours * 3600

    def _side(self, k: int, step: int) -> list[int]:
        """Rows of the ship outward from an end within `dark_usual_hours`, those left out that it cannot have sent.

        A stray position at the end itself is dropped for the next one if the two after it agree with each other and not with
        it: one position of three is then wrong, not two.
        """
        run: list[int] = []
        limit = self.rules.dark_usual_hours * 3600
        first = k
        plain = self._plain(k, step, limit)
        if plain:
            return plain
        while 0 <= k < len(self.t) and self.mmsi[k] == self.mmsi[first] and abs(int(self.t[k] - self.t[first])) <= limit:
            if not run or self._reached(run[-1], k):
                run.append(k)
            elif len(run) == 1 and 0 <= k + step < len(self.t) and self._reached(k, k + step):
                run = [k]
            k += step
        return run

    def _plain(self, k: int, step: int, limit: float) -> list[int]:
        """The same where the ship can have sent every row of the side, as nearly always; nothing where it cannot."""
        import numpy as np

        t = self.t[k]
        if step > 0:
            begin, end = k, k + int(np.searchsorted(self.t[k : self._ship(k)[1]], t + limit, side="right"))
        else:
            first = self._ship(k)[0]
            begin, end = first + int(np.searchsorted(self.t[first : k + 1], t - limit, side="left")), k + 1
        lat, lon = np.radians(self.lat[begin:end] / DEGREE), np.radians(self.lon[begin:end] / DEGREE)
        half = np.sin(np.diff(lat) / 2) ** 2 + np.cos(lat[1:]) * np.cos(lat[:-1]) * np.sin(np.diff(lon) / 2) ** 2
        way = 2 * 6371.0088 * np.arcsin(np.sqrt(np.minimum(half, 1.0))) - self.rules.jitter_m / 1000
        if np.any(way > self.rules.fastest_kn * KNOT_KMH * np.diff(self.t[begin:end]) / 3600):
            return []
        rows = list(range(begin, end))
        return rows if step > 0 else rows[::-1]

    def _ship(self, k: int) -> tuple[int, int]:
        """The rows of the ship of row k: the first, and the one after the last."""
        import numpy as np

        number = int(self.mmsi[k])
        if number not in self.ships:
            first, end = (np.searchsorted(self.mmsi, self.mmsi[k], side=side) for side in ("left", "right"))
            self.ships[number] = (int(first), int(end))
        return self.ships[number]

    def _reached(self, a: int, b: int) -> bool:
        hours = abs(int(self.t[b]) - int(self.t[a])) / 3600
        way = self._km(a, b) - self.rules.jitter_m / 1000
        return bool(self.mmsi[a] == self.mmsi[b] and way <= self.rules.fastest_kn * KNOT_KMH * hours)

    def _km(self, a: int, b: int) -> float:
        return great_circle_km(*(float(x) / DEGREE for x in (self.lat[a], self.lon[a], self.lat[b], self.lon[b])))

    def _end(self, run: list[int], step: int) -> End:
        """The end at run[0]; the rest of the run leads away from the silence."""
        k = run[0]
        speed: float | None = float(self.sog[k]) / 10 if self.sog[k] < HEARD_SPEED else None
        far = next((r for r in run[1:] if self._km(k, r) >= STRAIGHT_KM), None)
        course: float | None = None
        if far is not None and abs(int(self.t[k] - self.t[far])) <= 3 * 3600:
            course = self._bearing(far, k) if step < 0 else self._bearing(k, far)
            if speed is None:
                speed = self._km(k, far) / KNOT_KMH / (abs(int(self.t[k] - self.t[far])) / 3600)
        elif self.cog is not None and self.cog[k] < NO_COURSE and speed is not None and speed >= self.rules.dark_under_way_kn:
            course = float(self.cog[k]) / 10
        return End(int(self.t[k]), float(self.lat[k]) / DEGREE, float(self.lon[k]) / DEGREE, int(self.row[k]), speed, course)

    def _bearing(self, a: int, b: int) -> float:
        return bearing(*(float(x) / DEGREE for x in (self.lat[a], self.lon[a], self.lat[b], self.lon[b])))


def bearing(lat0: float, lon0: float, lat1: float, lon1: float) -> float:
    """Degrees from north in which the second point lies from the first (along the great circle)."""
    p, q, turn = math.radians(lat0), math.radians(lat1), math.radians(lon1 - lon0)
    east = math.sin(turn) * math.cos(q)
    north = math.cos(p) * math.sin(q) - math.sin(p) * math.cos(q) * math.cos(turn)
    return math.degrees(math.atan2(east, north)) % 360
