"""The pen draws what one ship does: knots in time and place, what it is doing, when its transponder is off."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from traffic.chart import KM, KNOT, Points, distance

UNDER_WAY, ANCHORED, MOORED, DRIFTING, FISHING = 0, 1, 5, 8, 7
"""What a ship is doing between two knots, by the number of AIS navigational status (8, under sail, stands for drifting)."""

STEP = 4.0  # kilometres between knots under way


@dataclass
class Pen:
    """One ship's doings, drawn forward in time. Times are epoch seconds, places degrees."""

    rng: np.random.Generator
    now: float
    lat: float
    lon: float
    t: list[np.ndarray] = field(default_factory=list)
    where: list[np.ndarray] = field(default_factory=list)
    doing: list[np.ndarray] = field(default_factory=list)
    off: list[tuple[float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._add(np.array([self.now]), np.array([[self.lat, self.lon]]), UNDER_WAY)

    def _add(self, t: np.ndarray, where: Points, doing: int) -> None:
        self.t.append(t)
        self.where.append(where)
        self.doing.append(np.full(len(t), doing, dtype=np.uint8))
        self.now, self.lat, self.lon = float(t[-1]), float(where[-1, 0]), float(where[-1, 1])

    def sail(self, path: Points, kn: float, *, slow_in: bool = True, slow_out: bool = True) -> tuple[float, float]:
        """Along a path at a speed; at ends that are ports, 10 kn within 12 km and 5 kn within 4 km. Returns start and end."""
        began = self.now
        path = np.vstack([(self.lat, self.lon), path])
        leg = distance(path[:-1, 0], path[:-1, 1], path[1:, 0], path[1:, 1])
        along = np.concatenate([[0.0], np.cumsum(leg)])
        total = along[-1]
        if total < 1e-3:
            return began, began
        marks = [m for m in ((4.0, 12.0) if slow_out else ()) if m < total]
        marks += [total - m for m in ((12.0, 4.0) if slow_in else ()) if m < total]
        s = np.unique(np.concatenate([np.arange(0.0, total, STEP), marks, along]))
        middle = (s[1:] + s[:-1]) / 2
        speed = np.full(len(middle), kn) * self.rng.uniform(0.97, 1.03, len(middle))
        for end, on in ((middle, slow_out), (total - middle, slow_in)):
            if on:
                speed = np.where(end < 4, np.minimum(speed, 5), np.where(end < 12, np.minimum(speed, 10), speed))
        t = began + np.cumsum(np.diff(s) / (speed * KNOT))
        self._add(t, np.column_stack([np.interp(s[1:], along, path[:, 0]), np.interp(s[1:], along, path[:, 1])]), UNDER_WAY)
        return began, self.now

    def stay(self, hours: float, doing: int, radius_km: float = 0.0) -> tuple[float, float]:
        """Stay where it is, at a berth (radius 0) or swinging round an anchor. Returns start and end."""
        began, (lat, lon) = self.now, (self.lat, self.lon)
        count = max(1, int(hours * (2 if radius_km else 0.25)))
        t = began + np.arange(1, count + 1) * hours * 3600 / count
        swing = self.rng.uniform(-1, 1, (count, 2)) * radius_km / KM
        self._add(t, np.array([lat, lon]) + swing, doing)
        return began, self.now

    def drift(self, hours: float, kn: float, course: float, doing: int = DRIFTING) -> tuple[float, float]:
        """Drift with wind and current: slow, its course wandering. Returns start and end."""
        began = self.now
        count = max(1, int(hours * 2))
        step = hours * 3600 / count
        courses = course + np.cumsum(self.rng.normal(0, 0.25, count))
        km = kn * KNOT * step * self.rng.uniform(0.6, 1.3, count)
        north, east = np.cumsum(km * np.cos(courses)), np.cumsum(km * np.sin(courses))
        where = np.column_stack([self.lat + north / KM, self.lon + east / (KM * np.cos(np.radians(self.lat)))])
        self._add(began + np.arange(1, count + 1) * step, where, doing)
        return began, self.now

    def follow(self, t: np.ndarray, where: Points, doing: int) -> None:
        """Take over knots as they are; they must begin after now."""
        self._add(np.asarray(t, dtype=float), np.asarray(where, dtype=float), doing)

    def knots(self) -> tuple[np.ndarray, Points, np.ndarray]:
        """Times, places and doings drawn so far."""
        return np.concatenate(self.t), np.vstack(self.where), np.concatenate(self.doing)

    def last_beyond(self, lat: float, lon: float, km: float, begin: float, end: float) -> float:
        """The last moment in [begin, end] at which the ship is further than `km` from a point (begin, if never)."""
        t = np.arange(begin, end, 120.0)
        far = self._far(lat, lon, t) > km
        return float(t[far][-1]) if far.any() else begin

    def first_beyond(self, lat: float, lon: float, km: float, begin: float, end: float) -> float:
        """The first moment in [begin, end] at which the ship is further than `km` from a point (end, if never)."""
        t = np.arange(begin, end, 120.0)
        far = self._far(lat, lon, t) > km
        return float(t[far][0]) if far.any() else end

    def _far(self, lat: float, lon: float, t: np.ndarray) -> np.ndarray:
        knots, where, _ = self.knots()
        return distance(np.interp(t, knots, where[:, 0]), np.interp(t, knots, where[:, 1]), lat, lon)
