"""The part of the kernel that reads a position from the bits of its message (ITU-R M.1371-5, annex 8)."""

from __future__ import annotations

from vetoproof.compiled import part
from vetoproof.track.nmea.fields import NONE
from vetoproof.track.rejection import EARLIEST, EARLY, LATE, NO_MMSI, NO_POSITION, NO_TIME, OUTSIDE
from vetoproof.track.schema import NO_COURSE, NO_SPEED, NO_STATUS

_LAT, _LON = 54_000_000, 108_000_000
_NO_LAT, _NO_LON = 54_600_000, 108_600_000


@part
def position(mmsi, t, latest, source, line, row, u32, i64, i32, u16, u8, u64, words):  # type: ignore[no-untyped-def]
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
    if mmsi < 1 or mmsi > 999_999_999:
        return NO_MMSI
    if t == NONE:
        return NO_TIME
    if t < EARLIEST:
        return EARLY
    if t > latest:
        return LATE
    if lat == _NO_LAT or lon == _NO_LON:
        return NO_POSITION
    if lat > _LAT or lat < -_LAT or lon > _LON or lon < -_LON:
        return OUTSIDE
    u32[row], i64[row], i32[0, row], i32[1, row] = mmsi, t, lat, lon
    u16[0, row], u16[1, row] = sog, (cog if cog < NO_COURSE else NO_COURSE)
    u8[0, row], u8[1, row], u64[row] = status, source, line
    return 0
