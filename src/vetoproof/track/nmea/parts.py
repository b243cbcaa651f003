"""The part of the kernel that joins messages sent in several sentences."""

from __future__ import annotations

from vetoproof.compiled import part as piece
from vetoproof.track.nmea.fields import NONE

LONGEST = 128
"""Characters of a payload in one part. IEC 61162-1 allows 82 a sentence, so 60 or so; some networks write longer ones."""

SLOTS, PARTS, AGE, NEAR = 1024, 9, 2000, 10
"""Messages in parts that may be open at once; parts a message may have (IEC 61162-1: 9); how many lines may lie between two
parts, chosen far above what interleaved stations show, so that a lost part is not replaced by that of a later message under the
same number; and how many may lie before a first part that comes late: numbers run from 0 to 9 and come again soon, so an older
part without its first belongs to another message. A group of tag blocks has a number of its own, in any order."""


@piece
def join(data, at, length, fill, part, parts, key, station, t, source, line, slots, held):  # type: ignore[no-untyped-def]
    """Keep one part of a message in its slot. The slot's number once all are there, else -1; and how many parts were given up.

    A slot: key, parts, parts there (bits), fill of the last, time, source, line of the first part, line of the newest, station,
    then the length of each part.
    """
    slot = key % SLOTS
    lost = 0
    s = slots[slot]
    age = NEAR if part == 1 and key & 1 == 0 else AGE
    same = s[0] == key and s[1] == parts and (s[8] == station or station == 0) and line - s[7] <= age and not (s[2] >> part) & 1
    if not same or s[2] == 0:
        # Another message, or the next one after a whole one: nothing of the one before may stay, its time least of all.
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
