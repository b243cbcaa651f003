"""From looks to stays: between which moments a ship came and went, where looks that saw nothing bound both.

Arrival lies between the last look without the ship and the first one with it; departure likewise. Looks whose windows overlap
have no order that is known ("in the morning it was gone" and "that day it was there"), and bound nothing for each other. A
bound that no look gives is open. Nothing is guessed from what a stay usually lasts.

    presence(looks(table), "Alpha", rules)                            # stays of any ship
    presence(looks(table), "Alpha", rules, hull=("imo", "9074729"))   # of one hull, where a named reader identified it

A hull that AIS heard elsewhere was not there either (`heard.elsewhere`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from vetoproof.track.looks import Look, Seen, contested, hull_of, particular, shows_without

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.packs.track_rules import TrackRules

Hull = tuple[str, str]


class Away(NamedTuple):
    """A moment (epoch seconds) at which a ship was elsewhere, and the seconds that the way from there to the place takes."""

    t: int
    way: float = 0.0


class Stay(msgspec.Struct, frozen=True, kw_only=True):
    """A stay at a place, in epoch seconds. It began in (`after`, `by`] and ended in [`until`, `before`); None is open.

    `vessel` "" where any ship counts: then more ships than one may have come and gone in it.
    """

    place: str
    vessel: str
    hull: Hull | None
    after: int | None
    by: int
    until: int
    before: int | None
    looks: tuple[Look, ...]

    @property
    def least_hours(self) -> float:
        """Hours between the first and the last look with the ship (0 where it was seen once)."""
        return max(0, self.until - self.by) / 3600

    @property
    def most_hours(self) -> float | None:
        """Hours between the looks without it on either side; None where one is missing."""
        return None if self.after is None or self.before is None else (self.before - self.after) / 3600


def presence(
    looks: Iterable[Look], place: str, rules: TrackRules, hull: Hull | None = None, elsewhere: Iterable[Away] = (),
    ways: Mapping[str, float] | None = None,
) -> list[Stay]:  # fmt: skip
    """Stays at a place, by time: of any ship, or of one hull (`looks.hull_of`) as named readers identified it.

    For one hull a look counts against it that shows the place empty, that says that this ship was not found, or that identified
    it elsewhere; and so does each moment at which it was heard `elsewhere`. From there it needs its way, as from other places
    (`ways`: seconds by name); what was seen is surer than a way and its speed. A look that shows another ship, or one without a
    name, says nothing of it. Looks under cloud, too coarse, or disputed bound nothing; a ship seen through a gap
    in the clouds was there. Looks farther apart than `stay_apart_days` are not one stay; the bounds of the two towards each
    other are open.
    """
    marks = [(look, said) for look in looks if (said := _says(look, place, hull, rules)) is not None]
    seen = sorted((look for look, there in marks if there), key=lambda look: (look.start, look.end, look.rows))
    gone = [look for look, there in marks if not there]
    away = [Away(look.start, (ways or {}).get(look.place, 0.0)) for look in gone if look.start == look.end]
    moments = _moments([*away, *(elsewhere if hull is not None else ())], seen)
    without = _Without([*gone, *(Look(place="", start=t, end=t, observed=True) for t in moments)])
    # A look at an hour that is not told ("that day") in whose window the ship was seen at one that is adds nothing but doubt
    # where a look without the ship lies in that window too: it goes with the other.
    loose = [without.between(look.start, look.end) for look in seen]
    sharp = [look for look, doubt in zip(seen, loose, strict=True) if not doubt]
    starts = [look.start for look in sharp]
    held = [_first_held(look, sharp, starts) if doubt else None for look, doubt in zip(seen, loose, strict=True)]
    runs: list[list[Look]] = []
    opened: list[tuple[bool, bool]] = []
    for look in (look for look, other in zip(seen, held, strict=True) if other is None):
        last = runs[-1] if runs else [look]
        apart = look.start - max(other.end for other in last) > rules.stay_apart_days * 86_400
        low, high = min(last[-1].start, look.start), max(last[-1].end, look.end)
        if runs and not apart and not without.between(low, high):
            last.append(look)
            continue
        split = bool(runs) and apart and not without.between(low, high)
        if split:
            opened[-1] = (opened[-1][0], True)
        runs.append([look])
        opened.append((split, False))
    with_other: dict[int, list[Look]] = {}
    for look, other in zip(seen, held, strict=True):
        if other is not None:
            with_other.setdefault(id(other), []).append(look)
    extra = [[look for other in run for look in with_other.get(id(other), ())] for run in runs]
    return [
        _stay(place, hull, run, None if first else without.before(run), None if last else without.after(run), more)
        for run, (first, last), more in zip(runs, opened, extra, strict=True)
    ]


def parted(looks: Iterable[Look], place: str, rules: TrackRules) -> int:
    """Stays at a place that were surely not one: a look that saw no ship lies between them, or named readers identified other
    hulls (by their numbers) in them. Time alone parts none, though `presence` tells such as two."""
    marks = [(look, said) for look in looks if (said := _says(look, place, None, rules)) is not None]
    seen, empty = ([look for look, there in marks if there == kind] for kind in (True, False))
    count = 0
    while seen:
        first = min(look.end for look in seen)
        empty = [look for look in empty if look.start >= first]
        nothing = min(empty, key=lambda look: look.end, default=None)
        here = [look for look in seen if nothing is None or look.end <= nothing.start]
        count += max(1, *(len(numbers) for numbers in _numbers(here)))
        seen = [look for look in seen if nothing is not None and look.start >= nothing.end]
    return count


def _numbers(looks: Sequence[Look]) -> tuple[set[int | None], set[int | None]]:
    """IMO numbers, and MMSIs, of the ships that named readers identified in them, no other reader objecting."""
    ships = [ship for look in looks for ship in look.ships if ship.identified_by and not _disputed(look, ship)]
    return {ship.imo for ship in ships} - {None}, {ship.mmsi for ship in ships} - {None}


def _disputed(look: Look, ship: Seen) -> bool:
    hull = hull_of(ship)
    return contested(look, lambda other: hull_of(other) == hull)


def _moments(away: Iterable[Away], seen: Sequence[Look]) -> list[int]:
    """When the ship was not at the place, by time: it was elsewhere, or on the way, unless it was seen sooner."""
    found: set[int] = set()
    for t, way in away:
        found.add(t)
        reach, begin = round(t + way), round(t - way)
        if not any(t <= look.start and look.end < reach for look in seen):
            found.add(reach)
        if not any(begin < look.start and look.end <= t for look in seen):
            found.add(begin)
    return sorted(found)


class _Without:
    """Looks without the ship, by time."""

    def __init__(self, looks: Sequence[Look]) -> None:
        by_start = sorted(looks, key=lambda look: look.start)
        by_end = sorted(looks, key=lambda look: look.end)
        self._starts, self._ends = [look.start for look in by_start], [look.end for look in by_end]
        self._first_end = list(accumulate(reversed([look.end for look in by_start]), min))[::-1]
        self._last_start = list(accumulate((look.start for look in by_end), max))

    def between(self, low: int, high: int) -> bool:
        """One of them may lie in this time."""
        return bisect_right(self._starts, high) > bisect_left(self._ends, low)

    def before(self, run: Sequence[Look]) -> int | None:
        """The latest moment after which the run began: that of looks which surely lie before one of it."""
        count = bisect_left(self._ends, max(look.start for look in run))
        return self._last_start[count - 1] if count else None

    def after(self, run: Sequence[Look]) -> int | None:
        """The earliest moment before which the run ended."""
        at = bisect_right(self._starts, min(look.end for look in run))
        return self._first_end[at] if at < len(self._starts) else None


def _first_held(wide: Look, sharp: Sequence[Look], starts: Sequence[int]) -> Look | None:
    """The first of the looks at a known hour that lies in this one's window."""
    within = sharp[bisect_left(starts, wide.start) : bisect_right(starts, wide.end)]
    return next((look for look in within if look.end <= wide.end), None)


