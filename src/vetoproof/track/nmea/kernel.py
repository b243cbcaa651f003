"""The bulk decoder: a block of whole lines in, columns of positions out, in one pass.

Positions are types 1, 2, 3 (class A), 18, 19 (class B) and 27 (long range); bits as in ITU-R M.1371-5, annex 8. A report of
type 9 is an aircraft's and is set aside, as are base stations, buoys and all else. What ships say of themselves (5, 19, 24) is
handed on whole, parts joined; `statements` reads it. Time comes from, in this order: the sentence's own tag block (`c:`, in
seconds or milliseconds), the first sentence of its group (`g:`), a receiver's sentence before it ($PGHP), epoch seconds or
milliseconds before the sentence or as its last field. With a start given, a sentence without time takes the moment nearest to
the clock that has its UTC second; the clock begins at the start and is set by base stations (type 4).

All kernels lie in this file: a compiled one is kept by its file's date, and must not outlive what it calls.
"""

from __future__ import annotations

import numpy as np

from vetoproof.compiled import kernel
from vetoproof.track.rejection import (
    CHARACTERS,
    CHECKSUM,
    CUT_OFF,
    EARLIEST,
    EARLY,
    FIELDS,
    INCOMPLETE,
    LATE,
    NO_MMSI,
    NO_PAYLOAD,
    NO_POSITION,
    NO_TIME,
    NOT_A_SENTENCE,
    OUTSIDE,
    SHORT,
    TAG_BLOCK,
)  # fmt: skip
from vetoproof.track.schema import NO_COURSE, NO_SPEED, NO_STATUS

PAD = 64
"""Bytes of line feeds that must follow a block, so that no look-ahead needs a bound."""

LONGEST = 128
"""Characters of a payload in one part. IEC 61162-1 allows 82 a sentence, so 60 or so; some networks write longer ones."""

SLOTS, GROUPS, PARTS, AGE = 1024, 256, 9, 2000
"""Messages in parts that may be open at once; tag-block groups remembered; parts a message may have (IEC 61162-1: 9); and how
many lines may lie between two parts, chosen far above what interleaved stations show, so that a lost part is not replaced by
that of a later message under the same number."""

# `clock`: lines so far; the clock for sentences without time (-1: none); time of the receiver's sentence before.
LINES, CLOCK, PENDING = 0, 1, 2
# `aside`: by message type 0 to 63, then these.
OTHER_SENTENCES, BLANK, ASIDE = 64, 65, 66
_TAG_TIME, _TAG_GROUP, _TAG_SOURCE, _TAG_END, _TAG_STATION = 0, 1, 2, 3, 4
_NONE = -1
_LAT, _LON = 54_000_000, 108_000_000
_NO_LAT, _NO_LON = 54_600_000, 108_600_000
_BAD = 64

ARMOUR = np.full(256, _BAD, np.int64)
"""Six bits by character (M.1371-5 and IEC 61162-1): 48 to 87 are 0 to 39, 96 to 119 are 40 to 63; all others are `_BAD`."""
ARMOUR[48:88] = np.arange(40)
ARMOUR[96:120] = np.arange(40, 64)

HEX = np.full(256, _NONE, np.int64)
HEX[48:58] = np.arange(10)
HEX[65:71] = np.arange(10, 16)
HEX[97:103] = np.arange(10, 16)


@kernel
def _number(data, at):  # type: ignore[no-untyped-def]
    """The decimal number at a place, and where it ends; -1 where none is."""
    value, p = 0, at
    while 48 <= data[p] <= 57 and p - at < 18:
        value = value * 10 + np.int64(data[p]) - 48
        p += 1
    return (value if p > at else _NONE), p


@kernel
def _seconds(value):  # type: ignore[no-untyped-def]
    """Epoch seconds of a stamp in seconds, milliseconds or finer: 1e11 seconds are the year 5138, 1e11 ms are 1973."""
    while value >= 100_000_000_000:
        value //= 1000
    return value


