"""The outline of land that ships with the maps, from Natural Earth's 1:10m land: few bytes, bays kept.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python benchmarks/land/make.py package/land-10m.json -o src/vetoproof/report/assets/land.bin

Longitudes run on over the 180th meridian. Rings are thinned (Douglas and Peucker) until no point left out lies farther than
`TOLERANCE` from the line, then rounded to `UNIT`. What `vetoproof.report.charts.land` reads is a line of JSON (what, and how
many), then deflated: each ring's number of points and its first point, then all differences, low bytes before high ones,
since bytes of a kind pack better.
"""

from __future__ import annotations

import argparse
import json
import math
import zlib
from array import array
from itertools import pairwise
from pathlib import Path
from typing import Any

UNIT = 0.001
"""Degrees. The source is rounded to .0036 degree of longitude and .0017 of latitude, so that finer says nothing."""
TOLERANCE = 0.002
"""Degrees of latitude, or as many metres of longitude: 220 m, less than a pixel of a map of 300 km."""
LONGEST = 30.0
"""Degrees between two points at most, so that each difference fits 16 bits."""

Point = tuple[float, float]
Grid = tuple[int, int]


def rings(topology: dict[str, Any]) -> list[list[Point]]:
    """All rings of the topology, outer ones and holes, in degrees east and north; the last point repeats the first."""
    (kx, ky), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * kx + x0, y * ky + y0))
        arcs.append(points)
    found = []
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            for ring in polygon:
                points = []
                for at in ring:
                    part = arcs[at] if at >= 0 else arcs[~at][::-1]
                    points += part[1:] if points else part
                found.append(points)
    return found


def unwound(points: list[Point]) -> list[Point]:
    """A ring whose longitudes run on over the 180th meridian, where the source jumps from 180 to -180.

    The ring around the south pole does not close then: it is cut at 180 degrees and closed along the pole.
    """
    turned = [points[0]]
    for x, y in points[1:]:
        before = turned[-1][0]
        turned.append((before + (x - before + 180.0) % 360.0 - 180.0, y))
    if abs(turned[-1][0] - turned[0][0]) < 180.0:
        west = min(x for x, _ in turned)
        back = 360.0 * math.floor((west + 180.0) / 360.0)
        return [(x - back, y) for x, y in turned]
    round_ = sorted(((x + 180.0) % 360.0 - 180.0, y) for x, y in turned[:-1])
    start = min(range(len(turned) - 1), key=lambda i: (turned[i][0] + 180.0) % 360.0)
    ordered = [*turned[start:-1], *turned[:start]]
    way = 1.0 if turned[-1][0] > turned[0][0] else -1.0
    line = [(((x + 180.0) % 360.0) - 180.0, y) for x, y in ordered]
    if way < 0:
        line = [line[0], *line[:0:-1]]
    edge = round_[0][1]
    return [(-180.0, edge), *line, (180.0, edge), (180.0, -90.0), (-180.0, -90.0), (-180.0, edge)]


def thinned(points: list[Point]) -> list[Point]:
    """A ring without the points that its line does not need. The point farthest from the first parts it in two lines."""
    far = max(range(len(points)), key=lambda i: math.dist(points[0], points[i]))
    keep = bytearray(len(points))
    keep[0] = keep[far] = keep[-1] = 1
    open_ = [(0, far), (far, len(points) - 1)]
    while open_:
        first, last = open_.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        wide = max(math.cos(math.radians((ay + by) / 2)), 0.05)
        ex, ey = (bx - ax) * wide, by - ay
        length = math.hypot(ex, ey)
        best, at = TOLERANCE, -1
        for i in range(first + 1, last):
            px, py = (points[i][0] - ax) * wide, points[i][1] - ay
            share = min(max((px * ex + py * ey) / length**2, 0.0), 1.0) if length else 0.0
            off = math.hypot(px - share * ex, py - share * ey)
            if off > best:
                best, at = off, i
        if at >= 0:
            keep[at] = 1
            open_ += [(first, at), (at, last)]
    return [point for point, kept in zip(points, keep, strict=True) if kept]


def rounded(points: list[Point]) -> list[Grid]:
    """In whole units, without repetitions, with points added on lines that are too long, and without the closing point."""
    whole: list[Grid] = []
    for a, b in pairwise(points):
        parts = max(1, math.ceil(max(abs(b[0] - a[0]), abs(b[1] - a[1])) / LONGEST))
        for i in range(parts):
            point = tuple(round((p + (q - p) * i / parts) / UNIT) for p, q in zip(a, b, strict=True))
            if not whole or whole[-1] != point:
                whole.append((point[0], point[1]))
    while len(whole) > 1 and whole[-1] == whole[0]:
        whole.pop()
    return whole


def packed(found: list[list[Grid]], told: dict[str, Any]) -> bytes:
    heads = array("i", [value for ring in found for value in (len(ring), *ring[0])])
    steps = array("h", [value for ring in found for a, b in pairwise(ring) for value in (b[0] - a[0], b[1] - a[1])])
    if heads.itemsize != 4 or steps.itemsize != 2:
        raise SystemExit("this machine's integers are not 4 and 2 bytes wide")
    raw = steps.tobytes()
    body = zlib.compress(heads.tobytes() + raw[0::4] + raw[2::4] + raw[1::4] + raw[3::4], 9)
    return json.dumps(told | {"rings": len(found), "points": sum(map(len, found))}).encode() + b"\n" + body


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("topology", type=Path, help="land-10m.json of the npm package world-atlas 2.0.2")
    parser.add_argument("-o", "--out", type=Path, required=True)
    given = parser.parse_args()
    source = rings(json.loads(given.topology.read_text("utf-8")))
    whole = [rounded(thinned(unwound(ring))) for ring in source]
    kept = sorted((ring for ring in whole if len(ring) >= 3), key=lambda ring: (-len(ring), ring))
    told = {
        "source": "Natural Earth 4.1.0, 1:10m land, as distributed by world-atlas 2.0.2",
        "licence": "public domain (Natural Earth); ISC (world-atlas)",
        "unit": UNIT,
        "tolerance": TOLERANCE,
    }
    given.out.write_bytes(packed(kept, told))
    before = sum(len(ring) - 1 for ring in source)
    print(
        f"{given.out}: {given.out.stat().st_size:,} bytes, {sum(map(len, kept)):,} of {before:,} points, {len(kept):,} of "
        f"{len(source):,} rings; {len(source) - len(kept):,} are smaller than the tolerance"
    )


if __name__ == "__main__":
    main()
