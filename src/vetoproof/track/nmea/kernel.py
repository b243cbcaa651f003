"""The bulk decoder: a block of whole lines in, columns of positions out, in one pass.

Positions are types 1, 2, 3 (class A), 18, 19 (class B) and 27 (long range); bits as in ITU-R M.1371-5, annex 8. A report of
type 9 is an aircraft's and is set aside, as are base stations, buoys and all else. What ships say of themselves (5, 19, 24) is
handed on whole, parts joined; `statements` reads it. Time comes from, in this order: the sentence's own tag block (`c:`, in
seconds or milliseconds), the first sentence of its group (`g:`), a receiver's sentence before it ($PGHP), epoch seconds or
milliseconds before the sentence or as its last field. With a start given, a sentence without time takes the moment nearest to
the clock that has its UTC second; the clock begins at the start and is set by base stations (type 4).

"""

from __future__ import annotations

import numpy as np

from vetoproof.compiled import kernel
from vetoproof.track.nmea.bits import position
from vetoproof.track.nmea.fields import (
    HEX,
    NONE,
    TAG_END,
    TAG_GROUP,
    TAG_SOURCE,
    TAG_STATION,
    TAG_TIME,
    epoch,
    last_field,
    near,
    number_at,
    receiver_time,
    seconds,
    tag_block,
)  # fmt: skip
from vetoproof.track.nmea.parts import LONGEST, PARTS, join
from vetoproof.track.rejection import (
    CHARACTERS,
    CHECKSUM,
    CUT_OFF,
    FIELDS,
    INCOMPLETE,
    NO_PAYLOAD,
    NO_POSITION,
    NOT_A_SENTENCE,
    OUTSIDE,
    SHORT,
)  # fmt: skip

PAD = 64
"""Bytes of line feeds that must follow a block, so that no look-ahead needs a bound."""

GROUPS = 256
"""Tag-block groups whose time is remembered."""

# `clock`: lines so far; the clock for sentences without time (-1: none); time of the receiver's sentence before.
LINES, CLOCK, PENDING = 0, 1, 2
# `aside`: by message type 0 to 63, then these.
OTHER_SENTENCES, BLANK, FURTHER, ASIDE = 64, 65, 66, 67
_BAD = 64

ARMOUR = np.full(256, _BAD, np.int64)
"""Six bits by character (M.1371-5 and IEC 61162-1): 48 to 87 are 0 to 39, 96 to 119 are 40 to 63; all others are `_BAD`."""
ARMOUR[48:88] = np.arange(40)
ARMOUR[96:120] = np.arange(40, 64)