@kernel
def _epoch(year, month, day, hour, minute, second):  # type: ignore[no-untyped-def]
    """Epoch seconds of a date in the Gregorian calendar; -1 where it is none. Days by 400-year eras from 1 March 0000."""
    if year < 1 or month < 1 or month > 12 or day < 1 or day > 31 or hour > 23 or minute > 59 or second > 59:
        return _NONE
    y = year - 1 if month <= 2 else year
    era = y // 400
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    of_era = (y - era * 400) * 365 + (y - era * 400) // 4 - (y - era * 400) // 100 + of_year
    return (era * 146_097 + of_era - 719_468) * 86_400 + hour * 3600 + minute * 60 + second


@kernel
def _tag_block(data, at, found):  # type: ignore[no-untyped-def]
    r"""Read the tag block that begins at the character after its first backslash; 0, or the reason why it is not to be trusted.

    `c` is the time, `s` the station, `g` the group. A station whose name is nine digits that begin with 00 (with r or b
    before, as coast guards write) is a base station's MMSI (M.585-9), hence on land.
    """
    found[_TAG_TIME], found[_TAG_GROUP], found[_TAG_SOURCE], found[_TAG_STATION] = _NONE, _NONE, 0, 0
    p, x = at, 0
    while data[p] != 42:
        if data[p] == 10 or data[p] == 92:
            found[_TAG_END] = p + 1 if data[p] == 92 else p
            return TAG_BLOCK
        x ^= np.int64(data[p])
        p += 1
    star = p
    said, p = HEX[data[p + 1]], p + 2
    if said >= 0 and HEX[data[p]] >= 0:
        said = said * 16 + HEX[data[p]]
        p += 1
    if data[p] != 92:
        while data[p] != 10 and data[p] != 92:
            p += 1
        found[_TAG_END] = p + 1 if data[p] == 92 else p
        return TAG_BLOCK
    found[_TAG_END] = p + 1
    if said != x:
        return TAG_BLOCK
    p = at
    while p < star:
        code = data[p] if data[p + 1] == 58 else 0
        if code == 99:  # c
            value, q = _number(data, p + 2)
            if value >= 0 and (data[q] == 44 or data[q] == 42 or data[q] == 46):
                found[_TAG_TIME] = _seconds(value)
        elif code == 103:  # g: part-parts-group
            part, q = _number(data, p + 2)
            parts, q = _number(data, q + 1)
            group, q = _number(data, q + 1)
            if part > 0 and parts > 0 and group >= 0:
                found[_TAG_GROUP] = group
        elif code == 115:  # s
            q = p + 2
            if data[q] == 114 or data[q] == 98:
                q += 1
            value, end = _number(data, q)
            if end - q == 9 and value < 10_000_000:
                found[_TAG_SOURCE] = 1
            name, q = 0, p + 2
            while data[q] != 44 and data[q] != 42:
                name = (name * 131 + np.int64(data[q])) & 0xFFFFFFFFFF
                q += 1
            found[_TAG_STATION] = name
        while p < star and data[p] != 44:
            p += 1
        p += 1
    return 0


@kernel
def _receiver_time(data, at):  # type: ignore[no-untyped-def]
    """Time of a $PGHP sentence (`$PGHP,1,year,month,day,hour,minute,second,ms,...*hh`), which holds for the next one; or -1."""
    p, x = at + 1, 0
    while data[p] != 42 and data[p] != 10:
        x ^= np.int64(data[p])
        p += 1
    if data[p] == 10 or HEX[data[p + 1]] < 0 or HEX[data[p + 2]] < 0 or HEX[data[p + 1]] * 16 + HEX[data[p + 2]] != x:
        return _NONE
    _, p = _number(data, at + 7)
    year, p = _number(data, p + 1)
    month, p = _number(data, p + 1)
    day, p = _number(data, p + 1)
    hour, p = _number(data, p + 1)
    minute, p = _number(data, p + 1)
    second, p = _number(data, p + 1)
    if min(hour, minute, second) < 0:
        return _NONE
    return _epoch(year, month, day, hour, minute, second)


@kernel
def _last_field(data, at):  # type: ignore[no-untyped-def]
    """Epoch seconds where the last field after the checksum is a stamp, as coast guards log (`...*5C,b003669710,1428621738`)."""
    p, comma = at, at
    while data[p] != 10:
        if data[p] == 44:
            comma = p
        p += 1
    value, q = _number(data, comma + 1)
    if q - comma > 9 and (data[q] == 10 or data[q] == 13 or data[q] == 46 or data[q] == 32):
        return _seconds(value)
    return _NONE


