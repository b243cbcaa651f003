"""The kernel that joins messages sent in several sentences."""

from __future__ import annotations

from vetoproof.compiled import kernel
from vetoproof.track.nmea.fields import NONE

LONGEST = 128
"""Characters of a payload in one part. IEC 61162-1 allows 82 a sentence, so 60 or so; some networks write longer ones."""

SLOTS, PARTS, AGE = 1024, 9, 2000
"""Messages in parts that may be open at once; parts a message may have (IEC 61162-1: 9); and how
many lines may lie between two parts, chosen far above what interleaved stations show, so that a lost part is not replaced by
that of a later message under the same number."""


@kernel
def join(data, at, length, fill, part, parts, key, station, t, source, line, slots, held):  # type: ignore[no-untyped-def]
    """Keep one part of a message in its slot. The slot's number once all are there, else -1; and how many parts were given up.

    A slot: key, parts, parts there (bits), fill of the last, time, source, line of the first part, line of the newest, station,
    then the length of each part.
    """
    slot = key % SLOTS
    lost = 0
    s = slots[slot]
    same = s[0] == key and s[1] == parts and (s[8] == station or station == 0) and line - s[7] <= AGE and not (s[2] >> part) & 1
    if not same:
        bits = s[2]
        while bits:
            lost += bits & 1
            bits >>= 1
        s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[8] = key, parts, 0, 0, t, source, line, station
    s[2] |= 1 << part
    s[7] = line
    if s[4] == NONE:
        s[4] = t
    if part == parts:
        s[3] = fill
    s[8 + part] = length
    for i in range(length):
        held[slot, part - 1, i] = data[at + i]
    if s[2] == (1 << (parts + 1)) - 2:
        s[2] = 0
        return slot, lost
    return NONE, lost
