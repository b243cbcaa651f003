"""Whose number is whose: what ships say of their hull and name over which time, and which of it tells one ship from another.

Anyone can send any number. An IMO number tells a ship only where its check digit is right, one MMSI alone says it at the time,
and that MMSI says no other one. Names recur, and tell nobody.

    said = claims(particulars)                        # of a table as schema.particulars()
    hulls_of(up_to(said, date(2023, 12, 31)))         # as it was known on that day
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from vetoproof.track.corroborate import Hull
from vetoproof.track.sightings import right_digit

if TYPE_CHECKING:
    import polars as pl


class Claim(NamedTuple):
    """A ship says this of itself, first and last at these epoch seconds: ("imo", "9074729") or ("name", "roe deer")."""

    mmsi: int
    hull: Hull
    first: int
    last: int


def claims(particulars: pl.DataFrame) -> tuple[Claim, ...]:
    """What each MMSI says, sorted. Hull numbers that cannot be (wrong check digit, not seven digits) are none."""
    import polars as pl

    found = []
    for kind in ("imo", "name"):
        said = particulars.filter(pl.col(kind).is_not_null()).group_by("mmsi", kind)
        spans = said.agg(pl.col("t").min().alias("first"), pl.col("t").max().alias("last"))
        for mmsi, value, first, last in spans.iter_rows():
            word = str(value).strip().casefold()
            if word and (kind == "name" or (1_000_000 <= value <= 9_999_999 and right_digit(value))):
                found.append(Claim(mmsi, (kind, word), first, last))
    return tuple(sorted(found))


def up_to(said: Iterable[Claim], day: date) -> tuple[Claim, ...]:
    """What was said by the end of a day (UTC). Of what is said before and after it, that it was said until then: the
    particulars keep only where something changed (`particulars.changes`)."""
    end = int(datetime.combine(day, time.max, UTC).timestamp())
    return tuple(one._replace(last=min(one.last, end)) for one in said if one.first <= end)


def hulls_of(said: Iterable[Claim]) -> dict[int, frozenset[Hull]]:
    """By MMSI the marks by which a ship is known beside it: its IMO number, or nothing.

    Where two MMSIs say one number over the same time, it is neither's, as a number can be copied; a ship that goes on under
    another MMSI says it one after the other. An MMSI that says two numbers has none.
    """
    numbers: dict[int, set[Hull]] = {}
    spans: dict[Hull, list[Claim]] = {}
    for one in said:
        borne = numbers.setdefault(one.mmsi, set())
        if one.hull[0] == "imo":
            borne.add(one.hull)
            spans.setdefault(one.hull, []).append(one)
    shared = {(one.mmsi, one.hull) for some in spans.values() for one in _overlapping(some)}
    return {
        mmsi: frozenset(hull for hull in borne if len(borne) == 1 and (mmsi, hull) not in shared)
        for mmsi, borne in numbers.items()
    }


def _overlapping(some: Iterable[Claim]) -> set[Claim]:
    """Those of one number whose time meets that of another."""
    found: set[Claim] = set()
    widest: Claim | None = None
    for one in sorted(some, key=lambda one: (one.first, one.last, one.mmsi)):
        if widest is not None and one.first <= widest.last:
            found |= {one, widest}
        if widest is None or one.last > widest.last:
            widest = one
    return found
