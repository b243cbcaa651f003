"""What a printed time zone means on a given day, and whether it was kept then."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

import msgspec

from vetoproof.examine.datewords import DateWords

_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+\-−])(\d{1,2})(?::?(\d{2}))?$")


class Zoned(msgspec.Struct, frozen=True):
    """The instants that a local time may be: one, or several where the abbreviation is ambiguous; and a note."""

    instants: tuple[datetime, ...]
    note: str = ""


def place(local: datetime, printed: str, words: DateWords) -> Zoned | None:
    """The instant of a local time printed with a zone; None where the zone is unknown.

    Many sites print the winter abbreviation all year. Where the region kept another time on that day, the time kept
    is used and the note says so: "CET printed while CEST held: read as UTC+2". (Source: IANA time zone database.)
    """
    if match := _OFFSET.match(printed):
        sign = -1 if match.group(1) in "-−" else 1
        offset = sign * timedelta(hours=int(match.group(2)), minutes=int(match.group(3) or 0))
        return Zoned((local.replace(tzinfo=timezone(offset)),)) if abs(offset) < timedelta(hours=15) else None
    readings = [_read(local, printed, region, hours) for region, hours in words.zones.get(printed, ())]
    if not readings:
        return None
    instants = tuple(sorted({moment for moment, _ in readings}))
    if len(instants) > 1:
        offsets = ", ".join(_name(moment) for moment in instants)
        return Zoned(instants, f"{printed} is ambiguous: {offsets}")
    return Zoned(instants, readings[0][1])


def _read(local: datetime, printed: str, region: str, hours: float | None) -> tuple[datetime, str]:
    from zoneinfo import ZoneInfo

    kept = local.replace(tzinfo=ZoneInfo(region))
    offset = kept.utcoffset() or timedelta(0)
    fixed = local.replace(tzinfo=timezone(offset))
    if hours is None or offset == timedelta(hours=hours):
        return fixed, ""
    return fixed, f"{printed} printed while {kept.tzname()} held: read as {_name(fixed)}"


def _name(moment: datetime) -> str:
    minutes = int((moment.utcoffset() or timedelta(0)).total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")
