"""One number whose positions no single ship can have sent: its tracks told apart, and what each of them is.

A track that begins where another has ended is the same ship after a jump; one that alternates with another is a second ship
under the same number; one that is heard in a single stretch meanwhile is a false position, or a ship that is told apart too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from vetoproof.compiled import kernel
from vetoproof.track.findings import (
    END,
    FULL,
    JUMP,
    LAT,
    LON,
    NONE,
    NOTHING,
    SHARED,
    START,
    X0,
    X1,
    X2,
    X3,
    X4,
    Limits,
    Track,
    put,
)  # fmt: skip
from vetoproof.track.sphere import FAR, HALF, POLE, metres, plane2, wide

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64s = NDArray[np.int64]
    Int32s = NDArray[np.int32]
    Table = NDArray[np.int64]
    Floats = NDArray[np.float64]

OLDEST, LATEST = 631_152_000, 4_102_444_800
"""1990, before the first transponders, and 2100: what lies outside is no time of a report."""

SHIPS, REPEATED, OUT_OF_RANGE, NO_TIME, STRAY, SHARED_NUMBERS, NO_SHIPS, THEIR_ROWS = range(8)
"""What is counted: ships, rows that repeat a time, rows whose position or time is none, stray positions, shared numbers,
numbers that are no ships', and their rows."""
COUNTS = THEIR_ROWS + 1

_OPEN = 8


@kernel
def valid(lat: int, lon: int, t: int) -> bool:
    """Whether a row is a position: on the globe, not the 0, 0 of a receiver without a fix, at a time that can be."""
    place = abs(lat) <= POLE and abs(lon) <= HALF and not (lat == 0 and lon == 0)
    return bool(place and OLDEST <= t < LATEST)


@kernel
def untangle(track: Track, first: int, end: int, part: Int32s, limits: Limits, widths: Floats) -> int:
    """Number the tracks: each position goes on the nearest open track whose ship can have reached it, else on a new one.

    A track that others outlast stays open for some times as long as it was itself heard, and for a gap's time at least: a
    single false position of last week, within a week's reach of everything, would else take over the true track after its next
    pause. Of two ships under one number that satellites hear now and then each is heard for days.
    """
    last, born = np.full(_OPEN, -1, dtype=np.int64), np.zeros(_OPEN, dtype=np.int64)
    tracks, newest = 0, -1
    for k in range(first, end):
        if not valid(track.lat[k], track.lon[k], track.t[k]):
            continue
        best, least = -1, 0.0
        for o in range(min(tracks, _OPEN)):
            p = int(last[o])
            if o != newest and track.t[k] - track.t[p] > max(limits.gap, limits.open_times * (track.t[p] - born[o])):
                continue
            far = plane2(track.lat[p], track.lon[p], track.lat[k], track.lon[k], widths)
            if best >= 0 and far >= least:
                continue
            reach = limits.fastest * (track.t[k] - track.t[p]) + limits.jitter
            if far > reach * reach and far > FAR * FAR:
                # Too far on the plane, which makes long ways longer than they are.
                far = metres(track.lat[p], track.lon[p], track.lat[k], track.lon[k], widths) ** 2
            if far <= reach * reach:
                best, least = o, far
        if best < 0:
            part[k - first] = tracks
            newest = tracks if tracks < _OPEN else int(np.argmin(last))
            last[newest], born[newest] = k, track.t[k]
            tracks += 1
        else:
            part[k - first] = part[last[best] - first]
            last[best] = k
            newest = best
    return tracks


