"""What one ship's positions show, in one pass: gaps, loitering, port calls, and slots of time in which it was slow at sea.

Plain loops that numba compiles. Events are rows of whole numbers (columns below); slots go to the sweep for meetings.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from vetoproof.compiled import kernel
from vetoproof.track.findings import (
    CALL,
    FULL,
    GAP,
    LAT,
    LOITER,
    LON,
    NO_CELL,
    NO_SPEED,
    NONE,
    NOTHING,
    X0,
    X1,
    X2,
    X3,
    X4,
    X5,
    Found,
    Limits,
    Track,
    put,
)  # fmt: skip
from vetoproof.track.ports import CELL, NOWHERE, Grid, cell_of, lonely, nearest
from vetoproof.track.slots import CUT, CUT_AFTER, CUT_BEFORE, SLOT
from vetoproof.track.slow import fill, slow, under_way, way_of
from vetoproof.track.sphere import corner, metres, plane2, wide, wrap

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64s = NDArray[np.int64]
    Int32s = NDArray[np.int32]
    Table = NDArray[np.int64]
    Floats = NDArray[np.float64]


@kernel
def walk(
    track: Track,
    first: int,
    end: int,
    ship: int,
    limits: Limits,
    ports: Grid,
    widths: Floats,
    found: Found,
    events: int,
    slots: int,
) -> tuple[int, int, int]:
    """Write the events and slots of rows `first` to `end` of one ship, sorted by time, after the first `events` and `slots`.

    Gives how many there are then, and how many rows repeated a time; `FULL` as the first number if the room did not do.
    """
    t, lat, lon, sog, row = track.t, track.lat, track.lon, track.sog, found.events
    most, most_slots = found.events.shape[0] - 8, found.slots.shape[0] - 64
    repeated = 0
    # The port nearest to the anchor is known; another position's distance follows within the way between them.
    anchor_lat, anchor_lon, anchor_far, anchor_port = NOTHING, NOTHING, NOWHERE, NONE
    lat_p, lon_p = wide(lat[first]), wide(lon[first])
    far_low, far_high = NOWHERE, NOWHERE
    south, west, alone = NOTHING + NO_CELL, NOTHING + NO_CELL, False
    # When it last came out of the ground about ports, in which no meeting is looked for.
    away, came_out, before_all = True, NOTHING - NO_CELL, slots
    call_from, call_port, entered, stop_row, stop_on, stopped, silence = NONE, NONE, False, NONE, False, NOTHING, NOTHING
    loiter_from, loiter_to, credit, north, east, north_kept, east_kept, count, count_kept = (
        -1,
        -1,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        0,
        0,
    )
    gap, top, jitter = limits.gap, limits.fastest, limits.jitter
    p = first
    for k in range(first, end):
        dt = int(t[k] - t[p])
        start = k == first
        if not start and dt <= 0:
            repeated += 1
            continue
        if events > most or slots > most_slots:
            return NOTHING + FULL, slots, repeated
        d = 0.0
        broken = start
        lat_k, lon_k = wide(lat[k]), wide(lon[k])
        if not start:
            d = math.sqrt(plane2(lat_p, lon_p, lat_k, lon_k, widths))
            if dt >= limits.silence or d > 50_000.0:
                d = metres(lat_p, lon_p, lat_k, lon_k, widths)
                broken = d > top * dt + jitter
                if dt >= limits.silence and not broken:
                    port = call_port if call_from >= 0 else NONE
                    put(track, row, events, GAP, ship, p, k, NONE, port)
                    row[events, X0], row[events, X1], row[events, X2] = lat_k, lon_k, int(d)
                    row[events, X3], row[events, X4] = _heard(track, first, p, limits.before)
                    events += 1
            else:
                broken = d > top * dt + jitter
        was_away = away

        # How far the nearest port is: within far_low and far_high.
        # Of the cell that the last position was in it is known already whether any port is near.
        if not (0 <= lat_k - south < CELL and 0 <= lon_k - west < CELL):
            south, west = corner(lat_k, CELL), corner(lon_k, CELL)
            alone = lonely(cell_of(lat_k, lon_k), ports)
        if alone:
            far_low = far_high = NOWHERE
        else:
            known = False
            if anchor_far < NOWHERE:
                moved = math.sqrt(plane2(anchor_lat, anchor_lon, lat_k, lon_k, widths))
                far_low, far_high = anchor_far - moved, anchor_far + moved
                if call_from >= 0:
                    known = far_high < limits.leave
                else:
                    known = far_low > limits.enter and (far_low > limits.sea or far_high < limits.sea)
            if not known:
                anchor_far, anchor_port = nearest(lat_k, lon_k, ports, widths)
                anchor_lat, anchor_lon = lat_k, lon_k
                far_low = far_high = anchor_far
        away = far_low >= limits.sea
        if away != was_away:
            if away:
                came_out = NOTHING + t[k]
            elif slots > before_all and t[p] - wide(found.slots[slots - 1, SLOT]) * limits.slot < limits.slot:
                found.slots[slots - 1, CUT] |= CUT_AFTER

        # Port calls: in within `enter`, out beyond `leave`.
        if call_from >= 0:
            if broken or far_low >= limits.leave:
                if not broken:
                    # Of a silence that ends outside only what the way out leaves is time in port.
                    way = way_of(d, wide(sog[p]), wide(sog[k]), limits)
                    silence = max(silence, dt - max(way, NOTHING))
                events = _call(
                    track, row, events, ship, limits, call_from, p, stop_row, call_port, entered, not broken, stopped, silence
                )
                call_from = NONE
            else:
                silence = max(silence, dt)
        if call_from < 0 and far_low <= limits.enter:
            call_from, call_port, entered, stop_row, stop_on, stopped, silence = (
                k,
                anchor_port,
                not broken,
                NONE,
                False,
                NOTHING,
                NOTHING,
            )
            if not broken and dt >= limits.port_gap:
                # It may have lain here before it was heard here: not where the way alone takes most of the silence.
                way = way_of(d, wide(sog[p]), wide(sog[k]), limits)
                if 0 <= way < dt - way:
                    silence = dt - way
        if call_from >= 0:
            speed = int(sog[k])
            if speed < NO_SPEED:
                # The way here tells a ship that stopped from one whose speed always reads nought; so does its speed before.
                stops = start or d <= limits.slow * dt + 200.0 or under_way(wide(sog[p]), limits)
                halted = stops and speed <= (limits.stop_ends if stop_on else limits.stop_begins)
            else:
                halted = not broken and d * 19.438 <= limits.stop_ends * dt
            if halted:
                if stop_row < 0:
                    stop_row = k
                    _, port = nearest(lat_k, lon_k, ports, widths)
                    call_port = port if port >= 0 else call_port
                elif stop_on and dt < limits.port_gap:
                    # What a silence spans is no stop that was heard.
                    stopped += dt
            elif k > call_from and limits.alone <= dt < limits.port_gap and d * 19.438 <= limits.stop_ends * dt:
                # A ferry: under way at both reports, which are minutes apart and at one place. It lay there between them.
                if stop_row < 0:
                    stop_row = p
                    _, port = nearest(lat_p, lon_p, ports, widths)
                    call_port = port if port >= 0 else call_port
                stopped += dt
            stop_on = halted

        # Loitering: what it went beyond a slow ship's way is credit used up; at most an hour of such way at once. Under way
        # before a long pause and after it, a ship went somewhere and came back, however near the two reports lie.
        went = dt > limits.bridge and under_way(wide(sog[p]), limits) and under_way(wide(sog[k]), limits)
        if loiter_from >= 0:
            if broken or dt >= gap or went:
                credit = NOWHERE
            else:
                credit = max(0.0, credit + d - limits.loiter_speed * dt)
                north, east, count = north + (lat_k - lat[loiter_from]), east + wrap(lon_k - wide(lon[loiter_from])), count + 1
                if credit == 0.0:
                    loiter_to, north_kept, east_kept, count_kept = k, north, east, count
            if credit > limits.loiter_speed * 3600.0:
                events = _loiter(track, row, events, ship, limits, loiter_from, loiter_to, north_kept, east_kept, count_kept)
                loiter_from = -1
        elif not (broken or went) and dt < gap and d < limits.loiter_speed * dt:
            loiter_from, loiter_to, credit = p, k, 0.0
            north = north_kept = float(lat_k - lat_p)
            east = east_kept = float(wrap(lon_k - lon_p))
            count = count_kept = 2

        if not broken and away and was_away and dt <= limits.far_bridge:
            since, until, end_at, tenths = slow(t[p], t[k], wide(sog[p]), wide(sog[k]), d, limits)
            if since < until:
                lat_a, lon_a = (lat_k, lon_k) if end_at > 0 else (lat_p, lon_p)
                north_by, east_by = (lat_k - lat_p, wrap(lon_k - lon_p)) if end_at == 0 else (NOTHING, NOTHING)
                filled = slots
                slots = fill(
                    track, p, k, since, until, lat_a, lon_a, north_by, east_by, tenths, ship, k - first - repeated, limits.slot,
                    found.slots, found.keys, slots,
                )  # fmt: skip
                if slots > filled and t[p] - came_out < limits.slot:
                    found.slots[filled, CUT] = CUT_BEFORE
        p, lat_p, lon_p = k, lat_k, lon_k
    if call_from >= 0:
        events = _call(track, row, events, ship, limits, call_from, p, stop_row, call_port, entered, False, stopped, silence)
    if loiter_from >= 0:
        events = _loiter(track, row, events, ship, limits, loiter_from, loiter_to, north_kept, east_kept, count_kept)
    return events, slots, repeated


@kernel
def _heard(track: Track, first: int, last: int, window: int) -> tuple[int, int]:
    """How many reports lie in the window up to row `last`, and how many of them a satellite received."""
    heard, by_satellite, k = 0, 0, last
    while k >= first and track.t[k] > track.t[last] - window:
        heard += 1
        if track.source.shape[0] > 0 and track.source[k] == 2:
            by_satellite += 1
        k -= 1
    return heard, by_satellite


@kernel
def _call(
    track: Track, row: Table, events: int, ship: int, limits: Limits, first: int, last: int, stop_row: int, port: int,
    entered: bool, left: bool, stopped: int, silence: int,
) -> int:  # fmt: skip
    """One port call, if its confidence does: 4 a stop or gap with entry and exit, 3 with one of them, 2 alone, 1 passing by.

    A stop alone must last: a ship that was heard at berth for a moment, and never else, lay there; when it called is not known.
    """
    rests = stop_row >= 0 or silence >= limits.port_gap
    confidence = 1
    if rests and (entered or left or max(stopped, silence) >= limits.alone):
        confidence = 2 + int(entered) + int(left)
    if confidence < limits.confidence:
        return events
    put(track, row, events, CALL, ship, first, last, stop_row, port)
    if stop_row >= 0:
        row[events, LAT], row[events, LON] = track.lat[stop_row], track.lon[stop_row]
    row[events, X0], row[events, X1], row[events, X2], row[events, X3] = confidence, stopped, silence, last - first + 1
    row[events, X4], row[events, X5] = int(entered), int(left)
    return events + 1


@kernel
def _loiter(
    track: Track,
    row: Table,
    events: int,
    ship: int,
    limits: Limits,
    first: int,
    last: int,
    north: float,
    east: float,
    count: int,
) -> int:
    if track.t[last] - track.t[first] < limits.loiter:
        return events
    put(track, row, events, LOITER, ship, first, last, NONE, NONE)
    row[events, LAT] += int(north / count)
    row[events, LON] = wrap(row[events, LON] + int(east / count))
    row[events, X0] = count
    return events + 1
