"""Meetings of two ships: a sweep over the instants at which ships were slow at sea, instant by instant.

Slots are counted from the epoch, so midnight is an instant like any other. Positions every 20 to 40 minutes do: each ship's
place at a slot's instant lies on its own way, so that both are compared at the same time however their reports fall.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from vetoproof.compiled import kernel
from vetoproof.track import slots as each
from vetoproof.track.sphere import POLE, UNIT, plane2, wide

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vetoproof.packs.track_rules import TrackRules
    from vetoproof.track.slots import Slots

    Int64s = NDArray[np.int64]
    Int32s = NDArray[np.int32]
    Floats = NDArray[np.float64]

# Columns of two ships that were near each other at an instant: which, when, where the first one was, squared metres between
# them, tenths of a knot of each. Then of each: the rows of its reports before and after the instant, seconds since and until
# these, how many reports came before, and what cut it off.
SHIP, OTHER, SLOT, LAT, LON, FAR, FAST, OTHER_FAST = range(8)
ROW, OTHER_ROW, NEXT, OTHER_NEXT, SINCE, OTHER_SINCE, UNTIL, OTHER_UNTIL, HEARD, OTHER_HEARD, CUT, OTHER_CUT, PAIR = range(
    8, 21
)
_OF_EACH = (
    (FAST, "what", each.TENTHS), (ROW, "who", each.BEFORE), (NEXT, "who", each.AFTER), (SINCE, "what", each.SINCE),
    (UNTIL, "what", each.UNTIL), (HEARD, "what", each.HEARD), (CUT, "what", each.CUT),
)  # fmt: skip


def meetings(windows: Iterable[Slots], rules: TrackRules, widths: Floats) -> dict[str, Any]:
    """Meetings from slots in any order, in windows none of which divides an instant, rising in time.

    Gives columns, one meeting a place: `ship`, `other` (the lower key first); `start`, `end` seconds; `lat`, `lon` in units;
    `metres` the median distance; `knots` the median speed of the faster; `slots` how many instants they were together, and
    `silent` at how many of these either had a pause longer than the bridge; `silence`, `reports` two a meeting: of each the
    longest pause in which one of these instants lies, in seconds, and how many reports of it were heard from the first to the
    last of them; `cut`: whether the ground about ports cut off what was earlier (1), later (2), or both (3); `rows` a list
    each: of each ship the report before the first instant and after the last, and those around each pause that was bridged.
    """
    merge = rules.meeting_merge_hours * 3600 / round(rules.meeting_slot_minutes * 60)
    found, pairs = [], np.empty((0, PAIR), dtype=np.int64)
    for slots in windows:
        pairs = _in_order(np.concatenate([pairs, _pairs_of(slots, rules.meeting_m, widths)]))
        closed = _closed(pairs, int(slots.what[:, each.SLOT].max()), merge)
        found.append(_met(pairs[closed], rules))
        pairs = pairs[~closed]
    found.append(_met(pairs, rules))
    told = {name: np.concatenate([one[name] for one in found]) for name in found[0] if name != "rows"}
    return told | {"rows": [rows for one in found for rows in one["rows"]]}


def _met(pairs: Int64s, rules: TrackRules) -> dict[str, Any]:
    """The meetings of sorted pairs: all that two ships had to do with each other in the hours in which meetings merge."""
    width = round(rules.meeting_slot_minutes * 60)
    hole = int(rules.meeting_hole_minutes * 60 // width) + 1
    first, end = _runs(pairs, hole)
    # As many instants as it lasts at least, from the first to the last of them.
    lasts = pairs[end - 1, SLOT] - pairs[first, SLOT] + 1 >= rules.meeting_hours * 3600 / width
    slow = rules.meeting_kn * 10
    kept: list[tuple[int, int]] = []
    for run, run_end in zip(first[lasts].tolist(), end[lasts].tolist(), strict=True):
        # Two ships that went side by side for a day and lay still for six hours of it: those are the meeting.
        parts = [(run, run_end)]
        if _faster(pairs, run, run_end) >= slow:
            parts = _slow_parts(pairs, run, run_end, slow, hole)
        for i, j in parts:
            if (pairs[j - 1, SLOT] - pairs[i, SLOT] + 1) * width < rules.meeting_hours * 3600 or _faster(pairs, i, j) >= slow:
                continue
            again = bool(kept) and bool(np.all(pairs[kept[-1][0], [SHIP, OTHER]] == pairs[i, [SHIP, OTHER]]))
            if again and (pairs[i, SLOT] - pairs[kept[-1][1] - 1, SLOT]) * width < rules.meeting_merge_hours * 3600:
                kept[-1] = (kept[-1][0], j)
            else:
                kept.append((i, j))
    return _columns(kept, pairs, width, rules.meeting_bridge_hours * 3600)


def _in_order(pairs: Int64s) -> Int64s:
    return pairs[np.lexsort((pairs[:, SLOT], pairs[:, OTHER], pairs[:, SHIP]))]


def _closed(pairs: Int64s, latest: int, merge: float) -> NDArray[np.bool_]:
    """Which of sorted pairs nothing can be added to by instants after the latest one: memory need not hold them."""
    first, end = _runs(pairs, math.ceil(merge))
    return np.repeat(latest - pairs[end - 1, SLOT] > merge, end - first)


def _slow_parts(pairs: Int64s, run: int, run_end: int, slow: float, hole: int) -> list[tuple[int, int]]:
    """Within one run: the stretches in which both ships were slow, with holes as in runs."""
    at = run + np.flatnonzero(np.max(pairs[run:run_end, FAST : OTHER_FAST + 1], axis=1) < slow)
    if not len(at):
        return []
    new = np.flatnonzero(np.diff(pairs[at, SLOT]) > hole)
    starts, ends = np.concatenate([[0], new + 1]), np.concatenate([new, [len(at) - 1]])
    return [(int(at[i]), int(at[j]) + 1) for i, j in zip(starts, ends, strict=True)]


@kernel
def _faster(pairs: Int64s, i: int, j: int) -> float:
    """The median speed of the faster of two ships over some pairs: compiled, as there are tens of thousands of a few pairs."""
    one, other = np.empty(j - i), np.empty(j - i)
    for k in range(i, j):
        one[k - i], other[k - i] = pairs[k, FAST], pairs[k, OTHER_FAST]
    return max(np.median(one), np.median(other))


def _columns(kept: list[tuple[int, int]], pairs: Int64s, width: int, bridge: float) -> dict[str, Any]:
    i = np.array([first for first, _ in kept], dtype=np.int64)
    j = np.array([end - 1 for _, end in kept], dtype=np.int64)
    middle = (i + j) // 2
    far = np.sqrt(pairs[:, FAR].astype(np.float64))
    return {
        "ship": pairs[i, SHIP], "other": pairs[i, OTHER], "start": pairs[i, SLOT] * width, "end": pairs[j, SLOT] * width,
        "lat": pairs[middle, LAT], "lon": pairs[middle, LON],
        "metres": np.array([float(np.median(far[x:y])) for x, y in kept], dtype=np.float64),
        "knots": np.array([_faster(pairs, x, y) / 10 for x, y in kept], dtype=np.float64), "slots": j - i + 1,
        "cut": (pairs[i, CUT] | pairs[i, OTHER_CUT]) & each.CUT_BEFORE | (pairs[j, CUT] | pairs[j, OTHER_CUT]) & each.CUT_AFTER,
        "reports": np.column_stack([
            pairs[j, heard] - pairs[i, heard] + (pairs[i, since] == 0)
            for heard, since in ((HEARD, SINCE), (OTHER_HEARD, OTHER_SINCE))
        ]),
        **_silences(kept, pairs, bridge),
    }  # fmt: skip


def _silences(kept: list[tuple[int, int]], pairs: Int64s, bridge: float) -> dict[str, Any]:
    """Of each meeting the longest pause of each ship, at how many instants either was silent, and the rows it rests on."""
    longest = np.zeros((len(kept), 2), dtype=np.int64)
    silent = np.zeros(len(kept), dtype=np.int64)
    rows: list[list[int]] = []
    for at, (begin, end) in enumerate(kept):
        some = pairs[begin:end]
        pauses = some[:, [SINCE, OTHER_SINCE]] + some[:, [UNTIL, OTHER_UNTIL]]
        longest[at], bridged = pauses.max(axis=0), pauses > bridge
        silent[at] = np.count_nonzero(bridged.any(axis=1))
        ends = {*some[0, [ROW, OTHER_ROW]].tolist(), *some[-1, [NEXT, OTHER_NEXT]].tolist()}
        for side in (0, 1):
            ends |= {*some[bridged[:, side]][:, [ROW + side, NEXT + side]].ravel().tolist()}
        rows.append(sorted(ends))
    return {"silence": longest, "silent": silent, "rows": rows}


def _pairs_of(slots: Slots, reach: float, widths: Floats) -> Int64s:
    """Every two ships that were within reach of each other at an instant of a window, the lower number first."""
    found = _all_pairs(_by_instant(slots.what), slots.who, reach, widths)
    a, b = found[:, 0], found[:, 1]
    swap = slots.who[a, 0] > slots.who[b, 0]
    a, b = np.where(swap, b, a), np.where(swap, a, b)
    pairs = np.empty((len(found), PAIR), dtype=np.int64)
    pairs[:, SHIP], pairs[:, OTHER], pairs[:, FAR] = slots.who[a, 0], slots.who[b, 0], found[:, 2]
    for column, place in ((SLOT, each.SLOT), (LAT, each.LAT), (LON, each.LON)):
        pairs[:, column] = slots.what[a, place]
    for column, table, place in _OF_EACH:
        values = getattr(slots, table)[:, place]
        pairs[:, column], pairs[:, column + 1] = values[a], values[b]
    return pairs


_BAND = 2_048
"""Units of latitude (380 m) up to which the order within an instant is not told."""


def _by_instant(slots: Int32s) -> Int32s:
    """Slot, lat, lon and place in `slots`, by slot and, to a band, by latitude: two counting sorts, as there are millions."""
    if not len(slots):
        return np.empty((0, 4), dtype=np.int32)
    bands = np.zeros(2 * POLE // _BAND + 2, dtype=np.int64)
    earliest = int(slots[:, 0].min())
    instants = np.zeros(int(slots[:, 0].max()) - earliest + 2, dtype=np.int64)
    order, swept = np.empty(len(slots), dtype=np.int32), np.empty((len(slots), 4), dtype=np.int32)
    _sort(slots, earliest, bands, instants, order, swept)
    return swept


@kernel
def _sort(slots: Int32s, earliest: int, bands: Int64s, instants: Int64s, order: Int32s, swept: Int32s) -> None:
    for k in range(slots.shape[0]):
        bands[(slots[k, 1] + POLE) // _BAND + 1] += 1
        instants[slots[k, 0] - earliest + 1] += 1
    for k in range(1, bands.shape[0]):
        bands[k] += bands[k - 1]
    for k in range(1, instants.shape[0]):
        instants[k] += instants[k - 1]
    for k in range(slots.shape[0]):
        band = (slots[k, 1] + POLE) // _BAND
        order[bands[band]] = k
        bands[band] += 1
    for place in range(order.shape[0]):
        k = order[place]
        to = instants[slots[k, 0] - earliest]
        instants[slots[k, 0] - earliest] += 1
        swept[to, 0], swept[to, 1], swept[to, 2], swept[to, 3] = slots[k, 0], slots[k, 1], slots[k, 2], k


def _all_pairs(swept: Int32s, keys: Int64s, reach: float, widths: Floats) -> Int64s:
    """Every two slots of one instant within reach: their places in the slots and squared metres. As many as there are."""
    room, at, done = 1 << 16, 0, []
    while at < len(swept):
        pairs = np.empty((room, 3), dtype=np.int64)
        went, count = _pairs(swept, keys, at, reach, widths, pairs)
        if went == at:
            room *= 2  # the neighbours of one slot alone did not fit
        done.append(pairs[:count])
        at = went
    return np.concatenate(done) if done else np.empty((0, 3), dtype=np.int64)


@kernel
def _pairs(swept: Int32s, keys: Int64s, begin: int, reach: float, widths: Floats, pairs: Int64s) -> tuple[int, int]:
    """Pairs from place `begin` on, as far as there is room. Gives where it stopped, and how many there are.

    Of two ships under one number it is not sure that they are two: they do not meet."""
    count, rows, room = 0, swept.shape[0], pairs.shape[0]
    high = int(reach / UNIT) + 1 + _BAND
    for i in range(begin, rows):
        kept, j = count, i + 1
        while j < rows and swept[j, 0] == swept[i, 0] and wide(swept[j, 1]) - wide(swept[i, 1]) <= high:
            far = plane2(swept[i, 1], swept[i, 2], swept[j, 1], swept[j, 2], widths)
            if far <= reach * reach and keys[swept[i, 3], 0] // 256 != keys[swept[j, 3], 0] // 256:
                if count == room:
                    return i, kept
                pairs[count, 0], pairs[count, 1], pairs[count, 2] = swept[i, 3], swept[j, 3], int(far)
                count += 1
            j += 1
    return rows, count


def _runs(pairs: Int64s, hole: int) -> tuple[Int64s, Int64s]:
    """Where the runs of one pair begin and end, in pairs sorted by ship, other and slot; a run has no hole of more slots."""
    if not len(pairs):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    new = np.any(pairs[1:, SHIP : OTHER + 1] != pairs[:-1, SHIP : OTHER + 1], axis=1) | (np.diff(pairs[:, SLOT]) > hole)
    border = np.concatenate([[0], np.flatnonzero(new) + 1, [len(pairs)]]).astype(np.int64)
    return border[:-1], border[1:]