@kernel
def scan(  # type: ignore[no-untyped-def]
    data, size, latest, stated, clock, groups, slots, held, tag, u32, i64, i32, u16, u8, u64, told, payloads, rejected, first,
    aside,
):  # fmt: skip
    """Read `size` bytes of whole lines; the numbers of positions, of statements, and of bytes of the statements' payloads.

    `latest` is the last moment that a report may bear; `stated` what received the file (0 to 2); positions go to `u32` (mmsi),
    `i64` (t), `i32` (lat, lon), `u16` (sog, cog), `u8` (status, source), `u64` (line). `told` takes a row a statement: line,
    time, source, place in `payloads`, length, fill bits, and 1 where the line was counted already. `rejected`, `first` and
    `aside` are counted on: each line once.
    """
    p, rows, said, used = 0, 0, 0, 0
    while p < size:
        line = clock[LINES]
        clock[LINES] += 1
        t, group, source, station, reason = NONE, NONE, stated, 0, 0
        while data[p] == 32 or data[p] == 9 or data[p] == 13:
            p += 1
        if 48 <= data[p] <= 57:
            # A logger's own stamp before the sentence.
            value, q = number_at(data, p)
            if q - p > 8:
                t = seconds(value)
                while data[q] != 33 and data[q] != 92 and data[q] != 36 and data[q] != 10:
                    q += 1
                p = q
        if data[p] == 92:
            reason = tag_block(data, p + 1, tag)
            p = tag[TAG_END]
            if reason == 0:
                t = tag[TAG_TIME] if tag[TAG_TIME] != NONE else t
                source = tag[TAG_SOURCE] if tag[TAG_SOURCE] else stated
                group, station = tag[TAG_GROUP], tag[TAG_STATION]
                if group != NONE:
                    g = group % GROUPS
                    if t != NONE:
                        groups[g, 0], groups[g, 1], groups[g, 2], groups[g, 3] = group, t, source, station
                    elif groups[g, 0] == group:
                        t, source, station = groups[g, 1], groups[g, 2], groups[g, 3]
        last = data[p + 5] | 32
        if data[p] != 33 or (data[p + 4] | 32) != 100 or (data[p + 3] | 32) != 118 or (last != 109 and last != 111):
            # Not !..VDM or !..VDO.
            if data[p] == 36 and data[p + 1] == 80 and data[p + 2] == 71 and data[p + 3] == 72 and data[p + 4] == 80:
                clock[PENDING] = receiver_time(data, p)
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
        if t == NONE and clock[PENDING] != NONE:
            t = clock[PENDING]
        clock[PENDING] = NONE
        x = np.int64(data[p + 1] ^ data[p + 2] ^ data[p + 3] ^ data[p + 4] ^ data[p + 5]) ^ 44
        # Parts, part, number, channel: `1,1,,A,`. One digit or none each, and a channel of any few characters.
        parts, part = np.int64(data[p + 7]) - 48, np.int64(data[p + 9]) - 48
        number, channel, p = np.int64(NONE), np.int64(0), p + 7
        well = data[p - 1] == 44 and data[p + 1] == 44 and data[p + 3] == 44 and 1 <= part <= parts <= PARTS
        commas, well = 0, well and (data[p - 5] | data[p - 6]) < 128
        while commas < 4 and data[p] != 10 and data[p] != 42:
            c = np.int64(data[p])
            x ^= c
            if c == 44:
                commas += 1
            elif commas == 2:
                well = well and 48 <= c <= 57
                number = c - 48 if number == NONE else number * 10 + c - 48
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
            fill, x, p = np.int64(0), x ^ 44, p + 2
        else:
            well = False
            while data[p] != 42 and data[p] != 10:
                x ^= np.int64(data[p])
                p += 1
            p += data[p] == 42
        sum_ = NONE
        if data[p] != 10 and data[p - 1] == 42:
            sum_ = HEX[data[p]]
            if HEX[data[p + 1]] >= 0 and sum_ >= 0:
                sum_ = sum_ * 16 + HEX[data[p + 1]]
        if t == NONE and data[p] != 10 and data[p + 1] != 10 and data[p + 2] == 44:
            t = last_field(data, p + 2)
        while data[p] != 10:
            p += 1
        p += 1
        if reason == 0:
            if sum_ == NONE:
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
            key = group * 2 + 1 if group != NONE else ((number + 1) * 128 + channel) * 2
            slot, lost = join(data, at, length, fill, part, parts, key, station, t, source, line, slots, held)
            if lost:
                if rejected[INCOMPLETE] == 0:
                    first[INCOMPLETE] = line
                rejected[INCOMPLETE] += lost
            if slot >= 0:
                s = slots[slot]
                told[said, 0], told[said, 1], told[said, 2], told[said, 3] = s[6], s[4], s[5], used
                told[said, 5], told[said, 6] = s[3], 0
                aside[FURTHER] += parts - 1
                for j in range(parts):
                    for i in range(s[9 + j]):
                        payloads[used] = held[slot, j, i]
                        used += 1
                told[said, 4] = used - told[said, 3]
                if told[said, 1] == NONE:
                    told[said, 1] = clock[CLOCK]
                said += 1
            continue
        if reason == 0:
            if kind in (1, 2, 3, 18, 19, 27):
                mmsi = (w0 >> 22) & 0x3FFFFFFF
                if bits < (96 if kind == 27 else 312 if kind == 19 else 168):
                    reason = SHORT
                else:
                    if t == NONE and clock[CLOCK] != NONE:
                        second = (w2 >> 25) & 63 if kind <= 3 else 60 if kind == 27 else (w2 >> 29) & 63
                        t = near(clock[CLOCK], second)
                        clock[CLOCK] = max(t, clock[CLOCK])
                    words = (w0, w1, w2)
                    reason = position(mmsi, t, latest, source, line, rows, u32, i64, i32, u16, u8, u64, words)
                    rows += reason == 0
            elif kind == 4 and clock[CLOCK] != NONE and bits >= 168:
                month, day, hour = (w0 >> 4) & 15, (w0 & 15) << 1 | (w1 >> 59), (w1 >> 54) & 31
                moment = epoch((w0 >> 8) & 0x3FFF, month, day, hour, (w1 >> 48) & 63, (w1 >> 42) & 63)
                if 0 <= moment - clock[CLOCK] <= 86_400:
                    # A base station's time, unless a day or more ahead of the clock: some stations' are wrong.
                    clock[CLOCK] = moment
            if kind == 5 or kind == 24 or (kind == 19 and reason in (0, NO_POSITION, OUTSIDE)):
                # Type 19 is a position and a statement: what is wrong with both is counted once.
                told[said, 0], told[said, 1], told[said, 2], told[said, 3] = line, t, source, used
                told[said, 4], told[said, 5], told[said, 6] = length, fill, kind == 19
                if t == NONE:
                    told[said, 1] = clock[CLOCK]
                said += 1
                for i in range(length):
                    payloads[used] = data[at + i]
                    used += 1
            elif kind > 3 and kind != 18 and kind != 19 and kind != 27:
                aside[kind] += 1
            elif kind == 0:
                aside[0] += 1
        if reason:
            if rejected[reason] == 0:
                first[reason] = line
            rejected[reason] += 1
    return rows, said, used
