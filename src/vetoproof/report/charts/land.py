"""The outline of land for maps: read once from the file that ships, cut to a window, thinned to what pixels can show.

The file is made by `benchmarks/land/make.py` from Natural Earth's 1:10m land (see `assets/land.md`): errors of some hundred
metres, small piers missing. It is there to tell where a map is, never to tell whether a ship lay at a berth.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise

import msgspec

CREDIT = "Coastline: Natural Earth"
FINE = 0.7
"""Pixels below which the next point of a coast is left out."""

Point = tuple[float, float]


class Window(msgspec.Struct, frozen=True):
    """A stretch of the globe in degrees. `east` is more than `west`: more than 180 where it crosses that meridian."""

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> float:
        """The middle latitude."""
        return (self.south + self.north) / 2

    def wider(self, degrees: float) -> Window:
        return Window(self.west - degrees, self.south - degrees, self.east + degrees, self.north + degrees)

    def holds(self, lat: float, lon: float) -> float | None:
        """The longitude as this window counts it; None where the point lies outside."""
        east = lon + 360.0 * ((self.west - lon) // 360.0 + 1)
        for at in (east - 360.0, east):
            if self.west <= at <= self.east and self.south <= lat <= self.north:
                return at
        return None


class Ring(msgspec.Struct, frozen=True):
    """One outline, outer or a hole: points east and north in units of the file, not closed, and the box that holds them."""

    x: array[int]
    y: array[int]
    box: tuple[int, int, int, int]


class Outline(msgspec.Struct, frozen=True):
    """All rings, the longest first, and degrees to a unit."""

    rings: tuple[Ring, ...]
    unit: float
    source: str


@lru_cache(maxsize=1)
def outline() -> Outline:
    """The land of the file that ships. Raises ValueError where the file is not what its first line says."""
    return unpacked(files("vetoproof.report").joinpath("assets", "land.bin").read_bytes())


def unpacked(data: bytes) -> Outline:
    """What `benchmarks/land/make.py` packed. Raises ValueError where it is cut or altered."""
    line, _, body = data.partition(b"\n")
    try:
        told = json.loads(line)
        raw, many, points = zlib.decompress(body), int(told["rings"]), int(told["points"])
    except (ValueError, KeyError, TypeError, zlib.error) as error:
        raise ValueError(f"the outline of land cannot be read ({error}); install the program anew") from error
    steps = points - many
    if len(raw) != 12 * many + 4 * steps:
        raise ValueError("the outline of land is cut; install the program anew")
    heads = _whole("i", raw[: 12 * many])
    planes = [raw[12 * many + i * steps : 12 * many + (i + 1) * steps] for i in range(4)]
    east, north = (_whole("h", _woven(planes[i], planes[i + 2])) for i in (0, 1))
    rings, at = [], 0
    for i in range(many):
        count, x0, y0 = heads[3 * i : 3 * i + 3]
        x = array("i", accumulate(east[at : at + count - 1], initial=x0))
        y = array("i", accumulate(north[at : at + count - 1], initial=y0))
        at += count - 1
        rings.append(Ring(x, y, (min(x), min(y), max(x), max(y))))
    return Outline(tuple(rings), float(told["unit"]), str(told["source"]))


def _whole(code: str, raw: bytes) -> array[int]:
    values = array(code)
    values.frombytes(raw)
    if sys.byteorder == "big":
        values.byteswap()
    return values


def _woven(low: bytes, high: bytes) -> bytes:
    both = bytearray(2 * len(low))
    both[0::2], both[1::2] = low, high
    return bytes(both)


def within(window: Window, land: Outline | None = None) -> Iterator[list[Point]]:
    """The rings inside a window, as points (longitude as the window counts it, latitude), cut at its edges.

    Where a ring leaves the window its outline runs along the edge: cut wider than is shown, and the edge is not seen.
    """
    land = land or outline()
    unit = land.unit
    for turn in (-360.0, 0.0, 360.0):
        low, high = (window.west - turn) / unit, (window.east - turn) / unit
        south, north = window.south / unit, window.north / unit
        for ring in land.rings:
            x0, y0, x1, y1 = ring.box
            if x1 < low or x0 > high or y1 < south or y0 > north:
                continue
            points: list[Point] = list(zip(ring.x, ring.y, strict=True))
            if x0 < low or x1 > high or y0 < south or y1 > north:
                points = _cut(points, low, south, high, north)
            if len(points) >= 3:
                yield [(x * unit + turn, y * unit) for x, y in points]


def _cut(points: list[Point], low: float, south: float, high: float, north: float) -> list[Point]:
    """A ring cut by the four edges, one after the other (Sutherland and Hodgman)."""
    for axis, edge, sign in ((0, low, 1), (0, high, -1), (1, south, 1), (1, north, -1)):
        kept: list[Point] = []
        before = points[-1] if points else (0.0, 0.0)
        was = (before[axis] - edge) * sign >= 0
        for point in points:
            inside = (point[axis] - edge) * sign >= 0
            if inside != was:
                share = (edge - before[axis]) / (point[axis] - before[axis])
                other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
                kept.append((edge, other) if axis == 0 else (other, edge))
            if inside:
                kept.append(point)
            before, was = point, inside
        points = kept
    return points


def seam(a: Point, b: Point) -> bool:
    """Whether a line of an outline is none of land: the cut along the 180th meridian, or along the pole."""
    return (a[0] == b[0] and abs(a[0] % 360.0 - 180.0) < 1e-6) or (a[1] == b[1] and abs(a[1]) > 89.99)


def paths(window: Window, to_pixels: Callable[[float, float], Point]) -> tuple[str, str]:
    """Path data of the land in a window, and of its coasts where these are not the land's whole outline, else "".

    `to_pixels` takes latitude and longitude. Coordinates are whole tenths of a pixel, each as the step from the one before.
    """
    shapes, coasts, seams = [], [], False
    for ring in within(window):
        drawn = list(_thinned([(to_pixels(lat, lon), (lon, lat)) for lon, lat in ring]))
        if len({place for place, _ in drawn}) < 3:
            continue
        shapes.append(_path([place for place, _ in drawn]) + "z")
        part = [drawn[0][0]]
        for (_, a), (place, b) in pairwise([*drawn, drawn[0]]):
            if seam(a, b):
                seams = True
                coasts.append(part)
                part = []
            part.append(place)
        coasts.append(part)
    return "".join(shapes), "".join(_path(part) for part in coasts if len(part) > 1) if seams else ""


def _thinned(points: list[tuple[Point, Point]]) -> Iterator[tuple[tuple[int, int], Point]]:
    """The points that can be told apart on the screen, in tenths of a pixel. The ends of a cut stay, so that it is known."""
    least = (FINE * 10) ** 2
    last = (1 << 30, 1 << 30)
    for i, ((px, py), place) in enumerate(points):
        at = (round(px * 10), round(py * 10))
        cut = seam(points[i - 1][1], place) or seam(place, points[(i + 1) % len(points)][1])
        if cut or (at[0] - last[0]) ** 2 + (at[1] - last[1]) ** 2 >= least:
            yield at, place
            last = at


def _path(points: list[tuple[int, int]]) -> str:
    head = f"M{_tenths(points[0][0])} {_tenths(points[0][1])}"
    steps = "".join(f"{_signed(b[0] - a[0])}{_signed(b[1] - a[1])}" for a, b in pairwise(points))
    return f"{head}l{steps.lstrip()}" if steps else head


def _tenths(value: int) -> str:
    return f"{value / 10:.1f}".removesuffix(".0")


def _signed(value: int) -> str:
    """With its sign or a space before it, so that steps need no other separator."""
    shown = _tenths(value)
    return shown if shown.startswith("-") else f" {shown}"