def hulls(looks: Iterable[Look], place: str | None = None) -> list[Hull]:
    """Hulls that named readers identified (at a place), sorted."""
    return sorted({hull_of(ship) for look in looks if place in (None, look.place) for ship in look.ships if ship.identified_by})


def stays_table(stays: Sequence[Stay]) -> pl.DataFrame:
    """Stays as a table: place, vessel, arrived_after, arrived_by, left_not_before, left_before (UTC; null is open), looks,
    least_hours, most_hours, rows of the sightings, sources."""
    import polars as pl

    utc = pl.Datetime("us", "UTC")
    columns: dict[str, pl.DataType | type[pl.DataType]] = {
        "place": pl.String, "vessel": pl.String, "arrived_after": utc, "arrived_by": utc, "left_not_before": utc,
        "left_before": utc, "looks": pl.UInt32, "least_hours": pl.Float64, "most_hours": pl.Float64,
        "rows": pl.List(pl.UInt64), "sources": pl.List(pl.String),
    }  # fmt: skip
    rows = [
        (
            stay.place, stay.vessel, _utc(stay.after), _utc(stay.by), _utc(stay.until), _utc(stay.before), len(stay.looks),
            round(stay.least_hours, 2), None if stay.most_hours is None else round(stay.most_hours, 2),
            sorted({row for look in stay.looks for row in look.rows}),
            sorted({source for look in stay.looks for source in look.sources}),
        )
        for stay in stays
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=columns, orient="row")


def _says(look: Look, place: str, hull: Hull | None, rules: TrackRules) -> bool | None:
    """The ship was there, was not, or (None) the look tells neither."""
    if hull is None:
        if look.place != place or look.disputed or particular(look):
            return None
        return True if look.observed else None if look.blind(rules) else False
    here = look.place == place
    if any(ship.identified_by and hull_of(ship) == hull for ship in look.ships):
        # Readers who disagree whether any ship was there, or which, leave this one open too.
        return None if look.disputed or contested(look, lambda ship: hull_of(ship) == hull) else here
    if not here or look.blind(rules):
        return None
    return False if shows_without(look, lambda ship: hull_of(ship) == hull) else None


def _stay(
    place: str, hull: Hull | None, run: Sequence[Look], after: int | None, before: int | None, more: Sequence[Look]
) -> Stay:
    # One moment of each look's window was seen: the ship was there at the end of the first window at the latest.
    by, until = min(look.end for look in run), max(look.start for look in run)
    looks = tuple(sorted((*run, *more), key=lambda look: (look.start, look.end, look.rows)))
    named = [ship.vessel for look in looks for ship in look.ships if hull is not None and hull_of(ship) == hull and ship.vessel]
    return Stay(
        place=place, vessel=min(named, default=""), hull=hull, after=after, by=by, until=until, before=before, looks=looks,
    )  # fmt: skip


def _utc(t: int | None) -> datetime | None:
    return None if t is None else datetime.fromtimestamp(t, UTC)
