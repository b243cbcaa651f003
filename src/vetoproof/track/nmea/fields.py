"""Parts of the kernel that read one field of a sentence: numbers, tag blocks, and the ways in which a time stands beside it."""

from __future__ import annotations

import numpy as np

from vetoproof.compiled import part
from vetoproof.track.rejection import TAG_BLOCK

NONE = -1
TAG_TIME, TAG_GROUP, TAG_SOURCE, TAG_END, TAG_STATION = 0, 1, 2, 3, 4
"""What `tag_block` finds, by its place: epoch seconds, group, 1 for a station on land, where it ends, the station's number."""

HEX = np.full(256, NONE, np.int64)
HEX[48:58] = np.arange(10)
HEX[65:71] = np.arange(10, 16)
HEX[97:103] = np.arange(10, 16)

_ENDS = np.zeros(256, np.bool_)
_ENDS[[10, 42, 92]] = True
"""What a tag block ends with: a line feed, a star, a backslash."""


@part
def number_at(data, at):  # type: ignore[no-untyped-def]
    """The decimal number at a place, and where it ends; -1 where none is."""
    value, p = np.int64(0), at
    while 48 <= data[p] <= 57 and p - at < 18:
        value = value * 10 + np.int64(data[p]) - 48
        p += 1
    return (value if p > at else NONE), p


@part
def seconds(value):  # type: ignore[no-untyped-def]
    """Epoch seconds of a stamp in seconds, milliseconds or finer: 1e11 seconds are the year 5138, 1e11 ms are 1973."""
    while value >= 100_000_000_000:
        value //= 1000
    return value


@part
def epoch(year, month, day, hour, minute, second):  # type: ignore[no-untyped-def]
    """Epoch seconds of a date in the Gregorian calendar; -1 where it is none. Days by 400-year eras from 1 March 0000."""
    if year < 1 or month < 1 or month > 12 or day < 1 or day > 31 or hour > 23 or minute > 59 or second > 59:
        return NONE
    y = year - 1 if month <= 2 else year
    era = y // 400
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    of_era = (y - era * 400) * 365 + (y - era * 400) // 4 - (y - era * 400) // 100 + of_year
    return (era * 146_097 + of_era - 719_468) * 86_400 + hour * 3600 + minute * 60 + second


@part
def tag_block(data, at, found):  # type: ignore[no-untyped-def]
    r"""Read the tag block that begins at the character after its first backslash; 0, or the reason why it is not to be trusted.

    `c` is the time, `s` the station, `g` the group. A station whose name is nine digits that begin with 00 (with r or b
    before, as coast guards write) is a base station's MMSI (M.585-9), hence on land.
    """
    found[TAG_TIME], found[TAG_GROUP], found[TAG_SOURCE], found[TAG_STATION] = NONE, NONE, 0, 0
    p, sum_ = at, np.uint8(0)
    while not _ENDS[data[p]]:
        sum_ ^= data[p]
        p += 1
    if data[p] != 42:
        found[TAG_END] = p + 1 if data[p] == 92 else p
        return TAG_BLOCK
    star, x = p, np.int64(sum_)
    said, p = HEX[data[p + 1]], p + 2
    if said >= 0 and HEX[data[p]] >= 0:
        said = said * 16 + HEX[data[p]]
        p += 1
    if data[p] != 92:
        while data[p] != 10 and data[p] != 92:
            p += 1
        found[TAG_END] = p + 1 if data[p] == 92 else p
        return TAG_BLOCK
    found[TAG_END] = p + 1
    if said != x:
        return TAG_BLOCK
    p = at
    while p < star:
        code = data[p] if data[p + 1] == 58 else 0
        if code == 99:  # c
            value, q = number_at(data, p + 2)
            if value >= 0 and (data[q] == 44 or data[q] == 42 or data[q] == 46):
                found[TAG_TIME] = seconds(value)
            p = q
        elif code == 103:  # g: part-parts-group
            part, q = number_at(data, p + 2)
            parts, q = number_at(data, q + 1)
            group, q = number_at(data, q + 1)
            if part > 0 and parts > 0 and group >= 0:
                found[TAG_GROUP] = group
            p = min(q, star)
        elif code == 115:  # s
            q = p + 2
            if data[q] == 114 or data[q] == 98:
                q += 1
            value, end = number_at(data, q)
            if end - q == 9 and value < 10_000_000:
                found[TAG_SOURCE] = 1
            name, q = np.int64(0), p + 2
            while data[q] != 44 and data[q] != 42:
                name = (name * 131 + np.int64(data[q])) & 0xFFFFFFFFFF
                q += 1
            found[TAG_STATION] = name
            p = q
        while p < star and data[p] != 44:
            p += 1
        p += 1
    return 0


@part
def receiver_time(data, at):  # type: ignore[no-untyped-def]
    """Time of a $PGHP sentence (`$PGHP,1,year,month,day,hour,minute,second,ms,...*hh`), which holds for the next one; or -1."""
    p, x = at + 1, np.int64(0)
    while data[p] != 42 and data[p] != 10:
        x ^= np.int64(data[p])
        p += 1
    if data[p] == 10 or HEX[data[p + 1]] < 0 or HEX[data[p + 2]] < 0 or HEX[data[p + 1]] * 16 + HEX[data[p + 2]] != x:
        return NONE
    _, p = number_at(data, at + 7)
    year, p = number_at(data, p + 1)
    month, p = number_at(data, p + 1)
    day, p = number_at(data, p + 1)
    hour, p = number_at(data, p + 1)
    minute, p = number_at(data, p + 1)
    second, p = number_at(data, p + 1)
    if min(hour, minute, second) < 0:
        return NONE
    return epoch(year, month, day, hour, minute, second)


@part
def last_field(data, at):  # type: ignore[no-untyped-def]
    """Epoch seconds where the last field after the checksum is a stamp, as coast guards do (`...*5C,b003669710,1428621738`)."""
    p, comma = at, at
    while data[p] != 10:
        if data[p] == 44:
            comma = p
        p += 1
    value, q = number_at(data, comma + 1)
    if q - comma > 9 and (data[q] == 10 or data[q] == 13 or data[q] == 46 or data[q] == 32):
        return seconds(value)
    return NONE


@part
def near(clock, second):  # type: ignore[no-untyped-def]
    """The moment nearest to the clock that has this UTC second; the clock's own where the second is not told (60 to 63)."""
    if second > 59:
        return clock
    return clock + (second - clock % 60 + 90) % 60 - 30
