"""Words of an index within a slip or two of a word, or of its sound: `index.Index` for compiled passes."""

from __future__ import annotations

import numpy as np

from vetoproof.compiled import kernel, part
from vetoproof.screen.score import kernel_codes as c
from vetoproof.screen.score.kernel_words import masked, place, related
from vetoproof.screen.score.relation import EDIT_1, EDIT_2

TAKEN = 16
"""Letters that take part: `index.words.LONGEST`."""


def _crc_table() -> np.ndarray:
    """CRC-32 of each byte (polynomial of zlib, reflected)."""
    table = np.zeros(256, np.uint32)
    for byte in range(256):
        value = byte
        for _ in range(8):
            value = value >> 1 ^ (0xEDB88320 if value & 1 else 0)
        table[byte] = value
    return table


CRC = _crc_table()


@part
def sum_without(letters, first, last, one, two):  # type: ignore[no-untyped-def]
    """CRC-32 of some bytes without the places `one` and `two` (-1: none)."""
    value = np.uint32(0xFFFFFFFF)
    for k in range(first, last):
        if k - first != one and k - first != two:
            value = CRC[(value ^ letters[k]) & np.uint32(0xFF)] ^ (value >> np.uint32(8))
    return value ^ np.uint32(0xFFFFFFFF)


@part
def shortened(letters, a0, a1, sounds, s0, s1):  # type: ignore[no-untyped-def]
    """`index.words.shortened`: the sums of a word and its sound, and of what is left of them without some letters."""
    a1, s1 = min(a1, a0 + TAKEN), min(s1, s0 + TAKEN)
    n, m = a1 - a0, s1 - s0
    found = np.empty(2 + n + m + m * (m - 1) // 2, np.uint32)
    found[0] = sum_without(sounds, s0, s1, -1, -1)
    size = 1
    if n >= EDIT_1 - 1:
        found[size] = sum_without(letters, a0, a1, -1, -1)
        size += 1
        for k in range(n):
            found[size] = sum_without(letters, a0, a1, k, -1)
            size += 1
    if m >= EDIT_1 - 1:
        for k in range(m):
            found[size] = sum_without(sounds, s0, s1, k, -1)
            size += 1
    if m >= EDIT_2 - 1:
        for k in range(m):
            for other in range(k + 1, m):
                found[size] = sum_without(sounds, s0, s1, k, other)
                size += 1
    return found[:size]


@kernel
def near(p, i, q, slip_key, slip_word, bucket):  # type: ignore[no-untyped-def]
    """The words of `q` that relate to a word of `p` by sound, slips or as given names that are spelled alike, by their places
    rising, with their levels. `bucket` tells where the keys with each upper half begin."""
    a0, a1 = place(p.end, i, 2)
    s0, s1 = place(p.sound_end, i, 0)
    spelled, heard = np.empty(128, np.uint64), np.empty(128, np.uint64)
    masked(p.letters, a0, a1, spelled)
    masked(p.sounds, s0, s1, heard)
    sums = shortened(p.letters, a0, a1, p.sounds, s0, s1)
    sums.sort()
    owners, size = np.empty(256, np.uint32), 0
    for k in range(len(sums)):
        if k and sums[k] == sums[k - 1]:
            continue
        upper = sums[k] >> np.uint32(16)
        at, last = bucket[upper], bucket[upper + 1]
        while at < last:
            middle = (at + last) // 2
            if slip_key[middle] < sums[k]:
                at = middle + 1
            else:
                last = middle
        while at < len(slip_key) and slip_key[at] == sums[k]:
            if size == len(owners):
                wider = np.empty(2 * size, np.uint32)
                wider[:size] = owners
                owners = wider
            owners[size] = slip_word[at]
            size += 1
            at += 1
    owners = owners[:size]
    owners.sort()
    places, levels, found = np.empty(size, np.int64), np.empty(size, np.uint8), 0
    for k in range(size):
        if k and owners[k] == owners[k - 1]:
            continue
        level = related(p, i, q, owners[k], spelled, heard)
        if level < c.NONE:
            places[found] = owners[k]
            levels[found] = level
            found += 1
    return places[:found], levels[:found]