@kernel
def _near(clock, second):  # type: ignore[no-untyped-def]
    """The moment nearest to the clock that has this UTC second; the clock's own where the second is not told (60 to 63)."""
    if second > 59:
        return clock
    return clock + (second - clock % 60 + 90) % 60 - 30


@kernel
def _kept(mmsi, t, latest, source, line, row, u32, i64, i32, u16, u8, u64, words):  # type: ignore[no-untyped-def]
    """Write one position to row `row` of the columns, from its three words of 60, 60 and 48 bits; 0, or why it is none."""
    w0, w1, w2 = words
    kind = w0 >> 54
    status = NO_STATUS
    if kind <= 3:
        status = (w0 >> 18) & 15
        sog = w0 & 1023
        lon, lat = (w1 >> 31) & 0xFFFFFFF, (w1 >> 4) & 0x7FFFFFF
        cog = (w1 & 15) << 8 | (w2 >> 40) & 255
    elif kind == 27:
        status = (w0 >> 16) & 15
        lon, lat = (w0 & 0xFFFF) << 2 | (w1 >> 58), (w1 >> 41) & 0x1FFFF
        lon, lat = (lon - ((lon >> 17) << 18)) * 1000, (lat - ((lat >> 16) << 17)) * 1000
        sog, cog = (w1 >> 35) & 63, (w1 >> 26) & 511
        # Whole knots and degrees here (63, 511: not available).
        sog, cog = NO_SPEED if sog == 63 else sog * 10, cog * 10
    else:
        sog = (w0 >> 4) & 1023
        lon, lat = (w0 & 7) << 25 | (w1 >> 35), (w1 >> 8) & 0x7FFFFFF
        cog = (w1 & 255) << 4 | (w2 >> 44)
    if kind != 27:
        lon, lat = lon - ((lon >> 27) << 28), lat - ((lat >> 26) << 27)
    if lat == _NO_LAT or lon == _NO_LON:
        return NO_POSITION
    if lat > _LAT or lat < -_LAT or lon > _LON or lon < -_LON:
        return OUTSIDE
    if mmsi < 1 or mmsi > 999_999_999:
        return NO_MMSI
    if t == _NONE:
        return NO_TIME
    if t < EARLIEST:
        return EARLY
    if t > latest:
        return LATE
    u32[row], i64[row], i32[0, row], i32[1, row] = mmsi, t, lat, lon
    u16[0, row], u16[1, row] = sog, (cog if cog < NO_COURSE else NO_COURSE)
    u8[0, row], u8[1, row], u64[row] = status, source, line
    return 0


@kernel
def _join(data, at, length, fill, part, parts, key, station, t, source, line, slots, held):  # type: ignore[no-untyped-def]
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
    if s[4] == _NONE:
        s[4] = t
    if part == parts:
        s[3] = fill
    s[8 + part] = length
    for i in range(length):
        held[slot, part - 1, i] = data[at + i]
    if s[2] == (1 << (parts + 1)) - 2:
        s[2] = 0
        return slot, lost
    return _NONE, lost


