"""All events of single ships in one sorted pass: rows are checked, ships that share a number told apart, and each is walked.

A table of positions sorted by MMSI and time goes in; rows that are no positions are counted and left out. Room for findings is
given by the caller: when it is full the scan stops before the ship that did not fit, and goes on from there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from vetoproof.compiled import kernel
from vetoproof.track.findings import CALL, FULL, KIND, LOITER, NOTHING, ROW, THIRD, X0, X6, Found, Limits, Track
from vetoproof.track.numbers import is_ship
from vetoproof.track.ports import Grid
from vetoproof.track.reception import reception
from vetoproof.track.slots import AFTER, BEFORE
from vetoproof.track.sphere import UNIT, metres, wide
from vetoproof.track.tangle import (
    COUNTS,
    LATEST,
    NO_SHIPS,
    NO_TIME,
    OLDEST,
    OUT_OF_RANGE,
    REPEATED,
    SHIPS,
    THEIR_ROWS,
    ships_of,
    untangle,
    valid,
)  # fmt: skip
from vetoproof.track.walk import walk

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int32s = NDArray[np.int32]
    Int64s = NDArray[np.int64]
    Floats = NDArray[np.float64]


@kernel
def scan(
    mmsi: NDArray[np.uint32], track: Track, begin: int, limits: Limits, ports: Grid, widths: Floats, found: Found,
    heard: Int64s, seconds: Int64s, counts: Int64s, counted: int,
) -> tuple[int, int, int]:  # fmt: skip
    """Walk the ships from row `begin` on. Gives the row to go on from (their number: done), events and slots found.

    Rows before `counted` have been counted already (a ship that did not fit before). Rows must be sorted by MMSI and time.
    """
    rows, events, slots, i = mmsi.shape[0], NOTHING, NOTHING, begin
    while i < rows:
        number = mmsi[i]
        plain, j = True, i + 1
        while j < rows and mmsi[j] == number:
            # Cheap and never too small: both differences in metres as at the equator.
            way = (abs(int(track.lat[j]) - int(track.lat[j - 1])) + abs(int(track.lon[j]) - int(track.lon[j - 1]))) * UNIT
            if way > limits.fastest * (track.t[j] - track.t[j - 1]) + limits.jitter:
                plain = plain and _reached(track, j - 1, j, limits, widths)
            j += 1
        if not is_ship(number):
            # A station, a buoy, an aircraft: no ship's way, meeting or call is asked of it.
            if i >= counted:
                counts[NO_SHIPS] += 1
                counts[THEIR_ROWS] += j - i
            i = j
            continue
        plain = plain and _all_valid(track.lat, track.lon, track.t, i, j)
        ship = int(np.int64(number)) * 256
        told = np.zeros(COUNTS, dtype=np.int64)
        if plain:
            after, more, repeated = walk(track, i, j, ship, limits, ports, widths, found, events, slots)
            told[REPEATED] = repeated
        else:
            after, more = _tangled(track, i, j, ship, limits, ports, widths, found, events, slots, told)
        if after == FULL:
            return i, events, slots
        events, slots = after, more
        if i >= counted:
            told[SHIPS] = 1
            for column in range(COUNTS):
                counts[column] += told[column]
            if plain:
                reception(track, i, j, limits.gap, heard, seconds)
        i = j
    return rows, events, slots


@kernel
def in_order(mmsi: NDArray[np.uint32], t: Int64s) -> bool:
    """Whether rows are sorted by MMSI and time."""
    wrong = 0
    for k in range(1, mmsi.shape[0]):
        wrong += (mmsi[k] < mmsi[k - 1]) | ((mmsi[k] == mmsi[k - 1]) & (t[k] < t[k - 1]))
    return wrong == 0


@kernel
def _all_valid(lat: Int32s, lon: Int32s, t: Int64s, first: int, end: int) -> bool:
    found = True
    for k in range(first, end):
        found &= valid(lat[k], lon[k], t[k])
    return found


@kernel
def _reached(track: Track, p: int, k: int, limits: Limits, widths: Floats) -> bool:
    """Whether a ship can have gone from one row to the other."""
    far = metres(track.lat[p], track.lon[p], track.lat[k], track.lon[k], widths)
    return bool(far <= limits.fastest * (track.t[k] - track.t[p]) + limits.jitter)


@kernel
def _tangled(
    track: Track, first: int, end: int, ship: int, limits: Limits, ports: Grid, widths: Floats, found: Found, events: int,
    slots: int, told: Int64s,
) -> tuple[int, int]:  # fmt: skip
    """One number whose positions no single ship can have sent: tell them apart, say so, and walk each ship."""
    size = end - first
    part = np.full(size, -1, dtype=np.int32)
    for k in range(first, end):
        if not valid(track.lat[k], track.lon[k], track.t[k]):
            bad_time = track.t[k] < OLDEST or track.t[k] >= LATEST
            told[NO_TIME if bad_time else OUT_OF_RANGE] += 1
    tracks = untangle(track, first, end, part, limits, widths)
    splits, events = ships_of(track, first, part, tracks, ship, limits, widths, found.events, events, told)
    if events == FULL:
        return NOTHING + FULL, slots
    rows = np.empty(size, dtype=np.int64)
    placed = 0
    for k in range(size):
        placed += part[k] >= 0
    for split in range(splits):
        n, runs, previous = 0, 0, -1
        for k in range(size):
            if part[k] == split:
                rows[n] = first + k
                n += 1
                runs += previous != split
            if part[k] >= 0:
                previous = part[k]
        # A second ship under the number comes and goes more often than that; split 0 was there before the others.
        elsewhere = split > 0 and runs < limits.runs
        at = rows[:n]
        own = Track(
            track.t[at],
            track.lat[at],
            track.lon[at],
            track.sog[at],
            track.source[at] if track.source.shape[0] else track.source,
        )
        before, slots_before = events, slots
        a, b = NOTHING - 1, NOTHING - 1
        events, slots, repeated = walk(own, NOTHING, n, ship + min(split, 255), limits, ports, widths, found, events, slots)
        if events == FULL:
            return NOTHING + FULL, slots
        told[REPEATED] += repeated
        # What a few positions show that lie between impossible ways: a call is doubtful, a drift or a slow hour is none.
        kept = before
        for event in range(before, events):
            kind = found.events[event, KIND]
            if kind in (CALL, LOITER):
                a, b, doubt = _doubt(own, wide(found.events[event, ROW]), n, a, b, elsewhere, placed, limits, widths)
                if doubt and kind == LOITER:
                    continue
                if doubt:
                    found.events[event, X0], found.events[event, X6] = 1, 1
            for column in range(found.events.shape[1]):
                found.events[kept, column] = found.events[event, column]
            for column in range(ROW, THIRD + 1):
                if found.events[kept, column] >= 0:
                    found.events[kept, column] = rows[found.events[kept, column]]
            kept += 1
        events, at_slot = kept, slots_before
        for slot in range(slots_before, slots):
            a, b, doubt = _doubt(own, wide(found.keys[slot, BEFORE]), n, a, b, elsewhere, placed, limits, widths)
            if doubt:
                continue
            found.slots[at_slot, :], found.keys[at_slot, :] = found.slots[slot, :], found.keys[slot, :]
            for column in range(BEFORE, AFTER + 1):
                found.keys[at_slot, column] = rows[found.keys[slot, column]]
            at_slot += 1
        slots = at_slot
    return events, slots


@kernel
def _doubt(
    own: Track, k: int, n: int, a: int, b: int, elsewhere: bool, placed: int, limits: Limits, widths: Floats
) -> tuple[int, int, bool]:
    """Whether row k of a ship's `n` stands in a stretch between impossible ways, or of a track that is `elsewhere`; and the
    stretch, from a to b, which is only sought anew where k is not in the last one.

    Not the most of the number's rows: a few false positions before and after it would put a whole track in doubt.
    """
    if k < a or k > b:
        a, b = _stretch(own, k, n, limits, widths)
    return a, b, (a > 0 or elsewhere) and (b < n - 1 or elsewhere) and (b - a + 1) * 2 < placed


@kernel
def _stretch(own: Track, a: int, n: int, limits: Limits, widths: Floats) -> tuple[int, int]:
    """The first and the last of a ship's `n` rows around row a that no impossible way parts."""
    b = a
    while a > 0 and _reached(own, a - 1, a, limits, widths):
        a -= 1
    while b < n - 1 and _reached(own, b, b + 1, limits, widths):
        b += 1
    return a, b
