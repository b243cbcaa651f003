"""Distances between positions in units of 1/600,000 degree, quick and accurate enough for thresholds.

A way of up to 50 km is measured on a plane: the difference of longitude is shrunk by the cosine of the middle latitude, from a
table in steps of .01 degree. Against the great circle on a sphere of 6,371.0088 km that errs by less than .1 % below 80
degrees of latitude: the table by tan(latitude) x .0000873 (.05 % at 80 degrees), the plane by the square of (difference of
longitude in radians x sin(latitude)) / 24 (.01 % for 50 km at 80 degrees). Toward the poles the error grows to 1 % at 89
degrees. Farther ways are measured on the great circle. The sphere itself errs by up to .56 % against the ellipsoid.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from vetoproof.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.signedinteger]
    Floats = NDArray[np.float64]

UNIT = math.radians(1 / 600_000) * 6_371_008.8
"""Metres of one unit of latitude."""

ROUND = 216_000_000
"""Units of a full circle."""

POLE, HALF = 54_000_000, ROUND // 2
"""Units from the equator to a pole, and half a circle."""
_STEP = 6_000
FAR = 50_000.0
"""Metres up to which ways are measured on a plane."""
_RADIANS = math.radians(1 / 600_000)


def cosines() -> Floats:
    """Metres of one unit of longitude, by latitude in steps of .01 degree from pole to pole."""
    middle = (np.arange(2 * POLE // _STEP + 1) * _STEP + _STEP / 2 - POLE) * _RADIANS
    widths: Floats = UNIT * np.maximum(np.cos(middle), 0.0)
    return widths


@kernel
def wide(value: int | np.signedinteger) -> int:
    """A whole number of 64 bits, so that numba compiles what it is given to once."""
    return int(np.int64(value))


@kernel
def wrap(lon: int) -> int:
    """A longitude, or a difference of two, on the shorter way round."""
    if lon > ROUND // 2:
        return lon - ROUND
    if lon < -(ROUND // 2):
        return lon + ROUND
    return lon


@kernel
def corner(value: int, side: int) -> int:
    """The lower edge of the cell of this side that a latitude or a longitude is in."""
    return value // side * side


@kernel
def plane2(lat1: int, lon1: int, lat2: int, lon2: int, widths: Floats) -> float:
    """Squared metres between two positions on a plane; the date line is no border. For ways of up to 50 km."""
    east = wrap(lon2 - lon1) * widths[((lat1 + lat2) // 2 + POLE) // _STEP]
    north = (lat2 - lat1) * UNIT
    return float(east * east + north * north)


@kernel
def metres(lat1: int, lon1: int, lat2: int, lon2: int, widths: Floats) -> float:
    """Metres between two positions: on a plane up to 50 km, else along the great circle."""
    short = math.sqrt(plane2(lat1, lon1, lat2, lon2, widths))
    if short < FAR:
        return short
    a, b = lat1 * _RADIANS, lat2 * _RADIANS
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin((lon2 - lon1) * _RADIANS / 2) ** 2
    return 2 * 6_371_008.8 * math.asin(math.sqrt(min(1.0, half)))