@kernel
def ships_of(
    track: Track, first: int, part: Int32s, tracks: int, ship: int, limits: Limits, widths: Floats, row: Table, events: int,
    told: Int64s,
) -> tuple[int, int]:  # fmt: skip
    """Tracks to ships, in `part`: one that begins where another has ended is the same ship, which jumped; one beside it is
    another ship or the same one's false positions; one of less than `solid` positions is stray. Gives their number."""
    size = part.shape[0]
    count, runs = np.zeros(tracks + 1, dtype=np.int64), np.zeros(tracks + 1, dtype=np.int64)
    begins, ends = np.zeros(tracks + 1, dtype=np.int64), np.zeros(tracks + 1, dtype=np.int64)
    previous = NONE
    for k in range(size):
        j = wide(part[k])
        if j < 0:
            continue
        if count[j] == 0:
            begins[j] = first + k
        count[j] += 1
        ends[j] = first + k
        if j != previous:
            runs[j] += 1
        previous = j
    largest = NOTHING
    for j in range(tracks):
        if count[j] > count[largest]:
            largest = j
    number, over = np.full(tracks + 1, -1, dtype=np.int32), np.zeros(tracks + 1, dtype=np.int64)
    ships, shared = NOTHING, False
    for j in range(tracks):
        if count[j] < limits.solid and j != largest:
            continue
        if events > row.shape[0] - 8:
            return NOTHING, NOTHING + FULL
        chosen = NONE
        for s in range(ships):
            if over[s] < begins[j] and (chosen < 0 or over[s] > over[chosen]):
                chosen = s
        if chosen >= 0:
            events = _jump(
                track, row, events, ship + min(chosen, 255), JUMP, over[chosen], begins[j], NONE, NOTHING, NOTHING, widths
            )
        else:
            chosen = ships
            ships += 1
            if chosen > 0:
                kind = SHARED if runs[j] >= limits.runs else JUMP
                shared = shared or kind == SHARED
                p = begins[j] - 1
                while p > first and part[p - first] < 0:
                    p -= 1
                after = ends[j] if kind == SHARED else min(ends[j] + 1, first + size - 1)
                events = _jump(
                    track, row, events, ship + min(chosen, 255), kind, p, begins[j], after, count[j], runs[j], widths
                )
                if kind == SHARED:
                    row[events - 1, START] = track.t[begins[j]]
        number[j], over[chosen] = chosen, ends[j]
    told[SHARED_NUMBERS] += int(shared)
    # Stray positions: one event for those that follow each other, from the report before to the report after.
    good, stray, strays, last_stray = NONE, NONE, NOTHING, NONE
    for k in range(size):
        j = wide(part[k])
        if j < 0:
            continue
        part[k] = number[j]
        if number[j] < 0:
            told[STRAY] += 1
            if stray < 0:
                stray = first + k
            strays, last_stray = strays + 1, first + k
            continue
        if stray >= 0:
            if events > row.shape[0] - 8:
                return NOTHING, NOTHING + FULL
            from_ = good if good >= 0 else first + k
            events = _jump(
                track, row, events, ship + min(wide(number[j]), 255), JUMP, from_, stray, first + k, strays, NOTHING + 1, widths
            )
            stray, strays = NONE, NOTHING
        good = first + k
    if stray >= 0:
        if events > row.shape[0] - 8:
            return NOTHING, NOTHING + FULL
        split = min(wide(part[good - first]), 255)
        events = _jump(track, row, events, ship + split, JUMP, good, stray, last_stray, strays, NOTHING, widths)
    return ships, events


@kernel
def _jump(
    track: Track,
    row: Table,
    events: int,
    ship: int,
    kind: int,
    p: int,
    k: int,
    after: int,
    count: int,
    runs: int,
    widths: Floats,
) -> int:
    """A step from row `p` to row `k` that no ship can make, and the row `after` which it came back (or was last there)."""
    far = metres(track.lat[p], track.lon[p], track.lat[k], track.lon[k], widths)
    begun, end = min(p, k), max(p, k)
    put(track, row, events, kind, ship, begun, end, after, NONE)
    row[events, END] = track.t[max(end, after)]
    row[events, LAT], row[events, LON] = track.lat[p], track.lon[p]
    row[events, X0], row[events, X1], row[events, X2] = track.lat[k], track.lon[k], int(far)
    row[events, X3], row[events, X4] = count, runs
    return events + 1
