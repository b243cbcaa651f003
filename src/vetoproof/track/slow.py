"""When a ship was slow between two reports, and the instants of it at which it may have met another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetoproof.compiled import kernel
from vetoproof.track.findings import NO_SPEED, NOTHING, Limits, Track
from vetoproof.track.slots import AFTER, BEFORE, CUT, HEARD, LAT, LON, SHIP, SINCE, SLOT, TENTHS, UNTIL
from vetoproof.track.sphere import wrap

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Int64s = NDArray[np.int64]
    Int32s = NDArray[np.int32]


@kernel
def under_way(tenths: int, limits: Limits) -> bool:
    """Whether a reported speed says that a ship was under way; no speed says nothing."""
    return bool(limits.under_way <= tenths < NO_SPEED)


@kernel
def way_of(d: float, before: int, after: int, limits: Limits) -> int:
    """Seconds that so many metres took at the faster of two reported speeds; -1 where neither says that the ship went."""
    fast = 0
    for tenths in (before, after):
        if under_way(tenths, limits) and tenths > fast:
            fast = tenths
    return int(d / (fast * 0.0514444)) if fast > 0 else -1


@kernel
def slow(since: int, until: int, before: int, after: int, d: float, limits: Limits) -> tuple[int, int, int, float]:
    """When between two reports a ship was slow: from, to, which report's place it had (-1 the first, 1 the second, 0 on the way
    between), and its tenths of a knot. Nothing: from and to are equal.

    Reports 20 to 40 minutes apart: a ship that comes at 12 knots for 5 km and then lies still seems to creep all the time. If
    only one end is slow, the way took what the speed at the other end needs, and the ship lay still for the rest.
    """
    dt = until - since
    if dt > limits.bridge:
        still = (before <= limits.still or before >= NO_SPEED) and (after <= limits.still or after >= NO_SPEED)
        if not still or d > limits.near or d > limits.loiter_speed * dt:
            return since, since, NOTHING, 0.0
    elif d > 500.0 and max(before, after) < NO_SPEED:
        fast = max(before, after)
        if fast >= limits.under_way and min(before, after) <= limits.still:
            way = min(dt, int(d / (fast * 0.0514444)) + 1)
            if before > after:
                return since + way, until, NOTHING + 1, float(after)
            return since, until - way, NOTHING - 1, float(before)
    if d < limits.slow * dt:
        return since, until, NOTHING, d / dt * 19.438445
    return since, since, NOTHING, 0.0


@kernel
def fill(
    track: Track, p: int, k: int, since: int, until: int, lat: int, lon: int, north: int, east: int, tenths: float, ship: int,
    heard: int, width: int, slots: Int32s, keys: Int64s, at: int,
) -> int:  # fmt: skip
    """Slots between rows p and k, from `since` up to, without, `until`, on the straight way from a place over `north` and
    `east`. Gives the next."""
    for slot in range(-(-since // width), -(-until // width)):
        part = (slot * width - since) / (until - since)
        slots[at, SLOT], slots[at, TENTHS] = slot, int(tenths + 0.5)
        slots[at, LAT], slots[at, LON] = lat + int(north * part), wrap(lon + int(east * part))
        slots[at, SINCE], slots[at, UNTIL] = slot * width - track.t[p], track.t[k] - slot * width
        slots[at, HEARD], slots[at, CUT] = heard, 0
        keys[at, SHIP], keys[at, BEFORE], keys[at, AFTER] = ship, p, k
        at += 1
    return at
