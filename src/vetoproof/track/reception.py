"""How often ships are heard in each degree cell of the sea: what a silence there is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetoproof.compiled import kernel
from vetoproof.track.findings import NO_CELL, NOTHING, Track
from vetoproof.track.schema import DEGREE
from vetoproof.track.sphere import HALF, POLE, corner, wide

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Int64s = NDArray[np.int64]

DEGREES = 181 * 360 + 1
"""How many cells of a degree `reception` counts into."""


@kernel
def reception(track: Track, first: int, end: int, gap: int, heard: Int64s, seconds: Int64s) -> None:
    """Add the reports of one ship, and the time between them where it is no gap, to the degree cells that they lie in."""
    south, west = NOTHING + NO_CELL, NOTHING + NO_CELL
    cell, count, time = NOTHING, NOTHING, NOTHING
    for k in range(first + 1, end):
        lat, lon = wide(track.lat[k]), wide(track.lon[k])
        if not (0 <= lat - south < DEGREE and 0 <= lon - west < DEGREE):
            heard[cell] += count
            seconds[cell] += time
            south, west = corner(lat, DEGREE), corner(lon, DEGREE)
            cell = (south + POLE) // DEGREE * 360 + (west + HALF) // DEGREE
            count, time = NOTHING, NOTHING
        dt = track.t[k] - track.t[k - 1]
        if dt < gap:
            count += 1
            time += dt
    heard[cell] += count
    seconds[cell] += time
