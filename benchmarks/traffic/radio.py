"""What is heard of what ships do: reports as a network of land stations and satellites gathers them, with its faults."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from traffic.chart import KM, distance
from traffic.pen import ANCHORED, MOORED
from traffic.world import BEGIN, DAY, Ship, World

EVERY = 360.0  # seconds between reports that are kept of a ship under way in good reception
STILL_EVERY = 4  # of a ship at berth or anchor, one in so many is kept
POOR_CELLS = 1 / 8  # share of cells of one degree where only satellites hear ships


@dataclass
class Reports:
    """Columns of schema.positions() of one ship, and what happened to it in the air."""

    columns: dict[str, np.ndarray]
    jumps: list[tuple[float, float, float, int]] = field(default_factory=list)
    silences: list[tuple[float, float, float, float, str]] = field(default_factory=list)


def heard(world: World, ship: Ship, poor: np.ndarray, *, long_silence_h: float = 6.0) -> Reports | None:
    """The reports of one ship until the end of the world's time; None if nothing was ever heard."""
    rng = world.rng
    knots, where, doing = ship.pen.knots()
    count = int((world.end - knots[0]) / EVERY)
    t = knots[0] + np.cumsum(rng.uniform(0.8, 1.2, max(count, 1)) * EVERY)
    t = t[t < min(world.end, knots[-1])]
    if len(t) < 2:
        return None
    at = np.searchsorted(knots, t, side="left").clip(1, len(knots) - 1)
    state = doing[at]
    moored = (state == MOORED) | (state == ANCHORED)
    keep = ~moored | (rng.random(len(t)) < 1 / STILL_EVERY)
    t, at, state = t[keep], at[keep], state[keep]
    lat, lon = np.interp(t, knots, where[:, 0]), np.interp(t, knots, where[:, 1])
    cell = poor[np.floor(lat).astype(int) % 180, np.floor(lon).astype(int) % 360]
    by_satellite = cell | ship.weak
    keep = _received(rng, t, by_satellite) & ~_within(t, ship.pen.off)
    if keep.sum() < 2:
        return None
    t, at, state, lat, lon, by_satellite = (x[keep] for x in (t, at, state, lat, lon, by_satellite))
    span = np.maximum(knots[at] - knots[at - 1], 1.0)
    north = (where[at, 0] - where[at - 1, 0]) * KM
    east = (where[at, 1] - where[at - 1, 1]) * KM * np.cos(np.radians(lat))
    kn = np.abs(np.hypot(north, east) / span * 3600 / 1.852 + rng.normal(0, 0.1, len(t)))
    cog = np.degrees(np.arctan2(east, north)) + rng.normal(0, 1.5, len(t))
    true_lat, true_lon = lat, lon
    lat = lat + rng.normal(0, 0.008 / KM, len(t))
    lon = lon + rng.normal(0, 0.008 / KM, len(t))
    jumps = _teleports(rng, t, lat, lon)
    t = np.floor(t).astype(np.int64)
    status = np.where(ship.quiet_status | (state == 8), 0, state).astype(np.uint8)
    sog = np.where(rng.random(len(t)) < 0.003, 1023, np.rint(kn * 10)).astype(np.uint16)
    columns = {
        "mmsi": np.full(len(t), ship.mmsi, np.uint32), "t": t, "lat": np.rint(lat * 600_000).astype(np.int32),
        "lon": np.rint(lon * 600_000).astype(np.int32), "sog": sog,
        "cog": np.where(kn < 0.2, 3600, np.rint((cog % 360) * 10) % 3600).astype(np.uint16), "status": status,
        "source": np.where(by_satellite, 2, 1).astype(np.uint8),
    }  # fmt: skip
    return Reports(columns, jumps, _silences(t, true_lat, true_lon, ship.pen.off, long_silence_h))


