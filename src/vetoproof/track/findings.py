"""What the pass over a ship's positions is given, and where it writes what it found: rows of whole numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from vetoproof.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64s = NDArray[np.int64]
    Int32s = NDArray[np.int32]
    Table = NDArray[np.int64]

# Numbers of numpy, as numba compiles a function once more for each plain number that it is called with.
_CODES: list[int] = list(np.arange(5, dtype=np.int64))
GAP, JUMP, LOITER, CALL, SHARED = _CODES
NONE: int = np.int64(-1)  # type: ignore[assignment]
NOTHING: int = np.int64(0)  # type: ignore[assignment]
# Columns of an event: kind, ship (MMSI x 256 + split), times, where, rows that it rests on, port (-1: none), findings.
KIND, SHIP, START, END, LAT, LON, ROW, LAST, THIRD, PORT, X0, X1, X2, X3, X4, X5, X6, WIDTH = range(18)

NO_SPEED = 1000
"""From here on tenths of a knot mean that no speed was reported, or noise (102.3 and 102.2 knots)."""
FULL = -1
NO_CELL = 1 << 40
"""The corner of no cell: no position lies in it."""


class Limits(NamedTuple):
    """Thresholds in metres, seconds, metres a second, and tenths of a knot. `silence`: from where on a pause is written; `gap`:
    from where on it ends a drift and says nothing of reception."""

    fastest: float
    jitter: float
    solid: int
    runs: int
    open_times: float
    gap: int
    silence: int
    before: int
    loiter_speed: float
    loiter: int
    enter: float
    leave: float
    stop_begins: int
    stop_ends: int
    port_gap: int
    confidence: int
    alone: int
    sea: float
    slot: int
    slow: float
    still: int
    under_way: int
    bridge: int
    far_bridge: int
    near: float


class Track(NamedTuple):
    """Columns of positions. `source` may be empty: not known."""

    t: Int64s
    lat: Int32s
    lon: Int32s
    sog: NDArray[np.uint16]
    source: NDArray[np.uint8]


class Found(NamedTuple):
    """Room for what is found: `events`; `slots` and `keys` as `slots.Slots` has them."""

    events: Table
    slots: Int32s
    keys: Int64s


@kernel
def put(track: Track, row: Table, at: int, kind: int, ship: int, first: int, last: int, third: int, port: int) -> None:
    """One event from its first row to its last, where the first is; its findings are yet to be written."""
    row[at, KIND], row[at, SHIP], row[at, START], row[at, END] = kind, ship, track.t[first], track.t[last]
    row[at, LAT], row[at, LON], row[at, PORT] = track.lat[first], track.lon[first], port
    row[at, ROW], row[at, LAST], row[at, THIRD] = first, last, third
    for column in range(X0, WIDTH):
        row[at, column] = 0
