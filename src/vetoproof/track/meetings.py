"""Meetings of two ships: a sweep over the instants at which ships were slow at sea, instant by instant.

Slots are counted from the epoch, so midnight is an instant like any other. Positions every 20 to 40 minutes do: each ship's
place at a slot's instant lies on its own way, so that both are compared at the same time however their reports fall.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from vetoproof.compiled import kernel
from vetoproof.track.sphere import UNIT, plane2, wide

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vetoproof.packs.track_rules import TrackRules

    Int64s = NDArray[np.int64]
    Int32s = NDArray[np.int32]
    Floats = NDArray[np.float64]


def meetings(slots: Int32s, keys: Int64s, rules: TrackRules, widths: Floats) -> dict[str, NDArray[Any]]:
    """Meetings from slots (columns: slot, lat, lon, tenths of a knot) and keys (ship, row), in any order.

    Gives columns, one meeting a place: `ship`, `other` (the lower key first); `start`, `end` seconds; `lat`, `lon` in units;
    `metres` the median distance; `knots` the median speed of the faster; `slots` how many instants they were together; `rows`
    four a meeting: each ship's row before its first and its last instant.
    """
    pairs = _all_pairs(_by_instant(slots), keys, rules.meeting_m, widths)
    a, b = pairs[:, 0], pairs[:, 1]
    swap = keys[a, 0] > keys[b, 0]
    a, b = np.where(swap, b, a), np.where(swap, a, b)
    far = np.sqrt(pairs[:, 2].astype(np.float64))
    order = np.lexsort((slots[a, 0], keys[b, 0], keys[a, 0]))
    a, b, far = a[order], b[order], far[order]
    width = round(rules.meeting_slot_minutes * 60)
    hole = int(rules.meeting_hole_minutes * 60 // width) + 1
    first, end = _runs(slots[a, 0], keys[a, 0], keys[b, 0], hole)
    fast = np.maximum(slots[a, 3], slots[b, 3])
    slow = rules.meeting_kn * 10

    def long(i: int, j: int) -> bool:
        return (int(slots[a[j - 1], 0]) - int(slots[a[i], 0]) + 1) * width >= rules.meeting_hours * 3600

    def whole(i: int, j: int) -> bool:
        return _faster(slots, a, b, i, j) < slow

    kept: list[tuple[int, int]] = []
    for run, run_end in zip(first.tolist(), end.tolist(), strict=True):
        if not long(run, run_end):
            continue
        # Two ships that went side by side for a day and lay still for six hours of it: those are the meeting.
        parts = [(0, run_end - run)]
        if not whole(run, run_end):
            parts = _slow_parts(slots[a[run:run_end], 0], fast[run:run_end] < slow, hole)
        for i, j in ((run + x, run + y) for x, y in parts):
            if not (long(i, j) and whole(i, j)):
                continue
            again = bool(kept) and _same(keys, a, b, kept[-1][0], i)
            if again and _hours(slots, a, kept[-1][1] - 1, i, width) < rules.meeting_merge_hours:
                kept[-1] = (kept[-1][0], j)
            else:
                kept.append((i, j))
    return _columns(kept, slots, keys, a, b, far, width)


def _slow_parts(slot: Int32s, slow: NDArray[np.bool_], hole: int) -> list[tuple[int, int]]:
    """Within one run: the stretches in which both ships were slow, with holes as in runs."""
    at = np.flatnonzero(slow)
    if not len(at):
        return []
    new = np.flatnonzero(np.diff(slot[at].astype(np.int64)) > hole)
    starts, ends = np.concatenate([[0], new + 1]), np.concatenate([new, [len(at) - 1]])
    return [(int(at[i]), int(at[j]) + 1) for i, j in zip(starts, ends, strict=True)]


def _same(keys: Int64s, a: Int64s, b: Int64s, i: int, j: int) -> bool:
    return bool(keys[a[i], 0] == keys[a[j], 0] and keys[b[i], 0] == keys[b[j], 0])


def _hours(slots: Int32s, a: Int64s, i: int, j: int, width: int) -> float:
    return (int(slots[a[j], 0]) - int(slots[a[i], 0])) * width / 3600


@kernel
def _faster(slots: Int32s, a: Int64s, b: Int64s, i: int, j: int) -> float:
    """The median speed of the faster of two ships over some pairs: compiled, as there are tens of thousands of a few pairs."""
    one, other = np.empty(j - i), np.empty(j - i)
    for k in range(i, j):
        one[k - i], other[k - i] = slots[a[k], 3], slots[b[k], 3]
    return max(np.median(one), np.median(other))


def _columns(
    kept: list[tuple[int, int]], slots: Int32s, keys: Int64s, a: Int64s, b: Int64s, far: Floats, width: int
) -> dict[str, NDArray[Any]]:
    i = np.array([first for first, _ in kept], dtype=np.int64)
    j = np.array([end - 1 for _, end in kept], dtype=np.int64)
    middle = (i + j) // 2
    fast = [_faster(slots, a, b, x, y) / 10 for x, y in kept]
    return {
        "ship": keys[a[i], 0], "other": keys[b[i], 0],
        "start": slots[a[i], 0].astype(np.int64) * width, "end": (slots[a[j], 0].astype(np.int64)) * width,
        "lat": slots[a[middle], 1], "lon": slots[a[middle], 2],
        "metres": np.array([float(np.median(far[x:y])) for x, y in kept], dtype=np.float64),
        "knots": np.array(fast, dtype=np.float64), "slots": j - i + 1,
        "rows": np.column_stack([keys[a[i], 1], keys[b[i], 1], keys[a[j], 1], keys[b[j], 1]]),
    }  # fmt: skip


_BAND = 2_048
"""Units of latitude (380 m) up to which the order within an instant is not told."""


def _by_instant(slots: Int32s) -> Int32s:
    """Slot, lat, lon and place in `slots`, by slot and, to a band, by latitude: two counting sorts, as there are millions."""
    if not len(slots):
        return np.empty((0, 4), dtype=np.int32)
    bands = np.zeros(108_000_000 // _BAND + 2, dtype=np.int64)
    earliest = int(slots[:, 0].min())
    instants = np.zeros(int(slots[:, 0].max()) - earliest + 2, dtype=np.int64)
    order, swept = np.empty(len(slots), dtype=np.int32), np.empty((len(slots), 4), dtype=np.int32)
    _sort(slots, earliest, bands, instants, order, swept)
    return swept


@kernel
def _sort(slots: Int32s, earliest: int, bands: Int64s, instants: Int64s, order: Int32s, swept: Int32s) -> None:
    for k in range(slots.shape[0]):
        bands[(slots[k, 1] + 54_000_000) // _BAND + 1] += 1
        instants[slots[k, 0] - earliest + 1] += 1
    for k in range(1, bands.shape[0]):
        bands[k] += bands[k - 1]
    for k in range(1, instants.shape[0]):
        instants[k] += instants[k - 1]
    for k in range(slots.shape[0]):
        band = (slots[k, 1] + 54_000_000) // _BAND
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


def _runs(slot: Int32s, ship: Int64s, other: Int64s, hole: int) -> tuple[Int64s, Int64s]:
    """Where the runs of one pair begin and end, in pairs sorted by ship, other and slot; a run has no hole of more slots."""
    if not len(slot):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    new = (ship[1:] != ship[:-1]) | (other[1:] != other[:-1]) | (np.diff(slot.astype(np.int64)) > hole)
    border = np.concatenate([[0], np.flatnonzero(new) + 1, [len(slot)]]).astype(np.int64)
    return border[:-1], border[1:]