@kernel
def scan(  # type: ignore[no-untyped-def]
    data, size, latest, stated, clock, groups, slots, held, tag, u32, i64, i32, u16, u8, u64, told, payloads, rejected, first, aside,
):  # fmt: skip
    """Read `size` bytes of whole lines; the numbers of positions, of statements, and of bytes of the statements' payloads.

    `latest` is the last moment that a report may bear; `stated` what received the file (0 to 2); positions go to `u32` (mmsi),
    `i64` (t), `i32` (lat, lon), `u16` (sog, cog), `u8` (status, source), `u64` (line). `told` takes a row a statement: line,
    time, source, place in `payloads`, length, fill bits. `rejected`, `first` and `aside` are counted on.
    """
    p, rows, said, used = 0, 0, 0, 0
    while p < size:
        line = clock[LINES]
        clock[LINES] += 1
        t, group, source, station, reason = _NONE, _NONE, stated, 0, 0
        while data[p] == 32 or data[p] == 9 or data[p] == 13:
            p += 1
        if 48 <= data[p] <= 57:
            # A logger's own stamp before the sentence.
            value, q = _number(data, p)
            if q - p > 8:
                t = _seconds(value)
                while data[q] != 33 and data[q] != 92 and data[q] != 36 and data[q] != 10:
                    q += 1
                p = q
        if data[p] == 92:
            reason = _tag_block(data, p + 1, tag)
            p = tag[_TAG_END]
            if reason == 0:
                t = tag[_TAG_TIME] if tag[_TAG_TIME] != _NONE else t
                source = tag[_TAG_SOURCE] if tag[_TAG_SOURCE] else stated
                group, station = tag[_TAG_GROUP], tag[_TAG_STATION]
                if group != _NONE:
                    g = group % GROUPS
                    if t != _NONE:
                        groups[g, 0], groups[g, 1], groups[g, 2], groups[g, 3] = group, t, source, station
                    elif groups[g, 0] == group:
                        t, source, station = groups[g, 1], groups[g, 2], groups[g, 3]
        last = data[p + 5] | 32
        if data[p] != 33 or (data[p + 4] | 32) != 100 or (data[p + 3] | 32) != 118 or (last != 109 and last != 111):
            # Not !..VDM or !..VDO.
            if data[p] == 36 and data[p + 1] == 80 and data[p + 2] == 71 and data[p + 3] == 72 and data[p + 4] == 80:
                clock[PENDING] = _receiver_time(data, p)
                aside[OTHER_SENTENCES] += 1
            elif (data[p] == 10 and reason == 0) or data[p] == 35:
                aside[BLANK] += 1
            elif (data[p] == 36 or data[p] == 33) and data[p + 6] == 44:
                aside[OTHER_SENTENCES] += 1
            else:
                reason = reason if reason else NOT_A_SENTENCE
                if rejected[reason] == 0:
                    first[reason] = line
                rejected[reason] += 1
            while data[p] != 10:
                p += 1
            p += 1
            continue
        if t == _NONE and clock[PENDING] != _NONE:
            t = clock[PENDING]
        clock[PENDING] = _NONE
        x = np.int64(data[p + 1] ^ data[p + 2] ^ data[p + 3] ^ data[p + 4] ^ data[p + 5]) ^ 44
        # Parts, part, number, channel: `1,1,,A,`. One digit or none each, and a channel of any few characters.
        parts, part, number, channel, p = np.int64(data[p + 7]) - 48, np.int64(data[p + 9]) - 48, _NONE, 0, p + 7
        well = data[p - 1] == 44 and data[p + 1] == 44 and data[p + 3] == 44 and 1 <= part <= parts <= PARTS
        commas, well = 0, well and (data[p - 5] | data[p - 6]) < 128
        while commas < 4 and data[p] != 10 and data[p] != 42:
            c = np.int64(data[p])
            x ^= c
            if c == 44:
                commas += 1
            elif commas == 2:
                well = well and 48 <= c <= 57
                number = c - 48 if number == _NONE else number * 10 + c - 48
            elif commas == 3:
                channel = c
            p += 1
        at, bad = p, 0
        w0, w1, w2 = 0, 0, 0
        if data[p + 28] == 44:
            # Nearly all: the 168 bits of a position in one sentence.
            for i in range(10):
                x ^= np.int64(data[p + i])
                v = ARMOUR[data[p + i]]
                bad |= v
                w0 = w0 << 6 | (v & 63)
            for i in range(10, 20):
                x ^= np.int64(data[p + i])
                v = ARMOUR[data[p + i]]
                bad |= v
                w1 = w1 << 6 | (v & 63)
            for i in range(20, 28):
                x ^= np.int64(data[p + i])
                v = ARMOUR[data[p + i]]
                bad |= v
                w2 = w2 << 6 | (v & 63)
            p += 28
        if p == at or bad & _BAD:
            # Any other length: as many bits as the words hold, the rest looked through. A line feed ends it.
            if p != at:
                x, p, w0, w1, w2, bad = x, at, 0, 0, 0, 0
                for i in range(28):
                    x ^= np.int64(data[at + i])
            while data[p] != 44 and data[p] != 42 and data[p] != 10:
                c = np.int64(data[p])
                x ^= c
                v, k = ARMOUR[c], p - at
                bad |= v
                if k < 10:
                    w0 |= (v & 63) << (54 - 6 * k)
                elif k < 20:
                    w1 |= (v & 63) << (114 - 6 * k)
                elif k < 28:
                    w2 |= (v & 63) << (162 - 6 * k)
                p += 1
        length = p - at
        fill = np.int64(data[p + 1]) - 48
        if data[p] == 44 and data[p + 2] == 42 and 0 <= fill <= 5:
            x ^= 44 ^ np.int64(data[p + 1])
            p += 3
        elif data[p] == 44 and data[p + 1] == 42:
            # No fill bits written: none.
            fill, x, p = 0, x ^ 44, p + 2
        else:
            well = False
            while data[p] != 42 and data[p] != 10:
                x ^= np.int64(data[p])
                p += 1
            p += data[p] == 42
        sum_ = _NONE
        if data[p] != 10 and data[p - 1] == 42:
            sum_ = HEX[data[p]]
            if HEX[data[p + 1]] >= 0 and sum_ >= 0:
                sum_ = sum_ * 16 + HEX[data[p + 1]]
        if t == _NONE and data[p] != 10 and data[p + 1] != 10 and data[p + 2] == 44:
            t = _last_field(data, p + 2)
        while data[p] != 10:
            p += 1
        p += 1
        if reason == 0:
            if sum_ == _NONE:
                reason = CUT_OFF
            elif sum_ != x:
                reason = CHECKSUM
            elif commas < 4 or not well or length > LONGEST:
                reason = FIELDS
            elif length == 0:
                reason = NO_PAYLOAD
            elif bad & _BAD:
                reason = CHARACTERS
        bits = length * 6 - fill
        kind = w0 >> 54
        if reason == 0 and parts > 1:
            key = group * 2 + 1 if group != _NONE else ((number + 1) * 128 + channel) * 2
            slot, lost = _join(data, at, length, fill, part, parts, key, station, t, source, line, slots, held)
            if lost:
                if rejected[INCOMPLETE] == 0:
                    first[INCOMPLETE] = line
                rejected[INCOMPLETE] += lost
            if slot >= 0:
                s = slots[slot]
                told[said, 0], told[said, 1], told[said, 2], told[said, 3] = s[6], s[4], s[5], used
                told[said, 5] = s[3]
                for j in range(parts):
                    for i in range(s[9 + j]):
                        payloads[used] = held[slot, j, i]
                        used += 1
                told[said, 4] = used - told[said, 3]
                if told[said, 1] == _NONE:
                    told[said, 1] = clock[CLOCK]
                said += 1
            continue
        if reason == 0:
            if kind in (1, 2, 3, 18, 19, 27):
                mmsi = (w0 >> 22) & 0x3FFFFFFF
                if bits < (96 if kind == 27 else 312 if kind == 19 else 168):
                    reason = SHORT
                else:
                    if t == _NONE and clock[CLOCK] != _NONE:
                        second = (w2 >> 25) & 63 if kind <= 3 else 60 if kind == 27 else (w2 >> 29) & 63
                        t = _near(clock[CLOCK], second)
                        clock[CLOCK] = max(t, clock[CLOCK])
                    words = (w0, w1, w2)
                    reason = _kept(mmsi, t, latest, source, line, rows, u32, i64, i32, u16, u8, u64, words)
                    rows += reason == 0
            elif kind == 4 and clock[CLOCK] != _NONE and bits >= 168:
                month, day, hour = (w0 >> 4) & 15, (w0 & 15) << 1 | (w1 >> 59), (w1 >> 54) & 31
                moment = _epoch((w0 >> 8) & 0x3FFF, month, day, hour, (w1 >> 48) & 63, (w1 >> 42) & 63)
                if 0 <= moment - clock[CLOCK] <= 86_400:
                    # A base station's time, unless a day or more ahead of the clock: some stations' are wrong.
                    clock[CLOCK] = moment
            if kind == 5 or kind == 19 or kind == 24:
                told[said, 0], told[said, 1], told[said, 2], told[said, 3] = line, t, source, used
                told[said, 4], told[said, 5] = length, fill
                if t == _NONE:
                    told[said, 1] = clock[CLOCK]
                said += 1
                for i in range(length):
                    payloads[used] = data[at + i]
                    used += 1
            elif kind > 3 and kind != 18 and kind != 27:
                aside[kind] += 1
            elif kind == 0:
                aside[0] += 1
        if reason:
            if rejected[reason] == 0:
                first[reason] = line
            rejected[reason] += 1
    return rows, said, used
