"""How far a ship must sail between two points: never less than the great circle, more where land lies between.

`searoute` (Apache-2.0) has a network of sea lanes. A lane's corner may be 50 km from a ship, so that the way over the lanes is
far too long for near points; but how much longer the lanes are than the great circle between the two corners nearest to them
tells what detour the land forces. So that is added to the great circle of the points; the way over the lanes with both ends
joined on is the most. Land between a point and its nearest corner is not seen.

    sea = SeaWays()
    sea.distance(38.7, 125.3, 39.2, 127.5)     # SeaDistance(straight_km=197..., km=..., lanes=True)
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from itertools import pairwise

import msgspec

CELL = 0.1
"""Degrees: lanes are asked for once for all points of a cell (11 km; the lanes are not finer). The great circle is exact."""

NEAR_KM = 20.0
"""Corners nearer to each other than this tell nothing of land between; nor do points that share one. Ours: two cells."""

_EARTH_KM = 6371.0088


class SeaDistance(msgspec.Struct, frozen=True):
    """`straight_km` the great circle, which no ship can undercut; `km` the way by sea, as well as it is known, never less;
    `lanes` whether lanes were found that say so (else `km` is the great circle)."""

    straight_km: float
    km: float
    lanes: bool


class _Lane(msgspec.Struct, frozen=True):
    """The lane between two cells: its corners at both ends (latitude, longitude) and its length."""

    first: tuple[float, float]
    last: tuple[float, float]
    km: float


Finder = Callable[[tuple[float, float], tuple[float, float]], list[tuple[float, float]]]
"""Points (longitude, latitude) of a lane between two points (longitude, latitude); empty where none is known."""


def great_circle_km(lat0: float, lon0: float, lat1: float, lon1: float) -> float:
    """Kilometres along the great circle on a sphere of 6,371.0088 km; errs by up to .56 % against the ellipsoid."""
    p, q = math.radians(lat0), math.radians(lat1)
    half = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(lon1 - lon0) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


class SeaWays:
    """Distances by sea; keeps each lane that it asked for. `find` stands in for searoute in tests."""

    def __init__(self, find: Finder | None = None) -> None:
        self._find = find or _by_searoute
        self._lanes: dict[tuple[int, int, int, int], _Lane | None] = {}

    def distance(self, lat0: float, lon0: float, lat1: float, lon1: float) -> SeaDistance:
        """The same in both directions. Raises ValueError on a position that is none."""
        for lat, lon in ((lat0, lon0), (lat1, lon1)):
            if not (abs(lat) <= 90 and abs(lon) <= 180):
                raise ValueError(f"no position: {lat}, {lon}")
        straight = great_circle_km(lat0, lon0, lat1, lon1)
        if straight < NEAR_KM:
            return SeaDistance(straight, straight, False)
        a, b = (_cell(lat0), _cell(lon0)), (_cell(lat1), _cell(lon1))
        turned = a > b
        lane = self._lane(b, a) if turned else self._lane(a, b)
        if lane is None:
            return SeaDistance(straight, straight, False)
        first, last = (lane.last, lane.first) if turned else (lane.first, lane.last)
        detour = max(0.0, lane.km - great_circle_km(*first, *last))
        joined = great_circle_km(lat0, lon0, *first) + lane.km + great_circle_km(lat1, lon1, *last)
        return SeaDistance(straight, max(straight, min(straight + detour, joined)), True)

    def _lane(self, a: tuple[int, int], b: tuple[int, int]) -> _Lane | None:
        key = (*a, *b)
        if key not in self._lanes:
            self._lanes[key] = self._asked(a, b)
        return self._lanes[key]

    def _asked(self, a: tuple[int, int], b: tuple[int, int]) -> _Lane | None:
        points = self._find((_middle(a[1]), _middle(a[0])), (_middle(b[1]), _middle(b[0])))
        if len(points) < 2:
            return None
        km = sum(great_circle_km(one[1], one[0], two[1], two[0]) for one, two in pairwise(points))
        first, last = (points[0][1], points[0][0]), (points[-1][1], points[-1][0])
        return _Lane(first, last, km) if great_circle_km(*first, *last) >= NEAR_KM else None


def _cell(degrees: float) -> int:
    return math.floor(degrees / CELL)


def _middle(cell: int) -> float:
    return (cell + 0.5) * CELL


def _by_searoute(origin: tuple[float, float], destination: tuple[float, float]) -> list[tuple[float, float]]:
    """Corners of the shortest way over searoute's network; without its north-west passage, as it is by default."""
    from searoute.searoute import searoute

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where no way is found; then it gives no points
        way = searoute(origin, destination, units="km")
    return [(float(lon), float(lat)) for lon, lat in way["geometry"]["coordinates"]]
