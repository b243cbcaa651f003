"""Words of names as bytes, and how two of them relate: `relation.Relations` and `background.Background` for compiled passes.

Kernels import kernels of this folder only: see `vetoproof.compiled`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from vetoproof.compiled import part
from vetoproof.screen.score.background import INITIAL as BY_LETTER
from vetoproof.screen.score.background import NEIGHBOURS
from vetoproof.screen.score.kernel_codes import FARTHEST, NONE
from vetoproof.screen.score.relation import EDIT_1, EDIT_2, Level

Array = Any
LONGEST = 60
"""Letters of a word beyond which the readable form is asked."""

# log10 of how many times as many names hold a relative at a level as hold a word of one sound.
WIDER = np.log10(np.array([NEIGHBOURS.get(level, 1.0) for level in Level if level <= FARTHEST]))


class Words(NamedTuple):
    """Words with what is known of each: letters ("l:kim") and sound as runs of bytes with their ends, -log10 of the share of
    names with the word and with its sound, groups of given names, legal form (-1: none)."""

    letters: Array
    end: Array
    sounds: Array
    sound_end: Array
    common: Array
    heard: Array
    nick_end: Array
    nick: Array
    form: Array


class Names(NamedTuple):
    """Readings as rows of words with their roles."""

    parts: Array
    roles: Array
    end: Array
    system: Array


@part
def place(ends, at, skip):  # type: ignore[no-untyped-def]
    """Where a run of bytes begins and ends; `skip` marks of the system stand before the letters."""
    start = np.int64(ends[at - 1]) if at > 0 else np.int64(0)
    return start + skip, np.int64(ends[at])


@part
def same(a, a0, a1, b, b0, b1):  # type: ignore[no-untyped-def]
    """Whether two runs of bytes are equal."""
    if a1 - a0 != b1 - b0:
        return False
    for k in range(a1 - a0):  # noqa: SIM110 - generators are not compiled
        if a[a0 + k] != b[b0 + k]:
            return False
    return True


@part
def masked(a, a0, a1, masks):  # type: ignore[no-untyped-def]
    """For each letter the bits of its places in a run of at most `LONGEST` bytes."""
    masks[:] = np.uint64(0)
    for k in range(a1 - a0):
        masks[a[a0 + k]] |= np.uint64(1) << np.uint64(k)


@part
def slips(masks, n, b, b0, b1, most):  # type: ignore[no-untyped-def]
    """Optimal string alignment distance of a run of `n` bytes, by its masks, and another, or `most` + 1 where their lengths say
    more: by the bits of one number (Hyyrö 2003)."""
    one, none = np.uint64(1), np.uint64(0)
    if abs(n - (b1 - b0)) > most:
        return most + 1
    if n == 0:
        return b1 - b0
    last = one << np.uint64(n - 1)
    up, down, flat, before, found = ~none, none, none, none, n
    for k in range(b0, b1):
        met = masks[b[k]]
        flat = (((met & up) + up) ^ up) | met | down | ((((~flat) & met) << one) & before)
        right, left = down | ~(flat | up), flat & up
        found += np.int64((right & last) != none) - np.int64((left & last) != none)
        right, left = (right << one) | one, left << one
        up, down, before = left | ~(flat | right), right & flat, met
    return found


@part
def digits(a, a0, a1):  # type: ignore[no-untyped-def]
    """Whether all bytes are digits, and there is one."""
    for k in range(a0, a1):
        if a[k] < 48 or a[k] > 57:
            return False
    return a1 > a0


@part
def in_order(a, n, b, m):  # type: ignore[no-untyped-def]
    """Length of the longest common subsequence of the first `n` and `m` bytes: by the bits of one number where one of the runs
    has at most 64 bytes (Hyyrö 2004), else by the table."""
    if n > 64:
        if m <= 64:
            return in_order_bits(b, m, a, n)
        row = np.zeros(m + 1, np.int64)
        for i in range(n):
            corner = 0
            for j in range(1, m + 1):
                up = row[j]
                row[j] = corner + 1 if a[i] == b[j - 1] else max(up, row[j - 1])
                corner = up
        return row[m]
    return in_order_bits(a, n, b, m)


@part
def in_order_bits(a, n, b, m):  # type: ignore[no-untyped-def]
    """The same of a run of at most 64 bytes and another."""
    one, none = np.uint64(1), np.uint64(0)
    places = np.zeros(128, np.uint64)
    for k in range(n):
        places[a[k]] |= one << np.uint64(k)
    missing = ~none
    for k in range(m):
        met = missing & places[b[k]]
        missing = (missing + met) | (missing - met)
    found = 0
    for k in range(n):
        found += (missing >> np.uint64(k)) & one == none
    return found


@part
def likeness(a, n, b, m):  # type: ignore[no-untyped-def]
    """Normalised Indel similarity of the first `n` and `m` bytes: 1 - (n + m - 2 LCS) / (n + m)."""
    return 1.0 - (n + m - 2 * in_order(a, n, b, m)) / (n + m) if n + m else 1.0


@part
def related(p, i, q, j, spelled, heard):  # type: ignore[no-untyped-def]
    """`Relations.level` of a word of `p`, whose masks of letters and sound are `spelled` and `heard`, and a word of `q`."""
    a0, a1 = place(p.end, i, 2)
    b0, b1 = place(q.end, j, 2)
    if same(p.letters, a0, a1, q.letters, b0, b1):
        return 0
    if digits(p.letters, a0, a1) or digits(q.letters, b0, b1):
        return NONE
    s0, s1 = place(p.sound_end, i, 0)
    t0, t1 = place(q.sound_end, j, 0)
    if same(p.sounds, s0, s1, q.sounds, t0, t1):
        return 1
    g0, g1 = place(p.nick_end, i, 0)
    h0, h1 = place(q.nick_end, j, 0)
    for g in range(g0, g1):
        for h in range(h0, h1):
            if p.nick[g] == q.nick[h]:
                return 2
    if min(a1 - a0, b1 - b0) >= EDIT_1 and slips(spelled, a1 - a0, q.letters, b0, b1, 1) <= 1:
        return 3
    shorter = min(s1 - s0, t1 - t0)
    if shorter < EDIT_1:
        return NONE
    apart = slips(heard, s1 - s0, q.sounds, t0, t1, 2 if shorter >= EDIT_2 else 1)
    if apart <= 1:
        return 3
    return 4 if apart <= 2 and shorter >= EDIT_2 else NONE


@part
def tells(p, i, level):  # type: ignore[no-untyped-def]
    """`Background.rarity` of a word at a level."""
    if level == 0:
        return p.common[i]
    if level > FARTHEST:
        return BY_LETTER
    return max(0.0, p.heard[i] - WIDER[level])


@part
def told_together(p, first, size, parts, level):  # type: ignore[no-untyped-def]
    """What several words tell together."""
    total = 0.0
    for k in range(first, first + size):
        total += tells(p, parts[k], level)
    return total


@part
def run_together(p, parts, first, size, into):  # type: ignore[no-untyped-def]
    """The letters of several words one after the other; how many there are."""
    n = 0
    for k in range(first, first + size):
        a0, a1 = place(p.end, parts[k], 2)
        for c in range(a0, a1):
            if n < len(into):
                into[n] = p.letters[c]
                n += 1
    return n
