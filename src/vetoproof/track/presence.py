"""From looks to stays: between which moments a ship came and went, where looks that saw nothing bound both.

Arrival lies between the last look without the ship and the first one with it; departure likewise. A bound that no look gives
is open. Nothing is guessed from what a stay usually lasts.

    presence(looks(table), "Alpha")                    # stays of any ship
    presence(looks(table), "Alpha", hull=("imo", "9074729"))   # of one hull, where a named reader identified it
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from vetoproof.track.looks import Look, LookRules, hull_of, only_absent

if TYPE_CHECKING:
    import polars as pl

APART_DAYS = 7.0
"""Days: looks with a ship that are farther apart than this, none between them, are not taken for one stay. Ours: more than
twice the 2 to 3 days of a call at the watched piers. The stays then have open bounds towards each other."""

Hull = tuple[str, str]


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
    looks: Iterable[Look], place: str, hull: Hull | None = None, rules: LookRules | None = None, apart_days: float = APART_DAYS
) -> list[Stay]:
    """Stays at a place, by time: of any ship, or of one hull (`looks.hull_of`) as named readers identified it.

    For one hull a look counts against it that shows the place empty, that says that this ship was not found, or that identified
    it elsewhere. A look that shows another ship, or one without a name, says nothing of it. Looks under cloud, too coarse, or
    disputed bound nothing; a ship seen through a gap in the clouds was there.
    """
    rules = rules or LookRules()
    marks = [(look, said) for look in looks if (said := _says(look, place, hull, rules)) is not None]
    marks.sort(key=lambda mark: (mark[0].start, mark[0].end, not mark[1], mark[0].rows))
    stays: list[Stay] = []
    run: list[Look] = []
    gone: Look | None = None
    for look, there in marks:
        if there:
            if run and look.start - run[-1].end > apart_days * 86_400:
                stays.append(_stay(place, hull, run, gone, None))
                run, gone = [], None
            run.append(look)
            continue
        if run:
            stays.append(_stay(place, hull, run, gone, look))
            run = []
        gone = look
    if run:
        stays.append(_stay(place, hull, run, gone, None))
    return stays


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


def _says(look: Look, place: str, hull: Hull | None, rules: LookRules) -> bool | None:
    """The ship was there, was not, or (None) the look tells neither."""
    if hull is None:
        if look.place != place or look.disputed or only_absent(look):
            return None
        return True if look.observed else None if look.blind(rules) else False
    here = look.place == place
    if any(ship.identified_by and hull_of(ship) == hull for ship in look.ships):
        # Readers who disagree whether any ship was there leave this one open too.
        return None if look.disputed else here
    if not here or look.blind(rules):
        return None
    if any(hull_of(ship) == hull for ship in look.absent):
        return False
    return False if look.observed is False and not only_absent(look) else None


def _stay(place: str, hull: Hull | None, run: Sequence[Look], gone: Look | None, left: Look | None) -> Stay:
    # One moment of each look's window was seen: the ship was there at the end of the first window at the latest.
    by, until = min(look.end for look in run), max(look.start for look in run)
    named = [ship.vessel for look in run for ship in look.ships if hull is not None and hull_of(ship) == hull and ship.vessel]
    return Stay(
        place=place, vessel=(min(named) if named else "") if hull is not None else "", hull=hull,
        after=gone.start if gone else None, by=by, until=until, before=left.end if left else None, looks=tuple(run),
    )  # fmt: skip


def _utc(t: int | None) -> datetime | None:
    return None if t is None else datetime.fromtimestamp(t, UTC)
