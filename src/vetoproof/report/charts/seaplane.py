"""From degrees to pixels: which window a map shows, and where a place stands in it.

Equirectangular, true to scale at the middle latitude: a kilometre is as long to the east as to the north there. Over
the 300 km of a usual map distances to the east err by a few per cent at its upper and lower edge; over an ocean shapes bend,
and the scale bar says where it holds.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import msgspec

from vetoproof.report.charts.land import Point, Window

KM = 111.195
"""Kilometres of a degree of latitude, on a sphere of 6,371.0088 km."""
LEAST_KM = 150.0
"""The least that a map shows to either side: less, and no coast tells the reader where he is."""
MARGIN = 0.08
"""Share of the stretch of the marks that is left free beyond them, at each side."""
ROUND = 320.0
"""Degrees of longitude from which on the whole circle is shown, parted at the 180th meridian."""
FLAT = 0.12
"""The least factor of longitude; nearer the poles than 83 degrees a map is widened rather than torn."""


class Plane(msgspec.Struct, frozen=True):
    """A window and its frame in pixels. `scale` is pixels of a degree of latitude, `across` of longitude."""

    window: Window
    left: float
    top: float
    width: float
    height: float

    @property
    def scale(self) -> float:
        return self.height / (self.window.north - self.window.south)

    @property
    def across(self) -> float:
        return self.width / (self.window.east - self.window.west)

    @property
    def pixels_a_km(self) -> float:
        """Along the middle parallel."""
        return self.across / (KM * math.cos(math.radians(self.window.middle)))

    def __call__(self, lat: float, lon: float) -> Point:
        """Pixels from the left and the top. `lon` as the window counts it."""
        return self.left + (lon - self.window.west) * self.across, self.top + (self.window.north - lat) * self.scale

    def inside(self, x: float, y: float) -> bool:
        return self.left <= x <= self.left + self.width and self.top <= y <= self.top + self.height


def plane(window: Window, left: float, top: float, width: float, tallest: float, flattest: float) -> Plane:
    """The window widened to what its frame shows: `LEAST_KM` at least each way, as high as `flattest` to `tallest` widths."""
    middle = min(max(window.middle, -89.0), 89.0)
    squeeze = max(math.cos(math.radians(middle)), FLAT)
    wide = max((window.east - window.west) * squeeze, LEAST_KM / KM)
    high = max(window.north - window.south, LEAST_KM / KM)
    high = max(high, wide * flattest)
    wide = min(max(wide, high / tallest), 360.0 * squeeze)
    high = min(high, 180.0, wide * tallest)
    south = min(max(middle - high / 2, -90.0), 90.0 - high)
    centre = (window.west + window.east) / 2
    shown = Window(centre - wide / squeeze / 2, south, centre + wide / squeeze / 2, south + high)
    return Plane(shown, left, top, width, width * high / wide)


def around(points: Iterable[Point]) -> Window | None:
    """The least window that holds all points (latitude, longitude), with a margin; None where there are none.

    Its west edge is where the widest stretch of longitude without a point ends, so that the 180th meridian is no border.
    """
    places = list(points)
    if not places:
        return None
    south, north = min(lat for lat, _ in places), max(lat for lat, _ in places)
    turns = sorted({lon % 360.0 for _, lon in places})
    gaps = [(b - a, b) for a, b in zip(turns, [*turns[1:], turns[0] + 360.0], strict=True)]
    gap, west = max(gaps, key=lambda one: (one[0], -one[1]))
    wide = 360.0 - gap
    west = (west + 180.0) % 360.0 - 180.0
    if wide > ROUND:
        return Window(-180.0, max(south - (north - south) * MARGIN, -90.0), 180.0, min(north + (north - south) * MARGIN, 90.0))
    easting, northing = wide * MARGIN, (north - south) * MARGIN
    return Window(west - easting, max(south - northing, -90.0), west + wide + easting, min(north + northing, 90.0))


def unwound(points: Iterable[Point]) -> list[Point]:
    """A line (latitude, longitude) whose every step goes the shorter way round, so that longitudes may pass 180."""
    line: list[Point] = []
    for lat, lon in points:
        if line:
            lon = line[-1][1] + (lon - line[-1][1] + 180.0) % 360.0 - 180.0
        line.append((lat, lon))
    return line


def steps(degrees: float, pixels: float, apart: float) -> float:
    """Degrees between lines of the graticule that stand at least `apart` pixels from each other."""
    least = degrees * apart / pixels
    return next((step for step in (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 45.0) if step >= least), 90.0)


def meridian(lon: float, step: float) -> str:
    """A longitude in words: "130.5° E", on either side of 180."""
    turned = (lon + 180.0) % 360.0 - 180.0
    return _degrees(turned, step, "E", "W") if abs(abs(turned) - 180.0) > 1e-9 else "180°"


def parallel(lat: float, step: float) -> str:
    return _degrees(lat, step, "N", "S")


def _degrees(value: float, step: float, plus: str, minus: str) -> str:
    shown = f"{abs(value):.{0 if step >= 1 else 1}f}"
    return f"{shown}°" if float(shown) == 0 else f"{shown}° {plus if value > 0 else minus}"


def bar_km(pixels_a_km: float, pixels: float) -> float:
    """The longest round number of kilometres that fits into so many pixels."""
    most = pixels / pixels_a_km
    power = 10.0 ** math.floor(math.log10(most))
    return max(step * power for step in (1, 2, 5) if step * power <= most + 1e-9)