def poor_cells(rng: np.random.Generator) -> np.ndarray:
    """Which cells of one degree have poor reception (index: latitude and longitude, rounded down)."""
    return rng.random((180, 360)) < POOR_CELLS


def _received(rng: np.random.Generator, t: np.ndarray, poor: np.ndarray) -> np.ndarray:
    """In good reception everything; by satellite one report each pass of 20 to 60 minutes, a fifth of the passes missed, and
    outages: by satellite every eight days for 3 to 12 hours, of land stations every 40 days for 2 to 8."""
    keep = ~poor
    if poor.any():
        index = np.flatnonzero(poor)
        span = t[-1] - t[0]
        passes = t[0] + np.cumsum(rng.uniform(1200, 3600, int(span / 1200) + 2))
        passes = passes[rng.random(len(passes)) > 0.2]
        first = np.searchsorted(t[index], passes)
        first = np.unique(first[first < len(index)])
        # The first report after a pass counts only if it comes while the satellite is still overhead (15 minutes).
        late = t[index[first]] - passes[np.searchsorted(passes, t[index[first]], side="right") - 1]
        keep[index[first[late < 900]]] = True
    for which, every, low, high in ((poor, 8, 3, 12), (~poor, 40, 2, 8)):
        count = rng.poisson((t[-1] - t[0]) / DAY / every)
        begins = rng.uniform(t[0], t[-1], count)
        keep &= ~(which & _within(t, [(b, b + rng.uniform(low, high) * 3600) for b in begins]))
    return keep


def _within(t: np.ndarray, spans: list[tuple[float, float]]) -> np.ndarray:
    inside = np.zeros(len(t), dtype=bool)
    for begin, end in spans:
        inside[np.searchsorted(t, begin) : np.searchsorted(t, end)] = True
    return inside


def _teleports(
    rng: np.random.Generator, t: np.ndarray, lat: np.ndarray, lon: np.ndarray
) -> list[tuple[float, float, float, int]]:
    """Displace single reports, at times three to eight in a row, by 30 to 500 km (in place). Returns when, where, how many."""
    jumps = []
    for _ in range(rng.poisson(len(t) * 4e-5)):
        first = int(rng.integers(1, max(2, len(t) - 10)))
        count = 1 if rng.random() < 0.7 else int(rng.integers(3, 9))
        last = min(first + count, len(t) - 1)
        if last <= first:
            continue
        km, way = rng.uniform(30, 500), rng.uniform(0, 2 * np.pi)
        lat[first:last] += km * np.cos(way) / KM
        lon[first:last] += km * np.sin(way) / (KM * np.cos(np.radians(lat[first])))
        np.clip(lat, -89, 89, out=lat)
        jumps.append((float(t[first]), float(lat[first]), float(lon[first]), last - first))
    return jumps


def _silences(
    t: np.ndarray, lat: np.ndarray, lon: np.ndarray, off: list[tuple[float, float]], hours: float
) -> list[tuple[float, float, float, float, str]]:
    """Stretches without a report, as they were, and why: switched off, or not received."""
    found = []
    for i in np.flatnonzero(np.diff(t) >= hours * 3600):
        a, b = float(t[i]), float(t[i + 1])
        hidden = sum(max(0.0, min(b, end) - max(a, begin)) for begin, end in off)
        why = "switched off" if hidden > 0.5 * (b - a) else "not received"
        found.append((a, b, float(lat[i]), float(lon[i]), why))
    return found


def shared(world: World, one: Ship, other: Ship) -> None:
    """Tell that two ships send one number: from when the later begins until the first ends."""
    a, b = one.pen.knots()[0], other.pen.knots()[0]
    start, end = max(a[0], b[0], BEGIN), min(a[-1], b[-1], world.end)
    where = other.pen.where[0][0]
    far = distance(one.pen.where[0][0][0], one.pen.where[0][0][1], *where)
    world.tell("identity", one, start, end, at=(float(where[0]), float(where[1])), cause="shared number", apart_km=f"{far:.0f}")
